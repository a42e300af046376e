use std::hash::{DefaultHasher, Hash, Hasher};

/// What a piece of text is compared by, as opposed to what is shown.
///
/// A 64-bit SipHash of the folded spelling: two spellings of one word have one key. Half a million distinct words
/// collide with a probability below 10⁻⁷; a collision could hide a change of that one word but never lose text,
/// because [`Segment::Kept`](crate::model::Segment::Kept) holds both spellings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Key(u64);

impl Key {
    /// The key of an already folded spelling.
    pub fn of(folded: &str) -> Key {
        let mut hasher = DefaultHasher::new();
        folded.hash(&mut hasher);
        Key(hasher.finish())
    }

    /// The key of several keys in order.
    pub fn of_all(keys: impl IntoIterator<Item = Key>) -> Key {
        let mut hasher = DefaultHasher::new();
        for key in keys {
            key.0.hash(&mut hasher);
        }
        Key(hasher.finish())
    }
}
