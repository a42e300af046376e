//! Joins blocks that are one phrase.
//!
//! In: blocks in order. Out: fewer blocks. The words between two blocks are a *kept run*. It lies inside one edit if the
//! weighted sum of its features is positive, else it separates two edits. The sums do not depend on each other, so
//! deciding run by run gives the best of all divisions.
//!
//! [`JoinWeights::FITTED`] is what a logistic regression on hand-made edits gives; `tests/fit` shows how to fit again.

use super::super::sequence::TokenSeq;
use super::classes::{WordClass, classes, size};
use super::units::Units;
use super::{Block, merge};
use crate::model::Versions;

/// What is known of a kept run and of the changes on both sides of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KeptRun {
    /// The features, in the order of [`JoinWeights::NAMES`].
    pub features: [f64; JoinWeights::COUNT],
}

/// How much each feature of a kept run speaks for joining the changes on its two sides.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct JoinWeights(pub [f64; JoinWeights::COUNT]);

impl JoinWeights {
    /// How many features there are.
    pub const COUNT: usize = 12;

    /// What the features are.
    pub const NAMES: [&'static str; JoinWeights::COUNT] = [
        "constant",
        "content words of the kept run",
        "function words of the kept run",
        "commas of the kept run",
        "the kept run lies within a date, a citation or a list of numbers",
        "one change inserts and the other deletes",
        "the change on the right exchanges one number for another",
        "logarithm of the size of the change on the right",
        "logarithm of the size of the smaller change",
        "share of both texts that changes",
        "the change on the left is an opening phrase",
        "the change on the left ends with a comma",
    ];

    /// The weights in use.
    pub const FITTED: JoinWeights =
        JoinWeights([1.19, -0.37, -0.72, -1.38, 4.07, 2.58, -1.18, -0.79, 1.03, 1.37, -1.76, -2.36]);

    /// Positive if a kept run lies inside one edit.
    pub fn score(&self, run: &KeptRun) -> f64 {
        self.0.iter().zip(&run.features).map(|(weight, feature)| weight * feature).sum()
    }
}

impl KeptRun {
    /// The kept run between two blocks.
    pub(super) fn new(
        sequences: Versions<&TokenSeq>,
        units: Versions<&Units>,
        share: f64,
        left: &Block,
        right: &Block,
    ) -> KeptRun {
        let run = left.as_ref().zip(right.as_ref()).map(|(left, right)| left.end..right.start);
        let words = sequences.after.tokens[run.after.clone()].iter().map(WordClass::from_token);
        let (mut content, mut function, mut commas) = (0, 0, 0);
        for class in words {
            match class {
                WordClass::Content => content += 1,
                WordClass::Function(_) => function += 1,
                WordClass::Comma => commas += 1,
                WordClass::Number | WordClass::Hyphen | WordClass::Punctuation => {}
            }
        }
        let within = units.before.contain(&run.before) || units.after.contain(&run.after);
        let (left_size, right_size) = (size(sequences, left), size(sequences, right));
        let flag = |is: bool| f64::from(u8::from(is));
        let features = [
            1.0,
            f64::from(content.min(6)),
            f64::from(function.min(4)),
            f64::from(commas.min(2)),
            flag(within),
            flag(is_insertion(left) && is_deletion(right) || is_deletion(left) && is_insertion(right)),
            flag(exchanges_numbers(sequences, right)),
            right_size.ln_1p(),
            left_size.min(right_size).ln_1p(),
            share,
            flag(is_opening(sequences.before, &left.before) || is_opening(sequences.after, &left.after)),
            flag(last_class(sequences, left) == Some(WordClass::Comma)),
        ];
        KeptRun { features }
    }
}

/// Joins the blocks that the weights say are one phrase.
pub(super) fn join(
    sequences: Versions<&TokenSeq>,
    units: Versions<&Units>,
    share: f64,
    blocks: Vec<Block>,
    weights: &JoinWeights,
) -> Vec<Block> {
    let is_inside = |pair: &[Block]| weights.score(&KeptRun::new(sequences, units, share, &pair[0], &pair[1])) > 0.0;
    let joins: Vec<bool> = std::iter::once(false).chain(blocks.windows(2).map(is_inside)).collect();
    merge(blocks, &joins)
}

fn is_insertion(block: &Block) -> bool {
    block.before.is_empty()
}

fn is_deletion(block: &Block) -> bool {
    block.after.is_empty()
}

fn exchanges_numbers(sequences: Versions<&TokenSeq>, block: &Block) -> bool {
    block.before.len() == 1
        && block.after.len() == 1
        && classes(sequences, block).all(|class| class == WordClass::Number)
}

/// Whether some words reach from within an opening phrase to its end or beyond.
fn is_opening(sequence: &TokenSeq, words: &std::ops::Range<usize>) -> bool {
    sequence
        .openings
        .iter()
        .any(|opening| opening.start <= words.start && words.start < opening.end && opening.end <= words.end)
}

fn last_class(sequences: Versions<&TokenSeq>, block: &Block) -> Option<WordClass> {
    let last = |sequence: &TokenSeq, words: &std::ops::Range<usize>| {
        sequence.tokens[words.clone()].last().map(WordClass::from_token)
    };
    last(sequences.after, &block.after).or_else(|| last(sequences.before, &block.before))
}
