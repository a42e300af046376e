//! One line of a header → the field that it is, by its words.

use crate::lexicon::{PhraseList, WordList, is_symbol, names_draft};
use crate::model::{Header, HeaderField};

/// The field that a line names, and its value.
pub(super) fn named_field(text: &str) -> Option<(HeaderField, String)> {
    let value = |name: &str| text.strip_prefix(name)?.strip_prefix(':').map(str::trim);
    listed(PhraseList::HeaderName, value)
}

/// The field of the phrase of a list that gives a value.
fn listed<'t>(list: PhraseList, value: impl Fn(&str) -> Option<&'t str>) -> Option<(HeaderField, String)> {
    list.phrases().iter().find_map(|(phrase, name)| {
        let value = value(phrase)?;
        let field = HeaderField::ALL.into_iter().find(|field| field.name() == *name)?;
        Some((field, value.to_owned()))
    })
}

/// Whether a line ends with the word for a session: `Seventy-eighth session`.
pub(super) fn names_session(text: &str) -> bool {
    text.rsplit_once(' ').is_some_and(|(_, last)| WordList::SessionLineEnd.contains(&last.to_lowercase()))
}

/// The field a line is, and its value.
pub(super) fn match_field(text: &str, known: &Header) -> Option<(HeaderField, String)> {
    use HeaderField::{Adoption, Committee, Date, Masthead, Session, Submission, Symbol};
    const MAX_SESSION_WORDS: usize = 6;
    const MAX_COMMITTEE_WORDS: usize = 8;
    let whole = |field: HeaderField| Some((field, text.to_owned()));
    let is_first = |field: HeaderField| known.get(field).is_none();
    let words = text.split_whitespace().count();
    if is_symbol(text) {
        return whole(Symbol);
    }
    if PhraseList::Masthead.contains(text) {
        return whole(Masthead).filter(|_| is_first(Session));
    }
    let after = |start: &str| text.strip_prefix(start).map(|rest| rest.trim_start_matches([':', ' ', '\u{a0}']));
    if let Some(found) = listed(PhraseList::HeaderStart, after).or_else(|| named_field(text)) {
        return Some(found);
    }
    if is_date(text) {
        return whole(Date).filter(|_| is_first(Session));
    }
    if names_session(text) && words <= MAX_SESSION_WORDS {
        return whole(Session);
    }
    let names_committee = text.rsplit_once(' ').is_some_and(|(_, last)| WordList::CommitteeLineEnd.contains(last));
    if names_committee && words <= MAX_COMMITTEE_WORDS && is_first(Committee) {
        return whole(Committee);
    }
    let lower = text.to_lowercase();
    if PhraseList::AdoptionStart.strip_start(&lower).is_some() {
        return whole(Adoption);
    }
    whole(Submission).filter(|_| names_draft(&lower))
}

/// The end of a line as it was printed, given the same end with its separators levelled.
pub(super) fn as_printed(end: &str, text: &str) -> String {
    let count = end.chars().count();
    let start = text.char_indices().rev().nth(count.saturating_sub(1)).map_or(0, |(index, _)| index);
    if count == 0 { String::new() } else { text[start..].to_owned() }
}

/// The number and the title of `79/65. Title`; the title may stand on the next line.
pub(super) fn numbered_title(text: &str) -> Option<(&str, &str)> {
    let (number, title) = text.split_once(' ').unwrap_or((text, ""));
    let number = number.strip_suffix('.')?;
    let (session, rest) = number.split_once('/')?;
    let figures = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    (figures(session) && figures(rest)).then(|| (number, title.trim()))
}

/// Whether the next lines go on with the field.
pub(super) fn continues(field: HeaderField, text: &str) -> bool {
    match field {
        HeaderField::AgendaItem | HeaderField::Adoption | HeaderField::Title => true,
        // "Draft resolution submitted by the Chair of the Committee following" / "informal consultations"
        HeaderField::Submission => PhraseList::OpenSubmission.occurs_in(text),
        _ => false,
    }
}

/// `12 October 2023`, in words for the month, of any language.
fn is_date(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let figures = |word: Option<&str>, least: usize, most: usize| {
        word.is_some_and(|word| (least..=most).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit()))
    };
    figures(words.next(), 1, 2)
        && words.next().is_some_and(|month| month.chars().all(char::is_alphabetic))
        && figures(words.next(), 4, 4)
        && words.next().is_none()
}
