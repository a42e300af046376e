//! Pairs and fragments → links.
//!
//! In: the finished matching. Out: every paragraph in exactly one link, in the order of the newer text; a removed
//! paragraph comes after the link of the last paragraph before it that did not move.

use super::confidence;
use super::corpus::{Corpus, TermCounts};
use super::matching::{Evidence, Matching, Pair};
use crate::model::{Link, LinkBasis, NearMiss, ParagraphIndex, Side, Versions};

/// What links are sorted by: the newer paragraph that a link begins with or comes after, and a removed paragraph.
type SortKey = (Option<ParagraphIndex>, Option<ParagraphIndex>);

/// Builds the links. `in_order` says of each older paragraph whether its pair did not move.
pub(super) fn links(corpus: &Corpus, matching: &Matching, in_order: &[bool]) -> Vec<Link> {
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

fn unmatched(side: Side, paragraph: ParagraphIndex) -> Link {
    let mut paragraphs = Versions::default();
    *paragraphs.get_mut(side) = vec![paragraph];
    unlinked(paragraphs)
}

fn unlinked(paragraphs: Versions<Vec<ParagraphIndex>>) -> Link {
    let confidence = confidence::of_unmatched(None);
    Link { paragraphs, similarity: 0.0, confidence, basis: LinkBasis::Unmatched, moved: false }
}

/// The last check: every paragraph is in exactly one link. Returns how many were not, which only a mistake in an
/// earlier step can cause.
///
/// Of a paragraph in several links only the first keeps it, and one in no link gets its own, so that even then nothing
/// is lost and nothing is reported twice.
pub(super) fn complete(links: &mut Vec<Link>, lens: Versions<usize>) -> usize {
    let mut seen = lens.map(|len| vec![false; len]);
    let mut mismatched = 0;
    for link in links.iter_mut() {
        for side in Side::BOTH {
            link.paragraphs.get_mut(side).retain(|&index| {
                let is_first = !std::mem::replace(&mut seen.get_mut(side)[index], true);
                mismatched += usize::from(!is_first);
                is_first
            });
        }
        if link.paragraphs.before.is_empty() || link.paragraphs.after.is_empty() {
            *link = unlinked(std::mem::take(&mut link.paragraphs));
        }
    }
    links.retain(|link| !link.paragraphs.before.is_empty() || !link.paragraphs.after.is_empty());
    for side in Side::BOTH {
        let missing = seen.get(side).iter().enumerate().filter(|(_, seen)| !**seen);
        let missing: Vec<Link> = missing.map(|(index, _)| unmatched(side, ParagraphIndex(index))).collect();
        mismatched += missing.len();
        links.extend(missing);
    }
    mismatched
}

/// Lowers the confidence of unmatched paragraphs that were nearly linked.
pub(super) fn discount_near_misses(links: &mut [Link], near_misses: &[NearMiss]) {
    for link in links.iter_mut().filter(|link| link.basis == LinkBasis::Unmatched) {
        let Versions { before, after } = &link.paragraphs;
        let concerns =
            |miss: &&NearMiss| before.contains(&miss.paragraphs.before) || after.contains(&miss.paragraphs.after);
        let nearest = near_misses.iter().find(concerns).map(|miss| miss.similarity);
        link.confidence = confidence::of_unmatched(nearest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::tests::{corpus, matching, resolutions};

    fn link(before: &[usize], after: &[usize]) -> Link {
        let list = |indices: &[usize]| indices.iter().copied().map(ParagraphIndex).collect();
        Link { basis: LinkBasis::SimilarInGap, ..unlinked(Versions::new(list(before), list(after))) }
    }

    #[test]
    fn every_paragraph_ends_in_one_link() {
        type Lists<'a> = &'a [(&'a [usize], &'a [usize])];
        let cases: [(Lists<'_>, usize, Lists<'_>); 5] = [
            (&[(&[0], &[0]), (&[1], &[1])], 0, &[(&[0], &[0]), (&[1], &[1])]),
            (&[], 4, &[(&[0], &[]), (&[1], &[]), (&[], &[0]), (&[], &[1])]),
            (&[(&[0], &[0])], 2, &[(&[0], &[0]), (&[1], &[]), (&[], &[1])]),
            (&[(&[0], &[0]), (&[0], &[1]), (&[1], &[])], 1, &[(&[0], &[0]), (&[], &[1]), (&[1], &[])]),
            (&[(&[0, 1], &[0, 1]), (&[1], &[1])], 2, &[(&[0, 1], &[0, 1])]),
        ];
        for (given, mismatched, expected) in cases {
            let mut links: Vec<Link> = given.iter().map(|(before, after)| link(before, after)).collect();
            assert_eq!(complete(&mut links, Versions::new(2, 2)), mismatched, "{given:?}");
            let expected: Vec<_> = expected.iter().map(|(before, after)| link(before, after).paragraphs).collect();
            assert_eq!(links.into_iter().map(|link| link.paragraphs).collect::<Vec<_>>(), expected, "{given:?}");
        }
    }

    #[test]
    fn links_follow_the_newer_text() {
        let texts = resolutions(&["a", "b", "c", "d"], &["new", "d", "a", "c", "b"]);
        let mut matching = matching(&texts, &[(0, 2), (3, 1)]);
        matching.add_fragment(Side::Before, ParagraphIndex(0), ParagraphIndex(4));
        let links = links(&corpus(&texts), &matching, &[true, false, false, false]);
        let found: Vec<_> = links.iter().map(|link| (link.paragraphs.clone(), link.moved)).collect();
        let expected: [(&[usize], &[usize], bool); 6] = [
            (&[], &[0], false),
            (&[3], &[1], true),
            (&[0], &[2, 4], false),
            (&[1], &[], false),
            (&[2], &[], false),
            (&[], &[3], false),
        ];
        assert_eq!(found, expected.map(|(before, after, moved)| (link(before, after).paragraphs, moved)));
    }
}
