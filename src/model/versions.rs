//! The two sides of a comparison.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The two sides of a comparison: everything that exists twice goes through this type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Versions<T> {
    /// The older text.
    pub before: T,
    /// The newer text.
    pub after: T,
}

/// One of the two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// The older text.
    Before,
    /// The newer text.
    After,
}

impl Side {
    /// Both sides, older first.
    pub const BOTH: [Side; 2] = [Side::Before, Side::After];

    /// The opposite side.
    pub fn other(self) -> Side {
        match self {
            Side::Before => Side::After,
            Side::After => Side::Before,
        }
    }

    /// What the text of the side is called in messages.
    pub const fn text_name(self) -> &'static str {
        match self {
            Side::Before => "older text",
            Side::After => "newer text",
        }
    }

    /// Whether something holds on one side at least.
    pub fn any(mut is_true: impl FnMut(Side) -> bool) -> bool {
        is_true(Side::Before) || is_true(Side::After)
    }

    /// Whether something holds on both sides.
    pub fn all(mut is_true: impl FnMut(Side) -> bool) -> bool {
        is_true(Side::Before) && is_true(Side::After)
    }
}

impl<T> Versions<T> {
    /// Pairs the two sides, older first.
    pub fn new(before: T, after: T) -> Self {
        Versions { before, after }
    }

    /// Makes both sides with one function, the older first.
    pub fn from_fn(mut make: impl FnMut(Side) -> T) -> Self {
        Versions { before: make(Side::Before), after: make(Side::After) }
    }

    /// Applies one function to both sides.
    pub fn map<U>(self, mut f: impl FnMut(T) -> U) -> Versions<U> {
        Versions { before: f(self.before), after: f(self.after) }
    }

    /// The same, each side on a processor of its own if one is free.
    pub fn par_map<U: Send>(self, f: impl Fn(T) -> U + Sync) -> Versions<U>
    where
        T: Send,
    {
        let Versions { before, after } = self;
        let (before, after) = rayon::join(|| f(before), || f(after));
        Versions { before, after }
    }

    /// Joins two pairs side by side.
    pub fn zip<U>(self, other: Versions<U>) -> Versions<(T, U)> {
        Versions { before: (self.before, other.before), after: (self.after, other.after) }
    }

    /// Borrows both sides.
    pub fn as_ref(&self) -> Versions<&T> {
        Versions { before: &self.before, after: &self.after }
    }

    /// Borrows both sides for writing.
    pub fn as_mut(&mut self) -> Versions<&mut T> {
        Versions { before: &mut self.before, after: &mut self.after }
    }

    /// The value of one side.
    pub fn get(&self, side: Side) -> &T {
        match side {
            Side::Before => &self.before,
            Side::After => &self.after,
        }
    }

    /// The value of one side, for writing.
    pub fn get_mut(&mut self, side: Side) -> &mut T {
        match side {
            Side::Before => &mut self.before,
            Side::After => &mut self.after,
        }
    }

    /// The same pair read the other way round.
    pub fn reversed(self) -> Self {
        Versions { before: self.after, after: self.before }
    }
}
