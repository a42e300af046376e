//! The grammar of instructions. In: a sentence. Out: the [`Instruction`](crate::model::Instruction)s that it gives, and back.
//!
//! Every word must be known, or the sentence is not read: an instruction that is understood by half is worse than one that
//! is refused.
//!
//! 1. [`tokens`]: the sentence → words, numbers, quotations, signs; [`cursor`] goes through them.
//! 2. [`targets`]: the paragraphs that are named, with their [`labels`] and the [`containers`] that they stand in; a
//!    [`locator`] is the name of one ↔ its id. [`placed`]: what an earlier instruction put in.
//! 3. [`sentence`]: [`verbs`], [`phrases`], [`extents`] and [`numbering`] give each of them its role in a [`clause`], and
//!    the clause gives instructions.
//!
//! The way back is [`wording`], with the [`enumeration`] of targets. The tests try both ways together.

mod clause;
mod containers;
pub(super) mod cursor;
mod enumeration;
mod extents;
mod labels;
pub(super) mod locator;
mod numbering;
mod phrases;
mod placed;
pub(super) mod sentence;
mod targets;
mod tokens;
mod verbs;
pub(super) mod wording;
