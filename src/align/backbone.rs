//! The backbone: linked pairs whose order did not change, and the gaps between them.
//!
//! In: the pairs linked so far. Out: which of them are in order, and in which gap each paragraph is. Gap `n` holds the
//! paragraphs after `n` backbone pairs: two paragraphs in one gap are between the same linked neighbours.

use std::ops::Range;

use super::matching::{Matching, Pair};
use super::moves::{MoveCosts, in_order};
use crate::model::{Side, Versions};

/// The backbone of a [`Matching`].
pub(super) struct Backbone {
    /// For each older paragraph, whether its pair is on the backbone.
    pub(super) in_order: Vec<bool>,
    /// The gap of each paragraph. A backbone paragraph counts in the gap that it ends.
    gap_of: Versions<Vec<usize>>,
    /// Where each gap starts, and the end of the text.
    starts: Versions<Vec<usize>>,
}

impl Backbone {
    pub(super) fn new(matching: &Matching, costs: &MoveCosts) -> Backbone {
        let in_order = in_order(matching, costs);
        let lens = matching.lens();
        let mut gap_of = lens.map(Vec::with_capacity);
        let mut starts = lens.map(|_| vec![0]);
        for (gap, pair) in matching.pairs().filter(|pair| in_order[pair.before]).enumerate() {
            for side in Side::BOTH {
                let end = pair.get(side) + 1;
                gap_of.get_mut(side).resize(end, gap);
                starts.get_mut(side).push(end);
            }
        }
        for side in Side::BOTH {
            let last_gap = starts.get(side).len() - 1;
            gap_of.get_mut(side).resize(*lens.get(side), last_gap);
            starts.get_mut(side).push(*lens.get(side));
        }
        Backbone { in_order, gap_of, starts }
    }

    /// The pairs that moved: linked, but not on the backbone.
    pub(super) fn moved_pairs(&self, matching: &Matching) -> Vec<Pair> {
        matching.pairs().filter(|pair| !self.in_order[pair.before]).collect()
    }

    /// Whether two paragraphs are in the same gap.
    pub(super) fn same_gap(&self, pair: Pair) -> bool {
        self.gap_of.before[pair.before] == self.gap_of.after[pair.after]
    }

    /// How many gaps apart two paragraphs are, as a share of all gaps.
    pub(super) fn distance(&self, pair: Pair) -> f64 {
        let apart = self.gap_of.before[pair.before].abs_diff(self.gap_of.after[pair.after]);
        apart as f64 / (self.starts.before.len() - 1) as f64
    }

    /// For two paragraphs in one gap: by how many ranks they differ, counted from the nearer end of the gap.
    pub(super) fn ranks_apart(&self, pair: Pair) -> usize {
        let gap = self.gap_of.before[pair.before];
        let Versions { before, after } = &self.starts;
        let from_start = (pair.before - before[gap]).abs_diff(pair.after - after[gap]);
        let from_end = (before[gap + 1] - pair.before).abs_diff(after[gap + 1] - pair.after);
        from_start.min(from_end)
    }

    /// The paragraphs on the opposite side that are in the gap of `paragraph`.
    pub(super) fn opposite_gap(&self, side: Side, paragraph: usize) -> Range<usize> {
        let gap = self.gap_of.get(side)[paragraph];
        let starts = self.starts.get(side.other());
        // Each gap except the last ends with a backbone paragraph, which is not a member.
        let is_last = gap + 2 == starts.len();
        starts[gap]..starts[gap + 1] - usize::from(!is_last)
    }

    /// Splits ascending paragraphs of both sides by gap. Gives ranges of positions in the two lists, for each gap that
    /// has some of the older side.
    pub(super) fn split_by_gap(&self, paragraphs: &Versions<Vec<usize>>) -> Vec<Versions<Range<usize>>> {
        let mut ranges = Vec::new();
        let mut start = 0;
        let same_gap = |&left: &usize, &right: &usize| self.gap_of.before[left] == self.gap_of.before[right];
        for group in paragraphs.before.chunk_by(same_gap) {
            let gap = self.gap_of.before[group[0]];
            let first = paragraphs.after.partition_point(|&after| self.gap_of.after[after] < gap);
            let end = paragraphs.after.partition_point(|&after| self.gap_of.after[after] <= gap);
            ranges.push(Versions::new(start..start + group.len(), first..end));
            start += group.len();
        }
        ranges
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::tests::{matching, resolutions};

    #[test]
    fn gaps_lie_between_pairs_in_order() {
        let texts = resolutions(&["a"; 5], &["a"; 4]);
        // The pair (3, 0) crosses the other two, so it moved.
        let matching = matching(&texts, &[(0, 1), (3, 0), (4, 3)]);
        let backbone = Backbone::new(&matching, &MoveCosts::new(texts.as_ref()));
        assert_eq!(backbone.in_order, [true, false, false, false, true]);
        assert_eq!(backbone.moved_pairs(&matching), [Pair::new(3, 0)]);
        assert_eq!(backbone.gap_of, Versions::new(vec![0, 1, 1, 1, 1], vec![0, 0, 1, 1]));
        assert_eq!(backbone.opposite_gap(Side::Before, 2), 2..3);
        assert_eq!(backbone.opposite_gap(Side::After, 2), 1..4);
        assert_eq!((backbone.ranks_apart(Pair::new(1, 2)), backbone.ranks_apart(Pair::new(2, 2))), (0, 1));
        assert!(backbone.same_gap(Pair::new(2, 2)) && !backbone.same_gap(Pair::new(2, 0)));
        assert_eq!(backbone.split_by_gap(&Versions::new(vec![1, 2], vec![2])), [Versions::new(0..2, 0..1)]);
    }
}
