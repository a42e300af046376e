//! Removes changes below a significance, and says in a sentence what was removed, so that a filter never hides that it
//! hides.

use super::{Entry, View};
use crate::model::Significance;

impl View<'_> {
    /// Keeps changes of at least this significance; changes of place alone have none.
    #[must_use]
    pub fn at_least(mut self, minimum: Option<Significance>) -> Self {
        let Some(minimum) = minimum else { return self };
        let significances = [Significance::Routine, Significance::Editorial, Significance::Typographic];
        let mut lighter = [0; 3];
        let (mut moved, mut unchanged) = (0, 0);
        self.entries.retain(|entry| match entry {
            Entry::Changed(reported) => match reported.change.effective_significance() {
                Some(significance) if significance >= minimum => true,
                Some(significance) => {
                    let index = significances.iter().position(|lighter| *lighter == significance);
                    index.into_iter().for_each(|index| lighter[index] += 1);
                    false
                }
                None => {
                    moved += reported.changes.len();
                    false
                }
            },
            Entry::Unchanged { changes, .. } => {
                unchanged += changes.len();
                false
            }
            Entry::MovedAway { .. } => false,
        });
        let count = |count: usize, what: &str| (count > 0).then(|| format!("{count} {what}"));
        let mut parts: Vec<String> = significances
            .iter()
            .zip(lighter)
            .filter_map(|(significance, number)| count(number, significance.name()))
            .collect();
        parts.extend(count(moved, "moved with the same words"));
        parts.extend(count(unchanged, "unchanged"));
        let what = if parts.is_empty() { "nothing".to_owned() } else { parts.join(", ") };
        let above = if minimum == Significance::Substantive { "" } else { " and above" };
        self.filter_note = Some(format!("Only {}{above}; left out: {what}.", minimum.name()));
        self
    }
}
