//! Lists of single words, one kind of entry in the vocabulary files each.
//!
//! A word may be in several lists, so the lists of a word are the bits of one number.

use std::sync::LazyLock;

use super::entries::entries;

/// A list of words in lower case, if nothing else is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordList {
    /// Names of texts that resolutions cite: `declaration`.
    Instrument,
    /// Words of recurring events: `session`, `resumed`; occasions are among them.
    Event,
    /// Events and offices that go from one place to the next: `meeting`, `chair`.
    Occasion,
    /// Words between a verb and its object: `of`, `that`.
    Particle,
    /// Words that separate one list from another: `including`, `which`.
    Boundary,
    /// Articles and auxiliaries, which follow from how a phrase is built.
    Filler,
    /// Bodies that adopt resolutions, as printed: `Assembly`.
    Body,
    /// Words that a number follows: `paragraph`, `least`.
    Numbered,
    /// Words that follow a number: `million`, `days`.
    Unit,
    /// Endings of words: `ation`.
    Ending,
}

impl WordList {
    const ALL: [WordList; 10] = [
        WordList::Instrument,
        WordList::Event,
        WordList::Occasion,
        WordList::Particle,
        WordList::Boundary,
        WordList::Filler,
        WordList::Body,
        WordList::Numbered,
        WordList::Unit,
        WordList::Ending,
    ];

    /// Whether a word is in the list.
    pub fn contains(self, word: &str) -> bool {
        LISTS.get(word).is_some_and(|lists| lists & self.bit() != 0)
    }

    /// The list of a kind of entry.
    pub(super) fn of_kind(kind: &str) -> Option<WordList> {
        WordList::ALL.into_iter().find(|list| list.kind() == kind)
    }

    fn kind(self) -> &'static str {
        match self {
            WordList::Instrument => "instrument",
            WordList::Event => "event",
            WordList::Occasion => "occasion",
            WordList::Particle => "particle",
            WordList::Boundary => "boundary",
            WordList::Filler => "filler",
            WordList::Body => "body",
            WordList::Numbered => "numbered",
            WordList::Unit => "unit",
            WordList::Ending => "ending",
        }
    }

    fn bit(self) -> u16 {
        1 << self as u16
    }
}

static LISTS: LazyLock<std::collections::HashMap<&'static str, u16, foldhash::fast::FixedState>> =
    LazyLock::new(|| {
        let mut lists = std::collections::HashMap::default();
        for entry in entries() {
            let bits = match WordList::of_kind(entry.kind) {
                Some(WordList::Occasion) => WordList::Occasion.bit() | WordList::Event.bit(),
                Some(list) => list.bit(),
                None => continue,
            };
            *lists.entry(entry.phrase).or_default() |= bits;
        }
        lists
    });
