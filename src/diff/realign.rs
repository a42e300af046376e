//! Aligns hunks that are close together again, by the weight of words.
//!
//! In: hunks of a comparison that counts words. Out: hunks of the same texts that keep only runs of words worth keeping.
//!
//! The longest common subsequence keeps as many words as possible, so a rewritten clause is cut wherever both versions
//! happen to have an "of" or a comma. Here a kept run costs [`KEPT_RUN_COST`] and gains the weight of its words. A comma or
//! a function word alone is not worth the cost, and of two alignments that keep equally many words, the one with more
//! content words and fewer runs wins. This is sequence alignment with affine gap costs, solved exactly by Gotoh's dynamic
//! programming with two values per cell. Time and memory are the product of the two lengths, so only hunks between long
//! kept runs are aligned, and none with more than [`MAX_CELLS`] cells.

use super::hunks::{Hunk, merge_adjacent};
use super::sequence::{TokenRef, TokenSeq};
use crate::lexicon::Lexicon;
use crate::model::Versions;
use crate::text::TokenKind;

/// A kept run of this length is an anchor: hunks on its two sides are not aligned together.
const MIN_ANCHOR: usize = 8;

/// The largest product of lengths that is aligned again.
const MAX_CELLS: usize = 1 << 18;

/// The cost of a kept run.
const KEPT_RUN_COST: f32 = 0.6;

// The gain of a kept word.
const CONTENT: f32 = 1.0;
const FUNCTION: f32 = 0.35;
const PUNCTUATION: f32 = 0.25;
const HYPHEN: f32 = 0.1;

/// Aligns hunks again where changes are close together. `None` if nothing was aligned again.
pub(super) fn realign(sequences: Versions<&TokenSeq>, hunks: &[Hunk]) -> Option<Vec<Hunk>> {
    let mut out = Vec::with_capacity(hunks.len());
    let mut is_aligned_again = false;
    let mut rest = hunks;
    while let Some((first, after)) = rest.split_first() {
        if first.kept {
            out.push(first.clone());
            rest = after;
            continue;
        }
        let cluster;
        (cluster, rest) = rest.split_at(cluster_len(rest));
        let words = first.ranges.clone().zip(cluster[cluster.len() - 1].ranges.clone());
        let words = words.map(|(first, last)| first.start..last.end);
        let cells = (words.before.len() + 1).saturating_mul(words.after.len() + 1);
        if cluster.len() == 1 || cells > MAX_CELLS {
            out.extend_from_slice(cluster);
        } else {
            align(sequences, words, &mut out);
            is_aligned_again = true;
        }
    }
    is_aligned_again.then(|| merge_adjacent(out))
}

/// The number of hunks that are close together, beginning with a changed one; the last one is changed too.
fn cluster_len(hunks: &[Hunk]) -> usize {
    let mut len = 1;
    while let [run, next, ..] = &hunks[len..]
        && run.kept
        && !next.kept
        && run.ranges.before.len() < MIN_ANCHOR
        // A kept run with two spellings may have another number of words on each side, which would be lost.
        && run.ranges.before.len() == run.ranges.after.len()
    {
        len += 2;
    }
    len
}

/// The gain of keeping a word.
fn weight(word: &TokenRef) -> f32 {
    match word.kind {
        TokenKind::Punctuation if word.is_hyphen() => HYPHEN,
        TokenKind::Punctuation => PUNCTUATION,
        TokenKind::Word if Lexicon::any().function_word(word.text).is_some() => FUNCTION,
        TokenKind::Word | TokenKind::Number => CONTENT,
    }
}

/// The best gain of an alignment of two prefixes that ends in a change or in a kept run, and whether the step before
/// it was in a kept run.
#[derive(Clone, Copy)]
struct Cell {
    changed: f32,
    kept: f32,
    /// Whether the last word of the change is one of the older text.
    removes: bool,
    changed_from_kept: bool,
    kept_from_kept: bool,
}

/// Aligns one pair of ranges exactly.
fn align(sequences: Versions<&TokenSeq>, words: Versions<std::ops::Range<usize>>, out: &mut Vec<Hunk>) {
    let (before, after) = (words.before.len(), words.after.len());
    let width = after + 1;
    let impossible = f32::NEG_INFINITY;
    let start =
        Cell { changed: 0.0, kept: impossible, removes: false, changed_from_kept: false, kept_from_kept: false };
    let mut cells = vec![start; (before + 1) * width];
    let weights: Vec<f32> = sequences.before.tokens[words.before.clone()].iter().map(weight).collect();
    for i in 0..=before {
        for j in 0..=after {
            if i + j == 0 {
                continue;
            }
            let mut cell = Cell { changed: impossible, ..start };
            let mut extend = |from: Cell, removes: bool| {
                let from_kept = from.kept > from.changed;
                let gain = from.kept.max(from.changed);
                if gain > cell.changed {
                    (cell.changed, cell.removes, cell.changed_from_kept) = (gain, removes, from_kept);
                }
            };
            if i > 0 {
                extend(cells[(i - 1) * width + j], true);
            }
            if j > 0 {
                extend(cells[i * width + j - 1], false);
            }
            if i > 0
                && j > 0
                && sequences.before.keys[words.before.start + i - 1] == sequences.after.keys[words.after.start + j - 1]
            {
                let from = cells[(i - 1) * width + j - 1];
                cell.kept_from_kept = from.kept >= from.changed - KEPT_RUN_COST;
                cell.kept = from.kept.max(from.changed - KEPT_RUN_COST) + weights[i - 1];
            }
            cells[i * width + j] = cell;
        }
    }
    // Traces back from the end, word by word; `merge_adjacent` makes hunks of them.
    let first = out.len();
    let (mut i, mut j) = (before, after);
    let mut kept = cells[i * width + j].kept > cells[i * width + j].changed;
    while i + j > 0 {
        let cell = cells[i * width + j];
        let (older, newer, from_kept) = match (kept, cell.removes) {
            (true, _) => (1, 1, cell.kept_from_kept),
            (false, true) => (1, 0, cell.changed_from_kept),
            (false, false) => (0, 1, cell.changed_from_kept),
        };
        let ends = Versions::new(words.before.start + i, words.after.start + j);
        out.push(Hunk {
            ranges: Versions::new(ends.before - older..ends.before, ends.after - newer..ends.after),
            kept,
        });
        (i, j, kept) = (i - older, j - newer, from_kept);
    }
    out[first..].reverse();
}
