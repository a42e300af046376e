//! The text engine: tokens, keys and sequence comparison, the same for all stages.
//!
//! - [`tokens()`]: words, numbers and citations, punctuation marks.
//! - [`TextKey`]: what a text is compared by, with spelling folded.
//! - [`StyledText`]: text with styled ranges.
//! - `format_number`: the number of a list item as shown.
//! - [`whole_spelling`]: the one of two spellings that is shown.
//! - [`elided`]: a quotation without its middle; [`enumeration()`]: a list in a sentence; [`counted`]: a count with its noun.
//! - [`diff()`]: the sequence comparison behind every redline; [`shortest_diff`], [`longest_common_subsequence`], [`dice`].
//!
//! It imports no other module, and knows no language and no document.

mod characters;
mod elision;
mod enumeration;
mod key;
mod list_numbers;
mod sequence;
mod styled;
mod tokens;
mod whole;

pub use characters::{
    alphanumeric_words, capitalized, is_invisible, letter_count, level_separator, level_separators, single_spaced,
    strip_whitespace,
};
pub use elision::{QuotationLength, elided, without_loose_end, without_loose_start};
pub use enumeration::{counted, enumeration};
pub use key::{TextKey, compatible, fold_char, same_spelling};
pub(crate) use list_numbers::{format_number, format_ordinal};
pub use sequence::{
    DiffRun, WordRun, dice, diff, diff_words, longest_common_subsequence, longest_increasing_subsequence,
    shortest_diff, table_rows,
};
pub(crate) use styled::OffsetMap;
pub use styled::{Style, StyledText};
pub use tokens::{Span, Token, TokenKind, is_ideograph, spans, tokens};
pub use whole::whole_spelling;
