//! The full text of a change as it is set: paragraph by paragraph, with numbers, openings and footnote marks in place.
//!
//! In: a change. Out: [`Line`]s, each a paragraph of the redline (a row, in a table), whose runs are in the ink of their
//! side. Taking the runs of one side, and ending a paragraph only where that side ends one, gives that side's text to
//! the letter: so a page, a Word file and two columns are set from the same lines.
//!
//! Steps: part what is kept but spelt otherwise into equal and unequal stretches; cut stretches where an opening ends or
//! a footnote mark stands on either side; part paragraphs.

use super::redline::Ink;
use crate::model::{
    Change, Comparison, NumberStyle, Paragraph, ParagraphIndex, Part, Resolution, Segment, Side, Versions,
};
use crate::text::diff;

/// A paragraph of a redline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line<'a> {
    /// The paragraph that begins here on each side.
    pub paragraphs: Versions<Option<ParagraphIndex>>,
    /// The number that stands before it on each side, as printed.
    pub labels: Versions<Option<String>>,
    /// The words and marks in order.
    pub runs: Vec<Run<'a>>,
    /// Which side ends a paragraph here.
    pub end: Ink,
}

/// A stretch of one ink.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run<'a> {
    /// Whose it is.
    pub ink: Ink,
    /// As each side has it; the same on both unless it is kept and only spelt otherwise.
    pub text: Versions<&'a str>,
    /// What it is.
    pub role: Role,
}

/// What a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Words of the opening phrase, which are set in italics.
    Opening,
    /// Other words.
    Words,
    /// The mark of a footnote.
    Mark,
}

impl<'a> Run<'a> {
    /// The text of one side; nothing if it is the other's.
    pub fn on(&self, side: Side) -> &'a str {
        match (self.ink, side) {
            (Ink::Removed, Side::After) | (Ink::Added, Side::Before) => "",
            _ => self.text.get(side),
        }
    }
}

impl Ink {
    /// Whether a side has what is in this ink.
    pub fn is_on(self, side: Side) -> bool {
        !matches!((self, side), (Ink::Removed, Side::After) | (Ink::Added, Side::Before))
    }

    fn of(side: Side) -> Ink {
        match side {
            Side::Before => Ink::Removed,
            Side::After => Ink::Added,
        }
    }
}

/// Sets a change.
pub fn lines<'a>(comparison: &'a Comparison, change: &'a Change) -> Vec<Line<'a>> {
    let texts = comparison.resolutions.as_ref();
    let sides =
        texts.zip(change.paragraphs.as_ref()).map(|(resolution, paragraphs)| Cursor::new(resolution, paragraphs));
    let mut setter = Setter { sides, lines: Vec::new(), open: Line::empty() };
    setter.begin_paragraphs();
    for segment in &change.segments {
        match segment {
            Segment::Removed { text } => setter.one_sided(Side::Before, text),
            Segment::Added { text } => setter.one_sided(Side::After, text),
            Segment::Kept(both) if both.before == both.after => setter.equal(&both.before),
            Segment::Kept(both) => setter.respelt(both.as_ref().map(|text| text.as_str())),
        }
    }
    setter.finish()
}

/// Sets a paragraph of one side by itself: all of it in the ink of that side.
pub fn whole(comparison: &Comparison, side: Side, paragraph: ParagraphIndex) -> Vec<Line<'_>> {
    let texts = comparison.resolutions.as_ref();
    let Some(index) = texts.get(side).paragraphs.get(paragraph.0) else { return Vec::new() };
    let sides = texts.map(|resolution| Cursor::new(resolution, &[]));
    let mut setter = Setter { sides, lines: Vec::new(), open: Line::empty() };
    setter.sides.get_mut(side).only = Some(paragraph);
    setter.begin_paragraphs();
    setter.one_sided(side, &index.text);
    setter.finish()
}

/// The lines of one side: what only the other has is left out, and lines that only the other parts are joined.
pub fn one_side(lines: Vec<Line<'_>>, side: Side) -> Vec<Line<'_>> {
    let mut out: Vec<Line<'_>> = Vec::with_capacity(lines.len());
    let mut goes_on = false;
    for mut line in lines {
        line.runs.retain(|run| run.ink.is_on(side));
        let ends = line.end.is_on(side);
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

/// The number of a paragraph as printed; none where the text is the number itself.
pub fn number(paragraph: &Paragraph) -> Option<String> {
    let label = paragraph.label.as_ref().filter(|label| label.text != paragraph.text)?;
    let printed = super::printed(label);
    Some(match label.style {
        // `II` and `Article 3` stand alone, `II. Purpose` and `Article 3. Seat` do not
        NumberStyle::Section => format!("{printed}."),
        NumberStyle::Number if paragraph.part == Part::Preambular => format!("PP{printed}"),
        _ => printed,
    })
}

impl Line<'_> {
    fn empty() -> Line<'static> {
        Line { paragraphs: Versions::default(), labels: Versions::default(), runs: Vec::new(), end: Ink::Kept }
    }
}

/// How far one side is read.
struct Cursor<'a> {
    resolution: &'a Resolution,
    paragraphs: &'a [ParagraphIndex],
    /// One paragraph instead of these.
    only: Option<ParagraphIndex>,
    /// The paragraph at hand, and bytes of its text read.
    paragraph: usize,
    at: usize,
    /// Marks of it that are set.
    marks: usize,
}

impl<'a> Cursor<'a> {
    fn new(resolution: &'a Resolution, paragraphs: &'a [ParagraphIndex]) -> Cursor<'a> {
        Cursor { resolution, paragraphs, only: None, paragraph: 0, at: 0, marks: 0 }
    }

    fn index(&self) -> Option<ParagraphIndex> {
        self.paragraphs.get(self.paragraph).copied().or(self.only.filter(|_| self.paragraph == 0))
    }

    fn here(&self) -> Option<&'a Paragraph> {
        self.index().map(|index| &self.resolution[index])
    }

    /// The next place ahead where a run must end: an opening's end, a mark.
    fn next_cut(&self) -> Option<usize> {
        let paragraph = self.here()?;
        let opening = paragraph.opening.as_ref().map(|opening| opening.len).filter(|end| *end > self.at);
        let mark = paragraph.footnote_refs.get(self.marks..)?.iter().map(|mark| mark.offset).find(|at| *at > self.at);
        opening.into_iter().chain(mark).min()?.checked_sub(self.at)
    }

    fn in_opening(&self) -> bool {
        self.here()
            .and_then(|paragraph| paragraph.opening.as_ref())
            .is_some_and(|opening| (..opening.len).contains(&self.at))
    }

    /// The marks that stand where reading has come to.
    fn take_marks(&mut self) -> &'a [crate::model::FootnoteRef] {
        let Some(paragraph) = self.here() else { return &[] };
        let rest = paragraph.footnote_refs.get(self.marks..).unwrap_or_default();
        let count = rest.iter().take_while(|mark| mark.offset <= self.at).count();
        self.marks += count;
        &rest[..count]
    }

    /// Steps over a line feed; whether it ended a paragraph, not merely a row of a table.
    fn line_feed(&mut self) -> bool {
        let ends = self.here().is_some_and(|paragraph| self.at >= paragraph.text.len());
        if ends {
            self.paragraph += 1;
            self.at = 0;
            self.marks = 0;
        } else {
            self.at += 1;
        }
        ends
    }
}

struct Setter<'a> {
    sides: Versions<Cursor<'a>>,
    lines: Vec<Line<'a>>,
    open: Line<'a>,
}

impl<'a> Setter<'a> {
    fn begin_paragraphs(&mut self) {
        Side::BOTH.into_iter().for_each(|side| self.begin(side));
        self.marks();
    }

    fn begin(&mut self, side: Side) {
        let cursor = self.sides.get(side);
        let paragraph = cursor.index();
        *self.open.paragraphs.get_mut(side) = paragraph;
        *self.open.labels.get_mut(side) = cursor.here().and_then(number);
    }

    /// Ends a line on the sides of an ink.
    fn feed(&mut self, ink: Ink) {
        self.flush(ink);
        self.open.end = ink;
        self.lines.push(std::mem::replace(&mut self.open, Line::empty()));
        for side in Side::BOTH.into_iter().filter(|side| ink.is_on(*side)) {
            if self.sides.get_mut(side).line_feed() {
                self.begin(side);
            }
        }
        self.marks();
    }

    /// Sets what marks are left of the paragraphs that end: one out of order would be a mistake elsewhere.
    fn flush(&mut self, ink: Ink) {
        for side in Side::BOTH.into_iter().filter(|side| ink.is_on(*side)) {
            let cursor = self.sides.get_mut(side);
            if cursor.here().is_some_and(|paragraph| cursor.at >= paragraph.text.len()) {
                cursor.at = usize::MAX;
            }
        }
        self.marks();
    }

    fn finish(mut self) -> Vec<Line<'a>> {
        self.flush(Ink::Kept);
        self.lines.push(self.open);
        self.lines
    }

    /// Words that only one side has.
    fn one_sided(&mut self, side: Side, text: &'a str) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.feed(Ink::of(side));
            }
            let mut rest = line;
            while !rest.is_empty() {
                let (head, tail) = cut(rest, self.sides.get(side).next_cut());
                self.push(Ink::of(side), Versions::new(head, head));
                rest = tail;
            }
        }
    }

    /// Words that both sides have to the letter.
    fn equal(&mut self, text: &'a str) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.feed(Ink::Kept);
            }
            let mut rest = line;
            while !rest.is_empty() {
                let cuts = self.sides.as_ref().map(Cursor::next_cut);
                let nearest = cuts.before.into_iter().chain(cuts.after).min();
                let (head, tail) = cut(rest, nearest);
                self.push(Ink::Kept, Versions::new(head, head));
                rest = tail;
            }
        }
    }

    /// The same words in two spellings.
    fn respelt(&mut self, texts: Versions<&'a str>) {
        let words = texts.map(words);
        let spelt = |(text, words): (&'a str, &Vec<Word>)| {
            words.iter().map(|word| &text[word.start..word.end]).collect::<Vec<&'a str>>()
        };
        let keys = texts.zip(words.as_ref()).map(spelt);
        let (mut old, mut new) = (0, 0);
        for run in diff(&keys.before, &keys.after) {
            if run.is_equal {
                for _ in run.before {
                    let pair = Versions::new(&words.before[old], &words.after[new]);
                    self.space(texts.zip(pair).map(|(text, word)| &text[word.blank..word.start]));
                    self.equal(keys.before[old]);
                    (old, new) = (old + 1, new + 1);
                }
                continue;
            }
            let span = Versions::new(old..run.before.end, new..run.after.end);
            (old, new) = (span.before.end, span.after.end);
            let text = texts.zip(words.as_ref().zip(span)).map(|(text, (words, span))| stretch(text, &words[span]));
            let blank = text.map(|text| &text[..text.len() - text.trim_start().len()]);
            self.space(blank);
            let body = text.map(str::trim_start);
            if body.before.contains('\n')
                || body.after.contains('\n')
                || body.before.is_empty()
                || body.after.is_empty()
            {
                self.one_sided(Side::Before, body.before);
                self.one_sided(Side::After, body.after);
            } else {
                self.push(Ink::Kept, body);
            }
        }
    }

    /// White space that may part paragraphs on one side only.
    fn space(&mut self, blank: Versions<&'a str>) {
        if blank.before == blank.after {
            return self.equal(blank.before);
        }
        match blank.map(|blank| blank.contains('\n')) {
            Versions { before: true, after: true } => self.feed(Ink::Kept),
            Versions { before: true, after: false } => {
                self.one_sided(Side::After, blank.after);
                self.feed(Ink::Removed);
            }
            Versions { before: false, after: true } => {
                self.one_sided(Side::Before, blank.before);
                self.feed(Ink::Added);
            }
            _ if blank.before.is_empty() => self.one_sided(Side::After, blank.after),
            _ if blank.after.is_empty() => self.one_sided(Side::Before, blank.before),
            _ => self.push(Ink::Kept, blank),
        }
    }

    /// Sets a run and the marks behind it.
    fn push(&mut self, ink: Ink, text: Versions<&'a str>) {
        if text.before.is_empty() && text.after.is_empty() {
            return;
        }
        let leading = if ink == Ink::Removed { Side::Before } else { Side::After };
        let role = if self.sides.get(leading).in_opening() { Role::Opening } else { Role::Words };
        self.open.runs.push(Run { ink, text, role });
        for side in Side::BOTH.into_iter().filter(|side| ink.is_on(*side)) {
            self.sides.get_mut(side).at += text.get(side).len();
        }
        self.marks();
    }

    /// Sets the marks that stand here: those of both sides are one, whatever their numbers.
    fn marks(&mut self) {
        let marks = self.sides.as_mut().map(Cursor::take_marks);
        let both = marks.before.len().min(marks.after.len());
        for (old, new) in marks.before.iter().zip(marks.after) {
            self.mark(Ink::Kept, Versions::new(&old.marker, &new.marker));
        }
        marks.before[both..].iter().for_each(|mark| self.mark(Ink::Removed, Versions::new(&mark.marker, &mark.marker)));
        marks.after[both..].iter().for_each(|mark| self.mark(Ink::Added, Versions::new(&mark.marker, &mark.marker)));
    }

    fn mark(&mut self, ink: Ink, text: Versions<&'a String>) {
        self.open.runs.push(Run { ink, text: text.map(String::as_str), role: Role::Mark });
    }
}

/// Parts a text at a byte offset, unless that is outside of it or inside a character.
fn cut(text: &str, at: Option<usize>) -> (&str, &str) {
    match at {
        Some(at) if at > 0 && at < text.len() && text.is_char_boundary(at) => text.split_at(at),
        _ => (text, ""),
    }
}

/// A word with the white space before it, as bytes of its text; at the end there may be white space alone.
struct Word {
    blank: usize,
    start: usize,
    end: usize,
}

fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut blank = 0;
    while blank < text.len() {
        let rest = &text[blank..];
        let start = blank + rest.len() - rest.trim_start().len();
        let end = text[start..].find(char::is_whitespace).map_or(text.len(), |length| start + length);
        words.push(Word { blank, start, end });
        blank = end;
    }
    words
}

/// The part of a text that neighbouring words take, their white space included.
fn stretch<'a>(text: &'a str, words: &[Word]) -> &'a str {
    match (words.first(), words.last()) {
        (Some(first), Some(last)) => &text[first.blank..last.end],
        _ => "",
    }
}
