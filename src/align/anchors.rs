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

use std::cmp::Reverse;
use std::collections::{HashMap, VecDeque};

use foldhash::fast::FixedState;

use super::matching::{Evidence, Matching, Pair};
use super::moves::{Hefts, standing};
use super::order::heaviest_increasing;
use super::slots::Slots;
use super::texts::Kind;
use crate::model::{Basis, Key, Paragraph, Resolution, Versions};

/// Equal pairs between two neighbours: beyond this they are taken in order without looking for the best. The largest
/// real case is 17 × 17.
const EQUAL_PAIRS: usize = 1 << 20;

/// Pairs equal texts.
pub(super) fn anchor(texts: &Numbered, hefts: &Hefts, matching: &mut Matching) {
    unique(texts, matching);
    beside(texts, matching);
    let slots = Slots::between(matching, &standing(matching, hefts));
    in_order(texts, &slots, hefts, matching);
    first_with_first(texts, matching);
}

/// The paragraphs of each side by text: equal texts of one kind have one number.
pub(super) struct Numbered {
    of: Versions<Vec<usize>>,
    /// Numbers given.
    many: usize,
}

impl Numbered {
    /// Numbers the texts.
    pub(super) fn of(resolutions: Versions<&Resolution>) -> Numbered {
        let mut numbers: HashMap<(Key, Kind), usize, FixedState> = HashMap::default();
        numbers.reserve(resolutions.before.paragraphs.len());
        let mut number = |paragraph: &Paragraph| {
            let fresh = numbers.len();
            *numbers.entry((paragraph.key, Kind::of(paragraph))).or_insert(fresh)
        };
        let of = resolutions.map(|side| side.paragraphs.iter().map(&mut number).collect());
        Numbered { of, many: numbers.len() }
    }

    /// Of each paragraph, whether the other side has no equal.
    pub(super) fn singular(&self) -> Versions<Vec<bool>> {
        let met = self.of.as_ref().map(|side| self.met(side.iter().copied()));
        let singular = |(side, met): (&Vec<usize>, Vec<bool>)| side.iter().map(|&text| !met[text]).collect();
        self.of.as_ref().zip(met.swap()).map(singular)
    }

    /// Of each text, whether it is among some.
    fn met(&self, some: impl Iterator<Item = usize>) -> Vec<bool> {
        let mut met = vec![false; self.many];
        some.for_each(|text| met[text] = true);
        met
    }
}

/// How often a text stands on a side, and where last.
#[derive(Clone, Copy, Default)]
struct Found {
    times: usize,
    last: usize,
}

fn unique(texts: &Numbered, matching: &mut Matching) {
    let found = texts.of.as_ref().map(|side| {
        let mut found = vec![Found::default(); texts.many];
        for (at, &text) in side.iter().enumerate() {
            found[text] = Found { times: found[text].times + 1, last: at };
        }
        found
    });
    for (before, &text) in texts.of.before.iter().enumerate() {
        if found.before[text].times == 1 && found.after[text].times == 1 {
            matching.join(Pair { before, after: found.after[text].last }, Evidence::equal(Basis::EqualText));
        }
    }
}

fn beside(texts: &Numbered, matching: &mut Matching) {
    let sizes = texts.of.as_ref().map(Vec::len);
    let forward = |mut pair: Pair, matching: &mut Matching| {
        while pair.before < sizes.before && pair.after < sizes.after && join_equal(texts, pair, matching) {
            pair = pair.map(|at| at + 1);
        }
    };
    let backward = |mut pair: Pair, matching: &mut Matching| {
        while pair.before > 0 && pair.after > 0 && join_equal(texts, pair.map(|at| at - 1), matching) {
            pair = pair.map(|at| at - 1);
        }
    };
    forward(Pair::default(), matching);
    backward(sizes, matching);
    let anchors: Vec<Pair> = matching.pairs().collect();
    for &anchor in &anchors {
        forward(anchor.map(|at| at + 1), matching);
    }
    for &anchor in anchors.iter().rev() {
        backward(anchor, matching);
    }
}

/// Joins two paragraphs if they are equal and free; whether they were.
fn join_equal(texts: &Numbered, pair: Pair, matching: &mut Matching) -> bool {
    let equal = texts.of.before[pair.before] == texts.of.after[pair.after] && matching.is_free(pair);
    if equal {
        matching.join(pair, Evidence::equal(Basis::EqualTextInOrder));
    }
    equal
}

fn in_order(texts: &Numbered, slots: &Slots, hefts: &Hefts, matching: &mut Matching) {
    let left = shared_leftovers(texts, matching);
    let groups = left.before.chunk_by(|&one, &next| slots.number().before[one] == slots.number().before[next]);
    for before in groups {
        let slot = slots.number().before[before[0]];
        let start = left.after.partition_point(|&at| slots.number().after[at] < slot);
        let end = left.after.partition_point(|&at| slots.number().after[at] <= slot);
        let pairs = equal_pairs(texts, before, &left.after[start..end]);
        let stand = heaviest_increasing(pairs.iter().map(|&pair| (pair.after, hefts.of(pair))));
        for (pair, _) in pairs.into_iter().zip(stand).filter(|(_, stands)| *stands) {
            matching.join(pair, Evidence::equal(Basis::EqualTextInOrder));
        }
    }
}

/// All pairs of equal texts in the order of the older side; those of one older text from the last to the first, so
/// that an increasing sequence has at most one of them. None if there are too many.
fn equal_pairs(texts: &Numbered, before: &[usize], after: &[usize]) -> Vec<Pair> {
    let mut places: Vec<(usize, Reverse<usize>)> = after.iter().map(|&at| (texts.of.after[at], Reverse(at))).collect();
    places.sort_unstable();
    let found = |at: usize| {
        let text = texts.of.before[at];
        let start = places.partition_point(|(other, _)| *other < text);
        &places[start..places.partition_point(|(other, _)| *other <= text)]
    };
    let found: Vec<(usize, &[_])> = before.iter().map(|&at| (at, found(at))).collect();
    if found.iter().map(|(_, places)| places.len()).sum::<usize>() > EQUAL_PAIRS {
        return Vec::new();
    }
    let mut pairs = Vec::new();
    for (before, equal) in found {
        pairs.extend(equal.iter().map(|&(_, Reverse(after))| Pair { before, after }));
    }
    pairs
}

fn first_with_first(texts: &Numbered, matching: &mut Matching) {
    let left = shared_leftovers(texts, matching);
    let mut waiting: HashMap<usize, VecDeque<usize>, FixedState> = HashMap::default();
    for &at in &left.after {
        waiting.entry(texts.of.after[at]).or_default().push_back(at);
    }
    for &before in &left.before {
        if let Some(after) = waiting.get_mut(&texts.of.before[before]).and_then(VecDeque::pop_front) {
            matching.join(Pair { before, after }, Evidence::equal(Basis::EqualTextInOrder));
        }
    }
}

/// The leftovers whose text is left over on the other side too.
fn shared_leftovers(texts: &Numbered, matching: &Matching) -> Versions<Vec<usize>> {
    let left = matching.leftovers();
    let met = left.as_ref().zip(texts.of.as_ref()).map(|(left, of)| texts.met(left.iter().map(|&at| of[at])));
    let shared = |(left, of): (Vec<usize>, &Vec<usize>)| {
        left.into_iter().filter(|&at| met.before[of[at]] && met.after[of[at]]).collect()
    };
    left.zip(texts.of.as_ref()).map(shared)
}
