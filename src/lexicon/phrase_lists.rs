//! Lists of phrases that are looked for in their order, each a kind of entry in the vocabulary files: those of sentences
//! that instruct to amend a text, and of texts under negotiation.

use std::sync::OnceLock;

use super::entries::{entries, entry_kinds};

entry_kinds! {
    /// A list of phrases. In a file, a phrase stands above those that it begins with, because the first that fits is taken.
    pub enum PhraseList {
        /// Says what is done: `strike out`.
        Verb => "amend-verb",
        /// The same of what is named before: `struck out`.
        Participle => "amend-participle",
        /// The same behind “by”: `striking out`.
        Gerund => "amend-gerund",
        /// Stands before a participle: `should be`.
        Auxiliary => "amend-auxiliary",
        /// Without it a sentence says the same: `the words`.
        Filler => "amend-filler",
        /// Announces a text: `reading as follows`.
        Announcement => "amend-announcement",
        /// What is announced: `new paragraph`.
        Announced => "amend-announced",
        /// Begins to announce the text as amended: `so that it`.
        AmendedText => "amend-amended-text",
        /// Any new item of a list: `subparagraph`.
        Subparagraphs => "amend-subparagraphs",
        /// Every place of a quotation: `throughout the text`.
        Everywhere => "amend-everywhere",
        /// Its first place: `where it first occurs`.
        FirstPlace => "amend-first-place",
        /// A place that an ordinal counts: `occurrence of`.
        Occurrence => "amend-occurrence",
        /// The start of what is named next: `at the beginning of`.
        BeginningOf => "amend-beginning-of",
        /// All of what is named: `in its entirety`.
        Entirely => "amend-entirely",
        /// Words between two quotations: `the words from`.
        WordsFrom => "amend-words-from",
        /// Words from a quotation on: `the words beginning with`.
        WordsBeginning => "amend-words-beginning",
        /// What is left on one side of a quotation: `everything`.
        Rest => "amend-rest",
        /// From a quotation to the end: `and all that follows`.
        ToTheEnd => "amend-to-the-end",
        /// What an earlier instruction put in or moved: `new heading`.
        Placed => "amend-placed",
        /// A verb that begins an order to change a text and no other sentence: `delete`.
        Order => "amend-order",
        /// Another first word of such an order: `after`.
        Opener => "amend-opener",
        /// Begins a mark of agreement: `agreed ad ref`.
        AgreedMark => "agreed-mark",
        /// After the number of a paragraph, makes it a cross-reference: `above`.
        Direction => "direction",
        /// Stands for words that are still to come: `tbd`.
        Placeholder => "placeholder",
        /// Tells the sentences that sites put around any text: `cookie`.
        Boilerplate => "boilerplate",
    }
}

impl PhraseList {
    const COUNT: usize = PhraseList::Boilerplate as usize + 1;

    /// Whether a phrase is in the list.
    pub fn contains(self, phrase: &str) -> bool {
        self.phrases().iter().any(|(known, _)| *known == phrase)
    }

    /// The phrases of all languages, each with its value, which is empty where the list has none.
    pub fn phrases(self) -> &'static [(&'static str, &'static str)] {
        static LISTS: [OnceLock<Vec<(&str, &str)>>; PhraseList::COUNT] = [const { OnceLock::new() }; PhraseList::COUNT];
        LISTS[self as usize].get_or_init(|| {
            let own = entries().filter(|entry| PhraseList::of_kind(entry.kind) == Some(self));
            own.map(|entry| (entry.phrase, entry.value)).collect()
        })
    }
}
