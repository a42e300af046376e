//! A resolution as plain text: one line per paragraph, numbers as printed, empty lines between.
//!
//! For tools that search or compare lines, such as git with a `textconv`. Nothing depends on a width, and paragraphs
//! have no ids, which would differ in every line after a new paragraph. Page furniture (running heads, page numbers) is
//! left out.

use super::view::{self, Role};
use super::visible::escape_invisible;
use crate::model::Resolution;

/// Columns of indentation per level of subparagraphs.
const INDENT: usize = 4;

/// The line above the footnotes.
const FOOTNOTE_RULE: &str = "_______________";

/// Writes a resolution. What is written can be read again: numbers of footnotes are raised, because in square brackets
/// they would be words that are not agreed.
pub fn resolution(resolution: &Resolution) -> String {
    let mut header = view::printed_fields(&resolution.header);
    view::sort_for_reading(&mut header);
    let mut lines: Vec<String> = header.into_iter().map(|(_, line)| line).collect();
    lines.extend(resolution.organ_line.clone());
    for paragraph in &resolution.paragraphs {
        let mut line = " ".repeat(INDENT * paragraph.depth);
        line += &view::label_prefix(paragraph.label_before_text());
        for (role, text) in view::with_footnote_refs(paragraph) {
            match role {
                Role::Opening | Role::Words => line += text,
                Role::FootnoteRef => line += &footnote_mark(text),
            }
        }
        lines.push(line);
    }
    lines.extend(resolution.closing.iter().map(ToString::to_string));
    if !resolution.footnotes.is_empty() {
        lines.push(FOOTNOTE_RULE.to_owned());
    }
    let footnotes = resolution.footnotes.iter();
    lines.extend(footnotes.map(|footnote| format!("{} {}", footnote_mark(&footnote.mark), footnote.text)));
    let lines: Vec<String> = lines.iter().map(|line| escape_invisible(line).replace('\n', " ") + "\n").collect();
    lines.join("\n")
}

/// The mark of a footnote: raised digits (`¹²`), or any other mark in square brackets.
fn footnote_mark(mark: &str) -> String {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let raised = mark.chars().map(|digit| RAISED.get(digit.to_digit(10)? as usize).copied());
    raised.collect::<Option<String>>().unwrap_or_else(|| format!("[{mark}]"))
}
