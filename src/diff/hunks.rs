//! What stays and what changes in a row of words.
//!
//! In: two rows. Out: stretches in order, kept and changed in turn, that cover both.
//!
//! `similar`'s patience diff: words that stand once on each side hold the rest in place, which reads better than the
//! shortest script. No deadline, because what a deadline gives depends on the machine: its search is bounded in
//! itself, so the same two texts always give the same stretches.

use std::ops::Range;

use similar::{Algorithm, DiffOp};

use super::side::Row;
use crate::model::{Key, Versions, same_spelling};

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
    // Most changes are one stretch in the middle, so most of the work is done here.
    let alike = |one: &mut dyn Iterator<Item = (&Key, &Key)>| one.take_while(|(before, after)| before == after).count();
    let head = alike(&mut keys.before.iter().zip(keys.after));
    let tail = alike(&mut keys.before[head..].iter().rev().zip(keys.after[head..].iter().rev()));
    let ends = keys.map(|keys| keys.len() - tail);
    let middle = keys.zip(ends).map(|(keys, end)| &keys[head..end]);
    let from_head = |range: Range<usize>| range.start + head..range.end + head;
    let inner = match share_nothing(middle) {
        true => vec![Hunk { words: middle.map(|keys| from_head(0..keys.len())), kept: false }],
        false => similar::capture_diff_slices(Algorithm::Patience, middle.before, middle.after)
            .iter()
            .map(|op| Hunk {
                words: Versions::new(from_head(op.old_range()), from_head(op.new_range())),
                kept: matches!(op, DiffOp::Equal { .. }),
            })
            .collect(),
    };
    let kept = |words| Hunk { words, kept: true };
    let first = kept(Versions::new(0..head, 0..head));
    let last = kept(ends.zip(keys).map(|(end, keys)| end..keys.len()));
    joined([first].into_iter().chain(inner).chain([last]).collect())
}

/// Takes words that only have the same key for what they are: one in place of the other.
pub(super) fn verified(rows: Versions<&Row>, hunks: Vec<Hunk>) -> Vec<Hunk> {
    let same =
        |before: usize, after: usize| same_spelling(rows.before.words[before].shown, rows.after.words[after].shown);
    let is_verified = |hunk: &Hunk| {
        let Versions { before, after } = hunk.words.clone();
        !hunk.kept || before.zip(after).all(|(before, after)| same(before, after))
    };
    if hunks.iter().all(is_verified) {
        return hunks;
    }
    let single = |hunk: Hunk| -> Vec<Hunk> {
        if !hunk.kept {
            return vec![hunk];
        }
        let Versions { before, after } = hunk.words;
        let pairs = before.zip(after);
        let hunk = |(before, after)| Hunk {
            words: Versions::new(before..before + 1, after..after + 1),
            kept: same(before, after),
        };
        pairs.map(hunk).collect()
    };
    joined(hunks.into_iter().flat_map(single).collect())
}

/// Whether one word stands for another, or nothing for something: then there is nothing to compare.
fn share_nothing(keys: Versions<&[Key]>) -> bool {
    const FEW: usize = 32;
    let Versions { before, after } = keys;
    before.len().saturating_mul(after.len()) <= FEW && !before.iter().any(|key| after.contains(key))
        || before.is_empty()
        || after.is_empty()
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
