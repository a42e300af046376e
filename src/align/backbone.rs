//! The pairs that stand at a moment, and the slots between them.
//!
//! Steps of the alignment that change no pair leave it as it is, so it is found anew only where one was changed.

use super::matching::{Matching, Pair};
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

    /// Parts pairs that it says do not stand: all others stand as they did, unless some were under one of these.
    pub(super) fn part(&mut self, pairs: &[Pair], hefts: &Hefts, matching: &mut Matching) {
        pairs.iter().for_each(|&pair| matching.part(pair));
        if pairs.iter().any(|&pair| hefts.is_chapeau(pair)) {
            self.renew(hefts, matching);
        } else {
            self.changes = matching.changes();
        }
    }

    /// Finds it anew if a pair was joined or parted since.
    pub(super) fn renew(&mut self, hefts: &Hefts, matching: &Matching) {
        if self.changes != matching.changes() {
            *self = Backbone::of(hefts, matching);
        }
    }
}
