//! Sessions, years, dates and events that move on with the text.

use super::super::context::SharedContext;
use super::super::entities::EntityKind;
use super::super::words::Word;
use super::Classification;
use super::phrase::Phrase;
use crate::lexicon::WordList;
use crate::model::{EditType, Side, Significance};

pub(super) fn rule(phrase: &Phrase<'_, '_>, shared: &SharedContext<'_>) -> Option<Classification> {
    if !phrase.has_entities() {
        return tense(phrase, shared);
    }
    let [old, new] = Side::BOTH.map(|side| phrase.kinds(side));
    let is_time = |kind: &&EntityKind| {
        matches!(kind, EntityKind::Session(_) | EntityKind::Year(_) | EntityKind::Date { .. } | EntityKind::Ordinal(..))
            || kind.is_period()
    };
    let is_time_or_number = |kind: &&EntityKind| is_time(kind) || matches!(kind, EntityKind::Number(_));
    if !old.iter().chain(&new).all(is_time_or_number) {
        return None;
    }
    let rest = Side::BOTH.map(|side| phrase.outside_entities(side));
    if !rest.iter().flatten().all(|word| belongs_to_event(word)) {
        return None;
    }
    let routine = Some(with_significance(Significance::Routine, &old, &new));
    let substantive = Some(with_significance(Significance::Substantive, &old, &new));
    // "27 years" → "28 years": a period that grows by the step of the document.
    if let ([EntityKind::Number(old)], [EntityKind::Number(new)]) = (&old[..], &new[..]) {
        let counts_years = Side::all(|side| {
            phrase
                .next_word(side)
                .into_iter()
                .chain(phrase.words(side).last())
                .any(|word| word.is_in(WordList::YearNoun))
        });
        let step = number(new)? - number(old)?;
        return if counts_years && shared.rollover.is_year_step(step) { routine } else { None };
    }
    if !old.iter().chain(&new).any(is_time) {
        return None;
    }
    let (old, new) = (times(&old), times(&new));
    let is_later = shared.rollover.is_later();
    let both_have = |is: fn(&Word<'_>) -> bool| rest.iter().all(|words| words.iter().any(|word| is(word)));
    match (&old[..], &new[..]) {
        // A year added to an event; an added clause is left to the next rules.
        ([], [EntityKind::Year(_)]) | ([EntityKind::Year(_)], [])
            if is_later && rest.iter().flatten().all(|word| word.is_in(WordList::And)) =>
        {
            routine
        }
        ([], _) | (_, []) => None,
        // The exact dates of an event replace its year.
        ([EntityKind::Year(old)], [EntityKind::Date { year: Some(new), .. }, ..]) if old == new => routine,
        _ if old.len() == new.len() && old.iter().zip(&new).all(|(old, new)| fits(old, new, shared)) => routine,
        // The next in a series of meetings that alternate with conferences.
        ([EntityKind::Ordinal(..)], [EntityKind::Ordinal(..)])
            if is_later && both_have(|word| word.is_in(WordList::Event)) =>
        {
            routine
        }
        // "2024" → "2025 and 2026": the next years.
        ([EntityKind::Year(first)], [EntityKind::Year(next), ..])
            if shared.rollover.is_year_step(next - first)
                && new.iter().all(|kind| matches!(kind, EntityKind::Year(_))) =>
        {
            routine
        }
        // The next event of a series that is not held every year.
        ([old], [new]) if phrase.has_same_content_outside_entities() && is_next_event(old, new, shared) => routine,
        // The next event of a series, in another place.
        _ if is_later && both_have(|word| word.is_capitalized()) && latest(&new) > latest(&old) => routine,
        _ => substantive,
    }
}

/// Whether a name replaces another because a meeting or an office moves on: both are followed by dates, the newer by the
/// next one.
///
/// `Oslo, as Chair of the Keepers in 2024` → `Malta, as Chair of the Keepers in 2025`; `Oslo, the 2024 Chair` → …
pub(super) fn is_next_place(phrase: &Phrase<'_, '_>, shared: &SharedContext<'_>) -> bool {
    if !shared.rollover.is_later() || Side::any(|side| phrase.differing_lower(side).is_empty()) {
        return false;
    }
    match Side::BOTH.map(|side| date_of_occasion(phrase, side)) {
        [Some(old), Some(new)] => fits(old, new, shared),
        _ => false,
    }
}

/// The date after the differing words, if an occasion is named near them.
fn date_of_occasion<'c>(phrase: &Phrase<'c, '_>, side: Side) -> Option<&'c EntityKind> {
    // The most words between a place and the date, or between the meeting and its place.
    const MAX_BETWEEN: usize = 10;
    let words = phrase.context.words.sides.get(side);
    let (first, last) = phrase.differing_ends(side)?;
    let entities = phrase.context.entities.get(side).iter().filter(|entity| entity.words.start > last);
    let date = entities
        .take_while(|entity| entity.words.start <= last + MAX_BETWEEN)
        .find(|entity| matches!(entity.kind, EntityKind::Year(_) | EntityKind::Date { year: Some(_), cited: false }))?;
    // “The 2024 Chair”: the office is behind its year.
    let end = words.len().min(date.words.end + 1);
    let mut around = words[first.saturating_sub(MAX_BETWEEN)..first].iter().chain(&words[last + 1..end]);
    around.any(|word| word.is_in(WordList::Occasion)).then_some(&date.kind)
}

/// The kinds without numbers: days before a date are part of it.
fn times<'w>(kinds: &[&'w EntityKind]) -> Vec<&'w EntityKind> {
    kinds.iter().copied().filter(|kind| !matches!(kind, EntityKind::Number(_))).collect()
}

fn fits(old: &EntityKind, new: &EntityKind, shared: &SharedContext<'_>) -> bool {
    let rollover = shared.rollover;
    // Organs hold a session each year, even if the years in the text move by another step.
    let by_year = |step: i32| rollover.is_year_step(step) || rollover.is_session_step(step);
    match (old, new) {
        (EntityKind::Session(old), EntityKind::Session(new)) => rollover.is_session_step(new - old),
        (EntityKind::Year(old), EntityKind::Year(new)) => by_year(new - old),
        (EntityKind::Resolution { session: old, .. }, EntityKind::Resolution { session: new, .. }) => {
            rollover.is_year_step(new - old)
        }
        (EntityKind::Date { year: Some(old), .. }, EntityKind::Date { year: Some(new), .. }) => by_year(new - old),
        (EntityKind::Date { year: None, .. }, EntityKind::Date { year: None, .. }) => true,
        // Meetings of a series are numbered consecutively.
        (EntityKind::Ordinal(old, _), EntityKind::Ordinal(new, _)) => {
            rollover.is_later() && rollover.is_year_step(new - old)
        }
        _ => false,
    }
}

/// Whether two past dates are those of an event and of the next one of its series.
fn is_next_event(old: &EntityKind, new: &EntityKind, shared: &SharedContext<'_>) -> bool {
    match (old, new) {
        (EntityKind::Year(old), EntityKind::Year(new))
        | (EntityKind::Date { year: Some(old), .. }, EntityKind::Date { year: Some(new), .. }) => {
            shared.rollover.is_next_event(*old, *new)
        }
        _ => false,
    }
}

fn latest(kinds: &[&EntityKind]) -> Option<i32> {
    let year = |kind: &&EntityKind| match kind {
        EntityKind::Year(year) | EntityKind::Date { year: Some(year), .. } => Some(*year),
        _ => None,
    };
    kinds.iter().filter_map(year).max()
}

fn number(text: &str) -> Option<i32> {
    text.parse().ok()
}

/// Whether a word is part of a name or belongs to an event.
fn belongs_to_event(word: &&Word<'_>) -> bool {
    word.is_capitalized() || word.function_word().is_some() || word.is_in(WordList::Event)
}

fn with_significance(significance: Significance, old: &[&EntityKind], new: &[&EntityKind]) -> Classification {
    let is_cited = |kind: &&EntityKind| matches!(kind, EntityKind::Date { cited: true, .. });
    if old.iter().chain(new).any(is_cited) {
        Classification::new(significance, EditType::Reference).and(EditType::Time)
    } else {
        Classification::new(significance, EditType::Time)
    }
}

/// `to be held` → `held`: a planned event has taken place.
fn tense(phrase: &Phrase<'_, '_>, shared: &SharedContext<'_>) -> Option<Classification> {
    let is_in = |side: Side, list: WordList| list.contains(&phrase.lower.get(side).join(" "));
    let past =
        shared.rollover.is_later() && is_in(Side::Before, WordList::Planned) && is_in(Side::After, WordList::Held);
    past.then(|| Classification::new(Significance::Routine, EditType::Time))
}
