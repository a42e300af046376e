//! The renumbering map: `OP5–OP14 were OP4–OP13`.
//!
//! In: a comparison. Out: every one-to-one change whose paragraph has another id on each side; preambular paragraphs
//! too, which print no number but are cited by their place. Steps: leave out what follows from the parent (`OP5(a)` was
//! of course `OP4(a)`); join neighbours of one kind into ranges. The ranges of printed numbers add up to the count of
//! renumbered paragraphs in the verdict.

use std::collections::HashMap;

use super::name;
use crate::model::{Change, Comparison, Paragraph, ParagraphId, ParagraphIndex, Part, Resolution, Side, Versions};

/// A range of paragraphs whose ids changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renumbering {
    /// The ids of the first paragraph.
    pub first: Versions<ParagraphId>,
    /// The ids of the last one.
    pub last: Versions<ParagraphId>,
    /// Whether the numbers are printed; else the paragraphs are counted by their position.
    pub is_printed: bool,
    /// The number of paragraphs.
    pub count: usize,
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

/// The map in sentences: printed numbers first, then positions.
///
/// `Renumbered: OP5–OP14 were OP4–OP13` and `By position: PP3 was PP2`
pub(super) fn sentences(map: &[Renumbering]) -> Vec<(&'static str, String)> {
    let sentence = |(heading, is_printed): (&'static str, bool)| {
        let ranges = map.iter().filter(|range| range.is_printed == is_printed).map(ToString::to_string);
        let ranges = ranges.collect::<Vec<_>>().join("; ");
        (!ranges.is_empty()).then_some((heading, ranges))
    };
    [("Renumbered", true), ("By position", false)].into_iter().filter_map(sentence).collect()
}

/// Makes the map.
pub(super) fn map(comparison: &Comparison) -> Vec<Renumbering> {
    let texts = comparison.resolutions.as_ref();
    let (ranks, partner) = (texts.map(ranks), partners(comparison));
    let mut map: Vec<Renumbering> = Vec::new();
    // The ranks of the last pair of the open range.
    let mut open: Option<Versions<Rank<'_>>> = None;
    for change in &comparison.changes {
        let Some(indices) = change.pair() else { continue };
        let pair = texts.zip(indices).map(|(text, index)| &text[index]);
        // A heading without a number is not cited by its position.
        if !pair.before.part.is_text() && !change.renumbered {
            continue;
        }
        if pair.before.id == pair.after.id || follows_parent(texts, pair, &partner) {
            // A paragraph that kept its id ends a range; a subparagraph that follows its parent does not.
            if pair.before.id == pair.after.id && pair.after.parent.is_none() {
                open = None;
            }
            continue;
        }
        let rank = ranks.as_ref().zip(indices).map(|(ranks, index)| ranks[index]);
        let ids = pair.map(|paragraph| paragraph.id.clone());
        // `4 bis` is between numbers: a range over it would suggest consecutive numbers.
        let plain = !ids.before.0.contains(' ') && !ids.after.0.contains(' ');
        let runs_on = open.is_some_and(|last| last.before.precedes(rank.before) && last.after.precedes(rank.after));
        match map.last_mut() {
            Some(range) if runs_on && plain && range.is_printed == change.renumbered => {
                range.last = ids;
                range.count += 1;
            }
            _ => map.push(Renumbering { first: ids.clone(), last: ids, is_printed: change.renumbered, count: 1 }),
        }
        open = plain.then_some(rank);
    }
    map
}

/// The position of a paragraph among those numbered with it.
#[derive(Clone, Copy)]
struct Rank<'a> {
    parent: Option<ParagraphIndex>,
    part: Part,
    section: &'a str,
    index: usize,
}

impl Rank<'_> {
    fn precedes(self, next: Rank<'_>) -> bool {
        self.index + 1 == next.index && (self.parent, self.part, self.section) == (next.parent, next.part, next.section)
    }
}

fn ranks<'a>(resolution: &'a Resolution) -> Vec<Rank<'a>> {
    let mut counts: HashMap<(Option<ParagraphIndex>, Part, &str), usize> = HashMap::new();
    let rank = |paragraph: &'a Paragraph| {
        let (parent, part) = (paragraph.parent, paragraph.part);
        let section = name::section_of(resolution, paragraph);
        let index = counts.entry((parent, part, section)).or_default();
        *index += 1;
        Rank { parent, part, section, index: *index }
    };
    resolution.paragraphs.iter().map(rank).collect()
}

/// The newer paragraph of each older one, if one to one.
fn partners(comparison: &Comparison) -> Vec<Option<ParagraphIndex>> {
    let mut partner = vec![None; comparison.resolutions.before.paragraphs.len()];
    for Versions { before, after } in comparison.changes.iter().filter_map(Change::pair) {
        partner[before] = Some(after);
    }
    partner
}

/// Whether the ids of a pair differ only in those of their parents, which are a pair themselves.
fn follows_parent(
    texts: Versions<&Resolution>,
    pair: Versions<&Paragraph>,
    partner: &[Option<ParagraphIndex>],
) -> bool {
    let (Some(old_parent), Some(new_parent)) = (pair.before.parent, pair.after.parent) else { return false };
    let suffix =
        |side: Side, parent: ParagraphIndex| pair.get(side).id.0.strip_prefix(texts.get(side)[parent].id.0.as_str());
    partner[old_parent.0] == Some(new_parent)
        && suffix(Side::Before, old_parent).is_some()
        && suffix(Side::Before, old_parent) == suffix(Side::After, new_parent)
}
