//! Notes at the end of a text whose marks stand in brackets, as the European Parliament prints them: `… on oil(1),` and
//! below the text `(1) OJ C 12, 3.3.2034, p. 4.`
//!
//! The notes count from 1 without a gap to the end of the text, and the mark of each is glued to a word above: a list
//! has no such marks.

use std::ops::Range;

use crate::lexicon::parse_label;
use crate::model::{Block, BlockKind, Footnote, LedgerEntry, NumberStyle, RemovalKind};
use crate::normalize::marks::remove_cuts;

/// The most blocks that can be notes.
const MAX_BLOCKS: usize = 1000;

/// Takes the notes and their marks out. `wrapped` says that a note may take several lines.
pub(super) fn take_bracketed(blocks: &mut Vec<Block>, wrapped: bool, ledger: &mut Vec<LedgerEntry>) -> Vec<Footnote> {
    let Some(first) = first_note(blocks, wrapped) else { return Vec::new() };
    let mut notes: Vec<Footnote> = Vec::new();
    for block in &blocks[first..] {
        let text = block.text.as_str().trim();
        match (bracketed(text), notes.last_mut()) {
            (Some((number, len)), _) => notes.push(Footnote {
                mark: number.to_string(),
                text: text[len..].to_owned(),
                location: block.location,
            }),
            (None, Some(last)) => {
                last.text.push(' ');
                last.text.push_str(text);
            }
            (None, None) => {}
        }
    }
    let mut cuts: Vec<Vec<(Range<usize>, String)>> =
        blocks[..first].iter().map(|block| glued_marks(block.text.as_str(), notes.len())).collect();
    let is_referred = |note: &Footnote| cuts.iter().flatten().any(|(_, mark)| *mark == note.mark);
    if !notes.iter().all(is_referred) {
        return Vec::new();
    }
    let gone = blocks.drain(first..);
    ledger.extend(gone.map(|block| LedgerEntry::new(RemovalKind::Footnote, block.text.as_str(), block.location)));
    for (block, cuts) in blocks.iter_mut().zip(&mut cuts) {
        remove_cuts(block, std::mem::take(cuts), ledger);
    }
    notes
}

/// Where the notes begin: they reach to the end, and their numbers count from 1.
fn first_note(blocks: &[Block], wrapped: bool) -> Option<usize> {
    let mut wanted: Option<u32> = None;
    for (index, block) in blocks.iter().enumerate().rev().take(MAX_BLOCKS) {
        match bracketed(block.text.as_str().trim()) {
            Some((number, _)) if block.kind != BlockKind::Table && wanted.is_none_or(|wanted| wanted == number) => {
                if number == 1 {
                    return (index > 0).then_some(index);
                }
                wanted = number.checked_sub(1);
            }
            None if wrapped && block.lines_above == 0.0 => {}
            _ => return None,
        }
    }
    None
}

/// The number in brackets that a text begins with, and the bytes up to what follows.
fn bracketed(text: &str) -> Option<(u32, usize)> {
    let found = parse_label(text).filter(|found| found.text.starts_with('(') && text.starts_with('('))?;
    match found.interpretations[0] {
        (NumberStyle::Number, number) if number > 0 => Some((number, found.len)),
        _ => None,
    }
}

/// The marks in brackets that are glued to a word, or to a sign behind one.
fn glued_marks(text: &str, most: usize) -> Vec<(Range<usize>, String)> {
    let mark = |(start, _): (usize, &str)| {
        let digits = text[start + 1..].bytes().take_while(u8::is_ascii_digit).count();
        let end = start + 1 + digits;
        let number: usize = text[start + 1..end].parse().ok()?;
        let is_glued = text[..start].ends_with(|before: char| !before.is_whitespace() && !matches!(before, '(' | '['));
        (is_glued && text[end..].starts_with(')') && (1..=most).contains(&number))
            .then(|| (start..end + 1, number.to_string()))
    };
    text.match_indices('(').filter_map(mark).collect()
}
