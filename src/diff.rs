//! [`Resolution`]s and [`Alignment`] → [`Comparison`].

use crate::model::{Alignment, Change, ChangeKind, Comparison, ParagraphIndex, Resolution, Segment, Versions};

/// Says what changed.
pub fn diff(resolutions: Versions<Resolution>, alignment: Alignment) -> Comparison {
    let mut changes = Vec::new();
    for link in alignment.links {
        let text = |side: &Resolution, list: &[ParagraphIndex]| {
            list.iter().map(|at| side[*at].text.clone()).collect::<Vec<_>>().join("\n")
        };
        let before = text(&resolutions.before, &link.paragraphs.before);
        let after = text(&resolutions.after, &link.paragraphs.after);
        let (kind, segments) = if link.paragraphs.before.is_empty() {
            (ChangeKind::Added, vec![Segment::Added { text: after }])
        } else if link.paragraphs.after.is_empty() {
            (ChangeKind::Removed, vec![Segment::Removed { text: before }])
        } else {
            let same = link.paragraphs.before.len() == 1
                && link.paragraphs.after.len() == 1
                && resolutions.before[link.paragraphs.before[0]].key == resolutions.after[link.paragraphs.after[0]].key;
            if same {
                (ChangeKind::Unchanged, vec![Segment::Kept(Versions::new(before, after))])
            } else {
                let kind = if link.paragraphs.before.len() > 1 {
                    ChangeKind::Merged
                } else if link.paragraphs.after.len() > 1 {
                    ChangeKind::Split
                } else {
                    ChangeKind::Reworded
                };
                (kind, vec![Segment::Removed { text: before }, Segment::Added { text: after }])
            }
        };
        changes.push(Change {
            kind,
            paragraphs: link.paragraphs,
            moved: link.moved,
            renumbered: false,
            confidence: link.confidence,
            basis: link.basis,
            significance: None,
            reasons: Vec::new(),
            segments,
        });
    }
    Comparison {
        resolutions,
        changes,
        header: Vec::new(),
        footnotes: Vec::new(),
        near_misses: alignment.near_misses,
        warnings: alignment.warnings,
    }
}
