//! Words that nobody quotes by halves: dates, amounts, compounds with hyphens, numbered references, set phrases.

use std::ops::Range;

use crate::lexicon::{FunctionWord, Lexicon, PhraseList, WordList};

/// Dates, amounts, compounds, numbered references and set phrases, by their words.
pub(super) fn multiword(text: &str, ranges: &[Range<usize>]) -> Vec<Range<usize>> {
    let word = |index: usize| ranges.get(index).map_or("", |range| &text[range.clone()]);
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    while start < ranges.len() {
        let end = date_end(&word, start)
            .or_else(|| reference_end(&word, start))
            .or_else(|| amount_end(&word, start))
            .or_else(|| phrase_end(&word, ranges.len(), start))
            .or_else(|| compound_end(text, ranges, start))
            .unwrap_or(start + 1);
        let end = marks_end(text, ranges, end);
        if end > start + 1 {
            out.push(start..end);
        }
        start = end;
    }
    out
}

/// The end of a date that begins with a word: `2 May 2024`, `May 2024`, `2 de mayo de 2024`.
fn date_end<'t>(word: &impl Fn(usize) -> &'t str, start: usize) -> Option<usize> {
    let has_digits = |index: usize, most: usize| {
        let word = word(index);
        (1..=most).contains(&word.len()) && word.bytes().all(|digit| digit.is_ascii_digit())
    };
    let is_month = |index: usize| Lexicon::any().month_number(&word(index).to_lowercase()).is_some();
    // “may” is a month too
    let particle = |index: usize| usize::from(!is_month(index) && Lexicon::any().function_word(word(index)).is_some());
    let month = if has_digits(start, 2) { start + 1 + particle(start + 1) } else { start };
    if !is_month(month) {
        return None;
    }
    let year = month + 1 + particle(month + 1);
    if has_digits(year, 4) && word(year).len() == 4 {
        return Some(year + 1);
    }
    // “paragraph 5 may”
    let is_name = word(month).starts_with(char::is_uppercase);
    (month > start && is_name).then_some(month + 1)
}

/// The end of a reference by number that begins with a word: `paragraph 5`, `articles 3, 4 and 6`.
fn reference_end<'t>(word: &impl Fn(usize) -> &'t str, start: usize) -> Option<usize> {
    let is_number = |index: usize| word(index).starts_with(|first: char| first.is_ascii_digit());
    let is_named = WordList::Numbered.contains(&word(start).to_lowercase());
    if !is_named || Lexicon::any().function_word(word(start)).is_some() || !is_number(start + 1) {
        return None;
    }
    let mut end = start + 2;
    while is_list_sign(word(end)) && is_number(end + 1) {
        end += 2;
    }
    Some(end)
}

/// The end of an amount that begins with a word: `5 per cent`, `36 States`, `4 million dollars`.
fn amount_end<'t>(word: &impl Fn(usize) -> &'t str, start: usize) -> Option<usize> {
    let is_digits = word(start).bytes().all(|digit| digit.is_ascii_digit());
    let is_number = word(start).starts_with(|first: char| first.is_ascii_digit());
    let is_year = is_digits && word(start).len() == 4;
    let is_unit = |index: usize| WordList::Unit.contains(&word(index).to_lowercase());
    let multiword = (start + 1..).take_while(|index| is_unit(*index)).count();
    if !is_number || is_year || multiword == 0 {
        return None;
    }
    let end = start + 1 + multiword;
    // “5 per cent”: what “per” is of
    let is_joined = Lexicon::any().function_word(word(end - 1)).is_some() || word(end - 1) == "per";
    Some(if is_joined { end + 1 } else { end })
}

/// The end of a set phrase that begins with a preposition: `as well as`.
fn phrase_end<'t>(word: &impl Fn(usize) -> &'t str, len: usize, start: usize) -> Option<usize> {
    let is_preposition = Lexicon::any().function_word(word(start)) == Some(FunctionWord::Preposition);
    let words = (start..len).map(|index| word(index).to_lowercase());
    let (count, _) = is_preposition.then(|| Lexicon::any().longest_equivalent(words))??;
    (count > 1).then_some(start + count)
}

/// The end of words that hyphens join: `middle-income`.
fn compound_end(text: &str, ranges: &[Range<usize>], start: usize) -> Option<usize> {
    let is_hyphen = |index: usize| {
        let grouping = |range: &Range<usize>| matches!(&text[range.clone()], "-" | "\u{2010}" | "\u{2011}");
        ranges.get(index).is_some_and(grouping)
    };
    let touches = |index: usize| ranges.get(index + 1).is_some_and(|next| next.start == ranges[index].end);
    let mut end = start + 1;
    while touches(end - 1) && is_hyphen(end) && touches(end) {
        end += 2;
    }
    (end > start + 1 && !is_hyphen(start)).then_some(end)
}

/// The end of the footnote marks that are printed directly behind a word, with the sign before them: `coast,[2]`.
fn marks_end(text: &str, ranges: &[Range<usize>], end: usize) -> usize {
    let word = |index: usize| ranges.get(index).map_or("", |range| &text[range.clone()]);
    let touches = |index: usize| ranges.get(index).is_some_and(|range| range.start == ranges[index - 1].end);
    let mark_end = |end: usize| {
        let is_mark = matches!((word(end), word(end + 2)), ("[", "]")) && (end..end + 3).all(touches);
        is_mark.then_some(end + 3)
    };
    let sign = end + usize::from(matches!(word(end), "," | ";" | ":" | "." | ")") && touches(end));
    let mut last = mark_end(end).or_else(|| mark_end(sign)).unwrap_or(end);
    while let Some(next) = mark_end(last) {
        last = next;
    }
    last
}

/// Whether a word is part of a list of numbers: `15, 17, 19 and 28`.
pub(super) fn is_list_sign(word: &str) -> bool {
    matches!(word, "," | "–" | "-")
        || PhraseList::And.contains(word)
        || PhraseList::Range.contains(word)
        || !word.is_empty() && word.bytes().all(|digit| digit.is_ascii_digit())
}
