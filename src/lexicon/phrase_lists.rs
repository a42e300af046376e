//! Lists of phrases that are looked for in their order, each a kind of entry in the vocabulary files.

use std::sync::LazyLock;

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
        /// Joins the parts of a sentence and says nothing: `and`, `the`.
        Joining => "amend-joining",
        /// Joins the last member of a list: `and`.
        And => "amend-and",
        /// Stands between the ends of a range: `to`.
        Range => "amend-range",
        /// The definite article.
        Definite => "amend-definite",
        /// The indefinite article.
        Indefinite => "amend-indefinite",
        /// Begins a destination, or what words become: `to`.
        To => "amend-to",
        /// Stands before a gerund: `by`.
        By => "amend-by",
        /// Behind an auxiliary, before a participle: `be`.
        Be => "amend-be",
        /// Begins what is replaced: `for`.
        For => "amend-for",
        /// Begins what comes in its place: `with`.
        With => "amend-with",
        /// Stands between paragraphs that change places: `with`.
        ExchangedWith => "amend-exchanged-with",
        /// Begins what is replaced, behind what replaces it: `instead of`.
        InPlaceOf => "amend-in-place-of",
        /// Begins the place that a change is made in: `in`.
        Scope => "amend-scope",
        /// Begins the first of the two ends of a span: `from`.
        From => "amend-from",
        /// Begins what something goes behind: `after`.
        After => "amend-after",
        /// Begins what something goes before: `before`.
        Before => "amend-before",
        /// Begins the two that something goes between: `between`.
        Between => "amend-between",
        /// Begins the number that a paragraph gets: `as`.
        As => "amend-as",
        /// The end of what is named next: `at the end of`.
        EndOf => "amend-end-of",
        /// The end of what is named already: `at the end`.
        End => "amend-end",
        /// The start of what is named already: `at the beginning`.
        Beginning => "amend-beginning",
        /// Begins a purpose, which no instruction has: `in order to`.
        Purpose => "amend-purpose",
        /// Begins the second end of a span: `up to`.
        SpanEnd => "amend-span-end",
        /// Behind `everything`, before the quotation that it follows: `that follows`.
        ThatFollows => "amend-that-follows",
        /// Between `everything` and a quotation before it: `after`.
        RestAfter => "amend-rest-after",
        /// Between `everything` and a quotation behind it: `before`.
        RestBefore => "amend-rest-before",
        /// Stands before a quotation and says no more than its marks: `the words`.
        TheWords => "amend-the-words",
        /// Stands before a counted occurrence: `in the second occurrence`.
        BeforeOccurrence => "amend-before-occurrence",
        /// Stands for words that are quoted before: `it`.
        Pronoun => "amend-pronoun",
        /// Stands for the paragraph that is named before: `the paragraph`.
        WholeParagraph => "amend-whole-paragraph",
        /// Gives a paragraph its number: `becomes`.
        Becomes => "amend-becomes",
        /// Says that a text follows: `reads`.
        Reads => "amend-reads",
        /// A participle that leaves it to the text below what is done: `amended`.
        Amended => "amend-amended",
        /// Points to the text below: `the following`.
        Following => "amend-following",
        /// Words that are printed below: `sentence`.
        QuotedNoun => "amend-quoted-noun",
        /// A text that is printed below: `text`.
        TextNoun => "amend-text-noun",
        /// Says that a paragraph is new: `new`.
        New => "amend-new",
        /// Says that a new paragraph is the last one: `final`.
        Final => "amend-final",
        /// Stands between the parts of a new section: `and`.
        FollowedBy => "amend-followed-by",
        /// Begins the number of a new paragraph: `to be numbered`.
        ToBeNumbered => "amend-to-be-numbered",
        /// The part of a resolution that a paragraph belongs to.
        Division => "amend-division",
        /// The same in short: `OP`.
        DivisionAbbreviation => "amend-division-abbreviation",
        /// All paragraphs of a division: `the preambular paragraphs`.
        WholeDivision => "amend-whole-division",
        /// Behind a counted paragraph, the division that it belongs to: `of the preamble`.
        OfDivision => "amend-of-division",
        /// A paragraph of the first level: `paragraph`, `clause`.
        Paragraph => "amend-paragraph",
        /// Stands before a number: `no`.
        Number => "amend-number",
        /// Says that a paragraph has no number: `unnumbered`.
        Unnumbered => "amend-unnumbered",
        /// What is no paragraph: headings, sections, tables.
        Structure => "amend-structure",
        /// An item without a number: `bullet`.
        Bullet => "amend-bullet",
        /// An item whose number has no brackets: `item`.
        Item => "amend-item",
        /// The words above the list of the paragraph that is named next: `chapeau of`.
        ChapeauOf => "amend-chapeau-of",
        /// The same of the paragraph that is named before: `chapeau`.
        Chapeau => "amend-chapeau",
        /// The words behind the list of a paragraph: `closing text of`.
        ClosingTextOf => "amend-closing-text-of",
        /// Begins the quoted id of a paragraph: `paragraph named`.
        Named => "amend-named",
        /// The title of the draft: `title`.
        Title => "amend-title",
        /// The whole draft: `draft resolution`.
        Draft => "amend-draft",
        /// What paragraphs stand in beside the resolution: the stem of its id.
        Container => "amend-container",
        /// A numbered part: the stem of its id.
        Section => "amend-section",
        /// A footnote: `footnote`.
        Footnote => "amend-footnote",
        /// Stands between an item and its paragraph: `of`.
        Parent => "amend-parent",
        /// Stands between a paragraph and what it stands in: `of`.
        Enclosing => "amend-enclosing",
        /// Stands between a footnote and its paragraph: `to`.
        FootnoteOf => "amend-footnote-of",
        /// All of a kind: `all`.
        All => "amend-all",
        /// Behind `all` or in its place: `both`.
        AllOf => "amend-all-of",
        /// All of what is named next: `whole of`.
        WholeOf => "amend-whole-of",
        /// Stands before the name of a paragraph and says nothing: `existing`.
        Attribute => "amend-attribute",
        /// A place counted from the end: `last`.
        FromEnd => "amend-from-end",
        /// A printed line or page, which a number follows: `line`.
        Line => "amend-line",
        /// A part of a paragraph that an ordinal counts: `sentence`.
        SentencePart => "amend-sentence-part",
        /// Says that others are meant than those that are named: `remaining`.
        Remaining => "amend-remaining",
        /// Square brackets, which are removed: `square brackets`.
        Brackets => "amend-brackets",
        /// Between brackets and the words in them: `around`.
        Around => "amend-around",
        /// Between a text and the instruction that put it in: `by`.
        InstructionBy => "amend-instruction-by",
        /// An instruction, which its number follows: `instruction`.
        Instruction => "amend-instruction",
        /// A sign that is named and not quoted: the sign.
        Sign => "amend-sign",
        /// A word with the preposition that it governs: `note of`.
        Governed => "amend-governed",
        /// Says in a heading that a document is an amendment: `amendments to`.
        AmendmentHeading => "amendment-heading",
        /// Says in such a heading what is amended: `draft`.
        AmendedDocument => "amended-document",
        /// Says that the sponsors of the draft accept an amendment: `friendly`.
        Friendly => "amendment-friendly",
        /// Says that they do not: `unfriendly`.
        Unfriendly => "amendment-unfriendly",
        /// Another word of the line that says so: `status`.
        StatusLabel => "amendment-status-label",
        /// A verb that begins an order to change a text and no other sentence: `delete`.
        Order => "amend-order",
        /// Another first word of such an order: `after`.
        Opener => "amend-opener",
        /// Begins a mark of agreement: `agreed ad ref`. The value says where the phrase is none by itself.
        AgreedMark => "agreed-mark",
        /// Stands for words that are still to come: `tbd`.
        Placeholder => "placeholder",
        /// Tells the sentences that sites put around any text: `cookie`.
        Boilerplate => "boilerplate",
        /// An organ that opens a resolution: `the general assembly`.
        Organ => "organ",
        /// A modifier that only links a paragraph to the one before it: `also`.
        Connective => "connective",
        /// Another modifier that may stand behind an opening verb: `again`.
        ModifierBehind => "mod-behind",
        /// The ending of a modifier that is not listed: `ly`.
        AdverbEnding => "adverb-ending",
        /// The article of an organ, as printed: `The`.
        OrganArticle => "organ-article",
        /// A heading above the preamble: `preamble`.
        Preamble => "preamble",
        /// Names a draft: `draft resolution`.
        DraftNoun => "draft",
        /// Stands before that name where the paper amends the draft: `amendment to`.
        Amendment => "amendment",
        /// Names the meeting in a closing line: `plenary meeting`.
        Meeting => "meeting",
        /// Begins a closing line on the adoption: `adopted`.
        Adopted => "adopted",
        /// How a text was adopted: `consensus`.
        Voting => "voting",
        /// Begins a list of how members voted: `in favour`.
        Voters => "voters",
        /// Names a vote beside its count: `abstention`.
        Vote => "vote",
        /// Two words that are another word when they are joined: `may be`; with a hyphen, a prefix and a word.
        Apart => "apart",
        /// The spelling of a word or, after a hyphen, of its end; the value is the other one: `-ise` and `-ize`.
        Spelling => "spelling",
        /// An ending of an English verb or noun, in the order in which they are taken off: `ation`.
        RootEnding => "root-ending",
        /// A noun of a cited text: `resolutions`; the value is its singular.
        CitationNoun => "citation-noun",
        /// The noun of a numbered paragraph: `paragraphs`.
        ParagraphNoun => "paragraph-noun",
        /// After the number of a paragraph, says that it is one of the same text: `of the present resolution`.
        SelfReference => "self-reference",
        /// The noun of a session: `sessions`.
        SessionNoun => "session-noun",
        /// Before a session, shows that it is to come: `at the`.
        FutureSession => "future-session",
        /// The same of a date: `by`.
        FutureDate => "future-date",
        /// A sign behind the number of a year, month or day, which the value names: `年`.
        DateUnit => "date-unit",
        /// Names the dollar, or whose it is: `$`.
        Dollar => "dollar",
        /// What a party wants, in a bracket; the value is the stance: `inserted`.
        Stance => "stance",
        /// Between a party and a verb: `would like to`.
        Wish => "wish",
        /// Joins the names of parties: `supported by`; the value says whether it may stand before the first of them.
        PartyJoint => "party-joint",
        /// Before the name of the group that a party speaks for: `on behalf of`.
        OnBehalf => "on-behalf",
        /// Joins a verb and who wants it: `by`.
        WantedBy => "wanted-by",
        /// Another name of a party; the value is the one under which it is counted.
        PartyAlias => "party-alias",
        /// Begins the label of a paragraph before the name of a party: `New`.
        ProposalLabel => "proposal-label",
        /// The word before the number of an option: `Option`.
        Option => "option",
        /// The name of a header field before a colon, as printed; the value is the field.
        HeaderName => "header-name",
        /// Begins a header field, as printed; the value is the field.
        HeaderStart => "header-start",
        /// Begins the line on the adoption above the text: `resolution adopted by`.
        AdoptionStart => "adoption-start",
        /// Shows that a submission note goes on in the next line: `submitted by`.
        OpenSubmission => "open-submission",
        /// A line of the masthead, as printed: `United Nations`.
        Masthead => "masthead",
    }
}

impl PhraseList {
    const COUNT: usize = PhraseList::Masthead as usize + 1;

    /// Whether a phrase is in the list.
    pub fn contains(self, phrase: &str) -> bool {
        self.value(phrase).is_some()
    }

    /// The value of a phrase of the list.
    pub fn value(self, phrase: &str) -> Option<&'static str> {
        self.phrases().iter().find(|(known, _)| *known == phrase).map(|(_, value)| *value)
    }

    /// Whether a text has a phrase of the list somewhere.
    pub fn occurs_in(self, text: &str) -> bool {
        self.words().any(|phrase| text.contains(phrase))
    }

    /// The rest of a text that begins with a phrase of the list.
    pub fn strip_start(self, text: &str) -> Option<&str> {
        self.words().find_map(|phrase| text.strip_prefix(phrase))
    }

    /// The phrases of all languages.
    pub fn words(self) -> impl Iterator<Item = &'static str> + Clone {
        self.phrases().iter().map(|(phrase, _)| *phrase)
    }

    /// The phrases of all languages, each with its value, which is empty where the list has none.
    pub fn phrases(self) -> &'static [(&'static str, &'static str)] {
        &LISTS[self as usize]
    }
}

/// The phrases of all lists, each in the order of its file, found in one pass over the entries of all languages.
static LISTS: LazyLock<[Vec<(&str, &str)>; PhraseList::COUNT]> = LazyLock::new(|| {
    let mut lists = [const { Vec::new() }; PhraseList::COUNT];
    for entry in entries() {
        if let Some(list) = PhraseList::of_kind(entry.kind) {
            lists[list as usize].push((entry.phrase, entry.value));
        }
    }
    lists
});
