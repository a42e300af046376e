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
use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::backbone::Backbone;
use super::corpus::Kind;
use super::matching::{Evidence, Matching, Pair};
use super::moves::heaviest_in_order;
use crate::model::{LinkBasis, Paragraph, ParagraphIndex, Resolution, Side, TextKey, Versions};

/// Equal pairs in gaps: beyond this they are left to step 4. The largest real case is 17 × 17.
const MAX_EQUAL_PAIRS: usize = 1 << 20;

/// Pairs equal texts.
pub(super) fn pair_equal(resolutions: Versions<&Resolution>) -> Matching<'_> {
    let mut matching = Matching::new(resolutions);
    pair_unique(&mut matching);
    extend_runs(&mut matching);
    pair_in_order(&mut matching);
    pair_remaining(&mut matching);
    matching
}

/// What equal paragraphs have in common.
type Class = (TextKey, Kind);

fn class(paragraph: &Paragraph) -> Class {
    (paragraph.key, Kind::from_paragraph(paragraph))
}

/// The unmatched paragraphs of each class, ascending.
fn group_by_class(matching: &Matching) -> Vec<Versions<Vec<ParagraphIndex>>> {
    let mut groups: HashMap<Class, Versions<Vec<ParagraphIndex>>, RandomState> = HashMap::default();
    let unmatched = matching.unmatched();
    for side in Side::BOTH {
        for &index in unmatched.get(side) {
            groups.entry(class(&matching.resolutions.get(side)[index])).or_default().get_mut(side).push(index);
        }
    }
    groups.into_values().collect()
}

fn pair_unique(matching: &mut Matching) {
    for Versions { before, after } in group_by_class(matching) {
        if let ([before], [after]) = (before.as_slice(), after.as_slice()) {
            matching.link(Pair::new(*before, *after), Evidence::equal(LinkBasis::EqualText));
        }
    }
}

fn extend_runs(matching: &mut Matching) {
    extend_down(Pair::new(ParagraphIndex(0), ParagraphIndex(0)), matching);
    extend_up(matching.lens().map(ParagraphIndex), matching);
    let anchors: Vec<Pair> = matching.pairs().collect();
    anchors.iter().for_each(|anchor| extend_down(anchor.map(ParagraphIndex::next), matching));
    anchors.iter().rev().for_each(|&anchor| extend_up(anchor, matching));
}

/// Links equal texts from a pair on. Two numbers over different texts are not linked.
fn extend_down(mut pair: Pair, matching: &mut Matching) {
    let stands_alone = |pair: Pair, matching: &Matching| {
        let below = classes(pair.map(ParagraphIndex::next), matching);
        matching.resolutions.before[pair.before].is_bare_number() && below.before != below.after
    };
    while may_link(pair, matching) && !stands_alone(pair, matching) {
        matching.link(pair, Evidence::equal(LinkBasis::EqualTextInOrder));
        pair = pair.map(ParagraphIndex::next);
    }
}

/// Links equal texts above a pair.
fn extend_up(mut pair: Pair, matching: &mut Matching) {
    while let (Some(before), Some(after)) = (pair.before.previous(), pair.after.previous())
        && may_link(Pair { before, after }, matching)
    {
        pair = Pair { before, after };
        matching.link(pair, Evidence::equal(LinkBasis::EqualTextInOrder));
    }
}

/// Whether two paragraphs exist, are equal and are free.
fn may_link(pair: Pair, matching: &Matching) -> bool {
    let classes = classes(pair, matching);
    classes.before.is_some() && classes.before == classes.after && matching.is_free(pair)
}

fn classes(pair: Pair, matching: &Matching) -> Versions<Option<Class>> {
    matching.resolutions.zip(pair).map(|(resolution, index)| resolution.paragraphs.get(index.0).map(class))
}

fn pair_in_order(matching: &mut Matching) {
    let backbone = Backbone::new(matching);
    let mut pairs: Vec<Pair> = Vec::new();
    for group in group_by_class(matching) {
        for &before in &group.before {
            let gap = backbone.opposite_gap(Side::Before, before);
            let first = group.after.partition_point(|after| *after < gap.start);
            let in_gap = group.after[first..].iter().take_while(|after| gap.contains(after));
            pairs.extend(in_gap.map(|&after| Pair { before, after }));
        }
        if pairs.len() > MAX_EQUAL_PAIRS {
            return;
        }
    }
    // From the last to the first equal text of one text: an increasing sequence has at most one of them.
    pairs.sort_unstable_by_key(|pair| (pair.before, Reverse(pair.after)));
    for pair in heaviest_in_order(matching, &pairs) {
        matching.link(pair, Evidence::equal(LinkBasis::EqualTextInOrder));
    }
}

fn pair_remaining(matching: &mut Matching) {
    for group in group_by_class(matching) {
        for (before, after) in group.before.into_iter().zip(group.after) {
            matching.link(Pair { before, after }, Evidence::equal(LinkBasis::EqualTextInOrder));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::tests::{pair, resolutions};

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
            let matching = pair_equal(texts.as_ref());
            let expected: Vec<Pair> = expected.iter().map(|&(before, after)| pair(before, after)).collect();
            assert_eq!(matching.pairs().collect::<Vec<_>>(), expected, "{before:?} {after:?}");
        }
    }
}
