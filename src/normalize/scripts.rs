//! Raised and lowered characters that are still in the text are no footnote references: they are written plainly, so
//! that 10 to the power of 6 is not read as 106.

use crate::lexicon::{has_scripts, linearize};
use crate::model::Document;

pub(super) fn write_plainly(document: &mut Document) {
    for block in &mut document.blocks {
        if !has_scripts(&block.text) {
            continue;
        }
        let mut offsets: Vec<usize> = block.footnote_refs.iter().map(|mark| mark.offset).collect();
        block.text = linearize(&block.text, &mut offsets);
        for (mark, offset) in block.footnote_refs.iter_mut().zip(offsets) {
            mark.offset = offset;
        }
    }
}
