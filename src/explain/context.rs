//! What the rules work on: facts of the whole document, and one change with what was found out about it.
//!
//! A context starts with the words and entities of its change; a change on one side is tokenized later, for relocations or
//! just before the rules. The rules add reasons and mark words as explained, in the order of [`super::RULES`]. The rule for
//! citations fills `rolled`, and the rule for other entities reports it.

use super::cross_references::ReferenceChecker;
use super::edits::Substitutions;
use super::entities::{Entity, extract_entities};
use super::rollover::{self, Rollover};
use super::words::WordDiff;
use crate::lexicon::Lexicon;
use crate::model::{
    Change, ChangeKind, Comparison, Paragraph, Reason, ReasonCode, Side, Significance, Versions, Warning,
};

/// A paragraph with more entities is a table, whose words are quoted.
const MAX_ENTITIES: usize = 1000;
/// The most reasons of one change; nobody reads more.
const MAX_REASONS: usize = 48;

/// What is known of the whole document before the rules are applied.
pub(super) struct SharedContext<'a> {
    pub(super) comparison: &'a Comparison,
    pub(super) rollover: Rollover,
    pub(super) references: ReferenceChecker<'a>,
    pub(super) substitutions: Substitutions,
}

impl<'a> SharedContext<'a> {
    /// Finds the facts, before any word is explained.
    pub(super) fn new(comparison: &'a Comparison, contexts: &[RuleContext<'_>]) -> SharedContext<'a> {
        SharedContext {
            comparison,
            rollover: rollover::detect(comparison, contexts),
            references: ReferenceChecker::new(comparison),
            substitutions: Substitutions::find(contexts),
        }
    }
}

/// One change, and what the rules have found out about it so far.
pub(super) struct RuleContext<'a> {
    /// The index of the change in the comparison.
    pub(super) index: usize,
    pub(super) change: &'a Change,
    /// Of the language of both texts.
    pub(super) lexicon: &'static Lexicon,
    /// The first paragraph of each side, if there is one.
    pub(super) first: Versions<Option<&'a Paragraph>>,
    /// Empty for one-sided changes until [`tokenize`](RuleContext::tokenize) is called.
    pub(super) words: WordDiff<'a>,
    /// The entities of each side; none for one-sided changes, where all are new or gone.
    pub(super) entities: Versions<Vec<Entity>>,
    /// Entities that move with the whole document: `2023 → 2024`.
    pub(super) rolled: Vec<String>,
    pub(super) reasons: Vec<Reason>,
    /// Of broken references.
    pub(super) warnings: Vec<Warning>,
}

impl<'a> RuleContext<'a> {
    pub(super) fn new(comparison: &'a Comparison, index: usize, change: &'a Change) -> RuleContext<'a> {
        let words = if is_one_sided(change) { WordDiff::default() } else { WordDiff::new(&change.segments) };
        let entities = words.sides.as_ref().map(|side| extract_entities(side));
        let texts = comparison.resolutions.as_ref().zip(change.paragraphs.as_ref());
        let first = texts.map(|(text, list)| list.first().and_then(|index| text.paragraphs.get(index.0)));
        let lexicon = Lexicon::of_both(comparison.resolutions.as_ref().map(|resolution| resolution.language));
        let (rolled, reasons, warnings) = (Vec::new(), Vec::new(), Vec::new());
        RuleContext { index, change, lexicon, first, words, entities, rolled, reasons, warnings }
    }

    /// Tokenizes a one-sided change, unless that is done.
    pub(super) fn tokenize(&mut self) {
        if self.is_one_sided() && self.words.hunks.is_empty() {
            self.words = WordDiff::new(&self.change.segments);
        }
    }

    /// Whether the paragraph is on one side only.
    pub(super) fn is_one_sided(&self) -> bool {
        is_one_sided(self.change)
    }

    /// Adds a reason unless it is present. Beyond [`MAX_REASONS`] only a more significant one is added.
    pub(super) fn add_reason(&mut self, code: ReasonCode, text: impl Into<String>) {
        let reason = Reason::new(code, text);
        let has_room = self.reasons.len() < MAX_REASONS || Some(reason.significance) > self.strongest();
        if has_room && !self.reasons.contains(&reason) {
            self.reasons.push(reason);
        }
    }

    /// Whether a reason of some kind was added.
    pub(super) fn has_reason(&self, is_wanted: impl Fn(ReasonCode) -> bool) -> bool {
        self.reasons.iter().any(|reason| is_wanted(reason.code))
    }

    /// The significance of the strongest reason.
    pub(super) fn strongest(&self) -> Option<Significance> {
        self.reasons.iter().map(|reason| reason.significance).max()
    }

    /// The entities of one side that differ and are not explained yet, with the index of their hunk. At most
    /// [`MAX_ENTITIES`], because some rules compare each with each.
    pub(super) fn unexplained_entities(&self, side: Side) -> Vec<(usize, &Entity)> {
        let hunk = |entity: &Entity| self.words.unexplained_hunk(side, entity.words.clone());
        let entities = self.entities.get(side).iter();
        entities.filter_map(|entity| Some((hunk(entity)?, entity))).take(MAX_ENTITIES).collect()
    }
}

fn is_one_sided(change: &Change) -> bool {
    matches!(change.kind, ChangeKind::Added | ChangeKind::Removed)
}
