//! Sessions and years that should have moved with the document and did not: a report requested for a session that is over.
//!
//! Only if both headers name a session, and only in paragraphs that request or decide: most sessions that a text names
//! are in the past, and rightly stay.

use std::ops::Range;

use super::context::{RuleContext, SharedContext};
use super::entities::{Entity, EntityKind, extract_entities};
use super::opening;
use super::rollover::Rollover;
use super::words::{Word, WordDiff, end_with};
use crate::lexicon::PhraseList;
use crate::model::{ChangeKind, ReasonCode, Segment, Side, Versions, Warning};

/// Adds a reason for each entity that should have changed with the other words.
pub(super) fn apply(shared: &SharedContext<'_>, context: &mut RuleContext<'_>) {
    let Some(sessions) = later_sessions(&shared.rollover) else { return };
    let Some(index) = context.change.paragraphs.after.first() else { return };
    if !opening::asks(&shared.comparison.resolutions.after[*index]) {
        return;
    }
    let words = &context.words;
    // A further report for a later session was asked for: somebody looked at the sessions, and this one stays.
    let is_later = |entity: &&Entity| matches!(entity.kind, EntityKind::Session(session) if sessions.after < session);
    let is_inserted = |entity: &Entity| {
        let contains = |hunk: &Range<usize>| hunk.start <= entity.words.start && entity.words.end <= hunk.end;
        words.hunks.iter().any(|hunk| hunk.before.is_empty() && contains(&hunk.after))
    };
    if context.entities.after.iter().filter(is_later).any(is_inserted) {
        return;
    }
    let entities = context.entities.after.iter();
    let unchanged = entities.filter(|entity| !words.overlaps_change(Side::After, entity.words.clone()));
    let stale = unchanged.filter(|entity| is_stale(entity, sessions) && is_in_future(&words.sides.after, entity));
    let texts: Vec<String> = stale.map(|entity| message(words, entity, sessions)).collect();
    for text in texts {
        context.add_reason(ReasonCode::Stale, text);
    }
}

/// Warns of entities that should have changed in paragraphs with the same words on both sides.
pub(super) fn warnings(shared: &SharedContext<'_>) -> Vec<Warning> {
    let Some(sessions) = later_sessions(&shared.rollover) else { return Vec::new() };
    let mut out = Vec::new();
    for change in shared.comparison.changes.iter().filter(|change| change.kind == ChangeKind::Unchanged) {
        let Some(index) = change.paragraphs.after.first() else { continue };
        let paragraph = &shared.comparison.resolutions.after[*index];
        // A fast check that excludes nearly all paragraphs.
        let names_time = || paragraph.text.contains("20") || PhraseList::SessionNoun.occurs_in(&paragraph.text);
        if !opening::asks(paragraph) || !names_time() {
            continue;
        }
        let segments = [Segment::added(&paragraph.text)];
        let words = WordDiff::new(&segments);
        let entities = extract_entities(&words.sides.after);
        let stale = entities.iter().filter(|it| is_stale(it, sessions) && is_in_future(&words.sides.after, it));
        out.extend(
            stale.map(|entity| Warning::new(format!("{}: {}", paragraph.id, message(&words, entity, sessions)))),
        );
    }
    out
}

/// The sessions of both versions, if the newer one is later.
fn later_sessions(rollover: &Rollover) -> Option<Versions<i32>> {
    let Versions { before, after } = rollover.sessions;
    rollover.is_later().then_some(Versions::new(before?, after?))
}

fn message(words: &WordDiff<'_>, entity: &Entity, sessions: Versions<i32>) -> String {
    let text = words.text(Side::After, entity.words.clone());
    format!("still {text}, though the text is of session {} now", sessions.after)
}

/// Whether an entity was in the future of the older version and is not in that of the newer one.
fn is_stale(entity: &Entity, Versions { before, after }: Versions<i32>) -> bool {
    match entity.kind {
        EntityKind::Session(session) => before < session && session <= after,
        // The main part of a session is held in the year in which it opens.
        EntityKind::Year(year) | EntityKind::Date { year: Some(year), cited: false } => {
            (30..150).contains(&before) && before + 1945 < year && year < after + 1945
        }
        _ => false,
    }
}

/// Whether the words before an entity refer to the future: `at its eightieth session`, `by 2025`.
fn is_in_future(words: &[Word<'_>], entity: &Entity) -> bool {
    let is_session = matches!(entity.kind, EntityKind::Session(_));
    let list = if is_session { PhraseList::FutureSession } else { PhraseList::FutureDate };
    end_with(&words[..entity.words.start], list)
}
