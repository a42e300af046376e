//! Function words: articles, prepositions, conjunctions and the other words that mean little by themselves.
//!
//! They stand in the files of the languages as `article`, `preposition`, `conjunction` and `function`. A word of any
//! language is looked up in all of them, because a text does not always say which language it is in.

use std::sync::LazyLock;

use super::entries::{Entry, entries};

type HashMap<K, V> = std::collections::HashMap<K, V, foldhash::fast::FixedState>;

/// The part of speech of a function word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FunctionWord {
    /// `the`, `its`, `those`.
    Determiner,
    /// `of`, `to`, `under`.
    Preposition,
    /// `and`, `or`: what stands between the entries of a list.
    Conjunction,
    /// Pronouns, auxiliary verbs and the like.
    Other,
}

/// What a word is in the grammar of a phrase, if it is a function word. Case does not matter.
pub fn function_word(word: &str) -> Option<FunctionWord> {
    if word.len() > FUNCTION_WORDS.longest {
        return None;
    }
    match FUNCTION_WORDS.by_word.get(word) {
        Some(found) => Some(*found),
        None if word.starts_with(char::is_uppercase) => {
            FUNCTION_WORDS.by_word.get(word.to_lowercase().as_str()).copied()
        }
        None => None,
    }
}

struct FunctionWords {
    by_word: HashMap<&'static str, FunctionWord>,
    /// Bytes of the longest: most content words are longer and need no look.
    longest: usize,
}

static FUNCTION_WORDS: LazyLock<FunctionWords> = LazyLock::new(|| {
    let mut by_word = HashMap::default();
    for Entry { kind, phrase, .. } in entries() {
        let kind = match kind {
            "determiner" => FunctionWord::Determiner,
            "preposition" => FunctionWord::Preposition,
            "conjunction" => FunctionWord::Conjunction,
            "function" => FunctionWord::Other,
            _ => continue,
        };
        // A word in two files keeps what the first says: English comes first.
        by_word.entry(phrase).or_insert(kind);
    }
    let longest = by_word.keys().map(|word| word.len()).max().unwrap_or_default();
    FunctionWords { by_word, longest }
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_language_and_case() {
        for (word, expected) in [
            ("the", Some(FunctionWord::Determiner)),
            ("The", Some(FunctionWord::Determiner)),
            ("of", Some(FunctionWord::Preposition)),
            ("et", Some(FunctionWord::Conjunction)),
            ("и", Some(FunctionWord::Conjunction)),
            ("shall", Some(FunctionWord::Other)),
            ("States", None),
            ("notwithstanding", None),
        ] {
            assert_eq!(function_word(word), expected, "{word}");
        }
    }
}
