//! Grows blocks over the kept words beside them.
//!
//! In: blocks. Out: blocks. A block grows on both sides at once and only over equal words, so what it says stays true; and
//! only up to the next block, so no word is in two edits.

use std::ops::Range;

use super::super::sequence::TokenSeq;
use super::classes::{WordClass, classes, words};
use super::units::Units;
use super::{Block, EditDraft};
use crate::lexicon::is_connective;
use crate::model::{Side, Versions};

/// How many words a single punctuation mark takes from its left and right, so that a reader finds the place.
const PUNCTUATION_CONTEXT: (usize, usize) = (1, 2);

/// The most words that are inserted into a compound term or deleted from it.
const MAX_INSIDE_TERM: usize = 3;

/// A block that can grow within limits.
struct GrowingBlock<'a> {
    sequences: Versions<&'a TokenSeq<'a>>,
    block: Block,
    /// The end of the block on the left, and the start of the block on the right.
    limits: Block,
}

impl<'a> GrowingBlock<'a> {
    /// A block that can grow up to its neighbours on the left and on the right.
    fn new(
        sequences: Versions<&'a TokenSeq<'a>>,
        block: Block,
        [left, right]: [Option<&Block>; 2],
    ) -> GrowingBlock<'a> {
        let limits = Versions::from_fn(|side| {
            let start = left.map_or(0, |left| left.get(side).end);
            start..right.map_or(sequences.get(side).tokens.len(), |right| right.get(side).start)
        });
        GrowingBlock { sequences, block, limits }
    }

    fn grow_left(&mut self) -> bool {
        let Versions { before, after } = &mut self.block;
        let has_room = before.start > self.limits.before.start && after.start > self.limits.after.start;
        let grows =
            has_room && self.sequences.before.keys[before.start - 1] == self.sequences.after.keys[after.start - 1];
        if grows {
            before.start -= 1;
            after.start -= 1;
        }
        grows
    }

    fn grow_right(&mut self) -> bool {
        let Versions { before, after } = &mut self.block;
        let has_room = before.end < self.limits.before.end && after.end < self.limits.after.end;
        let grows = has_room && self.sequences.before.keys[before.end] == self.sequences.after.keys[after.end];
        if grows {
            before.end += 1;
            after.end += 1;
        }
        grows
    }

    /// Grows over the rest of words joined by hyphens.
    fn over_compounds(&mut self) {
        while Side::any(|side| is_joined_left(self.sequences.get(side), self.block.get(side))) && self.grow_left() {}
        while Side::any(|side| is_joined_right(self.sequences.get(side), self.block.get(side))) && self.grow_right() {}
    }

    /// Grows over the opening phrases that it overlaps.
    fn over_openings(&mut self) {
        let overlaps =
            |words: &Range<usize>, opening: &Range<usize>| words.start < opening.end && opening.start < words.end;
        for (before, after) in self.sequences.before.openings.iter().zip(&self.sequences.after.openings) {
            if overlaps(&self.block.before, before) || overlaps(&self.block.after, after) {
                while (self.block.before.start > before.start || self.block.after.start > after.start)
                    && self.grow_left()
                {}
                while (self.block.before.end < before.end || self.block.after.end < after.end) && self.grow_right() {}
            }
        }
    }

    /// Grows over the dates that it overlaps.
    fn over_dates(&mut self, units: Versions<&Units>) {
        let changed = self.block.clone();
        for side in Side::BOTH {
            for date in units.get(side).dates(changed.get(side)) {
                while self.block.get(side).start > date.start && self.grow_left() {}
                while self.block.get(side).end < date.end && self.grow_right() {}
            }
        }
    }

    /// Grows function words to their phrase: over the next content word, or the date that begins there.
    fn over_phrase(&mut self, units: Versions<&Units>) {
        while matches!(self.next(), Some(WordClass::Function(_))) && self.grow_right() {}
        let next = self.block.before.end;
        if self.next().is_some_and(WordClass::is_content) && self.grow_right() {
            let date_end = units.before.dates(&(next..next + 1)).map(|date| date.end).next();
            while date_end.is_some_and(|end| self.block.before.end < end) && self.grow_right() {}
        }
    }

    /// The class of the word after the block.
    fn next(&self) -> Option<WordClass> {
        self.sequences.before.tokens.get(self.block.before.end).map(WordClass::from_token)
    }

    /// The class of the word before the block.
    fn previous(&self) -> Option<WordClass> {
        self.block.before.start.checked_sub(1).map(|index| WordClass::from_token(&self.sequences.before.tokens[index]))
    }

    /// Whether the block is a few words inserted into a compound term or deleted from it: `sustainable [development]
    /// investments`.
    fn is_inside_term(&self) -> bool {
        let Versions { before, after } = &self.block;
        (before.is_empty() || after.is_empty())
            && before.len() + after.len() <= MAX_INSIDE_TERM
            && self.previous() == Some(WordClass::Content)
            && self.next() == Some(WordClass::Content)
    }

    /// Whether the block is a noun that only changes its number before a citation: `resolution[s] 5/11`.
    fn is_noun_of_citation(&self) -> bool {
        let Versions { before, after } = &self.block;
        let word = |sequence: &TokenSeq, words: &Range<usize>| match sequence.tokens.get(words.clone()) {
            Some([word]) if WordClass::from_token(word) == WordClass::Content => Some(word.text.to_lowercase()),
            _ => None,
        };
        let words = word(self.sequences.before, before).zip(word(self.sequences.after, after));
        let same_noun =
            words.is_some_and(|(before, after)| before.trim_end_matches('s') == after.trim_end_matches('s'));
        same_noun && self.next() == Some(WordClass::Number)
    }

    /// Grows what is too small to quote.
    fn grow_to_quotable(&mut self, units: Versions<&Units>) {
        let is_punctuation = |class| matches!(class, WordClass::Comma | WordClass::Punctuation);
        let block = self.block.clone();
        if classes(self.sequences, &block).all(is_punctuation) {
            self.over_context();
            return;
        }
        self.over_dates(units);
        if self.block != block {
            return;
        }
        let sequences = self.sequences;
        if words(sequences, &block)
            .all(|word| matches!(WordClass::from_token(word), WordClass::Function(_)) || is_connective(word.text))
        {
            self.over_phrase(units);
        } else if self.is_inside_term() {
            self.grow_left();
            self.grow_right();
        } else if self.is_noun_of_citation() {
            self.grow_right();
        }
        self.over_compounds();
    }

    /// Grows a single punctuation mark to the words beside it.
    fn over_context(&mut self) {
        for _ in 0..PUNCTUATION_CONTEXT.0 {
            self.grow_left();
        }
        for _ in 0..PUNCTUATION_CONTEXT.1 {
            if self.next().is_some_and(|next| !matches!(next, WordClass::Comma | WordClass::Punctuation)) {
                self.grow_right();
            }
        }
    }
}

/// Whether a hyphen joins the first word of a range to the word before it.
fn is_joined_left(sequence: &TokenSeq, words: &Range<usize>) -> bool {
    let Some((first, before)) =
        sequence.tokens.get(words.start).zip(words.start.checked_sub(1).map(|index| &sequence.tokens[index]))
    else {
        return false;
    };
    !words.is_empty() && !first.is_spaced() && (first.is_hyphen() || before.is_hyphen())
}

/// Whether a hyphen joins the last word of a range to the word after it.
fn is_joined_right(sequence: &TokenSeq, words: &Range<usize>) -> bool {
    let Some(next) = sequence.tokens.get(words.end) else { return false };
    !words.is_empty() && !next.is_spaced() && (next.is_hyphen() || sequence.tokens[words.end - 1].is_hyphen())
}

/// Grows blocks to whole compounds and whole opening phrases, and joins those that overlap then.
pub(super) fn to_whole_phrases(sequences: Versions<&TokenSeq>, blocks: Vec<Block>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    for (index, block) in blocks.iter().enumerate() {
        let neighbours = [index.checked_sub(1).map(|left| &blocks[left]), blocks.get(index + 1)];
        let mut growing = GrowingBlock::new(sequences, block.clone(), neighbours);
        growing.over_compounds();
        growing.over_openings();
        let block = growing.block;
        match out.last_mut() {
            Some(last) if block.before.start < last.before.end || block.after.start < last.after.end => {
                last.before.end = last.before.end.max(block.before.end);
                last.after.end = last.after.end.max(block.after.end);
            }
            _ => out.push(block),
        }
    }
    out
}

/// Grows parts of dates to whole dates, single punctuation marks to the words beside them, function words to their phrase,
/// and words inserted into a term to the term.
pub(super) fn to_quotable(
    sequences: Versions<&TokenSeq>,
    units: Versions<&Units>,
    mut drafts: Vec<EditDraft>,
) -> Vec<EditDraft> {
    // All blocks in the order of the text, each with the draft whose main block it is.
    let mut blocks: Vec<(Block, Option<usize>)> = Vec::with_capacity(drafts.len());
    for (index, draft) in drafts.iter().enumerate() {
        blocks.push((draft.main.clone(), (!draft.moved).then_some(index)));
        blocks.extend(draft.others.iter().map(|block| (block.clone(), None)));
    }
    blocks.sort_by_key(|(block, _)| (block.before.start, block.after.start, block.before.end, block.after.end));
    for index in 0..blocks.len() {
        let (block, Some(draft)) = blocks[index].clone() else { continue };
        let neighbours = [index.checked_sub(1), Some(index + 1)].map(|index| Some(&blocks.get(index?)?.0));
        let mut growing = GrowingBlock::new(sequences, block, neighbours);
        growing.grow_to_quotable(units);
        drafts[draft].main = growing.block.clone();
        blocks[index].0 = growing.block;
    }
    drafts
}
