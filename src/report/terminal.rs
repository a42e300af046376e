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
use styles::StyleRole;
pub use styles::Styles;

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
/// Entries per task of the thread pool.
const CHUNK_SIZE: usize = 32;

/// Writes a comparison.
pub fn comparison(comparison: &Comparison, options: &Options) -> String {
    let view = View::new(comparison, options.names.as_ref()).at_least(options.at_least);
    let write = |(chunk, entries): (usize, &[Entry<'_>])| {
        let mut report = ReportWriter::new(options);
        for (index, entry) in (chunk * CHUNK_SIZE..).zip(entries) {
            // A change has an empty line before and after it.
            if index > 0 && (is_changed(view.entries.get(index - 1)) || is_changed(Some(entry))) {
                report.out.push('\n');
            }
            report.entry(comparison, entry);
        }
        report.out
    };
    let mut report = ReportWriter::new(options);
    report.head(&view);
    let blocks: Vec<String> = view.entries.par_chunks(CHUNK_SIZE).enumerate().map(write).collect();
    report.out.reserve(blocks.iter().map(String::len).sum());
    report.out.extend(blocks);
    report.note(view.filter_note.as_deref());
    report.fields("Closing lines", &view.closing);
    report.fields("Footnotes", &view.footnotes);
    report.negotiation(&view::open_changes(comparison));
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
}

impl<'a> ReportWriter<'a> {
    fn new(options: &'a Options) -> ReportWriter<'a> {
        ReportWriter { out: String::new(), options }
    }

    /// Writes everything above the changes.
    fn head(&mut self, view: &View<'_>) {
        self.verdict(view);
        self.line(&StyledSpans::from_text(StyleRole::Faint, &view.title()), "", StyleRole::Text, 2);
        let width = self.options.width;
        if self.options.side_by_side && width < columns::MIN_WIDTH {
            let note = format!("Side by side needs {} columns; shown inline in {width}.", columns::MIN_WIDTH);
            self.line(&StyledSpans::from_text(StyleRole::Doubt, &note), "", StyleRole::Text, 2);
        }
        self.renumbering(view);
        self.fields("Header", &view.header);
        self.gap();
        if self.in_columns() {
            let [old, new] =
                [&view.names.before, &view.names.after].map(|name| StyledSpans::from_text(StyleRole::Strong, name));
            self.row(&old, &new);
            self.gap();
        }
        if is_changed(view.entries.first()) {
            self.gap();
        }
    }

    /// Writes the verdict, the headlines and the counts.
    fn verdict(&mut self, view: &View<'_>) {
        self.line(&StyledSpans::from_text(StyleRole::Strong, &view.verdict.answer), "", StyleRole::Text, 2);
        for headline in &view.headlines {
            self.line(&StyledSpans::from_text(StyleRole::Text, headline), "- ", StyleRole::Text, INDENT);
        }
        if !view.verdict.counts.is_empty() {
            self.line(&StyledSpans::from_text(StyleRole::Faint, &view.verdict.counts), "", StyleRole::Text, 2);
        }
    }

    /// Writes wrapped lines: `first` begins the first one, the others are indented by `rest`.
    fn line(&mut self, styled: &StyledSpans, first: &str, role: StyleRole, rest: usize) {
        let margins = Margins { first, role, rest, width: self.options.width };

        write_wrapped(&mut self.out, styled, margins, &self.options.styles);
    }

    /// Writes an empty line, but never two.
    fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    fn renumbering(&mut self, view: &View<'_>) {
        for (heading, ranges) in view.renumbering_sentences() {
            let sentence = StyledSpans::from_text(StyleRole::Text, &format!("{heading}: {ranges}"));
            self.line(&sentence, "", StyleRole::Text, 2);
        }
    }

    fn fields(&mut self, heading: &str, fields: &[FieldDiff]) {
        if fields.is_empty() {
            return;
        }
        self.heading(heading);
        for field in fields {
            let (sign, role) = match (&field.values.before, &field.values.after) {
                _ if field.is_remark_only() => ("> ", StyleRole::Moved),
                (None, _) => ("+ ", StyleRole::AddedParagraph),
                (_, None) => ("- ", StyleRole::RemovedParagraph),
                _ => ("~ ", StyleRole::Changed),
            };
            let mut styled = StyledSpans::from_text(StyleRole::Strong, &field.name).with(StyleRole::Text, ": ");
            match (&field.values.before, &field.values.after) {
                (Some(text), None) | (None, Some(text)) => styled.push(role, text),
                _ => self.redline(&mut styled, field.redline()),
            }
            styled.push(StyleRole::Text, &field.inline_remark().unwrap_or_default());
            self.line(&styled, sign, role, INDENT);
        }
    }

    fn heading(&mut self, heading: &str) {
        self.gap();
        self.line(&StyledSpans::from_text(StyleRole::Strong, heading), "", StyleRole::Text, 0);
    }

    fn entry(&mut self, comparison: &Comparison, entry: &Entry<'_>) {
        match entry {
            Entry::Unchanged { name, .. } => {
                self.line(
                    &StyledSpans::from_text(StyleRole::Faint, &format!("{name} unchanged")),
                    "  ",
                    StyleRole::Text,
                    INDENT,
                );
            }
            Entry::MovedAway { name, to, .. } => {
                self.line(
                    &StyledSpans::from_text(StyleRole::Faint, &format!("{name} moved to {to}")),
                    "< ",
                    StyleRole::Moved,
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
        let (sign, role) = sign(reported);
        let mut title = StyledSpans::from_text(StyleRole::Strong, &reported.name.to_string())
            .with(role, &format!(" {}", reported.event));
        let page = reported.page.to_string();
        if self.options.pages && !page.is_empty() {
            title.push(StyleRole::Faint, &format!(", {page}"));
        }
        if let Some(significance) = reported.change.significance {
            title.push(StyleRole::Faint, &format!(" [{}]", significance.name()));
        }
        self.line(&title, sign, role, INDENT);
        for remark in reported.remarks() {
            self.line(&StyledSpans::from_text(StyleRole::Faint, remark), "    · ", StyleRole::Faint, INDENT + 2);
        }
        for uncertainty in reported.uncertainty.iter().chain(&reported.near_miss) {
            self.line(&StyledSpans::from_text(StyleRole::Doubt, uncertainty), "    ? ", StyleRole::Doubt, INDENT + 2);
        }
        if self.in_columns() {
            return self.columns(comparison, reported);
        }
        match reported.presentation {
            Presentation::Whole(side) => self.whole(&reported.change.text(side), "    ", role, INDENT),
            Presentation::Rewritten => {
                self.whole(&reported.change.text(Side::Before), "    - ", StyleRole::RemovedParagraph, INDENT + 2);
                self.whole(&reported.change.text(Side::After), "    + ", StyleRole::AddedParagraph, INDENT + 2);
            }
            Presentation::Excerpt => {
                let text = reported.change.text(Side::After);
                let text = if self.options.full { text } else { view::excerpt(&text) };
                self.whole(&text, "    ", StyleRole::Text, INDENT);
            }
            Presentation::Redline => {
                let mut styled = StyledSpans::new();
                self.redline(&mut styled, &reported.change.segments);
                self.line(&styled, "    ", StyleRole::Text, INDENT);
            }
        }
        if reported.count > 1 {
            let rest = format!("… and {}", counted(reported.count - 1, "more paragraph"));
            self.line(&StyledSpans::from_text(StyleRole::Faint, &rest), "    ", StyleRole::Text, INDENT);
        }
    }

    fn whole(&mut self, text: &str, first: &str, role: StyleRole, rest: usize) {
        self.line(&StyledSpans::from_text(role, text), first, role, rest);
    }

    /// Appends a redline with delimiters or styles, and visible paragraph breaks.
    fn redline(&self, styled: &mut StyledSpans, segments: &[Segment]) {
        self.elided(styled, segments, (!self.options.full).then(Elision::default));
    }

    /// Appends a redline with unchanged words elided.
    fn elided(&self, styled: &mut StyledSpans, segments: &[Segment], elision: Option<Elision>) {
        let styles = &self.options.styles;
        let mut last = None;
        let pieces = view::pieces(segments, elision);
        let bytes = pieces.iter().map(|piece| if let Piece::Text(_, text) = piece { text.len() + 4 } else { 4 });
        styled.reserve(bytes.sum());
        for piece in pieces {
            match piece {
                Piece::Text(sides, text) => {
                    // A removed word would run into the added one: `[-Notes-] {+Welcomes+}`.
                    let touches = styled.last_char().is_some_and(|c| c.is_alphanumeric() || "]}".contains(c))
                        && text.starts_with(char::is_alphanumeric);
                    if touches && last == Some(Sides::Before) && sides == Sides::After {
                        styled.space();
                    }
                    styled.push_on(sides, text, styles);
                    last = Some(sides);
                }
                Piece::Elided => {
                    styled.space();
                    styled.push(StyleRole::Faint, "…");
                    styled.push(StyleRole::Text, " ");
                }
                Piece::Break(sides) => {
                    styled.space();
                    match sides {
                        Sides::Both => styled.push(StyleRole::Faint, "¶"),
                        one_sided => styled.push_on(one_sided, "¶", styles),
                    }
                    styled.push(StyleRole::Text, if sides == Sides::Before { " " } else { "\n" });
                }
            }
        }
    }

    /// A sentence on what is not shown, of a filter for example.
    fn note(&mut self, note: Option<&str>) {
        if let Some(note) = note {
            self.gap();
            self.line(&StyledSpans::from_text(StyleRole::Faint, note), "", StyleRole::Text, 2);
        }
    }

    /// How what was open moved.
    fn negotiation(&mut self, lines: &[String]) {
        if !lines.is_empty() {
            self.heading("Negotiation");
        }
        for line in lines {
            self.line(&StyledSpans::from_text(StyleRole::Text, line), "  ", StyleRole::Text, INDENT);
        }
    }

    /// The typographic differences.
    fn typography(&mut self, typography: &Typography) {
        if typography.is_empty() {
            return;
        }
        self.heading(&typography.line());
        for row in &typography.rows {
            let line = StyledSpans::from_text(StyleRole::Text, &format!("{}: ", row.pair()))
                .with(StyleRole::Faint, &row.places());
            self.line(&line, "  ", StyleRole::Text, INDENT);
        }
    }

    fn warnings(&mut self, warnings: &[String]) {
        if warnings.is_empty() {
            return;
        }
        self.heading("Warnings");
        for warning in warnings {
            self.line(&StyledSpans::from_text(StyleRole::Doubt, warning), "! ", StyleRole::Doubt, INDENT);
        }
    }
}

/// The sign at the left edge.
fn sign(reported: &ReportedChange<'_>) -> (&'static str, StyleRole) {
    match reported.change.kind {
        ChangeKind::Added => ("+ ", StyleRole::AddedParagraph),
        ChangeKind::Removed => ("- ", StyleRole::RemovedParagraph),
        ChangeKind::Unchanged => ("> ", StyleRole::Moved),
        ChangeKind::Reworded if reported.change.moved => ("> ", StyleRole::Moved),
        ChangeKind::Reworded => ("~ ", StyleRole::Changed),
        ChangeKind::Split => ("/ ", StyleRole::Changed),
        ChangeKind::Merged => ("& ", StyleRole::Changed),
    }
}
