//! Page numbers, where the files have pages.

use super::Name;
use crate::model::{Change, Comparison, Resolution, Side, Versions};

/// The page a change begins on, in both texts: `p. 3 (old p. 2)`.
pub(super) fn change_pages(comparison: &Comparison, change: &Change) -> Name {
    let page = |side: Side| {
        let page = comparison.paragraphs(change, side).next()?.location.page;
        (page > 0).then(|| format!("p. {page}"))
    };
    Name::new(Versions::new(page(Side::Before), page(Side::After)))
}

/// For each paragraph the page it begins on, if the paragraph before began on another. A text of one page has no page
/// breaks.
pub fn page_breaks(resolution: &Resolution) -> Vec<Option<u32>> {
    let mut pages = resolution.paragraphs.iter().map(|paragraph| paragraph.location.page);
    let first = pages.next().unwrap_or_default();
    let several = first > 0 && pages.any(|page| page != first);
    let mut last = 0;
    let turn = |page: u32| {
        let page_breaks = several && page > 0 && page != last;
        last = if page_breaks { page } else { last };
        page_breaks.then_some(page)
    };
    resolution.paragraphs.iter().map(|paragraph| paragraph.location.page).map(turn).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_told_where_they_turn() {
        let pages = |text: &str| crate::report::view::page::page_breaks(&read(text));
        assert_eq!(pages("one page\n"), [None]);
        assert_eq!(pages("on 1\n1\n3\n"), [Some(1), None, Some(3)]);
    }

    /// A paragraph for each line, on the page given by the number at its end.
    fn read(text: &str) -> Resolution {
        use crate::model::{Paragraph, ParagraphId, Part, SourceLocation, TextKey};
        let paragraph = |(line, text): (u32, &str)| Paragraph {
            id: ParagraphId(format!("P{line}").into()),
            part: Part::Operative,
            role: crate::model::ParagraphRole::default(),
            label: None,
            parent: None,
            depth: 0,
            text: text.to_owned(),
            key: TextKey::new(text),
            opening: None,
            footnote_refs: Vec::new(),
            location: SourceLocation {
                page: text.rsplit(' ').next().and_then(|page| page.parse().ok()).unwrap_or(0),
                line,
            },
        };
        Resolution { paragraphs: (1..).zip(text.lines()).map(paragraph).collect(), ..Resolution::default() }
    }
}
