//! Near misses: pairs that were similar, but not enough, so that a reader can overrule.
//!
//! In: the unmatched paragraphs. Out: the best pairs of a removed and an added paragraph, each paragraph once, best
//! first.

use super::assign::{Candidate, best_first};
use super::backbone::Backbone;
use super::candidates::score_candidates;
use super::corpus::Corpus;
use super::matching::Matching;
use super::score::Scorer;
use crate::model::NearMiss;

/// Near misses that are reported.
const MAX_NEAR_MISSES: usize = 20;
/// Below this a pair is of no interest: half of the hardest wrong candidates of real pairs reach it.
const MIN_SIMILARITY: f64 = 0.30;

/// Finds the near misses.
pub(super) fn near_misses(corpus: &Corpus, backbone: &Backbone, matching: &Matching) -> Vec<NearMiss> {
    let scored = score_candidates(&Scorer { corpus, backbone, matching, accepts_plausible: false }).into_iter();
    let similar = scored.filter(|(_, score)| score.similarity >= MIN_SIMILARITY);
    let similar = similar.map(|(pair, score)| Candidate { pair, rank: score.similarity, value: () });
    let best = best_first(similar.collect()).into_iter().take(MAX_NEAR_MISSES);
    best.map(|Candidate { pair, rank, .. }| NearMiss { paragraphs: pair, similarity: rank }).collect()
}
