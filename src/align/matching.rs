//! Which paragraphs are linked: the state that the steps of the alignment write to.

use super::moves::subtree_word_counts;
use crate::model::{LinkBasis, ParagraphIndex, Resolution, Side, Versions};

/// One paragraph of each side.
pub(super) type Pair = Versions<ParagraphIndex>;

/// The pair of a paragraph on `side` and one on the opposite side.
pub(super) fn pair_on(side: Side, paragraph: ParagraphIndex, opposite: ParagraphIndex) -> Pair {
    match side {
        Side::Before => Pair::new(paragraph, opposite),
        Side::After => Pair::new(opposite, paragraph),
    }
}

/// The pairs found so far, each paragraph in at most one; and fragments of split or merged texts.
pub(super) struct Matching<'a> {
    pub(super) resolutions: Versions<&'a Resolution>,
    /// What it costs to move each paragraph, in words.
    pub(super) move_costs: Versions<Vec<u64>>,
    counterparts: Versions<Vec<Option<Counterpart>>>,
    /// The fragments of each paragraph, which are on the opposite side beside its partner, in the order found.
    fragments: Versions<Vec<Vec<ParagraphIndex>>>,
}

/// What a paragraph is linked with on the opposite side.
#[derive(Clone, Copy)]
enum Counterpart {
    Partner(ParagraphIndex, Evidence),
    /// A text that the paragraph is a fragment of.
    Whole(ParagraphIndex),
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
    /// Equal texts.
    pub(super) fn equal(basis: LinkBasis) -> Evidence {
        Evidence { basis, similarity: 1.0, score: 1.0, runner_up: 0.0 }
    }

    pub(super) fn is_equal(&self) -> bool {
        matches!(self.basis, LinkBasis::EqualText | LinkBasis::EqualTextInOrder)
    }
}

impl<'a> Matching<'a> {
    /// Nothing linked yet.
    pub(super) fn new(resolutions: Versions<&'a Resolution>) -> Matching<'a> {
        let lens = resolutions.map(|resolution| resolution.paragraphs.len());
        Matching {
            resolutions,
            move_costs: resolutions.map(subtree_word_counts),
            counterparts: lens.map(|len| vec![None; len]),
            fragments: lens.map(|len| vec![Vec::new(); len]),
        }
    }

    /// The number of paragraphs of each side.
    pub(super) fn lens(&self) -> Versions<usize> {
        self.resolutions.map(|resolution| resolution.paragraphs.len())
    }

    /// Links two unlinked paragraphs.
    pub(super) fn link(&mut self, pair: Pair, evidence: Evidence) {
        debug_assert!(self.is_free(pair));
        self.counterparts.before[pair.before] = Some(Counterpart::Partner(pair.after, evidence));
        self.counterparts.after[pair.after] = Some(Counterpart::Partner(pair.before, evidence));
    }

    /// Unlinks two paragraphs. Fragments that were attached to either become unmatched: a fragment always belongs to a
    /// pair.
    pub(super) fn unlink(&mut self, pair: Pair) {
        for side in Side::BOTH {
            let paragraph = *pair.get(side);
            self.counterparts.get_mut(side)[paragraph] = None;
            for fragment in std::mem::take(&mut self.fragments.get_mut(side)[paragraph]) {
                self.counterparts.get_mut(side.other())[fragment] = None;
            }
        }
    }

    /// Unlinks the pairs for which `is_wrong` holds.
    pub(super) fn unlink_if(&mut self, is_wrong: impl Fn(&Matching, Pair, Evidence) -> bool) {
        let wrong = self.pairs_with_evidence().filter(|&(pair, evidence)| is_wrong(self, pair, evidence));
        let wrong: Vec<Pair> = wrong.map(|(pair, _)| pair).collect();
        wrong.into_iter().for_each(|pair| self.unlink(pair));
    }

    /// Attaches an unmatched paragraph to a linked one on `whole_side`.
    pub(super) fn add_fragment(&mut self, whole_side: Side, whole: ParagraphIndex, fragment: ParagraphIndex) {
        debug_assert!(self.partner(whole_side, whole).is_some() && self.is_unmatched(whole_side.other(), fragment));
        self.counterparts.get_mut(whole_side.other())[fragment] = Some(Counterpart::Whole(whole));
        self.fragments.get_mut(whole_side)[whole].push(fragment);
    }

    /// The paragraph that one is paired with, and what the pair rests on.
    pub(super) fn pairing(&self, side: Side, paragraph: ParagraphIndex) -> Option<(ParagraphIndex, Evidence)> {
        match self.counterparts.get(side)[paragraph]? {
            Counterpart::Partner(partner, evidence) => Some((partner, evidence)),
            Counterpart::Whole(_) => None,
        }
    }

    /// The paragraph that one is paired with.
    pub(super) fn partner(&self, side: Side, paragraph: ParagraphIndex) -> Option<ParagraphIndex> {
        self.pairing(side, paragraph).map(|(partner, _)| partner)
    }

    /// The text that a paragraph is a fragment of.
    pub(super) fn whole(&self, side: Side, paragraph: ParagraphIndex) -> Option<ParagraphIndex> {
        match self.counterparts.get(side)[paragraph]? {
            Counterpart::Partner(..) => None,
            Counterpart::Whole(whole) => Some(whole),
        }
    }

    /// The fragments of a text beside its partner.
    pub(super) fn fragments(&self, whole_side: Side, whole: ParagraphIndex) -> &[ParagraphIndex] {
        &self.fragments.get(whole_side)[whole]
    }

    /// Whether both are unmatched.
    pub(super) fn is_free(&self, pair: Pair) -> bool {
        Side::BOTH.iter().all(|&side| self.is_unmatched(side, *pair.get(side)))
    }

    /// Whether two paragraphs are partners. `None` if both are unmatched.
    pub(super) fn are_partners(&self, pair: Pair) -> Option<bool> {
        (!self.is_free(pair)).then(|| self.partner(Side::Before, pair.before) == Some(pair.after))
    }

    /// Whether a paragraph is neither linked nor a fragment.
    pub(super) fn is_unmatched(&self, side: Side, paragraph: ParagraphIndex) -> bool {
        self.counterparts.get(side)[paragraph].is_none()
    }

    /// All pairs with their evidence, in the order of the older text.
    pub(super) fn pairs_with_evidence(&self) -> impl Iterator<Item = (Pair, Evidence)> + '_ {
        self.resolutions.before.indices().filter_map(|before| {
            let (after, evidence) = self.pairing(Side::Before, before)?;
            Some((Pair { before, after }, evidence))
        })
    }

    /// All pairs, in the order of the older text.
    pub(super) fn pairs(&self) -> impl Iterator<Item = Pair> + '_ {
        self.pairs_with_evidence().map(|(pair, _)| pair)
    }

    /// The unmatched paragraphs of each side, ascending.
    pub(super) fn unmatched(&self) -> Versions<Vec<ParagraphIndex>> {
        let unmatched = |side| {
            let paragraphs = self.resolutions.get(side).indices();
            paragraphs.filter(|&paragraph| self.is_unmatched(side, paragraph)).collect()
        };
        Versions::from_fn(unmatched)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::tests::{matching, pair, resolutions};

    #[test]
    fn fragments_of_an_unlinked_pair_are_unmatched() {
        let texts = resolutions(&["a"; 3], &["b"; 3]);
        for side in Side::BOTH {
            let mut matching = matching(&texts, &[(1, 1)]);
            matching.add_fragment(side, ParagraphIndex(1), ParagraphIndex(2));
            assert_eq!(matching.whole(side.other(), ParagraphIndex(2)), Some(ParagraphIndex(1)));
            matching.unlink(pair(1, 1));
            assert_eq!(matching.unmatched().map(|unmatched| unmatched.len()), Versions::new(3, 3));
        }
    }
}
