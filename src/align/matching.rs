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

    /// Whether the paragraphs that two refer to are partners: `None` if nothing shows it.
    ///
    /// Clauses on the instalments of one sum are nearly one text; they differ in the clause that they refer to. Where that
    /// was renumbered, the number itself misleads, but the paragraph that has it is linked.
    pub(super) fn are_references_linked(&self, pair: Pair) -> Option<bool> {
        let references =
            self.resolutions.zip(pair).map(|(resolution, paragraph)| resolution[paragraph].cross_references.as_slice());
        if references.before.len() != references.after.len() {
            return None;
        }
        let targets = references.before.iter().zip(references.after);
        let known = targets
            .filter_map(|(before, after)| self.are_partners(Pair { before: before.target?, after: after.target? }));
        known.reduce(|all, linked| all && linked)
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

    #[test]
    fn instalments_follow_what_they_refer_to() {
        let sum = |number, months: &str, crowns| {
            format!(
                "{number}. Decides to share among the keepers of the towers the amount of {crowns} crowns for the months of \
                 {months}, in line with the scale of the guild;\n\n"
            )
        };
        let tax = |number, of, crowns| {
            format!(
                "{number}. Decides that there shall be set off against the share of each keeper, as provided for in \
                 paragraph {of} above, its part of the lamp tax of {crowns} crowns, of which a third is for the masters;\n\n"
            )
        };
        let text = |clauses: &[String]| format!("The Council,\n\n{}", clauses.concat());
        let before = text(&[
            sum(1, "June and July", 120),
            tax(2, 1, 12),
            sum(3, "August", 90),
            tax(4, 3, 9),
            sum(5, "winter and spring, at a monthly rate", 300),
            tax(6, 5, 30),
        ]);
        let after = text(&[
            sum(1, "June and July", 140),
            tax(2, 1, 14),
            sum(3, "winter and spring, at a monthly rate", 310),
            tax(4, 3, 31),
        ]);
        let texts = Versions::new(before, after).map(|text| crate::resolution(text.as_bytes()).unwrap());
        for (texts, expected) in
            [(texts.clone(), [(0, 0), (1, 1), (4, 2), (5, 3)]), (texts.reversed(), [(0, 0), (1, 1), (2, 4), (3, 5)])]
        {
            let links = crate::align::align(texts.as_ref()).links;
            let pairs: Vec<_> = links
                .iter()
                .filter_map(|link| Some((link.paragraphs.before.first()?.0, link.paragraphs.after.first()?.0)))
                .collect();
            assert_eq!(pairs, expected);
        }
    }

    #[test]
    fn references_are_compared_one_by_one() {
        let text = "The Council,\n\n1. Asks all towns to wait;\n\n2. Asks all ports to wait;\n\n3. Notes paragraphs 1 and 2 above;";
        let texts = Versions::from_fn(|_| crate::resolution(text.as_bytes()).unwrap());
        let cases = [
            (vec![], None),
            (vec![(0, 0)], Some(true)),
            (vec![(0, 1)], Some(false)),
            (vec![(0, 0), (2, 1)], Some(false)),
        ];
        for (pairs, expected) in cases {
            assert_eq!(matching(&texts, &pairs).are_references_linked(pair(2, 2)), expected, "{pairs:?}");
        }
    }
}
