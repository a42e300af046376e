//! Which of many candidate pairs are taken.
//!
//! In: candidate pairs with a rank. Out: some of them, each paragraph in at most one: the best first. Measured on generated
//! pairs of all kinds: the set with the greatest sum (Kuhn and Munkres) is right no more often.

use std::collections::HashSet;

use super::matching::Pair;
use crate::model::{ParagraphIndex, Side, Versions};

/// A pair that may be taken, and how good it is.
pub(super) struct Candidate<T> {
    pub(super) pair: Pair,
    pub(super) rank: f64,
    pub(super) value: T,
}

/// Takes the best candidate, then the best of the others that has none of its paragraphs, and so on.
pub(super) fn best_first<T>(mut candidates: Vec<Candidate<T>>) -> Vec<Candidate<T>> {
    candidates.sort_by(|left, right| right.rank.total_cmp(&left.rank).then(left.pair.cmp(&right.pair)));
    let mut taken = Versions::<HashSet<ParagraphIndex>>::default();
    candidates.retain(|Candidate { pair, .. }| {
        let is_free = !Side::any(|side| taken.get(side).contains(pair.get(side)));
        is_free && Side::BOTH.into_iter().all(|side| taken.get_mut(side).insert(*pair.get(side)))
    });
    candidates
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::tests::pair;

    #[test]
    fn each_paragraph_is_taken_once_and_ties_go_to_the_earlier() {
        let candidates = [((0, 0), 0.7), ((0, 1), 0.9), ((1, 1), 0.8), ((2, 3), 0.5), ((2, 2), 0.5), ((1, 3), 0.2)];
        let candidates =
            candidates.map(|((before, after), rank)| Candidate { pair: pair(before, after), rank, value: () });
        let taken: Vec<_> = best_first(candidates.into()).into_iter().map(|candidate| candidate.pair).collect();
        assert_eq!(taken, [pair(0, 1), pair(2, 2), pair(1, 3)]);
    }
}
