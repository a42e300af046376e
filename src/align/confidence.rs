//! How sure a pair is.

use super::matching::Evidence;
use crate::model::Basis;

/// The confidence of a pair, 0 to 1.
pub(super) fn confidence(evidence: &Evidence) -> f64 {
    match evidence.basis {
        Basis::EqualText => 1.0,
        Basis::EqualTextInOrder => 0.97,
        _ => {
            let margin = (evidence.score - evidence.rival).clamp(0.0, 0.5);
            (0.45 + 0.5 * evidence.score + 0.4 * margin).clamp(0.0, 0.99)
        }
    }
}
