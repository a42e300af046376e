//! The most important changes in a sentence each, the most salient first.
//!
//! Steps: rank every change that could become a headline; sort by rank, keeping the order of the text among equals;
//! keep the first few, limited per rank, so that one kind of change does not fill the list. Only these are put into
//! words.

use super::recurring::{Recurring, RecurringTexts};
use super::redline::newer_text;
use super::salience::{self, Salience};
use super::{Entry, ReportedChange, quoted_beginning};
use crate::model::{ChangeKind, Comparison, HeaderField, Paragraph, Side, Significance, Versions};

/// Headlines in a report.
const MAX_HEADLINES: usize = 5;
/// Headlines of one rank, while there are others.
const MAX_OF_RANK: usize = 3;
/// Words of a new or removed paragraph that are quoted. In formal texts the news often stands behind a long name or
/// title, so fewer words would stop before it.
const MAX_WORDS: usize = 36;
/// A new or removed paragraph of so many words is quoted whole: without its end, its point may be missing.
const MAX_WHOLE_WORDS: usize = 75;
/// Words of a title that are quoted.
const MAX_TITLE_WORDS: usize = 22;

/// Words of a reworded paragraph that say what it is about.
const MAX_SUBJECT_WORDS: usize = 10;
/// A longer second statement is left to the list of changes.
const MAX_SECOND_WORDS: usize = 36;

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

    fn sentence(&self) -> String {
        match self {
            Source::Change(reported, statements) => {
                let text = newer_text(&reported.change.segments);
                let subject = quoted_beginning(text.trim_end_matches([',', ';', '.']), MAX_SUBJECT_WORDS);
                let is_short = |text: &&&str| text.split_whitespace().count() <= MAX_SECOND_WORDS;
                let second = statements.get(1).filter(is_short).map(|text| format!("; {text}")).unwrap_or_default();
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
                format!("New {}: {}", reported.name, quoted_paragraph(&paragraph.text))
            }
            Source::OneSided(reported, Side::Before, paragraph) => {
                format!("Removed {}: {}", reported.name, quoted_paragraph(&paragraph.text))
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

/// A paragraph in quotation marks, whole or its beginning.
fn quoted_paragraph(text: &str) -> String {
    let is_short = text.split_whitespace().count() <= MAX_WHOLE_WORDS;
    quoted_beginning(text, if is_short { MAX_WHOLE_WORDS } else { MAX_WORDS })
}

/// The headlines of a comparison.
pub(super) fn headlines(comparison: &Comparison, entries: &[Entry<'_>], recurring: &[Recurring]) -> Vec<String> {
    let known = RecurringTexts::new(recurring);
    let reported = entries.iter().filter_map(Entry::changed);
    let mut found: Vec<(Salience, Source<'_>)> =
        reported.filter_map(|reported| change_headline(comparison, reported, &known)).collect();
    let substantive = recurring.iter().filter(|recurring| recurring.significance == Significance::Substantive);
    found.extend(substantive.map(|recurring| (Salience::Throughout, Source::Throughout(recurring))));
    let doubts = comparison.warnings.iter().filter(|warning| warning.doubts_pair);
    found.extend(doubts.map(|warning| (Salience::Doubt, Source::Doubt(&warning.text))));
    found.extend(titles(comparison).map(|titles| (Salience::Title, Source::Title(titles))));
    // Of equals, the operative part comes first. The sort keeps the order of the text.
    found.sort_by_key(|(salience, source)| (*salience, !source.is_operative(comparison)));
    let (mut first, mut rest): (Vec<_>, Vec<_>) = (Vec::new(), Vec::new());
    for (salience, source) in found {
        let same = first.iter().rev().take_while(|(earlier, _)| *earlier == salience).count();
        if same < MAX_OF_RANK { first.push((salience, source)) } else { rest.push((salience, source)) }
    }
    let free = MAX_HEADLINES.saturating_sub(first.len());
    first.truncate(MAX_HEADLINES);
    first.extend(rest.into_iter().take(free));
    first.sort_by_key(|(salience, source)| (*salience, !source.is_operative(comparison)));
    first.iter().map(|(_, source)| source.sentence()).collect()
}

/// The headline of a change, if it is substantive.
fn change_headline<'a>(
    comparison: &'a Comparison,
    reported: &'a ReportedChange<'a>,
    known: &RecurringTexts<'_>,
) -> Option<(Salience, Source<'a>)> {
    let change = reported.change;
    if change.effective_significance() != Some(Significance::Substantive) {
        return None;
    }
    if matches!(change.kind, ChangeKind::Added | ChangeKind::Removed) {
        let (side, paragraph, salience) = salience::of_paragraph(comparison, change)?;
        return Some((salience, Source::OneSided(reported, side, paragraph)));
    }
    let ranked = salience::ranked(change, |edit| known.contains(edit));
    let salience = salience::in_part(comparison, change, ranked.first()?.0);
    Some((salience, Source::Change(reported, ranked.into_iter().map(|(_, text)| text).collect())))
}

/// The titles, if both texts have one and they differ.
fn titles(comparison: &Comparison) -> Option<Versions<&str>> {
    let change = comparison.header.iter().find(|change| change.field == HeaderField::Title)?;
    Some(Versions::new(change.values.before.as_deref()?, change.values.after.as_deref()?))
}
