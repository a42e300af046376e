//! Counts and cuts text by words, for eliding and quoting.
//!
//! A word is what is between white space. Chinese and Japanese have none, so each of their characters is a word;
//! otherwise nothing of theirs could be elided.

use std::ops::Range;

use crate::text::is_ideograph;

/// The words of a text, as ranges of bytes in order.
pub(in crate::report) fn ranges(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut offset = 0;
    std::iter::from_fn(move || {
        let rest = leading_space(&text[offset..]).1;
        let first = rest.chars().next()?;
        let start = text.len() - rest.len();
        // Full-width punctuation stays with the character it follows.
        let is_own_word = is_ideograph(first);
        let ends = |c: char| c.is_whitespace() || is_ideograph(c) || is_own_word && c.is_alphanumeric();
        let len = rest.char_indices().skip(1).find(|(_, c)| ends(*c)).map_or(rest.len(), |(len, _)| len);
        offset = start + len;
        Some(start..offset)
    })
}

/// The number of words, at most `limit`.
pub(in crate::report) fn count(text: &str, limit: usize) -> usize {
    ranges(text).take(limit).count()
}

/// The white space that a text begins with, and the rest.
pub(in crate::report) fn leading_space(text: &str) -> (&str, &str) {
    text.split_at(text.len() - text.trim_start().len())
}

/// The first words of a text, without the white space after them.
pub(in crate::report) fn first(text: &str, count: usize) -> &str {
    ranges(text).take(count).last().map_or("", |word| &text[..word.end])
}

/// The last words of a text, without the white space before them.
pub(in crate::report) fn last(text: &str, count: usize) -> &str {
    // They are nearly always in this tail, so that a long text is not scanned.
    let mut tail = 16 * count.max(1);
    loop {
        let begins = text.char_indices().rev().take(tail).last().map_or(0, |(offset, _)| offset);
        let starts: Vec<usize> = ranges(&text[begins..]).map(|word| word.start + begins).collect();
        // One more, because the tail may begin inside a word.
        if begins == 0 || starts.len() > count {
            return starts.get(starts.len().saturating_sub(count)).map_or("", |&start| &text[start..]);
        }
        tail *= 4;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_both_kinds_of_script() {
        for (text, expected) in [
            ("", &[][..]),
            (" Takes note, of ", &["Takes", "note,", "of"][..]),
            ("a\tb \n c\u{1b} ", &["a", "b", "c\u{1b}"]),
            ("大会，回顾2023年", &["大", "会，", "回", "顾", "2023", "年"][..]),
        ] {
            assert_eq!(ranges(text).map(|word| &text[word]).collect::<Vec<_>>(), expected);
            assert_eq!(count(text, 9), expected.len(), "{text}");
            assert_eq!(count(text, 2), expected.len().min(2), "{text}");
        }
        assert_eq!(first("one two  three", 2), "one two");
        assert_eq!(last("one two  three", 2), "two  three");
        let long = "word ".repeat(200) + "the longest words stand internationalization-wise, at the very end";
        assert_eq!(last(&long, 5), "internationalization-wise, at the very end");
        assert_eq!(last(&"回".repeat(200), 3), "回回回");
        assert_eq!((first("one", 0), last("one", 0), last("one", 5)), ("", "", "one"));
    }
}
