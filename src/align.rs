//! Two [`Resolution`]s → [`Alignment`]: which paragraphs belong together.
//!
//! Printed numbers never decide: year on year only 46 % of the operative paragraphs keep theirs. Words do, and place.
//!
//! 1. [`anchors`]: equal texts are pairs, repeated ones in order. What stands in order is the [`backbone`] ([`moves`],
//!    [`order`]); between its pairs are [`slots`].
//! 2. [`texts`]: the words of what is left, interned and weighed by rarity.
//! 3. Twice, the second time with the places the first time found: [`candidates`] by rare words and slot; a [`score`] of
//!    each; the best set of pairs ([`assign`](mod@assign)); what only seemed to be in its place is parted again. Before and
//!    after, [`copies`]: of a paragraph and its copy, the one in its place.
//! 4. [`splits`]: what is still alone may be a part of a text whose main part is elsewhere.
//! 5. [`links`], each with a [`confidence`]; [`misses`]: pairs that were nearly taken. A last check: every paragraph of
//!    both sides is in exactly one link.
//!
//! Work grows with the number of paragraphs, for hostile texts too: every step that could be quadratic has a bound.
//! Sums are of integers, and every tie is broken by place: the same texts give the same alignment, bit by bit.
//!
//! Measured: 442 links of eleven real pairs, checked by hand, all right, moves and splits among them; on generated
//! pairs, mean edge F1 1.000 (draft), .998 (yearly), .985 (heavily reworded), .986 (shuffled).

mod anchors;
mod assign;
mod backbone;
mod candidates;
mod confidence;
mod copies;
mod links;
mod matching;
mod misses;
mod moves;
mod order;
mod score;
mod slots;
mod splits;
mod texts;

use crate::model::{Alignment, Basis, Link, Resolution, Versions, Warning};
use anchors::Numbered;
use assign::{Offer, assign};
use backbone::Backbone;
use candidates::Nearest;
use matching::{Evidence, Matching, Pair};
use moves::Hefts;
use score::Score;
use slots::Slots;
use texts::{Spellings, Texts};

/// Says which paragraphs of two resolutions belong together.
pub fn align(resolutions: Versions<&Resolution>) -> Alignment {
    let (equal, hefts) = rayon::join(|| Numbered::of(resolutions), || Hefts::weigh(resolutions));
    let mut matching = Matching::new(resolutions.map(|resolution| resolution.paragraphs.len()));
    let mut spelt = Spellings::none(resolutions);
    let singular = equal.singular();
    // What has no equal is spelt while equal texts are paired, which is work for one processor.
    rayon::join(
        || anchors::anchor(&equal, &hefts, &mut matching),
        || spelt.add(resolutions, |side, at| singular.get(side)[at]),
    );
    let mut backbone = Backbone::of(&hefts, &matching);
    // A moved paragraph may have a better claimant in the place it left, so only pairs that stand are settled.
    let stand = &backbone.standing;
    let settled = Versions::new(
        stand.clone(),
        matching.partner().after.iter().map(|before| before.is_some_and(|before| stand[before])).collect(),
    );
    let texts = Texts::count(resolutions, &settled, spelt);
    // What stands is found by one processor; the other looks at words.
    let renew_and_vote = |matching: &Matching, backbone: &mut Backbone| {
        rayon::join(|| Nearest::of(&texts, matching), || backbone.renew(&hefts, matching)).0
    };
    for _ in 0..2 {
        copies::hand_over(&texts, &mut matching, &backbone);
        let nearest = renew_and_vote(&matching, &mut backbone);
        pair_similar(&texts, &backbone.slots, nearest, &mut matching);
        backbone.renew(&hefts, &matching);
        release_far(&mut backbone, &hefts, &mut matching);
    }
    copies::hand_over(&texts, &mut matching, &backbone);
    splits::share(&texts, &mut matching);
    let nearest = renew_and_vote(&matching, &mut backbone);
    let Backbone { standing, slots, .. } = backbone;
    let (near_misses, mut links) = rayon::join(
        || misses::near_misses(&texts, &matching, &slots, nearest),
        || links::links(&texts, &matching, &standing),
    );
    let sizes = resolutions.map(|resolution| resolution.paragraphs.len());
    let mismatched = links::complete(&mut links, sizes);
    debug_assert_eq!(mismatched, 0, "paragraphs that were not in exactly one link");
    links::doubt(&mut links, &near_misses);
    Alignment { warnings: warnings(resolutions, &links, mismatched), links, near_misses }
}

/// What a reader should know before trusting the result.
fn warnings(resolutions: Versions<&Resolution>, links: &[Link], mismatched: usize) -> Vec<Warning> {
    let mut out = Vec::new();
    let empty = resolutions.map(|resolution| resolution.paragraphs.is_empty());
    match (empty.before, empty.after) {
        (true, true) => out.push("neither text has paragraphs, so there is nothing to compare".to_owned()),
        (true, false) => out.push("the older text has no paragraphs, so everything is new".to_owned()),
        (false, true) => out.push("the newer text has no paragraphs, so everything is gone".to_owned()),
        _ => out.extend(unrelated(resolutions, links)),
    }
    if mismatched > 0 {
        out.push(format!(
            "an internal check failed: {mismatched} paragraphs were not matched exactly once and are shown as added or \
             removed where in doubt; please report this"
        ));
    }
    out.into_iter().map(Warning::new).collect()
}

/// Fewer paragraphs than this on either side tell nothing: of three, two may well be rewritten.
const MIN_PARAGRAPHS: usize = 4;

/// Says so where no paragraph or fewer than half of those of each side have a counterpart: two versions of one text
/// share more, and a text that only grew or shrank keeps the whole of its shorter version.
fn unrelated(resolutions: Versions<&Resolution>, links: &[Link]) -> Option<String> {
    let mut linked = Versions::new(0, 0);
    for link in links.iter().filter(|link| link.basis != Basis::Alone) {
        linked.before += link.paragraphs.before.len();
        linked.after += link.paragraphs.after.len();
    }
    if linked.before == 0 {
        return Some("The texts may be unrelated: they have no paragraph in common.".to_owned());
    }
    let len = resolutions.map(|resolution| resolution.paragraphs.len());
    let is_unrelated =
        len.before.min(len.after) >= MIN_PARAGRAPHS && linked.before * 2 < len.before && linked.after * 2 < len.after;
    is_unrelated.then(|| {
        format!(
            "The texts may be unrelated: only {} of the {} paragraphs of the first and {} of the {} of the second have a \
             counterpart.",
            linked.before, len.before, linked.after, len.after
        )
    })
}

fn pair_similar(texts: &Texts, slots: &Slots, nearest: Nearest, matching: &mut Matching) {
    let sizes = matching.partner().as_ref().map(Vec::len);
    let mut best = sizes.map(|size| vec![[0.0_f64; 2]; size]);
    let (mut offers, mut scores) = (Vec::new(), Vec::new());
    for (pair, score) in nearest.scored(texts, matching, slots).into_iter().flatten() {
        note(&mut best.before[pair.before], score.total);
        note(&mut best.after[pair.after], score.total);
        if score.enough {
            offers.push(Offer { pair, score: score.total });
            scores.push(score);
        }
    }
    for at in assign(&offers, sizes) {
        let Score { similarity, total, in_slot, .. } = scores[at];
        let pair = offers[at].pair;
        let rival = [best.before[pair.before], best.after[pair.after]]
            .map(|best| if best[0] > total { best[0] } else { best[1] });
        let basis = if in_slot { Basis::SameSlot } else { Basis::SimilarWords };
        matching.join(pair, Evidence { basis, similarity, score: total, rival: rival[0].max(rival[1]) });
    }
}

/// Keeps the two highest, without a branch: a processor cannot guess which score is.
fn note(best: &mut [f64; 2], score: f64) {
    *best = [best[0].max(score), best[1].max(best[0].min(score))];
}

/// Parts pairs that were taken as standing in one slot and turn out to cross others.
fn release_far(backbone: &mut Backbone, hefts: &Hefts, matching: &mut Matching) {
    let far: Vec<Pair> = matching
        .pairs()
        .filter(|pair| !backbone.standing[pair.before] && matching.evidence(pair.before).score < score::ANYWHERE)
        .collect();
    backbone.part(&far, hefts, matching);
}
