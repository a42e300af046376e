//! Plain text → printed lines with indent, gap and page.
//!
//! Works for typed text, for `pdftotext -layout` and for extraction without any layout alike: what a line is, is only
//! decided when the paragraphs are found. A form feed begins a page. Tabs go to the next multiple of eight.

use memchr::{memchr_iter, memchr2, memchr2_iter};

use crate::model::{Block, Document, Layout, Place, StyledText};

/// Reads plain text.
pub(super) fn read(characters: &str) -> Document {
    let paged = characters.contains('\u{c}');
    let mut page = u32::from(paged);
    let mut gap = 0.0;
    // about every second line is empty
    let mut blocks = Vec::with_capacity(memchr_iter(b'\n', characters.as_bytes()).count() / 2 + 1);
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
    let rare = has_rare_ends(characters.as_bytes());
    let mut rest = characters;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (line, after) = match line_end(rest.as_bytes(), rare) {
            Some((at, length)) => (&rest[..at], &rest[at + length..]),
            None => (rest, ""),
        };
        rest = after;
        Some(line)
    })
}

/// Whether a text may have NEL (C2 85) or the line and paragraph separators (E2 80 A8, E2 80 A9), as hardly any has.
fn has_rare_ends(bytes: &[u8]) -> bool {
    let (Some(second), Some(third)) = (bytes.get(1..), bytes.get(2..)) else { return false };
    // without a branch, so that many are looked at at once
    let nel = |(one, two): (&u8, &u8)| u8::from(*one == 0xC2) & u8::from(*two == 0x85);
    let separator = |(two, three): (&u8, &u8)| u8::from(*two == 0x80) & u8::from(*three & 0xFE == 0xA8);
    bytes.iter().zip(second).map(nel).fold(0, |one, other| one | other) > 0
        || second.iter().zip(third).map(separator).fold(0, |one, other| one | other) > 0
}

/// Where the first line ends, and how many bytes its end takes; `rare` ends are looked for if there are any.
fn line_end(bytes: &[u8], rare: bool) -> Option<(usize, usize)> {
    let end = memchr2(b'\n', b'\r', bytes).map(|at| (at, if bytes[at..].starts_with(b"\r\n") { 2 } else { 1 }));
    if !rare {
        return end;
    }
    let before = &bytes[..end.map_or(bytes.len(), |(at, _)| at)];
    let found = memchr2_iter(0xC2, 0xE2, before).find_map(|at| match &before[at..] {
        [0xC2, 0x85, ..] => Some((at, 2)),
        [0xE2, 0x80, 0xA8 | 0xA9, ..] => Some((at, 3)),
        _ => None,
    });
    found.or(end)
}

fn columns(white: &str) -> usize {
    white.chars().fold(0, |column, character| if character == '\t' { (column / 8 + 1) * 8 } else { column + 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_their_place() {
        let document = read("United Nations\r\n\r\n\tRecalling\n\u{c}A/1\n   text\u{2028}“more\u{85}lines”\rend");
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
                ("text", 3.0, 0.0, 2, 5),
                ("“more", 0.0, 0.0, 2, 6),
                ("lines”", 0.0, 0.0, 2, 7),
                ("end", 0.0, 0.0, 2, 8),
            ]
        );
    }
}
