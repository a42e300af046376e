//! Classes of characters, and texts without some of them.

use std::borrow::Cow;

/// Whether a character is invisible: zero-width, direction and control characters, except white space.
///
/// The joiners of Arabic and Indic scripts change how letters look, so they are not invisible. Escape characters are no
/// extraction damage and are shown in reports.
pub fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'
        | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{61C}')
        || (character.is_control() && character != '\u{1b}' && !character.is_whitespace())
}

/// The words of a text: what stands between signs and spaces, so that a compound is several.
pub fn alphanumeric_words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// How many letters and digits a text has.
pub fn letter_count(text: &str) -> usize {
    text.chars().filter(|character| character.is_alphanumeric()).count()
}

/// A text with a capital at its start.
pub fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    characters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(characters.as_str().chars()).collect())
}

/// A text without its white space.
pub fn strip_whitespace(text: &str) -> String {
    text.split_whitespace().collect()
}

/// A text with single spaces for all of its white space, and none around it.
pub fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A line with unified separators, character by character: hyphens of any kind become `-`, white space becomes a space,
/// slashes `/`, full-width forms their ASCII forms. Symbols, job numbers and page numbers are recognised in it.
pub fn level_separators(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(level_separator).collect())
}

/// One character as in [`level_separators`].
pub fn level_separator(character: char) -> char {
    match character {
        '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{FE63}' | '\u{2212}' => '-',
        '\u{2044}' | '\u{2215}' => '/',
        // the full-width forms stand in the order of ASCII
        '\u{FF01}'..='\u{FF5E}' => char::from((character as u32 - 0xFF01) as u8 + b'!'),
        space if space.is_whitespace() => ' ',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_are_levelled() {
        for (text, expected) in [
            ("18‑18418\u{a0}(E)", "18-18418 (E)"),
            ("Ａ／Ｃ．３／８０", "A/C.3/80"),
            ("8\u{202f}May\u{2009}–\u{3000}9", "8 May – 9"),
            ("plain - text", "plain - text"),
        ] {
            assert_eq!(level_separators(text), expected);
        }
    }
}
