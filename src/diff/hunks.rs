//! Two sequences of words → hunks.
//!
//! In: two sequences. Out: hunks in order, alternately kept and changed, that cover both. The comparison is
//! [`diff`](crate::text::diff()), a patience diff.

use std::ops::Range;

use super::sequence::TokenSeq;
use crate::model::{TextKey, Versions};
use crate::text::{diff, same_spelling};

/// A range of words on both sides that are kept or changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hunk {
    pub(super) ranges: Versions<Range<usize>>,
    pub(super) kept: bool,
}

impl Hunk {
    /// Whether words of one side replace words of the other.
    pub(super) fn is_replacement(&self) -> bool {
        !self.kept && !self.ranges.before.is_empty() && !self.ranges.after.is_empty()
    }

    fn is_empty(&self) -> bool {
        self.ranges.before.is_empty() && self.ranges.after.is_empty()
    }
}

/// Compares two sequences of keys.
pub(super) fn hunks(keys: Versions<&[TextKey]>) -> Vec<Hunk> {
    // Most changes are one hunk in the middle, so most of the work is done here.
    let count_equal = |pairs: &mut dyn Iterator<Item = (&TextKey, &TextKey)>| {
        pairs.take_while(|(before, after)| before == after).count()
    };
    let prefix = count_equal(&mut keys.before.iter().zip(keys.after));
    let suffix = count_equal(&mut keys.before[prefix..].iter().rev().zip(keys.after[prefix..].iter().rev()));
    let ends = keys.map(|keys| keys.len() - suffix);
    let middle = keys.zip(ends).map(|(keys, end)| &keys[prefix..end]);
    let from_start = |range: Range<usize>| range.start + prefix..range.end + prefix;
    let inner = match is_disjoint(middle) {
        true => vec![Hunk { ranges: middle.map(|keys| from_start(0..keys.len())), kept: false }],
        false => diff(middle.before, middle.after)
            .into_iter()
            .map(|run| Hunk {
                ranges: Versions::new(from_start(run.before), from_start(run.after)),
                kept: run.is_equal,
            })
            .collect(),
    };
    let kept = |words| Hunk { ranges: words, kept: true };
    let first = kept(Versions::new(0..prefix, 0..prefix));
    let last = kept(ends.zip(keys).map(|(end, keys)| end..keys.len()));
    merge_adjacent([first].into_iter().chain(inner).chain([last]).collect())
}

/// Marks words as changed that have the same key and are not the same.
pub(super) fn verify_keys(sequences: Versions<&TokenSeq>, hunks: Vec<Hunk>) -> Vec<Hunk> {
    let same = |before: usize, after: usize| {
        same_spelling(sequences.before.tokens[before].text, sequences.after.tokens[after].text)
    };
    let is_verified = |hunk: &Hunk| {
        let Versions { before, after } = hunk.ranges.clone();
        !hunk.kept || before.zip(after).all(|(before, after)| same(before, after))
    };
    if hunks.iter().all(is_verified) {
        return hunks;
    }
    let single = |hunk: Hunk| -> Vec<Hunk> {
        if !hunk.kept {
            return vec![hunk];
        }
        let Versions { before, after } = hunk.ranges;
        let pairs = before.zip(after);
        let hunk = |(before, after)| Hunk {
            ranges: Versions::new(before..before + 1, after..after + 1),
            kept: same(before, after),
        };
        pairs.map(hunk).collect()
    };
    merge_adjacent(hunks.into_iter().flat_map(single).collect())
}

/// Whether two short sequences have no word in common, or one of them is empty.
fn is_disjoint(keys: Versions<&[TextKey]>) -> bool {
    const MAX_PAIRS: usize = 32;
    let Versions { before, after } = keys;
    before.len().saturating_mul(after.len()) <= MAX_PAIRS && !before.iter().any(|key| after.contains(key))
        || before.is_empty()
        || after.is_empty()
}

/// Drops empty hunks and merges neighbours of one kind.
pub(super) fn merge_adjacent(hunks: Vec<Hunk>) -> Vec<Hunk> {
    let mut out: Vec<Hunk> = Vec::with_capacity(hunks.len());
    for hunk in hunks {
        match out.last_mut() {
            _ if hunk.is_empty() => {}
            Some(last) if last.kept == hunk.kept => {
                last.ranges.before.end = hunk.ranges.before.end;
                last.ranges.after.end = hunk.ranges.after.end;
            }
            _ => out.push(hunk),
        }
    }
    out
}
