//! What stays and what changes in a row of words.
//!
//! In: two rows. Out: stretches in order, kept and changed in turn, that cover both.
//!
//! `similar`'s patience diff: words that stand once on each side hold the rest in place, which reads better than the
//! shortest script. No deadline, because what a deadline gives depends on the machine: its search is bounded in
//! itself, so the same two texts always give the same stretches.

use std::ops::Range;

use similar::{Algorithm, DiffOp};

use crate::model::{Key, Versions};

/// A stretch of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hunk {
    pub(super) words: Versions<Range<usize>>,
    pub(super) kept: bool,
}

impl Hunk {
    /// Whether words of both sides are exchanged.
    pub(super) fn is_replacement(&self) -> bool {
        !self.kept && !self.words.before.is_empty() && !self.words.after.is_empty()
    }

    fn is_empty(&self) -> bool {
        self.words.before.is_empty() && self.words.after.is_empty()
    }
}

/// Compares two rows of keys.
pub(super) fn hunks(keys: Versions<&[Key]>) -> Vec<Hunk> {
    let ops = similar::capture_diff_slices(Algorithm::Patience, keys.before, keys.after);
    let hunks = ops.iter().map(|op| Hunk {
        words: Versions::new(op.old_range(), op.new_range()),
        kept: matches!(op, DiffOp::Equal { .. }),
    });
    joined(hunks.collect())
}

/// Drops empty stretches and joins neighbours of one kind.
pub(super) fn joined(hunks: Vec<Hunk>) -> Vec<Hunk> {
    let mut out: Vec<Hunk> = Vec::with_capacity(hunks.len());
    for hunk in hunks {
        match out.last_mut() {
            _ if hunk.is_empty() => {}
            Some(last) if last.kept == hunk.kept => {
                last.words.before.end = hunk.words.before.end;
                last.words.after.end = hunk.words.after.end;
            }
            _ => out.push(hunk),
        }
    }
    out
}
