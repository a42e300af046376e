//! Makes a redline readable.
//!
//! In: hunks as the comparison found them. Out: the same texts in hunks that a person would have chosen.
//!
//! 1. *Short kept runs*: "and" or a comma kept between two replacements (or between a replacement and a long insertion or
//!    deletion) says nothing and interrupts the reading. Up to [`MAX_KEPT_WORDS`] function words or punctuation marks
//!    within one edit are shown as changed. A number that replaces a number is not merged with its neighbours, so that
//!    the parts of "12 October 2023" change one by one. A word that completes a compound on one side only is not kept.
//! 2. *Rewritten edits*: if less than [`MIN_RECOGNIZABLE`] of the words of a long edit are kept, they are kept by chance.
//!    The edit is shown as one phrase replacing another.

use super::edits::{EditDraft, contains};
use super::hunks::{Hunk, merge_adjacent};
use super::sequence::{TokenRef, TokenSeq};
use crate::lexicon::WordList;
use crate::model::Versions;
use crate::text::TokenKind;

/// The most words of a kept run that is absorbed.
const MAX_KEPT_WORDS: usize = 2;
/// The fewest words of a long hunk.
const MIN_LONG_WORDS: usize = 4;
/// Edits with fewer words are never shown as rewritten: a date is read in its parts.
const MIN_REWRITTEN: usize = 8;

/// The share of its words that an edit must keep not to be shown as rewritten.
const MIN_RECOGNIZABLE: f64 = 0.35;

/// Makes the hunks of a redline readable.
pub(super) fn cleanup(sequences: Versions<&TokenSeq>, edits: &[EditDraft], mut hunks: Vec<Hunk>) -> Vec<Hunk> {
    let mut inside = vec![false; hunks.len()];
    for block in edits.iter().flat_map(EditDraft::blocks) {
        let first = hunks.partition_point(|hunk| {
            hunk.ranges.before.start < block.before.start || hunk.ranges.after.start < block.after.start
        });
        let len = hunks[first..].iter().take_while(|hunk| contains(block, &hunk.ranges)).count();
        let within = first..first + len;
        // Kept words at the ends of an edit do not lie between changes.
        let is_changed = |index: &usize| !hunks[*index].kept;
        let (Some(start), Some(end)) = (within.clone().find(is_changed), within.rev().find(is_changed)) else {
            continue;
        };
        inside[start..=end].fill(true);
        if !is_recognizable(sequences, &hunks[start..=end]) {
            hunks[start..=end].iter_mut().for_each(|hunk| hunk.kept = false);
        }
    }
    merge_adjacent(absorb_short_equalities(sequences, &inside, hunks))
}

fn absorb_short_equalities(sequences: Versions<&TokenSeq>, inside: &[bool], hunks: Vec<Hunk>) -> Vec<Hunk> {
    let mut out: Vec<Hunk> = Vec::with_capacity(hunks.len());
    for (index, hunk) in hunks.into_iter().enumerate() {
        let is_absorbed = match out.as_slice() {
            [.., left, run] if !hunk.kept => {
                let is_meaningless = is_function_words(sequences, run)
                    && absorbs(left, &hunk)
                    && !(is_number(sequences, left) || is_number(sequences, &hunk));
                run.kept && (is_meaningless || completes_compound(sequences, run)) && inside[index - 1]
            }
            _ => false,
        };
        if is_absorbed && let Some(run) = out.last_mut() {
            run.kept = false;
        }
        out.push(hunk);
        if is_absorbed {
            // Merged at once, so that the next kept run has one replacement on its left.
            out = merge_adjacent(out);
        }
    }
    out
}

/// Whether two changed hunks absorb a kept run between them: both are replacements, or one is and both are long.
fn absorbs(left: &Hunk, right: &Hunk) -> bool {
    let long = |hunk: &Hunk| hunk.ranges.before.len().max(hunk.ranges.after.len()) >= MIN_LONG_WORDS;
    match (left.is_replacement(), right.is_replacement()) {
        (true, true) => true,
        (false, false) => false,
        _ => long(left) && long(right),
    }
}

fn is_function_words(sequences: Versions<&TokenSeq>, hunk: &Hunk) -> bool {
    let words = &sequences.after.tokens[hunk.ranges.after.clone()];
    words.len() <= MAX_KEPT_WORDS
        && words.iter().all(|word| word.kind == TokenKind::Punctuation || is_function_word(word))
}

/// Whether a kept run is a word that only on one side is the rest of a compound: `first` of `Twenty-first`.
fn completes_compound(sequences: Versions<&TokenSeq>, run: &Hunk) -> bool {
    let [old, new] =
        [(sequences.before, &run.ranges.before), (sequences.after, &run.ranges.after)].map(|(sequence, words)| {
            let previous = words.start.checked_sub(1).map(|index| &sequence.tokens[index]);
            previous.is_some_and(TokenRef::is_hyphen) && !sequence.is_spaced(words.start)
        });
    run.ranges.after.len() == 1 && old != new
}

/// Whether a word means little by itself: it has one or two letters, or is a common function word.
fn is_function_word(word: &TokenRef) -> bool {
    word.kind == TokenKind::Word
        && (word.text.chars().count() <= 2 || WordList::Common.contains(&word.text.to_lowercase()))
}

fn is_number(sequences: Versions<&TokenSeq>, hunk: &Hunk) -> bool {
    let all_numbers = |words: &[TokenRef]| words.len() == 1 && words[0].kind == TokenKind::Number;
    all_numbers(&sequences.before.tokens[hunk.ranges.before.clone()])
        && all_numbers(&sequences.after.tokens[hunk.ranges.after.clone()])
}

/// Whether enough stays between the changes of an edit for a reader to see one text in the other.
fn is_recognizable(sequences: Versions<&TokenSeq>, hunks: &[Hunk]) -> bool {
    let count = |words: &[TokenRef]| words.iter().filter(|word| word.kind != TokenKind::Punctuation).count();
    let (mut kept, mut before, mut after) = (0, 0, 0);
    for hunk in hunks {
        let counts = sequences.zip(hunk.ranges.clone()).map(|(sequence, words)| count(&sequence.tokens[words]));
        kept += if hunk.kept { counts.after } else { 0 };
        before += counts.before;
        after += counts.after;
    }
    keeps_enough(kept, before, after)
}

/// Whether `kept` words are enough to recognize one text in the other, given the lengths of both in words.
pub(super) fn keeps_enough(kept: usize, before: usize, after: usize) -> bool {
    if before.max(after) < MIN_REWRITTEN {
        return true;
    }
    // The shorter side counts as well: an edit that keeps most of its shorter side is recognizable, however long the
    // other side is.
    2.0 * kept as f64 >= MIN_RECOGNIZABLE * (before + after) as f64
        || kept as f64 >= 2.0 * MIN_RECOGNIZABLE * before.min(after) as f64
}
