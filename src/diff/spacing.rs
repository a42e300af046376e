//! Keeps two spellings of the same words, and marks words as changed that only look the same.
//!
//! In: hunks. Out: hunks, where "Amer ica" for "America", "people -centred" for "people-centred" and the like are kept,
//! each side in its own spelling. What may be kept is decided by [`spelling`](super::spelling).
//!
//! 1. A word broken in two has other tokens, so the comparison of words reports it as changed. Each changed hunk is
//!    compared again as one word, alone and with its neighbours. Equal words at its start and end are kept.
//! 2. Equal tokens with another space between them can differ in meaning (`1, 5` and `1,5`): they are changed.
//! 3. An added or removed hyphen or sign is shown with the word that it touches.

use std::ops::Range;

use super::atoms::atoms;
use super::hunks::{Hunk, merge_adjacent};
use super::sequence::{TokenRef, TokenSeq};
use super::spelling::{are_equal, conflicts, equivalent};
use super::word_usage::WordUsage;
use crate::model::{Side, TextKey, Versions};
use crate::text::{TokenKind, fold_char};

/// The most fragments of a broken word that are looked for.
const MAX_FRAGMENTS: usize = 6;

/// Keeps what differs in spaces and hyphens only.
pub(super) fn keep_spacing_variants(
    sequences: Versions<&TokenSeq>,
    hunks: Vec<Hunk>,
    word_usage: &WordUsage<'_>,
) -> Vec<Hunk> {
    let context = Context { sequences, word_usage };
    let mut out: Vec<Hunk> = Vec::with_capacity(hunks.len());
    let last = hunks.len().wrapping_sub(1);
    for (index, hunk) in hunks.into_iter().enumerate() {
        if hunk.kept {
            out.push(hunk);
            continue;
        }
        let (left, right) = (index > 0, index != last);
        if context.same(&hunk.ranges) || context.same_with_neighbours(&hunk.ranges, left, right) {
            out.push(Hunk { kept: true, ..hunk });
            continue;
        }
        context.trim_equal_ends(hunk, &mut out);
    }
    merge_adjacent(out)
}

/// Whether the first or the last letters differ: a fast check that decides most cases.
fn differ_at_an_end(sequences: Versions<&TokenSeq>, words: &Versions<Range<usize>>) -> bool {
    let ends = sequences.zip(words.as_ref()).map(|(sequence, words)| {
        let text = sequence.text(words.clone()).trim().as_bytes();
        [text.first(), text.last()].map(|end| end.copied().filter(u8::is_ascii_alphanumeric))
    });
    ends.before
        .iter()
        .zip(&ends.after)
        .any(|(before, after)| before.zip(*after).is_some_and(|(left, right)| left != right))
}

/// What the spellings of words are compared with.
struct Context<'c, 'a> {
    sequences: Versions<&'c TokenSeq<'a>>,
    word_usage: &'c WordUsage<'a>,
}

impl Context<'_, '_> {
    /// Whether ranges have the same words on both sides, in another spelling.
    fn same(&self, words: &Versions<Range<usize>>) -> bool {
        let fragments = words.before.len() + words.after.len();
        if fragments > 2 * MAX_FRAGMENTS || differ_at_an_end(self.sequences, words) {
            return false;
        }
        let texts = self.sequences.zip(words.clone()).map(|(sequence, range)| sequence.text(range));
        let keys = texts.map(TextKey::ignoring_spacing);
        // A comma that groups thousands is part of the key, so one such number has several keys.
        if keys.before != keys.after && texts.map(has_thousands) == Versions::default() {
            return false;
        }
        // If thousands are grouped by spaces, a number next to the range may belong to the number in it.
        let is_beside_number = texts.map(has_thousands) != Versions::default()
            && self.sequences.zip(words.as_ref()).map(|(sequence, words)| is_beside_number(sequence, words))
                != Versions::default();
        !is_beside_number && equivalent(texts, false, self.word_usage)
    }

    /// Whether the range is the same with its neighbours: a hyphen alone has no counterpart on the other side.
    fn same_with_neighbours(&self, words: &Versions<Range<usize>>, left: bool, right: bool) -> bool {
        let wider = words.clone().map(|range| range.start - usize::from(left)..range.end + usize::from(right));
        left && right && (words.before.is_empty() || words.after.is_empty()) && self.same(&wider)
    }

    /// Keeps what is the same at the start and the end of a changed hunk.
    fn trim_equal_ends(&self, hunk: Hunk, out: &mut Vec<Hunk>) {
        let mut rest = hunk.ranges;
        while let Some(taken) = self.first_same(&rest) {
            rest = Versions::new(taken.before.end..rest.before.end, taken.after.end..rest.after.end);
            out.push(Hunk { ranges: taken, kept: true });
        }
        let mut tail = Vec::new();
        while let Some(taken) = self.last_same(&rest) {
            rest = Versions::new(rest.before.start..taken.before.start, rest.after.start..taken.after.start);
            tail.push(Hunk { ranges: taken, kept: true });
        }
        out.push(Hunk { ranges: rest, kept: false });
        out.extend(tail.into_iter().rev());
    }

    fn first_same(&self, words: &Versions<Range<usize>>) -> Option<Versions<Range<usize>>> {
        let mut starts =
            lens(words).map(|len| words.as_ref().zip(len).map(|(range, len)| range.start..range.start + len));
        starts.find(|start| self.same(start))
    }

    fn last_same(&self, words: &Versions<Range<usize>>) -> Option<Versions<Range<usize>>> {
        let mut ends = lens(words).map(|len| words.as_ref().zip(len).map(|(range, len)| range.end - len..range.end));
        ends.find(|end| self.same(end))
    }
}

/// Whether a number is directly before or after some words.
fn is_beside_number(sequence: &TokenSeq, words: &Range<usize>) -> bool {
    let is_number = |word: Option<&TokenRef>| word.is_some_and(|word| word.kind == TokenKind::Number);
    is_number(words.start.checked_sub(1).and_then(|last| sequence.tokens.get(last)))
        || is_number(sequence.tokens.get(words.end))
}

/// Whether a text may have a number grouped by thousands.
fn has_thousands(text: &str) -> bool {
    text.bytes().filter(u8::is_ascii_digit).count() > 3
}

/// The numbers of words to compare on each side, fewest first, and never equal, since equal words were found before.
fn lens(words: &Versions<Range<usize>>) -> impl Iterator<Item = Versions<usize>> + use<> {
    let max = words.as_ref().map(|range| range.len().min(MAX_FRAGMENTS));
    (2..=MAX_FRAGMENTS + 1)
        .flat_map(move |sum| (1..sum).map(move |before| Versions::new(before, sum - before)))
        .filter(move |len| len.before <= max.before && len.after <= max.after && len.before != len.after)
}

/// Splits from kept hunks the words whose meaning depends on a space that the sides set differently.
pub(super) fn split_at_conflicts(
    sequences: Versions<&TokenSeq>,
    hunks: Vec<Hunk>,
    word_usage: &WordUsage<'_>,
) -> Vec<Hunk> {
    let mut out: Vec<Hunk> = Vec::with_capacity(hunks.len());
    for hunk in hunks {
        let texts = sequences.zip(hunk.ranges.clone()).map(|(sequence, words)| sequence.text(words));
        if !hunk.kept || texts.before == texts.after {
            out.push(hunk);
            continue;
        }
        // The sides may have different numbers of words, because one may have broken a word in two.
        let mut done = hunk.ranges.as_ref().map(|words| words.start);
        for conflict in conflicts(texts, word_usage) {
            let tokens = sequences.zip(hunk.ranges.as_ref()).zip(conflict);
            let tokens = tokens.map(|((sequence, words), byte)| sequence.word_at(words, byte));
            // With the punctuation before it, and the digit or word before that.
            let start = tokens.zip(done).map(|(token, done)| token.saturating_sub(2).max(done));
            let end = tokens.zip(hunk.ranges.as_ref()).map(|(token, words)| (token + 1).min(words.end));
            let range = |from: Versions<usize>, to: Versions<usize>| from.zip(to).map(|(from, to)| from..to);
            out.push(Hunk { ranges: range(done, start), kept: true });
            out.push(Hunk { ranges: range(start, end), kept: false });
            done = end;
        }
        let rest = done.zip(hunk.ranges).map(|(done, words)| done..words.end);
        out.push(Hunk { ranges: rest, kept: true });
    }
    merge_adjacent(out)
}

/// The byte ranges of words that only the newer of two spellings has broken, with the white space before them.
pub(super) fn words_broken_in_newer(texts: Versions<&str>) -> Vec<Range<Versions<usize>>> {
    if texts.before == texts.after {
        return Vec::new();
    }
    let both = texts.map(|text| atoms(text).0);
    let atoms = both.as_ref().map(Vec::as_slice);
    if !are_equal(atoms) {
        return Vec::new();
    }
    let len = atoms.before.len();
    let gaps = |index: usize| {
        texts.zip(atoms).map(|(text, atoms)| text.get(atoms[index - 1].source.end..atoms[index].source.start))
    };
    let is_broken = |index: usize| {
        let is_word = [index - 1, index].iter().all(|&index| atoms.before[index].character.is_alphabetic());
        let pair = atoms.map(|atoms| atoms[index].separator);
        is_word
            && pair.before.is_empty()
            && pair.after.is_space()
            && gaps(index).after.is_some_and(|gap| !gap.contains('\n'))
    };
    // Both texts have the same white space there.
    let is_boundary = |index: &usize| {
        let pair = gaps(*index);
        pair.before == pair.after
            && atoms.before[*index].separator.is_space()
            && atoms.after[*index].separator.is_space()
    };
    let offset = |index: usize| {
        texts.zip(atoms).map(|(text, atoms)| match index {
            0 => 0,
            index if index == len => text.len(),
            index => atoms[index - 1].source.end,
        })
    };
    let mut words = Vec::new();
    let mut done = 0;
    for index in 1..len {
        if index >= done && is_broken(index) {
            let start = (done.max(1)..index).rev().find(is_boundary).unwrap_or(done);
            done = (index + 1..len).find(is_boundary).unwrap_or(len);
            words.push(offset(start)..offset(done));
        }
    }
    words
}

/// Extends changes of hyphens and dashes alone by the words that these touch: `long-term` for `-`, `−5` for `−`.
pub(super) fn extend_to_words(sequences: Versions<&TokenSeq>, mut hunks: Vec<Hunk>) -> Vec<Hunk> {
    for index in 0..hunks.len() {
        let words = hunks[index].ranges.clone();
        let (sequence, dashes) = match (hunks[index].kept, words.before.is_empty(), words.after.is_empty()) {
            (false, true, false) => (sequences.after, words.after),
            (false, false, true) => (sequences.before, words.before),
            _ => continue,
        };
        let is_dash = |word: &str| word.chars().all(|sign| fold_char(sign) == Some('-'));
        if !sequence.tokens[dashes.clone()].iter().all(|word| is_dash(word.text)) {
            continue;
        }
        let is_word = |word: usize| sequence.tokens.get(word).is_some_and(|word| word.kind != TokenKind::Punctuation);
        let [left, right] = [index.checked_sub(1), Some(index + 1)].map(|neighbour| {
            let neighbour = hunks.get(neighbour?).filter(|neighbour| neighbour.kept)?;
            (!neighbour.ranges.before.is_empty() && !neighbour.ranges.after.is_empty())
                .then(|| neighbour.ranges.clone())
        });
        let equal = |before: usize, after: usize| sequences.before.keys[before] == sequences.after.keys[after];
        if let Some(left) = left
            && is_word(dashes.start - 1)
            && !sequence.is_spaced(dashes.start)
            && equal(left.before.end - 1, left.after.end - 1)
        {
            for side in Side::BOTH {
                hunks[index - 1].ranges.get_mut(side).end -= 1;
                hunks[index].ranges.get_mut(side).start -= 1;
            }
        }
        if let Some(right) = right
            && is_word(dashes.end)
            && !sequence.is_spaced(dashes.end)
            && equal(right.before.start, right.after.start)
        {
            for side in Side::BOTH {
                hunks[index + 1].ranges.get_mut(side).start += 1;
                hunks[index].ranges.get_mut(side).end += 1;
            }
        }
    }
    merge_adjacent(hunks)
}
