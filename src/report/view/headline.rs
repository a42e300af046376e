//! The most important changes in a sentence each, the most salient first.
//!
//! Steps: rank every change that could become a headline; sort by rank, keeping the order of the text among equals;
//! keep the first few, limited per rank, so that one kind of change does not fill the list. Only these are put into
//! words.

use std::collections::HashSet;

use super::recurring::{Recurring, RecurringTexts};
use super::redline::newer_text;
use super::salience::{self, Salience};
use super::{Entry, ReportedChange, quoted_beginning};
use crate::model::{ChangeKind, Comparison, HeaderField, Paragraph, ReasonCode, Side, Significance, Versions};
use crate::text::enumeration;

/// Headlines in a report.
const MAX_HEADLINES: usize = 5;
/// Headlines of one rank, while there are others.
const MAX_OF_RANK: usize = 3;
/// Headlines that are no change to a paragraph of both texts, while there are such: what is done to agreed words is seen
/// less easily than a new paragraph.
const MAX_NEW: usize = 4;
/// A replacement made throughout names so many paragraphs; more are counted.
const MAX_NAMES: usize = 4;
/// Words of a new or removed paragraph that are quoted. In formal texts the point often stands behind a long name or a
/// recital, so fewer words would stop before it.
const MAX_WORDS: usize = 75;
/// Words of a title that are quoted.
const MAX_TITLE_WORDS: usize = 22;

/// Words of a reworded paragraph that say what it is about.
const MAX_SUBJECT_WORDS: usize = 10;

/// The content of a headline. Put into words only if it is kept.
enum Source<'a> {
    /// A change, and the sentences of its edits, the most salient first.
    Change(&'a ReportedChange<'a>, Vec<&'a str>),
    /// A paragraph on one side.
    OneSided(&'a ReportedChange<'a>, Side, &'a Paragraph),
    Throughout(&'a Recurring),
    Title(Versions<&'a str>),
    Doubt(&'a str),
}

impl Source<'_> {
    fn is_operative(&self, comparison: &Comparison) -> bool {
        matches!(self, Source::Change(reported, _) if salience::is_operative(comparison, reported.change))
    }

    /// Whether it is no change to a paragraph of both texts.
    fn is_new(&self) -> bool {
        matches!(self, Source::OneSided(..) | Source::Title(_))
    }

    fn sentence(&self) -> String {
        match self {
            Source::Change(reported, statements) => {
                let text = newer_text(&reported.change.segments);
                let subject = quoted_beginning(text.trim_end_matches([',', ';', '.']), MAX_SUBJECT_WORDS);
                let second = statements.get(1).map(|text| format!("; {text}")).unwrap_or_default();
                let first = match reported.change.kind {
                    // The phrases of a paragraph that was divided are fragments.
                    ChangeKind::Split | ChangeKind::Merged if statements.len() > 1 => {
                        return format!("{} ({subject}): {} and reworded", reported.name, reported.change.kind.name());
                    }
                    _ => statements.first().copied().unwrap_or_default(),
                };
                format!("{} ({subject}): {first}{second}", reported.name)
            }
            Source::OneSided(reported, Side::After, paragraph) => {
                format!("New {}: {}", reported.name, quoted_beginning(&paragraph.text, MAX_WORDS))
            }
            Source::OneSided(reported, Side::Before, paragraph) => {
                format!("Removed {}: {}", reported.name, quoted_beginning(&paragraph.text, MAX_WORDS))
            }
            Source::Throughout(recurring) if recurring.names.len() <= MAX_NAMES => {
                format!("{}: {}", enumeration(&recurring.names), recurring.text)
            }
            Source::Throughout(recurring) => recurring.sentence(),
            Source::Title(titles) => {
                let Versions { before, after } = titles.map(|title| quoted_beginning(title, MAX_TITLE_WORDS));
                format!("New title: {after} (before: {before})")
            }
            Source::Doubt(sentence) => (*sentence).to_owned(),
        }
    }
}

/// The headlines of a comparison.
pub(super) fn headlines(comparison: &Comparison, entries: &[Entry<'_>], recurring: &[Recurring]) -> Vec<String> {
    let known = RecurringTexts::new(recurring);
    let reported = entries.iter().filter_map(Entry::changed);
    let passages: HashSet<&str> = passages_of_one_sided(comparison).collect();
    let mut found: Vec<(Salience, Source<'_>)> =
        reported.filter_map(|reported| change_headline(comparison, reported, &known, &passages)).collect();
    let substantive = recurring.iter().filter(|recurring| recurring.significance == Significance::Substantive);
    found.extend(substantive.map(|recurring| (Salience::Throughout, Source::Throughout(recurring))));
    let doubts = comparison.warnings.iter().filter(|warning| warning.doubts_pair);
    found.extend(doubts.map(|warning| (Salience::Doubt, Source::Doubt(&warning.text))));
    found.extend(titles(comparison).map(|titles| (Salience::Title, Source::Title(titles))));
    // Of equals, the operative part comes first. The sort keeps the order of the text.
    found.sort_by_key(|(salience, source)| (*salience, !source.is_operative(comparison)));
    let (mut first, mut rest): (Vec<(Salience, Source<'_>)>, Vec<_>) = (Vec::new(), Vec::new());
    for (salience, source) in found {
        let same = first.iter().rev().take_while(|(earlier, _)| *earlier == salience).count();
        let new = first.iter().filter(|(_, source)| source.is_new()).count();
        let is_kept = same < MAX_OF_RANK && !(source.is_new() && new == MAX_NEW);
        if is_kept { first.push((salience, source)) } else { rest.push((salience, source)) }
    }
    let free = MAX_HEADLINES.saturating_sub(first.len());
    first.truncate(MAX_HEADLINES);
    first.extend(rest.into_iter().take(free));
    first.sort_by_key(|(salience, source)| (*salience, !source.is_operative(comparison)));
    first.iter().map(|(_, source)| source.sentence()).collect()
}

/// The headline of a change, if it is substantive. `passages` are stated with a new or removed paragraph.
fn change_headline<'a>(
    comparison: &'a Comparison,
    reported: &'a ReportedChange<'a>,
    known: &RecurringTexts<'_>,
    passages: &HashSet<&str>,
) -> Option<(Salience, Source<'a>)> {
    let change = reported.change;
    if change.effective_significance() != Some(Significance::Substantive) {
        return None;
    }
    if matches!(change.kind, ChangeKind::Added | ChangeKind::Removed) {
        let (side, paragraph, salience) = salience::of_paragraph(comparison, change)?;
        return Some((salience, Source::OneSided(reported, side, paragraph)));
    }
    let mut ranked = salience::ranked(change, |edit| known.contains(edit));
    ranked.retain(|(_, text)| !passages.contains(text));
    let salience = salience::in_part(comparison, change, ranked.first()?.0);
    Some((salience, Source::Change(reported, ranked.into_iter().map(|(_, text)| text).collect())))
}

/// The passages that came to a new paragraph or from a removed one, as the reasons state them.
fn passages_of_one_sided(comparison: &Comparison) -> impl Iterator<Item = &str> {
    let changes = comparison.changes.iter();
    let one_sided = changes.filter(|change| matches!(change.kind, ChangeKind::Added | ChangeKind::Removed));
    let reasons = one_sided.flat_map(|change| &change.reasons).filter(|reason| reason.code == ReasonCode::Relocation);
    reasons.map(|reason| reason.text.as_str())
}

/// The titles, if both texts have one and they differ.
fn titles(comparison: &Comparison) -> Option<Versions<&str>> {
    let change = comparison.header.iter().find(|change| change.field == HeaderField::Title)?;
    Some(Versions::new(change.values.before.as_deref()?, change.values.after.as_deref()?))
}
