//! Words → what they count and cite: resolutions, documents, dates, sessions, years, amounts.
//!
//! Each is a stretch of words with a value; nothing here knows whether it changed.

use std::borrow::Cow;
use std::ops::Range;

use super::words::Word;
use crate::lexicon;
use crate::text::TokenKind;

/// A stretch of words that counts or cites.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Figure {
    pub(super) words: Range<usize>,
    pub(super) what: What,
}

/// What it is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum What {
    /// `78/237`, `43/78 H`, `1454 (2002)`; the session or year it was adopted in.
    Resolution { name: String, session: i32 },
    /// `A/78/123`, and the session in it.
    Document { name: String, session: Option<i32> },
    /// `12 December 2023`, `5–13 September 2024`, `May 2023`, and whether it is the date of the citation before it.
    Date { year: Option<i32>, cited: bool },
    /// `seventy-eighth session`
    Session(i32),
    /// `tenth anniversary`, and whether what it counts comes round every year.
    Ordinal(i32, bool),
    /// `2024`
    Year(i32),
    /// `3 per cent`, `2,500 dollars`
    Amount(String),
    /// `15`
    Number(String),
}

/// The figures of a text in order; they do not overlap.
pub(super) fn figures(words: &[Word<'_>]) -> Vec<Figure> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match figure(words, at, out.last()) {
            Some(figure) => {
                at = figure.words.end;
                out.push(figure);
            }
            None => at += 1,
        }
    }
    out
}

fn figure(words: &[Word<'_>], at: usize, last: Option<&Figure>) -> Option<Figure> {
    let found = |end: usize, what: What| Some(Figure { words: at..end, what });
    if words[at].kind == TokenKind::Number {
        if let Some((end, what)) = citation(words, at) {
            return found(end, what);
        }
        if let Some((end, year)) = date(words, at) {
            return found(end, What::Date { year, cited: is_of(words, at, last) });
        }
        if let Some(year) = year(words, at) {
            return found(at + 1, What::Year(year));
        }
        return found(at + 1, number(words, at));
    }
    if words[at].kind != TokenKind::Word {
        return None;
    }
    if words.get(at + 1).is_some_and(|next| next.kind == TokenKind::Number)
        && let Some(year) = year(words, at + 1)
        && month(words, at).is_some()
    {
        return found(at + 2, What::Date { year: Some(year), cited: is_of(words, at, last) });
    }
    if !may_count(words[at].shown) {
        return None;
    }
    if let Some((end, value)) = ordinal(words, at) {
        let is = |at: usize, names: &[&str]| words.get(at).is_some_and(|word| word.is(names));
        const SESSIONS: [&str; 2] = ["session", "sessions"];
        // "seventy-eighth regular session", "tenth emergency special session", "eightieth and eighty-first sessions"
        let session = (end..end + 6)
            .take_while(|&at| words.get(at).is_some_and(|word| !word.is_mark()) && !is(at, &["of", "the", "report"]))
            .find(|&at| is(at, &SESSIONS));
        let near = session.is_some_and(|found| found <= end + 2 || is(end, &["and", "to"]));
        return if near {
            let end = session.filter(|&found| found == end).map_or(end, |found| found + 1);
            found(end, What::Session(value))
        } else {
            found(end, What::Ordinal(value, is(end, &["anniversary", "report", "meeting", "annual", "periodic"])))
        };
    }
    let spelled = spelled(&words[at].lower())?;
    found(at + 1, What::Number(spelled.to_string()))
}

/// `78/237`, `43/78 H`, `A/78/123`, `1454 (2002)`: where it ends.
fn citation(words: &[Word<'_>], at: usize) -> Option<(usize, What)> {
    let shown = words[at].shown;
    let text = |at: usize| words.get(at).map_or("", |word| word.shown);
    if let Some((session, number)) = shown.split_once('/') {
        if let (Ok(session), true) = (session.parse::<i32>(), number.starts_with(|first: char| first.is_ascii_digit()))
        {
            let part = text(at + 1);
            let lettered = part.len() == 1 && part.as_bytes()[0].is_ascii_uppercase() && part != "A"
                || part == "A" && matches!(text(at + 2), "of" | "and" | ",");
            let name = if lettered { format!("{shown} {part}") } else { shown.to_owned() };
            return Some((at + 1 + usize::from(lettered), What::Resolution { name, session }));
        }
        let session = shown.split(['/', '.']).find_map(|part| part.parse::<i32>().ok());
        return Some((at + 1, What::Document { name: shown.to_owned(), session }));
    }
    // resolution 1454 (2002)
    let number = shown.len() <= 4 && shown.bytes().all(|byte| byte.is_ascii_digit());
    if number && text(at + 1) == "(" && text(at + 3) == ")" {
        let session = year(words, at + 2)?;
        return Some((at + 4, What::Resolution { name: format!("{shown} ({session})"), session }));
    }
    None
}

/// `12 December 2023`, `5 to 13 September 2024`, `5 and 6 May`, `2023年12月4日`: where it ends, and its year.
fn date(words: &[Word<'_>], at: usize) -> Option<(usize, Option<i32>)> {
    let (end, year) = day_and_month(words, at)?;
    let joins = words.get(end).is_some_and(|word| word.is(&["to", "–", "-", "and"]));
    // "29 November to 3 December 2024": the year stands at the second date
    let next = (year.is_none() && joins).then(|| day_and_month(words, end + 1)).flatten();
    Some((end, year.or(next.and_then(|(_, year)| year))))
}

/// One date, its year if it stands there.
fn day_and_month(words: &[Word<'_>], at: usize) -> Option<(usize, Option<i32>)> {
    // "5, 6 and 9 May": more days are no date but a list of numbers
    const DAYS: usize = 8;
    let is = |at: usize, some: &[&str]| words.get(at).is_some_and(|word| word.is(some));
    if is(at + 1, &["年"]) && is(at + 3, &["月"]) {
        let end = if is(at + 5, &["日"]) { at + 6 } else { at + 4 };
        return Some((end, year(words, at)));
    }
    let day = |at: usize| words.get(at).is_some_and(|word| word.shown.parse::<u8>().is_ok_and(|day| day <= 31));
    if !day(at) {
        return None;
    }
    let mut end = at + 1;
    while end < at + 2 * DAYS && is(end, &["to", "and", "–", "-", "al", "au", ","]) && day(end + 1) {
        end += 2;
    }
    end += usize::from(is(end, &["de"]));
    month(words, end)?;
    end += 1;
    let of = usize::from(is(end, &["de", ","]));
    match year(words, end + of) {
        Some(year) => Some((end + of + 1, Some(year))),
        None => Some((end, None)),
    }
}

/// A month written as one: `May` is a month, `may` is not.
fn month(words: &[Word<'_>], at: usize) -> Option<u8> {
    let word = words.get(at)?;
    let month = lexicon::month_number(&word.lower())?;
    (word.is_capital() || !word.is(&["may", "march"])).then_some(month)
}

/// A number that is a year.
fn year(words: &[Word<'_>], at: usize) -> Option<i32> {
    let shown = words.get(at)?.shown;
    let plain = shown.len() == 4 && shown.bytes().all(|byte| byte.is_ascii_digit());
    let money = at > 0 && matches!(words[at - 1].shown, "$" | "€");
    let year = if plain && !money { shown.parse().ok() } else { None };
    year.filter(|year| (1900..2100).contains(year))
}

/// Whether a date is that of the citation before it: `78/237 of 22 December 2023`, `54/10, de 26 de octubre`.
fn is_of(words: &[Word<'_>], at: usize, last: Option<&Figure>) -> bool {
    let Some(last) = last.filter(|last| matches!(last.what, What::Resolution { .. })) else { return false };
    let between = words.get(last.words.end..at).unwrap_or_default();
    !between.is_empty()
        && between.len() <= 2
        && between.iter().all(|word| word.is(&["of", "du", "de", "от", ",", "المؤرخ", "del"]))
}

fn number(words: &[Word<'_>], at: usize) -> What {
    const UNITS: [&str; 8] = ["per", "%", "dollars", "million", "billion", "euros", "percent", "$"];
    let is = |at: Option<usize>| at.and_then(|at| words.get(at)).is_some_and(|word| word.is(&UNITS));
    let name = words[at].shown.to_owned();
    if is(at.checked_sub(1)) || is(Some(at + 1)) { What::Amount(name) } else { What::Number(name) }
}

/// A number in words.
enum Numeral {
    /// `three`
    Cardinal(i32),
    /// `third`
    Ordinal(i32),
}

/// Whether a word may be a number: a look at its first letters, which for most words says no.
#[inline]
fn may_count(word: &str) -> bool {
    let &[first, ref behind @ ..] = word.as_bytes() else { return false };
    let &[second, third, ..] = behind else { return first.is_ascii_digit() };
    // the bit that makes a capital small, and leaves a figure what it is
    match [first, second, third].map(|byte| byte | 0x20) {
        [b'e', b'i' | b'l', _] | [b'f', b'i' | b'o', _] | [b'n', b'i', _] | [b'o', b'n', b'e'] => true,
        [b's', b'e' | b'i', _] | [b't', b'e' | b'w', _] | [b't', b'h', b'i' | b'r'] => true,
        [first, ..] => first.is_ascii_digit(),
    }
}

/// What a word in small letters counts.
fn numeral(lower: &str) -> Option<Numeral> {
    use Numeral::{Cardinal, Ordinal};
    Some(match lower {
        "one" => Cardinal(1),
        "two" => Cardinal(2),
        "three" => Cardinal(3),
        "four" => Cardinal(4),
        "five" => Cardinal(5),
        "six" => Cardinal(6),
        "seven" => Cardinal(7),
        "eight" => Cardinal(8),
        "nine" => Cardinal(9),
        "ten" => Cardinal(10),
        "eleven" => Cardinal(11),
        "twelve" => Cardinal(12),
        "thirteen" => Cardinal(13),
        "fourteen" => Cardinal(14),
        "fifteen" => Cardinal(15),
        "sixteen" => Cardinal(16),
        "seventeen" => Cardinal(17),
        "eighteen" => Cardinal(18),
        "nineteen" => Cardinal(19),
        "twenty" => Cardinal(20),
        "thirty" => Cardinal(30),
        "forty" => Cardinal(40),
        "fifty" => Cardinal(50),
        "sixty" => Cardinal(60),
        "seventy" => Cardinal(70),
        "eighty" => Cardinal(80),
        "ninety" => Cardinal(90),
        "first" => Ordinal(1),
        "second" => Ordinal(2),
        "third" => Ordinal(3),
        "fourth" => Ordinal(4),
        "fifth" => Ordinal(5),
        "sixth" => Ordinal(6),
        "seventh" => Ordinal(7),
        "eighth" => Ordinal(8),
        "ninth" => Ordinal(9),
        "tenth" => Ordinal(10),
        "eleventh" => Ordinal(11),
        "twelfth" => Ordinal(12),
        "thirteenth" => Ordinal(13),
        "fourteenth" => Ordinal(14),
        "fifteenth" => Ordinal(15),
        "sixteenth" => Ordinal(16),
        "seventeenth" => Ordinal(17),
        "eighteenth" => Ordinal(18),
        "nineteenth" => Ordinal(19),
        "twentieth" => Ordinal(20),
        "thirtieth" => Ordinal(30),
        "fortieth" => Ordinal(40),
        "fiftieth" => Ordinal(50),
        "sixtieth" => Ordinal(60),
        "seventieth" => Ordinal(70),
        "eightieth" => Ordinal(80),
        "ninetieth" => Ordinal(90),
        _ => return None,
    })
}

/// `seventy-eighth`, `third`, `78th`: where it ends, and its value.
fn ordinal(words: &[Word<'_>], at: usize) -> Option<(usize, i32)> {
    let text = |at: usize| words.get(at).map_or(Cow::Borrowed(""), Word::lower);
    let first = text(at);
    if first.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        let figures = first.trim_end_matches(|end: char| end.is_alphabetic() || end == 'ª' || end == 'º');
        let end = &first[figures.len()..];
        let known = matches!(end, "st" | "nd" | "rd" | "th" | "e" | "ª" | "º");
        return figures.parse().ok().filter(|_| known).map(|value| (at + 1, value));
    }
    match numeral(&first)? {
        Numeral::Ordinal(value) => Some((at + 1, value)),
        Numeral::Cardinal(tens) => match numeral(&text(at + 2)) {
            Some(Numeral::Ordinal(unit))
                if tens >= 20 && unit < 10 && matches!(&*text(at + 1), "-" | "–" | "\u{2011}") =>
            {
                Some((at + 3, tens + unit))
            }
            _ => None,
        },
    }
}

/// A number in words, from two up: *one* counts nothing in most texts.
fn spelled(lower: &str) -> Option<i32> {
    match numeral(lower) {
        Some(Numeral::Cardinal(value)) if value > 1 => Some(value),
        _ => None,
    }
}

/// A number of a session in words, for headers: `Seventy-eighth session`.
pub(super) fn session(words: &[Word<'_>]) -> Option<i32> {
    (0..words.len()).find_map(|at| ordinal(words, at)).map(|(_, value)| value)
}
