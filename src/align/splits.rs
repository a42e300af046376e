//! Splits, merges, a paragraph recast as a list and back.
//!
//! In: pairs, and unmatched paragraphs. Out: fragments, each attached to the pair that has the rest of its text.
//!
//! An unmatched paragraph is a fragment of a text on the opposite side, the whole, if its words are those that the
//! whole's partner does **not** use. Similarity of subject is not enough; the evidence is strict:
//!
//! - its words, without the opening phrase (a new paragraph needs a new one), are covered by that remainder:
//!   by how much depends on its [`Relation`] to the partner and to the fragments that the whole has already;
//! - the two share [`MIN_NGRAM`] words in a row, or [`MIN_NGRAM_SHARE`] of a short paragraph.
//!
//! Or the two share [`MIN_VERBATIM`] words in a row that the partner lacks, and no other paragraph has all of these words.
//!
//! Merges are the same with the sides exchanged. Strongest evidence first; what a fragment covers is no longer free for
//! the next. A text has up to [`MAX_FRAGMENTS`], a list as many as it has items; a fragment is never itself a whole.

use std::collections::{BTreeMap, HashSet};

use foldhash::fast::RandomState;
use rayon::prelude::*;

use super::candidates::InvertedIndex;
use super::corpus::{Corpus, Kind, TermCounts, TermId};
use super::matching::{Matching, Pair, pair_on};
use crate::model::{ParagraphIndex, Side};

const MIN_COVERAGE_IN_LIST: f64 = 0.20;
const MIN_COVERAGE_ADJACENT: f64 = 0.40;
const MIN_COVERAGE_NEAR: f64 = 0.50;
const MIN_COVERAGE_FAR: f64 = 0.65;
/// A fragment with a long new end is not well covered. It needs so much coverage, of such a share of the whole…
const MIN_COVERAGE_LONG: f64 = 0.2;
const MIN_SHARE_LONG: f64 = 0.15;
/// …and so many terms in a row that the partner lacks.
const MIN_VERBATIM: usize = 14;
const MIN_NGRAM: usize = 8;
const MIN_NGRAM_ADJACENT: usize = 4;
/// A shorter fragment that stands far away must say something that no other paragraph says: “developed countries should
/// continue to take the lead” is said of many matters.
const MIN_LEN_FAR: usize = 10;
const MIN_NGRAM_SHARE: f64 = 0.4;
/// What the last item of a folded list must have of what is left of the whole.
const MIN_REST_COVERAGE: f64 = 0.2;
/// Fragments of a text beside its partner.
const MAX_FRAGMENTS: usize = 3;
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
        let mut splitter = Splitter { corpus, matching, whole_side, side: whole_side.other() };
        splitter.attach_candidates(&index);
        splitter.extend_rows();
        splitter.attach_chapeaus();
        splitter.attach_last_items();
    }
}

/// Attaches paragraphs of one side to texts of the opposite side.
struct Splitter<'m, 'c, 'r> {
    corpus: &'m Corpus<'c>,
    matching: &'m mut Matching<'r>,
    /// The side of the texts that were split.
    whole_side: Side,
    /// The side of their fragments.
    side: Side,
}

/// A possible fragment of a text.
struct Candidate {
    whole: ParagraphIndex,
    fragment: ParagraphIndex,
    coverage: f64,
}

impl Splitter<'_, '_, '_> {
    fn attach(&mut self, whole: ParagraphIndex, fragment: ParagraphIndex) {
        self.matching.add_fragment(self.whole_side, whole, fragment);
    }

    fn attach_candidates(&mut self, index: &InvertedIndex) {
        let mut candidates = self.candidates(index);
        candidates.sort_by(|left, right| {
            let by_paragraph = (left.fragment, left.whole).cmp(&(right.fragment, right.whole));
            right.coverage.total_cmp(&left.coverage).then(by_paragraph)
        });
        for Candidate { whole, fragment, coverage } in candidates {
            // Earlier fragments may have used what this one rests on.
            if self.coverage(whole, fragment).is_none_or(|left| left + MAX_COVERAGE_LOSS < coverage) {
                continue;
            }
            if let Some(partner) = self.matching.partner(self.side, fragment) {
                self.matching.unlink(pair_on(self.whole_side, partner, fragment));
            }
            self.attach(whole, fragment);
        }
    }

    /// Attaches what stands in a row with a fragment, which nobody knew before that was attached.
    fn extend_rows(&mut self) {
        let resolution = self.corpus.resolutions.get(self.side);
        for fragment in resolution.indices() {
            let next = Some(fragment.next()).filter(|next| next.0 < resolution.paragraphs.len());
            let mut adjacent = fragment.previous().into_iter().chain(next);
            let whole = adjacent.find_map(|adjacent| {
                let is_unmatched = self.matching.is_unmatched(self.side, fragment);
                let whole = self.matching.whole(self.side, adjacent).filter(|_| is_unmatched)?;
                self.coverage(whole, fragment).map(|_| whole)
            });
            whole.into_iter().for_each(|whole| self.attach(whole, fragment));
        }
    }

    /// Where a text was recast as the items of a list, the words above the list are a fragment of it too, few and
    /// general as they are ("Requests the Secretary-General:").
    fn attach_chapeaus(&mut self) {
        let corpus = self.corpus;
        let resolution = corpus.resolutions.get(self.side);
        for (item, paragraph) in resolution.indexed() {
            let Some((whole, chapeau)) = self.matching.whole(self.side, item).zip(paragraph.parent) else { continue };
            let partner = self.matching.partner(self.whole_side, whole);
            let is_whole_list = partner.is_some_and(|partner| resolution[partner].parent == Some(chapeau));
            let (_, body) = corpus.vectors.get(self.side)[chapeau].split_opening();
            let whole_counts = &corpus.vectors.get(self.whole_side)[whole].counts;
            let overlap = corpus.overlap(whole_counts, &TermCounts::new(body.iter().copied())) as f64;
            let is_covered = overlap >= MIN_COVERAGE_NEAR * corpus.weight(body) as f64;
            if self.matching.is_unmatched(self.side, chapeau) && is_whole_list && is_covered {
                self.attach(whole, chapeau);
            }
        }
    }

    /// Where a list was folded into a text and cut short, the last item is hardly covered by it. But all that stood with
    /// the item is in the text, and some of what the text has of nobody else is in the item.
    fn attach_last_items(&mut self) {
        let resolution = self.corpus.resolutions.get(self.side);
        // By chapeau, the text that it and its items are in, if it is one, and the items that are in none.
        let mut lists: BTreeMap<ParagraphIndex, (Option<ParagraphIndex>, Vec<ParagraphIndex>)> = BTreeMap::new();
        for (item, paragraph) in resolution.indexed() {
            let Some(chapeau) = paragraph.parent else { continue };
            let (whole, left) = lists.entry(chapeau).or_insert_with(|| (self.text_of(chapeau), Vec::new()));
            match self.matching.is_unmatched(self.side, item) {
                true => left.push(item),
                false => *whole = whole.filter(|whole| self.text_of(item) == Some(*whole)),
            }
        }
        for (whole, left) in lists.into_values() {
            if let (Some(whole), [item]) = (whole, &left[..])
                && self.has_rest(whole, *item)
            {
                self.attach(whole, *item);
            }
        }
    }

    /// The text on the opposite side that a paragraph is a fragment of, or the partner of one that has fragments.
    fn text_of(&self, paragraph: ParagraphIndex) -> Option<ParagraphIndex> {
        let with_fragments = |whole: &ParagraphIndex| !self.matching.fragments(self.whole_side, *whole).is_empty();
        let partner = || self.matching.partner(self.side, paragraph).filter(with_fragments);
        self.matching.whole(self.side, paragraph).or_else(partner)
    }

    /// Whether a good part of what nobody has of a whole is in a paragraph, some of it word by word.
    fn has_rest(&self, whole: ParagraphIndex, fragment: ParagraphIndex) -> bool {
        let corpus = self.corpus;
        let vectors = corpus.vectors.get(self.side);
        let linked = self.matching.partner(self.whole_side, whole).into_iter();
        let linked = linked.chain(self.matching.fragments(self.whole_side, whole).iter().copied());
        let whole = &corpus.vectors.get(self.whole_side)[whole];
        let rest = linked.fold(whole.counts.clone(), |left, linked| left.without(&vectors[linked].counts));
        let weight = corpus.overlap(&rest, &rest) as f64;
        let covered = corpus.overlap(&rest, &vectors[fragment].counts) as f64;
        covered >= MIN_REST_COVERAGE * weight
            && shares_ngram(&whole.terms, vectors[fragment].split_opening().1, MIN_NGRAM_ADJACENT)
    }

    fn candidates(&self, index: &InvertedIndex) -> Vec<Candidate> {
        let vectors = self.corpus.vectors.get(self.side);
        let is_candidate =
            |&fragment: &ParagraphIndex| !vectors[fragment].terms.is_empty() && self.is_weakly_matched(fragment);
        let fragments: Vec<ParagraphIndex> =
            self.corpus.resolutions.get(self.side).indices().filter(is_candidate).collect();
        let find = |weights: &mut Vec<u64>, fragment: ParagraphIndex| {
            let wholes = index.nearest(&vectors[fragment].counts, self.partners_nearby(fragment), weights).into_iter();
            wholes
                .filter_map(move |whole| Some(Candidate { whole, fragment, coverage: self.coverage(whole, fragment)? }))
        };
        fragments.into_par_iter().map_init(Vec::new, find).flatten_iter().collect()
    }

    /// Whether a paragraph is unmatched, or in a pair so weak that it may be unlinked.
    fn is_weakly_matched(&self, paragraph: ParagraphIndex) -> bool {
        match self.matching.pairing(self.side, paragraph) {
            Some((_, evidence)) => evidence.score < MIN_FIRM_SCORE && !evidence.is_equal(),
            None => self.matching.is_unmatched(self.side, paragraph),
        }
    }

    /// The partners of a paragraph's neighbours and of its parent.
    fn partners_nearby(&self, paragraph: ParagraphIndex) -> impl Iterator<Item = ParagraphIndex> {
        let paragraphs = &self.corpus.resolutions.get(self.side).paragraphs;
        let neighbours = paragraph.0.saturating_sub(NEIGHBOURS)..(paragraph.0 + NEIGHBOURS + 1).min(paragraphs.len());
        let nearby = neighbours.map(ParagraphIndex).chain(paragraphs[paragraph].parent);
        nearby
            .filter(move |&nearby| nearby != paragraph)
            .filter_map(move |nearby| self.matching.partner(self.side, nearby))
    }

    /// How much of a fragment is covered by what the partner of the whole leaves of it, if the evidence suffices.
    fn coverage(&self, whole: ParagraphIndex, fragment: ParagraphIndex) -> Option<f64> {
        let partner = self.matching.partner(self.whole_side, whole)?;
        if !self.may_be_fragment(whole, fragment, partner) {
            return None;
        }
        let siblings = self.matching.fragments(self.whole_side, whole);
        let relation = self.relation(fragment, partner, siblings);
        if siblings.len() >= MAX_FRAGMENTS && !matches!(relation, Relation::SameList | Relation::Child) {
            return None;
        }
        let min_coverage = relation.min_coverage();

        let corpus = self.corpus;
        let vectors = corpus.vectors.get(self.side);
        let (whole, fragment) = (&corpus.vectors.get(self.whole_side)[whole], &vectors[fragment]);
        let (opening, body) = fragment.split_opening();
        let is_commonplace = || !body.iter().any(|&term| corpus.is_rare(term));
        if relation == Relation::Far && body.len() < MIN_LEN_FAR && is_commonplace() {
            return None;
        }
        let weight = fragment.weight - corpus.weight(opening);
        let may_be_long = relation != Relation::Linked && body.len() >= MIN_VERBATIM;
        let min_covered = min_coverage * weight as f64;
        let min_long = (MIN_COVERAGE_LONG * weight as f64).max(MIN_SHARE_LONG * whole.weight as f64);
        let bound = if may_be_long { min_covered.min(min_long) } else { min_covered };
        // Most candidates do not even share so much with the whole text.
        let shared = corpus.overlap(&whole.counts, &fragment.counts) as f64;
        if weight == 0 || shared < bound {
            return None;
        }
        // What the whole is linked with already.
        let linked = || siblings.iter().chain([&partner]).map(|&linked| &vectors[linked]);
        let remainder = linked().fold(whole.counts.clone(), |left, linked| left.without(&linked.counts));
        let body_counts = fragment.counts.without(&TermCounts::new(opening.iter().copied()));
        let covered = corpus.overlap(&remainder, &body_counts) as f64;
        if covered < bound {
            return None;
        }
        let coverage = covered / weight as f64;
        let is_supported = if coverage >= min_coverage {
            shares_ngram(&whole.terms, body, relation.min_ngram(body.len()))
        } else {
            // What other texts say too, such as the name of a treaty, is no evidence.
            let has_own = |run: &&[TermId]| run.iter().any(|&term| corpus.is_rare(term));
            let own_runs = || shared_runs(&whole.terms, body, MIN_VERBATIM).filter(has_own);
            let used = || TermCounts::joined(linked());
            let has_verbatim = || own_runs().any(|run| is_mostly_unused(corpus, run, &used()));
            // A copy repeats more of what the partner has.
            may_be_long && 2.0 * covered >= shared && covered >= min_long && has_verbatim()
        };
        is_supported.then_some(coverage)
    }

    fn relation(&self, fragment: ParagraphIndex, partner: ParagraphIndex, siblings: &[ParagraphIndex]) -> Relation {
        let parent = |paragraph| self.corpus.resolutions.get(self.side)[paragraph].parent;
        let distance = siblings.iter().chain([&partner]).map(|linked| linked.0.abs_diff(fragment.0)).min();
        match distance {
            _ if self.matching.partner(self.side, fragment).is_some() => Relation::Linked,
            _ if parent(fragment) == Some(partner) => Relation::Child,
            _ if parent(fragment).is_some() && parent(fragment) == parent(partner) => Relation::SameList,
            Some(1) => Relation::Adjacent,
            Some(..=NEIGHBOURS) => Relation::Near,
            _ => Relation::Far,
        }
    }

    /// Whether the state of the matching allows a fragment.
    fn may_be_fragment(&self, whole: ParagraphIndex, fragment: ParagraphIndex, partner: ParagraphIndex) -> bool {
        let (matching, side) = (&self.matching, self.side);
        let kinds = self.corpus.paragraphs_of(pair_on(self.whole_side, whole, fragment)).map(Kind::from_paragraph);
        let weak_partner = matching.partner(side, fragment);
        // The pair of a fragment would be unlinked: fragments that it holds already would lose the rest of their text.
        let holds_fragments = weak_partner.is_some_and(|weak| !matching.fragments(self.whole_side, weak).is_empty());
        // A text that others were merged with, or into, is not split as well; nor is a fragment a whole.
        let is_merged = [partner, fragment].iter().any(|&text| !matching.fragments(side, text).is_empty());
        let is_fragment = matching.whole(side, fragment).is_some();
        let is_text = kinds.before == Kind::Text && kinds.after == Kind::Text;
        is_text && weak_partner != Some(whole) && !holds_fragments && !is_merged && !is_fragment
    }
}

/// How a possible fragment stands to what the whole is linked with already.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Relation {
    /// In a weak pair with another text.
    Linked,
    /// In one list with the partner: a list that was folded into a paragraph.
    SameList,
    /// Below the partner: a paragraph that was recast as a list.
    Child,
    /// Directly before or after the partner or a fragment.
    Adjacent,
    Near,
    Far,
}

impl Relation {
    fn min_coverage(self) -> f64 {
        match self {
            Relation::Linked => MIN_COVERAGE_LINKED,
            Relation::SameList => MIN_COVERAGE_IN_LIST,
            Relation::Adjacent => MIN_COVERAGE_ADJACENT,
            Relation::Child | Relation::Near => MIN_COVERAGE_NEAR,
            Relation::Far => MIN_COVERAGE_FAR,
        }
    }

    /// The words in a row that a fragment of `len` words must share.
    fn min_ngram(self, len: usize) -> usize {
        let max = match self {
            Relation::SameList | Relation::Adjacent => MIN_NGRAM_ADJACENT,
            Relation::Child | Relation::Near => MIN_NGRAM,
            Relation::Linked | Relation::Far => return MIN_NGRAM,
        };
        ((len as f64 * MIN_NGRAM_SHARE).ceil() as usize).clamp(2, max)
    }
}

/// Whether most of a run of terms is not among the used ones.
fn is_mostly_unused(corpus: &Corpus, run: &[TermId], used: &TermCounts) -> bool {
    let unused: Vec<TermId> = run.iter().copied().filter(|&term| used.get(term) == 0).collect();
    2 * corpus.weight(&unused) >= corpus.weight(run)
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
    fn a_short_fragment_far_away_says_something_of_its_own() {
        let first = "notes the report on trade and its many useful annexes";
        // A short text, what another paragraph says, and whether the short text is a fragment.
        let cases = [
            ("towns should continue to take the lead in all", "towns should continue to take the lead in all", false),
            ("towns should continue to take the lead in all", "ports", true),
            ("towns should continue to take the lead in all matters of trade today", "lead in all matters", true),
        ];
        for (short, said_elsewhere, expected) in cases {
            let whole = format!("{first} and {short}");
            let texts = resolutions(&[&whole, "x", said_elsewhere], &[first, "y", "z", "w", short, said_elsewhere]);
            let mut matching = matching(&texts, &[(0, 0)]);
            attach_all(&texts, &mut matching);
            let fragments: &[ParagraphIndex] = if expected { &[ParagraphIndex(4)] } else { &[] };
            assert_eq!(matching.fragments(Side::Before, ParagraphIndex(0)), fragments, "{short} {said_elsewhere}");
        }
    }

    #[test]
    fn the_last_item_of_a_folded_list_needs_little() {
        let chapeau = "underlines the need for a count of lamps beside the count of ships";
        let first = "awaits the naming of a board of pilots to propose measures of light in touch with the makers";
        let last = "also awaits the opening of talks among all the harbours after the board has ended its work, with the \
                    guilds, the insurers and the schools, each within its own field, on tables that list the dark nights";
        let other = "thanks the bakers of the old town for the bread that they gave to the crews in the winter, with the \
                     butchers, the brewers and the dairies, each from its own stores, on days that nobody forgets";
        let whole = format!("{chapeau}, {first}, and renews its promise to follow the talks among all the harbours");
        for (item, expected) in [(last, &[0, 2][..]), (other, &[0])] {
            let mut texts = resolutions(&[chapeau, first, item, "x"], &[&whole, "y"]);
            texts.before.paragraphs[1].parent = Some(ParagraphIndex(0));
            texts.before.paragraphs[2].parent = Some(ParagraphIndex(0));
            let mut matching = matching(&texts, &[(1, 0)]);
            attach_all(&texts, &mut matching);
            let fragments: Vec<usize> =
                matching.fragments(Side::After, ParagraphIndex(0)).iter().map(|fragment| fragment.0).collect();
            assert_eq!(fragments, expected, "{item}");
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
        let reversed = |text: &str| text.split(' ').rev().collect::<Vec<_>>().join(" ");
        // The candidate, its neighbour, another text, and whether the candidate is a fragment. A copy of the
        // whole is none, nor is a text whose words are in another one too.
        let cases = [
            (format!("{first} {end}"), second, "y", true),
            (format!("{first} {end}"), second, &reversed(first), false),
            (format!("{reworded} {end}"), second, "y", false),
            (whole.replace("their", "all"), &format!("{first} and {cut}"), "y", false),
        ];
        for (candidate, neighbour, other, expected) in cases {
            let texts = resolutions(&[&whole, "x"], &[&candidate, neighbour, other]);
            let mut matching = matching(&texts, &[(0, 1)]);
            attach_all(&texts, &mut matching);
            let fragments: &[ParagraphIndex] = if expected { &[ParagraphIndex(0)] } else { &[] };
            assert_eq!(matching.fragments(Side::Before, ParagraphIndex(0)), fragments, "{candidate}");
        }
    }
}
