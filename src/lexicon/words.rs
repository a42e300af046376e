//! The known words: those of the phrases of the vocabulary, without endings and pairs of spellings, and long words of the
//! genre that are entries of their own.

use std::sync::LazyLock;

use super::entries::entries;

type HashSet<T> = std::collections::HashSet<T, foldhash::fast::FixedState>;

/// Bytes; shorter words of phrases are left out, because two of them in a row are no broken word.
const MIN_LEN: usize = 6;

static WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let is_whole = |kind: &str| !matches!(kind, "apart" | "spelling") && !kind.ends_with("ending");
    let phrases = entries().filter(|entry| is_whole(entry.kind)).map(|entry| entry.phrase);
    let words = phrases.flat_map(|phrase| phrase.split(|sign: char| !sign.is_alphabetic()));
    words.filter(|word| word.len() >= MIN_LEN).collect()
});

/// Whether the vocabulary has a word, in lower case.
pub fn is_known_word(word: &str) -> bool {
    WORDS.contains(word)
}
