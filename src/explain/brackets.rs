//! Square brackets around text that is not agreed: opened, removed (the words stay), or deleted with their words.
//!
//! What stands in a bracket was read when the text was parsed; here its signs are found among the words of the change.
//! Marks of agreement are found here, because some have no bracket.

use std::ops::Range;

use memchr::memchr2;

use super::context::{RuleContext, SharedContext};
use super::words::{Word, quoted};
use crate::lexicon::{is_agreed_mark, party_names};
use crate::model::{Attribution, Bracket, BracketKind, ReasonCode, Side, Stance};
use crate::text::enumeration;

/// The most pairs of brackets of one paragraph that are reported; more are quoted as wording.
const MAX_PAIRS: usize = 24;

/// The signs of a pair of brackets, and what was read between them.
struct Pair<'a> {
    /// From the word that is the opening sign to the one that is the closing sign.
    signs: Range<usize>,
    /// The bracket that opens there; `None` for a closing sign whose other end is in no paragraph of the change.
    content: Option<Content<'a>>,
}

/// A bracket and its paragraph.
#[derive(Clone, Copy)]
struct Content<'a> {
    bracket: &'a Bracket,
    text: &'a str,
    /// The offset of the paragraph in the text of its side.
    start: usize,
}

impl Content<'_> {
    /// Whether a word in the bracket is none of its words: a name in `EU: and girls`. A bracket may close in a later
    /// paragraph, whose words belong to it.
    fn names(&self, word: &Word<'_>) -> bool {
        let words = &self.bracket.words;
        let first = word.end() - word.shown.len();
        let is_in_paragraph = first < self.start + self.text.len();
        first < self.start + words.start || is_in_paragraph && self.start + words.end <= first
    }
}

pub(super) fn apply(shared: &SharedContext<'_>, context: &mut RuleContext<'_>) {
    agreed_marks(context);
    for side in Side::BOTH {
        let has_bracket = |text: &str| memchr2(b'[', b']', text.as_bytes()).is_some();
        if !context.change.segments.iter().any(|segment| has_bracket(segment.text(side))) {
            continue;
        }
        let words = context.words.sides.get(side);
        let is_changed = |index: usize| words.get(index).is_some_and(|word| word.changed);
        let is_reported = |pair: &Pair<'_>| {
            let is_mark = pair.content.is_some_and(|content| content.bracket.kind == BracketKind::AgreedMark);
            !is_mark && (is_changed(pair.signs.start) || is_changed(pair.signs.end))
        };
        let pairs = pairs(shared, context, side).into_iter().filter(is_reported);
        for pair in pairs.take(MAX_PAIRS).collect::<Vec<_>>() {
            apply_pair(context, side, &pair);
        }
    }
}

fn apply_pair(context: &mut RuleContext<'_>, side: Side, Pair { signs, content }: &Pair<'_>) {
    if let Some(position) = content.and_then(position) {
        let what = if side == Side::Before { "removed" } else { "added" };
        context.add_reason(ReasonCode::Brackets, format!("{position} {what}"));
        context.words.mark_explained(side, signs.start..signs.end + 1);
        return;
    }
    let words = context.words.sides.get(side);
    // A single closing sign has words from the start of the text on.
    let first = signs.start + usize::from(words[signs.start].shown == "[");
    // The names are part of the bracket, not of the text.
    let names = |index: &usize| content.is_some_and(|content| content.names(&words[*index]));
    let (names, proposed): (Vec<usize>, Vec<usize>) = (first..signs.end).partition(names);
    let proposed = proposed.first().map_or(0..0, |first| *first..proposed[proposed.len() - 1] + 1);
    let text = quoted(&context.words.text(side, proposed));
    names.into_iter().for_each(|index| context.words.mark_explained(side, index..index + 1));
    let inside = context.words.slice(side, first..signs.end);
    let words = || inside.iter().filter(|word| !word.explained && !word.is_punctuation());
    let len = |word: &Word<'_>| word.shown.chars().count();
    let all: usize = words().map(len).sum();
    let kept: usize = words().filter(|word| !word.changed).map(len).sum();
    let has_choices = content.is_some_and(|content| !content.bracket.choices.is_empty());
    let reason = match (side, kept > 0) {
        (Side::Before, true) if 2 * kept < all && !has_choices => format!("bracketed text {text} changed"),
        (Side::Before, true) => format!("brackets removed: {text} agreed"),
        (Side::Before, false) => format!("bracketed text {text} deleted"),
        (Side::After, true) => format!("brackets opened around {text}"),
        (Side::After, false) => format!("brackets opened for {text}"),
    };
    context.add_reason(ReasonCode::Brackets, reason);
    // A single bracket has only one sign.
    for end in [signs.start, signs.end] {
        if context.words.sides.get(side).get(end).is_some_and(|word| matches!(word.shown, "[" | "]")) {
            context.words.mark_explained(side, end..end + 1);
        }
    }
}

/// What a party wants in a bracket without words for the text, or the names of those who want the words beside it.
fn position(Content { bracket, text, .. }: Content<'_>) -> Option<String> {
    let words = &text[bracket.words.clone()];
    let Some(Attribution { authors, stance }) = &bracket.attribution else {
        let names = party_names(words, |_| false)?;
        return Some(format!("attribution to {}", enumeration(&names)));
    };
    let authors = enumeration(authors);
    if bracket.kind == BracketKind::Position && !words.is_empty() {
        return Some(format!("attribution to {authors}"));
    }
    // “[US: delete “to report”]” quotes words of the text around it.
    let is_quotation = *stance == Stance::Delete && words.starts_with('“');
    let what = format!("{} {words}", stance.name());
    let is_position = bracket.kind == BracketKind::Position || is_quotation;
    is_position.then(|| format!("position of {authors} ({})", what.trim_end()))
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

/// The pairs of brackets of one side. A single sign is paired with the start or the end of the text. The brackets of a text
/// are in the order of their opening signs.
fn pairs<'a>(shared: &SharedContext<'a>, context: &RuleContext<'_>, side: Side) -> Vec<Pair<'a>> {
    let resolution = shared.comparison.resolutions.get(side);
    let paragraphs = resolution.with_offsets(context.change.paragraphs.get(side));
    let mut contents = paragraphs.flat_map(|(start, index, paragraph)| {
        let brackets = resolution.negotiation.brackets_in(index).iter();
        brackets.map(move |bracket| Content { bracket, text: &paragraph.text, start })
    });
    let (mut open, mut pairs) = (Vec::new(), Vec::new());
    let words = context.words.sides.get(side);
    for (index, word) in words.iter().enumerate() {
        match word.shown {
            "[" => open.push((index, contents.next())),
            "]" => {
                let (start, content) = open.pop().unwrap_or((0, None));
                pairs.push(Pair { signs: start..index, content });
            }
            _ => {}
        }
    }
    pairs.extend(open.into_iter().map(|(start, content)| Pair { signs: start..words.len(), content }));
    pairs
}
