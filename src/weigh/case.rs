use super::numbers::{Figure, figures};
use super::words::Words;
use crate::model::{Change, ChangeKind, Comparison, Paragraph, Reason, ReasonCode, Side, Versions};

/// More figures than these in one paragraph are a table, and told as wording.
const FIGURES: usize = 1000;

/// A change while it is judged.
#[derive(Debug)]
pub(super) struct Case<'a> {
    /// Which change.
    pub(super) at: usize,
    pub(super) change: &'a Change,
    /// The first paragraph of each side, if there.
    pub(super) first: Versions<Option<&'a Paragraph>>,
    /// Of a clause on one side, none before it is [cut](Case::cut).
    pub(super) words: Words<'a>,
    /// The figures of each side.
    pub(super) figures: Versions<Vec<Figure>>,
    /// What moved with the steps of the document: `2023 → 2024`.
    pub(super) rolled: Vec<String>,
    pub(super) reasons: Vec<Reason>,
}

impl<'a> Case<'a> {
    /// A change of words.
    pub(super) fn of(comparison: &'a Comparison, at: usize, change: &'a Change) -> Case<'a> {
        // A clause on one side is cut when it is judged: it is all changed, and has no figures that did.
        let words = if is_alone(change) { Words::default() } else { Words::of(&change.segments) };
        let figures = words.sides.as_ref().map(|side| figures(side));
        let texts = comparison.resolutions.as_ref().zip(change.paragraphs.as_ref());
        let first = texts.map(|(text, list)| list.first().and_then(|at| text.paragraphs.get(at.0)));
        Case { at, change, first, words, figures, rolled: Vec::new(), reasons: Vec::new() }
    }

    /// Cuts a clause on one side into words, if it is not yet.
    pub(super) fn cut(&mut self) {
        if self.is_alone() && self.words.hunks.is_empty() {
            self.words = Words::of(&self.change.segments);
        }
    }

    /// Whether it is only on one side.
    pub(super) fn is_alone(&self) -> bool {
        is_alone(self.change)
    }

    /// Gives a reason, once. Nobody reads more than so many; a stronger one is always heard.
    pub(super) fn say(&mut self, code: ReasonCode, text: impl Into<String>) {
        const MOST: usize = 48;
        let reason = Reason::new(code, text);
        let strongest = self.reasons.iter().map(|reason| reason.significance).max();
        let heard = self.reasons.len() < MOST || Some(reason.significance) > strongest;
        if heard && !self.reasons.contains(&reason) {
            self.reasons.push(reason);
        }
    }

    /// Whether a reason was given.
    pub(super) fn has_reason(&self, wanted: impl Fn(ReasonCode) -> bool) -> bool {
        self.reasons.iter().any(|reason| wanted(reason.code))
    }

    /// The figures of one side that differ and are not explained yet, with the place they differ in; no more than
    /// can be paired at leisure.
    pub(super) fn open_figures(&self, side: Side) -> Vec<(usize, &Figure)> {
        let hunk = |figure: &Figure| self.words.open_hunk(side, figure.words.clone());
        let figures = self.figures.get(side).iter();
        figures.filter_map(|figure| hunk(figure).map(|hunk| (hunk, figure))).take(FIGURES).collect()
    }
}

fn is_alone(change: &Change) -> bool {
    matches!(change.kind, ChangeKind::Added | ChangeKind::Removed)
}
