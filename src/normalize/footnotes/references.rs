//! What in the text refers to a footnote, which distinguishes a note from a line that only looks like one.

use std::collections::{HashMap, HashSet};

use super::super::marks;
use super::{is_rule, plain_digits, raised_note, starts_note};
use crate::model::{Block, Footnote};

/// The most lines below a rule among which the second note is looked for.
const MAX_LINES_TO_SECOND: usize = 12;

/// What in the text may refer to a note.
pub(super) struct References {
    /// The first block with a digit that may be a mark.
    numbers: HashMap<u32, usize>,
    /// The second note below a rule, by the block of the rule.
    second: HashMap<usize, u32>,
    /// How many asterisks stand after a word.
    stars: HashSet<usize>,
}

impl References {
    pub(super) fn new(blocks: &[Block]) -> References {
        let mut out = References { numbers: HashMap::new(), second: HashMap::new(), stars: HashSet::new() };
        // only the first two numbers below a rule are asked for
        let mut wanted: HashSet<u32> = HashSet::new();
        let number = |mark: &str| plain_digits(mark).parse::<u32>().ok();
        for (rule, _) in blocks.iter().enumerate().filter(|(_, block)| is_rule(block.text.as_str())) {
            let mut below = blocks[rule + 1..].iter().take(MAX_LINES_TO_SECOND).map(|block| block.text.as_str());
            let first = below.next().and_then(|text| starts_note(text, None)).and_then(|(mark, _)| number(mark));
            let Some(first) = first else { continue };
            wanted.insert(first);
            let second = below.find_map(|text| starts_note(text, Some(first))).and_then(|(mark, _)| number(mark));
            wanted.extend(second);
            out.second.extend(second.map(|second| (rule, second)));
        }
        for (index, block) in blocks.iter().enumerate() {
            let text = block.text.as_str();
            if !wanted.is_empty() {
                marks::find_markers(text, &wanted, |number| {
                    out.numbers.entry(number).or_insert(index);
                });
            }
            let bytes = text.as_bytes();
            let mut places = memchr::memchr_iter(b'*', bytes).peekable();
            while let Some(start) = places.next() {
                let mut end = start + 1;
                while places.next_if_eq(&end).is_some() {
                    end += 1;
                }
                if start > 0 && bytes[start - 1] != b' ' && !bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) {
                    out.stars.insert(end - start);
                }
            }
        }
        out
    }

    /// Whether something refers to the note that a line of asterisks begins.
    pub(super) fn has_stars(&self, text: &str) -> bool {
        self.stars.contains(&(text.len() - text.trim_start_matches('*').len()))
    }

    pub(super) fn has_number(&self, number: &str, before: usize) -> bool {
        plain_digits(number).parse().is_ok_and(|number| self.is_before(number, before))
    }

    /// Whether something refers to the second note below a rule: then the first is one that lost its reference.
    pub(super) fn has_second(&self, rule: usize) -> bool {
        self.second.get(&rule).is_some_and(|second| self.is_before(*second, rule))
    }

    fn is_before(&self, number: u32, block: usize) -> bool {
        self.numbers.get(&number).is_some_and(|first| *first < block)
    }
}

/// Which blocks that begin with a superscript digit are notes: a note has a reference before it, which is another
/// raised digit, be it at the start of a block too.
pub(super) struct RaisedNotes {
    /// Marks whose notes the reader has found.
    known: HashSet<String>,
    /// Blocks in which a raised mark stands after the first character, by mark.
    references: HashMap<String, Vec<usize>>,
    /// Blocks that begin with a mark, by mark.
    starts: HashMap<String, Vec<usize>>,
    /// How many references of a mark are before the last note of it, and the page of that note.
    notes: HashMap<String, (usize, u32)>,
    /// Starts that were taken for references.
    inline: HashMap<String, usize>,
}

impl RaisedNotes {
    pub(super) fn new(blocks: &[Block], notes: &[Footnote]) -> RaisedNotes {
        let mut out = RaisedNotes {
            known: notes.iter().map(|note| note.mark.clone()).collect(),
            references: HashMap::new(),
            starts: HashMap::new(),
            notes: HashMap::new(),
            inline: HashMap::new(),
        };
        for (index, block) in blocks.iter().enumerate() {
            if let Some((mark, _)) = raised_note(block) {
                out.starts.entry(mark).or_default().push(index);
            }
        }
        if out.starts.is_empty() {
            return out;
        }
        for (index, block) in blocks.iter().enumerate() {
            for range in marks::raised_runs(block).into_iter().filter(|range| range.start > 0) {
                let mark = plain_digits(&block.text.as_str()[range]);
                if out.starts.contains_key(&mark) {
                    out.references.entry(mark).or_default().push(index);
                }
            }
        }
        out
    }

    pub(super) fn is_note(&mut self, mark: &str, index: usize, block: &Block) -> bool {
        if self.known.contains(mark) {
            return false;
        }
        let before =
            |places: Option<&Vec<usize>>| places.map_or(0, |places| places.partition_point(|place| *place < index));
        let references = before(self.references.get(mark)) + self.inline.get(mark).copied().unwrap_or(0);
        let (used, page) = self.notes.get(mark).copied().unwrap_or((0, u32::MAX));
        let is_note = if references > used {
            page != block.location.page
        } else {
            // of two blocks that begin with the mark, the first refers to the second; one alone is a note if the text
            // shows its marks otherwise than raised
            let starts = self.starts.get(mark).map_or(0, |places| places.len() - before(Some(places)));
            starts == 1 && used == 0 && self.references.is_empty() && mark.bytes().all(|byte| byte.is_ascii_digit())
        };
        if is_note {
            self.notes.insert(mark.to_owned(), (references, block.location.page));
        } else {
            *self.inline.entry(mark.to_owned()).or_insert(0) += 1;
        }
        is_note
    }
}
