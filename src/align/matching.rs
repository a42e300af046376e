//! Which paragraphs are linked: the state that the steps of the alignment write to.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::model::{LinkBasis, Side, Versions};

/// One paragraph of each side, by index.
pub(super) type Pair = Versions<usize>;

/// The pair of a paragraph on `side` and one on the opposite side.
pub(super) fn pair_on(side: Side, paragraph: usize, opposite: usize) -> Pair {
    match side {
        Side::Before => Pair { before: paragraph, after: opposite },
        Side::After => Pair { before: opposite, after: paragraph },
    }
}

/// The pairs found so far, each paragraph in at most one; and fragments of split or merged texts.
pub(super) struct Matching {
    partner: Versions<Vec<Option<usize>>>,
    /// By index in the older text.
    evidence: Vec<Evidence>,
    /// For each paragraph that is a fragment, the whole on the opposite side.
    fragment_of: Versions<Vec<Option<usize>>>,
    /// The reverse, by the side of the whole: its fragments beside its partner, in the order found.
    fragments: Versions<HashMap<usize, Vec<usize>, FixedState>>,
}

/// What a pair rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Evidence {
    pub(super) basis: LinkBasis,
    /// Shared weight as a share of both, as in [`Link::similarity`](crate::model::Link).
    pub(super) similarity: f64,
    /// What decided: similarity, containment, position and neighbours.
    pub(super) score: f64,
    /// The best score of either paragraph with any other.
    pub(super) runner_up: f64,
}

impl Evidence {
    const NONE: Evidence = Evidence { basis: LinkBasis::Unmatched, similarity: 0.0, score: 0.0, runner_up: 0.0 };

    /// Equal texts.
    pub(super) fn equal(basis: LinkBasis) -> Evidence {
        Evidence { basis, similarity: 1.0, score: 1.0, runner_up: 0.0 }
    }

    pub(super) fn is_equal(&self) -> bool {
        matches!(self.basis, LinkBasis::EqualText | LinkBasis::EqualTextInOrder)
    }
}

impl Matching {
    /// Nothing linked yet.
    pub(super) fn new(lens: Versions<usize>) -> Matching {
        Matching {
            partner: lens.map(|len| vec![None; len]),
            evidence: vec![Evidence::NONE; lens.before],
            fragment_of: lens.map(|len| vec![None; len]),
            fragments: Versions::default(),
        }
    }

    /// The number of paragraphs of each side.
    pub(super) fn lens(&self) -> Versions<usize> {
        self.partner.as_ref().map(Vec::len)
    }

    /// Links two unlinked paragraphs.
    pub(super) fn link(&mut self, pair: Pair, evidence: Evidence) {
        debug_assert!(self.is_free(pair));
        self.partner.before[pair.before] = Some(pair.after);
        self.partner.after[pair.after] = Some(pair.before);
        self.evidence[pair.before] = evidence;
    }

    /// Unlinks two paragraphs. Fragments that were attached to either become unmatched: a fragment always belongs to a
    /// pair.
    pub(super) fn unlink(&mut self, pair: Pair) {
        for side in Side::BOTH {
            let fragments = self.fragments.get_mut(side).remove(pair.get(side)).unwrap_or_default();
            fragments.into_iter().for_each(|fragment| self.fragment_of.get_mut(side.other())[fragment] = None);
        }
        self.partner.before[pair.before] = None;
        self.partner.after[pair.after] = None;
        self.evidence[pair.before] = Evidence::NONE;
    }

    /// Attaches an unmatched paragraph to a linked one on `whole_side`.
    pub(super) fn add_fragment(&mut self, whole_side: Side, whole: usize, fragment: usize) {
        debug_assert!(self.partner.get(whole_side)[whole].is_some());
        debug_assert!(self.pair_of(whole_side.other(), fragment).is_none());
        self.fragment_of.get_mut(whole_side.other())[fragment] = Some(whole);
        self.fragments.get_mut(whole_side).entry(whole).or_default().push(fragment);
    }

    /// For each paragraph, the whole on the opposite side that it is a fragment of.
    pub(super) fn fragment_of(&self) -> &Versions<Vec<Option<usize>>> {
        &self.fragment_of
    }

    /// The fragments of a text beside its partner.
    pub(super) fn fragments(&self, whole_side: Side, whole: usize) -> &[usize] {
        self.fragments.get(whole_side).get(&whole).map_or(&[], Vec::as_slice)
    }

    /// The pair that a paragraph belongs to, as one of the two or as a fragment, by its index in the older text.
    ///
    /// The links are built from this function, so no paragraph can be in two of them.
    pub(super) fn pair_of(&self, side: Side, paragraph: usize) -> Option<usize> {
        let linked = |side, paragraph| Some(pair_on(side, paragraph, self.partner.get(side)[paragraph]?).before);
        let whole = self.fragment_of.get(side)[paragraph];
        linked(side, paragraph).or_else(|| linked(side.other(), whole?))
    }

    pub(super) fn is_free(&self, pair: Pair) -> bool {
        self.partner.before[pair.before].is_none() && self.partner.after[pair.after].is_none()
    }

    /// The paragraph that each paragraph is linked with.
    pub(super) fn partner(&self) -> &Versions<Vec<Option<usize>>> {
        &self.partner
    }

    /// What the pair of an older paragraph rests on.
    pub(super) fn evidence(&self, before: usize) -> Evidence {
        self.evidence[before]
    }

    /// All pairs, in the order of the older text.
    pub(super) fn pairs(&self) -> impl Iterator<Item = Pair> + '_ {
        let partners = self.partner.before.iter().enumerate();
        partners.filter_map(|(before, after)| after.map(|after| Pair { before, after }))
    }

    /// Whether a paragraph is neither linked nor a fragment.
    pub(super) fn is_unmatched(&self, side: Side, paragraph: usize) -> bool {
        self.partner.get(side)[paragraph].is_none() && self.fragment_of.get(side)[paragraph].is_none()
    }

    /// The unmatched paragraphs of each side, ascending.
    pub(super) fn unmatched(&self) -> Versions<Vec<usize>> {
        let unmatched =
            |side| (0..*self.lens().get(side)).filter(|&paragraph| self.is_unmatched(side, paragraph)).collect();
        Versions::new(Side::Before, Side::After).map(unmatched)
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
            matching.link(pair, Evidence::equal(LinkBasis::EqualText));
            matching.add_fragment(side, 1, 2);
            assert_eq!(matching.pair_of(side.other(), 2), Some(1));
            matching.unlink(pair);
            assert_eq!(matching.pair_of(side.other(), 2), None);
            assert_eq!(matching.unmatched(), Versions::new(vec![0, 1, 2], vec![0, 1, 2]));
        }
    }
}
