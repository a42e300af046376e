//! The most important changes in a sentence each, the most salient first.
//!
//! Steps: rank every change that could become a headline; sort by rank, keeping the order of the text among equals;
//! keep the first few, limited per rank, so that one kind of change does not fill the list. Only these are put into
//! words.

use super::recurring::{Recurring, RecurringTexts};
use super::{Entry, ReportedChange, words};
use crate::model::{
    ChangeKind, Comparison, Edit, EditType, HeaderField, Paragraph, Part, ReasonCode, Side, Significance,
};

/// Headlines in a report.
const MAX_HEADLINES: usize = 5;
/// Headlines of one rank, while there are others.
const MAX_OF_RANK: usize = 3;
/// Words quoted to identify a paragraph.
const MAX_WORDS: usize = 10;

/// The order of headlines, the most important first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    NewOperative,
    RemovedOperative,
    Verb,
    Throughout,
    Amount,
    Modal,
    Scope,
    Title,
    BrokenReference,
    NewOther,
    RemovedOther,
    Content,
}

/// The content of a headline. Put into words only if it is kept.
enum Source<'a> {
    /// A change, and the sentence of its leading edit.
    Change(&'a ReportedChange<'a>, &'a str),
    /// A paragraph on one side.
    OneSided(&'a ReportedChange<'a>, Side, &'a Paragraph),
    Throughout(&'a Recurring),
    Title(&'a str),
}

impl Source<'_> {
    fn sentence(&self) -> String {
        match self {
            Source::Change(reported, text) => format!("{}: {text}", reported.name),
            Source::OneSided(reported, Side::After, paragraph) => {
                format!("New {}: {}", reported.name, excerpt(&paragraph.text))
            }
            Source::OneSided(reported, Side::Before, paragraph) => {
                format!("Removed {}: {}", reported.name, excerpt(&paragraph.text))
            }
            Source::Throughout(recurring) => recurring.sentence(),
            Source::Title(title) => format!("New title: {}", excerpt(title)),
        }
    }
}

/// The headlines of a comparison.
pub(super) fn headlines(comparison: &Comparison, entries: &[Entry<'_>], recurring: &[Recurring]) -> Vec<String> {
    let known = RecurringTexts::new(recurring);
    let reported = entries.iter().filter_map(Entry::changed);
    let mut found: Vec<(Rank, Source<'_>)> =
        reported.filter_map(|reported| change_headline(comparison, reported, &known)).collect();
    found.extend(recurring.iter().map(|recurring| (Rank::Throughout, Source::Throughout(recurring))));
    found.extend(title(comparison).map(|title| (Rank::Title, Source::Title(title))));
    // The sort keeps the order of the text among equals.
    found.sort_by_key(|(rank, _)| *rank);
    let (mut first, mut rest): (Vec<_>, Vec<_>) = (Vec::new(), Vec::new());
    for (rank, source) in found {
        let same = first.iter().rev().take_while(|(earlier, _)| *earlier == rank).count();
        if same < MAX_OF_RANK { first.push((rank, source)) } else { rest.push((rank, source)) }
    }
    let free = MAX_HEADLINES.saturating_sub(first.len());
    first.truncate(MAX_HEADLINES);
    first.extend(rest.into_iter().take(free));
    first.sort_by_key(|(rank, _)| *rank);
    first.iter().map(|(_, source)| source.sentence()).collect()
}

/// The headline of a change, if it is substantive.
fn change_headline<'a>(
    comparison: &'a Comparison,
    reported: &'a ReportedChange<'a>,
    known: &RecurringTexts<'_>,
) -> Option<(Rank, Source<'a>)> {
    let change = reported.change;
    if change.effective_significance() != Some(Significance::Substantive) {
        return None;
    }
    match change.kind {
        ChangeKind::Added => one_sided(comparison, reported, Side::After),
        ChangeKind::Removed => one_sided(comparison, reported, Side::Before),
        _ => {
            let broken = change.reasons.iter().find(|reason| reason.code == ReasonCode::BrokenReference);
            let broken = broken.map(|reason| (Rank::BrokenReference, reason.text.as_str()));
            let edits = change.edits.iter().filter(|edit| !known.contains(edit));
            let edits = edits.filter_map(|edit| Some((rank(edit)?, edit.text.as_str())));
            // Of equals, `min_by_key` returns the first.
            let (rank, text) = edits.chain(broken).min_by_key(|(rank, _)| *rank)?;
            Some((rank, Source::Change(reported, text)))
        }
    }
}

fn rank(edit: &Edit) -> Option<Rank> {
    if edit.significance != Significance::Substantive {
        return None;
    }
    Some(match edit.types.first()? {
        EditType::OpeningVerb => Rank::Verb,
        EditType::Amount => Rank::Amount,
        EditType::Modal => Rank::Modal,
        EditType::Hedge | EditType::Intensifier => Rank::Scope,
        _ => Rank::Content,
    })
}

/// An added or removed paragraph.
fn one_sided<'a>(
    comparison: &'a Comparison,
    reported: &'a ReportedChange<'a>,
    side: Side,
) -> Option<(Rank, Source<'a>)> {
    let index = *reported.change.paragraphs.get(side).first()?;
    let paragraph = &comparison.resolutions.get(side)[index];
    if !paragraph.part.is_text() {
        return None;
    }
    // A paragraph with subparagraphs is ranked by its chapeau.
    let rank = match (side, is_operative(paragraph) && paragraph.depth == 0) {
        (Side::After, true) => Rank::NewOperative,
        (Side::After, false) => Rank::NewOther,
        (Side::Before, true) => Rank::RemovedOperative,
        (Side::Before, false) => Rank::RemovedOther,
    };
    Some((rank, Source::OneSided(reported, side, paragraph)))
}

fn is_operative(paragraph: &Paragraph) -> bool {
    matches!(paragraph.part, Part::Operative | Part::Annex | Part::Declaration)
}

/// The newer title, if both texts have one and they differ.
fn title(comparison: &Comparison) -> Option<&str> {
    let change = comparison.header.iter().find(|change| change.field == HeaderField::Title)?;
    change.values.after.as_deref().filter(|_| change.values.before.is_some())
}

/// Quotes the first words of a text.
pub(super) fn excerpt(text: &str) -> String {
    // Eliding one or two words would save nothing.
    if words::count(text, MAX_WORDS + 3) <= MAX_WORDS + 2 {
        return format!("“{}”", text.trim());
    }
    format!("“{}…”", words::first(text.trim_start(), MAX_WORDS))
}
