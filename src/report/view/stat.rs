//! The overview: the number of changes of each kind and significance, and the most important ones in a line each.

use super::salience::{self, Salience};
use super::verdict::Placed;
use super::{FieldDiff, ReportedChange, View, quote, text};
use crate::model::{ChangeKind, Side, Significance};

/// The overview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stat {
    /// The significances that occur, the highest first: the column headings.
    pub significances: Vec<&'static str>,
    /// The kind of change, its count for each significance, and in all.
    pub counts: Vec<(&'static str, Vec<usize>, usize)>,
    /// What has no significance: paragraphs that have another place or number, and differences outside the paragraphs
    /// (`header fields`).
    pub others: Vec<(&'static str, usize)>,
    /// Every change, the most important first.
    pub lines: Vec<StatLine>,
}

/// A change in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatLine {
    /// The name of the paragraph: `OP3 (old OP2)`.
    pub name: String,
    /// Its significance.
    pub significance: &'static str,
    /// What happened: the first words, or the most important reason.
    pub summary: String,
}

/// Makes the overview.
pub fn stat(view: &View<'_>) -> Stat {
    let changes = || view.comparison.changes.iter().filter(|change| change.effective_significance().is_some());
    let count = |kind: ChangeKind, significance: Significance| {
        changes().filter(|change| change.kind == kind && change.effective_significance() == Some(significance)).count()
    };
    let significances: Vec<Significance> = Significance::ALL
        .into_iter()
        .filter(|significance| changes().any(|change| change.effective_significance() == Some(*significance)))
        .collect();
    let row = |kind: ChangeKind| {
        let counts: Vec<usize> = significances.iter().map(|significance| count(kind, *significance)).collect();
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
    let totals = view.comparison.counts();
    let places = Placed::new(view.comparison).moved.into_iter().chain([("renumbered", totals.renumbered)]);
    let others = places.chain(around.map(|(name, fields)| (name, fields.len())));
    let counts = order.into_iter().map(row).filter(|(_, _, total)| *total > 0).collect();
    let reported = view.changes().filter(|reported| reported.change.effective_significance().is_some());
    let fields = around.iter().flat_map(|(_, fields)| fields.iter());
    let rank = |reported: &ReportedChange<'_>| {
        (reported.change.effective_significance(), salience::of_change(view.comparison, reported))
    };
    let mut lines: Vec<((Option<Significance>, Salience), StatLine)> = reported
        .map(|reported| (rank(reported), stat_line(reported)))
        .chain(fields.map(|field| (salience::of_field(field), field_line(field))))
        .collect();
    // The sort keeps the order of the text among equals.
    lines.sort_by_key(|((significance, salience), _)| (std::cmp::Reverse(*significance), *salience));
    Stat {
        significances: significances.into_iter().map(Significance::name).collect(),
        counts,
        others: others.filter(|(_, count)| *count > 0).collect(),
        lines: lines.into_iter().map(|(_, line)| line).collect(),
    }
}

/// A change in a line.
pub fn stat_line(reported: &ReportedChange<'_>) -> StatLine {
    let change = reported.change;
    let summary = match change.kind {
        // An added or removed paragraph is identified by its first words.
        ChangeKind::Added => format!("{} “{}”", reported.event, text::excerpt(&change.text(Side::After))),
        ChangeKind::Removed => format!("{} “{}”", reported.event, text::excerpt(&change.text(Side::Before))),
        _ => {
            let first = change.reasons.first().map(|reason| reason.text.as_str());
            let leading = salience::ranked(change, |_| false).first().map(|(_, text)| *text).or(first);
            let more = match reported.statements().count() {
                0 | 1 => String::new(),
                count => format!(" (+{})", count - 1),
            };
            leading.map_or_else(|| reported.event.clone(), |text| format!("{text}{more}"))
        }
    };
    StatLine {
        name: reported.name.to_string(),
        significance: change.effective_significance().map_or("", |significance| significance.name()),
        summary,
    }
}

/// A header field, closing line or footnote that differs.
fn field_line(field: &FieldDiff) -> StatLine {
    let summary = match (&field.values.before, &field.values.after) {
        (Some(_), Some(_)) => quote::quotations(&field.segments),
        (before, after) => {
            format!("{} “{}”", field.event(), before.as_ref().or(after.as_ref()).map_or("", |text| text))
        }
    };
    let summary =
        [Some(summary).filter(|summary| !summary.is_empty() && !field.is_remark_only()), field.remark.clone()];
    let summary = summary.into_iter().flatten().collect::<Vec<_>>().join("; ");
    StatLine { name: field.name.clone(), significance: "", summary }
}
