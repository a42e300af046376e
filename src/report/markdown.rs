//! Reports as Markdown, for pasting into an email, an issue or a note.
//!
//! [`comparison`] is the redline, [`changelog()`] the same in prose, [`resolution()`] how one document was read.
//! Removed words are ~~struck~~ and added ones **bold**, which every Markdown reader shows and which is readable as
//! plain text too. Where the rules of emphasis do not allow a delimiter to close (a comma next to a word), `<del>` and
//! `<ins>` are used.

mod changelog;
pub(super) mod escape;
mod history;
mod redline;
mod resolution;

pub use changelog::changelog;
pub use history::history;
pub use resolution::resolution;

use super::view::{self, Elision, Entry, FieldDiff, Presentation, ReportedChange, TypographyRow, View};
use crate::model::{Comparison, Side, Significance, Versions};

/// Options of a report.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Whether long unchanged stretches inside a paragraph are shown too.
    pub full: bool,
    /// Whether removed page furniture is listed; only for one resolution.
    pub ledger: bool,
    /// Only changes of at least this significance.
    pub at_least: Option<Significance>,
    /// Whether changes have page numbers.
    pub pages: bool,
    /// Whether the text of the last version is shown with the version of each phrase; only for a history.
    pub blame: bool,
    /// Names of the two texts, used if their symbols are equal or missing.
    pub names: Option<Versions<String>>,
}

/// Writes a comparison.
pub fn comparison(comparison: &Comparison, options: &Options) -> String {
    let view = View::new(comparison, options.names.as_ref()).at_least(options.at_least);
    let elision = (!options.full).then(Elision::default);
    let mut out = title(&view);
    for (heading, ranges) in view.renumbering_sentences() {
        out += &format!("{heading}: {}.\n\n", escape::inline(&ranges));
    }
    out += &fields("Header", &view.header, elision);
    if !view.entries.is_empty() {
        out += "## Paragraphs\n\n";
    }
    for entry in &view.entries {
        match entry {
            Entry::Unchanged { name, .. } => out += &format!("- {} unchanged\n", escape::inline(name)),
            Entry::MovedAway { name, to, .. } => {
                out += &format!("- {} moved to {}\n", escape::inline(name), escape::inline(to));
            }
            Entry::Changed(reported) => out += &self::change(reported, options),
        }
    }
    if !view.entries.is_empty() {
        out.truncate(out.trim_end().len());
        out.push_str("\n\n");
    }
    out += &filter_note(&view);
    out += &fields("Closing lines", &view.closing, elision);
    out += &fields("Footnotes", &view.footnotes, elision);
    out += &list("Negotiation", &view::open_changes(comparison));
    out += &typography(&view);
    out += &list("Warnings", &view.warnings);
    finish(out)
}

fn change(reported: &ReportedChange<'_>, options: &Options) -> String {
    let full = options.full;
    let change = reported.change;
    let mut out = format!("- **{}** {}", escape::inline(&reported.name.to_string()), reported.event);
    let page = reported.page.to_string();
    if options.pages && !page.is_empty() {
        out += &format!(", {page}");
    }
    if let Some(significance) = change.significance {
        out += &format!(" ({})", significance.name());
    }
    let statements: Vec<String> = reported.statements().map(escape::inline).collect();
    if !statements.is_empty() {
        out += &format!(" – {}", statements.join("; "));
    }
    for note in reported.doubts() {
        out += &format!(" – {}", escape::inline(note));
    }
    let text = |side: Side| escape::line(change.text(side).trim());
    out += "\n\n";
    match reported.presentation {
        Presentation::Whole(side) => out += &format!("  {}\n", text(side)),
        Presentation::Rewritten => {
            out += &format!("  Before: {}\n\n  Now: {}\n", text(Side::Before), text(Side::After));
        }
        Presentation::Excerpt if full => out += &format!("  {}\n", text(Side::After)),
        Presentation::Excerpt => out += &format!("  {}\n", escape::line(&view::excerpt(&change.text(Side::After)))),
        Presentation::Redline => {
            let elision = (!full).then(Elision::default);
            out += &format!("  {}\n", redline::inline(&change.segments, elision));
        }
    }
    if reported.count > 1 {
        out += &format!("\n  … and {} more\n", reported.count - 1);
    }
    out.push('\n');
    out
}

/// The heading and the verdict.
fn title(view: &View<'_>) -> String {
    let mut out = format!("# {}\n\n{}\n\n", escape::inline(&view.title()), escape::inline(&view.verdict.answer));
    if !view.headlines.is_empty() {
        out.extend(view.headlines.iter().map(|headline| format!("- {}\n", escape::inline(headline))));
        out.push('\n');
    }
    if !view.verdict.counts.is_empty() {
        out += &format!("{}\n\n", escape::inline(&view.verdict.counts));
    }
    out
}

/// A section of header fields or footnotes that differ; empty if none does.
fn fields(heading: &str, fields: &[FieldDiff], elision: Option<Elision>) -> String {
    let mut items = String::new();
    for field in fields {
        let name = escape::inline(&field.name);
        let remark = escape::inline(&field.inline_remark().unwrap_or_default());
        items += &match (&field.values.before, &field.values.after) {
            (None, Some(text)) => format!("- {name}, added: {}", escape::inline(text)),
            (Some(text), None) => format!("- {name}, removed: {}", escape::inline(text)),
            _ => format!("- {name}: {}{remark}", redline::inline(field.redline(), elision)),
        };
        items.push('\n');
    }
    section(heading, &items)
}

/// The note of a filter.
fn filter_note(view: &View<'_>) -> String {
    view.filter_note.as_ref().map(|note| format!("{}\n\n", escape::inline(note))).unwrap_or_default()
}

/// The section of typographic differences; empty if there are none.
fn typography(view: &View<'_>) -> String {
    let row = |row: &TypographyRow| format!("- {}\n", escape::line(&row.to_string()));
    section(&view.typography.line(), &view.typography.rows.iter().map(row).collect::<String>())
}

fn list(heading: &str, sentences: &[String]) -> String {
    let items: String = sentences.iter().map(|sentence| format!("- {}\n", escape::inline(sentence))).collect();
    section(heading, &items)
}

/// A section; empty if it has no items.
fn section(heading: &str, items: &str) -> String {
    if items.is_empty() { String::new() } else { format!("## {heading}\n\n{items}\n") }
}

/// Ends the report with exactly one line break.
fn finish(mut out: String) -> String {
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}
