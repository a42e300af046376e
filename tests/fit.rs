//! Fits the weights that part a redline into edits, on hand-made edits, and says how well they do on pairs of documents
//! that they were not fitted on.
//!
//! The hand-made edits are a JSON list of objects with `pair`, `before`, `after` and `edits` (`old`, `new`), perhaps
//! with `alternatives`, other lists of edits that are as good. Run:
//!
//! ```text
//! TRAVAUX_GOLD=…/meaning.json cargo test --release --test library fit -- --ignored --nocapture
//! ```
//!
//! What it prints goes to `JoinWeights::FITTED`. A kept run is a sample: joined if the changes on both sides of it belong to
//! one edit. A logistic regression with a quadratic penalty gives the weights; each pair of documents is measured with
//! weights fitted on the others.

#![allow(clippy::print_stdout, reason = "a tool run by hand")]

mod gold;
mod pairing;
mod regression;

use std::collections::BTreeSet;

use gold::{Item, load};
use regression::fit;
use travaux::diff::edits::{JoinWeights, KeptRun, edits_with, kept_runs};

/// Fitting and choosing among alternatives take turns so often.
const ROUNDS: usize = 3;

/// An item and the kept runs of its redline.
struct Sample {
    item: Item,
    runs: Vec<KeptRun>,
    /// For each accepted way to divide it, whether each kept run lies inside an edit.
    ways: Vec<Vec<bool>>,
}

impl Sample {
    fn new(item: Item) -> Sample {
        let found = kept_runs(item.texts.as_ref());
        let ways = item.ways.iter().map(|way| {
            let owner = |spans| gold::owner(way, spans);
            found.iter().map(|(_, [left, right])| owner(left).is_some() && owner(left) == owner(right)).collect()
        });
        let ways = ways.collect();
        Sample { runs: found.into_iter().map(|(run, _)| run).collect(), ways, item }
    }

    /// The way that the weights come nearest to.
    fn nearest(&self, weights: &JoinWeights) -> &[bool] {
        let agreement = |way: &Vec<bool>| -> f64 {
            let signed = |(run, joins): (&KeptRun, &bool)| weights.score(run) * if *joins { 1.0 } else { -1.0 };
            self.runs.iter().zip(way).map(signed).sum()
        };
        self.ways.iter().max_by(|a, b| agreement(a).total_cmp(&agreement(b))).map_or(&[], Vec::as_slice)
    }
}

/// Fits weights on some samples.
fn fitted(samples: &[&Sample]) -> JoinWeights {
    let mut weights = JoinWeights([0.0; JoinWeights::COUNT]);
    for round in 0..ROUNDS {
        let mut rows = Vec::new();
        for sample in samples {
            // At first the first way, since weights of nought agree with all.
            let way = if round == 0 { sample.ways[0].as_slice() } else { sample.nearest(&weights) };
            rows.extend(sample.runs.iter().map(|run| run.features).zip(way.iter().copied()));
        }
        weights = JoinWeights(fit(&rows));
    }
    weights
}

/// Matched, told and hand-made edits.
#[derive(Default, Clone, Copy)]
struct Score {
    matched: usize,
    told: usize,
    gold: usize,
}

impl Score {
    fn add(&mut self, sample: &Sample, weights: &JoinWeights) {
        let told = edits_with(sample.item.texts.as_ref(), weights);
        let (matched, gold) = gold::best_match(&sample.item, &told);
        self.matched += matched;
        self.told += told.len();
        self.gold += gold;
    }

    fn f1(self) -> f64 {
        2.0 * self.matched as f64 / (self.told + self.gold).max(1) as f64
    }
}

#[test]
#[ignore = "needs hand-made edits: TRAVAUX_GOLD=meaning.json cargo test --release --test library fit -- --ignored --nocapture"]
fn fit_weights() {
    let path = std::env::var("TRAVAUX_GOLD").expect("TRAVAUX_GOLD names the file of hand-made edits");
    let samples: Vec<Sample> = load(&path).into_iter().map(Sample::new).collect();
    let pairs: BTreeSet<&str> = samples.iter().map(|sample| sample.item.pair.as_str()).collect();
    let runs: usize = samples.iter().map(|sample| sample.runs.len()).sum();
    println!("{} paragraphs of {} pairs, {runs} kept runs", samples.len(), pairs.len());

    let all = fitted(&samples.iter().collect::<Vec<_>>());
    for (name, weight) in JoinWeights::NAMES.iter().zip(all.0) {
        println!("{weight:8.2}, // {name}");
    }
    let (mut in_use, mut trained, mut held_out) = (Score::default(), Score::default(), Score::default());
    for pair in &pairs {
        let (tested, others): (Vec<_>, Vec<_>) = samples.iter().partition(|sample| sample.item.pair == *pair);
        let weights = fitted(&others);
        for sample in tested {
            in_use.add(sample, &JoinWeights::FITTED);
            trained.add(sample, &all);
            held_out.add(sample, &weights);
        }
    }
    println!("edit F1 with the weights in use          {:.4}", in_use.f1());
    println!("edit F1 with weights fitted on all pairs {:.4}", trained.f1());
    println!("edit F1 on pairs held out                {:.4}", held_out.f1());
    assert!(held_out.f1() > 0.8, "the weights do not carry over to other documents");
}
