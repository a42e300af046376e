//! A draft under amendment → the amended text, with its footnotes and who did what.

use std::collections::{BTreeMap, HashMap};

use super::apply::text_of;
use super::draft::Draft;
use crate::model::{
    Amendment, Application, Footnote, FootnoteRef, HeaderField, Outcome, ParagraphIndex, Resolution, Verdict, Warning,
};

/// Makes the amended text. The ids of its paragraphs are still to be given.
pub(super) fn finish(
    base: &Resolution,
    mut draft: Draft,
    amendments: &[Amendment],
    outcomes: Vec<Outcome>,
) -> Application {
    draft.renumber();
    let mut resolution = Resolution { paragraphs: Vec::new(), ..base.clone() };
    let mut places: HashMap<usize, ParagraphIndex> = HashMap::new();
    let mut refs: Vec<Vec<Ref>> = Vec::new();
    let (mut changed_by, mut removed_by) = (Vec::new(), Vec::new());
    for node in &draft.order {
        let index = ParagraphIndex(resolution.paragraphs.len());
        let it = &draft.nodes[*node];
        if !it.is_current() {
            removed_by.extend(it.base.zip(it.struck_by));
            continue;
        }
        let mut by = it.words.changed_by();
        by.extend(it.added_by.into_iter().chain(it.moved_by));
        by.sort_unstable();
        by.dedup();
        changed_by.extend(by.into_iter().map(|by| (index, by)));
        let mut paragraph = it.paragraph.clone();
        paragraph.text = text_of(&it.words);
        paragraph.parent = it.parent.and_then(|parent| places.get(&parent).copied());
        paragraph.opening = None;
        let amendment = it.words.changed_by().last().map(|by| by.amendment);
        let kept = paragraph.footnote_refs.iter().filter(|_| it.base.is_some()).filter_map(|mark| {
            Some(Ref { offset: it.words.current_offset(mark.offset)?, source: None, marker: mark.marker.clone() })
        });
        let new =
            it.new_refs.iter().map(|mark| Ref { offset: mark.offset, source: amendment, marker: mark.marker.clone() });
        let mut marks: Vec<Ref> = kept.chain(new).collect();
        marks.sort_by_key(|mark| mark.offset);
        refs.push(marks);
        places.insert(*node, index);
        resolution.paragraphs.push(paragraph);
    }
    if let Some(title) = draft.title.as_ref().filter(|title| title.is_changed()) {
        let text = text_of(title);
        if let Some(part) = resolution.header.parts.get_mut(&HeaderField::Title).and_then(|parts| parts.first_mut()) {
            part.text = text.clone();
        }
        resolution.header.fields.insert(HeaderField::Title, text);
    }
    footnotes(base, amendments, &mut resolution, refs);
    for outcome in &outcomes {
        let notes = outcome.notes.iter().map(|note| match outcome.verdict {
            Verdict::Applied | Verdict::Moot => format!("{}: {note}", outcome.name),
            Verdict::Refused => format!("{} is not applied: {note}", outcome.name),
        });
        resolution.warnings.extend(notes.map(Warning::new));
    }
    Application { resolution, outcomes, removed_by, changed_by }
}

/// A footnote reference: of the draft, or of an amendment.
struct Ref {
    offset: usize,
    source: Option<usize>,
    marker: String,
}

/// Gives the references their marks, and keeps the footnotes that are still referred to. Numbers are counted anew if
/// there are new footnotes or fewer.
fn footnotes(base: &Resolution, amendments: &[Amendment], resolution: &mut Resolution, refs: Vec<Vec<Ref>>) {
    let count: usize = base.paragraphs.iter().map(|paragraph| paragraph.footnote_refs.len()).sum();
    let is_same = refs.iter().flatten().count() == count && refs.iter().flatten().all(|mark| mark.source.is_none());
    let is_number = |mark: &str| mark.bytes().all(|byte| byte.is_ascii_digit()) && !mark.is_empty();
    let framed: Vec<&str> = base.frame_refs.iter().map(|mark| mark.marker.as_str()).collect();
    let first = framed.iter().filter_map(|mark| mark.parse::<usize>().ok()).max().unwrap_or(0) + 1;
    let mut marks: BTreeMap<(Option<usize>, String), String> = BTreeMap::new();
    let mut notes: Vec<Footnote> = Vec::new();
    let of_source = |source: Option<usize>| source.map_or(&base.footnotes, |index| &amendments[index].footnotes);
    let mut number = first;
    for mark in refs.iter().flatten() {
        let key = (mark.source, mark.marker.clone());
        if marks.contains_key(&key) {
            continue;
        }
        let new = if is_number(&mark.marker) && !is_same {
            number += 1;
            (number - 1).to_string()
        } else {
            mark.marker.clone()
        };
        let note = of_source(mark.source).iter().find(|note| note.mark == mark.marker);
        notes.extend(note.map(|note| Footnote { mark: new.clone(), ..note.clone() }));
        marks.insert(key, new);
    }
    for (paragraph, refs) in resolution.paragraphs.iter_mut().zip(refs) {
        let marked = |mark: Ref| {
            let marker = marks.get(&(mark.source, mark.marker.clone())).cloned().unwrap_or(mark.marker);
            FootnoteRef { offset: mark.offset.min(paragraph.text.len()), marker }
        };
        paragraph.footnote_refs = refs.into_iter().map(marked).collect();
    }
    if is_same {
        return;
    }
    // notes of the header, and those that nothing referred to, stay
    let referred = |note: &Footnote| {
        base.paragraphs.iter().flat_map(|paragraph| &paragraph.footnote_refs).any(|mark| mark.marker == note.mark)
    };
    let mut all: Vec<Footnote> = base.footnotes.iter().filter(|note| !referred(note)).cloned().collect();
    all.extend(notes);
    resolution.footnotes = all;
}
