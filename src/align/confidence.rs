//! How sure a link is.
//!
//! In: what a link rests on. Out: a number from 0 to 1 that means what it says: of the links told with .9, about nine
//! in ten are right. Set by hand and measured on generated pairs of three kinds (yearly, heavily reworded, shuffled;
//! 9,180 links with known truth), share of right links by confidence told:
//!
//! | told | equal texts | similar texts | several paragraphs |
//! |---|---|---|---|
//! | .95–1 | .999 (6,349) | .972 (2,951) | .998 (528) |
//! | .85–.95 | | .974 (232) | 0 of 3 |
//! | .75–.85 | | .89 (80) | 0 of 1 |
//! | .65–.75 | | .83 (36) | |
//!
//! Nearly all wrong ones among the surest are copies of a paragraph, of which generated pairs have far more than real
//! ones. A link is sure when its paragraphs are alike and nothing else comes near.

use super::matching::Evidence;
use crate::model::Basis;

/// The confidence of a pair.
pub(super) fn of_pair(evidence: &Evidence) -> f64 {
    match evidence.basis {
        Basis::EqualText => 1.0,
        // Which of several equal texts it is can be told from the neighbours only.
        Basis::EqualTextInOrder => 0.97,
        _ => {
            let margin = (evidence.score - evidence.rival).clamp(0.0, 0.5);
            (0.45 + 0.5 * evidence.score + 0.4 * margin).clamp(0.0, 0.99)
        }
    }
}

/// The confidence of a text shared out over several paragraphs: the evidence was strict, so even where the parts were
/// reworded it is high.
pub(super) fn of_parts(similarity: f64) -> f64 {
    (0.5 + similarity / 2.0).min(0.98)
}

/// The confidence that a paragraph has nothing on the other side, given how much its nearest miss is like it.
pub(super) fn of_alone(nearest: Option<f64>) -> f64 {
    1.0 - nearest.unwrap_or(0.0)
}
