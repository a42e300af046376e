//! One side of a redline as a row of words.
//!
//! In: the paragraphs of one side. Out: their texts joined by line ends, and every token with its place in that text,
//! the white space before it included: what is kept, removed or added takes its white space along.

use std::borrow::Cow;
use std::ops::Range;

use crate::lexicon::tokens;
use crate::model::{Key, ParagraphIndex, Resolution, Token, TokenKind};

/// Letters that a word takes, about, with the space before it.
const LETTERS: usize = 6;

/// The texts of some paragraphs, joined by line ends.
pub(super) fn joined<'a>(resolution: &'a Resolution, paragraphs: &[ParagraphIndex]) -> Cow<'a, str> {
    match paragraphs {
        [at] => Cow::Borrowed(&resolution[*at].text),
        _ => paragraphs.iter().map(|&at| resolution[at].text.as_str()).collect::<Vec<_>>().join("\n").into(),
    }
}

/// The words of one side of a redline.
pub(super) struct Row<'a> {
    /// The whole text.
    pub(super) text: Cow<'a, str>,
    pub(super) words: Vec<Word<'a>>,
    /// What the words are compared by.
    pub(super) keys: Vec<Key>,
    /// The words of each paragraph's opening phrase.
    pub(super) openings: Vec<Range<usize>>,
}

/// One token of a row.
pub(super) struct Word<'a> {
    /// As printed, without white space.
    pub(super) shown: &'a str,
    pub(super) kind: TokenKind,
    /// Where the white space before it begins.
    start: usize,
    /// Where it ends.
    end: usize,
    /// Whether it is the first of its paragraph.
    pub(super) begins: bool,
}

impl Word<'_> {
    /// Where it ends in the text of its side.
    pub(super) fn end(&self) -> usize {
        self.end
    }

    /// Whether white space stands before it.
    pub(super) fn is_spaced(&self) -> bool {
        self.end - self.shown.len() > self.start
    }

    /// Whether it is a hyphen, which ties the words beside it together.
    pub(super) fn is_hyphen(&self) -> bool {
        matches!(self.shown, "-" | "\u{2010}" | "\u{2011}" | "\u{2013}")
    }
}

impl<'a> Row<'a> {
    /// Sets paragraphs side by side.
    pub(super) fn of(resolution: &'a Resolution, paragraphs: &[ParagraphIndex]) -> Row<'a> {
        let text = joined(resolution, paragraphs);
        let words = text.len() / LETTERS;
        let mut row = Row {
            text,
            words: Vec::with_capacity(words),
            keys: Vec::with_capacity(words),
            openings: Vec::with_capacity(paragraphs.len()),
        };
        let mut offset = 0_usize;
        for &at in paragraphs {
            let paragraph = &resolution[at];
            // the line end before a paragraph belongs to its first word
            let mut start = offset.saturating_sub(1);
            let first = row.words.len();
            let opening_end = paragraph.opening.as_ref().map_or(0, |opening| opening.range.end);
            let mut opening_len = 0;
            for (nth, Token { range, key, kind, .. }) in tokens(&paragraph.text).enumerate() {
                opening_len += usize::from(range.start < opening_end);
                let shown = &paragraph.text[range.clone()];
                row.words.push(Word { shown, kind, start, end: offset + range.end, begins: nth == 0 });
                row.keys.push(key);
                start = offset + range.end;
            }
            row.openings.push(first..first + opening_len);
            offset += paragraph.text.len() + 1;
        }
        // A paragraph without words in front, and white space there, belong to the first word.
        if let Some(first) = row.words.first_mut() {
            first.start = 0;
        }
        row
    }

    /// Where some words stand in the text, without the white space before the first.
    pub(super) fn bytes(&self, words: Range<usize>) -> Range<usize> {
        let end = self.words[..words.end].last().map_or(0, Word::end);
        let start = self.words[words.clone()].first().map_or(end, |first| first.end() - first.shown.len());
        start..end
    }

    /// The text of some of the words; the last takes along what is behind it.
    pub(super) fn text(&self, words: Range<usize>) -> &str {
        let start = |at: usize| self.words.get(at).map_or(self.text.len(), |word| word.start);
        if words.is_empty() { "" } else { &self.text[start(words.start)..start(words.end)] }
    }

    /// The word that a byte of the [text](Row::text) of some words stands in.
    pub(super) fn word_at(&self, words: &Range<usize>, byte: usize) -> usize {
        let first = &self.words[words.start];
        let before = self.words[words.clone()].partition_point(|word| word.start <= first.start + byte);
        words.start + before.saturating_sub(1)
    }

    /// Whether white space stands before a word.
    pub(super) fn is_spaced(&self, word: usize) -> bool {
        self.words.get(word).is_some_and(|word| self.text[word.start..].starts_with(char::is_whitespace))
    }
}
