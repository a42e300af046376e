use std::borrow::Cow;
use std::hash::{BuildHasher, Hasher};

use foldhash::quality::FixedState;
use unicode_normalization::{UnicodeNormalization, is_nfkc};

/// What a piece of text is compared by, as opposed to what is shown.
///
/// A 64-bit hash of the folded spelling: two spellings of one word have one key. Half a million distinct words
/// collide with a probability below 10⁻⁷; a collision could hide a change of that one word but never lose text,
/// because [`Segment::Kept`](crate::model::Segment::Kept) holds both spellings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Key(u64);

impl Key {
    /// The key of a spelling: quotes, dashes, white space and compatibility forms are folded, case is not.
    pub fn of(spelling: &str) -> Key {
        Key::hash(&fold(spelling))
    }

    /// The keys of a spelling as in [`Key::of`], and of the same with case folded too.
    pub fn with_caseless(spelling: &str) -> (Key, Key) {
        let folded = fold(spelling);
        let key = Key::hash(&folded);
        if folded.is_ascii() {
            let capital = folded.bytes().any(|byte| byte.is_ascii_uppercase());
            return (key, if capital { Key::hash(&folded.to_ascii_lowercase()) } else { key });
        }
        (key, Key::hash(&folded.to_lowercase()))
    }

    /// The key of pieces set side by side: where one word is cut in two by a stray space or joined by a lost hyphen,
    /// the whole is the same.
    ///
    /// A hyphen between letters does not count; one between figures does (`10-12` is not `1012`).
    pub fn joined<'a>(pieces: impl IntoIterator<Item = &'a str>) -> Key {
        let mut whole = Joined::default();
        for piece in pieces {
            if piece.is_ascii() || piece.chars().all(is_single) {
                whole.push_single(piece);
            } else {
                fold(piece).chars().for_each(|character| whole.push(character));
            }
        }
        Key::hash(&whole.text)
    }

    fn hash(folded: &str) -> Key {
        let mut hasher = FixedState::with_seed(0).build_hasher();
        hasher.write(folded.as_bytes());
        Key(hasher.finish())
    }
}

/// Whether a character is its own NFKC form, whatever stands beside it: the letters and marks of nearly all texts.
fn is_single(character: char) -> bool {
    matches!(character, '\0'..='\u{9F}' | '\u{C0}'..='\u{131}' | '\u{14A}'..='\u{17E}' | '\u{400}'..='\u{481}'
        | '\u{2010}' | '\u{2012}'..='\u{2016}' | '\u{2018}'..='\u{2023}' | '\u{4E00}'..='\u{9FFF}')
}

/// A text without the hyphens that stand beside a letter.
#[derive(Default)]
struct Joined {
    text: String,
    /// Whether the last character was a letter, and whether a hyphen came behind it.
    letter: bool,
    hyphen: bool,
}

impl Joined {
    /// Appends a text of characters that are folded one by one.
    fn push_single(&mut self, piece: &str) {
        self.text.reserve(piece.len());
        let bytes = piece.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            // letters and figures come in runs, and nothing is done to them
            let run = bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            if run > 0 {
                self.push(char::from(bytes[at]));
                self.text.push_str(&piece[at + 1..at + run]);
                self.letter = bytes[at + run - 1].is_ascii_alphabetic();
                at += run;
                continue;
            }
            let Some(character) = piece[at..].chars().next() else { break };
            fold_char(character).into_iter().for_each(|folded| self.push(folded));
            at += character.len_utf8();
        }
    }

    fn push(&mut self, character: char) {
        if character == '-' {
            self.hyphen = !self.text.is_empty();
            return;
        }
        let letter = character.is_alphabetic();
        if std::mem::take(&mut self.hyphen) && !letter && !self.letter {
            self.text.push('-');
        }
        self.text.push(character);
        self.letter = letter;
    }
}

/// The spelling with everything folded that two printings of one text may differ in; no white space is left.
fn fold(spelling: &str) -> Cow<'_, str> {
    if spelling.is_ascii() {
        if spelling.bytes().any(|byte| byte.is_ascii_whitespace()) {
            return Cow::Owned(spelling.split_ascii_whitespace().collect());
        }
        return Cow::Borrowed(spelling);
    }
    if spelling.chars().all(is_single) || is_nfkc(spelling) {
        Cow::Owned(spelling.chars().filter_map(fold_char).collect())
    } else {
        Cow::Owned(spelling.nfkc().filter_map(fold_char).collect())
    }
}

fn fold_char(character: char) -> Option<char> {
    Some(match character {
        '\u{2018}' | '\u{2019}' | '\u{201A}' | '\u{201B}' | '\u{2032}' | '\u{02BC}' | '\u{00B4}' | '`' => '\'',
        '\u{201C}'..='\u{201F}' | '\u{00AB}' | '\u{00BB}' | '\u{2033}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' => '-',
        // Arabic-Indic and Persian figures; tatweel and vowel signs only decorate.
        '\u{0660}'..='\u{0669}' => char::from(b'0' + (character as u32 - 0x0660) as u8),
        '\u{06F0}'..='\u{06F9}' => char::from(b'0' + (character as u32 - 0x06F0) as u8),
        '\u{0640}' | '\u{064B}'..='\u{0652}' => return None,
        '\u{00AD}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'
        | '\u{2066}'..='\u{2069}'
        | '\u{FEFF}' => return None,
        character if character.is_whitespace() => return None,
        character => character,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_have_one_key() {
        for (one, other) in [
            ("\u{2019}", "'"),
            ("\u{201C}", "\""),
            ("COVID\u{2011}19", "COVID-19"),
            ("oﬃce", "office"),
            ("\u{0661}\u{0662}", "12"),
            ("ﺍﻷﻣـﻢ", "ﺍﻷﻣﻢ"),
            ("１２", "12"),
        ] {
            assert_eq!(Key::of(one), Key::of(other), "{one} {other}");
        }
        assert_ne!(Key::of("State"), Key::of("state"));
        assert_eq!(Key::with_caseless("State").1, Key::with_caseless("state").1);
    }

    #[test]
    fn a_broken_word_is_the_whole_word() {
        for (one, other, same) in [
            (&["Amer", "ica"][..], &["America"][..], true),
            (&["people", "-", "centred"], &["people-centred"], true),
            (&["capacity", "-", "building"], &["capacitybuilding"], true),
            (&["10", "-", "12"], &["1012"], false),
            (&["COVID", "-", "19"], &["COVID-19"], true),
            (&["shall"], &["should"], false),
        ] {
            let equal = Key::joined(one.iter().copied()) == Key::joined(other.iter().copied());
            assert_eq!(equal, same, "{one:?} {other:?}");
        }
    }
}
