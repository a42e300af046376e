//! A report for people at a screen.
//!
//! The verdict comes first, then the changes in the order of the newer text, each with a sign at the left edge, so that
//! the eye (or `grep '^+'`) can run down them:
//!
//! | sign | meaning |
//! |---|---|
//! | `+` | added |
//! | `-` | removed, at its old place |
//! | `~` | reworded |
//! | `>` | moved here |
//! | `<` | moved away from here |
//! | `/` | split |
//! | `&` | merged |
//!
//! The signs are ASCII, which every font and log shows one column wide. The word for the change is beside each sign.

mod amendment;
mod changelog;
mod columns;
mod history;
mod lines;
mod resolution;
mod styles;

pub use amendment::amendment;
pub use changelog::changelog;
pub use history::history;
use lines::{Margins, StyledSpans, write_wrapped};
pub use resolution::resolution;
pub use styles::Styles;
use styles::TEXT;

use owo_colors::Style;
use rayon::prelude::*;

use super::view::{self, Elision, Entry, FieldDiff, Piece, Presentation, ReportedChange, Sides, Typography, View};
use crate::model::{ChangeKind, Comparison, Segment, Side, Significance, Versions};
use crate::text::counted;

/// Options of a report.
#[derive(Debug, Clone)]
pub struct Options {
    /// Maximum line width.
    pub width: usize,
    /// Whether long unchanged stretches inside a paragraph are shown too.
    pub full: bool,
    /// Whether removed page furniture is listed; only for one resolution.
    pub ledger: bool,
    /// Whether the two texts are side by side; needs 60 columns, otherwise the report is inline.
    pub side_by_side: bool,
    /// Whether changes have page numbers.
    pub pages: bool,
    /// The styles.
    pub styles: Styles,
    /// Only changes of at least this significance.
    pub at_least: Option<Significance>,
    /// Whether the text of the last version is shown with the version of each phrase; only for a history.
    pub blame: bool,
    /// Names of the two texts, used if their symbols are equal or missing.
    pub names: Option<Versions<String>>,
}

impl Default for Options {
    /// Plain, 80 columns wide.
    fn default() -> Options {
        Options {
            width: 80,
            full: false,
            ledger: false,
            side_by_side: false,
            pages: false,
            styles: Styles::plain(),
            at_least: None,
            blame: false,
            names: None,
        }
    }
}

/// Columns before the text of a change.
const INDENT: usize = 4;

/// Writes a comparison.
pub fn comparison(comparison: &Comparison, options: &Options) -> String {
    let view = View::new(comparison, options.names.as_ref()).at_least(options.at_least);
    let write = |(index, entry): (usize, &Entry<'_>)| {
        let mut report = ReportWriter::new(options);
        // A change has an empty line before and after it.
        if index > 0 && (is_changed(view.entries.get(index - 1)) || is_changed(Some(entry))) {
            report.out.push('\n');
        }
        report.entry(comparison, entry);
        report.out
    };
    let mut report = ReportWriter::new(options);
    report.head(&view);
    report.out.extend(view.entries.par_iter().enumerate().map(write).collect::<Vec<String>>());
    report.note(view.filter_note.as_deref());
    report.fields("Closing lines", &view.closing);
    report.fields("Footnotes", &view.footnotes);
    report.list("Negotiation", TEXT, "  ", &view::open_changes(comparison));
    report.typography(&view.typography);
    report.warnings(&view.warnings);
    report.out
}

/// Whether an entry is a change, with its text.
fn is_changed(entry: Option<&Entry<'_>>) -> bool {
    matches!(entry, Some(Entry::Changed(_)))
}

/// A report being written.
struct ReportWriter<'a> {
    out: String,
    options: &'a Options,
    styles: &'a Styles,
}

impl<'a> ReportWriter<'a> {
    fn new(options: &'a Options) -> ReportWriter<'a> {
        ReportWriter { out: String::new(), options, styles: &options.styles }
    }

    /// Writes everything above the changes.
    fn head(&mut self, view: &View<'_>) {
        self.verdict(view);
        self.text(self.styles.faint, "", 2, &view.title());
        let width = self.options.width;
        if self.options.side_by_side && width < columns::MIN_WIDTH {
            let note = format!("Side by side needs {} columns; shown inline in {width}.", columns::MIN_WIDTH);
            self.text(self.styles.uncertainty, "", 2, &note);
        }
        self.renumbering(view);
        self.fields("Header", &view.header);
        self.gap();
        if self.in_columns() {
            let [old, new] =
                [&view.names.before, &view.names.after].map(|name| StyledSpans::from_text(self.styles.strong, name));
            self.row(&old, &new);
            self.gap();
        }
        if is_changed(view.entries.first()) {
            self.gap();
        }
    }

    /// Writes the verdict, the headlines and the counts.
    fn verdict(&mut self, view: &View<'_>) {
        self.text(self.styles.strong, "", 2, &view.verdict.answer);
        for headline in &view.headlines {
            self.text(TEXT, "- ", INDENT, headline);
        }
        if !view.verdict.counts.is_empty() {
            self.text(self.styles.faint, "", 2, &view.verdict.counts);
        }
    }

    /// Writes wrapped lines: `first` begins the first one, the others are indented by `rest`.
    fn line(&mut self, styled: &StyledSpans, first: &str, style: Style, rest: usize) {
        write_wrapped(&mut self.out, styled, Margins { first, style, rest, width: self.options.width });
    }

    /// Writes wrapped lines of one style.
    fn text(&mut self, style: Style, first: &str, rest: usize, text: &str) {
        self.line(&StyledSpans::from_text(style, text), first, style, rest);
    }

    /// Writes an empty line, but never two.
    fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    fn renumbering(&mut self, view: &View<'_>) {
        for (heading, ranges) in view.renumbering_sentences() {
            self.text(TEXT, "", 2, &format!("{heading}: {ranges}"));
        }
    }

    fn fields(&mut self, heading: &str, fields: &[FieldDiff]) {
        if fields.is_empty() {
            return;
        }
        self.heading(heading);
        for field in fields {
            let (sign, style) = match (&field.values.before, &field.values.after) {
                _ if field.is_remark_only() => ("> ", self.styles.moved),
                (None, _) => ("+ ", self.styles.added_paragraph),
                (_, None) => ("- ", self.styles.removed_paragraph),
                _ => ("~ ", self.styles.changed),
            };
            let mut styled = StyledSpans::from_text(self.styles.strong, &field.name).with(TEXT, ": ");
            match (&field.values.before, &field.values.after) {
                (Some(text), None) | (None, Some(text)) => styled.push(style, text),
                _ => self.redline(&mut styled, field.redline()),
            }
            styled.push(TEXT, &field.inline_remark().unwrap_or_default());
            self.line(&styled, sign, style, INDENT);
        }
    }

    fn heading(&mut self, heading: &str) {
        self.gap();
        self.text(self.styles.strong, "", 0, heading);
    }

    fn entry(&mut self, comparison: &Comparison, entry: &Entry<'_>) {
        match entry {
            Entry::Unchanged { name, .. } => {
                self.text(self.styles.faint, "  ", INDENT, &format!("{name} unchanged"));
            }
            Entry::MovedAway { name, to, .. } => {
                self.line(
                    &StyledSpans::from_text(self.styles.faint, &format!("{name} moved to {to}")),
                    "< ",
                    self.styles.moved,
                    INDENT,
                );
            }
            Entry::Changed(reported) => self.change(comparison, reported),
        }
    }

    fn in_columns(&self) -> bool {
        self.options.side_by_side && self.options.width >= columns::MIN_WIDTH
    }

    fn change(&mut self, comparison: &Comparison, reported: &ReportedChange<'_>) {
        let (sign, style) = self.sign(reported);
        let mut title = StyledSpans::from_text(self.styles.strong, &reported.name.to_string())
            .with(style, &format!(" {}", reported.event));
        let page = reported.page.to_string();
        if self.options.pages && !page.is_empty() {
            title.push(self.styles.faint, &format!(", {page}"));
        }
        if let Some(significance) = reported.change.significance {
            title.push(self.styles.faint, &format!(" [{}]", significance.name()));
        }
        self.line(&title, sign, style, INDENT);
        for remark in reported.remarks() {
            self.text(self.styles.faint, "    · ", INDENT + 2, remark);
        }
        for uncertainty in reported.doubts() {
            self.text(self.styles.uncertainty, "    ? ", INDENT + 2, uncertainty);
        }
        if self.in_columns() {
            return self.columns(comparison, reported);
        }
        match reported.presentation {
            Presentation::Whole(side) => self.text(style, "    ", INDENT, &reported.change.text(side)),
            Presentation::Rewritten => {
                let [old, new] = Side::BOTH.map(|side| reported.change.text(side));
                self.text(self.styles.removed_paragraph, "    - ", INDENT + 2, &old);
                self.text(self.styles.added_paragraph, "    + ", INDENT + 2, &new);
            }
            Presentation::Excerpt => {
                let text = reported.change.text(Side::After);
                let text = if self.options.full { text } else { view::excerpt(&text) };
                self.text(TEXT, "    ", INDENT, &text);
            }
            Presentation::Redline => {
                let mut styled = StyledSpans::new();
                self.redline(&mut styled, &reported.change.segments);
                self.line(&styled, "    ", TEXT, INDENT);
            }
        }
        if reported.count > 1 {
            let rest = format!("… and {}", counted(reported.count - 1, "more paragraph"));
            self.text(self.styles.faint, "    ", INDENT, &rest);
        }
    }

    /// Appends a redline with delimiters or styles, and visible paragraph breaks.
    fn redline(&self, styled: &mut StyledSpans, segments: &[Segment]) {
        self.elided(styled, segments, (!self.options.full).then(Elision::default));
    }

    /// Appends a redline with unchanged words elided.
    fn elided(&self, styled: &mut StyledSpans, segments: &[Segment], elision: Option<Elision>) {
        let mut last = None;
        for piece in view::pieces(segments, elision) {
            match piece {
                Piece::Text(sides, text) => {
                    // A removed word would run into the added one: `[-Notes-] {+Welcomes+}`.
                    let touches = styled.last_char().is_some_and(|c| c.is_alphanumeric() || "]}".contains(c))
                        && text.starts_with(char::is_alphanumeric);
                    if touches && last == Some(Sides::Before) && sides == Sides::After {
                        styled.space();
                    }
                    styled.push_on(sides, text, self.styles);
                    last = Some(sides);
                }
                Piece::Elided => {
                    styled.space();
                    styled.push(self.styles.faint, "…");
                    styled.push(TEXT, " ");
                }
                Piece::Break(sides) => {
                    styled.space();
                    match sides {
                        Sides::Both => styled.push(self.styles.faint, "¶"),
                        one_sided => styled.push_on(one_sided, "¶", self.styles),
                    }
                    styled.push(TEXT, if sides == Sides::Before { " " } else { "\n" });
                }
            }
        }
    }

    /// A sentence on what is not shown, of a filter for example.
    fn note(&mut self, note: Option<&str>) {
        if let Some(note) = note {
            self.gap();
            self.text(self.styles.faint, "", 2, note);
        }
    }

    /// A section of lines; nothing if there are none.
    fn list(&mut self, heading: &str, style: Style, sign: &str, lines: &[String]) {
        if !lines.is_empty() {
            self.heading(heading);
        }
        for line in lines {
            self.text(style, sign, INDENT, line);
        }
    }

    fn warnings(&mut self, warnings: &[String]) {
        self.list("Warnings", self.styles.uncertainty, "! ", warnings);
    }

    /// The typographic differences.
    fn typography(&mut self, typography: &Typography) {
        if typography.is_empty() {
            return;
        }
        self.heading(&typography.line());
        for row in &typography.rows {
            let line =
                StyledSpans::from_text(TEXT, &format!("{}: ", row.pair())).with(self.styles.faint, &row.places());
            self.line(&line, "  ", TEXT, INDENT);
        }
    }

    /// The sign at the left edge.
    fn sign(&self, reported: &ReportedChange<'_>) -> (&'static str, Style) {
        match reported.change.kind {
            ChangeKind::Added => ("+ ", self.styles.added_paragraph),
            ChangeKind::Removed => ("- ", self.styles.removed_paragraph),
            ChangeKind::Unchanged => ("> ", self.styles.moved),
            ChangeKind::Reworded if reported.change.moved => ("> ", self.styles.moved),
            ChangeKind::Reworded => ("~ ", self.styles.changed),
            ChangeKind::Split => ("/ ", self.styles.changed),
            ChangeKind::Merged => ("& ", self.styles.changed),
        }
    }
}
