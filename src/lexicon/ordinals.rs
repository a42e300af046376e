//! English numbers in words: `twenty-first` and 21st, `two` and 2.

use super::terms::NumberWord::{self, Cardinal, Ordinal};
use super::{Lexicon, WordList};
use crate::model::Language;
use crate::text::format_ordinal;

fn word(number: NumberWord) -> Option<&'static str> {
    Lexicon::of(Language::English).word_of_number(number)
}

fn number(word: &str) -> Option<NumberWord> {
    Lexicon::of(Language::English).number_word(word)
}

/// The ordinal of a number in words: `twenty-first`; from 200 on in digits with an ending.
pub fn ordinal_word(place: usize) -> String {
    let small = i32::try_from(place).unwrap_or(i32::MAX);
    if let Some(word) = word(Ordinal(small)) {
        return word.to_owned();
    }
    if let (Some(tens), Some(unit)) = (word(Cardinal(small / 10 * 10)), word(Ordinal(small % 10))) {
        return format!("{tens}-{unit}");
    }
    match place {
        100 => "one hundredth".to_owned(),
        101..200 => format!("one hundred and {}", ordinal_word(place - 100)),
        _ => format_ordinal(place),
    }
}

/// The word for a number: `two`; from 20 on in digits.
pub fn cardinal_word(count: usize) -> String {
    let small = i32::try_from(count).ok().filter(|count| *count < 20);
    small.and_then(|count| word(Cardinal(count))).map_or_else(|| count.to_string(), str::to_owned)
}

/// The number that a word in lower case expresses: `two`, `12`, and `a` for one.
pub fn parse_cardinal(word: &str) -> Option<usize> {
    match (word, number(word)) {
        ("a" | "an", _) => Some(1),
        (_, Some(Cardinal(count @ ..20))) => usize::try_from(count).ok(),
        _ => word.parse().ok(),
    }
}

/// The ordinal that words in lower case begin with, and how many words it has: `twenty-first`, `twenty first`, `21st`,
/// `one hundred and second`.
pub fn parse_ordinal(words: &[&str]) -> Option<(usize, usize)> {
    match words {
        ["one", "hundred", "and", rest @ ..] => parse_ordinal(rest).map(|(value, used)| (100 + value, used + 3)),
        ["one", "hundredth", ..] => Some((100, 2)),
        ["hundredth", ..] => Some((100, 1)),
        [first, rest @ ..] => {
            if let Some(value) = below_hundred(first) {
                return Some((value, 1));
            }
            rest.first().and_then(|unit| compound(first, unit)).map(|value| (value, 2))
        }
        [] => None,
    }
}

/// An ordinal in one word.
fn below_hundred(word: &str) -> Option<usize> {
    if let Some(Ordinal(value)) = number(word) {
        return usize::try_from(value).ok();
    }
    let digits = word.trim_end_matches(char::is_alphabetic);
    let has_ending = Lexicon::of(Language::English).lists.contains(WordList::OrdinalEnding, &word[digits.len()..]);
    let digits = has_ending.then_some(digits);
    if let Some(value) = digits.and_then(|digits| digits.parse().ok()) {
        return Some(value).filter(|value| *value > 0);
    }
    word.split_once('-').and_then(|(tens, unit)| compound(tens, unit))
}

/// `twenty`, `first` → 21.
fn compound(tens: &str, unit: &str) -> Option<usize> {
    let (Some(Cardinal(tens @ 20..)), Some(Ordinal(unit @ 1..10))) = (number(tens), number(unit)) else { return None };
    usize::try_from(tens + unit).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_are_read_as_they_are_written() {
        for number in 1..400 {
            let word = ordinal_word(number);
            let words: Vec<&str> = word.split(' ').collect();
            assert_eq!(parse_ordinal(&words), Some((number, words.len())), "{word}");
        }
        assert_eq!((ordinal_word(41), ordinal_word(100)), ("forty-first".to_owned(), "one hundredth".to_owned()));
        for (words, expected) in [
            (&["twenty", "first", "preambular"][..], Some((21, 2))),
            (&["21st"], Some((21, 1))),
            (&["twenty"], None),
            (&["0th"], None),
            (&["paragraph"], None),
            (&[], None),
        ] {
            assert_eq!(parse_ordinal(words), expected, "{words:?}");
        }
    }

    #[test]
    fn cardinals_are_read_as_they_are_written() {
        for number in 1..40 {
            assert_eq!(parse_cardinal(&cardinal_word(number)), Some(number));
        }
        assert_eq!((parse_cardinal("a"), parse_cardinal("new")), (Some(1), None));
    }
}
