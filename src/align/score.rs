//! How similar two paragraphs are.
//!
//! In: two paragraphs and what is linked so far. Out: a score; from a threshold on they may be a pair.
//!
//! Terms are weighted by idf. A Dice coefficient asks whether the two are the same, containment whether one is in the
//! other. Neither alone separates right from wrong (over real pairs, AUC .957 and .963, but one wrong candidate in a
//! hundred reaches a containment of .86), so they are combined. Position, parent, cross-references, verb, number and part
//! only decide where that is borderline.

use super::backbone::Backbone;
use super::corpus::{Corpus, Kind};
use super::matching::{Evidence, Matching, Pair};
use super::plausibility;
use crate::model::{LinkBasis, ParagraphIndex, Part, Versions};

/// From this score on a pair is sure.
pub(super) const MIN_SURE: f64 = 0.70;
/// From this score on two paragraphs are clearly similar: of the hardest wrong candidates in one document 95 % are below
/// .49. Generated and real pairs do not care from .45 to .52.
pub(super) const MIN_SIMILAR: f64 = 0.50;
/// Below that, and from this score on, their [`plausibility`] decides.
const MIN_BORDERLINE: f64 = 0.25;
/// Below this number of words, similarity says little.
const MIN_WORDS: usize = 8;
/// What a shorter text needs in its gap…
const MIN_SHORT_DICE: f64 = 0.60;
/// …and the score that it needs there if it has the same opening or number or is a heading, which are few.
const MIN_SHORT_SCORE: f64 = 0.36;
/// What a shorter text needs anywhere else.
const MIN_SHORT_DICE_ELSEWHERE: f64 = 0.75;

/// How similar two paragraphs are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Score {
    /// Shared weight as a share of both.
    pub(super) similarity: f64,
    /// Similarity with all bonuses and penalties.
    pub(super) total: f64,
    /// Whether they are between the same neighbours.
    pub(super) in_gap: bool,
    /// Whether only their plausibility can tell.
    pub(super) is_borderline: bool,
    /// Whether they may be a pair.
    pub(super) is_accepted: bool,
}

impl Score {
    /// The evidence of a pair that has this score.
    pub(super) fn evidence(self, runner_up: f64) -> Evidence {
        let basis = if self.in_gap { LinkBasis::SimilarInGap } else { LinkBasis::SimilarWords };
        Evidence { basis, similarity: self.similarity, score: self.total, runner_up }
    }
}

/// Scores pairs.
pub(super) struct Scorer<'t> {
    pub(super) corpus: &'t Corpus<'t>,
    pub(super) backbone: &'t Backbone,
    pub(super) matching: &'t Matching<'t>,
    /// Whether texts are accepted that are not clearly similar.
    pub(super) accepts_plausible: bool,
}

impl Scorer<'_> {
    /// Scores one pair; `None` if it can never be one.
    pub(super) fn score(&self, pair: Pair) -> Option<Score> {
        let paragraphs = self.corpus.paragraphs_of(pair);
        let kinds = paragraphs.map(Kind::from_paragraph);
        if kinds.before != kinds.after {
            return None;
        }
        let Versions { before, after } = self.corpus.vectors_of(pair);
        let overlap = self.corpus.overlap(&before.counts, &after.counts) as f64;
        if overlap == 0.0 {
            return None;
        }
        let (lighter, heavier) = (before.weight.min(after.weight) as f64, before.weight.max(after.weight) as f64);
        let similarity = 2.0 * overlap / (lighter + heavier);
        let containment = overlap / lighter * (2.0 * lighter / heavier).min(1.0);

        let same_verb = self.corpus.has_same_verb(pair);
        // two paragraphs without a number have that in common: “Option 1: (paragraphs 1 to 4)”
        let same_label = before.label == after.label;
        let in_gap = self.backbone.same_gap(pair);
        let mut total = 0.65 * similarity + 0.35 * containment;
        total += if same_verb { 0.03 } else { 0.0 };
        total += if in_gap {
            0.04 + 0.02 / (1 + self.backbone.ranks_apart(pair)) as f64
        } else {
            -0.02 * (self.backbone.distance(pair) * 5.0).min(1.0)
        };
        total += parent_bonus(self.matching, paragraphs.map(|paragraph| paragraph.parent));
        total += link_bonus(self.matching.are_references_linked(pair));
        total -= part_penalty(paragraphs.before.part, paragraphs.after.part);
        total += if same_label { 0.005 } else { 0.0 };

        let is_short = before.terms.len().min(after.terms.len()) < MIN_WORDS;
        let is_marked = same_verb || same_label || kinds.before == Kind::Heading;
        let is_borderline = !is_short && (MIN_BORDERLINE..MIN_SIMILAR).contains(&total);
        let is_plausible = || self.accepts_plausible && is_borderline && plausibility::is_plausible(self, pair);
        let is_accepted = match (is_short, in_gap) {
            (true, true) => similarity >= MIN_SHORT_DICE || (is_marked && total >= MIN_SHORT_SCORE),
            (true, false) => similarity >= MIN_SHORT_DICE_ELSEWHERE,
            (false, _) => total >= MIN_SIMILAR || is_plausible(),
        };
        Some(Score { similarity, total, in_gap, is_borderline, is_accepted })
    }
}

/// Subparagraphs follow their parent.
fn parent_bonus(matching: &Matching, parents: Versions<Option<ParagraphIndex>>) -> f64 {
    match (parents.before, parents.after) {
        (None, None) => 0.0,
        (Some(before), Some(after)) => link_bonus(matching.are_partners(Pair { before, after })),
        // Promoted to a paragraph of its own, or the reverse.
        _ => -0.04,
    }
}

/// What it counts whether the paragraphs that two depend on are linked.
fn link_bonus(are_linked: Option<bool>) -> f64 {
    are_linked.map_or(0.0, |linked| if linked { 0.06 } else { -0.06 })
}

/// A move from the preamble to the operative part happens (.3 % of real pairs), but rarely.
fn part_penalty(before: Part, after: Part) -> f64 {
    if before == after { 0.0 } else { 0.06 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::tests::{corpus, matching, pair, resolutions};

    #[test]
    fn short_and_distant_texts_need_more() {
        let old = "one two three four five six seven eight nine ten";
        let reworded = "one two three four five six other words stand here";
        // Older and newer text, whether accepted in one gap, and in another.
        let cases = [
            (old, old, true, true),
            (old, reworded, true, true),
            (old, "one two three four other words stand here instead now", false, false),
            ("one two three", "one two four", true, false),
            ("one two three", "one five four", false, false),
        ];
        for (before, after, in_gap, elsewhere) in cases {
            let texts = resolutions(&[before, "anchor"], &[after, "anchor", after]);
            let corpus = corpus(&texts);
            let matching = matching(&texts, &[(1, 1)]);
            let backbone = Backbone::new(&matching);
            let scorer = Scorer { corpus: &corpus, backbone: &backbone, matching: &matching, accepts_plausible: false };
            let accepted = [0, 2].map(|after| scorer.score(pair(0, after)).map(|score| score.is_accepted));
            assert_eq!(accepted, [Some(in_gap), Some(elsewhere)], "{before} / {after}");
        }
    }

    #[test]
    fn subparagraphs_follow_their_parent() {
        let texts = resolutions(&["a", "b"], &["a", "b"]);
        let matching = matching(&texts, &[(0, 0)]);
        let parent = |index| Some(ParagraphIndex(index));
        let cases = [
            (None, None, 0.0),
            (parent(0), parent(0), 0.06),
            (parent(1), parent(1), 0.0),
            (parent(0), parent(1), -0.06),
        ];
        for (before, after, expected) in cases {
            assert_eq!(parent_bonus(&matching, Versions::new(before, after)), expected);
        }
        assert_eq!(parent_bonus(&matching, Versions::new(parent(0), None)), -0.04);
    }
}
