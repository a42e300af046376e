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
        let sizes = matching.partner().as_ref().map(Vec::len);
        let mut number = sizes.map(Vec::with_capacity);
        let mut starts = sizes.map(|size| {
            let mut starts = Vec::with_capacity(size + 2);
            starts.push(0);
            starts
        });
        for (slot, pair) in matching.pairs().filter(|pair| standing[pair.before]).enumerate() {
            for side in Side::BOTH {
                let end = pair.get(side) + 1;
                number.get_mut(side).resize(end, slot);
                starts.get_mut(side).push(end);
            }
        }
        for side in Side::BOTH {
            let slot = starts.get(side).len() - 1;
            number.get_mut(side).resize(*sizes.get(side), slot);
            starts.get_mut(side).push(*sizes.get(side));
        }
        Slots { number, starts }
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
