//! Equal texts.
//!
//! In: two resolutions. Out: pairs of paragraphs with equal keys.
//!
//! 1. A text that each side has once is a pair, wherever it is.
//! 2. A text that a side has more often ("Takes note of the report of the Secretary-General;" up to 17 times) goes with
//!    its neighbours: from each pair and from both ends, equal texts beside equal texts.
//! 3. In each gap of the backbone, the remaining repeated texts in order: the heaviest common subsequence.
//! 4. What remains then, the first with the first.
//!
//! Step 3 lists all equal pairs and takes the heaviest that are in order (Hunt and Szymanski 1977), which is cheap as
//! long as few texts are equal to many, and bounded by [`MAX_EQUAL_PAIRS`].

use std::cmp::Reverse;
use std::collections::{HashMap, VecDeque};

use foldhash::fast::FixedState;

use super::backbone::Backbone;
use super::corpus::Kind;
use super::matching::{Evidence, Matching, Pair};
use super::moves::MoveCosts;
use crate::model::{LinkBasis, Paragraph, Resolution, TextKey, Versions};

/// Equal pairs in one gap: beyond this the gap is left to step 4. The largest real case is 17 × 17.
const MAX_EQUAL_PAIRS: usize = 1 << 20;

/// Pairs equal texts.
pub(super) fn pair_equal(resolutions: Versions<&Resolution>, costs: &MoveCosts) -> Matching {
    let classes = EqualityClasses::new(resolutions);
    let mut matching = Matching::new(resolutions.map(|resolution| resolution.paragraphs.len()));
    pair_unique(&classes, &mut matching);
    extend_runs(&classes, &mut matching);
    pair_in_order(&classes, costs, &mut matching);
    pair_remaining(&classes, &mut matching);
    matching
}

/// The equality class of each paragraph: equal texts of one kind are in one class.
struct EqualityClasses {
    ids: Versions<Vec<usize>>,
    count: usize,
    /// The classes of headings without words, which belong to what stands below them.
    bare: Vec<bool>,
}

impl EqualityClasses {
    fn new(resolutions: Versions<&Resolution>) -> EqualityClasses {
        let mut classes: HashMap<(TextKey, Kind), usize, FixedState> = HashMap::default();
        let mut bare = Vec::new();
        let mut intern = |paragraph: &Paragraph| {
            let next = classes.len();
            let class = *classes.entry((paragraph.key, Kind::from_paragraph(paragraph))).or_insert(next);
            if class == bare.len() {
                bare.push(paragraph.is_bare_number());
            }
            class
        };
        let ids = resolutions.map(|resolution| resolution.paragraphs.iter().map(&mut intern).collect());
        EqualityClasses { ids, count: classes.len(), bare }
    }

    /// Whether a pair may be linked because the one above it is: not two numbers over different texts.
    fn may_follow(&self, pair: Pair) -> bool {
        let below = pair.map(|paragraph| paragraph + 1);
        !self.bare[self.ids.before[pair.before]] || self.ids.before.get(below.before) == self.ids.after.get(below.after)
    }
}

fn pair_unique(classes: &EqualityClasses, matching: &mut Matching) {
    let mut counts = vec![Versions::new(0, 0); classes.count];
    let mut before_of = vec![0; classes.count];
    classes.ids.after.iter().for_each(|&class| counts[class].after += 1);
    for (before, &class) in classes.ids.before.iter().enumerate() {
        counts[class].before += 1;
        before_of[class] = before;
    }
    for (after, &class) in classes.ids.after.iter().enumerate() {
        if counts[class] == Versions::new(1, 1) {
            matching.link(Pair::new(before_of[class], after), Evidence::equal(LinkBasis::EqualText));
        }
    }
}

fn extend_runs(classes: &EqualityClasses, matching: &mut Matching) {
    let lens = matching.lens();
    let forward = |mut pair: Pair, matching: &mut Matching| {
        while pair.before < lens.before
            && pair.after < lens.after
            && classes.may_follow(pair)
            && link_if_equal(classes, pair, matching)
        {
            pair = pair.map(|paragraph| paragraph + 1);
        }
    };
    let backward = |mut end: Pair, matching: &mut Matching| {
        while end.before > 0 && end.after > 0 && link_if_equal(classes, end.map(|end| end - 1), matching) {
            end = end.map(|end| end - 1);
        }
    };
    forward(Pair::default(), matching);
    backward(lens, matching);
    let anchors: Vec<Pair> = matching.pairs().collect();
    for &anchor in &anchors {
        forward(anchor.map(|paragraph| paragraph + 1), matching);
    }
    for &anchor in anchors.iter().rev() {
        backward(anchor, matching);
    }
}

/// Links two paragraphs if they are equal and free. Returns whether they were.
fn link_if_equal(classes: &EqualityClasses, pair: Pair, matching: &mut Matching) -> bool {
    let is_linkable = classes.ids.before[pair.before] == classes.ids.after[pair.after] && matching.is_free(pair);
    if is_linkable {
        matching.link(pair, Evidence::equal(LinkBasis::EqualTextInOrder));
    }
    is_linkable
}

fn pair_in_order(classes: &EqualityClasses, costs: &MoveCosts, matching: &mut Matching) {
    let backbone = Backbone::new(matching, costs);
    let unmatched = matching.unmatched();
    for gap in backbone.split_by_gap(&unmatched) {
        let pairs = equal_pairs(classes, &unmatched.before[gap.before], &unmatched.after[gap.after]);
        for pair in costs.heaviest_in_order(&pairs) {
            matching.link(pair, Evidence::equal(LinkBasis::EqualTextInOrder));
        }
    }
}

/// All pairs of equal texts in the order of the older side; those of one older text from the last to the first, so
/// that an increasing sequence has at most one of them. None if there are more than [`MAX_EQUAL_PAIRS`].
fn equal_pairs(classes: &EqualityClasses, before: &[usize], after: &[usize]) -> Vec<Pair> {
    let mut by_class: Vec<_> = after.iter().map(|&after| (classes.ids.after[after], Reverse(after))).collect();
    by_class.sort_unstable();
    let equal = |before: usize| {
        let class = classes.ids.before[before];
        let start = by_class.partition_point(|(other, _)| *other < class);
        &by_class[start..by_class.partition_point(|(other, _)| *other <= class)]
    };
    if before.iter().map(|&before| equal(before).len()).sum::<usize>() > MAX_EQUAL_PAIRS {
        return Vec::new();
    }
    let pairs_of = |&before| equal(before).iter().map(move |&(_, Reverse(after))| Pair { before, after });
    before.iter().flat_map(pairs_of).collect()
}

fn pair_remaining(classes: &EqualityClasses, matching: &mut Matching) {
    let unmatched = matching.unmatched();
    let mut queues: HashMap<usize, VecDeque<usize>, FixedState> = HashMap::default();
    for &after in &unmatched.after {
        queues.entry(classes.ids.after[after]).or_default().push_back(after);
    }
    for &before in &unmatched.before {
        if let Some(after) = queues.get_mut(&classes.ids.before[before]).and_then(VecDeque::pop_front) {
            matching.link(Pair { before, after }, Evidence::equal(LinkBasis::EqualTextInOrder));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::tests::resolutions;

    #[test]
    fn equal_texts_are_paired_step_by_step() {
        type Case<'a> = (&'a [&'a str], &'a [&'a str], &'a [(usize, usize)]);
        let cases: [Case<'_>; 5] = [
            // Unique texts wherever they are.
            (&["a", "b"], &["b", "a"], &[(0, 1), (1, 0)]),
            // A repeated text goes with its neighbour.
            (&["x", "a", "x"], &["y", "a", "x"], &[(1, 1), (2, 2)]),
            // In a gap, the heaviest common subsequence.
            (&["a", "p", "q", "p", "z", "b"], &["a", "y", "q", "p", "q", "w", "b"], &[(0, 0), (1, 3), (2, 4), (5, 6)]),
            // The first with the first.
            (&["u", "x", "x", "a"], &["a", "x", "v"], &[(1, 1), (3, 0)]),
            (&["a"], &["b"], &[]),
        ];
        for (before, after, expected) in cases {
            let texts = resolutions(before, after);
            let matching = pair_equal(texts.as_ref(), &MoveCosts::new(texts.as_ref()));
            let pairs: Vec<_> = matching.pairs().map(|pair| (pair.before, pair.after)).collect();
            assert_eq!(pairs, expected, "{before:?} {after:?}");
        }
    }
}
