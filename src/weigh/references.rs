//! Resolutions cited: compared as a set, paragraph by paragraph.
//!
//! A citation that is on both sides is no change wherever it stands. One that gives way to another moves with the
//! document or does not; a list that gains the last resolutions is brought up to date, one that gains an old one says
//! something, and one that loses any does too. The date of a citation goes with it.

use std::collections::{HashMap, HashSet};

use super::case::Case;
use super::numbers::{Figure, What};
use super::steps::Steps;
use crate::model::{ReasonCode, Side, Versions};

/// More citations than these that came or went in one paragraph are told as wording.
const MOST: usize = 500;

/// Words before a citation among which its noun is looked for.
const REACH: usize = 64;

struct Cited {
    name: String,
    session: i32,
    /// Its place among the figures.
    at: usize,
    hunk: Option<usize>,
    /// The year of its date.
    year: Option<i32>,
}

pub(super) fn judge(steps: &Steps, case: &mut Case<'_>) {
    let cited = Versions::new(cited(case, Side::Before), cited(case, Side::After));
    // Nearly always the same are cited in the same words.
    let none_open = Side::BOTH.iter().all(|side| cited.get(*side).iter().all(|it| it.hunk.is_none()));
    let names = |side: Side| cited.get(side).iter().map(|it| it.name.as_str());
    if none_open && names(Side::Before).eq(names(Side::After)) {
        return;
    }
    let names = Versions::new(names(Side::Before), names(Side::After)).map(Iterator::collect::<HashSet<_>>);
    let mut dropped: Vec<&Cited> = cited.before.iter().filter(|it| !names.after.contains(it.name.as_str())).collect();
    let mut added: Vec<&Cited> = cited.after.iter().filter(|it| !names.before.contains(it.name.as_str())).collect();
    dropped.truncate(MOST);
    added.truncate(MOST);
    let newest = cited.before.iter().map(|it| it.session).max();
    let mut gone: Vec<&Cited> = Vec::new();
    for old in dropped {
        let step = |new: &&Cited| steps.has_session(new.session - old.session);
        let same = |new: &&Cited| old.hunk.is_some() && new.hunk == old.hunk;
        let at = added
            .iter()
            .position(|new| step(new) && same(new))
            .or_else(|| added.iter().position(&step))
            .or_else(|| added.iter().position(same));
        let Some(at) = at else {
            gone.push(old);
            continue;
        };
        let new = added.remove(at);
        let pair = format!("{} → {}", old.name, new.name);
        let moved = new.session - old.session;
        let reason = if step(&new) {
            case.rolled.push(pair);
            stale_date(old, new)
        } else if steps.moves() && moved > 0 && new.session > 31 {
            let by = steps.session.or(steps.year).unwrap_or_default();
            Some((ReasonCode::OffStep, format!("{pair} moves by {moved}, the text by {by}")))
        } else {
            Some((ReasonCode::ReferenceReplaced, format!("cites {} instead of {}", new.name, old.name)))
        };
        if let Some((code, text)) = reason {
            case.say(code, text);
        }
        tell(case, Side::Before, old);
        tell(case, Side::After, new);
    }
    let list = |list: &[&Cited]| list.iter().map(|it| it.name.as_str()).collect::<Vec<_>>().join(", ");
    // Of a text that moves on, what is not older than all that was cited is new since.
    let (fresh, other): (Vec<&Cited>, Vec<&Cited>) = added.into_iter().partition(|new| {
        let last = steps.of.before.unwrap_or(i32::MAX);
        steps.moves() && newest.is_some_and(|newest| new.session >= newest) && (new.session >= last || last == i32::MAX)
    });
    for (code, verb, side, names) in [
        (ReasonCode::ListUpdate, "adds", Side::After, &fresh),
        (ReasonCode::ReferenceAdded, "adds", Side::After, &other),
        (ReasonCode::ReferenceDropped, "drops", Side::Before, &gone),
    ] {
        if !names.is_empty() {
            let what = if names.iter().all(|it| is_decision(case, side, it)) { "decision" } else { "resolution" };
            let noun = format!("{what}{}", if names.len() == 1 { "" } else { "s" });
            case.say(code, format!("{verb} {noun} {}", list(names)));
            names.iter().for_each(|it| tell(case, side, it));
        }
    }
    reordered(case, &cited);
}

/// What is cited on both sides may have changed its place; its date may have changed.
fn reordered(case: &mut Case<'_>, cited: &Versions<Vec<Cited>>) {
    let mut before: HashMap<&str, &Cited> = HashMap::new();
    for old in &cited.before {
        before.entry(&old.name).or_insert(old);
    }
    for new in &cited.after {
        let Some(&old) = before.get(new.name.as_str()) else { continue };
        let open = |side: Side, it: &Cited| {
            let words = case.words.sides.get(side).get(case.figures.get(side)[it.at].words.clone());
            words.unwrap_or_default().iter().any(|word| word.is_open())
        };
        if open(Side::Before, old) || open(Side::After, new) {
            // Where the list changed it has another order of itself.
            if case.rolled.is_empty() && !case.has_reason(ReasonCode::is_about_citations) {
                case.say(ReasonCode::Order, "the same citations in another order");
            }
            tell(case, Side::Before, old);
            tell(case, Side::After, new);
        }
    }
}

/// A citation that moved on with the date of the one before.
fn stale_date(old: &Cited, new: &Cited) -> Option<(ReasonCode, String)> {
    // The Assembly's sessions last from September to September; other organs count otherwise.
    let fits = |it: &Cited| it.year.is_some_and(|year| (1945..=1946).contains(&(year - it.session)));
    let year = new.year.filter(|_| fits(old) && !fits(new))?;
    Some((ReasonCode::Stale, format!("{} bears the year {year}", new.name)))
}

fn cited(case: &Case<'_>, side: Side) -> Vec<Cited> {
    let figures = case.figures.get(side);
    let resolutions = figures.iter().enumerate().filter_map(|(at, figure)| match &figure.what {
        What::Resolution { name, session } => {
            let hunk = case.words.open_hunk(side, figure.words.clone());
            let year = match date_of(figures, at).map(|date| &date.what) {
                Some(What::Date { year, .. }) => *year,
                _ => None,
            };
            Some(Cited { name: name.clone(), session: *session, at, hunk, year })
        }
        _ => None,
    });
    resolutions.collect()
}

/// Whether it is called a decision: "its decisions 73/512 of … and 74/509", the noun before the first of them.
fn is_decision(case: &Case<'_>, side: Side, it: &Cited) -> bool {
    let start = case.figures.get(side)[it.at].words.start;
    let before = case.words.sides.get(side).get(..start).unwrap_or_default().iter().rev();
    let noun = before.take(REACH).find(|word| matches!(word.lower().get(..8), Some("decision" | "resoluti")));
    noun.is_some_and(|noun| noun.lower().starts_with("decision"))
}

/// The date of a citation.
fn date_of(figures: &[Figure], at: usize) -> Option<&Figure> {
    figures.get(at + 1).filter(|next| matches!(next.what, What::Date { cited: true, .. }))
}

/// Explains a citation and its date.
fn tell(case: &mut Case<'_>, side: Side, it: &Cited) {
    let figures = case.figures.get(side);
    let start = figures[it.at].words.start;
    let end = date_of(figures, it.at).unwrap_or(&figures[it.at]).words.end;
    case.words.tell(side, start..end);
}
