//! Sequence comparison and similarity.

use std::hash::Hash;
use std::ops::Range;

use similar::{Algorithm, DiffOp};

/// A run of items of two sequences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiffRun {
    /// Indices in the first sequence.
    pub before: Range<usize>,
    /// Indices in the second sequence.
    pub after: Range<usize>,
    /// Whether both are equal; then they have the same length.
    pub is_equal: bool,
}

/// Compares two sequences for a reader: items that occur once on each side anchor the rest (patience diff), which reads
/// better than the shortest script.
///
/// It has no deadline, because the result of a deadline depends on the machine. The search is bounded by itself, so the
/// same two sequences always give the same runs.
pub fn diff<T: Hash + Ord>(before: &[T], after: &[T]) -> Vec<DiffRun> {
    runs(Algorithm::Patience, before, after)
}

/// Compares two sequences by the shortest edit script (Myers).
pub fn shortest_diff<T: Hash + Ord>(before: &[T], after: &[T]) -> Vec<DiffRun> {
    runs(Algorithm::Myers, before, after)
}

fn runs<T: Hash + Ord>(algorithm: Algorithm, before: &[T], after: &[T]) -> Vec<DiffRun> {
    let run = |operation: DiffOp| DiffRun {
        before: operation.old_range(),
        after: operation.new_range(),
        is_equal: matches!(operation, DiffOp::Equal { .. }),
    };
    similar::capture_diff_slices(algorithm, before, after).into_iter().map(run).collect()
}

/// A run of words of two short texts, each side with its white space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordRun {
    /// The words of the first text.
    pub before: String,
    /// The words of the second text.
    pub after: String,
    /// Whether the words are equal; white space may differ.
    pub is_equal: bool,
}

/// Compares two short texts word by word.
pub fn diff_words(before: &str, after: &str) -> Vec<WordRun> {
    let (before, after) = (words(before), words(after));
    let keys = |words: &[&'_ str]| words.iter().map(|word| word.trim_start().to_owned()).collect::<Vec<_>>();
    let run = |DiffRun { before: old, after: new, is_equal }: DiffRun| WordRun {
        before: before[old].concat(),
        after: after[new].concat(),
        is_equal,
    };
    diff(&keys(&before), &keys(&after)).into_iter().map(run).collect()
}

/// Cuts a text into words and the punctuation after them, each with the white space before it.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let blank = rest.len() - rest.trim_start().len();
        let end = rest[blank..].find(char::is_whitespace).map_or(rest.len(), |length| blank + length);
        let (word, after) = rest.split_at(end);
        let bare = word.trim_end_matches([',', ';', '.', ':']).len();
        let (head, tail) = word.split_at(if bare > blank { bare } else { word.len() });
        words.extend([head, tail].into_iter().filter(|piece| !piece.is_empty()));
        rest = after;
    }
    words
}

/// The rows of the text of a table.
pub fn table_rows(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').filter(|row| !row.is_empty())
}

/// The Dice coefficient: how much of two sequences is in both, 0 to 1; of their common items and the items of both.
pub fn dice(common: usize, total: usize) -> f64 {
    2.0 * common as f64 / total.max(1) as f64
}

/// The index pairs of a longest common subsequence; of several, the one that skips items of the first sequence sooner.
/// Exact, in time and memory of the product of the lengths: for short sequences.
pub fn longest_common_subsequence<T: PartialEq>(left: &[T], right: &[T]) -> Vec<(usize, usize)> {
    let (rows, columns) = (left.len(), right.len());
    let mut lens = vec![0_u16; (rows + 1) * (columns + 1)];
    let cell = |row: usize, column: usize| row * (columns + 1) + column;
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            lens[cell(row, column)] = match left[row] == right[column] {
                true => lens[cell(row + 1, column + 1)] + 1,
                false => lens[cell(row + 1, column)].max(lens[cell(row, column + 1)]),
            };
        }
    }
    let (mut row, mut column) = (0, 0);
    let mut pairs = Vec::new();
    while row < rows && column < columns {
        if left[row] == right[column] {
            pairs.push((row, column));
            (row, column) = (row + 1, column + 1);
        } else if lens[cell(row + 1, column)] >= lens[cell(row, column + 1)] {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs
}

/// The indices of a longest strictly increasing subsequence, by patience sorting.
pub fn longest_increasing_subsequence(values: &[usize]) -> Vec<usize> {
    // The index of the least value that ends a subsequence of each length.
    let mut tails: Vec<usize> = Vec::new();
    let mut previous = Vec::with_capacity(values.len());
    for (index, value) in values.iter().enumerate() {
        let len = tails.partition_point(|tail| values[*tail] < *value);
        previous.push(len.checked_sub(1).map(|last| tails[last]));
        match tails.get_mut(len) {
            Some(tail) => *tail = index,
            None => tails.push(index),
        }
    }
    let mut indices: Vec<usize> = std::iter::successors(tails.last().copied(), |index| previous[*index]).collect();
    indices.reverse();
    indices
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_cover_both_sequences() {
        for (before, after, expected) in [
            ("", "", &[][..]),
            ("abc", "abc", &[(0..3, 0..3, true)]),
            ("abxcd", "abcyd", &[(0..2, 0..2, true), (2..3, 2..2, false), (3..4, 2..3, true), (4..4, 3..4, false)]),
        ] {
            let items = [before, after].map(|text| text.chars().collect::<Vec<char>>());
            let runs = diff(&items[0], &items[1]);
            assert_eq!(runs, shortest_diff(&items[0], &items[1]));
            let found: Vec<_> = runs.into_iter().map(|run| (run.before, run.after, run.is_equal)).collect();
            assert!(found.starts_with(expected), "{before} {after}: {found:?}");
        }
    }

    #[test]
    fn common_subsequences() {
        for (left, right, expected) in
            [("", "a", &[][..]), ("abcbdab", "bdcaba", &[(1, 0), (3, 1), (5, 3), (6, 4)]), ("ab", "ba", &[(1, 0)])]
        {
            let items = [left, right].map(|text| text.chars().collect::<Vec<char>>());
            let pairs = longest_common_subsequence(&items[0], &items[1]);
            assert_eq!(pairs.len(), expected.len(), "{left} {right}: {pairs:?}");
            assert!(pairs.iter().all(|(old, new)| items[0][*old] == items[1][*new]), "{pairs:?}");
            assert!(pairs.is_sorted_by(|a, b| a.0 < b.0 && a.1 < b.1), "{pairs:?}");
        }
    }

    #[test]
    fn the_longest_run_stays() {
        for (values, expected) in [
            (&[][..], &[][..]),
            (&[0, 1, 2], &[0, 1, 2]),
            (&[3, 0, 1, 2], &[1, 2, 3]),
            (&[0, 4, 1, 2, 3, 5], &[0, 2, 3, 4, 5]),
        ] {
            assert_eq!(longest_increasing_subsequence(values), expected, "{values:?}");
        }
    }
}
