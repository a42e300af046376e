//! The comparison at a glance: how many changes of each kind and significance, and the most important in a line each.

use super::{Field, Told, View, quote, salience, text};
use crate::model::{ChangeKind, Side, Significance};

/// The comparison at a glance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stat {
    /// The levels of significance there are, the highest first: the heads of the columns.
    pub weights: Vec<&'static str>,
    /// What happened, how many of each significance, and how many in all.
    pub counts: Vec<(&'static str, Vec<usize>, usize)>,
    /// What differs around the paragraphs, which has no significance: `header fields`.
    pub around: Vec<(&'static str, usize)>,
    /// Every change, the most important first.
    pub lines: Vec<StatLine>,
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
    let counts = order.into_iter().map(row).filter(|(_, _, total)| *total > 0).collect();
    let texts = (&view.comparison.resolutions.before, &view.comparison.resolutions.after);
    let told = view.told().filter(|told| told.change.effective_significance().is_some());
    let fields = around.iter().flat_map(|(_, fields)| fields.iter());
    let mut lines: Vec<(salience::Rank, StatLine)> = told
        .map(|told| (salience::of_change(told, texts), stat_line(told)))
        .chain(fields.map(|field| (salience::of_field(field), field_line(field))))
        .collect();
    // The sort keeps the order of the text among equals.
    lines.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
    Stat {
        weights: weights.into_iter().map(Significance::name).collect(),
        counts,
        around: around.map(|(name, fields)| (name, fields.len())).into_iter().filter(|(_, count)| *count > 0).collect(),
        lines: lines.into_iter().map(|(_, line)| line).collect(),
    }
}

/// A change in a line.
pub fn stat_line(told: &Told<'_>) -> StatLine {
    let change = told.change;
    let says = match change.kind {
        // A paragraph of one text is known by its own first words.
        ChangeKind::Added => format!("{} “{}”", told.event, text::gist(&change.text(Side::After))),
        ChangeKind::Removed => format!("{} “{}”", told.event, text::gist(&change.text(Side::Before))),
        _ => {
            let most = change.reasons.iter().map(salience::of_reason).max();
            let reason = change.reasons.iter().find(|reason| Some(salience::of_reason(reason)) == most);
            let more = match change.reasons.len() {
                0 | 1 => String::new(),
                count => format!(" (+{})", count - 1),
            };
            reason.map_or_else(|| told.event.clone(), |reason| format!("{}{more}", reason.text))
        }
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
