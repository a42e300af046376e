//! What stands first: what it comes to in a sentence, and the counts.
//!
//! *Substantive: 3 new operative paragraphs (OP4, OP9, OP12), 1 removed (old OP7), 5 reworded. 14 of 31 paragraphs are
//! annual update only.* Then what happened to words, what happened to places, and what did not happen, parted by
//! semicolons, because the first and the second can be true of one paragraph.

use super::Typography;
use super::changelog::sentence;
use super::recurring::{Known, Recurring};
use crate::model::{
    Change, ChangeCounts, ChangeKind, Comparison, HeaderField, ParagraphIndex, Part, Resolution, Side, Significance,
};

/// More names than these are counted.
const NAMES: usize = 6;

/// What stands first in every report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verdict {
    /// What it comes to.
    pub answer: String,
    /// How many paragraphs and fields differ, and how; empty where the answer says it.
    pub counts: String,
}

impl Verdict {
    /// Says it.
    pub(super) fn new(
        comparison: &Comparison,
        tally: &ChangeCounts,
        typography: &Typography,
        recurring: &[Recurring],
    ) -> Verdict {
        if !typography.is_empty() && !comparison.has_changes() {
            let count = &typography.count;
            let answer =
                format!("Typographic differences only: {count}. No other difference in {}.", paragraphs(tally));
            return Verdict { answer, counts: String::new() };
        }
        let counts = counts(tally, Around::of(comparison));
        if is_adopted_unchanged(comparison) {
            return Verdict { answer: "Adopted without change.".to_owned(), counts };
        }
        match answer(comparison, tally, recurring) {
            Some(answer) => Verdict { answer, counts },
            None => Verdict { answer: counts, counts: String::new() },
        }
    }

    /// Where one change of substance is all there is, the answer tells it, and no headline repeats it.
    pub(super) fn take_single(&mut self, comparison: &Comparison, headlines: &mut Vec<String>) {
        let heavy = comparison.changes.iter().filter(|change| change.significance == Some(Significance::Substantive));
        if let ([headline], 1) = (&headlines[..], heavy.count()) {
            let rest = self.answer.split_once(". ").map(|(_, rest)| format!(" {rest}")).unwrap_or_default();
            self.answer = format!("One substantive change. {}{rest}", sentence(headline));
            headlines.clear();
        }
    }

    /// The answer and the counts in one line.
    pub fn line(&self) -> String {
        match self.counts.is_empty() {
            true => self.answer.clone(),
            false => format!("{} {}", self.answer, self.counts),
        }
    }
}

/// Whether the newer text is the resolution that the older one was the draft of, word by word.
fn is_adopted_unchanged(comparison: &Comparison) -> bool {
    let parts = |text: &'static str, side: Side| {
        let symbol = comparison.resolutions.get(side).header.get(HeaderField::Symbol);
        symbol.is_some_and(|symbol| symbol.split(['/', '.']).any(|part| part == text))
    };
    let retitled = comparison.header.iter().any(|change| change.field == HeaderField::Title);
    let paragraphs = comparison.changes.iter().all(Change::is_noop);
    let unseen = comparison.left_out.iter().all(|kind| !kind.is_seen());
    let same = paragraphs && unseen && comparison.footnotes.is_empty() && !retitled;
    same && parts("L", Side::Before) && parts("RES", Side::After)
}

/// What it comes to; nothing where no word differs.
fn answer(comparison: &Comparison, tally: &ChangeCounts, recurring: &[Recurring]) -> Option<String> {
    // What nobody weighed has counts only.
    comparison.changes.iter().find(|change| change.significance.is_some())?;
    let strongest = comparison.changes.iter().filter_map(Change::effective_significance).max()?;
    let total = tally.paragraphs.after;
    let lighter = [
        (Significance::Routine, tally.routine, "annual update only"),
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
    let verb = |count: usize, one: &str, more: &str| {
        if count == 1 { format!("1 paragraph {one}") } else { format!("{count} paragraphs {more}") }
    };
    let head = match strongest {
        Significance::Substantive => format!("Substantive: {}.", substance(comparison, recurring)),
        Significance::Routine => format!(
            "Annual update: no change of substance ({}).",
            verb(tally.routine, "follows the calendar", "follow the calendar")
        ),
        Significance::Editorial => format!(
            "No change of substance: {}.",
            verb(tally.editorial, "is reworded without change of meaning", "are reworded without change of meaning")
        ),
        Significance::Typographic => format!(
            "No change of words: {}.",
            verb(tally.typographic, "differs in typography only", "differ in typography only")
        ),
    };
    Some(head + &rest)
}

/// What is new, gone and reworded in substance.
fn substance(comparison: &Comparison, recurring: &[Recurring]) -> String {
    let heavy = |change: &&Change| change.effective_significance() == Some(Significance::Substantive);
    let changes: Vec<&Change> = comparison.changes.iter().filter(heavy).collect();
    let mut parts = alone(comparison, &changes, Side::After);
    parts.extend(alone(comparison, &changes, Side::Before));
    // What was told for all paragraphs is told of them together.
    let known = Known::new(recurring);
    let (together, own): (Vec<&Change>, Vec<&Change>) = changes.iter().partition(|change| known.has_all(change));
    for kind in [ChangeKind::Reworded, ChangeKind::Split, ChangeKind::Merged] {
        let count = own.iter().filter(|change| change.kind == kind).count();
        if count > 0 {
            parts.push(format!("{count} {}", kind.name()));
        }
    }
    if !together.is_empty() {
        parts.push(format!("{} with a replacement made throughout", together.len()));
    }
    parts.join(", ")
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
