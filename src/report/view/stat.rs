//! The comparison on one screen: how many changes of each kind and weight, and the weightiest in a line each.

use super::{Field, Told, View, quote};
use crate::model::{ChangeKind, Significance};

/// What fits a screen of 24 lines beside the verdict and the counts.
const LINES: usize = 12;

/// The comparison on one screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stat {
    /// The weights there are, heaviest first: the heads of the columns.
    pub weights: Vec<&'static str>,
    /// What happened, how many of each weight, and how many in all; what stands around the paragraphs has no weight.
    pub counts: Vec<(&'static str, Vec<usize>, usize)>,
    /// The weightiest changes.
    pub lines: Vec<StatLine>,
    /// How many changes have no line.
    pub more: usize,
}

/// A change in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatLine {
    /// What the paragraph is called: `OP3 (old OP2)`.
    pub name: String,
    /// Its weight.
    pub weight: &'static str,
    /// What happened, and the first reason.
    pub says: String,
}

/// Counts and picks.
pub fn stat(view: &View<'_>) -> Stat {
    let scale = [Significance::Substantive, Significance::Routine, Significance::Editorial, Significance::Typographic];
    let changes = || view.comparison.changes.iter().filter(|change| change.effective_significance().is_some());
    let count = |kind: ChangeKind, weight: Significance| {
        changes().filter(|change| change.kind == kind && change.effective_significance() == Some(weight)).count()
    };
    let weights: Vec<Significance> = scale
        .into_iter()
        .filter(|weight| changes().any(|change| change.effective_significance() == Some(*weight)))
        .collect();
    let row = |kind: ChangeKind| {
        let counts: Vec<usize> = weights.iter().map(|weight| count(kind, *weight)).collect();
        let name = if kind == ChangeKind::Unchanged { "typography only" } else { kind.name() };
        let total = counts.iter().sum();
        (name, counts, total)
    };
    let order = [
        ChangeKind::Added,
        ChangeKind::Removed,
        ChangeKind::Reworded,
        ChangeKind::Split,
        ChangeKind::Merged,
        ChangeKind::Unchanged,
    ];
    let around = [("header fields", &view.header), ("closing lines", &view.closing), ("footnotes", &view.footnotes)];
    let around_rows = around.map(|(name, fields)| (name, vec![0; weights.len()], fields.len()));
    let counts = order.into_iter().map(row).chain(around_rows).filter(|(_, _, total)| *total > 0).collect();
    let mut told: Vec<&Told<'_>> = view.told().filter(|told| told.change.effective_significance().is_some()).collect();
    // The sort keeps the order of the text among equals.
    told.sort_by_key(|told| std::cmp::Reverse(told.change.effective_significance()));
    let fields = around.into_iter().flat_map(|(_, fields)| fields);
    let mut lines: Vec<StatLine> = told.into_iter().map(line).chain(fields.map(field_line)).collect();
    let more = lines.len().saturating_sub(LINES);
    lines.truncate(LINES);
    Stat { weights: weights.into_iter().map(Significance::name).collect(), counts, lines, more }
}

fn line(told: &Told<'_>) -> StatLine {
    let change = told.change;
    // What says more than whatever stands beside it.
    let head = ["chapter-vii", "opening-verb", "mandate"];
    let named = head.iter().find_map(|code| change.reasons.iter().find(|reason| reason.code == *code));
    let first = named.or(change.reasons.first());
    let more = if change.reasons.len() > 1 { format!(" (+{})", change.reasons.len() - 1) } else { String::new() };
    let says = match first {
        Some(reason) => format!("{}{more}", reason.text),
        None => told.event.clone(),
    };
    StatLine {
        name: told.name.to_string(),
        weight: change.effective_significance().map_or("", |weight| weight.name()),
        says,
    }
}

/// A header field, closing line or footnote that differs.
fn field_line(field: &Field) -> StatLine {
    let says = match (&field.values.before, &field.values.after) {
        (Some(_), Some(_)) => {
            let hunks = quote::hunks(&field.segments);
            hunks.iter().map(super::changelog::quotation).collect::<Vec<_>>().join("; ")
        }
        (before, after) => {
            format!("{} “{}”", field.event(), before.as_ref().or(after.as_ref()).map_or("", |text| text))
        }
    };
    let says = [Some(says).filter(|says| !says.is_empty() && !field.is_remark_only()), field.remark.clone()];
    let says = says.into_iter().flatten().collect::<Vec<_>>().join("; ");
    StatLine { name: field.name.clone(), weight: "", says }
}
