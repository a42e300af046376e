//! The footnote references of a paragraph that stays: which stay with the words, which come with new words, which are put
//! in or taken out by an instruction of their own.

use std::ops::Range;

use super::candidates::place_at;
use super::pieces::Pieces;
use super::quote;
use super::words::{self, same_place};
use crate::model::{FootnoteRef, Instruction, Paragraph, ProvisionIndex, Target, WordChange};

/// What becomes of the references of a paragraph.
#[derive(Debug, Default)]
pub(super) struct References {
    /// The marks of a footnote in both texts, of references that stay.
    pub(super) pairs: Vec<(String, String)>,
    /// Marks of references that go: they stand beside words that stay, or within words that are deleted or replaced.
    pub(super) dropped: Vec<String>,
    /// New references that no new words bring: the instruction, and the mark in the newer text.
    pub(super) inserted: Vec<(Instruction, String)>,
}

/// Gives new words their references, and finds what is left over. `everywhere` is done first, then `changes`.
pub(super) fn settle(
    before: &Paragraph,
    after: &Paragraph,
    everywhere: &[Instruction],
    changes: &mut [Instruction],
    target: &Target,
) -> References {
    let mut pieces = Pieces::of_base(&before.text);
    quote::replace_all(&mut pieces, before.part, everywhere);
    for (index, instruction) in changes.iter().enumerate() {
        if let Instruction::Words { change, occurrence, .. } = instruction {
            // each was tried before
            let _ = words::change(&mut pieces, change, *occurrence, of_change(index));
        }
    }
    let current = pieces.current();
    let mut kept: Vec<(usize, &FootnoteRef)> = before
        .footnote_refs
        .iter()
        .filter_map(|mark| Some((letters(&current[..pieces.current_offset(mark.offset)?]), mark)))
        .collect();
    let mut out = References::default();
    for mark in &after.footnote_refs {
        let place = letters(&after.text[..mark.offset.min(after.text.len())]);
        if let Some(index) = kept.iter().position(|(other, _)| *other == place) {
            out.pairs.push((kept.remove(index).1.marker.clone(), mark.marker.clone()));
            continue;
        }
        let sign = after.text[..mark.offset.min(after.text.len())].chars().next_back();
        let holds = |index: &usize| {
            let ranges = pieces.added_ranges(of_change(*index)).into_iter();
            let mut ranges = ranges.map(|range| {
                // behind the comma that new words begin with
                let begins = sign.is_some_and(|sign| {
                    !sign.is_alphanumeric() && current[range.clone()].trim_start().starts_with(sign)
                });
                // before a sign that stays, and so not behind it
                let ends = sign.is_none_or(|sign| sign.is_alphanumeric() || current[range.clone()].ends_with(sign));
                (letters(&current[..range.start])..letters(&current[..range.end]), begins, ends)
            });
            let is_in = |(range, begins, ends): &(Range<usize>, bool, bool)| {
                (range.start < place || *begins && range.start == place)
                    && (place < range.end || *ends && place == range.end)
            };
            ranges.find(is_in).map(|(range, ..)| (*index, range.start))
        };
        if let Some((index, start)) = (0..changes.len()).find_map(|index| holds(&index)) {
            let from = behind_letters(&after.text, start);
            let Instruction::Words {
                change: WordChange::Replace { with: new, .. } | WordChange::Insert { words: new, .. },
                ..
            } = &mut changes[index]
            else {
                continue;
            };
            let offset = same_place(&after.text[from..], mark.offset - from, &new.text);
            new.footnote_refs.push(FootnoteRef { offset, marker: mark.marker.clone() });
            continue;
        }
        let offset = same_place(&after.text, mark.offset, &current);
        let (beside, occurrence) = place_at(&current, offset);
        let instruction = Instruction::InsertFootnote { target: target.clone(), place: beside, occurrence };
        out.inserted.push((instruction, mark.marker.clone()));
    }
    let within = before.footnote_refs.iter().filter(|mark| pieces.current_offset(mark.offset).is_none());
    out.dropped.extend(kept.into_iter().map(|(_, mark)| mark).chain(within).map(|mark| mark.marker.clone()));
    out
}

fn of_change(index: usize) -> ProvisionIndex {
    ProvisionIndex { amendment: 0, provision: index + 1 }
}

fn letters(text: &str) -> usize {
    text.chars().filter(|letter| letter.is_alphanumeric()).count()
}

/// The offset behind so many letters.
fn behind_letters(text: &str, count: usize) -> usize {
    let ends = text.char_indices().filter(|(_, letter)| letter.is_alphanumeric());
    let mut ends = ends.map(|(index, letter)| index + letter.len_utf8());
    count.checked_sub(1).and_then(|index| ends.nth(index)).unwrap_or(0)
}
