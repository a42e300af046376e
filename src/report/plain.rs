//! A resolution as plain text: a paragraph a line, numbers as printed, an empty line between.
//!
//! For tools that search or compare lines, as git does with the output of a `textconv`. Nothing depends on a width, and
//! no paragraph has an id, which would differ in every line behind a new paragraph. What is between the paragraphs of a
//! page (running heads, page numbers) is not in it.

use super::view::{self, ShownSpan};
use super::visible::escape_invisible;
use crate::model::{HeaderField, Resolution};

/// Columns by which each level of subparagraphs is set in.
const INDENT: usize = 4;

/// Writes a resolution.
pub fn resolution(resolution: &Resolution) -> String {
    let mut header: Vec<_> = resolution.header.fields.iter().filter(|(_, value)| !value.is_empty()).collect();
    // Lines that no rule explains stand before the session, or the last would be read as the title.
    header.sort_by_key(|(field, _)| (**field >= HeaderField::Session && **field != HeaderField::Other, **field));
    let mut lines: Vec<String> = header.into_iter().map(|(field, value)| view::printed_field(*field, value)).collect();
    lines.extend(resolution.organ_line.clone());
    for paragraph in &resolution.paragraphs {
        let mut line = " ".repeat(INDENT * paragraph.depth);
        if let Some(label) = &paragraph.label {
            line += &format!("{} ", view::format_label(label));
        }
        for shown in view::with_footnote_refs(paragraph) {
            match shown {
                ShownSpan::Opening(words) | ShownSpan::Words(words) => line += words,
                ShownSpan::FootnoteRef(mark) => line += &format!("[{mark}]"),
            }
        }
        lines.push(line);
    }
    lines.extend(resolution.closing.iter().map(ToString::to_string));
    lines.extend(resolution.footnotes.iter().map(|footnote| format!("[{}] {}", footnote.mark, footnote.text)));
    let lines: Vec<String> = lines.iter().map(|line| escape_invisible(line).replace('\n', " ") + "\n").collect();
    lines.join("\n")
}
