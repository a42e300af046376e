//! Hunks as an algorithm finds them → hunks as a person would draw them.
//!
//! 1. A word that extraction broke (`Amer ica`) or joined is the same word: such stretches leave the hunk.
//! 2. One or two little words or marks between two replacements join them: they are alike by chance.
//! 3. A pure insertion or deletion that could stand in several places stands where a phrase begins or ends.
//! 4. Where hardly anything is kept, nothing is: the whole is replaced.
//!
//! Only what is drawn changes; the texts on both sides stay whatever is done here.

use super::hunks::Hunk;
use super::words::Words;
use crate::model::{Key, Versions};

/// A kept run of so many slight words between two replacements is no island of meaning.
const ISLAND: usize = 2;
/// Below this share of kept words a paragraph is shown as replaced as a whole.
const RECOGNIZABLE: f64 = 0.35;

pub(super) fn polish(words: &Versions<Words<'_>>, hunks: Vec<Hunk>) -> Vec<Hunk> {
    let hunks = hunks.into_iter().flat_map(|hunk| without_broken_words(words, hunk)).collect();
    let mut hunks = join_over_islands(words, hunks);
    for at in 0..hunks.len() {
        let least = if at > 0 { hunks[at - 1].clone() } else { Hunk { before: 0..0, after: 0..0 } };
        let most = hunks.get(at + 1).cloned();
        slide(words, &mut hunks[at], &least, most.as_ref());
    }
    if recognizable(words, &hunks) { hunks } else { vec![Hunk::whole(words)] }
}

/// What is left of a hunk without the stretches at its ends that are one word in two spellings.
fn without_broken_words(words: &Versions<Words<'_>>, mut hunk: Hunk) -> Option<Hunk> {
    while let Some((before, after)) = broken_word(words, &hunk) {
        hunk.before.start += before;
        hunk.after.start += after;
    }
    while let Some((before, after)) = broken_word_at_end(words, &hunk) {
        hunk.before.end -= before;
        hunk.after.end -= after;
    }
    (!hunk.before.is_empty() || !hunk.after.is_empty()).then_some(hunk)
}

/// A word is broken into this many pieces at most, its hyphens among them.
const PIECES: usize = 4;

/// How many words at the start of both sides of a hunk are the same when set solid.
fn broken_word(words: &Versions<Words<'_>>, hunk: &Hunk) -> Option<(usize, usize)> {
    pieces(hunk).find(|(before, after)| {
        let one = Key::joined((0..*before).map(|at| words.before.shown(hunk.before.start + at)));
        let other = Key::joined((0..*after).map(|at| words.after.shown(hunk.after.start + at)));
        one == other && one != Key::joined([])
    })
}

fn broken_word_at_end(words: &Versions<Words<'_>>, hunk: &Hunk) -> Option<(usize, usize)> {
    pieces(hunk).find(|(before, after)| {
        let one = Key::joined((hunk.before.end - before..hunk.before.end).map(|at| words.before.shown(at)));
        let other = Key::joined((hunk.after.end - after..hunk.after.end).map(|at| words.after.shown(at)));
        one == other && one != Key::joined([])
    })
}

/// Numbers of pieces that may make one word on both sides, fewest first.
fn pieces(hunk: &Hunk) -> impl Iterator<Item = (usize, usize)> {
    let most = (hunk.before.len().min(PIECES), hunk.after.len().min(PIECES));
    (1..=most.0).flat_map(move |before| (1..=most.1).map(move |after| (before, after)))
}

fn join_over_islands(words: &Versions<Words<'_>>, hunks: Vec<Hunk>) -> Vec<Hunk> {
    let mut out: Vec<Hunk> = Vec::with_capacity(hunks.len());
    for hunk in hunks {
        match out.last_mut() {
            Some(last) if last.is_replacement() && hunk.is_replacement() && is_island(words, last, &hunk) => {
                last.before.end = hunk.before.end;
                last.after.end = hunk.after.end;
            }
            _ => out.push(hunk),
        }
    }
    out
}

fn is_island(words: &Versions<Words<'_>>, left: &Hunk, right: &Hunk) -> bool {
    let island = left.before.end..right.before.start;
    island.len() <= ISLAND && island.into_iter().all(|at| words.before.is_slight(at))
}

/// Moves a pure insertion or deletion to where it reads best.
fn slide(words: &Versions<Words<'_>>, hunk: &mut Hunk, last: &Hunk, next: Option<&Hunk>) {
    let inserts = hunk.before.is_empty();
    if hunk.is_replacement() {
        return;
    }
    let (side, range) = if inserts { (&words.after, hunk.after.clone()) } else { (&words.before, hunk.before.clone()) };
    let keys = &side.keys;
    let (first, end) = if inserts {
        (last.after.end, next.map_or(words.after.len(), |next| next.after.start))
    } else {
        (last.before.end, next.map_or(words.before.len(), |next| next.before.start))
    };
    // how far the same words can be told to stand further left or right; not onto a neighbour
    let first = if first > 0 || last.before.end > 0 || last.after.end > 0 { first + 1 } else { first };
    let end = if next.is_some() { end.saturating_sub(1) } else { end };
    let left =
        (0..range.start.saturating_sub(first)).take_while(|by| keys[range.start - 1 - by] == keys[range.end - 1 - by]);
    let left = left.count();
    let right =
        (0..end.saturating_sub(range.end)).take_while(|by| keys[range.start + by] == keys[range.end + by]).count();
    let places = (range.start - left)..=(range.start + right);
    let length = range.len();
    let best = places.max_by_key(|start| {
        let distance = start.abs_diff(range.start);
        (fitness(side, *start, start + length), std::cmp::Reverse(distance))
    });
    let Some(start) = best else { return };
    let by = start as isize - range.start as isize;
    let shift =
        |range: &std::ops::Range<usize>| range.start.saturating_add_signed(by)..range.end.saturating_add_signed(by);
    *hunk = Hunk { before: shift(&hunk.before), after: shift(&hunk.after) };
}

/// How well a stretch of words begins and ends with a phrase.
fn fitness(words: &Words<'_>, start: usize, end: usize) -> u32 {
    let mark = |at: usize| words.is_punctuation(at);
    let behind_mark = start == 0 || mark(start - 1);
    let ends_with_mark = mark(end - 1);
    let before_mark = end == words.len() || mark(end);
    let begins_with_mark = mark(start);
    // “, {+consistent with law,+} to …” and “…{+, as appropriate+};”
    match () {
        () if behind_mark && ends_with_mark && !begins_with_mark => 4,
        () if begins_with_mark && before_mark && !ends_with_mark => 3,
        () if before_mark && !begins_with_mark => 2,
        () if !begins_with_mark && !ends_with_mark => 1,
        () => 0,
    }
}

/// Whether enough words are kept for a redline to be read.
fn recognizable(words: &Versions<Words<'_>>, hunks: &[Hunk]) -> bool {
    let weight = |side: &Words<'_>| (0..side.len()).filter(|at| !side.is_slight(*at)).count();
    let changed = |side: &Words<'_>, ranges: &mut dyn Iterator<Item = std::ops::Range<usize>>| {
        ranges.flatten().filter(|at| !side.is_slight(*at)).count()
    };
    let totals = words.as_ref().map(weight);
    let gone = changed(&words.before, &mut hunks.iter().map(|hunk| hunk.before.clone()));
    let new = changed(&words.after, &mut hunks.iter().map(|hunk| hunk.after.clone()));
    // of a text that was cut or grew, all that is left of the shorter one counts
    let kept = (totals.before - gone).max(totals.after - new) as f64;
    let shorter = totals.before.min(totals.after).max(1) as f64;
    kept / shorter >= RECOGNIZABLE
}
