//! Splits, merges, a paragraph recast as a list and back.
//!
//! In: pairs, and unmatched paragraphs. Out: fragments, each attached to the pair that has the rest of its text.
//!
//! An unmatched paragraph is a fragment of a text on the opposite side, the whole, if its words are those that the
//! whole's partner does **not** use. Similarity of subject is not enough; the evidence is strict:
//!
//! - its words, without the opening phrase (a new paragraph needs a new one), are covered by that remainder:
//!   by how much depends on its [`Place`];
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

use super::candidates::{InvertedIndex, QueryWeights};
use super::corpus::{Corpus, Kind, TermCounts, TermId, TermVector};
use super::matching::{Matching, Pair, pair_on};
use crate::model::{ParagraphIndex, Side};

const MIN_COVERAGE_IN_LIST: f64 = 0.20;
const MIN_COVERAGE_IN_ROW: f64 = 0.40;
const MIN_COVERAGE_NEAR: f64 = 0.50;
const MIN_COVERAGE_FAR: f64 = 0.65;
/// A fragment with a long new end is not well covered. So many terms in a row that the partner lacks need less coverage…
const MIN_VERBATIM: usize = 14;
const MIN_COVERAGE_VERBATIM: f64 = 0.2;
/// …but must be this share of the whole.
const MIN_SHARE_VERBATIM: f64 = 0.15;
const MIN_NGRAM: usize = 8;
const MIN_NGRAM_IN_ROW: usize = 4;
const MIN_NGRAM_SHARE: f64 = 0.4;
const MIN_GAIN: f64 = 0.04;
const MAX_PARTS: usize = 4;
/// Paragraphs to either side that are neighbours.
const NEIGHBOURS: usize = 2;
/// A pair with a lower score is unlinked if there is strong evidence that one of the two is a fragment of another text.
const MIN_FIRM_SCORE: f64 = 0.55;
/// The coverage that is strong evidence.
const MIN_COVERAGE_LINKED: f64 = 0.75;
/// By how much earlier fragments may lower the coverage of a later one.
const MAX_COVERAGE_LOSS: f64 = 0.1;

/// Finds the fragments of the texts of some pairs: those of split paragraphs, then of merged ones.
pub(super) fn attach_fragments(pairs: &[Pair], corpus: &Corpus, matching: &mut Matching) {
    // Both before the first is used: a pair that is unlinked in between stays in the second, but is no evidence.
    let indexes = Side::BOTH.map(|whole_side| {
        let mut wholes: Vec<ParagraphIndex> = pairs.iter().map(|pair| *pair.get(whole_side)).collect();
        wholes.sort_unstable();
        InvertedIndex::new(corpus, whole_side, wholes.into_iter())
    });
    for (whole_side, index) in Side::BOTH.into_iter().zip(indexes) {
        attach_side(corpus, matching, whole_side, &index);
        attach_chapeaus(corpus, matching, whole_side);
    }
}

/// Where a text was recast as the items of a list, the words above the list are a fragment of it too, few and general
/// as they are ("Requests the Secretary-General:").
fn attach_chapeaus(corpus: &Corpus, matching: &mut Matching, whole_side: Side) {
    let side = whole_side.other();
    let resolution = corpus.resolutions.get(side);
    for (item, paragraph) in resolution.indexed() {
        let Some((whole, chapeau)) = matching.whole(side, item).zip(paragraph.parent) else { continue };
        let partner = matching.partner(whole_side, whole);
        let is_whole_list = partner.is_some_and(|partner| resolution[partner].parent == Some(chapeau));
        let (text, piece) = (&corpus.vectors.get(whole_side)[whole], &corpus.vectors.get(side)[chapeau]);
        let (_, body) = piece.split_opening();
        let overlap = corpus.overlap(&text.counts, &TermCounts::new(body.iter().copied())) as f64;
        let is_covered = overlap >= MIN_COVERAGE_NEAR * corpus.weight(body) as f64;
        if matching.is_unmatched(side, chapeau) && is_whole_list && is_covered {
            matching.add_fragment(whole_side, whole, chapeau);
        }
    }
}

/// A possible fragment of a text.
#[derive(Clone, Copy)]
struct Candidate {
    whole_side: Side,
    whole: ParagraphIndex,
    fragment: ParagraphIndex,
}

fn attach_side(corpus: &Corpus, matching: &mut Matching, whole_side: Side, index: &InvertedIndex) {
    let mut candidates = fragment_candidates(corpus, matching, whole_side, index);
    candidates.sort_by(|(a, a_coverage), (b, b_coverage)| {
        b_coverage.total_cmp(a_coverage).then((a.fragment, a.whole).cmp(&(b.fragment, b.whole)))
    });
    for (candidate, expected) in candidates {
        // Earlier fragments may have used what this one rests on.
        let Some(coverage) = coverage(corpus, matching, candidate) else { continue };
        if coverage + MAX_COVERAGE_LOSS < expected {
            continue;
        }
        let Candidate { whole, fragment, .. } = candidate;
        if let Some(partner) = matching.partner(whole_side.other(), fragment) {
            matching.unlink(pair_on(whole_side, partner, fragment));
        }
        matching.add_fragment(whole_side, whole, fragment);
    }
    extend_rows(corpus, matching, whole_side);
}

/// Attaches what stands in a row with a fragment, which nobody knew before that was attached.
fn extend_rows(corpus: &Corpus, matching: &mut Matching, whole_side: Side) {
    let side = whole_side.other();
    let resolution = corpus.resolutions.get(side);
    for fragment in resolution.indices().filter(|fragment| fragment.0 + 1 < resolution.paragraphs.len()) {
        let mut beside = fragment.previous().into_iter().chain([fragment.next()]);
        let found = beside.find_map(|part| {
            let whole = matching.whole(side, part).filter(|_| matching.is_unmatched(side, fragment))?;
            coverage(corpus, matching, Candidate { whole_side, whole, fragment }).map(|_| whole)
        });
        if let Some(whole) = found {
            matching.add_fragment(whole_side, whole, fragment);
        }
    }
}

/// The candidates with their coverage.
fn fragment_candidates(
    corpus: &Corpus,
    matching: &Matching,
    whole_side: Side,
    index: &InvertedIndex,
) -> Vec<(Candidate, f64)> {
    let side = whole_side.other();
    let vectors = corpus.vectors.get(side);
    let is_candidate = |&fragment: &ParagraphIndex| {
        !vectors[fragment].counts.is_empty() && is_weakly_matched(matching, side, fragment)
    };
    let fragments: Vec<ParagraphIndex> = corpus.resolutions.get(side).indices().filter(is_candidate).collect();
    let find = |weights: &mut QueryWeights, fragment: ParagraphIndex| {
        let nearby = partners_nearby(corpus, matching, side, fragment);
        let wholes = index.nearest(&vectors[fragment].counts, nearby, weights).into_iter();
        let candidates = wholes.map(move |whole| Candidate { whole_side, whole, fragment });
        candidates.filter_map(|candidate| Some((candidate, coverage(corpus, matching, candidate)?)))
    };
    fragments.into_par_iter().map_init(|| index.query_weights(), find).flatten_iter().collect()
}

/// Whether a paragraph is unmatched, or in a pair so weak that it may be unlinked.
fn is_weakly_matched(matching: &Matching, side: Side, paragraph: ParagraphIndex) -> bool {
    match matching.pairing(side, paragraph) {
        Some((_, evidence)) => evidence.score < MIN_FIRM_SCORE && !evidence.is_equal(),
        None => matching.is_unmatched(side, paragraph),
    }
}

/// The partners of a paragraph's neighbours and of its parent.
fn partners_nearby(
    corpus: &Corpus,
    matching: &Matching,
    side: Side,
    paragraph: ParagraphIndex,
) -> impl Iterator<Item = ParagraphIndex> {
    let paragraphs = &corpus.resolutions.get(side).paragraphs;
    let neighbours = paragraph.0.saturating_sub(NEIGHBOURS)..(paragraph.0 + NEIGHBOURS + 1).min(paragraphs.len());
    let nearby = neighbours.map(ParagraphIndex).chain(paragraphs[paragraph].parent);
    nearby.filter(move |&nearby| nearby != paragraph).filter_map(move |nearby| matching.partner(side, nearby))
}

/// How much of a fragment is covered by what the partner of the whole leaves of it, if the evidence suffices.
fn coverage(corpus: &Corpus, matching: &Matching, candidate: Candidate) -> Option<f64> {
    let Candidate { whole_side, whole, fragment } = candidate;
    let side = whole_side.other();
    let partner = matching.partner(whole_side, whole)?;
    if !may_be_fragment(corpus, matching, candidate, partner) {
        return None;
    }
    let siblings = matching.fragments(whole_side, whole);
    let place = Place::new(corpus, matching, candidate, partner);
    if siblings.len() + 2 > MAX_PARTS && !place.is_in_list() {
        return None;
    }
    let min_coverage = place.min_coverage();

    let vectors = corpus.vectors.get(side);
    let (text, piece) = (&corpus.vectors.get(whole_side)[whole], &vectors[fragment]);
    let (opening, body) = piece.split_opening();
    let weight = piece.weight - corpus.weight(opening);
    let may_be_verbatim = place != Place::Linked && body.len() >= MIN_VERBATIM;
    let min_covered = min_coverage * weight as f64;
    let min_verbatim = (MIN_COVERAGE_VERBATIM * weight as f64).max(MIN_SHARE_VERBATIM * text.weight as f64);
    let bound = if may_be_verbatim { min_covered.min(min_verbatim) } else { min_covered };
    // Most candidates do not even share so much with the whole text.
    let shared = corpus.overlap(&text.counts, &piece.counts) as f64;
    if weight == 0 || shared < bound {
        return None;
    }
    let parts = || siblings.iter().chain([&partner]).map(|&part| &vectors[part]);
    let remainder = parts().fold(text.counts.clone(), |left, part| left.without(&part.counts));
    let body_counts = piece.counts.without(&TermCounts::new(opening.iter().copied()));
    let covered = corpus.overlap(&remainder, &body_counts) as f64;
    if covered < bound {
        return None;
    }
    let coverage = covered / weight as f64;
    let (used, used_with_piece) = (TermCounts::joined(parts()), TermCounts::joined(parts().chain([piece])));
    let gains = || {
        let min_similarity = corpus.similarity(&text.counts, &used) + MIN_GAIN;
        place == Place::InList || corpus.similarity(&text.counts, &used_with_piece) >= min_similarity
    };
    let is_supported = if coverage >= min_coverage && gains() {
        shares_ngram(&text.terms, body, place.min_ngram(body.len()))
    } else {
        // A copy repeats more of what the partner has.
        may_be_verbatim
            && 2.0 * covered >= shared
            && covered >= MIN_SHARE_VERBATIM * text.weight as f64
            && has_verbatim(corpus, text, body, &used)
    };
    is_supported.then_some(coverage)
}

/// Where a possible fragment stands, seen from the other parts of its whole.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In a weak pair with another text.
    Linked,
    /// In one list with the partner: a list that was folded into a paragraph.
    InList,
    /// Under the partner: a paragraph that was recast as a list.
    Under,
    /// Directly before or after another part.
    InRow,
    Near,
    Far,
}

impl Place {
    fn new(corpus: &Corpus, matching: &Matching, candidate: Candidate, partner: ParagraphIndex) -> Place {
        let Candidate { whole_side, whole, fragment } = candidate;
        let side = whole_side.other();
        let parent = |paragraph| corpus.resolutions.get(side)[paragraph].parent;
        let distances = matching.fragments(whole_side, whole).iter().chain([&partner]);
        let distance = distances.map(|part| part.0.abs_diff(fragment.0)).min();
        match distance {
            _ if matching.partner(side, fragment).is_some() => Place::Linked,
            _ if parent(fragment) == Some(partner) => Place::Under,
            _ if parent(fragment).is_some() && parent(fragment) == parent(partner) => Place::InList,
            Some(1) => Place::InRow,
            Some(..=NEIGHBOURS) => Place::Near,
            _ => Place::Far,
        }
    }

    fn is_in_list(self) -> bool {
        matches!(self, Place::InList | Place::Under)
    }

    fn min_coverage(self) -> f64 {
        match self {
            Place::Linked => MIN_COVERAGE_LINKED,
            Place::InList => MIN_COVERAGE_IN_LIST,
            Place::InRow => MIN_COVERAGE_IN_ROW,
            Place::Under | Place::Near => MIN_COVERAGE_NEAR,
            Place::Far => MIN_COVERAGE_FAR,
        }
    }

    /// The words in a row that a fragment of `len` words must share.
    fn min_ngram(self, len: usize) -> usize {
        let max = match self {
            Place::InList | Place::InRow => MIN_NGRAM_IN_ROW,
            Place::Under | Place::Near => MIN_NGRAM,
            Place::Linked | Place::Far => return MIN_NGRAM,
        };
        ((len as f64 * MIN_NGRAM_SHARE).ceil() as usize).clamp(2, max)
    }
}

/// Whether the state of the matching allows a fragment.
fn may_be_fragment(corpus: &Corpus, matching: &Matching, candidate: Candidate, partner: ParagraphIndex) -> bool {
    let Candidate { whole_side, whole, fragment } = candidate;
    let side = whole_side.other();
    let kinds = corpus.paragraphs_of(pair_on(whole_side, whole, fragment)).map(Kind::from_paragraph);
    let weak_partner = matching.partner(side, fragment);
    // The pair of a fragment would be unlinked: fragments that it holds already would lose the rest of their text.
    let holds_fragments = weak_partner.is_some_and(|weak| !matching.fragments(whole_side, weak).is_empty());
    // A text that others were merged with, or into, is not split as well; nor is a fragment a whole.
    let is_merged = [partner, fragment].iter().any(|&part| !matching.fragments(side, part).is_empty());
    let is_fragment = matching.whole(side, fragment).is_some();
    let is_text = kinds.before == Kind::Text && kinds.after == Kind::Text;
    is_text && weak_partner != Some(whole) && !holds_fragments && !is_merged && !is_fragment
}

/// Whether a text shares with a fragment [`MIN_VERBATIM`] terms in a row that mostly are not used.
fn has_verbatim(corpus: &Corpus, text: &TermVector, body: &[TermId], used: &TermCounts) -> bool {
    let is_lacked = |run: &[TermId]| {
        let lacked: Vec<TermId> = run.iter().copied().filter(|&term| used.get(term) == 0).collect();
        2 * corpus.weight(&lacked) >= corpus.weight(run)
    };
    shared_runs(&text.terms, body, MIN_VERBATIM).any(is_lacked)
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
    use crate::model::{Resolution, Versions};

    fn attach_all(texts: &Versions<Resolution>, matching: &mut Matching) {
        let pairs: Vec<Pair> = matching.pairs().collect();
        attach_fragments(&pairs, &corpus(texts), matching);
    }

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
                attach_all(&texts, &mut matching);
                let fragments: &[ParagraphIndex] = if expected { &[ParagraphIndex(1)] } else { &[] };
                assert_eq!(matching.fragments(side, ParagraphIndex(0)), fragments, "{candidate} {side:?}");
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
        let cut = second.replace(" a dry shelter and to name a person who keeps the book", "");
        // The candidate, its neighbour, and whether the candidate is a fragment. A copy of the whole is none.
        let cases = [
            (format!("{first} {end}"), second, true),
            (format!("{reworded} {end}"), second, false),
            (whole.replace("their", "all"), &format!("{first} and {cut}"), false),
        ];
        for (candidate, neighbour, expected) in cases {
            let texts = resolutions(&[&whole, "x"], &[&candidate, neighbour, "y"]);
            let mut matching = matching(&texts, &[(0, 1)]);
            attach_all(&texts, &mut matching);
            let fragments: &[ParagraphIndex] = if expected { &[ParagraphIndex(0)] } else { &[] };
            assert_eq!(matching.fragments(Side::Before, ParagraphIndex(0)), fragments, "{candidate}");
        }
    }
}
