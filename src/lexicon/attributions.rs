//! Who proposes what in a text under negotiation, as negotiators write it in brackets.
//!
//! The conventions are those of English working papers; official texts in other languages have no open brackets.

use std::ops::Range;

use super::{FunctionWord, Lexicon, PhraseList, WordList};
use crate::model::{Attribution, Stance};

/// Who wants what, and where the proposed words are in the bracket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttributionMatch {
    /// Who wants what.
    pub attribution: Attribution,
    /// The bytes of the words; empty where there are none.
    pub words: Range<usize>,
}

/// The most bytes of the names of authors.
const MAX_AUTHORS_LEN: usize = 80;
/// The most words of one name: `Iran (Islamic Republic of)`.
const MAX_NAME_WORDS: usize = 7;
const DASHES: [&str; 3] = [" – ", " — ", " - "];

/// The author of a bracket and what the author wants: `EU: add …`, `G77: delete`, `US, Japan reserve`, `… – EU, G77
/// retain`, `(EU) …`, `Delete – G77`, `bracketed by US`, `… (proposed by Norway)`.
pub fn parse_attribution(inner: &str) -> Option<AttributionMatch> {
    leading(inner)
        .or_else(|| bare(inner))
        .or_else(|| in_front(inner))
        .or_else(|| at_end(inner))
        .or_else(|| trailing(inner))
}

/// `EU: add …`, `EU alt: …`, `G77: …`, `Delete: G77`, `New OP10 – Norway: …`
fn leading(inner: &str) -> Option<AttributionMatch> {
    let colon = inner.bytes().take(MAX_AUTHORS_LEN).position(|byte| matches!(byte, b':' | b'['))?;
    if inner.as_bytes()[colon] != b':' {
        return None;
    }
    let head = inner[..colon].trim();
    let rest = &inner[colon + 1..];
    let start = colon + 1 + (rest.len() - rest.trim_start().len());
    let end = inner.trim_end().len().max(start);
    if let Some(stance) = stance(head) {
        return Some(found(authors(rest.trim())?, stance, 0..0));
    }
    let is_label = |label: &str| PhraseList::ProposalLabel.strip_start(label).is_some();
    let labelled = DASHES.iter().find_map(|dash| head.rsplit_once(dash)).filter(|(label, _)| is_label(label));
    let head = labelled.map_or(head, |(_, name)| name.trim());
    let head = unparenthesized(head).unwrap_or(head);
    let proposal = head.rsplit_once([' ', '\u{a0}']);
    let is_proposal = |word: &str| WordList::ProposalNoun.contains(&word.to_lowercase());
    let head = proposal.filter(|(_, word)| is_proposal(word)).map_or(head, |(names, _)| names);
    let (names, before) = split_stance(head);
    let authors = authors(names.unwrap_or(head))?;
    if let Some(stance) = before {
        return Some(found(authors, stance, start..end));
    }
    let body = &inner[start..end];
    let word = body.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let (stance, words) = match stance(word) {
        Some(stance) => {
            let skip = body[word.len()..].trim_start_matches([':', '.', ' ', '\u{a0}']);
            (stance, end - skip.len()..end)
        }
        None => (Stance::Add, start..end),
    };
    // “retain original text” and “delete paragraph” give no words for the text.
    let is_reference = matches!(stance, Stance::Retain | Stance::Delete | Stance::Reserve)
        && WordList::ProposalReference.contains(inner[words.clone()].split([' ', '\u{a0}']).next().unwrap_or_default());
    Some(found(authors, stance, if is_reference { 0..0 } else { words }))
}

/// `US, Japan reserve`, `bracketed by US`, `Holy See – delete`, `Delete – G77`
fn bare(inner: &str) -> Option<AttributionMatch> {
    if inner.len() > MAX_AUTHORS_LEN {
        return None;
    }
    let text = inner.trim();
    if let Some((names, stance)) = by(text) {
        return Some(found(names, stance, 0..0));
    }
    if let Some((left, right)) = DASHES.iter().find_map(|dash| text.split_once(dash)) {
        let pair = stance(right).zip(authors(left)).or_else(|| stance(left).zip(authors(right)));
        if let Some((stance, authors)) = pair {
            return Some(found(authors, stance, 0..0));
        }
    }
    let (names, stance) = split_stance(text);
    Some(found(authors(names?)?, stance?, 0..0))
}

/// The author of a whole paragraph, as compilations have it before the text: `(EU) Notes …`, `(G77 alt): Notes …`.
pub fn parse_paragraph_author(text: &str) -> Option<AttributionMatch> {
    in_front(text).filter(|found| text[found.words.clone()].starts_with(char::is_alphabetic))
}

/// `(EU) in all regions`, `(EU, US): in all regions`
fn in_front(inner: &str) -> Option<AttributionMatch> {
    let body = inner.trim_start().strip_prefix('(')?;
    let (names, rest) = body.get(..body.len().min(MAX_AUTHORS_LEN)).unwrap_or(body).split_once(')')?;
    let (name, stance) = split_stance(names);
    let authors = authors(name.unwrap_or(names))?;
    let is_named = stance.is_some() || rest.starts_with(':') || authors.iter().all(|author| is_abbreviation(author));
    let start = inner.len() - body.len() + names.len() + 1;
    let words = inner[start..].trim_start_matches([':', ' ', '\u{a0}']);
    let words = inner.len() - words.len()..inner.trim_end().len();
    (is_named && words.start < words.end).then(|| found(authors, stance.unwrap_or(Stance::Add), words))
}

/// `in all regions (EU, G77 retain)`, `in all regions (proposed by Norway)`
fn at_end(inner: &str) -> Option<AttributionMatch> {
    let text = inner.trim_end().strip_suffix(')')?;
    let open = text.rfind('(').filter(|open| text.len() - open <= MAX_AUTHORS_LEN)?;
    let names = text[open + 1..].trim();
    let (authors, stance) = match by(names) {
        Some(found) => found,
        None => {
            let (name, stance) = split_stance(names);
            (authors(name?)?, stance?)
        }
    };
    Some(found(authors, stance, 0..text[..open].trim_end().len()))
}

/// `… – EU, G77 retain`, and `… – EU` where the names are abbreviations.
fn trailing(inner: &str) -> Option<AttributionMatch> {
    let start = (inner.len().saturating_sub(MAX_AUTHORS_LEN)..).find(|start| inner.is_char_boundary(*start))?;
    let dash = |sign: &&'static str| Some((start + inner[start..].rfind(*sign)?, *sign));
    if let Some((comma, sign)) = dash(&", ")
        && let Some((authors, stance)) = by(&inner[comma + sign.len()..])
    {
        return Some(found(authors, stance, 0..comma));
    }
    let (dash, sign) = DASHES.iter().filter_map(dash).max()?;
    let tail = inner[dash + sign.len()..].trim();
    let tail = unparenthesized(tail).unwrap_or(tail);
    let words = 0..inner[..dash].trim_end().len();
    if let Some((authors, stance)) = by(tail) {
        return Some(found(authors, stance, words));
    }
    if let (Some(names), Some(stance)) = split_stance(tail) {
        return Some(found(authors(names)?, stance, words));
    }
    let authors = authors(tail)?;
    authors.iter().all(|author| is_abbreviation(author)).then(|| found(authors, Stance::Add, words))
}

fn found(authors: Vec<String>, stance: Stance, words: Range<usize>) -> AttributionMatch {
    AttributionMatch { attribution: Attribution { authors, stance }, words }
}

fn unparenthesized(text: &str) -> Option<&str> {
    text.strip_prefix('(')?.strip_suffix(')')
}

fn stance(word: &str) -> Option<Stance> {
    let lower = word.trim_end_matches('.').to_lowercase();
    let name = PhraseList::Stance.value(&lower)?;
    Stance::ALL.into_iter().find(|stance| stance.name() == name)
}

/// `bracketed by US`, `proposed by Norway`
fn by(text: &str) -> Option<(Vec<String>, Stance)> {
    let by = |word: &str| text.split_once(&format!(" {word} "));
    let (verb, names) = PhraseList::WantedBy.words().find_map(by)?;
    Some((authors(names)?, stance(verb)?))
}

/// The names before a verb at the end, and the verb: `EU, Japan reserve`, `US would like to delete`.
fn split_stance(text: &str) -> (Option<&str>, Option<Stance>) {
    if text.len() > MAX_AUTHORS_LEN {
        return (None, None);
    }
    match text.rsplit_once([' ', '\u{a0}']).map(|(names, word)| (names, stance(word))) {
        Some((names, Some(stance))) => {
            let party = |wish: &str| names.strip_suffix(wish)?.strip_suffix(' ');
            let names = PhraseList::Wish.words().find_map(party).unwrap_or(names);
            (Some(names.trim_end_matches([',', ':', ' '])), Some(stance))
        }
        _ => (None, None),
    }
}

/// The names in a list of parties; `None` if one of them is no name.
pub(super) fn authors(text: &str) -> Option<Vec<String>> {
    if text.is_empty() || text.len() > MAX_AUTHORS_LEN {
        return None;
    }
    let mut unified = text.to_owned();
    for (alias, name) in PhraseList::PartyAlias.phrases() {
        unified = unified.replace(alias, name);
    }
    for joint in PhraseList::PartyJoint.words() {
        unified = unified.replace(&format!(" {joint} "), ",");
    }
    let mut names: Vec<String> = Vec::new();
    for name in unified.split([',', '/', ';', '+']).map(str::trim).filter(|name| !name.is_empty()) {
        let supporter = |(joint, value): &(&str, &str)| name.strip_prefix(joint).filter(|_| *value == "start");
        let name = PhraseList::PartyJoint.phrases().iter().find_map(supporter).map_or(name, str::trim_start);
        // “Mexico on behalf of LAC” speaks for the group.
        let group = |joint: &str| name.rsplit_once(joint).map(|(_, group)| group.trim_start());
        let name = PhraseList::OnBehalf.words().find_map(group).unwrap_or(name);
        let name = name.split_once(' ').filter(|(first, _)| is_determiner(first)).map_or(name, |(_, name)| name);
        if !is_author(name) {
            return None;
        }
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    (!names.is_empty()).then_some(names)
}

fn is_author(name: &str) -> bool {
    let mut words = name.split_whitespace();
    let is_capitalized = |word: &str| word.trim_start_matches('(').starts_with(|c: char| c.is_uppercase());
    let first = words.next().unwrap_or_default();
    first.starts_with(|c: char| c.is_uppercase())
        && !WordList::NoParty.contains(&first.to_lowercase())
        && stance(first).is_none()
        && name.split_whitespace().count() <= MAX_NAME_WORDS
        && words
            .map(|word| word.trim_end_matches(')'))
            .all(|word| is_capitalized(word) || WordList::Genitive.contains(word) || is_determiner(word))
}

fn is_determiner(word: &str) -> bool {
    word.starts_with(char::is_lowercase) && Lexicon::any().function_word(word) == Some(FunctionWord::Determiner)
}

/// `EU`, `G77`, `AOSIS`
fn is_abbreviation(name: &str) -> bool {
    name.len() >= 2 && name.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || "-&".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authors_of_paragraphs() {
        for (text, expected) in [
            ("(EU) Notes the report", Some(("EU", "add", "Notes the report"))),
            ("(G77, Norway): Notes the report", Some(("G77|Norway", "add", "Notes the report"))),
            ("(a) Notes the report", None),
            ("(EU) 2016/679", None),
            ("(Lamps) are lit", None),
            ("Notes (EU) the report", None),
        ] {
            let got = parse_paragraph_author(text).map(|found| {
                let AttributionMatch { attribution, words } = found;
                (attribution.authors.join("|"), attribution.stance.name(), &text[words])
            });
            let got = got.as_ref().map(|(authors, stance, words)| (authors.as_str(), *stance, *words));
            assert_eq!(got, expected, "{text}");
        }
    }

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
            ("on time – US: delete", Some(("US", "delete", "on time"))),
            ("US proposal: without delay", Some(("US", "add", "without delay"))),
            ("US del", Some(("US", "delete", ""))),
            ("Russia: del.", Some(("Russia", "delete", ""))),
            ("G-77 and China: to establish", Some(("G77", "add", "to establish"))),
            ("G77 + China alt: takes note of", Some(("G77", "replace", "takes note of"))),
            ("EU, supported by Norway: all", Some(("EU|Norway", "add", "all"))),
            ("Mexico on behalf of the LAC: and boys", Some(("LAC", "add", "and boys"))),
            ("Holy See – delete", Some(("Holy See", "delete", ""))),
            ("Delete – G77", Some(("G77", "delete", ""))),
            ("Reserve: Japan, Iran (Islamic Republic of)", Some(("Japan|Iran (Islamic Republic of)", "reserve", ""))),
            ("Bracketed by US", Some(("US", "reserve", ""))),
            ("reserved by US and Japan", Some(("US|Japan", "reserve", ""))),
            ("and girls, proposed by Norway", Some(("Norway", "add", "and girls"))),
            ("and girls (proposed by Norway)", Some(("Norway", "add", "and girls"))),
            ("and girls (EU, Japan retain)", Some(("EU|Japan", "retain", "and girls"))),
            ("(EU) in all regions", Some(("EU", "add", "in all regions"))),
            ("(EU, Norway): in all regions", Some(("EU|Norway", "add", "in all regions"))),
            ("EU: retain original text", Some(("EU", "retain", ""))),
            ("New OP10 – Norway: Stresses the need", Some(("Norway", "add", "Stresses the need"))),
            ("China would like to delete", Some(("China", "delete", ""))),
            ("the Global Environment Facility (GEF)", None),
            ("Add: “and girls”", None),
            ("to be paid by Parties", None),
            ("as determined by the Conference", None),
            ("Party to the Agreement", None),
            ("States to support", None),
            ("(a) lamps", None),
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
}
