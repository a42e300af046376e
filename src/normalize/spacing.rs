//! Single spaces; stray ones at hyphens and before commas closed.
//!
//! Layout extraction leaves `people -centred`, `world ’s`, `document .`: the key of a paragraph forgives them, but a
//! person should not have to read them. A no-break space is kept as a space; French sets one before `;` and `:`,
//! which therefore is not closed.

use std::ops::Range;

use memchr::{memchr_iter, memchr3_iter};

use super::body_start;
use crate::model::{Block, BlockKind, Document};
use crate::text::OffsetMap;

pub(super) fn collapse_spaces(document: &mut Document) {
    // header lines keep their columns
    let body = body_start(document);
    for block in &mut document.blocks[body..] {
        if block.kind != BlockKind::Table {
            collapse_block(block);
        }
    }
}

/// Whether a text may have white space to close: a cheap look, which for most texts says no.
fn may_be_stray(text: &str) -> bool {
    let bytes = text.as_bytes();
    let control = bytes.iter().fold(0, |found, byte| found | u8::from(*byte < b' '));
    if control > 0 || bytes.starts_with(b" ") || bytes.ends_with(b" ") {
        return true;
    }
    // without a branch, so that many are looked at at once
    let odd = |found: u8, (byte, next): (&u8, &u8)| {
        let is = |sign: u8| u8::from(*next == sign);
        found | u8::from(*byte == b' ') & (is(b' ') | is(b'-') | is(b',') | is(b'.') | is(0xE2))
    };
    let odd = bytes.iter().zip(bytes.get(1..).unwrap_or_default()).fold(0, odd) > 0;
    // the wide and the narrow spaces of Unicode
    let wide = |offset: usize| match &bytes[offset..] {
        [0xC2, 0xA0 | 0x85, ..] | [0xE1, 0x9A, ..] | [0xE2, 0x81, ..] | [0xE3, 0x80, 0x80, ..] => true,
        [0xE2, 0x80, last, ..] => *last < 0x90 || *last >= 0xA8,
        _ => false,
    };
    odd || !text.is_ascii() && (memchr_iter(0xC2, bytes).any(wide) || memchr3_iter(0xE1, 0xE2, 0xE3, bytes).any(wide))
}

fn collapse_block(block: &mut Block) {
    if !may_be_stray(block.text.as_str()) {
        return;
    }
    let edits: Vec<(Range<usize>, &str)> = stray_runs(block.text.as_str())
        .into_iter()
        .map(|(range, stays)| (range, if stays { " " } else { "" }))
        .collect();
    block.text.replace_all(&edits);
    let mut shift = OffsetMap::new(edits.iter().map(|(range, with)| (range.clone(), with.len())));
    block.footnote_refs.sort_by_key(|mark| mark.offset);
    block.footnote_refs.iter_mut().for_each(|mark| mark.offset = shift.map(mark.offset));
}

/// Runs of white space that must change: the range, and whether one space stays.
fn stray_runs(text: &str) -> Vec<(Range<usize>, bool)> {
    let mut out = Vec::new();
    let mut characters = text.char_indices().peekable();
    while let Some((start, character)) = characters.next() {
        if !character.is_whitespace() {
            continue;
        }
        let mut end = start + character.len_utf8();
        let mut plain = character == ' ';
        while let Some((offset, next)) = characters.next_if(|(_, next)| next.is_whitespace()) {
            end = offset + next.len_utf8();
            plain &= next == ' ';
        }
        let before = text[..start].chars().next_back();
        let mut behind = text[end..].chars();
        let (next, after) = (behind.next(), behind.next());
        let stays = match (before, next) {
            (None, _) | (_, None) => false,
            // people -centred
            (Some(before), Some('-' | '\u{2010}' | '\u{2011}')) if plain && before.is_alphabetic() => {
                !after.is_some_and(char::is_alphabetic)
            }
            // world ’s
            (Some(before), Some('’')) if plain && before.is_alphabetic() => {
                !(after == Some('s') && text[end..].len() <= '’'.len_utf8() + 1
                    || text[end + '’'.len_utf8()..].starts_with("s "))
            }
            // document . / 1 ,
            (Some(before), Some(',' | '.')) if plain && before.is_alphanumeric() => {
                after.is_some_and(|after| !after.is_whitespace())
            }
            _ => true,
        };
        if !(stays && plain && end - start == 1) {
            out.push((start..end, stays));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{FootnoteRef, StyledText};

    #[test]
    fn stray_spaces_are_closed() {
        for (text, expected) in [
            ("people -centred  and\u{a0}open", "people-centred and open"),
            ("the world ’s peoples ’ rights", "the world’s peoples ’ rights"),
            ("paragraph 1 , does", "paragraph 1, does"),
            (" edges ", "edges"),
            ("Considérant que\u{a0};", "Considérant que ;"),
            ("up - and downstream", "up - and downstream"),
            ("10 .5", "10 .5"),
        ] {
            let mut block = Block { text: StyledText::plain(text), ..Block::default() };
            block.footnote_refs.push(FootnoteRef { offset: text.len(), marker: "1".into() });
            collapse_block(&mut block);
            assert_eq!(block.text.as_str(), expected);
            assert_eq!(block.footnote_refs[0].offset, expected.len());
        }
    }
}
