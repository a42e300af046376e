//! Two [`Resolution`]s → [`Alignment`].

use crate::model::{Alignment, Basis, Link, ParagraphIndex, Resolution, Versions};

/// Aligns by equal keys in order.
pub fn align(resolutions: Versions<&Resolution>) -> Alignment {
    let mut links = Vec::new();
    let mut at = 0;
    let before = &resolutions.before.paragraphs;
    let link = |b: Option<usize>, a: Option<usize>, basis| Link {
        paragraphs: Versions::new(
            b.map(ParagraphIndex).into_iter().collect(),
            a.map(ParagraphIndex).into_iter().collect(),
        ),
        similarity: 1.0,
        confidence: 1.0,
        basis,
        moved: false,
    };
    for (index, paragraph) in resolutions.after.indexed() {
        match before[at..].iter().position(|other| other.key == paragraph.key) {
            Some(skip) => {
                links.extend((at..at + skip).map(|b| link(Some(b), None, Basis::Alone)));
                links.push(link(Some(at + skip), Some(index.0), Basis::EqualText));
                at += skip + 1;
            }
            None => links.push(link(None, Some(index.0), Basis::Alone)),
        }
    }
    links.extend((at..before.len()).map(|b| link(Some(b), None, Basis::Alone)));
    Alignment { links, ..Alignment::default() }
}
