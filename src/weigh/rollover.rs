//! Sessions, years, dates, documents and numbers that gave way to others: with the steps of the document, or not.

use super::case::Case;
use super::numbers::{Figure, What};
use super::steps::Steps;
use crate::model::{ReasonCode, Side, Versions};

pub(super) fn judge(steps: &Steps, case: &mut Case<'_>) {
    for (old, new) in pairs(case) {
        let texts = Versions::new(
            old.as_ref().map(|figure| case.words.text(Side::Before, figure.words.clone())),
            new.as_ref().map(|figure| case.words.text(Side::After, figure.words.clone())),
        );
        let of_paragraph = new.as_ref().is_some_and(|figure| {
            let before = figure.words.start.checked_sub(1).map(|at| &case.words.sides.after[at]);
            before.is_some_and(|word| word.lower().starts_with("paragraph"))
        });
        let what = Versions::new(old.as_ref(), new.as_ref()).map(|it| it.map(|it| &it.what));
        match verdict(steps, &what, &texts) {
            Verdict::Rolled(pair) => case.rolled.push(pair),
            Verdict::Says(code, text) if of_paragraph => case.say(code, format!("paragraph {text}")),
            Verdict::Says(code, text) => case.say(code, text),
            Verdict::Same => {}
            Verdict::Open => continue,
        }
        old.into_iter().for_each(|figure| case.words.tell(Side::Before, figure.words));
        new.into_iter().for_each(|figure| case.words.tell(Side::After, figure.words));
    }
    if !case.rolled.is_empty() {
        let mut rolled = std::mem::take(&mut case.rolled);
        rolled.dedup();
        let more = rolled.len().saturating_sub(4);
        rolled.truncate(4);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        case.say(ReasonCode::Rollover, format!("moves with the text: {}{more}", rolled.join(", ")));
    }
}

/// A place with more words than this on both sides is rewritten.
const REWRITTEN: usize = 24;

enum Verdict {
    Rolled(String),
    Says(ReasonCode, String),
    /// Nothing to say.
    Same,
    /// For the rules that come after.
    Open,
}

fn verdict(steps: &Steps, what: &Versions<Option<&What>>, texts: &Versions<Option<String>>) -> Verdict {
    let (old, new) = match (&texts.before, &texts.after) {
        (Some(old), Some(new)) => (old, new),
        (Some(old), None) => return alone(what.before, "drops", old),
        (None, Some(new)) => return alone(what.after, "adds", new),
        (None, None) => return Verdict::Open,
    };
    if crate::text::same_spelling(old, new) {
        // the same figure among other words
        return Verdict::Same;
    }
    let pair = format!("{old} → {new}");
    let says = |code: ReasonCode| Verdict::Says(code, pair.clone());
    let stepped = |code: ReasonCode, moved: i32, fits: bool, step: Option<i32>| match step {
        _ if fits => Verdict::Rolled(pair.clone()),
        Some(step) if steps.moves() && moved != 0 => {
            Verdict::Says(ReasonCode::OffStep, format!("{pair} moves by {moved}, the text by {step}"))
        }
        _ => Verdict::Says(code, pair.clone()),
    };
    let (Some(before), Some(after)) = (what.before, what.after) else { return Verdict::Open };
    match (before, after) {
        (What::Session(old), What::Session(new)) => {
            stepped(ReasonCode::Session, new - old, steps.has_session(new - old), steps.session)
        }
        (What::Year(old), What::Year(new)) => {
            stepped(ReasonCode::Year, new - old, steps.has_year(new - old), steps.year)
        }
        (What::Date { year: Some(old), .. }, What::Date { year: Some(new), .. }) => {
            stepped(ReasonCode::Date, new - old, steps.has_year(new - old), steps.year)
        }
        (What::Date { .. }, What::Date { .. }) => says(ReasonCode::Date),
        (What::Document { session: old, .. }, What::Document { session: new, .. }) => {
            let moved = new.zip(*old).map(|(new, old)| new - old);
            match moved {
                Some(moved) if moved.abs() < 100 => {
                    stepped(ReasonCode::Document, moved, steps.has_session(moved), steps.session)
                }
                _ => says(ReasonCode::Document),
            }
        }
        (What::Ordinal(old, _), What::Ordinal(new, yearly)) => match *yearly && steps.has_year(new - old) {
            true => Verdict::Rolled(pair),
            false => says(ReasonCode::Number),
        },
        (What::Number(old), What::Number(new)) if old == new => Verdict::Says(ReasonCode::Spelling, pair),
        (What::Amount(_), _) | (_, What::Amount(_)) => says(ReasonCode::Amount),
        _ => says(ReasonCode::Number),
    }
}

/// A figure that is only on one side.
fn alone(what: Option<&What>, verb: &str, text: &str) -> Verdict {
    let code = match what {
        Some(What::Date { .. }) => ReasonCode::Date,
        Some(What::Session(_)) => ReasonCode::Session,
        Some(What::Document { .. }) => ReasonCode::Document,
        Some(What::Amount(_)) => ReasonCode::Amount,
        // A year or number alone says nothing: the words around it are quoted.
        _ => return Verdict::Open,
    };
    Verdict::Says(code, format!("{verb} {text}"))
}

/// Figures of one kind in one place, paired in order.
fn pairs(case: &Case<'_>) -> Vec<(Option<Figure>, Option<Figure>)> {
    let kind = |figure: &Figure| match figure.what {
        What::Session(_) => 0,
        What::Year(_) => 1,
        What::Date { .. } => 2,
        What::Document { .. } => 3,
        What::Ordinal(..) => 4,
        What::Amount(_) | What::Number(_) => 5,
        What::Resolution { .. } => 6,
    };
    // In a passage that is rewritten figures do not answer each other: it is quoted.
    let rewritten = |hunk: usize| {
        let words = case.words.hunks.get(hunk);
        words.is_some_and(|words| words.before.len() > REWRITTEN && words.after.len() > REWRITTEN)
    };
    let open = |side: Side| {
        let open = case.open_figures(side).into_iter();
        open.filter(|(hunk, _)| !rewritten(*hunk)).collect::<Vec<_>>()
    };
    let (before, after) = (open(Side::Before), open(Side::After));
    let mut taken = vec![false; after.len()];
    let mut out = Vec::new();
    // Both lists are in order of their places, so that the search goes on from the first that is of this place.
    let mut from = 0;
    for (hunk, old) in before {
        while from < after.len() && after[from].0 < hunk {
            from += 1;
        }
        let here = after[from..].iter().take_while(|(other, _)| *other == hunk).count();
        let found = (from..from + here).find(|&at| !taken[at] && kind(after[at].1) == kind(old));
        match found {
            Some(at) => {
                taken[at] = true;
                out.push((Some(old.clone()), Some(after[at].1.clone())));
            }
            None => out.push((Some(old.clone()), None)),
        }
    }
    let rest = after.iter().zip(taken).filter(|(_, taken)| !taken);
    out.extend(rest.map(|((_, new), _)| (None, Some((*new).clone()))));
    out
}
