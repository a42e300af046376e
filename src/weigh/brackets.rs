//! Square brackets: text not agreed yet. Opened, lifted (the words stay) or closed (the words go with them).

use memchr::memchr2;

use super::case::Case;
use super::words::{Words, quoted};
use crate::model::{ReasonCode, Side};

/// More brackets than these in one paragraph are told as wording.
const MOST: usize = 24;

pub(super) fn judge(case: &mut Case<'_>) {
    for side in Side::BOTH {
        let bracketed = |text: &str| memchr2(b'[', b']', text.as_bytes()).is_some();
        if !case.change.segments.iter().any(|segment| bracketed(segment.text(side))) {
            continue;
        }
        let row = case.words.sides.get(side);
        let changed = |at: usize| row.get(at).is_some_and(|word| word.changed);
        let pairs = pairs(&case.words, side).into_iter().filter(|(open, close)| changed(*open) || changed(*close));
        for (open, close) in pairs.take(MOST).collect::<Vec<_>>() {
            let words = case.words.sides.get(side);
            let inside = words.get(open + 1..close).unwrap_or_default();
            let kept = inside.iter().any(|word| !word.changed && !word.is_mark());
            let text = quoted(&case.words.text(side, open + 1..close));
            case.say(
                ReasonCode::Brackets,
                match (side, kept) {
                    (Side::Before, true) => format!("brackets lifted around {text}"),
                    (Side::Before, false) => format!("brackets closed, {text} goes"),
                    (Side::After, true) => format!("brackets opened around {text}"),
                    (Side::After, false) => format!("brackets opened for {text}"),
                },
            );
            // an unclosed bracket has no other end
            for end in [open, close] {
                if case.words.sides.get(side).get(end).is_some_and(|word| matches!(word.shown, "[" | "]")) {
                    case.words.tell(side, end..end + 1);
                }
            }
        }
    }
}

/// Brackets that belong together, and single ones up to the end of the text.
fn pairs(words: &Words<'_>, side: Side) -> Vec<(usize, usize)> {
    let row = words.sides.get(side);
    let mut open = Vec::new();
    let mut pairs = Vec::new();
    for (at, word) in row.iter().enumerate() {
        match word.shown {
            "[" => open.push(at),
            "]" => pairs.push((open.pop().unwrap_or(0), at)),
            _ => {}
        }
    }
    pairs.extend(open.into_iter().map(|open| (open, row.len())));
    pairs
}
