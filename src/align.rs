//! Two [`Resolution`]s → [`Alignment`].

mod anchors;
mod assign;
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

use crate::model::{Alignment, Basis, Resolution, Versions};
use assign::{Offer, assign};
use matching::{Evidence, Matching, Pair};
use moves::{Hefts, standing};
use slots::Slots;
use texts::Texts;

/// Says which paragraphs of two resolutions belong together.
pub fn align(resolutions: Versions<&Resolution>) -> Alignment {
    let hefts = Hefts::weigh(resolutions);
    let mut matching = Matching::new(resolutions.map(|resolution| resolution.paragraphs.len()));
    anchors::anchor(resolutions, &hefts, &mut matching);
    // A moved paragraph may have a better claimant in the place it left, so only pairs that stand are settled.
    let stand = standing(resolutions, &matching, &hefts);
    let settled = Versions::new(
        stand.clone(),
        matching.partner().after.iter().map(|before| before.is_some_and(|before| stand[before])).collect(),
    );
    let texts = Texts::count(resolutions, &settled);
    for _ in 0..2 {
        contest(&texts, &hefts, &mut matching);
        let slots = Slots::between(&matching, &standing(resolutions, &matching, &hefts));
        pair_similar(&texts, &slots, &mut matching);
        release_far(&hefts, &texts, &mut matching);
    }
    contest(&texts, &hefts, &mut matching);
    splits::share(&texts, &mut matching);
    let standing = standing(resolutions, &matching, &hefts);
    let slots = Slots::between(&matching, &standing);
    let near_misses = misses::near_misses(&texts, &matching, &slots);
    Alignment { links: links::links(&texts, &matching, &standing), near_misses, warnings: Vec::new() }
}

/// Lets lonely paragraphs take over pairs that are theirs by place.
fn contest(texts: &Texts, hefts: &Hefts, matching: &mut Matching) {
    let standing = standing(texts.resolutions, matching, hefts);
    let slots = Slots::between(matching, &standing);
    copies::hand_over(texts, matching, &slots, &standing);
}

fn pair_similar(texts: &Texts, slots: &Slots, matching: &mut Matching) {
    let leftovers = matching.leftovers();
    let sizes = matching.partner().as_ref().map(Vec::len);
    let mut best = sizes.map(|size| vec![[0.0_f64; 2]; size]);
    let mut offers = Vec::new();
    for pair in candidates::candidates(texts, &leftovers, slots) {
        let Some(score) = score::score(texts, matching, slots, pair) else { continue };
        note(&mut best.before[pair.before], score.total);
        note(&mut best.after[pair.after], score.total);
        if score.enough {
            offers.push((Offer { pair, score: score.total }, score));
        }
    }
    let chosen = assign(&offers.iter().map(|(offer, _)| *offer).collect::<Vec<_>>(), sizes);
    for at in chosen {
        let (Offer { pair, score: total }, score) = offers[at];
        let rival = [best.before[pair.before], best.after[pair.after]]
            .map(|best| if best[0] > total { best[0] } else { best[1] });
        let basis = if score.in_slot { Basis::SameSlot } else { Basis::SimilarWords };
        let evidence = Evidence { basis, similarity: score.similarity, score: total, rival: rival[0].max(rival[1]) };
        matching.join(pair, evidence);
    }
}

/// Keeps the two highest.
fn note(best: &mut [f64; 2], score: f64) {
    if score > best[0] {
        *best = [score, best[0]];
    } else if score > best[1] {
        best[1] = score;
    }
}

/// Parts pairs that were taken as standing in one slot and turn out to cross others.
fn release_far(hefts: &Hefts, texts: &Texts, matching: &mut Matching) {
    let standing = standing(texts.resolutions, matching, hefts);
    let far: Vec<Pair> = matching
        .pairs()
        .filter(|pair| !standing[pair.before] && matching.evidence(pair.before).score < score::ANYWHERE)
        .collect();
    for pair in far {
        matching.part(pair);
    }
}
