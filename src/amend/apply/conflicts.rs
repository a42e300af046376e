//! Changes of other amendments at the place of a change: the same words twice, or other words there.

use std::ops::Range;

use super::draft::{Draft, NodeIndex};
use super::tracked_text::TrackedText;
use super::word_changes::Edited;
use crate::amend::locate::locate;
use crate::model::{NewParagraph, ProvisionIndex};
use crate::text::same_spelling;

/// What another amendment has put in at the place of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Conflict {
    /// The same words.
    Same,
    /// Other words, and who put them in.
    Other(String, ProvisionIndex),
}

impl Edited {
    /// Whether a place needs no change, because another amendment has made it; other words there are kept in mind.
    pub(super) fn is_there_already(&mut self, overlap: Option<Conflict>) -> bool {
        let is_same = overlap == Some(Conflict::Same);
        if let Some(Conflict::Other(words, other)) = overlap {
            self.overlaps.push((words, other));
        }
        // moot only if no place is changed
        self.is_moot = self.count == 0 && is_same;
        is_same
    }
}

/// What stands around a range whose words are to be replaced, or which is empty and where words are to be inserted.
pub(super) fn at_range(
    tracked: &TrackedText,
    range: &Range<usize>,
    with: &str,
    by: ProvisionIndex,
) -> Option<Conflict> {
    let text = tracked.current();
    let quote = &text[range.clone()];
    let behind = first_of(&text[range.start..], with).map(|found| found.start + range.start..found.end + range.start);
    let before = last_of(&text[..range.end], with);
    if [behind, before].into_iter().flatten().any(|range| is_foreign(tracked, &range, by)) {
        return Some(Conflict::Same);
    }
    // words are put in beside the quotation, which stays
    let adds = range.is_empty() || !with.is_empty() && locate(with, quote).is_some();
    inserted_beside(tracked, range, by).filter(|_| adds)
}

/// Whether paragraphs that are to be inserted at a place stand there already, or who put others in there.
pub(super) fn at_paragraphs(
    draft: &Draft,
    place: usize,
    text: &[NewParagraph],
    by: ProvisionIndex,
) -> Option<Result<(), ProvisionIndex>> {
    let foreign = |node: &&NodeIndex| {
        let node = &draft.nodes[**node];
        node.is_current() && node.added_by.is_some_and(|added| added.amendment != by.amendment)
    };
    let (before, behind) = draft.order.split_at(place.min(draft.order.len()));
    let mut beside: Vec<NodeIndex> = before.iter().rev().take_while(foreign).copied().collect();
    beside.reverse();
    beside.extend(behind.iter().take_while(foreign));
    let reads =
        |(node, new): (&NodeIndex, &NewParagraph)| same_spelling(&draft.nodes[*node].words.current(), &new.text);
    let is_same = beside.windows(text.len()).any(|nodes| nodes.iter().zip(text).all(reads));
    match beside.first().and_then(|node| draft.nodes[*node].added_by) {
        Some(_) if is_same => Some(Ok(())),
        Some(other) => Some(Err(other)),
        None => None,
    }
}

/// Words at the start of a text, but for spaces and signs before them.
fn first_of(text: &str, words: &str) -> Option<Range<usize>> {
    let (places, _) = locate(text, words)?;
    places.into_iter().next().filter(|range| !has_words(&text[..range.start]))
}

/// Words at the end of a text, but for spaces and signs behind them.
fn last_of(text: &str, words: &str) -> Option<Range<usize>> {
    let (places, _) = locate(text, words)?;
    places.into_iter().next_back().filter(|range| !has_words(&text[range.end..]))
}

fn has_words(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// Whether another amendment has put in words of a range.
fn is_foreign(tracked: &TrackedText, range: &Range<usize>, by: ProvisionIndex) -> bool {
    let overlaps = |added: &Range<usize>| added.start < range.end && range.start < added.end;
    tracked.added_by_others(by.amendment).iter().any(|(added, _)| overlaps(added))
}

/// Words that another amendment has put in right beside a range, without taking any out.
fn inserted_beside(tracked: &TrackedText, range: &Range<usize>, by: ProvisionIndex) -> Option<Conflict> {
    let text = tracked.current();
    let touches = |added: &Range<usize>| {
        added.end <= range.start && !has_words(&text[added.end..range.start])
            || added.start >= range.end && !has_words(&text[range.end..added.start])
    };
    let found = tracked.inserted_by_others(by.amendment).into_iter().find(|(added, _)| touches(added));
    found.map(|(added, other)| Conflict::Other(text[added].trim().to_owned(), other))
}
