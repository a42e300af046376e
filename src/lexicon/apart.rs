//! Pairs of words, or of prefix and word, that make another word when they are joined: `may be` and `maybe`, `re-sign` and
//! `resign`.
//!
//! They are the entries `apart` of the vocabulary files. A pair with a hyphen is a prefix and a word, whose inflections
//! count as well: `re-signed`, `re-creation`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{PhraseList, WordList};

/// The second members of the pairs by the first.
static PAIRS: LazyLock<HashMap<&'static str, Vec<Second>, foldhash::fast::FixedState>> = LazyLock::new(|| {
    let mut pairs: HashMap<_, Vec<Second>, foldhash::fast::FixedState> = HashMap::default();
    for phrase in PhraseList::Apart.words() {
        let pair = match phrase.split_once('-') {
            Some((prefix, word)) => Some((prefix, Second::Inflected(word.strip_suffix('e').unwrap_or(word)))),
            None => phrase.split_once(' ').map(|(first, second)| (first, Second::Exact(second))),
        };
        if let Some((first, second)) = pair {
            pairs.entry(first).or_default().push(second);
        }
    }
    pairs
});

/// The second member of a pair.
enum Second {
    Exact(&'static str),
    /// The stem of a word.
    Inflected(&'static str),
}

/// Whether two words, or a prefix and a word, in lower case, make another word when they are joined.
pub fn makes_another_word(first: &str, second: &str) -> bool {
    PAIRS.get(first).into_iter().flatten().any(|pair| match pair {
        Second::Exact(word) => *word == second,
        Second::Inflected(stem) => second.strip_prefix(stem).is_some_and(|rest| {
            // refer → re-ferred: a doubled consonant before the ending
            let rest = rest.strip_prefix(&stem[stem.len().saturating_sub(1)..]).unwrap_or(rest);
            rest.is_empty() || WordList::Ending.contains(rest)
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_their_inflections() {
        for (first, second, expected) in [
            ("may", "be", true),
            ("every", "day", true),
            ("re", "sign", true),
            ("re", "signing", true),
            ("re", "creation", true),
            ("re", "covered", true),
            ("re", "submitted", false),
            ("re", "signation", true),
            ("re", "elect", false),
            ("co", "operation", false),
            ("co", "op", true),
            ("un", "ionized", true),
            ("capacity", "building", false),
            ("may", "bee", false),
            ("так", "же", true),
        ] {
            assert_eq!(makes_another_word(first, second), expected, "{first} {second}");
        }
    }
}
