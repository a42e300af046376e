//! Opening phrases and the organ's line.
//!
//! In: the text of a paragraph. Out: the verb that it opens with, its modifiers, and the part of a resolution that the
//! phrase belongs to. All languages are searched, because an opening shows where the text begins.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::entries::{Entry, entries};
use super::{PhraseList, WordList, starts_lowercase};
use crate::model::Opening;
use crate::text::level_separator;

/// Which part of a resolution an opening phrase belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClauseKind {
    /// A participle: `Recalling`.
    Preambular,
    /// A verb in the present: `Decides`.
    Operative,
    /// The language writes both alike (Chinese 回顾).
    Ambiguous,
}

/// The phrase that a paragraph opens with and the part that it belongs to; `None` if no phrase of any language fits.
///
/// Modifiers are before the verb (`Strongly condemns`, `Also welcomes`); connectives can also follow it
/// (`Recalling further`). The longest phrase wins: `takes note with appreciation` before `takes note`.
pub fn parse_opening(text: &str) -> Option<(Opening, ClauseKind)> {
    let mut buffer = [0; MAX_PHRASE_LEN];
    let lower = lowercase_start(text, &mut buffer);
    let start = lower.len() - lower.trim_start_matches(['"', '\'', '[']).len();
    let mut offset = start;
    let mut modifiers = Vec::new();
    // "in this regard, strongly urges": four modifiers are more than any text has.
    while modifiers.len() < 4 {
        if let Some((length, verb, mood)) = VOCABULARY.verb(&lower[offset..]) {
            let mut end = offset + length;
            while let Some((length, modifier)) = VOCABULARY.modifier_after(&lower[end..]) {
                modifiers.push(modifier.to_owned());
                end += length;
            }
            // Letters and spaces that were levelled differ in length: then characters are counted.
            let len = match &lower {
                Cow::Borrowed(_) => end,
                Cow::Owned(_) => {
                    let count = lower[..end].chars().count();
                    text.char_indices().nth(count).map_or(text.len(), |(offset, _)| offset)
                }
            };
            return Some((Opening { len, verb: verb.into(), modifiers: std::mem::take(&mut modifiers) }, mood));
        }
        let (length, modifier) = VOCABULARY.modifier(&lower[offset..]).or_else(|| adverb(&lower[offset..]))?;
        modifiers.push(modifier.to_owned());
        offset += length;
        offset += lower[offset..].len() - lower[offset..].trim_start_matches([' ', ',', '\u{a0}']).len();
    }
    None
}

/// Whether an opening phrase may begin with a word: a fast check before the rest of the text is read.
pub fn may_open(word: &str) -> bool {
    let first = word.split(|letter: char| !letter.is_ascii_alphabetic()).next().unwrap_or_default();
    // Only the words of languages in ASCII are listed.
    if !word.is_ascii() || first.is_empty() || VOCABULARY.first_words.contains(first) {
        return true;
    }
    let lower = first.to_ascii_lowercase();
    PhraseList::AdverbEnding.words().any(|ending| lower.ends_with(ending))
        || lower != first && VOCABULARY.first_words.contains(lower.as_str())
}

/// Whether a modifier only connects a paragraph with the one before: *also*, *further* and the like.
pub fn is_connective(modifier: &str) -> bool {
    PhraseList::Connective.contains(modifier)
}

/// Whether a line is the organ's line that begins the text: `The General Assembly,`. An organ that is not in the
/// vocabulary must be followed by a comma.
pub fn is_organ_line(line: &str) -> bool {
    // most texts are paragraphs, and far too long
    if line.len() > 400 {
        return false;
    }
    let line = line.trim().trim_matches(['*', '_']);
    let comma = line.ends_with(',');
    let line = line.trim_end_matches([',', '،', '，', ':', ' ']);
    // “… of the International Telecommunication Union (Bucharest, 2022),”
    let line = if comma && line.ends_with(')') { line.rsplit_once(" (").map_or(line, |(line, _)| line) } else { line };
    // “… of / the General Assembly”: a title or a sentence goes on there
    if line.is_empty() || line.len() > 120 || starts_lowercase(line) {
        return false;
    }
    let mut buffer = [0; MAX_PHRASE_LEN];
    let lower = lowercase_start(line, &mut buffer);
    PhraseList::Organ.contains(&lower) || comma && names_organ(line)
}

/// `The Conference of Plenipotentiaries`, `The 34th Assembly of the Sound`: an article, and capitalized words with one
/// for a body; or all of it in capitals.
fn names_organ(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let has_article = words.next().is_some_and(|word| PhraseList::OrganArticle.contains(word));
    let in_capitals = !line.contains(char::is_lowercase);
    let is_ordinal =
        |word: &str| word.starts_with(|sign: char| sign.is_ascii_digit()) && word.ends_with(char::is_alphabetic);
    let capital =
        |word: &str| word.starts_with(char::is_uppercase) || is_ordinal(word) || WordList::BodyFiller.contains(word);
    let mut body = false;
    has_article
        && words.clone().count() <= 11
        && words.all(|word| {
            body |= match in_capitals {
                true => WordList::Body.contains(&titlecase(word)),
                false => WordList::Body.contains(word),
            };
            capital(word)
        })
        && body
}

/// A word in capitals with small letters after its first.
fn titlecase(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect()
}

/// The most bytes of a phrase; characters if some are not ASCII.
const MAX_PHRASE_LEN: usize = 120;

/// The beginning of a text in lower case with straight apostrophes and plain spaces, long enough for any phrase.
fn lowercase_start<'b>(text: &str, buffer: &'b mut [u8; MAX_PHRASE_LEN]) -> Cow<'b, str> {
    let head = &text.as_bytes()[..text.len().min(MAX_PHRASE_LEN)];
    let lower = &mut buffer[..head.len()];
    lower.copy_from_slice(head);
    lower.make_ascii_lowercase();
    if head.is_ascii()
        && let Ok(lower) = str::from_utf8(lower)
    {
        return Cow::Borrowed(lower);
    }
    let end = text.char_indices().nth(MAX_PHRASE_LEN).map_or(text.len(), |(offset, _)| offset);
    let plain = text[..end].chars().map(|character| match character {
        '’' => '\'',
        // marks of Chinese are full-width themselves
        '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' => character,
        character => level_separator(character),
    });
    Cow::Owned(plain.flat_map(char::to_lowercase).collect())
}

/// An English adverb that is not in the vocabulary.
fn adverb(lower: &str) -> Option<(usize, &str)> {
    let end = lower.find(' ')?;
    let word = &lower[..end];
    let is_adverb = word.len() > 4
        && word.bytes().all(|byte| byte.is_ascii_lowercase())
        && PhraseList::AdverbEnding.words().any(|ending| word.ends_with(ending));
    is_adverb.then_some((end, word))
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::read);

struct Vocabulary {
    /// Longest phrase first.
    verbs: PrefixIndex<(&'static str, ClauseKind)>,
    modifiers: PrefixIndex<&'static str>,
    /// The first words of verbs and modifiers that are ASCII.
    first_words: HashSet<&'static str, foldhash::fast::FixedState>,
}

/// Phrases by their first bytes, which few phrases share.
struct PrefixIndex<T>(HashMap<[u8; 4], Vec<T>, foldhash::fast::FixedState>);

impl<T> PrefixIndex<T> {
    /// The phrases that a text may begin with.
    fn lookup(&self, text: &str) -> impl Iterator<Item = &T> {
        let long = text.as_bytes().first_chunk().and_then(|start| self.0.get(start));
        // those of two and three bytes
        let short = text.as_bytes().first_chunk().and_then(|&[one, two]| self.0.get(&[one, two, 0, 0]));
        long.into_iter().chain(short).flatten()
    }

    /// The phrases with the same first bytes; every phrase has at least two.
    fn bucket_mut(&mut self, phrase: &str) -> Option<&mut Vec<T>> {
        let start = match *phrase.as_bytes() {
            [one, two, three, four, ..] => [one, two, three, four],
            [one, two, ..] => [one, two, 0, 0],
            _ => return None,
        };
        Some(self.0.entry(start).or_default())
    }
}

impl Vocabulary {
    fn read() -> Vocabulary {
        let mut out = Vocabulary {
            verbs: PrefixIndex(HashMap::default()),
            modifiers: PrefixIndex(HashMap::default()),
            first_words: HashSet::default(),
        };
        for Entry { kind, phrase, .. } in entries() {
            let mood = match kind {
                "pre" => ClauseKind::Preambular,
                "op" => ClauseKind::Operative,
                "mod" => {
                    out.first_words.extend(first_word(phrase));
                    out.modifiers.bucket_mut(phrase).into_iter().for_each(|phrases| phrases.push(phrase));
                    continue;
                }
                _ => continue,
            };
            out.first_words.extend(first_word(phrase));
            let Some(verbs) = out.verbs.bucket_mut(phrase) else { continue };
            match verbs.iter_mut().find(|(known, _)| *known == phrase) {
                Some((_, known)) if *known != mood => *known = ClauseKind::Ambiguous,
                Some(_) => {}
                None => verbs.push((phrase, mood)),
            }
        }
        out.verbs.0.values_mut().for_each(|phrases| phrases.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len())));
        out.modifiers.0.values_mut().for_each(|phrases| phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len())));
        out
    }

    fn verb(&self, lower: &str) -> Option<(usize, &'static str, ClauseKind)> {
        let found = self.verbs.lookup(lower).find(|(phrase, _)| starts_with_phrase(lower, phrase));
        found.map(|(phrase, mood)| (phrase.len(), *phrase, *mood))
    }

    fn modifier(&self, lower: &str) -> Option<(usize, &'static str)> {
        self.modifiers
            .lookup(lower)
            .find(|phrase| starts_with_phrase(lower, phrase))
            .map(|phrase| (phrase.len(), *phrase))
    }

    /// A connective after a verb, with the space before it.
    fn modifier_after(&self, lower: &str) -> Option<(usize, &'static str)> {
        let rest = lower.strip_prefix(' ')?;
        let (length, phrase) = self.modifier(rest)?;
        (is_connective(phrase) || PhraseList::ModifierBehind.contains(phrase)).then_some((length + 1, phrase))
    }
}

fn first_word(phrase: &'static str) -> Option<&'static str> {
    phrase.split(|letter: char| !letter.is_ascii_alphabetic()).next().filter(|word| !word.is_empty())
}

/// Whether a text begins with a phrase as whole words; Chinese has no word ends.
fn starts_with_phrase(lower: &str, phrase: &str) -> bool {
    lower.strip_prefix(phrase).is_some_and(|rest| {
        !phrase.chars().next_back().is_some_and(|last| last.is_alphabetic() && (last as u32) < 0x3000)
            || !rest.chars().next().is_some_and(|next| next.is_alphanumeric() || next == '-')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_with_their_modifiers() {
        use ClauseKind::{Ambiguous, Operative, Preambular};
        for (text, expected) in [
            ("Strongly condemns all acts", Some(("Strongly condemns", "condemns", Operative))),
            ("Also welcomes the report", Some(("Also welcomes", "welcomes", Operative))),
            (
                "Decides to remain actively seized of the matter.",
                Some((
                    "Decides to remain actively seized of the matter",
                    "decides to remain actively seized of the matter",
                    Operative,
                )),
            ),
            (
                "Takes note with appreciation of",
                Some(("Takes note with appreciation", "takes note with appreciation", Operative)),
            ),
            ("Recalling further its resolution", Some(("Recalling further", "recalling", Preambular))),
            ("Once again strongly urges States", Some(("Once again strongly urges", "urges", Operative))),
            ("Deeply concerned about", Some(("Deeply concerned", "concerned", Preambular))),
            ("Steadfastly supports them", Some(("Steadfastly supports", "supports", Operative))),
            ("Se félicite également du rapport", Some(("Se félicite également", "se félicite", Operative))),
            ("ссылаясь на свои резолюции", Some(("ссылаясь на", "ссылаясь на", Preambular))),
            ("وإذ تشير إلى قرارها", Some(("وإذ تشير", "وإذ تشير", Preambular))),
            ("又回顾其决议", Some(("又回顾", "回顾", Ambiguous))),
            ("Strongly\u{a0}re‑emphasizes its", Some(("Strongly\u{a0}re‑emphasizes", "re-emphasizes", Operative))),
            ("The States Parties", None),
            ("Notesworthy", None),
            ("", None),
        ] {
            let found = parse_opening(text);
            let shown = found.as_ref().map(|(found, mood)| (&text[..found.len], found.verb.as_str(), *mood));
            assert_eq!(shown, expected, "{text}");
        }
    }

    #[test]
    fn every_opening_may_open() {
        for entry in entries().filter(|entry| ["pre", "op", "mod"].contains(&entry.kind)) {
            let phrase = entry.phrase;
            let word = phrase.split(' ').next().unwrap_or_default();
            assert!(may_open(word) && may_open(&word.to_uppercase()), "{phrase}");
        }
        assert!(may_open("Steadfastly"));
        assert!(!may_open("the") && !may_open("tower"));
    }

    #[test]
    fn organ_lines() {
        for (line, expected) in [
            ("THE EUROPEAN PARLIAMENT AND THE COUNCIL OF THE EUROPEAN UNION,", true),
            ("THE EUROPEAN COMMISSION,", true),
            ("The 146th Assembly of the Union,", true),
            ("The 146 members of the Assembly,", false),
            ("THE KEEPERS OF LAMPS,", false),
            ("The General Assembly,", true),
            ("  The Security Council, ", true),
            ("*The General Assembly,*", true),
            ("The General Assembly", true),
            ("L’Assemblée générale,", true),
            ("大会，", true),
            ("The Conference of Plenipotentiaries,", true),
            ("The Assembly of the Sound,", true),
            ("The States Parties to this Convention,", false),
            ("The Committee", false),
            ("the General Assembly", false),
            ("The\u{202f}General\u{a0}Assembly,", true),
            ("The General Assembly adopted it", false),
            ("", false),
        ] {
            assert_eq!(is_organ_line(line), expected, "{line}");
        }
    }
}
