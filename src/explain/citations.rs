//! The resolutions that a paragraph cites, compared as sets.
//!
//! A citation on both sides is no change, wherever it is. One that replaces another moves by the step of the document or
//! by another. A list that only gains the latest resolutions is updated; one that gains an older one or loses any changes in
//! substance. The date of a citation belongs to it.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::context::{RuleContext, SharedContext};
use super::entities::EntityKind;
use super::rollover::Rollover;
use super::words::Word;
use crate::lexicon::PhraseList;
use crate::model::{ReasonCode, Side, Versions};

/// The most added or dropped citations of one paragraph that are reported; more are quoted as wording.
const MAX_CITATIONS: usize = 500;

/// How many words before a citation are searched for its noun.
const MAX_NOUN_DISTANCE: usize = 64;

/// The value of nouns such as *decisions* in the lexicon, and the word in reports.
const DECISION: &str = "decision";

struct Citation {
    name: String,
    session: i32,
    /// Its words without its date.
    words: Range<usize>,
    /// The end of its date, or of itself.
    end: usize,
    /// The hunk of its first unexplained word.
    hunk: Option<usize>,
    /// The year of its date.
    year: Option<i32>,
}

pub(super) fn apply(shared: &SharedContext<'_>, context: &mut RuleContext<'_>) {
    let rollover = &shared.rollover;
    let citations = Versions::from_fn(|side| citations(context, side));
    // Nearly always both sides cite the same resolutions in the same words.
    let mut all = citations.before.iter().chain(&citations.after);
    let names = |side: Side| citations.get(side).iter().map(|citation| citation.name.as_str());
    if all.all(|citation| citation.hunk.is_none()) && names(Side::Before).eq(names(Side::After)) {
        return;
    }
    let names = Versions::from_fn(names).map(Iterator::collect::<HashSet<_>>);
    let only_on = |side: Side| {
        let citations = citations.get(side).iter();
        let own = citations.filter(|citation| !names.get(side.other()).contains(citation.name.as_str()));
        own.take(MAX_CITATIONS).collect::<Vec<_>>()
    };
    let Versions { before: gone, after: added } = explain_replaced(context, rollover, Versions::from_fn(only_on));
    // In a later version, a resolution that is as recent as the newest one cited before was adopted since.
    let newest = citations.before.iter().map(|citation| citation.session).max();
    let is_latest = |new: &&Citation| {
        rollover.is_later()
            && newest.is_some_and(|newest| new.session >= newest)
            && rollover.sessions.before.is_none_or(|last| new.session >= last)
    };
    let (latest, other): (Vec<_>, Vec<_>) = added.into_iter().partition(is_latest);
    explain_list(context, ReasonCode::ListUpdate, Side::After, &latest);
    explain_list(context, ReasonCode::ReferenceAdded, Side::After, &other);
    explain_list(context, ReasonCode::ReferenceDropped, Side::Before, &gone);
    explain_reordered(context, &citations);
}

/// Explains the citations that replace another one; returns the others.
fn explain_replaced<'c>(
    context: &mut RuleContext<'_>,
    rollover: &Rollover,
    Versions { before: dropped, after: mut added }: Versions<Vec<&'c Citation>>,
) -> Versions<Vec<&'c Citation>> {
    let mut gone = Vec::new();
    for old in dropped {
        let follows = |new: &&Citation| rollover.is_session_step(new.session - old.session);
        let is_near = |new: &&Citation| old.hunk.is_some() && new.hunk == old.hunk;
        let index = added
            .iter()
            .position(|new| follows(new) && is_near(new))
            .or_else(|| added.iter().position(&follows))
            .or_else(|| added.iter().position(is_near));
        let Some(index) = index else {
            gone.push(old);
            continue;
        };
        let new = added.remove(index);
        let pair = format!("{} → {}", old.name, new.name);
        if follows(&new) {
            context.rolled.push(pair);
            if let Some(year) = stale_year(old, new) {
                context.add_reason(ReasonCode::Stale, format!("{} still has the year {year}", new.name));
            }
        } else if rollover.is_later() && new.session > old.session && new.session > 31 {
            context.add_reason(ReasonCode::OffStep, pair);
        } else {
            context.add_reason(ReasonCode::ReferenceReplaced, format!("cites {} instead of {}", new.name, old.name));
        }
        mark_explained(context, Side::Before, old);
        mark_explained(context, Side::After, new);
    }
    Versions::new(gone, added)
}

/// Explains the citations that one side has alone.
fn explain_list(context: &mut RuleContext<'_>, code: ReasonCode, side: Side, list: &[&Citation]) {
    if list.is_empty() {
        return;
    }
    let verb = if side == Side::After { "adds" } else { "drops" };
    let all_decisions = list.iter().all(|citation| is_decision(context, side, citation));
    let noun = if all_decisions { DECISION } else { "resolution" };
    let plural = if list.len() == 1 { "" } else { "s" };
    let names = list.iter().map(|citation| citation.name.as_str()).collect::<Vec<_>>().join(", ");
    context.add_reason(code, format!("{verb} {noun}{plural} {names}"));
    list.iter().for_each(|citation| mark_explained(context, side, citation));
}

/// Explains citations that are on both sides, in another order or with another date.
fn explain_reordered(context: &mut RuleContext<'_>, citations: &Versions<Vec<Citation>>) {
    let mut before: HashMap<&str, &Citation> = HashMap::new();
    for old in &citations.before {
        before.entry(&old.name).or_insert(old);
    }
    for new in &citations.after {
        let Some(&old) = before.get(new.name.as_str()) else { continue };
        let is_unexplained = |side: Side, citation: &Citation| {
            context.words.slice(side, citation.words.clone()).iter().any(Word::is_unexplained)
        };
        if is_unexplained(Side::Before, old) || is_unexplained(Side::After, new) {
            // A list that gains or loses citations has another order anyway.
            if context.rolled.is_empty() && !context.has_reason(ReasonCode::is_about_citations) {
                context.add_reason(ReasonCode::Order, "the same citations in another order");
            }
            mark_explained(context, Side::Before, old);
            mark_explained(context, Side::After, new);
        }
    }
}

/// The year of a new citation that kept the date of the one that it replaces.
fn stale_year(old: &Citation, new: &Citation) -> Option<i32> {
    // A session of the Assembly lasts from September to September; those of other organs do not.
    let fits =
        |citation: &Citation| citation.year.is_some_and(|year| (1945..=1946).contains(&(year - citation.session)));
    new.year.filter(|_| fits(old) && !fits(new))
}

fn citations(context: &RuleContext<'_>, side: Side) -> Vec<Citation> {
    let entities = context.entities.get(side);
    let mut out = Vec::new();
    for (index, entity) in entities.iter().enumerate() {
        let EntityKind::Resolution { name, session } = &entity.kind else { continue };
        let (end, year) = match entities.get(index + 1).map(|next| (next.words.end, &next.kind)) {
            Some((end, EntityKind::Date { year, cited: true })) => (end, *year),
            _ => (entity.words.end, None),
        };
        let words = entity.words.clone();
        let hunk = context.words.unexplained_hunk(side, words.clone());
        out.push(Citation { name: name.clone(), session: *session, words, end, hunk, year });
    }
    out
}

/// Whether the noun before a citation is *decision*: "its decisions 73/512 of … and 74/509".
fn is_decision(context: &RuleContext<'_>, side: Side, citation: &Citation) -> bool {
    let before = context.words.slice(side, 0..citation.words.start).iter().rev();
    let mut nouns = before.take(MAX_NOUN_DISTANCE).filter_map(|word| PhraseList::CitationNoun.value(&word.lower()));
    nouns.next() == Some(DECISION)
}

/// Explains a citation and its date.
fn mark_explained(context: &mut RuleContext<'_>, side: Side, citation: &Citation) {
    context.words.mark_explained(side, citation.words.start..citation.end);
}
