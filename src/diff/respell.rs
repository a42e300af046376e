//! Two spellings of the same words are kept, not changed.
//!
//! In: stretches. Out: stretches, where "Amer ica" for "America", "people -centred" for "people-centred" and the like
//! are kept, each side in its own spelling.
//!
//! A word broken in two, or two hyphens in one, are other tokens, so the comparison by words reports them. Here each
//! changed stretch is compared once more as one word, alone and with a neighbour; and what begins or ends it so is
//! taken off it.

use std::ops::Range;

use super::hunks::{Hunk, joined};
use super::side::Row;
use crate::model::{Versions, same_solid};

/// A broken word has at most so many pieces worth looking for.
const PIECES: usize = 6;

/// Keeps what differs in spaces and hyphens only.
pub(super) fn keep_spellings(rows: Versions<&Row>, hunks: Vec<Hunk>) -> Vec<Hunk> {
    let mut out: Vec<Hunk> = Vec::with_capacity(hunks.len());
    let last = hunks.len().wrapping_sub(1);
    for (at, hunk) in hunks.into_iter().enumerate() {
        if hunk.kept {
            out.push(hunk);
            continue;
        }
        let (left, right) = (at > 0, at != last);
        if same(rows, &hunk.words) || same_with_neighbours(rows, &hunk.words, left, right) {
            out.push(Hunk { kept: true, ..hunk });
            continue;
        }
        peel(rows, hunk, &mut out);
    }
    joined(out)
}

fn same(rows: Versions<&Row>, words: &Versions<Range<usize>>) -> bool {
    let pieces = words.before.len() + words.after.len();
    pieces <= 2 * PIECES
        && !differ_at_an_end(rows, words)
        && same_solid(rows.before.text(words.before.clone()), rows.after.text(words.after.clone()))
}

/// Whether the first or the last letters differ: a quick look, which for most stretches settles it.
fn differ_at_an_end(rows: Versions<&Row>, words: &Versions<Range<usize>>) -> bool {
    let ends = rows.zip(words.as_ref()).map(|(row, words)| {
        let text = row.text(words.clone()).trim().as_bytes();
        [text.first(), text.last()].map(|end| end.copied().filter(u8::is_ascii_alphanumeric))
    });
    ends.before
        .iter()
        .zip(&ends.after)
        .any(|(before, after)| before.zip(*after).is_some_and(|(one, other)| one != other))
}

/// A hyphen alone has nothing on the other side; with the words around it, it has.
fn same_with_neighbours(rows: Versions<&Row>, words: &Versions<Range<usize>>, left: bool, right: bool) -> bool {
    let wider = words.clone().map(|range| range.start - usize::from(left)..range.end + usize::from(right));
    left && right && (words.before.is_empty() || words.after.is_empty()) && same(rows, &wider)
}

/// Takes what is the same from the start and the end of a changed stretch.
fn peel(rows: Versions<&Row>, hunk: Hunk, out: &mut Vec<Hunk>) {
    let mut rest = hunk.words;
    while let Some(taken) = first_same(rows, &rest) {
        rest = Versions::new(taken.before.end..rest.before.end, taken.after.end..rest.after.end);
        out.push(Hunk { words: taken, kept: true });
    }
    let mut tail = Vec::new();
    while let Some(taken) = last_same(rows, &rest) {
        rest = Versions::new(rest.before.start..taken.before.start, rest.after.start..taken.after.start);
        tail.push(Hunk { words: taken, kept: true });
    }
    out.push(Hunk { words: rest, kept: false });
    out.extend(tail.into_iter().rev());
}

fn first_same(rows: Versions<&Row>, words: &Versions<Range<usize>>) -> Option<Versions<Range<usize>>> {
    splits(words).find_map(|(before, after)| {
        let start = Versions::new(
            words.before.start..words.before.start + before,
            words.after.start..words.after.start + after,
        );
        same(rows, &start).then_some(start)
    })
}

fn last_same(rows: Versions<&Row>, words: &Versions<Range<usize>>) -> Option<Versions<Range<usize>>> {
    splits(words).find_map(|(before, after)| {
        let end = Versions::new(words.before.end - before..words.before.end, words.after.end - after..words.after.end);
        same(rows, &end).then_some(end)
    })
}

/// How many words of each side to try, fewest first: one against several, since equal words were found before.
fn splits(words: &Versions<Range<usize>>) -> impl Iterator<Item = (usize, usize)> + use<> {
    let most = words.as_ref().map(|range| range.len().min(PIECES));
    (2..=PIECES + 1)
        .flat_map(move |sum| (1..sum).map(move |before| (before, sum - before)))
        .filter(move |&(before, after)| before <= most.before && after <= most.after && before != after)
}
