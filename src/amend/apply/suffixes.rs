//! Where a paragraph with a number such as `4 ter` goes: behind those of the same number that come before it.

use super::Applier;
use super::draft::NodeIndex;
use super::new_paragraphs::Template;
use super::numbering::has_suffix;
use crate::lexicon::suffix_place;
use crate::model::{Label, NewParagraph};

/// What the number behind a number counts for: `4` before `4 bis` before `4 ter`, `4A` before `4B`. None where that is not
/// known.
fn rank(label: &Label) -> Option<Vec<usize>> {
    let letter = |word: &str| match word.to_ascii_lowercase().as_bytes() {
        [letter @ b'a'..=b'z'] => Some(usize::from(*letter)),
        _ => None,
    };
    let of_word = |word: &str| {
        let word = word.to_lowercase();
        suffix_place(&word).or_else(|| word.parse().ok()).or_else(|| letter(&word))
    };
    label.count_and_suffix().1.split_whitespace().map(of_word).collect()
}

impl Applier<'_> {
    /// The place of new paragraphs of which the first has a number such as `4 ter`, near the place that is named; or why
    /// there is none.
    pub(super) fn suffixed_insertion_point(
        &self,
        text: &[NewParagraph],
        (place, anchor): (usize, Option<NodeIndex>),
        template: &Template,
    ) -> Result<(usize, Option<NodeIndex>), String> {
        let label = text.first().and_then(|new| new.label.as_ref()).filter(|label| has_suffix(label));
        let Some((label, wanted)) = label.and_then(|label| Some((label, rank(label)?))) else {
            return Ok((place, anchor));
        };
        let (count, suffix) = label.count_and_suffix();
        let is_beside = |node: &NodeIndex| {
            let node = &self.draft.nodes[*node];
            node.is_of_draft()
                && (node.parent, node.paragraph.part, node.paragraph.depth)
                    == (template.parent, template.part, template.depth)
        };
        let of_draft = |node: NodeIndex| self.draft.nodes[node].paragraph.label.as_ref();
        let is_same = |node: &NodeIndex| of_draft(*node).is_some_and(|other| other.count_and_suffix().0 == count);
        let (before, behind) = self.draft.order.split_at(place);
        let before = before.iter().rev().copied().filter(is_beside).take_while(is_same);
        let behind = behind.iter().copied().filter(is_beside).take_while(is_same);
        let mut same: Vec<NodeIndex> = before.collect();
        same.reverse();
        same.extend(behind);
        let is_taken = |node: &&NodeIndex| {
            let other = of_draft(**node).map(|other| other.count_and_suffix().1.trim());
            self.draft.nodes[**node].is_current()
                && other.is_some_and(|other| other.eq_ignore_ascii_case(suffix.trim()))
        };
        if let Some(taken) = same.iter().find(is_taken) {
            let called = self.paragraph_name(*taken);
            return Err(format!(
                "the draft already has {called}; replace it, or give the new paragraph another number"
            ));
        }
        let is_lesser = |node: &&NodeIndex| of_draft(**node).and_then(rank).is_some_and(|other| other < wanted);
        Ok(match same.iter().rev().find(is_lesser) {
            Some(last) => (self.draft.behind(*last), Some(*last)),
            None => (place, anchor),
        })
    }
}
