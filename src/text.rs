//! The text engine: everything that compares or cuts characters goes through here, so that all stages agree.
//!
//! - [`tokens()`]: words, numbers and citations, punctuation marks.
//! - [`TextKey`]: what a piece of text is compared by, with spelling folded.
//! - [`StyledText`]: text with styled ranges.
//! - `format_number`: the number of a list item as it is shown.
//! - [`whole_spelling`]: of two spellings, the one to show.
//! - [`elided`]: a quotation with the middle left out.
//! - [`diff()`]: the sequence comparison after every redline; [`longest_common_subsequence`].
//!
//! A leaf: it imports nothing from the other modules and knows no language and no document.

mod characters;
mod elision;
mod key;
mod list_numbers;
mod sequence;
mod styled;
mod tokens;
mod whole;

pub use characters::{is_invisible, level_separator, level_separators, strip_whitespace};
pub use elision::{QuotationLength, elided};
pub use key::{TextKey, compatible, fold_char, same_spelling};
#[cfg(feature = "docx")]
pub(crate) use list_numbers::format_number;
pub(crate) use list_numbers::format_ordinal;
#[cfg(feature = "html")]
pub(crate) use list_numbers::roman;
pub use sequence::{DiffRun, WordRun, dice, diff, diff_words, longest_common_subsequence, shortest_diff};
pub(crate) use styled::OffsetMap;
pub use styled::{Style, StyledText};
pub use tokens::{Span, Token, TokenKind, is_ideograph, spans, tokens};
pub use whole::whole_spelling;
