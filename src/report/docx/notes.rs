//! Footnotes and comments.
//!
//! If the references of both texts count 1, 2, 3 in order, Word counts them; otherwise each marker is typed as printed.

use std::collections::HashSet;

use super::escape;
use super::run::{Revision, RevisionWriter};
use crate::model::{Comparison, Footnote, FootnoteChange, Resolution, Segment, Side, Versions};
use crate::report::view::{Origin, ReportedChange, Role};

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
    comments: Vec<String>,
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
        origin: Origin,
        revision: Revision,
    ) -> String {
        let note = |notes: &mut Notes<'a>, side: Side| {
            let list = &notes.texts.get(side).footnotes;
            let mark = *marks.get(side);
            let free = |(index, note): &(usize, &Footnote)| note.mark == mark && !notes.used.get(side).contains(index);
            let found = list
                .iter()
                .enumerate()
                .find(free)
                .or_else(|| list.iter().enumerate().find(|(_, note)| note.mark == mark));
            let (index, note) = found?;
            notes.used.get_mut(side).insert(index);
            Some(note)
        };
        let mut footnotes = Versions::<Option<&Footnote>>::default();
        for side in Side::BOTH.into_iter().filter(|side| origin.is_on(*side)) {
            *footnotes.get_mut(side) = note(self, side);
        }
        let shown = if origin == Origin::Before { marks.before } else { marks.after };
        if footnotes == Versions::default() {
            return revisions.words(shown, Role::FootnoteRef, revision);
        }
        let change = self.changes.iter().find(|change| change.footnotes.as_ref().map(Option::as_ref) == footnotes);
        let is_gone = |note: &Footnote| {
            let gone = self.changes.iter().filter(|change| change.footnotes.after.is_none());
            gone.flat_map(|change| &change.footnotes.before).any(|other| other == note)
        };
        let segments = match (footnotes.before, footnotes.after, change) {
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
        };
        let id = self.footnotes.len() + FIRST_NOTE;
        self.footnotes.push(segments);
        let style = "<w:rStyle w:val=\"FootnoteReference\"/>";
        if self.counted && shown.parse::<u32>().is_ok() {
            let run = revisions.run(style, &format!("<w:footnoteReference w:id=\"{id}\"/>"));
            return revisions.wrap(revision, &run);
        }
        let run = revisions.run(style, &format!("<w:footnoteReference w:customMarkFollows=\"1\" w:id=\"{id}\"/>"));
        let anchor = revisions.wrap(revision, &run);
        if origin == Origin::Both && marks.before != marks.after {
            // The marker changed: both are typed after one reference.
            let old = revisions.words(marks.before, Role::FootnoteRef, Revision::Deleted);
            return format!("{anchor}{old}{}", revisions.words(marks.after, Role::FootnoteRef, Revision::Inserted));
        }
        format!("{anchor}{}", revisions.words(shown, Role::FootnoteRef, revision))
    }

    /// Notes without a reference, which go under a rule after the text.
    pub(super) fn unreferenced(&self) -> Versions<Vec<&'a Footnote>> {
        self.texts.zip(self.used.as_ref()).map(|(text, used)| {
            let notes = text.footnotes.iter().enumerate().filter(|(index, _)| !used.contains(index));
            notes.map(|(_, note)| note).collect()
        })
    }

    /// Adds the comment of a change; returns its id.
    pub(super) fn comment(&mut self, reported: &ReportedChange<'_>) -> usize {
        let mut text = format!("{}. {}: {}", reported.number, reported.name, reported.event);
        if let Some(significance) = reported.change.significance {
            text += &format!(" [{}]", significance.name());
        }
        let mut lines = vec![text];
        lines.extend(reported.statements().map(str::to_owned));
        lines.extend(reported.uncertainty.iter().chain(&reported.near_miss).cloned());
        self.comment_lines(&lines)
    }

    /// Adds a comment of several paragraphs; returns its id.
    pub(super) fn comment_lines(&mut self, lines: &[String]) -> usize {
        let paragraphs = lines.iter().map(|line| {
            format!("<w:p><w:pPr><w:pStyle w:val=\"CommentText\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>", escape(line))
        });
        self.comments.push(paragraphs.collect());
        self.comments.len() - 1
    }

    /// The two parts: footnotes, comments.
    pub(super) fn parts(&self, revisions: &mut RevisionWriter) -> (String, String) {
        let mut footnotes = String::new();
        for (index, segments) in self.footnotes.iter().enumerate() {
            let mark = if self.counted {
                "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>"
            } else {
                ""
            };
            footnotes += &format!(
                "<w:footnote w:id=\"{}\"><w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr>{mark}\
                 <w:r><w:t xml:space=\"preserve\"> </w:t></w:r>{}</w:p></w:footnote>",
                index + FIRST_NOTE,
                segment_runs(revisions, segments)
            );
        }
        let mut comments = String::new();
        for (index, paragraphs) in self.comments.iter().enumerate() {
            comments += &format!("<w:comment w:id=\"{index}\"{}>{paragraphs}</w:comment>", revisions.comment_attrs());
        }
        (footnotes, comments)
    }
}

/// A redline without paragraphs.
pub(super) fn segment_runs(revisions: &mut RevisionWriter, segments: &[Segment]) -> String {
    let mut out = String::new();
    for segment in segments {
        out += &match segment {
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
