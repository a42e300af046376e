//! Modals, hedges, intensifiers, negations, *and* and *or*: little words that carry weight.
//!
//! Only in short places: in a long new passage *all* is part of what it says, and the passage is quoted.

use std::ops::Range;

use super::case::Case;
use super::words::Word;
use crate::lexicon::{self, Qualifier};
use crate::model::{ReasonCode, Side, Versions};

/// In places with more words than these the single words are not looked at.
const SHORT: usize = 8;
/// Nor are phrases in places with more words than these.
const PASSAGE: usize = 24;

pub(super) fn judge(case: &mut Case<'_>) {
    for edit in case.words.edits.clone() {
        and_or(case, &edit);
        place(case, &edit);
    }
}

/// A phrase that carries weight.
struct Found {
    words: Range<usize>,
    marker: Qualifier,
    text: String,
}

fn place(case: &mut Case<'_>, edit: &Versions<Range<usize>>) {
    let mut before = markers(case, Side::Before, edit.before.clone());
    let mut after = markers(case, Side::After, edit.after.clone());
    // what is on both sides has only another place
    before.retain(|old| match after.iter().position(|new| new.text == old.text) {
        Some(at) => {
            after.remove(at);
            false
        }
        None => true,
    });
    for old in before {
        let twin = after.iter().position(|new| twins(old.marker, new.marker));
        let new = twin.map(|at| after.remove(at));
        say(case, Some(&old), new.as_ref());
    }
    for new in after {
        say(case, None, Some(&new));
    }
}

fn twins(old: Qualifier, new: Qualifier) -> bool {
    use Qualifier::{Hedge, Intensifier, Modal, Negation, Scope};
    matches!(
        (old, new),
        (Modal(_), Modal(_)) | (Hedge | Scope, Hedge | Scope) | (Intensifier, Intensifier) | (Negation, Negation)
    )
}

fn say(case: &mut Case<'_>, old: Option<&Found>, new: Option<&Found>) {
    let text = match (old, new) {
        (Some(old), Some(new)) => format!("“{}” → “{}”", old.text, new.text),
        (Some(old), None) => format!("drops “{}”", old.text),
        (None, Some(new)) => format!("adds “{}”", new.text),
        (None, None) => return,
    };
    let Some(marker) = new.or(old).map(|found| found.marker) else { return };
    let gained = old.is_none();
    let one_side = old.is_none() || new.is_none();
    let (code, direction) = match (marker, old.map(|old| old.marker)) {
        (Qualifier::Modal(new), Some(Qualifier::Modal(old))) if !one_side => (
            ReasonCode::Modal,
            match new.cmp(&old) {
                std::cmp::Ordering::Greater => " (stronger)",
                std::cmp::Ordering::Less => " (weaker)",
                std::cmp::Ordering::Equal => "",
            },
        ),
        (Qualifier::Modal(_), _) => (ReasonCode::Modal, ""),
        (Qualifier::Hedge, _) if one_side => (ReasonCode::Hedge, if gained { " (weaker)" } else { " (stronger)" }),
        (Qualifier::Hedge | Qualifier::Scope, _) => (ReasonCode::Hedge, ""),
        (Qualifier::Intensifier, _) if one_side => {
            (ReasonCode::Intensifier, if gained { " (stronger)" } else { " (weaker)" })
        }
        (Qualifier::Intensifier, _) => (ReasonCode::Intensifier, ""),
        (Qualifier::Negation, _) => (ReasonCode::Negation, if one_side { " (turns the meaning round)" } else { "" }),
    };
    case.say(code, format!("{text}{direction}"));
    for (side, found) in Side::BOTH.into_iter().zip([old, new]) {
        if let Some(found) = found {
            case.words.tell(side, found.words.clone());
        }
    }
}

/// The phrases that touch a place.
fn markers(case: &Case<'_>, side: Side, edit: Range<usize>) -> Vec<Found> {
    // No phrase has more words.
    const LONGEST: usize = 8;
    let words = case.words.sides.get(side);
    let length = edit.len();
    if length == 0 || length > PASSAGE {
        return Vec::new();
    }
    let mut out = Vec::new();
    let mut at = edit.start.saturating_sub(LONGEST);
    while at < edit.end {
        let found = lexicon::longest_qualifier(words[at..].iter().map(Word::lower));
        match found.filter(|(length, _)| at + length > edit.start) {
            Some((length, marker)) => {
                let range = at..at + length;
                let fits = (length > 1 || edit.len() <= SHORT)
                    && words[range.clone()].iter().any(Word::is_open)
                    && is_meant(words, at, marker);
                if fits {
                    let text = super::words::lower(&case.words.text(side, range.clone())).into_owned();
                    out.push(Found { words: range, marker, text });
                }
                at += length;
            }
            None => at += 1,
        }
    }
    out
}

/// Whether a word is what it looks like: May is a month, a political will is no modal, No. 7 is a number.
fn is_meant(words: &[Word<'_>], at: usize, marker: Qualifier) -> bool {
    let before = |some: &[&str]| at.checked_sub(1).is_some_and(|at| words[at].is(some));
    match marker {
        Qualifier::Modal(_) => !words[at].is_capital() && !before(&["political", "free", "the", "good", "of", "own"]),
        Qualifier::Negation => words.get(at + 1).is_none_or(|after| after.shown != "."),
        _ => true,
    }
}

/// `and` for `or`: nothing else in the place.
fn and_or(case: &mut Case<'_>, edit: &Versions<Range<usize>>) {
    let text = |side: Side| {
        let range = edit.get(side).clone();
        let words = &case.words.sides.get(side)[range.clone()];
        let only = words.iter().all(|word| word.is_open() && word.is(&["and", "or", "/"]));
        (only && words.iter().any(|word| !word.is_mark())).then(|| case.words.text(side, range))
    };
    // "and" → "and/or" adds two words and removes none
    let slash = |side: Side| {
        let range = edit.get(side).clone();
        let [one, other] = &case.words.sides.get(side)[range] else { return false };
        one.is(&["/"]) && other.is(&["or"]) || one.is(&["and"]) && other.is(&["/"])
    };
    let pair = match (text(Side::Before), text(Side::After)) {
        (Some(old), Some(new)) => format!("“{old}” → “{new}”"),
        (None, Some(_)) if edit.before.is_empty() && slash(Side::After) => "becomes “and/or”".to_owned(),
        (Some(_), None) if edit.after.is_empty() && slash(Side::Before) => "is “and/or” no more".to_owned(),
        _ => return,
    };
    case.say(ReasonCode::AndOr, pair);
    for side in Side::BOTH {
        case.words.tell(side, edit.get(side).clone());
    }
}
