//! What the content of a page is going to cost, counted before a library runs it.
//!
//! A library keeps each string that is shown, each state that is saved and each path until the page is done, and looks
//! from each drawn line at the strings around it. A few megabytes made to do harm would take gigabytes or hours, so
//! operators are counted first. The scan looks at bytes only: what stands inside strings is counted too, which makes
//! the counts a little too high and never too low.

use memchr::memmem;

/// What is in the content of a page, with all forms it draws.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// Strings that are shown.
    pub(super) strings: usize,
    /// Pieces of paths.
    pub(super) lines: usize,
    /// The deepest nesting of saved states or marked content.
    pub(super) depth: usize,
    /// Forms and pictures that are drawn.
    pub(super) forms: usize,
    /// Values that operators are given: a library keeps those of a list together.
    pub(super) operands: usize,
}

impl Counts {
    pub(super) fn new(content: &[u8]) -> Counts {
        let mut counts = Counts::default();
        let (mut saved, mut marked) = (0_usize, 0_usize);
        let mut start = 0;
        let mut word = [0_u8; 3];
        let mut len = 0;
        let mut before = b' ';
        // a word of one to three letters between what ends words is an operator
        for index in 0..=content.len() {
            let byte = content.get(index).copied().unwrap_or(b' ');
            if byte <= b' ' && len == 0 {
                before = byte;
                continue;
            }
            let inside = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+');
            counts.operands +=
                usize::from(byte == b'/' || inside(byte) && !inside(before) || matches!(byte, b'(' | b'<' | b'['));
            before = byte;
            if byte.is_ascii_alphabetic() || byte == b'*' {
                if len == 0 {
                    start = index;
                }
                if let Some(letter) = word.get_mut(len) {
                    *letter = byte;
                }
                len += 1;
                continue;
            }
            if byte == b'(' || byte == b'<' {
                counts.strings += 1;
            }
            // a name is no operator
            if (1..=3).contains(&len) && (start == 0 || content[start - 1] != b'/') {
                match &word[..len] {
                    b"Do" => counts.forms += 1,
                    b"l" | b"h" | b"m" | b"c" | b"v" | b"y" => counts.lines += 1,
                    b"re" => counts.lines += 4,
                    b"q" => saved += 1,
                    b"Q" => saved = saved.saturating_sub(1),
                    b"BMC" | b"BDC" => marked += 1,
                    b"EMC" => marked = marked.saturating_sub(1),
                    _ => {}
                }
                counts.depth = counts.depth.max(saved).max(marked);
            }
            len = 0;
        }
        counts
    }
}

/// Whether content shows text.
pub(super) fn shows_text(content: &[u8]) -> bool {
    memmem::find(content, b"Tj").is_some() || memmem::find(content, b"TJ").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_are_counted() {
        for (content, strings, lines, depth, forms, operands) in [
            ("", 0, 0, 0, 0, 0),
            ("BT /q 10 Tf (a)Tj [(b)-20<63>]TJ ET", 3, 0, 0, 0, 8),
            ("q 0 0 m 10 0 l S Q q Q", 0, 2, 1, 0, 4),
            ("q q\nq", 0, 0, 3, 0, 0),
            ("/P BMC /A<</MCID 1>>BDC EMC EMC", 2, 0, 2, 0, 6),
            ("1 1 1 1 re f /A Do /B Do", 0, 4, 0, 2, 6),
            ("1 -2.5 .5 ", 0, 0, 0, 0, 3),
        ] {
            let expected = Counts { strings, lines, depth, forms, operands };
            assert_eq!(Counts::new(content.as_bytes()), expected, "{content}");
        }
    }
}
