//! Similar texts.
//!
//! In: the unmatched paragraphs. Out: the best set of pairs among those that score high enough. In rounds, for what one
//! links makes the gaps of the next smaller: first sure pairs, then clearly similar ones, and in versions of one text
//! plausible ones.

use super::assign::{Candidate, assign};
use super::backbone::Backbone;
use super::candidates::score_candidates;
use super::copies::reassign_duplicates;
use super::corpus::Corpus;
use super::formulas::{are_versions, unlink_formulas};
use super::matching::Matching;
use super::score::{MIN_SURE, Scorer};
use crate::model::Side;

/// Links similar texts. Returns whether the two are versions of one text; if not, only very similar ones stay.
pub(super) fn pair(corpus: &Corpus, matching: &mut Matching) -> bool {
    pair_sure(corpus, matching);
    if !are_versions(corpus, matching) {
        // Clearly similar pairs may show that they are.
        pair_similar(corpus, false, matching);
        if !are_versions(corpus, matching) {
            unlink_formulas(matching);
            return false;
        }
    }
    unlink_contradicted(matching);
    pair_similar(corpus, true, matching);
    true
}

/// Unlinks the similar pairs that refer to paragraphs which are not linked with each other. Those that have no better
/// partner will be linked again.
fn unlink_contradicted(matching: &mut Matching) {
    matching.unlink_if(|matching, pair, evidence| {
        !evidence.is_equal() && matching.are_references_linked(pair) == Some(false)
    });
}

/// Links texts that surely belong together; of a text and its copies, the one in its place.
pub(super) fn pair_sure(corpus: &Corpus, matching: &mut Matching) {
    pair_round(corpus, MIN_SURE, false, matching);
}

/// Links texts that are clearly similar or, if `accepts_plausible`, merely plausible.
pub(super) fn pair_similar(corpus: &Corpus, accepts_plausible: bool, matching: &mut Matching) {
    pair_round(corpus, 0.0, accepts_plausible, matching);
}

fn pair_round(corpus: &Corpus, min_score: f64, accepts_plausible: bool, matching: &mut Matching) {
    link_best(corpus, min_score, accepts_plausible, matching);
    reassign_duplicates(corpus, matching);
}

fn link_best(corpus: &Corpus, min_score: f64, accepts_plausible: bool, matching: &mut Matching) {
    let backbone = Backbone::new(matching);
    let scored = score_candidates(&Scorer { corpus, backbone: &backbone, matching, accepts_plausible });
    let mut top2 = matching.lens().map(|len| vec![[0.0_f64; 2]; len]);
    for (pair, score) in &scored {
        for side in Side::BOTH {
            update_top2(&mut top2.get_mut(side)[*pair.get(side)], score.total);
        }
    }
    let accepted = scored.into_iter().filter(|(_, score)| score.is_accepted && score.total >= min_score);
    let accepted = accepted.map(|(pair, score)| Candidate { pair, rank: score.total, value: score });
    for Candidate { pair, value: score, .. } in assign(accepted.collect()) {
        let top2 = top2.as_ref().zip(pair).map(|(top2, paragraph)| top2[paragraph]);
        let runner_up = top2.map(|[first, second]| if first > score.total { first } else { second });
        matching.link(pair, score.evidence(runner_up.before.max(runner_up.after)));
    }
}

/// Keeps the two highest scores, the higher first.
fn update_top2(top2: &mut [f64; 2], score: f64) {
    *top2 = [top2[0].max(score), top2[1].max(top2[0].min(score))];
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::tests::{corpus, matching, pair, resolutions};

    #[test]
    fn the_two_best_scores_are_kept() {
        let mut top2 = [0.0; 2];
        for (score, expected) in [(0.5, [0.5, 0.0]), (0.4, [0.5, 0.4]), (0.6, [0.6, 0.5]), (0.5, [0.6, 0.5])] {
            update_top2(&mut top2, score);
            assert_eq!(top2, expected);
        }
    }

    #[test]
    fn a_reworded_text_keeps_its_pair() {
        let texts = resolutions(
            &["notes the report of the committee on trade and its annexes", "welcomes the result of the summit"],
            &["welcomes the final result of the summit", "notes the report of the council on trade and its annexes"],
        );
        let mut matching = matching(&texts, &[]);
        pair_similar(&corpus(&texts), false, &mut matching);
        assert_eq!(matching.pairs().collect::<Vec<_>>(), [pair(0, 1), pair(1, 0)]);
    }
}
