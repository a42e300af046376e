//! The verdict: the result in a sentence, and the counts.
//!
//! *Substantive: 3 new operative paragraphs (OP4, OP9, OP12), 1 removed (old OP7), 5 reworded (a weaker verb in OP8;
//! amounts in OP3 and OP5). 14 of 31 paragraphs are annual update only.* The counts give changes of words, changes of place and what is unchanged, separated by
//! semicolons, because one paragraph can be both reworded and moved.

use super::Typography;
use super::changelog::sentence;
use super::negotiation::reopened_text;
use super::recurring::{Recurring, RecurringTexts};
use super::salience::{self, Salience};
use crate::model::{
    Change, ChangeCounts, ChangeKind, Comparison, HeaderField, Paragraph, ParagraphIndex, Part, ReasonCode, Resolution,
    Side, Significance,
};
use crate::text::{counted, enumeration};

/// Further names are counted.
const MAX_NAMES: usize = 6;
/// What edits concern is said of the most salient ones. The other paragraphs are named together.
const MAX_TOPICS: usize = 3;

/// The first lines of every report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verdict {
    /// The result in a sentence.
    pub answer: String,
    /// How many paragraphs and fields differ, and how; empty if the answer says it.
    pub counts: String,
}

impl Verdict {
    /// Makes the verdict.
    pub(super) fn new(
        comparison: &Comparison,
        totals: &ChangeCounts,
        typography: &Typography,
        recurring: &[Recurring],
    ) -> Verdict {
        if !typography.is_empty() && !comparison.has_changes() {
            let count = &typography.count;
            let answer =
                format!("Typographic differences only: {count}. No other difference in {}.", paragraphs(comparison));
            return Verdict { answer, counts: String::new() };
        }
        let counts = counts(totals, &paragraphs(comparison), Placed::new(comparison), Around::new(comparison))
            + &without_numbers(comparison).map(|sentence| format!(" {sentence}")).unwrap_or_default();
        if is_adopted_unchanged(comparison) {
            return Verdict { answer: "Adopted without change.".to_owned(), counts };
        }
        let reopened = reopened_text(comparison).map(|sentence| format!(" {sentence}")).unwrap_or_default();
        match answer(comparison, totals, recurring) {
            Some(answer) => Verdict { answer: answer + &reopened, counts },
            None if !reopened.is_empty() => Verdict { answer: counts + &reopened, counts: String::new() },
            None => Verdict { answer: counts, counts: String::new() },
        }
    }

    /// If there is only one substantive change, the answer states it, and no headline repeats it.
    pub(super) fn take_single(&mut self, comparison: &Comparison, headlines: &mut Vec<String>) {
        let heavy = comparison.changes.iter().filter(|change| change.significance == Some(Significance::Substantive));
        if let ([headline], 1) = (&headlines[..], heavy.count()) {
            let rest = self.answer.split_once(". ").map(|(_, rest)| format!(" {rest}")).unwrap_or_default();
            let change = match is_draft_to_resolution(comparison) {
                true => "Adopted with one substantive change",
                false => "One substantive change",
            };
            self.answer = format!("{change}. {}{rest}", sentence(headline));
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

/// Whether the older text is a draft and the newer one the resolution adopted without change.
fn is_adopted_unchanged(comparison: &Comparison) -> bool {
    let retitled = comparison.header.iter().any(|change| change.field == HeaderField::Title);
    let paragraphs = comparison.changes.iter().all(Change::is_noop);
    let unseen = comparison.left_out.iter().all(|kind| !kind.is_seen());
    let same = paragraphs && unseen && comparison.footnotes.is_empty() && !retitled;
    same && is_draft_to_resolution(comparison)
}

/// Whether the older text is a draft and the newer one a resolution.
pub(super) fn is_draft_to_resolution(comparison: &Comparison) -> bool {
    let has_part = |expected: &'static str, side: Side| {
        let symbol = comparison.resolutions.get(side).header.get(HeaderField::Symbol);
        symbol.is_some_and(|symbol| symbol.split(['/', '.']).any(|part| part == expected))
    };
    has_part("L", Side::Before) && has_part("RES", Side::After)
}

/// The result; `None` if no word differs.
fn answer(comparison: &Comparison, totals: &ChangeCounts, recurring: &[Recurring]) -> Option<String> {
    // A comparison that was not classified has counts only.
    comparison.changes.iter().find(|change| change.significance.is_some())?;
    let strongest = comparison.changes.iter().filter_map(Change::effective_significance).max()?;
    let total = number_of_paragraphs(comparison, Side::After);
    let faulty = comparison.changes.iter().filter(|change| change.is_font_fault()).count();
    let editorial = totals.editorial - faulty;
    let is_below = |significance: Significance| significance < strongest;
    let lighter = [
        (totals.routine, is_below(Significance::Routine), "annual update only"),
        (editorial, is_below(Significance::Editorial), "editorial only"),
        (faulty, is_below(Significance::Editorial) || editorial > 0, "different only by a fault of the file"),
        (totals.typographic - respelled(comparison), is_below(Significance::Typographic), "typographic only"),
    ];
    let mut parts: Vec<String> = Vec::new();
    for (count, is_said_here, what) in lighter {
        if count > 0 && is_said_here {
            parts.push(match parts.is_empty() {
                true => format!("{count} of {total} {} {what}", if count == 1 { "is" } else { "are" }),
                false => format!("{count} {what}"),
            });
        }
    }
    let rest = if parts.is_empty() { String::new() } else { format!(" {}.", parts.join(", ")) };
    let verb = |count: usize, singular: &str, plural: &str| {
        if count == 1 { format!("1 paragraph {singular}") } else { format!("{count} paragraphs {plural}") }
    };
    let adopted = is_draft_to_resolution(comparison);
    let head = match strongest {
        Significance::Substantive if adopted => {
            format!("Adopted with changes of substance: {}.", substance(comparison, recurring))
        }
        Significance::Substantive => format!("Substantive: {}.", substance(comparison, recurring)),
        Significance::Routine => format!(
            "Annual update: no change of substance ({}).",
            verb(totals.routine, "follows the calendar", "follow the calendar")
        ),
        Significance::Editorial => format!(
            "{}: {}.",
            if adopted { "Adopted without change of substance" } else { "No change of substance" },
            match editorial {
                0 => verb(faulty, "differs only by a fault of the file", "differ only by a fault of the file"),
                _ => verb(editorial, "is reworded without change of meaning", "are reworded without change of meaning"),
            }
        ),
        Significance::Typographic => format!(
            "{}: {}.",
            if adopted { "Adopted without change of words" } else { "No change of words" },
            verb(totals.typographic, "differs in typography only", "differ in typography only")
        ),
    };
    Some(head + &rest)
}

/// What is added, removed and reworded in substance.
fn substance(comparison: &Comparison, recurring: &[Recurring]) -> String {
    let heavy = |change: &&Change| change.effective_significance() == Some(Significance::Substantive);
    let changes: Vec<&Change> = comparison.changes.iter().filter(heavy).collect();
    let mut parts = one_sided(comparison, &changes, Side::After);
    parts.extend(one_sided(comparison, &changes, Side::Before));
    // Paragraphs with recurring replacements only are counted together.
    let known = RecurringTexts::new(recurring);
    let (together, own): (Vec<&Change>, Vec<&Change>) = changes.iter().partition(|change| known.covers(change));
    for kind in [ChangeKind::Reworded, ChangeKind::Split, ChangeKind::Merged] {
        let of_kind: Vec<&Change> = own.iter().copied().filter(|change| change.kind == kind).collect();
        if !of_kind.is_empty() {
            let (count, kind) = (of_kind.len(), kind.name());
            parts.push(format!("{count} {kind}{}", in_parentheses(&highlights(comparison, &of_kind, &known))));
        }
    }
    if !together.is_empty() {
        parts.push(format!("{} changed in substance only by a replacement made throughout", together.len()));
    }
    // The first count says what is counted: `2 paragraphs removed (old OP3, OP5), 7 reworded`.
    if let Some(first) = parts.first_mut()
        && let Some((count, rest)) = first.split_once(' ')
        && !rest.starts_with("new ")
    {
        let noun = if count == "1" { "paragraph" } else { "paragraphs" };
        *first = format!("{count} {noun} {rest}");
    }
    parts.join(", ")
}

/// What the edits of reworded paragraphs concern, and where, the most salient first: `a weaker verb in OP8`, `amounts in
/// OP3 and OP5`, `other words in PP2`; only where, if no topic is known. Each paragraph is named once, under its most
/// salient edit.
fn highlights(comparison: &Comparison, changes: &[&Change], known: &RecurringTexts<'_>) -> Vec<String> {
    let mut topics: Vec<(Salience, &'static str, Vec<&str>)> = Vec::new();
    let mut others: Vec<&str> = Vec::new();
    for change in changes {
        let Some(paragraph) = comparison.paragraphs(change, Side::After).next() else { continue };
        let name = paragraph.id.0.as_str();
        let Some((salience, topic)) = salience::topic(comparison, change, |edit| known.contains(edit)) else {
            others.push(name);
            continue;
        };
        match topics.iter_mut().find(|(_, known, _)| *known == topic) {
            Some((.., names)) => names.push(name),
            None => topics.push((salience, topic, vec![name])),
        }
    }
    topics.sort_by_key(|(salience, ..)| *salience);
    others.extend(topics.drain(MAX_TOPICS.min(topics.len())..).flat_map(|(.., names)| names));
    let list = |names: &[&str]| {
        let more = names.len().saturating_sub(MAX_NAMES);
        let mut shown: Vec<String> = names[..names.len() - more].iter().map(ToString::to_string).collect();
        if more > 0 {
            shown.push(format!("{more} more"));
        }
        enumeration(&shown)
    };
    let mut phrases: Vec<String> = topics.iter().map(|(_, topic, names)| format!("{topic} {}", list(names))).collect();
    match phrases.is_empty() {
        _ if others.is_empty() => {}
        true => phrases.push(list(&others)),
        false => phrases.push(format!("other words in {}", list(&others))),
    }
    phrases
}

fn in_parentheses(phrases: &[String]) -> String {
    if phrases.is_empty() { String::new() } else { format!(" ({})", phrases.join("; ")) }
}

/// `3 new operative paragraphs (OP4, OP9, OP12)`, by part; `1 removed (old OP7)`.
fn one_sided(comparison: &Comparison, changes: &[&Change], side: Side) -> Vec<String> {
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
        let mut names: Vec<String> = found.iter().take(MAX_NAMES).map(|index| text[*index].id.to_string()).collect();
        if found.len() > MAX_NAMES {
            names.push(format!("and {} more", found.len() - MAX_NAMES));
        }
        format!("({old}{})", names.join(", "))
    };
    if side == Side::Before {
        return vec![format!("{} removed {}", found.len(), list(&found))];
    }
    let mut parts: Vec<(&str, Vec<ParagraphIndex>)> = Vec::new();
    for index in found {
        let what = noun(text, index);
        match parts.iter_mut().find(|(noun, _)| *noun == what) {
            Some((_, list)) => list.push(index),
            None => parts.push((what, vec![index])),
        }
    }
    // Headings and tables last: they ask nobody for anything.
    parts.sort_by_key(|(noun, _)| ["heading", "table"].contains(noun));
    let phrase = |(noun, found): (&str, Vec<ParagraphIndex>)| {
        let plural = if found.len() == 1 { "" } else { "s" };
        format!("{} new {noun}{plural} {}", found.len(), list(&found))
    };
    parts.into_iter().map(phrase).collect()
}

fn noun(text: &Resolution, index: ParagraphIndex) -> &'static str {
    let paragraph = &text[index];
    match paragraph.part {
        Part::Heading => "heading",
        Part::Table => "table",
        _ if paragraph.depth > 0 => "subparagraph",
        Part::Preambular => "preambular paragraph",
        Part::Operative => "operative paragraph",
        Part::Annex | Part::Declaration => "paragraph",
    }
}

/// The number of differences outside the paragraphs.
#[derive(Debug, Clone, Copy, Default)]
struct Around {
    header: usize,
    closing: usize,
    footnotes: usize,
    /// Kinds of page furniture that differ.
    left_out: usize,
}

impl Around {
    fn new(comparison: &Comparison) -> Around {
        let (header, closing, footnotes) = (&comparison.header, &comparison.closing, &comparison.footnotes);
        let left_out = comparison.left_out.iter().filter(|taken| taken.is_seen()).count();
        Around { header: header.len(), closing: closing.len(), footnotes: footnotes.len(), left_out }
    }
}

/// The number of paragraphs that count as unchanged and have typographic differences.
fn respelled(comparison: &Comparison) -> usize {
    let is_respelled = |change: &&Change| {
        change.kind == ChangeKind::Unchanged && change.significance == Some(Significance::Typographic)
    };
    comparison.changes.iter().filter(is_respelled).count()
}

/// Where paragraphs stand that have another place or number.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Placed {
    /// How many moved within their part, to the preamble, and to the operative part.
    pub moved: [(&'static str, usize); 3],
    /// What is renumbered. A paragraph of the preamble has no number: that it stands in another place does not count.
    renumbered_noun: &'static str,
}

impl Placed {
    pub(super) fn new(comparison: &Comparison) -> Placed {
        let changes = comparison.changes.iter();
        let within = changes.clone().filter(|change| change.moved && !change.has_reason(ReasonCode::Part)).count();
        let to_parts = changes.filter(|change| change.has_reason(ReasonCode::Part));
        let to_operative = to_parts.clone().filter(|change| salience::is_operative(comparison, change)).count();
        let to_preamble = to_parts.count() - to_operative;
        let renumbered = comparison.changes.iter().filter(|change| change.renumbered);
        let mut paragraphs = renumbered.flat_map(|change| comparison.paragraphs(change, Side::After));
        let renumbered_noun = match paragraphs.all(|paragraph| paragraph.part == Part::Operative) {
            true => "operative paragraph",
            false => "numbered paragraph",
        };
        let moved =
            [("moved", within), ("moved to the preamble", to_preamble), ("moved to the operative part", to_operative)];
        Placed { moved, renumbered_noun }
    }
}

/// The counts.
fn counts(totals: &ChangeCounts, paragraphs: &str, placed: Placed, around: Around) -> String {
    let count = |number: usize, word: &str| (number > 0).then(|| format!("{number} {word}"));
    let list = |items: [Option<String>; 5]| items.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let words = list([
        count(totals.added, "added"),
        count(totals.removed, "removed"),
        count(totals.reworded, "reworded"),
        count(totals.split, "split"),
        count(totals.merged, "merged"),
    ]);
    let renumbered =
        (totals.renumbered > 0).then(|| format!("{} renumbered", counted(totals.renumbered, placed.renumbered_noun)));
    let [within, to_preamble, to_operative] = placed.moved.map(|(what, number)| count(number, what));
    let places = list([within, to_preamble, to_operative, renumbered, None]);
    let differ =
        |number: usize, singular: &str, plural: &str| count(number, if number == 1 { singular } else { plural });
    let around = list([
        differ(around.header, "header field differs", "header fields differ"),
        differ(around.closing, "closing line differs", "closing lines differ"),
        differ(around.footnotes, "footnote differs", "footnotes differ"),
        (around.left_out > 0).then(|| "what was left out of the text differs (see the warnings)".to_owned()),
        None,
    ]);
    let mut parts = Vec::new();
    if words.is_empty() && places.is_empty() && around.is_empty() {
        parts.push(format!("No difference in {paragraphs}"));
    } else if words.is_empty() && places.is_empty() {
        parts.push(format!("{paragraphs} unchanged"));
        parts.push(around);
    } else {
        let facts: Vec<String> = [words, places].into_iter().filter(|part| !part.is_empty()).collect();
        parts.push(format!("{paragraphs}: {}", facts.join("; ")));
        parts.push(count(totals.unchanged, "unchanged").unwrap_or_default());
        parts.push(around);
    }
    parts.retain(|part| !part.is_empty());
    parts.join("; ") + "."
}

/// Which of the operative paragraphs that differ have no number, where others have: an id such as `OPu1` is not in the
/// text. `OPu1 has no printed number.`
fn without_numbers(comparison: &Comparison) -> Option<String> {
    let unnumbered = |side: Side| {
        let text = comparison.resolutions.get(side);
        let is_operative = |paragraph: &&Paragraph| paragraph.part == Part::Operative && paragraph.depth == 0;
        let has_numbers = text.paragraphs.iter().filter(is_operative).any(|paragraph| paragraph.label.is_some());
        let old = if side == Side::Before { "old " } else { "" };
        let changes = comparison.changes.iter().filter(move |change| {
            has_numbers && !change.is_noop() && (side == Side::After || change.kind == ChangeKind::Removed)
        });
        let paragraphs = changes.flat_map(move |change| comparison.paragraphs(change, side)).filter(is_operative);
        paragraphs.filter(|paragraph| paragraph.label.is_none()).map(move |paragraph| format!("{old}{}", paragraph.id))
    };
    let names: Vec<String> = unnumbered(Side::Before).chain(unnumbered(Side::After)).collect();
    let verb = if names.len() == 1 { "has" } else { "have" };
    (!names.is_empty()).then(|| sentence(&format!("{} {verb} no printed number", enumeration(&names))))
}

/// `9 paragraphs (7 before)`
fn paragraphs(comparison: &Comparison) -> String {
    let counts = comparison.resolutions.as_ref().map(|resolution| resolution.paragraphs.len());
    let after = number_of_paragraphs(comparison, Side::After);
    match counts.before == counts.after {
        true => after,
        false => format!("{after} ({} before)", counts.before),
    }
}

/// `9 paragraphs`; headings are counted with them.
fn number_of_paragraphs(comparison: &Comparison, side: Side) -> String {
    let is_heading = |side: Side| {
        comparison.resolutions.get(side).paragraphs.iter().any(|paragraph| paragraph.part == Part::Heading)
    };
    let count = comparison.resolutions.get(side).paragraphs.len();
    if Side::any(is_heading) { format!("{count} paragraphs and headings") } else { counted(count, "paragraph") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences() {
        let same = ChangeCounts { unchanged: 7, ..ChangeCounts::default() };
        let other = ChangeCounts { unchanged: 3, added: 2, reworded: 4, ..ChangeCounts::default() };
        let renumbered = ChangeCounts { unchanged: 2, renumbered: 2, ..same };
        let singular = ChangeCounts { added: 1, ..ChangeCounts::default() };
        let placed = Placed { renumbered_noun: "operative paragraph", ..Placed::default() };
        let with_move = Placed { moved: [("moved", 1), ("", 0), ("", 0)], ..placed };
        let hidden = Around { left_out: 1, ..Around::default() };
        assert_eq!(
            counts(&same, "7 paragraphs", placed, hidden),
            "7 paragraphs unchanged; what was left out of the text differs (see the warnings)."
        );
        for (paragraphs, totals, header, closing, footnotes, expected) in [
            ("7 paragraphs", same, 0, 0, 0, "No difference in 7 paragraphs."),
            ("7 paragraphs", same, 1, 0, 2, "7 paragraphs unchanged; 1 header field differs, 2 footnotes differ."),
            ("7 paragraphs", same, 0, 1, 0, "7 paragraphs unchanged; 1 closing line differs."),
            ("9 paragraphs (7 before)", other, 0, 0, 0, "9 paragraphs (7 before): 2 added, 4 reworded; 3 unchanged."),
            (
                "2 paragraphs",
                renumbered,
                2,
                2,
                0,
                "2 paragraphs: 1 moved, 2 operative paragraphs renumbered; 2 unchanged; 2 header fields differ, 2 closing lines differ.",
            ),
            ("1 paragraph (0 before)", singular, 0, 0, 0, "1 paragraph (0 before): 1 added."),
        ] {
            let placed = if totals.renumbered > 0 { with_move } else { placed };
            assert_eq!(
                counts(&totals, paragraphs, placed, Around { header, closing, footnotes, left_out: 0 }),
                expected
            );
        }
    }
}
