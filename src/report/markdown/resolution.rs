//! How one document was read, as Markdown: names in bold, subparagraphs as nested items, footnotes as footnotes.

use super::{Options, escape, finish, list, section};
use crate::model::{HeaderField, Part, Resolution, SourceLocation};
use crate::report::view::{self, Role};

/// Writes a resolution.
pub fn resolution(resolution: &Resolution, options: &Options) -> String {
    let header = &resolution.header;
    let title = header.get(HeaderField::Symbol).or(header.get(HeaderField::Title)).unwrap_or("Resolution");
    let mut out = format!("# {}\n\n{}\n\n", escape::inline(title), view::summarize(resolution));
    for line in view::open_text(resolution) {
        out += &format!("{}\n\n", escape::line(&line));
    }
    for (name, text) in header.named_fields() {
        out += &format!("- {name}: {}\n", escape::inline(text));
    }
    if !header.fields.is_empty() {
        out.push('\n');
    }
    out += "## Text\n\n";
    if let Some(opener) = &resolution.organ_line {
        out += &format!("{}\n\n", escape::line(opener));
    }
    for (paragraph, turn) in resolution.paragraphs.iter().zip(view::page_breaks(resolution)) {
        out.extend(std::iter::repeat_n("  ", paragraph.depth));
        out += &format!("- **{}** ", escape::inline(&paragraph.id.0));
        if let Some(page) = turn {
            out += &format!("(p. {page}) ");
        }
        out += &escape::inline(&view::label_prefix(paragraph.label_before_text()));
        for (role, text) in view::with_footnote_refs(paragraph) {
            out += &match role {
                Role::Opening => format!("*{}*", escape::inline(text)),
                Role::Words if paragraph.part == Part::Heading => format!("**{}**", escape::inline(text.trim())),
                Role::Words => escape::inline(text),
                Role::FootnoteRef => format!("[^{}]", escape::inline(text)),
            };
        }
        out.push('\n');
    }
    out.push('\n');
    for line in &resolution.closing {
        out += &format!("{}\n\n", escape::line(line));
    }
    for footnote in &resolution.footnotes {
        out += &format!("[^{}]: {}\n\n", escape::inline(&footnote.mark), escape::inline(&footnote.text));
    }
    if options.ledger {
        let mut items = String::new();
        for (entry, times) in view::ledger(resolution) {
            let place = if entry.location == SourceLocation::default() {
                String::new()
            } else {
                format!("{}: ", entry.location)
            };
            let times = if times > 1 { format!(" ({times} times)") } else { String::new() };
            items += &format!("- {place}{} – {}{times}\n", entry.kind.name(), escape::inline(entry.text.trim()));
        }
        let heading = view::ledger_heading(resolution.ledger.len());
        out += &section(&heading, if items.is_empty() { "None.\n" } else { &items });
    }
    let warnings: Vec<String> = resolution.warnings.iter().map(ToString::to_string).collect();
    out += &list("Warnings", &warnings);
    finish(out)
}
