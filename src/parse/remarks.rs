//! Remarks of a file → the paragraphs and words that they are on.

use std::collections::BTreeMap;

use crate::model::{Paragraph, ParagraphIndex, Remark, SourceRemark, TextSpan};
use crate::text::single_spaced;

/// Finds the paragraph of each: the one that was read from its place and has its words, else the last one before it.
pub(super) fn locate(paragraphs: &[Paragraph], remarks: Vec<SourceRemark>) -> Vec<Remark> {
    if remarks.is_empty() {
        return Vec::new();
    }
    let mut by_line: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        by_line.entry(paragraph.location.line).or_default().push(index);
    }
    let located = remarks.into_iter().filter_map(|remark| {
        let (_, indices) = by_line.range(..=remark.location.line).next_back().or_else(|| by_line.first_key_value())?;
        let words = single_spaced(&remark.words);
        let place = |index: &usize| {
            let text = paragraphs[*index].text.as_str();
            let start = text.find(&words).filter(|_| !words.is_empty())?;
            let first = text[..start].chars().count();
            Some((*index, TextSpan { start: first, end: first + words.chars().count() }))
        };
        let found = indices.iter().find_map(place);
        let index = found.map_or(*indices.first()?, |(index, _)| index);
        let SourceRemark { kind, author, text, .. } = remark;
        let span = found.map(|(_, span)| span).filter(|_| kind != crate::model::RemarkKind::Deletion);
        Some(Remark { paragraph: ParagraphIndex(index), kind, author, span, words, text })
    });
    located.collect()
}
