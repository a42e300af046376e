use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::words::Words;
use crate::model::Versions;

/// A stretch where the words differ; one side may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hunk {
    pub(super) before: Range<usize>,
    pub(super) after: Range<usize>,
}

impl Hunk {
    /// Everything.
    pub(super) fn whole(words: &Versions<Words<'_>>) -> Hunk {
        Hunk { before: 0..words.before.len(), after: 0..words.after.len() }
    }

    pub(super) fn is_replacement(&self) -> bool {
        !self.before.is_empty() && !self.after.is_empty()
    }
}

/// Beyond this product of the two lengths words are not compared: two texts of 20,000 words without anything in common
/// would take minutes. The longest paragraph measured in official documents has 1,600 words.
const MOST: usize = 400_000_000;

/// Where the words differ, in order.
///
/// # Errors
/// The number of words, if there are too many to compare.
pub(super) fn hunks(words: &Versions<Words<'_>>) -> Result<Vec<Hunk>, usize> {
    let (before, after) = (&words.before.keys, &words.after.keys);
    let head = before.iter().zip(after).take_while(|(one, other)| one == other).count();
    let tail =
        before[head..].iter().rev().zip(after[head..].iter().rev()).take_while(|(one, other)| one == other).count();
    let (before, after) = (&before[head..before.len() - tail], &after[head..after.len() - tail]);
    if before.len().saturating_mul(after.len()) > MOST {
        return Err(before.len().max(after.len()));
    }
    let ops = capture_diff_slices(Algorithm::Patience, before, after);
    let changed = ops.into_iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    let mut hunks: Vec<Hunk> = Vec::new();
    for op in changed {
        let (old, new) = (op.old_range(), op.new_range());
        let hunk = Hunk { before: old.start + head..old.end + head, after: new.start + head..new.end + head };
        match hunks.last_mut() {
            Some(last) if last.before.end == hunk.before.start && last.after.end == hunk.after.start => {
                last.before.end = hunk.before.end;
                last.after.end = hunk.after.end;
            }
            _ => hunks.push(hunk),
        }
    }
    Ok(hunks)
}
