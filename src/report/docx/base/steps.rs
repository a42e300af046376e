//! What happens to each character of a paragraph of the older file.
//!
//! The newer spelling of words that both texts have is written without a tracked change. Only the characters that
//! differ are written anew, so that the formatting and the notes between them stay.

use super::super::run::Revision;
use super::edit::{CharPos, is};
use crate::model::Side;
use crate::report::view::{LayoutRun, Role};

/// What happens to a character, and what is inserted before it.
#[derive(Clone)]
pub(super) struct Step {
    pub(super) revision: Revision,
    pub(super) insert_before: Vec<(String, Role)>,
    /// The newer spelling, which is written for the character and not tracked.
    pub(super) spelling: Option<String>,
}

impl Step {
    pub(super) const KEPT: Step = Step { revision: Revision::Kept, insert_before: Vec::new(), spelling: None };

    pub(super) fn is_noop(&self) -> bool {
        self.revision == Revision::Kept && self.insert_before.is_empty() && self.spelling.is_none()
    }
}

/// Writes the newer spelling of kept words that begin at an offset of the older text.
pub(super) fn write_spelling(
    run: &LayoutRun<'_>,
    start: usize,
    (chars, offsets): (&[CharPos<'_, '_>], &[usize]),
    steps: &mut [Step],
) {
    // A word that the newer text has broken stays whole.
    if run.shown(Side::After) == run.text.before {
        return;
    }
    let end = start + run.text.before.len();
    // A tab, a break or the marker of a note is no part of a spelling and stays.
    let is_letter = |index: &usize| {
        let CharPos { c, blank, piece, .. } = &chars[*index];
        is(*piece, "t") && (!blank || c.is_whitespace())
    };
    let whole = [run.text.map(|text| 0..text.len())];
    let differences = if run.differences.is_empty() { &whole } else { run.differences };
    for difference in differences {
        let new = run.text.after[difference.after.clone()].to_owned();
        let range = start + difference.before.start..start + difference.before.end;
        if !range.is_empty() {
            let mut old = (0..chars.len()).filter(|index| range.contains(&offsets[*index])).filter(is_letter);
            if let Some(first) = old.next() {
                steps[first].spelling = Some(new);
                old.for_each(|index| steps[index].spelling = Some(String::new()));
            }
            continue;
        }
        // What comes between two characters is written with the one before it, or the one after it.
        let is_kept = |index: &usize| !chars[*index].blank && steps[*index].revision == Revision::Kept;
        let mut before = (0..chars.len()).rev().filter(|index| offsets[*index] < range.start && !chars[*index].blank);
        let before = before.next().filter(is_letter).filter(is_kept);
        let is_after = |index: &usize| (range.start..end).contains(&offsets[*index]) && is_kept(index);
        let after = (0..chars.len()).filter(is_letter).find(is_after);
        let letter = |index: usize| steps[index].spelling.clone().unwrap_or_else(|| chars[index].c.to_string());
        match (before, after) {
            (Some(index), _) => steps[index].spelling = Some(letter(index) + &new),
            (None, Some(index)) => steps[index].spelling = Some(new + &letter(index)),
            // Between tracked changes, it is one itself.
            (None, None) => {
                let index = offsets.iter().position(|offset| *offset >= range.start).unwrap_or(offsets.len());
                steps[index].insert_before.push((new, Role::Words));
            }
        }
    }
}
