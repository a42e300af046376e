//! Amendments: instructions that change a draft, written, read and applied.
//!
//! | module | in | out |
//! |---|---|---|
//! | [`compose()`] | a comparison | the amendment that makes the older text the newer one |
//! | [`read()`] | a document | the [`Amendment`](crate::model::Amendment) that it is, or none |
//! | [`apply()`] | a draft and amendments | the amended text, and what became of every instruction |
//! | [`shortfalls()`] | the amended text and the newer text | what an amendment does not give |
//! | [`attribute()`] | the comparison of a draft with the amended text | which instruction made which change |
//! | [`verify()`] | the comparisons of a draft with a marked file, without its changes and with them | what the marks do not say, or say wrongly |
//!
//! They share [`grammar`], which turns a sentence into an [`Instruction`](crate::model::Instruction) and back; [`locate`],
//! which finds a quotation in a text; [`change_words`], the words that a change has; and [`headings`], which knows the numbers
//! of sections. `compose` applies what it
//! writes, to keep only instructions that give the words that they are for.

mod apply;
mod attribute;
mod change_words;
mod compose;
mod grammar;
mod headings;
mod locate;
mod read;
mod shortfalls;
mod verify;

pub use apply::apply;
pub use attribute::attribute;
pub use compose::compose;
pub use read::{may_instruct, read};
pub use shortfalls::shortfalls;
pub use verify::verify;
