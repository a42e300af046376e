//! One order for both texts, such that taking either side gives that text in its own order.
//!
//! In: a comparison. Out: [`MergedItem`]s. A change is in place if its paragraphs are consecutive on both sides and no
//! other change in place crosses it. Of all others, the older paragraphs are put where they were and the newer ones
//! where they are.
//!
//! 1. Leave out what moved, itself or with its parent.
//! 2. Keep the longest increasing subsequence of the rest: these are in place.
//! 3. Put what is on one side between them, older before newer.

use super::entry;
use crate::model::{Comparison, ParagraphIndex, Side, Versions};
use crate::text::longest_increasing_subsequence;

/// An item in the merged order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MergedItem {
    /// A change in place, by its index in the comparison.
    InPlace(usize),
    /// Paragraphs of one side only: removed, added, or moved.
    OneSided {
        /// The change, by its index in the comparison.
        change: usize,
        /// The side of the paragraphs.
        side: Side,
        /// The paragraphs.
        paragraphs: Vec<ParagraphIndex>,
        /// Whether the same words are elsewhere on the other side.
        moved: bool,
    },
}

/// Merges both texts into one order.
pub fn merged_order(comparison: &Comparison) -> Vec<MergedItem> {
    let moves_with_parent = entry::moves_with_parent(comparison);
    let changes = &comparison.changes;
    let first = |change: usize, side: Side| changes[change].paragraphs.get(side).first().map_or(0, |index| index.0);
    let whole = |change: &usize| Side::BOTH.into_iter().all(|side| is_run(changes[*change].paragraphs.get(side)));
    let mut candidates: Vec<usize> =
        (0..changes.len()).filter(|index| !moves_with_parent[*index] && whole(index)).collect();
    candidates.sort_by_key(|change| first(*change, Side::After));
    let starts: Vec<usize> = candidates.iter().map(|change| first(*change, Side::Before)).collect();
    let chain: Vec<usize> =
        longest_increasing_subsequence(&starts).into_iter().map(|index| candidates[index]).collect();
    let mut in_place = vec![false; changes.len()];
    chain.iter().for_each(|change| in_place[*change] = true);
    let owners = owners(comparison);
    let mut cursor = Versions::new(0, 0);
    let mut items = Vec::new();
    let ends = chain
        .iter()
        .map(|change| (Some(*change), Versions::new(first(*change, Side::Before), first(*change, Side::After))));
    let end = (None, owners.as_ref().map(Vec::len));
    for (anchor, limits) in ends.chain([end]) {
        for side in Side::BOTH {
            let mut index = *cursor.get(side);
            while index < *limits.get(side) {
                let from = index;
                let owner = owners.get(side)[index];
                while index < *limits.get(side) && owners.get(side)[index] == owner {
                    index += 1;
                }
                let Some(change) = owner.filter(|owner| !in_place[*owner]) else { continue };
                let paragraphs: Vec<ParagraphIndex> = (from..index).map(ParagraphIndex).collect();
                // Only whole changes move: the parts of one that was split up are removed and added.
                let moved = moves_with_parent[change] && whole(&change);
                items.push(MergedItem::OneSided { change, side, paragraphs, moved });
            }
        }
        if let Some(change) = anchor {
            items.push(MergedItem::InPlace(change));
            for side in Side::BOTH {
                *cursor.get_mut(side) = limits.get(side) + changes[change].paragraphs.get(side).len();
            }
        }
    }
    items
}

/// The change that each paragraph belongs to.
fn owners(comparison: &Comparison) -> Versions<Vec<Option<usize>>> {
    let mut owners = comparison.resolutions.as_ref().map(|text| vec![None; text.paragraphs.len()]);
    for (index, change) in comparison.changes.iter().enumerate() {
        for side in Side::BOTH {
            for paragraph in change.paragraphs.get(side) {
                owners.get_mut(side)[paragraph.0] = Some(index);
            }
        }
    }
    owners
}

/// Whether the paragraphs are consecutive, and at least one.
fn is_run(paragraphs: &[ParagraphIndex]) -> bool {
    !paragraphs.is_empty() && paragraphs.windows(2).all(|pair| pair[0].0 + 1 == pair[1].0)
}
