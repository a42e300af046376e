//! The concordance: which paragraph of the older text is which of the newer, one row each.

use super::View;
use crate::model::{ChangeKind, Side};

/// A row: paragraphs that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pairing {
    /// What they were called; empty for new ones.
    pub old: String,
    /// What they are called now; empty for removed ones.
    pub new: String,
    /// What happened: `reworded, moved`.
    pub event: String,
    /// The weight, or nothing where the words are the same.
    pub weight: &'static str,
}

/// Lists all paragraphs in the order of the newer text; removed ones where they stood. A filtered view lists what it
/// tells.
pub fn concordance(view: &View<'_>) -> Vec<Pairing> {
    let all = 0..view.comparison.changes.len();
    let told: Vec<usize> = match view.left_out {
        None => all.collect(),
        Some(_) => view.told().flat_map(|told| told.changes.clone()).collect(),
    };
    let texts = view.comparison.resolutions.as_ref();
    let pairing = |at: usize| {
        let change = view.comparison.changes.get(at)?;
        let names = |side: Side| {
            let list = change.paragraphs.get(side).iter().map(|at| texts.get(side)[*at].id.to_string());
            list.collect::<Vec<_>>().join(", ")
        };
        let mut event = match change.kind {
            ChangeKind::Unchanged => Vec::new(),
            kind => vec![kind.name()],
        };
        event.extend(change.moved.then_some("moved"));
        event.extend(change.renumbered.then_some("renumbered"));
        let event = if event.is_empty() { "unchanged".to_owned() } else { event.join(", ") };
        let weight = change.effective_significance().map_or("", |weight| weight.name());
        Some(Pairing { old: names(Side::Before), new: names(Side::After), event, weight })
    };
    told.into_iter().filter_map(pairing).collect()
}
