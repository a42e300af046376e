//! What stands in the brackets of a text under negotiation: authors, what they want, marks of agreement.
//!
//! The conventions are those of English working papers; official texts in other languages have no open brackets.

use crate::model::{Attribution, Stance};

/// Who wants what, and where the words for the text stand in the bracket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttributionMatch {
    /// Who wants what.
    pub attribution: Attribution,
    /// The bytes of the words; empty where there are none.
    pub words: std::ops::Range<usize>,
}

const STANCES: [(&str, Stance); 24] = [
    ("add", Stance::Add),
    ("adds", Stance::Add),
    ("insert", Stance::Add),
    ("include", Stance::Add),
    ("delete", Stance::Delete),
    ("deletes", Stance::Delete),
    ("remove", Stance::Delete),
    ("retain", Stance::Retain),
    ("retains", Stance::Retain),
    ("keep", Stance::Retain),
    ("maintain", Stance::Retain),
    ("replace", Stance::Replace),
    ("alt", Stance::Replace),
    ("amend", Stance::Replace),
    ("move", Stance::Move),
    ("reserve", Stance::Reserve),
    ("reserves", Stance::Reserve),
    ("reservation", Stance::Reserve),
    ("support", Stance::Support),
    ("supports", Stance::Support),
    ("oppose", Stance::Oppose),
    ("opposes", Stance::Oppose),
    ("object", Stance::Oppose),
    ("objects", Stance::Oppose),
];

/// Capitalized words before a colon that name no party.
const NO_AUTHORS: [&str; 20] = [
    "option",
    "alternative",
    "alt",
    "note",
    "placeholder",
    "article",
    "articles",
    "paragraph",
    "section",
    "annex",
    "title",
    "chapter",
    "party",
    "parties",
    "preamble",
    "or",
    "and",
    "comment",
    "text",
    "agreed",
];

/// Letters of the names of authors at most.
const MAX_AUTHORS_LEN: usize = 80;

/// The author of a bracket and what the author wants: `EU: add …`, `G77: delete`, `US, Japan reserve`, `… – EU, G77
/// retain`.
pub fn parse_attribution(inner: &str) -> Option<AttributionMatch> {
    leading(inner).or_else(|| bare(inner)).or_else(|| trailing(inner))
}

/// `EU: add …`, `EU alt: …`, `G77: …`
fn leading(inner: &str) -> Option<AttributionMatch> {
    let colon = inner.bytes().take(MAX_AUTHORS_LEN).position(|byte| matches!(byte, b':' | b'['))?;
    if inner.as_bytes()[colon] != b':' {
        return None;
    }
    let head = inner[..colon].trim();
    let (names, before) = split_stance(head);
    let rest = &inner[colon + 1..];
    let start = colon + 1 + (rest.len() - rest.trim_start().len());
    let authors = authors(names.unwrap_or(head))?;
    if let Some(stance) = before {
        return Some(found(authors, stance, start..inner.trim_end().len()));
    }
    let body = inner[start..].trim_end();
    let word = body.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let (stance, words) = match stance(word) {
        Some(stance) => {
            let skip = body[word.len()..].trim_start_matches([':', ' ', '\u{a0}']);
            (stance, start + body.len() - skip.len()..start + body.len())
        }
        None => (Stance::Add, start..start + body.len()),
    };
    Some(found(authors, stance, words))
}

/// `US, Japan reserve`
fn bare(inner: &str) -> Option<AttributionMatch> {
    if inner.len() > MAX_AUTHORS_LEN {
        return None;
    }
    let (names, stance) = split_stance(inner.trim());
    Some(found(authors(names?)?, stance?, 0..0))
}

/// `… – EU, G77 retain`, and `… – EU` where the names are abbreviations.
fn trailing(inner: &str) -> Option<AttributionMatch> {
    let start = (inner.len().saturating_sub(MAX_AUTHORS_LEN)..).find(|start| inner.is_char_boundary(*start))?;
    let dash = |sign: &&'static str| Some((start + inner[start..].rfind(*sign)?, *sign));
    let (dash, sign) = [" – ", " — ", " - "].iter().filter_map(dash).max()?;
    let tail = inner[dash + sign.len()..].trim();
    let words = 0..inner[..dash].trim_end().len();
    if let (Some(names), Some(stance)) = split_stance(tail) {
        return Some(found(authors(names)?, stance, words));
    }
    let authors = authors(tail)?;
    authors.iter().all(|author| is_abbreviation(author)).then(|| found(authors, Stance::Add, words))
}

fn found(authors: Vec<String>, stance: Stance, words: std::ops::Range<usize>) -> AttributionMatch {
    AttributionMatch { attribution: Attribution { authors, stance }, words }
}

fn stance(word: &str) -> Option<Stance> {
    let lower = word.to_lowercase();
    STANCES.iter().find(|(name, _)| *name == lower).map(|(_, stance)| *stance)
}

/// The names before a verb at the end, and the verb.
fn split_stance(text: &str) -> (Option<&str>, Option<Stance>) {
    if text.len() > MAX_AUTHORS_LEN {
        return (None, None);
    }
    match text.rsplit_once([' ', '\u{a0}']).map(|(names, word)| (names, stance(word))) {
        Some((names, Some(stance))) => (Some(names.trim_end_matches([',', ':', ' '])), Some(stance)),
        _ => (None, None),
    }
}

/// The names in a list of parties; none where one of them is no name.
fn authors(text: &str) -> Option<Vec<String>> {
    if text.is_empty() || text.len() > MAX_AUTHORS_LEN {
        return None;
    }
    let unified = text.replace(" and ", ",").replace(" & ", ",");
    let names = unified.split([',', '/', ';', '+']).map(str::trim);
    names.map(|name| is_author(name).then(|| name.to_owned())).collect()
}

fn is_author(name: &str) -> bool {
    let mut words = name.split_whitespace();
    let is_capitalized = |word: &str| word.starts_with(|c: char| c.is_uppercase());
    let first = words.next().unwrap_or_default();
    is_capitalized(first)
        && !NO_AUTHORS.contains(&first.to_lowercase().as_str())
        && name.split_whitespace().count() <= 4
        && words.all(|word| is_capitalized(word) || ["of", "the"].contains(&word))
}

/// `EU`, `G77`, `AOSIS`, `G77+China`
fn is_abbreviation(name: &str) -> bool {
    name.len() >= 2 && name.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || "-&".contains(c))
}

/// Whether brackets, square or round, hold a mark of agreement: `agreed ad ref`, `Agreed ad referendum`, `agreed in
/// informals`.
pub fn is_agreed_mark(inner: &str) -> bool {
    let lower = inner.trim().to_lowercase();
    let rest = lower.strip_prefix("agreed").map(str::trim_start);
    rest.is_some_and(|rest| {
        rest.is_empty() || rest.starts_with("ad ref") || rest.starts_with("in informal") || rest.starts_with("text")
    }) && lower.split_whitespace().count() <= 6
}

/// Whether a bracket keeps a place for words that are still to come: `Placeholder for …`, `X`, `…`, `20XX`, `tbc`.
pub fn is_placeholder(inner: &str) -> bool {
    let lower = inner.trim().trim_matches('*').to_lowercase();
    lower.starts_with("placeholder")
        || ["", "…", "...", "tbd", "tbc", "date", "number"].contains(&lower.as_str())
        || lower.chars().all(|c| matches!(c, 'x' | '_' | '.' | '…')) && lower.len() <= 6
        || lower.strip_prefix("20").is_some_and(|year| matches!(year, "xx" | "yy" | "__"))
}

/// The number of an option that a text begins with: `1` of `Option 1: …`, `B` of `[Option B`.
pub fn option_number(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(['[', '*', '(', ' ']);
    let rest = text.get(..7).filter(|word| word.eq_ignore_ascii_case("option "))?;
    let rest = &text[rest.len()..];
    let len = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let after = rest[len..].trim_start();
    let is_number = rest[..len].bytes().all(|digit| digit.is_ascii_digit()) || len == 1;
    let ends = after.is_empty() || after.starts_with([':', '.', ')', ']', '-', '–', '(']);
    (len > 0 && is_number && ends).then_some(&rest[..len])
}

/// The alternatives in one bracket: `shall/should`. Each is a word or a few; figures and symbols are none.
pub fn choices(inner: &str) -> Vec<&str> {
    const MAX_WORDS: usize = 4;
    let parts: Vec<&str> = inner.split('/').map(str::trim).collect();
    let is_choice = |part: &&str| {
        let words = part.split_whitespace().count();
        (1..=MAX_WORDS).contains(&words)
            && part.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '’' | '\''))
    };
    let is_and_or = inner.trim().eq_ignore_ascii_case("and/or");
    let is_word = |part: &&str| part.chars().any(char::is_lowercase);
    if parts.len() > 1 && !is_and_or && parts.iter().all(is_choice) && parts.iter().any(is_word) {
        parts
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authors_and_what_they_want() {
        for (inner, expected) in [
            ("EU: add and girls", Some(("EU", "add", "and girls"))),
            ("G77: delete", Some(("G77", "delete", ""))),
            ("US, Japan reserve", Some(("US|Japan", "reserve", ""))),
            ("in all regions – EU, G77 retain", Some(("EU|G77", "retain", "in all regions"))),
            ("in all regions – EU", Some(("EU", "add", "in all regions"))),
            ("EU, US: delete", Some(("EU|US", "delete", ""))),
            ("South Africa: without delay", Some(("South Africa", "add", "without delay"))),
            ("EU alt: invites", Some(("EU", "replace", "invites"))),
            ("Russian Federation and Belarus: delete “all”", Some(("Russian Federation|Belarus", "delete", "“all”"))),
            ("USA reserves", Some(("USA", "reserve", ""))),
            ("Climate forcers: compounds", None),
            ("Option 1: no text", None),
            ("Placeholder: finance", None),
            ("shall", None),
            ("below 2 °C – Paris", None),
            ("in the light of: developing [EU: add]", None),
        ] {
            let got = parse_attribution(inner);
            let got = got.map(|AttributionMatch { attribution, words }| {
                (attribution.authors.join("|"), attribution.stance.name(), inner[words].to_owned())
            });
            let got = got.as_ref().map(|(authors, stance, words)| (authors.as_str(), *stance, words.as_str()));
            assert_eq!(got, expected, "{inner}");
        }
    }

    #[test]
    fn marks_placeholders_options_and_choices() {
        for (inner, agreed, placeholder) in [
            ("Agreed ad ref", true, false),
            ("agreed ad referendum", true, false),
            ("agreed in informals", true, false),
            ("agreed outcome with legal force", false, false),
            ("Placeholder for “climate finance”", false, true),
            ("X", false, true),
            ("20XX", false, true),
            ("…", false, true),
            ("shall", false, false),
        ] {
            assert_eq!((is_agreed_mark(inner), is_placeholder(inner)), (agreed, placeholder), "{inner}");
        }
        for (text, number) in [
            ("Option 1: Parties", Some("1")),
            ("[Option B", Some("B")),
            ("Option 12 (purpose):", Some("12")),
            ("Options for the future", None),
            ("Option one is open", None),
            ("Optional", None),
        ] {
            assert_eq!(option_number(text), number, "{text}");
        }
        for (inner, expected) in [
            ("shall/should", &["shall", "should"][..]),
            ("shall / should / may", &["shall", "should", "may"]),
            ("and/or", &[]),
            ("78/237", &[]),
            ("A/RES", &[]),
            ("shall", &[]),
        ] {
            assert_eq!(choices(inner), expected, "{inner}");
        }
    }
}
