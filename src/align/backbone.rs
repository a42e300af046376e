//! The pairs that stand at a moment, and the slots between them.
//!
//! Steps of the alignment that change no pair leave it as it is, so it is found anew only where one was changed.

use super::matching::Matching;
use super::moves::{Hefts, standing};
use super::slots::Slots;

/// What stands, and where everything is relative to it.
pub(super) struct Backbone {
    /// By place in the older text, whether its pair stands.
    pub(super) standing: Vec<bool>,
    pub(super) slots: Slots,
    /// The changes of the matching that are in it.
    changes: usize,
}

impl Backbone {
    /// Finds what stands.
    pub(super) fn of(hefts: &Hefts, matching: &Matching) -> Backbone {
        let standing = standing(matching, hefts);
        let slots = Slots::between(matching, &standing);
        Backbone { standing, slots, changes: matching.changes() }
    }

    /// Finds it anew if a pair was joined or parted since.
    pub(super) fn renew(&mut self, hefts: &Hefts, matching: &Matching) {
        if self.changes != matching.changes() {
            *self = Backbone::of(hefts, matching);
        }
    }
}
