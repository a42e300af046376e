//! Only what weighs enough, and a sentence on what was left out: a filter never hides that it hides.

use super::{Entry, View};
use crate::model::Significance;

impl View<'_> {
    /// Leaves out changes that weigh less, and those of place alone.
    #[must_use]
    pub fn only(mut self, least: Option<Significance>) -> Self {
        let Some(least) = least else { return self };
        let weights = [Significance::Routine, Significance::Editorial, Significance::Typographic];
        let mut lighter = [0; 3];
        let (mut moved, mut unchanged) = (0, 0);
        self.entries.retain(|entry| match entry {
            Entry::Told(told) => match told.change.effective_significance() {
                Some(weight) if weight >= least => true,
                Some(weight) => {
                    let at = weights.iter().position(|it| *it == weight);
                    at.into_iter().for_each(|at| lighter[at] += 1);
                    false
                }
                None => {
                    moved += told.changes.len();
                    false
                }
            },
            Entry::Unchanged { changes, .. } => {
                unchanged += changes.len();
                false
            }
            Entry::Departed { .. } => false,
        });
        let count = |count: usize, what: &str| (count > 0).then(|| format!("{count} {what}"));
        let mut parts: Vec<String> =
            weights.iter().zip(lighter).filter_map(|(weight, number)| count(number, weight.name())).collect();
        parts.extend(count(moved, "moved with the same words"));
        parts.extend(count(unchanged, "unchanged"));
        let what = if parts.is_empty() { "nothing".to_owned() } else { parts.join(", ") };
        let above = if least == Significance::Substantive { "" } else { " and above" };
        self.left_out = Some(format!("Only {}{above}; left out: {what}.", least.name()));
        self
    }
}
