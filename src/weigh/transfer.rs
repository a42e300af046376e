//! Text that left one paragraph and turned up in another.
//!
//! Twelve words in a row or more, as long as they stood only there: what a text says everywhere did not move. One pass
//! over the words that went, two over those that came: hardly any twelve words are on both sides, and only those need a
//! place in a table.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::FixedState;
use rayon::prelude::*;

use super::case::Case;
use super::words::quoted;
use crate::model::{Change, Comparison, ReasonCode, Side, TextKey};
use crate::text::{TokenKind, tokens};

/// Fewer words in a row move nothing.
const LEAST: usize = 12;
/// More words in a row are no phrase that stands everywhere.
const LONG: usize = 24;
/// Texts with more than this many moved passages are told without them.
const MOST: usize = 64;

/// A stretch of words without the marks between them: which case, which words, their keys.
struct Run {
    case: usize,
    words: Vec<u32>,
    keys: Vec<TextKey>,
}

impl Run {
    /// The words from one to another of them, the marks between them included.
    fn words(&self, first: usize, last: usize) -> Range<usize> {
        self.words[first] as usize..self.words[last] as usize + 1
    }
}

/// A passage that moved: cases and words of both ends.
pub(super) struct Moved {
    from: (usize, Range<usize>),
    to: (usize, Range<usize>),
}

/// Finds what moved; nothing where more moved than anybody would want to read.
pub(super) fn find(cases: &[Case<'_>]) -> Vec<Moved> {
    let (gone, came) = rayon::join(|| runs(cases, Side::Before), || runs(cases, Side::After));
    if gone.is_empty() || came.is_empty() {
        return Vec::new();
    }
    let passages = passages(&gone, &came);
    if passages.len() > MOST { Vec::new() } else { passages }
}

/// Says of what moved so at both ends, and takes it as explained.
pub(super) fn tell(comparison: &Comparison, passages: Vec<Moved>, cases: &mut [Case<'_>]) {
    for Moved { from, to } in passages {
        cases[from.0].cut();
        cases[to.0].cut();
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
        if names.0 == names.1 {
            // One number for two paragraphs: the words did not move, their paragraph was replaced.
            continue;
        }
        let says = format!("moved from {} to {}: {}", names.0, names.1, quoted(&text));
        cases[from.0].say(ReasonCode::Transfer, says.clone());
        cases[to.0].say(ReasonCode::Transfer, says);
        cases[from.0].words.tell(Side::Before, from.1);
        cases[to.0].words.tell(Side::After, to.1);
    }
}

fn name<'c>(comparison: &'c Comparison, change: &Change, side: Side) -> &'c str {
    let first = change.paragraphs.get(side).first();
    first.map_or("", |at| comparison.resolutions.get(side)[*at].id.0.as_str())
}

fn runs(cases: &[Case<'_>], side: Side) -> Vec<Run> {
    let run = |case: usize, words: &mut dyn Iterator<Item = (usize, TextKey)>| {
        let (words, keys): (Vec<u32>, Vec<TextKey>) = words.map(|(at, key)| (at as u32, key)).unzip();
        (words.len() >= LEAST).then_some(Run { case, words, keys })
    };
    let of_case = |(case, it): (usize, &'_ Case<'_>)| {
        if it.is_alone() {
            let tokens = it.change.segments.iter().flat_map(|segment| tokens(segment.text(side)));
            let words = tokens.enumerate().filter(|(_, token)| token.kind != TokenKind::Punctuation);
            return run(case, &mut words.map(|(at, token)| (at, token.caseless_key))).into_iter().collect();
        }
        let row = it.words.sides.get(side);
        let places = it.words.hunks.iter().map(|hunk| hunk.get(side).clone()).filter(|range| range.len() >= LEAST);
        let words = |range: Range<usize>| {
            let words = range.filter(|&at| !row[at].is_mark());
            words.map(|at| (at, TextKey::cased_and_caseless(row[at].shown).1))
        };
        places.filter_map(|range| run(case, &mut words(range))).collect::<Vec<_>>()
    };
    cases.par_iter().enumerate().flat_map_iter(of_case).collect()
}

fn passages(gone: &[Run], came: &[Run]) -> Vec<Moved> {
    let seen = Seen::of(came);
    let mut places: HashMap<&[TextKey], (usize, usize), FixedState> = HashMap::default();
    for (at, run) in gone.iter().enumerate() {
        for (start, window) in run.keys.windows(LEAST).enumerate() {
            if seen.may_have(window) {
                places.entry(window).or_insert((at, start));
            }
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
                from: (source.case, source.words(start, start + same - 1)),
                to: (run.case, run.words(at, at + same - 1)),
            });
            at += same;
        }
    }
    out
}

/// The windows of some runs by a sum of their keys: says of a window that it is not among them, or that it may be.
struct Seen(Vec<u64>);

impl Seen {
    fn of(runs: &[Run]) -> Seen {
        let words: usize = runs.iter().map(|run| run.keys.len()).sum();
        // Sixteen bits a window, so that few are taken for another.
        let mut seen = Seen(vec![0; (words / 4).next_power_of_two()]);
        for window in runs.iter().flat_map(|run| run.keys.windows(LEAST)) {
            let (place, bit) = seen.place(window);
            seen.0[place] |= bit;
        }
        seen
    }

    fn may_have(&self, window: &[TextKey]) -> bool {
        let (place, bit) = self.place(window);
        self.0[place] & bit != 0
    }

    fn place(&self, window: &[TextKey]) -> (usize, u64) {
        let sum = TextKey::fingerprint(window);
        (sum as usize & (self.0.len() - 1), 1 << (sum >> 58))
    }
}
