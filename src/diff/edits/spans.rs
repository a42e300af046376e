//! Where the words of an edit stand, in characters.

use super::super::sequence::TokenSeq;
use super::{Block, Draft};
use crate::model::{Edit, EditKind, Significance, TextSpan, Versions};

/// Turns words into characters of both texts.
pub(super) struct Offsets<'a> {
    rows: Versions<&'a TokenSeq<'a>>,
    /// Whether bytes are characters.
    ascii: Versions<bool>,
}

impl<'a> Offsets<'a> {
    pub(super) fn new(rows: Versions<&'a TokenSeq<'a>>) -> Offsets<'a> {
        Offsets { rows, ascii: rows.map(|row| row.text.is_ascii()) }
    }

    /// Where a block stands.
    pub(super) fn spans(&self, block: &Block) -> Versions<TextSpan> {
        self.rows.zip(self.ascii).zip(block.clone()).map(|((row, ascii), words)| span(row, ascii, words))
    }

    /// The edit that a draft is.
    pub(super) fn edit(&self, draft: &Draft, text: String) -> Edit {
        let spans =
            self.rows.zip(self.ascii).zip(blocks(draft)).map(|((row, ascii), blocks)| {
                blocks.into_iter().map(|words| span(row, ascii, words)).collect::<Vec<_>>()
            });
        let kind = match (draft.moved, spans.before.is_empty(), spans.after.is_empty()) {
            (true, ..) => EditKind::Moved,
            (_, true, _) => EditKind::Inserted,
            (_, _, true) => EditKind::Deleted,
            _ => EditKind::Replaced,
        };
        Edit { kind, spans, types: Vec::new(), significance: Significance::Substantive, direction: None, text }
    }
}

/// The words of an edit on each side, in order.
fn blocks(draft: &Draft) -> Versions<Vec<std::ops::Range<usize>>> {
    let side = |words: fn(&Block) -> &std::ops::Range<usize>| {
        let mut blocks: Vec<_> = draft.blocks().map(words).filter(|words| !words.is_empty()).cloned().collect();
        blocks.sort_by_key(|words| words.start);
        blocks
    };
    Versions::new(side(|block| &block.before), side(|block| &block.after))
}

fn span(row: &TokenSeq, ascii: bool, words: std::ops::Range<usize>) -> TextSpan {
    let bytes = row.bytes(words);
    if ascii {
        return TextSpan { start: bytes.start, end: bytes.end };
    }
    let start = row.text[..bytes.start].chars().count();
    TextSpan { start, end: start + row.text[bytes].chars().count() }
}
