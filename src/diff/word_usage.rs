//! Which strings of letters are words, by how both texts use them.
//!
//! Built on first use: only texts with broken words need it.

use std::collections::HashMap;
use std::sync::OnceLock;

use foldhash::fast::FixedState;

use crate::model::{Resolution, Side, TextKey, Versions};
use crate::text::{TokenKind, tokens};

/// The words of two resolutions.
pub(super) struct WordUsage<'a> {
    resolutions: Versions<&'a Resolution>,
    uses: OnceLock<HashMap<TextKey, Use, FixedState>>,
}

/// How a word is used in both texts.
#[derive(Default)]
struct Use {
    /// Whether each text has it.
    found: Versions<bool>,
    /// The words before it.
    previous: Neighbour,
    /// The words after it.
    next: Neighbour,
}

/// The words on one side of a word.
#[derive(Default)]
struct Neighbour {
    /// The first one seen.
    first: Option<TextKey>,
    /// Whether another one was seen.
    varies: bool,
}

impl Neighbour {
    fn add(&mut self, key: TextKey) {
        self.varies |= *self.first.get_or_insert(key) != key;
    }

    /// Whether a word other than this was seen there.
    fn has_other_neighbour_than(&self, key: TextKey) -> bool {
        self.varies || self.first.is_some_and(|first| first != key)
    }
}

impl<'a> WordUsage<'a> {
    pub(super) fn new(resolutions: Versions<&'a Resolution>) -> WordUsage<'a> {
        WordUsage { resolutions, uses: OnceLock::new() }
    }

    /// Whether two fragments and their joined form are three words of the language of the texts: `side` contains the
    /// joined form too, and each fragment also occurs beside another word.
    pub(super) fn are_words(&self, side: Side, fragments: (&str, &str), joined: &str) -> bool {
        let key = |word: &str| TextKey::cased_and_caseless(word).1;
        let uses = self.uses.get_or_init(|| self.collect());
        let (left, right) = (key(fragments.0), key(fragments.1));
        let has_joined = uses.get(&key(joined)).is_some_and(|joined| *joined.found.get(side));
        has_joined
            && uses.get(&left).is_some_and(|left| left.next.has_other_neighbour_than(right))
            && uses.get(&right).is_some_and(|right| right.previous.has_other_neighbour_than(left))
    }

    fn collect(&self) -> HashMap<TextKey, Use, FixedState> {
        let mut uses: HashMap<TextKey, Use, FixedState> = HashMap::default();
        for side in Side::BOTH {
            for paragraph in &self.resolutions.get(side).paragraphs {
                let mut last: Option<TextKey> = None;
                for token in tokens(&paragraph.text) {
                    if let Some(last) = last.and_then(|last| uses.get_mut(&last)) {
                        last.next.add(token.caseless_key);
                    }
                    let is_word = token.kind == TokenKind::Word;
                    if is_word {
                        let entry = uses.entry(token.caseless_key).or_default();
                        *entry.found.get_mut(side) = true;
                        if let Some(last) = last {
                            entry.previous.add(last);
                        }
                    }
                    last = Some(token.caseless_key);
                }
            }
        }
        uses
    }
}
