//! Which pairs are worth scoring, and their scores.
//!
//! In: the unmatched paragraphs. Out: pairs with scores, sorted, each once.
//!
//! 1. An inverted index over the unmatched paragraphs of the newer text. Terms in more than [`MAX_DOC_FREQ`] of them are
//!    skipped: that keeps the work near-linear in the length of the text, and such terms distinguish nothing.
//! 2. For each unmatched paragraph of the older text, the idf of its [`QUERY_TERMS`] rarest terms is added up, over
//!    about [`POSTING_BUDGET`] postings; the best [`TOP_K`] paragraphs are candidates.
//! 3. So is everything in the same gap: all pairs where they are few, else those of about the same rank.
//!
//! Measured on 8,000 paragraphs of yearly change: 4 to 6 pairs scored per paragraph.

use std::cmp::Reverse;
use std::ops::Range;

use rayon::prelude::*;

use super::CHUNK_SIZE;
use super::backbone::Backbone;
use super::corpus::{Corpus, TermCounts, TermId, TermVector};
use super::matching::{Matching, Pair};
use super::score::{Score, Scorer};
use crate::model::Versions;

/// Terms in more unmatched paragraphs than this are not indexed.
const MAX_DOC_FREQ: u32 = 64;
/// Terms of a paragraph that are looked up.
const QUERY_TERMS: usize = 24;
/// Approximate number of postings scanned per paragraph: where terms are common, the rarest few suffice.
const POSTING_BUDGET: usize = 512;
/// Candidates of a paragraph by terms.
const TOP_K: usize = 12;
/// Pairs in one gap up to which all are scored.
const MAX_DENSE_GAP: usize = 400;
/// In larger gaps: ranks to either side.
const GAP_BAND: usize = 6;

/// Scores the pairs of unmatched paragraphs that are worth it.
pub(super) fn score_candidates(corpus: &Corpus, backbone: &Backbone, matching: &Matching) -> Vec<(Pair, Score)> {
    let unmatched = matching.unmatched();
    let index = InvertedIndex::new(corpus, &corpus.vectors.after, unmatched.after.clone());
    let gap_ranges = gap_candidates(&unmatched, backbone);
    let score_one = |(accumulator, scorer): &mut (Accumulator, Scorer<'_>), (&before, gap): (&usize, &Range<usize>)| {
        let in_gap = unmatched.after[gap.clone()].iter().copied();
        let after = index.nearest(corpus, &corpus.vectors.before[before].counts, in_gap, accumulator);
        let pairs = after.into_iter().map(|after| Pair { before, after });
        pairs.filter_map(|pair| Some((pair, scorer.score(pair)?))).collect::<Vec<_>>()
    };
    let queries = unmatched.before.par_iter().zip(&gap_ranges).with_min_len(CHUNK_SIZE);
    let init = || (index.accumulator(), Scorer::new(corpus, backbone, matching));
    queries.map_init(init, score_one).flatten_iter().collect()
}

/// Terms → the paragraphs of one side that have them, unless these are too many.
pub(super) struct InvertedIndex {
    /// The indexed paragraphs, ascending. Postings refer to positions in this list.
    docs: Vec<usize>,
    /// Where the postings of each term begin, and the end.
    offsets: Vec<u32>,
    postings: Vec<u32>,
}

impl InvertedIndex {
    /// Indexes the paragraphs `docs` of one side.
    pub(super) fn new(corpus: &Corpus, vectors: &[TermVector], docs: Vec<usize>) -> InvertedIndex {
        let mut lens = vec![0_u32; corpus.vocabulary_len()];
        let terms_of = |doc: usize| vectors[doc].counts.iter().map(|(term, _)| term.index());
        docs.iter().flat_map(|&doc| terms_of(doc)).for_each(|term| lens[term] += 1);
        let mut offsets = vec![0];
        let mut end = 0;
        for len in &mut lens {
            if *len > MAX_DOC_FREQ {
                *len = 0;
            }
            end += *len;
            offsets.push(end);
        }
        // Each list is written from its end: `lens` is what remains to be written.
        let mut postings = vec![0; end as usize];
        for (position, &doc) in docs.iter().enumerate().rev() {
            for term in terms_of(doc).filter(|&term| offsets[term] < offsets[term + 1]) {
                lens[term] -= 1;
                postings[(offsets[term] + lens[term]) as usize] = position as u32;
            }
        }
        InvertedIndex { docs, offsets, postings }
    }

    fn postings(&self, term: TermId) -> &[u32] {
        &self.postings[self.offsets[term.index()] as usize..self.offsets[term.index() + 1] as usize]
    }

    /// An empty accumulator for the indexed paragraphs.
    pub(super) fn accumulator(&self) -> Accumulator {
        Accumulator { scores: vec![0; self.docs.len()], touched: Vec::new() }
    }

    /// The paragraphs that share most of the rarest terms, and `others`; ascending, each once.
    pub(super) fn nearest(
        &self,
        corpus: &Corpus,
        query: &TermCounts,
        others: impl Iterator<Item = usize>,
        accumulator: &mut Accumulator,
    ) -> Vec<usize> {
        let posting_lists = query.iter().map(|(term, _)| (self.postings(term).len(), term));
        let mut rarest: Vec<(usize, TermId)> = posting_lists.filter(|(len, _)| *len > 0).collect();
        rarest.sort_unstable();
        let mut scanned = 0;
        for &(len, term) in rarest.iter().take(QUERY_TERMS) {
            self.postings(term).iter().for_each(|&doc| accumulator.add(doc, corpus.idf(term)));
            scanned += len;
            if scanned >= POSTING_BUDGET {
                break;
            }
        }
        let mut nearest: Vec<usize> =
            accumulator.drain_top_k().map(|doc| self.docs[doc as usize]).chain(others).collect();
        nearest.sort_unstable();
        nearest.dedup();
        nearest
    }
}

/// Scores by position in [`InvertedIndex::docs`], emptied after each query.
pub(super) struct Accumulator {
    scores: Vec<u64>,
    /// Positions whose score is not 0.
    touched: Vec<u32>,
}

impl Accumulator {
    fn add(&mut self, doc: u32, weight: u64) {
        let score = &mut self.scores[doc as usize];
        if *score == 0 {
            self.touched.push(doc);
        }
        *score += weight.max(1);
    }

    /// The best positions, in no order: highest scores, of equal ones the earlier.
    fn drain_top_k(&mut self) -> impl Iterator<Item = u32> + use<> {
        let scores = self.touched.drain(..).map(|doc| (Reverse(std::mem::take(&mut self.scores[doc as usize])), doc));
        let mut ranked: Vec<(Reverse<u64>, u32)> = scores.collect();
        if ranked.len() > TOP_K {
            ranked.select_nth_unstable(TOP_K);
            ranked.truncate(TOP_K);
        }
        ranked.into_iter().map(|(_, doc)| doc)
    }
}

/// For each unmatched paragraph of the older text, those of the newer text in the same gap that it is scored with, as a
/// range of positions in `unmatched.after`.
fn gap_candidates(unmatched: &Versions<Vec<usize>>, backbone: &Backbone) -> Vec<Range<usize>> {
    let mut ranges = Vec::with_capacity(unmatched.before.len());
    for Versions { before, after } in backbone.split_by_gap(unmatched) {
        let is_dense = before.len().saturating_mul(after.len()) <= MAX_DENSE_GAP;
        ranges.extend((0..before.len()).map(|rank| {
            // If the gap has more paragraphs on one side, the same share of each side.
            let middle = after.start + rank * after.len() / before.len();
            match is_dense {
                true => after.clone(),
                false => after.start.max(middle.saturating_sub(GAP_BAND))..after.end.min(middle + GAP_BAND + 1),
            }
        }));
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::moves::MoveCosts;
    use crate::align::tests::{corpus, resolutions};

    #[test]
    fn the_nearest_share_the_rarest_terms() {
        let newer: Vec<String> = (0..20).map(|number| format!("fox{number} red{}", number % 5)).collect();
        let newer: Vec<&str> = newer.iter().map(String::as_str).collect();
        let texts = resolutions(&["fox7 red3", "fox2", "new"], &newer);
        let corpus = corpus(&texts);
        let index = InvertedIndex::new(&corpus, &corpus.vectors.after, (0..19).collect());
        let mut accumulator = index.accumulator();
        for (query, expected) in [(0, vec![3, 7, 8, 13, 18, 19]), (1, vec![2, 18, 19]), (2, vec![18, 19])] {
            let counts = &corpus.vectors.before[query].counts;
            assert_eq!(index.nearest(&corpus, counts, [19, 18].into_iter(), &mut accumulator), expected, "{query}");
        }
    }

    #[test]
    fn of_equal_scores_the_earlier_are_kept() {
        let mut accumulator = Accumulator { scores: vec![0; 20], touched: Vec::new() };
        (0..20).rev().for_each(|doc| accumulator.add(doc, if doc == 17 { 2 } else { 1 }));
        let mut best: Vec<u32> = accumulator.drain_top_k().collect();
        best.sort_unstable();
        assert_eq!(best, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 17]);
        assert_eq!(accumulator.scores, [0; 20]);
    }

    #[test]
    fn large_gaps_are_scored_along_the_diagonal() {
        let texts = resolutions(&["a"; 100], &["b"; 50]);
        let matching = Matching::new(Versions::new(100, 50));
        let backbone = Backbone::new(&matching, &MoveCosts::new(texts.as_ref()));
        let ranges = gap_candidates(&matching.unmatched(), &backbone);
        assert_eq!([0, 50, 99].map(|rank: usize| ranges[rank].clone()), [0..7, 19..32, 43..50]);
    }
}
