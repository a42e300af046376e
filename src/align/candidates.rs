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

use super::backbone::Backbone;
use super::corpus::{Corpus, TermCounts, TermId};
use super::matching::Pair;
use super::score::{Score, Scorer};
use crate::model::{ParagraphIndex, Side, Versions};

/// Terms in more unmatched paragraphs than this are not indexed.
const MAX_DOC_FREQ: usize = 64;
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
pub(super) fn score_candidates(scorer: &Scorer) -> Vec<(Pair, Score)> {
    let Scorer { corpus, backbone, matching, .. } = *scorer;
    let unmatched = matching.unmatched();
    let index = InvertedIndex::new(corpus, Side::After, unmatched.after.iter().copied());
    let score_one = |weights: &mut QueryWeights, (&before, gap): (&ParagraphIndex, Range<usize>)| {
        let in_gap = unmatched.after[gap].iter().copied();
        let after = index.nearest(&corpus.vectors.before[before].counts, in_gap, weights);
        let pairs = after.into_iter().map(|after| Pair { before, after });
        pairs.filter_map(|pair| Some((pair, scorer.score(pair)?))).collect::<Vec<_>>()
    };
    let queries = unmatched.before.par_iter().zip(gap_candidates(&unmatched, backbone));
    queries.map_init(|| index.query_weights(), score_one).flatten_iter().collect()
}

/// Terms → the paragraphs of one side that have them, unless these are too many.
pub(super) struct InvertedIndex<'t> {
    corpus: &'t Corpus<'t>,
    paragraph_count: usize,
    /// By term, ascending.
    postings: Vec<Vec<ParagraphIndex>>,
}

impl<'t> InvertedIndex<'t> {
    /// Indexes paragraphs of one side, which are ascending.
    pub(super) fn new(
        corpus: &'t Corpus<'t>,
        side: Side,
        paragraphs: impl Iterator<Item = ParagraphIndex>,
    ) -> InvertedIndex<'t> {
        let mut postings = vec![Vec::new(); corpus.vocabulary_len()];
        for paragraph in paragraphs {
            for term in corpus.vectors.get(side)[paragraph].counts.terms() {
                let list: &mut Vec<ParagraphIndex> = &mut postings[term.index()];
                if list.len() <= MAX_DOC_FREQ {
                    list.push(paragraph);
                }
            }
        }
        postings.iter_mut().filter(|list| list.len() > MAX_DOC_FREQ).for_each(Vec::clear);
        InvertedIndex { corpus, paragraph_count: corpus.vectors.get(side).len(), postings }
    }

    pub(super) fn query_weights(&self) -> QueryWeights {
        QueryWeights(vec![0; self.paragraph_count])
    }

    /// The paragraphs that share most of the rarest terms, and `others`; ascending, each once.
    pub(super) fn nearest(
        &self,
        query: &TermCounts,
        others: impl Iterator<Item = ParagraphIndex>,
        weights: &mut QueryWeights,
    ) -> Vec<ParagraphIndex> {
        let postings = query.terms().map(|term| (term, self.postings[term.index()].as_slice()));
        let mut rarest: Vec<(TermId, &[ParagraphIndex])> = postings.filter(|(_, list)| !list.is_empty()).collect();
        rarest.sort_by_key(|(_, list)| list.len());
        let mut touched = Vec::new();
        let mut scanned = 0;
        for (term, list) in rarest.into_iter().take(QUERY_TERMS) {
            if scanned >= POSTING_BUDGET {
                break;
            }
            scanned += list.len();
            for &paragraph in list {
                if weights.0[paragraph] == 0 {
                    touched.push(paragraph);
                }
                weights.0[paragraph] += self.corpus.idf(term).max(1);
            }
        }
        // Of equal weights the earlier paragraphs.
        let ranked =
            touched.into_iter().map(|paragraph| (Reverse(std::mem::take(&mut weights.0[paragraph])), paragraph));
        let mut ranked: Vec<(Reverse<u64>, ParagraphIndex)> = ranked.collect();
        if ranked.len() > TOP_K {
            ranked.select_nth_unstable(TOP_K);
            ranked.truncate(TOP_K);
        }
        let mut nearest: Vec<ParagraphIndex> =
            ranked.into_iter().map(|(_, paragraph)| paragraph).chain(others).collect();
        nearest.sort_unstable();
        nearest.dedup();
        nearest
    }
}

/// The weights of the indexed paragraphs in one query; all zeros before and after it.
pub(super) struct QueryWeights(Vec<u64>);

/// For each unmatched paragraph of the older text, those of the newer text in the same gap that it is scored with, as a
/// range of positions in `unmatched.after`.
fn gap_candidates(unmatched: &Versions<Vec<ParagraphIndex>>, backbone: &Backbone) -> Vec<Range<usize>> {
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
    use crate::align::tests::{corpus, matching, resolutions};

    #[test]
    fn the_nearest_share_the_rarest_terms() {
        let newer: Vec<String> = (0..20).map(|number| format!("fox{number} red{}", number % 5)).collect();
        let newer: Vec<&str> = newer.iter().map(String::as_str).collect();
        let texts = resolutions(&["fox7 red3", "fox2", "new"], &newer);
        let corpus = corpus(&texts);
        let index = InvertedIndex::new(&corpus, Side::After, (0..19).map(ParagraphIndex));
        for (query, expected) in [(0, vec![3, 7, 8, 13, 18, 19]), (1, vec![2, 18, 19]), (2, vec![18, 19])] {
            let counts = &corpus.vectors.before[query].counts;
            let nearest = index.nearest(counts, [19, 18].map(ParagraphIndex).into_iter(), &mut index.query_weights());
            assert_eq!(nearest, expected.into_iter().map(ParagraphIndex).collect::<Vec<_>>(), "{query}");
        }
    }

    #[test]
    fn of_equally_near_ones_the_earlier_are_kept() {
        let mut texts = resolutions(&["fox red"], &["red"; 20]);
        texts.after.paragraphs[17].text = "fox red".to_owned();
        let corpus = corpus(&texts);
        let index = InvertedIndex::new(&corpus, Side::After, texts.after.indices());
        let nearest = index.nearest(&corpus.vectors.before[0].counts, std::iter::empty(), &mut index.query_weights());
        assert_eq!(nearest, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 17].map(ParagraphIndex));
    }

    #[test]
    fn large_gaps_are_scored_along_the_diagonal() {
        let texts = resolutions(&["a"; 100], &["b"; 50]);
        let matching = matching(&texts, &[]);
        let backbone = Backbone::new(&matching);
        let ranges = gap_candidates(&matching.unmatched(), &backbone);
        assert_eq!([0, 50, 99].map(|rank: usize| ranges[rank].clone()), [0..7, 19..32, 43..50]);
    }
}
