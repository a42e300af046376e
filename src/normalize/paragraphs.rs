//! Lines → paragraphs.
//!
//! How a paragraph is recognised depends on how the text was set:
//! - *unwrapped*: every line is a paragraph (typed text with one paragraph a line);
//! - *indented*: a paragraph begins with a first-line indent, a number, or a gap (official layout);
//! - *spaced*: a paragraph begins after an empty line (wrapped mail, pasted text);
//! - *set*: the same where lines are measured on the page: a gap of half a line decides, and over the end of a page
//!   indent and width do;
//! - *flat*: only the words decide (bare extraction): a number, an opening phrase after an end, or a line that
//!   stopped although the next word had room.
//!
//! Indents are measured against the page's own margin, because layout extraction shifts every page differently.

mod breaks;
mod join;
mod lines;

use super::body_start;
use crate::model::{Block, BlockUnit, Document};

/// Joins the lines of a document; those above the organ's line stay as they are. Returns whether only words told where
/// paragraphs begin: where each line is one, or the page shows it, nothing can have been glued.
pub(super) fn join(document: &mut Document) -> bool {
    let body = body_start(document);
    let lines = lines::measure(&document.blocks, body);
    let mode = lines::break_rule(&lines[body..], document.block_unit);
    document.block_unit = BlockUnit::Paragraph;
    if mode == lines::BreakRule::OnePerLine {
        return false;
    }
    let breaks = breaks::breaks(&lines, body, mode);
    let hyphens = join::Hyphens::new(&document.blocks);
    let mut out: Vec<Block> = Vec::new();
    for (index, block) in std::mem::take(&mut document.blocks).into_iter().enumerate() {
        match out.last_mut() {
            Some(last) if index > body && !breaks[index] => join::append(last, &block, &hyphens, &mut document.ledger),
            _ => out.push(block),
        }
    }
    document.blocks = out;
    mode == lines::BreakRule::TextOnly
}
