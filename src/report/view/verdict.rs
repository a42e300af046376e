//! What stands first: what it comes to in a sentence, how much is routine, and the counts.
//!
//! *Substantive: 3 new operative paragraphs (OP4, OP9, OP12), 1 removed (old OP7), 5 reworded; OP1 “takes note of” →
//! “welcomes” (stronger). 14 of 31 paragraphs are rollover only.* Then what happened to words, what happened to places,
//! and what did not happen, parted by semicolons, because the first and the second can be true of one paragraph.

use super::Typography;
use crate::model::{
    Change, ChangeCounts, ChangeKind, Comparison, ParagraphIndex, Part, Resolution, Side, Significance,
};

/// More names than these are counted.
const NAMES: usize = 6;
/// More opening verbs, and Chapter VII, than these are counted.
const VERBS: usize = 3;

/// Says it.
pub(super) fn sentence(comparison: &Comparison, tally: &ChangeCounts, typography: &Typography) -> String {
    if !typography.is_empty() && !comparison.has_changes() {
        let count = &typography.count;
        return format!("Typographic differences only: {count}. No other difference in {}.", paragraphs(tally));
    }
    let counts = counts(tally, Around::of(comparison));
    match weight(comparison, tally) {
        Some(weight) => format!("{weight} {counts}"),
        None => counts,
    }
}

/// What it comes to; nothing where no word differs.
fn weight(comparison: &Comparison, tally: &ChangeCounts) -> Option<String> {
    // What nobody weighed has counts only.
    comparison.changes.iter().find(|change| change.significance.is_some())?;
    let strongest = comparison.changes.iter().filter_map(Change::effective_significance).max()?;
    let total = tally.paragraphs.after;
    let lighter = [
        (Significance::Routine, tally.routine, "rollover only"),
        (Significance::Editorial, tally.editorial, "editorial only"),
        (Significance::Typographic, tally.typographic, "typographic only"),
    ];
    let mut parts: Vec<String> = Vec::new();
    for (weight, count, what) in lighter {
        if count > 0 && weight < strongest {
            parts.push(match parts.is_empty() {
                true => format!("{count} of {total} paragraphs {} {what}", if count == 1 { "is" } else { "are" }),
                false => format!("{count} {what}"),
            });
        }
    }
    let rest = if parts.is_empty() { String::new() } else { format!(" {}.", parts.join(", ")) };
    let all = |count: usize| format!("{count} of {total} paragraphs");
    let head = match strongest {
        Significance::Substantive => format!("Substantive: {}.", substance(comparison)),
        Significance::Routine => format!("Routine: {} moved with the calendar.", all(tally.routine)),
        Significance::Editorial => format!("Editorial: {} in other words of the same meaning.", all(tally.editorial)),
        Significance::Typographic => format!("Typographic: {} set otherwise.", all(tally.typographic)),
    };
    Some(head + &rest)
}

/// What is new, gone and reworded in substance, and the opening verbs.
fn substance(comparison: &Comparison) -> String {
    let heavy = |change: &&Change| change.effective_significance() == Some(Significance::Substantive);
    let changes: Vec<&Change> = comparison.changes.iter().filter(heavy).collect();
    let mut parts = alone(comparison, &changes, Side::After);
    parts.extend(alone(comparison, &changes, Side::Before));
    for kind in [ChangeKind::Reworded, ChangeKind::Split, ChangeKind::Merged] {
        let count = changes.iter().filter(|change| change.kind == kind).count();
        if count > 0 {
            parts.push(format!("{count} {}", kind.name()));
        }
    }
    let mut out = parts.join(", ");
    let mut verbs = Vec::new();
    for change in &changes {
        let verb = change.reasons.iter().find(|it| matches!(it.code.as_str(), "opening-verb" | "chapter-vii"));
        let Some(verb) = verb else { continue };
        let texts = comparison.resolutions.as_ref();
        let now = change.paragraphs.after.first().map(|at| texts.after[*at].id.to_string());
        let old = || change.paragraphs.before.first().map(|at| format!("old {}", texts.before[*at].id));
        verbs.extend(now.or_else(old).map(|id| format!("{id} {}", verb.text)));
    }
    let more = verbs.len().saturating_sub(VERBS);
    verbs.truncate(VERBS);
    if more > 0 {
        verbs.push(format!("{more} more such"));
    }
    if !verbs.is_empty() {
        out += &format!("; {}", verbs.join(", "));
    }
    out
}

/// `3 new operative paragraphs (OP4, OP9, OP12)`, part by part; `1 removed (old OP7)`.
fn alone(comparison: &Comparison, changes: &[&Change], side: Side) -> Vec<String> {
    let text = comparison.resolutions.get(side);
    let kind = if side == Side::After { ChangeKind::Added } else { ChangeKind::Removed };
    let found: Vec<ParagraphIndex> = changes
        .iter()
        .filter(|change| change.kind == kind)
        .flat_map(|change| change.paragraphs.get(side).iter().copied())
        .collect();
    if found.is_empty() {
        return Vec::new();
    }
    let old = if side == Side::Before { "old " } else { "" };
    let list = |found: &[ParagraphIndex]| {
        let mut names: Vec<String> = found.iter().take(NAMES).map(|at| text[*at].id.to_string()).collect();
        if found.len() > NAMES {
            names.push(format!("and {} more", found.len() - NAMES));
        }
        format!("({old}{})", names.join(", "))
    };
    if side == Side::Before {
        return vec![format!("{} removed {}", found.len(), list(&found))];
    }
    let mut parts: Vec<(&str, Vec<ParagraphIndex>)> = Vec::new();
    for at in found {
        let what = noun(text, at);
        match parts.iter_mut().find(|(noun, _)| *noun == what) {
            Some((_, list)) => list.push(at),
            None => parts.push((what, vec![at])),
        }
    }
    let say = |(noun, found): (&str, Vec<ParagraphIndex>)| {
        let many = if found.len() == 1 { "" } else { "s" };
        format!("{} new {noun}{many} {}", found.len(), list(&found))
    };
    parts.into_iter().map(say).collect()
}

fn noun(text: &Resolution, at: ParagraphIndex) -> &'static str {
    let paragraph = &text[at];
    match paragraph.part {
        Part::Heading => "heading",
        Part::Table => "table",
        _ if paragraph.depth > 0 => "subparagraph",
        Part::Preambular => "preambular paragraph",
        Part::Operative => "operative paragraph",
        Part::Annex | Part::Declaration => "paragraph",
    }
}

/// How many things around the paragraphs differ.
#[derive(Debug, Clone, Copy, Default)]
struct Around {
    header: usize,
    closing: usize,
    footnotes: usize,
    /// Kinds of wording that was left out of both texts.
    left_out: usize,
}

impl Around {
    fn of(comparison: &Comparison) -> Around {
        let (header, closing, footnotes) = (&comparison.header, &comparison.closing, &comparison.footnotes);
        let left_out = comparison.left_out.iter().filter(|taken| taken.is_seen()).count();
        Around { header: header.len(), closing: closing.len(), footnotes: footnotes.len(), left_out }
    }
}

/// The counts.
fn counts(tally: &ChangeCounts, around: Around) -> String {
    let count = |number: usize, word: &str| (number > 0).then(|| format!("{number} {word}"));
    let list = |items: [Option<String>; 5]| items.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let words = list([
        count(tally.added, "added"),
        count(tally.removed, "removed"),
        count(tally.reworded, "reworded"),
        count(tally.split, "split"),
        count(tally.merged, "merged"),
    ]);
    let places = list([count(tally.moved, "moved"), count(tally.renumbered, "renumbered"), None, None, None]);
    let differ = |number: usize, one: &str, more: &str| count(number, if number == 1 { one } else { more });
    let around = list([
        differ(around.header, "header field differs", "header fields differ"),
        differ(around.closing, "closing line differs", "closing lines differ"),
        differ(around.footnotes, "footnote differs", "footnotes differ"),
        (around.left_out > 0).then(|| "what was left out of the text differs (see the warnings)".to_owned()),
        None,
    ]);
    let mut parts = Vec::new();
    if words.is_empty() && places.is_empty() && around.is_empty() {
        parts.push(format!("No difference in {}", paragraphs(tally)));
    } else if words.is_empty() && places.is_empty() {
        parts.push(format!("{} unchanged", paragraphs(tally)));
        parts.push(around);
    } else {
        let told: Vec<String> = [words, places].into_iter().filter(|part| !part.is_empty()).collect();
        parts.push(format!("{}: {}", paragraphs(tally), told.join("; ")));
        parts.push(count(tally.unchanged, "unchanged").unwrap_or_default());
        parts.push(around);
    }
    parts.retain(|part| !part.is_empty());
    parts.join("; ") + "."
}

fn paragraphs(tally: &ChangeCounts) -> String {
    let counts = tally.paragraphs;
    let noun = if counts.after == 1 { "paragraph" } else { "paragraphs" };
    match counts.before == counts.after {
        true => format!("{} {noun}", counts.after),
        false => format!("{} {noun} ({} before)", counts.after, counts.before),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Versions;

    #[test]
    fn sentences() {
        let same = ChangeCounts { paragraphs: Versions::new(7, 7), unchanged: 7, ..ChangeCounts::default() };
        let other = ChangeCounts {
            paragraphs: Versions::new(7, 9),
            unchanged: 3,
            added: 2,
            reworded: 4,
            ..ChangeCounts::default()
        };
        let moved = ChangeCounts { paragraphs: Versions::new(2, 2), unchanged: 2, moved: 1, renumbered: 2, ..same };
        let one = ChangeCounts { paragraphs: Versions::new(0, 1), added: 1, ..ChangeCounts::default() };
        let hidden = Around { left_out: 1, ..Around::default() };
        assert_eq!(
            counts(&same, hidden),
            "7 paragraphs unchanged; what was left out of the text differs (see the warnings)."
        );
        for (tally, header, closing, footnotes, expected) in [
            (same, 0, 0, 0, "No difference in 7 paragraphs."),
            (same, 1, 0, 2, "7 paragraphs unchanged; 1 header field differs, 2 footnotes differ."),
            (same, 0, 1, 0, "7 paragraphs unchanged; 1 closing line differs."),
            (other, 0, 0, 0, "9 paragraphs (7 before): 2 added, 4 reworded; 3 unchanged."),
            (
                moved,
                2,
                2,
                0,
                "2 paragraphs: 1 moved, 2 renumbered; 2 unchanged; 2 header fields differ, 2 closing lines differ.",
            ),
            (one, 0, 0, 0, "1 paragraph (0 before): 1 added."),
        ] {
            assert_eq!(counts(&tally, Around { header, closing, footnotes, left_out: 0 }), expected);
        }
    }
}
