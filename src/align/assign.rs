//! The best set of pairs.
//!
//! In: candidate pairs with a rank. Out: some of them, each paragraph in at most one, so that the sum of squared ranks is
//! greatest. Squares, because one pair of .9 is more likely right than two of .5 that exclude it.
//!
//! Pairs in different connected components do not affect each other, so each component is solved on its own: exactly
//! (Kuhn and Munkres, O(n³)) up to [`MAX_EXACT_CELLS`], beyond that the best first. Components of real texts are tiny; the
//! bound is for texts made of one paragraph repeated with a word changed.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;
use pathfinding::undirected::connected_components::separate_components;
use rayon::prelude::*;

use super::matching::Pair;
use crate::model::{ParagraphIndex, Side, Versions};

/// Rows × columns up to which a component is solved exactly.
const MAX_EXACT_CELLS: usize = 160 * 160;

/// A pair that may be taken, and how good it is.
pub(super) struct Candidate<T> {
    pub(super) pair: Pair,
    pub(super) rank: f64,
    pub(super) value: T,
}

/// Takes the candidates with the greatest sum of squared ranks.
pub(super) fn assign<T: Send>(candidates: Vec<Candidate<T>>) -> Vec<Candidate<T>> {
    let ends = |candidate: &Candidate<T>| Side::BOTH.map(|side| (side, *candidate.pair.get(side))).to_vec();
    let ends: Vec<_> = candidates.iter().map(ends).collect();
    let (_, component_of) = separate_components(&ends);
    let mut components: BTreeMap<usize, Vec<Candidate<T>>> = BTreeMap::new();
    for (candidate, component) in candidates.into_iter().zip(component_of) {
        components.entry(component).or_default().push(candidate);
    }
    components.into_par_iter().flat_map_iter(|(_, component)| solve(component)).collect()
}

fn solve<T>(component: Vec<Candidate<T>>) -> Vec<Candidate<T>> {
    let paragraphs = Versions::from_fn(|side| {
        let paragraphs: BTreeSet<_> = component.iter().map(|candidate| *candidate.pair.get(side)).collect();
        Vec::from_iter(paragraphs)
    });
    let lens = paragraphs.as_ref().map(Vec::len);
    if lens.before * lens.after > MAX_EXACT_CELLS {
        return best_first(component);
    }
    // The method wants no more rows than columns.
    let row_side = if lens.before <= lens.after { Side::Before } else { Side::After };
    let cell = |pair: &Pair| {
        let position = |side| paragraphs.get(side).partition_point(|paragraph| paragraph < pair.get(side));
        (position(row_side), position(row_side.other()))
    };
    let mut gains = Matrix::new(*lens.get(row_side), *lens.get(row_side.other()), 0_i64);
    for Candidate { pair, rank, .. } in &component {
        gains[cell(pair)] = (rank * rank * 1e9) as i64;
    }
    let (_, column_of) = kuhn_munkres(&gains);
    let is_taken = |candidate: &Candidate<T>| {
        let (row, column) = cell(&candidate.pair);
        column_of[row] == column
    };
    component.into_iter().filter(is_taken).collect()
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

    fn candidates<const N: usize>(candidates: [((usize, usize), f64); N]) -> Vec<Candidate<()>> {
        let candidate = |((before, after), rank)| Candidate { pair: pair(before, after), rank, value: () };
        candidates.map(candidate).into()
    }

    fn pairs(taken: Vec<Candidate<()>>) -> Vec<Pair> {
        let mut pairs: Vec<Pair> = taken.into_iter().map(|candidate| candidate.pair).collect();
        pairs.sort_unstable();
        pairs
    }

    #[test]
    fn the_best_sum_wins_over_the_best_pair() {
        let given = [((0, 0), 0.80), ((0, 1), 0.78), ((1, 0), 0.70)];
        assert_eq!(pairs(assign(candidates(given))), [pair(0, 1), pair(1, 0)]);
        assert_eq!(pairs(best_first(candidates(given))), [pair(0, 0)]);
    }

    #[test]
    fn two_poor_pairs_do_not_exclude_a_good_one() {
        assert_eq!(pairs(assign(candidates([((0, 0), 0.5), ((1, 0), 0.9), ((1, 1), 0.5)]))), [pair(1, 0)]);
    }

    #[test]
    fn each_paragraph_is_taken_once_and_ties_go_to_the_earlier() {
        let given = [((0, 0), 0.7), ((0, 1), 0.9), ((1, 1), 0.8), ((2, 3), 0.5), ((2, 2), 0.5), ((1, 3), 0.2)];
        assert_eq!(pairs(best_first(candidates(given))), [pair(0, 1), pair(1, 3), pair(2, 2)]);
    }

    #[test]
    fn a_large_component_is_solved_best_first() {
        let len = 161;
        let all = (0..len * len).map(|cell| Candidate { pair: pair(cell / len, cell % len), rank: 0.5, value: () });
        let diagonal: Vec<Pair> = (0..len).map(|index| pair(index, index)).collect();
        assert_eq!(pairs(assign(all.collect())), diagonal);
    }
}
