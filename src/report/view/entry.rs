//! The list of changes in the order of the newer text, as every report shows it.
//!
//! 1. Find which changes moved, themselves or with a parent.
//! 2. Join unchanged neighbours into runs: neighbours on both sides, in one section.
//! 3. Put a stub where each moved run was.
//!
//! Each is one pass, so that 8,000 paragraphs take no noticeable time.

use std::ops::Range;

use super::name::{self, Name, Outline};
use super::page;
use super::redline;
use crate::model::{Change, ChangeKind, Comparison, LinkBasis, ParagraphIndex, Part, Resolution, Side, Versions};

/// A match with less confidence is reported as uncertain.
const MIN_CERTAIN: f64 = 0.6;

/// An item of the list.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry<'a> {
    /// A run of unchanged paragraphs, in one line: `PP3–PP9`.
    Unchanged {
        /// The name of the run.
        name: String,
        /// Its changes, by their index in the comparison.
        changes: Range<usize>,
    },
    /// Paragraphs that were here and moved away.
    MovedAway {
        /// Their old name: `old OP4`.
        name: String,
        /// Their name in the newer text.
        to: String,
        /// The changes that moved, by their index in the comparison.
        changes: Range<usize>,
    },
    /// A change.
    Changed(ReportedChange<'a>),
}

/// A change, with what a report says about it.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportedChange<'a> {
    /// The change; the first one, if a run moved together.
    pub change: &'a Change,
    /// The change and those that moved with it, by their index in the comparison.
    pub changes: Range<usize>,
    /// The number that people cite: 1, 2, … in the order of a report.
    pub number: usize,
    /// The number of paragraphs, without subparagraphs; more than one only if a run moved together.
    pub count: usize,
    /// Its name.
    pub name: Name,
    /// Its page, if the files have pages.
    pub page: Name,
    /// What happened, in a word or two: `reworded, moved`.
    pub event: String,
    /// How its text is shown.
    pub presentation: Presentation,
    /// `not the same as old OP7, though 41 % of the words are`
    pub near_miss: Option<String>,
    /// `uncertain: similar words, 54 %`
    pub uncertainty: Option<String>,
}

impl<'a> Entry<'a> {
    /// The reported change, if the entry is one.
    pub(super) fn changed(&self) -> Option<&ReportedChange<'a>> {
        match self {
            Entry::Changed(reported) => Some(reported),
            _ => None,
        }
    }
}

impl ReportedChange<'_> {
    /// The notes on an uncertain match.
    pub fn doubts(&self) -> impl Iterator<Item = &String> {
        self.uncertainty.iter().chain(&self.near_miss)
    }

    /// All that is said of the change, a line each: its number, name, event and significance, the statements, the doubts.
    pub fn description(&self) -> Vec<String> {
        let significance = self.change.significance.map(|significance| format!(" [{}]", significance.name()));
        let significance = significance.unwrap_or_default();
        let mut lines = vec![format!("{}. {}: {}{significance}", self.number, self.name, self.event)];
        lines.extend(self.statements().map(str::to_owned));
        lines.extend(self.doubts().cloned());
        lines
    }
}

/// How the text of a change is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presentation {
    /// Whole: it is on one side only.
    Whole(Side),
    /// As a redline.
    Redline,
    /// As old text, then new text.
    Rewritten,
    /// By its first words: its text did not change.
    Excerpt,
}

/// Makes the list. `moves_with_parent` says for each change whether it moved, itself or with a parent.
pub(super) fn list<'a>(comparison: &'a Comparison, moves_with_parent: &[bool]) -> Vec<Entry<'a>> {
    let texts = comparison.resolutions.as_ref();
    let outlines = texts.map(Outline::new);
    let runs = runs(comparison, moves_with_parent);
    let stubs = stubs(comparison, moves_with_parent, &runs);
    let mut entries = Vec::new();
    let mut number = 0;
    let moved_away = |run: &usize| {
        let changes = runs[*run].clone();
        let names = run_name(comparison, &outlines, changes.clone());
        let to = names.now.unwrap_or_default();
        Entry::MovedAway { name: format!("old {}", names.old.as_ref().unwrap_or(&to)), to, changes }
    };
    for (index, stubs) in stubs.iter().enumerate() {
        entries.extend(stubs.iter().map(moved_away));
        let Some(run) = runs.get(index) else { break };
        let change = &comparison.changes[run.start];
        if change.kind == ChangeKind::Unchanged && !change.moved {
            let name = run_name(comparison, &outlines, run.clone());
            entries.push(Entry::Unchanged { name: name.now.unwrap_or_default(), changes: run.clone() });
        } else {
            let first = change.paragraphs.after.first().copied();
            let name = match run.len() {
                1 => name::change_name(comparison, change),
                _ => run_name(comparison, &outlines, run.clone()),
            };
            number += 1;
            entries.push(Entry::Changed(ReportedChange {
                change,
                changes: run.clone(),
                number,
                count: comparison.changes[run.clone()]
                    .iter()
                    .filter(|change| !is_below(comparison, change, first))
                    .count(),
                name,
                page: page::change_pages(comparison, change),
                event: event(change),
                presentation: presentation(change),
                near_miss: near_miss(comparison, change),
                uncertainty: uncertainty(change),
            }));
        }
    }
    entries
}

/// For each change, whether it or a parent moved.
pub(super) fn moves_with_parent(comparison: &Comparison) -> Vec<bool> {
    let mut of_paragraph = vec![false; comparison.resolutions.after.paragraphs.len()];
    let mut moves_with_parent = vec![false; comparison.changes.len()];
    for (index, change) in comparison.changes.iter().enumerate() {
        let parent = |paragraph: &ParagraphIndex| comparison.resolutions.after[*paragraph].parent;
        let with_parent = change.paragraphs.after.first().and_then(parent).is_some_and(|parent| of_paragraph[parent.0]);
        moves_with_parent[index] = change.moved || (with_parent && !change.paragraphs.before.is_empty());
        for paragraph in &change.paragraphs.after {
            of_paragraph[paragraph.0] = moves_with_parent[index];
        }
    }
    moves_with_parent
}

/// Splits the changes into runs: unchanged neighbours together, every other change alone.
fn runs(comparison: &Comparison, moves_with_parent: &[bool]) -> Vec<Range<usize>> {
    let groups = groups(&comparison.resolutions.after);
    let changes = &comparison.changes;
    let pair = |change: &Change| change.pair().filter(|_| change.kind == ChangeKind::Unchanged);
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (index, change) in changes.iter().enumerate() {
        let joins = runs.last().is_some_and(|run| {
            let (Some(last), Some(this)) = (pair(&changes[index - 1]), pair(change)) else { return false };
            let moves = changes[run.start].moved;
            last.before.next() == this.before
                && last.after.next() == this.after
                && groups[last.after] == groups[this.after]
                && if moves {
                    moves_with_parent[index]
                } else {
                    !change.moved && moves_with_parent[index] == moves_with_parent[run.start]
                }
        });
        match runs.last_mut() {
            Some(run) if joins => run.end = index + 1,
            _ => runs.push(index..index + 1),
        }
    }
    runs
}

/// The part and the outermost section of each paragraph, which runs may not cross. Headings and tables belong to the
/// text after them.
fn groups(resolution: &Resolution) -> Vec<(Part, &str)> {
    let mut groups = vec![(Part::Heading, ""); resolution.paragraphs.len()];
    let mut next = None;
    for (index, paragraph) in resolution.indexed().rev() {
        if paragraph.part.is_text() {
            let section = paragraph.id.0.split_once('/').map_or("", |(section, _)| section);
            // `OP11/1` is in no section, but below `OP11`.
            let inner = paragraph.parent.is_some() && name::section_of(resolution, paragraph).is_empty();
            next = Some((paragraph.part, if inner { "" } else { section }));
        }
        groups[index.0] = next.unwrap_or((paragraph.part, ""));
    }
    groups
}

/// For each run, and for the end, the moved runs that were before it: each was after the nearest preceding paragraph of the
/// older text that did not move.
fn stubs(comparison: &Comparison, moves_with_parent: &[bool], runs: &[Range<usize>]) -> Vec<Vec<usize>> {
    let mut run_of = vec![0; comparison.resolutions.before.paragraphs.len()];
    for (index, run) in runs.iter().enumerate() {
        for change in &comparison.changes[run.clone()] {
            for paragraph in &change.paragraphs.before {
                run_of[paragraph.0] = index;
            }
        }
    }
    let mut has_stub = vec![false; runs.len()];
    let mut stubs = vec![Vec::new(); runs.len() + 1];
    let mut anchor = 0;
    for run in run_of {
        let first = runs[run].start;
        if comparison.changes[first].moved && !has_stub[run] {
            has_stub[run] = true;
            stubs[anchor].push(run);
        } else if !moves_with_parent[first] {
            anchor = run + 1;
        }
    }
    stubs
}

/// Whether the parent of a change is in the same run, which begins with `first`.
fn is_below(comparison: &Comparison, change: &Change, first: Option<ParagraphIndex>) -> bool {
    let after = &comparison.resolutions.after;
    let parent = change.paragraphs.after.first().and_then(|&paragraph| after[paragraph].parent);
    parent.is_some() && parent >= first
}

/// Names a run on both sides.
fn run_name(comparison: &Comparison, outlines: &Versions<Outline<'_>>, run: Range<usize>) -> Name {
    let (first, last) = (&comparison.changes[run.start], &comparison.changes[run.end - 1]);
    if run.len() == 1 {
        return name::change_name(comparison, first);
    }
    let moved = first.moved;
    let side = |side: Side| {
        let first = first.paragraphs.get(side).first()?;
        let last = last.paragraphs.get(side).last()?;
        // Everything below a moved paragraph moved with it.
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

fn presentation(change: &Change) -> Presentation {
    match change.kind {
        ChangeKind::Added => Presentation::Whole(Side::After),
        ChangeKind::Removed => Presentation::Whole(Side::Before),
        ChangeKind::Unchanged => Presentation::Excerpt,
        _ if redline::is_rewritten(&change.segments) => Presentation::Rewritten,
        _ => Presentation::Redline,
    }
}

fn uncertainty(change: &Change) -> Option<String> {
    let linked = change.basis != LinkBasis::Unmatched && change.confidence < MIN_CERTAIN;
    linked.then(|| format!("uncertain match: {}, {} % sure", change.basis.name(), percent(change.confidence)))
}

fn percent(share: f64) -> u32 {
    (share.clamp(0.0, 1.0) * 100.0).round() as u32
}

/// The side of a paragraph that was added or removed.
pub(super) fn only_side(change: &Change) -> Option<Side> {
    match change.kind {
        ChangeKind::Added => Some(Side::After),
        ChangeKind::Removed => Some(Side::Before),
        _ => None,
    }
}

/// The best near miss of a paragraph that was added or removed.
fn near_miss(comparison: &Comparison, change: &Change) -> Option<String> {
    let side = only_side(change)?;
    let paragraph = change.paragraphs.get(side).first()?;
    let miss = comparison.near_misses.iter().find(|miss| miss.paragraphs.get(side) == paragraph)?;
    let other = side.other();
    let id = &comparison.resolutions.get(other)[*miss.paragraphs.get(other)].id;
    let old = if other == Side::Before { "old " } else { "" };
    Some(format!("similar to {old}{id} ({} % of the words in common), but not matched", percent(miss.similarity)))
}
