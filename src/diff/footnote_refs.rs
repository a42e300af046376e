//! Where footnotes are referred to, and which of these places are the same in both texts.
//!
//! A mark stands after a word. If the word stayed, the mark of the other text must hang on the same word; if it was
//! replaced, on what replaced it. So a position is a change and how many letters and digits of its kept words stand
//! before the mark: neither punctuation nor words that came or went beside it move a mark.

use std::collections::{BTreeMap, HashMap};

use crate::model::{
    Change, ChangeKind, FootnoteChange, FramePart, LocatedFootnoteRef, Paragraph, ReferenceLocation, Resolution,
    Segment, Side, Versions,
};

/// A word with fewer letters is quoted together with the word before it.
const MIN_QUOTED: usize = 6;

/// Marks around the paragraphs that one is compared with; no title has more.
const MAX_FRAME_REFS: usize = 16;

/// A footnote reference, and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Reference {
    reference: LocatedFootnoteRef,
    /// The footnote that it leads to.
    note: Option<usize>,
    pub(super) position: Position,
    /// Whether the word before it is in both texts.
    on_kept_word: bool,
}

/// A position that is the same in both texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Position {
    /// In the paragraphs of a change, after so many letters and digits of its kept words.
    Change {
        change: usize,
        kept: usize,
    },
    Frame(FramePart),
}

/// All references of both texts in order.
pub(super) fn find_references(texts: Versions<&Resolution>, changes: &[Change]) -> Versions<Vec<Reference>> {
    let mut out = Versions::<Vec<Reference>>::default();
    for side in Side::BOTH {
        let text = texts.get(side);
        let notes = Notes::new(text);
        let list = out.get_mut(side);
        let mut marks = text.frame_refs.iter().peekable();
        while let Some(mark) = marks.next_if(|mark| mark.part != FramePart::Closing) {
            list.push(frame_reference(mark));
        }
        let in_text = list.len();
        for (index, change) in changes.iter().enumerate() {
            in_change(text, side, (index, change), list);
        }
        list[in_text..].sort_by_key(|reference| match reference.reference.location {
            ReferenceLocation::Paragraph(index) => index.0,
            ReferenceLocation::Frame(_) => usize::MAX,
        });
        list.extend(marks.map(frame_reference));
        notes.resolve(list);
    }
    out
}

fn frame_reference(mark: &crate::model::FrameFootnoteRef) -> Reference {
    let place = ReferenceLocation::Frame(mark.part);
    let reference =
        LocatedFootnoteRef { marker: mark.marker.clone(), location: place, context: last_words(&mark.before) };
    Reference { reference, note: None, position: Position::Frame(mark.part), on_kept_word: true }
}

/// Adds the references in the paragraphs of a change.
fn in_change(text: &Resolution, side: Side, (index, change): (usize, &Change), out: &mut Vec<Reference>) {
    let paragraphs = change.paragraphs.get(side);
    if paragraphs.iter().all(|paragraph| text[*paragraph].footnote_refs.is_empty()) {
        return;
    }
    let mut redline = Redline { segments: &change.segments, side, start: 0, kept: 0 };
    let mut start = 0;
    for paragraph in paragraphs {
        let Paragraph { text, footnote_refs: marks, .. } = &text[*paragraph];
        for mark in marks {
            let before = text.get(..mark.offset).unwrap_or(text).trim_end_matches(|c: char| !c.is_alphanumeric());
            let (kept, on_kept_word) = redline.kept_before(start + before.len());
            out.push(Reference {
                reference: LocatedFootnoteRef {
                    marker: mark.marker.clone(),
                    location: ReferenceLocation::Paragraph(*paragraph),
                    context: last_words(before),
                },
                note: None,
                position: Position::Change { change: index, kept },
                on_kept_word,
            });
        }
        start += text.len() + 1;
    }
}

/// The redline of a change, gone through once from its beginning.
struct Redline<'a> {
    segments: &'a [Segment],
    side: Side,
    /// Bytes of the side before the segments that are left.
    start: usize,
    /// Letters and digits of kept words before them.
    kept: usize,
}

impl Redline<'_> {
    /// How many letters and digits of kept words stand before an offset, and whether what ends there was kept.
    fn kept_before(&mut self, offset: usize) -> (usize, bool) {
        while let [segment, rest @ ..] = self.segments {
            let text = segment.text(self.side);
            let is_kept = matches!(segment, Segment::Kept(_));
            let local = offset.saturating_sub(self.start);
            if local <= text.len() {
                let head = text.get(..local).unwrap_or(text);
                return (self.kept + if is_kept { letters(head) } else { 0 }, is_kept);
            }
            self.start += text.len();
            self.kept += if is_kept { letters(text) } else { 0 };
            self.segments = rest;
        }
        (self.kept, true)
    }
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// The last word of a text, or two where it is short.
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

/// The footnotes of a text by their marks; several may have one mark.
struct Notes<'a> {
    by_mark: HashMap<&'a str, Vec<usize>>,
}

impl<'a> Notes<'a> {
    fn new(text: &'a Resolution) -> Notes<'a> {
        let mut by_mark: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, note) in text.footnotes.iter().enumerate() {
            by_mark.entry(note.mark.as_str()).or_default().push(index);
        }
        Notes { by_mark }
    }

    /// Finds the footnote of each reference: of several with one mark, each has the next one.
    fn resolve(&self, references: &mut [Reference]) {
        let mut uses: HashMap<&str, usize> = HashMap::new();
        for reference in references {
            let Some((mark, notes)) = self.by_mark.get_key_value(reference.reference.marker.as_str()) else { continue };
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
    texts: Versions<&Resolution>,
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
        // In the header many things may stand: there the word counts, as long as the other text has it.
        let same = |index: &usize| {
            after[*index].is_some_and(|other| {
                reference.reference.context == other.reference.context
                    || !(contains_context(texts.after, reference) && contains_context(texts.before, other))
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
    // A reference that goes or comes with its whole paragraph is reported there, if the footnote has others.
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
        |references: Vec<&Reference>| references.into_iter().map(|reference| reference.reference.clone()).collect();
    Versions::new(before, after).map(list)
}

/// Removes marks of one change that hung on words replaced there.
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

/// Whether a text has the words before a reference at the same place around the paragraphs; true of paragraphs never.
fn contains_context(text: &Resolution, reference: &Reference) -> bool {
    let after = reference.reference.context.as_str();
    match reference.position {
        Position::Change { .. } => false,
        Position::Frame(FramePart::Header) => text.header.fields.values().any(|value| value.contains(after)),
        Position::Frame(FramePart::OrganLine) => text.organ_line.as_ref().is_some_and(|line| line.contains(after)),
        Position::Frame(FramePart::Closing) => text.closing.iter().any(|line| line.contains(after)),
    }
}

/// Changes of references that lead to no footnote, mark by mark.
pub(super) fn without_note(
    texts: Versions<&Resolution>,
    changes: &[Change],
    references: Versions<&[Reference]>,
) -> Vec<FootnoteChange> {
    let mut by_mark: BTreeMap<&str, Versions<Vec<&Reference>>> = BTreeMap::new();
    for side in Side::BOTH {
        for reference in references.get(side).iter().filter(|reference| reference.note.is_none()) {
            by_mark.entry(reference.reference.marker.as_str()).or_default().get_mut(side).push(reference);
        }
    }
    let change = |lists: &Versions<Vec<&Reference>>| {
        let references = unmatched(texts, changes, lists.as_ref().map(Vec::as_slice));
        let differ = !(references.before.is_empty() && references.after.is_empty());
        differ.then(|| FootnoteChange { footnotes: Versions::default(), segments: Vec::new(), references })
    };
    by_mark.values().filter_map(change).collect()
}
