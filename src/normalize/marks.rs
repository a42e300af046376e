//! Footnote marks leave the text and are kept beside it.
//!
//! Raised figures are marks as they stand. Where extraction lost the raising, a mark is just a figure among others
//! (`resolution 77/2285` is 77/228 with mark 5). But the notes of a page are known, and their marks stand on it in
//! order: among all figures that could be marks, the best increasing sequence is chosen. A figure is likely a mark
//! when glued to a word or behind punctuation, less likely between two words, hardly before a month or behind
//! `paragraph`.

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

use super::footnotes::{plain_digits, superscript_digit};
use crate::model::{Block, Document, LedgerEntry, Mark, StyledText, Taken, Warning};

/// A run of blocks, as a rule a page, and the footnotes at its end whose marks may have lost their raising.
pub(super) type Group = (Range<usize>, Vec<usize>);

/// Takes the marks out of the text.
pub(super) fn take_out(document: &mut Document, groups: &[Group]) {
    let known: HashSet<&str> = document.footnotes.iter().map(|note| note.mark.as_str()).collect();
    for block in &mut document.blocks {
        take_raised(block, &known, &mut document.ledger);
    }
    // a note whose mark was raised has no other; a plain figure like it is a figure
    let raised: BTreeSet<String> =
        document.blocks.iter().flat_map(|block| &block.marks).map(|mark| mark.mark.clone()).collect();
    for (blocks, notes) in groups {
        let new: Vec<(usize, u32)> = notes
            .iter()
            .filter(|at| !raised.contains(&document.footnotes[**at].mark))
            .filter_map(|at| Some((*at, document.footnotes[*at].mark.parse().ok()?)))
            .collect();
        let numbers: Vec<u32> = new.iter().map(|(_, number)| *number).collect();
        let found = best_sequence(&document.blocks[blocks.clone()], &numbers);
        for ((note, number), _) in new.iter().zip(&found).filter(|(_, place)| place.is_none()) {
            let place = document.footnotes[*note].place;
            document.warnings.push(Warning::at(place, format!("no mark of footnote {number} was found in the text")));
        }
        // from the end, so that earlier offsets stay true
        let mut places: Vec<(Candidate, u32)> =
            found.into_iter().zip(&numbers).filter_map(|(place, number)| Some((place?, *number))).collect();
        places.sort_by_key(|(place, _)| std::cmp::Reverse((place.block, place.range.start)));
        for (place, number) in places {
            cut(
                &mut document.blocks[blocks.start + place.block],
                place.range,
                &number.to_string(),
                &mut document.ledger,
            );
        }
    }
    take_stars(document);
    adopt(document);
}

/// A mark alone in a paragraph belongs to the one above it, or, where there is none, to the one below.
fn adopt(document: &mut Document) {
    let is_lonely = |block: &Block| !block.marks.is_empty() && block.text.as_str().trim().is_empty();
    if !document.blocks.iter().any(is_lonely) {
        return;
    }
    let mut waiting: Vec<Mark> = Vec::new();
    for mut block in std::mem::take(&mut document.blocks) {
        if !is_lonely(&block) {
            block.marks.splice(0..0, waiting.drain(..));
            document.blocks.push(block);
            continue;
        }
        let marks = block.marks.into_iter();
        match document.blocks.last_mut() {
            Some(above) => {
                let at = above.text.as_str().len();
                above.marks.extend(marks.map(|mark| Mark { at, ..mark }));
            }
            None => waiting.extend(marks.map(|mark| Mark { at: 0, ..mark })),
        }
    }
}

/// Raised figures, by character or by style. `m²` is no mark: its number must be a note's, or nothing must be known of notes.
fn take_raised(block: &mut Block, notes: &HashSet<&str>, ledger: &mut Vec<LedgerEntry>) {
    let text = block.text.as_str();
    if notes.is_empty() || text.is_ascii() && block.text.spans().is_empty() {
        return;
    }
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, character) in text.char_indices() {
        // endnotes have letters: i, ii
        let styled = character.is_ascii_alphanumeric() && block.text.style_at(at).superscript;
        if superscript_digit(character).is_none() && !styled {
            continue;
        }
        let end = at + character.len_utf8();
        match runs.last_mut() {
            Some(run) if run.end == at => run.end = end,
            _ => runs.push(at..end),
        }
    }
    let mut cuts: Vec<(Range<usize>, String)> = Vec::new();
    for run in runs.into_iter().rev() {
        let mark = |range: Range<usize>| plain_digits(&block.text.as_str()[range]);
        let known = |range: &Range<usize>| notes.contains(mark(range.clone()).as_str());
        // two marks may stand side by side
        let parts = block.text.as_str()[run.clone()].char_indices().skip(1).map(|(at, _)| run.start + at);
        let mut pairs = parts.map(|middle| [middle..run.end, run.start..middle]);
        let found = match known(&run) {
            true => vec![run],
            false => pairs.find(|pair| pair.iter().all(known)).map(Vec::from).unwrap_or_default(),
        };
        cuts.extend(found.into_iter().map(|range| (range.clone(), mark(range))));
    }
    cut_all(block, cuts, ledger);
}

/// Takes marks out of a block that had none, all in one pass; the last ones come first.
fn cut_all(block: &mut Block, cuts: Vec<(Range<usize>, String)>, ledger: &mut Vec<LedgerEntry>) {
    let mut behind: Vec<(StyledText, String)> = Vec::new();
    let mut next = usize::MAX;
    let mut parts = false;
    for (range, mark) in cuts {
        let text = block.text.as_str();
        if range.end != next {
            parts = text[range.end..].starts_with(char::is_alphanumeric);
        }
        next = range.start;
        let start = start_of_cut(text, range.start, parts);
        ledger.push(LedgerEntry { taken: Taken::FootnoteMark, text: mark.clone(), place: block.place });
        behind.push((block.text.split_off(range.end), mark));
        block.text.split_off(start);
    }
    for (text, mark) in behind.into_iter().rev() {
        block.marks.push(Mark { at: block.text.as_str().len(), mark });
        block.text.append(&text);
    }
}

/// Where a cut begins: an isolated mark takes the space before it along, but not the one that parts two words.
fn start_of_cut(text: &str, mark: usize, parts: bool) -> usize {
    let space = text[..mark].chars().next_back().filter(|before| before.is_whitespace() && !parts);
    mark - space.map_or(0, char::len_utf8)
}

/// Asterisks glued to a word of the header, when a note has them.
fn take_stars(document: &mut Document) {
    let stars: Vec<String> =
        document.footnotes.iter().filter(|note| note.mark.starts_with('*')).map(|note| note.mark.clone()).collect();
    for mark in stars {
        for block in &mut document.blocks {
            let text = block.text.as_str();
            let found = text.match_indices(&mark).find(|(at, _)| {
                let behind = text[at + mark.len()..].chars().next();
                *at > 0
                    && !text[..*at].ends_with(['*', ' '])
                    && behind.is_none_or(|next| matches!(next, ' ' | ',' | ';' | '.' | ':'))
            });
            if let Some((at, _)) = found {
                cut(block, at..at + mark.len(), &mark, &mut document.ledger);
            }
        }
    }
}

/// Takes one mark out of a block.
fn cut(block: &mut Block, range: Range<usize>, mark: &str, ledger: &mut Vec<LedgerEntry>) {
    ledger.push(LedgerEntry { taken: Taken::FootnoteMark, text: mark.to_owned(), place: block.place });
    let text = block.text.as_str();
    let start = start_of_cut(text, range.start, text[range.end..].starts_with(char::is_alphanumeric));
    let length = range.end - start;
    block.text.remove(start..range.end);
    for mark in &mut block.marks {
        if mark.at > start {
            mark.at -= length.min(mark.at - start);
        }
    }
    block.marks.push(Mark { at: start, mark: mark.to_owned() });
    block.marks.sort_by_key(|mark| mark.at);
}

/// A figure that may be a mark.
#[derive(Debug, Clone, PartialEq)]
struct Candidate {
    block: usize,
    range: Range<usize>,
    score: u32,
}

/// For each number its place, increasing over the blocks, with the highest sum of scores.
fn best_sequence(blocks: &[Block], numbers: &[u32]) -> Vec<Option<Candidate>> {
    if numbers.is_empty() {
        return Vec::new();
    }
    let candidates: Vec<Vec<Candidate>> = numbers.iter().map(|number| candidates(blocks, *number)).collect();
    // best[n][k]: the best sum with the n-th number at its k-th candidate; a number may go without
    type Cell = (u32, Option<(usize, usize)>);
    let mut best: Vec<Vec<Cell>> = Vec::with_capacity(numbers.len());
    for (n, row) in candidates.iter().enumerate() {
        let mut cells = Vec::with_capacity(row.len());
        for candidate in row {
            let mut cell: Cell = (candidate.score, None);
            for m in 0..n {
                for (k, before) in candidates[m].iter().enumerate() {
                    let earlier = (before.block, before.range.end) <= (candidate.block, candidate.range.start);
                    let sum = best[m][k].0 + candidate.score;
                    if earlier && sum > cell.0 {
                        cell = (sum, Some((m, k)));
                    }
                }
            }
            cells.push(cell);
        }
        best.push(cells);
    }
    let last = best.iter().enumerate().flat_map(|(n, row)| row.iter().enumerate().map(move |(k, cell)| (cell.0, n, k)));
    let mut out = vec![None; numbers.len()];
    let mut at =
        last.max_by_key(|(sum, n, k)| (*sum, std::cmp::Reverse(*n), std::cmp::Reverse(*k))).map(|(_, n, k)| (n, k));
    while let Some((n, k)) = at {
        out[n] = Some(candidates[n][k].clone());
        at = best[n][k].1;
    }
    out
}

/// A page has few places a mark can be; more candidates than this are the likeliest ones only.
const MOST_CANDIDATES: usize = 40;

fn candidates(blocks: &[Block], number: u32) -> Vec<Candidate> {
    let figures = number.to_string();
    let mut out = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let text = block.text.as_str();
        for (start, _) in text.match_indices(figures.as_str()) {
            let end = start + figures.len();
            if text[end..].starts_with(|next: char| next.is_ascii_digit()) {
                continue;
            }
            let score = likelihood(text, start, end);
            if score > 0 {
                out.push(Candidate { block: at, range: start..end, score });
            }
        }
    }
    if out.len() > MOST_CANDIDATES {
        out.sort_by_key(|candidate| (std::cmp::Reverse(candidate.score), candidate.block, candidate.range.start));
        out.truncate(MOST_CANDIDATES);
        out.sort_by_key(|candidate| (candidate.block, candidate.range.start));
    }
    out
}

/// Words that a plain number follows.
const BEFORE_NUMBERS: [&str; 40] = [
    "paragraph",
    "paragraphs",
    "article",
    "articles",
    "goal",
    "goals",
    "target",
    "targets",
    "rule",
    "rules",
    "section",
    "sections",
    "chapter",
    "chapters",
    "no.",
    "nos.",
    "volume",
    "vol.",
    "action",
    "actions",
    "part",
    "parts",
    "annex",
    "table",
    "figure",
    "phase",
    "option",
    "item",
    "items",
    "page",
    "programme",
    "programmes",
    "subprogramme",
    "component",
    "than",
    "least",
    "the",
    "number",
    "regulation",
    "principle",
];

/// Words that follow a plain number: months, which must be capitals (“commissions, 12 may participate”), and units.
const BEHIND_NUMBERS: [&str; 28] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "million",
    "billion",
    "trillion",
    "per",
    "years",
    "year",
    "days",
    "months",
    "hours",
    "dollars",
    "weeks",
    "countries",
    "states",
    "members",
    "minutes",
    "seats",
];

/// How likely the figures at a place are a mark: 0 not at all, 10 nearly sure.
fn likelihood(text: &str, start: usize, end: usize) -> u32 {
    let before = text[..start].chars().next_back();
    let behind = text[end..].chars().next();
    let Some(before) = before else { return 0 };
    // "2.5", "1,000", "4/5", "2-year"
    let joined = |next: char| matches!(next, '/' | '-' | '\u{2011}' | '–' | '%' | '°') || next.is_alphanumeric();
    if behind.is_some_and(joined) {
        // "resolutions 3on the": raised, and the space behind it was lost
        let word: String = text[end..].chars().take_while(|next| next.is_alphabetic()).collect();
        let lost = before.is_whitespace() && word.len() > 1 && !matches!(word.as_str(), "st" | "nd" | "rd" | "th");
        return if lost && word.chars().all(char::is_lowercase) { 6 } else { 0 };
    }
    if behind.is_some_and(|next| matches!(next, '.' | ','))
        && text[end + 1..].starts_with(|next: char| next.is_ascii_digit())
    {
        return 0;
    }
    let word_before =
        |text: &str| -> String { text.trim_end().rsplit([' ', '\u{a0}']).next().unwrap_or_default().to_lowercase() };
    if before.is_ascii_digit() {
        // glued to a number: a year or a resolution number with a mark behind
        let number = text[..start].rsplit([' ', '\u{a0}', '(']).next().unwrap_or_default();
        let year = number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
        let resolution =
            number.contains('/') && number.rsplit('/').next().is_some_and(|last| (1..=3).contains(&last.len()));
        return if year || resolution { 4 } else { 0 };
    }
    if before.is_whitespace() {
        let rest = &text[..start];
        let word = word_before(rest);
        let next = text[end..].trim_start().split([' ', ',', ';', '.', ':', '\u{a0}']).next().unwrap_or_default();
        let last = rest.trim_end().chars().next_back().unwrap_or(' ');
        if BEHIND_NUMBERS.contains(&next) {
            return 0;
        }
        if matches!(last, ',' | ';' | '.' | ':' | '”' | '"' | ')' | '’') {
            // "paragraphs 1, 2 and 3": a list of numbers
            let digits = word.trim_end_matches([',', ';']).bytes().rev().take_while(u8::is_ascii_digit).count();
            return if (1..=2).contains(&digits) && last == ',' { 3 } else { 8 };
        }
        if BEFORE_NUMBERS.contains(&word.as_str()) || word.is_empty() {
            return 0;
        }
        if matches!(
            word.as_str(),
            "and" | "or" | "to" | "of" | "in" | "at" | "by" | "on" | "from" | "for" | "until" | "with" | "between"
        ) {
            return 0;
        }
        let capital =
            rest.trim_end().rsplit([' ', '\u{a0}']).next().is_some_and(|word| word.starts_with(char::is_uppercase));
        return if capital { 6 } else { 5 };
    }
    if before.is_alphabetic() || matches!(before, ',' | ';' | ':' | ')' | '”' | '"' | '’' | ']' | '»') {
        return 10;
    }
    if before == '.' {
        let word = word_before(&text[..start]);
        return if matches!(word.as_str(), "no." | "nos." | "vol." | "para." | "art.") || word.len() < 4 {
            1
        } else {
            9
        };
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Footnote, Place};

    fn note(mark: &str) -> Footnote {
        Footnote { mark: mark.into(), text: String::new(), place: Place::default() }
    }

    fn document(lines: &[&str], notes: &[&str]) -> Document {
        Document {
            blocks: lines.iter().map(|line| Block { text: StyledText::plain(*line), ..Block::default() }).collect(),
            footnotes: notes.iter().map(|mark| note(mark)).collect(),
            ..Document::default()
        }
    }

    #[test]
    fn marks_leave_the_text_in_order() {
        for (lines, notes, expected) in [
            (
                &["Human Rights,1 the Covenants2 and", "resolution 77/2283 of"][..],
                &["1", "2", "3"][..],
                &["Human Rights, the Covenants and", "resolution 77/228 of"][..],
            ),
            (
                &["paragraphs 1, 2 and 3; 1", "Development 2 and 5 December"],
                &["1", "2"],
                &["paragraphs 1, 2 and 3;", "Development and 5 December"],
            ),
            (&["held in 2011, 1 20142 and", "2018;3"], &["1", "2", "3"], &["held in 2011, 2014 and", "2018;"]),
            (&["No. 7 of 3.5 billion on 7 May"], &["9"], &["No. 7 of 3.5 billion on 7 May"]),
        ] {
            let mut document = document(lines, notes);
            let (blocks, count) = (document.blocks.len(), document.footnotes.len());
            take_out(&mut document, &[(0..blocks, (0..count).collect())]);
            let got: Vec<_> = document.blocks.iter().map(|block| block.text.as_str()).collect();
            assert_eq!(got, expected);
        }
    }

    #[test]
    fn raised_figures_are_marks_if_there_is_a_note() {
        let mut document = document(&["on 5 km² of land,¹ and"], &["1"]);
        take_out(&mut document, &[]);
        assert_eq!(document.blocks[0].text.as_str(), "on 5 km² of land, and");
        assert_eq!(document.blocks[0].marks, [Mark { at: 18, mark: "1".into() }]);
    }

    #[test]
    fn a_mark_alone_goes_to_its_neighbour() {
        for (lines, expected) in [
            (&["Notes the report;", "¹", "Decides"][..], &[("Notes the report;", Some(17)), ("Decides", None)][..]),
            (&["¹", "Decides"], &[("Decides", Some(0))]),
        ] {
            let mut document = document(lines, &["1"]);
            take_out(&mut document, &[]);
            let marks = |block: &Block| block.marks.first().map(|mark| mark.at);
            let got: Vec<_> = document.blocks.iter().map(|block| (block.text.as_str(), marks(block))).collect();
            assert_eq!(got, expected);
        }
    }
}
