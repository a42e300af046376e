//! Pairs and fragments → links.
//!
//! In: the finished matching. Out: every paragraph in exactly one link, in the order of the newer text; a removed
//! paragraph comes after the link of the last paragraph before it that did not move.

use super::confidence;
use super::corpus::{Corpus, DenseCounts, TermCounter};
use super::matching::Matching;
use crate::model::{Link, LinkBasis, NearMiss, ParagraphIndex, Side, Versions};

/// Builds the links. `in_order` says of each older paragraph whether its pair did not move.
pub(super) fn links(corpus: &Corpus, matching: &Matching, in_order: &[bool]) -> Vec<Link> {
    let lens = matching.lens();
    // The paragraphs of each pair, by index of the older one.
    let mut members: Vec<Versions<Vec<ParagraphIndex>>> = vec![Versions::default(); lens.before];
    for side in Side::BOTH {
        for paragraph in 0..*lens.get(side) {
            if let Some(pair) = matching.pair_of(side, paragraph) {
                members[pair].get_mut(side).push(ParagraphIndex(paragraph));
            }
        }
    }
    // The removed paragraphs after each older paragraph that stays in order; first those before all of them.
    let mut removed_after: Vec<Vec<usize>> = vec![Vec::new(); lens.before + 1];
    let mut slot = 0;
    for (before, &in_order) in in_order.iter().enumerate() {
        if in_order {
            slot = before + 1;
        } else if matching.is_unmatched(Side::Before, before) {
            removed_after[slot].push(before);
        }
    }

    let mut joint = JointSimilarity::new(corpus);
    let removed = |before| unmatched(Versions::new(vec![ParagraphIndex(before)], Vec::new()));
    let mut links: Vec<Link> = removed_after[0].drain(..).map(removed).collect();
    for after in (0..lens.after).map(ParagraphIndex) {
        match matching.pair_of(Side::After, after.0) {
            None => links.push(unmatched(Versions::new(Vec::new(), vec![after]))),
            Some(pair) if members[pair].after.first() == Some(&after) => {
                let paragraphs = std::mem::take(&mut members[pair]);
                links.push(linked(&mut joint, matching, pair, paragraphs, !in_order[pair]));
                links.extend(removed_after[pair + 1].drain(..).map(removed));
            }
            Some(_) => {}
        }
    }
    links
}

fn linked(
    joint: &mut JointSimilarity,
    matching: &Matching,
    pair: usize,
    paragraphs: Versions<Vec<ParagraphIndex>>,
    moved: bool,
) -> Link {
    let evidence = matching.evidence(pair);
    if paragraphs.before.len() + paragraphs.after.len() > 2 {
        let similarity = joint.of(&paragraphs);
        let confidence = confidence::of_fragments(similarity);
        return Link { paragraphs, similarity, confidence, basis: LinkBasis::SplitOrMerge, moved };
    }
    let confidence = confidence::of_pair(&evidence);
    Link { paragraphs, similarity: evidence.similarity, confidence, basis: evidence.basis, moved }
}

/// The similarity of several older paragraphs together and several newer ones.
struct JointSimilarity<'t> {
    corpus: &'t Corpus<'t>,
    before: DenseCounts<'t>,
    counter: TermCounter,
}

impl<'t> JointSimilarity<'t> {
    fn new(corpus: &'t Corpus<'t>) -> JointSimilarity<'t> {
        JointSimilarity { corpus, before: DenseCounts::new(corpus), counter: TermCounter::new(corpus.vocabulary_len()) }
    }

    fn of(&mut self, paragraphs: &Versions<Vec<ParagraphIndex>>) -> f64 {
        let vectors = self.corpus.vectors.as_ref().zip(paragraphs.as_ref());
        let Versions { before, after } =
            vectors.map(|(vectors, paragraphs)| paragraphs.iter().map(|index| &vectors[index.0]).collect::<Vec<_>>());
        let weight: u64 = before.iter().chain(&after).map(|vector| vector.weight).sum();
        self.before.clear();
        before.iter().for_each(|vector| self.before.add(&vector.counts));
        let after = self.counter.count(after.iter().flat_map(|vector| &vector.terms).copied());
        if weight == 0 { 0.0 } else { 2.0 * self.before.overlap(&after) as f64 / weight as f64 }
    }
}

fn unmatched(paragraphs: Versions<Vec<ParagraphIndex>>) -> Link {
    Link {
        paragraphs,
        similarity: 0.0,
        confidence: confidence::of_unmatched(None),
        basis: LinkBasis::Unmatched,
        moved: false,
    }
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
            link.paragraphs.get_mut(side).retain(|index| {
                let is_first = !std::mem::replace(&mut seen.get_mut(side)[index.0], true);
                mismatched += usize::from(!is_first);
                is_first
            });
        }
    }
    if mismatched > 0 {
        links.retain(|link| !link.paragraphs.before.is_empty() || !link.paragraphs.after.is_empty());
        let one_sided = |link: &&mut Link| link.paragraphs.before.is_empty() || link.paragraphs.after.is_empty();
        for link in links.iter_mut().filter(one_sided) {
            *link = unmatched(std::mem::take(&mut link.paragraphs));
        }
    }
    for side in Side::BOTH {
        let missing = (0..*lens.get(side)).filter(|&index| !seen.get(side)[index]).map(ParagraphIndex);
        for index in missing {
            mismatched += 1;
            let mut paragraphs = Versions::default();
            *paragraphs.get_mut(side) = vec![index];
            let preceding = links.iter().rposition(|link| link.paragraphs.get(side).iter().any(|other| *other < index));
            links.insert(preceding.map_or(0, |preceding| preceding + 1), unmatched(paragraphs));
        }
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
        Link { basis: LinkBasis::SimilarInGap, ..unmatched(Versions::new(list(before), list(after))) }
    }

    #[test]
    fn every_paragraph_ends_in_one_link() {
        type Lists<'a> = &'a [(&'a [usize], &'a [usize])];
        let cases: [(Lists<'_>, usize, Lists<'_>); 5] = [
            (&[(&[0], &[0]), (&[1], &[1])], 0, &[(&[0], &[0]), (&[1], &[1])]),
            (&[], 4, &[(&[], &[0]), (&[], &[1]), (&[0], &[]), (&[1], &[])]),
            (&[(&[0], &[0])], 2, &[(&[0], &[0]), (&[], &[1]), (&[1], &[])]),
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
        matching.add_fragment(Side::Before, 0, 4);
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
