//! Footnote references leave the text and are kept beside it.
//!
//! Superscript digits are marks as they stand. Where extraction lost the raising, a mark is just a digit among others
//! (`resolution 77/2285` is 77/228 with mark 5). But the notes of a page are known, and their marks stand on it in
//! order: among all digits that could be marks, the best increasing sequence is chosen. A digit is likely a mark
//! when glued to a word or after punctuation, less likely between two words, hardly before a month or after
//! `paragraph`.

mod score;
mod sequence;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

use self::score::marker_score;
use self::sequence::best_sequence;
use super::footnotes::{plain_digits, superscript_digit};
use crate::model::{Block, Document, FootnoteRef, LedgerEntry, RemovalKind};
use crate::text::OffsetMap;

/// A run of blocks, as a rule a page, and the footnotes at its end whose marks may have lost their raising.
pub(super) type Group = (Range<usize>, Vec<usize>);

/// Takes the marks out of the text.
pub(super) fn strip_markers(document: &mut Document, groups: &[Group]) {
    let known: HashSet<&str> = document.footnotes.iter().map(|note| note.mark.as_str()).collect();
    for block in &mut document.blocks {
        strip_raised(block, &known, &mut document.ledger);
    }
    // a note whose mark was raised has no other; a plain digit like it is a digit
    let raised: BTreeSet<String> =
        document.blocks.iter().flat_map(|block| &block.footnote_refs).map(|mark| mark.marker.clone()).collect();
    for (blocks, notes) in groups {
        let marks = notes.iter().map(|note| &document.footnotes[*note].mark);
        let numbers: Vec<u32> =
            marks.filter(|mark| !raised.contains(*mark)).filter_map(|marker| marker.parse().ok()).collect();
        let found = best_sequence(&document.blocks[blocks.clone()], &numbers);
        let mut cuts: BTreeMap<usize, Vec<(Range<usize>, String)>> = BTreeMap::new();
        for (place, number) in found.into_iter().zip(&numbers) {
            if let Some(place) = place {
                cuts.entry(blocks.start + place.block).or_default().push((place.range, number.to_string()));
            }
        }
        for (block, cuts) in cuts {
            remove_cuts(&mut document.blocks[block], cuts, &mut document.ledger);
        }
    }
    strip_stars(document);
    reattach_orphans(document);
}

/// A mark alone in a paragraph belongs to the one above it, or, where there is none, to the one below.
fn reattach_orphans(document: &mut Document) {
    let is_orphan = |block: &Block| !block.footnote_refs.is_empty() && block.text.as_str().trim().is_empty();
    if !document.blocks.iter().any(is_orphan) {
        return;
    }
    let mut waiting: Vec<FootnoteRef> = Vec::new();
    for mut block in std::mem::take(&mut document.blocks) {
        if !is_orphan(&block) {
            block.footnote_refs.splice(0..0, waiting.drain(..));
            document.blocks.push(block);
            continue;
        }
        let marks = block.footnote_refs.into_iter();
        match document.blocks.last_mut() {
            Some(above) => {
                let offset = above.text.as_str().len();
                above.footnote_refs.extend(marks.map(|mark| FootnoteRef { offset, ..mark }));
            }
            None => waiting.extend(marks.map(|mark| FootnoteRef { offset: 0, ..mark })),
        }
    }
}

/// Superscript digits, by character or by style. `m²` is no mark: its number must be a note's, or nothing must be known
/// of notes.
fn strip_raised(block: &mut Block, notes: &HashSet<&str>, ledger: &mut Vec<LedgerEntry>) {
    if notes.is_empty() {
        return;
    }
    let mut cuts: Vec<(Range<usize>, String)> = Vec::new();
    for run in raised_runs(block).into_iter().filter(|run| run.len() <= MAX_RAISED_LEN) {
        let mark = |range: Range<usize>| plain_digits(&block.text.as_str()[range]);
        let known = |range: &Range<usize>| notes.contains(mark(range.clone()).as_str());
        // two marks may stand side by side
        let parts = block.text.as_str()[run.clone()].char_indices().skip(1).map(|(offset, _)| run.start + offset);
        let mut pairs = parts.map(|middle| [run.start..middle, middle..run.end]);
        let found = match known(&run) {
            true => vec![run],
            false => pairs.find(|pair| pair.iter().all(known)).map(Vec::from).unwrap_or_default(),
        };
        cuts.extend(found.into_iter().map(|range| (range.clone(), mark(range))));
    }
    remove_cuts(block, cuts, ledger);
}

/// Runs of superscript digits, letters and stars, by character or by style.
pub(super) fn raised_runs(block: &Block) -> Vec<Range<usize>> {
    let text = block.text.as_str();
    let mut runs: Vec<Range<usize>> = Vec::new();
    if text.is_ascii() && block.text.spans().is_empty() {
        return runs;
    }
    for (offset, character) in text.char_indices() {
        // endnotes have letters: i, ii; a mark may be a star
        let is_mark = character.is_ascii_alphanumeric() || matches!(character, '*' | '†' | '‡');
        let styled = is_mark && block.text.style_at(offset).superscript;
        if superscript_digit(character).is_none() && !styled {
            continue;
        }
        let end = offset + character.len_utf8();
        match runs.last_mut() {
            Some(run) if run.end == offset => run.end = end,
            _ => runs.push(offset..end),
        }
    }
    runs
}

/// Which of the wanted numbers may be marks of notes, as their place among the words shows.
pub(super) fn find_markers(text: &str, wanted: &HashSet<u32>, mut found: impl FnMut(u32)) {
    let bytes = text.as_bytes();
    for end in (1..=bytes.len()).filter(|end| bytes[end - 1].is_ascii_digit()) {
        if bytes.get(end).is_some_and(u8::is_ascii_digit) {
            continue;
        }
        let figures = bytes[..end].iter().rev().take(3).take_while(|byte| byte.is_ascii_digit()).count();
        for start in (end - figures..end).filter(|start| bytes[*start] != b'0') {
            let number = text[start..end].parse().ok().filter(|number| wanted.contains(number));
            if let Some(number) = number.filter(|_| marker_score(text, start, end) >= MIN_REFERENCE_SCORE) {
                found(number);
            }
        }
    }
    if text.is_ascii() {
        return;
    }
    let is_raised = |character: char| superscript_digit(character).is_some();
    for run in text.split(|character| !is_raised(character)).filter(|run| (1..=MAX_RAISED_LEN).contains(&run.len())) {
        plain_digits(run).parse().ok().filter(|number| wanted.contains(number)).into_iter().for_each(&mut found);
    }
}

/// A raised mark is at most this long, in bytes: three superscript digits, or two marks of them side by side.
const MAX_RAISED_LEN: usize = 18;

/// A digit is taken for a reference to a note below a rule if it is as likely a mark as one after `Agenda 21,`.
const MIN_REFERENCE_SCORE: u32 = 3;

/// Takes marks out of a block, all in one pass. The cuts stand in order.
pub(super) fn remove_cuts(block: &mut Block, cuts: Vec<(Range<usize>, String)>, ledger: &mut Vec<LedgerEntry>) {
    if cuts.is_empty() {
        return;
    }
    let text = block.text.as_str();
    let mut edits: Vec<(Range<usize>, &str)> = Vec::with_capacity(cuts.len());
    let mut marks: Vec<String> = Vec::with_capacity(cuts.len());
    // from the back: whether a word follows is asked after the last of several marks side by side
    let mut next = usize::MAX;
    let mut parts = false;
    for (range, mark) in cuts.iter().rev() {
        // “1,2”: the comma between two marks goes with them
        let comma = text[range.end..].starts_with(',') && range.end + 1 == next;
        let joined = comma || range.end == next;
        if !joined {
            parts = text[range.end..].starts_with(char::is_alphanumeric);
        }
        let end = if joined { next } else { range.end };
        next = range.start;
        edits.push((start_of_cut(text, range.start, parts)..end, ""));
        marks.push(if comma { format!("{mark},") } else { mark.clone() });
    }
    edits.reverse();
    let taken = marks.into_iter().rev();
    ledger.extend(taken.map(|text| LedgerEntry::new(RemovalKind::FootnoteMark, text, block.location)));
    block.text.replace_all(&edits);
    let shift = || OffsetMap::new(edits.iter().map(|(range, _)| (range.clone(), 0)));
    let mut moved = shift();
    block.footnote_refs.sort_by_key(|mark| mark.offset);
    block.footnote_refs.iter_mut().for_each(|mark| mark.offset = moved.map(mark.offset));
    let mut moved = shift();
    let places: Vec<usize> = edits.iter().map(|(range, _)| moved.map(range.start)).collect();
    for ((_, mark), offset) in cuts.into_iter().zip(places) {
        block.footnote_refs.push(FootnoteRef { offset, marker: mark });
    }
    block.footnote_refs.sort_by_key(|mark| mark.offset);
}

/// Where a cut begins: an isolated mark takes the space before it along, but not the one that parts two words.
fn start_of_cut(text: &str, mark: usize, parts: bool) -> usize {
    let space = text[..mark].chars().next_back().filter(|before| before.is_whitespace() && !parts);
    mark - space.map_or(0, char::len_utf8)
}

/// Asterisks glued to a word of the header, when a note has them: as many in a block as there are notes.
fn strip_stars(document: &mut Document) {
    let mut stars: BTreeMap<&str, usize> = BTreeMap::new();
    for note in document.footnotes.iter().filter(|note| note.mark.starts_with('*')) {
        *stars.entry(&note.mark).or_insert(0) += 1;
    }
    for (mark, count) in stars {
        for block in &mut document.blocks {
            let text = block.text.as_str();
            let found = text.match_indices(mark).filter(|(offset, _)| {
                let behind = text[offset + mark.len()..].chars().next();
                *offset > 0
                    && !text[..*offset].ends_with(['*', ' '])
                    && behind.is_none_or(|next| matches!(next, ' ' | ',' | ';' | '.' | ':'))
            });
            let cuts = found.take(count).map(|(offset, mark)| (offset..offset + mark.len(), mark.to_owned())).collect();
            remove_cuts(block, cuts, &mut document.ledger);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Footnote, SourceLocation, StyledText};

    fn note(mark: &str) -> Footnote {
        Footnote { mark: mark.into(), text: String::new(), location: SourceLocation::default() }
    }

    fn document(lines: &[&str], notes: &[&str]) -> Document {
        Document {
            blocks: lines.iter().map(|line| Block { text: StyledText::plain(*line), ..Block::default() }).collect(),
            footnotes: notes.iter().map(|mark| note(mark)).collect(),
            ..Document::default()
        }
    }

    #[test]
    fn marks_leave_the_text_in_order() {
        for (lines, notes, expected) in [
            (
                &["Human Rights,1 the Covenants2 and", "resolution 77/2283 of"][..],
                &["1", "2", "3"][..],
                &["Human Rights, the Covenants and", "resolution 77/228 of"][..],
            ),
            (
                &["paragraphs 1, 2 and 3; 1", "Development 2 and 5 December"],
                &["1", "2"],
                &["paragraphs 1, 2 and 3;", "Development and 5 December"],
            ),
            (&["held in 2011, 1 20142 and", "2018;3"], &["1", "2", "3"], &["held in 2011, 2014 and", "2018;"]),
            (&["No. 7 of 3.5 billion on 7 May"], &["9"], &["No. 7 of 3.5 billion on 7 May"]),
        ] {
            let mut document = document(lines, notes);
            let (blocks, count) = (document.blocks.len(), document.footnotes.len());
            strip_markers(&mut document, &[(0..blocks, (0..count).collect())]);
            let got: Vec<_> = document.blocks.iter().map(|block| block.text.as_str()).collect();
            assert_eq!(got, expected);
        }
    }

    #[test]
    fn raised_figures_are_marks_if_there_is_a_note() {
        let mut document = document(&["on 5 km² of land,¹ and"], &["1"]);
        strip_markers(&mut document, &[]);
        assert_eq!(document.blocks[0].text.as_str(), "on 5 km² of land, and");
        assert_eq!(document.blocks[0].footnote_refs, [FootnoteRef { offset: 18, marker: "1".into() }]);
    }

    #[test]
    fn two_marks_lose_the_comma_between_them() {
        let mut document = document(&["the lamps,¹,² and³ oil"], &["1", "2", "3"]);
        strip_markers(&mut document, &[]);
        assert_eq!(document.blocks[0].text.as_str(), "the lamps, and oil");
        let ledger: Vec<_> = document.ledger.iter().map(|entry| entry.text.as_str()).collect();
        assert_eq!(ledger, ["1,", "2", "3"]);
    }

    #[test]
    fn a_mark_alone_goes_to_its_neighbour() {
        for (lines, expected) in [
            (&["Notes the report;", "¹", "Decides"][..], &[("Notes the report;", Some(17)), ("Decides", None)][..]),
            (&["¹", "Decides"], &[("Decides", Some(0))]),
        ] {
            let mut document = document(lines, &["1"]);
            strip_markers(&mut document, &[]);
            let marks = |block: &Block| block.footnote_refs.first().map(|mark| mark.offset);
            let got: Vec<_> = document.blocks.iter().map(|block| (block.text.as_str(), marks(block))).collect();
            assert_eq!(got, expected);
        }
    }
}
