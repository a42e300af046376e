//! Near misses: pairs that were similar, but not enough, so that a reader can overrule.
//!
//! In: the unmatched paragraphs. Out: the best pairs of a removed and an added paragraph, each paragraph once, best
//! first.

use super::backbone::Backbone;
use super::candidates::score_candidates;
use super::corpus::Corpus;
use super::matching::Matching;
use super::score::Scorer;
use crate::model::{NearMiss, ParagraphIndex, Versions};

/// Near misses that are reported.
const MAX_NEAR_MISSES: usize = 20;
/// Below this a pair is of no interest: half of the hardest wrong candidates of real pairs reach it.
const MIN_SIMILARITY: f64 = 0.30;

/// Finds the near misses.
pub(super) fn near_misses(corpus: &Corpus, backbone: &Backbone, matching: &Matching) -> Vec<NearMiss> {
    let scored = score_candidates(&Scorer { corpus, backbone, matching, accepts_plausible: false }).into_iter();
    let mut misses: Vec<NearMiss> = scored
        .map(|(paragraphs, score)| NearMiss { paragraphs, similarity: score.similarity })
        .filter(|miss| miss.similarity >= MIN_SIMILARITY)
        .collect();
    misses.sort_by(|a, b| b.similarity.total_cmp(&a.similarity).then(a.paragraphs.cmp(&b.paragraphs)));
    let mut seen: Versions<Vec<ParagraphIndex>> = Versions::default();
    misses.retain(|NearMiss { paragraphs: Versions { before, after }, .. }| {
        let is_new =
            !seen.before.contains(before) && !seen.after.contains(after) && seen.before.len() < MAX_NEAR_MISSES;
        if is_new {
            seen.before.push(*before);
            seen.after.push(*after);
        }
        is_new
    });
    misses
}
