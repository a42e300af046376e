//! Where everything goes that does not stay in its place.
//!
//! Between two paragraphs that stay in their places there may be several things to put: new paragraphs of several kinds,
//! paragraphs that move. Each is named by a place of its own, so that their order is never open: the first behind the
//! paragraph that stays, the last before the next one where it can be, every other one behind what the instruction before
//! it puts there.

use std::collections::HashMap;
use std::ops::Range;

use super::plan::{InsertionPoint, Plan, Run};
use crate::amend::headings::{begins_section, has_section_number};
use crate::model::{
    Division, NewKind, Paragraph, ParagraphIndex, ParagraphRole, Part, Position, Resolution, Target, Versions,
};
use crate::text::longest_increasing_subsequence;

/// Finds the moves and the runs of new paragraphs of a plan that knows what stays. `joins_sections` makes one run of a
/// new heading and the new paragraphs below it.
pub(super) fn arrange(texts: Versions<&Resolution>, plan: &mut Plan, joins_sections: bool) {
    Arranger { texts, plan, joins_sections }.arrange();
}

struct Arranger<'a, 'p> {
    texts: Versions<&'a Resolution>,
    plan: &'p mut Plan,
    joins_sections: bool,
}

impl Arranger<'_, '_> {
    fn arrange(&mut self) {
        for group in self.siblings() {
            let parent = group.first().and_then(|first| self.texts.after.parent_paragraph(&self.texts.after[*first]));
            // what stands under a new paragraph is put in with it
            if parent.is_some_and(|parent| !self.plan.stays(parent)) {
                continue;
            }
            let stays: Vec<(ParagraphIndex, ParagraphIndex)> =
                group.iter().filter_map(|after| Some((*after, self.plan.kept(*after)?.before))).collect();
            let in_place =
                longest_increasing_subsequence(&stays.iter().map(|(_, before)| before.0).collect::<Vec<_>>());
            let in_place: Vec<ParagraphIndex> = in_place.into_iter().map(|index| stays[index].0).collect();
            let is_in_place = |index: &ParagraphIndex| in_place.contains(index);
            let mut start = 0;
            while start < group.len() {
                let len = group[start..].iter().take_while(|index| !is_in_place(index)).count();
                self.fill(&Gap { group: &group, range: start..start + len, parent });
                start += len + 1;
            }
        }
        self.plan.moves.sort_by_key(|(index, _)| *index);
        self.plan.runs.sort_by_key(Run::first);
    }

    /// Puts everything in its place between two paragraphs that stay.
    fn fill(&mut self, gap: &Gap) {
        let items = self.items(gap);
        let mut previous: Option<ParagraphIndex> = None;
        for (index, item) in items.iter().enumerate() {
            let is_last = index + 1 == items.len();
            let place = match previous {
                None => InsertionPoint::Beside(self.first_place(gap, item)),
                Some(previous) => self.next_place(gap, item, is_last, previous),
            };
            let paragraphs = &gap.group[item.clone()];
            previous = paragraphs.last().copied();
            match paragraphs {
                [first, rest @ ..] if self.plan.stays(*first) => {
                    self.plan.moves.push((*first, place));
                    let mut last = *first;
                    // what moves with it follows it
                    for next in rest {
                        let beside = self.target(last).map(Position::After);
                        self.plan.moves.extend(beside.map(|beside| (*next, InsertionPoint::Beside(beside))));
                        last = *next;
                    }
                }
                new => self.push_run(new, place),
            }
        }
    }

    /// What is put between two paragraphs that stay: runs of new ones of a kind, each table by itself, and of such as move.
    fn items(&self, gap: &Gap) -> Vec<Range<usize>> {
        let is_alike = |left: ParagraphIndex, right: ParagraphIndex| {
            let [is_table, is_heading] = [Part::Table, Part::Heading].map(|part| self.part(left) == part);
            match (self.plan.stays(left), self.plan.stays(right)) {
                (true, true) => self.texts.after[left].part == self.texts.after[right].part,
                (false, false) if is_heading => self.part(right) == Part::Heading,
                (false, false) => !is_table && self.kind(left) == self.kind(right),
                _ => false,
            }
        };
        let mut start = gap.range.start;
        let item = |chunk: &[ParagraphIndex]| {
            let range = start..start + chunk.len();
            start = range.end;
            range
        };
        let items = gap.group[gap.range.clone()].chunk_by(|left, right| is_alike(*left, *right)).map(item);
        let mut out: Vec<Range<usize>> = Vec::new();
        for item in items {
            match out.last_mut() {
                Some(last) if self.begins_section(gap, last) && self.is_in_section(gap, &item) => last.end = item.end,
                _ => out.push(item),
            }
        }
        out
    }

    /// Whether a new heading begins an item, with which the new paragraphs below are put in.
    fn begins_section(&self, gap: &Gap, item: &Range<usize>) -> bool {
        let first = gap.group[item.start];
        let headings = gap.group[item.clone()].iter().filter(|index| self.part(**index) == Part::Heading);
        self.joins_sections
            && gap.parent.is_none()
            && self.part(first) == Part::Heading
            && headings.copied().all(|index| !self.plan.stays(index) && begins_section(&self.texts.after[index]))
    }

    /// Whether an item may be part of a new section.
    fn is_in_section(&self, gap: &Gap, item: &Range<usize>) -> bool {
        let is_in = |index: ParagraphIndex| match self.kind(index) {
            NewKind::Heading | NewKind::SectionHeading => begins_section(&self.texts.after[index]),
            NewKind::Preambular | NewKind::Operative | NewKind::UnnumberedOperative => true,
            _ => false,
        };
        gap.group[item.clone()].iter().all(|index| !self.plan.stays(*index) && is_in(*index))
    }

    /// The paragraphs under another one, or those under none, in order. What stands under a heading stands beside it.
    fn siblings(&self) -> Vec<Vec<ParagraphIndex>> {
        let mut groups: Vec<Vec<ParagraphIndex>> = Vec::new();
        let mut of_parent: HashMap<Option<ParagraphIndex>, usize> = HashMap::new();
        for (index, paragraph) in self.texts.after.indexed() {
            let parent = self.texts.after.parent_paragraph(paragraph);
            let group = *of_parent.entry(parent).or_insert_with(|| {
                groups.push(Vec::new());
                groups.len() - 1
            });
            groups[group].push(index);
        }
        groups
    }

    fn push_run(&mut self, tops: &[ParagraphIndex], place: InsertionPoint) {
        let Some(first) = tops.first() else { return };
        let is_heading = |top: &&ParagraphIndex| self.part(**top) == Part::Heading;
        let headings = tops.iter().filter(is_heading).count();
        let (kind, count) = match headings {
            0 => (self.kind(*first), tops.len()),
            1 if tops.len() > 1 && self.stays_behind(tops) => {
                let preambular = tops.iter().filter(|top| self.part(**top) == Part::Preambular).count();
                (NewKind::SectionOpening { preambular, operative: tops.len() - 1 - preambular }, tops.len())
            }
            count if count < tops.len() => {
                let begins = |pair: &&[ParagraphIndex]| !is_heading(&&pair[0]) && is_heading(&&pair[1]);
                (NewKind::Section, 1 + tops.windows(2).filter(begins).count())
            }
            count if tops.iter().all(|top| self.kind(*top) == NewKind::SectionHeading) => {
                (NewKind::SectionHeading, count)
            }
            count => (NewKind::Heading, count),
        };
        let mut paragraphs = Vec::new();
        for top in tops {
            paragraphs.push(*top);
            paragraphs.extend(self.below(*top));
        }
        self.plan.runs.push(Run { paragraphs, place, kind, count });
    }

    /// Whether a section goes on with a paragraph that stays behind the new ones.
    fn stays_behind(&self, tops: &[ParagraphIndex]) -> bool {
        let Some(last) = tops.last() else { return false };
        let mut behind = self.texts.after.indexed().skip(last.0 + 1);
        let next = behind.find(|(_, paragraph)| self.texts.after.parent_paragraph(paragraph).is_none());
        next.is_some_and(|(index, paragraph)| {
            matches!(paragraph.part, Part::Preambular | Part::Operative) && self.plan.stays(index)
        })
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
            Part::Heading if has_section_number(paragraph) => NewKind::SectionHeading,
            Part::Heading => NewKind::Heading,
            Part::Table => NewKind::Table,
            // what goes on behind a list has no number
            _ if paragraph.role == ParagraphRole::Continuation => NewKind::Unnumbered,
            _ if self.texts.after.parent_paragraph(paragraph).is_some() => NewKind::Subparagraph,
            _ if paragraph.depth > 0 => NewKind::Subparagraph,
            Part::Preambular => NewKind::Preambular,
            Part::Operative if self.is_unnumbered(paragraph) => NewKind::UnnumberedOperative,
            Part::Operative => NewKind::Operative,
            _ if self.is_unnumbered(paragraph) => NewKind::Unnumbered,
            Part::Annex | Part::Declaration => NewKind::Paragraph,
        }
    }

    /// A paragraph that stays, as the older text calls it.
    fn target(&self, after: ParagraphIndex) -> Option<Target> {
        self.plan.kept(after).map(|kept| Target::Paragraph(self.texts.before[kept.before].id.clone()))
    }

    fn part(&self, index: ParagraphIndex) -> Part {
        self.texts.after[index].part
    }

    /// The paragraph behind a gap, if it is of a part.
    fn behind(&self, gap: &Gap, part: Part) -> Option<Target> {
        let next = gap.group.get(gap.range.end).filter(|next| self.part(**next) == part)?;
        self.target(*next)
    }

    /// The division to the beginning of which something goes, not behind the other division.
    fn begun(&self, gap: &Gap, item: &Range<usize>) -> Option<Division> {
        let part = self.part(gap.group[item.start]);
        // a preamble behind operative paragraphs is that of a section
        let is_begun = |other: &ParagraphIndex| self.part(*other) == part || self.part(*other) == Part::Operative;
        let is_first = !gap.group[..item.start].iter().any(is_begun);
        division(part).filter(|_| is_first && gap.parent.is_none())
    }

    /// Where the first things of a gap go.
    fn first_place(&self, gap: &Gap, item: &Range<usize>) -> Position {
        let part = self.part(gap.group[item.start]);
        let is_only = item.end == gap.range.end;
        let behind = self.behind(gap, part).filter(|_| is_only);
        if let Some(division) = self.begun(gap, item) {
            return behind.map_or(Position::Start(division), Position::Before);
        }
        let before = gap.range.start.checked_sub(1).map(|last| gap.group[last]);
        let is_alike = before.is_some_and(|before| self.part(before) == part);
        match (before.and_then(|before| self.target(before)), behind) {
            (Some(before), behind) if is_alike || behind.is_none() => Position::After(before),
            (_, Some(behind)) => Position::Before(behind),
            (_, None) => match gap.parent.and_then(|parent| self.target(parent)) {
                Some(parent) => Position::FirstUnder(parent),
                None => Position::Start(division(part).unwrap_or(Division::Operative)),
            },
        }
    }

    /// Whether a new section ends the operative part, and the last operative paragraph of the older text is deleted: a place
    /// behind a paragraph that goes would be one only as long as the deletion is not made.
    fn ends_operative_part(&self, gap: &Gap, item: &Range<usize>) -> bool {
        let is_operative = |index: &ParagraphIndex| self.part(*index) == Part::Operative;
        let ends = gap.group[item.clone()].iter().any(is_operative) && !gap.group[item.end..].iter().any(is_operative);
        let is_top = |paragraph: &Paragraph| paragraph.part == Part::Operative && paragraph.depth == 0;
        let last = self.texts.before.indexed().rfind(|(_, paragraph)| is_top(paragraph)).map(|(last, _)| last);
        let is_kept = last.is_none_or(|last| self.plan.all_kept().any(|kept| kept.before == last));
        self.part(gap.group[item.start]) == Part::Heading && gap.parent.is_none() && ends && !is_kept
    }

    /// Where others go, behind what is put there before them.
    fn next_place(&self, gap: &Gap, item: &Range<usize>, is_last: bool, previous: ParagraphIndex) -> InsertionPoint {
        let part = self.part(gap.group[item.start]);
        let behind = self.behind(gap, part).filter(|_| is_last);
        if let Some(division) = self.begun(gap, item) {
            return InsertionPoint::Beside(behind.map_or(Position::Start(division), Position::Before));
        }
        if let Some(behind) = behind {
            return InsertionPoint::Beside(Position::Before(behind));
        }
        if self.ends_operative_part(gap, item) {
            return InsertionPoint::Beside(Position::End(Division::Operative));
        }
        let is_operative = |index: &ParagraphIndex| self.part(*index) == Part::Operative;
        let is_end = gap.parent.is_none()
            && !gap.group[item.end..].iter().any(|next| self.part(*next) == part)
            && (part == Part::Operative || !gap.group[..item.start].iter().any(is_operative));
        match division(part).filter(|_| is_end && self.plan.stays(gap.group[item.start])) {
            Some(division) => InsertionPoint::Beside(Position::End(division)),
            None => InsertionPoint::Behind(previous),
        }
    }
}

fn division(part: Part) -> Option<Division> {
    match part {
        Part::Preambular => Some(Division::Preamble),
        Part::Operative => Some(Division::Operative),
        Part::Heading | Part::Table | Part::Annex | Part::Declaration => None,
    }
}

/// Paragraphs beside each other that do not stay in their places.
struct Gap<'g> {
    /// All that stand on their level.
    group: &'g [ParagraphIndex],
    range: Range<usize>,
    parent: Option<ParagraphIndex>,
}
