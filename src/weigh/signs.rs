//! Signs, hyphens and spaces that came or went without another word.
//!
//! A sign before a figure and a dash between two make another number. A hyphen between words makes one of two, which is
//! read otherwise at most. Spaces alone are told in the words around them, since no word by itself differs.

use std::ops::Range;

use super::case::Case;
use super::words::{Word, quoted};
use crate::model::{ReasonCode, Side, Versions};
use crate::text::fold_char;

/// Longer places are told by other rules.
const MAX_WORDS: usize = 8;

pub(super) fn judge(case: &mut Case<'_>) {
    for edit in case.words.edits.clone() {
        for side in Side::BOTH {
            if edit.get(side.other()).is_empty() && edit.get(side).len() == 1 {
                dash(case, side, &edit);
            }
        }
    }
    for hunk in case.words.hunks.clone() {
        spaces(case, &hunk);
        joined(case, &hunk);
    }
}

fn is_dash(word: &Word<'_>) -> bool {
    word.shown.chars().all(|sign| fold_char(sign) == Some('-'))
}

/// A hyphen or dash that one side lacks.
fn dash(case: &mut Case<'_>, side: Side, edit: &Versions<Range<usize>>) {
    let index = edit.get(side).start;
    let words = case.words.sides.get(side);
    let touches = |word: Option<usize>, spaced: Option<usize>| {
        let word = words.get(word?).filter(|word| !word.is_mark())?;
        (!words.get(spaced?)?.spaced).then_some(word)
    };
    if !words[index].is_open() || !is_dash(&words[index]) {
        return;
    }
    let left = touches(index.checked_sub(1), Some(index));
    let right = touches(Some(index + 1), Some(index + 1));
    let is_figure = |word: &Word<'_>| word.shown.starts_with(char::is_numeric);
    let code = match (left, right) {
        (None, Some(right)) if is_figure(right) => ReasonCode::Number,
        (Some(left), Some(right)) if is_figure(left) && is_figure(right) => ReasonCode::Number,
        (Some(_), Some(_)) => ReasonCode::Spelling,
        _ => return,
    };
    let (before, after) = (usize::from(left.is_some()), usize::from(right.is_some()));
    let there = edit.get(side.other()).start;
    let own = case.words.text(side, index - before..index + 1 + after);
    let other = case.words.text(side.other(), there.saturating_sub(before)..there + after);
    let texts = if side == Side::Before { [own, other] } else { [other, own] };
    case.say(code, format!("{} → {}", quoted(&texts[0]), quoted(&texts[1])));
    case.words.tell(side, index..index + 1);
}

/// Words with the same letters or figures that were joined or taken apart: `may be` for `maybe`, `1 2` for `12`.
fn joined(case: &mut Case<'_>, hunk: &Versions<Range<usize>>) {
    let sides = Versions::new(Side::Before, Side::After);
    let words = sides.map(|side| case.words.sides.get(side).get(hunk.get(side).clone()).unwrap_or_default());
    if words.before.len().max(words.after.len()) > MAX_WORDS || !words.before.iter().any(Word::is_open) {
        return;
    }
    let letters = words.map(|words| {
        let words = words.iter().filter(|word| !is_dash(word));
        words.fold((0, String::new()), |(count, text), word| (count + 1, text + word.shown))
    });
    if letters.before.0 == letters.after.0 || letters.before.1 != letters.after.1 {
        return;
    }
    let texts = sides.map(|side| case.words.text(side, hunk.get(side).clone()));
    let code = if letters.before.1.contains(char::is_numeric) { ReasonCode::Number } else { ReasonCode::Wording };
    case.say(code, format!("{} → {}", quoted(&texts.before), quoted(&texts.after)));
    sides.map(|side| case.words.tell(side, hunk.get(side).clone()));
}

/// Words that differ in the spaces between them and in nothing else.
fn spaces(case: &mut Case<'_>, hunk: &Versions<Range<usize>>) {
    let sides = Versions::new(Side::Before, Side::After);
    let changed = |side: Side| case.words.sides.get(side)[hunk.get(side).clone()].iter().any(|word| word.changed);
    if changed(Side::Before) || changed(Side::After) || hunk.before.len() > MAX_WORDS {
        return;
    }
    let texts = sides.map(|side| case.words.text(side, hunk.get(side).clone()));
    let figures = texts.before.contains(char::is_numeric);
    let code = if figures { ReasonCode::Number } else { ReasonCode::Punctuation };
    if texts.before != texts.after {
        case.say(code, format!("{} → {}", quoted(&texts.before), quoted(&texts.after)));
    }
}
