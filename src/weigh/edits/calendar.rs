//! Sessions, years, dates and events that move on with the text.

use super::super::numbers::What;
use super::super::words::Word;
use super::phrase::Phrase;
use super::{Context, Meaning};
use crate::lexicon;
use crate::model::{EditType, Side, Significance};

pub(super) fn rule(phrase: &Phrase<'_, '_>, context: &Context<'_>) -> Option<Meaning> {
    if !phrase.has_figures() {
        return tense(phrase, context);
    }
    let [old, new] = Side::BOTH.map(|side| phrase.values(side));
    let timely = |what: &&What| {
        matches!(what, What::Session(_) | What::Year(_) | What::Date { .. } | What::Ordinal(..)) || is_period(what)
    };
    let numbers = |values: &[&What]| values.iter().all(|what| timely(what) || matches!(what, What::Number(_)));
    if !numbers(&old) || !numbers(&new) {
        return None;
    }
    let rest = Side::BOTH.map(|side| phrase.rest(side));
    if !rest.iter().flatten().all(|word| is_of_event(word)) {
        return None;
    }
    let routine = Some(meaning(Significance::Routine, &old, &new));
    let other = || Some(meaning(Significance::Substantive, &old, &new));
    // "27 years" → "28 years": how long it has been
    if let ([What::Number(old)], [What::Number(new)]) = (&old[..], &new[..]) {
        let counts_years = Side::BOTH.iter().all(|side| {
            phrase.behind(*side).is_some_and(|word| word.is(&["years"]))
                || phrase.words(*side).last().is_some_and(|word| word.is(&["years"]))
        });
        let step = number(new)? - number(old)?;
        return if counts_years && context.steps.has_year(step) { routine } else { None };
    }
    if !old.iter().chain(&new).any(timely) {
        return None;
    }
    let (old, new) = (times(&old), times(&new));
    let event = |words: &Vec<&Word<'_>>| words.iter().any(|word| lexicon::is_event_word(&word.lower()));
    let events = rest.iter().all(event) && context.steps.moves();
    let places = rest.iter().all(|words| words.iter().any(|word| word.is_capital()));
    match (&old[..], &new[..]) {
        // A year added to an event; a clause that is added is left to the rules that follow.
        ([], [What::Year(_)]) | ([What::Year(_)], [])
            if rest.iter().flatten().all(|word| word.is(&["and"])) && context.steps.moves() =>
        {
            routine
        }
        ([], _) | (_, []) => None,
        // the exact dates of an event whose year was known
        ([What::Year(old)], [What::Date { year: Some(new), .. }, ..]) if old == new => routine,
        _ if old.len() == new.len() && old.iter().zip(&new).all(|(old, new)| fits(old, new, context)) => routine,
        // the next in a series of meetings that alternate with conferences
        ([What::Ordinal(..)], [What::Ordinal(..)]) if events => routine,
        // "2024" → "2025 and 2026": the next years
        ([What::Year(first)], [What::Year(next), ..])
            if context.steps.has_year(next - first) && new.iter().all(|what| matches!(what, What::Year(_))) =>
        {
            routine
        }
        // the next event of a series, in another place
        _ if places && context.steps.moves() && latest(&new) > latest(&old) => routine,
        _ => other(),
    }
}

/// Whether one name stands for another in what is told of a meeting or an office that goes round: the next date stands
/// behind it. `Oslo, as Chair of the Keepers in 2024` → `Malta, as Chair of the Keepers in 2025`.
pub(super) fn is_next_place(phrase: &Phrase<'_, '_>, context: &Context<'_>) -> bool {
    if !context.steps.moves() || Side::BOTH.iter().any(|side| phrase.lower_core(*side).is_empty()) {
        return false;
    }
    match Side::BOTH.map(|side| date_of_occasion(phrase, side)) {
        [Some(old), Some(new)] => fits(old, new, context),
        _ => false,
    }
}

/// The date behind the differing words, if both are told of one occasion.
fn date_of_occasion<'c>(phrase: &Phrase<'c, '_>, side: Side) -> Option<&'c What> {
    // Words between a place and the date, or between the meeting and its place.
    const MAX_BETWEEN: usize = 10;
    let words = phrase.case.words.sides.get(side);
    let (first, last) = phrase.core_ends(side)?;
    let figures = phrase.case.figures.get(side).iter().filter(|figure| figure.words.start > last);
    let date = figures
        .take_while(|figure| figure.words.start <= last + MAX_BETWEEN)
        .find(|figure| matches!(figure.what, What::Year(_) | What::Date { year: Some(_), cited: false }))?;
    let mut around = words[first.saturating_sub(MAX_BETWEEN)..first].iter().chain(&words[last + 1..date.words.start]);
    around.any(|word| lexicon::is_occasion(&word.lower())).then_some(&date.what)
}

/// A period of two years counted as one: `2024/25`.
fn is_period(what: &&What) -> bool {
    match what {
        What::Resolution { name, session } if *session > 1900 => {
            let second = name.split_once('/').and_then(|(_, second)| second.parse::<i32>().ok());
            second == Some((session + 1) % 100)
        }
        _ => false,
    }
}

/// Days in front of a date are part of it.
fn times<'w>(values: &[&'w What]) -> Vec<&'w What> {
    values.iter().copied().filter(|what| !matches!(what, What::Number(_))).collect()
}

fn fits(old: &What, new: &What, context: &Context<'_>) -> bool {
    let steps = context.steps;
    // Organs count a session a year, whatever span the paragraphs of a report cover.
    let by_year = |step: i32| steps.has_year(step) || steps.has_session(step);
    match (old, new) {
        (What::Session(old), What::Session(new)) => steps.has_session(new - old),
        (What::Year(old), What::Year(new)) => by_year(new - old),
        (What::Resolution { session: old, .. }, What::Resolution { session: new, .. }) => steps.has_year(new - old),
        (What::Date { year: Some(old), .. }, What::Date { year: Some(new), .. }) => by_year(new - old),
        (What::Date { year: None, .. }, What::Date { year: None, .. }) => true,
        // meetings of a series are numbered on, some of them more than once a year
        (What::Ordinal(old, _), What::Ordinal(new, _)) => steps.moves() && steps.has_year(new - old),
        _ => false,
    }
}

fn latest(values: &[&What]) -> Option<i32> {
    let year = |what: &&What| match what {
        What::Year(year) | What::Date { year: Some(year), .. } => Some(*year),
        _ => None,
    };
    values.iter().filter_map(year).max()
}

fn number(text: &str) -> Option<i32> {
    text.parse().ok()
}

/// Names of places, and the words that events are told with.
fn is_of_event(word: &&Word<'_>) -> bool {
    word.is_capital() || lexicon::function_word(word.shown).is_some() || lexicon::is_event_word(&word.lower())
}

fn meaning(significance: Significance, old: &[&What], new: &[&What]) -> Meaning {
    let cited = |what: &&What| matches!(what, What::Date { cited: true, .. });
    if old.iter().chain(new).any(cited) {
        Meaning::new(significance, EditType::Reference).and(EditType::Time)
    } else {
        Meaning::new(significance, EditType::Time)
    }
}

/// `to be held` → `held`: what lay ahead is past.
fn tense(phrase: &Phrase<'_, '_>, context: &Context<'_>) -> Option<Meaning> {
    const AHEAD: [&str; 4] = ["to be held", "which will be held", "to be convened", "to be hosted"];
    const PAST: [&str; 5] = ["held", "which was held", "that was held", "convened", "hosted"];
    let is_one_of = |side: Side, phrases: &[&str]| {
        let words = phrase.lower.get(side).iter().map(|word| &**word);
        phrases.iter().any(|phrase| phrase.split(' ').eq(words.clone()))
    };
    let past = context.steps.moves() && is_one_of(Side::Before, &AHEAD) && is_one_of(Side::After, &PAST);
    past.then(|| Meaning::new(Significance::Routine, EditType::Time))
}
