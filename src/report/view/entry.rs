//! The changes in the order of the newer text, as every report tells them.
//!
//! Steps: find what travels (moved, or below a parent that moved); join unchanged neighbours into runs, neighbours on
//! both sides and in one section; put a stub where each moved run stood. All in one pass each: a budget of 8,000
//! paragraphs is told as fast as it is read.

use std::ops::Range;

use super::name::{self, Name, Outline};
use super::page;
use super::redline;
use crate::model::{Change, ChangeKind, Comparison, LinkBasis, ParagraphIndex, Part, Resolution, Side, Versions};

/// Below this a link is told with a doubt.
const SURE: f64 = 0.6;

/// One thing a report tells.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry<'a> {
    /// A run of unchanged paragraphs, in one line: `PP3–PP9`.
    Unchanged {
        /// What the run is called.
        name: String,
        /// Its changes, by their place in the comparison.
        changes: Range<usize>,
    },
    /// What stood here and moved away.
    Departed {
        /// What it was called: `old OP4`.
        name: String,
        /// What it is called now.
        to: String,
        /// The changes that moved, by their place in the comparison.
        changes: Range<usize>,
    },
    /// A change.
    Told(Told<'a>),
}

/// A change, with what a report says of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Told<'a> {
    /// The change; of a run that moved together, the first.
    pub change: &'a Change,
    /// It and what moved together with it, by their place in the comparison.
    pub changes: Range<usize>,
    /// What people cite it by: 1, 2, … in the order of a report.
    pub number: usize,
    /// How many paragraphs it stands for, subparagraphs aside; more than one only for a run that moved together.
    pub count: usize,
    /// What it is called.
    pub name: Name,
    /// The page it stands on, where the files have pages.
    pub page: Name,
    /// What happened, in a word or two: `reworded, moved`.
    pub event: String,
    /// How its text is told.
    pub telling: Telling,
    /// `not the same as old OP7, though 41 % of the words are`
    pub near_miss: Option<String>,
    /// `uncertain: similar words, 54 %`
    pub doubt: Option<String>,
}

/// How the text of a change is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Telling {
    /// Whole: it is only on one side.
    Whole(Side),
    /// As a redline.
    Redline,
    /// As old text, then new text.
    Rewritten,
    /// By its first words: nothing in it changed.
    Gist,
}

/// Lists what a report tells, in order; `travels` says of each change whether it does.
pub(super) fn list<'a>(comparison: &'a Comparison, travels: &[bool]) -> Vec<Entry<'a>> {
    let texts = comparison.resolutions.as_ref();
    let (outlines, runs) = rayon::join(|| texts.par_map(Outline::new), || runs(comparison, travels));
    let stubs = stubs(comparison, travels, &runs);
    let near = NearMisses::new(comparison);
    let mut entries = Vec::with_capacity(runs.len() * 2);
    let mut number = 0;
    let mut waiting = stubs.iter().peekable();
    let mut push_stubs = |entries: &mut Vec<Entry<'_>>, up_to: usize| {
        while let Some(stub) = waiting.next_if(|stub| stub.after_run < up_to) {
            let names = run_name(comparison, &outlines, runs[stub.run].clone());
            let old = names.old.as_ref().or(names.now.as_ref()).cloned().unwrap_or_default();
            let to = names.now.unwrap_or_default();
            entries.push(Entry::Departed { name: format!("old {old}"), to, changes: runs[stub.run].clone() });
        }
    };
    for (at, run) in runs.iter().enumerate() {
        push_stubs(&mut entries, at + 1);
        let change = &comparison.changes[run.start];
        if change.kind == ChangeKind::Unchanged && !change.moved {
            let name = run_name(comparison, &outlines, run.clone());
            entries.push(Entry::Unchanged { name: name.now.unwrap_or_default(), changes: run.clone() });
        } else {
            let first = change.paragraphs.after.first().copied();
            let name = match run.len() {
                1 => name::of_change(comparison, change),
                _ => run_name(comparison, &outlines, run.clone()),
            };
            number += 1;
            entries.push(Entry::Told(Told {
                change,
                changes: run.clone(),
                number,
                count: comparison.changes[run.clone()]
                    .iter()
                    .filter(|change| !is_below(comparison, change, first))
                    .count(),
                name,
                page: page::of_change(comparison, change),
                event: event(change),
                telling: telling(change),
                near_miss: near.of(comparison, change),
                doubt: doubt(change),
            }));
        }
    }
    push_stubs(&mut entries, usize::MAX);
    entries
}

/// Of each change, whether it moved or stands below one that did.
pub(super) fn travels(comparison: &Comparison) -> Vec<bool> {
    let mut of_paragraph = vec![false; comparison.resolutions.after.paragraphs.len()];
    let mut travels = vec![false; comparison.changes.len()];
    for (at, change) in comparison.changes.iter().enumerate() {
        let parent = |paragraph: &ParagraphIndex| comparison.resolutions.after[*paragraph].parent;
        let with_parent = change.paragraphs.after.first().and_then(parent).is_some_and(|parent| of_paragraph[parent.0]);
        travels[at] = change.moved || (with_parent && !change.paragraphs.before.is_empty());
        for paragraph in &change.paragraphs.after {
            of_paragraph[paragraph.0] = travels[at];
        }
    }
    travels
}

/// Parts the changes into runs: unchanged neighbours together, everything else alone.
fn runs(comparison: &Comparison, travels: &[bool]) -> Vec<Range<usize>> {
    let groups = groups(&comparison.resolutions.after);
    let changes = &comparison.changes;
    let pair = |change: &Change| match (change.kind, &change.paragraphs.before[..], &change.paragraphs.after[..]) {
        (ChangeKind::Unchanged, [before], [after]) => Some((before.0, after.0)),
        _ => None,
    };
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, change) in changes.iter().enumerate() {
        let joins = runs.last().is_some_and(|run| {
            let (Some(last), Some(this)) = (pair(&changes[at - 1]), pair(change)) else { return false };
            let moves = changes[run.start].moved;
            last.0 + 1 == this.0
                && last.1 + 1 == this.1
                && groups[last.1] == groups[this.1]
                && if moves { travels[at] } else { !change.moved && travels[at] == travels[run.start] }
        });
        match runs.last_mut() {
            Some(run) if joins => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

/// What runs may not cross: the part and the outermost section. A heading or table goes with the text after it.
fn groups(resolution: &Resolution) -> Vec<(Part, &str)> {
    let mut groups = vec![(Part::Heading, ""); resolution.paragraphs.len()];
    let mut next = None;
    for (at, paragraph) in resolution.indexed().rev() {
        if paragraph.part.is_text() {
            let section = paragraph.id.0.split_once('/').map_or("", |(section, _)| section);
            // `OP11/1` lies in no section, but below `OP11`.
            let inner = paragraph.parent.is_some() && name::section_of(resolution, paragraph).is_empty();
            next = Some((paragraph.part, if inner { "" } else { section }));
        }
        groups[at.0] = next.unwrap_or((paragraph.part, ""));
    }
    groups
}

/// A note to be left where something stood.
struct Stub {
    /// After which run, counted from 1; 0 is before all of them.
    after_run: usize,
    /// Which run stood there.
    run: usize,
}

/// Finds the place of each moved run: after the nearest paragraph before it in the older text that did not travel.
fn stubs(comparison: &Comparison, travels: &[bool], runs: &[Range<usize>]) -> Vec<Stub> {
    let mut run_of = vec![0; comparison.resolutions.before.paragraphs.len()];
    for (at, run) in runs.iter().enumerate() {
        for change in &comparison.changes[run.clone()] {
            for paragraph in &change.paragraphs.before {
                run_of[paragraph.0] = at;
            }
        }
    }
    let mut told = vec![false; runs.len()];
    let mut stubs = Vec::new();
    let mut anchor = 0;
    for run in run_of {
        let first = runs[run].start;
        if comparison.changes[first].moved && !told[run] {
            told[run] = true;
            stubs.push(Stub { after_run: anchor, run });
        } else if !travels[first] {
            anchor = run + 1;
        }
    }
    stubs.sort_by_key(|stub| stub.after_run);
    stubs
}

/// Whether a change in a run belongs to a paragraph of that run, which begins with `first`.
fn is_below(comparison: &Comparison, change: &Change, first: Option<ParagraphIndex>) -> bool {
    let after = &comparison.resolutions.after;
    let parent = change.paragraphs.after.first().and_then(|&paragraph| after[paragraph].parent);
    parent.is_some() && parent >= first
}

/// Names a run on both sides.
fn run_name(comparison: &Comparison, outlines: &Versions<Outline<'_>>, run: Range<usize>) -> Name {
    let (first, last) = (&comparison.changes[run.start], &comparison.changes[run.end - 1]);
    if run.len() == 1 {
        return name::of_change(comparison, first);
    }
    let moved = first.moved;
    let side = |side: Side| {
        let first = first.paragraphs.get(side).first()?;
        let last = last.paragraphs.get(side).last()?;
        // Whatever else happens below a paragraph that moved, it moved with it.
        Some(outlines.get(side).name(first.0..last.0 + 1, !moved))
    };
    Name::new(Versions::new(side(Side::Before), side(Side::After)))
}

fn event(change: &Change) -> String {
    let what = match change.kind {
        ChangeKind::Unchanged => "",
        ChangeKind::Reworded if redline::is_rewritten(&change.segments) => "rewritten",
        ChangeKind::Merged if change.paragraphs.after.len() > 1 => "merged and split",
        kind => kind.name(),
    };
    match (what, change.moved) {
        ("", _) => "moved".to_owned(),
        (what, true) => format!("moved, {what}"),
        (what, false) => what.to_owned(),
    }
}

fn telling(change: &Change) -> Telling {
    match change.kind {
        ChangeKind::Added => Telling::Whole(Side::After),
        ChangeKind::Removed => Telling::Whole(Side::Before),
        ChangeKind::Unchanged => Telling::Gist,
        _ if redline::is_rewritten(&change.segments) => Telling::Rewritten,
        _ => Telling::Redline,
    }
}

fn doubt(change: &Change) -> Option<String> {
    let linked = change.basis != LinkBasis::Unmatched && change.confidence < SURE;
    linked.then(|| format!("uncertain match: {}, {} % sure", change.basis.name(), percent(change.confidence)))
}

fn percent(share: f64) -> u32 {
    (share.clamp(0.0, 1.0) * 100.0).round() as u32
}

/// The best near miss of each paragraph, found in one pass over the list.
struct NearMisses(Versions<std::collections::HashMap<usize, usize>>);

impl NearMisses {
    fn new(comparison: &Comparison) -> NearMisses {
        let mut best: Versions<std::collections::HashMap<usize, usize>> = Versions::default();
        for (at, miss) in comparison.near_misses.iter().enumerate() {
            best.before.entry(miss.paragraphs.before.0).or_insert(at);
            best.after.entry(miss.paragraphs.after.0).or_insert(at);
        }
        NearMisses(best)
    }

    fn of(&self, comparison: &Comparison, change: &Change) -> Option<String> {
        let side = match change.kind {
            ChangeKind::Added => Side::After,
            ChangeKind::Removed => Side::Before,
            _ => return None,
        };
        let paragraph = change.paragraphs.get(side).first()?;
        let miss = &comparison.near_misses[*self.0.get(side).get(&paragraph.0)?];
        let other = side.other();
        let id = &comparison.resolutions.get(other)[*miss.paragraphs.get(other)].id;
        let old = if other == Side::Before { "old " } else { "" };
        Some(format!("somewhat like {old}{id} ({} % of the words), but not matched", percent(miss.similarity)))
    }
}
