//! Slides insertions and deletions to where they read best.
//!
//! In: hunks. Out: the same texts, in hunks with other boundaries.
//!
//! `A, [B, ]C` and `A[, B], C` are both right, and the comparison finds either. As with the indent heuristic of git, a
//! hunk begins after punctuation or at the start of a paragraph if it can, so that lists show whole entries.

use super::hunks::Hunk;
use super::sequence::TokenSeq;
use crate::model::Versions;
use crate::text::TokenKind;

/// Slides each insertion and deletion to where it reads best.
pub(super) fn slide(sequences: Versions<&TokenSeq>, mut hunks: Vec<Hunk>) -> Vec<Hunk> {
    for index in 1..hunks.len().saturating_sub(1) {
        let [left, middle, right] = &mut hunks[index - 1..=index + 1] else { continue };
        if middle.kept || middle.is_replacement() {
            continue;
        }
        let inserted = middle.ranges.before.is_empty();
        let sequence = if inserted { sequences.after } else { sequences.before };
        let range = if inserted { middle.ranges.after.clone() } else { middle.ranges.before.clone() };
        // How far the hunk can slide without changing either text. Each neighbour keeps at least one word, and no word
        // with two spellings is passed.
        let same = |before: usize, after: usize| sequences.before.keys[before] == sequences.after.keys[after];
        let kept_len = |hunk: &Hunk| hunk.ranges.before.len().min(hunk.ranges.after.len());
        let max_back = (1..kept_len(left))
            .take_while(|&step| {
                sequence.keys[range.start - step] == sequence.keys[range.end - step]
                    && same(left.ranges.before.end - step, left.ranges.after.end - step)
            })
            .count();
        let max_on = (0..kept_len(right).saturating_sub(1))
            .take_while(|&step| {
                sequence.keys[range.start + step] == sequence.keys[range.end + step]
                    && same(right.ranges.before.start + step, right.ranges.after.start + step)
            })
            .count();
        let starts = range.start - max_back..=range.start + max_on;
        let best = starts.max_by_key(|&start| {
            // Of several best ones the first; `max_by_key` alone takes the last.
            (boundary_score(sequence, start, start + range.len()), std::cmp::Reverse(start))
        });
        let shift = best.unwrap_or(range.start) as isize - range.start as isize;
        let shifted = |index: usize| index.wrapping_add_signed(shift);
        for side in [&mut left.ranges.before, &mut left.ranges.after] {
            side.end = shifted(side.end);
        }
        for side in [&mut middle.ranges.before, &mut middle.ranges.after] {
            *side = shifted(side.start)..shifted(side.end);
        }
        for side in [&mut right.ranges.before, &mut right.ranges.after] {
            side.start = shifted(side.start);
        }
    }
    hunks
}

/// How well some words read as an insertion or a deletion.
fn boundary_score(sequence: &TokenSeq, start: usize, end: usize) -> u32 {
    let is_mark = |index: usize| {
        sequence.tokens.get(index).is_some_and(|word| {
            word.kind == TokenKind::Punctuation
                && matches!(word.text, "," | ";" | "." | ":" | "，" | "；" | "、" | "。" | "،" | "؛")
        })
    };
    let whole_paragraph =
        sequence.tokens[start].starts_paragraph && sequence.tokens.get(end).is_none_or(|next| next.starts_paragraph);
    let after_mark = start == 0 || sequence.tokens[start].starts_paragraph || is_mark(start - 1);
    let ends_with_mark = is_mark(end - 1);
    let before_mark = is_mark(end);
    8 * u32::from(whole_paragraph)
        + 4 * u32::from(after_mark && ends_with_mark)
        + 2 * u32::from(after_mark)
        + 2 * u32::from(is_mark(start) && before_mark)
        + u32::from(before_mark && !is_mark(start))
        + u32::from(is_mark(start) && !ends_with_mark)
}
