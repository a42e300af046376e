//! Splits, merges, a paragraph recast as a list and back.
//!
//! In: pairs, and unmatched paragraphs. Out: fragments, each attached to the pair that has the rest of its text.
//!
//! An unmatched paragraph is a fragment of a text on the opposite side, the whole, if its words are those that the
//! whole's partner does **not** use. Similarity of subject is not enough; the evidence is strict:
//!
//! - its words, without the opening phrase (a new paragraph needs a new one), are covered by that remainder:
//!   [`MIN_COVERAGE_NEAR`] beside the partner or in its list, [`MIN_COVERAGE_FAR`] anywhere else;
//! - the two share [`MIN_NGRAM`] words in a row, or [`MIN_NGRAM_SHARE`] of a short paragraph;
//! - partner and fragment together are more similar to the whole than the partner alone, by [`MIN_GAIN`].
//!
//! Or the two share [`MIN_VERBATIM`] words in a row that the partner lacks.
//!
//! Merges are the same with the sides exchanged. Strongest evidence first; what a fragment covers is no longer free for
//! the next. A text has up to [`MAX_PARTS`] parts, a list as many as it has items; a fragment is never itself a whole.

use std::collections::HashSet;

use foldhash::fast::RandomState;
use rayon::prelude::*;

use super::candidates::{Accumulator, InvertedIndex};
use super::corpus::{Corpus, DenseCounts, Kind, TermId};
use super::matching::{Matching, Pair, pair_on};
use crate::model::Side;

const MIN_COVERAGE_NEAR: f64 = 0.50;
const MIN_COVERAGE_FAR: f64 = 0.65;
/// A fragment with a long new end is not well covered. So many terms in a row that the partner lacks need less coverage…
const MIN_VERBATIM: usize = 14;
const MIN_COVERAGE_VERBATIM: f64 = 0.2;
/// …but must be this share of the whole.
const MIN_SHARE_VERBATIM: f64 = 0.15;
const MIN_NGRAM: usize = 8;
const MIN_NGRAM_SHARE: f64 = 0.4;
const MIN_GAIN: f64 = 0.04;
const MAX_PARTS: usize = 4;
/// Paragraphs to either side that are neighbours.
const NEIGHBOURS: usize = 2;
/// A pair with a lower score is unlinked if there is strong evidence that one of the two is a fragment of another text.
const MIN_FIRM_SCORE: f64 = 0.50;
/// The coverage that is strong evidence.
const MIN_COVERAGE_LINKED: f64 = 0.75;
/// By how much earlier fragments may lower the coverage of a later one.
const MAX_COVERAGE_LOSS: f64 = 0.1;
/// Rayon chunk size. Few paragraphs remain, and each takes long.
const CHUNK_SIZE: usize = 16;

/// Finds the fragments of split paragraphs, then of merged ones.
pub(super) fn attach_fragments(corpus: &Corpus, matching: &mut Matching) {
    let pairs: Vec<Pair> = matching.pairs().collect();
    attach_fragments_to(&pairs, corpus, matching);
}

/// Finds the fragments of the texts of some pairs.
pub(super) fn attach_fragments_to(pairs: &[Pair], corpus: &Corpus, matching: &mut Matching) {
    // Both before the first is used: a pair that is unlinked in between stays in the second, but is no evidence.
    let indexes = Side::BOTH.map(|whole_side| index_splittable(pairs, corpus, whole_side));
    for (whole_side, index) in Side::BOTH.into_iter().zip(indexes) {
        attach_side(corpus, matching, whole_side, &index);
        attach_chapeaus(corpus, matching, whole_side);
    }
}

/// The texts of pairs that may have fragments.
fn index_splittable(pairs: &[Pair], corpus: &Corpus, whole_side: Side) -> InvertedIndex {
    let vectors = corpus.vectors.get(whole_side);
    let wholes = pairs.iter().map(|pair| *pair.get(whole_side));
    let mut splittable: Vec<usize> = wholes.filter(|&whole| !vectors[whole].counts.is_empty()).collect();
    splittable.sort_unstable();
    InvertedIndex::new(corpus, vectors, splittable)
}

/// Where a text was recast as the items of a list, the words above the list are a fragment of it too, few and general
/// as they are ("Requests the Secretary-General:").
fn attach_chapeaus(corpus: &Corpus, matching: &mut Matching, whole_side: Side) {
    let side = whole_side.other();
    let paragraphs = &corpus.resolutions.get(side).paragraphs;
    let mut dense = DenseCounts::new(corpus);
    for (item, paragraph) in paragraphs.iter().enumerate() {
        let Some(whole) = matching.fragment_of().get(side)[item] else { continue };
        let Some(chapeau) = paragraph.parent.map(|parent| parent.0) else { continue };
        let partner = matching.partner().get(whole_side)[whole];
        let is_whole_list = partner.is_some_and(|partner| paragraphs[partner].parent == paragraph.parent);
        if !matching.is_unmatched(side, chapeau) || !is_whole_list {
            continue;
        }
        let vector = &corpus.vectors.get(side)[chapeau];
        dense.load(&corpus.vectors.get(whole_side)[whole].counts);
        if dense.overlap(&vector.counts) as f64 >= MIN_COVERAGE_NEAR * vector.weight as f64 {
            matching.add_fragment(whole_side, whole, chapeau);
        }
    }
}

/// Dense counts to measure coverage with.
struct Scratch<'t> {
    fragment: DenseCounts<'t>,
    /// What the partner of the whole and its other fragments use.
    used: DenseCounts<'t>,
}

impl Scratch<'_> {
    fn new(corpus: &Corpus) -> Self {
        Scratch { fragment: DenseCounts::new(corpus), used: DenseCounts::new(corpus) }
    }
}

/// A possible fragment of a text.
struct FragmentCandidate {
    whole: usize,
    fragment: usize,
    coverage: f64,
}

fn attach_side(corpus: &Corpus, matching: &mut Matching, whole_side: Side, index: &InvertedIndex) {
    let mut candidates = fragment_candidates(corpus, matching, whole_side, index);
    candidates
        .sort_by(|a, b| b.coverage.total_cmp(&a.coverage).then((a.fragment, a.whole).cmp(&(b.fragment, b.whole))));
    let mut scratch = Scratch::new(corpus);
    for FragmentCandidate { whole, fragment, coverage: expected } in candidates {
        // Earlier fragments may have used what this one rests on.
        let Some(coverage) = coverage(corpus, matching, &mut scratch, whole_side, whole, fragment) else { continue };
        if coverage + MAX_COVERAGE_LOSS < expected {
            continue;
        }
        if let Some(partner) = matching.partner().get(whole_side.other())[fragment] {
            matching.unlink(pair_on(whole_side, partner, fragment));
        }
        matching.add_fragment(whole_side, whole, fragment);
    }
}

fn fragment_candidates<'t>(
    corpus: &'t Corpus,
    matching: &Matching,
    whole_side: Side,
    index: &InvertedIndex,
) -> Vec<FragmentCandidate> {
    let side = whole_side.other();
    let vectors = corpus.vectors.get(side);
    let is_candidate = |&fragment: &usize| {
        !vectors[fragment].counts.is_empty()
            && matching.fragment_of().get(side)[fragment].is_none()
            && is_weakly_matched(matching, side, fragment)
    };
    let fragments: Vec<usize> = (0..vectors.len()).filter(is_candidate).collect();
    let find = |(accumulator, scratch): &mut (Accumulator, Scratch<'t>), fragment: usize| {
        let nearby = partners_nearby(corpus, matching, side, fragment);
        let wholes = index.nearest(corpus, &vectors[fragment].counts, nearby, accumulator).into_iter();
        let candidate = |whole| {
            let coverage = coverage(corpus, matching, scratch, whole_side, whole, fragment)?;
            Some(FragmentCandidate { whole, fragment, coverage })
        };
        wholes.filter_map(candidate).collect::<Vec<_>>()
    };
    let fragments = fragments.into_par_iter().with_min_len(CHUNK_SIZE);
    fragments.map_init(|| (index.accumulator(), Scratch::new(corpus)), find).flatten_iter().collect()
}

/// Whether a paragraph is not linked, or in a pair so weak that it may be unlinked.
fn is_weakly_matched(matching: &Matching, side: Side, paragraph: usize) -> bool {
    matching.partner().get(side)[paragraph].is_none_or(|partner| {
        let evidence = matching.evidence(pair_on(side, paragraph, partner).before);
        evidence.score < MIN_FIRM_SCORE && !evidence.is_equal()
    })
}

/// The partners of a paragraph's neighbours and of its parent.
fn partners_nearby(corpus: &Corpus, matching: &Matching, side: Side, paragraph: usize) -> impl Iterator<Item = usize> {
    let partner = matching.partner().get(side);
    let neighbours = paragraph.saturating_sub(NEIGHBOURS)..(paragraph + NEIGHBOURS + 1).min(partner.len());
    let parent = corpus.resolutions.get(side).paragraphs[paragraph].parent.map(|parent| parent.0);
    neighbours.chain(parent).filter(move |&nearby| nearby != paragraph).filter_map(|nearby| partner[nearby])
}

/// How much of a fragment is covered by what the partner of the whole leaves of it, if the evidence suffices.
fn coverage<'t>(
    corpus: &'t Corpus,
    matching: &Matching,
    scratch: &mut Scratch<'t>,
    whole_side: Side,
    whole: usize,
    fragment: usize,
) -> Option<f64> {
    let side = whole_side.other();
    let partner = matching.partner().get(whole_side)[whole]?;
    let weak_partner = matching.partner().get(side)[fragment];
    if partner == fragment || weak_partner == Some(whole) || matching.fragment_of().get(side)[fragment].is_some() {
        return None;
    }
    let vectors = corpus.vectors.get(side);
    let (text, piece) = (&corpus.vectors.get(whole_side)[whole], &vectors[fragment]);
    let features = piece.features?;
    if features.kind != Kind::Text || text.features?.kind != Kind::Text {
        return None;
    }
    // Its pair would have to be unlinked first, but holds fragments already: these would lose the rest of their text.
    if weak_partner.is_some_and(|weak_partner| !matching.fragments(whole_side, weak_partner).is_empty()) {
        return None;
    }
    // A text that others were merged with, or into, is not split as well; nor is a fragment a whole.
    let is_merged = matching.fragment_of().get(whole_side)[whole].is_some();
    if is_merged || [partner, fragment].iter().any(|&paragraph| !matching.fragments(side, paragraph).is_empty()) {
        return None;
    }
    let siblings = matching.fragments(whole_side, whole);
    let is_listed = features.parent.is_some_and(|parent| parent.0 == partner);
    if siblings.len() + 2 > MAX_PARTS && !is_listed {
        return None;
    }

    let is_neighbour = |paragraph: usize| paragraph.abs_diff(fragment) <= NEIGHBOURS;
    let is_near = is_listed || is_neighbour(partner) || siblings.iter().any(|&sibling| is_neighbour(sibling));
    let min_coverage = match (weak_partner.is_some(), is_near) {
        (true, _) => MIN_COVERAGE_LINKED,
        (false, true) => MIN_COVERAGE_NEAR,
        (false, false) => MIN_COVERAGE_FAR,
    };
    let (opening, body) = piece.split_opening();
    let weight = piece.weight - corpus.weight(opening);
    // An upper bound first: most candidates fall short of it.
    scratch.fragment.load(&piece.counts);
    let may_be_verbatim = weak_partner.is_none() && body.len() >= MIN_VERBATIM;
    let min_covered = min_coverage * weight as f64;
    let min_verbatim = (MIN_COVERAGE_VERBATIM * weight as f64).max(MIN_SHARE_VERBATIM * text.weight as f64);
    let bound = if may_be_verbatim { min_covered.min(min_verbatim) } else { min_covered };
    if (scratch.fragment.overlap(&text.counts) as f64) < bound {
        return None;
    }
    scratch.used.load(&vectors[partner].counts);
    siblings.iter().for_each(|&sibling| scratch.used.add(&vectors[sibling].counts));
    // Weight of the whole that the fragment covers of the remainder, that is used already, and that is used with it.
    let (mut covered, mut used, mut used_with) = (0, 0, 0);
    for (term, count) in text.counts.iter() {
        let (own, idf) = (scratch.fragment.get(term), corpus.idf(term));
        let others = scratch.used.get(term);
        let in_body = if own == 0 { 0 } else { own - opening.iter().filter(|&&other| other == term).count() as u32 };
        covered += u64::from(count.saturating_sub(others).min(in_body)) * idf;
        used += u64::from(count.min(others)) * idf;
        used_with += u64::from(count.min(others + own)) * idf;
    }
    let coverage = covered as f64 / weight.max(1) as f64;
    if weight == 0 || (covered as f64) < bound {
        return None;
    }
    let used_weight = vectors[partner].weight + siblings.iter().map(|&sibling| vectors[sibling].weight).sum::<u64>();
    let dice = |overlap: u64, weight: u64| 2.0 * overlap as f64 / (text.weight + weight) as f64;
    let gains = dice(used_with, used_weight + piece.weight) >= dice(used, used_weight) + MIN_GAIN;
    if coverage < min_coverage || !gains {
        let weight_lacked = |run: &[TermId]| -> u64 {
            run.iter().filter(|&&term| scratch.used.get(term) == 0).map(|&term| corpus.idf(term)).sum()
        };
        let is_lacked = |run: &[TermId]| 2 * weight_lacked(run) >= corpus.weight(run);
        let is_verbatim = covered as f64 >= MIN_SHARE_VERBATIM * text.weight as f64
            && shared_runs(&text.terms, body, MIN_VERBATIM).any(is_lacked);
        return (may_be_verbatim && is_verbatim).then_some(coverage);
    }
    let ngram_len = match is_near {
        true => MIN_NGRAM.min((body.len() as f64 * MIN_NGRAM_SHARE).ceil() as usize),
        false => MIN_NGRAM,
    };
    shares_ngram(&text.terms, body, ngram_len.max(2)).then_some(coverage)
}

/// Whether two texts share `len` terms in a row.
pub(super) fn shares_ngram(left: &[TermId], right: &[TermId], len: usize) -> bool {
    shared_runs(left, right, len).next().is_some()
}

/// The runs of `len` terms that two texts share.
fn shared_runs<'t>(left: &'t [TermId], right: &'t [TermId], len: usize) -> impl Iterator<Item = &'t [TermId]> {
    let ngrams: HashSet<&[TermId], RandomState> = left.windows(len).collect();
    right.windows(len).filter(move |ngram| ngrams.contains(ngram))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::tests::{corpus, matching, resolutions};

    #[test]
    fn a_fragment_has_the_words_that_the_partner_lacks() {
        let (first, second) =
            ("notes the report on trade and its many useful annexes", "urges all members to pay their dues in full");
        let whole = format!("{first} and {second}");
        let reordered = "full in dues their pay to members all urges";
        // The paragraph after the partner, and whether it is a fragment.
        for (candidate, expected) in [(second, true), (first, false), (reordered, false), ("urges peace", false)] {
            let texts = resolutions(&[&whole, "x"], &[first, candidate, "y"]);
            for (texts, side) in [(texts.clone(), Side::Before), (texts.reversed(), Side::After)] {
                let mut matching = matching(&texts, &[(0, 0)]);
                attach_fragments(&corpus(&texts), &mut matching);
                let fragments: &[usize] = if expected { &[1] } else { &[] };
                assert_eq!(matching.fragments(side, 0), fragments, "{candidate} {side:?}");
            }
        }
    }

    #[test]
    fn a_fragment_may_have_a_long_new_end() {
        let first =
            "thanks the drivers of the library carts of the hill villages for their great patience during all floods";
        let second = "invites every village to give the carts a dry shelter and to name a person who keeps the book";
        let whole = format!("{first} and {second}");
        let end =
            "and asks the depot to pay from its reserve what nights on roads cost them before new routes are drawn";
        let reworded = first.replace("library", "book").replace("great", "long");
        for (candidate, expected) in [(format!("{first} {end}"), true), (format!("{reworded} {end}"), false)] {
            let texts = resolutions(&[&whole, "x"], &[&candidate, second, "y"]);
            let mut matching = matching(&texts, &[(0, 1)]);
            attach_fragments(&corpus(&texts), &mut matching);
            let fragments: &[usize] = if expected { &[0] } else { &[] };
            assert_eq!(matching.fragments(Side::Before, 0), fragments, "{candidate}");
        }
    }
}
