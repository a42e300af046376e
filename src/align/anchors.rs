//! Equal texts.
//!
//! In: two resolutions. Out: pairs of paragraphs with equal keys.
//!
//! 1. A text found once on each side is a pair, wherever it stands.
//! 2. A text found more often ("Takes note of the report of the Secretary-General;" up to 17 times) goes with its
//!    neighbours: from each pair and from both ends, equal texts beside equal texts.
//! 3. Between pairs that stand, what is left of repeated texts in their order.
//! 4. What is left then, the first with the first.
//!
//! Everything is linear but step 3, which is a longest common subsequence and bounded by [`LCS_CELLS`].

use std::collections::HashMap;

use similar::Algorithm;

use super::matching::{Evidence, Matching, Pair};
use super::moves::{Hefts, standing};
use super::slots::Slots;
use super::texts::Kind;
use crate::model::{Basis, Key, Resolution, Versions};

/// Repeated texts between two neighbours, those of one side times those of the other: beyond this they are taken in
/// order without looking for the longest common subsequence. The largest real case is 17 × 17.
const LCS_CELLS: usize = 1 << 20;

/// Pairs equal texts.
pub(super) fn anchor(resolutions: Versions<&Resolution>, hefts: &Hefts, matching: &mut Matching) {
    let keys = resolutions
        .map(|side| side.paragraphs.iter().map(|paragraph| (paragraph.key, Kind::of(paragraph))).collect::<Vec<_>>());
    unique(&keys, matching);
    beside(&keys, matching);
    let slots = Slots::between(matching, &standing(resolutions, matching, hefts));
    in_order(&keys, &slots, matching);
    first_with_first(&keys, matching);
}

type Keys = Versions<Vec<(Key, Kind)>>;

/// How often a text stands on a side, and where last.
#[derive(Clone, Copy, Default)]
struct Found {
    times: usize,
    last: usize,
}

fn unique(keys: &Keys, matching: &mut Matching) {
    let mut found: HashMap<(Key, Kind), Versions<Found>> = HashMap::with_capacity(keys.before.len());
    for (at, &key) in keys.before.iter().enumerate() {
        let entry = &mut found.entry(key).or_default().before;
        *entry = Found { times: entry.times + 1, last: at };
    }
    for (at, &key) in keys.after.iter().enumerate() {
        if let Some(entry) = found.get_mut(&key) {
            entry.after = Found { times: entry.after.times + 1, last: at };
        }
    }
    for (at, key) in keys.before.iter().enumerate() {
        let Some(entry) = found.get(key) else { continue };
        if entry.before.times == 1 && entry.after.times == 1 {
            matching.join(Pair { before: at, after: entry.after.last }, Evidence::equal(Basis::EqualText));
        }
    }
}

fn beside(keys: &Keys, matching: &mut Matching) {
    let sizes = keys.as_ref().map(Vec::len);
    let mut join = |pair: Pair| {
        let equal = keys.before[pair.before] == keys.after[pair.after] && matching.is_free(pair);
        if equal {
            matching.join(pair, Evidence::equal(Basis::EqualTextInOrder));
        }
        equal
    };
    let forward = |mut pair: Pair, join: &mut dyn FnMut(Pair) -> bool| {
        while pair.before < sizes.before && pair.after < sizes.after && join(pair) {
            pair = pair.map(|at| at + 1);
        }
    };
    let backward = |mut pair: Pair, join: &mut dyn FnMut(Pair) -> bool| {
        while pair.before > 0 && pair.after > 0 && join(pair.map(|at| at - 1)) {
            pair = pair.map(|at| at - 1);
        }
    };
    forward(Pair::default(), &mut join);
    backward(sizes, &mut join);
    let anchors: Vec<Pair> = matching.pairs().collect();
    let mut join = |pair: Pair| {
        let equal = keys.before[pair.before] == keys.after[pair.after] && matching.is_free(pair);
        if equal {
            matching.join(pair, Evidence::equal(Basis::EqualTextInOrder));
        }
        equal
    };
    for &anchor in &anchors {
        forward(anchor.map(|at| at + 1), &mut join);
    }
    for &anchor in anchors.iter().rev() {
        backward(anchor, &mut join);
    }
}

fn in_order(keys: &Keys, slots: &Slots, matching: &mut Matching) {
    let left = shared_leftovers(keys, matching);
    let groups = left.before.chunk_by(|&one, &next| slots.number().before[one] == slots.number().before[next]);
    for before in groups {
        let slot = slots.number().before[before[0]];
        let start = left.after.partition_point(|&at| slots.number().after[at] < slot);
        let end = left.after.partition_point(|&at| slots.number().after[at] <= slot);
        let after = &left.after[start..end];
        if after.is_empty() || before.len().saturating_mul(after.len()) > LCS_CELLS {
            continue;
        }
        let lists = Versions::new(
            before.iter().map(|&at| keys.before[at]).collect::<Vec<_>>(),
            after.iter().map(|&at| keys.after[at]).collect::<Vec<_>>(),
        );
        for op in similar::capture_diff_slices(Algorithm::Myers, &lists.before, &lists.after) {
            if let similar::DiffOp::Equal { old_index, new_index, len } = op {
                for step in 0..len {
                    let pair = Pair { before: before[old_index + step], after: after[new_index + step] };
                    matching.join(pair, Evidence::equal(Basis::EqualTextInOrder));
                }
            }
        }
    }
}

fn first_with_first(keys: &Keys, matching: &mut Matching) {
    let left = shared_leftovers(keys, matching);
    let mut waiting: HashMap<(Key, Kind), std::collections::VecDeque<usize>> = HashMap::new();
    for &at in &left.after {
        waiting.entry(keys.after[at]).or_default().push_back(at);
    }
    for &before in &left.before {
        if let Some(after) = waiting.get_mut(&keys.before[before]).and_then(std::collections::VecDeque::pop_front) {
            matching.join(Pair { before, after }, Evidence::equal(Basis::EqualTextInOrder));
        }
    }
}

/// The leftovers whose text is left over on the other side too.
fn shared_leftovers(keys: &Keys, matching: &Matching) -> Versions<Vec<usize>> {
    let left = matching.leftovers();
    let texts = |side: &Vec<usize>, keys: &Vec<(Key, Kind)>| {
        let mut texts: Vec<(Key, Kind)> = side.iter().map(|&at| keys[at]).collect();
        texts.sort_unstable();
        texts
    };
    let texts = Versions::new(texts(&left.before, &keys.before), texts(&left.after, &keys.after));
    let Versions { before, after } = left;
    Versions::new(
        before.into_iter().filter(|&at| texts.after.binary_search(&keys.before[at]).is_ok()).collect(),
        after.into_iter().filter(|&at| texts.before.binary_search(&keys.after[at]).is_ok()).collect(),
    )
}
