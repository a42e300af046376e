//! Whether two paragraphs that share only some of their words are one paragraph, reworded.
//!
//! In: two paragraphs and what is linked so far. Out: the odds that they are one, by a logistic regression.
//!
//! Between two paragraphs of one genre and one subject, phrases that everybody uses are a third of the words, so that
//! similarity alone is no evidence. The evidence is what nobody else says: terms that each text has in these paragraphs
//! only, their opening phrases aside.
//!
//! The weights are fitted by `tests/fit/pairing.rs`.

use super::backbone::Backbone;
use super::corpus::{Corpus, TermCounts, TermId};
use super::matching::{Matching, Pair};
use super::score::{MIN_SIMILAR, MIN_SURE, Scorer};
use super::splits::shares_ngram;
use super::{anchors, formulas, similar};
use crate::model::{ParagraphIndex, Resolution, Side, Versions};

/// How much each feature speaks for a pair.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PairWeights(pub [f64; PairWeights::COUNT]);

impl PairWeights {
    /// How many features there are.
    pub const COUNT: usize = 7;

    /// What the features are. All but the last two are of the texts without their opening phrases.
    pub const NAMES: [&'static str; PairWeights::COUNT] = [
        "constant",
        "similarity",
        "containment",
        "logarithm of the number of terms that no other paragraph has, at most 12",
        "logarithm of the number of shared terms in a row, at most 15",
        "the two are between the same neighbours",
        "the two have the same opening verb",
    ];

    /// The weights in use.
    pub const FITTED: PairWeights = PairWeights([-7.71, 0.62, 4.04, 2.45, 0.76, 1.94, 2.15]);

    /// The logarithm of the odds.
    pub fn log_odds(&self, features: &[f64; PairWeights::COUNT]) -> f64 {
        self.0.iter().zip(features).map(|(weight, feature)| weight * feature).sum()
    }

    /// Whether the two are one paragraph.
    pub fn is_plausible(&self, features: &[f64; PairWeights::COUNT]) -> bool {
        self.log_odds(features) >= MIN_LOG_ODDS
    }
}

/// The least odds, as a logarithm: one to five. A reworded paragraph shown as removed and added hides what changed, while
/// the redline of a stranger shows that it is one.
const MIN_LOG_ODDS: f64 = -1.6;
const MAX_OWN_TERMS: usize = 12;
const MAX_RUN: usize = 15;
/// The index of the feature that takes longest to compute.
const RUN: usize = 4;

/// Two paragraphs that may be one.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The paragraphs.
    pub paragraphs: Versions<ParagraphIndex>,
    /// What speaks for it, in the order of [`PairWeights::NAMES`].
    pub features: [f64; PairWeights::COUNT],
}

/// The candidates of two versions of one text: the pairs of paragraphs that have no sure link and that only their
/// features can tell.
pub fn candidates(resolutions: Versions<&Resolution>) -> Vec<Candidate> {
    let mut matching = anchors::pair_equal(resolutions);
    let corpus = Corpus::new(&matching);
    similar::pair_sure(&corpus, &mut matching);
    similar::pair_similar(&corpus, false, &mut matching);
    if !formulas::are_versions(&corpus, &matching) {
        return Vec::new();
    }
    matching.unlink_if(|_, _, evidence| evidence.score < MIN_SURE);
    let scorer =
        Scorer { corpus: &corpus, backbone: &Backbone::new(&matching), matching: &matching, accepts_plausible: false };
    let unmatched = matching.unmatched();
    let pairs =
        unmatched.before.iter().flat_map(|&before| unmatched.after.iter().map(move |&after| Pair { before, after }));
    let borderline = pairs.filter(|&pair| scorer.score(pair).is_some_and(|score| score.is_borderline));
    let candidate = |pair: Pair| {
        let mut features = features(&scorer, pair);
        features[RUN] = run_feature(&corpus, pair);
        Candidate { paragraphs: pair, features }
    };
    borderline.map(candidate).collect()
}

/// Whether a pair is plausible in the texts that a scorer knows.
pub(super) fn is_plausible(scorer: &Scorer, pair: Pair) -> bool {
    let mut features = features(scorer, pair);
    features[RUN] = (MAX_RUN as f64).ln_1p();
    if !PairWeights::FITTED.is_plausible(&features) {
        return false;
    }
    features[RUN] = run_feature(scorer.corpus, pair);
    PairWeights::FITTED.is_plausible(&features)
}

/// Unlinks merely plausible pairs of which one was left by its list: the words above a list go with it.
pub(super) fn unlink_left_by_list(matching: &mut Matching) {
    matching.unlink_if(|matching, pair, evidence| {
        evidence.score < MIN_SIMILAR && Side::any(|side| has_list_elsewhere(matching, side, pair))
    });
}

/// Whether the list under a paragraph went to another one than its partner in a pair.
fn has_list_elsewhere(matching: &Matching, side: Side, pair: Pair) -> bool {
    let (paragraph, partner) = (*pair.get(side), *pair.get(side.other()));
    let item = paragraph.next();
    if matching.resolutions.get(side).paragraphs.get(item.0).is_none_or(|item| item.parent != Some(paragraph)) {
        return false;
    }
    let is_elsewhere = |counterpart: ParagraphIndex| {
        counterpart != partner && matching.resolutions.get(side.other())[counterpart].parent != Some(partner)
    };
    matching.partner(side, item).or(matching.whole(side, item)).is_some_and(is_elsewhere)
}

/// The features of a pair, without the one that takes longest.
fn features(scorer: &Scorer, pair: Pair) -> [f64; PairWeights::COUNT] {
    let corpus = scorer.corpus;
    let vectors = corpus.vectors_of(pair);
    let bodies = vectors.map(|vector| vector.split_opening().1);
    let weights = bodies.map(|body| corpus.weight(body).max(1) as f64);
    let counts = bodies.map(|body| TermCounts::new(body.iter().copied()));
    let overlap = corpus.overlap(&counts.before, &counts.after) as f64;
    let is_own = |term: &TermId| counts.after.get(*term) > 0 && corpus.is_rare(*term);
    let own = counts.before.terms().filter(is_own).take(MAX_OWN_TERMS).count();
    let flag = |holds: bool| f64::from(u8::from(holds));
    [
        1.0,
        2.0 * overlap / (weights.before + weights.after),
        overlap / weights.before.min(weights.after),
        (own as f64).ln_1p(),
        0.0,
        flag(scorer.backbone.same_gap(pair)),
        flag(corpus.has_same_verb(pair)),
    ]
}

fn run_feature(corpus: &Corpus, pair: Pair) -> f64 {
    let bodies = corpus.vectors_of(pair).map(|vector| vector.split_opening().1);
    (longest_run(bodies.before, bodies.after) as f64).ln_1p()
}

/// The number of terms in the longest run that two texts share, at most [`MAX_RUN`]: linear in the length of the texts.
fn longest_run(left: &[TermId], right: &[TermId]) -> usize {
    let lens: Vec<usize> = (1..=MAX_RUN).collect();
    lens.partition_point(|len| shares_ngram(left, right, *len))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::tests::{corpus, resolutions};

    #[test]
    fn the_longest_run_counts() {
        let texts = resolutions(&["a b c d e f g a b"], &["x b c d y e f g a z", "q"]);
        let vectors = corpus(&texts).vectors;
        for (after, expected) in [(0, 4), (1, 0)] {
            let after = &vectors.after[after].terms;
            assert_eq!(longest_run(&vectors.before[0].terms, after), expected);
            assert_eq!(longest_run(after, &vectors.before[0].terms), expected);
        }
    }
}
