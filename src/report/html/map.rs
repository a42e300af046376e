//! The strip at the margin: the whole document from top to bottom, with a mark where each change stands.
//!
//! Drawn, so that no element needs a style of its own. The form of a mark tells its kind: to the right what is new, to
//! the left what is gone, across what is other, hollow what moved. It is for the eye and the hand; the keyboard and
//! screen readers have the list of changes itself, and no need of a second one.

use super::{Page, change, escape};
use crate::model::Side;

/// Units from top to bottom.
const HEIGHT: usize = 1000;
/// A mark is at least so high that it can be hit.
const MIN_MARK_HEIGHT: usize = 6;

impl Page<'_> {
    pub(super) fn map(&self, out: &mut String) {
        let comparison = self.view.comparison;
        let words = |change: &crate::model::Change| {
            let texts = comparison.resolutions.as_ref().zip(change.paragraphs.as_ref());
            let lengths =
                texts.map(|(text, list)| list.iter().map(|&index| text[index].text.len() + 40).sum::<usize>());
            *lengths.get(Side::Before).max(lengths.get(Side::After))
        };
        let mut ends = Vec::with_capacity(comparison.changes.len() + 1);
        ends.push(0);
        for change in &comparison.changes {
            ends.push(ends.last().copied().unwrap_or(0) + words(change));
        }
        let whole = ends.last().copied().unwrap_or(0).max(1);
        *out += &format!(
            "<nav class=\"map\" aria-hidden=\"true\"><svg viewBox=\"0 0 20 {HEIGHT}\" preserveAspectRatio=\"none\">\n"
        );
        for reported in self.view.changes() {
            let top = ends[reported.changes.start] * HEIGHT / whole;
            let high = (ends[reported.changes.end] * HEIGHT / whole).saturating_sub(top + 1).max(MIN_MARK_HEIGHT);
            let top = top.min(HEIGHT - MIN_MARK_HEIGHT);
            let class = change::class(reported.change);
            let (left, wide) = match class {
                "added" => (10, 9),
                "removed" => (1, 9),
                _ => (1, 18),
            };
            *out += &format!(
                "<a href=\"#change-{0}\" tabindex=\"-1\" data-of=\"{0}\"><rect class=\"{class}\" x=\"{left}\" y=\"{top}\" \
                 width=\"{wide}\" height=\"{high}\"><title>{0}. {1} {2}</title></rect></a>\n",
                reported.number,
                escape(&reported.name.to_string()),
                escape(&reported.event),
            );
        }
        *out += "</svg></nav>\n";
    }
}
