//! Text that left one paragraph and turned up in another.
//!
//! Eight words in a row or more, as long as they stood only there: what a text says everywhere did not move. One pass
//! over the words that went, one over those that came.

use std::collections::HashMap;
use std::ops::Range;

use super::case::Case;
use super::code::Code;
use super::words::quoted;
use crate::model::{Change, Comparison, Key, Side};

/// Fewer words in a row move nothing.
const LEAST: usize = 8;
/// More words in a row are no phrase that stands everywhere.
const LONG: usize = 24;
/// Texts with more than this many moved passages are told without them.
const MOST: usize = 64;

/// A stretch of words without the marks between them: which case, which words, their keys.
struct Run {
    case: usize,
    words: Vec<usize>,
    keys: Vec<Key>,
}

/// A passage that moved: cases and words of both ends.
struct Moved {
    from: (usize, Range<usize>),
    to: (usize, Range<usize>),
}

/// Finds what moved, says so at both ends and takes it as explained.
pub(super) fn find(comparison: &Comparison, cases: &mut [Case<'_>]) {
    let gone = runs(cases, Side::Before);
    let came = runs(cases, Side::After);
    if gone.is_empty() || came.is_empty() {
        return;
    }
    let passages = passages(&gone, &came);
    if passages.len() > MOST {
        return;
    }
    for Moved { from, to } in passages {
        let text = cases[from.0].words.text(Side::Before, from.1.clone());
        let everywhere = || {
            let stood = comparison.resolutions.before.paragraphs.iter().filter(|it| it.text.contains(&text));
            stood.take(2).count() > 1
        };
        // A long passage does not stand twice by chance.
        if from.1.len() < LONG && everywhere() {
            continue;
        }
        let names =
            (name(comparison, cases[from.0].change, Side::Before), name(comparison, cases[to.0].change, Side::After));
        let says = format!("moved from {} to {}: {}", names.0, names.1, quoted(&text));
        cases[from.0].say(Code::Transfer.says(says.clone()));
        cases[to.0].say(Code::Transfer.says(says));
        cases[from.0].words.tell(Side::Before, from.1);
        cases[to.0].words.tell(Side::After, to.1);
    }
}

fn name<'c>(comparison: &'c Comparison, change: &Change, side: Side) -> &'c str {
    let first = change.paragraphs.get(side).first();
    first.map_or("", |at| comparison.resolutions.get(side)[*at].id.0.as_str())
}

fn runs(cases: &[Case<'_>], side: Side) -> Vec<Run> {
    let mut out = Vec::new();
    for (at, case) in cases.iter().enumerate() {
        let row = case.words.sides.get(side);
        for hunk in &case.words.hunks {
            let range = hunk.get(side).clone();
            if range.len() >= LEAST {
                let words: Vec<usize> = range.filter(|&word| !row[word].is_mark()).collect();
                let keys = words.iter().map(|&word| Key::with_caseless(row[word].shown).1).collect();
                out.push(Run { case: at, words, keys });
            }
        }
    }
    out.retain(|run| run.words.len() >= LEAST);
    out
}

fn passages(gone: &[Run], came: &[Run]) -> Vec<Moved> {
    let mut places: HashMap<&[Key], (usize, usize)> = HashMap::new();
    for (at, run) in gone.iter().enumerate() {
        for (start, window) in run.keys.windows(LEAST).enumerate() {
            places.entry(window).or_insert((at, start));
        }
    }
    let mut out = Vec::new();
    for run in came {
        let mut at = 0;
        while at + LEAST <= run.keys.len() {
            let found = places.get(&run.keys[at..at + LEAST]).filter(|(old, _)| gone[*old].case != run.case);
            let Some(&(old, start)) = found else {
                at += 1;
                continue;
            };
            let source = &gone[old];
            let same = source.keys[start..].iter().zip(&run.keys[at..]).take_while(|(one, other)| one == other).count();
            out.push(Moved {
                from: (source.case, source.words[start]..source.words[start + same - 1] + 1),
                to: (run.case, run.words[at]..run.words[at + same - 1] + 1),
            });
            at += same;
        }
    }
    out
}
