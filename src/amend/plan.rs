//! What becomes of every paragraph: which stay, which move, which are new and beside what they go.
//!
//! A paragraph stays if it is linked to one of the newer text that stands on the same level, with the same kind of number,
//! under a paragraph that stays too. All others are deleted and put in anew.

use std::collections::HashMap;

use super::quote;
use super::replaced::replacements;
use crate::model::{
    Comparison, Division, NewKind, NumberStyle, Paragraph, ParagraphIndex, Part, Position, Resolution, Target, Versions,
};

/// A paragraph that stays, in both texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kept {
    pub(super) before: ParagraphIndex,
    pub(super) after: ParagraphIndex,
}

/// New paragraphs that are put in together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) paragraphs: Vec<ParagraphIndex>,
    pub(super) position: Position,
    pub(super) kind: NewKind,
    /// How many of them are of the first level.
    pub(super) count: usize,
}

impl Run {
    pub(super) fn first(&self) -> ParagraphIndex {
        self.paragraphs.first().copied().unwrap_or(ParagraphIndex(0))
    }
}

/// What becomes of every paragraph.
#[derive(Debug, Clone, Default)]
pub(super) struct Plan {
    /// By the index in the newer text.
    kept: HashMap<ParagraphIndex, ParagraphIndex>,
    /// Paragraphs of the newer text that move, in its order.
    pub(super) moves: Vec<(ParagraphIndex, Position)>,
    /// Paragraphs of the older text that are deleted, without those under them.
    pub(super) removed: Vec<ParagraphIndex>,
    /// New paragraphs, in the order of the newer text.
    pub(super) runs: Vec<Run>,
    /// Paragraphs of the older text in whose place a run comes, by the first of the run.
    pub(super) replaced: HashMap<ParagraphIndex, Vec<ParagraphIndex>>,
}

impl Plan {
    /// What becomes of every paragraph. `joins` makes one replacement of what goes and what comes in its place.
    pub(super) fn new(comparison: &Comparison, joins: bool) -> Plan {
        let plan = Plan::without(comparison, &[]);
        let texts = comparison.resolutions.as_ref();
        let words = |kept: Kept| [&texts.before[kept.before], &texts.after[kept.after]].map(|it| it.text.as_str());
        // a paragraph that moves with few of its words is deleted and inserted; one without a single item that stays is
        // replaced with its items
        let is_rewritten = |kept: &Kept| {
            let [before, after] = words(*kept);
            plan.is_moved(kept.after) && quote::is_rewritten(before, after)
                || joins
                    && plan.loses_its_items(texts, *kept)
                    && quote::changes(before, after, &Target::Title).is_none()
        };
        let rewritten: Vec<ParagraphIndex> = plan.all_kept().filter(is_rewritten).map(|kept| kept.after).collect();
        if !joins {
            return if rewritten.is_empty() { plan } else { Plan::without(comparison, &rewritten) };
        }
        // a paragraph that is split or joined with others is replaced with all that becomes of it
        let mut shared = plan.shared(comparison);
        let continued = plan.continued(texts).into_iter().filter(|kept| !shared.contains(kept)).collect::<Vec<_>>();
        shared.extend(continued);
        let whole: Vec<ParagraphIndex> =
            rewritten.iter().copied().chain(shared.iter().map(|kept| kept.after)).collect();
        let joined = Plan::without(comparison, &whole).joined(comparison);
        let is_replaced = |kept: &&Kept| joined.replaced.values().flatten().any(|gone| *gone == kept.before);
        if shared.iter().all(|kept| is_replaced(&kept)) {
            return joined;
        }
        let others = shared.iter().filter(is_replaced).map(|kept| kept.after);
        let whole: Vec<ParagraphIndex> = rewritten.iter().copied().chain(others).collect();
        Plan::without(comparison, &whole).joined(comparison)
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
                    && quote::changes(&before.text, &after.text, &Target::Title).is_none()
                    && quote::is_part(&next.text, &before.text)
            })
        };
        self.all_kept().filter(|kept| !self.is_moved(kept.after)).filter(goes_on).collect()
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
    fn without(comparison: &Comparison, new: &[ParagraphIndex]) -> Plan {
        let mut builder = Builder { texts: comparison.resolutions.as_ref(), plan: Plan::default(), order: Vec::new() };
        builder.keep(comparison, new);
        builder.remove();
        builder.arrange();
        builder.plan
    }

    pub(super) fn kept(&self, after: ParagraphIndex) -> Option<Kept> {
        self.kept.get(&after).map(|before| Kept { before: *before, after })
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
            let above_gone = paragraph
                .parent
                .is_some_and(|parent| gone[parent.0] && self.texts.before[parent].part != Part::Heading);
            gone[index.0] = !self.stays(index);
            if gone[index.0] && !above_gone {
                self.plan.removed.push(index);
            }
        }
    }

    /// The paragraphs under another one, or those under none, in order. What stands under a heading stands beside it.
    fn siblings(&self) -> Vec<Vec<ParagraphIndex>> {
        let mut groups: Vec<Vec<ParagraphIndex>> = Vec::new();
        let mut of_parent: HashMap<Option<ParagraphIndex>, usize> = HashMap::new();
        for (index, paragraph) in self.texts.after.indexed() {
            let parent = self.parent(paragraph);
            let group = *of_parent.entry(parent).or_insert_with(|| {
                groups.push(Vec::new());
                groups.len() - 1
            });
            groups[group].push(index);
        }
        groups
    }

    fn parent(&self, paragraph: &Paragraph) -> Option<ParagraphIndex> {
        paragraph.parent.filter(|parent| self.texts.after[*parent].part != Part::Heading)
    }

    /// Where everything goes that does not stay in its place.
    fn arrange(&mut self) {
        for group in self.siblings() {
            let parent = group.first().and_then(|first| self.parent(&self.texts.after[*first]));
            // what stands under a new paragraph is put in with it
            if parent.is_some_and(|parent| !self.plan.kept.contains_key(&parent)) {
                continue;
            }
            let stays: Vec<(ParagraphIndex, ParagraphIndex)> =
                group.iter().filter_map(|after| Some((*after, *self.plan.kept.get(after)?))).collect();
            let in_place = longest_increasing(&stays.iter().map(|(_, before)| before.0).collect::<Vec<_>>());
            let moved: Vec<ParagraphIndex> = stays
                .iter()
                .enumerate()
                .filter(|(index, _)| !in_place.contains(index))
                .map(|(_, (after, _))| *after)
                .collect();
            self.arrange_group(&group, parent, &moved);
        }
        self.plan.moves.sort_by_key(|(index, _)| *index);
        self.plan.runs.sort_by_key(Run::first);
    }

    fn arrange_group(&mut self, group: &[ParagraphIndex], parent: Option<ParagraphIndex>, moved: &[ParagraphIndex]) {
        let mut place = 0;
        while place < group.len() {
            let index = group[place];
            let is_kept = self.plan.kept.contains_key(&index);
            if is_kept && !moved.contains(&index) {
                place += 1;
                continue;
            }
            let mut end = place + 1;
            if !is_kept {
                // each table by itself
                while end < group.len()
                    && self.kind(index) != NewKind::Table
                    && !self.plan.kept.contains_key(&group[end])
                    && self.kind(group[end]) == self.kind(index)
                {
                    end += 1;
                }
            }
            let position = self.position(group, place, end, parent, moved);
            if is_kept {
                self.plan.moves.push((index, position));
            } else {
                self.push_run(&group[place..end], position);
            }
            place = end;
        }
    }

    fn push_run(&mut self, tops: &[ParagraphIndex], position: Position) {
        let Some(first) = tops.first() else { return };
        let kind = self.kind(*first);
        let count = tops.len();
        let mut paragraphs = Vec::new();
        for top in tops {
            paragraphs.push(*top);
            paragraphs.extend(self.below(*top));
        }
        self.plan.runs.push(Run { paragraphs, position, kind, count });
    }

    /// Everything under a paragraph.
    fn below(&self, top: ParagraphIndex) -> Vec<ParagraphIndex> {
        if self.texts.after[top].part == Part::Heading {
            return Vec::new();
        }
        let mut within = vec![top];
        for (index, paragraph) in self.texts.after.indexed().skip(top.0 + 1) {
            match paragraph.parent {
                Some(parent) if within.contains(&parent) => within.push(index),
                _ => break,
            }
        }
        within.split_off(1)
    }

    /// Whether a paragraph has no number where others of its part have some, in one of the texts.
    fn is_unnumbered(&self, paragraph: &Paragraph) -> bool {
        let is_numbered = |other: &Paragraph| other.part == paragraph.part && other.depth == 0 && other.label.is_some();
        let mut all = self.texts.before.paragraphs.iter().chain(&self.texts.after.paragraphs);
        paragraph.label.is_none() && all.any(is_numbered)
    }

    fn kind(&self, index: ParagraphIndex) -> NewKind {
        let paragraph = &self.texts.after[index];
        match paragraph.part {
            Part::Heading => NewKind::Heading,
            Part::Table => NewKind::Table,
            // what goes on behind a list has no number
            _ if paragraph.id.0.ends_with("/tail") => NewKind::Unnumbered,
            _ if self.parent(paragraph).is_some() => NewKind::Subparagraph,
            _ if paragraph.depth > 0 => NewKind::Subparagraph,
            Part::Preambular => NewKind::Preambular,
            Part::Operative if self.is_unnumbered(paragraph) => NewKind::UnnumberedOperative,
            Part::Operative => NewKind::Operative,
            _ if self.is_unnumbered(paragraph) => NewKind::Unnumbered,
            Part::Annex | Part::Declaration => NewKind::Paragraph,
        }
    }

    /// Where the paragraphs `place..end` of a group go.
    fn position(
        &self,
        group: &[ParagraphIndex],
        place: usize,
        end: usize,
        parent: Option<ParagraphIndex>,
        moved: &[ParagraphIndex],
    ) -> Position {
        let target = |after: ParagraphIndex| {
            self.plan.kept.get(&after).map(|before| Target::Paragraph(self.texts.before[*before].id.clone()))
        };
        let part = self.texts.after[group[place]].part;
        // new ones before it go behind the same paragraph, in order
        let before = group[..place].iter().rev().find_map(|after| Some((*after, target(*after)?)));
        let behind = group
            .get(end)
            .filter(|behind| !moved.contains(behind))
            .and_then(|behind| Some((*behind, target(*behind)?)));
        let is_alike = |found: &Option<(ParagraphIndex, Target)>| {
            found.as_ref().is_some_and(|(index, _)| self.texts.after[*index].part == part)
        };
        let new_between = group[..place].iter().next_back().is_some_and(|last| !self.plan.kept.contains_key(last));
        let is_kept = self.plan.kept.contains_key(&group[place]);
        let is_beside_moved = before.as_ref().is_some_and(|(index, _)| moved.contains(index));
        // two instructions with one place would leave the order open
        let is_taken = if is_kept { new_between } else { is_beside_moved };
        let division = match part {
            Part::Preambular => Some(Division::Preamble),
            Part::Operative => Some(Division::Operative),
            _ => None,
        };
        let is_first = !group[..place]
            .iter()
            .any(|other| self.texts.after[*other].part == part && self.plan.kept.contains_key(other));
        // the first of a division goes to its beginning, not behind the other division
        if let Some(division) = division.filter(|_| is_first && parent.is_none()) {
            return match behind.filter(|(index, _)| self.texts.after[*index].part == part) {
                Some((_, target)) => Position::Before(target),
                None => Position::Start(division),
            };
        }
        if let Some((_, target)) = behind.as_ref().filter(|_| is_taken && is_alike(&behind)) {
            return Position::Before(target.clone());
        }
        let is_last = parent.is_none() && !group[end..].iter().any(|next| self.texts.after[*next].part == part);
        if let Some(division) = division.filter(|_| is_taken && is_kept && is_last) {
            return Position::End(division);
        }
        if let Some((_, target)) = before.as_ref().filter(|_| is_alike(&before) || new_between || !is_alike(&behind)) {
            return Position::After(target.clone());
        }
        if let Some((_, target)) = behind.filter(|_| !new_between) {
            return Position::Before(target);
        }
        match parent.and_then(target) {
            Some(target) => Position::FirstUnder(target),
            None if part == Part::Preambular => Position::Start(Division::Preamble),
            None => Position::Start(Division::Operative),
        }
    }
}

/// What two paragraphs must have in common for one to stay as the other.
pub(super) fn shape(paragraph: &Paragraph) -> (Part, usize, Option<NumberStyle>, u8) {
    let id = &paragraph.id.0;
    let special = match () {
        () if id.ends_with("/tail") => 1,
        () if id.ends_with("OP0") => 2,
        () if id.contains("Decl/H1") => 3,
        () => 0,
    };
    (paragraph.part, paragraph.depth, paragraph.label.as_ref().map(|label| label.style), special)
}

/// The indices of a longest increasing subsequence.
fn longest_increasing(values: &[usize]) -> Vec<usize> {
    let mut tails: Vec<usize> = Vec::new();
    let mut previous = vec![None; values.len()];
    for (index, value) in values.iter().enumerate() {
        let len = tails.partition_point(|tail| values[*tail] < *value);
        previous[index] = len.checked_sub(1).map(|last| tails[last]);
        if len == tails.len() {
            tails.push(index);
        } else {
            tails[len] = index;
        }
    }
    let mut out = Vec::new();
    let mut current = tails.last().copied();
    while let Some(index) = current {
        out.push(index);
        current = previous[index];
    }
    out.reverse();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_run_stays() {
        for (values, expected) in [
            (&[][..], &[][..]),
            (&[0, 1, 2], &[0, 1, 2]),
            (&[3, 0, 1, 2], &[1, 2, 3]),
            (&[0, 4, 1, 2, 3, 5], &[0, 2, 3, 4, 5]),
        ] {
            assert_eq!(longest_increasing(values), expected, "{values:?}");
        }
    }
}
