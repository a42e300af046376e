//! What a reader must know first: a few changes in a sentence each, the most salient first.
//!
//! Steps: put every change that could lead into words, with its rank; sort by rank, in the order of the text among
//! equals; keep the first few, so that no rank but the last fills the list.

use super::recurring::{Known, Recurring};
use super::{Entry, Told, stretch};
use crate::model::{
    ChangeKind, Comparison, Edit, EditType, HeaderField, Paragraph, Part, ReasonCode, Side, Significance,
};

/// More headlines than these are read by nobody.
const MAX_HEADLINES: usize = 5;
/// Headlines of one rank, where others wait.
const MAX_OF_RANK: usize = 3;
/// Words of a paragraph that show which it is.
const MAX_WORDS: usize = 10;

/// How much a headline matters.
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

/// What a headline is made of; only those that are kept are put into words.
enum Source<'a> {
    /// A change, and what it comes to.
    Change(&'a Told<'a>, &'a str),
    /// A paragraph on one side.
    Alone(&'a Told<'a>, Side, &'a Paragraph),
    Throughout(&'a Recurring),
    Title(&'a str),
}

impl Source<'_> {
    fn sentence(&self) -> String {
        match self {
            Source::Change(told, text) => format!("{}: {text}", told.name),
            Source::Alone(told, Side::After, paragraph) => format!("New {}: {}", told.name, excerpt(&paragraph.text)),
            Source::Alone(told, Side::Before, paragraph) => {
                format!("Removed {}: {}", told.name, excerpt(&paragraph.text))
            }
            Source::Throughout(recurring) => recurring.sentence(),
            Source::Title(title) => format!("New title: {}", excerpt(title)),
        }
    }
}

/// The headlines of a comparison.
pub(super) fn headlines(comparison: &Comparison, entries: &[Entry<'_>], recurring: &[Recurring]) -> Vec<String> {
    let known = Known::new(recurring);
    let told = entries.iter().filter_map(Entry::told);
    let mut found: Vec<(Rank, Source<'_>)> = told.filter_map(|told| of_change(comparison, told, &known)).collect();
    found.extend(recurring.iter().map(|recurring| (Rank::Throughout, Source::Throughout(recurring))));
    found.extend(title(comparison).map(|title| (Rank::Title, Source::Title(title))));
    // The sort keeps the order of the text among equals.
    found.sort_by_key(|(rank, _)| *rank);
    let (mut first, mut rest): (Vec<_>, Vec<_>) = (Vec::new(), Vec::new());
    for (rank, source) in found {
        let same = first.iter().rev().take_while(|(other, _)| *other == rank).count();
        if same < MAX_OF_RANK { first.push((rank, source)) } else { rest.push((rank, source)) }
    }
    let free = MAX_HEADLINES.saturating_sub(first.len());
    first.truncate(MAX_HEADLINES);
    first.extend(rest.into_iter().take(free));
    first.sort_by_key(|(rank, _)| *rank);
    first.iter().map(|(_, source)| source.sentence()).collect()
}

/// The headline that a change could make.
fn of_change<'a>(comparison: &'a Comparison, told: &'a Told<'a>, known: &Known<'_>) -> Option<(Rank, Source<'a>)> {
    let change = told.change;
    if change.effective_significance() != Some(Significance::Substantive) {
        return None;
    }
    match change.kind {
        ChangeKind::Added => alone(comparison, told, Side::After),
        ChangeKind::Removed => alone(comparison, told, Side::Before),
        _ => {
            let broken = change.reasons.iter().find(|reason| reason.code == ReasonCode::BrokenReference);
            let broken = broken.map(|reason| (Rank::BrokenReference, reason.text.as_str()));
            let edits = change.edits.iter().filter(|edit| !known.has(edit));
            let edits = edits.filter_map(|edit| Some((rank(edit)?, edit.text.as_str())));
            // The minimum of equals is the first.
            let (rank, text) = edits.chain(broken).min_by_key(|(rank, _)| *rank)?;
            Some((rank, Source::Change(told, text)))
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

/// A paragraph that is new or gone.
fn alone<'a>(comparison: &'a Comparison, told: &'a Told<'a>, side: Side) -> Option<(Rank, Source<'a>)> {
    let index = *told.change.paragraphs.get(side).first()?;
    let paragraph = &comparison.resolutions.get(side)[index];
    if !paragraph.part.is_text() {
        return None;
    }
    // Of a paragraph with subparagraphs the chapeau speaks.
    let rank = match (side, is_operative(paragraph) && paragraph.depth == 0) {
        (Side::After, true) => Rank::NewOperative,
        (Side::After, false) => Rank::NewOther,
        (Side::Before, true) => Rank::RemovedOperative,
        (Side::Before, false) => Rank::RemovedOther,
    };
    Some((rank, Source::Alone(told, side, paragraph)))
}

fn is_operative(paragraph: &Paragraph) -> bool {
    matches!(paragraph.part, Part::Operative | Part::Annex | Part::Declaration)
}

/// The title, where the newer text has another.
fn title(comparison: &Comparison) -> Option<&str> {
    let change = comparison.header.iter().find(|change| change.field == HeaderField::Title)?;
    change.values.after.as_deref().filter(|_| change.values.before.is_some())
}

/// The first words of a text, quoted.
pub(super) fn excerpt(text: &str) -> String {
    // Leaving out two words saves nothing.
    if stretch::count(text, MAX_WORDS + 3) <= MAX_WORDS + 2 {
        return format!("“{}”", text.trim());
    }
    format!("“{}…”", stretch::first(text.trim_start(), MAX_WORDS))
}
