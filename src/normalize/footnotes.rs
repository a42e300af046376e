//! Footnote blocks → [`Footnote`]s; what follows on the next page is joined; the marks leave the text.
//!
//! A block begins at a rule of underscores and ends with its page (where pages are not told, at the next furniture),
//! or is a paragraph that begins with a raised figure, or a line `* …` at the foot of a page, or a numbered line behind
//! the lines that close the text.

use super::marks;
use crate::lexicon::closing_line;
use crate::model::{Block, Document, Footnote, Layout, LedgerEntry, Taken};

/// Footnotes without a rule above them are looked for among so many blocks at the end.
const MAX_NOTES_AT_END: usize = 400;

/// Takes footnotes and their marks out. `ends` tells for each block whether a page ended right before it.
pub(super) fn take_out(document: &mut Document, ends: &[bool]) {
    let page = |entry: &LedgerEntry| {
        matches!(entry.taken, Taken::JobNumber | Taken::Barcode | Taken::PageNumber | Taken::RunningHead)
    };
    let paged = document.layout == Layout::Measured || document.ledger.iter().any(page);
    let blocks = std::mem::take(&mut document.blocks);
    let mut kept: Vec<Block> = Vec::with_capacity(blocks.len());
    // which kept blocks a group of footnotes belongs to
    let mut groups: Vec<marks::Group> = Vec::new();
    let mut group_start = 0;
    let mut collector =
        Collector { notes: std::mem::take(&mut document.footnotes), ledger: Vec::new(), group: Vec::new() };
    let mut state = State::Text;
    for (at, block) in blocks.into_iter().enumerate() {
        let text = block.text.as_str();
        let ended = ends.get(at).copied().unwrap_or(false);
        if ended && state != State::Text {
            state = State::Text;
        }
        if ended && group_start < kept.len() && !collector.group.is_empty() {
            groups.push((group_start..kept.len(), std::mem::take(&mut collector.group)));
            group_start = kept.len();
        }
        if is_rule(text) && (paged || kept.len() > 1) {
            collector.ledger.push(entry(Taken::Separator, &block));
            state = State::Rule;
            continue;
        }
        if state == State::Rule && !paged && starts_note(text, None).is_none() {
            state = State::Text;
        }
        if state == State::Star && block.gap > 0.0 && !text.starts_with('*') {
            state = State::Text;
        }
        if state == State::Text
            && paged
            && starts_star(text)
            && !kept.last().is_some_and(|last| starts_star(last.text.as_str()))
        {
            state = State::Star;
        }
        if state == State::Text {
            match raised_note(&block) {
                Some((mark, body)) => {
                    collector.ledger.push(entry(Taken::Footnote, &block));
                    collector.notes.push(Footnote { mark, text: body, place: block.place });
                }
                None => kept.push(block),
            }
            continue;
        }
        collector.line(&block, state == State::Rule);
        if state == State::Rule {
            state = State::Notes;
        }
    }
    if let Some(first) = notes_behind_closing(&kept, document.layout) {
        kept.drain(first..).for_each(|block| collector.line(&block, false));
    }
    groups.push((group_start.min(kept.len())..kept.len(), std::mem::take(&mut collector.group)));
    document.ledger.append(&mut collector.ledger);
    document.footnotes = collector.notes;
    for note in &mut document.footnotes {
        note.text = note.text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    document.blocks = kept;
    marks::take_out(document, &groups);
}

/// Where footnotes begin that stand at the end of the document, right behind the lines that close the text. Nothing
/// else stands there, so they need no rule above them.
fn notes_behind_closing(blocks: &[Block], layout: Layout) -> Option<usize> {
    let from = blocks.len().saturating_sub(MAX_NOTES_AT_END);
    let begins = |block: &Block| {
        let note = starts_note(block.text.as_str().trim(), None);
        note.is_some_and(|(mark, body)| !mark.starts_with('*') && body.starts_with(char::is_uppercase))
    };
    let goes_on = |block: &Block| layout != Layout::Paragraphs && block.gap == 0.0;
    let closing = (from..blocks.len()).rev().find(|index| closing_line(blocks[*index].text.as_str()).is_some())?;
    let notes = blocks.get(closing + 1..)?;
    (notes.first().is_some_and(begins) && notes.iter().all(|block| begins(block) || goes_on(block)))
        .then_some(closing + 1)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Text,
    /// Right behind the rule.
    Rule,
    Notes,
    /// In a note marked with an asterisk that no rule announced.
    Star,
}

struct Collector {
    notes: Vec<Footnote>,
    ledger: Vec<LedgerEntry>,
    /// Notes found since the last page's end, by index; raised ones need no search for their marks.
    group: Vec<usize>,
}

impl Collector {
    fn line(&mut self, block: &Block, first: bool) {
        let text = block.text.as_str();
        self.ledger.push(entry(Taken::Footnote, block));
        let last = self.notes.iter().rev().find_map(|note| note.mark.parse().ok());
        match starts_note(text, last) {
            Some((mark, body)) => {
                self.group.push(self.notes.len());
                self.notes.push(Footnote { mark: mark.to_owned(), text: body.to_owned(), place: block.place });
            }
            None => match self.notes.last_mut() {
                Some(note) => {
                    // a continuation on the next page belongs to the last numbered note
                    let glue = if note.text.ends_with('-') { "" } else { " " };
                    note.text.push_str(glue);
                    note.text.push_str(text);
                }
                None if first => {
                    self.notes.push(Footnote { mark: "?".into(), text: text.to_owned(), place: block.place })
                }
                None => {}
            },
        }
    }
}

fn entry(taken: Taken, block: &Block) -> LedgerEntry {
    LedgerEntry { taken, text: block.text.as_str().to_owned(), place: block.place }
}

/// The rule above footnotes.
fn is_rule(text: &str) -> bool {
    let text = text.trim();
    text.len() >= 5 && (text.bytes().all(|byte| byte == b'_') || text.chars().all(|mark| mark == '─' || mark == '⎯'))
}

fn starts_star(text: &str) -> bool {
    let rest = text.trim_start_matches('*');
    (1..=3).contains(&(text.len() - rest.len())) && rest.starts_with(' ') && rest.trim().starts_with(char::is_uppercase)
}

/// Mark and text of a note that begins here. A number must follow the one before it, because lines of a note may
/// begin with a year or a volume too.
fn starts_note(text: &str, last: Option<u32>) -> Option<(&str, &str)> {
    let stars = text.bytes().take_while(|byte| *byte == b'*').count();
    if (1..=4).contains(&stars) {
        return Some((&text[..stars], text[stars..].trim_start()));
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (mark, body) = text.split_at(digits);
    let number: u32 = mark.parse().ok()?;
    // “3 –14 June 1992” is a line of a note
    let parted = body.is_empty() || body.starts_with(char::is_whitespace) && !body.trim_start().starts_with(['–', '-']);
    let next = match last {
        Some(last) => number > last && number <= last + 3,
        None => digits <= 3,
    };
    (parted && next).then(|| (mark, body.trim_start()))
}

/// Mark and text of a paragraph that is a footnote: it begins with raised figures.
fn raised_note(block: &Block) -> Option<(String, String)> {
    let text = block.text.as_str();
    let end = text
        .char_indices()
        .find(|(at, character)| {
            let raised = superscript_digit(*character).is_some()
                || (character.is_ascii_digit() && block.text.style_at(*at).superscript);
            !raised
        })
        .map_or(text.len(), |(at, _)| at);
    let body = text[end..].trim();
    (end > 0 && !body.is_empty()).then(|| (plain_digits(&text[..end]), body.to_owned()))
}

/// The figure that a raised figure stands for.
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

/// Raised figures as plain ones.
pub(super) fn plain_digits(text: &str) -> String {
    text.chars().map(|character| superscript_digit(character).unwrap_or(character)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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
            let notes: Vec<_> = resolution.footnotes.iter().map(|it| (it.mark.as_str(), it.text.as_str())).collect();
            assert_eq!(notes, Vec::from_iter(expected), "{text}");
            if expected.is_some() {
                assert_eq!(resolution.closing, [closing]);
                assert_eq!(resolution.paragraphs[0].text, "Recalling its resolution 6 (1988) of 3 June 1988,");
                assert_eq!(resolution.paragraphs[0].marks[0].mark, "4");
                assert!(resolution.warnings.is_empty(), "{:?}", resolution.warnings);
            }
        }
    }

    #[test]
    fn notes_begin_with_the_next_number() {
        for (text, last, expected) in [
            ("1", None, Some(("1", ""))),
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
