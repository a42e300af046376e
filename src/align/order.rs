//! Heaviest increasing subsequence.
//!
//! In: positions with weights. Out: which of them stay, so that the least weight has to move.
//!
//! A Fenwick tree holds the best subsequence that ends at or before each position: O(n log n) for any order. Of two
//! equally heavy subsequences the longer wins, then the one that ends earlier in the input.

use std::cmp::Reverse;

/// An increasing subsequence, ordered from worse to better: its weight, its length, its last item.
type Chain = (u64, usize, Reverse<usize>);

/// For each item `(position, weight)`, whether it is in the heaviest strictly increasing subsequence.
pub(super) fn heaviest_increasing_subsequence(items: &[(usize, u64)]) -> Vec<bool> {
    let positions = items.iter().map(|(position, _)| position + 1).max().unwrap_or(0);
    // The nodes of the tree count from 1; each holds the best of a range of positions that ends with its own.
    let mut tree = vec![Chain::default(); positions + 1];
    let lowest_bit = |node: usize| node & node.wrapping_neg();
    let last_of = |(_, len, Reverse(item)): Chain| (len > 0).then_some(item);
    let mut previous = Vec::with_capacity(items.len());
    let mut best = Chain::default();
    for (item, &(position, weight)) in items.iter().enumerate() {
        let (mut prefix, mut node) = (Chain::default(), position);
        while node > 0 {
            prefix = prefix.max(tree[node]);
            node -= lowest_bit(node);
        }
        previous.push(last_of(prefix));
        let chain = (prefix.0 + weight, prefix.1 + 1, Reverse(item));
        best = best.max(chain);
        node = position + 1;
        while node <= positions {
            tree[node] = tree[node].max(chain);
            node += lowest_bit(node);
        }
    }
    let mut kept = vec![false; items.len()];
    let mut next = last_of(best);
    while let Some(item) = next {
        kept[item] = true;
        next = previous[item];
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_stay_then_the_most_then_the_earlier() {
        type Case<'a> = (&'a [(usize, u64)], &'a [bool]);
        let cases: [Case<'_>; 6] = [
            (&[], &[]),
            (&[(2, 5), (0, 3), (1, 3)], &[false, true, true]),
            (&[(2, 7), (0, 3), (1, 3)], &[true, false, false]),
            (&[(2, 6), (0, 3), (1, 3)], &[false, true, true]),
            (&[(1, 4), (0, 4)], &[true, false]),
            (&[(3, 2), (0, 2), (5, 1)], &[true, false, true]),
        ];
        for (items, expected) in cases {
            assert_eq!(heaviest_increasing_subsequence(items), expected, "{items:?}");
        }
    }

    #[test]
    fn it_is_the_heaviest_of_all() {
        // Every choice of eight items, in orders that step through the positions in many ways.
        for step in 1..40_usize {
            let items: Vec<(usize, u64)> = (1..9).map(|i| (i * step % 41 % 10, (i * step) as u64 % 7 + 1)).collect();
            let weight = |kept: &[bool]| -> Option<u64> {
                let chosen: Vec<_> = items.iter().zip(kept).filter(|(_, kept)| **kept).map(|(item, _)| item).collect();
                chosen.is_sorted_by(|left, right| left.0 < right.0).then(|| chosen.iter().map(|item| item.1).sum())
            };
            let choices = (0..256_u32).map(|bits| (0..8).map(|item| bits >> item & 1 == 1).collect::<Vec<_>>());
            let best = choices.filter_map(|kept| weight(&kept)).max();
            assert_eq!(weight(&heaviest_increasing_subsequence(&items)), best, "{items:?}");
        }
    }
}
