//! Pairs and parts → links.
//!
//! In: what found what. Out: every paragraph in exactly one link, in the order of the newer text; a removed paragraph
//! stands behind the link of the last paragraph before it that did not move.

use super::confidence;
use super::matching::Matching;
use super::texts::{Texts, bag};
use crate::model::{Basis, Link, NearMiss, ParagraphIndex, Versions};

/// Writes the links; `standing` says by place in the older text whose pair does not move.
pub(super) fn links(texts: &Texts, matching: &Matching, standing: &[bool]) -> Vec<Link> {
    let sizes = texts.resolutions.map(|resolution| resolution.paragraphs.len());
    let partner = matching.partner();
    let mut members: Vec<Versions<Vec<ParagraphIndex>>> = vec![Versions::default(); sizes.before];
    for pair in matching.pairs() {
        members[pair.before].before.push(ParagraphIndex(pair.before));
        members[pair.before].after.push(ParagraphIndex(pair.after));
    }
    for (part, whole) in matching.part_of().after.iter().enumerate() {
        if let Some(whole) = *whole {
            members[whole].after.push(ParagraphIndex(part));
        }
    }
    for (part, whole) in matching.part_of().before.iter().enumerate() {
        if let Some(before) = whole.and_then(|whole| partner.after[whole]) {
            members[before].before.push(ParagraphIndex(part));
        }
    }
    // What comes first in the newer text, and what was removed behind it.
    let mut first: Vec<Option<usize>> = vec![None; sizes.after];
    for (before, lists) in members.iter_mut().enumerate() {
        lists.before.sort_unstable();
        lists.after.sort_unstable();
        if let Some(after) = lists.after.first() {
            first[after.0] = Some(before);
        }
    }
    let mut removed_first = Vec::new();
    let mut removed_behind: Vec<Vec<usize>> = vec![Vec::new(); sizes.before];
    let mut last = None;
    for (before, &stands) in standing.iter().enumerate() {
        if partner.before[before].is_some() {
            last = if stands { Some(before) } else { last };
        } else if matching.part_of().before[before].is_none() {
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
        } else if partner.after[after].is_none() && matching.part_of().after[after].is_none() {
            out.push(alone(Versions::new(Vec::new(), vec![ParagraphIndex(after)])));
        }
    }
    out
}

fn alone(paragraphs: Versions<Vec<ParagraphIndex>>) -> Link {
    Link { paragraphs, similarity: 0.0, confidence: confidence::of_alone(None), basis: Basis::Alone, moved: false }
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
