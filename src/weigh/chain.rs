//! *Also*, *further* and their kin: paragraphs that begin alike take turns, so that a neighbour can force them.

use crate::lexicon;
use crate::model::{Opening, ParagraphIndex, Resolution};

/// The chaining words of an opening.
pub(super) fn links(opening: &Opening) -> Vec<&str> {
    opening.modifiers.iter().map(String::as_str).filter(|modifier| lexicon::is_connective(modifier)).collect()
}

/// The other modifiers.
pub(super) fn adverbs(opening: &Opening) -> Vec<&str> {
    opening.modifiers.iter().map(String::as_str).filter(|modifier| !lexicon::is_connective(modifier)).collect()
}

/// The paragraph of the same rank right before that begins with the same verb, if there is one.
pub(super) fn neighbour(resolution: &Resolution, at: ParagraphIndex) -> Option<&str> {
    // Paragraphs with long lists stand far apart; beyond this there is no chain to see.
    const FAR: usize = 64;
    let paragraph = resolution.paragraphs.get(at.0)?;
    let before = resolution.paragraphs[..at.0].iter().rev().take(FAR);
    let sibling = before.into_iter().find(|it| it.parent == paragraph.parent && it.part.is_text())?;
    let verb = |opening: &Option<Opening>| opening.as_ref().map(|opening| first(&opening.verb));
    let same = sibling.part == paragraph.part && verb(&sibling.opening) == verb(&paragraph.opening);
    (same && paragraph.opening.is_some()).then_some(sibling.id.0.as_str())
}

/// The verb itself: *takes note with appreciation* follows *takes note*.
fn first(verb: &str) -> String {
    let stem = lexicon::stem(verb);
    stem.split(' ').next().unwrap_or_default().to_owned()
}
