//! One side of a redline as a sequence of tokens.
//!
//! In: the paragraphs of one side. Out: their texts joined by line feeds, and every token with its range in that text. The
//! range includes the white space before the token, which is kept, removed or added with it.

use std::borrow::Cow;
use std::ops::Range;

use crate::model::{ParagraphIndex, Resolution, TextKey};
use crate::text::{Token, TokenKind, tokens};

/// Approximate length of a token with the space before it.
const BYTES_PER_TOKEN: usize = 6;

/// The texts of some paragraphs, joined by line feeds.
pub(super) fn join_paragraphs<'a>(resolution: &'a Resolution, paragraphs: &[ParagraphIndex]) -> Cow<'a, str> {
    match paragraphs {
        [index] => Cow::Borrowed(&resolution[*index].text),
        _ => paragraphs.iter().map(|&index| resolution[index].text.as_str()).collect::<Vec<_>>().join("\n").into(),
    }
}

/// The words of one side of a redline.
pub(super) struct TokenSeq<'a> {
    /// The whole text.
    pub(super) text: Cow<'a, str>,
    pub(super) tokens: Vec<TokenRef<'a>>,
    /// The keys that the words are compared by.
    pub(super) keys: Vec<TextKey>,
    /// The words of each paragraph's opening phrase.
    pub(super) openings: Vec<Range<usize>>,
}

/// One token of a sequence.
pub(super) struct TokenRef<'a> {
    /// As printed, without white space.
    pub(super) text: &'a str,
    pub(super) kind: TokenKind,
    /// The start of the white space before it.
    start: usize,
    /// Its end.
    end: usize,
    /// Whether it is the first of its paragraph.
    pub(super) starts_paragraph: bool,
}

impl TokenRef<'_> {
    /// Its end in the text of its side.
    pub(super) fn end(&self) -> usize {
        self.end
    }

    /// Whether white space precedes it.
    pub(super) fn is_spaced(&self) -> bool {
        self.end - self.text.len() > self.start
    }

    /// Whether it is a hyphen, which joins the words beside it.
    pub(super) fn is_hyphen(&self) -> bool {
        matches!(self.text, "-" | "\u{2010}" | "\u{2011}" | "\u{2013}")
    }
}

impl<'a> TokenSeq<'a> {
    /// Tokenizes paragraphs one after another.
    pub(super) fn new(resolution: &'a Resolution, paragraphs: &[ParagraphIndex]) -> TokenSeq<'a> {
        let text = join_paragraphs(resolution, paragraphs);
        let words = text.len() / BYTES_PER_TOKEN;
        let mut sequence = TokenSeq {
            text,
            tokens: Vec::with_capacity(words),
            keys: Vec::with_capacity(words),
            openings: Vec::with_capacity(paragraphs.len()),
        };
        let mut offset = 0_usize;
        for &index in paragraphs {
            let paragraph = &resolution[index];
            // The line feed before a paragraph belongs to its first word.
            let mut start = offset.saturating_sub(1);
            let first = sequence.tokens.len();
            let opening_end = paragraph.opening.as_ref().map_or(0, |opening| opening.len);
            let mut opening_len = 0;
            for (nth, Token { range, key, kind, .. }) in tokens(&paragraph.text).enumerate() {
                opening_len += usize::from(range.start < opening_end);
                let shown = &paragraph.text[range.clone()];
                sequence.tokens.push(TokenRef {
                    text: shown,
                    kind,
                    start,
                    end: offset + range.end,
                    starts_paragraph: nth == 0,
                });
                sequence.keys.push(key);
                start = offset + range.end;
            }
            sequence.openings.push(first..first + opening_len);
            offset += paragraph.text.len() + 1;
        }
        // White space and paragraphs without words at the start belong to the first word.
        if let Some(first) = sequence.tokens.first_mut() {
            first.start = 0;
        }
        sequence
    }

    /// The bytes of some words in the text, without the white space before the first.
    pub(super) fn bytes(&self, words: Range<usize>) -> Range<usize> {
        let end = self.tokens[..words.end].last().map_or(0, TokenRef::end);
        let start = self.tokens[words.clone()].first().map_or(end, |first| first.end() - first.text.len());
        start..end
    }

    /// The text of some words, with the white space before the first and up to the next word.
    pub(super) fn text(&self, words: Range<usize>) -> &str {
        let start = |index: usize| self.tokens.get(index).map_or(self.text.len(), |word| word.start);
        if words.is_empty() { "" } else { &self.text[start(words.start)..start(words.end)] }
    }

    /// The word that contains a byte of the [text](TokenSeq::text) of some words.
    pub(super) fn word_at(&self, words: &Range<usize>, byte: usize) -> usize {
        let first = &self.tokens[words.start];
        let before = self.tokens[words.clone()].partition_point(|word| word.start <= first.start + byte);
        words.start + before.saturating_sub(1)
    }

    /// Whether white space precedes a word.
    pub(super) fn is_spaced(&self, word: usize) -> bool {
        self.tokens.get(word).is_some_and(TokenRef::is_spaced)
    }
}
