//! The two texts of a change beside each other: older on the left, newer on the right, both wrapped by words.
//!
//! Paragraphs of a change begin on the same line; words that one side alone has are marked as in the inline report.

use super::lines::{Stretches, wrapped};
use super::{INDENT, Page, Role};
use crate::model::{Comparison, Side};
use crate::report::view::{self, Ink, Line, Told};

/// Columns that two readable columns need.
pub(super) const LEAST: usize = 60;
/// What stands between them.
const RULE: &str = " | ";

impl Page<'_> {
    /// The texts of a change in two columns.
    pub(super) fn columns(&mut self, comparison: &Comparison, told: &Told<'_>) {
        for change in &comparison.changes[told.changes.clone()] {
            let lines = view::lines(comparison, change);
            let [old, new] = Side::BOTH.map(|side| view::one_side(lines.clone(), side));
            let has = |lines: &[Line<'_>], side: Side, at: usize| lines.get(at).map(|line| self.side(line, side));
            let rows: Vec<_> = (0..old.len().max(new.len()))
                .map(|at| [has(&old, Side::Before, at), has(&new, Side::After, at)].map(Option::unwrap_or_default))
                .collect();
            rows.iter().for_each(|[old, new]| self.row(old, new));
        }
    }

    /// Two stretches beside each other.
    pub(super) fn row(&mut self, old: &Stretches, new: &Stretches) {
        let width = (self.options.width - INDENT - RULE.len()) / 2;
        let [old, new] = [old, new].map(|stretches| wrapped(stretches, width, &self.options.styles));
        for at in 0..old.len().max(new.len()) {
            let (left, columns) = old.get(at).map_or(("", 0), |(text, columns)| (text.as_str(), *columns));
            let right = new.get(at).map_or("", |(text, _)| text.as_str());
            let gap = width.saturating_sub(columns);
            let line = format!("{:INDENT$}{left}{:gap$}{RULE}{right}", "", "");
            self.out.push_str(line.trim_end());
            self.out.push('\n');
        }
    }

    fn side(&self, line: &Line<'_>, side: Side) -> Stretches {
        let mut stretches = Stretches::new();
        if line.paragraphs.get(side).is_none() && line.runs.is_empty() {
            return stretches;
        }
        if let Some(label) = line.labels.get(side) {
            stretches.push(Role::Text, &format!("{label} "));
        }
        // Neighbouring runs of one ink stand in one pair of marks.
        let mut open: Option<(Ink, String)> = None;
        for run in line.runs.iter().filter(|run| run.role != view::Role::Mark) {
            match &mut open {
                Some((ink, text)) if *ink == run.ink => text.push_str(run.on(side)),
                _ => {
                    self.push(&mut stretches, open.take());
                    open = Some((run.ink, run.on(side).to_owned()));
                }
            }
        }
        self.push(&mut stretches, open);
        stretches
    }

    fn push(&self, stretches: &mut Stretches, stretch: Option<(Ink, String)>) {
        match stretch {
            None => {}
            Some((Ink::Kept, text)) => stretches.push(Role::Text, &text),
            Some((Ink::Removed, text)) => stretches.push_marked(Role::Removed, &text, &self.options.styles),
            Some((Ink::Added, text)) => stretches.push_marked(Role::Added, &text, &self.options.styles),
        }
    }
}
