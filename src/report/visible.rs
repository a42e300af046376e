//! Text goes in, text that hides nothing comes out.
//!
//! A document may hold escape sequences that would steer the reader's terminal, and direction marks that would show
//! words in an order in which they do not stand. Neither is sent: control characters become their Unicode pictures
//! (`␛`), everything else without a shape of its own its code point (`<U+202E>`).

use std::borrow::Cow;

/// Writes out every character that would otherwise act instead of being seen.
pub fn escape_invisible(text: &str) -> Cow<'_, str> {
    // a look at many bytes at once, which for most texts settles it
    let others =
        text.bytes().map(|byte| u8::from(byte.wrapping_sub(b' ') > b'~' - b' ')).fold(0, |left, right| left | right);
    if others == 0 || !text.chars().any(needs_escape) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        push_escaped(&mut shown, c);
    }
    Cow::Owned(shown)
}

fn push_escaped(shown: &mut String, c: char) {
    match c {
        c if !needs_escape(c) => shown.push(c),
        '\u{7f}' => shown.push('␡'),
        c if (c as u32) < 0x20 => shown.push(char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}')),
        c => shown.push_str(&format!("<U+{:04X}>", c as u32)),
    }
}

/// Whether a character acts on what is around it, or takes no room, instead of being seen.
///
/// White space is left to whoever breaks lines; the joiners U+200C and U+200D are letters' business in several
/// scripts, but the scripts of the six official languages do without them.
pub(super) fn needs_escape(c: char) -> bool {
    match c {
        '\t' | '\n' => false,
        // Quick way out for nearly everything there is.
        ' '..='~' => false,
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
