//! [`Comparison`] → [`Comparison`]: what each change means, and why.
//!
//! In: changes with their redlines and edits. Out: the same with types, significance and direction of each edit, with
//! the [reasons](crate::model::ReasonCode) and the significance of each change, and with warnings.
//!
//! Two sets of rules work on the same words and the same [facts](context). The first explains single words: each rule
//! looks at the redline, adds reasons and marks words as explained. What no rule explains is substantive, because a missed
//! change of substance is worse than a false alarm. The second classifies each edit as a whole ([`edits`]). Then each
//! limits the other: an edit is at most as significant as the strongest reason, and most reasons are at most as
//! significant as the most significant edit.
//!
//! Example: in “Requests the Board to report in 2026” → “Invites the Board to report in 2027” the words give the reasons
//! `opening-verb` (substantive) and `rollover` (routine), the edits are an opening verb (substantive, weaker) and a time
//! (routine), and the change is substantive.
//!
//! A change has the significance of its strongest reason. A paragraph with the same words is typographic at most; if it
//! only moved or got another number, it has no significance. An unchanged paragraph can still get a warning: it refers to
//! a paragraph that has another number now, or names a session that should have moved on.
//!
//! Steps:
//!
//! 1. Tokenize each change ([`words`]), and find the sessions, dates and numbers in it ([`entities`]).
//! 2. Find the facts of the whole document: by how many sessions and years it moves on ([`rollover`]), what became of
//!    each paragraph ([`cross_references`]), passages that moved to another paragraph ([`relocation`]), letters that
//!    replace others ([`edits::Substitutions`]).
//! 3. Apply the rules to each change: [`cross_references`], then those in [`RULES`]; [`opening`] uses [`strength`] and
//!    [`connectives`]. To a paragraph that is on one side only, apply [`one_sided`] and [`cross_references`].
//! 4. Classify each edit as a whole ([`edits`]).
//! 5. Check what did not change: references and sessions. Warn of files in the wrong order ([`swapped`]).
//! 6. Mark edits that only show a fault of the font of a PDF ([`faulty_font`]).
//!
//! The vocabulary with its sources is in the [lexicon](crate::lexicon). Where sources disagree no direction is given.
//!
//! The stage cannot fail, and its time is linear in the text: an unchanged paragraph costs a look at its cross-references and a
//! search for sessions.

mod brackets;
mod citations;
mod connectives;
mod context;
mod cross_references;
mod edits;
mod entities;
mod entity_changes;
mod fallback;
mod faulty_font;
mod one_sided;
mod opening;
mod qualifiers;
mod relocation;
mod rollover;
mod signs;
mod spelling;
mod stale;
mod strength;
mod swapped;
mod words;

use rayon::prelude::*;

use context::{RuleContext, SharedContext};
use edits::Classification;

use crate::model::{ChangeKind, Comparison, Reason, ReasonCode, Warning};

/// Changes in one task: few, for an even load at the end.
const CHUNK_SIZE: usize = 64;

/// A rule for the words of a change that has two sides.
type Rule = fn(&SharedContext<'_>, &mut RuleContext<'_>);

/// The rules for words, in the order in which they are applied: a rule leaves alone what an earlier one explained.
const RULES: [Rule; 9] = [
    brackets::apply,
    signs::apply,
    opening::apply,
    citations::apply,
    entity_changes::apply,
    stale::apply,
    spelling::apply,
    qualifiers::apply,
    fallback::apply,
];

/// What the rules say of one change.
#[derive(Clone, Default)]
struct Explanation {
    reasons: Vec<Reason>,
    /// One for each edit.
    classifications: Vec<Classification>,
}

/// Gives every change its reasons and its significance, and every edit its types and direction.
///
/// ```
/// # use travaux::model::Versions;
/// # let text = |verb| format!("The General Assembly,\n\n1. Decides to meet;\n\n2. {verb} the keepers of lights to report.");
/// # let resolution = |verb| travaux::resolution(text(verb).as_bytes());
/// use travaux::model::{EditDirection, EditType, ReasonCode};
///
/// let versions = Versions::new(resolution("Requests")?, resolution("Invites")?);
/// let alignment = travaux::align::align(versions.as_ref());
/// let comparison = travaux::explain::explain(travaux::diff::diff(versions, alignment));
/// let change = comparison.changes.last().expect("there are paragraphs");
/// assert_eq!(change.reasons[0].code, ReasonCode::OpeningVerb);
/// assert_eq!(change.edits[0].types[0], EditType::OpeningVerb);
/// assert_eq!(change.edits[0].direction, Some(EditDirection::Weaker));
/// # Ok::<(), travaux::read::Error>(())
/// ```
pub fn explain(mut comparison: Comparison) -> Comparison {
    let (explanations, warnings) = explanations(&comparison);
    for (change, explanation) in comparison.changes.iter_mut().zip(explanations) {
        let Explanation { mut reasons, classifications } = explanation;
        change.edits.iter_mut().zip(classifications).for_each(|(edit, classification)| classification.write_to(edit));
        edits::limit(&mut change.edits, &mut reasons);
        // The sort keeps the order of the rules among equals.
        reasons.sort_by_key(|reason| std::cmp::Reverse(reason.significance));
        change.significance = reasons.first().map(|reason| reason.significance);
        change.reasons = reasons;
    }
    comparison.warnings.extend(warnings);
    let faults = faulty_font::find(&comparison);
    comparison.warnings.extend(faults.iter().map(faulty_font::Fault::warning));
    faulty_font::mark(&mut comparison, &faults);
    comparison
}

/// The explanation of every change, and the warnings.
fn explanations(comparison: &Comparison) -> (Vec<Explanation>, Vec<Warning>) {
    let mut contexts = contexts(comparison);
    let (shared, relocations) =
        rayon::join(|| SharedContext::new(comparison, &contexts), || relocation::find(&contexts));
    relocation::apply(comparison, relocations, &mut contexts);
    let contexts = contexts.into_par_iter().with_max_len(CHUNK_SIZE);
    let explained: Vec<_> = contexts.map(|context| explain_change(&shared, context)).collect();
    let mut explanations = vec![Explanation::default(); comparison.changes.len()];
    let mut warnings = Vec::from_iter(swapped::warning(comparison.resolutions.as_ref()));
    for (index, explanation, doubts) in explained {
        explanations[index] = explanation;
        warnings.extend(doubts);
    }
    for (change, explanation) in comparison.changes.iter().zip(&mut explanations) {
        if change.kind == ChangeKind::Unchanged && change.significance.is_some() {
            explanation.reasons.push(Reason::new(ReasonCode::Spacing, "only quotes, dashes or spaces"));
        }
    }
    warnings.extend(shared.references.check_unchanged());
    warnings.extend(stale::warnings(&shared));
    (explanations, warnings)
}

/// A context for each change that is not unchanged.
fn contexts(comparison: &Comparison) -> Vec<RuleContext<'_>> {
    let changes = comparison.changes.iter().enumerate();
    let changed: Vec<_> = changes.filter(|(_, change)| change.kind != ChangeKind::Unchanged).collect();
    let changed = changed.into_par_iter().with_max_len(CHUNK_SIZE);
    changed.map(|(index, change)| RuleContext::new(comparison, index, change)).collect()
}

/// Explains one change: its index, its explanation, and its warnings.
fn explain_change(shared: &SharedContext<'_>, mut context: RuleContext<'_>) -> (usize, Explanation, Vec<Warning>) {
    apply_rules(shared, &mut context);
    let classifications = edits::classify(&context, shared);
    (context.index, Explanation { reasons: context.reasons, classifications }, context.warnings)
}

/// Applies the rules to one change.
fn apply_rules(shared: &SharedContext<'_>, context: &mut RuleContext<'_>) {
    context.tokenize();
    match context.change.kind {
        ChangeKind::Added | ChangeKind::Removed => one_sided::apply(context),
        ChangeKind::Split => context.add_reason(ReasonCode::Split, "split"),
        ChangeKind::Merged => context.add_reason(ReasonCode::Merged, "merged"),
        ChangeKind::Unchanged | ChangeKind::Reworded => {}
    }
    shared.references.apply(context);
    if !context.is_one_sided() {
        RULES.iter().for_each(|rule| rule(shared, context));
    }
}
