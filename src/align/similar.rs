//! Similar texts.
//!
//! In: the unmatched paragraphs. Out: the best set of pairs among those that score high enough. Twice: what the first
//! round links makes the gaps of the second smaller.

use super::assign::assign;
use super::backbone::Backbone;
use super::candidates::score_candidates;
use super::copies::reassign_duplicates;
use super::corpus::Corpus;
use super::matching::{Matching, Pair};
use super::moves::in_order;
use super::score::{MIN_ELSEWHERE, Score};
use crate::model::Side;

/// Links similar texts; of a text and its copies, the one in its place.
pub(super) fn pair_similar(corpus: &Corpus, matching: &mut Matching) {
    reassign_duplicates(corpus, matching);
    for _ in 0..2 {
        link_best(corpus, matching);
        unlink_weak_moves(matching);
        reassign_duplicates(corpus, matching);
    }
}

fn link_best(corpus: &Corpus, matching: &mut Matching) {
    let scored = score_candidates(corpus, &Backbone::new(matching), matching);
    let mut top2 = matching.lens().map(|len| vec![[0.0_f64; 2]; len]);
    for (pair, score) in &scored {
        for side in Side::BOTH {
            update_top2(&mut top2.get_mut(side)[*pair.get(side)], score.total);
        }
    }
    let accepted: Vec<(Pair, Score)> = scored.into_iter().filter(|(_, score)| score.accepted).collect();
    for index in assign(&accepted, matching.lens()) {
        let (pair, score) = accepted[index];
        let top2 = top2.as_ref().zip(pair).map(|(top2, paragraph)| top2[paragraph]);
        let runner_up = top2.map(|[first, second]| if first > score.total { first } else { second });
        matching.link(pair, score.evidence(runner_up.before.max(runner_up.after)));
    }
}

/// Keeps the two highest scores, the higher first.
fn update_top2(top2: &mut [f64; 2], score: f64) {
    *top2 = [top2[0].max(score), top2[1].max(top2[0].min(score))];
}

/// Unlinks pairs accepted at the in-gap threshold that turned out to have moved.
fn unlink_weak_moves(matching: &mut Matching) {
    let in_order = in_order(matching);
    matching.unlink_if(|pair, evidence| !in_order[pair.before] && evidence.score < MIN_ELSEWHERE);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::matching::Evidence;
    use crate::align::tests::{corpus, matching, pair, resolutions};
    use crate::model::LinkBasis;

    #[test]
    fn the_two_best_scores_are_kept() {
        let mut top2 = [0.0; 2];
        for (score, expected) in [(0.5, [0.5, 0.0]), (0.4, [0.5, 0.4]), (0.6, [0.6, 0.5]), (0.5, [0.6, 0.5])] {
            update_top2(&mut top2, score);
            assert_eq!(top2, expected);
        }
    }

    #[test]
    fn weak_pairs_that_cross_others_are_unlinked() {
        let words = "one two three four five six seven eight nine ten";
        let texts = resolutions(&["short", words], &[words, "short"]);
        for (score, expected) in [(MIN_ELSEWHERE, 2), (MIN_ELSEWHERE - 0.01, 1)] {
            let mut matching = matching(&texts, &[(1, 0)]);
            let evidence = Evidence { score, ..Evidence::equal(LinkBasis::SimilarInGap) };
            matching.link(pair(0, 1), evidence);
            unlink_weak_moves(&mut matching);
            assert_eq!(matching.pairs().count(), expected);
        }
    }

    #[test]
    fn a_reworded_text_keeps_its_pair() {
        let texts = resolutions(
            &["notes the report of the committee on trade and its annexes", "welcomes the result of the summit"],
            &["welcomes the final result of the summit", "notes the report of the council on trade and its annexes"],
        );
        let mut matching = matching(&texts, &[]);
        pair_similar(&corpus(&texts), &mut matching);
        assert_eq!(matching.pairs().collect::<Vec<_>>(), [pair(0, 1), pair(1, 0)]);
    }
}
