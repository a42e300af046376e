//! Pairs and parts → links.
//!
//! In: what found what. Out: every paragraph in exactly one link, in the order of the newer text; a removed paragraph
//! stands behind the link of the last paragraph before it that did not move.

use super::confidence;
use super::matching::Matching;
use super::texts::{Texts, bag};
use crate::model::{Basis, Link, NearMiss, ParagraphIndex, Side, Versions};

/// Writes the links; `standing` says by place in the older text whose pair does not move.
pub(super) fn links(texts: &Texts, matching: &Matching, standing: &[bool]) -> Vec<Link> {
    let sizes = texts.resolutions.map(|resolution| resolution.paragraphs.len());
    let mut members: Vec<Versions<Vec<ParagraphIndex>>> = vec![Versions::default(); sizes.before];
    for side in Side::BOTH {
        for paragraph in 0..*sizes.get(side) {
            if let Some(pair) = matching.pair_of(side, paragraph) {
                members[pair].get_mut(side).push(ParagraphIndex(paragraph));
            }
        }
    }
    // What comes first in the newer text, and what was removed behind it.
    let mut first: Vec<Option<usize>> = vec![None; sizes.after];
    for (before, lists) in members.iter().enumerate() {
        if let Some(after) = lists.after.first() {
            first[after.0] = Some(before);
        }
    }
    let mut removed_first = Vec::new();
    let mut removed_behind: Vec<Vec<usize>> = vec![Vec::new(); sizes.before];
    let mut last = None;
    for (before, &stands) in standing.iter().enumerate() {
        if matching.partner().before[before].is_some() {
            last = if stands { Some(before) } else { last };
        } else if matching.pair_of(Side::Before, before).is_none() {
            last.map_or(&mut removed_first, |last: usize| &mut removed_behind[last]).push(before);
        }
    }

    let removed = |at: usize| alone(Versions::new(vec![ParagraphIndex(at)], Vec::new()));
    let mut out: Vec<Link> = removed_first.into_iter().map(removed).collect();
    for (after, before) in first.into_iter().enumerate() {
        if let Some(before) = before {
            let lists = std::mem::take(&mut members[before]);
            out.push(linked(texts, matching, before, lists, !standing[before]));
            out.extend(removed_behind[before].drain(..).map(removed));
        } else if matching.pair_of(Side::After, after).is_none() {
            out.push(alone(Versions::new(Vec::new(), vec![ParagraphIndex(after)])));
        }
    }
    out
}

fn alone(paragraphs: Versions<Vec<ParagraphIndex>>) -> Link {
    Link { paragraphs, similarity: 0.0, confidence: confidence::of_alone(None), basis: Basis::Alone, moved: false }
}

/// The last check: every paragraph is in exactly one link. Returns how many were not, which only a mistake in a step
/// before can cause.
///
/// Of a paragraph in several links only the first keeps it, and one in no link gets its own, so that even then
/// nothing is lost and nothing is told twice.
pub(super) fn complete(links: &mut Vec<Link>, sizes: Versions<usize>) -> usize {
    let mut seen = sizes.map(|size| vec![false; size]);
    let mut wrong = 0;
    for Link { paragraphs, .. } in links.iter_mut() {
        for side in Side::BOTH {
            let seen = seen.get_mut(side);
            paragraphs.get_mut(side).retain(|index| {
                let first = !std::mem::replace(&mut seen[index.0], true);
                wrong += usize::from(!first);
                first
            });
        }
    }
    if wrong > 0 {
        links.retain(|link| !link.paragraphs.before.is_empty() || !link.paragraphs.after.is_empty());
        for link in
            links.iter_mut().filter(|link| link.paragraphs.before.is_empty() || link.paragraphs.after.is_empty())
        {
            *link = alone(std::mem::take(&mut link.paragraphs));
        }
    }
    for side in Side::BOTH {
        let missing = (0..*sizes.get(side)).filter(|&index| !seen.get(side)[index]).map(ParagraphIndex);
        for index in missing {
            wrong += 1;
            let mut paragraphs: Versions<Vec<ParagraphIndex>> = Versions::default();
            paragraphs.get_mut(side).push(index);
            let preceding = links.iter().rposition(|link| link.paragraphs.get(side).iter().any(|other| *other < index));
            links.insert(preceding.map_or(0, |preceding| preceding + 1), alone(paragraphs));
        }
    }
    wrong
}

/// What is alone is so with less confidence where it was nearly a pair.
pub(super) fn doubt(links: &mut [Link], near_misses: &[NearMiss]) {
    for link in links.iter_mut().filter(|link| link.basis == Basis::Alone) {
        let missed = |miss: &&NearMiss| {
            let Versions { before, after } = &link.paragraphs;
            before.contains(&miss.paragraphs.before) || after.contains(&miss.paragraphs.after)
        };
        let nearest = near_misses.iter().find(missed).map(|miss| miss.similarity);
        link.confidence = confidence::of_alone(nearest);
    }
}

fn linked(
    texts: &Texts,
    matching: &Matching,
    before: usize,
    paragraphs: Versions<Vec<ParagraphIndex>>,
    moved: bool,
) -> Link {
    let evidence = matching.evidence(before);
    let several = paragraphs.before.len() + paragraphs.after.len() > 2;
    let similarity = if several { shared(texts, &paragraphs) } else { evidence.similarity };
    let basis = if several { Basis::SharedText } else { evidence.basis };
    let confidence = if several { confidence::of_parts(similarity) } else { confidence::of_pair(&evidence) };
    Link { paragraphs, similarity, confidence, basis, moved }
}

fn shared(texts: &Texts, paragraphs: &Versions<Vec<ParagraphIndex>>) -> f64 {
    let sides = texts.units.as_ref().zip(paragraphs.as_ref()).map(|(units, list)| {
        let units = || list.iter().map(|at| &units[at.0]);
        let words: Vec<u32> = units().flat_map(|unit| &unit.words).copied().collect();
        (bag(&words), units().map(|unit| unit.weight).sum::<u64>())
    });
    let Versions { before: (before, one), after: (after, other) } = sides;
    let weight = one + other;
    if weight == 0 { 0.0 } else { 2.0 * texts.common(&before, &after) as f64 / weight as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(before: &[usize], after: &[usize]) -> Link {
        let list = |indices: &[usize]| indices.iter().copied().map(ParagraphIndex).collect();
        Link { basis: Basis::SameSlot, ..alone(Versions::new(list(before), list(after))) }
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
        for (given, wrong, expected) in cases {
            let mut links: Vec<Link> = given.iter().map(|(before, after)| link(before, after)).collect();
            assert_eq!(complete(&mut links, Versions::new(2, 2)), wrong, "{given:?}");
            let expected: Vec<_> = expected.iter().map(|(before, after)| link(before, after).paragraphs).collect();
            assert_eq!(links.into_iter().map(|link| link.paragraphs).collect::<Vec<_>>(), expected, "{given:?}");
        }
    }
}
