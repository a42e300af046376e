//! Where a paragraph stands relative to what is already linked.
//!
//! In: the pairs that stand. Out: for each paragraph of each side, how many of them are before it. Two paragraphs with
//! the same number are in one slot: between the same linked neighbours.

use std::ops::Range;

use super::matching::{Matching, Pair};
use crate::model::{Side, Versions};

/// The slots of both texts.
pub(super) struct Slots {
    number: Versions<Vec<usize>>,
    /// Where each slot begins, by side; one more at the end.
    starts: Versions<Vec<usize>>,
}

impl Slots {
    /// Numbers the slots between the pairs that stand.
    pub(super) fn between(matching: &Matching, standing: &[bool]) -> Slots {
        let pairs: Vec<Pair> = matching.pairs().filter(|pair| standing[pair.before]).collect();
        let side = |size: usize, ends: Vec<usize>| {
            let mut number = Vec::with_capacity(size);
            let mut starts = vec![0];
            for end in ends {
                number.resize(end + 1, starts.len() - 1);
                starts.push(end + 1);
            }
            number.resize(size, starts.len() - 1);
            starts.push(size);
            (number, starts)
        };
        let sizes = matching.partner().as_ref().map(Vec::len);
        let before = side(sizes.before, pairs.iter().map(|pair| pair.before).collect());
        let after = side(sizes.after, pairs.iter().map(|pair| pair.after).collect());
        Slots { number: Versions::new(before.0, after.0), starts: Versions::new(before.1, after.1) }
    }

    /// Whether two paragraphs are between the same neighbours.
    pub(super) fn same(&self, pair: Pair) -> bool {
        self.number.before[pair.before] == self.number.after[pair.after]
    }

    /// How far apart two paragraphs are, as a share of the whole, 0 to 1.
    pub(super) fn distance(&self, pair: Pair) -> f64 {
        let apart = self.number.before[pair.before].abs_diff(self.number.after[pair.after]);
        apart as f64 / (self.starts.before.len() - 1) as f64
    }

    /// Of two paragraphs in one slot: how many ranks they differ, counted from its nearer end.
    pub(super) fn ranks_apart(&self, pair: Pair) -> usize {
        let slot = self.number.before[pair.before];
        let from_start = (pair.before - self.starts.before[slot]).abs_diff(pair.after - self.starts.after[slot]);
        let from_end = (self.starts.before[slot + 1] - pair.before).abs_diff(self.starts.after[slot + 1] - pair.after);
        from_start.min(from_end)
    }

    /// The paragraphs of one side in a slot.
    pub(super) fn members(&self, side: Side, slot: usize) -> Range<usize> {
        let starts = self.starts.get(side);
        // The pair that stands at the end of a slot is in it only by number.
        let last = slot + 2 == starts.len();
        starts[slot]..if last { starts[slot + 1] } else { starts[slot + 1] - 1 }
    }

    /// The slot of a paragraph of each side.
    pub(super) fn number(&self) -> &Versions<Vec<usize>> {
        &self.number
    }
}
