//! [`Comparison`] → [`Comparison`]: what each change means, and why.
//!
//! A change of words has the weight of its strongest [reason](ReasonCode). Rules look at the redline one after another,
//! each explains words; what none explains is substantive, because missing substance is worse than crying wolf. Words
//! that are the same are never above typographic: a paragraph that only moved or has another number has no weight at
//! all, for its place is told beside it, and what has gone wrong in it without a word changing (a reference to another
//! paragraph that did not follow, a session that should have moved) is a warning that names it.
//!
//! Steps: set out the words of each change ([`words`]) and the figures among them ([`numbers`]); find by how much the
//! whole document moves, session and year ([`steps`]); find text that went from one paragraph to another
//! ([`transfer`]); then the rules, change by change: [`brackets`], [`signs`], [`opening`] (with [`strength`] and [`chain`]),
//! [`crossrefs`], [`references`], [`rollover`], [`spelling`], [`markers`], [`rest`]; [`clauses`] for those on one side.
//! Files that seem to be given the wrong way round are a warning too ([`swapped`]).
//! The vocabulary with its sources is the [lexicon](crate::lexicon)'s. Where sources disagree no direction is given.
//!
//! Total and linear: unchanged paragraphs cost a look for references to other paragraphs and for sessions.

mod brackets;
mod case;
mod chain;
mod clauses;
mod crossrefs;
mod edits;
mod markers;
mod numbers;
mod opening;
mod references;
mod rest;
mod rollover;
mod signs;
mod spelling;
mod stale;
mod steps;
mod strength;
mod swapped;
mod transfer;
mod words;

use rayon::prelude::*;

use case::Case;
use edits::Meaning;

use crate::model::{Change, ChangeKind, Comparison, Reason, ReasonCode, Warning};

/// Changes weighed by one processor at once: few, so that none waits long for another at the end.
const AT_ONCE: usize = 64;

/// The reasons of a change, and what each of its edits means.
type Findings = (Vec<Reason>, Vec<Meaning>);

/// Says what each change means.
pub fn weigh(mut comparison: Comparison) -> Comparison {
    let (found, warnings) = judge(&comparison);
    for (change, (mut reasons, meanings)) in comparison.changes.iter_mut().zip(found) {
        edits::settle(&mut change.edits, meanings, &mut reasons);
        // The sort keeps the order of the rules among equals.
        reasons.sort_by_key(|reason| std::cmp::Reverse(reason.significance));
        change.significance = reasons.first().map(|reason| reason.significance);
        change.reasons = reasons;
    }
    comparison.warnings.extend(warnings);
    comparison
}

/// The reasons of every change with the meanings of its edits, and what is wrong where nothing changed.
fn judge(comparison: &Comparison) -> (Vec<Findings>, Vec<Warning>) {
    let changes = comparison.changes.iter().enumerate();
    let changed: Vec<_> = changes.filter(|(_, change)| change.kind != ChangeKind::Unchanged).collect();
    let changed = changed.into_par_iter().with_max_len(AT_ONCE);
    let mut cases: Vec<Case<'_>> = changed.map(|(at, change)| Case::of(comparison, at, change)).collect();
    let ((steps, crossrefs), moved) =
        rayon::join(|| (steps::find(comparison, &cases), crossrefs::Map::new(comparison)), || transfer::find(&cases));
    transfer::tell(comparison, moved, &mut cases);
    let faults = edits::Faults::find(&cases);
    let told = cases.into_par_iter().with_max_len(AT_ONCE).map(|mut case| {
        let case = &mut case;
        case.cut();
        match case.change.kind {
            ChangeKind::Added | ChangeKind::Removed => clauses::judge(case),
            ChangeKind::Split => case.say(ReasonCode::Split, "parted"),
            ChangeKind::Merged => case.say(ReasonCode::Merged, "joined"),
            ChangeKind::Unchanged | ChangeKind::Reworded => {}
        }
        let warnings = crossrefs.judge(case);
        if !case.is_alone() {
            brackets::judge(case);
            signs::judge(case);
            opening::judge(comparison, &steps, case);
            references::judge(&steps, case);
            rollover::judge(&steps, case);
            stale::judge(comparison, &steps, case);
            spelling::judge(case);
            markers::judge(case);
            rest::judge(case);
        }
        let meanings = edits::meanings(case, &edits::Context { comparison, steps: &steps, faults: &faults });
        (case.at, std::mem::take(&mut case.reasons), meanings, warnings)
    });
    let mut warnings = Vec::from_iter(swapped::warning(comparison.resolutions.as_ref()));
    let mut found = vec![(Vec::new(), Vec::new()); comparison.changes.len()];
    for (at, reasons, meanings, broken) in told.collect::<Vec<_>>() {
        found[at] = (reasons, meanings);
        warnings.extend(broken);
    }
    let unchanged = |change: &&Change| change.kind == ChangeKind::Unchanged;
    for (change, (reasons, _)) in comparison.changes.iter().zip(&mut found) {
        if unchanged(&change) && change.significance.is_some() {
            reasons.push(Reason::new(ReasonCode::Spacing, "only quotes, dashes or spaces"));
        }
    }
    // Where every paragraph kept its number, references in words that are the same are as right as they were.
    let renumbers =
        |change: &Change| change.renumbered || !matches!(change.kind, ChangeKind::Unchanged | ChangeKind::Reworded);
    if comparison.changes.iter().any(renumbers) {
        let checked = comparison.changes.par_iter().filter(unchanged).flat_map_iter(|change| crossrefs.check(change));
        warnings.par_extend(checked);
    }
    warnings.extend(stale::warnings(comparison, &steps));
    (found, warnings)
}
