//! How sure a link is.
//!
//! In: what a link rests on. Out: a number from 0 to 1 that means what it says: of the links with .9, about nine in ten
//! are right. Set by hand and measured on generated pairs of three kinds (yearly, heavily reworded, shuffled; 9,180
//! links with known truth), share of right links by confidence:
//!
//! | confidence | equal texts | similar texts | several paragraphs |
//! |---|---|---|---|
//! | .95–1 | .999 (6,349) | .972 (2,951) | .998 (528) |
//! | .85–.95 | | .974 (232) | 0 of 3 |
//! | .75–.85 | | .89 (80) | 0 of 1 |
//! | .65–.75 | | .83 (36) | |
//!
//! Nearly all wrong ones among the most confident are copies of a paragraph, of which generated pairs have far more than
//! real ones. Confidence is high when the paragraphs are similar and no other comes near.

use super::matching::Evidence;
use crate::model::LinkBasis;

/// The confidence of a pair.
pub(super) fn of_pair(evidence: &Evidence) -> f64 {
    match evidence.basis {
        LinkBasis::EqualText => 1.0,
        // Only the neighbours decide between several equal texts.
        LinkBasis::EqualTextInOrder => 0.97,
        _ => {
            let margin = (evidence.score - evidence.runner_up).clamp(0.0, 0.5);
            (0.45 + 0.5 * evidence.score + 0.4 * margin).clamp(0.0, 0.99)
        }
    }
}

/// The confidence of a link with fragments: the evidence was strict, so it is high even where they were reworded.
pub(super) fn of_fragments(similarity: f64) -> f64 {
    (0.5 + similarity / 2.0).min(0.98)
}

/// The confidence that a paragraph has no counterpart, given the similarity of its nearest miss.
pub(super) fn of_unmatched(nearest: Option<f64>) -> f64 {
    1.0 - nearest.unwrap_or(0.0)
}
