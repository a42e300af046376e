//! The concordance: which paragraph of the older text corresponds to which of the newer, one row each.

use super::View;
use crate::model::{ChangeKind, Side};

/// Lists all paragraphs in the order of the newer text, removed ones at their old place. A filtered view lists only the
/// changes it kept. A row has the ids in the older text, those in the newer one, what happened (`reworded, moved`) and the
/// significance, if the words differ.
pub fn concordance(view: &View<'_>) -> Vec<[String; 4]> {
    let all = 0..view.comparison.changes.len();
    let indices: Vec<usize> = match view.filter_note {
        None => all.collect(),
        Some(_) => view.changes().flat_map(|reported| reported.changes.clone()).collect(),
    };
    let pairing = |index: usize| {
        let change = view.comparison.changes.get(index)?;
        let names = |side: Side| {
            let ids = view.comparison.paragraphs(change, side).map(|paragraph| paragraph.id.0.as_str());
            let ids = ids.collect::<Vec<_>>().join(", ");
            if ids.is_empty() { "–".to_owned() } else { ids }
        };
        let mut event = match change.kind {
            ChangeKind::Unchanged => Vec::new(),
            kind => vec![kind.name()],
        };
        event.extend(change.moved.then_some("moved"));
        event.extend(change.renumbered.then_some("renumbered"));
        let event = if event.is_empty() { "unchanged".to_owned() } else { event.join(", ") };
        let significance = change.effective_significance().map_or("", |significance| significance.name());
        Some([names(Side::Before), names(Side::After), event, significance.to_owned()])
    };
    indices.into_iter().filter_map(pairing).collect()
}
