//! How much two paragraphs are alike.
//!
//! In: two paragraphs and what is linked so far. Out: a score; from a threshold on they may be a pair.
//!
//! Words weigh by rarity. A Dice coefficient asks whether the two are the same, containment whether one is in the
//! other; neither alone parts right from wrong (over real pairs, AUC .957 and .963, but one wrong candidate in a
//! hundred reaches a containment of .86), so they are combined. Place and neighbours only decide near misses.

use super::matching::{Matching, Pair};
use super::slots::Slots;
use super::texts::{Kind, Laid, Texts};
use crate::model::{ParagraphIndex, Part, Versions};

/// Between the same neighbours even a text that keeps a third of its words is the same paragraph, reworded. The place
/// itself adds .04 to .06. Generated pairs do not care from .26 to .42 (mean edge F1 within .001); the eleven real
/// pairs are all right from .36 on and lose a rewritten paragraph at .38.
pub(super) const IN_SLOT: f64 = 0.36;
/// Anywhere else it must be clearly alike: of the hardest wrong candidates in one document 95 % are below .49.
/// Generated and real pairs do not care from .45 to .52.
pub(super) const ANYWHERE: f64 = 0.50;
/// Below so many words, similarity says little.
const SHORT: usize = 8;
/// What a short text needs in its place, unless it opens or is numbered alike or is a heading, which are few.
const SHORT_DICE: f64 = 0.60;
/// What it needs anywhere else.
const SHORT_DICE_ANYWHERE: f64 = 0.75;

/// How much two paragraphs are alike.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Score {
    /// Shared weight as a share of both.
    pub(super) similarity: f64,
    /// All that speaks for the pair.
    pub(super) total: f64,
    /// Whether they stand between the same neighbours.
    pub(super) in_slot: bool,
    /// Whether that is enough.
    pub(super) enough: bool,
}

/// Scores one pair; `None` if they can never be one. Several of one older paragraph in a row lay out its words once.
pub(super) fn score<'t>(
    texts: &'t Texts,
    matching: &Matching,
    slots: &Slots,
    laid: &mut Laid<'t>,
    pair: Pair,
) -> Option<Score> {
    let units = texts.units.as_ref().zip(pair).map(|(units, at)| &units[at]);
    let traits = Versions::new(units.before.traits?, units.after.traits?);
    if traits.before.kind != traits.after.kind {
        return None;
    }
    laid.lay(&units.before.bag);
    let common = laid.common(&units.after.bag) as f64;
    let (one, other) = (units.before.weight as f64, units.after.weight as f64);
    if common == 0.0 {
        return None;
    }
    let similarity = 2.0 * common / (one + other);
    let (less, more) = (one.min(other), one.max(other));
    let containment = common / less * (2.0 * less / more).min(1.0);
    let alike = 0.65 * similarity + 0.35 * containment;

    let same_verb = traits.before.verb.is_some() && traits.before.verb == traits.after.verb;
    let same_label = traits.before.label == traits.after.label;
    let in_slot = slots.same(pair);
    let mut total = alike;
    total += if same_verb { 0.03 } else { 0.0 };
    total += if in_slot {
        0.04 + 0.02 / (1 + slots.ranks_apart(pair)) as f64
    } else {
        -0.02 * (slots.distance(pair) * 5.0).min(1.0)
    };
    total += parents(matching, traits.map(|traits| traits.parent));
    total -= apart(traits.before.part, traits.after.part);
    total += if same_label { 0.005 } else { 0.0 };

    let short = units.before.words.len().min(units.after.words.len()) < SHORT;
    let known = same_verb || same_label || traits.before.kind == Kind::Heading;
    let enough = match (in_slot, short) {
        (true, false) => total >= IN_SLOT,
        (true, true) => similarity >= SHORT_DICE || (known && total >= IN_SLOT),
        (false, true) => similarity >= SHORT_DICE_ANYWHERE,
        (false, false) => total >= ANYWHERE,
    };
    Some(Score { similarity, total, in_slot, enough })
}

/// No similarity of a pair is above this.
pub(super) fn most_alike(texts: &Texts, pair: Pair) -> f64 {
    let weights = texts.units.as_ref().zip(pair).map(|(units, at)| units[at].weight);
    2.0 * weights.before.min(weights.after) as f64 / (weights.before + weights.after).max(1) as f64
}

/// Subparagraphs follow their paragraph.
fn parents(matching: &Matching, parents: Versions<Option<ParagraphIndex>>) -> f64 {
    match (parents.before, parents.after) {
        (None, None) => 0.0,
        (Some(before), Some(after)) if matching.partner().before[before.0] == Some(after.0) => 0.06,
        (Some(before), Some(after)) => {
            let linked = matching.partner().before[before.0].is_some() || matching.partner().after[after.0].is_some();
            if linked { -0.06 } else { 0.0 }
        }
        // Promoted to a paragraph of its own, or the other way.
        _ => -0.04,
    }
}

/// What a change of part costs: preamble to operative part happens (.3 % of real pairs), but rarely.
fn apart(before: Part, after: Part) -> f64 {
    if before == after { 0.0 } else { 0.06 }
}
