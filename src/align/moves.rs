//! What stands and what moves.
//!
//! In: pairs. Out: the pairs that stand, the backbone; all others must move for the order to change.
//!
//! 1. A subparagraph whose paragraph is linked, but not with the paragraph it now belongs to, has moved whatever its
//!    place: the last item of a list that becomes the first of the next crosses only a short chapeau.
//! 2. Of the rest the heaviest sequence in order stands. A paragraph weighs its words and those of its
//!    subparagraphs, a heading those of all that stands under it: a paragraph that leaves its section has crossed a
//!    heading of three words, and it is the paragraph that moved.
//!
//! Pairs are taken in one sequence through all levels: what belongs together crosses the same pairs, so it stands or
//! moves together.

use rayon::prelude::*;

use super::matching::{Matching, Pair};
use super::order::heaviest_increasing;
use super::texts::Kind;
use crate::model::{ParagraphIndex, Resolution, Versions};

/// How heavy each paragraph is to move, and which it is under, by side.
pub(super) struct Hefts {
    hefts: Versions<Vec<u64>>,
    parents: Versions<Vec<Option<ParagraphIndex>>>,
    /// Which have subparagraphs.
    chapeaus: Versions<Vec<bool>>,
}

impl Hefts {
    /// Weighs both texts.
    pub(super) fn weigh(resolutions: Versions<&Resolution>) -> Hefts {
        let parents =
            |resolution: &Resolution| resolution.paragraphs.iter().map(|paragraph| paragraph.parent).collect();
        let parents: Versions<Vec<Option<ParagraphIndex>>> = resolutions.map(parents);
        let chapeaus = parents.as_ref().map(|parents| {
            let mut chapeaus = vec![false; parents.len()];
            parents.iter().flatten().for_each(|parent| chapeaus[parent.0] = true);
            chapeaus
        });
        Hefts { hefts: resolutions.map(hefts), parents, chapeaus }
    }

    /// Whether either of a pair has subparagraphs.
    pub(super) fn is_chapeau(&self, pair: Pair) -> bool {
        self.chapeaus.before[pair.before] || self.chapeaus.after[pair.after]
    }

    /// How heavy a pair is.
    pub(super) fn of(&self, pair: Pair) -> u64 {
        self.hefts.before[pair.before] + self.hefts.after[pair.after]
    }
}

/// By place in the older text, whether its pair stands.
pub(super) fn standing(matching: &Matching, hefts: &Hefts) -> Vec<bool> {
    let mut out = vec![false; hefts.parents.before.len()];
    let pairs: Vec<Pair> = matching.pairs().filter(|&pair| !left_its_parent(hefts, matching, pair)).collect();
    let stand = heaviest_increasing(pairs.iter().map(|&pair| (pair.after, hefts.of(pair))));
    for (pair, stands) in pairs.iter().zip(stand) {
        out[pair.before] = stands;
    }
    out
}

/// Whether a subparagraph is under another paragraph than its old one.
fn left_its_parent(hefts: &Hefts, matching: &Matching, pair: Pair) -> bool {
    let parents = hefts.parents.as_ref().zip(pair).map(|(parents, at)| parents[at]);
    let Some((before, after)) = parents.before.zip(parents.after).map(|(before, after)| (before.0, after.0)) else {
        return false;
    };
    let partners = matching.partner().before[before].or(matching.part_of().before[before]);
    let partners_back = matching.partner().after[after].or(matching.part_of().after[after]);
    let together = partners == Some(after) || partners_back == Some(before);
    !together && (partners.is_some() || partners_back.is_some())
}

/// Words as spaces part them, ideographs one by one; at least one. Bytes from E3 on begin characters from U+3000 on.
fn words(text: &str) -> u64 {
    // so few at once that a byte can count them, and many are counted side by side
    let few = text.as_bytes().chunks(128);
    let parting = few.map(|few| few.iter().map(|byte| u8::from(*byte == b' ') | u8::from(*byte >= 0xE3)).sum::<u8>());
    parting.map(u64::from).sum::<u64>() + 1
}

fn hefts(resolution: &Resolution) -> Vec<u64> {
    let mut hefts: Vec<u64> = resolution.paragraphs.par_iter().map(|paragraph| words(&paragraph.text)).collect();
    let mut under = 0;
    for (at, paragraph) in resolution.paragraphs.iter().enumerate().rev() {
        if Kind::of(paragraph) == Kind::Heading {
            hefts[at] += std::mem::take(&mut under);
        } else if let Some(parent) = paragraph.parent {
            hefts[parent.0] += hefts[at];
        } else {
            under += hefts[at];
        }
    }
    hefts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_has_a_word() {
        for (text, expected) in [("", 1), ("Notes", 1), ("Notes the report;", 3), ("大会", 3)] {
            assert_eq!(words(text), expected, "{text}");
        }
    }
}
