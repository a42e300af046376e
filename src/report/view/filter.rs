//! Removes changes below a significance, and says in a sentence what was removed, so that a filter never hides that it
//! hides.

use super::{Entry, View};
use crate::model::Significance;

impl View<'_> {
    /// Keeps changes of at least this significance; changes of place alone have none.
    #[must_use]
    pub fn at_least(mut self, minimum: Option<Significance>) -> Self {
        let Some(minimum) = minimum else { return self };
        let is_kept = |entry: &Entry<'_>| {
            entry.changed().is_some_and(|reported| reported.change.effective_significance() >= Some(minimum))
        };
        let (kept, left_out): (Vec<_>, Vec<_>) = self.entries.into_iter().partition(is_kept);
        self.entries = kept;
        let of = |significance: Option<Significance>| {
            let reported = left_out.iter().filter_map(Entry::changed);
            reported.filter(move |reported| reported.change.effective_significance() == significance)
        };
        let unchanged = left_out.iter().filter_map(|entry| match entry {
            Entry::Unchanged { changes, .. } => Some(changes.len()),
            _ => None,
        });
        let lighter = [Significance::Routine, Significance::Editorial, Significance::Typographic];
        let lighter = lighter.map(|significance| (of(Some(significance)).count(), significance.name()));
        let moved = of(None).map(|reported| reported.changes.len()).sum();
        let others = [(moved, "moved with the same words"), (unchanged.sum(), "unchanged")];
        let counts = lighter.into_iter().chain(others).filter(|(count, _)| *count > 0);
        let parts: Vec<String> = counts.map(|(count, what)| format!("{count} {what}")).collect();
        let what = if parts.is_empty() { "nothing".to_owned() } else { parts.join(", ") };
        let above = if minimum == Significance::Substantive { "" } else { " and above" };
        self.filter_note = Some(format!("Only {}{above}; left out: {what}.", minimum.name()));
        self
    }
}
