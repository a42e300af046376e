//! Two [`Resolution`]s → [`Alignment`]: which paragraphs belong together.
//!
//! Printed numbers never decide: year on year only 46 % of the operative paragraphs keep theirs. Words do, and position.
//!
//! 1. [`anchors`]: equal texts are pairs, repeated ones in order. The pairs in order ([`order`], [`moves`]) are the
//!    [`backbone`]; between them are gaps.
//! 2. [`corpus`]: the terms of the other paragraphs, weighted by inverse document frequency.
//! 3. [`similar`], the surest first: the best set of pairs ([`assign`]) among the [`candidates`] with a high [`score`];
//!    of a paragraph and its [`copies`], the one in its place; of two pairs, the one whose cross-references are linked.
//! 4. [`formulas`] are no evidence: in texts that are not versions of one text, only very similar pairs stay. In
//!    versions of one text, pairs that are not similar may have [`plausibility`].
//! 5. [`splits`]: an unmatched paragraph may be a fragment of a linked text, or be [`contained`] in an unmatched one.
//! 6. [`links`], each with a [`confidence`]; [`misses`], pairs that were nearly linked.
//!
//! Each step reads and writes one [`matching`]; those that need the backbone find it anew, and the long ones are parallel
//! inside. Work grows with the number of paragraphs, for hostile texts too: every step that could be quadratic has a
//! bound. Sums are of integers, and every tie is broken by position: the same texts give the same alignment, bit by bit.
//!
//! Measured: 442 links of eleven real pairs, checked by hand, all right, moves and splits among them; on generated
//! pairs, mean edge F1 1.000 (draft), .997 (yearly), .992 (heavily reworded), .995 (shuffled).

mod anchors;
mod assign;
mod backbone;
mod candidates;
mod confidence;
mod contained;
mod copies;
mod corpus;
mod formulas;
mod links;
mod matching;
mod misses;
mod moves;
mod order;
pub mod plausibility;
mod score;
mod similar;
mod splits;

use crate::model::{Alignment, Link, LinkBasis, Resolution, Versions, Warning};
use backbone::Backbone;
use corpus::Corpus;
use matching::Matching;

/// Finds which paragraphs of two resolutions belong together.
///
/// ```
/// # use travaux::model::Versions;
/// # let text = |verb| format!("The General Assembly,\n\n1. Decides to meet;\n\n2. {verb} the keepers of lights to report.");
/// # let resolution = |verb| travaux::resolution(text(verb).as_bytes());
/// let versions = Versions::new(resolution("Requests")?, resolution("Invites")?);
/// let alignment = travaux::align::align(versions.as_ref());
/// let last = alignment.links.last().expect("there are paragraphs");
/// assert_eq!(last.paragraphs.before, last.paragraphs.after);
/// assert!(last.similarity > 0.5 && !last.moved);
/// # Ok::<(), travaux::read::Error>(())
/// ```
pub fn align(resolutions: Versions<&Resolution>) -> Alignment {
    let mut matching = anchors::pair_equal(resolutions);
    let corpus = Corpus::new(&matching);
    let are_versions = similar::pair(&corpus, &mut matching);
    let pairs: Vec<_> = matching.pairs().collect();
    splits::attach_fragments(&pairs, &corpus, &mut matching);
    if are_versions {
        contained::pair_contained(&corpus, &mut matching);
        plausibility::unlink_left_by_list(&mut matching);
    }
    finish(&corpus, &matching)
}

/// Builds the links and lists near misses and warnings.
fn finish(corpus: &Corpus, matching: &Matching) -> Alignment {
    let backbone = Backbone::new(matching);
    let near_misses = misses::near_misses(corpus, &backbone, matching);
    let links = links::links(corpus, matching, &backbone.in_order, &near_misses);
    Alignment { warnings: warnings(corpus.resolutions, &links), links, near_misses }
}

/// What a reader should know before trusting the result.
fn warnings(resolutions: Versions<&Resolution>, links: &[Link]) -> Vec<Warning> {
    let empty = resolutions.map(|resolution| resolution.paragraphs.is_empty());
    let warning = match (empty.before, empty.after) {
        (true, true) => Some(Warning::new("neither text has paragraphs, so there is nothing to compare")),
        (true, false) => Some(Warning::new("the older text has no paragraphs, so everything is new")),
        (false, true) => Some(Warning::new("the newer text has no paragraphs, so everything is gone")),
        (false, false) => unrelated(resolutions, links).map(Warning::about_pair),
    };
    warning.into_iter().collect()
}

/// Fewer paragraphs than this on either side say nothing: of three, two may well be rewritten.
const MIN_PARAGRAPHS: usize = 4;

/// A warning where no paragraph or fewer than half of those of each side have a counterpart: two versions of one text
/// share more, and a text that only grew or shrank keeps the whole of its shorter version.
fn unrelated(resolutions: Versions<&Resolution>, links: &[Link]) -> Option<String> {
    let mut linked = Versions::new(0, 0);
    for link in links.iter().filter(|link| link.basis != LinkBasis::Unmatched) {
        linked.before += link.paragraphs.before.len();
        linked.after += link.paragraphs.after.len();
    }
    if linked.before == 0 {
        return Some("The texts may be unrelated: they have no paragraph in common.".to_owned());
    }
    let len = resolutions.map(|resolution| resolution.paragraphs.len());
    let is_unrelated =
        len.before.min(len.after) >= MIN_PARAGRAPHS && linked.before * 2 < len.before && linked.after * 2 < len.after;
    is_unrelated.then(|| {
        format!(
            "The texts may be unrelated: only {} of the {} paragraphs of the first and {} of the {} of the second have a \
             counterpart.",
            linked.before, len.before, linked.after, len.after
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Paragraph, ParagraphId, ParagraphIndex, Part};
    use matching::{Evidence, Pair};

    /// Operative paragraphs with the given texts.
    pub(super) fn resolutions(before: &[&str], after: &[&str]) -> Versions<Resolution> {
        let paragraph = |text: &&str| Paragraph::new(ParagraphId((*text).into()), Part::Operative, text);
        let resolution =
            |texts: &[&str]| Resolution { paragraphs: texts.iter().map(paragraph).collect(), ..Resolution::default() };
        Versions::new(before, after).map(resolution)
    }

    pub(super) fn pair(before: usize, after: usize) -> Pair {
        Pair::new(ParagraphIndex(before), ParagraphIndex(after))
    }

    /// A matching with the given pairs.
    pub(super) fn matching<'a>(resolutions: &'a Versions<Resolution>, pairs: &[(usize, usize)]) -> Matching<'a> {
        let mut matching = Matching::new(resolutions.as_ref());
        for &(before, after) in pairs {
            matching.link(pair(before, after), Evidence::equal(LinkBasis::EqualText));
        }
        matching
    }

    /// All paragraphs with their terms.
    pub(super) fn corpus(resolutions: &Versions<Resolution>) -> Corpus<'_> {
        Corpus::new(&Matching::new(resolutions.as_ref()))
    }
}
