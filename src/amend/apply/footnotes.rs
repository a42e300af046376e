//! Footnotes of a draft that are reworded, deleted and inserted.

use super::Applier;
use super::draft::{Draft, DraftNote};
use super::word_changes;
use crate::model::{NewParagraph, NewWords, Occurrence, ParagraphId, Target, WordChange, WordPlace};

impl Draft {
    /// The footnote with a mark, or why there is none.
    fn note(&mut self, mark: &str) -> Result<&mut DraftNote, String> {
        let marks: Vec<String> = self.notes.iter().map(|note| note.mark.clone()).collect();
        let known = || match marks.as_slice() {
            [] => "the draft has no footnotes".to_owned(),
            marks => format!("its footnotes are {}", marks.join(", ")),
        };
        match marks.iter().filter(|other| *other == mark).count() {
            0 => Err(format!("there is no footnote {mark}; {}", known())),
            1 => self.notes.iter_mut().find(|note| note.mark == mark).ok_or_else(known),
            count => Err(format!("{count} footnotes have the mark {mark}; name the paragraph by its words")),
        }
    }
}

/// Printed lines as one text.
pub(super) fn text_of_lines(lines: &[NewParagraph]) -> String {
    lines.iter().map(|new| new.text.as_str()).collect::<Vec<_>>().join(" ")
}

impl Applier<'_> {
    /// The mark of a footnote, or of the only one of a paragraph.
    pub(super) fn mark(&mut self, mark: &str, paragraph: Option<&ParagraphId>) -> Result<String, String> {
        let Some(id) = paragraph.filter(|_| mark.is_empty()) else { return Ok(mark.to_owned()) };
        let node = self.resolve_one(&Target::Paragraph(id.clone()))?;
        match self.draft.nodes[node].paragraph.footnote_refs.as_slice() {
            [only] => Ok(only.marker.clone()),
            [] => Err(format!("{} has no footnote", self.paragraph_name(node))),
            several => {
                Err(format!("{} has {} footnotes: name one by its number", self.paragraph_name(node), several.len()))
            }
        }
    }

    /// Changes the words of a footnote.
    pub(super) fn note_words(&mut self, mark: &str, change: &WordChange, occurrence: Occurrence) -> Result<(), String> {
        let by = self.by;
        let note = self.draft.note(mark)?;
        let mut tracked = note.words.clone();
        let Ok(done) = word_changes::change(&mut tracked, change, occurrence, by) else {
            let text = note.words.current();
            return Err(format!("the words do not stand once in footnote {mark}, which reads “{text}”"));
        };
        note.words = tracked;
        self.notes.extend(done.notes.into_iter().map(|note| format!("footnote {mark}: {note}")));
        if done.is_moot {
            self.notes.push(format!("footnote {mark} already reads so"));
            self.moot += 1;
            return Ok(());
        }
        self.changed += done.count;
        Ok(())
    }

    /// Gives a footnote another text.
    pub(super) fn replace_note(&mut self, mark: &str, text: &[NewParagraph]) -> Result<(), String> {
        let by = self.by;
        let note = self.draft.note(mark)?;
        note.words.replace_all(&text_of_lines(text), Vec::new(), by);
        self.changed += 1;
        Ok(())
    }

    /// Deletes a footnote with all references to it, or those in one paragraph.
    pub(super) fn delete_note(&mut self, mark: &str, paragraph: Option<&ParagraphId>) -> Result<(), String> {
        let by = self.by;
        let Some(id) = paragraph else {
            let note = self.draft.note(mark)?;
            if note.struck_by.replace(by).is_some() {
                self.notes.push(format!("footnote {mark} is deleted already"));
                self.moot += 1;
            } else {
                self.changed += 1;
            }
            return Ok(());
        };
        let node = self.resolve_one(&Target::Paragraph(id.clone()))?;
        let called = self.paragraph_name(node);
        let node = &mut self.draft.nodes[node];
        let refs = node.paragraph.footnote_refs.iter().enumerate();
        let named: Vec<usize> = refs.filter(|(_, found)| found.marker == mark).map(|(index, _)| index).collect();
        if named.is_empty() {
            return Err(format!("{called} does not refer to footnote {mark}"));
        }
        node.struck_refs.extend(named);
        self.changed += 1;
        Ok(())
    }

    /// Puts a reference to a new footnote into a paragraph.
    pub(super) fn insert_footnote(
        &mut self,
        target: &Target,
        place: &WordPlace,
        occurrence: Occurrence,
        text: &[NewParagraph],
    ) -> Result<(), String> {
        if text.is_empty() {
            return Err("the text of the footnote is missing".to_owned());
        }
        let node = self.resolve_one(target)?;
        self.check_current(node)?;
        let whole = text_of_lines(text);
        let mut tracked = self.draft.nodes[node].words.clone();
        match word_changes::insert_footnote(&mut tracked, &whole, place, occurrence, self.by) {
            Ok(done) => {
                self.draft.nodes[node].words = tracked;
                self.changed += done.count;
                let called = self.paragraph_name(node);
                self.notes.extend(done.notes.into_iter().map(|note| format!("{called}: {note}")));
                Ok(())
            }
            Err(failure) => {
                let change = WordChange::Insert { words: NewWords::default(), place: place.clone() };
                Err(self.failure(failure, node, &change))
            }
        }
    }
}
