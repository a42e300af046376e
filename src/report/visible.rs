//! Escapes characters that act instead of being seen.
//!
//! A document may contain escape sequences that control the reader's terminal, and direction marks that reorder the
//! words shown. Neither is written: control characters become their Unicode pictures (`␛`), other invisible ones their
//! code point (`<U+202E>`).

use std::borrow::Cow;

/// Escapes every character that would act or be invisible.
pub fn escape_invisible(text: &str) -> Cow<'_, str> {
    let is_printable_ascii = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if is_printable_ascii || !text.chars().any(needs_escape) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::new();
    for c in text.chars() {
        match c {
            c if !needs_escape(c) => shown.push(c),
            '\u{7f}' => shown.push('␡'),
            c if (c as u32) < 0x20 => shown.push(char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}')),
            c => shown += &format!("<U+{:04X}>", c as u32),
        }
    }
    Cow::Owned(shown)
}

/// Whether a character acts on its surroundings or has no width.
///
/// White space is left to the line breaking. The joiners U+200C and U+200D matter in several scripts, but not in those
/// of the six official languages.
pub(super) fn needs_escape(c: char) -> bool {
    match c {
        '\t' | '\n' => false,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => true,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{feff}' => true,
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => true,
        '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_is_written_out() {
        for (text, shown) in [
            ("plain – “text” 决议", "plain – “text” 决议"),
            ("\u{1b}[31mred", "␛[31mred"),
            ("bell\u{7}", "bell␇"),
            ("del\u{7f}", "del␡"),
            ("csi\u{9b}1m", "csi<U+009B>1m"),
            ("a\u{202e}b\u{2066}c", "a<U+202E>b<U+2066>c"),
            ("tag\u{e0041}", "tag<U+E0041>"),
        ] {
            assert_eq!(escape_invisible(text), shown);
        }
    }
}
