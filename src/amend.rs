//! Amendments: instructions that change a draft, written, read and applied.
//!
//! One grammar, the [`Instruction`](crate::model::Instruction), has a writer (`wording`) and a reader (`sentence`, on
//! `tokens`, `cursor`, `names`, `labels`, `areas`, `places`, `verbs`, `phrases`, `reach`, `numbered` and `clause`; `beginnings` is a quick look at a line). Four ways lead
//! through it:
//!
//! - [`compose()`]: a comparison → the amendment that makes the older text the newer one. Steps: `plan` decides which
//!   paragraphs stay, move and come (`arrange`: where to, `replaced`: what comes in whose place), `recurring` finds what is replaced everywhere, `quote` the shortest quotations (of the
//!   changes that `hunks` finds in whole `units`, by the ways that `candidates` knows), `spacing` overlooks broken words, `references` and
//!   `notes` see to the footnotes, `item` writes each instruction; [`shortfalls()`]: what it does not give of the newer text;
//! - [`verify()`]: what the marks of a file do not say, or say wrongly;
//! - [`read`]: a document → the [`Amendment`](crate::model::Amendment) that it is, or none;
//! - [`apply()`]: a draft and amendments → the text as amended and what became of every instruction. Steps: `draft` keeps
//!   every paragraph in its place, `words`, `stretch`, `paragraphs`, `moves`, `renumbering` and `footnotes` change it, `grow` makes
//!   paragraphs of printed text (`sections`: headings and whole sections; `suffixed`: numbers such as `4 ter`), `renumber` counts them, `finish` writes the result. `locate` finds quotations, `seams`
//!   mends spaces and commas beside a change, `pieces` remembers who changed which words, `overlaps` finds where two
//!   amendments change one place, `marks` are footnote references in printed words,
//!   `quoted_marks` those of the draft in quotations.

mod apply;
mod areas;
mod arrange;
mod attribute;
mod beginnings;
mod candidates;
mod clause;
mod compose;
mod cursor;
mod document;
mod draft;
mod finish;
mod footnotes;
mod grow;
mod hunks;
mod item;
mod labels;
mod locate;
mod marks;
mod moves;
mod names;
mod notes;
mod numbered;
mod overlaps;
mod paragraphs;
mod phrases;
mod pieces;
mod placed;
mod places;
mod plan;
mod printed;
mod quote;
mod quoted_marks;
mod reach;
mod recurring;
mod references;
mod renumber;
mod renumbering;
mod replaced;
mod seams;
mod sections;
mod sentence;
mod shortfalls;
mod spacing;
mod stretch;
mod suffixed;
mod tokens;
mod units;
mod verbs;
mod verify;
mod weighing;
mod wording;
mod words;

pub use apply::apply;
pub use attribute::attribute;
pub use compose::compose;
pub use document::{may_instruct, read};
pub use shortfalls::shortfalls;
pub use verify::verify;
