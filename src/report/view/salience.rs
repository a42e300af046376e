//! Which of several changes of equal significance a reader should see first.
//!
//! In order: what breaks or binds the text as a whole; what it newly says or no longer says; the strength of its verbs;
//! money, conditions and scope; then everything else. The order is that of the first questions a delegation asks.

use super::{FieldDiff, ReportedChange};
use crate::model::{ChangeKind, Part, Reason, ReasonCode, Resolution, Side, Significance};

/// The salience of a new or removed operative paragraph, and of any other.
const OPERATIVE: u8 = 8;
const OTHER_PARAGRAPH: u8 = 5;
/// The salience of most reasons.
const USUAL: u8 = 2;
/// The salience of another opening verb of no agreed order of strength.
const UNDIRECTED: u8 = 4;

/// Significance first, then salience.
pub(super) type Rank = (Option<Significance>, u8);

/// The salience of a reason. A verb that is neither stronger nor weaker tells less.
pub(super) fn of_reason(reason: &Reason) -> u8 {
    let has_direction = || ["(stronger", "(weaker"].iter().any(|word| reason.text.contains(word));
    match reason.code {
        ReasonCode::ChapterVii | ReasonCode::BrokenReference => 9,
        ReasonCode::OpeningVerb if !has_direction() => UNDIRECTED,
        ReasonCode::OpeningVerb | ReasonCode::Part | ReasonCode::Mandate => 7,
        ReasonCode::Amount | ReasonCode::Modal | ReasonCode::Negation | ReasonCode::AndOr => 6,
        ReasonCode::Hedge
        | ReasonCode::Intensifier
        | ReasonCode::OpeningAdverb
        | ReasonCode::Addressee
        | ReasonCode::OffStep
        | ReasonCode::Stale
        | ReasonCode::RetargetedReference => 4,
        ReasonCode::ReferenceAdded
        | ReasonCode::ReferenceDropped
        | ReasonCode::ReferenceReplaced
        | ReasonCode::Document
        | ReasonCode::Number
        | ReasonCode::Name
        | ReasonCode::Brackets => 3,
        ReasonCode::Spacing
        | ReasonCode::Capitals
        | ReasonCode::EndMark
        | ReasonCode::Chain
        | ReasonCode::Synonym
        | ReasonCode::Spelling
        | ReasonCode::Punctuation
        | ReasonCode::OrganName
        | ReasonCode::CrossReference
        | ReasonCode::Order
        | ReasonCode::Split
        | ReasonCode::Merged
        | ReasonCode::Rollover
        | ReasonCode::ListUpdate
        | ReasonCode::Ageing
        | ReasonCode::Date
        | ReasonCode::Session
        | ReasonCode::Year
        | ReasonCode::NameSpelling
        | ReasonCode::Transfer
        | ReasonCode::Added
        | ReasonCode::Removed
        | ReasonCode::Wording => USUAL,
    }
}

/// The rank of a change.
pub(super) fn of_change(reported: &ReportedChange<'_>, texts: (&Resolution, &Resolution)) -> Rank {
    let change = reported.change;
    let reasons = change.reasons.iter().map(of_reason).max().unwrap_or(USUAL);
    let side = match change.kind {
        ChangeKind::Added => Side::After,
        ChangeKind::Removed => Side::Before,
        _ => return (change.effective_significance(), reasons),
    };
    let text = if side == Side::After { texts.1 } else { texts.0 };
    let is_operative = change.paragraphs.get(side).iter().any(|&index| {
        let paragraph = &text[index];
        paragraph.part == Part::Operative && paragraph.depth == 0
    });
    (change.effective_significance(), reasons.max(if is_operative { OPERATIVE } else { OTHER_PARAGRAPH }))
}

/// The rank of a header field, closing line or footnote: another organ or title is another resolution.
pub(super) fn of_field(field: &FieldDiff) -> Rank {
    match field.name.as_str() {
        "organ line" | "title" => (Some(Significance::Substantive), OPERATIVE),
        _ => (None, 0),
    }
}
