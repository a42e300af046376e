//! Lists of words and short phrases, each a kind of entry in the vocabulary files.
//!
//! A phrase may be in several lists, so its lists are the bits of one number.

use super::Lexicon;
use super::entries::{Entry, entry_kinds};

entry_kinds! {
    /// A list of phrases, which are in lower case unless stated otherwise.
    pub enum WordList {
        /// Names of texts that resolutions cite: `declaration`.
        Instrument => "instrument",
        /// Words for recurring events: `session`, `resumed`; including occasions.
        Event => "event",
        /// Events and offices that go from one place to the next: `meeting`, `chair`.
        Occasion => "occasion",
        /// Participles of planned events: `to be held`.
        Planned => "planned",
        /// Participles of past events: `held`.
        Held => "held",
        /// Words between a verb and its object: `of`, `that`.
        Particle => "particle",
        /// Words that separate one list from another: `including`, `which`.
        Boundary => "boundary",
        /// Articles and auxiliaries, which depend on the grammar of a phrase.
        Filler => "filler",
        /// Function words that are too common to keep two changes apart.
        Common => "common",
        /// Bodies that adopt resolutions, as printed: `Assembly`.
        Body => "body",
        /// Small words in the name of a body: `of`.
        BodyFiller => "body-filler",
        /// Small words in any name: `of`.
        NameFiller => "name-filler",
        /// Words between an opening verb and its addressee: `upon`.
        BeforeAddressee => "before-addressee",
        /// Words for the organ before a citation of its own: `by`, `assembly`.
        Citing => "citing",
        /// Words that a number follows: `paragraph`, `least`.
        Numbered => "numbered",
        /// Words that follow a number: `million`, `days`.
        Unit => "unit",
        /// Words beside an amount: `per`, `dollars`.
        Amount => "amount",
        /// Words behind the number of a share: `per cent`.
        Share => "share",
        /// Endings of words: `ation`.
        Ending => "ending",
        /// Endings of ordinals, often raised: `st`, `ème`.
        OrdinalEnding => "ordinal-ending",
        /// Endings of abbreviations, often raised: `me` of `Mme`, `r` of `Dr`.
        AbbreviationEnding => "abbreviation-ending",
        /// What follows the number of an inserted paragraph: `bis`.
        NumberSuffix => "number-suffix",
        /// Words with which a sentence continues after its list, and with which hardly any item begins: `shall`.
        AfterList => "after-list",
        /// Words with which the end of a sentence may begin after its list: `and`.
        AfterListAtEnd => "after-list-at-end",
        /// Endings of the last but one item of a list: `; and`.
        ItemEnd => "item-end",
        /// Endings of the abbreviation of *number*, often raised: `o` of `no`.
        NumeroEnding => "numero-ending",
        /// Words for *and*.
        And => "and",
        /// Words for *or*.
        Or => "or",
        /// Words between two numbers of a list or a range: `and`, `to`.
        NumberJoint => "number-joint",
        /// Words that join the entries of a list besides *and*: `of`, `well`.
        EntryJoint => "entry-joint",
        /// Prepositions between a thing and its date or its whole: `of`.
        Genitive => "genitive",
        /// Prepositions between an amount and what it is counted by: `per`.
        Rate => "rate",
        /// Prepositions before a date that can replace each other: `on`, `from`.
        DatePreposition => "date-preposition",
        /// Months that are other words in lower case: `may`.
        MonthHomonym => "month-homonym",
        /// Nouns of what is held or written every year: `anniversary`.
        YearlyEvent => "yearly-event",
        /// Nouns of a period of years: `years`.
        YearNoun => "year-noun",
        /// Determiners that say how many are meant: `all`.
        Quantifier => "quantifier",
        /// Words that choose among cited texts: `previous`.
        CitationChoice => "citation-choice",
        /// Words beside the title of a cited text: `entitled`.
        TitleWord => "title-word",
        /// Words that make a citation one of the organ's own: `its`.
        OwnCitation => "own-citation",
        /// Words after which a modal is a noun: `political` before `will`.
        BeforeNoun => "before-noun",
        /// Nouns between a party and a colon: `proposal`.
        ProposalNoun => "proposal-noun",
        /// Words before a colon that name no party: `note`.
        NoParty => "no-party",
        /// Words that stand for words of the text in a proposal: `original`.
        ProposalReference => "proposal-reference",
        /// Short names of States and groups of States, as printed: `EU`.
        Party => "party",
        /// Last words of a header line with the session: `session`.
        SessionLineEnd => "session-line-end",
        /// The same with the committee, as printed: `Committee`.
        CommitteeLineEnd => "committee-line-end",
    }
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

    fn bit(self) -> u64 {
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
    lists: std::collections::HashMap<&'static str, u64, foldhash::fast::FixedState>,
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

    pub(super) fn contains(&self, list: WordList, phrase: &str) -> bool {
        self.lists.get(phrase).is_some_and(|lists| lists & list.bit() != 0)
    }
}
