//! One line of a header → the field that it is, by its words.

use crate::lexicon::{is_symbol, names_draft};
use crate::model::{Header, HeaderField};

/// Names before the values of fields, in papers of Model UN and in front matter.
const NAMED_FIELDS: [(&str, HeaderField); 14] = [
    ("Title", HeaderField::Title),
    ("Symbol", HeaderField::Symbol),
    ("Date", HeaderField::Date),
    ("Session", HeaderField::Session),
    ("Committee", HeaderField::Committee),
    ("Forum", HeaderField::Committee),
    ("Topic", HeaderField::ItemTitle),
    ("Subject", HeaderField::ItemTitle),
    ("Question of", HeaderField::ItemTitle),
    ("Sponsors", HeaderField::Sponsors),
    ("Sponsor", HeaderField::Sponsors),
    ("Main submitter", HeaderField::Sponsors),
    ("Submitted by", HeaderField::Sponsors),
    ("Signatories", HeaderField::Other),
];

/// The field that a line names, and its value.
pub(super) fn named_field(text: &str) -> Option<(HeaderField, String)> {
    NAMED_FIELDS.iter().find_map(|(name, field)| {
        let value = text.strip_prefix(name)?.strip_prefix(':')?;
        Some((*field, value.trim().to_owned()))
    })
}

/// The field a line is, and its value.
pub(super) fn match_field(text: &str, known: &Header) -> Option<(HeaderField, String)> {
    use HeaderField::{
        Adoption, AgendaItem, Committee, Date, Distribution, OriginalLanguage, Session, Submission, Symbol,
    };
    let after =
        |prefix: &str| text.strip_prefix(prefix).map(|rest| rest.trim_start_matches([':', ' ', '\u{a0}']).to_owned());
    let lower = text.to_lowercase();
    if is_symbol(text) {
        return Some((Symbol, text.to_owned()));
    }
    if matches!(
        text,
        "United Nations"
            | "General Assembly"
            | "Security Council"
            | "Nations Unies"
            | "Assemblée générale"
            | "English"
            | "ENGLISH"
    ) {
        return Some((HeaderField::Masthead, text.to_owned())).filter(|_| known.get(Session).is_none());
    }
    if let Some(value) = after("Distr.") {
        return Some((Distribution, value));
    }
    if let Some(value) = after("Original:") {
        return Some((OriginalLanguage, value));
    }
    if let Some(found) = named_field(text) {
        return Some(found);
    }
    if let Some(value) = after("Agenda items").or_else(|| after("Agenda item")) {
        return Some((AgendaItem, value));
    }
    if is_date(text) {
        return known.get(Session).is_none().then(|| (Date, text.to_owned()));
    }
    if lower.ends_with(" session") && text.split_whitespace().count() <= 6 {
        return Some((Session, text.to_owned()));
    }
    if text.ends_with(" Committee") && text.split_whitespace().count() <= 8 && known.get(Committee).is_none() {
        return Some((Committee, text.to_owned()));
    }
    if lower.starts_with("resolution adopted by")
        || lower.starts_with("decision adopted by")
        || lower.starts_with("adopted by the security council")
    {
        return Some((Adoption, text.to_owned()));
    }
    if names_draft(&lower) {
        return Some((Submission, text.to_owned()));
    }
    None
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
        HeaderField::Submission => text.contains("submitted by") || text.contains("recommended"),
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
