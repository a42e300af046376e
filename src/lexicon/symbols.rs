//! Document symbols: `A/C.1/78/L.11`.

/// Whether a text is a document symbol and nothing else: `A/C.1/78/L.11`, `S/RES/1454 (2002)`, `P8_TA(2015)0323`.
pub fn is_symbol(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && symbol_len(text) == text.len()
}

/// The document symbol a line begins with, if a space or the line's end follows.
pub fn leading_symbol(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let length = symbol_len(line);
    let ends = line[length..].chars().next().is_none_or(char::is_whitespace);
    (length > 0 && ends).then(|| &line[..length])
}

/// The document symbol a line ends with, if a space stands before it.
pub fn trailing_symbol(line: &str) -> Option<&str> {
    let line = line.trim_end();
    let start = line.rfind("  ").map_or(0, |offset| offset + 2);
    let last = line[start..].trim_start();
    is_symbol(last).then_some(last)
}

/// Bytes of the symbol at the start: a letter part, slashes, at least one digit; a year in brackets may follow.
fn symbol_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let capitals = bytes.iter().take_while(|byte| byte.is_ascii_uppercase()).count();
    if capitals == 0 || capitals > 6 || !matches!(bytes.get(capitals), Some(b'/' | b'-' | b'_' | b'0'..=b'9')) {
        return 0;
    }
    let mut end = capitals;
    let (mut slash, mut digit) = (false, false);
    while let Some(&byte) = bytes.get(end) {
        let joins = matches!(byte, b'/' | b'.' | b'-' | b'_' | b'*' | b'(' | b')')
            && bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric);
        if !byte.is_ascii_alphanumeric() && !joins {
            break;
        }
        slash |= byte == b'/' || byte == b'_';
        digit |= byte.is_ascii_digit();
        end += 1;
    }
    if !slash || !digit {
        return 0;
    }
    let year = &bytes[end..];
    if year.len() >= 7
        && year[0] == b' '
        && year[1] == b'('
        && year[2..6].iter().all(u8::is_ascii_digit)
        && year[6] == b')'
    {
        end += 7;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols() {
        for (text, expected) in [
            ("A/C.1/78/L.11", true),
            ("A/RES/78/7", true),
            ("S/RES/1454 (2002)", true),
            ("A/HRC/RES/54/1", true),
            ("P8_TA(2015)0323", true),
            ("RC-B8-0656/2015", true),
            ("and/or", false),
            ("The", false),
            ("A/B", false),
            ("", false),
        ] {
            assert_eq!(is_symbol(text), expected, "{text}");
        }
        assert_eq!(leading_symbol("A/80/L.27      Title"), Some("A/80/L.27"));
        assert_eq!(trailing_symbol("Some title     A/80/L.27"), Some("A/80/L.27"));
        assert_eq!(trailing_symbol("in document A/80/L.27"), None);
    }
}
