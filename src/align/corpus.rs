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

use super::matching::{Matching, Pair};
use super::moves::in_order;
use crate::model::{Paragraph, ParagraphIndex, Part, Resolution, Side, TextKey, Versions};
use crate::text::{TokenKind, is_ideograph, tokens};

/// Fixed paragraphs that are sampled, about.
const SAMPLE_LEN: usize = 1000;

/// Both texts with their terms counted.
pub(super) struct Corpus<'a> {
    pub(super) resolutions: Versions<&'a Resolution>,
    /// By paragraph.
    pub(super) vectors: Versions<Vec<TermVector>>,
    /// Inverse document frequency of each term, in 256ths.
    idf: Vec<u32>,
    /// The idf of a term in two paragraphs.
    idf_of_two: u32,
}

/// A word of either text, numbered in the order of first use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct TermId(u32);

impl TermId {
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// Different terms with their counts, sorted by term.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct TermCounts(Vec<(TermId, u32)>);

impl TermCounts {
    pub(super) fn new(terms: impl IntoIterator<Item = TermId>) -> TermCounts {
        let mut terms: Vec<TermId> = terms.into_iter().collect();
        terms.sort_unstable();
        TermCounts(terms.chunk_by(TermId::eq).map(|equal| (equal[0], equal.len() as u32)).collect())
    }

    /// The terms of several texts together.
    pub(super) fn joined<'t>(vectors: impl Iterator<Item = &'t TermVector>) -> TermCounts {
        TermCounts::new(vectors.flat_map(|vector| vector.terms.iter().copied()))
    }

    pub(super) fn terms(&self) -> impl Iterator<Item = TermId> + '_ {
        self.0.iter().map(|(term, _)| *term)
    }

    pub(super) fn get(&self, term: TermId) -> u32 {
        self.0.binary_search_by_key(&term, |(term, _)| *term).map_or(0, |position| self.0[position].1)
    }

    /// The terms that are left without those of `other`.
    pub(super) fn without(&self, other: &TermCounts) -> TermCounts {
        let mut left = TermCounts::default();
        self.for_each_beside(other, |term, count, other| {
            if count > other {
                left.0.push((term, count - other));
            }
        });
        left
    }

    /// Visits each term with its count here and in `other`.
    fn for_each_beside(&self, other: &TermCounts, mut visit: impl FnMut(TermId, u32, u32)) {
        let mut rest = other.0.as_slice();
        for &(term, count) in &self.0 {
            while let [(other, _), tail @ ..] = rest
                && *other < term
            {
                rest = tail;
            }
            visit(term, count, rest.first().filter(|(other, _)| *other == term).map_or(0, |(_, count)| *count));
        }
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
    opening_len: usize,
    pub(super) verb: Option<TextKey>,
    pub(super) label: Option<TextKey>,
}

impl TermVector {
    /// The terms of the opening phrase and the others. A text that is all opening phrase has none.
    pub(super) fn split_opening(&self) -> (&[TermId], &[TermId]) {
        self.terms.split_at(if self.opening_len < self.terms.len() { self.opening_len } else { 0 })
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
    /// Tokenizes and counts. An exact match that is in order is fixed; one that moved is not, for the place that it left
    /// may have a better claimant.
    pub(super) fn new(matching: &Matching<'a>) -> Corpus<'a> {
        let resolutions = matching.resolutions;
        let in_order = in_order(matching);
        let is_fixed = |side, paragraph| match side {
            Side::Before => in_order[paragraph],
            Side::After => matching.partner(side, paragraph).is_some_and(|partner| in_order[partner]),
        };
        let mut vocabulary: HashMap<TextKey, TermId, FixedState> = HashMap::default();
        let mut vector = |tokenized: Option<Tokenized>| {
            let Some(Tokenized { words, vector }) = tokenized else { return TermVector::default() };
            let mut intern = |word| {
                let next = TermId(vocabulary.len() as u32);
                *vocabulary.entry(word).or_insert(next)
            };
            let terms: Vec<TermId> = words.into_iter().map(&mut intern).collect();
            TermVector { counts: TermCounts::new(terms.iter().copied()), terms, ..vector }
        };
        let vectors: Versions<Vec<TermVector>> = Versions::from_fn(|side| {
            let texts = tokenize_all(resolutions.get(side), |paragraph| !is_fixed(side, paragraph));
            texts.into_iter().map(&mut vector).collect()
        });
        // A fixed paragraph is the same on both sides, so one side is enough.
        let step = in_order.iter().filter(|fixed| **fixed).count().div_ceil(SAMPLE_LEN).max(1);
        let sample = tokenize_all(resolutions.before, |index| in_order[index] && index.0.is_multiple_of(step));
        let known = |word: &TextKey| vocabulary.get(word).copied();
        let sample = sample.iter().flatten().map(|text| TermCounts::new(text.words.iter().filter_map(known)));

        let mut doc_freq = vec![0; vocabulary.len()];
        let mut count = |terms: &TermCounts, times| terms.terms().for_each(|term| doc_freq[term.index()] += times);
        vectors.before.iter().chain(&vectors.after).for_each(|vector| count(&vector.counts, 1));
        sample.for_each(|terms| count(&terms, 2 * step as u64));

        let lens = matching.lens();
        let idf_of = |doc_freq| idf((lens.before + lens.after) as u64, doc_freq);
        let idf = doc_freq.into_iter().map(idf_of).collect();
        let mut corpus = Corpus { resolutions, vectors: Versions::default(), idf, idf_of_two: idf_of(2) };
        let weighted = |vector: TermVector| TermVector { weight: corpus.weight(&vector.terms), ..vector };
        corpus.vectors = vectors.map(|vectors| vectors.into_iter().map(weighted).collect());
        corpus
    }

    /// The weight of one term.
    pub(super) fn idf(&self, term: TermId) -> u64 {
        u64::from(self.idf[term.index()])
    }

    /// Whether at most two paragraphs have a term, so that no other has one that a pair shares.
    pub(super) fn is_rare(&self, term: TermId) -> bool {
        self.idf[term.index()] >= self.idf_of_two
    }

    /// The sum of the weights of terms.
    pub(super) fn weight(&self, terms: &[TermId]) -> u64 {
        terms.iter().map(|&term| self.idf(term)).sum()
    }

    /// The weight of the terms that two texts share.
    pub(super) fn overlap(&self, left: &TermCounts, right: &TermCounts) -> u64 {
        let mut overlap = 0;
        left.for_each_beside(right, |term, left, right| overlap += u64::from(left.min(right)) * self.idf(term));
        overlap
    }

    /// The shared weight as a share of both.
    pub(super) fn similarity(&self, left: &TermCounts, right: &TermCounts) -> f64 {
        let weights = self.overlap(left, left) + self.overlap(right, right);
        2.0 * self.overlap(left, right) as f64 / weights.max(1) as f64
    }

    /// How many different terms there are.
    pub(super) fn vocabulary_len(&self) -> usize {
        self.idf.len()
    }

    /// The terms of a pair of paragraphs.
    pub(super) fn vectors_of(&self, pair: Pair) -> Versions<&TermVector> {
        self.vectors.as_ref().zip(pair).map(|(vectors, paragraph)| &vectors[paragraph])
    }

    /// Whether the two open with the same verb.
    pub(super) fn has_same_verb(&self, pair: Pair) -> bool {
        let Versions { before, after } = self.vectors_of(pair).map(|vector| vector.verb);
        before.is_some() && before == after
    }

    pub(super) fn paragraphs_of(&self, pair: Pair) -> Versions<&'a Paragraph> {
        self.resolutions.zip(pair).map(|(resolution, paragraph)| &resolution[paragraph])
    }
}

/// Tokenizes the paragraphs that are `wanted`.
fn tokenize_all(resolution: &Resolution, wanted: impl Fn(ParagraphIndex) -> bool + Sync) -> Vec<Option<Tokenized>> {
    let paragraphs = resolution.paragraphs.par_iter().enumerate();
    paragraphs.map(|(index, paragraph)| wanted(ParagraphIndex(index)).then(|| tokenize(paragraph))).collect()
}

/// A paragraph whose words have no numbers yet.
struct Tokenized {
    words: Vec<TextKey>,
    /// Its vector without terms.
    vector: TermVector,
}

/// Tokenizes a paragraph. An ideograph is joined with the one after it.
fn tokenize(paragraph: &Paragraph) -> Tokenized {
    let text = paragraph.text.as_str();
    let opening = paragraph.opening.as_ref();
    let opening_end = opening.map_or(0, |opening| opening.len);
    let mut words: Vec<TextKey> = Vec::with_capacity(text.len() / 6);
    let mut opening_len = 0;
    // Where the last word ended, if it was an ideograph.
    let mut ideograph_end = None;
    for token in tokens(text).filter(|token| token.kind != TokenKind::Punctuation) {
        let is_ideograph = text[token.range.clone()].starts_with(is_ideograph);
        if let Some(last) = words.last_mut().filter(|_| is_ideograph && ideograph_end == Some(token.range.start)) {
            *last = last.bigram(token.caseless_key);
        }
        ideograph_end = is_ideograph.then_some(token.range.end);
        words.push(token.caseless_key);
        opening_len += usize::from(token.range.end <= opening_end);
    }
    let verb = opening.map(|opening| TextKey::new(&opening.verb));
    let label = paragraph.label.as_ref().map(|label| TextKey::new(&label.text));
    let vector = TermVector { opening_len, verb, label, ..TermVector::default() };
    Tokenized { words, vector }
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
    use crate::align::tests::{corpus, resolutions};

    fn counts(terms: &[u32]) -> TermCounts {
        TermCounts::new(terms.iter().copied().map(TermId))
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
    fn terms_are_counted_subtracted_and_compared() {
        let (left, right) = (counts(&[2, 1, 2]), counts(&[3, 2]));
        assert_eq!(left.0, [(TermId(1), 1), (TermId(2), 2)]);
        assert_eq!([1, 2, 3].map(|term| left.get(TermId(term))), [1, 2, 0]);
        assert_eq!(left.without(&right), counts(&[1, 2]));
        let texts = resolutions(&[], &[]);
        let corpus = Corpus { idf: vec![10, 20, 30, 40], ..corpus(&texts) };
        assert_eq!((corpus.weight(&[1, 2, 2].map(TermId)), corpus.overlap(&left, &right)), (80, 30));
        assert_eq!(corpus.similarity(&left, &right), 60.0 / 150.0);
        assert_eq!(corpus.overlap(&left, &counts(&[0, 2, 2, 2, 2])), 60);
    }
}
