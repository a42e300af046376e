//! Similar texts.
//!
//! In: the unmatched paragraphs. Out: the best set of pairs among those that score high enough.

use super::assign::{Edge, assign};
use super::backbone::Backbone;
use super::candidates::score_candidates;
use super::corpus::Corpus;
use super::matching::{Matching, Pair};
use super::moves::MoveCosts;
use super::score::{MIN_ELSEWHERE, Score};

/// Links similar texts.
pub(super) fn pair_similar(corpus: &Corpus, costs: &MoveCosts, matching: &mut Matching) {
    let backbone = Backbone::new(matching, costs);
    let scored = score_candidates(corpus, &backbone, matching);
    let mut top2 = matching.lens().map(|len| vec![[0.0_f64; 2]; len]);
    for (pair, score) in &scored {
        update_top2(&mut top2.before[pair.before], score.total);
        update_top2(&mut top2.after[pair.after], score.total);
    }
    let accepted: Vec<(Pair, Score)> = scored.into_iter().filter(|(_, score)| score.accepted).collect();
    let edges: Vec<Edge> = accepted.iter().map(|&(pair, score)| Edge { pair, score: score.total }).collect();
    for index in assign(&edges, matching.lens()) {
        let (pair, score) = accepted[index];
        let runner_up = |[first, second]: [f64; 2]| if first > score.total { first } else { second };
        let runner_up = runner_up(top2.before[pair.before]).max(runner_up(top2.after[pair.after]));
        matching.link(pair, score.evidence(runner_up));
    }
    unlink_weak_moves(costs, matching);
}

/// Keeps the two highest scores, the higher first.
fn update_top2(top2: &mut [f64; 2], score: f64) {
    *top2 = [top2[0].max(score), top2[1].max(top2[0].min(score))];
}

/// Unlinks pairs accepted at the in-gap threshold that turned out to have moved.
fn unlink_weak_moves(costs: &MoveCosts, matching: &mut Matching) {
    for pair in Backbone::new(matching, costs).moved_pairs(matching) {
        if matching.evidence(pair.before).score < MIN_ELSEWHERE {
            matching.unlink(pair);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::matching::Evidence;
    use crate::align::tests::{corpus, matching, resolutions};
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
        let costs = MoveCosts::new(texts.as_ref());
        for (score, expected) in [(MIN_ELSEWHERE, 2), (MIN_ELSEWHERE - 0.01, 1)] {
            let mut matching = matching(&texts, &[(1, 0)]);
            let evidence = Evidence { score, ..Evidence::equal(LinkBasis::SimilarInGap) };
            matching.link(Pair::new(0, 1), evidence);
            unlink_weak_moves(&costs, &mut matching);
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
        pair_similar(&corpus(&texts), &MoveCosts::new(texts.as_ref()), &mut matching);
        assert_eq!(matching.partner().before, [Some(1), Some(0)]);
    }
}
