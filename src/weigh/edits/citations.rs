//! Resolutions and decisions that are cited, and their dates.

use std::collections::BTreeSet;

use super::super::numbers::{Figure, What};
use super::super::words::Word;
use super::phrase::Phrase;
use super::{Context, Meaning};
use crate::lexicon;
use crate::model::{EditType, Side, Significance};
use crate::text::TokenKind;

/// More words than these beside the citations are a clause.
const MAX_WORDS: usize = 12;

pub(super) fn rule(phrase: &Phrase<'_, '_>, context: &Context<'_>) -> Option<Meaning> {
    if !phrase.has_figures() {
        return None;
    }
    let figures = || Side::BOTH.into_iter().flat_map(|side| phrase.figures(side));
    let reference = |significance| Some(Meaning::new(significance, EditType::Reference));
    if let Some(meaning) = documents(phrase, context) {
        return Some(meaning);
    }
    let [old, new] = Side::BOTH.map(|side| citations(phrase.figures(side)));
    if old.is_empty() && new.is_empty() {
        return if is_date_of_citation(phrase) { reference(Significance::Editorial) } else { None };
    }
    if !figures().all(|figure| is_of_citation(figure)) {
        return None;
    }
    let names = [&old, &new].map(|list| list.iter().map(|(name, _)| *name).collect::<BTreeSet<_>>());
    if names[0] == names[1] {
        let same = is_title_or_glue(phrase, Side::Before) && is_title_or_glue(phrase, Side::After);
        return if same {
            Some(Meaning::new(Significance::Editorial, EditType::Reference).and(EditType::Style))
        } else {
            None
        };
    }
    let rest = Side::BOTH.map(|side| phrase.rest(side));
    // A citation in the place of other words is another content.
    let displaces = old.is_empty() && phrase.content(Side::Before).count() > 1
        || new.is_empty() && phrase.content(Side::After).count() > 1;
    if displaces || rest.iter().any(|words| words.len() > MAX_WORDS) {
        return None;
    }
    let steps = context.steps;
    let cited_before = phrase.case.figures.before.iter();
    let newest = cited_before.filter_map(|figure| resolution(&figure.what)).map(|(_, session)| session).max();
    let last = steps.of.before;
    let is_new = |session: i32| {
        steps.moves()
            && newest.is_none_or(|newest| session >= newest)
            && last.map_or(newest.is_some(), |last| session >= last)
    };
    let gone: Vec<_> = old.iter().filter(|(name, _)| !names[1].contains(name)).collect();
    let come: Vec<_> = new.iter().filter(|(name, _)| !names[0].contains(name)).collect();
    let follows = match (&gone[..], &come[..]) {
        ([], come) => come.iter().all(|(_, session)| is_new(*session)),
        (gone, come) if gone.len() == come.len() => {
            // The latest of a series that is not decided on every session stands for the one before it, under one title.
            let succeeds = |old: i32, new: i32| new > old && is_new(new) && phrase.has_same_rest();
            gone.iter().zip(come).all(|((_, old), (_, new))| {
                steps.has_session(new - old) || steps.has_year(new - old) || succeeds(*old, *new)
            })
        }
        _ => false,
    };
    reference(if follows { Significance::Routine } else { Significance::Substantive })
}

/// `(A/79/214)` → `(A/80/257)`: the next document of the same organ, with its date.
fn documents(phrase: &Phrase<'_, '_>, context: &Context<'_>) -> Option<Meaning> {
    let documents = |side: Side| {
        let figures = phrase.figures(side).iter().map(|figure| &figure.what);
        figures.map(document).collect::<Option<Vec<_>>>().map(|found| found.into_iter().flatten().collect::<Vec<_>>())
    };
    let (old, new) = (documents(Side::Before)?, documents(Side::After)?);
    let follows =
        |((old_organ, old), (new_organ, new)): (&(&str, i32), &(&str, i32))| old_organ == new_organ && new > old;
    let all_follow = old.len() == new.len() && old.iter().zip(&new).all(follows);
    // A list of documents of one organ that goes on: all that come are later than those cited before.
    let cited_before = phrase.case.figures.before.iter().filter_map(|figure| document(&figure.what)).flatten();
    let latest = cited_before.max_by_key(|(_, session)| *session);
    let goes_on = latest.is_some_and(|(organ, latest)| {
        let come = new.iter().filter(|document| !old.contains(document));
        old.iter().all(|document| new.contains(document))
            && old.len() < new.len()
            && come.into_iter().all(|(come_organ, session)| *come_organ == organ && *session >= latest)
    });
    if old.is_empty() && new.is_empty() || !phrase.has_same_rest() {
        return None;
    }
    let is_next = context.steps.moves() && (goes_on || all_follow && !old.is_empty());
    let significance = if is_next { Significance::Routine } else { Significance::Substantive };
    Some(Meaning::new(significance, EditType::Reference))
}

/// The organ and the session or year of a document; nothing for a date; `None` for any other figure.
#[allow(clippy::option_option, reason = "a date goes with a document and is none")]
fn document(what: &What) -> Option<Option<(&str, i32)>> {
    match what {
        What::Document { name, session: Some(session) } => {
            Some(Some((name.split('/').next().unwrap_or(name), *session)))
        }
        What::Date { .. } => Some(None),
        _ => None,
    }
}

/// The date of a resolution is given when it is cited first, and left out after that.
fn is_date_of_citation(phrase: &Phrase<'_, '_>) -> bool {
    let figures = || Side::BOTH.into_iter().flat_map(|side| phrase.figures(side));
    let one_sided = phrase.figures(Side::Before).is_empty() != phrase.figures(Side::After).is_empty();
    if !one_sided || !figures().all(|figure| matches!(figure.what, What::Date { .. })) {
        return false;
    }
    let rest = Side::BOTH.map(|side| phrase.rest(side));
    let cited = figures().all(|figure| matches!(figure.what, What::Date { cited: true, .. }));
    let numbered = |word: &Word<'_>| word.kind == TokenKind::Number || word.shown == ")" || word.shown.len() == 1;
    let behind_number =
        || Side::BOTH.iter().any(|side| phrase.before(*side).is_some_and(|word| numbered(word) && word.shown != ","));
    let dated = cited || rest.iter().any(|words| !words.is_empty()) && behind_number();
    dated && rest.iter().flatten().all(|word| word.is(&["of"]))
}

fn citations<'f>(figures: &[&'f Figure]) -> Vec<(&'f str, i32)> {
    figures.iter().filter_map(|figure| resolution(&figure.what)).collect()
}

fn resolution(what: &What) -> Option<(&str, i32)> {
    match what {
        // 2024/25 is a period of two years
        What::Resolution { name, session }
            if *session > 1900
                && name.split_once('/').is_some_and(|(_, next)| next.parse() == Ok((session + 1) % 100)) =>
        {
            None
        }
        What::Resolution { name, session } => Some((name, *session)),
        _ => None,
    }
}

/// Dates and numbers of paragraphs go with a citation.
fn is_of_citation(figure: &Figure) -> bool {
    matches!(figure.what, What::Resolution { .. } | What::Date { .. } | What::Number(_) | What::Year(_))
}

/// Whether the words beside a citation are its title, its organ, or joints.
fn is_title_or_glue(phrase: &Phrase<'_, '_>, side: Side) -> bool {
    let mut quoted = false;
    phrase.core(side).all(|word: &Word<'_>| {
        if word.is_mark() {
            quoted = match word.shown {
                "“" => true,
                "”" => false,
                "\"" => !quoted,
                _ => quoted,
            };
            return true;
        }
        quoted
            || word.is_capital()
            || word.kind == TokenKind::Number
            || word.is(&["entitled", "resolution", "resolutions", "decision", "decisions", "its", "adopted"])
            || lexicon::function_word(word.shown).is_some()
            || lexicon::month_number(&word.lower()).is_some()
    })
}
