//! The two texts of a change side by side: older on the left, newer on the right, both wrapped.
//!
//! Paragraphs of a change begin on the same line; words of one side only are marked as in the inline report.

use super::lines::{StyledSpans, wrap};
use super::{INDENT, ReportWriter, StyleRole};
use crate::model::{Comparison, Side};
use crate::report::view::{self, LayoutLine, ReportedChange, Sides};

/// The width that two readable columns need.
pub(super) const MIN_WIDTH: usize = 60;
/// The separator between them.
const RULE: &str = " | ";

impl ReportWriter<'_> {
    /// The texts of a change in two columns.
    pub(super) fn columns(&mut self, comparison: &Comparison, reported: &ReportedChange<'_>) {
        for change in &comparison.changes[reported.changes.clone()] {
            let lines = view::layout(comparison, change);
            let [old, new] = Side::BOTH.map(|side| view::project(lines.clone(), side));
            let has =
                |lines: &[LayoutLine<'_>], side: Side, index: usize| lines.get(index).map(|line| self.side(line, side));
            let rows: Vec<_> = (0..old.len().max(new.len()))
                .map(|index| {
                    [has(&old, Side::Before, index), has(&new, Side::After, index)].map(Option::unwrap_or_default)
                })
                .collect();
            rows.iter().for_each(|[old, new]| self.row(old, new));
        }
    }

    /// Two texts side by side.
    pub(super) fn row(&mut self, old: &StyledSpans, new: &StyledSpans) {
        let width = (self.options.width - INDENT - RULE.len()) / 2;
        let [old, new] = [old, new].map(|styled| wrap(styled, width, &self.options.styles));
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
            styled.push(StyleRole::Text, &format!("{label} "));
        }
        // Neighbouring runs on the same sides share delimiters.
        let mut open: Option<(Sides, String)> = None;
        for run in line.runs.iter().filter(|run| run.role != view::Role::FootnoteRef) {
            match &mut open {
                Some((sides, text)) if *sides == run.sides => text.push_str(run.shown(side)),
                _ => {
                    self.push(&mut styled, open.take());
                    open = Some((run.sides, run.shown(side).to_owned()));
                }
            }
        }
        self.push(&mut styled, open);
        styled
    }

    fn push(&self, styled: &mut StyledSpans, words: Option<(Sides, String)>) {
        if let Some((sides, text)) = words {
            styled.push_on(sides, &text, &self.options.styles);
        }
    }
}
