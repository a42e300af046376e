//! Cross-references to paragraphs of the same resolution, and the paragraphs that have these numbers.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;
use rayon::prelude::*;

use crate::lexicon::cross_references;
use crate::model::{CrossReference, Paragraph, ParagraphIndex};

/// Finds the cross-references of each paragraph. A number is that of a paragraph in the same section; of several the last.
pub(super) fn find(paragraphs: &mut [Paragraph]) {
    let indexed = paragraphs.iter().enumerate().map(|(index, paragraph)| (ParagraphIndex(index), paragraph));
    let numbered =
        indexed.filter_map(|(index, paragraph)| Some(((paragraph.id.section(), paragraph.number()?), index)));
    let by_number: HashMap<(&str, &str), ParagraphIndex, RandomState> = numbered.collect();
    let find_in = |paragraph: &Paragraph| {
        let target = |number: &str| by_number.get(&(paragraph.id.section(), number)).copied();
        let resolve = |number| CrossReference { target: target(&paragraph.text[Range::clone(&number)]), number };
        cross_references(&paragraph.text).map(resolve).collect()
    };
    let found: Vec<Vec<CrossReference>> = paragraphs.par_iter().map(find_in).collect();
    for (paragraph, references) in paragraphs.iter_mut().zip(found) {
        paragraph.cross_references = references;
    }
}
