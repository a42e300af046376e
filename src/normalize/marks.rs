//! Footnote marks leave the text and are kept beside it.
//!
//! Raised figures are marks as they stand. Where extraction lost the raising, a mark is just a figure among others
//! (`resolution 77/2285` is 77/228 with mark 5). But the notes of a page are known, and their marks stand on it in
//! order: among all figures that could be marks, the best increasing sequence is chosen. A figure is likely a mark
//! when glued to a word or behind punctuation, less likely between two words, hardly before a month or behind
//! `paragraph`.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;

use super::footnotes::{plain_digits, superscript_digit};
use crate::model::{Block, Document, LedgerEntry, Mark, Shift, Taken};

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
        let marks = notes.iter().map(|at| &document.footnotes[*at].mark);
        let numbers: Vec<u32> = marks.filter(|mark| !raised.contains(*mark)).filter_map(|it| it.parse().ok()).collect();
        let found = best_sequence(&document.blocks[blocks.clone()], &numbers);
        let mut cuts: BTreeMap<usize, Vec<(Range<usize>, String)>> = BTreeMap::new();
        for (place, number) in found.into_iter().zip(&numbers) {
            if let Some(place) = place {
                cuts.entry(blocks.start + place.block).or_default().push((place.range, number.to_string()));
            }
        }
        for (block, cuts) in cuts {
            cut_all(&mut document.blocks[block], cuts, &mut document.ledger);
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
    for run in runs.into_iter().filter(|run| run.len() <= MAX_RAISED) {
        let mark = |range: Range<usize>| plain_digits(&block.text.as_str()[range]);
        let known = |range: &Range<usize>| notes.contains(mark(range.clone()).as_str());
        // two marks may stand side by side
        let parts = block.text.as_str()[run.clone()].char_indices().skip(1).map(|(at, _)| run.start + at);
        let mut pairs = parts.map(|middle| [run.start..middle, middle..run.end]);
        let found = match known(&run) {
            true => vec![run],
            false => pairs.find(|pair| pair.iter().all(known)).map(Vec::from).unwrap_or_default(),
        };
        cuts.extend(found.into_iter().map(|range| (range.clone(), mark(range))));
    }
    cut_all(block, cuts, ledger);
}

/// Takes marks out of a block, all in one pass. The cuts stand in order.
fn cut_all(block: &mut Block, cuts: Vec<(Range<usize>, String)>, ledger: &mut Vec<LedgerEntry>) {
    if cuts.is_empty() {
        return;
    }
    let text = block.text.as_str();
    let mut edits: Vec<(Range<usize>, &str)> = Vec::with_capacity(cuts.len());
    // from the back: whether a word follows is asked behind the last of several marks side by side
    let mut next = usize::MAX;
    let mut parts = false;
    for (range, _) in cuts.iter().rev() {
        if range.end != next {
            parts = text[range.end..].starts_with(char::is_alphanumeric);
        }
        next = range.start;
        edits.push((start_of_cut(text, range.start, parts)..range.end, ""));
    }
    edits.reverse();
    block.text.replace_all(&edits);
    let shift = || Shift::new(edits.iter().map(|(range, _)| (range.clone(), 0)));
    let mut moved = shift();
    block.marks.sort_by_key(|mark| mark.at);
    block.marks.iter_mut().for_each(|mark| mark.at = moved.place(mark.at));
    let mut moved = shift();
    let places: Vec<usize> = edits.iter().map(|(range, _)| moved.place(range.start)).collect();
    for ((_, mark), at) in cuts.into_iter().zip(places) {
        ledger.push(LedgerEntry { taken: Taken::FootnoteMark, text: mark.clone(), place: block.place });
        block.marks.push(Mark { at, mark });
    }
    block.marks.sort_by_key(|mark| mark.at);
}

/// Where a cut begins: an isolated mark takes the space before it along, but not the one that parts two words.
fn start_of_cut(text: &str, mark: usize, parts: bool) -> usize {
    let space = text[..mark].chars().next_back().filter(|before| before.is_whitespace() && !parts);
    mark - space.map_or(0, char::len_utf8)
}

/// Asterisks glued to a word of the header, when a note has them: as many in a block as there are notes.
fn take_stars(document: &mut Document) {
    let mut stars: BTreeMap<&str, usize> = BTreeMap::new();
    for note in document.footnotes.iter().filter(|note| note.mark.starts_with('*')) {
        *stars.entry(&note.mark).or_insert(0) += 1;
    }
    for (mark, count) in stars {
        for block in &mut document.blocks {
            let text = block.text.as_str();
            let found = text.match_indices(mark).filter(|(at, _)| {
                let behind = text[at + mark.len()..].chars().next();
                *at > 0
                    && !text[..*at].ends_with(['*', ' '])
                    && behind.is_none_or(|next| matches!(next, ' ' | ',' | ';' | '.' | ':'))
            });
            let cuts = found.take(count).map(|(at, mark)| (at..at + mark.len(), mark.to_owned())).collect();
            cut_all(block, cuts, &mut document.ledger);
        }
    }
}

/// A figure that may be a mark.
#[derive(Debug, Clone, PartialEq)]
struct Candidate {
    block: usize,
    range: Range<usize>,
    score: u32,
}

/// For each number its place, increasing over the blocks, with the highest sum of scores; of equal sums the one with
/// the earliest marks. A number may go without.
fn best_sequence(blocks: &[Block], numbers: &[u32]) -> Vec<Option<Candidate>> {
    let candidates = candidates(blocks, numbers);
    let mut ends: Vec<(usize, usize)> = candidates.iter().flatten().map(Candidate::end).collect();
    ends.sort_unstable();
    ends.dedup();
    let mut best = ChainEnds::new(ends.len());
    // the candidate before each one in the best sequence that ends with it
    let mut before: Vec<Vec<Option<(usize, usize)>>> = Vec::with_capacity(candidates.len());
    let mut last: Option<ChainEnd> = None;
    for (number, row) in candidates.iter().enumerate() {
        let chains = row.iter().enumerate().map(|(index, candidate)| {
            let earlier = ends.partition_point(|end| *end <= (candidate.block, candidate.range.start));
            let previous = best.max(earlier);
            let sum = candidate.score + previous.map_or(0, |previous| previous.sum);
            (ChainEnd { sum, number: Reverse(number), index: Reverse(index) }, previous)
        });
        let chains: Vec<(ChainEnd, Option<ChainEnd>)> = chains.collect();
        for ((end, _), candidate) in chains.iter().zip(row) {
            best.add(ends.partition_point(|end| *end < candidate.end()), *end);
            last = last.max(Some(*end));
        }
        let previous = chains.into_iter().map(|(_, previous)| previous.map(|end| (end.number.0, end.index.0)));
        before.push(previous.collect());
    }
    let mut out = vec![None; numbers.len()];
    let mut next = last.map(|end| (end.number.0, end.index.0));
    while let Some((number, index)) = next {
        out[number] = Some(candidates[number][index].clone());
        next = before[number][index];
    }
    out
}

/// The last candidate of a sequence, by the sum of its scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct ChainEnd {
    sum: u32,
    number: Reverse<usize>,
    index: Reverse<usize>,
}

/// The best sequence that ends before a place: a Fenwick tree of maxima.
struct ChainEnds(Vec<Option<ChainEnd>>);

impl ChainEnds {
    fn new(len: usize) -> ChainEnds {
        ChainEnds(vec![None; len + 1])
    }

    fn add(&mut self, index: usize, end: ChainEnd) {
        let mut node = index + 1;
        while node < self.0.len() {
            self.0[node] = self.0[node].max(Some(end));
            node += node & node.wrapping_neg();
        }
    }

    /// The best of the first `len` places.
    fn max(&self, len: usize) -> Option<ChainEnd> {
        let mut node = len;
        let mut best = None;
        while node > 0 {
            best = best.max(self.0[node]);
            node &= node - 1;
        }
        best
    }
}

impl Candidate {
    fn end(&self) -> (usize, usize) {
        (self.block, self.range.end)
    }
}

/// A page has few places a mark can be; more candidates than this are the likeliest ones only.
const MAX_CANDIDATES: usize = 40;
/// A raised mark has no more bytes than this: three raised figures, or two marks of them side by side.
const MAX_RAISED: usize = 18;

/// The places where each number may be a mark, found in one pass: a mark ends a run of figures.
fn candidates(blocks: &[Block], numbers: &[u32]) -> Vec<Vec<Candidate>> {
    let mut found: HashMap<u32, Vec<Candidate>> = numbers.iter().map(|number| (*number, Vec::new())).collect();
    let longest = numbers.iter().max().map_or(0, |number| number.to_string().len());
    for (index, block) in blocks.iter().enumerate().filter(|_| longest > 0) {
        let text = block.text.as_str();
        let bytes = text.as_bytes();
        let ends = (1..=bytes.len())
            .filter(|&end| bytes[end - 1].is_ascii_digit() && !bytes.get(end).is_some_and(u8::is_ascii_digit));
        for end in ends {
            let figures = bytes[..end].iter().rev().take(longest).take_while(|byte| byte.is_ascii_digit()).count();
            for start in (end - figures..end).filter(|start| bytes[*start] != b'0') {
                let number = text[start..end].parse().ok();
                let Some(row) = number.and_then(|number: u32| found.get_mut(&number)) else { continue };
                let score = likelihood(text, start, end);
                if score > 0 {
                    row.push(Candidate { block: index, range: start..end, score });
                }
            }
        }
    }
    for row in found.values_mut().filter(|row| row.len() > MAX_CANDIDATES) {
        row.sort_by_key(|candidate| (Reverse(candidate.score), candidate.block, candidate.range.start));
        row.truncate(MAX_CANDIDATES);
        row.sort_by_key(|candidate| (candidate.block, candidate.range.start));
    }
    numbers.iter().map(|number| found.get(number).cloned().unwrap_or_default()).collect()
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

/// No word that tells whether a figure is a mark has more bytes than this.
const MAX_WORD: usize = 60;

/// How likely the figures at a place are a mark: 0 not at all, 10 nearly sure.
fn likelihood(text: &str, start: usize, end: usize) -> u32 {
    // only the words beside the figures are looked at, however long the text goes on without a space
    let first = (start.saturating_sub(MAX_WORD)..=start).find(|at| text.is_char_boundary(*at)).unwrap_or(start);
    let last = (end..=end.saturating_add(MAX_WORD).min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    let (text, start, end) = (&text[first..last.unwrap_or(end)], start - first, end - first);
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
    use crate::model::{Footnote, Place, StyledText};

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
