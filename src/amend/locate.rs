//! Where a quotation stands in a text.
//!
//! Two printings of one text differ in spaces, hyphens, quotation marks and line breaks, so folded characters are
//! compared, and the place is given in the text as printed. What is nearest to the letter counts: first equal words, then
//! equal but for hyphens, then for capitals, then for the punctuation at the ends of the quotation.

use std::ops::Range;

use crate::text::{compatible, fold_char};

/// How much had to be overlooked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Leniency {
    /// Spaces, kinds of quotation marks and dashes.
    Printing,
    /// Hyphens too.
    Hyphens,
    /// Capitals too.
    Capitals,
    /// That it begins or ends within a word.
    WithinWords,
    /// Punctuation at the ends of the quotation.
    EndPunctuation,
}

const LENIENCIES: [Leniency; 5] =
    [Leniency::Printing, Leniency::Hyphens, Leniency::Capitals, Leniency::WithinWords, Leniency::EndPunctuation];

/// The places of a quotation, and what had to be overlooked to find them. None where it does not stand in the text.
pub(super) fn locate(text: &str, quote: &str) -> Option<(Vec<Range<usize>>, Leniency)> {
    LENIENCIES.into_iter().find_map(|leniency| {
        let places = places(text, quote, leniency);
        (!places.is_empty()).then_some((places, leniency))
    })
}

/// A character as it is compared, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Folded {
    character: char,
    start: usize,
    end: usize,
}

fn folded(text: &str, leniency: Leniency) -> Vec<Folded> {
    let mut out = Vec::with_capacity(text.len());
    for (start, printed) in text.char_indices() {
        let end = start + printed.len_utf8();
        let mut push = |character: char| {
            if character == '-' && leniency >= Leniency::Hyphens {
                return;
            }
            if leniency >= Leniency::Capitals {
                out.extend(character.to_lowercase().map(|character| Folded { character, start, end }));
            } else {
                out.push(Folded { character, start, end });
            }
        };
        if printed.is_ascii() {
            if let Some(character) = fold_char(printed) {
                push(character);
            }
        } else {
            compatible(printed.encode_utf8(&mut [0; 4])).filter_map(fold_char).for_each(&mut push);
        }
    }
    out
}

fn places(text: &str, quote: &str, leniency: Leniency) -> Vec<Range<usize>> {
    let quote = match leniency {
        Leniency::EndPunctuation => quote.trim_matches(|end: char| end.is_whitespace() || ",;.:…".contains(end)),
        _ => quote.trim(),
    };
    // “from … to”: what is left out between two parts of a quotation
    let parts: Vec<&str> = quote.split(['…', '⋯']).flat_map(|part| part.split("...")).map(str::trim).collect();
    let parts: Vec<Vec<Folded>> =
        parts.iter().map(|part| folded(part.trim_matches(['[', ']', '(', ')']), leniency)).collect();
    let whole = folded(quote, leniency);
    let body = folded(text, leniency);
    let is_edge = |range: &Range<usize>| leniency >= Leniency::WithinWords || is_at_words(text, range);
    let found = occurrences(&body, &whole);
    let mut ranges: Vec<Range<usize>> =
        found.into_iter().map(|at| body[at.start].start..body[at.end - 1].end).collect();
    ranges.retain(is_edge);
    if ranges.is_empty() && parts.len() == 2 && parts.iter().all(|part| !part.is_empty()) {
        let ends = occurrences(&body, &parts[1]);
        for start in occurrences(&body, &parts[0]) {
            if let Some(end) = ends.iter().find(|end| end.start >= start.end) {
                ranges.push(body[start.start].start..body[end.end - 1].end);
            }
        }
        ranges.retain(is_edge);
    }
    ranges
}

/// Where a sequence of characters stands in another, without overlaps.
fn occurrences(body: &[Folded], quote: &[Folded]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let Some(first) = quote.first() else { return out };
    let mut at = 0;
    while at + quote.len() <= body.len() {
        let is_here = body[at].character == first.character
            && body[at..].iter().zip(quote).all(|(body, quote)| body.character == quote.character);
        if is_here {
            out.push(at..at + quote.len());
        }
        at += if is_here { quote.len() } else { 1 };
    }
    out
}

/// Whether a range begins and ends at the ends of words; in scripts without spaces every character is one.
pub(super) fn is_at_words(text: &str, range: &Range<usize>) -> bool {
    let is_inside = |offset: usize| {
        let before = text[..offset].chars().next_back();
        let after = text[offset..].chars().next();
        match (before, after) {
            (Some(before), Some(after)) => is_joined(before) && is_joined(after),
            _ => false,
        }
    };
    !is_inside(range.start) && !is_inside(range.end)
}

fn is_joined(character: char) -> bool {
    character.is_alphanumeric() && !crate::text::is_ideograph(character)
}

/// The words of a text that share most with a quotation, to say what it may mean. None where they share little.
pub(super) fn nearest(text: &str, quote: &str) -> Option<(f64, String)> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let wanted: Vec<String> = quote.split_whitespace().map(plain).filter(|word| !word.is_empty()).collect();
    if wanted.is_empty() {
        return None;
    }
    let keys: Vec<String> = words.iter().map(|word| plain(word)).collect();
    let window = wanted.len().min(words.len());
    let shared = |start: usize| {
        let mut left = wanted.clone();
        let common = keys[start..start + window]
            .iter()
            .filter(|key| left.iter().position(|word| word == *key).map(|at| left.swap_remove(at)).is_some());
        common.count()
    };
    let (best, start) = (0..=words.len().checked_sub(window)?)
        .map(|start| (shared(start), start))
        .max_by_key(|(count, start)| (*count, usize::MAX - start))?;
    let share = best as f64 / wanted.len() as f64;
    (share >= 0.4).then(|| (share, words[start..start + window].join(" ")))
}

fn plain(word: &str) -> String {
    word.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_are_found_as_printed() {
        let text = "Notes the long‑term aims of neo -Nazism, and the “Long-term” aims, co-operation, noting others;";
        for (quote, expected, leniency) in [
            ("long-term aims", &["long‑term aims"][..], Leniency::Printing),
            ("neo-Nazism,", &["neo -Nazism,"], Leniency::Printing),
            ("\"Long-term\"", &["“Long-term”"], Leniency::Printing),
            ("cooperation", &["co-operation"], Leniency::Hyphens),
            ("aims", &["aims", "aims"], Leniency::Printing),
            ("notes", &["Notes"], Leniency::Capitals),
            ("not", &["not"], Leniency::WithinWords),
            ("others,", &["others"], Leniency::EndPunctuation),
            ("Notes the … neo-Nazism", &["Notes the long‑term aims of neo -Nazism"], Leniency::Printing),
        ] {
            let (places, found) = locate(text, quote).unwrap_or_else(|| panic!("{quote}"));
            if quote != "not" {
                let shown: Vec<&str> = places.iter().map(|range| &text[range.clone()]).collect();
                assert_eq!((shown.as_slice(), found), (expected, leniency), "{quote}");
            } else {
                assert_eq!(found, leniency);
            }
        }
        assert_eq!(locate(text, "another world"), None);
        let wide = locate("请秘书长", "秘书").map(|(places, _)| places[0].clone());
        assert_eq!(wide, Some(3..9));
    }

    #[test]
    fn the_nearest_words_are_named() {
        let text = "Takes note of the report of the Secretary-General on the sea;";
        let near = nearest(text, "the reports of the Secretary General on").map(|(_, words)| words);
        assert_eq!(near.as_deref(), Some("of the report of the Secretary-General on"));
        assert_eq!(nearest(text, "climate change finance"), None);
    }
}
