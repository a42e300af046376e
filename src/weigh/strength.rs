//! Whether one opening is stronger than another: along the documented ladders only.

use crate::lexicon::{self, Addressee};
use crate::model::Opening;

/// How the newer opening stands to the older one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Stronger,
    Weaker,
    /// No ladder says.
    Changed,
    /// Sources contradict each other.
    Disputed,
    /// A request to whom works for the organ is an instruction, and was none.
    Instruction,
    /// It was one and is none now.
    NoInstruction,
}

impl Direction {
    pub(super) fn name(self) -> &'static str {
        match self {
            Direction::Stronger => "stronger",
            Direction::Weaker => "weaker",
            Direction::Changed => "changed",
            Direction::Disputed => "changed; which is stronger is disputed",
            Direction::Instruction => "stronger: an instruction now",
            Direction::NoInstruction => "weaker: no instruction any more",
        }
    }
}

/// Compares two openings of different verbs, both addressed to whom the newer one addresses.
pub(super) fn compare(before: &Opening, after: &Opening, addressee: Option<Addressee>) -> Direction {
    let is = |opening: &Opening, verb: &str| lexicon::stem(&opening.verb).split(' ').next() == Some(verb);
    // deciding is of its own kind, and stronger than whatever is said
    match (is(before, "decid"), is(after, "decid")) {
        (true, false) => return Direction::Weaker,
        (false, true) => return Direction::Stronger,
        _ => {}
    }
    let request = |opening: &Opening| lexicon::stem(&opening.verb) == "request";
    if addressee == Some(Addressee::Subordinate) {
        let asks = |opening: &Opening| lexicon::scale_steps(&opening.verb).iter().any(|rung| rung.scale == "directive");
        match (request(before), request(after)) {
            (true, false) if asks(after) && !is(after, "demand") => return Direction::NoInstruction,
            (false, true) if asks(before) && !is(before, "demand") => return Direction::Instruction,
            _ => {}
        }
    }
    let shared = lexicon::scale_steps(&before.verb).iter().find_map(|old| {
        let new = lexicon::scale_steps(&after.verb).iter().find(|new| new.scale == old.scale)?;
        Some((old.scale, old.strength, new.strength))
    });
    match shared {
        // urges, calls upon and requests: each source has another order
        Some(("directive", old, new)) if old.min(new) >= 50 && old.max(new) <= 60 => Direction::Disputed,
        Some((_, old, new)) => {
            let (old_adverb, new_adverb) = (degree(before), degree(after));
            match new.cmp(&old) {
                std::cmp::Ordering::Greater if new_adverb >= old_adverb => Direction::Stronger,
                std::cmp::Ordering::Less if new_adverb <= old_adverb => Direction::Weaker,
                _ => Direction::Changed,
            }
        }
        None => Direction::Changed,
    }
}

/// Compares the adverbs of one verb.
pub(super) fn adverbs(before: &Opening, after: &Opening) -> Direction {
    match degree(after).cmp(&degree(before)) {
        std::cmp::Ordering::Greater => Direction::Stronger,
        std::cmp::Ordering::Less => Direction::Weaker,
        std::cmp::Ordering::Equal => Direction::Changed,
    }
}

fn degree(opening: &Opening) -> u8 {
    opening.modifiers.iter().filter_map(|modifier| lexicon::adverb_strength(modifier)).max().unwrap_or(0)
}
