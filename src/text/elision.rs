//! Leaves out the middle of a long text, so that a sentence can quote it.

use std::borrow::Cow;

/// How much of a long text a quotation keeps.
#[derive(Debug, Clone, Copy)]
pub struct QuotationLength {
    /// A text with at most this many words is quoted whole.
    pub max_words: usize,
    /// Words kept of the beginning.
    pub head: usize,
    /// Words kept of the end.
    pub tail: usize,
}

/// Leaves out the middle of a text with more words than a quotation may have.
///
/// A quotation within the text is kept or left out as a whole, so that its marks stay balanced.
///
/// ```
/// use travaux::text::{QuotationLength, elided};
///
/// let length = QuotationLength { max_words: 6, head: 3, tail: 2 };
/// assert_eq!(elided("the keepers of the lights", length), "the keepers of the lights");
/// assert_eq!(elided("the keepers of the lights of the northern coast", length), "the keepers of … northern coast");
/// ```
pub fn elided(text: &str, length: QuotationLength) -> Cow<'_, str> {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() <= length.max_words {
        return Cow::Borrowed(text);
    }
    let head = words[..length.head].join(" ");
    let tail = words[words.len() - length.tail..].join(" ");
    Cow::Owned(format!("{} … {}", without_open_quotation(&head), without_closed_quotation(&tail)))
}

/// The beginning of a text, up to a quotation that does not end in it.
fn without_open_quotation(head: &str) -> &str {
    let open = head.rfind('“').filter(|open| *open > 0 && !head[*open..].contains('”'));
    open.map_or(head, |open| head[..open].trim_end())
}

/// The end of a text, after a quotation that does not begin in it.
fn without_closed_quotation(tail: &str) -> &str {
    let closed = tail.find('”').filter(|closed| !tail[..*closed].contains('“'));
    let rest = closed.map(|closed| tail[closed + '”'.len_utf8()..].trim_start_matches([' ', ',', ';']));
    rest.filter(|rest| !rest.is_empty()).unwrap_or(tail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_within_are_kept_whole_or_left_out() {
        let long = "a b c d e f g h i j";
        for (text, expected) in [
            (long.to_owned(), "a b c … i j".to_owned()),
            (format!("entitled “{long}” and more"), "entitled … and more".to_owned()),
            (format!("entitled “{long}” now"), "entitled … now".to_owned()),
            (format!("“plan” of {long}”"), "“plan” of a … i j”".to_owned()),
            ("a b c d".to_owned(), "a b c d".to_owned()),
        ] {
            assert_eq!(elided(&text, QuotationLength { max_words: 6, head: 3, tail: 2 }), expected);
        }
    }
}
