//! Footnote references, and which of them are at the same position in both resolutions.
//!
//! In: the changes with their redlines. Out: the references of each footnote, and those without a counterpart.
//!
//! A reference follows a word. If the word was kept, the reference of the other side must follow the same word; if it
//! was replaced, what replaced it. So the position of a reference is a change and the number of letters and digits of
//! its kept words before it. Neither punctuation nor added or removed words next to a reference move it.

use std::collections::{BTreeMap, HashMap};

use crate::model::{
    Change, ChangeKind, FootnoteChange, FramePart, LocatedFootnoteRef, Paragraph, ReferenceLocation, Resolution,
    Segment, Side, Versions,
};
use crate::text::letter_count;

/// A word with fewer letters is quoted together with the word before it.
const MIN_QUOTED: usize = 6;

/// The most references around the paragraphs that one is compared with; no title has more.
const MAX_FRAME_REFS: usize = 16;

/// A footnote reference and its position.
#[derive(Debug, Clone)]
pub(super) struct Reference {
    located: LocatedFootnoteRef,
    /// The footnote that it leads to.
    note: Option<usize>,
    pub(super) position: Position,
    /// Whether the word before it is in both texts.
    on_kept_word: bool,
}

/// A position that does not depend on the side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Position {
    /// In the paragraphs of a change, after `kept` letters and digits of its kept words.
    Change { change: usize, kept: usize },
    /// Around the paragraphs.
    Frame(FramePart),
}

/// All references of both resolutions in order.
pub(super) fn find_references(resolutions: Versions<&Resolution>, changes: &[Change]) -> Versions<Vec<Reference>> {
    Versions::from_fn(|side| {
        let resolution = *resolutions.get(side);
        let (closing, above): (Vec<_>, Vec<_>) =
            resolution.frame_refs.iter().partition(|mark| mark.part == FramePart::Closing);
        let mut list: Vec<Reference> = above.into_iter().map(frame_reference).collect();
        let first = list.len();
        for (index, change) in changes.iter().enumerate() {
            in_change(resolution, side, (index, change), &mut list);
        }
        list[first..].sort_by_key(|reference| match reference.located.location {
            ReferenceLocation::Paragraph(index) => index.0,
            ReferenceLocation::Frame(_) => usize::MAX,
        });
        list.extend(closing.into_iter().map(frame_reference));
        Notes::new(resolution).resolve(&mut list);
        list
    })
}

fn frame_reference(mark: &crate::model::FrameFootnoteRef) -> Reference {
    let location = ReferenceLocation::Frame(mark.part);
    let located = LocatedFootnoteRef { marker: mark.marker.clone(), location, context: last_words(&mark.before) };
    Reference { located, note: None, position: Position::Frame(mark.part), on_kept_word: true }
}

/// Adds the references in the paragraphs of a change.
fn in_change(resolution: &Resolution, side: Side, (index, change): (usize, &Change), out: &mut Vec<Reference>) {
    let paragraphs = change.paragraphs.get(side);
    if paragraphs.iter().all(|paragraph| resolution[*paragraph].footnote_refs.is_empty()) {
        return;
    }
    let mut redline = Redline { segments: &change.segments, side, start: 0, kept: 0 };
    for (start, paragraph, Paragraph { text, footnote_refs: marks, .. }) in resolution.with_offsets(paragraphs) {
        for mark in marks {
            let before = text.get(..mark.offset).unwrap_or(text).trim_end_matches(|c: char| !c.is_alphanumeric());
            let (kept, on_kept_word) = redline.kept_before(start + before.len());
            out.push(Reference {
                located: LocatedFootnoteRef {
                    marker: mark.marker.clone(),
                    location: ReferenceLocation::Paragraph(paragraph),
                    context: last_words(before),
                },
                note: None,
                position: Position::Change { change: index, kept },
                on_kept_word,
            });
        }
    }
}

/// The redline of a change, read once from its beginning.
struct Redline<'a> {
    segments: &'a [Segment],
    side: Side,
    /// Bytes of the side before the segments that are not read yet.
    start: usize,
    /// Letters and digits of kept words before these.
    kept: usize,
}

impl Redline<'_> {
    /// The number of letters and digits of kept words before an offset, and whether the word that ends there was kept.
    fn kept_before(&mut self, offset: usize) -> (usize, bool) {
        while let [segment, rest @ ..] = self.segments {
            let text = segment.text(self.side);
            let is_kept = matches!(segment, Segment::Kept(_));
            let local = offset.saturating_sub(self.start);
            if local <= text.len() {
                let head = text.get(..local).unwrap_or(text);
                return (self.kept + if is_kept { letter_count(head) } else { 0 }, is_kept);
            }
            self.start += text.len();
            self.kept += if is_kept { letter_count(text) } else { 0 };
            self.segments = rest;
        }
        (self.kept, true)
    }
}

/// The last word of a text, with the one before it if it is short.
fn last_words(text: &str) -> String {
    let is_mark = |c: char| !c.is_alphanumeric();
    let text = text.trim_end_matches(is_mark);
    let (head, last) = text.split_at(text.trim_end_matches(|c: char| !c.is_whitespace()).len());
    let before = head.trim_end().rsplit(char::is_whitespace).next().filter(|before| !before.is_empty());
    match before {
        Some(before) if last.chars().count() < MIN_QUOTED => {
            text[head.trim_end().len() - before.len()..].trim_start_matches(is_mark).to_owned()
        }
        _ => last.trim_start_matches(is_mark).to_owned(),
    }
}

/// The footnotes of a resolution by their marks; several may have the same mark.
struct Notes<'a> {
    by_mark: HashMap<&'a str, Vec<usize>>,
}

impl<'a> Notes<'a> {
    fn new(resolution: &'a Resolution) -> Notes<'a> {
        let mut by_mark: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, note) in resolution.footnotes.iter().enumerate() {
            by_mark.entry(note.mark.as_str()).or_default().push(index);
        }
        Notes { by_mark }
    }

    /// Finds the footnote of each reference: references with the same mark take the footnotes with that mark in order.
    fn resolve(&self, references: &mut [Reference]) {
        let mut uses: HashMap<&str, usize> = HashMap::new();
        for reference in references {
            let Some((mark, notes)) = self.by_mark.get_key_value(reference.located.marker.as_str()) else { continue };
            let used = uses.entry(mark).or_default();
            reference.note = notes.get(*used).or(notes.last()).copied();
            *used += 1;
        }
    }
}

/// The references of each footnote.
pub(super) fn by_note(references: &[Reference], count: usize) -> Vec<Vec<&Reference>> {
    let mut out = vec![Vec::new(); count];
    for reference in references {
        if let Some(list) = reference.note.and_then(|note| out.get_mut(note)) {
            list.push(reference);
        }
    }
    out
}

/// The references to one footnote that have no counterpart on the other side.
pub(super) fn unmatched(
    resolutions: Versions<&Resolution>,
    changes: &[Change],
    references: Versions<&[&Reference]>,
) -> Versions<Vec<LocatedFootnoteRef>> {
    let mut after: Vec<Option<&Reference>> = references.after.iter().map(|reference| Some(*reference)).collect();
    let mut positions: HashMap<Position, Vec<usize>> = HashMap::new();
    for (index, reference) in references.after.iter().enumerate().rev() {
        positions.entry(reference.position).or_default().push(index);
    }
    let mut before: Vec<&Reference> = Vec::new();
    for reference in references.before {
        let here = positions.get_mut(&reference.position);
        // The frame has a single position, so there the word before the mark must be the same if both sides have it.
        let same = |index: &usize| {
            after[*index].is_some_and(|other| {
                reference.located.context == other.located.context
                    || !(contains_context(resolutions.after, reference) && contains_context(resolutions.before, other))
            })
        };
        let found = here.and_then(|list| {
            let near = list.len().saturating_sub(MAX_FRAME_REFS);
            let found = near + list[near..].iter().rposition(same)?;
            Some(list.remove(found))
        });
        match found {
            Some(index) => after[index] = None,
            None => before.push(reference),
        }
    }
    let mut after: Vec<&Reference> = after.into_iter().flatten().collect();
    drop_replaced(&mut before, &mut after);
    // A reference that is added or removed with its paragraph is reported there, if the footnote has other references.
    let whole = |reference: &&Reference, kind: ChangeKind| match reference.position {
        Position::Change { change, .. } => changes[change].kind == kind,
        Position::Frame(_) => false,
    };
    if after.is_empty() && references.after.iter().any(|reference| !whole(reference, ChangeKind::Added)) {
        before.retain(|reference| !whole(reference, ChangeKind::Removed));
    }
    if before.is_empty() && references.before.iter().any(|reference| !whole(reference, ChangeKind::Removed)) {
        after.retain(|reference| !whole(reference, ChangeKind::Added));
    }
    let list =
        |references: Vec<&Reference>| references.into_iter().map(|reference| reference.located.clone()).collect();
    Versions::new(before, after).map(list)
}

/// Removes pairs of references of one change that followed words replaced there.
fn drop_replaced(before: &mut Vec<&Reference>, after: &mut Vec<&Reference>) {
    let change = |reference: &Reference| match reference.position {
        Position::Change { change, .. } if !reference.on_kept_word => Some(change),
        _ => None,
    };
    let count = |references: &[&Reference]| {
        let mut counts: HashMap<usize, usize> = HashMap::new();
        references
            .iter()
            .filter_map(|reference| change(reference))
            .for_each(|change| *counts.entry(change).or_default() += 1);
        counts
    };
    let counts = Versions::new(count(before), count(after));
    let keep = |references: &mut Vec<&Reference>| {
        let mut left: HashMap<usize, usize> = HashMap::new();
        references.retain(|reference| {
            let Some(change) = change(reference) else { return true };
            let both = Side::BOTH.map(|side| counts.get(side).get(&change).copied().unwrap_or_default());
            let left = left.entry(change).or_insert(both[0].min(both[1]));
            let is_pair = *left > 0;
            *left = left.saturating_sub(1);
            !is_pair
        });
    };
    keep(before);
    keep(after);
}

/// Whether the same part of the frame has the words before a reference; false for a reference in a paragraph.
fn contains_context(resolution: &Resolution, reference: &Reference) -> bool {
    let context = reference.located.context.as_str();
    match reference.position {
        Position::Change { .. } => false,
        Position::Frame(FramePart::Header) => resolution.header.fields.values().any(|value| value.contains(context)),
        Position::Frame(FramePart::OrganLine) => {
            resolution.organ_line.as_ref().is_some_and(|line| line.contains(context))
        }
        Position::Frame(FramePart::Closing) => resolution.closing.iter().any(|line| line.contains(context)),
    }
}

/// The changes of references that have no footnote, by mark.
pub(super) fn without_note(
    resolutions: Versions<&Resolution>,
    changes: &[Change],
    references: Versions<&[Reference]>,
) -> Vec<FootnoteChange> {
    let mut by_mark: BTreeMap<&str, Versions<Vec<&Reference>>> = BTreeMap::new();
    for side in Side::BOTH {
        for reference in references.get(side).iter().filter(|reference| reference.note.is_none()) {
            by_mark.entry(reference.located.marker.as_str()).or_default().get_mut(side).push(reference);
        }
    }
    let change = |lists: &Versions<Vec<&Reference>>| {
        let references = unmatched(resolutions, changes, lists.as_ref().map(Vec::as_slice));
        let differ = !(references.before.is_empty() && references.after.is_empty());
        differ.then(|| FootnoteChange { footnotes: Versions::default(), segments: Vec::new(), references })
    };
    by_mark.values().filter_map(change).collect()
}
