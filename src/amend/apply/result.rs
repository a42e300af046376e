//! A draft under amendment → the amended text, with its footnotes and who did what.

use std::collections::{BTreeMap, HashMap};

use super::draft::Draft;
use super::text_of;
use super::tracked_text::NewNote;
use crate::model::{
    Amendment, Application, Footnote, FootnoteRef, HeaderField, Outcome, ParagraphIndex, Resolution, Verdict, Warning,
};
use crate::text::same_spelling;

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
        let (of_draft, struck) = it.refs();
        let kept = of_draft.iter().enumerate().filter(|(index, _)| !struck.contains(index));
        let kept = kept.filter_map(|(_, mark)| {
            Some(Ref { offset: it.words.current_offset(mark.offset)?, note: Source::Base(mark.marker.clone()) })
        });
        let new = it.words.new_refs().into_iter();
        let new = new.map(|mark| Ref { offset: mark.offset, note: source(mark.note, base, amendments) });
        let is_struck = |note: &Source| matches!(note, Source::Base(mark) if draft.is_note_struck(mark));
        let mut marks: Vec<Ref> = kept.chain(new).filter(|mark| !is_struck(&mark.note)).collect();
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
    footnotes(base, &draft, amendments, &mut resolution, refs);
    for (index, amendment) in amendments.iter().enumerate() {
        let mismatch = amendment.base_mismatch(base);
        resolution.warnings.extend(mismatch.map(|text| Warning::new(format!("amendment {} {text}", index + 1))));
    }
    for outcome in &outcomes {
        let notes = outcome.notes.iter().map(|note| match outcome.verdict {
            Verdict::Applied | Verdict::Moot => format!("{}: {note}", outcome.name),
            Verdict::Refused => format!("{} is not applied: {note}", outcome.name),
        });
        resolution.warnings.extend(notes.map(Warning::new));
    }
    Application { resolution, outcomes, removed_by, changed_by }
}

/// A footnote reference of the amended text.
struct Ref {
    offset: usize,
    note: Source,
}

/// Where a footnote comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    /// The draft, by its mark.
    Base(String),
    New(NewNote),
}

/// Where the footnote of new words comes from. A mark that the amendment does not explain is one of the draft.
fn source(note: NewNote, base: &Resolution, amendments: &[Amendment]) -> Source {
    match note {
        NewNote::Listed { amendment, mark }
            if !is_listed(&amendments[amendment].footnotes, &mark) && is_listed(&base.footnotes, &mark) =>
        {
            Source::Base(mark)
        }
        note => Source::New(note),
    }
}

fn is_listed(notes: &[Footnote], mark: &str) -> bool {
    notes.iter().any(|note| note.mark == mark)
}

/// Gives the references their marks, and keeps the footnotes that are still referred to. Numbers are counted anew where
/// the references are not those of the draft in their order.
fn footnotes(
    base: &Resolution,
    draft: &Draft,
    amendments: &[Amendment],
    resolution: &mut Resolution,
    refs: Vec<Vec<Ref>>,
) {
    let base_refs = || base.paragraphs.iter().flat_map(|paragraph| &paragraph.footnote_refs);
    let is_same = refs
        .iter()
        .flatten()
        .map(|mark| &mark.note)
        .eq(&base_refs().map(|mark| Source::Base(mark.marker.clone())).collect::<Vec<_>>());
    let framed: Vec<&str> = base.frame_refs.iter().map(|mark| mark.marker.as_str()).collect();
    let mut number = framed.iter().filter_map(|mark| mark.parse::<usize>().ok()).max().unwrap_or(0);
    let mut marks: BTreeMap<Source, String> = BTreeMap::new();
    let mut notes: Vec<(&Source, Footnote)> = Vec::new();
    for mark in refs.iter().flatten() {
        if marks.contains_key(&mark.note) {
            continue;
        }
        let Some(note) = note_of(&mark.note, base, draft, amendments) else { continue };
        // A new reference to a footnote that the draft has needs no second one.
        let is_same_note = |(other, printed): &&(&Source, Footnote)| {
            is_new(&mark.note) != is_new(other) && same_spelling(&printed.text, &note.text) && !is_short(&note.text)
        };
        let same = notes.iter().find(is_same_note);
        let new = match same {
            Some((_, same)) => same.mark.clone(),
            None if is_same || !is_number(&note.mark) => note.mark.clone(),
            None => {
                number += 1;
                number.to_string()
            }
        };
        if same.is_none() {
            notes.push((&mark.note, Footnote { mark: new.clone(), ..note }));
        }
        marks.insert(mark.note.clone(), new);
    }
    let notes: Vec<Footnote> = notes.into_iter().map(|(_, note)| note).collect();
    for (paragraph, refs) in resolution.paragraphs.iter_mut().zip(refs) {
        let marked = |mark: Ref| {
            let printed = match &mark.note {
                Source::Base(marker) | Source::New(NewNote::Listed { mark: marker, .. }) => marker,
                Source::New(NewNote::Printed(_)) => "",
            };
            let marker = marks.get(&mark.note).cloned().unwrap_or_else(|| printed.to_owned());
            FootnoteRef { offset: mark.offset.min(paragraph.text.len()), marker }
        };
        paragraph.footnote_refs = refs.into_iter().map(marked).collect();
    }
    if is_same {
        let reworded = base.footnotes.iter().zip(&draft.notes);
        let reworded = reworded.filter(|(_, note)| note.struck_by.is_none());
        resolution.footnotes =
            reworded.map(|(note, draft)| Footnote { text: text_of(&draft.words), ..note.clone() }).collect();
        return;
    }
    // notes of the header, and those that nothing referred to, stay
    let is_referred_to = |note: &Footnote| base_refs().any(|mark| mark.marker == note.mark);
    let mut all: Vec<Footnote> = base.footnotes.iter().filter(|note| !is_referred_to(note)).cloned().collect();
    all.extend(notes);
    resolution.footnotes = all;
}

fn is_number(mark: &str) -> bool {
    !mark.is_empty() && mark.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a footnote may well stand in a text twice: `Ibid.`
fn is_short(text: &str) -> bool {
    text.split_whitespace().count() < 3
}

fn is_new(note: &Source) -> bool {
    matches!(note, Source::New(_))
}

/// The footnote of a reference, with the mark that it has where it stands.
fn note_of(source: &Source, base: &Resolution, draft: &Draft, amendments: &[Amendment]) -> Option<Footnote> {
    match source {
        Source::Base(mark) => {
            let place = base.footnotes.iter().position(|note| note.mark == *mark)?;
            Some(Footnote { text: text_of(&draft.notes[place].words), ..base.footnotes[place].clone() })
        }
        Source::New(NewNote::Listed { amendment, mark }) => {
            amendments[*amendment].footnotes.iter().find(|note| note.mark == *mark).cloned()
        }
        Source::New(NewNote::Printed(text)) => {
            Some(Footnote { mark: "1".to_owned(), text: text.clone(), location: Default::default() })
        }
    }
}

impl Draft {
    fn is_note_struck(&self, mark: &str) -> bool {
        self.notes.iter().any(|note| note.mark == mark && note.struck_by.is_some())
    }
}
