//! The data types that the stages exchange.
//!
//! Every type is plain data: a stage takes a value of one type and returns one of the next. Nothing here decides anything.

mod alignment;
mod amendment;
mod comparison;
mod document;
mod history;
mod language;
mod negotiation;
mod reason;
mod resolution;
mod segment;
mod versions;

pub use crate::text::{Style, StyledText, TextKey};
pub use alignment::{Alignment, Link, LinkBasis, NearMiss};
pub use amendment::{
    Amendment, Application, Division, Extent, Instruction, MarkFault, MarkFinding, NewKind, NewParagraph, NewWords,
    Occurrence, Outcome, Placing, Position, Provision, ProvisionIndex, Target, Verdict, WordChange, WordPlace,
};
pub use comparison::{
    Change, ChangeCounts, ChangeKind, ClosingChange, Comparison, Edit, EditDirection, EditKind, EditType,
    FootnoteChange, HeaderChange, LocatedFootnoteRef, ReferenceLocation, Significance, TextLocation, TextSpan,
    TypographicDifference,
};
pub(crate) use document::printed_mark;
pub use document::{
    Block, BlockKind, BlockUnit, Document, Footnote, FootnoteRef, LedgerEntry, RemovalKind, SourceLocation,
    SourceRemark, Warning, with_footnote_marks,
};
pub use history::{
    BlameSpan, Clause, ClauseEvent, EventKind, GoneClause, History, HistoryRow, LineageLink, TracedWord, VersionIndex,
    VersionedParagraph, WordId,
};
pub use language::{Language, Script};
pub use negotiation::{
    Attribution, Bracket, BracketKind, BracketOutcome, Negotiation, NegotiationChanges, OpenCounts, Proposal, Remark,
    RemarkKind, ReopenedParagraph, ResolvedBracket, Stance, TextOption,
};
pub use reason::{Reason, ReasonCode};
pub use resolution::{
    CrossReference, FrameFootnoteRef, FramePart, Header, HeaderField, HeaderPart, Label, NumberStyle, Opening,
    Paragraph, ParagraphId, ParagraphIndex, ParagraphRole, Part, Resolution,
};
pub use segment::{Segment, SpellingRun};
pub use versions::{Side, Versions};
