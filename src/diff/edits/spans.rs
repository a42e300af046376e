//! The spans of an edit, in characters.

use super::super::sequence::TokenSeq;
use super::{Block, EditDraft};
use crate::model::{Edit, EditKind, Significance, TextSpan, Versions};

/// Converts ranges of words to spans of characters, on both sides.
pub(super) struct Offsets<'a> {
    sequences: Versions<&'a TokenSeq<'a>>,
    /// Whether bytes are characters.
    ascii: Versions<bool>,
}

impl<'a> Offsets<'a> {
    pub(super) fn new(sequences: Versions<&'a TokenSeq<'a>>) -> Offsets<'a> {
        Offsets { sequences, ascii: sequences.map(|sequence| sequence.text.is_ascii()) }
    }

    /// The spans of a block.
    pub(super) fn spans(&self, block: &Block) -> Versions<TextSpan> {
        self.sequences.zip(self.ascii).zip(block.clone()).map(|((sequence, ascii), words)| span(sequence, ascii, words))
    }

    /// The finished edit.
    pub(super) fn edit(&self, draft: &EditDraft, text: String) -> Edit {
        let spans = self.sequences.zip(self.ascii).zip(blocks(draft)).map(|((sequence, ascii), blocks)| {
            blocks.into_iter().map(|words| span(sequence, ascii, words)).collect::<Vec<_>>()
        });
        let kind = match (draft.moved, spans.before.is_empty(), spans.after.is_empty()) {
            (true, ..) => EditKind::Moved,
            (_, true, _) => EditKind::Inserted,
            (_, _, true) => EditKind::Deleted,
            _ => EditKind::Replaced,
        };
        Edit {
            kind,
            spans,
            types: Vec::new(),
            significance: Significance::Substantive,
            direction: None,
            font_fault: false,
            text,
        }
    }
}

/// The words of an edit on each side, in order.
fn blocks(draft: &EditDraft) -> Versions<Vec<std::ops::Range<usize>>> {
    let side = |words: fn(&Block) -> &std::ops::Range<usize>| {
        let mut blocks: Vec<_> = draft.blocks().map(words).filter(|words| !words.is_empty()).cloned().collect();
        blocks.sort_by_key(|words| words.start);
        blocks
    };
    Versions::new(side(|block| &block.before), side(|block| &block.after))
}

fn span(sequence: &TokenSeq, ascii: bool, words: std::ops::Range<usize>) -> TextSpan {
    let bytes = sequence.bytes(words);
    if ascii {
        return TextSpan { start: bytes.start, end: bytes.end };
    }
    let start = sequence.text[..bytes.start].chars().count();
    TextSpan { start, end: start + sequence.text[bytes].chars().count() }
}
