//! A list of numbers that replaces another one → entry by entry.
//!
//! In: hunks. Out: hunks, in which each entry of such a list replaces the entry in its place.
//!
//! "Paragraphs 12, 15 and 18" and "paragraphs 13, 16 and 19" have nothing in common but commas, so the comparison replaces
//! the list as a whole. A reader wants to see which number became which. If both lists have the same separators and
//! every entry has a number, the words between two separators replace each other.

use std::ops::Range;

use super::hunks::{Hunk, merge_adjacent};
use super::sequence::{TokenRef, TokenSeq};
use crate::lexicon::{FunctionWord, Lexicon};
use crate::model::{TextKey, Versions};
use crate::text::TokenKind;

/// The most tokens of an entry: a symbol, or a number with its year.
const MAX_ENTRY_TOKENS: usize = 12;

/// Replaces lists entry by entry.
pub(super) fn align_entries(sequences: Versions<&TokenSeq>, hunks: Vec<Hunk>) -> Vec<Hunk> {
    if !hunks.iter().any(|hunk| may_be_list(sequences, hunk)) {
        return hunks;
    }
    let lists: Vec<Option<Vec<Hunk>>> = hunks.iter().map(|hunk| entries(sequences, hunk)).collect();
    if lists.iter().all(Option::is_none) {
        return hunks;
    }
    let parts = hunks.into_iter().zip(lists).flat_map(|(hunk, list)| list.unwrap_or_else(|| vec![hunk]));
    merge_adjacent(parts.collect())
}

/// Whether both sides of a change have the numbers of at least two entries. Hardly any change has.
fn may_be_list(sequences: Versions<&TokenSeq>, hunk: &Hunk) -> bool {
    let has_numbers = |sequence: &TokenSeq, words: &Range<usize>| {
        let is_number = |token: &&TokenRef| token.kind == TokenKind::Number;
        words.len() > 2 && sequence.tokens[words.clone()].iter().filter(is_number).nth(1).is_some()
    };
    !hunk.kept && has_numbers(sequences.before, &hunk.ranges.before) && has_numbers(sequences.after, &hunk.ranges.after)
}

/// The hunks of a list that replaces a list, entry by entry; `None` if the sides are not such lists.
fn entries(sequences: Versions<&TokenSeq>, hunk: &Hunk) -> Option<Vec<Hunk>> {
    if !may_be_list(sequences, hunk) {
        return None;
    }
    let before = List::new(sequences.before, hunk.ranges.before.clone())?;
    let after = List::new(sequences.after, hunk.ranges.after.clone())?;
    if before.separators != after.separators {
        return None;
    }
    let mut out = Vec::with_capacity(2 * before.entries.len());
    let mut end = Versions::new(hunk.ranges.before.start, hunk.ranges.after.start);
    for (before, after) in before.entries.into_iter().zip(after.entries) {
        let separator = Versions::new(end.before..before.start, end.after..after.start);
        out.push(Hunk { ranges: separator, kept: true });
        end = Versions::new(before.end, after.end);
        // Equal entries in a changed hunk differ in a space that has a meaning: "1, 5" is not "1,5".
        let is_equal = sequences.before.keys[before.clone()] == sequences.after.keys[after.clone()];
        if is_equal
            || sequences.before.tokens[before.start].is_spaced() != sequences.after.tokens[after.start].is_spaced()
        {
            return None;
        }
        out.push(Hunk { ranges: Versions::new(before, after), kept: false });
    }
    Some(out)
}

/// Entries with numbers, and the separators between them.
struct List {
    entries: Vec<Range<usize>>,
    separators: Vec<TextKey>,
}

impl List {
    /// Reads a list of at least two entries.
    fn new(sequence: &TokenSeq, words: Range<usize>) -> Option<List> {
        let mut list = List { entries: Vec::new(), separators: Vec::new() };
        let mut start = words.start;
        for index in words.clone() {
            if is_separator(&sequence.tokens[index]) {
                list.separators.push(sequence.keys[index]);
                // Two separators may follow each other: ", and".
                if start < index {
                    list.entries.push(start..index);
                }
                start = index + 1;
            }
        }
        list.entries.push(start..words.end);
        let has_number = |entry: &Range<usize>| {
            let tokens = &sequence.tokens[entry.clone()];
            tokens.len() <= MAX_ENTRY_TOKENS && tokens.iter().any(|token| token.kind == TokenKind::Number)
        };
        (list.entries.len() > 1 && list.entries.iter().all(has_number)).then_some(list)
    }
}

fn is_separator(token: &TokenRef) -> bool {
    match token.kind {
        TokenKind::Punctuation => matches!(token.text, "," | ";" | "、" | "،" | "，"),
        _ => Lexicon::any().function_word(token.text).is_some_and(|word| word == FunctionWord::Conjunction),
    }
}
