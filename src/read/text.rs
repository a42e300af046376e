//! Plain text → printed lines with indent, gap and page.
//!
//! Works for typed text, for `pdftotext -layout` and for extraction without any layout alike: what a line is, is only
//! decided when the paragraphs are found, but lines of two columns are put in order ([`mod@columns`]). A form feed begins a page. Tabs go to the next multiple of eight.

mod columns;

use memchr::{memchr_iter, memchr2, memchr2_iter};

use super::Error;
use crate::model::{Block, BlockUnit, Document, SourceLocation, StyledText};
use crate::text::is_invisible;

/// No text that is compared has more lines with text: a volume of a thousand pages has a quarter of them. Each takes
/// a kilobyte of memory, however short it is.
const MAX_LINES: usize = 200_000;

/// Reads plain text.
///
/// # Errors
/// [`Error::Limit`] where there are too many lines.
pub(super) fn read(characters: &str) -> Result<Document, Error> {
    let feeds = memchr_iter(FORM_FEED, characters.as_bytes()).count();
    // a text with a form feed at every other line has them for line ends
    let paged = feeds > 0 && feeds <= memchr2_iter(b'\n', b'\r', characters.as_bytes()).count() / 2 + 1;
    let mut page = u32::from(paged);
    let mut gap = 0.0;
    // about every second line is empty
    let mut blocks = Vec::with_capacity(memchr_iter(b'\n', characters.as_bytes()).count() / 2 + 1);
    for (line, number) in lines(characters, paged).zip(1..) {
        // pdftotext sets the form feed before the first line of the new page
        let turns = line.bytes().take_while(|byte| *byte == FORM_FEED).count();
        page += turns as u32;
        let line = &line[turns..];
        if turns > 0 {
            gap = 0.0;
        }
        let body = line.trim();
        if body.is_empty() {
            gap += 1.0;
            continue;
        }
        if blocks.len() == MAX_LINES {
            return Err(Error::Limit { what: "lines of text", most: "200,000".into() });
        }
        // characters that show nothing take no room; the white space between them and the text does
        let plain = body.is_ascii();
        let white = if plain { "" } else { &body[..body.len() - body.trim_start_matches(is_blank).len()] };
        let indent = columns(&line[..line.len() - line.trim_start().len()]) + columns(white);
        let width = if plain { body.len() } else { columns_shown(&body[white.len()..]) };
        let hidden: String = white.chars().filter(|character| is_invisible(*character)).collect();
        blocks.push(Block {
            text: StyledText::plain(hidden + &body[white.len()..]),
            indent: indent as f32,
            width: width as f32,
            lines_above: gap,
            location: SourceLocation { page, line: number },
            ..Block::default()
        });
        gap = 0.0;
    }
    columns::split(&mut blocks);
    Ok(Document { block_unit: BlockUnit::Line, blocks, ..Document::default() })
}

const FORM_FEED: u8 = 0x0C;

/// Lines ended by LF, CR LF, CR, VT, or the Unicode separators. A form feed ends a line too; where it turns the page
/// it stands at the start of the next one.
fn lines(characters: &str, paged: bool) -> impl Iterator<Item = &str> {
    let rare = has_rare_ends(characters.as_bytes());
    let mut rest = characters;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (line, after) = match line_end(rest.as_bytes(), rare, paged) {
            Some((offset, length)) => (&rest[..offset], &rest[offset + length..]),
            None => (rest, ""),
        };
        rest = after;
        Some(line)
    })
}

/// Whether a text may have VT, FF, NEL (C2 85) or the line and paragraph separators (E2 80 A8, E2 80 A9): most have
/// none, or only the form feeds between pages.
fn has_rare_ends(bytes: &[u8]) -> bool {
    let (Some(second), Some(third)) = (bytes.get(1..), bytes.get(2..)) else { return true };
    // without a branch, so that many are looked at at once
    let nel = |(first, two): (&u8, &u8)| {
        let feed = u8::from(*two == FORM_FEED) & u8::from(*first != b'\n') & u8::from(*first != FORM_FEED);
        u8::from(*first == 0xC2) & u8::from(*two == 0x85) | u8::from(*two == 0x0B) | feed
    };
    let separator = |(two, three): (&u8, &u8)| u8::from(*two == 0x80) & u8::from(*three & 0xFE == 0xA8);
    bytes.iter().zip(second).map(nel).fold(0, |a, b| a | b) > 0
        || second.iter().zip(third).map(separator).fold(0, |a, b| a | b) > 0
        || bytes[0] == 0x0B
}

/// Where the first line ends, and how many bytes its end takes; `rare` ends are looked for if there are any.
fn line_end(bytes: &[u8], rare: bool, paged: bool) -> Option<(usize, usize)> {
    let end = |offset: usize| (offset, if bytes[offset..].starts_with(b"\r\n") { 2 } else { 1 });
    if !rare {
        return memchr2(b'\n', b'\r', bytes).map(end);
    }
    let feeds = if paged { bytes.iter().take_while(|byte| **byte == FORM_FEED).count() } else { 0 };
    (feeds..bytes.len()).find_map(|offset| match &bytes[offset..] {
        [b'\n' | b'\r' | 0x0B, ..] => Some(end(offset)),
        [FORM_FEED, ..] => Some((offset, usize::from(!paged))),
        [0xC2, 0x85, ..] => Some((offset, 2)),
        [0xE2, 0x80, 0xA8 | 0xA9, ..] => Some((offset, 3)),
        _ => None,
    })
}

/// How many characters of a text are seen.
fn columns_shown(text: &str) -> usize {
    // a byte that is in every invisible character, but not in the quotation marks and dashes of print; looked for
    // without a branch
    let is_suspect = |found: u8, byte: &u8| {
        let within = |first: u8, last: u8| u8::from(byte.wrapping_sub(first) <= last - first);
        let control = within(0, 0x1F) | within(0x7F, 0x7F) | u8::from(*byte == 0xC2) | u8::from(*byte == 0xEF);
        // second and third bytes of U+061C, U+200B to U+200F, U+202A to U+202E, and of U+2060 to U+2069
        found | control | u8::from(*byte == 0xD8) | within(0x8B, 0x8F) | within(0xAA, 0xAE) | u8::from(*byte == 0x81)
    };
    match text.as_bytes().iter().fold(0, is_suspect) {
        0 => text.chars().count(),
        _ => text.chars().filter(|character| !is_invisible(*character)).count(),
    }
}

fn is_blank(character: char) -> bool {
    character.is_whitespace() || is_invisible(character)
}

fn columns(white: &str) -> usize {
    white.chars().fold(0, |column, character| match character {
        '\t' => (column / 8 + 1) * 8,
        character => column + usize::from(!is_invisible(character)),
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed unwrap is the failure")]
mod tests {
    use super::*;

    #[test]
    fn line_ends_of_any_kind_are_one() {
        let lines = ["The General Assembly,", "", "1. Notes the", "report;", "2. Decides."];
        let shape = |text: String| {
            let blocks = read(&text).unwrap().blocks.into_iter();
            blocks.map(|block| (block.text.into_text(), block.lines_above)).collect::<Vec<_>>()
        };
        for end in ["\r\n", "\r", "\u{b}", "\u{c}", "\u{85}", "\u{2028}", "\u{2029}"] {
            assert_eq!(shape(lines.join(end)), shape(lines.join("\n")), "{end:?}");
        }
    }

    #[test]
    fn what_is_seen_is_counted() {
        for character in '\0'..='\u{ffff}' {
            let expected = 2 + usize::from(!is_invisible(character));
            assert_eq!(columns_shown(&format!("a{character}b")), expected, "{character:?}");
        }
    }

    #[test]
    fn too_many_lines_are_refused() {
        let result = read(&"a\n\n".repeat(MAX_LINES + 1));
        assert!(matches!(result, Err(Error::Limit { .. })));
        assert!(read(&"a\n\n".repeat(MAX_LINES)).is_ok());
    }

    #[test]
    fn characters_that_show_nothing_take_no_room() {
        let document = read("a\n\u{200b}\n \u{feff}  b\u{200b}c\u{ad}d\n").unwrap();
        let got: Vec<_> =
            document.blocks.iter().map(|block| (block.text.as_str(), block.indent, block.width)).collect();
        assert_eq!(got, [("a", 0.0, 1.0), ("\u{200b}", 0.0, 0.0), ("\u{feff}b\u{200b}c\u{ad}d", 3.0, 3.0)]);
    }

    #[test]
    fn lines_know_their_place() {
        let document =
            read("United Nations\r\n\r\n\tRecalling\n\u{c}A/1\n   text\u{2028}“more\u{85}lines”\rend").unwrap();
        let got: Vec<_> = document
            .blocks
            .iter()
            .map(|block| {
                (block.text.as_str(), block.indent, block.lines_above, block.location.page, block.location.line)
            })
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
