//! What goes and what comes in its place → one replacement: `Replace operative paragraph 16 with the following text:`.

use std::collections::HashMap;

use super::plan::{Plan, Run, shape};
use crate::amend::headings::is_section;
use crate::lexicon::ends_with_colon;
use crate::model::{Comparison, NewKind, Paragraph, ParagraphIndex, Resolution};

/// The paragraphs of the older text in whose place a run of new ones comes, by the first of the run.
pub(super) fn replacements(plan: &Plan, comparison: &Comparison) -> HashMap<ParagraphIndex, Vec<ParagraphIndex>> {
    let found = |run: &Run| Some((run.first(), replaced_by(plan, comparison, run)?));
    plan.runs.iter().filter_map(found).collect()
}

/// The paragraphs that a run replaces: all that stood between the same two neighbours.
fn replaced_by(plan: &Plan, comparison: &Comparison, run: &Run) -> Option<Vec<ParagraphIndex>> {
    let texts = comparison.resolutions.as_ref();
    if matches!(run.kind, NewKind::Table | NewKind::Heading | NewKind::SectionHeading) || is_section(run.kind) {
        return None;
    }
    let first = &texts.after[run.first()];
    let parent = texts.after.parent_paragraph(&texts.after[run.first()]);
    let siblings = siblings(texts.after, parent);
    let start = siblings.iter().position(|index| *index == run.first())?;
    let tops: Vec<ParagraphIndex> = siblings[start..].iter().copied().take(run.count).collect();
    // which of the printed paragraphs stand under which must be sure
    let has_items = run.paragraphs.len() > tops.len();
    if tops.len() > 1 && (has_items || tops.iter().any(|top| ends_with_colon(&texts.after[*top].text))) {
        return None;
    }
    let stays = |index: &ParagraphIndex| plan.kept(*index).filter(|_| !plan.is_moved(*index)).map(|kept| kept.before);
    let above = match parent {
        Some(parent) => Some(stays(&parent)?),
        None => None,
    };
    // what moves to a place beside them is no neighbour
    let moves = |index: &&ParagraphIndex| plan.is_moved(**index);
    let before = match siblings[..start].iter().rev().find(|index| !moves(index)) {
        Some(last) => Some(stays(last)?),
        None => None,
    };
    let behind = match siblings[start + tops.len()..].iter().find(|index| !moves(index)) {
        Some(next) => Some(stays(next)?),
        None => None,
    };
    let is_between = |index: &ParagraphIndex| {
        before.is_none_or(|before| *index > before) && behind.is_none_or(|behind| *index < behind)
    };
    let between: Vec<ParagraphIndex> = self::siblings(texts.before, above).into_iter().filter(is_between).collect();
    let is_alike = |index: &&ParagraphIndex| shape(&texts.before[**index]) == shape(first);
    let gone: Vec<ParagraphIndex> =
        between.iter().skip_while(|index| !is_alike(index)).take_while(is_alike).copied().collect();
    // others of the kind, or what moves away, would be passed over
    let is_all = between.iter().filter(|index| texts.before[**index].part == first.part).count() == gone.len();
    // what renews a paragraph of another place does not come in the place of these
    let renews_another = comparison.changes.iter().map(|change| change.paragraphs.as_ref()).any(|linked| {
        linked.after.iter().any(|after| tops.contains(after))
            && !linked.before.is_empty()
            && !linked.before.iter().any(|before| gone.contains(before))
    });
    let is_gone = !gone.is_empty() && is_all && gone.iter().all(|index| plan.removed.contains(index));
    (is_gone && !renews_another).then_some(gone)
}

fn siblings(text: &Resolution, above: Option<ParagraphIndex>) -> Vec<ParagraphIndex> {
    let is_beside = |(_, paragraph): &(ParagraphIndex, &Paragraph)| text.parent_paragraph(paragraph) == above;
    text.indexed().filter(is_beside).map(|(index, _)| index).collect()
}
