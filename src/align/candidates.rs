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
use super::corpus::{Corpus, DenseCounts, TermCounts, TermId, TermVector};
use super::matching::{Matching, Pair};
use super::score::{Score, score};
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
pub(super) fn score_candidates<'t>(corpus: &'t Corpus, backbone: &Backbone, matching: &Matching) -> Vec<(Pair, Score)> {
    let unmatched = matching.unmatched();
    let index = InvertedIndex::new(corpus, &corpus.vectors.after, unmatched.after.clone());
    let gap_ranges = gap_candidates(&unmatched, backbone);
    let score_chunk = |(accumulator, dense): &mut (Accumulator, DenseCounts<'t>), (chunk, gaps): (&[usize], &[_])| {
        let mut scored = Vec::with_capacity(chunk.len() * TOP_K);
        for (&before, gap) in chunk.iter().zip(gaps) {
            let mut candidates = index.nearest(corpus, &corpus.vectors.before[before].counts, accumulator);
            candidates.extend_from_slice(&unmatched.after[Range::clone(gap)]);
            candidates.sort_unstable();
            candidates.dedup();
            let pairs = candidates.into_iter().map(|after| Pair { before, after });
            scored.extend(pairs.filter_map(|pair| Some((pair, score(corpus, backbone, matching, dense, pair)?))));
        }
        scored
    };
    let chunks = unmatched.before.par_chunks(CHUNK_SIZE).zip(gap_ranges.par_chunks(CHUNK_SIZE));
    let scored = chunks.map_init(|| (index.accumulator(), DenseCounts::new(corpus)), score_chunk);
    scored.collect::<Vec<_>>().concat()
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

    /// The paragraphs that share most of the rarest terms, best first.
    pub(super) fn nearest(&self, corpus: &Corpus, query: &TermCounts, accumulator: &mut Accumulator) -> Vec<usize> {
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
        accumulator.drain_top_k().into_iter().map(|doc| self.docs[doc as usize]).collect()
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

    /// The best positions: highest score first, then the earlier one.
    fn drain_top_k(&mut self) -> Vec<u32> {
        let scored = self.touched.drain(..).map(|doc| (Reverse(std::mem::take(&mut self.scores[doc as usize])), doc));
        let mut ranked: Vec<(Reverse<u64>, u32)> = scored.collect();
        if ranked.len() > TOP_K {
            ranked.select_nth_unstable(TOP_K);
            ranked.truncate(TOP_K);
        }
        ranked.sort_unstable();
        ranked.into_iter().map(|(_, doc)| doc).collect()
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
        let texts = resolutions(&["red fox", "green frog"], &["green fox", "old red fox", "frog", "green frog"]);
        let corpus = corpus(&texts);
        let index = InvertedIndex::new(&corpus, &corpus.vectors.after, vec![0, 1, 3]);
        let mut accumulator = index.accumulator();
        for (query, expected) in [(0, vec![1, 0]), (1, vec![3, 0]), (0, vec![1, 0])] {
            let counts = &corpus.vectors.before[query].counts;
            assert_eq!(index.nearest(&corpus, counts, &mut accumulator), expected, "{query}");
        }
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
