//! Keys: what texts are compared by, with spelling folded.

use std::borrow::Cow;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::LazyLock;

use foldhash::SharedSeed;
use foldhash::quality::FoldHasher;
use unicode_normalization::{UnicodeNormalization, is_nfkc};

/// What a text is compared by, as opposed to what is shown.
///
/// A 64-bit hash of the folded spelling: two spellings of one word have one key. Half a million distinct words
/// collide by chance with a probability below 10⁻⁷.
///
/// The hash has a random seed in each run, so nobody who writes a text can know which of its words collide. Keys find
/// what may be equal; before a text is reported as unchanged, the texts themselves are compared. Keys differ from run
/// to run: nothing may depend on their values or their order, only on which are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct TextKey(u64);

/// The seed of a run, from the random numbers of the operating system.
static SEED: LazyLock<Seed> = LazyLock::new(|| Seed::new([0, 1].map(|number: u8| RandomState::new().hash_one(number))));

/// What a hash depends on besides the bytes.
///
/// Both parts must be secret: with the constants that foldhash has for fixed seeds, one can write a text in which other
/// words do not change the hash.
struct Seed {
    shared: SharedSeed,
    start: u64,
}

impl Seed {
    fn new([shared, start]: [u64; 2]) -> Seed {
        Seed { shared: SharedSeed::from_u64(shared), start }
    }

    fn hash(&self, bytes: &[u8]) -> u64 {
        let mut hasher = FoldHasher::with_seed(self.start, &self.shared);
        hasher.write(bytes);
        hasher.finish()
    }
}

/// Whether two spellings are one: equal once quotes, dashes, white space and compatibility forms are folded.
pub fn same_spelling(left: &str, right: &str) -> bool {
    left == right || fold(left) == fold(right)
}

impl TextKey {
    /// The key of a spelling: quotes, dashes, white space and compatibility forms are folded, case is not.
    pub fn new(spelling: &str) -> TextKey {
        TextKey::hash(&fold(spelling))
    }

    /// The keys of a spelling as in [`TextKey::new`], and of the same with case folded too.
    pub fn cased_and_caseless(spelling: &str) -> (TextKey, TextKey) {
        let (plain, small) = spelling.bytes().fold((true, true), |(plain, small), byte| {
            (plain & byte.is_ascii_graphic(), small & !byte.is_ascii_uppercase())
        });
        if plain {
            return TextKey::from_ascii_word(spelling, small);
        }
        let folded = fold(spelling);
        let key = TextKey::hash(&folded);
        (key, TextKey::hash(&folded.to_lowercase()))
    }

    /// The same of a word that is known to be printable ASCII; `small` says that it has no capital.
    pub fn from_ascii_word(word: &str, small: bool) -> (TextKey, TextKey) {
        let key = TextKey::hash(word);
        (key, if small { key } else { TextKey::caseless_ascii(word.as_bytes()) })
    }

    /// The key of two words side by side.
    pub fn bigram(self, next: TextKey) -> TextKey {
        TextKey::hash_bytes([self.0.to_le_bytes(), next.0.to_le_bytes()].as_flattened())
    }

    /// A hash of a sequence of keys that is good enough to exclude most candidates without comparing them.
    pub fn fingerprint(keys: &[TextKey]) -> u64 {
        keys.iter().fold(0, |sum, key| sum.rotate_left(5).wrapping_add(key.0))
    }

    /// The key of a text without white space and hyphens, so that a stray space or a lost hyphen does not change it.
    ///
    /// A hyphen between letters is ignored; one between digits is not (`10-12` is not `1012`).
    pub fn ignoring_spacing(text: &str) -> TextKey {
        TextKey::hash_bytes(&spacing_free_bytes(text))
    }

    /// Without an allocation for short words, which nearly all words with capitals are.
    fn caseless_ascii(folded: &[u8]) -> TextKey {
        let mut short = [0; 24];
        match short.get_mut(..folded.len()) {
            Some(short) => {
                short.copy_from_slice(folded);
                short.make_ascii_lowercase();
                TextKey::hash_bytes(short)
            }
            None => TextKey::hash_bytes(&folded.to_ascii_lowercase()),
        }
    }

    fn hash(folded: &str) -> TextKey {
        TextKey::hash_bytes(folded.as_bytes())
    }

    fn hash_bytes(folded: &[u8]) -> TextKey {
        TextKey(SEED.hash(folded))
    }
}

/// Whether folding a character does not depend on NFKC or on its neighbours: the letters and marks of nearly all texts,
/// and no-break spaces and hyphens.
fn is_context_free(character: char) -> bool {
    matches!(character, '\0'..='\u{A0}' | '\u{AD}' | '\u{C0}'..='\u{131}' | '\u{14A}'..='\u{17E}' | '\u{400}'..='\u{481}'
        | '\u{2000}'..='\u{2016}' | '\u{2018}'..='\u{2023}' | '\u{202F}' | '\u{4E00}'..='\u{9FFF}')
}

/// A text without white space and the hyphens beside letters.
fn spacing_free_bytes(text: &str) -> Vec<u8> {
    let single = strip_spacing(text, fold_context_free);
    single.or_else(|| strip_spacing(&fold(text), |folded| Some(Some(folded)))).unwrap_or_default()
}

/// A text without white space and the hyphens beside letters, folded character by character; `None` if `fold` gives
/// `None` for a character. No character is folded to a longer one.
///
/// It runs over every character of both texts, so a table copies most bytes at once.
fn strip_spacing(text: &str, fold: impl Fn(char) -> Option<Option<char>>) -> Option<Vec<u8>> {
    let bytes = text.as_bytes();
    let mut out = vec![0; bytes.len()];
    let (mut end, mut offset) = (0, 0);
    // The end of the last kept character that is not ASCII, and whether it is a letter.
    let mut last_wide: Option<(usize, bool)> = None;
    while offset < bytes.len() {
        let byte = bytes[offset];
        match CLASSES[usize::from(byte)] {
            Class::NeedsDecoding => {}
            class => {
                out[end] = byte;
                end += usize::from(class == Class::Kept);
                offset += 1;
                continue;
            }
        }
        let character = text[offset..].chars().next()?;
        offset += character.len_utf8();
        match fold(character)? {
            None => {}
            Some('-') => {
                let letter_before = match last_wide {
                    Some((last_end, letter)) if last_end == end => letter,
                    _ => end > 0 && out[end - 1].is_ascii_alphabetic(),
                };
                if end > 0 && !letter_before && keeps_hyphen(&text[offset..], &fold)? {
                    out[end] = b'-';
                    end += 1;
                }
            }
            Some(folded) => {
                end += folded.encode_utf8(&mut out[end..]).len();
                last_wide = Some((end, folded.is_alphabetic()));
            }
        }
    }
    out.truncate(end);
    Some(out)
}

/// What happens to a byte of a text without white space.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Kept,
    White,
    /// A hyphen, or something that is folded.
    NeedsDecoding,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::NeedsDecoding; 256];
    let mut byte = 0;
    while byte < 0x80_u8 {
        classes[byte as usize] = match byte {
            b'-' | b'`' => Class::NeedsDecoding,
            b'\t'..=b'\r' | b' ' => Class::White,
            _ => Class::Kept,
        };
        byte += 1;
    }
    classes
};

/// Whether a hyphen that follows no letter is kept: not at the end, before another hyphen, or before a letter.
fn keeps_hyphen(rest: &str, fold: impl Fn(char) -> Option<Option<char>>) -> Option<bool> {
    for character in rest.chars().filter(|character| *character != ' ') {
        match fold(character)? {
            None => {}
            Some('-') => return Some(false),
            Some(folded) => return Some(!folded.is_alphabetic()),
        }
    }
    Some(false)
}

/// What a character is folded to; `None` if that depends on its neighbours.
fn fold_context_free(character: char) -> Option<Option<char>> {
    is_context_free(character).then(|| fold_char(character))
}

/// A spelling with everything folded in which two printings of a text may differ, without white space.
fn fold(spelling: &str) -> Cow<'_, str> {
    if spelling.is_ascii() {
        if spelling.bytes().any(|byte| byte.is_ascii_whitespace()) {
            return Cow::Owned(spelling.split_ascii_whitespace().collect());
        }
        return Cow::Borrowed(spelling);
    }
    if spelling.chars().all(is_context_free) || is_nfkc(spelling) {
        Cow::Owned(spelling.chars().filter_map(fold_char).collect())
    } else {
        Cow::Owned(compatible(spelling).filter_map(fold_char).collect())
    }
}

/// The compatibility form (NFKC) of a text, except for characters whose shape [has a meaning](is_distinct).
pub fn compatible(text: &str) -> impl Iterator<Item = char> + '_ {
    text.split_inclusive(is_distinct).flat_map(|chunk| {
        let last = chunk.chars().next_back().filter(|last| is_distinct(*last));
        let rest = &chunk[..chunk.len() - last.map_or(0, char::len_utf8)];
        rest.nfkc().chain(last)
    })
}

/// Whether a character has another meaning than its compatibility form: raised and lowered ones (10⁶ is not 106, m² is not
/// m2), fractions (2½ is not 21⁄2) and enclosed ones.
///
/// Ligatures, wide and narrow forms and presentation forms have the meaning of their letters, so they are folded.
fn is_distinct(character: char) -> bool {
    matches!(character, 'ª' | '²' | '³' | '¹' | 'º' | '¼'..='¾'
        | '\u{2B0}'..='\u{2B8}' | '\u{2E0}'..='\u{2E4}' | '\u{1D2C}'..='\u{1D6A}' | '\u{1D78}' | '\u{1D9B}'..='\u{1DBF}'
        | '\u{2070}'..='\u{209C}' | '\u{2120}' | '\u{2122}' | '\u{2150}'..='\u{215F}' | '\u{2189}'
        | '\u{2460}'..='\u{24EA}' | '\u{2C7C}' | '\u{2C7D}' | '\u{3251}'..='\u{325F}' | '\u{32B1}'..='\u{32BF}'
        | '\u{3280}'..='\u{3289}')
}

/// What a character of a [compatibility form](compatible) is compared by; `None` for white space and decoration.
pub fn fold_char(character: char) -> Option<char> {
    Some(match character {
        '\u{2018}' | '\u{2019}' | '\u{201A}' | '\u{201B}' | '\u{2032}' | '\u{02BC}' | '\u{00B4}' | '`' => '\'',
        '\u{201C}'..='\u{201F}' | '\u{00AB}' | '\u{00BB}' | '\u{2033}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' => '-',
        // Arabic-Indic and Persian digits; tatweel and vowel signs only decorate.
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
        for (left, right) in [
            ("\u{2019}", "'"),
            ("\u{201C}", "\""),
            ("COVID\u{2011}19", "COVID-19"),
            ("oﬃce", "office"),
            ("\u{0661}\u{0662}", "12"),
            ("ﺍﻷﻣـﻢ", "ﺍﻷﻣﻢ"),
            ("１２", "12"),
        ] {
            assert_eq!(TextKey::new(left), TextKey::new(right), "{left} {right}");
            assert!(same_spelling(left, right), "{left} {right}");
        }
        assert!(!same_spelling("State", "state"));
        for (left, right) in [("10⁶", "106"), ("m²", "m2"), ("½", "1⁄2"), ("½", "12"), ("H₂O", "H2O"), ("ß", "ss")]
        {
            assert_ne!(TextKey::new(left), TextKey::new(right), "{left} {right}");
            assert_ne!(TextKey::ignoring_spacing(left), TextKey::ignoring_spacing(right), "{left} {right}");
        }
        assert_ne!(TextKey::new("State"), TextKey::new("state"));
        assert_eq!(TextKey::cased_and_caseless("State").1, TextKey::cased_and_caseless("state").1);
    }

    #[test]
    fn distinct_characters_keep_their_shape() {
        // The ligature and the wide digit are folded, the superscript digit between them is not.
        let folded: String = compatible("ﬁ２²１o\u{308}").collect();
        assert_eq!(folded, "fi2²1ö");
    }

    #[test]
    fn single_characters_need_no_nfkc() {
        for character in ('\0'..=char::MAX).filter(|character| is_context_free(*character)) {
            let spelling = character.to_string();
            let alone: String = fold_char(character).into_iter().collect();
            assert_eq!(spelling.nfkc().filter_map(fold_char).collect::<String>(), alone, "{character:?}");
        }
    }

    #[test]
    fn a_broken_word_is_the_whole_word() {
        for (left, right, same) in [
            (&["Amer", "ica"][..], &["America"][..], true),
            (&["people", "-", "centred"], &["people-centred"], true),
            (&["capacity", "-", "building"], &["capacitybuilding"], true),
            (&["10", "-", "12"], &["1012"], false),
            (&["COVID", "-", "19"], &["COVID-19"], true),
            (&["shall"], &["should"], false),
            (&["قرار"], &["قرارها"], false),
            (&["قرار", "ها"], &["قرارها"], true),
            (&["５", "－", "x"], &["5x"], true),
        ] {
            let (left, right) = (left.concat(), right.concat());
            assert_eq!(
                TextKey::ignoring_spacing(&left) == TextKey::ignoring_spacing(&right),
                same,
                "{left:?} {right:?}"
            );
        }
    }

    /// Texts of 17 to 31 bytes are multiplied eight bytes by eight, each with a part of the seed. If that part is
    /// known, eight bytes can make the product 0, and the eight bytes that they are multiplied with do not count.
    #[test]
    fn a_collision_under_a_known_seed_is_none_under_others() {
        const KNOWN: u64 = 0xC0AC_29B7_C97C_50DD;
        let text = |hidden: &[u8; 8]| {
            let mut text = [b'.'; 31];
            text[..8].copy_from_slice(hidden);
            text[15..23].copy_from_slice(&KNOWN.to_ne_bytes());
            text
        };
        let (left, right) = (text(b"mayspend"), text(b"mustkeep"));
        let fixed = foldhash::quality::FixedState::with_seed(0);
        let hash = |bytes: &[u8]| {
            let mut hasher = fixed.build_hasher();
            hasher.write(bytes);
            hasher.finish()
        };
        assert_eq!(hash(&left), hash(&right));
        for number in 0..1000 {
            let seed = Seed::new([number, number + 1]);
            assert_ne!(seed.hash(&left), seed.hash(&right), "{number}");
        }
        assert_ne!(TextKey::hash_bytes(&left), TextKey::hash_bytes(&right));
    }
}
