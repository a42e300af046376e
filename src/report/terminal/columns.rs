//! The two texts of a change side by side: older on the left, newer on the right, both wrapped.
//!
//! Paragraphs of a change begin on the same line; words of one side only are marked as in the inline report.

use super::lines::{StyledSpans, wrap};
use super::{INDENT, ReportWriter, TEXT};
use crate::model::{Comparison, Side};
use crate::report::view::{self, LayoutLine, ReportedChange};

/// The width that two readable columns need.
pub(super) const MIN_WIDTH: usize = 60;
/// The separator between them.
const RULE: &str = " | ";

impl ReportWriter<'_> {
    /// The texts of a change in two columns.
    pub(super) fn columns(&mut self, comparison: &Comparison, reported: &ReportedChange<'_>) {
        for change in &comparison.changes[reported.changes.clone()] {
            let lines = view::layout(comparison, change);
            let [old, new] = Side::BOTH.map(|side| {
                let lines = view::project(lines.clone(), side).into_iter();
                lines.map(|line| self.side(&line, side)).collect::<Vec<_>>()
            });
            let empty = StyledSpans::new();
            for index in 0..old.len().max(new.len()) {
                self.row(old.get(index).unwrap_or(&empty), new.get(index).unwrap_or(&empty));
            }
        }
    }

    /// Two texts side by side.
    pub(super) fn row(&mut self, old: &StyledSpans, new: &StyledSpans) {
        let width = (self.options.width - INDENT - RULE.len()) / 2;
        let [old, new] = [old, new].map(|styled| wrap(styled, width));
        for index in 0..old.len().max(new.len()) {
            let (left, columns) = old.get(index).map_or(("", 0), |(text, columns)| (text.as_str(), *columns));
            let right = new.get(index).map_or("", |(text, _)| text.as_str());
            let gap = width.saturating_sub(columns);
            let line = format!("{:INDENT$}{left}{:gap$}{RULE}{right}", "", "");
            self.out.push_str(line.trim_end());
            self.out.push('\n');
        }
    }

    fn side(&self, line: &LayoutLine<'_>, side: Side) -> StyledSpans {
        let mut styled = StyledSpans::new();
        if line.paragraphs.get(side).is_none() && line.runs.is_empty() {
            return styled;
        }
        if let Some(label) = line.labels.get(side) {
            styled.push(TEXT, &format!("{label} "));
        }
        for (sides, text) in line.words(side) {
            styled.push_on(sides, &text, self.styles);
        }
        styled
    }
}
