//! Pairs that were similar, but not enough: named, so that a reader can overrule.
//!
//! In: what is left alone. Out: the best pairs of an added and a removed paragraph, each paragraph once, best first.

use super::candidates::Nearest;
use super::matching::{Matching, Pair};
use super::score::Score;
use super::slots::Slots;
use super::texts::Texts;
use crate::model::{NearMiss, ParagraphIndex, Versions};

/// So many are told.
const MOST: usize = 20;
/// Below this nobody would ask: half of the hardest wrong candidates of real pairs reach it.
const LEAST: f64 = 0.30;

/// The near misses.
pub(super) fn near_misses(texts: &Texts, matching: &Matching, slots: &Slots, nearest: Nearest) -> Vec<NearMiss> {
    let near = |(pair, Score { similarity, .. }): (Pair, Score)| {
        (similarity >= LEAST).then(|| NearMiss { paragraphs: pair.map(ParagraphIndex), similarity })
    };
    let mut out: Vec<NearMiss> =
        nearest.scored(texts, matching, slots).into_iter().flatten().filter_map(near).collect();
    out.sort_by(|one, other| other.similarity.total_cmp(&one.similarity).then(one.paragraphs.cmp(&other.paragraphs)));
    let mut told: Versions<Vec<ParagraphIndex>> = Versions::default();
    out.retain(|miss| {
        let fresh = !told.before.contains(&miss.paragraphs.before)
            && !told.after.contains(&miss.paragraphs.after)
            && told.before.len() < MOST;
        if fresh {
            told.before.push(miss.paragraphs.before);
            told.after.push(miss.paragraphs.after);
        }
        fresh
    });
    out
}
