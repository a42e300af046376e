//! Several targets in one phrase: those of one kind share the noun, and numbers that follow each other are a range.

use super::locator::target_phrase;
use crate::lexicon::{ordinal_word, parse_ordinal};
use crate::model::Target;
use crate::text::enumeration;

/// `operative paragraphs 5, 6 and 9 to 12`, `the fifth and sixth preambular paragraphs and operative paragraph 35`.
pub(super) fn enumerated(targets: &[Target]) -> String {
    const STEM: &str = "operative paragraph ";
    const PREAMBULAR: &str = " preambular paragraph";
    let mut phrases: Vec<String> = Vec::new();
    let mut rest = targets.iter().map(target_phrase).peekable();
    let number = |words: &str| words.strip_prefix(STEM).and_then(|rest| rest.parse::<usize>().ok());
    let ordinal = |words: &str| Some(words.strip_prefix("the ")?.strip_suffix(PREAMBULAR)?.to_owned());
    while let Some(words) = rest.next() {
        // those of one kind share the noun
        if let Some(first) = number(&words) {
            let mut numbers = vec![first];
            numbers.extend(
                std::iter::from_fn(|| rest.next_if(|next| number(next).is_some())).filter_map(|next| number(&next)),
            );
            match numbers.as_slice() {
                [_] => phrases.push(words),
                several => phrases.push(format!("operative paragraphs {}", enumeration(&ranges(several)))),
            }
        } else if let Some(first) = ordinal(&words) {
            let mut ordinals = vec![first];
            ordinals.extend(
                std::iter::from_fn(|| rest.next_if(|next| ordinal(next).is_some())).filter_map(|next| ordinal(&next)),
            );
            match ordinals.as_slice() {
                [_] => phrases.push(words),
                several => phrases.push(format!("the {}{PREAMBULAR}s", enumeration(&ordinal_ranges(several)))),
            }
        } else if let Some((stem, first)) = item_of(&words) {
            let mut items = vec![first.to_owned()];
            let is_beside = |next: &String| item_of(next).is_some_and(|(other, _)| other == stem);
            items.extend(
                std::iter::from_fn(|| rest.next_if(is_beside))
                    .filter_map(|next| item_of(&next).map(|(_, item)| item.to_owned())),
            );
            phrases.push(format!("{stem} {}", enumeration(&item_ranges(&items))));
        } else {
            phrases.push(words);
        }
    }
    enumeration(&phrases)
}

/// `operative paragraph 4` and `(b)`.
fn item_of(words: &str) -> Option<(&str, &str)> {
    let (stem, item) = words.rsplit_once(' ')?;
    (item.starts_with('(') && item.ends_with(')')).then_some((stem, item))
}

/// `(a)`, `(c) to (f)`: as [`ranges`], for letters.
fn item_ranges(items: &[String]) -> Vec<String> {
    let letter = |item: &str| match item.as_bytes() {
        [b'(', letter @ b'a'..=b'z', b')'] => Some(*letter),
        _ => None,
    };
    let follows = |left: &String, right: &String| letter(left).is_some_and(|left| letter(right) == Some(left + 1));
    let words = |range: &[String]| match range {
        [first, _, .., last] => vec![format!("{first} to {last}")],
        few => few.to_vec(),
    };
    items.chunk_by(follows).flat_map(words).collect()
}

/// `fifth`, `seventh to tenth`: as [`ranges`], where all of them are ordinal words.
fn ordinal_ranges(ordinals: &[String]) -> Vec<String> {
    let number = |ordinal: &String| parse_ordinal(&ordinal.split(' ').collect::<Vec<_>>()).map(|(value, _)| value);
    let Some(numbers) = ordinals.iter().map(number).collect::<Option<Vec<usize>>>() else { return ordinals.to_vec() };
    let words = |range: &[usize]| match range {
        [first, _, .., last] => vec![format!("{} to {}", ordinal_word(*first), ordinal_word(*last))],
        few => few.iter().map(|number| ordinal_word(*number)).collect(),
    };
    numbers.chunk_by(|left, right| *right == left + 1).flat_map(words).collect()
}

/// `5`, `6`, `9 to 12`: three numbers or more that follow each other are a range.
fn ranges(numbers: &[usize]) -> Vec<String> {
    let mut out = Vec::new();
    for run in numbers.chunk_by(|left, right| *right == left + 1) {
        match run {
            [first, _, .., last] => out.push(format!("{first} to {last}")),
            few => out.extend(few.iter().map(ToString::to_string)),
        }
    }
    out
}
