//! Pairs phrases that moved within a paragraph.
//!
//! In: drafts. Out: fewer drafts. A draft that deletes words and one that inserts nearly the same words become one draft
//! that moves them.

use super::super::sequence::TokenSeq;
use super::classes::{WordClass, classes};
use super::{Block, EditDraft};
use crate::model::{TextKey, Versions};
use crate::text::{dice, shortest_diff};

/// The least similarity of a deleted and an inserted phrase.
const MIN_SIMILARITY: f64 = 0.7;

/// The most drafts that are compared with each other.
const MAX_DRAFTS: usize = 64;

/// Pairs deletions with insertions of the same words.
pub(super) fn pair(sequences: Versions<&TokenSeq>, mut drafts: Vec<EditDraft>) -> Vec<EditDraft> {
    if drafts.len() < 2 || drafts.len() > MAX_DRAFTS {
        return drafts;
    }
    let has_content = |side: &Block| classes(sequences, side).any(WordClass::is_content);
    let older = |block: &Block| Versions::new(block.before.clone(), 0..0);
    let newer = |block: &Block| Versions::new(0..0, block.after.clone());
    let deletes =
        |draft: &EditDraft| !draft.moved && has_content(&older(&draft.main)) && !has_content(&newer(&draft.main));
    let inserts =
        |draft: &EditDraft| !draft.moved && has_content(&newer(&draft.main)) && !has_content(&older(&draft.main));
    let mut index = 0;
    while index < drafts.len() {
        let partner = deletes(&drafts[index]).then(|| {
            (0..drafts.len()).find(|&other| {
                inserts(&drafts[other])
                    && similarity(sequences, &drafts[index].main, &drafts[other].main) >= MIN_SIMILARITY
            })
        });
        let Some(Some(partner)) = partner else {
            index += 1;
            continue;
        };
        let (first, second) = (index.min(partner), index.max(partner));
        let other = drafts.remove(second);
        drafts[first].others.extend(std::iter::once(other.main).chain(other.others));
        drafts[first].moved = true;
        // A moved phrase is not paired again; a removal on the left shifts the rest.
        index += usize::from(partner > index);
    }
    drafts
}

/// The similarity of the deleted words of one block and the inserted ones of another, 0 to 1.
fn similarity(sequences: Versions<&TokenSeq>, deleted: &Block, inserted: &Block) -> f64 {
    let keys = |sequence: &TokenSeq, words: std::ops::Range<usize>| -> Vec<TextKey> {
        let content = words.filter(|&index| !WordClass::from_token(&sequence.tokens[index]).is_joining());
        content.map(|index| sequence.keys[index]).collect()
    };
    let (before, after) =
        (keys(sequences.before, deleted.before.clone()), keys(sequences.after, inserted.after.clone()));
    let total = before.len() + after.len();
    // The most that they can have in common.
    if dice(before.len().min(after.len()), total) < MIN_SIMILARITY {
        return 0.0;
    }
    let runs = shortest_diff(&before, &after);
    dice(runs.iter().filter(|run| run.is_equal).map(|run| run.before.len()).sum(), total)
}
