//! The backbone: linked pairs whose order did not change, and the gaps between them.
//!
//! In: the pairs linked so far. Out: which of them are in order, and in which gap each paragraph is. Gap `n` holds the
//! paragraphs after `n` backbone pairs: two paragraphs in one gap are between the same linked neighbours.

use std::ops::Range;

use super::matching::{Matching, Pair};
use super::moves::in_order;
use crate::model::{ParagraphIndex, Side, Versions};

/// The backbone of a [`Matching`].
pub(super) struct Backbone {
    /// For each older paragraph, whether its pair is on the backbone.
    pub(super) in_order: Vec<bool>,
    /// The gap of each paragraph. A backbone paragraph counts in the gap that it ends.
    gap_of: Versions<Vec<usize>>,
    /// Where each gap starts, and the end of the text.
    starts: Versions<Vec<ParagraphIndex>>,
}

impl Backbone {
    pub(super) fn new(matching: &Matching) -> Backbone {
        let in_order = in_order(matching);
        let mut gap_of = Versions::<Vec<usize>>::default();
        let mut starts = Versions::new(vec![ParagraphIndex(0)], vec![ParagraphIndex(0)]);
        let backbone = matching.pairs().filter(|pair| in_order[pair.before]);
        let ends = backbone.map(|pair| pair.map(ParagraphIndex::next));
        for (gap, end) in ends.chain([matching.lens().map(ParagraphIndex)]).enumerate() {
            for side in Side::BOTH {
                gap_of.get_mut(side).resize(end.get(side).0, gap);
                starts.get_mut(side).push(*end.get(side));
            }
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
        let ranks = |edge: Pair| (pair.before.0.abs_diff(edge.before.0)).abs_diff(pair.after.0.abs_diff(edge.after.0));
        let edge = |gap: usize| self.starts.as_ref().map(|starts| starts[gap]);
        ranks(edge(gap)).min(ranks(edge(gap + 1)))
    }

    /// The paragraphs on the opposite side that are in the gap of `paragraph`.
    pub(super) fn opposite_gap(&self, side: Side, paragraph: ParagraphIndex) -> Range<ParagraphIndex> {
        let gap = self.gap_of.get(side)[paragraph];
        let starts = self.starts.get(side.other());
        // Each gap except the last ends with a backbone paragraph, which is not a member.
        let is_last = gap + 2 == starts.len();
        starts[gap]..ParagraphIndex(starts[gap + 1].0 - usize::from(!is_last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::tests::{matching, pair, resolutions};

    #[test]
    fn gaps_lie_between_pairs_in_order() {
        let texts = resolutions(&["a"; 5], &["a"; 4]);
        // The pair (3, 0) crosses the other two, so it moved.
        let matching = matching(&texts, &[(0, 1), (3, 0), (4, 3)]);
        let backbone = Backbone::new(&matching);
        let index = ParagraphIndex;
        assert_eq!(backbone.in_order, [true, false, false, false, true]);
        assert_eq!(backbone.moved_pairs(&matching), [pair(3, 0)]);
        assert_eq!(backbone.gap_of, Versions::new(vec![0, 1, 1, 1, 1], vec![0, 0, 1, 1]));
        assert_eq!(backbone.opposite_gap(Side::Before, index(2)), index(2)..index(3));
        assert_eq!(backbone.opposite_gap(Side::After, index(2)), index(1)..index(4));
        assert_eq!((backbone.ranks_apart(pair(1, 2)), backbone.ranks_apart(pair(2, 2))), (0, 1));
        assert!(backbone.same_gap(pair(2, 2)) && !backbone.same_gap(pair(2, 0)));
    }
}
