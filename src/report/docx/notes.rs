//! Footnotes and comments: what the text refers to by number.
//!
//! Where the marks of both texts count 1, 2, 3 in order, Word counts them; else each mark is typed as it was printed.

use std::collections::HashSet;

use super::escape;
use super::run::{Fate, Pen};
use crate::model::{Comparison, Footnote, Resolution, Segment, Side, Versions};
use crate::report::view::{Field, Ink, Role, Told};

/// The first two notes of a Word file are rules.
const FIRST_NOTE: usize = 2;

/// What the text referred to.
pub(super) struct Notes<'a> {
    texts: Versions<&'a Resolution>,
    /// Whether Word counts the marks.
    counted: bool,
    /// Notes of each side that were referred to.
    used: Versions<HashSet<usize>>,
    footnotes: Vec<Vec<Segment>>,
    comments: Vec<String>,
}

impl<'a> Notes<'a> {
    pub(super) fn new(comparison: &'a Comparison) -> Notes<'a> {
        let texts = comparison.resolutions.as_ref();
        Notes {
            texts,
            counted: is_counted(texts.before) && is_counted(texts.after),
            used: Versions::default(),
            footnotes: Vec::new(),
            comments: Vec::new(),
        }
    }

    /// A reference to a note; plain raised text where there is no such note.
    pub(super) fn reference(&mut self, pen: &mut Pen, marks: Versions<&str>, ink: Ink, fate: Fate) -> String {
        let note = |notes: &mut Notes<'a>, side: Side| {
            let list = &notes.texts.get(side).footnotes;
            let mark = *marks.get(side);
            let free = |(at, note): &(usize, &Footnote)| note.mark == mark && !notes.used.get(side).contains(at);
            let found =
                list.iter().enumerate().find(free).or_else(|| list.iter().enumerate().find(|it| it.1.mark == mark));
            let (at, note) = found?;
            notes.used.get_mut(side).insert(at);
            Some(note.text.clone())
        };
        let mut texts = Versions::<Option<String>>::default();
        for side in Side::BOTH.into_iter().filter(|side| ink.is_on(*side)) {
            *texts.get_mut(side) = note(self, side);
        }
        let shown = if ink == Ink::Removed { marks.before } else { marks.after };
        if texts == Versions::default() {
            return pen.words(shown, Role::Mark, fate);
        }
        // A note of one side only comes and goes with its mark: nothing in it is tracked.
        let segments = match texts {
            Versions { before: Some(text), after: None } | Versions { before: None, after: Some(text) } => {
                let text = ecow::EcoString::from(text);
                vec![Segment::Kept(Versions::new(text.clone(), text))]
            }
            both => Field::of_texts("footnote", both).segments,
        };
        let id = self.footnotes.len() + FIRST_NOTE;
        self.footnotes.push(segments);
        let style = "<w:rStyle w:val=\"FootnoteReference\"/>";
        if self.counted && shown.parse::<u32>().is_ok() {
            let run = pen.run(style, &format!("<w:footnoteReference w:id=\"{id}\"/>"));
            return pen.within(fate, &run);
        }
        let run = pen.run(style, &format!("<w:footnoteReference w:customMarkFollows=\"1\" w:id=\"{id}\"/>"));
        let anchor = pen.within(fate, &run);
        if ink == Ink::Kept && marks.before != marks.after {
            // The mark itself changed: both are typed behind one reference.
            let old = pen.words(marks.before, Role::Mark, Fate::Deleted);
            return format!("{anchor}{old}{}", pen.words(marks.after, Role::Mark, Fate::Inserted));
        }
        format!("{anchor}{}", pen.words(shown, Role::Mark, fate))
    }

    /// Notes that no mark refers to, which are set under a rule behind the text.
    pub(super) fn left(&self) -> Versions<Vec<String>> {
        self.texts.zip(self.used.as_ref()).map(|(text, used)| {
            let notes = text.footnotes.iter().enumerate().filter(|(at, _)| !used.contains(at));
            notes.map(|(_, note)| format!("{} {}", note.mark, note.text)).collect()
        })
    }

    /// A comment about a change: its number in the file.
    pub(super) fn comment(&mut self, told: &Told<'_>) -> usize {
        let mut text = format!("{}. {}: {}", told.number, told.name, told.event);
        if let Some(weight) = told.change.significance {
            text += &format!(" [{}]", weight.name());
        }
        let mut lines = vec![text];
        lines.extend(told.change.reasons.iter().map(|reason| reason.text.clone()));
        lines.extend(told.doubt.iter().chain(&told.near_miss).cloned());
        let paragraphs = lines.iter().map(|line| {
            format!("<w:p><w:pPr><w:pStyle w:val=\"CommentText\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>", escape(line))
        });
        self.comments.push(paragraphs.collect());
        self.comments.len() - 1
    }

    /// The two parts: footnotes, comments.
    pub(super) fn parts(&self, pen: &mut Pen) -> (String, String) {
        let mut footnotes = String::new();
        for (at, segments) in self.footnotes.iter().enumerate() {
            let mark = if self.counted {
                "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>"
            } else {
                ""
            };
            footnotes += &format!(
                "<w:footnote w:id=\"{}\"><w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr>{mark}\
                 <w:r><w:t xml:space=\"preserve\"> </w:t></w:r>{}</w:p></w:footnote>",
                at + FIRST_NOTE,
                segments_of(pen, segments)
            );
        }
        let mut comments = String::new();
        for (at, paragraphs) in self.comments.iter().enumerate() {
            comments += &format!("<w:comment w:id=\"{at}\"{}>{paragraphs}</w:comment>", pen.comment_attrs());
        }
        (footnotes, comments)
    }
}

/// A redline without paragraphs.
pub(super) fn segments_of(pen: &mut Pen, segments: &[Segment]) -> String {
    let mut out = String::new();
    for segment in segments {
        out += &match segment {
            Segment::Kept(both) if both.before == both.after => pen.words(&both.after, Role::Words, Fate::Kept),
            Segment::Kept(both) => {
                let old = pen.words(&both.before, Role::Words, Fate::Deleted);
                old + &pen.words(&both.after, Role::Words, Fate::Inserted)
            }
            Segment::Removed { text } => pen.words(text, Role::Words, Fate::Deleted),
            Segment::Added { text } => pen.words(text, Role::Words, Fate::Inserted),
        };
    }
    out
}

/// Whether the numbered marks of a text count 1, 2, 3 in order, each with its note.
fn is_counted(text: &Resolution) -> bool {
    let marks = text.paragraphs.iter().flat_map(|paragraph| &paragraph.footnote_refs);
    let numbers: Vec<&str> =
        marks.map(|mark| mark.marker.as_str()).filter(|mark| mark.parse::<u32>().is_ok()).collect();
    let counts = |list: &[&str]| list.iter().enumerate().all(|(at, mark)| **mark == (at + 1).to_string());
    let notes: Vec<&str> =
        text.footnotes.iter().map(|note| note.mark.as_str()).filter(|mark| mark.parse::<u32>().is_ok()).collect();
    counts(&numbers) && counts(&notes) && numbers.len() == notes.len()
}
