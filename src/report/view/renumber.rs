//! The renumbering map: `OP5–OP14 were OP4–OP13`.
//!
//! In: a comparison. Out: every one-to-one change whose paragraph has another id on each side; preambular paragraphs
//! too, which print no number but are cited by their place. Steps: leave out moves (reported as such) and what follows
//! from the parent (`OP5(a)` was of course `OP4(a)`); join neighbours into ranges.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::name;
use crate::model::{Comparison, ParagraphId, ParagraphIndex, Resolution, Side, Versions};

/// A range of paragraphs whose ids changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renumbering {
    /// The ids of the first paragraph.
    pub first: Versions<ParagraphId>,
    /// The ids of the last one.
    pub last: Versions<ParagraphId>,
}

impl Renumbering {
    /// The range in the ids of one side.
    pub fn range(&self, side: Side) -> String {
        name::range(&self.first.get(side).0, &self.last.get(side).0)
    }
}

impl std::fmt::Display for Renumbering {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let verb = if self.first == self.last { "was" } else { "were" };
        write!(f, "{} {verb} {}", self.range(Side::After), self.range(Side::Before))
    }
}

/// Makes the map; `moves_with_parent` says for each change whether it moved, itself or with its parent.
pub(super) fn map(comparison: &Comparison, moves_with_parent: &[bool]) -> Vec<Renumbering> {
    let texts = comparison.resolutions.as_ref();
    let (ranks, partner) = rayon::join(|| texts.par_map(ranks), || partners(comparison));
    let mut map: Vec<Renumbering> = Vec::new();
    // The ranks of the last pair of the open range.
    let mut open: Option<Versions<Rank<'_>>> = None;
    for (change, _) in
        comparison.changes.iter().zip(moves_with_parent).filter(|(_, moves_with_parent)| !**moves_with_parent)
    {
        let ([before], [after]) = (&change.paragraphs.before[..], &change.paragraphs.after[..]) else { continue };
        let pair = Versions::new(&texts.before[*before], &texts.after[*after]);
        if !pair.before.part.is_text() {
            continue;
        }
        if pair.before.id == pair.after.id || follows_parent(texts, *before, *after, &partner) {
            // A paragraph that kept its id ends a range; a subparagraph that follows its parent does not.
            if pair.before.id == pair.after.id && pair.after.parent.is_none() {
                open = None;
            }
            continue;
        }
        let rank = Versions::new(ranks.before[before.0], ranks.after[after.0]);
        let ids = pair.map(|paragraph| paragraph.id.clone());
        // `4 bis` is between numbers: a range over it would suggest consecutive numbers.
        let plain = !ids.before.0.contains(' ') && !ids.after.0.contains(' ');
        let runs_on = open.is_some_and(|last| last.before.precedes(rank.before) && last.after.precedes(rank.after));
        match map.last_mut() {
            Some(range) if runs_on && plain => range.last = ids,
            _ => map.push(Renumbering { first: ids.clone(), last: ids }),
        }
        open = plain.then_some(rank);
    }
    map
}

/// The position of a paragraph among those numbered with it.
#[derive(Clone, Copy)]
struct Rank<'a> {
    parent: Option<ParagraphIndex>,
    section: &'a str,
    index: usize,
}

impl Rank<'_> {
    fn precedes(self, next: Rank<'_>) -> bool {
        self.index + 1 == next.index && self.parent == next.parent && self.section == next.section
    }
}

fn ranks(resolution: &Resolution) -> Vec<Rank<'_>> {
    let mut counts: HashMap<(Option<ParagraphIndex>, &str), usize, RandomState> = HashMap::default();
    let rank = |paragraph| {
        let section = name::section_of(resolution, paragraph);
        let count = counts.entry((paragraph.parent, section)).or_default();
        *count += usize::from(paragraph.part.is_text());
        // The count runs on from preamble to operative part, which is harmless: only steps of one matter.
        Rank { parent: paragraph.parent, section, index: *count }
    };
    resolution.paragraphs.iter().map(rank).collect()
}

/// The newer paragraph of each older one, if one to one.
fn partners(comparison: &Comparison) -> Vec<Option<ParagraphIndex>> {
    let mut partner = vec![None; comparison.resolutions.before.paragraphs.len()];
    for change in &comparison.changes {
        if let ([before], [after]) = (&change.paragraphs.before[..], &change.paragraphs.after[..]) {
            partner[before.0] = Some(*after);
        }
    }
    partner
}

/// Whether the ids of a pair differ only in those of their parents, which are a pair themselves.
fn follows_parent(
    texts: Versions<&Resolution>,
    before: ParagraphIndex,
    after: ParagraphIndex,
    partner: &[Option<ParagraphIndex>],
) -> bool {
    let pair = Versions::new(&texts.before[before], &texts.after[after]);
    let (Some(old_parent), Some(new_parent)) = (pair.before.parent, pair.after.parent) else { return false };
    let suffix =
        |side: Side, parent: ParagraphIndex| pair.get(side).id.0.strip_prefix(texts.get(side)[parent].id.0.as_str());
    partner[old_parent.0] == Some(new_parent)
        && suffix(Side::Before, old_parent).is_some()
        && suffix(Side::Before, old_parent) == suffix(Side::After, new_parent)
}
