//! Words → entities: resolutions, documents, dates, sessions, years, amounts.
//!
//! In: the words of one side. Out: entities in order, which do not overlap. Whether they changed does not matter here.

use std::borrow::Cow;
use std::ops::Range;

use super::words::Word;
use crate::lexicon::{FunctionWord, Lexicon, NumberWord, PhraseList, WordList};
use crate::text::TokenKind;

/// A range of words that counts, dates or cites something.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entity {
    pub(super) words: Range<usize>,
    pub(super) kind: EntityKind,
}

/// What an entity is, with its value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum EntityKind {
    /// `78/237`, `43/78 H`, `1454 (2002)`, and the session or year of its adoption.
    Resolution { name: String, session: i32 },
    /// `A/78/123`, and the session in it.
    Document { name: String, session: Option<i32> },
    /// `12 December 2023`, `5–13 September 2024`, `May 2023`, and whether it is the date of the citation before it.
    Date { year: Option<i32>, cited: bool },
    /// `seventy-eighth session`
    Session(i32),
    /// `tenth anniversary`, and whether what it counts is yearly.
    Ordinal(i32, bool),
    /// `2024`
    Year(i32),
    /// `3 per cent`, `2,500 dollars`
    Amount(String),
    /// `15`
    Number(String),
}

impl EntityKind {
    /// Whether it looks like a resolution but is a period of two years: `2024/25`.
    pub(super) fn is_period(&self) -> bool {
        let EntityKind::Resolution { name, session } = self else { return false };
        let second = || name.split_once('/').and_then(|(_, second)| second.parse::<i32>().ok());
        *session > 1900 && second() == Some((session + 1) % 100)
    }
}

/// The entities of a text.
pub(super) fn extract_entities(words: &[Word<'_>]) -> Vec<Entity> {
    let mut out = Vec::new();
    let mut index = 0;
    while index < words.len() {
        match entity_at(words, index, out.last()) {
            Some(entity) => {
                index = entity.words.end;
                out.push(entity);
            }
            None => index += 1,
        }
    }
    out
}

/// The entity that starts at a word; `last` is the one before it.
fn entity_at(words: &[Word<'_>], index: usize, last: Option<&Entity>) -> Option<Entity> {
    let entity = |end: usize, kind: EntityKind| Some(Entity { words: index..end, kind });
    if words[index].kind == TokenKind::Number {
        if let Some((end, kind)) = citation(words, index) {
            return entity(end, kind);
        }
        if let Some((end, year)) = date(words, index) {
            return entity(end, EntityKind::Date { year, cited: is_date_of(words, index, last) });
        }
        if let Some(year) = year(words, index) {
            return entity(index + 1, EntityKind::Year(year));
        }
        return entity(index + 1, number(words, index));
    }
    if words[index].kind != TokenKind::Word {
        return None;
    }
    if words.get(index + 1).is_some_and(|next| next.kind == TokenKind::Number)
        && let Some(year) = year(words, index + 1)
        && is_month(&words[index])
    {
        return entity(index + 2, EntityKind::Date { year: Some(year), cited: is_date_of(words, index, last) });
    }
    let shown = words[index].shown;
    if !shown.starts_with(|first: char| first.is_ascii_digit()) && !Lexicon::any().may_be_number_word(shown) {
        return None;
    }
    if let Some((end, value)) = ordinal(words, index) {
        return match session_distance(&words[end..]) {
            Some(0) => entity(end + 1, EntityKind::Session(value)),
            Some(_) => entity(end, EntityKind::Session(value)),
            None => {
                let is_yearly = words.get(end).is_some_and(|word| word.is_in(WordList::YearlyEvent));
                entity(end, EntityKind::Ordinal(value, is_yearly))
            }
        };
    }
    let number = cardinal(&words[index].lower())?;
    entity(index + 1, EntityKind::Number(number.to_string()))
}

/// How many words are between an ordinal and the session that it counts: `regular` in “seventy-eighth regular session”,
/// `emergency special`, `and eighty-first`. More only if they count another session.
fn session_distance(after: &[Word<'_>]) -> Option<usize> {
    const MAX_BETWEEN: usize = 2;
    const MAX_BETWEEN_NUMBERS: usize = 5;
    let counts_another = after.first().is_some_and(|word| word.is_in(WordList::NumberJoint));
    let max = if counts_another { MAX_BETWEEN_NUMBERS } else { MAX_BETWEEN };
    let joins = |word: &Word<'_>| {
        matches!(word.function_word(), Some(FunctionWord::Determiner | FunctionWord::Preposition))
            && !word.is_in(WordList::NumberJoint)
    };
    let goes_on = |word: &&Word<'_>| !word.is_punctuation() && !joins(word) && !word.is_in(WordList::Instrument);
    let mut near = after.iter().take(max + 1).take_while(goes_on);
    near.position(|word| PhraseList::SessionNoun.contains(&word.lower()))
}

/// `78/237`, `43/78 H`, `A/78/123`, `1454 (2002)`: the end, and what it is.
fn citation(words: &[Word<'_>], index: usize) -> Option<(usize, EntityKind)> {
    let shown = words[index].shown;
    let text = |index: usize| words.get(index).map_or("", |word| word.shown);
    if let Some((session, number)) = shown.split_once('/') {
        if let (Ok(session), true) = (session.parse::<i32>(), number.starts_with(|first: char| first.is_ascii_digit()))
        {
            let part = text(index + 1);
            let lettered = part.len() == 1 && part.as_bytes()[0].is_ascii_uppercase() && part != "A"
                || part == "A" && words.get(index + 2).is_some_and(follows_citation);
            let name = if lettered { format!("{shown} {part}") } else { shown.to_owned() };
            return Some((index + 1 + usize::from(lettered), EntityKind::Resolution { name, session }));
        }
        let session = shown.split(['/', '.']).find_map(|part| part.parse::<i32>().ok());
        return Some((index + 1, EntityKind::Document { name: shown.to_owned(), session }));
    }
    // resolution 1454 (2002)
    let is_number = shown.len() <= 4 && shown.bytes().all(|byte| byte.is_ascii_digit());
    if is_number && text(index + 1) == "(" && text(index + 3) == ")" {
        let session = year(words, index + 2)?;
        return Some((index + 4, EntityKind::Resolution { name: format!("{shown} ({session})"), session }));
    }
    None
}

/// Whether a word shows that the capital before it belongs to a citation: `43/78 A of`, `43/78 A and B`.
fn follows_citation(word: &Word<'_>) -> bool {
    word.shown == "," || word.is_in(WordList::Genitive) || word.is_in(WordList::And)
}

/// `12 December 2023`, `5 to 13 September 2024`, `5 and 6 May`, `2023年12月4日`: the end, and the year.
fn date(words: &[Word<'_>], index: usize) -> Option<(usize, Option<i32>)> {
    let (end, year) = day_and_month(words, index)?;
    let joins = words.get(end).is_some_and(|word| word.shown != "," && word.joins_numbers());
    // "29 November to 3 December 2024": the second date has the year.
    let next = (year.is_none() && joins).then(|| day_and_month(words, end + 1)).flatten();
    Some((end, year.or(next.and_then(|(_, year)| year))))
}

/// One date: the end, and the year if it has one.
fn day_and_month(words: &[Word<'_>], index: usize) -> Option<(usize, Option<i32>)> {
    // "5, 6 and 9 May": more days are a list of numbers.
    const MAX_DAYS: usize = 8;
    let unit = |index: usize| words.get(index).and_then(|word| PhraseList::DateUnit.value(word.shown));
    if unit(index + 1) == Some("year") && unit(index + 3) == Some("month") {
        let end = if unit(index + 5) == Some("day") { index + 6 } else { index + 4 };
        return Some((end, year(words, index)));
    }
    let is = |index: usize, belongs: fn(&Word<'_>) -> bool| words.get(index).is_some_and(belongs);
    let is_genitive: fn(&Word<'_>) -> bool = |word| word.is_in(WordList::Genitive);
    let is_day =
        |index: usize| words.get(index).is_some_and(|word| word.shown.parse::<u8>().is_ok_and(|day| day <= 31));
    if !is_day(index) {
        return None;
    }
    let mut end = index + 1;
    while end < index + 2 * MAX_DAYS && is(end, |word| word.joins_numbers()) && is_day(end + 1) {
        end += 2;
    }
    end += usize::from(is(end, is_genitive));
    words.get(end).filter(|word| is_month(word))?;
    end += 1;
    let of = usize::from(is(end, |word| word.shown == "," || word.is_in(WordList::Genitive)));
    match year(words, end + of) {
        Some(year) => Some((end + of + 1, Some(year))),
        None => Some((end, None)),
    }
}

/// Whether a word is a month: `May` is, `may` is not.
fn is_month(word: &Word<'_>) -> bool {
    Lexicon::any().month_number(&word.lower()).is_some()
        && (word.is_capitalized() || !word.is_in(WordList::MonthHomonym))
}

/// The year that a word is.
fn year(words: &[Word<'_>], index: usize) -> Option<i32> {
    let shown = words.get(index)?.shown;
    let has_four_digits = shown.len() == 4 && shown.bytes().all(|byte| byte.is_ascii_digit());
    let is_money = index > 0 && matches!(words[index - 1].shown, "$" | "€");
    let year = if has_four_digits && !is_money { shown.parse().ok() } else { None };
    year.filter(|year| (1900..2100).contains(year))
}

/// Whether a date belongs to the citation before it: `78/237 of 22 December 2023`, `54/10, de 26 de octubre`.
fn is_date_of(words: &[Word<'_>], index: usize, last: Option<&Entity>) -> bool {
    let Some(last) = last.filter(|last| matches!(last.kind, EntityKind::Resolution { .. })) else { return false };
    let between = words.get(last.words.end..index).unwrap_or_default();
    !between.is_empty()
        && between.len() <= 2
        && between.iter().all(|word| word.shown == "," || word.is_in(WordList::Genitive))
}

fn number(words: &[Word<'_>], index: usize) -> EntityKind {
    let is_amount = |word: &Word<'_>| word.is_in(WordList::Amount);
    let is = |index: Option<usize>| index.and_then(|index| words.get(index)).is_some_and(is_amount);
    let name = words[index].shown.to_owned();
    if is(index.checked_sub(1)) || is(Some(index + 1)) { EntityKind::Amount(name) } else { EntityKind::Number(name) }
}

/// `seventy-eighth`, `third`, `78th`: the end, and the value.
fn ordinal(words: &[Word<'_>], index: usize) -> Option<(usize, i32)> {
    let text = |index: usize| words.get(index).map_or(Cow::Borrowed(""), Word::lower);
    let first = text(index);
    if first.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        let digits = first.trim_end_matches(|end: char| end.is_alphabetic() || end == 'ª' || end == 'º');
        let ending = &first[digits.len()..];
        let is_ordinal = matches!(ending, "ª" | "º") || WordList::OrdinalEnding.contains(ending);
        return digits.parse().ok().filter(|_| is_ordinal).map(|value| (index + 1, value));
    }
    match Lexicon::any().number_word(&first)? {
        NumberWord::Ordinal(value) => Some((index + 1, value)),
        NumberWord::Cardinal(tens) => match Lexicon::any().number_word(&text(index + 2)) {
            Some(NumberWord::Ordinal(unit))
                if tens >= 20 && unit < 10 && matches!(&*text(index + 1), "-" | "–" | "\u{2011}") =>
            {
                Some((index + 3, tens + unit))
            }
            _ => None,
        },
    }
}

/// The value of a number in words from two up: *one* seldom counts anything.
fn cardinal(lower: &str) -> Option<i32> {
    match Lexicon::any().number_word(lower) {
        Some(NumberWord::Cardinal(value)) if value > 1 => Some(value),
        _ => None,
    }
}

/// The first ordinal in a text: `Seventy-eighth session`.
pub(super) fn first_ordinal(words: &[Word<'_>]) -> Option<i32> {
    (0..words.len()).find_map(|index| ordinal(words, index)).map(|(_, value)| value)
}
