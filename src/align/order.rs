//! Heaviest increasing subsequence.
//!
//! In: positions with weights. Out: which of them stay, so that the least weight has to move: O(n log n) for any order.
//! Of two equally heavy subsequences the longer wins, then the one that ends earlier in the input.

use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A subsequence, ordered from worse to better: its weight, its length, its last item.
type Chain = (u64, usize, Reverse<usize>);

/// For each item `(position, weight)`, whether it is in the heaviest strictly increasing subsequence.
pub(super) fn heaviest_increasing_subsequence(items: &[(usize, u64)]) -> Vec<bool> {
    // The best subsequence that ends at each position, unless one that ends before it is as good.
    let mut best: BTreeMap<usize, Chain> = BTreeMap::new();
    let mut previous: Vec<Option<usize>> = Vec::with_capacity(items.len());
    for (item, &(position, weight)) in items.iter().enumerate() {
        let prefix = best.range(..position).next_back().map(|(_, chain)| *chain);
        previous.push(prefix.map(|(.., last)| last.0));
        let (prefix_weight, prefix_len, _) = prefix.unwrap_or_default();
        let chain = (prefix_weight + weight, prefix_len + 1, Reverse(item));
        if best.get(&position).is_some_and(|other| *other > chain) {
            continue;
        }
        best.insert(position, chain);
        while let Some((&worse, _)) = best.range(position + 1..).next().filter(|(_, other)| **other < chain) {
            best.remove(&worse);
        }
    }
    let mut kept = vec![false; items.len()];
    let mut next = best.last_key_value().map(|(_, (.., last))| last.0);
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
