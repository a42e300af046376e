//! Whether one opening is stronger than another, by the documented scales alone.

use std::cmp::Ordering;

use crate::lexicon::{Addressee, Lexicon, VerbRole};
use crate::model::{EditDirection, Opening};

/// The scale of verbs that address somebody.
const DIRECTIVE: &str = "directive";

/// How the newer opening compares with the older one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Stronger,
    Weaker,
    /// No scale orders them.
    Changed,
    /// Sources contradict each other.
    Disputed,
    /// The newer one instructs an addressee that works for the organ, the older one does not.
    BecomesInstruction,
    /// The older one instructs such an addressee, the newer one does not.
    NoLongerInstruction,
}

impl Direction {
    pub(super) fn name(self) -> &'static str {
        match self {
            Direction::Stronger => "stronger",
            Direction::Weaker => "weaker",
            Direction::Changed => "changed",
            Direction::Disputed => "changed; which is stronger is disputed",
            Direction::BecomesInstruction => "stronger: an instruction now",
            Direction::NoLongerInstruction => "weaker: no longer an instruction",
        }
    }

    /// The same of the edit that makes the difference.
    pub(super) fn of_edit(self) -> Option<EditDirection> {
        match self {
            Direction::Stronger | Direction::BecomesInstruction => Some(EditDirection::Stronger),
            Direction::Weaker | Direction::NoLongerInstruction => Some(EditDirection::Weaker),
            Direction::Changed | Direction::Disputed => None,
        }
    }
}

/// Compares two openings with different verbs, assuming the addressee of the newer one for both.
pub(super) fn compare(before: &Opening, after: &Opening, addressee: Option<Addressee>) -> Direction {
    let is = |opening: &Opening, role: VerbRole| {
        let first = opening.verb.split(' ').next().unwrap_or_default();
        Lexicon::any().verb_role(first) == Some(role)
    };
    // A decision is stronger than any request or statement.
    match (is(before, VerbRole::Decides), is(after, VerbRole::Decides)) {
        (true, false) => return Direction::Weaker,
        (false, true) => return Direction::Stronger,
        _ => {}
    }
    if addressee == Some(Addressee::Subordinate) {
        let requests = |opening: &Opening| is(opening, VerbRole::Requests);
        let asks = |opening: &Opening| {
            let steps = Lexicon::any().scale_steps(&opening.verb);
            steps.iter().any(|step| step.scale == DIRECTIVE) && !is(opening, VerbRole::Demands)
        };
        match (requests(before), requests(after)) {
            (true, false) if asks(after) => return Direction::NoLongerInstruction,
            (false, true) if asks(before) => return Direction::BecomesInstruction,
            _ => {}
        }
    }
    let shared_scale = Lexicon::any().scale_steps(&before.verb).iter().find_map(|old| {
        let new = Lexicon::any().scale_steps(&after.verb).iter().find(|new| new.scale == old.scale)?;
        Some((old.scale, old.strength, new.strength))
    });
    match shared_scale {
        // The sources order urges, calls upon and requests differently.
        Some((DIRECTIVE, old, new)) if old.min(new) >= 50 && old.max(new) <= 60 => Direction::Disputed,
        Some((_, old, new)) => match (new.cmp(&old), compare_adverbs(before, after)) {
            (Ordering::Greater, Direction::Stronger | Direction::Changed) => Direction::Stronger,
            (Ordering::Less, Direction::Weaker | Direction::Changed) => Direction::Weaker,
            _ => Direction::Changed,
        },
        None => Direction::Changed,
    }
}

/// Compares the adverbs of two openings with the same verb.
pub(super) fn compare_adverbs(before: &Opening, after: &Opening) -> Direction {
    match max_adverb_strength(after).cmp(&max_adverb_strength(before)) {
        Ordering::Greater => Direction::Stronger,
        Ordering::Less => Direction::Weaker,
        Ordering::Equal => Direction::Changed,
    }
}

fn max_adverb_strength(opening: &Opening) -> u8 {
    opening.modifiers.iter().filter_map(|modifier| Lexicon::any().adverb_strength(modifier)).max().unwrap_or(0)
}
