//! Terms that matter for the meaning of a change: scales, roles and past tenses of opening verbs, strengths of adverbs,
//! modals, hedges, intensifiers, negations, addressees, mandates, synonyms and equivalents, months, numbers in words.
//!
//! They are entries of the vocabulary files, one per line with its source.

use super::entries::Entry;
use super::{Lexicon, PhraseList};
use crate::text::tokens;

type HashMap<K, V> = std::collections::HashMap<K, V, foldhash::fast::FixedState>;
type HashSet<T> = std::collections::HashSet<T, foldhash::fast::FixedState>;

/// The position of an opening verb on a scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScaleStep {
    /// Which scale: `directive`, `reception`, `disapproval` …
    pub scale: &'static str,
    /// More is stronger; equal strengths give no direction.
    pub strength: u8,
}

/// How a word or phrase qualifies the words around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Qualifier {
    /// Expresses obligation, by strength: `shall`, `should`, `may`.
    Modal(u8),
    /// Weakens: `as appropriate`.
    Hedge,
    /// Limits or emphasizes without a direction: `in particular`, `consistent with`.
    Scope,
    /// Strengthens: `without delay`.
    Intensifier,
    /// Reverses: `not`.
    Negation,
}

/// What the addressee of an opening verb is to the organ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Addressee {
    /// Works for the organ: a request is an instruction.
    Subordinate,
    /// Does not: a request is a plea.
    Independent,
}

/// What an opening verb does, where that decides how strong it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerbRole {
    /// `decides`
    Decides,
    /// `requests`
    Requests,
    /// `demands`
    Demands,
}

/// What a phrase in a new paragraph asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mandate {
    /// `to submit`: a report.
    Report,
    /// `appropriates`: money.
    Money,
    /// `Chapter VII` of the Charter.
    ChapterVii,
    /// `to establish`: what is decided or asked for, directly after the opening.
    Action,
}

/// A number in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumberWord {
    /// `three`
    Cardinal(i32),
    /// `third`
    Ordinal(i32),
}

impl Lexicon {
    /// The positions of an opening verb on the scales, in any mood.
    pub fn scale_steps(&self, verb: &str) -> &[ScaleStep] {
        self.terms.scale_steps.get(stem(verb).as_str()).map_or(&[], Vec::as_slice)
    }

    /// Whether two opening verbs mean the same.
    pub fn are_synonyms(&self, left: &str, right: &str) -> bool {
        let root = |verb: &str| {
            let stem = stem(verb);
            self.terms.synonyms.get(stem.as_str()).cloned().unwrap_or(stem)
        };
        root(left) == root(right)
    }

    /// Whether one opening verb replaces another with time: `welcomes` → `recalls`.
    pub fn ages_into(&self, older: &str, newer: &str) -> bool {
        self.terms.ages.get(stem(older).as_str()).is_some_and(|to| to.contains(&stem(newer)))
    }

    /// The role of an opening verb, in any mood.
    pub fn verb_role(&self, verb: &str) -> Option<VerbRole> {
        self.terms.verb_roles.get(stem(verb).as_str()).copied()
    }

    /// How much a modifier strengthens the verb after it, if it does.
    pub fn adverb_strength(&self, modifier: &str) -> Option<u8> {
        self.terms.adverbs.get(modifier).copied()
    }

    /// The past tense of an irregular verb.
    pub fn past_tense(&self, present: &str) -> Option<&'static str> {
        self.terms.past_tenses.get(present).copied()
    }

    /// The number of a month, by its name in lower case.
    pub fn month_number(&self, lower: &str) -> Option<u8> {
        self.terms.months.get(lower).copied()
    }

    /// The number of a month, by its first letters in lower case, three at least: `dec`; none where two months begin so.
    pub fn month_of_abbreviation(&self, lower: &str) -> Option<u8> {
        const MIN_LETTERS: usize = 3;
        let months = self.terms.months.iter().filter(|(name, _)| name.starts_with(lower));
        let mut numbers = months.map(|(_, number)| *number).filter(|_| lower.chars().count() >= MIN_LETTERS);
        let first = numbers.next()?;
        numbers.all(|number| number == first).then_some(first)
    }

    /// The longest qualifier at the start of words in lower case, and how many words it has.
    pub fn longest_qualifier(&self, mut words: impl Iterator<Item: AsRef<str>>) -> Option<(usize, Qualifier)> {
        longest_phrase(self.terms.qualifiers.get(words.next()?.as_ref())?, words)
    }

    /// The longest addressee at the start of words in lower case, and how many words it has.
    pub fn longest_addressee(&self, mut words: impl Iterator<Item: AsRef<str>>) -> Option<(usize, Addressee)> {
        longest_phrase(self.terms.addressees.get(words.next()?.as_ref())?, words)
    }

    /// What words in lower case ask for at their start, and how many words say so.
    pub fn longest_mandate(&self, mut words: impl Iterator<Item: AsRef<str>>) -> Option<(usize, Mandate)> {
        longest_phrase(self.terms.mandates.get(words.next()?.as_ref())?, words)
    }

    /// The longest phrase with an equivalent at the start of words in lower case: how many words it has, and the
    /// equivalent, which is empty if the phrase can be omitted.
    pub fn longest_equivalent(&self, mut words: impl Iterator<Item: AsRef<str>>) -> Option<(usize, &'static str)> {
        longest_phrase(self.terms.equivalents.get(words.next()?.as_ref())?, words)
    }

    /// Whether a word in lower case is in a phrase of several words that has an equivalent.
    pub fn joins_equivalent(&self, lower: &str) -> bool {
        self.terms.in_equivalents.contains(lower)
    }

    /// The number that a word in lower case is.
    pub fn number_word(&self, lower: &str) -> Option<NumberWord> {
        self.terms.numbers.get(lower).copied()
    }

    /// The word for a number, if there is one.
    pub(super) fn word_of_number(&self, number: NumberWord) -> Option<&'static str> {
        self.terms.number_words.get(&number).copied()
    }

    /// Whether a word may be a number in words, by its first letters: a fast check that excludes most words.
    pub fn may_be_number_word(&self, word: &str) -> bool {
        prefix_bit(word)
            .is_some_and(|(index, bit)| self.terms.number_prefixes.get(index).is_some_and(|bits| bits & bit != 0))
    }
}

/// The bit of the first three letters of a word in a set, ignoring case.
fn prefix_bit(word: &str) -> Option<(usize, u32)> {
    let [first, second, third] = word.as_bytes().first_chunk()?.map(|byte| byte & 0x1f);
    Some((usize::from(first) << 5 | usize::from(second), 1 << third))
}

/// The longest of the phrases that begin with one word, by the next words of the text.
fn longest_phrase<T: Copy>(
    phrases: &[(Vec<&'static str>, T)],
    next: impl Iterator<Item: AsRef<str>>,
) -> Option<(usize, T)> {
    let max_len = phrases.iter().map(|(phrase, _)| phrase.len()).max()?;
    let next: Vec<_> = next.take(max_len - 1).collect();
    let fits = |phrase: &[&str]| {
        next.len() + 1 >= phrase.len() && phrase[1..].iter().zip(&next).all(|(word, next)| *word == next.as_ref())
    };
    let fitting = phrases.iter().filter(|(phrase, _)| fits(phrase));
    fitting.max_by_key(|(phrase, _)| phrase.len()).map(|(phrase, value)| (phrase.len(), *value))
}

/// An English verb phrase without its mood: `taking note` and `takes note` are one. Other words stay as they are.
pub fn stem(verb: &str) -> String {
    let (first, rest) = verb.find(' ').map_or((verb, ""), |offset| verb.split_at(offset));
    if !first.is_ascii() {
        return verb.to_owned();
    }
    let bare = match first.strip_suffix("ing").filter(|bare| bare.len() > 2) {
        // committing → commit, but recalling → recall, stressing → stress
        Some(bare) => match bare.as_bytes() {
            [.., last, twin] if last == twin && !matches!(last, b'l' | b's' | b'e') => &bare[..bare.len() - 1],
            _ => bare,
        },
        None if ["sses", "shes", "ches", "xes"].iter().any(|end| first.ends_with(end)) => &first[..first.len() - 2],
        None => first.strip_suffix('s').filter(|bare| bare.len() > 2 && !bare.ends_with('s')).unwrap_or(first),
    };
    format!("{}{rest}", bare.strip_suffix('e').unwrap_or(bare))
}

/// What an English verb, its participle and its noun have in common: *mobilize*, *mobilizing*, *mobilization*. It joins
/// more words than [`stem`], which keeps verbs apart that an opening distinguishes.
pub fn root(word: &str) -> &str {
    const MIN_ROOT: usize = 4;
    let mut root = word;
    for end in PhraseList::RootEnding.words() {
        if end == "s" && root.ends_with("ss") {
            continue;
        }
        if let Some(bare) = root.strip_suffix(end).filter(|bare| bare.len() >= MIN_ROOT) {
            root = bare;
        }
    }
    root
}

type Phrases<T> = HashMap<&'static str, Vec<(Vec<&'static str>, T)>>;

#[derive(Default)]
pub(super) struct Terms {
    scale_steps: HashMap<String, Vec<ScaleStep>>,
    synonyms: HashMap<String, String>,
    ages: HashMap<String, Vec<String>>,
    verb_roles: HashMap<String, VerbRole>,
    adverbs: HashMap<&'static str, u8>,
    months: HashMap<&'static str, u8>,
    past_tenses: HashMap<&'static str, &'static str>,
    /// By first word.
    qualifiers: Phrases<Qualifier>,
    addressees: Phrases<Addressee>,
    mandates: Phrases<Mandate>,
    equivalents: Phrases<&'static str>,
    numbers: HashMap<&'static str, NumberWord>,
    number_words: HashMap<NumberWord, &'static str>,
    /// The first three letters of all numbers, as bits.
    number_prefixes: Vec<u32>,
    /// The words of equivalents of several words.
    in_equivalents: HashSet<&'static str>,
}

impl Terms {
    pub(super) fn from_entries(entries: &[Entry]) -> Terms {
        let mut terms = Terms::default();
        entries.iter().for_each(|entry| terms.read(entry.kind, entry.phrase, entry.value));
        terms
    }

    fn read(&mut self, kind: &str, phrase: &'static str, value: &'static str) {
        let number = value.parse().unwrap_or_default();
        match kind {
            "rung" => {
                let Some((scale, strength)) = value.split_once(' ') else { return };
                let step = ScaleStep { scale, strength: strength.parse().unwrap_or_default() };
                self.scale_steps.entry(stem(phrase)).or_default().push(step);
            }
            "like" => {
                self.synonyms.insert(stem(phrase), stem(value));
            }
            "ages" => self.ages.entry(stem(phrase)).or_default().push(stem(value)),
            "role" => {
                let role = match value {
                    "decision" => VerbRole::Decides,
                    "request" => VerbRole::Requests,
                    _ => VerbRole::Demands,
                };
                self.verb_roles.insert(stem(phrase), role);
            }
            "adverb" => {
                self.adverbs.insert(phrase, number);
            }
            "month" => {
                self.months.insert(phrase, number);
            }
            "past" => {
                self.past_tenses.insert(phrase, value);
            }
            "modal" => insert_phrase(&mut self.qualifiers, phrase, Qualifier::Modal(number)),
            "hedge" if value == "scope" => insert_phrase(&mut self.qualifiers, phrase, Qualifier::Scope),
            "hedge" => insert_phrase(&mut self.qualifiers, phrase, Qualifier::Hedge),
            "intensifier" => insert_phrase(&mut self.qualifiers, phrase, Qualifier::Intensifier),
            "negation" => insert_phrase(&mut self.qualifiers, phrase, Qualifier::Negation),
            "addressee" if value == "instruction" => {
                insert_phrase(&mut self.addressees, phrase, Addressee::Subordinate)
            }
            "addressee" => insert_phrase(&mut self.addressees, phrase, Addressee::Independent),
            "mandate" => {
                let mandate = match value {
                    "report" => Mandate::Report,
                    "money" => Mandate::Money,
                    "chapter vii" => Mandate::ChapterVii,
                    _ => Mandate::Action,
                };
                insert_phrase(&mut self.mandates, phrase, mandate);
            }
            "equivalent" => {
                insert_phrase(&mut self.equivalents, phrase, value);
                if phrase.contains(' ') {
                    self.in_equivalents.extend(phrase.split(' '));
                }
            }
            "cardinal" => self.insert_number(phrase, NumberWord::Cardinal(value.parse().unwrap_or_default())),
            "ordinal" => self.insert_number(phrase, NumberWord::Ordinal(value.parse().unwrap_or_default())),
            _ => {}
        }
    }

    fn insert_number(&mut self, word: &'static str, number: NumberWord) {
        self.numbers.insert(word, number);
        self.number_words.entry(number).or_insert(word);
        if let Some((index, bit)) = prefix_bit(word) {
            self.number_prefixes.resize(1 << 10, 0);
            self.number_prefixes[index] |= bit;
        }
    }
}

fn insert_phrase<T>(phrases: &mut Phrases<T>, phrase: &'static str, value: T) {
    let words: Vec<&str> = tokens(phrase).map(|token| &phrase[token.range]).collect();
    if let Some(first) = words.first() {
        phrases.entry(first).or_default().push((words, value));
    }
}

#[cfg(test)]
mod tests {
    use super::super::WordList;
    use super::super::entries::vocabulary;
    use super::*;
    use crate::model::Language;

    #[test]
    fn one_stem_for_both_moods() {
        for (participle, present) in [
            ("recalling", "recalls"),
            ("taking note", "takes note"),
            ("noting with concern", "notes with concern"),
            ("stressing", "stresses"),
            ("emphasizing", "emphasizes"),
            ("recommitting", "recommits"),
            ("expressing its concern", "expresses its concern"),
            ("regretting", "regrets"),
            ("urging", "urges"),
            ("agreeing", "agrees"),
        ] {
            assert_eq!(stem(participle), stem(present));
        }
        assert_ne!(stem("notes"), stem("takes note"));
    }

    #[test]
    fn every_entry_is_read_and_has_a_source() {
        let files = Language::ALL.map(vocabulary);
        for line in files.iter().flat_map(|file| file.lines()).filter(|line| !line.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            let [what, phrase, source, ..] = columns[..] else { panic!("{line}") };
            let value = columns.get(3).copied().unwrap_or_default();
            assert!(!phrase.is_empty() && files[0].contains(&format!("#   {source} ")), "{line}");
            let words: Vec<&str> = tokens(phrase).map(|token| &phrase[token.range]).collect();
            let known = match what {
                "rung" => Lexicon::any()
                    .scale_steps(phrase)
                    .iter()
                    .any(|step| value == format!("{} {}", step.scale, step.strength)),
                "like" => Lexicon::any().are_synonyms(phrase, value),
                "ages" => Lexicon::any().ages_into(phrase, value),
                "adverb" => Lexicon::any().adverb_strength(phrase).is_some(),
                "role" => Lexicon::any().verb_role(phrase).is_some(),
                "mandate" => Lexicon::any().longest_mandate(words.iter()).is_some_and(|found| found.0 == words.len()),
                "past" => Lexicon::any().past_tense(phrase) == Some(value),
                "month" => Lexicon::any().month_number(phrase).is_some_and(|number| (1..=12).contains(&number)),
                "modal" | "hedge" | "intensifier" | "negation" => {
                    Lexicon::any().longest_qualifier(words.iter()).is_some_and(|found| found.0 == words.len())
                }
                "addressee" => {
                    Lexicon::any().longest_addressee(words.iter()).is_some_and(|found| found.0 == words.len())
                }
                "equivalent" => Lexicon::any().longest_equivalent(words.iter()) == Some((words.len(), value)),
                "cardinal" => Lexicon::any().number_word(phrase) == value.parse().ok().map(NumberWord::Cardinal),
                "ordinal" => Lexicon::any().number_word(phrase) == value.parse().ok().map(NumberWord::Ordinal),
                "apart" => {
                    let (first, second) = phrase.split_once([' ', '-']).unwrap_or_default();
                    crate::lexicon::makes_another_word(first, second)
                }
                "determiner" | "preposition" | "conjunction" | "function" => {
                    Lexicon::any().function_word(phrase).is_some()
                }
                "pre" | "op" | "mod" | "frequent" => true,
                "section" => crate::lexicon::parse_section_label(&format!("{phrase} 1")).is_some(),
                "amendment" => {
                    let note = format!("{phrase} draft resolution");
                    crate::lexicon::submission(&note) == Some(crate::lexicon::Submission::Amendment)
                }
                "words" => phrase.split(' ').all(crate::lexicon::is_known_word),
                what => match (WordList::of_kind(what), PhraseList::of_kind(what)) {
                    (Some(list), _) => list.contains(phrase),
                    (_, Some(list)) => list.phrases().contains(&(phrase, value)),
                    (None, None) => false,
                },
            };
            assert!(known, "{line}");
        }
    }

    #[test]
    fn months_are_abbreviated() {
        for (lower, expected) in [
            ("dec", Some(12)),
            ("december", Some(12)),
            ("sept", Some(9)),
            ("févr", Some(2)),
            ("mar", Some(3)),
            ("jui", None),
            ("de", None),
            ("declaration", None),
            ("", None),
        ] {
            assert_eq!(Lexicon::any().month_of_abbreviation(lower), expected, "{lower}");
        }
    }

    #[test]
    fn the_longest_phrase_counts() {
        assert_eq!(
            Lexicon::any().longest_qualifier(["on", "a", "voluntary", "basis", ","].iter()),
            Some((4, Qualifier::Hedge))
        );
        assert_eq!(Lexicon::any().longest_qualifier(["without", "delay"].iter()), Some((2, Qualifier::Intensifier)));
        assert_eq!(Lexicon::any().longest_qualifier(["without", "it"].iter()), Some((1, Qualifier::Negation)));
        assert_eq!(
            Lexicon::any().longest_addressee(["the", "secretary", "-", "general", "to"].iter()),
            Some((4, Addressee::Subordinate))
        );
        assert_eq!(Lexicon::any().longest_qualifier(["on", "a", "hill"].iter()), None);
    }
}
