//! What every report says of a text under negotiation: what is open, and how that moved.

use std::collections::BTreeMap;

use super::excerpt;
use crate::model::{
    Attribution, Bracket, BracketKind, BracketOutcome, Comparison, OpenCounts, Remark, RemarkKind, ReopenedParagraph,
    Resolution, Stance, Versions,
};
use crate::text::{counted, enumeration};

/// What is open in a text under negotiation, a line each for the text, for the authors of proposals, and for those of
/// comments and tracked changes; nothing otherwise.
pub fn open_text(resolution: &Resolution) -> Vec<String> {
    let negotiation = &resolution.negotiation;
    let remarks = remarks(&negotiation.remarks);
    if !negotiation.counts.is_under_negotiation() {
        return remarks.into_iter().collect();
    }
    let mut lines = vec![format!("Open: {}.", open_counts(&negotiation.counts))];
    let authors = negotiation.by_author();
    if !authors.is_empty() {
        let author = |(author, stances): &(String, Vec<(Stance, usize)>)| {
            let stances = stances.iter().map(|(stance, count)| format!("{count} {}", stance.name()));
            format!("{author} ({})", stances.collect::<Vec<_>>().join(", "))
        };
        lines.push(format!("Proposals: {}.", authors.iter().map(author).collect::<Vec<_>>().join("; ")));
    }
    lines.extend(remarks);
    lines
}

/// How many comments and tracked changes each author makes: `Remarks: Anna (2 comments, 1 insertion).`
fn remarks(remarks: &[Remark]) -> Option<String> {
    let mut authors: BTreeMap<&str, BTreeMap<RemarkKind, usize>> = BTreeMap::new();
    for remark in remarks {
        *authors.entry(&remark.author).or_default().entry(remark.kind).or_default() += 1;
    }
    let author = |(author, kinds): (&str, BTreeMap<RemarkKind, usize>)| {
        let count = |(kind, count): (RemarkKind, usize)| counted(count, kind.name());
        let author = if author.is_empty() { "unnamed" } else { author };
        format!("{author} ({})", kinds.into_iter().map(count).collect::<Vec<_>>().join(", "))
    };
    let list: Vec<String> = authors.into_iter().map(author).collect();
    (!list.is_empty()).then(|| format!("Remarks: {}.", list.join("; ")))
}

/// How what was open moved from one text to the other, a line each; nothing where neither is under negotiation.
pub fn open_changes(comparison: &Comparison) -> Vec<String> {
    let before = &comparison.resolutions.before;
    let counts = comparison.resolutions.as_ref().map(|text| text.negotiation.counts);
    if !counts.before.is_under_negotiation() && !counts.after.is_under_negotiation() {
        return Vec::new();
    }
    let mut lines = vec![
        format!("Before: {}.", open_counts(&counts.before)),
        format!("Now: {}.", open_counts(&counts.after)),
        open_movement(comparison),
    ];
    for reopened in &comparison.negotiation.reopened {
        lines.push(format!("Agreed text reopened: {}", reopened_paragraph(comparison, reopened)));
    }
    for resolved in &comparison.negotiation.resolved {
        let bracket = &before.negotiation.brackets[resolved.bracket];
        let paragraph = &before[bracket.paragraph];
        let text = paragraph.text[bracket.words.clone()].trim();
        if let Some(sentence) = resolved_position(bracket, resolved.outcome, text) {
            lines.push(format!("{}: {sentence}", paragraph.id));
            continue;
        }
        let chosen = resolved.chosen.as_deref().filter(|chosen| chosen.trim() != text);
        let chosen = chosen.map(|chosen| format!(" (chosen: “{}”)", excerpt(chosen)));
        let (words, outcome) = (excerpt(text), resolved.outcome.name());
        lines.push(format!("{}: “{words}” {outcome}{}", paragraph.id, chosen.unwrap_or_default()));
    }
    lines
}

/// As [`open_changes`], with the first of the resolved brackets only: a changelog is read from the top to the end.
pub(super) fn open_summary(comparison: &Comparison) -> Vec<String> {
    const MAX_RESOLVED: usize = 12;
    let mut lines = open_changes(comparison);
    let resolved = comparison.negotiation.resolved.len();
    // The resolved brackets come last, a line each.
    if let Some(more) = resolved.checked_sub(MAX_RESOLVED).filter(|more| *more > 1) {
        lines.truncate(lines.len() - more);
        lines.push(format!("{more} more brackets resolved"));
    }
    lines
}

/// Which agreed paragraphs were changed or deleted: `Agreed text reopened: OP2; old OP6, now OP5.` Nothing if none was.
pub(super) fn reopened_text(comparison: &Comparison) -> Option<String> {
    const MAX_NAMES: usize = 6;
    let reopened = &comparison.negotiation.reopened;
    let names = reopened.iter().take(MAX_NAMES).map(|reopened| reopened_paragraph(comparison, reopened));
    let more = reopened.len().checked_sub(MAX_NAMES + 1).map(|more| format!("{} more", more + 1));
    let names: Vec<String> = names.chain(more).collect();
    (!names.is_empty()).then(|| format!("Agreed text reopened: {}.", names.join("; ")))
}

/// An agreed paragraph that was changed: `OP2`, `old OP6, now OP5`, `old OP6, deleted`.
fn reopened_paragraph(comparison: &Comparison, reopened: &ReopenedParagraph) -> String {
    let Versions { before, after } = comparison.resolutions.as_ref();
    let old = &before[reopened.before].id;
    let now: Vec<&str> = reopened.after.iter().map(|paragraph| after[*paragraph].id.0.as_str()).collect();
    match now.as_slice() {
        [] => format!("old {old}, deleted"),
        [now] if *now == old.0.as_str() => (*now).to_owned(),
        now => format!("old {old}, now {}", now.join(" + ")),
    }
}

/// What became of a position, in words: `the proposal of US to delete was withdrawn`; nothing for words of the text.
fn resolved_position(bracket: &Bracket, outcome: BracketOutcome, text: &str) -> Option<String> {
    let Attribution { authors, stance } = bracket.attribution.as_ref()?;
    let is_quotation = *stance == Stance::Delete && text.starts_with('“') && text.ends_with('”');
    if bracket.kind != BracketKind::Position && !is_quotation {
        return None;
    }
    let authors = enumeration(authors);
    if bracket.names_authors {
        return Some(format!("no longer attributed to {authors}"));
    }
    let outcome = outcome.name();
    let words = if is_quotation { format!(" {text}") } else { String::new() };
    Some(match stance {
        Stance::Reserve => format!("the reservation of {authors} was lifted"),
        Stance::Support => format!("the support of {authors} is no longer noted"),
        Stance::Oppose => format!("the objection of {authors} was {outcome}"),
        _ => format!("the proposal of {authors} to {}{words} was {outcome}", stance.name()),
    })
}

/// How many brackets were resolved, and how: `12 brackets resolved: 5 agreed, 7 deleted; 3 new`.
pub fn open_movement(comparison: &Comparison) -> String {
    let changes = &comparison.negotiation;
    let outcomes = [BracketOutcome::Kept, BracketOutcome::Replaced, BracketOutcome::Dropped, BracketOutcome::Withdrawn]
        .map(|outcome| (outcome, changes.resolved.iter().filter(|resolved| resolved.outcome == outcome).count()));
    let outcomes = outcomes.iter().filter(|(_, count)| *count > 0);
    let outcomes: Vec<String> = outcomes.map(|(outcome, count)| format!("{count} {}", outcome.name())).collect();
    let resolved = match changes.resolved.len() {
        0 => "No bracket resolved".to_owned(),
        count => format!("{} resolved: {}", counted(count, "bracket"), outcomes.join(", ")),
    };
    let reopened = match changes.reopened.len() {
        0 => String::new(),
        count => format!("; {} reopened", counted(count, "agreed paragraph")),
    };
    format!("{resolved}; {} new{reopened}.", changes.opened.len())
}

/// Counts of what is open, as a list.
pub fn open_counts(counts: &OpenCounts) -> String {
    let say = |(number, one, many): (usize, &str, &str)| {
        (number > 0).then(|| format!("{number} {}", if number == 1 { one } else { many }))
    };
    let open = [
        (counts.brackets, "bracket", "brackets"),
        (counts.unmatched, "sign without its other end", "signs without their other end"),
        (counts.alternatives, "set of alternatives", "sets of alternatives"),
        (counts.options, "option", "options"),
        (counts.placeholders, "placeholder", "placeholders"),
        (counts.proposals, "attributed proposal", "attributed proposals"),
    ];
    let paragraphs = [
        (counts.clean, "paragraph clean", "paragraphs clean"),
        (counts.open, "open", "open"),
        (counts.agreed, "agreed ad ref", "agreed ad ref"),
    ];
    let list = |counts: &[(usize, &str, &str)]| counts.iter().copied().filter_map(say).collect::<Vec<_>>().join(", ");
    let (open, paragraphs) = (list(&open), list(&paragraphs));
    let open = if open.is_empty() { "no brackets".to_owned() } else { open };
    if paragraphs.is_empty() { open } else { format!("{open}; {paragraphs}") }
}
