//! Runs of words that change together: dates, citations with their dates, lists of paragraph numbers.
//!
//! In: a sequence of words. Out: ranges of words in order. A change of a part is a change of the whole unit, so kept words
//! within it separate no edits: `[77/94] of [12] December [2022]` is one citation.

use std::ops::Range;

use super::super::sequence::{TokenRef, TokenSeq};
use super::classes::WordClass;
use crate::lexicon::{FunctionWord, Lexicon};
use crate::text::TokenKind;

/// The most words between a paragraph's number and the resolution that it belongs to: `of its resolution`.
const MAX_BETWEEN: usize = 5;

/// How many words before and after the changes are searched: more than a unit has.
const MAX_DISTANCE: usize = 24;

/// The units of one sequence.
pub(super) struct Units {
    units: Vec<Unit>,
}

/// One run of words.
pub(super) struct Unit {
    pub(super) words: Range<usize>,
    /// Whether it is a date or a period and nothing else.
    pub(super) is_date: bool,
}

impl Units {
    /// Finds the units of a sequence near the changes; `changed` reaches from the first to the last.
    pub(super) fn new(sequence: &TokenSeq, changed: Range<usize>) -> Units {
        let words = &sequence.tokens[..sequence.tokens.len().min(changed.end + MAX_DISTANCE)];
        let mut units: Vec<Unit> = Vec::new();
        let mut start = changed.start.saturating_sub(MAX_DISTANCE);
        while start < words.len() {
            let found = unit(words, start);
            start = found.as_ref().map_or(start + 1, |unit| unit.words.end);
            units.extend(found);
        }
        Units { units }
    }

    /// Whether words lie inside a unit, with at least one word of it on either side.
    pub(super) fn contain(&self, words: &Range<usize>) -> bool {
        self.overlapping(words.start..words.end + 1)
            .any(|unit| unit.words.start < words.start && words.end < unit.words.end)
    }

    /// The dates that a range of words overlaps.
    pub(super) fn dates(&self, words: &Range<usize>) -> impl Iterator<Item = &Range<usize>> {
        self.overlapping(words.clone()).filter(|unit| unit.is_date).map(|unit| &unit.words)
    }

    fn overlapping(&self, words: Range<usize>) -> impl Iterator<Item = &Unit> {
        let first = self.units.partition_point(|unit| unit.words.end <= words.start);
        self.units[first..].iter().take_while(move |unit| unit.words.start < words.end)
    }
}

/// The unit that begins at a word.
fn unit(words: &[TokenRef], start: usize) -> Option<Unit> {
    let is_number = words[start].kind == TokenKind::Number;
    // A month without a day is a date only before a year, so most words need no search for months.
    if !is_number && !words[start..].iter().skip(1).take(2).any(is_year) {
        return None;
    }
    if let Some(end) = period(words, start) {
        return Some(Unit { words: start..end, is_date: true });
    }
    let end = if is_citation(&words[start]) || is_bracketed(words, start + 1) {
        citation(words, start)
    } else {
        number_list(words, start)
    };
    (is_number && end > start + 1).then_some(Unit { words: start..end, is_date: false })
}

/// Where a date or a period ends: `12 December 2022`, `6 to 10 November`, `1 July 2024 to 30 June 2025`.
fn period(words: &[TokenRef], start: usize) -> Option<usize> {
    let first = date(words, start);
    let next = first.or_else(|| is_day(words.get(start)?).then_some(start + 1))?;
    let second = words.get(next).filter(|word| is_connector(word)).and_then(|_| date(words, next + 1));
    second.or(first)
}

/// Where a date ends: day, month and year, or two consecutive ones of these; prepositions may be between.
fn date(words: &[TokenRef], start: usize) -> Option<usize> {
    let skip = |index: usize| index + usize::from(words.get(index).is_some_and(is_preposition));
    let month_index = if is_day(words.get(start)?) { skip(start + 1) } else { start };
    let has_day = month_index > start;
    if !words.get(month_index).is_some_and(is_month) {
        return None;
    }
    let year = skip(month_index + 1);
    match words.get(year).is_some_and(is_year) {
        true => Some(year + 1),
        false => has_day.then_some(month_index + 1),
    }
}

/// Where a citation ends: `78/237 of 22 December 2023`, `2723 (2024) of 30 January 2024`.
fn citation(words: &[TokenRef], start: usize) -> usize {
    let end = if is_bracketed(words, start + 1) { start + 4 } else { start + 1 };
    let date = words.get(end).filter(|word| is_preposition(word)).and_then(|_| date(words, end + 1));
    date.unwrap_or(end)
}

/// Where a list of plain numbers ends, and the resolution whose paragraphs they are: `5, 12 and 14`, `13 of its
/// resolution 78/276`.
fn number_list(words: &[TokenRef], start: usize) -> usize {
    let mut end = start + 1;
    loop {
        let comma = usize::from(words.get(end).is_some_and(|word| WordClass::from_token(word) == WordClass::Comma));
        let next = end + comma;
        let joined = words.get(next).is_some_and(is_connector);
        let next = next + usize::from(joined);
        if (comma > 0 || joined) && words.get(next).is_some_and(is_plain_number) {
            end = next + 1;
        } else {
            break;
        }
    }
    if !words.get(end).is_some_and(is_preposition) {
        return end;
    }
    let between = words[end..].iter().take(MAX_BETWEEN).take_while(|word| word.kind == TokenKind::Word).count();
    if words.get(end + between).is_some_and(is_citation) { citation(words, end + between) } else { end }
}

fn is_month(word: &TokenRef) -> bool {
    word.kind == TokenKind::Word && Lexicon::any().month_number(&word.text.to_lowercase()).is_some()
}

fn digits(word: &TokenRef) -> Option<usize> {
    let all_digits = word.kind == TokenKind::Number && word.text.bytes().all(|byte| byte.is_ascii_digit());
    all_digits.then_some(word.text.len())
}

fn is_day(word: &TokenRef) -> bool {
    matches!(digits(word), Some(1 | 2))
}

fn is_year(word: &TokenRef) -> bool {
    digits(word) == Some(4)
}

fn is_plain_number(word: &TokenRef) -> bool {
    matches!(digits(word), Some(1..=3))
}

fn is_citation(word: &TokenRef) -> bool {
    word.kind == TokenKind::Number && word.text.contains('/')
}

/// Whether a year or a Roman number in brackets follows: the rest of an older citation.
fn is_bracketed(words: &[TokenRef], start: usize) -> bool {
    let roman = |text: &str| text.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L' | b'C'));
    matches!(words.get(start..start + 3), Some([open, inner, close])
        if open.text == "(" && close.text == ")" && (is_year(inner) || roman(inner.text)))
}

fn is_preposition(word: &TokenRef) -> bool {
    WordClass::from_token(word) == WordClass::Function(FunctionWord::Preposition)
}

fn is_connector(word: &TokenRef) -> bool {
    let class = WordClass::from_token(word);
    class == WordClass::Hyphen
        || matches!(class, WordClass::Function(FunctionWord::Preposition | FunctionWord::Conjunction))
}
