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
    use crate::model::{Paragraph, ParagraphId, Part, SourceLocation};

    #[test]
    fn pages_are_told_where_they_turn() {
        let paragraph = |page: u32| Paragraph {
            location: SourceLocation { page, line: 0 },
            ..Paragraph::new(ParagraphId("OP".into()), Part::Operative, "")
        };
        let breaks = |pages: &[u32]| {
            let paragraphs = pages.iter().copied().map(paragraph).collect();
            page_breaks(&Resolution { paragraphs, ..Resolution::default() })
        };
        assert_eq!(breaks(&[0]), [None]);
        assert_eq!(breaks(&[1, 1, 3]), [Some(1), None, Some(3)]);
    }
}
