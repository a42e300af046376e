//! The lines around the paragraphs: the header of a first page, the organ line, closing lines, unreferenced footnotes.

use super::body::Body;
use super::notes::segment_runs;
use super::run::Revision;
use super::untracked::{direction, paragraph};
use super::xml::Xml;
use crate::model::{Footnote, HeaderField, Segment, Side, TextLocation};
use crate::report::view::{self, FieldDiff, Frame, Role};

/// The rule above unreferenced footnotes.
const RULE: &str = "__________________";

impl Body<'_, '_> {
    pub(super) fn head(&mut self, frame: &mut Frame) {
        view::sort_for_reading(&mut frame.head);
        for (field, line) in &frame.head {
            let style = match field {
                HeaderField::Masthead => "Masthead",
                HeaderField::Symbol => "Symbol",
                HeaderField::Distribution | HeaderField::Date | HeaderField::OriginalLanguage => "Distribution",
                HeaderField::Title => "ResolutionTitle",
                HeaderField::Sponsors | HeaderField::Submission => "Sponsors",
                HeaderField::Adoption => "Adoption",
                _ => "HeaderLine",
            };
            if matches!(field, HeaderField::Masthead | HeaderField::Other) {
                self.joined(style, line);
            } else {
                self.line(style, line);
            }
        }
        if let Some(opener) = &frame.opener {
            self.line("Opener", opener);
        }
    }

    pub(super) fn closing(&mut self, lines: &[FieldDiff]) {
        lines.iter().for_each(|line| self.line("Closing", line));
    }

    /// A line of one or both texts.
    fn line(&mut self, style: &str, field: &FieldDiff) {
        match (&field.values.before, &field.values.after) {
            (None, None) => {}
            (Some(text), None) => self.typed(style, text, Revision::Deleted),
            (None, Some(text)) => self.typed(style, text, Revision::Inserted),
            _ => {
                let runs = segment_runs(&mut self.revisions, &field.segments);
                self.push(style, Xml::default(), runs);
            }
        }
    }

    /// A field that reading joined from several lines: `United Nations / General Assembly`.
    fn joined(&mut self, style: &str, field: &FieldDiff) {
        let lines = field.values.as_ref().map(|value| value.as_deref().unwrap_or_default());
        let same_words = field.segments.iter().all(|segment| matches!(segment, Segment::Kept(_)));
        if lines.before == lines.after || same_words && !self.revisions.tracks_typography {
            return lines.after.split(" / ").for_each(|line| self.typed(style, line, Revision::Kept));
        }
        for (side, revision) in [(Side::Before, Revision::Deleted), (Side::After, Revision::Inserted)] {
            lines
                .get(side)
                .split(" / ")
                .filter(|line| !line.is_empty())
                .for_each(|line| self.typed(style, line, revision));
        }
    }

    /// Footnotes without a reference.
    pub(super) fn stray_notes(&mut self) {
        let notes = self.notes.unreferenced();
        let lists = notes.as_ref().map(|list| !list.is_empty());
        if !lists.before && !lists.after {
            return;
        }
        self.typed("FootnoteText", RULE, revision(lists.before, lists.after));
        // A note is kept if it is the same on both sides, or differs in what is not tracked.
        let is_same = |old: &Footnote, new: &Footnote| {
            old.mark == new.mark
                && (old.text == new.text || !self.revisions.tracks_typography && self.differs_in_typography(&old.mark))
        };
        let mut lines: Vec<(String, Revision)> = Vec::new();
        for old in &notes.before {
            match notes.after.iter().find(|new| is_same(old, new)) {
                Some(new) => lines.push((typed_note(new), Revision::Kept)),
                None => lines.push((typed_note(old), Revision::Deleted)),
            }
        }
        let is_new = |new: &&&Footnote| !notes.before.iter().any(|old| is_same(old, new));
        lines.extend(notes.after.iter().filter(is_new).map(|new| (typed_note(new), Revision::Inserted)));
        for (line, revision) in lines {
            self.typed("FootnoteText", &line, revision);
        }
    }

    /// Whether the footnotes with a mark differ in typography only.
    fn differs_in_typography(&self, mark: &str) -> bool {
        self.comparison.typography.iter().any(|difference| match &difference.location {
            TextLocation::Footnote(marks) => marks.before == mark && marks.after == mark,
            _ => false,
        })
    }

    fn typed(&mut self, style: &str, text: &str, revision: Revision) {
        let runs = self.revisions.words(text, Role::Words, revision);
        let mark = self.revisions.paragraph_mark(revision);
        self.push(style, mark, runs);
    }

    fn push(&mut self, style: &str, mark: Xml, runs: Xml) {
        self.out += paragraph(style, direction(self.language) + mark, runs);
    }
}

/// A footnote as a line of text.
fn typed_note(note: &Footnote) -> String {
    format!("{} {}", note.mark, note.text)
}

fn revision(before: bool, after: bool) -> Revision {
    match (before, after) {
        (true, false) => Revision::Deleted,
        (false, true) => Revision::Inserted,
        _ => Revision::Kept,
    }
}
