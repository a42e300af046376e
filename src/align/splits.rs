//! Texts shared out over several paragraphs: splits, merges, a paragraph re-cut into a list and back.
//!
//! In: pairs, and paragraphs still alone. Out: parts, each joined to the pair that has the rest of its text.
//!
//! A paragraph that is alone is a part of an older text if its words are those that the older text's partner does
//! **not** use. Similarity of subject is not enough; the evidence is strict:
//!
//! - its own words, the opening phrase aside (a new paragraph needs a new one), are covered by that remainder:
//!   [`NEAR`] beside the partner or in its list, [`FAR`] anywhere else;
//! - they have a run in common: [`RUN`] words, or [`RUN_SHARE`] of a short paragraph;
//! - partner and part together are more like the older text than the partner alone, by [`GAIN`].
//!
//! Merges are the same with the sides exchanged. Strongest evidence first; what a part takes is gone for the next.
//! A text has up to [`PARTS`] parts, a list as many as it has items; a part of many is never a whole of others.

use std::collections::HashSet;

use foldhash::fast::RandomState;
use rayon::prelude::*;

use super::candidates::{Ballot, Index};
use super::matching::{Matching, Pair};
use super::texts::{Kind, Laid, Texts};
use crate::model::Side;

const NEAR: f64 = 0.50;
const FAR: f64 = 0.65;
const RUN: usize = 8;
const RUN_SHARE: f64 = 0.4;
const GAIN: f64 = 0.04;
const PARTS: usize = 4;
/// Paragraphs to either side that are beside each other.
const BESIDE: usize = 2;
/// A pair with a lower score gives way to strong evidence that one of the two is a part of another text.
const WEAK: f64 = 0.50;
/// What such evidence is.
const STRONG: f64 = 0.75;
/// Paragraphs looked at by one processor at once: few, because few are left, and each takes long.
const AT_ONCE: usize = 16;

/// Finds the parts of split paragraphs, then of merged ones.
pub(super) fn share(texts: &Texts, matching: &mut Matching) {
    // A pair may be parted before the second index is looked at: it is no evidence then.
    let (before, after) =
        rayon::join(|| wholes(texts, matching, Side::Before), || wholes(texts, matching, Side::After));
    for (whole, index) in Side::BOTH.into_iter().zip([before, after]) {
        share_one_way(texts, matching, whole, &index);
        add_chapeaus(texts, matching, whole);
    }
}

/// The texts that may be in several parts: those with a partner that does not use all of them.
fn wholes(texts: &Texts, matching: &Matching, whole: Side) -> Index {
    let units = texts.units.get(whole);
    let partner = matching.partner().get(whole);
    Index::over(
        texts,
        units,
        (0..units.len()).filter(|&at| partner[at].is_some() && !units[at].bag.is_empty()).collect(),
    )
}

/// Where a text was re-cut into the items of a list, the words above the list are a part of it too, few and general as
/// they are ("Requests the Secretary-General:").
fn add_chapeaus(texts: &Texts, matching: &mut Matching, whole: Side) {
    let side = whole.other();
    let paragraphs = &texts.resolutions.get(side).paragraphs;
    let mut laid = Laid::over(texts);
    for part in 0..paragraphs.len() {
        let Some(of) = matching.part_of().get(side)[part] else { continue };
        let Some(chapeau) = paragraphs[part].parent.map(|parent| parent.0) else { continue };
        let alone = matching.partner().get(side)[chapeau].is_none() && matching.part_of().get(side)[chapeau].is_none();
        let main = matching.partner().get(whole)[of];
        let whole_list = main.is_some_and(|main| paragraphs[main].parent == paragraphs[part].parent);
        let mut covered = || {
            let words = &texts.units.get(side)[chapeau];
            laid.lay(&texts.units.get(whole)[of].bag);
            laid.common(&words.bag) as f64 >= NEAR * words.weight as f64
        };
        if alone && whole_list && covered() {
            matching.add_part(whole, of, chapeau);
        }
    }
}

/// What is laid out to weigh evidence.
struct Scales<'t> {
    part: Laid<'t>,
    /// What the partner of the whole and its other parts use.
    used: Laid<'t>,
}

impl Scales<'_> {
    fn over(texts: &Texts) -> Self {
        Scales { part: Laid::over(texts), used: Laid::over(texts) }
    }
}

/// A part and the text it may be of.
struct Proposal {
    whole: usize,
    part: usize,
    covered: f64,
}

fn share_one_way(texts: &Texts, matching: &mut Matching, whole: Side, index: &Index) {
    let mut proposals = proposals(texts, matching, whole, index);
    proposals.sort_by(|one, other| {
        other.covered.total_cmp(&one.covered).then((one.part, one.whole).cmp(&(other.part, other.whole)))
    });
    let mut scales = Scales::over(texts);
    for proposal in proposals {
        // Earlier parts may have taken what this one rests on.
        let Some(covered) = evidence(texts, matching, &mut scales, whole, proposal.whole, proposal.part) else {
            continue;
        };
        if covered + 0.1 < proposal.covered {
            continue;
        }
        if let Some(other) = *matching.partner().get(whole.other()).get(proposal.part).unwrap_or(&None) {
            matching.part(pair(whole, other, proposal.part));
        }
        matching.add_part(whole, proposal.whole, proposal.part);
    }
}

fn pair(whole_side: Side, whole: usize, part: usize) -> Pair {
    match whole_side {
        Side::Before => Pair { before: whole, after: part },
        Side::After => Pair { before: part, after: whole },
    }
}

fn proposals<'t>(texts: &'t Texts, matching: &Matching, whole: Side, index: &Index) -> Vec<Proposal> {
    let parts = whole.other();
    let units = texts.units.get(parts);
    let loose = |&part: &usize| {
        !units[part].bag.is_empty() && matching.part_of().get(parts)[part].is_none() && is_loose(matching, parts, part)
    };
    let loose: Vec<usize> = (0..units.len()).filter(loose).collect();
    let propose = |(ballot, scales): &mut (Ballot, Scales<'t>), some: &[usize]| {
        let mut out = Vec::new();
        for &part in some {
            let mut candidates = index.nearest(texts, &units[part].bag, ballot);
            candidates.extend(near(texts, matching, whole, part));
            candidates.sort_unstable();
            candidates.dedup();
            for candidate in candidates {
                if let Some(covered) = evidence(texts, matching, scales, whole, candidate, part) {
                    out.push(Proposal { whole: candidate, part, covered });
                }
            }
        }
        out
    };
    loose.par_chunks(AT_ONCE).map_init(|| (index.ballot(), Scales::over(texts)), propose).flatten_iter().collect()
}

/// Whether a paragraph is alone, or in a pair so weak that it might as well be.
fn is_loose(matching: &Matching, side: Side, at: usize) -> bool {
    match matching.partner().get(side)[at] {
        None => true,
        Some(other) => {
            let evidence = matching.evidence(if side == Side::Before { at } else { other });
            evidence.score < WEAK && !evidence.is_equal()
        }
    }
}

/// The partners of what stands beside a part, and of the paragraph whose list it is in.
fn near(texts: &Texts, matching: &Matching, whole: Side, part: usize) -> Vec<usize> {
    let side = whole.other();
    let partner = matching.partner().get(side);
    let beside = part.saturating_sub(BESIDE)..(part + BESIDE + 1).min(partner.len());
    let parent = texts.resolutions.get(side).paragraphs[part].parent.map(|parent| parent.0);
    beside.chain(parent).filter(|&at| at != part).filter_map(|at| partner[at]).collect()
}

/// How much of a part is covered by what the partner of the whole leaves of it, if that is enough.
fn evidence<'t>(
    texts: &'t Texts,
    matching: &Matching,
    scales: &mut Scales<'t>,
    whole_side: Side,
    whole: usize,
    part: usize,
) -> Option<f64> {
    let side = whole_side.other();
    let main = matching.partner().get(whole_side)[whole]?;
    let loose_pair = matching.partner().get(side)[part];
    if main == part || loose_pair == Some(whole) || matching.part_of().get(side)[part].is_some() {
        return None;
    }
    let units = texts.units.get(side);
    let (text, piece) = (&texts.units.get(whole_side)[whole], &units[part]);
    let traits = piece.traits?;
    if traits.kind != Kind::Text || text.traits?.kind != Kind::Text {
        return None;
    }
    // Its pair would have to be unlinked first, but holds fragments already: these would lose the rest of their text.
    if loose_pair.is_some_and(|other| !matching.parts(whole_side, other).is_empty()) {
        return None;
    }
    // A text that others were merged with, or into, is not split as well; nor is a part a whole.
    let merged = matching.part_of().get(whole_side)[whole].is_some();
    if merged || [main, part].iter().any(|&at| !matching.parts(side, at).is_empty()) {
        return None;
    }
    let others = matching.parts(whole_side, whole);
    let listed = traits.parent.is_some_and(|parent| parent.0 == main);
    if others.len() + 2 > PARTS && !listed {
        return None;
    }

    let is_near = listed || main.abs_diff(part) <= BESIDE || others.iter().any(|at| at.abs_diff(part) <= BESIDE);
    let wanted = match (loose_pair.is_some(), is_near) {
        (true, _) => STRONG,
        (false, true) => NEAR,
        (false, false) => FAR,
    };
    let (opening, body) = piece.words.split_at(if piece.opening < piece.words.len() { piece.opening } else { 0 });
    let weight = piece.weight - texts.weigh_words(opening);
    // The least that evidence can weigh is soon known, and most candidates fall short of it.
    scales.part.lay(&piece.bag);
    if (scales.part.common(&text.bag) as f64) < wanted * weight as f64 {
        return None;
    }
    scales.used.lay(&units[main].bag);
    others.iter().for_each(|&at| scales.used.add(&units[at].bag));
    // Of the whole: what the part covers of the rest, what the others use, and what all of them use together.
    let (mut covered, mut used, mut together) = (0, 0, 0);
    for &(word, count) in &text.bag {
        let (own, rarity) = (scales.part.times(word), texts.rarity(word));
        let others = scales.used.times(word);
        let in_body = if own == 0 { 0 } else { own - opening.iter().filter(|&&other| other == word).count() as u32 };
        covered += u64::from(count.saturating_sub(others).min(in_body)) * rarity;
        used += u64::from(count.min(others)) * rarity;
        together += u64::from(count.min(others + own)) * rarity;
    }
    let covered = covered as f64 / weight.max(1) as f64;
    if weight == 0 || covered < wanted {
        return None;
    }
    let others = units[main].weight + others.iter().map(|&at| units[at].weight).sum::<u64>();
    let likeness = |common: u64, weight: u64| 2.0 * common as f64 / (text.weight + weight) as f64;
    if likeness(together, others + piece.weight) < likeness(used, others) + GAIN {
        return None;
    }
    let run = match is_near {
        true => RUN.min((body.len() as f64 * RUN_SHARE).ceil() as usize),
        false => RUN,
    };
    has_run(&text.words, body, run.max(2), &scales.part).then_some(covered)
}

/// Whether a text shares a run of so many words with another, which is laid out.
fn has_run(one: &[u32], other: &[u32], length: usize, laid: &Laid<'_>) -> bool {
    // Hardly any text has so many words in a row that are somewhere in the other.
    let mut row = 0;
    let may_have = one.iter().any(|&word| {
        row = if laid.times(word) > 0 { row + 1 } else { 0 };
        row == length
    });
    may_have && {
        let runs: HashSet<&[u32], RandomState> = one.windows(length).collect();
        other.windows(length).any(|run| runs.contains(run))
    }
}
