//! Square brackets around text that is not agreed: opened, removed (the words stay), or deleted with their words.

use std::ops::Range;

use memchr::memchr2;

use super::context::{RuleContext, SharedContext};
use super::words::{Word, quoted};
use crate::lexicon::is_agreed_mark;
use crate::model::{ReasonCode, Side};

/// The most pairs of brackets of one paragraph that are reported; more are quoted as wording.
const MAX_PAIRS: usize = 24;

pub(super) fn apply(_: &SharedContext<'_>, context: &mut RuleContext<'_>) {
    agreed_marks(context);
    for side in Side::BOTH {
        let has_bracket = |text: &str| memchr2(b'[', b']', text.as_bytes()).is_some();
        if !context.change.segments.iter().any(|segment| has_bracket(segment.text(side))) {
            continue;
        }
        let words = context.words.sides.get(side);
        let is_changed = |index: usize| words.get(index).is_some_and(|word| word.changed);
        let is_open = |pair: &Range<usize>| !is_agreed_mark(&context.words.text(side, pair.start + 1..pair.end));
        let changed = pairs(words).into_iter().filter(|pair| is_changed(pair.start) || is_changed(pair.end));
        let changed = changed.filter(is_open);
        for pair in changed.take(MAX_PAIRS).collect::<Vec<_>>() {
            let inside = context.words.slice(side, pair.start + 1..pair.end);
            let has_kept_words = inside.iter().any(|word| !word.changed && !word.is_punctuation());
            let text = quoted(&context.words.text(side, pair.start + 1..pair.end));
            let reason = match (side, has_kept_words) {
                (Side::Before, true) => format!("brackets removed: {text} agreed"),
                (Side::Before, false) => format!("bracketed text {text} deleted"),
                (Side::After, true) => format!("brackets opened around {text}"),
                (Side::After, false) => format!("brackets opened for {text}"),
            };
            context.add_reason(ReasonCode::Brackets, reason);
            // A single bracket has only one sign.
            for end in [pair.start, pair.end] {
                if context.words.sides.get(side).get(end).is_some_and(|word| matches!(word.shown, "[" | "]")) {
                    context.words.mark_explained(side, end..end + 1);
                }
            }
        }
    }
}

/// The most words of a mark of agreement with its brackets.
const MAX_MARK_WORDS: usize = 8;

/// `[Agreed ad ref]` and `(agreed ad ref)` state the progress of the negotiation and are not part of the text.
fn agreed_marks(context: &mut RuleContext<'_>) {
    for side in Side::BOTH {
        let words = context.words.sides.get(side);
        let mark = |(start, word): (usize, &Word<'_>)| {
            let close = match word.shown {
                "[" => "]",
                "(" => ")",
                _ => return None,
            };
            let len = words[start..].iter().take(MAX_MARK_WORDS).position(|word| word.shown == close)?;
            let is_new = words[start..=start + len].iter().all(|word| word.changed);
            (is_new && is_agreed_mark(&context.words.text(side, start + 1..start + len)))
                .then_some(start..start + len + 1)
        };
        for mark in words.iter().enumerate().filter_map(mark).collect::<Vec<_>>() {
            let reason =
                if side == Side::Before { "no longer marked as agreed" } else { "marked as agreed ad referendum" };
            context.add_reason(ReasonCode::AgreedMark, reason);
            context.words.mark_explained(side, mark);
        }
    }
}

/// The signs of each pair of brackets. A single sign is paired with the start or the end of the text.
fn pairs(words: &[Word<'_>]) -> Vec<Range<usize>> {
    let (mut open, mut pairs) = (Vec::new(), Vec::new());
    for (index, word) in words.iter().enumerate() {
        match word.shown {
            "[" => open.push(index),
            "]" => pairs.push(open.pop().unwrap_or(0)..index),
            _ => {}
        }
    }
    pairs.extend(open.into_iter().map(|open| open..words.len()));
    pairs
}
