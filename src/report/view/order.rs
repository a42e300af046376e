//! The order in which one document with both texts must be set, so that taking either side gives that text in its order.
//!
//! In: a comparison. Out: [`Slot`]s. A change stands in place where its paragraphs are neighbours on both sides and
//! nothing that stands in place crosses it; of everything else the older paragraphs are set where they stood and the
//! newer ones where they stand. Steps: leave out what travels; keep the longest chain of the rest; put what is on one
//! side only between the links of the chain, older before newer.

use super::entry;
use crate::model::{Comparison, ParagraphIndex, Side, Versions};

/// One thing in the order of both texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot {
    /// A change that stands in place, by its place in the comparison.
    Both(usize),
    /// Paragraphs of one side only: removed, added, or moved.
    One {
        /// The change, by its place in the comparison.
        change: usize,
        /// Whose paragraphs.
        side: Side,
        /// The paragraphs.
        paragraphs: Vec<ParagraphIndex>,
        /// Whether the same words stand on the other side elsewhere.
        moved: bool,
    },
}

/// Puts both texts in one order.
pub fn order(comparison: &Comparison) -> Vec<Slot> {
    let travels = entry::travels(comparison);
    let changes = &comparison.changes;
    let first = |change: usize, side: Side| changes[change].paragraphs.get(side).first().map_or(0, |at| at.0);
    let whole = |change: &usize| Side::BOTH.into_iter().all(|side| is_run(changes[*change].paragraphs.get(side)));
    let mut candidates: Vec<usize> = (0..changes.len()).filter(|at| !travels[*at] && whole(at)).collect();
    candidates.sort_by_key(|change| first(*change, Side::After));
    let chain = longest_chain(&candidates, |change| first(change, Side::Before));
    let mut in_place = vec![false; changes.len()];
    chain.iter().for_each(|change| in_place[*change] = true);
    let owners = owners(comparison);
    let mut cursor = Versions::new(0, 0);
    let mut slots = Vec::new();
    let ends = chain
        .iter()
        .map(|change| (Some(*change), Versions::new(first(*change, Side::Before), first(*change, Side::After))));
    let end = (None, owners.as_ref().map(Vec::len));
    for (anchor, limits) in ends.chain([end]) {
        for side in Side::BOTH {
            let mut at = *cursor.get(side);
            while at < *limits.get(side) {
                let from = at;
                let owner = owners.get(side)[at];
                while at < *limits.get(side) && owners.get(side)[at] == owner {
                    at += 1;
                }
                let Some(change) = owner.filter(|owner| !in_place[*owner]) else { continue };
                let paragraphs: Vec<ParagraphIndex> = (from..at).map(ParagraphIndex).collect();
                // Words move whole: of what was moved and torn apart, the pieces are removed and added.
                let moved = travels[change] && whole(&change);
                slots.push(Slot::One { change, side, paragraphs, moved });
            }
        }
        if let Some(change) = anchor {
            slots.push(Slot::Both(change));
            for side in Side::BOTH {
                *cursor.get_mut(side) = limits.get(side) + changes[change].paragraphs.get(side).len();
            }
        }
    }
    slots
}

/// Which change each paragraph belongs to.
fn owners(comparison: &Comparison) -> Versions<Vec<Option<usize>>> {
    let mut owners = comparison.resolutions.as_ref().map(|text| vec![None; text.paragraphs.len()]);
    for (at, change) in comparison.changes.iter().enumerate() {
        for side in Side::BOTH {
            for paragraph in change.paragraphs.get(side) {
                owners.get_mut(side)[paragraph.0] = Some(at);
            }
        }
    }
    owners
}

/// Whether there are paragraphs, and each follows the one before it.
fn is_run(paragraphs: &[ParagraphIndex]) -> bool {
    !paragraphs.is_empty() && paragraphs.windows(2).all(|pair| pair[0].0 + 1 == pair[1].0)
}

/// The longest subsequence whose keys grow, by patience sorting.
fn longest_chain(items: &[usize], key: impl Fn(usize) -> usize) -> Vec<usize> {
    let mut piles: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(items.len());
    for (at, item) in items.iter().enumerate() {
        let pile = piles.partition_point(|top| key(items[*top]) < key(*item));
        before.push(pile.checked_sub(1).map(|below| piles[below]));
        match piles.get_mut(pile) {
            Some(top) => *top = at,
            None => piles.push(at),
        }
    }
    let mut chain: Vec<usize> =
        std::iter::successors(piles.last().copied(), |at| before[*at]).map(|at| items[at]).collect();
    chain.reverse();
    chain
}
