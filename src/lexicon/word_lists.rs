//! Lists of words and short phrases, each a kind of entry in the vocabulary files.
//!
//! A phrase may be in several lists, so its lists are the bits of one number.

use super::Lexicon;
use super::entries::Entry;

/// A list of phrases, which are in lower case unless stated otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordList {
    /// Names of texts that resolutions cite: `declaration`.
    Instrument,
    /// Words for recurring events: `session`, `resumed`; including occasions.
    Event,
    /// Events and offices that go from one place to the next: `meeting`, `chair`.
    Occasion,
    /// Participles of planned events: `to be held`.
    Planned,
    /// Participles of past events: `held`.
    Held,
    /// Words between a verb and its object: `of`, `that`.
    Particle,
    /// Words that separate one list from another: `including`, `which`.
    Boundary,
    /// Articles and auxiliaries, which depend on the grammar of a phrase.
    Filler,
    /// Function words that are too common to keep two changes apart.
    Common,
    /// Bodies that adopt resolutions, as printed: `Assembly`.
    Body,
    /// Small words in the name of a body: `of`.
    BodyFiller,
    /// Words for the organ before a citation of its own: `by`, `assembly`.
    Citing,
    /// Words that a number follows: `paragraph`, `least`.
    Numbered,
    /// Words that follow a number: `million`, `days`.
    Unit,
    /// Words beside an amount: `per`, `dollars`.
    Amount,
    /// Words behind the number of a share: `per cent`.
    Share,
    /// Endings of words: `ation`.
    Ending,
    /// Endings of ordinals, often raised: `st`, `ème`.
    OrdinalEnding,
    /// Endings of abbreviations, often raised: `Mme`, `Dr`.
    AbbreviationEnding,
    /// What follows the number of an inserted paragraph: `bis`.
    NumberSuffix,
    /// Words with which a sentence continues after its list, and with which hardly any item begins: `shall`.
    AfterList,
    /// Words with which the end of a sentence may begin after its list: `and`.
    AfterListAtEnd,
    /// Endings of the last but one item of a list: `; and`.
    ItemEnd,
}

impl WordList {
    /// Whether a phrase is in the list of any language.
    pub fn contains(self, phrase: &str) -> bool {
        Lexicon::any().lists.contains(self, phrase)
    }

    /// Whether a text begins with a phrase of the list, of at most two words, and continues after it.
    pub fn begins(self, text: &str) -> bool {
        text.match_indices(' ').take(2).any(|(end, _)| self.contains(&text[..end]))
    }

    /// Whether a text ends with a phrase of the list, which is its last word and what joins it.
    pub fn ends(self, text: &str) -> bool {
        let Some(space) = text.rfind(' ') else { return false };
        let joint = text[..space].char_indices().next_back().map_or(space, |(before, _)| before);
        self.contains(&text[joint..]) || self.contains(&text[space..])
    }

    /// The list of a kind of entry.
    pub(super) fn of_kind(kind: &str) -> Option<WordList> {
        Some(match kind {
            "instrument" => WordList::Instrument,
            "event" => WordList::Event,
            "occasion" => WordList::Occasion,
            "planned" => WordList::Planned,
            "held" => WordList::Held,
            "particle" => WordList::Particle,
            "boundary" => WordList::Boundary,
            "filler" => WordList::Filler,
            "common" => WordList::Common,
            "body" => WordList::Body,
            "body-filler" => WordList::BodyFiller,
            "citing" => WordList::Citing,
            "numbered" => WordList::Numbered,
            "unit" => WordList::Unit,
            "amount" => WordList::Amount,
            "share" => WordList::Share,
            "ending" => WordList::Ending,
            "ordinal-ending" => WordList::OrdinalEnding,
            "abbreviation-ending" => WordList::AbbreviationEnding,
            "number-suffix" => WordList::NumberSuffix,
            "after-list" => WordList::AfterList,
            "after-list-at-end" => WordList::AfterListAtEnd,
            "item-end" => WordList::ItemEnd,
            _ => return None,
        })
    }

    fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// The place of the suffix of a number among all suffixes: `bis` is before `ter`.
pub fn suffix_place(suffix: &str) -> Option<usize> {
    Lexicon::any().lists.suffixes.iter().position(|other| *other == suffix)
}

/// The phrases of all lists.
pub(super) struct WordLists {
    /// The lists that each phrase is in.
    lists: std::collections::HashMap<&'static str, u32, foldhash::fast::FixedState>,
    /// Suffixes of numbers, in the order of the vocabulary file.
    suffixes: Vec<&'static str>,
}

impl WordLists {
    pub(super) fn from_entries(entries: &[Entry]) -> WordLists {
        let mut lists = std::collections::HashMap::default();
        let mut suffixes = Vec::new();
        for entry in entries {
            let bits = match WordList::of_kind(entry.kind) {
                Some(WordList::Occasion) => WordList::Occasion.bit() | WordList::Event.bit(),
                Some(list) => list.bit(),
                None => continue,
            };
            if bits == WordList::NumberSuffix.bit() {
                suffixes.push(entry.phrase);
            }
            *lists.entry(entry.phrase).or_default() |= bits;
        }
        WordLists { lists, suffixes }
    }

    fn contains(&self, list: WordList, phrase: &str) -> bool {
        self.lists.get(phrase).is_some_and(|lists| lists & list.bit() != 0)
    }
}
