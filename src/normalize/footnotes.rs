//! Footnote blocks → [`Footnote`]s; what follows on the next page is joined; the marks leave the text.
//!
//! Notes stand below a rule of underscores, or are paragraphs that begin with a superscript digit, or lines `* …` at
//! the foot of a page, or numbered lines after the lines that close the text. But a line of underscores may be a blank
//! to fill in, a superscript digit may begin a line of the text, and an asterisk may be a bullet. So a note needs a
//! reference, and the notes end where something else begins.

mod end_notes;
mod references;

use super::marks;
use crate::lexicon::{closing_line, ends_paragraph, ends_sentence, parse_label, parse_opening, parse_section_label};
use crate::model::{Block, BlockUnit, Document, Footnote, LedgerEntry, NumberStyle, RemovalKind};
use crate::text::single_spaced;
use references::{RaisedNotes, References};

/// The most blocks at the end among which footnotes without a rule above them are looked for.
const MAX_NOTES_AT_END: usize = 400;

/// Takes footnotes and their marks out. `ends` says for each block whether a page ended right before it.
pub(super) fn extract_footnotes(document: &mut Document, ends: &[bool]) {
    let page = |entry: &LedgerEntry| {
        matches!(
            entry.kind,
            RemovalKind::JobNumber | RemovalKind::Barcode | RemovalKind::PageNumber | RemovalKind::RunningHead
        )
    };
    let paged = document.block_unit == BlockUnit::MeasuredLine || document.ledger.iter().any(page);
    let lines = document.block_unit.has_lines();
    let blocks = std::mem::take(&mut document.blocks);
    let references = References::new(&blocks);
    let mut raised = RaisedNotes::new(&blocks, &document.footnotes);
    let mut kept: Vec<Block> = Vec::with_capacity(blocks.len());
    // which kept blocks a group of footnotes belongs to
    let mut groups: Vec<marks::Group> = Vec::new();
    let mut group_start = 0;
    let mut collector = Collector::new(std::mem::take(&mut document.footnotes));
    let mut state = State::Text;
    let mut blocks = blocks.into_iter().enumerate().peekable();
    while let Some((index, block)) = blocks.next() {
        let text = block.text.as_str();
        let ended = ends.get(index).copied().unwrap_or(false);
        if ended {
            state = State::Text;
        }
        if ended && group_start < kept.len() && !collector.group.is_empty() {
            groups.push((group_start..kept.len(), std::mem::take(&mut collector.group)));
            group_start = kept.len();
        }
        if is_rule(text) && (paged || kept.len() > 1) {
            let next = blocks.peek().filter(|(next, _)| !ends.get(*next).copied().unwrap_or(false));
            let opens = next.is_some_and(|(_, next)| collector.opens_notes(next, index, paged, &references));
            let above = kept.last().filter(|_| state == State::Text);
            if !opens && above.is_some_and(|above| is_blank(above, blocks.peek().map(|(_, next)| next))) {
                kept.push(block);
                continue;
            }
            collector.ledger.push(entry(RemovalKind::Separator, &block));
            state = if opens { State::Notes } else { State::Text };
            continue;
        }
        if state == State::Notes && collector.starts(text).is_none() && ends_notes(&block, paged, lines) {
            state = State::Text;
        }
        if state == State::Star && block.lines_above > 0.0 && !text.starts_with('*') {
            state = State::Text;
        }
        if state == State::Text
            && paged
            && starts_star(text)
            && references.has_stars(text)
            && !kept.last().is_some_and(|last| starts_star(last.text.as_str()))
        {
            state = State::Star;
        }
        if state == State::Text {
            match raised_note(&block).filter(|(mark, _)| raised.is_note(mark, index, &block)) {
                Some((mark, body)) => {
                    collector.ledger.push(entry(RemovalKind::Footnote, &block));
                    collector.push(mark, &body, &block);
                }
                None => kept.push(block),
            }
            continue;
        }
        // a letter is a mark only if it is raised
        let lettered = raised_note(&block).filter(|(mark, _)| mark.starts_with(|c: char| c.is_ascii_lowercase()));
        match lettered.filter(|(mark, _)| raised.is_note(mark, index, &block)) {
            Some((mark, body)) => {
                collector.ledger.push(entry(RemovalKind::Footnote, &block));
                collector.push(mark, &body, &block);
            }
            None => collector.line(&block),
        }
    }
    if let Some(first) = notes_after_closing(&kept, document.block_unit) {
        kept.drain(first..).for_each(|block| collector.line(&block));
    }
    if collector.notes.is_empty() {
        collector.notes = end_notes::take_bracketed(&mut kept, lines, &mut collector.ledger);
    }
    groups.push((group_start..kept.len(), std::mem::take(&mut collector.group)));
    // The last groups may have held what now is a footnote.
    groups.iter_mut().for_each(|(blocks, _)| *blocks = blocks.start.min(kept.len())..blocks.end.min(kept.len()));
    document.ledger.append(&mut collector.ledger);
    document.footnotes = collector.notes;
    for note in &mut document.footnotes {
        note.text = single_spaced(&note.text);
    }
    document.blocks = kept;
    marks::strip_markers(document, &groups);
}

/// Where footnotes begin that stand at the end of the document, right after the lines that close the text. Nothing
/// else stands there, so they need no rule above them.
fn notes_after_closing(blocks: &[Block], layout: BlockUnit) -> Option<usize> {
    let from = blocks.len().saturating_sub(MAX_NOTES_AT_END);
    let begins = |block: &Block| {
        let note = starts_note(block.text.as_str().trim(), None);
        note.is_some_and(|(mark, body)| !mark.starts_with('*') && body.starts_with(char::is_uppercase))
    };
    let goes_on = |block: &Block| layout.has_lines() && block.lines_above == 0.0;
    let closing = (from..blocks.len()).rev().find(|index| closing_line(blocks[*index].text.as_str()).is_some())?;
    let notes = blocks.get(closing + 1..)?;
    (notes.first().is_some_and(begins) && notes.iter().all(|block| begins(block) || goes_on(block)))
        .then_some(closing + 1)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Text,
    /// Below a rule.
    Notes,
    /// In a note marked with an asterisk that no rule announced.
    Star,
}

/// Whether the notes below a rule end before a block that begins no note. Where a reader gives paragraphs they do;
/// among lines, a gap decides, and on a page, where notes are set apart too, what follows the gap.
fn ends_notes(block: &Block, paged: bool, lines: bool) -> bool {
    let text = block.text.as_str();
    let begins_text = || {
        parse_label(text)
            .is_some_and(|label| label.interpretations.iter().any(|(form, _)| *form == NumberStyle::Number))
            || parse_section_label(text).is_some()
            || parse_opening(text).is_some()
    };
    !lines || block.lines_above > 0.0 && (!paged || begins_text())
}

struct Collector {
    notes: Vec<Footnote>,
    ledger: Vec<LedgerEntry>,
    /// Notes found since the last page's end, by index; raised ones need no search for their marks.
    group: Vec<usize>,
    /// The number of the last note that has one.
    last: Option<u32>,
}

impl Collector {
    fn new(notes: Vec<Footnote>) -> Collector {
        let last = notes.iter().rev().find_map(|note| note.mark.parse().ok());
        Collector { notes, ledger: Vec::new(), group: Vec::new(), last }
    }

    /// Whether the block below a rule is a note, or goes on with the last note of the page before.
    fn opens_notes(&self, next: &Block, rule: usize, paged: bool, references: &References) -> bool {
        let text = next.text.as_str();
        match self.starts(text) {
            Some((mark, _)) if mark.starts_with('*') => paged || references.has_stars(text),
            Some((mark, _)) => {
                references.has_number(mark, rule) || references.has_second(rule) || raised_note(next).is_some()
            }
            None => {
                let unfinished = |note: &Footnote| !ends_sentence(&note.text);
                paged && parse_label(text).is_none() && self.notes.last().is_some_and(unfinished)
            }
        }
    }

    /// Mark and text of the note that begins here.
    fn starts<'t>(&self, text: &'t str) -> Option<(&'t str, &'t str)> {
        starts_note(text, self.last)
    }

    fn push(&mut self, mark: String, text: &str, block: &Block) {
        self.last = mark.parse().ok().or(self.last);
        self.notes.push(Footnote { mark, text: text.to_owned(), location: block.location });
    }

    fn line(&mut self, block: &Block) {
        let text = block.text.as_str();
        self.ledger.push(entry(RemovalKind::Footnote, block));
        match self.starts(text) {
            Some((mark, body)) => {
                self.group.push(self.notes.len());
                self.push(plain_digits(mark), body, block);
            }
            None => {
                // a continuation on the next page belongs to the last numbered note
                if let Some(note) = self.notes.last_mut() {
                    let glue = if note.text.ends_with('-') { "" } else { " " };
                    note.text.push_str(glue);
                    note.text.push_str(text);
                }
            }
        }
    }
}

fn entry(taken: RemovalKind, block: &Block) -> LedgerEntry {
    LedgerEntry::new(taken, block.text.as_str(), block.location)
}

/// The rule above footnotes.
fn is_rule(text: &str) -> bool {
    let text = text.trim();
    text.len() >= 5 && (text.bytes().all(|byte| byte == b'_') || text.chars().all(|mark| mark == '─' || mark == '⎯'))
}

/// Whether a rule is a blank to fill in: it stands after a colon, or in the middle of a sentence.
fn is_blank(above: &Block, below: Option<&Block>) -> bool {
    let above = above.text.as_str().trim_end();
    above.ends_with(':')
        || !ends_paragraph(above)
            && below.is_some_and(|below| below.text.as_str().trim_start().starts_with(char::is_lowercase))
}

fn starts_star(text: &str) -> bool {
    let rest = text.trim_start_matches('*');
    (1..=3).contains(&(text.len() - rest.len())) && rest.starts_with(' ') && rest.trim().starts_with(char::is_uppercase)
}

/// A mark is at most this long, in bytes: four superscript digits.
const MAX_MARKER_LEN: usize = 12;

/// Mark and text of a note that begins here. A number must follow the one before it, because lines of a note may
/// begin with a year or a volume too.
fn starts_note(text: &str, last: Option<u32>) -> Option<(&str, &str)> {
    let stars = text.bytes().take_while(|byte| *byte == b'*').count();
    if (1..=4).contains(&stars) {
        return Some((&text[..stars], text[stars..].trim_start()));
    }
    let is_digit = |character: char| character.is_ascii_digit() || superscript_digit(character).is_some();
    let (mark, body) = text.split_at(text.len() - text.trim_start_matches(is_digit).len());
    if mark.len() > MAX_MARKER_LEN {
        return None;
    }
    let number: u32 = plain_digits(mark).parse().ok()?;
    // “3 –14 June 1992” is a line of a note
    let is_separate =
        body.is_empty() || body.starts_with(char::is_whitespace) && !body.trim_start().starts_with(['–', '-']);
    let next = match last {
        Some(last) => number > last && number <= last + 3,
        None => number < 1000,
    };
    (is_separate && next).then(|| (mark, body.trim_start()))
}

/// Mark and text of a paragraph that may be a footnote: it begins with superscript digits, or a raised lower-case
/// letter.
fn raised_note(block: &Block) -> Option<(String, String)> {
    let text = block.text.as_str();
    let styled = |offset: usize| block.text.style_at(offset).superscript;
    let digit = |offset: usize, character: char| {
        superscript_digit(character).is_some() || character.is_ascii_digit() && styled(offset)
    };
    let letter = |offset: usize, character: char| character.is_ascii_lowercase() && styled(offset);
    let len = |raised: &dyn Fn(usize, char) -> bool| {
        text.char_indices()
            .find(|(offset, character)| !raised(*offset, *character))
            .map_or(text.len(), |(offset, _)| offset)
    };
    let end = match len(&digit) {
        0 => Some(len(&letter)).filter(|end| *end <= 2)?,
        end => end,
    };
    let body = text[end..].trim();
    (end > 0 && !body.is_empty()).then(|| (plain_digits(&text[..end]), body.to_owned()))
}

/// The digit that a superscript digit stands for.
pub(super) fn superscript_digit(character: char) -> Option<char> {
    Some(match character {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴'..='⁹' => char::from(b'4' + (character as u32 - '⁴' as u32) as u8),
        _ => return None,
    })
}

/// Superscript digits as plain ones.
pub(super) fn plain_digits(text: &str) -> String {
    text.chars().map(|character| superscript_digit(character).unwrap_or(character)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Style, StyledText};

    /// Texts and notes of lines; `^1` is a superscript digit, an empty line a gap.
    fn taken(lines: &[&str], layout: BlockUnit) -> (Vec<String>, Vec<String>) {
        let mut document = Document { block_unit: layout, ..Document::default() };
        let mut gap = 0.0;
        for line in lines {
            if line.is_empty() {
                gap += 1.0;
                continue;
            }
            let mut text = StyledText::default();
            for (index, piece) in line.split('^').enumerate() {
                let raised = if index == 0 { 0 } else { piece.len().min(1) };
                text.push(&piece[..raised], Style { superscript: true, ..Style::default() });
                text.push(&piece[raised..], Style::default());
            }
            document.blocks.push(Block { text, lines_above: std::mem::take(&mut gap), ..Block::default() });
        }
        extract_footnotes(&mut document, &[]);
        let notes = document.footnotes.into_iter().map(|note| format!("{} {}", note.mark, note.text));
        (document.blocks.iter().map(|block| block.text.as_str().trim().to_owned()).collect(), notes.collect())
    }

    #[test]
    fn blanks_are_text() {
        for (lines, expected) in [
            (&["1. Pays", "", "_______", "", "florins."][..], &["1. Pays", "_______", "florins."][..]),
            (&["1. Asks.", "Name:", "_______", "2. Ends."], &["1. Asks.", "Name:", "_______", "2. Ends."]),
            (&["The Lamps", "The Oil", "_______", "1. Ends."], &["The Lamps", "The Oil", "1. Ends."]),
            (&["1. Asks.", "2. Ends.", "_______", "florins"], &["1. Asks.", "2. Ends.", "florins"]),
        ] {
            for layout in [BlockUnit::Line, BlockUnit::Paragraph] {
                let lines = [&["The Board,"], lines].concat();
                let (texts, notes) = taken(&lines, layout);
                assert_eq!(texts[1..], *expected, "{lines:?}");
                assert!(notes.is_empty(), "{lines:?}");
            }
        }
    }

    #[test]
    fn notes_have_references_and_end() {
        use BlockUnit::{Line, MeasuredLine, Paragraph};
        let rule = "____________";
        for (layout, lines, texts, notes) in [
            // a blank to fill in
            (
                MeasuredLine,
                &["Between", "", rule, "(the Board)", "", "1. The keeper is paid.", "2. It ends."][..],
                &["Between", "(the Board)", "1. The keeper is paid.", "2. It ends."][..],
                &[][..],
            ),
            (
                Line,
                &["Between", "and", rule, "12 keepers:", "1. Pay."],
                &["Between", "and", "12 keepers:", "1. Pay."],
                &[],
            ),
            // notes end where something else begins
            (
                Line,
                &["1. Notes lamps1 and oil;", "", "2. Ends.", rule, "1 See the report", "of May.", "", "3. Pays 40."],
                &["1. Notes lamps and oil;", "2. Ends.", "3. Pays 40."],
                &["1 See the report of May."],
            ),
            (
                MeasuredLine,
                &["1. Notes lamps1 and oil;", rule, "1 See it.", "", "1 more line", "", "2. Pays 40."],
                &["1. Notes lamps and oil;", "2. Pays 40."],
                &["1 See it. 1 more line"],
            ),
            (
                Paragraph,
                &["Lamps1 shine.", "Oil.", rule, "1 See it.", "Pay."],
                &["Lamps shine.", "Oil.", "Pay."],
                &["1 See it."],
            ),
            // a superscript digit may begin a line of the text
            (
                MeasuredLine,
                &["the Covenants,", "^1 and oil;", "^1 See it."],
                &["the Covenants,", "and oil;"],
                &["1 See it."],
            ),
            (
                MeasuredLine,
                &["the lamps^1 and", "^2 oil;", "^1 See it.", "^2 And it."],
                &["the lamps and", "oil;"],
                &["1 See it.", "2 And it."],
            ),
            (
                Paragraph,
                &["^1 Bearing lamps in mind,", "oil^2 and", "^2 See."],
                &["1 Bearing lamps in mind,", "oil and"],
                &["2 See."],
            ),
            // an asterisk may be a bullet
            (MeasuredLine, &["Lamps:", "* Oil", "* Wick"], &["Lamps:", "* Oil", "* Wick"], &[]),
            (MeasuredLine, &["A/80/L.1*", "Lamps.", "* Reissued."], &["A/80/L.1", "Lamps."], &["* Reissued."]),
        ] {
            assert_eq!(taken(lines, layout), (owned(texts), owned(notes)), "{lines:?}");
        }
    }

    fn owned(lines: &[&str]) -> Vec<String> {
        lines.iter().map(|line| (*line).to_owned()).collect()
    }

    #[test]
    fn notes_stand_behind_the_closing_lines() {
        for (closing, last, expected) in [
            ("Adopted unanimously at the 19th meeting.", "4 See Lamps, part one.", Some(("4", "See Lamps, part one."))),
            ("19th plenary meeting", "4 See Lamps, part one.", Some(("4", "See Lamps, part one."))),
            ("Decides to meet in spring.", "4 See Lamps, part one.", None),
            ("Adopted unanimously at the 19th meeting.", "4 lamps were lit.", None),
        ] {
            let text = format!(
                "The General Assembly,\n\nRecalling its resolution 6 (1988) of 3 June 1988, 4\n\nDecides to meet.\n\n{closing}\n\n{last}\n"
            );
            let resolution = crate::resolution(text.as_bytes()).unwrap();
            let notes: Vec<_> =
                resolution.footnotes.iter().map(|note| (note.mark.as_str(), note.text.as_str())).collect();
            assert_eq!(notes, Vec::from_iter(expected), "{text}");
            if expected.is_some() {
                assert_eq!(resolution.closing, [closing]);
                assert_eq!(resolution.paragraphs[0].text, "Recalling its resolution 6 (1988) of 3 June 1988,");
                assert_eq!(resolution.paragraphs[0].footnote_refs[0].marker, "4");
                assert!(resolution.warnings.is_empty(), "{:?}", resolution.warnings);
            }
        }
    }

    #[test]
    fn notes_begin_with_the_next_number() {
        for (text, last, expected) in [
            ("1", None, Some(("1", ""))),
            ("²\u{a0}Resolution 70/1.", Some(1), Some(("²", "Resolution 70/1."))),
            ("2 Resolution 70/1.", Some(1), Some(("2", "Resolution 70/1."))),
            ("1992, vol. I", Some(2), None),
            ("2005 (United Nations", Some(2), None),
            ("* Any changes", None, Some(("*", "Any changes"))),
            ("See also", Some(1), None),
        ] {
            assert_eq!(starts_note(text, last), expected, "{text}");
        }
    }
}
