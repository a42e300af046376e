//! Footnotes and comments.
//!
//! If the references of both texts count 1, 2, 3 in order, Word counts them; otherwise each marker is typed as printed.

use std::collections::HashSet;

use super::run::{Revision, RevisionWriter};
use super::untracked::{paragraph, plain};
use super::xml::{Element, Xml, w};
use crate::model::{Comparison, Footnote, FootnoteChange, Resolution, Segment, Side, Versions};
use crate::report::view::{Role, Sides};

/// The first two footnotes of a Word file are separators.
const FIRST_NOTE: usize = 2;

/// The footnotes and comments that were referenced.
pub(super) struct Notes<'a> {
    texts: Versions<&'a Resolution>,
    changes: &'a [FootnoteChange],
    /// Whether Word counts the references.
    counted: bool,
    /// The notes of each side that were referenced.
    used: Versions<HashSet<usize>>,
    footnotes: Vec<Vec<Segment>>,
    comments: Vec<Xml>,
}

impl<'a> Notes<'a> {
    pub(super) fn new(comparison: &'a Comparison) -> Notes<'a> {
        let texts = comparison.resolutions.as_ref();
        Notes {
            texts,
            changes: &comparison.footnotes,
            counted: is_counted(texts.before) && is_counted(texts.after),
            used: Versions::default(),
            footnotes: Vec::new(),
            comments: Vec::new(),
        }
    }

    /// A footnote reference; superscript text if there is no such note.
    pub(super) fn reference(
        &mut self,
        revisions: &mut RevisionWriter,
        marks: Versions<&str>,
        sides: Sides,
        revision: Revision,
    ) -> Xml {
        let note = |side: Side| sides.contains(side).then(|| self.take(side, marks.get(side))).flatten();
        let footnotes = Versions::from_fn(note);
        let shown = if sides == Sides::Before { marks.before } else { marks.after };
        if footnotes == Versions::default() {
            return revisions.words(shown, Role::FootnoteRef, revision);
        }
        let id = self.footnotes.len() + FIRST_NOTE;
        self.footnotes.push(self.segments(footnotes));
        let is_counted = self.counted && shown.parse::<u32>().is_ok();
        let follows =
            |reference: Element| if is_counted { reference } else { reference.w([("customMarkFollows", "1")]) };
        let run = revisions.run(reference_style(), follows(w("footnoteReference")).id(id));
        let anchor = revisions.wrap(revision, run);
        if is_counted {
            return anchor;
        }
        if sides == Sides::Both && marks.before != marks.after {
            // The marker changed: both are typed after one reference.
            let old = revisions.words(marks.before, Role::FootnoteRef, Revision::Deleted);
            return anchor + old + revisions.words(marks.after, Role::FootnoteRef, Revision::Inserted);
        }
        anchor + revisions.words(shown, Role::FootnoteRef, revision)
    }

    /// The next note of one side with a mark, or the first if all were referenced.
    fn take(&mut self, side: Side, mark: &str) -> Option<&'a Footnote> {
        let notes = self.texts.get(side).footnotes.iter().enumerate().filter(|(_, note)| note.mark == mark);
        let used = self.used.get_mut(side);
        let (index, note) = notes.clone().find(|(index, _)| !used.contains(index)).or(notes.clone().next())?;
        used.insert(index);
        Some(note)
    }

    /// The redline of a note whose references on both sides are one.
    fn segments(&self, footnotes: Versions<Option<&Footnote>>) -> Vec<Segment> {
        let change = self.changes.iter().find(|change| change.footnotes.as_ref().map(Option::as_ref) == footnotes);
        let is_gone = |note: &Footnote| {
            let gone = self.changes.iter().filter(|change| change.footnotes.after.is_none());
            gone.flat_map(|change| &change.footnotes.before).any(|other| other == note)
        };
        match (footnotes.before, footnotes.after, change) {
            (Some(_), Some(_), Some(change)) => change.segments.clone(),
            // Another footnote at the same place.
            (Some(before), Some(after), None) if is_gone(before) => {
                vec![Segment::removed(&before.text), Segment::added(&after.text)]
            }
            // A note of one side comes and goes with its reference: nothing in it is tracked.
            (before, after, _) => {
                let texts = Versions::new(before.or(after), after.or(before));
                vec![Segment::Kept(texts.map(|note| note.map_or("", |note| &note.text).into()))]
            }
        }
    }

    /// Notes without a reference, which go under a rule after the text.
    pub(super) fn unreferenced(&self) -> Versions<Vec<&'a Footnote>> {
        self.texts.zip(self.used.as_ref()).map(|(text, used)| {
            let notes = text.footnotes.iter().enumerate().filter(|(index, _)| !used.contains(index));
            notes.map(|(_, note)| note).collect()
        })
    }

    /// Adds a comment of several paragraphs; returns its id.
    pub(super) fn comment(&mut self, lines: &[String]) -> usize {
        self.comments.push(lines.iter().map(|line| paragraph("CommentText", None::<Xml>, plain(line))).collect());
        self.comments.len() - 1
    }

    /// The two parts: footnotes, comments.
    pub(super) fn parts(&self, revisions: &mut RevisionWriter) -> (Xml, Xml) {
        let mark = self.counted.then(|| w("r").with(w("rPr").with(reference_style())).with(w("footnoteRef")));
        let mark = Xml::from(mark) + plain(" ");
        let footnotes = self.footnotes.iter().enumerate().map(|(index, segments)| {
            let runs = mark.clone() + segment_runs(revisions, segments);
            w("footnote").id(index + FIRST_NOTE).with(paragraph("FootnoteText", None::<Xml>, runs))
        });
        let footnotes = footnotes.collect();
        let comments = self.comments.iter().enumerate();
        (footnotes, comments.map(|(index, paragraphs)| revisions.comment(index, paragraphs)).collect())
    }
}

fn reference_style() -> Xml {
    w("rStyle").val("FootnoteReference").into()
}

/// A redline without paragraphs.
pub(super) fn segment_runs(revisions: &mut RevisionWriter, segments: &[Segment]) -> Xml {
    let mut out = Xml::default();
    for segment in segments {
        out += match segment {
            Segment::Kept(both) => revisions.kept(both.as_ref().map(|text| text.as_str()), Role::Words),
            Segment::Removed { text } => revisions.words(text, Role::Words, Revision::Deleted),
            Segment::Added { text } => revisions.words(text, Role::Words, Revision::Inserted),
        };
    }
    out
}

/// Whether the numbered references of a text count 1, 2, 3 in order, each with its note.
fn is_counted(text: &Resolution) -> bool {
    let marks = text.paragraphs.iter().flat_map(|paragraph| &paragraph.footnote_refs);
    let numbers: Vec<&str> =
        marks.map(|mark| mark.marker.as_str()).filter(|mark| mark.parse::<u32>().is_ok()).collect();
    let counts = |list: &[&str]| list.iter().enumerate().all(|(index, mark)| **mark == (index + 1).to_string());
    let notes: Vec<&str> =
        text.footnotes.iter().map(|note| note.mark.as_str()).filter(|mark| mark.parse::<u32>().is_ok()).collect();
    counts(&numbers) && counts(&notes) && numbers.len() == notes.len()
}
