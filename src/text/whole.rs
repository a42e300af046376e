//! The one of two spellings of the same words that has no word broken in two.

/// The spelling to show where both texts have the same words: the newer, unless it has a gap in a word that the older
/// has in one (`navi gation`).
pub fn whole_spelling<'a>(before: &'a str, after: &'a str) -> &'a str {
    if before == after || before.is_empty() || after.is_empty() {
        return after;
    }
    let [old, new] = [before, after].map(letters);
    let is_same = old.len() == new.len() && old.iter().zip(&new).all(|(old, new)| old.letter == new.letter);
    let breaks = |broken: &[Letter], whole: &[Letter]| {
        broken.iter().zip(whole).any(|(broken, whole)| broken.gap == Gap::Space && whole.gap == Gap::None)
    };
    if is_same && breaks(&new, &old) && !breaks(&old, &new) { before } else { after }
}

/// A letter, and what is between it and the letter before.
struct Letter {
    letter: char,
    gap: Gap,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    /// White space within a line.
    Space,
    /// Another sign, or the end of a line.
    Other,
}

fn letters(text: &str) -> Vec<Letter> {
    let mut letters = Vec::with_capacity(text.len());
    let mut gap = Gap::Other;
    for character in text.chars() {
        if character.is_alphabetic() {
            letters.push(Letter { letter: character, gap });
            gap = Gap::None;
        } else {
            let is_space = character.is_whitespace() && character != '\n' && gap != Gap::Other;
            gap = if is_space { Gap::Space } else { Gap::Other };
        }
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spelling_without_a_gap_is_shown() {
        for (before, after, expected) in [
            ("navigation", "navi gation", "navigation"),
            ("navi gation", "navigation", "navigation"),
            ("“navigation”", "\"navi gation\"", "“navigation”"),
            ("\"navigation\"", "“navigation”", "“navigation”"),
            ("naviga tion", "navi gation", "navi gation"),
            ("long-term", "long - term", "long - term"),
            ("one\ntwo", "one two", "one two"),
            ("one two", "one\ntwo", "one\ntwo"),
            ("30%", "30 %", "30 %"),
            ("", " ", " "),
        ] {
            assert_eq!(whole_spelling(before, after), expected, "{before:?} {after:?}");
        }
    }
}
