//! The result of `align`: links between the paragraphs of two versions.

use super::{ParagraphIndex, Versions};

/// Which paragraphs of the two versions belong together. Every paragraph is in exactly one link.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Alignment {
    /// Links in the order of the newer text, with those of removed paragraphs in their old place.
    pub links: Vec<Link>,
    /// Pairs that were similar but not enough, best first.
    pub near_misses: Vec<NearMiss>,
    /// What was doubtful.
    pub warnings: Vec<super::Warning>,
}

/// Paragraphs that belong together: 1–1, 1–0 removed, 0–1 added, 1–n split, n–1 merged, n–m both.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The paragraphs of each side, in order.
    pub paragraphs: Versions<Vec<ParagraphIndex>>,
    /// Weight of the words in common as a share of all words of both sides, 0 to 1.
    pub similarity: f64,
    /// How sure the link is, 0 to 1.
    pub confidence: f64,
    /// What it is based on.
    pub basis: LinkBasis,
    /// Whether it is among the fewest words that must move for the order to change.
    pub moved: bool,
}

/// What a link is based on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum LinkBasis {
    /// The same words.
    EqualText,
    /// The same words, found more than once and taken in order.
    EqualTextInOrder,
    /// Similar words in the same place between linked neighbours.
    SimilarInGap,
    /// Similar words, wherever they stand.
    SimilarWords,
    /// A text divided over several paragraphs.
    SplitOrMerge,
    /// Nothing like it on the other side.
    #[default]
    Unmatched,
}

impl LinkBasis {
    /// The words used in reports.
    pub fn name(self) -> &'static str {
        match self {
            LinkBasis::EqualText => "equal text",
            LinkBasis::EqualTextInOrder => "equal text, in order",
            LinkBasis::SimilarInGap => "same place, similar words",
            LinkBasis::SimilarWords => "similar words",
            LinkBasis::SplitOrMerge => "shared text",
            LinkBasis::Unmatched => "nothing like it",
        }
    }
}

/// An added and a removed paragraph that were similar, but not enough to be linked.
#[derive(Debug, Clone, PartialEq)]
pub struct NearMiss {
    /// The two paragraphs.
    pub paragraphs: Versions<ParagraphIndex>,
    /// As in [`Link::similarity`].
    pub similarity: f64,
}
