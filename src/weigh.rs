//! [`Comparison`] → [`Comparison`]: what each change means, and why.
//!
//! A change of words has the weight of its strongest [reason](code::Code). Rules look at the redline one after another,
//! each explains words; what none explains is substantive, because missing substance is worse than crying wolf. Words
//! that are the same are never above typographic: a paragraph that only moved or has another number has no weight at
//! all, for its place is told beside it, and what has gone wrong in it without a word changing (a reference to another
//! paragraph that did not follow, a session that should have moved) is a warning that names it.
//!
//! Steps: set out the words of each change ([`words`]) and the figures among them ([`numbers`]); find by how much the
//! whole document moves, session and year ([`steps`]); find text that went from one paragraph to another
//! ([`transfer`]); then the rules, change by change: [`brackets`], [`opening`] (with [`strength`] and [`chain`]),
//! [`crossrefs`], [`references`], [`rollover`], [`spelling`], [`markers`], [`rest`]; [`clauses`] for those on one side.
//! The vocabulary with its sources is the [lexicon](crate::lexicon)'s. Where sources disagree no direction is given.
//!
//! Total and linear: unchanged paragraphs cost a look for references to other paragraphs and for sessions.

mod brackets;
mod case;
mod chain;
mod clauses;
mod code;
mod crossrefs;
mod markers;
mod numbers;
mod opening;
mod references;
mod rest;
mod rollover;
mod spelling;
mod stale;
mod steps;
mod strength;
mod transfer;
mod words;

use case::Case;
pub use code::Code;

use crate::model::{ChangeKind, Comparison, Reason, Warning};

/// Says what each change means.
pub fn weigh(mut comparison: Comparison) -> Comparison {
    let (reasons, warnings) = judge(&comparison);
    for (change, mut reasons) in comparison.changes.iter_mut().zip(reasons) {
        // The sort keeps the order of the rules among equals.
        reasons.sort_by_key(|reason| std::cmp::Reverse(reason.significance));
        change.significance = reasons.first().map(|reason| reason.significance);
        change.reasons = reasons;
    }
    comparison.warnings.extend(warnings);
    comparison
}

/// The reasons of every change, and what is wrong where nothing changed.
fn judge(comparison: &Comparison) -> (Vec<Vec<Reason>>, Vec<Warning>) {
    let mut cases: Vec<Case<'_>> =
        comparison.changes.iter().enumerate().filter_map(|(at, change)| Case::of(comparison, at, change)).collect();
    let steps = steps::find(comparison, &cases);
    transfer::find(comparison, &mut cases);
    let mut reasons = vec![Vec::new(); comparison.changes.len()];
    let mut crossrefs = crossrefs::Map::new(comparison);
    for mut case in cases {
        match case.change.kind {
            ChangeKind::Added | ChangeKind::Removed => clauses::judge(&mut case),
            ChangeKind::Split => case.say(Code::Split.says("parted")),
            ChangeKind::Merged => case.say(Code::Merged.says("joined")),
            ChangeKind::Unchanged | ChangeKind::Reworded => {}
        }
        crossrefs.judge(&mut case);
        if !case.is_alone() {
            brackets::judge(&mut case);
            opening::judge(comparison, &steps, &mut case);
            references::judge(&steps, &mut case);
            rollover::judge(&steps, &mut case);
            stale::judge(comparison, &steps, &mut case);
            spelling::judge(&mut case);
            markers::judge(&mut case);
            rest::judge(&mut case);
        }
        reasons[case.at] = case.reasons;
    }
    for (at, change) in comparison.changes.iter().enumerate() {
        if change.kind == ChangeKind::Unchanged {
            crossrefs.check(change);
            if change.significance.is_some() {
                reasons[at].push(Code::Spacing.says("only quotes, dashes or spaces"));
            }
        }
    }
    let mut warnings = crossrefs.warnings;
    warnings.extend(stale::warnings(comparison, &steps));
    (reasons, warnings)
}
