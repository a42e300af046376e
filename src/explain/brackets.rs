//! Square brackets around text that is not agreed: opened, removed (the words stay), or deleted with their words.

use std::ops::Range;

use memchr::memchr2;

use super::context::{RuleContext, SharedContext};
use super::words::{Word, quoted};
use crate::lexicon::{AttributionMatch, choices, is_agreed_mark, parse_attribution, party_names};
use crate::model::{Attribution, ReasonCode, Side, Stance};
use crate::text::enumeration;

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
            let inner = context.words.text(side, pair.start + 1..pair.end);
            let found = parse_attribution(&inner);
            let names = found.is_none().then(|| party_names(&inner, |_| false)).flatten();
            let position = match (&names, &found) {
                (Some(names), _) => Some(format!("attribution to {}", enumeration(names))),
                (None, Some(AttributionMatch { attribution: Attribution { authors, stance }, words })) => {
                    let words = &inner[words.clone()];
                    // “[US: delete “to report”]” quotes words of the text around it.
                    let is_quotation = *stance == Stance::Delete && words.starts_with('“');
                    let what = format!("{} {words}", stance.name());
                    let is_position = words.is_empty() || is_quotation;
                    is_position.then(|| format!("position of {} ({})", enumeration(authors), what.trim_end()))
                }
                _ => None,
            };
            if let Some(position) = position {
                let what = if side == Side::Before { "removed" } else { "added" };
                context.add_reason(ReasonCode::Brackets, format!("{position} {what}"));
                context.words.mark_explained(side, pair.start..pair.end + 1);
                continue;
            }
            let proposed = found.map_or(0..inner.len(), |found| found.words);
            let text = quoted(&inner[proposed.clone()]);
            let has_choices = !choices(&inner[proposed.clone()]).is_empty();
            // The names are part of the bracket, not of the text.
            for index in words_outside(context.words.slice(side, pair.start + 1..pair.end), &proposed) {
                context.words.mark_explained(side, pair.start + 1 + index..pair.start + 2 + index);
            }
            let inside = context.words.slice(side, pair.start + 1..pair.end);
            let words = || inside.iter().filter(|word| !word.explained && !word.is_punctuation());
            let len = |word: &Word<'_>| word.shown.chars().count();
            let all: usize = words().map(len).sum();
            let kept: usize = words().filter(|word| !word.changed).map(len).sum();
            let reason = match (side, kept > 0) {
                (Side::Before, true) if 2 * kept < all && !has_choices => format!("bracketed text {text} changed"),
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

/// The words of a bracket that stand outside a range of its text, by index: the names of `EU: and girls`.
fn words_outside(words: &[Word<'_>], range: &Range<usize>) -> Vec<usize> {
    let mut offset = 0;
    let mut out = Vec::new();
    for (index, word) in words.iter().enumerate() {
        offset += usize::from(word.spaced && offset > 0);
        if !range.contains(&offset) {
            out.push(index);
        }
        offset += word.shown.len();
    }
    out
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
