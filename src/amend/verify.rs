//! The marks of a file that claims to show its changes ↔ the draft that it claims to change.
//!
//! With all marks undone, the file must read as the draft. Where it does not, the words show which of two things
//! happened: words that are in no mark were changed without one, words in a mark say something of the draft that is not so.

use crate::model::{
    Change, ChangeKind, Comparison, FootnoteChange, LocatedFootnoteRef, MarkFault, MarkFinding, Paragraph,
    ParagraphIndex, Part, ReferenceLocation, Segment, Side, Versions,
};
use crate::text::same_spelling;

/// What the marks do not say, or say wrongly. `undone` compares the draft with the file without its marks, `marks` that
/// with the file with all of them.
pub fn verify(undone: &Comparison, marks: &Comparison) -> Vec<MarkFinding> {
    let mut findings = Vec::new();
    for change in &undone.header {
        let values = change.values.as_ref().map(|value| value.as_deref().unwrap_or_default());
        findings.extend(finding(change.field.name().to_owned(), values));
    }
    for change in &undone.changes {
        Auditor { undone, marks, change }.audit(&mut findings);
    }
    let closing = undone.resolutions.as_ref().map(|text| &text.closing);
    for change in &undone.closing {
        let lines = change.lines.zip(closing).map(|(line, lines)| line.map_or("", |index| &lines[index]));
        findings.extend(finding("closing line".to_owned(), lines));
    }
    findings.extend(undone.footnotes.iter().filter_map(footnote));
    findings
}

/// What a text around the paragraphs shows, if it differs.
fn finding(paragraph: String, texts: Versions<&str>) -> Option<MarkFinding> {
    let kind = match (texts.before.is_empty(), texts.after.is_empty()) {
        (true, true) => return None,
        (true, false) => MarkFault::UnmarkedInsertion,
        (false, true) => MarkFault::UnmarkedDeletion,
        (false, false) => MarkFault::UnmarkedReplacement,
    };
    Some(MarkFinding { kind, paragraph, base: texts.before.to_owned(), marked: texts.after.to_owned() })
}

/// What a footnote shows: other words, or a reference in another place of a paragraph.
fn footnote(change: &FootnoteChange) -> Option<MarkFinding> {
    let texts = change.footnotes.as_ref().map(|note| note.as_ref().map_or("", |note| note.text.as_str()));
    let note = change.footnotes.before.as_ref().or(change.footnotes.after.as_ref());
    let name = format!("footnote {}", note.map(|note| note.mark.as_str()).unwrap_or_default());
    if !same_spelling(texts.before, texts.after) {
        return finding(name, texts);
    }
    let is_in_text = |reference: &LocatedFootnoteRef| matches!(reference.location, ReferenceLocation::Paragraph(_));
    let moved = change.references.as_ref().map(|references| references.iter().find(|place| is_in_text(place)));
    let context = moved.map(|place| place.map_or("", |place| place.context.as_str()));
    let is_moved = moved.before.is_some() || moved.after.is_some();
    let finding = finding(name, context)?;
    is_moved.then_some(MarkFinding { kind: MarkFault::UnmarkedMove, ..finding })
}

struct Auditor<'a> {
    undone: &'a Comparison,
    marks: &'a Comparison,
    change: &'a Change,
}

/// Words that differ: of the draft, of the file without its marks, and where they begin in each.
struct Hunk {
    base: String,
    marked: String,
    place: Versions<usize>,
}

impl Hunk {
    /// The words of each paragraph of the draft; the file has all of its words in the first.
    fn by_paragraph(self) -> Vec<Hunk> {
        let mut before = self.place.before;
        let mut out: Vec<Hunk> = Vec::new();
        for line in self.base.split_inclusive('\n') {
            let place = Versions::new(before, self.place.after);
            before += line.len();
            if !line.trim().is_empty() {
                out.push(Hunk { base: line.to_owned(), marked: String::new(), place });
            }
        }
        match out.first_mut() {
            Some(first) => first.marked = self.marked,
            None => out.push(self),
        }
        out
    }
}

impl Auditor<'_> {
    fn audit(&self, findings: &mut Vec<MarkFinding>) {
        let whole = self.called(0);
        let mut push_at = |paragraph: &str, kind: MarkFault, base: &str, marked: &str| {
            findings.push(MarkFinding {
                kind,
                paragraph: paragraph.to_owned(),
                base: base.trim().to_owned(),
                marked: marked.trim().to_owned(),
            });
        };
        let mut push = |kind, base: &str, marked: &str| push_at(&whole, kind, base, marked);
        match self.change.kind {
            ChangeKind::Unchanged if self.change.moved => {
                push(MarkFault::UnmarkedMove, &self.change.text(Side::Before), "")
            }
            ChangeKind::Unchanged => {}
            ChangeKind::Removed => {
                let text = self.change.text(Side::Before);
                let kind =
                    if self.is_inserted(&text) { MarkFault::FalseInsertion } else { MarkFault::UnmarkedDeletion };
                push(kind, &text, "");
            }
            ChangeKind::Added => {
                let kind = match self.is_deleted_whole() {
                    true => MarkFault::FalseDeletion,
                    false => MarkFault::UnmarkedInsertion,
                };
                push(kind, "", &self.change.text(Side::After));
            }
            ChangeKind::Reworded | ChangeKind::Split | ChangeKind::Merged => {
                if self.change.moved {
                    push(MarkFault::UnmarkedMove, &self.change.text(Side::Before), "");
                }
                for Hunk { base, marked, place } in self.hunks().into_iter().flat_map(Hunk::by_paragraph) {
                    let behind_spaces = base.len() - base.trim_start().len();
                    let paragraph = self.called(place.before + behind_spaces);
                    push_at(&paragraph, self.fault(&base, &marked, place.after), &base, &marked);
                }
            }
        }
    }

    /// What the paragraph is called that has the word at a place of the draft. A paragraph that has lost its first words
    /// without a mark may be read as part of the one before it.
    fn called(&self, place: usize) -> String {
        let texts = self.undone.resolutions.as_ref();
        let name = |side: Side, place: usize| {
            let paragraphs = self.change.paragraphs.get(side);
            let begun = texts.get(side).with_offsets(paragraphs).take_while(|(start, ..)| *start <= place);
            begun.last().map(|(_, _, paragraph)| paragraph.id.to_string())
        };
        name(Side::Before, place)
            .or_else(|| name(Side::After, 0).map(|id| format!("{id} of the marked file")))
            .unwrap_or_default()
    }

    /// The words that differ: of the draft, of the file without its marks, and where the latter begin.
    fn hunks(&self) -> Vec<Hunk> {
        let mut hunks: Vec<Hunk> = Vec::new();
        let mut place = Versions::new(0, 0);
        let mut is_open = false;
        for segment in &self.change.segments {
            match segment {
                Segment::Kept(_) => is_open = false,
                Segment::Removed { .. } | Segment::Added { .. } => {
                    if !is_open {
                        hunks.push(Hunk { base: String::new(), marked: String::new(), place });
                        is_open = true;
                    }
                    if let Some(Hunk { base, marked, .. }) = hunks.last_mut() {
                        base.push_str(segment.text(Side::Before));
                        marked.push_str(segment.text(Side::After));
                    }
                }
            }
            place.before += segment.text(Side::Before).len();
            place.after += segment.text(Side::After).len();
        }
        hunks
    }

    /// What is wrong where words differ.
    fn fault(&self, base: &str, marked: &str, place: usize) -> MarkFault {
        match (base.trim().is_empty(), marked.trim().is_empty()) {
            (_, false) if self.is_deleted(place + marked.len() - marked.trim_start().len()) => MarkFault::FalseDeletion,
            (true, false) => MarkFault::UnmarkedInsertion,
            (false, true) if self.is_inserted_at(base, place) => MarkFault::FalseInsertion,
            (false, true) => MarkFault::UnmarkedDeletion,
            _ => MarkFault::UnmarkedReplacement,
        }
    }

    /// The paragraphs of the file without its marks that this change is about.
    fn paragraphs(&self) -> &[ParagraphIndex] {
        &self.change.paragraphs.after
    }

    /// The change of the marks that a paragraph of the file is in.
    fn marked_change(&self) -> Option<&Change> {
        let first = self.paragraphs().first()?;
        self.marks.changes.iter().find(|change| change.paragraphs.before.contains(first))
    }

    /// Whether the paragraph is marked as deleted as a whole.
    fn is_deleted_whole(&self) -> bool {
        self.marked_change().is_some_and(|change| change.kind == ChangeKind::Removed)
    }

    /// Whether the word at a place of the file without its marks is marked as deleted.
    fn is_deleted(&self, place: usize) -> bool {
        let Some(change) = self.marked_change() else { return false };
        if change.kind == ChangeKind::Removed {
            return true;
        }
        let mut end = 0;
        for segment in &change.segments {
            let len = segment.text(Side::Before).len();
            if place < end + len {
                return matches!(segment, Segment::Removed { .. });
            }
            end += len;
        }
        false
    }

    /// Whether words that the draft has are marked as new at a place.
    fn is_inserted_at(&self, words: &str, place: usize) -> bool {
        let Some(change) = self.marked_change() else { return false };
        let mut end = 0;
        change.segments.iter().any(|segment| {
            let is_here = end + 1 >= place.min(end + 1) && end <= place + words.len();
            end += segment.text(Side::Before).len();
            match segment {
                Segment::Added { text } => is_here && holds(text, words),
                Segment::Kept(_) | Segment::Removed { .. } => false,
            }
        })
    }

    /// Whether a paragraph of this text is marked as new.
    fn is_inserted(&self, text: &str) -> bool {
        let after = &self.marks.resolutions.after;
        let added = self.marks.changes.iter().filter(|change| change.kind == ChangeKind::Added);
        let paragraphs = added.flat_map(|change| &change.paragraphs.after).map(|index| &after[*index]);
        paragraphs
            .filter(|paragraph| paragraph.part != Part::Heading)
            .any(|Paragraph { text: new, .. }| same_spelling(new, text.trim()))
    }
}

/// Whether words hold others.
fn holds(text: &str, words: &str) -> bool {
    crate::amend::locate::locate(text, words.trim()).is_some()
}
