//! The marks of a file that claims to show its changes ↔ the draft that it claims to change.
//!
//! With all marks undone, the file must read as the draft. Where it does not, the words tell which of two things
//! happened: words that are in no mark were changed without one, words in a mark say something of the draft that is not so.

use crate::model::{
    Change, ChangeKind, Comparison, HeaderField, MarkFault, MarkFinding, Paragraph, ParagraphIndex, Part, Segment, Side,
};
use crate::text::same_spelling;

/// What the marks do not say, or say wrongly. `undone` compares the draft with the file without its marks, `marks` that
/// with the file with all of them.
pub fn verify(undone: &Comparison, marks: &Comparison) -> Vec<MarkFinding> {
    let mut findings = Vec::new();
    for change in &undone.header {
        if change.field == HeaderField::Title {
            findings.push(MarkFinding {
                kind: MarkFault::UnmarkedReplacement,
                paragraph: "title".to_owned(),
                base: change.values.before.clone().unwrap_or_default(),
                marked: change.values.after.clone().unwrap_or_default(),
            });
        }
    }
    for change in &undone.changes {
        Auditor { undone, marks, change }.audit(&mut findings);
    }
    for change in &undone.footnotes {
        let text = |side: Side| change.footnotes.get(side).as_ref().map(|note| note.text.clone()).unwrap_or_default();
        let mark = change.footnotes.before.as_ref().or(change.footnotes.after.as_ref()).map(|note| note.mark.as_str());
        findings.push(MarkFinding {
            kind: MarkFault::UnmarkedReplacement,
            paragraph: format!("footnote {}", mark.unwrap_or_default()),
            base: text(Side::Before),
            marked: text(Side::After),
        });
    }
    findings
}

struct Auditor<'a> {
    undone: &'a Comparison,
    marks: &'a Comparison,
    change: &'a Change,
}

impl Auditor<'_> {
    fn audit(&self, findings: &mut Vec<MarkFinding>) {
        let paragraph = self.called();
        let mut push = |kind: MarkFault, base: &str, marked: &str| {
            findings.push(MarkFinding {
                kind,
                paragraph: paragraph.clone(),
                base: base.trim().to_owned(),
                marked: marked.trim().to_owned(),
            });
        };
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
                for (base, marked, place) in self.hunks() {
                    push(self.fault(&base, &marked, place), &base, &marked);
                }
            }
        }
    }

    /// What the paragraph is called.
    fn called(&self) -> String {
        let texts = self.undone.resolutions.as_ref();
        let name = |side: Side| {
            let first = self.change.paragraphs.get(side).first()?;
            Some(texts.get(side)[*first].id.to_string())
        };
        name(Side::Before)
            .or_else(|| name(Side::After).map(|id| format!("{id} of the marked file")))
            .unwrap_or_default()
    }

    /// The words that differ: of the draft, of the file without its marks, and where the latter begin.
    fn hunks(&self) -> Vec<(String, String, usize)> {
        let mut hunks: Vec<(String, String, usize)> = Vec::new();
        let mut place = 0;
        let mut is_open = false;
        for segment in &self.change.segments {
            match segment {
                Segment::Kept(_) => is_open = false,
                Segment::Removed { .. } | Segment::Added { .. } => {
                    if !is_open {
                        hunks.push((String::new(), String::new(), place));
                        is_open = true;
                    }
                    if let Some((base, marked, _)) = hunks.last_mut() {
                        base.push_str(segment.text(Side::Before));
                        marked.push_str(segment.text(Side::After));
                    }
                }
            }
            place += segment.text(Side::After).len();
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
    super::locate::locate(text, words.trim()).is_some()
}
