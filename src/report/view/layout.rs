//! The full text of a change, paragraph by paragraph, with numbers, openings and footnote references in place.
//!
//! In: a change. Out: [`LayoutLine`]s, each a paragraph of the redline (a row, in a table), whose runs belong to one or
//! both sides. The runs of one side, with a paragraph ended only where that side ends one, are exactly that side's
//! text: a page, a Word file and two columns are written from the same lines.
//!
//! 1. Split kept segments with two spellings into their words.
//! 2. Cut runs where an opening ends or a footnote reference is, on either side.
//! 3. Split paragraphs.

use std::ops::Range;

use super::redline::Sides;
use crate::model::{
    Change, Comparison, FootnoteRef, NumberStyle, Paragraph, ParagraphIndex, Part, Resolution, Segment, Side,
    SpellingRun, Versions,
};
use crate::text::whole_spelling;

/// A paragraph of a redline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayoutLine<'a> {
    /// The paragraph that begins here on each side.
    pub paragraphs: Versions<Option<ParagraphIndex>>,
    /// Its number on each side, as printed.
    pub labels: Versions<Option<String>>,
    /// Words and footnote references in order.
    pub runs: Vec<LayoutRun<'a>>,
    /// The sides that end a paragraph here.
    pub end: Sides,
}

/// A run of text on the same sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LayoutRun<'a> {
    /// The sides that have it.
    pub sides: Sides,
    /// Its text on each side; they differ only in kept text with two spellings, of which one may be empty.
    pub text: Versions<&'a str>,
    /// The characters that differ, as byte ranges of both texts; none if they are replaced as a whole.
    pub differences: &'a [Versions<Range<usize>>],
    /// What it is.
    pub role: Role,
}

/// What a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Words of the opening phrase, which are printed in italics.
    Opening,
    /// Other words.
    Words,
    /// The marker of a footnote reference.
    FootnoteRef,
}

impl<'a> LayoutRun<'a> {
    /// The text of one side; empty if it is not on that side.
    pub fn on(&self, side: Side) -> &'a str {
        match (self.sides, side) {
            (Sides::Before, Side::After) | (Sides::After, Side::Before) => "",
            _ => self.text.get(side),
        }
    }

    /// The text of one side as a reader sees it: a word that this side has broken is shown whole.
    pub fn shown(&self, side: Side) -> &'a str {
        match self.sides {
            Sides::Both => whole_spelling(self.text.get(side.other()), self.text.get(side)),
            _ => self.on(side),
        }
    }
}

/// Lays out a change.
pub fn layout<'a>(comparison: &'a Comparison, change: &'a Change) -> Vec<LayoutLine<'a>> {
    let mut builder = LayoutBuilder::new(comparison, change.paragraphs.clone());
    let mut spelling_runs = change.spelling_runs.iter();
    for segment in &change.segments {
        match (segment, segment.spellings()) {
            (Segment::Removed { text }, _) => builder.words(Sides::Before, text),
            (Segment::Added { text }, _) => builder.words(Sides::After, text),
            (Segment::Kept(both), None) => builder.words(Sides::Both, &both.before),
            (Segment::Kept(_), Some(texts)) => {
                builder.spellings(texts, spelling_runs.next().map_or(&[], Vec::as_slice));
            }
        }
    }
    builder.finish()
}

/// Lays out a single paragraph of one side.
pub fn layout_paragraph(comparison: &Comparison, side: Side, paragraph: ParagraphIndex) -> Vec<LayoutLine<'_>> {
    let mut paragraphs = Versions::default();
    *paragraphs.get_mut(side) = vec![paragraph];
    let mut builder = LayoutBuilder::new(comparison, paragraphs);
    builder.words(side.into(), &comparison.resolutions.get(side)[paragraph].text);
    builder.finish()
}

/// The lines of one side: runs of the other side are dropped, and lines that only the other side breaks are joined.
pub fn project(lines: Vec<LayoutLine<'_>>, side: Side) -> Vec<LayoutLine<'_>> {
    let mut out: Vec<LayoutLine<'_>> = Vec::with_capacity(lines.len());
    let mut goes_on = false;
    for mut line in lines {
        line.runs.retain(|run| run.sides.contains(side));
        let ends = line.end.contains(side);
        match out.last_mut().filter(|_| goes_on) {
            Some(open) => {
                open.runs.append(&mut line.runs);
                open.end = line.end;
                if open.paragraphs.get(side).is_none() {
                    *open.paragraphs.get_mut(side) = *line.paragraphs.get(side);
                    *open.labels.get_mut(side) = line.labels.get_mut(side).take();
                }
            }
            None => out.push(line),
        }
        goes_on = !ends;
    }
    out
}

/// The number of a paragraph as printed; `None` if the text is the number itself.
fn paragraph_number(paragraph: &Paragraph) -> Option<String> {
    let label = paragraph.label_before_text()?;
    let printed = super::format_label(label);
    Some(match label.style {
        // `Article 3` is a heading of its own, `Article 3. Seat` has a text
        NumberStyle::Section if printed.ends_with(|last: char| last.is_ascii_alphanumeric()) => format!("{printed}."),
        NumberStyle::Number if paragraph.part == Part::Preambular && !printed.starts_with("PP") => {
            format!("PP{printed}")
        }
        _ => printed,
    })
}

impl LayoutLine<'_> {
    fn empty() -> LayoutLine<'static> {
        LayoutLine { paragraphs: Versions::default(), labels: Versions::default(), runs: Vec::new(), end: Sides::Both }
    }

    /// The words of one side without footnote references; neighbouring ones on the same sides are one text.
    pub fn words(&self, side: Side) -> Vec<(Sides, String)> {
        let runs: Vec<_> = self.runs.iter().filter(|run| run.role != Role::FootnoteRef).collect();
        let same = runs.chunk_by(|left, right| left.sides == right.sides);
        same.map(|runs| (runs[0].sides, runs.iter().map(|run| run.shown(side)).collect())).collect()
    }
}

/// The reading position in one side.
struct Cursor<'a> {
    resolution: &'a Resolution,
    paragraphs: Vec<ParagraphIndex>,
    /// The current paragraph, and the bytes of its text that were read.
    paragraph: usize,
    offset: usize,
    /// Its footnote references that were emitted.
    marks: usize,
}

impl<'a> Cursor<'a> {
    fn index(&self) -> Option<ParagraphIndex> {
        self.paragraphs.get(self.paragraph).copied()
    }

    fn here(&self) -> Option<&'a Paragraph> {
        self.index().map(|index| &self.resolution[index])
    }

    /// The distance to where the next run must end: the end of the opening, or a footnote reference.
    fn next_cut(&self) -> Option<usize> {
        let paragraph = self.here()?;
        let opening = paragraph.opening.as_ref().map(|opening| opening.len).filter(|end| *end > self.offset);
        let mark = paragraph
            .footnote_refs
            .get(self.marks..)?
            .iter()
            .map(|mark| mark.offset)
            .find(|offset| *offset > self.offset);
        opening.into_iter().chain(mark).min()?.checked_sub(self.offset)
    }

    fn in_opening(&self) -> bool {
        self.here()
            .and_then(|paragraph| paragraph.opening.as_ref())
            .is_some_and(|opening| (..opening.len).contains(&self.offset))
    }

    /// The footnote references at the current position.
    fn take_marks(&mut self) -> &'a [FootnoteRef] {
        let Some(paragraph) = self.here() else { return &[] };
        let rest = paragraph.footnote_refs.get(self.marks..).unwrap_or_default();
        let count = rest.iter().take_while(|mark| mark.offset <= self.offset).count();
        self.marks += count;
        &rest[..count]
    }

    /// Advances over a line feed. Returns whether it ended a paragraph, not only a table row.
    fn line_feed(&mut self) -> bool {
        let ends = self.here().is_some_and(|paragraph| self.offset >= paragraph.text.len());
        if ends {
            self.paragraph += 1;
            self.offset = 0;
            self.marks = 0;
        } else {
            self.offset += 1;
        }
        ends
    }
}

struct LayoutBuilder<'a> {
    sides: Versions<Cursor<'a>>,
    lines: Vec<LayoutLine<'a>>,
    open: LayoutLine<'a>,
}

impl<'a> LayoutBuilder<'a> {
    fn new(comparison: &'a Comparison, paragraphs: Versions<Vec<ParagraphIndex>>) -> LayoutBuilder<'a> {
        let cursor = |(resolution, paragraphs)| Cursor { resolution, paragraphs, paragraph: 0, offset: 0, marks: 0 };
        let sides = comparison.resolutions.as_ref().zip(paragraphs).map(cursor);
        let mut builder = LayoutBuilder { sides, lines: Vec::new(), open: LayoutLine::empty() };
        Side::BOTH.into_iter().for_each(|side| builder.begin(side));
        builder.marks();
        builder
    }

    fn begin(&mut self, side: Side) {
        let cursor = self.sides.get(side);
        let paragraph = cursor.index();
        *self.open.paragraphs.get_mut(side) = paragraph;
        *self.open.labels.get_mut(side) = cursor.here().and_then(paragraph_number);
    }

    /// Ends a line on the given sides.
    fn line_break(&mut self, sides: Sides) {
        self.flush(sides);
        self.open.end = sides;
        self.lines.push(std::mem::replace(&mut self.open, LayoutLine::empty()));
        for side in sides.each() {
            if self.sides.get_mut(side).line_feed() {
                self.begin(side);
            }
        }
        self.marks();
    }

    /// Emits the remaining footnote references of the paragraphs that end here.
    fn flush(&mut self, sides: Sides) {
        for side in sides.each() {
            let cursor = self.sides.get_mut(side);
            if cursor.here().is_some_and(|paragraph| cursor.offset >= paragraph.text.len()) {
                cursor.offset = usize::MAX;
            }
        }
        self.marks();
    }

    fn finish(mut self) -> Vec<LayoutLine<'a>> {
        self.flush(Sides::Both);
        self.lines.push(self.open);
        self.lines
    }

    /// Words that only one side has, or both to the letter.
    fn words(&mut self, sides: Sides, text: &'a str) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.line_break(sides);
            }
            let mut rest = line;
            while !rest.is_empty() {
                let nearest = sides.each().filter_map(|side| self.sides.get(side).next_cut()).min();
                let (head, tail) = cut(rest, nearest);
                self.push(sides, Versions::new(head, head), &[]);
                rest = tail;
            }
        }
    }

    /// The same words in two spellings.
    fn spellings(&mut self, texts: Versions<&'a str>, runs: &'a [SpellingRun]) {
        let mut end = Versions::default();
        for SpellingRun { words, differences } in runs {
            let space = end.zip(words.as_ref()).map(|(end, words)| end..words.start);
            self.space(texts.zip(space).map(|(text, space)| &text[space]));
            let both = texts.zip(words.clone()).map(|(text, words)| &text[words]);
            if both.before == both.after {
                self.words(Sides::Both, both.before);
            } else if Side::any(|side| both.get(side).contains('\n')) {
                self.words(Sides::Before, both.before);
                self.words(Sides::After, both.after);
            } else {
                self.push(Sides::Both, both, differences);
            }
            end = words.as_ref().map(|words| words.end);
        }
    }

    /// White space, which may be a paragraph break on one side only.
    fn space(&mut self, space: Versions<&'a str>) {
        if space.before == space.after {
            return self.words(Sides::Both, space.before);
        }
        match space.map(|space| space.contains('\n')) {
            Versions { before: true, after: true } => self.line_break(Sides::Both),
            Versions { before: true, after: false } => {
                self.words(Sides::After, space.after);
                self.line_break(Sides::Before);
            }
            Versions { before: false, after: true } => {
                self.words(Sides::Before, space.before);
                self.line_break(Sides::After);
            }
            _ => self.push(Sides::Both, space, &[]),
        }
    }

    /// Emits a run and the footnote references after it.
    fn push(&mut self, sides: Sides, text: Versions<&'a str>, differences: &'a [Versions<Range<usize>>]) {
        if text.before.is_empty() && text.after.is_empty() {
            return;
        }
        let leading = if sides == Sides::Before { Side::Before } else { Side::After };
        let role = if self.sides.get(leading).in_opening() { Role::Opening } else { Role::Words };
        self.open.runs.push(LayoutRun { sides, text, differences, role });
        for side in sides.each() {
            self.sides.get_mut(side).offset += text.get(side).len();
        }
        self.marks();
    }

    /// Emits the footnote references at the current position. Those of both sides are one run, whatever their numbers.
    fn marks(&mut self) {
        let marks = self.sides.as_mut().map(Cursor::take_marks);
        for index in 0..marks.before.len().max(marks.after.len()) {
            let both = marks.map(|marks| marks.get(index).map(|mark| mark.marker.as_str()));
            let (sides, text) = match (both.before, both.after) {
                (Some(old), Some(new)) => (Sides::Both, Versions::new(old, new)),
                (Some(mark), None) => (Sides::Before, Versions::new(mark, mark)),
                (None, Some(mark)) => (Sides::After, Versions::new(mark, mark)),
                (None, None) => break,
            };
            self.open.runs.push(LayoutRun { sides, text, differences: &[], role: Role::FootnoteRef });
        }
    }
}

/// Splits a text at a byte offset, unless that is outside it or inside a character.
fn cut(text: &str, offset: Option<usize>) -> (&str, &str) {
    match offset {
        Some(offset) if offset > 0 && offset < text.len() && text.is_char_boundary(offset) => text.split_at(offset),
        _ => (text, ""),
    }
}
