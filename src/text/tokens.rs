//! Text → tokens: words, numbers and citations, punctuation.
//!
//! A redline must not cut a number, a symbol or a citation, so `78/237`, `A/C.1/78/L.11` and `2,500` are one token each.
//! Compounds are split at their hyphens, because extraction puts spaces beside hyphens, and a change of one half
//! (`people-centred` → `people-oriented`) is a change of that half. Chinese characters are tokens of their own.

use std::ops::Range;

use super::TextKey;

/// A word, a number or citation, or a punctuation mark. White space is not a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the paragraph's text: what is shown.
    pub range: Range<usize>,
    /// What it is compared by: spelling folded, case kept.
    pub key: TextKey,
    /// What similarity is computed from: case folded too.
    pub caseless_key: TextKey,
    /// Its kind.
    pub kind: TokenKind,
}

/// The kind of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A word; compounds are split at their hyphens.
    Word,
    /// A number, a date's digit, a symbol or citation: `2,500`, `78/237`, `A/C.1/78/L.11`.
    Number,
    /// A mark of punctuation.
    Punctuation,
}

/// The tokens of a text in order.
pub fn tokens(text: &str) -> impl Iterator<Item = Token> + '_ {
    tokenize(text).map(|RawToken { range, kind, case: letters }| {
        let spelling = &text[range.clone()];
        let (key, caseless) = match letters {
            Case::Lower => TextKey::from_ascii_word(spelling, true),
            Case::Mixed => TextKey::from_ascii_word(spelling, false),
            Case::NonAscii => TextKey::cased_and_caseless(spelling),
        };
        Token { range, key, caseless_key: caseless, kind }
    })
}

/// The range and the kind of a token, without keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// What it is.
    pub kind: TokenKind,
}

/// The ranges and kinds of the tokens of a text.
pub fn spans(text: &str) -> impl Iterator<Item = Span> + '_ {
    tokenize(text).map(|RawToken { range, kind, .. }| Span { range, kind })
}

struct RawToken {
    range: Range<usize>,
    kind: TokenKind,
    case: Case,
}

/// What a token is made of.
enum Case {
    /// Lower-case ASCII letters.
    Lower,
    /// ASCII letters, capitals among them.
    Mixed,
    NonAscii,
}

fn tokenize(text: &str) -> Tokenizer<'_> {
    Tokenizer { text, offset: 0 }
}

struct Tokenizer<'t> {
    text: &'t str,
    offset: usize,
}

impl Iterator for Tokenizer<'_> {
    type Item = RawToken;

    // Every word of both texts passes here several times.
    #[inline]
    fn next(&mut self) -> Option<RawToken> {
        let bytes = self.text.as_bytes();
        while bytes.get(self.offset) == Some(&b' ') {
            self.offset += 1;
        }
        let (length, kind, letters) = match ascii_token(&bytes[self.offset..]) {
            Some(token) => token,
            None => {
                let rest = self.text[self.offset..].trim_start();
                self.offset = self.text.len() - rest.len();
                let (length, kind) = unicode_token(rest)?;
                (length, kind, Case::NonAscii)
            }
        };
        let range = self.offset..self.offset + length;
        self.offset = range.end;
        Some(RawToken { range, kind, case: letters })
    }
}

/// Length and kind of the token that a text begins with.
fn unicode_token(text: &str) -> Option<(usize, TokenKind)> {
    Some(match text.chars().next()? {
        first if is_ideograph(first) => (first.len_utf8(), TokenKind::Word),
        first if is_word_char(first) => word_token(text),
        first => (repeat_len(text, first), TokenKind::Punctuation),
    })
}

/// The token at the start, if its first bytes decide: a word of ASCII letters or a number, followed by a space or a
/// punctuation mark, or a single punctuation mark. Nearly all tokens are like this.
#[inline]
fn ascii_token(bytes: &[u8]) -> Option<(usize, TokenKind, Case)> {
    let first = *bytes.first()?;
    if first.is_ascii_alphabetic() {
        let (length, small) = ascii_alpha_len(bytes);
        let letters = if small { Case::Lower } else { Case::Mixed };
        return is_boundary(bytes, length, false).then_some((length, TokenKind::Word, letters));
    }
    if first.is_ascii_digit() {
        let length = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
        return is_boundary(bytes, length, true).then_some((length, TokenKind::Number, Case::NonAscii));
    }
    let alone = matches!(first, b',' | b';' | b':' | b'(' | b')' | b'"' | b'[' | b']')
        || matches!(first, b'.' | b'-') && bytes.get(1) != Some(&first);
    alone.then_some((1, TokenKind::Punctuation, Case::NonAscii))
}

/// Whether a word or number certainly ends at a byte. A comma may group the digits of a number, and a full stop may be
/// part of a symbol.
#[inline]
fn is_boundary(bytes: &[u8], offset: usize, number: bool) -> bool {
    match bytes.get(offset) {
        None | Some(b' ' | b';' | b')' | b':' | b'"') => true,
        Some(b',') if !number => true,
        Some(b',' | b'.') => matches!(bytes.get(offset + 1), None | Some(b' ')),
        _ => false,
    }
}

/// How many ASCII letters a text begins with, and whether all are lower case. SWAR, 8 bytes per step: avoids one branch
/// misprediction per word.
#[inline]
fn ascii_alpha_len(bytes: &[u8]) -> (usize, bool) {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGH: u64 = ONES << 7;
    // the bit that a capital lacks
    const SMALL: u64 = ONES * 0x20;
    let (mut length, mut small) = (0, true);
    while let Some(eight) = bytes[length..].first_chunk::<8>() {
        let eight = u64::from_le_bytes(*eight);
        let lowered = (eight | SMALL) & !HIGH;
        let from_a = lowered + ONES * (0x80 - b'a' as u64);
        let past_z = lowered + ONES * (0x80 - b'z' as u64 - 1);
        let others = !(from_a & !past_z & !eight) & HIGH;
        let letters = others.trailing_zeros() / 8;
        let theirs = u64::MAX.checked_shr(64 - 8 * letters).unwrap_or(0);
        small &= !eight & SMALL & theirs == 0;
        length += letters as usize;
        if letters < 8 {
            return (length, small);
        }
    }
    let rest = &bytes[length..];
    let len = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    (length + len, small && rest[..len].iter().all(u8::is_ascii_lowercase))
}

/// Length and kind of the word or number that a text begins with.
fn word_token(text: &str) -> (usize, TokenKind) {
    let citation = citation_len(text);
    if citation > 0 {
        return (citation, TokenKind::Number);
    }
    let mut end = 0;
    let mut digits = true;
    let mut characters = text.char_indices().peekable();
    while let Some((offset, character)) = characters.next() {
        if is_word_char(character) && !is_ideograph(character) {
            digits &= character.is_numeric();
            end = offset + character.len_utf8();
            continue;
        }
        let next = characters.peek().map(|(_, next)| *next);
        let inside = match character {
            '\'' | '\u{2019}' | '\u{02BC}' => !digits && next.is_some_and(char::is_alphabetic),
            '.' => digits && next.is_some_and(char::is_numeric),
            ',' => digits && is_digit_group(&text[offset + 1..]),
            _ => false,
        };
        if !inside {
            break;
        }
    }
    (end, if digits { TokenKind::Number } else { TokenKind::Word })
}

/// Length of a symbol or resolution number at the start: parts of letters, digits, `.` and `-` with a slash between
/// and a digit somewhere; 0 if there is none (`and/or` is three tokens).
fn citation_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut end, mut slash, mut digit) = (0, false, false);
    while let Some(&byte) = bytes.get(end) {
        let joins = matches!(byte, b'/' | b'.' | b'-') && bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric);
        if !(byte.is_ascii_alphanumeric() || joins && end > 0) {
            break;
        }
        slash |= byte == b'/';
        digit |= byte.is_ascii_digit();
        end += 1;
    }
    // A letter of another script right after means that this is no symbol.
    let cut = text[end..].chars().next().is_some_and(|next| is_word_char(next) && !is_ideograph(next));
    if slash && digit && !cut { end } else { 0 }
}

/// Whether a text begins with exactly three digits: the comma before it groups thousands.
fn is_digit_group(text: &str) -> bool {
    text.chars().take_while(char::is_ascii_digit).count() == 3
}

fn is_word_char(character: char) -> bool {
    // Marks that combine belong to their letter; so do the tatweel and Arabic vowel signs.
    character.is_alphanumeric()
        || unicode_normalization::char::is_combining_mark(character)
        || matches!(character, '\u{0640}' | '\u{200C}' | '\u{200D}')
}

/// Whether a character is a word by itself, in Chinese or Japanese, which have no spaces between words.
#[inline]
pub fn is_ideograph(character: char) -> bool {
    // Asked of every character of a text; those of nearly all other scripts come before.
    character >= '\u{3040}'
        && matches!(character, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Bytes of a run of one repeated mark, so that a row of underscores is one token.
fn repeat_len(text: &str, mark: char) -> usize {
    if !matches!(mark, '_' | '.' | '-' | '*' | '=') {
        return mark.len_utf8();
    }
    text.chars().take_while(|&character| character == mark).map(char::len_utf8).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<&str> {
        tokens(text).map(|token| &text[token.range]).collect()
    }

    #[test]
    fn numbers_and_citations_are_whole() {
        for (text, expected) in [
            ("resolution 78/237, of", &["resolution", "78/237", ",", "of"][..]),
            ("A/C.1/78/L.11;", &["A/C.1/78/L.11", ";"]),
            ("A/79/552-S/2024/767.", &["A/79/552-S/2024/767", "."]),
            ("and/or 3,450,426,300 dollars", &["and", "/", "or", "3,450,426,300", "dollars"]),
            ("paragraphs 1, 2 and 3", &["paragraphs", "1", ",", "2", "and", "3"]),
            ("2.5 per cent.", &["2.5", "per", "cent", "."]),
            (
                "2,5 or 2,500, in 2030. And 7... or 7",
                &["2", ",", "5", "or", "2,500", ",", "in", "2030", ".", "And", "7", "...", "or", "7"],
            ),
            (
                "a.b A.1/2 A.1 x.y/3 (78/1; -- - --",
                &["a", ".", "b", "A.1/2", "A", ".", "1", "x.y/3", "(", "78/1", ";", "--", "-", "--"],
            ),
            ("world\u{2019}s people-centred", &["world\u{2019}s", "people", "-", "centred"]),
            ("2021\u{2013}2025 ______", &["2021", "\u{2013}", "2025", "______"]),
            ("第49/35号", &["第", "49/35", "号"]),
            ("d\u{2019}État", &["d\u{2019}État"]),
            ("", &[]),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn the_fast_path_agrees_with_the_slow_one() {
        const SIGNS: [&str; 12] = ["a", "B", "7", " ", ",", ".", ";", "-", "/", "(", "\u{2019}", "\u{301}"];
        let mut texts = vec![String::new()];
        for _ in 0..5 {
            texts = texts.iter().flat_map(|text| SIGNS.map(|sign| format!("{text}{sign}"))).collect();
            for text in texts.iter().filter(|text| !text.starts_with(' ')) {
                if let Some((length, kind, _)) = ascii_token(text.as_bytes()) {
                    assert_eq!(Some((length, kind)), unicode_token(text), "{text:?}");
                }
            }
        }
    }

    #[test]
    fn letters_are_counted_to_the_first_other_sign() {
        for size in 0..20 {
            let word = "x".repeat(size);
            for rest in ["", " and so on", "@`[{/:", "\u{e9}t\u{e9}", "7", "-x"] {
                assert_eq!(ascii_alpha_len(format!("{word}{rest}").as_bytes()), (size, true), "{word}{rest}");
                for capital in 0..size {
                    let name = format!("{}Z{}", &word[..capital], &word[capital + 1..]);
                    assert_eq!(ascii_alpha_len(format!("{name}{rest}").as_bytes()), (size, false), "{name}{rest}");
                }
            }
        }
        for byte in 0..=u8::MAX {
            let len = usize::from(byte.is_ascii_alphabetic());
            assert_eq!(ascii_alpha_len(&[byte, 0, 0, 0, 0, 0, 0, 0, 0]).0, len, "{byte}");
        }
    }

    #[test]
    fn nothing_but_white_space_is_left_out() {
        let text = "The \u{202E}General Assembly,\t“resolves” ½ e\u{301}té ﷺ 🕊 x";
        let joined: String = shown(text).concat();
        let solid: String = text.chars().filter(|character| !character.is_whitespace()).collect();
        assert_eq!(joined, solid);
    }
}
