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
/// assert_eq!(elided("the keepers of the lights of the northern coast", length), "the keepers … northern coast");
/// ```
pub fn elided(text: &str, length: QuotationLength) -> Cow<'_, str> {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() <= length.max_words {
        return Cow::Borrowed(text);
    }
    let head = words[..length.head].join(" ");
    let head = without_loose_end(without_open_quotation(&head));
    let last_part = start_of_last_part(&words, length).map(|start| words[start..].join(" "));
    if let Some(tail) = last_part.as_deref().filter(|tail| without_closed_quotation(tail) == *tail) {
        return Cow::Owned(format!("{head} … {tail}"));
    }
    let tail = words[words.len() - length.tail..].join(" ");
    Cow::Owned(format!("{head} … {}", without_loose_start(without_closed_quotation(&tail))))
}

/// Where the last part of a sentence starts, after a comma or semicolon, if it is little longer than the tail of a
/// quotation. A tail that starts within it would read as if it belonged to the head: `requests a plan … by June` of
/// `requests a plan of the northern lights, and to publish the yearbook by June`.
fn start_of_last_part(words: &[&str], length: QuotationLength) -> Option<usize> {
    let earliest = words.len().saturating_sub(length.tail * MAX_TAIL_GROWTH).max(length.head + 1);
    let latest = words.len().saturating_sub(length.tail);
    (earliest..=latest).rev().find(|start| words[start - 1].ends_with([',', ';']))
}

/// How many times longer the last part of a sentence may be than the tail of a quotation.
const MAX_TAIL_GROWTH: usize = 2;

/// Short words that are left out where the elision would part them from what they belong to.
const MAX_LOOSE_WORDS: usize = 3;

/// The longest word that waits for what comes after it (`of`, `those`), and that needs what was before it (`as well as`).
const MAX_LOOSE_LETTERS_AT_END: usize = 5;
const MAX_LOOSE_LETTERS_AT_START: usize = 4;

/// Whether a word is likely to be part of a phrase that is elided.
fn is_loose(word: &str, max_letters: usize) -> bool {
    word.len() <= max_letters && word.chars().all(char::is_lowercase)
}

/// A text without the loose words at its end.
pub fn without_loose_end(text: &str) -> &str {
    let mut shown = text;
    for _ in 0..MAX_LOOSE_WORDS {
        match shown.rsplit_once(' ') {
            Some((rest, last)) if is_loose(last, MAX_LOOSE_LETTERS_AT_END) && rest.contains(' ') => shown = rest,
            _ => break,
        }
    }
    shown
}

/// A text without the loose words at its start.
pub fn without_loose_start(text: &str) -> &str {
    let mut shown = text.trim_start();
    for _ in 0..MAX_LOOSE_WORDS {
        match shown.split_once(' ') {
            Some((first, rest)) if is_loose(first, MAX_LOOSE_LETTERS_AT_START) => shown = rest,
            _ => return shown,
        }
    }
    shown
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
        let long = "Ada Bob Cid Dan Eva Fay Guy Hal Ian Jon";
        for (text, expected) in [
            (long.to_owned(), "Ada Bob Cid … Ian Jon".to_owned()),
            (format!("entitled “{long}” and more"), "entitled … more".to_owned()),
            (format!("entitled “{long}” today"), "entitled … today".to_owned()),
            (format!("“plan” of {long}”"), "“plan” of Ada … Ian Jon”".to_owned()),
            ("Ada Bob Cid Dan".to_owned(), "Ada Bob Cid Dan".to_owned()),
            // The last part of a sentence is quoted whole if it is short.
            ("Ada Bob Cid Dan Eva Fay, and Hal to Jon".to_owned(), "Ada Bob Cid … and Hal to Jon".to_owned()),
            ("Ada Bob Cid Dan Eva, Fay Guy Hal Ian and Jon".to_owned(), "Ada Bob Cid … Jon".to_owned()),
        ] {
            assert_eq!(elided(&text, QuotationLength { max_words: 6, head: 3, tail: 2 }), expected);
        }
    }
}
