//! Connectives before an opening verb: *also*, *further* and the like.
//!
//! Consecutive paragraphs that begin with the same verb take different connectives, so a paragraph that is added or removed
//! changes the connective of the next one.

use crate::lexicon;
use crate::model::{Opening, ParagraphIndex, Resolution};

/// How many paragraphs before one are searched for its sibling. Paragraphs with long lists are far apart; beyond this
/// distance no reader sees a series.
const MAX_DISTANCE: usize = 64;

/// The connectives of an opening.
pub(super) fn connectives(opening: &Opening) -> Vec<&str> {
    opening.modifiers.iter().map(String::as_str).filter(|modifier| lexicon::is_connective(modifier)).collect()
}

/// The other modifiers of an opening.
pub(super) fn adverbs(opening: &Opening) -> Vec<&str> {
    opening.modifiers.iter().map(String::as_str).filter(|modifier| !lexicon::is_connective(modifier)).collect()
}

/// The id of the sibling directly before a paragraph, if it begins with the same verb.
pub(super) fn preceding_with_same_verb(resolution: &Resolution, index: ParagraphIndex) -> Option<&str> {
    let paragraph = resolution.paragraphs.get(index.0)?;
    let mut preceding = resolution.paragraphs[..index.0].iter().rev().take(MAX_DISTANCE);
    let sibling = preceding.find(|preceding| preceding.parent == paragraph.parent && preceding.part.is_text())?;
    let verb = |opening: &Option<Opening>| opening.as_ref().map(|opening| first_word(&opening.verb));
    let same = sibling.part == paragraph.part && verb(&sibling.opening) == verb(&paragraph.opening);
    (same && paragraph.opening.is_some()).then_some(sibling.id.0.as_str())
}

/// The stem of the verb itself: *takes note with appreciation* continues a series of *takes note*.
fn first_word(verb: &str) -> String {
    let stem = lexicon::stem(verb);
    stem.split(' ').next().unwrap_or_default().to_owned()
}
