//! Whether references to paragraphs of the same resolution (`paragraph 5 above`) follow the renumbering.
//!
//! In: the changes. Out: reasons and warnings. A reference that followed its paragraph is editorial. One that did not gives
//! a warning with the id of the referring paragraph, even if that paragraph is unchanged.

use rayon::prelude::*;
use similar::TextDiff;

use super::context::RuleContext;
use crate::model::{
    Change, ChangeKind, Comparison, CrossReference, ParagraphIndex, ReasonCode, Side, Versions, Warning,
};

/// The most references of one paragraph that are listed; more are counted.
const MAX_LISTED: usize = 4;
/// From this share of common words, a paragraph takes the place of a removed one with the same number.
const MIN_REPLACEMENT_RATIO: f32 = 0.5;

/// Checks references against what became of the paragraphs that they refer to.
pub(super) struct ReferenceChecker<'a> {
    comparison: &'a Comparison,
    /// The newer paragraphs that each older one became.
    successors: Vec<&'a [ParagraphIndex]>,
    /// Whether paragraphs of the newer text have numbers.
    has_numbers: bool,
}

/// A reference in the text of a change.
#[derive(Clone, Copy)]
struct Reference<'a> {
    number: &'a str,
    /// The byte offset of the end of the number in the text of its side.
    end: usize,
    target: Option<ParagraphIndex>,
}

/// What happened to one reference.
struct Outcome {
    code: ReasonCode,
    /// The text of the reason; for a reference that followed, the pair of numbers.
    text: String,
    /// Where the number ends on each side.
    ends: Versions<Option<usize>>,
}

impl<'a> ReferenceChecker<'a> {
    pub(super) fn new(comparison: &'a Comparison) -> ReferenceChecker<'a> {
        let Versions { before, after } = &comparison.resolutions;
        let mut successors: Vec<&[ParagraphIndex]> = vec![&[]; before.paragraphs.len()];
        for change in &comparison.changes {
            for before in &change.paragraphs.before {
                successors[before.0] = &change.paragraphs.after;
            }
        }
        let has_numbers = after.paragraphs.iter().any(|paragraph| paragraph.number().is_some());
        ReferenceChecker { comparison, successors, has_numbers }
    }

    /// Gives reasons for the references of a change, and a warning for each broken one.
    pub(super) fn apply(&self, context: &mut RuleContext<'_>) {
        let mut followed = Vec::new();
        for outcome in self.outcomes(context.change) {
            for side in Side::BOTH {
                let end = *outcome.ends.get(side);
                let word = end.and_then(|end| context.words.word_ending_at(side, end));
                word.into_iter().for_each(|word| context.words.mark_explained(side, word..word + 1));
            }
            context.warnings.extend(self.warning(context.change, &outcome));
            match outcome.code {
                ReasonCode::CrossReference => followed.push(outcome.text),
                code => context.add_reason(code, outcome.text),
            }
        }
        let more = followed.len().saturating_sub(MAX_LISTED);
        followed.truncate(MAX_LISTED);
        let pairs = followed.join(", ");
        if more > 0 {
            let text = format!("paragraphs {pairs} and {more} more follow the renumbering");
            context.add_reason(ReasonCode::CrossReference, text);
        } else if followed.len() > 1 {
            context.add_reason(ReasonCode::CrossReference, format!("paragraphs {pairs} follow the renumbering"));
        } else if !followed.is_empty() {
            context.add_reason(ReasonCode::CrossReference, format!("paragraph {pairs} follows the renumbering"));
        }
    }

    /// Gives a warning for each broken reference in paragraphs with the same words on both sides.
    pub(super) fn check_unchanged(&self) -> Vec<Warning> {
        let changes = &self.comparison.changes;
        // If every paragraph kept its number, unchanged references are still right.
        let renumbers =
            |change: &Change| change.renumbered || !matches!(change.kind, ChangeKind::Unchanged | ChangeKind::Reworded);
        if !changes.iter().any(renumbers) {
            return Vec::new();
        }
        let unchanged = changes.par_iter().filter(|change| change.kind == ChangeKind::Unchanged);
        unchanged.flat_map_iter(|change| self.broken_references(change)).collect()
    }

    fn broken_references(&self, change: &Change) -> Vec<Warning> {
        self.outcomes(change).iter().filter_map(|outcome| self.warning(change, outcome)).collect()
    }

    fn warning(&self, change: &Change, outcome: &Outcome) -> Option<Warning> {
        let after = &self.comparison.resolutions.after;
        let id = change.paragraphs.after.first().map(|index| after[*index].id.0.as_str()).unwrap_or_default();
        let is_broken = outcome.code == ReasonCode::BrokenReference;
        is_broken.then(|| Warning::new(format!("{id}: {}", outcome.text)))
    }

    /// The references of the texts of a change on one side.
    fn references(&self, change: &Change, side: Side) -> Vec<Reference<'a>> {
        let resolution = self.comparison.resolutions.get(side);
        let paragraphs = resolution.with_offsets(change.paragraphs.get(side));
        let references = paragraphs.flat_map(|(start, _, paragraph)| {
            let in_text = move |CrossReference { number, target }: &CrossReference| Reference {
                number: &paragraph.text[number.clone()],
                end: start + number.end,
                target: *target,
            };
            paragraph.cross_references.iter().map(in_text)
        });
        references.collect()
    }

    fn outcomes(&self, change: &Change) -> Vec<Outcome> {
        let references = Versions::from_fn(|side| self.references(change, side));
        let is_paired = references.before.len() == references.after.len();
        let with_older = references.after.iter().enumerate().map(|(nth, newer)| {
            let older = references.before.get(nth).filter(|_| is_paired);
            let (code, text) = self.outcome(older, newer)?;
            Some(Outcome { code, text, ends: Versions::new(older.map(|older| older.end), Some(newer.end)) })
        });
        with_older.flatten().collect()
    }

    /// What happened to a reference; none if it is right and nothing happened.
    fn outcome(&self, older: Option<&Reference>, newer: &Reference) -> Option<(ReasonCode, String)> {
        let texts = self.comparison.resolutions.as_ref();
        let to = newer.number;
        let missing = || (ReasonCode::BrokenReference, format!("paragraph {to} does not exist"));
        let Some((older, target)) = older.and_then(|older| Some((older, older.target?))) else {
            return (self.has_numbers && newer.target.is_none()).then(missing);
        };
        let from = older.number;
        let Some(new_target) = newer.target else { return Some(missing()) };
        let successors = self.successors[target.0];
        if successors.contains(&new_target) {
            return (from != to).then(|| (ReasonCode::CrossReference, format!("{from} → {to}")));
        }
        if from != to {
            let text = format!("refers to paragraph {to} instead of {from}, a different paragraph");
            return Some((ReasonCode::RetargetedReference, text));
        }
        let text = match successors.iter().find_map(|index| texts.after[*index].number()) {
            Some(now) => format!("still refers to paragraph {to}, which is now {now}"),
            None if !successors.is_empty() => {
                format!("still refers to paragraph {to}, which no longer has this number")
            }
            // The reference is to the paragraph that took the place of the removed one.
            None if replaces(&texts.after[new_target].text, &texts.before[target].text) => return None,
            None => format!("still refers to paragraph {to}; the former paragraph {to} was removed"),
        };
        Some((ReasonCode::BrokenReference, text))
    }
}

/// Whether a paragraph says nearly what a removed one with its number said: another instalment of a sum, another date.
fn replaces(new: &str, removed: &str) -> bool {
    let [removed, new] = [removed, new].map(|text| text.split_whitespace().collect::<Vec<_>>());
    TextDiff::from_slices(&removed, &new).ratio() >= MIN_REPLACEMENT_RATIO
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_instalment_replaces_a_removed_one() {
        let removed =
            "Further decides to share among the keepers the amount of 300 crowns for the month of January 2031;";
        for (new, expected) in [
            (
                "Further decides to share among the keepers the amount of 1,500 crowns for the months to June 2032;",
                true,
            ),
            (
                "Further decides to review all towers of the northern coast, with a view to closing those that no ship passes;",
                false,
            ),
        ] {
            assert_eq!(replaces(new, removed), expected, "{new}");
        }
    }
}
