//! Joins blocks that hold the two signs of a pair of square brackets.
//!
//! In: blocks in order. Out: fewer blocks. A bracket that is opened or removed is one edit, because one of its signs alone
//! says nothing. So blocks with the signs of one pair are joined if few words are between them, as in
//! `[Urges] [Invites]`.

use super::super::sequence::TokenSeq;
use super::{Block, merge};
use crate::model::{Side, Versions};

/// The most words and punctuation marks between the blocks.
const MAX_BETWEEN: usize = 12;

/// Joins the blocks that hold the signs of one pair.
pub(super) fn join_pairs(sequences: Versions<&TokenSeq>, blocks: Vec<Block>) -> Vec<Block> {
    let mut joins = vec![false; blocks.len()];
    for side in Side::BOTH {
        mark_pairs(sequences.get(side), &blocks, side, &mut joins);
    }
    merge(blocks, &joins)
}

/// Marks the blocks that belong to the one before them.
fn mark_pairs(sequence: &TokenSeq, blocks: &[Block], side: Side, joins: &mut [bool]) {
    let is_sign = |index: usize| matches!(sequence.tokens[index].text, "[" | "]");
    let mut signs = blocks.iter().map(|block| block.get(side).clone()).filter(|words| words.clone().any(is_sign));
    let Some(first) = signs.next() else { return };
    let end = signs.next_back().map_or(first.end, |last| last.end);
    // The block that holds the sign of each open bracket; `None` if the sign is kept.
    let mut open: Vec<Option<usize>> = Vec::new();
    let mut block = 0;
    for index in first.start..end {
        while blocks.get(block).is_some_and(|block| block.get(side).end <= index) {
            block += 1;
        }
        let holder = blocks.get(block).filter(|block| block.get(side).contains(&index)).map(|_| block);
        match sequence.tokens[index].text {
            "[" => open.push(holder),
            "]" => {
                let Some((Some(opened), Some(closed))) = open.pop().map(|opened| (opened, holder)) else { continue };
                let between: usize = blocks[opened..=closed]
                    .windows(2)
                    .map(|pair| pair[1].get(side).start - pair[0].get(side).end)
                    .sum();
                if between <= MAX_BETWEEN {
                    joins[opened + 1..=closed].fill(true);
                }
            }
            _ => {}
        }
    }
}
