//! By how many sessions and years the whole document moves from one version to the next.
//!
//! In: both headers and the contexts of all changes. Out: the [`Rollover`].

use std::collections::HashMap;

use rayon::prelude::*;

use super::context::RuleContext;
use super::entities::{self, EntityKind};
use super::words::WordDiff;
use crate::model::{Comparison, HeaderField, Resolution, Segment, Side, Versions};

/// How a document moves on. Between versions of the same session, nothing moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Rollover {
    /// The number of sessions from one version to the next, if known.
    pub(super) session_step: Option<i32>,
    /// The number of years.
    pub(super) year_step: Option<i32>,
    /// The session of each version.
    pub(super) sessions: Versions<Option<i32>>,
    /// The year of each version.
    pub(super) years: Versions<Option<i32>>,
    /// Whether both are separate texts of the Security Council, which renews a mandate several times a year.
    is_council_renewal: bool,
}

/// A session of the General Assembly begins in September of the year that is the sum of this one and its number.
const YEAR_BEFORE_FIRST_SESSION: i32 = 1945;

impl Rollover {
    /// Whether the newer version is from a later session or year, or a later text of the Security Council.
    pub(super) fn is_later(&self) -> bool {
        let step = self.session_step.or(self.year_step);
        step.is_some_and(|step| step > 0) || self.is_council_renewal && step.is_none_or(|step| step == 0)
    }

    /// Whether a difference of sessions is that of the document.
    pub(super) fn is_session_step(&self, step: i32) -> bool {
        self.is_later() && self.session_step == Some(step)
    }

    /// Whether an event of a past year was replaced by one that was held since the older version.
    pub(super) fn is_next_event(&self, old: i32, new: i32) -> bool {
        let (Some(before), Some(after)) = (self.years.before, self.years.after) else { return false };
        old <= before && before <= new && new <= after && old < new
    }

    /// Whether a difference of years is that of the document.
    pub(super) fn is_year_step(&self, step: i32) -> bool {
        self.is_later() && self.year_step == Some(step)
    }
}

/// Finds the steps: from the headers where both name a session, else by the majority of replaced entities.
pub(super) fn detect(comparison: &Comparison, contexts: &[RuleContext<'_>]) -> Rollover {
    let sessions = comparison.resolutions.as_ref().map(session);
    let header_years = comparison.resolutions.as_ref().map(year);
    let session_years = sessions.map(|session| session.map(|session| YEAR_BEFORE_FIRST_SESSION + session));
    let years = header_years.zip(session_years).map(|(year, session_year)| year.or(session_year));
    if let (Some(before), Some(after)) = (sessions.before, sessions.after) {
        let step = after - before;
        let header_step = header_years.before.zip(header_years.after).map(|(before, after)| after - before);
        let text_step =
            majority_step(contexts, |kind| if let EntityKind::Year(year) = kind { Some(*year) } else { None });
        // The Assembly holds one session a year, but the steps of the text come first.
        let year_step = match step {
            0 => Some(0),
            _ => text_step.or(header_step.filter(|step| *step > 0)).or(Some(step)),
        };
        return Rollover { session_step: Some(step), year_step, sessions, years, is_council_renewal: false };
    }
    let session_step = majority_step(contexts, |kind| match kind {
        EntityKind::Session(number) => Some(*number),
        EntityKind::Resolution { session, .. } if *session < 200 => Some(*session),
        _ => None,
    });
    let year_step = majority_step(contexts, |kind| match kind {
        EntityKind::Year(year) | EntityKind::Date { year: Some(year), .. } => Some(*year),
        _ => None,
    });
    let is_council_renewal = is_council_renewal(comparison);
    let within_year = (is_council_renewal && years.before == years.after).then_some(0);
    // Sessions are yearly, so one step gives the other.
    let either = session_step.or(year_step);
    Rollover {
        session_step: either,
        year_step: year_step.or(either).or(within_year),
        sessions,
        years,
        is_council_renewal,
    }
}

/// Whether both symbols are those of drafts of the Security Council, or of its resolutions, and not of revisions of one
/// draft: `S/2018/341` and `S/2018/1021`.
fn is_council_renewal(comparison: &Comparison) -> bool {
    let symbols = comparison.resolutions.as_ref().map(|resolution| {
        let symbol = resolution.header.get(HeaderField::Symbol)?.strip_prefix("S/")?;
        let unrevised = symbol.split("/Rev.").next().unwrap_or(symbol);
        Some((unrevised.starts_with("RES/"), unrevised))
    });
    let differ = |(before, after): ((bool, &str), (bool, &str))| before.0 == after.0 && before.1 != after.1;
    symbols.before.zip(symbols.after).is_some_and(differ)
}

/// The session a text was adopted or submitted in.
pub(super) fn session(resolution: &Resolution) -> Option<i32> {
    let symbol = resolution.header.get(HeaderField::Symbol);
    let from_symbol = symbol.and_then(|symbol| {
        let mut parts = symbol.split('/').filter_map(|part| part.parse::<i32>().ok());
        parts.next().filter(|number| (1..200).contains(number))
    });
    from_symbol.or_else(|| {
        let text = resolution.header.get(HeaderField::Session)?;
        let segment = [Segment::added(text)];
        entities::first_ordinal(&WordDiff::new(&segment).sides.after)
    })
}

/// The year in a symbol, `S/RES/1454 (2002)`, or in a date.
fn year(resolution: &Resolution) -> Option<i32> {
    let fields = [HeaderField::Symbol, HeaderField::Date, HeaderField::Adoption];
    let year = |text: &str| {
        let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|part| part.len() == 4);
        numbers.filter_map(|part| part.parse().ok()).find(|year| (1945..2100).contains(year))
    };
    fields.iter().find_map(|field| resolution.header.get(*field).and_then(year))
}

/// The step of more than half of the replaced entities, if at least two paragraphs have it.
fn majority_step(contexts: &[RuleContext<'_>], value: impl Fn(&EntityKind) -> Option<i32> + Sync) -> Option<i32> {
    let contexts = contexts.par_iter().filter(|context| !context.is_one_sided());
    let votes: Vec<i32> = contexts.flat_map_iter(|context| steps(context, &value)).collect();
    let mut counts: HashMap<i32, usize> = HashMap::new();
    for step in &votes {
        *counts.entry(*step).or_default() += 1;
    }
    let (step, count) = counts.into_iter().max_by_key(|(step, count)| (*count, -step.abs(), *step))?;
    (step > 0 && count >= 2 && count * 2 > votes.len()).then_some(step)
}

/// The steps of the replaced entities of one paragraph, each once.
fn steps(context: &RuleContext<'_>, value: impl Fn(&EntityKind) -> Option<i32>) -> Vec<i32> {
    let [before, after] = Side::BOTH.map(|side| {
        let entities = context.unexplained_entities(side).into_iter();
        entities.filter_map(|(hunk, entity)| Some((hunk, value(&entity.kind)?))).collect::<Vec<_>>()
    });
    let mut taken = vec![false; after.len()];
    let mut steps: Vec<i32> = Vec::new();
    for (hunk, old) in before {
        let partner = after.iter().enumerate().find(|(index, (other, _))| !taken[*index] && *other == hunk);
        if let Some((index, (_, new))) = partner {
            taken[index] = true;
            steps.push(new - old);
        }
    }
    steps.sort_unstable();
    steps.dedup();
    steps
}
