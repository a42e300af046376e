//! Which of several changes of equal significance a reader should see first.
//!
//! In order: what breaks or binds the text as a whole; what it newly says or no longer says; the strength of its
//! verbs; money, conditions and scope; then everything else. The order is that of the first questions a delegation asks.

use super::{Field, Told};
use crate::model::{ChangeKind, Part, Reason, Resolution, Side, Significance};

/// Reason codes and the salience that each gives.
const CODES: [(u8, &[&str]); 5] = [
    (9, &["chapter-vii", "broken-reference"]),
    (7, &["opening-verb", "part", "mandate"]),
    (6, &["amount", "modal", "negation", "and-or"]),
    (4, &["hedge", "intensifier", "opening-adverb", "addressee", "off-step", "stale", "retargeted-reference"]),
    (3, &["reference-added", "reference-dropped", "reference-replaced", "document", "number", "name", "brackets"]),
];
/// The salience of a new or removed operative paragraph, and of any other.
const OPERATIVE: u8 = 8;
const OTHER_PARAGRAPH: u8 = 5;
/// The salience of what no list names.
const USUAL: u8 = 2;
/// The salience of another opening verb of no agreed order of strength.
const UNDIRECTED: u8 = 4;

/// Significance first, then salience.
pub(super) type Rank = (Option<Significance>, u8);

/// The salience of a reason. A verb that is neither stronger nor weaker tells less.
pub(super) fn of_reason(reason: &Reason) -> u8 {
    let code = reason.code.as_str();
    let salience = CODES.iter().find(|(_, codes)| codes.contains(&code)).map_or(USUAL, |(salience, _)| *salience);
    let has_direction = ["(stronger", "(weaker"].iter().any(|word| reason.text.contains(word));
    if code == "opening-verb" && !has_direction { UNDIRECTED } else { salience }
}

/// The rank of a change.
pub(super) fn of_change(told: &Told<'_>, texts: (&Resolution, &Resolution)) -> Rank {
    let change = told.change;
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
pub(super) fn of_field(field: &Field) -> Rank {
    match field.name.as_str() {
        "organ line" | "title" => (Some(Significance::Substantive), OPERATIVE),
        _ => (None, 0),
    }
}
