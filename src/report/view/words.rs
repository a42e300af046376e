//! Counts and cuts text by words, for eliding and quoting.
//!
//! A word is what is between white space. Chinese and Japanese have none, so each of their characters is a word;
//! otherwise nothing of theirs could be elided.

use std::ops::Range;

use crate::text::is_ideograph;

/// The words of a text, as ranges of bytes in order.
pub(in crate::report) fn ranges(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    let mut offset = 0;
    std::iter::from_fn(move || {
        while bytes.get(offset) == Some(&b' ') {
            offset += 1;
        }
        let rest = text[offset..].trim_start();
        let first = rest.chars().next()?;
        let start = text.len() - rest.len();
        offset = start + first.len_utf8();
        let one_sided = is_ideograph(first);
        loop {
            // Fast path: nearly all characters are printable ASCII.
            if !one_sided {
                offset += ascii_graphic_len(&bytes[offset..]);
            }
            // Full-width punctuation stays with the character it follows.
            match text[offset..].chars().next() {
                Some(c) if !(c.is_whitespace() || is_ideograph(c) || one_sided && c.is_alphanumeric()) => {
                    offset += c.len_utf8();
                }
                _ => return Some(start..offset),
            }
        }
    })
}

/// The number of leading printable ASCII characters other than spaces. SWAR, 8 bytes per step: avoids one branch
/// misprediction per word.
pub(in crate::report) fn ascii_graphic_len(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGH: u64 = ONES << 7;
    let mut length = 0;
    while let Some(eight) = bytes[length..].first_chunk::<8>() {
        let eight = u64::from_le_bytes(*eight);
        let from_mark = (eight & !HIGH) + ONES * (0x80 - b'!' as u64);
        let past_tilde = (eight & !HIGH) + ONES * (0x80 - b'~' as u64 - 1);
        let others = !(from_mark & !past_tilde & !eight) & HIGH;
        length += others.trailing_zeros() as usize / 8;
        if others != 0 {
            return length;
        }
    }
    length + bytes[length..].iter().take_while(|byte| byte.is_ascii_graphic()).count()
}

/// The number of words, at most `limit`.
pub(in crate::report) fn count(text: &str, limit: usize) -> usize {
    if !text.is_ascii() {
        return ranges(text).take(limit).count();
    }
    text.split_whitespace().take(limit).count()
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
    fn graphic_characters_are_counted_to_the_first_other_one() {
        for size in 0..20 {
            for byte in 0..=u8::MAX {
                let mut text = vec![b'x'; size];
                text.extend([byte, b'x', b' ']);
                let expected = if byte.is_ascii_graphic() { size + 2 } else { size };
                assert_eq!(ascii_graphic_len(&text), expected, "{size} {byte}");
            }
        }
    }

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
