//! A report for people at a screen.
//!
//! The verdict comes first, then the changes in the order of the newer text, each with a sign at the left edge, so
//! that the eye (or `grep '^+'`) can run down them:
//!
//! | sign | meaning |
//! |---|---|
//! | `+` | added |
//! | `-` | removed, where it stood |
//! | `~` | reworded |
//! | `>` | moved here |
//! | `<` | moved away from here |
//! | `/` | split |
//! | `&` | merged |
//!
//! The signs are ASCII, the only characters that every font, every log and every mail shows one column wide; the
//! word for the change stands beside each, so that none has to be learnt.

mod changelog;
mod columns;
mod lines;
mod resolution;
mod styles;

pub use changelog::changelog;
use lines::{Margins, Stretches, write};
pub use resolution::resolution;
use styles::Role;
pub use styles::Styles;

use rayon::prelude::*;

use super::view::{self, Elision, Entry, Field, Ink, Piece, Telling, Told, Typography, View};
use crate::model::{ChangeKind, Comparison, Segment, Side, Significance, Versions};

/// How a report is set.
#[derive(Debug, Clone)]
pub struct Options {
    /// Columns a line may take.
    pub width: usize,
    /// Whether long unchanged stretches inside a paragraph are shown too.
    pub full: bool,
    /// Whether everything taken out of the text is listed; only for one resolution.
    pub ledger: bool,
    /// Whether the two texts stand beside each other; that needs 60 columns, and below falls back to inline.
    pub side_by_side: bool,
    /// Whether the pages of changes are told.
    pub pages: bool,
    /// How parts look.
    pub styles: Styles,
    /// Only what weighs as much or more.
    pub only: Option<Significance>,
    /// Whether it is of the first and the last of several versions; only for a changelog.
    pub overall: bool,
    /// What to call the two texts where their symbols do not tell them apart.
    pub names: Option<Versions<String>>,
}

impl Default for Options {
    /// Plain, at the width that terminals have had since there are terminals.
    fn default() -> Options {
        Options {
            width: 80,
            full: false,
            ledger: false,
            side_by_side: false,
            pages: false,
            styles: Styles::plain(),
            only: None,
            overall: false,
            names: None,
        }
    }
}

/// Columns before the text of a change.
const INDENT: usize = 4;
/// Bytes that an entry takes, about.
const USUAL: usize = 512;
/// Entries written by one processor at once.
const AT_ONCE: usize = 32;
/// How often, before what was written is put together.
const ROUND: usize = 64;

/// Writes a comparison.
pub fn comparison(comparison: &Comparison, options: &Options) -> String {
    let view = View::new(comparison, options.names.as_ref()).only(options.only);
    let write = |&(chunk, some): &(usize, &[Entry<'_>])| {
        let mut page = Page::new(options);
        page.out.reserve(some.len() * USUAL);
        for (at, entry) in (chunk * AT_ONCE..).zip(some) {
            // A change has an empty line before and behind it.
            if at > 0 && (is_told(view.entries.get(at - 1)) || is_told(Some(entry))) {
                page.out.push('\n');
            }
            page.entry(comparison, entry);
        }
        page.out
    };
    let chunks: Vec<(usize, &[Entry<'_>])> = view.entries.chunks(AT_ONCE).enumerate().collect();
    // In rounds, so that the report is hardly ever there twice; each is put to the others while the next is written.
    let mut rounds = chunks.chunks(ROUND);
    let many = rounds.len();
    let mut page = Page::new(options);
    let write = |round: &[(usize, &[Entry<'_>])]| round.par_iter().with_max_len(1).map(write).collect::<Vec<String>>();
    let first = rounds.next().unwrap_or_default();
    let (mut written, ()) = rayon::join(|| write(first), || page.head(&view));
    // The others will be about as long.
    page.out.reserve(written.iter().map(String::len).sum::<usize>() * many);
    for round in rounds {
        (written, ()) = rayon::join(|| write(round), || page.put(&written));
    }
    page.put(&written);
    page.left_out(&view);
    page.fields("Closing lines", &view.closing);
    page.fields("Footnotes", &view.footnotes);
    page.typography(&view.typography);
    page.warnings(&view.warnings);
    page.out
}

/// Whether an entry is a change, with its text.
fn is_told(entry: Option<&Entry<'_>>) -> bool {
    matches!(entry, Some(Entry::Told(_)))
}

/// The report as far as it is written.
struct Page<'a> {
    out: String,
    options: &'a Options,
}

impl<'a> Page<'a> {
    fn new(options: &'a Options) -> Page<'a> {
        Page { out: String::new(), options }
    }

    /// Writes what stands above the changes.
    fn head(&mut self, view: &View<'_>) {
        self.verdict(view);
        let names = format!("{} → {}", view.names.before, view.names.after);
        self.line(&Stretches::of(Role::Faint, &names), "", Role::Text, 2);
        let width = self.options.width;
        if self.options.side_by_side && width < columns::LEAST {
            let note = format!("Side by side needs {} columns; shown inline in {width}.", columns::LEAST);
            self.line(&Stretches::of(Role::Doubt, &note), "", Role::Text, 2);
        }
        self.renumbering(view);
        self.fields("Header", &view.header);
        self.gap();
        if self.in_columns() {
            let [old, new] = [&view.names.before, &view.names.after].map(|name| Stretches::of(Role::Strong, name));
            self.row(&old, &new);
            self.gap();
        }
        if is_told(view.entries.first()) {
            self.gap();
        }
    }

    /// Writes what it comes to, the headlines and the counts.
    fn verdict(&mut self, view: &View<'_>) {
        self.line(&Stretches::of(Role::Strong, &view.verdict.answer), "", Role::Text, 2);
        for headline in &view.headlines {
            self.line(&Stretches::of(Role::Text, headline), "- ", Role::Text, INDENT);
        }
        if !view.verdict.counts.is_empty() {
            self.line(&Stretches::of(Role::Faint, &view.verdict.counts), "", Role::Text, 2);
        }
    }

    /// Takes in what was written elsewhere.
    fn put(&mut self, written: &[String]) {
        written.iter().for_each(|part| self.out.push_str(part));
    }

    /// Writes wrapped lines; `first` begins the first one, the others hang by `rest`.
    fn line(&mut self, stretches: &Stretches, first: &str, role: Role, rest: usize) {
        let margins = Margins { first, role, rest, width: self.options.width };
        write(&mut self.out, stretches, margins, &self.options.styles);
    }

    /// Leaves an empty line, but never two.
    fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    fn renumbering(&mut self, view: &View<'_>) {
        if view.renumbering.is_empty() {
            return;
        }
        let ranges: Vec<String> = view.renumbering.iter().map(ToString::to_string).collect();
        self.line(&Stretches::of(Role::Text, &format!("Renumbered: {}", ranges.join("; "))), "", Role::Text, 2);
    }

    fn fields(&mut self, heading: &str, fields: &[Field]) {
        if fields.is_empty() {
            return;
        }
        self.heading(heading);
        for field in fields {
            let (sign, role) = match (&field.values.before, &field.values.after) {
                _ if field.is_remark_only() => ("> ", Role::Moved),
                (None, _) => ("+ ", Role::AddedParagraph),
                (_, None) => ("- ", Role::RemovedParagraph),
                _ => ("~ ", Role::Changed),
            };
            let mut stretches = Stretches::of(Role::Strong, &field.name).with(Role::Text, ": ");
            match (&field.values.before, &field.values.after) {
                _ if field.is_remark_only() => {}
                (Some(text), None) | (None, Some(text)) => stretches.push(role, text),
                _ => self.redline(&mut stretches, &field.segments),
            }
            if let Some(remark) = &field.remark {
                let separator = if field.is_remark_only() { "" } else { " – " };
                stretches.push(Role::Text, &format!("{separator}{remark}"));
            }
            self.line(&stretches, sign, role, INDENT);
        }
    }

    fn heading(&mut self, heading: &str) {
        self.gap();
        self.line(&Stretches::of(Role::Strong, heading), "", Role::Text, 0);
    }

    fn entry(&mut self, comparison: &Comparison, entry: &Entry<'_>) {
        match entry {
            Entry::Unchanged { name, .. } => {
                self.line(&Stretches::of(Role::Faint, &format!("{name} unchanged")), "  ", Role::Text, INDENT);
            }
            Entry::Departed { name, to, .. } => {
                self.line(&Stretches::of(Role::Faint, &format!("{name} moved to {to}")), "< ", Role::Moved, INDENT);
            }
            Entry::Told(told) => self.told(comparison, told),
        }
    }

    fn in_columns(&self) -> bool {
        self.options.side_by_side && self.options.width >= columns::LEAST
    }

    fn told(&mut self, comparison: &Comparison, told: &Told<'_>) {
        let (sign, role) = sign(told);
        let mut title = Stretches::of(Role::Strong, &told.name.to_string()).with(role, &format!(" {}", told.event));
        let page = told.page.to_string();
        if self.options.pages && !page.is_empty() {
            title.push(Role::Faint, &format!(", {page}"));
        }
        if let Some(significance) = told.change.significance {
            title.push(Role::Faint, &format!(" [{}]", significance.name()));
        }
        self.line(&title, sign, role, INDENT);
        for reason in told.remarks() {
            self.line(&Stretches::of(Role::Faint, &reason.text), "    · ", Role::Faint, INDENT + 2);
        }
        for doubt in told.doubt.iter().chain(&told.near_miss) {
            self.line(&Stretches::of(Role::Doubt, doubt), "    ? ", Role::Doubt, INDENT + 2);
        }
        if self.in_columns() {
            return self.columns(comparison, told);
        }
        match told.telling {
            Telling::Whole(side) => self.whole(&told.change.text(side), "    ", role, INDENT),
            Telling::Rewritten => {
                self.whole(&told.change.text(Side::Before), "    - ", Role::RemovedParagraph, INDENT + 2);
                self.whole(&told.change.text(Side::After), "    + ", Role::AddedParagraph, INDENT + 2);
            }
            Telling::Gist => {
                let text = told.change.text(Side::After);
                let text = if self.options.full { text } else { view::gist(&text) };
                self.whole(&text, "    ", Role::Text, INDENT);
            }
            Telling::Redline => {
                let mut stretches = Stretches::new();
                self.redline(&mut stretches, &told.change.segments);
                self.line(&stretches, "    ", Role::Text, INDENT);
            }
        }
        if told.count > 1 {
            let rest = told.count - 1;
            let rest = format!("… and {rest} more paragraph{}", if rest == 1 { "" } else { "s" });
            self.line(&Stretches::of(Role::Faint, &rest), "    ", Role::Text, INDENT);
        }
    }

    fn whole(&mut self, text: &str, first: &str, role: Role, rest: usize) {
        self.line(&Stretches::of(role, text), first, role, rest);
    }

    /// Appends a redline, with words marked or styled and paragraph breaks shown.
    fn redline(&self, stretches: &mut Stretches, segments: &[Segment]) {
        self.elided(stretches, segments, (!self.options.full).then(Elision::default));
    }

    /// Appends a redline without some of the words that are the same.
    fn elided(&self, stretches: &mut Stretches, segments: &[Segment], elision: Option<Elision>) {
        let styles = &self.options.styles;
        let mut last = None;
        let pieces = view::pieces(segments, elision);
        let bytes = pieces.iter().map(|piece| if let Piece::Text(_, text) = piece { text.len() + 4 } else { 4 });
        stretches.reserve(bytes.sum());
        for piece in pieces {
            match piece {
                Piece::Text(ink, text) => {
                    // Two words that touch are two words: `[-Notes-] {+Welcomes+}`.
                    let touches = stretches.last_char().is_some_and(|c| c.is_alphanumeric() || "]}".contains(c))
                        && text.starts_with(char::is_alphanumeric);
                    if touches && last == Some(Ink::Removed) && ink == Ink::Added {
                        stretches.space();
                    }
                    match ink {
                        Ink::Kept => stretches.push(Role::Text, text),
                        Ink::Removed => stretches.push_marked(Role::Removed, text, styles),
                        Ink::Added => stretches.push_marked(Role::Added, text, styles),
                    }
                    last = Some(ink);
                }
                Piece::Elided => {
                    stretches.space();
                    stretches.push(Role::Faint, "…");
                    stretches.push(Role::Text, " ");
                }
                Piece::Break(ink) => {
                    stretches.space();
                    match ink {
                        Ink::Kept => stretches.push(Role::Faint, "¶"),
                        Ink::Removed => stretches.push_marked(Role::Removed, "¶", styles),
                        Ink::Added => stretches.push_marked(Role::Added, "¶", styles),
                    }
                    stretches.push(Role::Text, if ink == Ink::Removed { " " } else { "\n" });
                }
            }
        }
    }

    /// What a filter left out.
    fn left_out(&mut self, view: &View<'_>) {
        if let Some(note) = &view.left_out {
            self.gap();
            self.line(&Stretches::of(Role::Faint, note), "", Role::Text, 2);
        }
    }

    /// What differs in typography only.
    fn typography(&mut self, typography: &Typography) {
        if typography.is_empty() {
            return;
        }
        self.heading(&typography.line());
        for row in &typography.rows {
            let line = Stretches::of(Role::Text, &format!("{}: ", row.pair())).with(Role::Faint, &row.places());
            self.line(&line, "  ", Role::Text, INDENT);
        }
    }

    fn warnings(&mut self, warnings: &[String]) {
        if warnings.is_empty() {
            return;
        }
        self.heading("Warnings");
        for warning in warnings {
            self.line(&Stretches::of(Role::Doubt, warning), "! ", Role::Doubt, INDENT);
        }
    }
}

/// The sign at the left edge.
fn sign(told: &Told<'_>) -> (&'static str, Role) {
    match told.change.kind {
        ChangeKind::Added => ("+ ", Role::AddedParagraph),
        ChangeKind::Removed => ("- ", Role::RemovedParagraph),
        ChangeKind::Unchanged => ("> ", Role::Moved),
        ChangeKind::Reworded if told.change.moved => ("> ", Role::Moved),
        ChangeKind::Reworded => ("~ ", Role::Changed),
        ChangeKind::Split => ("/ ", Role::Changed),
        ChangeKind::Merged => ("& ", Role::Changed),
    }
}
