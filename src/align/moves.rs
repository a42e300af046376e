//! Which pairs moved.
//!
//! In: pairs. Out: the pairs that are in order, the backbone. All others must move for the order to change.
//!
//! 1. A subparagraph whose parent is linked, but not with the subparagraph's new parent, has moved whatever its
//!    position: the last item of a list that becomes the first of the next crosses only a short chapeau.
//! 2. Of the rest, the heaviest increasing subsequence is in order. The weight of a paragraph is its words and those of
//!    its subparagraphs; of a heading, of all that is under it. A paragraph that leaves its section has crossed a
//!    heading of three words, and it is the paragraph that moved. A paragraph that goes to another part of the text
//!    weighs least: it moved, rather than what it passes.
//!
//! Pairs of all levels are in one sequence: what belongs together crosses the same pairs, so it moves together.

use rayon::prelude::*;

use super::corpus::Kind;
use super::matching::{Matching, Pair};
use super::order::heaviest_increasing_subsequence;
use crate::model::{Resolution, Side};

/// For each older paragraph, whether its pair is in order.
pub(super) fn in_order(matching: &Matching) -> Vec<bool> {
    let mut in_order = vec![false; matching.lens().before];
    let pairs: Vec<Pair> = matching.pairs().filter(|&pair| !changed_parent(matching, pair)).collect();
    heaviest_in_order(matching, &pairs).into_iter().for_each(|pair| in_order[pair.before] = true);
    in_order
}

/// The pairs of the heaviest increasing subsequence. `pairs` are in the order of the older text.
pub(super) fn heaviest_in_order(matching: &Matching, pairs: &[Pair]) -> Vec<Pair> {
    let cost = |pair: Pair| match changed_part(matching, pair) {
        true => 1,
        false => matching.move_costs.before[pair.before] + matching.move_costs.after[pair.after],
    };
    let items: Vec<(usize, u64)> = pairs.iter().map(|&pair| (pair.after.0, cost(pair))).collect();
    let kept = heaviest_increasing_subsequence(&items);
    pairs.iter().zip(kept).filter(|(_, kept)| *kept).map(|(pair, _)| *pair).collect()
}

/// Whether a paragraph is in another part than before: a request of the operative part that became a recital.
fn changed_part(matching: &Matching, pair: Pair) -> bool {
    let parts = matching.resolutions.zip(pair).map(|(resolution, paragraph)| resolution[paragraph].part);
    parts.before != parts.after
}

/// Whether a subparagraph is under another paragraph than before.
fn changed_parent(matching: &Matching, pair: Pair) -> bool {
    let parents = matching.resolutions.zip(pair).map(|(resolution, paragraph)| resolution[paragraph].parent);
    let (Some(before), Some(after)) = (parents.before, parents.after) else { return false };
    let counterpart = |side, paragraph| matching.partner(side, paragraph).or(matching.whole(side, paragraph));
    let (newer, older) = (counterpart(Side::Before, before), counterpart(Side::After, after));
    let linked_together = newer == Some(after) || older == Some(before);
    !linked_together && (newer.is_some() || older.is_some())
}

/// Words as spaces separate them, at least one. Ideographs count one by one: bytes from E3 on begin characters from
/// U+3000 on.
fn estimate_word_count(text: &str) -> u64 {
    let ideographs = if text.is_ascii() { 0 } else { text.bytes().filter(|&byte| byte >= 0xE3).count() };
    (memchr::memchr_iter(b' ', text.as_bytes()).count() + ideographs) as u64 + 1
}

/// The words of each paragraph with its subparagraphs; of a heading, up to the next one.
pub(super) fn subtree_word_counts(resolution: &Resolution) -> Vec<u64> {
    let paragraphs = &resolution.paragraphs;
    let mut counts: Vec<u64> = paragraphs.par_iter().map(|text| estimate_word_count(&text.text)).collect();
    let mut below_heading = 0;
    for (index, paragraph) in paragraphs.iter().enumerate().rev() {
        if Kind::from_paragraph(paragraph) == Kind::Heading {
            counts[index] += std::mem::take(&mut below_heading);
        } else if let Some(parent) = paragraph.parent {
            counts[parent] += counts[index];
        } else {
            below_heading += counts[index];
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::tests::{matching, resolutions};
    use crate::model::{ParagraphIndex, Part, Versions};

    #[test]
    fn every_text_has_a_word() {
        for (text, expected) in [("", 1), ("Notes", 1), ("Notes the report;", 3), ("大会", 3)] {
            assert_eq!(estimate_word_count(text), expected, "{text}");
        }
    }

    #[test]
    fn a_paragraph_that_goes_to_another_part_moved() {
        let mut texts = resolutions(&["short", "a longer paragraph"], &["a longer paragraph", "short"]);
        let pairs = [(0, 1), (1, 0)];
        assert_eq!(in_order(&matching(&texts, &pairs)), [false, true]);
        texts.after.paragraphs[0].part = Part::Preambular;
        assert_eq!(in_order(&matching(&texts, &pairs)), [true, false]);
    }

    #[test]
    fn a_subparagraph_under_another_parent_moved() {
        let mut texts = resolutions(&["list", "item", "list"], &["list", "list", "item"]);
        texts.before.paragraphs[1].parent = Some(ParagraphIndex(0));
        texts.after.paragraphs[2].parent = Some(ParagraphIndex(1));
        assert_eq!(matching(&texts, &[]).move_costs, Versions::new(vec![2, 1, 1], vec![1, 2, 1]));
        assert_eq!(in_order(&matching(&texts, &[(0, 0), (1, 2), (2, 1)])), [true, false, true]);
        assert_eq!(in_order(&matching(&texts, &[(0, 1), (1, 2)])), [true, true, false]);
    }
}
