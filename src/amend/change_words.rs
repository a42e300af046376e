//! The words that a change of words quotes and puts in.

use crate::model::{NewWords, WordChange, WordPlace};

/// The quotations that say what is changed, or where.
pub(super) fn quotations(change: &WordChange) -> impl Iterator<Item = &str> {
    let quoted = match change {
        WordChange::Delete { words } | WordChange::Replace { words, .. } => [Some(words), None],
        WordChange::Insert { place, .. } => match place {
            WordPlace::After(words) | WordPlace::Before(words) => [Some(words), None],
            WordPlace::Between(first, second) => [Some(first), Some(second)],
            WordPlace::Start | WordPlace::End => [None, None],
        },
    };
    quoted.into_iter().flatten().map(String::as_str)
}

/// The words that a change puts in.
pub(super) fn new_words(change: &WordChange) -> Option<&NewWords> {
    match change {
        WordChange::Replace { with: new, .. } | WordChange::Insert { words: new, .. } => Some(new),
        WordChange::Delete { .. } => None,
    }
}

/// The same, to change them.
pub(super) fn new_words_mut(change: &mut WordChange) -> Option<&mut NewWords> {
    match change {
        WordChange::Replace { with: new, .. } | WordChange::Insert { words: new, .. } => Some(new),
        WordChange::Delete { .. } => None,
    }
}

/// The words that a change quotes and puts in.
pub(super) fn texts(change: &WordChange) -> Vec<&str> {
    let new = new_words(change).map(|new| new.text.as_str());
    quotations(change).chain(new).collect()
}
