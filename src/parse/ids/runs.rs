//! Headings without a number at which the paragraphs are counted anew, as in many files of the web: `H3/OP1`.
//!
//! In: the entries and their sections. Out: for each entry, the heading that distinguishes its number, if one is needed. A
//! heading with a “1” below it begins a run of numbers. Where a second run begins in one section, each run takes the
//! name of its heading as a prefix. Numbers that go on after a heading stay in the run before it, and those that go on
//! after a second run (“7”, a heading, “1”, “2”, then “8”) in the run that it interrupted. What stands under a heading
//! without any number needs no prefix.

use std::collections::HashMap;
use std::rc::Rc;

use foldhash::fast::FixedState;

use super::SectionPath;
use crate::parse::outline::{Entry, EntryKind};

/// The run of numbers that a heading begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    /// Which of the sections with a number it stands in.
    section: usize,
    /// The heading, by its entry.
    heading: usize,
}

/// Adds to the path of each entry the heading that distinguishes its number.
pub(super) fn add_headings(entries: &[Entry], paths: &mut [Rc<SectionPath>]) {
    let runs = runs(entries);
    let restarted = restarted(entries, &runs);
    if restarted.is_empty() {
        return;
    }
    let names = heading_names(entries, paths);
    let mut last: Option<(Run, Rc<SectionPath>)> = None;
    for (index, run) in runs.iter().enumerate() {
        let Some(run) = run.filter(|run| restarted.contains(&run.section)) else { continue };
        let is_heading = matches!(entries[index].kind, EntryKind::Heading(_));
        if is_heading {
            continue;
        }
        let path = match &last {
            Some((known, path)) if *known == run => Rc::clone(path),
            _ => Rc::new(SectionPath { heading: names[run.heading].clone(), ..(*paths[index]).clone() }),
        };
        paths[index] = Rc::clone(&path);
        last = Some((run, path));
    }
}

/// The run of each entry.
fn runs(entries: &[Entry]) -> Vec<Option<Run>> {
    let mut runs: Vec<Option<Run>> = vec![None; entries.len()];
    let mut section = 0;
    let mut run: Option<Run> = None;
    // The last number of the run.
    let mut last = 0;
    // The run that was interrupted by another one, and its last number.
    let mut outer: Option<(Option<Run>, u32)> = None;
    // The last heading without a number that nothing numbered stands below yet.
    let mut heading: Option<usize> = None;
    for (index, entry) in entries.iter().enumerate() {
        match &entry.kind {
            kind if kind.begins_section() => {
                section += 1;
                (run, last, outer, heading) = (None, 0, None, None);
            }
            EntryKind::Heading(None) => {
                let is_title = index.checked_sub(1).is_some_and(|above| entries[above].kind.takes_title());
                heading = if is_title { heading } else { Some(index) };
            }
            EntryKind::Numbered => {
                let label = entry.label.as_ref();
                let ordinal = label.map_or(0, |label| label.ordinal);
                let has_suffix = label.is_some_and(|label| !label.count_and_suffix().1.is_empty());
                // “3 bis” follows 3 or its other insertions.
                let follows = |last: u32| ordinal == last + u32::from(!has_suffix);
                if let Some(heading) = heading.take().filter(|_| ordinal == 1) {
                    outer = (last > 0).then_some((run, last));
                    run = Some(Run { section, heading });
                    runs[heading..index].fill(run);
                } else if let Some((interrupted, _)) = outer.filter(|&(_, outer)| follows(outer) && !follows(last)) {
                    run = interrupted;
                    outer = None;
                }
                last = ordinal;
            }
            _ => {}
        }
        runs[index] = run.filter(|_| heading.is_none());
    }
    runs
}

/// The sections in which a number is counted anew under a heading.
fn restarted(entries: &[Entry], runs: &[Option<Run>]) -> Vec<usize> {
    let mut restarted = Vec::new();
    // By section, whether it has numbers.
    let mut has_numbers: HashMap<usize, Option<Run>, FixedState> = HashMap::default();
    let mut section = 0;
    for (entry, run) in entries.iter().zip(runs) {
        match &entry.kind {
            kind if kind.begins_section() => section += 1,
            EntryKind::Numbered => {
                let last = has_numbers.insert(section, *run);
                restarted.extend(last.filter(|last| last != run).map(|_| section));
            }
            _ => {}
        }
    }
    restarted
}

/// The id that each heading will have, `H3`.
fn heading_names(entries: &[Entry], paths: &[Rc<SectionPath>]) -> Vec<String> {
    let mut counts: HashMap<&str, usize, FixedState> = HashMap::default();
    let mut names = Vec::with_capacity(entries.len());
    for (entry, path) in entries.iter().zip(paths) {
        if !entry.kind.is_heading() {
            names.push(String::new());
            continue;
        }
        let count = counts.entry(path.scope.as_str()).or_default();
        *count += 1;
        names.push(format!("H{count}"));
    }
    names
}
