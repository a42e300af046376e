//! The classes of words that decide how much of a phrase is one edit, and how it is quoted.

use super::super::sequence::{TokenRef, TokenSeq};
use super::Block;
use crate::lexicon::{FunctionWord, Lexicon};
use crate::model::Versions;
use crate::text::TokenKind;

/// The class of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WordClass {
    Content,
    Number,
    Function(FunctionWord),
    Hyphen,
    Comma,
    /// Any other punctuation.
    Punctuation,
}

impl WordClass {
    pub(super) fn from_token(word: &TokenRef) -> WordClass {
        match word.kind {
            TokenKind::Number => WordClass::Number,
            TokenKind::Word => Lexicon::any().function_word(word.text).map_or(WordClass::Content, WordClass::Function),
            TokenKind::Punctuation if word.is_hyphen() => WordClass::Hyphen,
            TokenKind::Punctuation if matches!(word.text, "," | "，" | "、" | "،") => WordClass::Comma,
            TokenKind::Punctuation => WordClass::Punctuation,
        }
    }

    /// Whether it has a meaning of its own.
    pub(super) fn is_content(self) -> bool {
        matches!(self, WordClass::Content | WordClass::Number)
    }

    /// Whether it only joins the entries of a list or ends a clause.
    pub(super) fn is_joining(self) -> bool {
        matches!(self, WordClass::Comma | WordClass::Punctuation | WordClass::Function(FunctionWord::Conjunction))
    }

    /// Its contribution to the size of a phrase.
    fn size(self) -> f64 {
        match self {
            WordClass::Content | WordClass::Number => 1.0,
            WordClass::Function(_) => 0.4,
            WordClass::Comma | WordClass::Punctuation => 0.1,
            WordClass::Hyphen => 0.0,
        }
    }
}

/// The words of a block, older side first.
pub(super) fn words<'a>(
    sequences: Versions<&'a TokenSeq<'a>>,
    block: &Block,
) -> impl Iterator<Item = &'a TokenRef<'a>> {
    let before = sequences.before.tokens[block.before.clone()].iter();
    before.chain(&sequences.after.tokens[block.after.clone()])
}

/// Their classes.
pub(super) fn classes<'a>(sequences: Versions<&'a TokenSeq<'a>>, block: &Block) -> impl Iterator<Item = WordClass> {
    words(sequences, block).map(WordClass::from_token)
}

/// The size of a block as a reader perceives it.
pub(super) fn size(sequences: Versions<&TokenSeq>, block: &Block) -> f64 {
    classes(sequences, block).map(WordClass::size).sum()
}
