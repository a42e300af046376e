//! Which paragraph has found which: the state that the steps of the alignment write into.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::model::{Basis, Side, Versions};

/// One paragraph of each side, by place.
pub(super) type Pair = Versions<usize>;

/// The pairs found so far, each paragraph in at most one; and paragraphs that share the text of a pair.
pub(super) struct Matching {
    partner: Versions<Vec<Option<usize>>>,
    /// By place in the older text.
    evidence: Vec<Evidence>,
    /// Paragraphs that hold a part of a text whose main part is elsewhere, by side: the place of the whole on the
    /// other side.
    part_of: Versions<Vec<Option<usize>>>,
    /// The other way round, by the side of the whole: its parts beside the main one, in the order found.
    parts: Versions<HashMap<usize, Vec<usize>, FixedState>>,
    /// How often any of it changed.
    changes: usize,
}

/// What a pair rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Evidence {
    pub(super) basis: Basis,
    /// Shared weight as a share of both, as in [`Link::similarity`](crate::model::Link).
    pub(super) similarity: f64,
    /// What decided: similarity, containment, place and neighbours.
    pub(super) score: f64,
    /// The best score either paragraph had with anything else.
    pub(super) rival: f64,
}

impl Evidence {
    /// Equal texts.
    pub(super) fn equal(basis: Basis) -> Evidence {
        Evidence { basis, similarity: 1.0, score: 1.0, rival: 0.0 }
    }

    /// Whether the texts are equal.
    pub(super) fn is_equal(&self) -> bool {
        matches!(self.basis, Basis::EqualText | Basis::EqualTextInOrder)
    }

    const NONE: Evidence = Evidence { basis: Basis::Alone, similarity: 0.0, score: 0.0, rival: 0.0 };
}

impl Matching {
    pub(super) fn new(sizes: Versions<usize>) -> Matching {
        Matching {
            partner: sizes.map(|size| vec![None; size]),
            evidence: vec![Evidence::NONE; sizes.before],
            part_of: sizes.map(|size| vec![None; size]),
            parts: Versions::default(),
            changes: 0,
        }
    }

    /// Joins two paragraphs that are both free.
    pub(super) fn join(&mut self, pair: Pair, evidence: Evidence) {
        debug_assert!(self.is_free(pair));
        self.changes += 1;
        self.partner.before[pair.before] = Some(pair.after);
        self.partner.after[pair.after] = Some(pair.before);
        self.evidence[pair.before] = evidence;
    }

    /// Unlinks two paragraphs. Fragments that were attached to either become unmatched: a fragment always belongs to a
    /// pair.
    pub(super) fn part(&mut self, pair: Pair) {
        self.changes += 1;
        for side in Side::BOTH {
            let fragments = self.parts.get_mut(side).remove(pair.get(side)).unwrap_or_default();
            fragments.into_iter().for_each(|fragment| self.part_of.get_mut(side.other())[fragment] = None);
        }
        self.partner.before[pair.before] = None;
        self.partner.after[pair.after] = None;
        self.evidence[pair.before] = Evidence::NONE;
    }

    /// Makes a paragraph that is alone a part of a text on `whole_side`, which is in a pair.
    pub(super) fn add_part(&mut self, whole_side: Side, whole: usize, part: usize) {
        debug_assert!(self.partner.get(whole_side)[whole].is_some());
        debug_assert!(self.pair_of(whole_side.other(), part).is_none());
        self.changes += 1;
        self.part_of.get_mut(whole_side.other())[part] = Some(whole);
        self.parts.get_mut(whole_side).entry(whole).or_default().push(part);
    }

    /// How often anything changed so far: what was found out at the same number still holds.
    pub(super) fn changes(&self) -> usize {
        self.changes
    }

    /// Of each paragraph, the text on the other side that it is a part of.
    pub(super) fn part_of(&self) -> &Versions<Vec<Option<usize>>> {
        &self.part_of
    }

    /// The parts of a text beside its partner.
    pub(super) fn parts(&self, whole_side: Side, whole: usize) -> &[usize] {
        self.parts.get(whole_side).get(&whole).map_or(&[], Vec::as_slice)
    }

    /// The pair that a paragraph belongs to, as one of the two or as a fragment, by its place in the older text.
    ///
    /// The links are built from this function, so no paragraph can be in two of them.
    pub(super) fn pair_of(&self, side: Side, paragraph: usize) -> Option<usize> {
        let older = |side: Side, paragraph: usize| {
            let partner = self.partner.get(side)[paragraph]?;
            Some(if side == Side::Before { paragraph } else { partner })
        };
        let whole = self.part_of.get(side)[paragraph];
        older(side, paragraph).or_else(|| older(side.other(), whole?))
    }

    pub(super) fn is_free(&self, pair: Pair) -> bool {
        self.partner.before[pair.before].is_none() && self.partner.after[pair.after].is_none()
    }

    /// The paragraph on the other side of each paragraph.
    pub(super) fn partner(&self) -> &Versions<Vec<Option<usize>>> {
        &self.partner
    }

    /// What the pair of a paragraph of the older text rests on.
    pub(super) fn evidence(&self, before: usize) -> Evidence {
        self.evidence[before]
    }

    /// All pairs, in the order of the older text.
    pub(super) fn pairs(&self) -> impl Iterator<Item = Pair> + '_ {
        let pair = |(before, after): (usize, &Option<usize>)| after.map(|after| Pair { before, after });
        self.partner.before.iter().enumerate().filter_map(pair)
    }

    /// The paragraphs of each side that are in no pair and hold no part.
    pub(super) fn leftovers(&self) -> Versions<Vec<usize>> {
        let free = |(partner, part_of): (&Vec<Option<usize>>, &Vec<Option<usize>>)| {
            (0..partner.len()).filter(|&at| partner[at].is_none() && part_of[at].is_none()).collect()
        };
        self.partner.as_ref().zip(self.part_of.as_ref()).map(free)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fragments_of_an_unlinked_pair_are_unmatched() {
        for side in Side::BOTH {
            let mut matching = Matching::new(Versions::new(3, 3));
            let pair = Pair { before: 1, after: 1 };
            matching.join(pair, Evidence::equal(Basis::EqualText));
            matching.add_part(side, 1, 2);
            assert_eq!(matching.pair_of(side.other(), 2), Some(1));
            matching.part(pair);
            assert_eq!(matching.pair_of(side.other(), 2), None);
            assert_eq!(matching.leftovers(), Versions::new(vec![0, 1, 2], vec![0, 1, 2]));
        }
    }
}
