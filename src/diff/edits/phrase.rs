//! What the words of a phrase are to a reader.

use super::super::side::{Row, Word};
use super::Block;
use crate::lexicon::{FunctionWord, function_word};
use crate::model::{TokenKind, Versions};

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
    pub(super) fn of(word: &Word) -> Class {
        match word.kind {
            TokenKind::Number => Class::Number,
            TokenKind::Word => function_word(word.shown).map_or(Class::Content, Class::Function),
            TokenKind::Punctuation if word.is_hyphen() => Class::Hyphen,
            TokenKind::Punctuation if matches!(word.shown, "," | "，" | "、" | "،") => Class::Comma,
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
pub(super) fn words<'a>(rows: Versions<&'a Row<'a>>, block: &Block) -> impl Iterator<Item = &'a Word<'a>> {
    let before = rows.before.words[block.before.clone()].iter();
    before.chain(&rows.after.words[block.after.clone()])
}

/// Their classes.
pub(super) fn classes<'a>(rows: Versions<&'a Row<'a>>, block: &Block) -> impl Iterator<Item = Class> {
    words(rows, block).map(Class::of)
}

/// How much a reader sees change in a block.
pub(super) fn size(rows: Versions<&Row>, block: &Block) -> f64 {
    classes(rows, block).map(Class::size).sum()
}
