//! Adds glue to the edit that it follows from.
//!
//! In: blocks. Out: drafts. An entry added at the end of a list moves the "and" before it, and a paragraph that goes to
//! the preamble ends with a comma. Such an "and" or such an end is no edit of its own: it goes with the entry, or with
//! the nearest edit. A comma alone is an edit: somebody chose to set it.

use super::super::sequence::TokenSeq;
use super::phrase::{Class, classes};
use super::{Block, Draft};
use crate::model::Versions;

/// Adds conjunctions and the ends of paragraphs to other edits.
pub(super) fn attached(rows: Versions<&TokenSeq>, blocks: Vec<Block>) -> Vec<Draft> {
    let is_glue: Vec<bool> = blocks.iter().map(|block| classes(rows, block).all(Class::is_glue)).collect();
    let neighbours = real_neighbours(&is_glue);
    let owner = |index: usize| is_glue[index].then(|| owner(rows, &blocks, index, neighbours[index])).flatten();
    let owners: Vec<Option<usize>> = (0..blocks.len()).map(owner).collect();
    let mut places = vec![None; blocks.len()];
    let mut drafts = Vec::with_capacity(blocks.len());
    for (index, block) in blocks.iter().enumerate() {
        if owners[index].is_none() {
            places[index] = Some(drafts.len());
            drafts.push(Draft::new(block.clone()));
        }
    }
    for (block, owner) in blocks.into_iter().zip(owners) {
        if let Some(place) = owner.and_then(|owner| places[owner]) {
            drafts[place].others.push(block);
        }
    }
    drafts
}

/// For each block the nearest ones on the left and on the right that are more than glue.
fn real_neighbours(is_glue: &[bool]) -> Vec<[Option<usize>; 2]> {
    let mut neighbours = vec![[None; 2]; is_glue.len()];
    let mut last = None;
    for index in 0..is_glue.len() {
        neighbours[index][0] = last;
        last = if is_glue[index] { last } else { Some(index) };
    }
    let mut next = None;
    for index in (0..is_glue.len()).rev() {
        neighbours[index][1] = next;
        next = if is_glue[index] { next } else { Some(index) };
    }
    neighbours
}

/// The block that glue goes with; none if it stands for itself.
fn owner(
    rows: Versions<&TokenSeq>,
    blocks: &[Block],
    index: usize,
    [previous, next]: [Option<usize>; 2],
) -> Option<usize> {
    let block = &blocks[index];
    let ends_text = block.before.end == rows.before.tokens.len() && block.after.end == rows.after.tokens.len();
    let conjunction = classes(rows, block).any(|class| matches!(class, Class::Function(_)));
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
