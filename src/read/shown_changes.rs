//! Changes that an author shows by styles: bold or underlined words are new, struck-through ones deleted.
//!
//! A heading is bold as a whole, and so may be what stands above the text: only a passage within a sentence, or a whole
//! paragraph that ends as one, is a new one.

use crate::lexicon::ends_paragraph;
use crate::model::{Block, BlockKind, Document, Side, Style, StyledText};

/// Whether any change is shown.
pub(super) fn are_in(document: &Document) -> bool {
    document.blocks.iter().any(|block| passages(block).any(|(change, _)| change != Shown::Kept))
}

/// Leaves one side of the changes.
pub(super) fn resolve(document: &mut Document, side: Side) {
    let left_out = match side {
        Side::Before => Shown::New,
        Side::After => Shown::Deleted,
    };
    for mut block in std::mem::take(&mut document.blocks) {
        let mut text = StyledText::default();
        let mut is_changed = false;
        let mut is_behind = false;
        for (change, passage) in passages(&block) {
            if change == left_out {
                is_changed = true;
                is_behind = true;
                continue;
            }
            // of the two spaces around a passage that is gone, one stays
            let doubles =
                is_behind && (text.is_empty() || text.as_str().ends_with(' ')) && passage.as_str().starts_with(' ');
            let start = usize::from(doubles);
            text.append(&without_marks(&passage.slice(start..passage.as_str().len())));
            is_behind = false;
        }
        if is_changed && text.as_str().trim().is_empty() {
            continue;
        }
        block.text = text;
        document.blocks.push(block);
    }
}

/// What an author shows of a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Kept,
    New,
    Deleted,
}

/// The passages of a block in order.
fn passages(block: &Block) -> impl Iterator<Item = (Shown, StyledText)> {
    let text = &block.text;
    let mut out: Vec<(Shown, StyledText)> = Vec::new();
    let is_emphasis = |style: &Style| style.bold || style.underline;
    let set = text.spans().iter().filter(|(_, style)| is_emphasis(style) || style.strike);
    let covered: usize = set.map(|(range, _)| text.as_str()[range.clone()].trim().len()).sum();
    let is_whole = covered >= text.as_str().trim().len();
    let has_struck = text.spans().iter().any(|(_, style)| style.strike);
    let is_heading = block.kind == BlockKind::Heading || is_whole && !has_struck && !ends_paragraph(text.as_str());
    let mut end = 0;
    for (range, style) in text.spans() {
        if range.start > end {
            out.push((Shown::Kept, text.slice(end..range.start)));
        }
        let shown = match style {
            style if style.strike => Shown::Deleted,
            style if is_emphasis(style) && !is_heading => Shown::New,
            _ => Shown::Kept,
        };
        out.push((shown, text.slice(range.clone())));
        end = range.end;
    }
    if end < text.as_str().len() {
        out.push((Shown::Kept, text.slice(end..text.as_str().len())));
    }
    out.into_iter()
}

/// The same words without what marked them.
fn without_marks(text: &StyledText) -> StyledText {
    let mut out = StyledText::default();
    let mut end = 0;
    for (range, style) in text.spans() {
        out.push(&text.as_str()[end..range.start], Style::default());
        out.push(&text.as_str()[range.clone()], Style { bold: false, underline: false, strike: false, ..*style });
        end = range.end;
    }
    out.push(&text.as_str()[end..], Style::default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_are_read() {
        let bold = Style { bold: true, ..Style::default() };
        let strike = Style { strike: true, ..Style::default() };
        let block = |passages: &[(&str, Style)]| {
            let mut text = StyledText::default();
            passages.iter().for_each(|(words, style)| text.push(words, *style));
            Block { text, ..Block::default() }
        };
        let plain = Style::default();
        let document = Document {
            blocks: vec![
                block(&[("The Sea", bold)]),
                block(&[("1. ", plain), ("Notes", strike), (" ", plain), ("Welcomes", bold), (" the lamps;", plain)]),
                block(&[("2. Urges all to light them;", bold)]),
                block(&[("3. Decides to wait.", strike)]),
            ],
            ..Document::default()
        };
        assert!(are_in(&document));
        for (side, expected) in [
            (Side::Before, &["The Sea", "1. Notes the lamps;", "3. Decides to wait."][..]),
            (Side::After, &["The Sea", "1. Welcomes the lamps;", "2. Urges all to light them;"]),
        ] {
            let mut read = document.clone();
            resolve(&mut read, side);
            let texts: Vec<&str> = read.blocks.iter().map(|block| block.text.as_str()).collect();
            assert_eq!(texts, expected);
        }
        let heading = Document { blocks: vec![block(&[("The Sea", bold)])], ..Document::default() };
        assert!(!are_in(&heading));
    }
}
