//! Function words: articles, prepositions, conjunctions and the other words that mean little by themselves.
//!
//! They are the entries `determiner`, `preposition`, `conjunction` and `function` of the vocabulary files.

use super::Lexicon;
use super::entries::Entry;

type HashMap<K, V> = std::collections::HashMap<K, V, foldhash::fast::FixedState>;

/// The part of speech of a function word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FunctionWord {
    /// `the`, `its`, `those`.
    Determiner,
    /// `of`, `to`, `under`.
    Preposition,
    /// `and`, `or`: words between the entries of a list.
    Conjunction,
    /// Pronouns, auxiliary verbs and the like.
    Other,
}

impl Lexicon {
    /// What a word is in the grammar of a phrase, if it is a function word. Case does not matter.
    pub fn function_word(&self, word: &str) -> Option<FunctionWord> {
        let FunctionWords { by_word, longest } = &self.function_words;
        if word.len() > *longest {
            return None;
        }
        match by_word.get(word) {
            Some(found) => Some(*found),
            None if word.starts_with(char::is_uppercase) => by_word.get(word.to_lowercase().as_str()).copied(),
            None => None,
        }
    }
}

pub(super) struct FunctionWords {
    by_word: HashMap<&'static str, FunctionWord>,
    /// Bytes of the longest: most content words are longer and need no lookup.
    longest: usize,
}

impl FunctionWords {
    pub(super) fn from_entries(entries: &[Entry]) -> FunctionWords {
        let mut by_word = HashMap::default();
        for Entry { kind, phrase, .. } in entries {
            let kind = match *kind {
                "determiner" => FunctionWord::Determiner,
                "preposition" => FunctionWord::Preposition,
                "conjunction" => FunctionWord::Conjunction,
                "function" => FunctionWord::Other,
                _ => continue,
            };
            // A word of two languages has the class of the first one; English comes first.
            by_word.entry(*phrase).or_insert(kind);
        }
        let longest = by_word.keys().map(|word| word.len()).max().unwrap_or_default();
        FunctionWords { by_word, longest }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;

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
            assert_eq!(Lexicon::any().function_word(word), expected, "{word}");
        }
        assert_eq!(Lexicon::of(Language::English).function_word("et"), None);
    }
}
