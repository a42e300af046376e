use crate::model::{Reason, Significance};

/// Why a change has its weight. Each code has one weight, so that the strongest reason decides without more ado.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Code {
    /// Quotes, dashes, spaces, hyphenation.
    Spacing,
    /// Small letters for capitals or the other way round.
    Capitals,
    /// The mark at the end of the paragraph.
    EndMark,
    /// *also*, *further* before the opening verb.
    Chain,
    /// Another opening verb that means the same.
    Synonym,
    /// Another spelling of a word that is no name: `-ise`, `-ize`.
    Spelling,
    /// Commas and the like within the paragraph.
    Punctuation,
    /// The organ's short or full name.
    OrganName,
    /// A reference to a paragraph of the same text that followed its renumbering.
    CrossReference,
    /// The same entries of a list in another order.
    Order,
    /// Parted, the words aside.
    Split,
    /// Joined, the words aside.
    Merged,
    /// Figures that move with the steps of the whole document.
    Rollover,
    /// A list of recalled resolutions gains the last ones.
    ListUpdate,
    /// An opening verb that time turned into another: welcomes, recalls.
    Ageing,
    /// Another opening verb.
    OpeningVerb,
    /// Another adverb before the opening verb.
    OpeningAdverb,
    /// From the preamble to the operative part or back.
    Part,
    /// Whom the paragraph addresses.
    Addressee,
    /// *shall*, *should*, *may*.
    Modal,
    /// *as appropriate*, *within existing resources*.
    Hedge,
    /// *all*, *without delay*.
    Intensifier,
    /// *not*, *without*.
    Negation,
    /// *and* for *or*.
    AndOr,
    /// Cites a resolution it did not.
    ReferenceAdded,
    /// Cites a resolution no more.
    ReferenceDropped,
    /// Cites one resolution for another.
    ReferenceReplaced,
    /// Another document.
    Document,
    /// Another date.
    Date,
    /// Another session.
    Session,
    /// Another year.
    Year,
    /// Another sum or share.
    Amount,
    /// Another number.
    Number,
    /// Figures that move otherwise than the whole document.
    OffStep,
    /// Figures that should have moved and did not.
    Stale,
    /// A reference to a paragraph of the same text that did not follow the renumbering.
    BrokenReference,
    /// A reference that points to another paragraph of the same text now.
    Retargeted,
    /// Another spelling of a name.
    NameSpelling,
    /// Another name.
    Name,
    /// Square brackets.
    Brackets,
    /// Text that left one paragraph and turned up in another.
    Transfer,
    /// A new clause.
    Added,
    /// A clause that is gone.
    Removed,
    /// A report, money or a body asked for, or no more.
    Mandate,
    /// Chapter VII of the Charter.
    ChapterSeven,
    /// Words that no rule explains.
    Wording,
}

impl Code {
    /// All of them with their names, weakest first.
    pub const ALL: [(Code, &str, Significance); 46] = [
        (Code::Spacing, "spacing", Significance::Typographic),
        (Code::Capitals, "capitals", Significance::Typographic),
        (Code::EndMark, "end-mark", Significance::Typographic),
        (Code::Chain, "chain", Significance::Editorial),
        (Code::Synonym, "synonym", Significance::Editorial),
        (Code::Spelling, "spelling", Significance::Editorial),
        (Code::Punctuation, "punctuation", Significance::Editorial),
        (Code::OrganName, "organ-name", Significance::Editorial),
        (Code::CrossReference, "cross-reference", Significance::Editorial),
        (Code::Order, "order", Significance::Editorial),
        (Code::Split, "split", Significance::Editorial),
        (Code::Merged, "merged", Significance::Editorial),
        (Code::Rollover, "rollover", Significance::Routine),
        (Code::ListUpdate, "list-update", Significance::Routine),
        (Code::Ageing, "ageing", Significance::Substantive),
        (Code::OpeningVerb, "opening-verb", Significance::Substantive),
        (Code::OpeningAdverb, "opening-adverb", Significance::Substantive),
        (Code::Part, "part", Significance::Substantive),
        (Code::Addressee, "addressee", Significance::Substantive),
        (Code::Modal, "modal", Significance::Substantive),
        (Code::Hedge, "hedge", Significance::Substantive),
        (Code::Intensifier, "intensifier", Significance::Substantive),
        (Code::Negation, "negation", Significance::Substantive),
        (Code::AndOr, "and-or", Significance::Substantive),
        (Code::ReferenceAdded, "reference-added", Significance::Substantive),
        (Code::ReferenceDropped, "reference-dropped", Significance::Substantive),
        (Code::ReferenceReplaced, "reference-replaced", Significance::Substantive),
        (Code::Document, "document", Significance::Substantive),
        (Code::Date, "date", Significance::Substantive),
        (Code::Session, "session", Significance::Substantive),
        (Code::Year, "year", Significance::Substantive),
        (Code::Amount, "amount", Significance::Substantive),
        (Code::Number, "number", Significance::Substantive),
        (Code::OffStep, "off-step", Significance::Substantive),
        (Code::Stale, "stale", Significance::Substantive),
        (Code::BrokenReference, "broken-reference", Significance::Substantive),
        (Code::Retargeted, "retargeted-reference", Significance::Substantive),
        (Code::NameSpelling, "name-spelling", Significance::Substantive),
        (Code::Name, "name", Significance::Substantive),
        (Code::Brackets, "brackets", Significance::Substantive),
        (Code::Transfer, "transfer", Significance::Substantive),
        (Code::Added, "added", Significance::Substantive),
        (Code::Removed, "removed", Significance::Substantive),
        (Code::Mandate, "mandate", Significance::Substantive),
        (Code::ChapterSeven, "chapter-vii", Significance::Substantive),
        (Code::Wording, "wording", Significance::Substantive),
    ];

    fn entry(self) -> (&'static str, Significance) {
        // The list has the order of the enum, which a test asserts.
        let (_, name, significance) = Code::ALL[self as usize];
        (name, significance)
    }

    /// The name for programs.
    pub fn name(self) -> &'static str {
        self.entry().0
    }

    /// What it weighs.
    pub fn significance(self) -> Significance {
        self.entry().1
    }

    /// A reason of this code.
    pub(super) fn says(self, text: impl Into<String>) -> Reason {
        Reason { code: self.name().to_owned(), significance: self.significance(), text: text.into() }
    }
}
