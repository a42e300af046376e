//! Resolutions and decisions that are cited, and their dates.

use std::collections::BTreeSet;

use super::super::context::SharedContext;
use super::super::entities::{Entity, EntityKind};
use super::super::words::Word;
use super::Classification;
use super::phrase::Phrase;
use crate::lexicon::{PhraseList, WordList};
use crate::model::{EditType, Side, Significance};
use crate::text::TokenKind;

/// More words beside the citations are a clause.
const MAX_WORDS: usize = 12;

pub(super) fn rule(phrase: &Phrase<'_, '_>, shared: &SharedContext<'_>) -> Option<Classification> {
    if !phrase.has_entities() {
        return None;
    }
    let reference = |significance| Some(Classification::new(significance, EditType::Reference));
    if let Some(classification) = documents(phrase, shared) {
        return Some(classification);
    }
    let [old, new] = Side::BOTH.map(|side| citations(phrase.entities(side)));
    if old.is_empty() && new.is_empty() {
        return if is_date_of_citation(phrase) { reference(Significance::Editorial) } else { None };
    }
    if !phrase.all_entities().all(belongs_to_citation) {
        return None;
    }
    let names = [&old, &new].map(|list| list.iter().map(|(name, _)| *name).collect::<BTreeSet<_>>());
    if names[0] == names[1] {
        let style = Classification::new(Significance::Editorial, EditType::Reference).and(EditType::Style);
        return Side::all(|side| is_title_or_filler(phrase, side)).then_some(style);
    }
    if let ([(old, _)], [(new, _)]) = (&old[..], &new[..])
        && is_same_number(old, new)
    {
        return reference(Significance::Editorial);
    }
    // A citation that replaces other words changes the content.
    let displaces = old.is_empty() && phrase.content_words(Side::Before).count() > 1
        || new.is_empty() && phrase.content_words(Side::After).count() > 1;
    let rest = Side::BOTH.map(|side| phrase.outside_entities(side));
    if displaces || rest.iter().any(|words| words.len() > MAX_WORDS) {
        return None;
    }
    let rollover = shared.rollover;
    let cited_before = phrase.context.entities.before.iter();
    let newest = cited_before.filter_map(|entity| resolution(&entity.kind)).map(|(_, session)| session).max();
    let last = rollover.sessions.before;
    let is_new = |session: i32| {
        rollover.is_later()
            && newest.is_none_or(|newest| session >= newest)
            && last.map_or(newest.is_some(), |last| session >= last)
    };
    let dropped: Vec<_> = old.iter().filter(|(name, _)| !names[1].contains(name)).collect();
    let added: Vec<_> = new.iter().filter(|(name, _)| !names[0].contains(name)).collect();
    let follows = match (&dropped[..], &added[..]) {
        ([], added) => added.iter().all(|(_, session)| is_new(*session)),
        (dropped, added) if dropped.len() == added.len() => {
            // A series need not have a resolution each session: its latest one replaces the one before it.
            let succeeds = |old: i32, new: i32| new > old && is_new(new) && phrase.has_same_content_outside_entities();
            dropped.iter().zip(added).all(|((_, old), (_, new))| {
                rollover.is_session_step(new - old) || rollover.is_year_step(new - old) || succeeds(*old, *new)
            })
        }
        _ => false,
    };
    reference(if follows { Significance::Routine } else { Significance::Substantive })
}

/// `(A/79/214)` → `(A/80/257)`: the next document of the same organ, with its date.
fn documents(phrase: &Phrase<'_, '_>, shared: &SharedContext<'_>) -> Option<Classification> {
    let documents = |side: Side| {
        let kinds = phrase.entities(side).iter().map(|entity| &entity.kind);
        let only_dated = kinds.clone().all(|kind| document(kind).is_some() || matches!(kind, EntityKind::Date { .. }));
        only_dated.then(|| kinds.filter_map(document).collect::<Vec<_>>())
    };
    let (old, new) = (documents(Side::Before)?, documents(Side::After)?);
    if old.is_empty() && new.is_empty() || !phrase.has_same_content_outside_entities() {
        return None;
    }
    let follows =
        |((old_organ, old), (new_organ, new)): (&(&str, i32), &(&str, i32))| old_organ == new_organ && new > old;
    let all_follow = !old.is_empty() && old.len() == new.len() && old.iter().zip(&new).all(follows);
    // A list of documents of one organ that grows: all new ones are later than those cited before.
    let cited_before = phrase.context.entities.before.iter().filter_map(|entity| document(&entity.kind));
    let latest = cited_before.max_by_key(|(_, session)| *session);
    let grows = latest.is_some_and(|(organ, latest)| {
        let mut added = new.iter().filter(|document| !old.contains(document));
        old.len() < new.len()
            && old.iter().all(|document| new.contains(document))
            && added.all(|(added_organ, session)| *added_organ == organ && *session >= latest)
    });
    let is_next = shared.rollover.is_later() && (grows || all_follow);
    let significance = if is_next { Significance::Routine } else { Significance::Substantive };
    Some(Classification::new(significance, EditType::Reference))
}

/// `2140 (2015)` → `2140 (2014)`: the Security Council numbers its resolutions consecutively, so the year was wrong.
fn is_same_number(old: &str, new: &str) -> bool {
    let number = |name: &'_ str| name.split_once(" (").map(|(number, _)| number.to_owned());
    number(old).is_some_and(|old| number(new) == Some(old))
}

/// The organ, and the session or year, of a document.
fn document(kind: &EntityKind) -> Option<(&str, i32)> {
    match kind {
        EntityKind::Document { name, session } => Some((name.split('/').next().unwrap_or(name), (*session)?)),
        _ => None,
    }
}

/// Whether the date of a citation was added or removed: it is given where a resolution is first cited.
fn is_date_of_citation(phrase: &Phrase<'_, '_>) -> bool {
    let one_sided = phrase.entities(Side::Before).is_empty() != phrase.entities(Side::After).is_empty();
    if !one_sided || !phrase.all_entities().all(|entity| matches!(entity.kind, EntityKind::Date { .. })) {
        return false;
    }
    let rest = Side::BOTH.map(|side| phrase.outside_entities(side));
    let cited = phrase.all_entities().all(|entity| matches!(entity.kind, EntityKind::Date { cited: true, .. }));
    let numbered = |word: &Word<'_>| word.kind == TokenKind::Number || word.shown == ")" || word.shown.len() == 1;
    let follows_number =
        || Side::any(|side| phrase.previous_word(side).is_some_and(|word| numbered(word) && word.shown != ","));
    let dated = cited || rest.iter().any(|words| !words.is_empty()) && follows_number();
    dated && rest.iter().flatten().all(|word| word.is_in(WordList::Genitive))
}

fn citations<'f>(entities: &[&'f Entity]) -> Vec<(&'f str, i32)> {
    entities.iter().filter_map(|entity| resolution(&entity.kind)).collect()
}

fn resolution(kind: &EntityKind) -> Option<(&str, i32)> {
    match kind {
        EntityKind::Resolution { name, session } if !kind.is_period() => Some((name, *session)),
        _ => None,
    }
}

/// Whether an entity is a citation, or a date or the number of a paragraph that belongs to one.
fn belongs_to_citation(entity: &Entity) -> bool {
    matches!(
        entity.kind,
        EntityKind::Resolution { .. } | EntityKind::Date { .. } | EntityKind::Number(_) | EntityKind::Year(_)
    )
}

/// Whether the words beside a citation are its title, its organ, or fillers.
fn is_title_or_filler(phrase: &Phrase<'_, '_>, side: Side) -> bool {
    let mut quoted = false;
    phrase.differing(side).all(|word: &Word<'_>| {
        if word.is_punctuation() {
            quoted = match word.shown {
                "“" => true,
                "”" => false,
                "\"" => !quoted,
                _ => quoted,
            };
            return true;
        }
        quoted
            || word.is_capitalized()
            || word.kind == TokenKind::Number
            || word.is_in(WordList::TitleWord)
            || PhraseList::CitationNoun.contains(&word.lower())
            || word.function_word().is_some()
            || phrase.context.lexicon.month_number(&word.lower()).is_some()
    })
}
