//! The footnote references of a paragraph that stays: which stay with the words, which come with new words, which are put
//! in or taken out by an instruction of their own. A footnote that stays although the words before its mark change is quoted
//! by its mark.

use std::ops::Range;

use super::candidates::place_at;
use super::rewording::{self, spelled};
use crate::amend::apply::quoted_refs;
use crate::amend::apply::tracked_text::{NewNote, TrackedText};
use crate::amend::apply::word_changes::{self, map_offset};
use crate::amend::change_words;
use crate::model::{
    Footnote, FootnoteRef, Instruction, Paragraph, ProvisionIndex, Target, Versions, WordChange, printed_mark,
};
use crate::text::{letter_count, same_spelling};

/// What becomes of the references of a paragraph.
#[derive(Debug, Default)]
pub(super) struct References {
    /// The marks of a footnote in both texts, of references that stay.
    pub(super) pairs: Vec<(String, String)>,
    /// Marks of references that go: they stand beside words that stay, or within words that are deleted or replaced.
    pub(super) dropped: Vec<String>,
    /// New references that no new words bring: the instruction, and the mark in the newer text.
    pub(super) inserted: Vec<(Instruction, String)>,
    /// Marks of the newer text that new words bring.
    brought: Vec<String>,
}

/// The changes that make one wording of a paragraph the other, and what becomes of its references; none where it had better
/// be printed anew. `everywhere` is done first.
pub(super) fn changes(
    paragraphs: Versions<&Paragraph>,
    notes: &Versions<&[Footnote]>,
    everywhere: &[Instruction],
    target: &Target,
) -> Option<(Vec<Instruction>, References)> {
    let Versions { before, after } = paragraphs;
    let mut changes = words_changed(before, after, everywhere, &[], target)?;
    let references = assign_refs(before, after, everywhere, &mut changes, target);
    let moved = moved(&references, notes);
    if moved.is_empty() {
        return Some((changes, references));
    }
    match with_marks(&paragraphs, &moved, everywhere, target) {
        Marked::Changes(changes, references) => Some((changes, references)),
        Marked::Anew => None,
        Marked::Impossible => Some((changes, references)),
    }
}

fn words_changed(
    before: &Paragraph,
    after: &Paragraph,
    everywhere: &[Instruction],
    marks: &[&str],
    target: &Target,
) -> Option<Vec<Instruction>> {
    let renamed = rewording::with_replaced(&before.text, before.part, everywhere);
    match spelled(&renamed) == spelled(&after.text) {
        true => Some(Vec::new()),
        false => rewording::changes_of(&before.text, &after.text, before.part, everywhere, marks, target),
    }
}

/// The references of footnotes that go and come back with the same text, or stand where another one stood: their marks in
/// both texts.
fn moved(references: &References, notes: &Versions<&[Footnote]>) -> Vec<(String, String)> {
    let text = |notes: &[Footnote], mark: &str| {
        notes.iter().find(|note| note.mark == mark).map(|note| note.text.clone()).unwrap_or_default()
    };
    let is_other = |(old, new): &&(String, String)| !same_spelling(&text(notes.before, old), &text(notes.after, new));
    let others: Vec<&(String, String)> = references.pairs.iter().filter(is_other).collect();
    let inserted = references.inserted.iter().map(|(_, mark)| mark);
    let new = others.iter().map(|(_, new)| new);
    let mut come: Vec<&String> = references.brought.iter().chain(inserted).chain(new).collect();
    let mut out = Vec::new();
    for gone in references.dropped.iter().chain(others.iter().map(|(old, _)| old)) {
        let old = text(notes.before, gone);
        let same = come.iter().position(|mark| !old.is_empty() && same_spelling(&old, &text(notes.after, mark)));
        out.extend(same.map(|index| (gone.clone(), come.remove(index).clone())));
    }
    out
}

/// What quoting the marks of footnotes that stay comes to.
enum Marked {
    /// Instructions that give the newer wording.
    Changes(Vec<Instruction>, References),
    /// The paragraph had better be printed anew.
    Anew,
    /// The marks cannot be quoted.
    Impossible,
}

/// The same with the marks of some footnotes printed in both wordings.
fn with_marks(
    paragraphs: &Versions<&Paragraph>,
    moved: &[(String, String)],
    everywhere: &[Instruction],
    target: &Target,
) -> Marked {
    let (mut before, mut after) = (paragraphs.before.clone(), paragraphs.after.clone());
    let mut prints = |(old, new): &(String, String)| print(&mut before, old, old).and(print(&mut after, new, old));
    if !moved.iter().all(|pair| prints(pair).is_some()) {
        return Marked::Impossible;
    }
    let marks: Vec<&str> = moved.iter().map(|(old, _)| old.as_str()).collect();
    let Some(mut changes) = words_changed(&before, &after, everywhere, &marks, target) else { return Marked::Anew };
    let mut references = assign_refs(&before, &after, everywhere, &mut changes, target);
    references.pairs.extend(moved.iter().cloned());
    let quotes = |(instruction, _): &(Instruction, String)| match instruction {
        Instruction::InsertFootnote { place, .. } => {
            let change = WordChange::Insert { words: "".into(), place: place.clone() };
            change_words::quotations(&change)
                .any(|quote| moved.iter().any(|(mark, _)| quoted_refs::has_mark(quote, mark)))
        }
        _ => false,
    };
    match gives(paragraphs, moved, everywhere, &changes) && !references.inserted.iter().any(quotes) {
        true => Marked::Changes(changes, references),
        false => Marked::Impossible,
    }
}

/// Prints the mark of a reference in the words of a paragraph, as it is in the older text.
fn print(paragraph: &mut Paragraph, mark: &str, old: &str) -> Option<()> {
    let index = paragraph.footnote_refs.iter().position(|found| found.marker == mark)?;
    let FootnoteRef { offset, .. } = paragraph.footnote_refs.remove(index);
    let printed = printed_mark(old);
    if offset > paragraph.text.len() || offset == 0 || paragraph.text.contains(&printed) {
        return None;
    }
    paragraph.text.insert_str(offset, &printed);
    let behind = paragraph.footnote_refs.iter_mut().enumerate();
    behind
        .filter(|(other, found)| found.offset > offset || found.offset == offset && *other >= index)
        .for_each(|(_, found)| found.offset += printed.len());
    Some(())
}

/// Whether changes that quote marks of footnotes give a wording with these footnotes at their places.
fn gives(
    paragraphs: &Versions<&Paragraph>,
    moved: &[(String, String)],
    everywhere: &[Instruction],
    changes: &[Instruction],
) -> bool {
    let Versions { before, after } = *paragraphs;
    let mut tracked = TrackedText::of_base(&before.text);
    rewording::replace_all(&mut tracked, before.part, everywhere);
    let mut struck: Vec<usize> = Vec::new();
    for (index, instruction) in changes.iter().enumerate() {
        let Instruction::Words { change, occurrence, .. } = instruction else { continue };
        let mut change = change.clone();
        // the new footnotes are counted on their own
        if let Some(new) = change_words::new_words_mut(&mut change) {
            new.footnote_refs.clear();
        }
        match quoted_refs::change(&mut tracked, &before.footnote_refs, &struck, &change, *occurrence, of_change(index))
        {
            Ok((_, gone)) => struck.extend(gone),
            Err(_) => return false,
        }
    }
    let current = tracked.current();
    let place = |text: &str, offset: usize| letter_count(&text[..offset.min(text.len())]);
    let kept = before.footnote_refs.iter().enumerate().filter(|(index, _)| !struck.contains(index));
    let stays = kept.filter(|(_, mark)| moved.iter().any(|(old, _)| *old == mark.marker));
    let stays = stays.filter_map(|(_, mark)| Some((tracked.current_offset(mark.offset)?, mark.marker.clone())));
    let comes = tracked.new_refs().into_iter().filter_map(|mark| match mark.note {
        NewNote::Listed { mark: marker, .. } => Some((mark.offset, marker)),
        NewNote::Printed(_) => None,
    });
    let mut found: Vec<(usize, String)> =
        stays.chain(comes).map(|(offset, mark)| (place(&current, offset), mark)).collect();
    let wanted = moved.iter().filter_map(|(old, new)| {
        let mark = after.footnote_refs.iter().find(|mark| mark.marker == *new)?;
        Some((place(&after.text, mark.offset), old.clone()))
    });
    let mut wanted: Vec<(usize, String)> = wanted.collect();
    found.sort();
    wanted.sort();
    found == wanted && spelled(&current) == spelled(&after.text)
}

/// Gives new words their references, and finds what is left over. `everywhere` is done first, then `changes`.
fn assign_refs(
    before: &Paragraph,
    after: &Paragraph,
    everywhere: &[Instruction],
    changes: &mut [Instruction],
    target: &Target,
) -> References {
    let mut tracked = TrackedText::of_base(&before.text);
    rewording::replace_all(&mut tracked, before.part, everywhere);
    for (index, instruction) in changes.iter().enumerate() {
        if let Instruction::Words { change, occurrence, .. } = instruction {
            // each was tried before
            let _ = word_changes::change(&mut tracked, change, *occurrence, of_change(index));
        }
    }
    let current = tracked.current();
    let mut kept: Vec<(usize, &FootnoteRef)> = before
        .footnote_refs
        .iter()
        .filter_map(|mark| Some((letter_count(&current[..tracked.current_offset(mark.offset)?]), mark)))
        .collect();
    let mut out = References::default();
    for mark in &after.footnote_refs {
        let place = letter_count(&after.text[..mark.offset.min(after.text.len())]);
        if let Some(index) = kept.iter().position(|(other, _)| *other == place) {
            out.pairs.push((kept.remove(index).1.marker.clone(), mark.marker.clone()));
            continue;
        }
        let sign = after.text[..mark.offset.min(after.text.len())].chars().next_back();
        let holds = |index: &usize| {
            let ranges = tracked.added_ranges(of_change(*index)).into_iter();
            let mut ranges = ranges.map(|range| {
                // behind the comma that new words begin with
                let begins = sign.is_some_and(|sign| {
                    !sign.is_alphanumeric() && current[range.clone()].trim_start().starts_with(sign)
                });
                // before a sign that stays, and so not behind it
                let ends = sign.is_none_or(|sign| sign.is_alphanumeric() || current[range.clone()].ends_with(sign));
                (letter_count(&current[..range.start])..letter_count(&current[..range.end]), begins, ends)
            });
            let is_in = |(range, begins, ends): &(Range<usize>, bool, bool)| {
                (range.start < place || *begins && range.start == place)
                    && (place < range.end || *ends && place == range.end)
            };
            ranges.find(is_in).map(|(range, ..)| (*index, range.start))
        };
        if let Some((index, start)) = (0..changes.len()).find_map(|index| holds(&index)) {
            let from = behind_letters(&after.text, start);
            let Instruction::Words { change, .. } = &mut changes[index] else { continue };
            let Some(new) = change_words::new_words_mut(change) else { continue };
            let offset = map_offset(&after.text[from..], mark.offset - from, &new.text);
            new.footnote_refs.push(FootnoteRef { offset, marker: mark.marker.clone() });
            out.brought.push(mark.marker.clone());
            continue;
        }
        let offset = map_offset(&after.text, mark.offset, &current);
        let (beside, occurrence) = place_at(&current, offset);
        let instruction = Instruction::InsertFootnote { target: target.clone(), place: beside, occurrence };
        out.inserted.push((instruction, mark.marker.clone()));
    }
    let within = before.footnote_refs.iter().filter(|mark| tracked.current_offset(mark.offset).is_none());
    out.dropped.extend(kept.into_iter().map(|(_, mark)| mark).chain(within).map(|mark| mark.marker.clone()));
    out
}

fn of_change(index: usize) -> ProvisionIndex {
    ProvisionIndex { amendment: 0, provision: index + 1 }
}

/// The offset behind so many letters.
fn behind_letters(text: &str, count: usize) -> usize {
    let ends = text.char_indices().filter(|(_, letter)| letter.is_alphanumeric());
    let mut ends = ends.map(|(index, letter)| index + letter.len_utf8());
    count.checked_sub(1).and_then(|index| ends.nth(index)).unwrap_or(0)
}
