//! Pairs phrases that left one place of a paragraph for another.
//!
//! In: drafts. Out: fewer drafts; one that deletes and one that inserts nearly the same words are one that moves them.

use super::super::sequence::TokenSeq;
use super::phrase::{Class, classes};
use super::{Block, Draft};
use crate::model::{TextKey, Versions};
use crate::text::shortest_diff;

/// Share of the words that both phrases must have in common.
const MIN_LIKENESS: f64 = 0.7;

/// The most drafts on either side that are compared with each other.
const MAX_DRAFTS: usize = 64;

/// Pairs deletions with insertions of the same words.
pub(super) fn paired(rows: Versions<&TokenSeq>, mut drafts: Vec<Draft>) -> Vec<Draft> {
    if drafts.len() < 2 || drafts.len() > MAX_DRAFTS {
        return drafts;
    }
    let says_something = |side: &Block| classes(rows, side).any(Class::is_content);
    let older = |block: &Block| Versions::new(block.before.clone(), 0..0);
    let newer = |block: &Block| Versions::new(0..0, block.after.clone());
    let deletes = |draft: &Draft| says_something(&older(&draft.main)) && !says_something(&newer(&draft.main));
    let inserts = |draft: &Draft| says_something(&newer(&draft.main)) && !says_something(&older(&draft.main));
    let mut index = 0;
    while index < drafts.len() {
        let partner = deletes(&drafts[index]).then(|| {
            (0..drafts.len()).find(|&other| {
                inserts(&drafts[other]) && likeness(rows, &drafts[index].main, &drafts[other].main) >= MIN_LIKENESS
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
        // What was moved is looked at no more; a removal on the left shifts the rest.
        index += usize::from(partner > index);
    }
    drafts
}

/// How much the deleted words of one block and the inserted ones of another are alike, 0 to 1.
fn likeness(rows: Versions<&TokenSeq>, deleted: &Block, inserted: &Block) -> f64 {
    let keys = |row: &TokenSeq, words: std::ops::Range<usize>| -> Vec<TextKey> {
        let telling = words.filter(|&at| !Class::of(&row.tokens[at]).is_glue());
        telling.map(|at| row.keys[at]).collect()
    };
    let (before, after) = (keys(rows.before, deleted.before.clone()), keys(rows.after, inserted.after.clone()));
    let total = before.len() + after.len();
    if 2.0 * before.len().min(after.len()) as f64 / total.max(1) as f64 >= MIN_LIKENESS {
        let runs = shortest_diff(&before, &after);
        let common: usize = runs.iter().filter(|run| run.is_equal).map(|run| run.before.len()).sum();
        2.0 * common as f64 / total as f64
    } else {
        0.0
    }
}
