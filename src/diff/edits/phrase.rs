//! What the words of a phrase are to a reader.

use super::super::sequence::{TokenRef, TokenSeq};
use super::Block;
use crate::lexicon::{FunctionWord, function_word};
use crate::model::Versions;
use crate::text::TokenKind;

/// How a word counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Content,
    Number,
    Function(FunctionWord),
    Hyphen,
    Comma,
    Mark,
}

impl Class {
    pub(super) fn of(word: &TokenRef) -> Class {
        match word.kind {
            TokenKind::Number => Class::Number,
            TokenKind::Word => function_word(word.text).map_or(Class::Content, Class::Function),
            TokenKind::Punctuation if word.is_hyphen() => Class::Hyphen,
            TokenKind::Punctuation if matches!(word.text, "," | "，" | "、" | "،") => Class::Comma,
            TokenKind::Punctuation => Class::Mark,
        }
    }

    /// Whether it says something by itself.
    pub(super) fn is_content(self) -> bool {
        matches!(self, Class::Content | Class::Number)
    }

    /// Whether it only joins the entries of a list or ends a clause.
    pub(super) fn is_glue(self) -> bool {
        matches!(self, Class::Comma | Class::Mark | Class::Function(FunctionWord::Conjunction))
    }

    /// How much of a phrase it is.
    fn size(self) -> f64 {
        match self {
            Class::Content | Class::Number => 1.0,
            Class::Function(_) => 0.4,
            Class::Comma | Class::Mark => 0.1,
            Class::Hyphen => 0.0,
        }
    }
}

/// The words of a block, older side first.
pub(super) fn words<'a>(rows: Versions<&'a TokenSeq<'a>>, block: &Block) -> impl Iterator<Item = &'a TokenRef<'a>> {
    let before = rows.before.tokens[block.before.clone()].iter();
    before.chain(&rows.after.tokens[block.after.clone()])
}

/// Their classes.
pub(super) fn classes<'a>(rows: Versions<&'a TokenSeq<'a>>, block: &Block) -> impl Iterator<Item = Class> {
    words(rows, block).map(Class::of)
}

/// How much a reader sees change in a block.
pub(super) fn size(rows: Versions<&TokenSeq>, block: &Block) -> f64 {
    classes(rows, block).map(Class::size).sum()
}
