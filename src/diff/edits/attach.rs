//! Attaches conjunctions and final punctuation to the edit that they result from.
//!
//! In: blocks. Out: drafts. An entry added at the end of a list moves the "and" before it, and a paragraph that moves to
//! the preamble ends with a comma. Such an "and" or such a comma is not an edit of its own: it belongs to the entry, or to
//! the nearest edit. Any other comma is an edit: somebody chose to set it.

use super::super::sequence::TokenSeq;
use super::classes::{WordClass, classes};
use super::{Block, EditDraft};
use crate::model::Versions;

/// Attaches conjunctions and the ends of paragraphs to other blocks.
pub(super) fn attach(sequences: Versions<&TokenSeq>, blocks: Vec<Block>) -> Vec<EditDraft> {
    let is_joining: Vec<bool> =
        blocks.iter().map(|block| classes(sequences, block).all(WordClass::is_joining)).collect();
    let neighbours = nearest_owners(&is_joining);
    let owner = |index: usize| is_joining[index].then(|| owner(sequences, &blocks, index, neighbours[index])).flatten();
    let owners: Vec<Option<usize>> = (0..blocks.len()).map(owner).collect();
    let mut draft_of = vec![None; blocks.len()];
    let mut drafts = Vec::with_capacity(blocks.len());
    for (index, block) in blocks.iter().enumerate() {
        if owners[index].is_none() {
            draft_of[index] = Some(drafts.len());
            drafts.push(EditDraft::new(block.clone()));
        }
    }
    for (block, owner) in blocks.into_iter().zip(owners) {
        if let Some(draft) = owner.and_then(|owner| draft_of[owner]) {
            drafts[draft].others.push(block);
        }
    }
    drafts
}

/// For each block, the nearest blocks on its left and right that have more than joining words.
fn nearest_owners(is_joining: &[bool]) -> Vec<[Option<usize>; 2]> {
    let mut neighbours = vec![[None; 2]; is_joining.len()];
    let mut last = None;
    for index in 0..is_joining.len() {
        neighbours[index][0] = last;
        last = if is_joining[index] { last } else { Some(index) };
    }
    let mut next = None;
    for index in (0..is_joining.len()).rev() {
        neighbours[index][1] = next;
        next = if is_joining[index] { next } else { Some(index) };
    }
    neighbours
}

/// The block that joining words belong to; `None` if they are an edit of their own.
fn owner(
    sequences: Versions<&TokenSeq>,
    blocks: &[Block],
    index: usize,
    [previous, next]: [Option<usize>; 2],
) -> Option<usize> {
    let block = &blocks[index];
    let ends_text =
        block.before.end == sequences.before.tokens.len() && block.after.end == sequences.after.tokens.len();
    let conjunction = classes(sequences, block).any(|class| matches!(class, WordClass::Function(_)));
    if !conjunction && !ends_text {
        return None;
    }
    let Some(next) = next else { return previous };
    let inserts_or_deletes = blocks[next].before.is_empty() || blocks[next].after.is_empty();
    match previous {
        Some(previous) if index - previous < next - index && !inserts_or_deletes => Some(previous),
        _ => Some(next),
    }
}
