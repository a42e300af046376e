//! Which pairs are worth scoring, and their scores.
//!
//! In: the unmatched paragraphs. Out: pairs with scores, sorted, each once.
//!
//! 1. An inverted index over the unmatched paragraphs of the newer text. Terms in more than [`MAX_DOC_FREQ`] of them are
//!    skipped: that keeps the work near-linear in the length of the text, and such terms distinguish nothing.
//! 2. For each unmatched paragraph of the older text, the idf of its [`QUERY_TERMS`] rarest terms is added up, over
//!    about [`POSTING_BUDGET`] postings; the best [`TOP_K`] paragraphs are candidates.
//!
//! Measured on generated and real pairs: that two paragraphs stand in the same gap finds no pair that their terms do not.

use std::cmp::Reverse;

use rayon::prelude::*;

use super::corpus::{Corpus, TermCounts, TermId};
use super::matching::Pair;
use super::score::{Score, Scorer};
use crate::model::{ParagraphIndex, Side};

/// Terms in more unmatched paragraphs than this are not indexed.
const MAX_DOC_FREQ: usize = 64;
/// Terms of a paragraph that are looked up.
const QUERY_TERMS: usize = 24;
/// Approximate number of postings scanned per paragraph: where terms are common, the rarest few suffice.
const POSTING_BUDGET: usize = 512;
/// Candidates of a paragraph by terms.
const TOP_K: usize = 12;

/// Scores the pairs of unmatched paragraphs that are worth it.
pub(super) fn score_candidates(scorer: &Scorer) -> Vec<(Pair, Score)> {
    let Scorer { corpus, matching, .. } = *scorer;
    let unmatched = matching.unmatched();
    let index = InvertedIndex::new(corpus, Side::After, unmatched.after.into_iter());
    let score_one = |weights: &mut Vec<u64>, before: ParagraphIndex| {
        let nearest = index.nearest(&corpus.vectors.before[before].counts, std::iter::empty(), weights);
        let pairs = nearest.into_iter().map(move |after| Pair { before, after });
        pairs.filter_map(|pair| Some((pair, scorer.score(pair)?)))
    };
    unmatched.before.into_par_iter().map_init(Vec::new, score_one).flatten_iter().collect()
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

    /// The paragraphs that share most of the rarest terms, and `others`; ascending, each once. `weights` is room for the
    /// weight of each paragraph, which queries hand on; all zeros before and after each.
    pub(super) fn nearest(
        &self,
        query: &TermCounts,
        others: impl Iterator<Item = ParagraphIndex>,
        weights: &mut Vec<u64>,
    ) -> Vec<ParagraphIndex> {
        let postings = query.terms().map(|term| (term, self.postings[term.index()].as_slice()));
        let mut rarest: Vec<(TermId, &[ParagraphIndex])> = postings.filter(|(_, list)| !list.is_empty()).collect();
        rarest.sort_by_key(|(_, list)| list.len());
        weights.resize(self.paragraph_count, 0);
        let mut touched = Vec::new();
        let mut scanned = 0;
        for (term, list) in rarest.into_iter().take(QUERY_TERMS) {
            if scanned >= POSTING_BUDGET {
                break;
            }
            scanned += list.len();
            for &paragraph in list {
                if weights[paragraph.0] == 0 {
                    touched.push(paragraph);
                }
                weights[paragraph.0] += self.corpus.idf(term).max(1);
            }
        }
        // Of equal weights the earlier paragraphs.
        let ranked =
            touched.into_iter().map(|paragraph| (Reverse(std::mem::take(&mut weights[paragraph.0])), paragraph));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::tests::{corpus, resolutions};

    #[test]
    fn the_nearest_share_the_rarest_terms() {
        let newer: Vec<String> = (0..20).map(|number| format!("fox{number} red{}", number % 5)).collect();
        let newer: Vec<&str> = newer.iter().map(String::as_str).collect();
        let texts = resolutions(&["fox7 red3", "fox2", "new"], &newer);
        let corpus = corpus(&texts);
        let index = InvertedIndex::new(&corpus, Side::After, (0..19).map(ParagraphIndex));
        for (query, expected) in [(0, vec![3, 7, 8, 13, 18, 19]), (1, vec![2, 18, 19]), (2, vec![18, 19])] {
            let counts = &corpus.vectors.before[query].counts;
            let nearest = index.nearest(counts, [19, 18].map(ParagraphIndex).into_iter(), &mut Vec::new());
            assert_eq!(nearest, expected.into_iter().map(ParagraphIndex).collect::<Vec<_>>(), "{query}");
        }
    }

    #[test]
    fn of_equally_near_ones_the_earlier_are_kept() {
        let mut texts = resolutions(&["fox red"], &["red"; 20]);
        texts.after.paragraphs[17].text = "fox red".to_owned();
        let corpus = corpus(&texts);
        let index = InvertedIndex::new(&corpus, Side::After, texts.after.indices());
        let nearest = index.nearest(&corpus.vectors.before[0].counts, std::iter::empty(), &mut Vec::new());
        assert_eq!(nearest, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 17].map(ParagraphIndex));
    }
}
