//! Equal texts.
//!
//! In: two resolutions. Out: pairs of paragraphs with equal keys.
//!
//! 1. A text found once on each side is a pair, wherever it stands.
//! 2. A text found more often ("Takes note of the report of the Secretary-General;" up to 17 times) goes with its
//!    neighbours: from each pair and from both ends, equal texts beside equal texts.
//! 3. Between pairs that stand, what is left of repeated texts in their order: the heaviest common subsequence.
//! 4. What is left then, the first with the first.
//!
//! Step 3 lists all equal pairs and takes the heaviest that are in order (Hunt and Szymanski 1977), which is cheap as
//! long as few texts are equal to many, and bounded by [`EQUAL_PAIRS`].

use std::collections::{HashMap, VecDeque};

use foldhash::fast::FixedState;

use super::matching::{Evidence, Matching, Pair};
use super::moves::{Hefts, standing};
use super::order::heaviest_increasing;
use super::slots::Slots;
use super::texts::Kind;
use crate::model::{Basis, Key, Resolution, Versions};

/// Equal pairs between two neighbours: beyond this they are taken in order without looking for the best. The largest
/// real case is 17 × 17.
const EQUAL_PAIRS: usize = 1 << 20;

/// Pairs equal texts.
pub(super) fn anchor(resolutions: Versions<&Resolution>, hefts: &Hefts, matching: &mut Matching) {
    let keys = resolutions
        .map(|side| side.paragraphs.iter().map(|paragraph| (paragraph.key, Kind::of(paragraph))).collect::<Vec<_>>());
    unique(&keys, matching);
    beside(&keys, matching);
    let slots = Slots::between(matching, &standing(resolutions, matching, hefts));
    in_order(&keys, &slots, hefts, matching);
    first_with_first(&keys, matching);
}

type Keys = Versions<Vec<(Key, Kind)>>;

/// Something by text.
type Places<T> = HashMap<(Key, Kind), T, FixedState>;

/// How often a text stands on a side, and where last.
#[derive(Clone, Copy, Default)]
struct Found {
    times: usize,
    last: usize,
}

fn unique(keys: &Keys, matching: &mut Matching) {
    let mut found: Places<Versions<Found>> = Places::with_capacity_and_hasher(keys.before.len(), FixedState::default());
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

fn in_order(keys: &Keys, slots: &Slots, hefts: &Hefts, matching: &mut Matching) {
    let left = shared_leftovers(keys, matching);
    let groups = left.before.chunk_by(|&one, &next| slots.number().before[one] == slots.number().before[next]);
    for before in groups {
        let slot = slots.number().before[before[0]];
        let start = left.after.partition_point(|&at| slots.number().after[at] < slot);
        let end = left.after.partition_point(|&at| slots.number().after[at] <= slot);
        let pairs = equal_pairs(keys, before, &left.after[start..end]);
        let items: Vec<(usize, u64)> = pairs.iter().map(|&pair| (pair.after, hefts.of(pair))).collect();
        for (pair, _) in pairs.into_iter().zip(heaviest_increasing(&items)).filter(|(_, stands)| *stands) {
            matching.join(pair, Evidence::equal(Basis::EqualTextInOrder));
        }
    }
}

/// All pairs of equal texts in the order of the older side; those of one older text from the last to the first, so
/// that an increasing sequence has at most one of them. None if there are too many.
fn equal_pairs(keys: &Keys, before: &[usize], after: &[usize]) -> Vec<Pair> {
    let mut places: Places<Vec<usize>> = Places::with_capacity_and_hasher(after.len(), FixedState::default());
    for &at in after.iter().rev() {
        places.entry(keys.after[at]).or_default().push(at);
    }
    let found = |at: &usize| places.get(&keys.before[*at]).map_or(&[][..], Vec::as_slice);
    if before.iter().map(|at| found(at).len()).sum::<usize>() > EQUAL_PAIRS {
        return Vec::new();
    }
    before.iter().flat_map(|&one| found(&one).iter().map(move |&other| Pair { before: one, after: other })).collect()
}

fn first_with_first(keys: &Keys, matching: &mut Matching) {
    let left = shared_leftovers(keys, matching);
    let mut waiting: Places<VecDeque<usize>> = Places::default();
    for &at in &left.after {
        waiting.entry(keys.after[at]).or_default().push_back(at);
    }
    for &before in &left.before {
        if let Some(after) = waiting.get_mut(&keys.before[before]).and_then(VecDeque::pop_front) {
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
