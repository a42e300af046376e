//! The concordance: which paragraph of the older text corresponds to which of the newer, one row each.

use super::View;
use crate::model::{ChangeKind, Side};

/// A row: paragraphs that were matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConcordanceRow {
    /// Their ids in the older text; empty if added.
    pub old: String,
    /// Their ids in the newer text; empty if removed.
    pub new: String,
    /// What happened: `reworded, moved`.
    pub event: String,
    /// The significance; empty if the words are the same.
    pub significance: &'static str,
}

/// Lists all paragraphs in the order of the newer text, removed ones at their old place. A filtered view lists only the
/// changes it kept.
pub fn concordance(view: &View<'_>) -> Vec<ConcordanceRow> {
    let all = 0..view.comparison.changes.len();
    let indices: Vec<usize> = match view.filter_note {
        None => all.collect(),
        Some(_) => view.changes().flat_map(|reported| reported.changes.clone()).collect(),
    };
    let pairing = |index: usize| {
        let change = view.comparison.changes.get(index)?;
        let names = |side: Side| {
            let ids = view.comparison.paragraphs(change, side).map(|paragraph| paragraph.id.0.as_str());
            ids.collect::<Vec<_>>().join(", ")
        };
        let mut event = match change.kind {
            ChangeKind::Unchanged => Vec::new(),
            kind => vec![kind.name()],
        };
        event.extend(change.moved.then_some("moved"));
        event.extend(change.renumbered.then_some("renumbered"));
        let event = if event.is_empty() { "unchanged".to_owned() } else { event.join(", ") };
        let significance = change.effective_significance().map_or("", |significance| significance.name());
        Some(ConcordanceRow { old: names(Side::Before), new: names(Side::After), event, significance })
    };
    indices.into_iter().filter_map(pairing).collect()
}
