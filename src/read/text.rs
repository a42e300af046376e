//! Plain text → printed lines with indent, gap and page.
//!
//! Works for typed text, for `pdftotext -layout` and for extraction without any layout alike: what a line is, is only
//! decided when the paragraphs are found. A form feed begins a page. Tabs go to the next multiple of eight.

use crate::model::{Block, Document, Layout, Place, StyledText};

/// Reads plain text.
pub(super) fn read(characters: &str) -> Document {
    let paged = characters.contains('\u{c}');
    let mut page = u32::from(paged);
    let mut gap = 0.0;
    let mut blocks = Vec::new();
    for (line, number) in lines(characters).zip(1..) {
        // pdftotext sets the form feed before the first line of the new page
        let turns = line.chars().take_while(|character| *character == '\u{c}').count() as u32;
        page += turns;
        let line = line.trim_start_matches('\u{c}');
        if turns > 0 {
            gap = 0.0;
        }
        let body = line.trim();
        if body.is_empty() {
            gap += 1.0;
            continue;
        }
        blocks.push(Block {
            text: StyledText::plain(body),
            indent: columns(&line[..line.len() - line.trim_start().len()]) as f32,
            width: body.chars().count() as f32,
            gap,
            place: Place { page, line: number },
            ..Block::default()
        });
        gap = 0.0;
    }
    Document { layout: Layout::Lines, blocks, ..Document::default() }
}

/// Lines ended by LF, CR LF, CR, or the Unicode separators.
fn lines(characters: &str) -> impl Iterator<Item = &str> {
    let ends = |character| matches!(character, '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}');
    let mut rest = Some(characters);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(at) = text.find(ends) else {
            rest = None;
            return (!text.is_empty()).then_some(text);
        };
        let end = if text[at..].starts_with("\r\n") { 2 } else { text[at..].chars().next().map_or(1, char::len_utf8) };
        rest = Some(&text[at + end..]);
        Some(&text[..at])
    })
}

fn columns(white: &str) -> usize {
    white.chars().fold(0, |column, character| if character == '\t' { (column / 8 + 1) * 8 } else { column + 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_their_place() {
        let document = read("United Nations\r\n\r\n\tRecalling\n\u{c}A/1\n   text");
        let got: Vec<_> = document
            .blocks
            .iter()
            .map(|block| (block.text.as_str(), block.indent, block.gap, block.place.page, block.place.line))
            .collect();
        assert_eq!(
            got,
            [
                ("United Nations", 0.0, 0.0, 1, 1),
                ("Recalling", 8.0, 1.0, 1, 3),
                ("A/1", 0.0, 0.0, 2, 4),
                ("text", 3.0, 0.0, 2, 5)
            ]
        );
    }
}
