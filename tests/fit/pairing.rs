//! Fits the weights that tell reworded paragraphs from strangers, and says how well they do on texts that they were not
//! fitted on.
//!
//! The texts are a folder of cases as in `tests/pairing`; texts of which neither comes from the other have no links.
//! Run:
//!
//! ```text
//! TRAVAUX_PAIRS=folder cargo test --release --test library fit_pairing -- --ignored --nocapture
//! ```
//!
//! What it prints goes to [`PairWeights::FITTED`]. Of the strangers of a paragraph only the nearest are samples: the others
//! teach nothing.

use std::collections::BTreeMap;
use std::path::Path;

use travaux::align::plausibility::{Candidate, PairWeights, candidates};
use travaux::model::Resolution;

use super::regression::fit;
use crate::pairing::Case;

/// Strangers of a paragraph that are samples.
const MAX_STRANGERS: usize = 3;
/// The texts are parted into so many parts, and each is measured with weights fitted on the others.
const PARTS: usize = 5;

type Sample = ([f64; PairWeights::COUNT], bool);

fn samples(case: &Case) -> Vec<Sample> {
    let mut candidates = candidates(case.texts.as_ref());
    let similarity = |candidate: &Candidate| candidate.features[1];
    candidates.sort_by(|left, right| similarity(right).total_cmp(&similarity(left)));
    let id = |text: &Resolution, index| text[index].id.0.to_string();
    let mut strangers: BTreeMap<usize, usize> = BTreeMap::new();
    let mut samples = Vec::new();
    for Candidate { paragraphs, features } in candidates {
        let link = (id(&case.texts.before, paragraphs.before), id(&case.texts.after, paragraphs.after));
        let is_link = case.links.contains(&link);
        let count = strangers.entry(paragraphs.before.0).or_default();
        *count += usize::from(!is_link);
        if !case.either_way.contains(&link) && (is_link || *count <= MAX_STRANGERS) {
            samples.push((features, is_link));
        }
    }
    samples
}

/// Right and wrong answers.
#[derive(Default)]
struct Score {
    right: usize,
    missed: usize,
    wrong: usize,
}

impl Score {
    fn add(&mut self, samples: &[Sample], weights: &PairWeights) {
        for (features, is_link) in samples {
            match (is_link, weights.is_plausible(features)) {
                (true, true) => self.right += 1,
                (true, false) => self.missed += 1,
                (false, true) => self.wrong += 1,
                (false, false) => {}
            }
        }
    }

    fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (2 * self.right + self.missed + self.wrong).max(1) as f64
    }
}

#[test]
#[ignore = "needs pairs with known links: TRAVAUX_PAIRS=folder cargo test --release --test library fit_pairing -- --ignored --nocapture"]
fn fit_pairing() {
    let folder = std::env::var("TRAVAUX_PAIRS").expect("TRAVAUX_PAIRS names the folder of pairs");
    let cases: Vec<Vec<Sample>> = Case::read_all(Path::new(&folder)).iter().map(samples).collect();
    let weights = PairWeights(fit(&cases.concat()));
    println!("{} pairs of texts, {} samples", cases.len(), cases.concat().len());
    for (name, weight) in PairWeights::NAMES.iter().zip(weights.0) {
        println!("{weight:8.2}, // {name}");
    }
    let (mut in_use, mut held_out) = (Score::default(), Score::default());
    for part in 0..PARTS {
        let others = cases.iter().enumerate().filter(|(index, _)| index % PARTS != part);
        let weights = PairWeights(fit(&others.flat_map(|(_, samples)| samples.clone()).collect::<Vec<_>>()));
        for samples in cases.iter().skip(part).step_by(PARTS) {
            in_use.add(samples, &PairWeights::FITTED);
            held_out.add(samples, &weights);
        }
    }
    for (name, score) in [("the weights in use", &in_use), ("weights fitted on other texts", &held_out)] {
        let Score { right, missed, wrong } = score;
        println!("F1 {:.3} ({right} right, {missed} missed, {wrong} wrong) with {name}", score.f1());
    }
    assert!(held_out.f1() > 0.7, "the weights do not carry over to other texts");
}
