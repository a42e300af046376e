//! [`Document`] → [`Document`]: what extraction and layout did to the text is undone.
//!
//! 1. `characters`: control, zero-width and direction characters are removed.
//! 2. `layout_tables`: tables that only lay text out are taken apart, where a reader gave tables.
//! 3. `contents`: printed tables of contents are removed.
//! 4. `furniture`: running heads, page feet, job numbers and barcodes are removed.
//! 5. `footnotes`: footnote blocks become footnotes, joined over pages; their marks leave the text.
//! 6. `tables`: runs of columns become table blocks.
//! 7. `paragraphs`: lines are joined to paragraphs.
//! 8. `repair`: paragraphs broken by a page are joined, glued ones split.
//! 9. `scripts`: raised and lowered characters that are no footnote references are written plainly: `10⁶`, `x_i`.
//! 10. `spacing`: single spaces, stray spaces at hyphens and before commas closed.
//! 11. `broken_words`: words that extraction broke are made whole: `navi gation`.
//!
//! Lines above the organ's line stay as they are: the header is read line by line.
//! What leaves the text goes to the ledger, so that nobody has to wonder what was dropped.

mod broken_words;
mod characters;
mod contents;
mod footnotes;
mod furniture;
mod layout_tables;
mod marks;
mod paragraphs;
mod repair;
mod scripts;
mod spacing;
mod tables;

use crate::model::{Block, BlockKind, BlockUnit, Document};

/// Normalizes a document as read.
///
/// ```
/// use travaux::{normalize, read};
///
/// let text = "The General Assembly,\n\n1. Decides to meet in the harbour of Valletta in\nthe spring of every year.";
/// let document = normalize::normalize(read::document(text.as_bytes())?);
/// let last = document.blocks.last().expect("there is text");
/// assert!(last.text.as_str().ends_with("of Valletta in the spring of every year."));
/// # Ok::<(), read::Error>(())
/// ```
pub fn normalize(mut document: Document) -> Document {
    split_header_lines(&mut document);
    let has_tabs = characters::remove_invisible(&mut document);
    layout_tables::flatten_layout_tables(&mut document);
    contents::remove(&mut document);
    let ends = furniture::remove_furniture(&mut document);
    footnotes::extract_footnotes(&mut document, &ends);
    let mut is_bare = false;
    // Where the text was typed, paragraph by paragraph, no word is broken.
    let has_lines = document.block_unit.has_lines();
    let may_be_broken = document.block_unit != BlockUnit::Element;
    if has_lines {
        tables::detect_tables(&mut document, has_tabs);
        is_bare = paragraphs::join(&mut document);
    }
    if may_be_broken {
        repair::join_broken(&mut document);
    }
    if is_bare {
        repair::split_glued(&mut document);
    }
    scripts::write_plainly(&mut document);
    spacing::collapse_spaces(&mut document);
    if has_lines {
        broken_words::mend(&mut document);
    }
    document
}

/// Lines that Markdown took for one paragraph are lines of the header still, where they stand above the text.
fn split_header_lines(document: &mut Document) {
    let body = body_start(document);
    if document.blocks[..body].iter().all(|block| !block.text.as_str().contains('\n')) {
        return;
    }
    let tail = document.blocks.split_off(body);
    for mut block in std::mem::take(&mut document.blocks) {
        if block.kind != BlockKind::Text {
            document.blocks.push(block);
            continue;
        }
        for (index, text) in std::mem::take(&mut block.text).split("\n").into_iter().enumerate() {
            let gap = if index == 0 { block.lines_above } else { 0.0 };
            document.blocks.push(Block { text, lines_above: gap, ..block.clone() });
        }
    }
    document.blocks.extend(tail);
}

/// Index of the first block of the text proper: after the organ's line, below the submission note, or where the first
/// numbered or preambular paragraph stands if that comes first; 0 where nothing shows it.
fn body_start(document: &Document) -> usize {
    use crate::lexicon::{ClauseKind, parse_label, parse_opening, text_start};
    let texts = || document.blocks.iter().map(|block| block.text.as_str());
    if let Some(start) = text_start(&document.blocks, |block| (block.text.as_str(), block.lines_above)) {
        return if start.organ == Some(start.first) { start.first + 1 } else { start.first };
    }
    let opens = |text: &str| {
        matches!(parse_opening(text), Some((_, ClauseKind::Preambular)))
            || parse_label(text).is_some_and(|label| label.text == "1")
    };
    texts().position(opens).unwrap_or(0)
}
