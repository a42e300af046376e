//! Sessions, years, dates, documents and numbers that were replaced, by the step of the document or another.

use super::context::{RuleContext, SharedContext};
use super::entities::{Entity, EntityKind};
use super::rollover::Rollover;
use crate::lexicon::PhraseList;
use crate::model::{ReasonCode, Side, Versions};
use crate::text::{counted, same_spelling};

/// A hunk with more words on both sides was rewritten, so its entities do not correspond.
const MAX_HUNK_WORDS: usize = 24;
/// The most pairs that are listed; more are counted.
const MAX_LISTED: usize = 4;

/// What replacing an entity, adding or removing one means.
enum Outcome {
    /// It moves by the step of the document: `2023 → 2024`.
    Rolled(String),
    Reason(ReasonCode, String),
    /// It is the same.
    Same,
    /// Later rules decide.
    Unexplained,
}

pub(super) fn apply(shared: &SharedContext<'_>, context: &mut RuleContext<'_>) {
    for pair in pairs(context) {
        let texts = Versions::from_fn(|side| Some(context.words.text(side, pair.get(side).as_ref()?.words.clone())));
        let is_of_paragraph = pair.after.as_ref().is_some_and(|entity| {
            let before = entity.words.start.checked_sub(1).map(|index| &context.words.sides.after[index]);
            before.is_some_and(|word| PhraseList::ParagraphNoun.contains(&word.lower()))
        });
        let kinds = pair.as_ref().map(|entity| entity.as_ref().map(|entity| &entity.kind));
        match outcome(&shared.rollover, &kinds, &texts) {
            Outcome::Rolled(pair) => context.rolled.push(pair),
            Outcome::Reason(code, text) if is_of_paragraph => context.add_reason(code, format!("paragraph {text}")),
            Outcome::Reason(code, text) => context.add_reason(code, text),
            Outcome::Same => {}
            Outcome::Unexplained => continue,
        }
        context.words.mark_both_explained(&pair.map(|entity| entity.map_or(0..0, |entity| entity.words)));
    }
    let mut rolled = std::mem::take(&mut context.rolled);
    rolled.dedup();
    let more = match rolled.len().saturating_sub(MAX_LISTED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    rolled.truncate(MAX_LISTED);
    if !rolled.is_empty() {
        context.add_reason(ReasonCode::Rollover, format!("follows the calendar: {}{more}", rolled.join(", ")));
    }
}

fn outcome(rollover: &Rollover, kinds: &Versions<Option<&EntityKind>>, texts: &Versions<Option<String>>) -> Outcome {
    let (old, new) = match (&texts.before, &texts.after) {
        (Some(old), Some(new)) => (old, new),
        (Some(old), None) => return one_sided(kinds.before, "drops", old),
        (None, Some(new)) => return one_sided(kinds.after, "adds", new),
        (None, None) => return Outcome::Unexplained,
    };
    if same_spelling(old, new) {
        return Outcome::Same;
    }
    let pair = format!("{old} → {new}");
    let reason = |code: ReasonCode| Outcome::Reason(code, pair.clone());
    let stepped = |code: ReasonCode, step: i32, fits: bool, usual: Option<i32>| match usual {
        _ if fits => Outcome::Rolled(pair.clone()),
        Some(usual) if rollover.is_later() && step != 0 => {
            Outcome::Reason(ReasonCode::OffStep, off_step(&pair, code, step, usual))
        }
        _ => Outcome::Reason(code, pair.clone()),
    };
    let (Some(before), Some(after)) = (kinds.before, kinds.after) else { return Outcome::Unexplained };
    match (before, after) {
        (EntityKind::Session(old), EntityKind::Session(new)) => {
            stepped(ReasonCode::Session, new - old, rollover.is_session_step(new - old), rollover.session_step)
        }
        (EntityKind::Year(old), EntityKind::Year(new)) => {
            stepped(ReasonCode::Year, new - old, rollover.is_year_step(new - old), rollover.year_step)
        }
        (EntityKind::Date { year: Some(old), .. }, EntityKind::Date { year: Some(new), .. }) => {
            stepped(ReasonCode::Date, new - old, rollover.is_year_step(new - old), rollover.year_step)
        }
        (EntityKind::Date { .. }, EntityKind::Date { .. }) => reason(ReasonCode::Date),
        (EntityKind::Document { session: old, .. }, EntityKind::Document { session: new, .. }) => {
            match new.zip(*old).map(|(new, old)| new - old) {
                Some(step) if step.abs() < 100 => {
                    stepped(ReasonCode::Document, step, rollover.is_session_step(step), rollover.session_step)
                }
                _ => reason(ReasonCode::Document),
            }
        }
        (EntityKind::Ordinal(old, _), EntityKind::Ordinal(new, yearly)) => {
            match *yearly && rollover.is_year_step(new - old) {
                true => Outcome::Rolled(pair),
                false => reason(ReasonCode::Number),
            }
        }
        (EntityKind::Number(old), EntityKind::Number(new)) if old == new => Outcome::Reason(ReasonCode::Spelling, pair),
        (EntityKind::Amount(_), _) | (_, EntityKind::Amount(_)) => reason(ReasonCode::Amount),
        _ => reason(ReasonCode::Number),
    }
}

/// States that something moves by another step than the document. Of a session or year that is news: a report is asked
/// for later than usual. An event and a document have dates of their own. `eightieth session → eighty-second session:
/// 2 sessions later, elsewhere 1`
fn off_step(pair: &str, code: ReasonCode, step: i32, usual: i32) -> String {
    let unit = match code {
        ReasonCode::Session => "session",
        ReasonCode::Year => "year",
        _ => return pair.to_owned(),
    };
    let direction = if step < 0 { "earlier" } else { "later" };
    format!("{pair}: {} {direction}, elsewhere {usual}", counted(step.unsigned_abs() as usize, unit))
}

/// An entity that is on one side only.
fn one_sided(kind: Option<&EntityKind>, verb: &str, text: &str) -> Outcome {
    let code = match kind {
        Some(EntityKind::Date { .. }) => ReasonCode::Date,
        Some(EntityKind::Session(_)) => ReasonCode::Session,
        Some(EntityKind::Document { .. }) => ReasonCode::Document,
        Some(EntityKind::Amount(_)) => ReasonCode::Amount,
        // A year or number alone says little, so the words around it are quoted.
        _ => return Outcome::Unexplained,
    };
    Outcome::Reason(code, format!("{verb} {text}"))
}

/// Entities of one kind in one hunk, paired in order.
fn pairs(context: &RuleContext<'_>) -> Vec<Versions<Option<Entity>>> {
    let is_amount = |entity: &Entity| matches!(entity.kind, EntityKind::Amount(_) | EntityKind::Number(_));
    let same_kind = |left: &Entity, right: &Entity| {
        std::mem::discriminant(&left.kind) == std::mem::discriminant(&right.kind) || is_amount(left) && is_amount(right)
    };
    let is_rewritten = |hunk: usize| {
        let words = context.words.hunks.get(hunk);
        words.is_some_and(|words| words.before.len() > MAX_HUNK_WORDS && words.after.len() > MAX_HUNK_WORDS)
    };
    let [before, after] = Side::BOTH.map(|side| {
        let entities = context.unexplained_entities(side).into_iter();
        entities.filter(|(hunk, _)| !is_rewritten(*hunk)).collect::<Vec<_>>()
    });
    let mut taken = vec![false; after.len()];
    let mut out = Vec::new();
    // Both lists are in the order of their hunks, so each search starts at the first entity of its hunk.
    let mut start = 0;
    for (hunk, old) in before {
        while start < after.len() && after[start].0 < hunk {
            start += 1;
        }
        let len = after[start..].iter().take_while(|(other, _)| *other == hunk).count();
        let partner = (start..start + len).find(|&index| !taken[index] && same_kind(after[index].1, old));
        partner.into_iter().for_each(|index| taken[index] = true);
        out.push(Versions::new(Some(old.clone()), partner.map(|index| after[index].1.clone())));
    }
    let rest = after.iter().zip(taken).filter(|(_, taken)| !taken);
    out.extend(rest.map(|((_, new), _)| Versions::new(None, Some((*new).clone()))));
    out
}
