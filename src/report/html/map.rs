//! The overview strip at the margin: the whole document from top to bottom, with a mark for each change.
//!
//! An SVG, so that no element needs an inline style. The shape of a mark shows its kind: on the right added, on the
//! left removed, full width changed, hollow moved. It is for sight and mouse; keyboards and screen readers use the list
//! of changes.

use maud::{Markup, html};

use super::{Page, change};
use crate::model::{Change, Side};
use crate::report::escape::text;

/// SVG units from top to bottom.
const HEIGHT: usize = 1000;
/// Minimum height of a mark, so that it can be clicked.
const MIN_MARK_HEIGHT: usize = 6;

impl Page<'_> {
    pub(super) fn map(&self) -> Markup {
        let comparison = self.view.comparison;
        let words = |change: &Change| {
            let len = |side: Side| comparison.paragraphs(change, side).map(|text| text.text.len() + 40).sum::<usize>();
            len(Side::Before).max(len(Side::After))
        };
        let mut ends = vec![0];
        ends.extend(comparison.changes.iter().scan(0, |end, change| {
            *end += words(change);
            Some(*end)
        }));
        let whole = ends[comparison.changes.len()].max(1);
        html! {
            nav.map aria-hidden="true" {
                svg viewBox={ "0 0 20 " (HEIGHT) } preserveAspectRatio="none" {
                    @for reported in self.view.changes() {
                        @let number = reported.number;
                        @let top = ends[reported.changes.start] * HEIGHT / whole;
                        @let end = ends[reported.changes.end] * HEIGHT / whole;
                        @let height = end.saturating_sub(top + 1).max(MIN_MARK_HEIGHT);
                        @let class = change::class(reported.change);
                        @let (left, width) = match class {
                            "added" => (10, 9),
                            "removed" => (1, 9),
                            _ => (1, 18),
                        };
                        a href={ "#change-" (number) } tabindex="-1" data-of=(number) {
                            rect class=(class) x=(left) y=(top.min(HEIGHT - MIN_MARK_HEIGHT)) width=(width) height=(height) {
                                title { (number) ". " (text(reported.name.to_string())) " " (text(&reported.event)) }
                            }
                        } "\n"
                    }
                }
            }
        }
    }
}
