//! The nouns: what the stages hand to each other.
//!
//! Every type here is plain data. A verb room takes one noun and gives the next; nothing in this room imports
//! anything but its neighbours, and nothing here decides anything.

mod alignment;
mod comparison;
mod document;
mod key;
mod resolution;
mod versions;

pub use alignment::{Alignment, Basis, Link, NearMiss};
pub use comparison::{
    Change, ChangeKind, ClosingChange, Comparison, Edit, EditKind, FootnoteChange, FootnoteReference, HeaderChange,
    Reason, ReferencePlace, Segment, Significance, Tally, TextLocation, TextSpan, TypographicDifference,
};
pub(crate) use document::Shift;
pub use document::{
    Block, BlockKind, Document, Footnote, Layout, LedgerEntry, Mark, Place, Style, StyledText, Taken, Warning,
};
pub use key::{Key, compatible, fold_char, same_spelling};
pub use resolution::{
    FrameMark, FramePart, Header, HeaderField, HeaderPart, Label, LabelForm, Opening, Paragraph, ParagraphId,
    ParagraphIndex, Part, Resolution, Token, TokenKind,
};
pub use versions::{Side, Versions};
