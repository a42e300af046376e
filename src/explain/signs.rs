//! Signs, hyphens and spaces that were added or removed without any word.
//!
//! A sign before a digit or a dash between digits makes another number. A hyphen between words makes one word of two. If
//! only spaces differ, the words around them are quoted.

use super::context::{RuleContext, SharedContext};
use super::words::{Word, WordChange, quoted};
use crate::model::{ReasonCode, Side, Versions};
use crate::text::fold_char;

/// Hunks with more words are left to other rules.
const MAX_WORDS: usize = 8;

pub(super) fn apply(_: &SharedContext<'_>, context: &mut RuleContext<'_>) {
    for change in context.words.word_changes.clone() {
        for side in Side::BOTH {
            if change.get(side.other()).is_empty() && change.get(side).len() == 1 {
                apply_dash(context, side, &change);
            }
        }
    }
    for hunk in context.words.hunks.clone() {
        apply_spaces(context, &hunk);
        apply_joined(context, &hunk);
    }
}

fn is_dash(word: &Word<'_>) -> bool {
    word.shown.chars().all(|sign| fold_char(sign) == Some('-'))
}

/// A hyphen or dash that was added or removed.
fn apply_dash(context: &mut RuleContext<'_>, side: Side, change: &WordChange) {
    let index = change.get(side).start;
    let words = context.words.sides.get(side);
    let adjacent = |word: Option<usize>, spaced: Option<usize>| {
        let word = words.get(word?).filter(|word| !word.is_punctuation())?;
        (!words.get(spaced?)?.spaced).then_some(word)
    };
    if !words[index].is_unexplained() || !is_dash(&words[index]) {
        return;
    }
    let left = adjacent(index.checked_sub(1), Some(index));
    let right = adjacent(Some(index + 1), Some(index + 1));
    let is_number = |word: &Word<'_>| word.shown.starts_with(char::is_numeric);
    let code = match (left, right) {
        (None, Some(right)) if is_number(right) => ReasonCode::Number,
        (Some(left), Some(right)) if is_number(left) && is_number(right) => ReasonCode::Number,
        (Some(_), Some(_)) => ReasonCode::Spelling,
        _ => return,
    };
    let (before, after) = (usize::from(left.is_some()), usize::from(right.is_some()));
    let other_index = change.get(side.other()).start;
    let own = context.words.text(side, index - before..index + 1 + after);
    let other = context.words.text(side.other(), other_index.saturating_sub(before)..other_index + after);
    let texts = if side == Side::Before { [own, other] } else { [other, own] };
    context.add_reason(code, format!("{} → {}", quoted(&texts[0]), quoted(&texts[1])));
    context.words.mark_explained(side, index..index + 1);
}

/// Words with the same letters or digits that were joined or split: `may be` for `maybe`, `1 2` for `12`.
fn apply_joined(context: &mut RuleContext<'_>, hunk: &WordChange) {
    let words = Versions::from_fn(|side| context.words.slice(side, hunk.get(side).clone()));
    if words.before.len().max(words.after.len()) > MAX_WORDS || !words.before.iter().any(Word::is_unexplained) {
        return;
    }
    let letters = words.map(|words| {
        let words = words.iter().filter(|word| !is_dash(word));
        words.fold((0, String::new()), |(count, text), word| (count + 1, text + word.shown))
    });
    if letters.before.0 == letters.after.0 || letters.before.1 != letters.after.1 {
        return;
    }
    let texts = context.words.texts(hunk);
    let code = if letters.before.1.contains(char::is_numeric) { ReasonCode::Number } else { ReasonCode::Wording };
    context.add_reason(code, format!("{} → {}", quoted(&texts.before), quoted(&texts.after)));
    context.words.mark_both_explained(hunk);
}

/// Words that differ only in the spaces between them.
fn apply_spaces(context: &mut RuleContext<'_>, hunk: &WordChange) {
    let changed = |side: Side| context.words.overlaps_change(side, hunk.get(side).clone());
    if Side::any(changed) || hunk.before.len() > MAX_WORDS {
        return;
    }
    let texts = context.words.texts(hunk);
    let is_number = texts.before.contains(char::is_numeric);
    let code = if is_number { ReasonCode::Number } else { ReasonCode::Punctuation };
    if texts.before != texts.after {
        context.add_reason(code, format!("{} → {}", quoted(&texts.before), quoted(&texts.after)));
    }
}
