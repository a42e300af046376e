//! Raised and lowered characters that are still in the text are no footnote marks: they are written plainly, so that
//! 10 to the power of 6 is not read as 106.

use crate::lexicon::{has_scripts, linear};
use crate::model::Document;

pub(super) fn write_plainly(document: &mut Document) {
    for block in &mut document.blocks {
        if !has_scripts(&block.text) {
            continue;
        }
        let mut offsets: Vec<usize> = block.marks.iter().map(|mark| mark.at).collect();
        block.text = linear(&block.text, &mut offsets);
        for (mark, offset) in block.marks.iter_mut().zip(offsets) {
            mark.at = offset;
        }
    }
}
