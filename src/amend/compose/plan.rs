//! What becomes of every paragraph: which stay, which move, which are new and beside what they go.
//!
//! A paragraph stays if it is linked to one of the newer text that stands on the same level, with the same kind of number,
//! under a paragraph that stays too, and if its words are not better printed anew. All others are deleted, replaced or
//! inserted.

use std::collections::HashMap;

use super::insertion_points::arrange;
use super::replacements::replacements;
use super::rewording;
use crate::amend::headings::is_section;
use crate::model::{
    Comparison, NewKind, NumberStyle, Paragraph, ParagraphIndex, ParagraphRole, Part, Position, Resolution, Versions,
};

/// A paragraph that stays, in both texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kept {
    pub(super) before: ParagraphIndex,
    pub(super) after: ParagraphIndex,
}

/// Where something is put.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum InsertionPoint {
    /// Beside a paragraph of the older text.
    Beside(Position),
    /// Behind what another instruction puts there, by a paragraph of the newer text.
    Behind(ParagraphIndex),
}

/// New paragraphs that are put in together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) paragraphs: Vec<ParagraphIndex>,
    pub(super) place: InsertionPoint,
    pub(super) kind: NewKind,
    /// How many of them are of the first level.
    pub(super) count: usize,
}

impl Run {
    pub(super) fn first(&self) -> ParagraphIndex {
        self.paragraphs.first().copied().unwrap_or(ParagraphIndex(0))
    }
}

/// What a plan makes one instruction of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Grouping {
    /// What goes and what comes in its place.
    pub(super) replacements: bool,
    /// A new heading and the new paragraphs below it.
    pub(super) sections: bool,
}

/// What becomes of every paragraph.
#[derive(Debug, Clone, Default)]
pub(super) struct Plan {
    /// By the index in the newer text.
    kept: HashMap<ParagraphIndex, ParagraphIndex>,
    /// Paragraphs of the newer text that move, in its order.
    pub(super) moves: Vec<(ParagraphIndex, InsertionPoint)>,
    /// Paragraphs of the older text that are deleted, without those under them.
    pub(super) removed: Vec<ParagraphIndex>,
    /// New paragraphs, in the order of the newer text.
    pub(super) runs: Vec<Run>,
    /// Paragraphs of the older text in whose place a run comes, by the first of the run.
    pub(super) replaced: HashMap<ParagraphIndex, Vec<ParagraphIndex>>,
}

impl Plan {
    /// What becomes of every paragraph.
    pub(super) fn new(comparison: &Comparison, grouping: Grouping) -> Plan {
        let without = |new: &[ParagraphIndex]| Plan::without(comparison, new, grouping.sections);
        let grouping = grouping.replacements;
        let plan = without(&[]);
        let texts = comparison.resolutions.as_ref();
        let headings = texts.map(headings_above);
        let words = |kept: Kept| [&texts.before[kept.before], &texts.after[kept.after]].map(|it| it.text.as_str());
        // a paragraph that moves, or comes to stand under another heading, and would be printed anew is deleted and inserted;
        // one without a single item that stays is replaced with its items
        let is_rewritten = |kept: &Kept| {
            let [before, after] = words(*kept);
            (plan.is_moved(kept.after)
                || plan.changes_heading(headings.as_ref(), *kept)
                || grouping && plan.loses_its_items(texts, *kept))
                && (rewording::is_rewritten(before, after) || rewording::needs_restatement(before, after))
        };
        let rewritten: Vec<ParagraphIndex> = plan.all_kept().filter(is_rewritten).map(|kept| kept.after).collect();
        if !grouping {
            return if rewritten.is_empty() { plan } else { without(&rewritten) };
        }
        // a paragraph that is split or joined with others is replaced with all that becomes of it
        let mut shared = plan.shared(comparison);
        let continued = plan.continued(texts).into_iter().filter(|kept| !shared.contains(kept)).collect::<Vec<_>>();
        shared.extend(continued);
        let whole: Vec<ParagraphIndex> =
            rewritten.iter().copied().chain(shared.iter().map(|kept| kept.after)).collect();
        let joined = without(&whole).joined(comparison);
        let is_replaced = |kept: &&Kept| joined.replaced.values().flatten().any(|gone| *gone == kept.before);
        if shared.iter().all(|kept| is_replaced(&kept)) {
            return joined;
        }
        let others = shared.iter().filter(is_replaced).map(|kept| kept.after);
        let whole: Vec<ParagraphIndex> = rewritten.iter().copied().chain(others).collect();
        without(&whole).joined(comparison)
    }

    /// The plan with replacements.
    fn joined(mut self, comparison: &Comparison) -> Plan {
        self.replaced = replacements(&self, comparison);
        let replaced: Vec<ParagraphIndex> = self.replaced.values().flatten().copied().collect();
        self.removed.retain(|removed| !replaced.contains(removed));
        self
    }

    /// The paragraphs that stay in their places as parts of what becomes of them, or as what becomes of several.
    fn shared(&self, comparison: &Comparison) -> Vec<Kept> {
        let several = comparison.changes.iter().map(|change| change.paragraphs.as_ref());
        let several = several.filter(|Versions { before, after }| before.len() + after.len() > 2);
        let kept = several.filter_map(|Versions { before, after }| {
            let kept = self.kept(*after.first()?)?;
            let is_whole = before.first() == Some(&kept.before)
                && !after[1..].iter().any(|part| self.kept.contains_key(part))
                && !before[1..].iter().any(|part| self.kept.values().any(|stays| stays == part));
            (is_whole && !self.is_moved(kept.after)).then_some(kept)
        });
        kept.collect()
    }

    /// The paragraphs that stay and are printed anew, where the new one behind has words that were theirs.
    fn continued(&self, texts: Versions<&Resolution>) -> Vec<Kept> {
        let goes_on = |kept: &Kept| {
            let (before, after) = (&texts.before[kept.before], &texts.after[kept.after]);
            let next = texts.after.indexed().skip(kept.after.0 + 1).find(|(_, next)| next.depth <= after.depth);
            next.is_some_and(|(index, next)| {
                !self.kept.contains_key(&index)
                    && shape(next) == shape(after)
                    && rewording::needs_restatement(&before.text, &after.text)
                    && rewording::is_part(&next.text, &before.text)
            })
        };
        self.all_kept().filter(|kept| !self.is_moved(kept.after)).filter(goes_on).collect()
    }

    /// Whether a paragraph that stays stands under another heading than before.
    fn changes_heading(&self, headings: Versions<&Vec<Option<ParagraphIndex>>>, kept: Kept) -> bool {
        let new = headings.after[kept.after.0].map(|new| self.kept(new).map(|kept| kept.before));
        new != headings.before[kept.before.0].map(Some)
    }

    /// Whether a paragraph that stays has items in one of the texts, and none that stays.
    fn loses_its_items(&self, texts: Versions<&Resolution>, kept: Kept) -> bool {
        let has_items = |text: &Resolution, index: ParagraphIndex| {
            text[index].part.is_text() && text.paragraphs.iter().any(|paragraph| paragraph.parent == Some(index))
        };
        let stays = |index: &ParagraphIndex| texts.after[*index].parent == Some(kept.after);
        (has_items(texts.before, kept.before) || has_items(texts.after, kept.after)) && !self.kept.keys().any(stays)
    }

    /// The plan if some paragraphs of the newer text do not stay.
    fn without(comparison: &Comparison, new: &[ParagraphIndex], joins_sections: bool) -> Plan {
        let mut builder = Builder { texts: comparison.resolutions.as_ref(), plan: Plan::default(), order: Vec::new() };
        builder.keep(comparison, new);
        builder.remove();
        arrange(builder.texts, &mut builder.plan, joins_sections);
        builder.plan
    }

    pub(super) fn kept(&self, after: ParagraphIndex) -> Option<Kept> {
        self.kept.get(&after).map(|before| Kept { before: *before, after })
    }

    pub(super) fn stays(&self, after: ParagraphIndex) -> bool {
        self.kept.contains_key(&after)
    }

    /// All that stay, in the order of the newer text.
    pub(super) fn all_kept(&self) -> impl Iterator<Item = Kept> {
        let mut all: Vec<Kept> =
            self.kept.iter().map(|(after, before)| Kept { before: *before, after: *after }).collect();
        all.sort_by_key(|kept| kept.after);
        all.into_iter()
    }

    pub(super) fn is_moved(&self, after: ParagraphIndex) -> bool {
        self.moves.iter().any(|(moved, _)| *moved == after)
    }

    /// Whether two deleted paragraphs can be named in one instruction: nothing stays between them but what moves away.
    pub(super) fn are_neighbours(&self, before: &Resolution, left: ParagraphIndex, right: ParagraphIndex) -> bool {
        let (first, second) = (&before[left], &before[right]);
        let stays = |index: usize| self.kept.iter().any(|(after, kept)| kept.0 == index && !self.is_moved(*after));
        let between = (left.0 + 1..right.0)
            .all(|index| before.paragraphs[index].parent.is_some_and(|parent| parent.0 >= left.0) || !stays(index));
        between && first.part == second.part && first.depth == second.depth
    }

    /// Whether the number of a new paragraph follows from its place.
    pub(super) fn is_implied(&self, after: &Resolution, index: ParagraphIndex) -> bool {
        let paragraph = &after[index];
        let is_first_level = self.runs.iter().any(|run| {
            run.kind != NewKind::Subparagraph
                && !is_section(run.kind)
                && run.paragraphs.contains(&index)
                && after[run.first()].depth == paragraph.depth
        });
        is_first_level && paragraph.label.as_ref().is_some_and(|label| label.style == NumberStyle::Number)
    }
}

struct Builder<'a> {
    texts: Versions<&'a Resolution>,
    plan: Plan,
    /// The older text's paragraphs that stay.
    order: Vec<ParagraphIndex>,
}

impl Builder<'_> {
    /// Which paragraphs stay; those above others first.
    fn keep(&mut self, comparison: &Comparison, new: &[ParagraphIndex]) {
        let mut pairs: Vec<(ParagraphIndex, ParagraphIndex)> = comparison
            .changes
            .iter()
            .filter_map(|change| {
                change.paragraphs.before.first().copied().zip(change.paragraphs.after.first().copied())
            })
            .collect();
        pairs.sort_by_key(|(_, after)| *after);
        for (before, after) in pairs.into_iter().filter(|(_, after)| !new.contains(after)) {
            let (old, new) = (&self.texts.before[before], &self.texts.after[after]);
            let same_parent = match (old.parent, new.parent) {
                (None, None) => true,
                (Some(old), Some(new)) => self.plan.kept.get(&new) == Some(&old),
                _ => false,
            };
            if same_parent && shape(old) == shape(new) {
                self.plan.kept.insert(after, before);
                self.order.push(before);
            }
        }
        self.order.sort_unstable();
    }

    fn stays(&self, before: ParagraphIndex) -> bool {
        self.order.binary_search(&before).is_ok()
    }

    fn remove(&mut self) {
        let mut gone = vec![false; self.texts.before.paragraphs.len()];
        for (index, paragraph) in self.texts.before.indexed() {
            let above_gone = self.texts.before.parent_paragraph(paragraph).is_some_and(|parent| gone[parent.0]);
            gone[index.0] = !self.stays(index);
            if gone[index.0] && !above_gone {
                self.plan.removed.push(index);
            }
        }
    }
}

/// The heading that each paragraph stands under; a heading stands under itself.
fn headings_above(text: &Resolution) -> Vec<Option<ParagraphIndex>> {
    let mut last = None;
    let above = text.indexed().map(|(index, paragraph)| {
        last = if paragraph.part == Part::Heading { Some(index) } else { last };
        last
    });
    above.collect()
}

/// What two paragraphs must have in common for one to stay as the other.
pub(super) fn shape(paragraph: &Paragraph) -> (Part, usize, Option<NumberStyle>, ParagraphRole) {
    (paragraph.part, paragraph.depth, paragraph.label.as_ref().map(|label| label.style), paragraph.role)
}
