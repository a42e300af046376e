//! Pairs and fragments → links.
//!
//! In: the finished matching. Out: every paragraph in exactly one link, in the order of the newer text; a removed
//! paragraph comes after the link of the last paragraph before it that did not move.

use super::confidence;
use super::corpus::{Corpus, TermCounts};
use super::matching::{Evidence, Matching, Pair};
use crate::model::{Link, LinkBasis, NearMiss, ParagraphIndex, Side, Versions};

/// The sort key of a link: the newer paragraph that it begins with or comes after; and the removed paragraph, if it is one.
type SortKey = (Option<ParagraphIndex>, Option<ParagraphIndex>);

/// Builds the links. `in_order` says of each older paragraph whether its pair did not move.
pub(super) fn links(corpus: &Corpus, matching: &Matching, in_order: &[bool], near_misses: &[NearMiss]) -> Vec<Link> {
    let unmatched = |side, paragraph| {
        let nearest = near_misses.iter().find(|miss| *miss.paragraphs.get(side) == paragraph);
        let confidence = confidence::of_unmatched(nearest.map(|miss| miss.similarity));
        let mut paragraphs = Versions::<Vec<ParagraphIndex>>::default();
        paragraphs.get_mut(side).push(paragraph);
        Link { paragraphs, similarity: 0.0, confidence, basis: LinkBasis::Unmatched, moved: false }
    };
    let mut links: Vec<(SortKey, Link)> = Vec::new();
    let mut above = None;
    for before in corpus.resolutions.before.indices() {
        if let Some((after, evidence)) = matching.pairing(Side::Before, before) {
            let link = linked(corpus, matching, Pair { before, after }, evidence, !in_order[before.0]);
            let first = link.paragraphs.after.first().copied();
            if in_order[before.0] {
                above = first;
            }
            links.push(((first, None), link));
        } else if matching.is_unmatched(Side::Before, before) {
            links.push(((above, Some(before)), unmatched(Side::Before, before)));
        }
    }
    let added = matching.unmatched().after.into_iter();
    links.extend(added.map(|after| ((Some(after), None), unmatched(Side::After, after))));
    links.sort_by_key(|(key, _)| *key);
    links.into_iter().map(|(_, link)| link).collect()
}

/// The link of a pair with the fragments of both texts.
fn linked(corpus: &Corpus, matching: &Matching, pair: Pair, evidence: Evidence, moved: bool) -> Link {
    let mut paragraphs = pair.map(|paragraph| vec![paragraph]);
    for side in Side::BOTH {
        let members = paragraphs.get_mut(side);
        members.extend(matching.fragments(side.other(), *pair.get(side.other())));
        members.sort_unstable();
    }
    if paragraphs.before.len() + paragraphs.after.len() > 2 {
        let counts =
            corpus.vectors.as_ref().zip(paragraphs.as_ref()).map(|(vectors, paragraphs)| {
                TermCounts::joined(paragraphs.iter().map(|&paragraph| &vectors[paragraph]))
            });
        let similarity = corpus.similarity(&counts.before, &counts.after);
        let confidence = confidence::of_fragments(similarity);
        return Link { paragraphs, similarity, confidence, basis: LinkBasis::SplitOrMerge, moved };
    }
    let confidence = confidence::of_pair(&evidence);
    Link { paragraphs, similarity: evidence.similarity, confidence, basis: evidence.basis, moved }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::tests::{corpus, matching, resolutions};

    #[test]
    fn links_follow_the_newer_text() {
        let texts = resolutions(&["a", "b", "c", "d"], &["new", "d", "a", "c", "b"]);
        let mut matching = matching(&texts, &[(0, 2), (3, 1)]);
        matching.add_fragment(Side::Before, ParagraphIndex(0), ParagraphIndex(4));
        let links = links(&corpus(&texts), &matching, &[true, false, false, false], &[]);
        let found: Vec<_> = links.into_iter().map(|link| (link.paragraphs, link.moved)).collect();
        let expected: [(&[usize], &[usize], bool); 6] = [
            (&[], &[0], false),
            (&[3], &[1], true),
            (&[0], &[2, 4], false),
            (&[1], &[], false),
            (&[2], &[], false),
            (&[], &[3], false),
        ];
        let indices = |indices: &[usize]| indices.iter().copied().map(ParagraphIndex).collect();
        let expected = expected.map(|(before, after, moved)| (Versions::new(before, after).map(indices), moved));
        assert_eq!(found, expected);
    }
}
