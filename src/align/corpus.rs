//! The words of both texts, counted and weighted: what every later step compares.
//!
//! In: two resolutions, and which paragraphs are fixed, that is, are exact matches in order. Out: [`Corpus`].
//!
//! 1. Words are compared by [`Token::caseless`](crate::text::Token); punctuation does not count. A single Chinese
//!    character says little, so it counts together with the next one.
//! 2. A term weighs log₂(1 + paragraphs / paragraphs that contain it), over both texts, in fixed point: a term in every
//!    paragraph weighs 1, one in two of a hundred 5.7. No shipped table, so it works in any language.
//! 3. Only paragraphs that are not fixed get a vector; most of a text is fixed. Fixed paragraphs only show how common
//!    terms are, and [`SAMPLE_LEN`] of them show that well enough.
//!
//! Weights are integers, so that sums do not depend on the order of addition.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use rayon::prelude::*;

use super::CHUNK_SIZE;
use crate::model::{Paragraph, ParagraphIndex, Part, Resolution, Side, TextKey, Versions};
use crate::text::{Token, TokenKind, tokens};

/// Fixed paragraphs that are sampled, about.
const SAMPLE_LEN: usize = 1000;

/// Both texts with their terms counted.
pub(super) struct Corpus<'a> {
    pub(super) resolutions: Versions<&'a Resolution>,
    /// By paragraph.
    pub(super) vectors: Versions<Vec<TermVector>>,
    /// Inverse document frequency of each term, in 256ths.
    idf: Vec<u32>,
}

/// A word of either text, numbered in the order of first use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct TermId(pub(super) u32);

impl TermId {
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// Different terms with their counts, in the order of first use.
#[derive(Debug, Default, PartialEq)]
pub(super) struct TermCounts(Vec<(TermId, u32)>);

impl TermCounts {
    pub(super) fn iter(&self) -> impl Iterator<Item = (TermId, u32)> + '_ {
        self.0.iter().copied()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Counts the terms of one paragraph after another.
pub(super) struct TermCounter {
    /// Where each term was counted last. The entry there has the term only if it was in the same paragraph, so nothing
    /// is cleared between two paragraphs (a sparse set).
    positions: Vec<u32>,
}

impl TermCounter {
    pub(super) fn new(vocabulary_len: usize) -> TermCounter {
        TermCounter { positions: vec![0; vocabulary_len] }
    }

    pub(super) fn count(&mut self, terms: impl Iterator<Item = TermId>) -> TermCounts {
        let mut counts: Vec<(TermId, u32)> = Vec::with_capacity(terms.size_hint().0);
        for term in terms {
            let position = &mut self.positions[term.index()];
            match counts.get_mut(*position as usize) {
                Some((counted, count)) if *counted == term => *count += 1,
                _ => {
                    *position = counts.len() as u32;
                    counts.push((term, 1));
                }
            }
        }
        TermCounts(counts)
    }
}

/// The terms of one paragraph. Empty for a fixed one.
#[derive(Default)]
pub(super) struct TermVector {
    /// In the order of the text.
    pub(super) terms: Vec<TermId>,
    pub(super) counts: TermCounts,
    /// The weight of all terms.
    pub(super) weight: u64,
    /// How many terms the opening phrase has.
    pub(super) opening_len: usize,
    /// `None` for a fixed paragraph.
    pub(super) features: Option<Features>,
}

impl TermVector {
    /// The terms of the opening phrase and the others. A text that is all opening phrase has none.
    pub(super) fn split_opening(&self) -> (&[TermId], &[TermId]) {
        self.terms.split_at(if self.opening_len < self.terms.len() { self.opening_len } else { 0 })
    }
}

/// Features used by `score` besides the terms. Small and `Copy`: read once per candidate pair.
#[derive(Clone, Copy)]
pub(super) struct Features {
    pub(super) kind: Kind,
    pub(super) part: Part,
    pub(super) parent: Option<ParagraphIndex>,
    pub(super) verb: Option<TextKey>,
    pub(super) label: Option<TextKey>,
}

impl Features {
    fn new(paragraph: &Paragraph) -> Features {
        Features {
            kind: Kind::from_paragraph(paragraph),
            part: paragraph.part,
            parent: paragraph.parent,
            verb: paragraph.opening.as_ref().map(|opening| TextKey::new(&opening.verb)),
            label: paragraph.label.as_ref().map(|label| TextKey::new(&label.text)),
        }
    }
}

/// What may be linked with what: text with text, headings with headings, tables with tables.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Kind {
    Text,
    Heading,
    Table,
}

impl Kind {
    pub(super) fn from_paragraph(paragraph: &Paragraph) -> Kind {
        match paragraph.part {
            Part::Heading => Kind::Heading,
            Part::Table => Kind::Table,
            _ => Kind::Text,
        }
    }
}

impl<'a> Corpus<'a> {
    /// Tokenizes and counts. `fixed` says which paragraphs are fixed.
    pub(super) fn new(resolutions: Versions<&'a Resolution>, fixed: &Versions<Vec<bool>>) -> Corpus<'a> {
        let mut vocabulary: HashMap<TextKey, TermId, FixedState> = HashMap::default();
        let mut intern = |word| {
            let next = TermId(vocabulary.len() as u32);
            *vocabulary.entry(word).or_insert(next)
        };
        let mut vectors = resolutions.zip(fixed.as_ref()).map(|(resolution, fixed)| {
            let tokenized = tokenize_all(resolution, |paragraph| !fixed[paragraph]);
            let vector = |(tokenized, paragraph): (Option<_>, &Paragraph)| {
                let Some((words, opening_len)) = tokenized else { return TermVector::default() };
                let terms = Vec::into_iter(words).map(&mut intern).collect();
                TermVector { terms, opening_len, features: Some(Features::new(paragraph)), ..TermVector::default() }
            };
            tokenized.into_iter().zip(&resolution.paragraphs).map(vector).collect::<Vec<_>>()
        });
        // A fixed paragraph is the same on both sides, so one side is enough.
        let step = fixed.before.iter().filter(|fixed| **fixed).count().div_ceil(SAMPLE_LEN).max(1);
        let sample = tokenize_all(resolutions.before, |index| fixed.before[index] && index.is_multiple_of(step));
        let mut counter = TermCounter::new(vocabulary.len());
        let known_terms = |words: Vec<TextKey>| Vec::into_iter(words).filter_map(|word| vocabulary.get(&word).copied());
        let sample: Vec<TermCounts> =
            sample.into_iter().flatten().map(|(words, _)| counter.count(known_terms(words))).collect();

        let mut doc_freq = vec![0; vocabulary.len()];
        for side in Side::BOTH {
            let vectors = vectors.get_mut(side);
            for vector in vectors.iter_mut() {
                vector.counts = counter.count(vector.terms.iter().copied());
            }
            vectors.iter().for_each(|vector| add_doc_freq(&mut doc_freq, &vector.counts, 1));
        }
        sample.iter().for_each(|counts| add_doc_freq(&mut doc_freq, counts, 2 * step as u64));

        let paragraphs = (resolutions.before.paragraphs.len() + resolutions.after.paragraphs.len()) as u64;
        let mut corpus = Corpus {
            resolutions,
            vectors: Versions::default(),
            idf: doc_freq.into_iter().map(|doc_freq| idf(paragraphs, doc_freq)).collect(),
        };
        for side in Side::BOTH {
            let weigh = |vector: &mut TermVector| vector.weight = corpus.weight(&vector.terms);
            vectors.get_mut(side).par_iter_mut().for_each(weigh);
        }
        corpus.vectors = vectors;
        corpus
    }

    /// The weight of one term.
    pub(super) fn idf(&self, term: TermId) -> u64 {
        u64::from(self.idf[term.index()])
    }

    /// The sum of the weights of terms.
    pub(super) fn weight(&self, terms: &[TermId]) -> u64 {
        terms.iter().map(|&term| self.idf(term)).sum()
    }

    /// How many different terms there are.
    pub(super) fn vocabulary_len(&self) -> usize {
        self.idf.len()
    }

    /// The terms of a pair of paragraphs.
    pub(super) fn vectors_of(&self, pair: Versions<usize>) -> Versions<&TermVector> {
        self.vectors.as_ref().zip(pair).map(|(vectors, paragraph)| &vectors[paragraph])
    }
}

/// Dense term counts (a scatter vector), reused to compare one paragraph with many.
pub(super) struct DenseCounts<'t> {
    /// Count and weight of each term, side by side because they are read together.
    terms: Vec<(u32, u32)>,
    loaded: Vec<&'t TermCounts>,
}

impl<'t> DenseCounts<'t> {
    pub(super) fn new(corpus: &Corpus) -> DenseCounts<'t> {
        DenseCounts { terms: corpus.idf.iter().map(|&idf| (0, idf)).collect(), loaded: Vec::new() }
    }

    /// Replaces the contents.
    pub(super) fn load(&mut self, counts: &'t TermCounts) {
        if matches!(self.loaded.as_slice(), [loaded] if std::ptr::eq(*loaded, counts)) {
            return;
        }
        self.clear();
        self.add(counts);
    }

    pub(super) fn clear(&mut self) {
        for (term, _) in self.loaded.drain(..).flat_map(TermCounts::iter) {
            self.terms[term.index()].0 = 0;
        }
    }

    /// Adds to the contents.
    pub(super) fn add(&mut self, counts: &'t TermCounts) {
        counts.iter().for_each(|(term, count)| self.terms[term.index()].0 += count);
        self.loaded.push(counts);
    }

    pub(super) fn get(&self, term: TermId) -> u32 {
        self.terms[term.index()].0
    }

    /// The weight of the terms shared with `counts`.
    pub(super) fn overlap(&self, counts: &TermCounts) -> u64 {
        let shared = |(term, count): (TermId, u32)| {
            let (own, idf) = self.terms[term.index()];
            u64::from(count.min(own)) * u64::from(idf)
        };
        counts.iter().map(shared).sum()
    }
}

/// Counts a paragraph for each of its terms, `times` times.
fn add_doc_freq(doc_freq: &mut [u64], counts: &TermCounts, times: u64) {
    counts.iter().for_each(|(term, _)| doc_freq[term.index()] += times);
}

/// Tokenizes the paragraphs that are `wanted`.
fn tokenize_all(resolution: &Resolution, wanted: impl Fn(usize) -> bool + Sync) -> Vec<Option<(Vec<TextKey>, usize)>> {
    let paragraphs = resolution.paragraphs.par_iter().enumerate().with_max_len(CHUNK_SIZE);
    paragraphs.map(|(index, paragraph)| wanted(index).then(|| tokenize(paragraph))).collect()
}

/// The words of a paragraph, and how many of them its opening phrase has. An ideograph is joined with the one after it.
fn tokenize(paragraph: &Paragraph) -> (Vec<TextKey>, usize) {
    let text = paragraph.text.as_str();
    let opening_end = paragraph.opening.as_ref().map_or(0, |opening| opening.len);
    let mut words: Vec<TextKey> = Vec::with_capacity(text.len() / 6);
    let mut opening_len = 0;
    // Where the last word ended, if it was an ideograph.
    let mut ideograph_end = None;
    for token in tokens(text).filter(|token| token.kind != TokenKind::Punctuation) {
        let is_ideograph = is_ideograph(text, &token);
        if let Some(last) = words.last_mut().filter(|_| is_ideograph && ideograph_end == Some(token.range.start)) {
            *last = last.bigram(token.caseless_key);
        }
        ideograph_end = is_ideograph.then_some(token.range.end);
        words.push(token.caseless_key);
        opening_len += usize::from(token.range.end <= opening_end);
    }
    (words, opening_len)
}

/// Whether a token is one character of a script written without spaces: three or four bytes, from U+3040 on.
fn is_ideograph(text: &str, token: &Token) -> bool {
    matches!(token.range.len(), 3 | 4) && text[token.range.clone()].starts_with(|first| first >= '\u{3040}')
}

/// log₂(1 + paragraphs / `doc_freq`) in 256ths.
fn idf(paragraphs: u64, doc_freq: u64) -> u32 {
    let doc_freq = doc_freq.max(1);
    log2(paragraphs + doc_freq) - log2(doc_freq)
}

/// log₂ in 256ths, linear between powers of two: integers only, so the same on every machine.
fn log2(number: u64) -> u32 {
    let whole = number.max(1).ilog2();
    let fraction = (u128::from(number.max(1)) << 8 >> whole) as u32 & 0xFF;
    (whole << 8) + fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(terms: &[u32]) -> TermCounts {
        TermCounter::new(10).count(terms.iter().copied().map(TermId))
    }

    #[test]
    fn rare_words_weigh_more() {
        assert_eq!(log2(1), 0);
        assert_eq!(log2(8), 3 * 256);
        assert_eq!(log2(12), 3 * 256 + 128);
        assert_eq!(idf(100, 100), 256);
        assert!(idf(100, 2) > idf(100, 4));
    }

    #[test]
    fn terms_are_counted() {
        assert_eq!(counts(&[5, 3, 5, 9]).0, [(TermId(5), 2), (TermId(3), 1), (TermId(9), 1)]);
    }

    #[test]
    fn dense_counts_add_up_and_are_replaced() {
        let mut dense = DenseCounts { terms: vec![(0, 10), (0, 20), (0, 30), (0, 40)], loaded: Vec::new() };
        let (left, right) = (counts(&[1, 2, 2]), counts(&[2, 3]));
        dense.load(&left);
        assert_eq!(dense.overlap(&right), 30);
        dense.add(&right);
        assert_eq!([0, 1, 2, 3].map(|term| dense.get(TermId(term))), [0, 1, 3, 1]);
        assert_eq!(dense.overlap(&counts(&[0, 2, 2, 2, 2])), 90);
        dense.load(&left);
        assert_eq!([0, 1, 2, 3].map(|term| dense.get(TermId(term))), [0, 1, 2, 0]);
    }
}
