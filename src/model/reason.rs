//! The reasons for the significance of a change.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Significance;

/// Why a change has its significance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reason {
    /// A stable name for programs.
    pub code: ReasonCode,
    /// The significance that it would give alone; the strongest reason decides for the change.
    pub significance: Significance,
    /// The reason for people: `requests → encourages (weaker)`.
    pub text: String,
}

impl Reason {
    /// A reason with the usual significance of its code.
    pub fn new(code: ReasonCode, text: impl Into<String>) -> Reason {
        Reason { code, significance: code.significance(), text: text.into() }
    }
}

/// A stable name of a reason. Each code has one significance, so the strongest reason decides without further weighing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ReasonCode {
    /// Quotes, dashes, spaces, hyphenation.
    Spacing,
    /// Upper case for lower case, or the other way round.
    Capitals,
    /// The punctuation mark at the end of the paragraph.
    EndMark,
    /// *Also* or *further* before the opening verb.
    #[serde(rename = "chain")]
    Connective,
    /// Another opening verb with the same meaning.
    Synonym,
    /// Another spelling of a word that is not a name: `-ise`, `-ize`.
    Spelling,
    /// Commas and the like within the paragraph.
    Punctuation,
    /// The short or the full name of the organ.
    OrganName,
    /// A reference to a paragraph of the same text that followed its renumbering.
    CrossReference,
    /// The same entries of a list in another order.
    Order,
    /// The paragraph was split, whatever happened to its words.
    Split,
    /// The paragraphs were merged, whatever happened to their words.
    Merged,
    /// Sessions, years and dates that move with the whole document.
    Rollover,
    /// A list of recalled resolutions gains the latest ones.
    ListUpdate,
    /// An opening verb that time turned into another: *welcomes*, *recalls*.
    Ageing,
    /// Another opening verb.
    OpeningVerb,
    /// Another adverb before the opening verb.
    OpeningAdverb,
    /// From the preamble to the operative part, or back.
    Part,
    /// Whom the paragraph addresses.
    Addressee,
    /// *Shall*, *should*, *may*.
    Modal,
    /// *As appropriate*, *within existing resources*.
    Hedge,
    /// *All*, *without delay*.
    Intensifier,
    /// *Not*, *without*.
    Negation,
    /// *And* for *or*.
    AndOr,
    /// Cites a resolution that it did not cite.
    ReferenceAdded,
    /// No longer cites a resolution.
    ReferenceDropped,
    /// Cites one resolution instead of another.
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
    /// Sessions or years that move, but not as the whole document does.
    OffStep,
    /// Sessions or years that should have moved and did not.
    Stale,
    /// A reference to a paragraph of the same text that did not follow the renumbering.
    BrokenReference,
    /// A reference that now leads to another paragraph of the same text.
    RetargetedReference,
    /// Another spelling of a name.
    NameSpelling,
    /// Another name.
    Name,
    /// A mark that a paragraph is agreed ad referendum.
    AgreedMark,
    /// Square brackets.
    Brackets,
    /// Text that left one paragraph and appears in another.
    #[serde(rename = "transfer")]
    Relocation,
    /// A new clause.
    Added,
    /// A clause that is gone.
    Removed,
    /// Asks for a report, money or a body, or no longer does.
    Mandate,
    /// Chapter VII of the Charter.
    ChapterVii,
    /// Words that no rule explains.
    Wording,
    /// The instruction of an amendment that made the change.
    Amendment,
}

impl ReasonCode {
    /// The significance of a change that has this reason alone.
    pub fn significance(self) -> Significance {
        use ReasonCode::*;
        match self {
            Spacing | Capitals | EndMark | Amendment => Significance::Typographic,
            Connective | Synonym | Spelling | Punctuation | OrganName | CrossReference | Order | AgreedMark | Split
            | Merged => Significance::Editorial,
            Rollover | ListUpdate => Significance::Routine,
            Ageing | OpeningVerb | OpeningAdverb | Part | Addressee | Modal | Hedge | Intensifier | Negation
            | AndOr | ReferenceAdded | ReferenceDropped | ReferenceReplaced | Document | Date | Session | Year
            | Amount | Number | OffStep | Stale | BrokenReference | RetargetedReference | NameSpelling | Name
            | Brackets | Relocation | Added | Removed | Mandate | ChapterVii | Wording => Significance::Substantive,
        }
    }

    /// Whether it does not depend on the [edits](super::Edit) of the paragraph: no edit shows what it says.
    pub fn is_independent_of_edits(self) -> bool {
        use ReasonCode::*;
        matches!(self, Part | Amendment | Stale | BrokenReference | RetargetedReference | Relocation)
    }

    /// Whether it says that the citations of a list came, went or were replaced.
    pub fn is_about_citations(self) -> bool {
        use ReasonCode::*;
        matches!(self, ListUpdate | ReferenceAdded | ReferenceDropped | ReferenceReplaced)
    }
}
