//! Which instruction made which change.

use crate::model::{Comparison, Outcome, ParagraphIndex, ProvisionIndex, Reason, ReasonCode};

/// Gives every change of an amended draft a reason that names the instructions behind it.
pub fn attribute(
    comparison: &mut Comparison,
    outcomes: &[Outcome],
    changed_by: &[(ParagraphIndex, ProvisionIndex)],
    removed_by: &[(ParagraphIndex, ProvisionIndex)],
) {
    for change in &mut comparison.changes {
        let of = |list: &[(ParagraphIndex, ProvisionIndex)], paragraphs: &[ParagraphIndex]| -> Vec<ProvisionIndex> {
            list.iter().filter(|(paragraph, _)| paragraphs.contains(paragraph)).map(|(_, by)| *by).collect()
        };
        let mut by = of(changed_by, &change.paragraphs.after);
        by.extend(of(removed_by, &change.paragraphs.before));
        by.sort_unstable();
        by.dedup();
        let names: Vec<&str> = by
            .iter()
            .filter_map(|by| outcomes.iter().find(|outcome| outcome.provision == *by))
            .map(|outcome| outcome.name.as_str())
            .collect();
        if !names.is_empty() {
            change.reasons.push(Reason::new(ReasonCode::Amendment, names.join("; ")));
        }
    }
}
