//! Clauses whose brackets were resolved after an absence.
//!
//! A paragraph under negotiation is several readings in one: of its brackets the adopted text has a few. Compared word by
//! word the two have little in common. So a clause that looks new continues one that looks dropped if its words are
//! nearly all among those of the older one, and those that the older one has outside its brackets are most of them
//! among its own. Words are weighed by how rare they are, so that the formulas of the genre prove nothing.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use foldhash::fast::FixedState;

use super::Tracker;
use crate::model::{
    Alignment, Comparison, Link, LinkBasis, ParagraphIndex, Part, Resolution, VersionIndex, VersionedParagraph,
    Versions,
};
use crate::text::{TokenKind, tokens};

/// What share of the weight of its words a newer clause must have of the older one.
const MIN_COVERED: f64 = 0.75;
/// What share of the weight of the words outside its brackets the newer clause must have of the older one.
const MIN_KEPT: f64 = 0.6;
/// Different words that are compared at least; fewer prove nothing.
const MIN_WORDS: usize = 5;
/// Letters of words that are compared.
const MIN_LETTERS: usize = 4;
/// Letters that are compared of each: `communication[s]` and `communications` are one word.
const MAX_LETTERS: usize = 6;

/// The first letters of words, in lower case.
type Words = HashSet<String, FixedState>;

impl Tracker {
    /// Older and newer paragraphs that may be one clause, or clause and phrase, as two texts in which each stands beside its other, and the
    /// alignment that says so; none where nothing is found. Compare them by it and give the comparison to
    /// [`Tracker::reconnect_resolved`].
    pub fn resolved_ends(&mut self) -> Option<(Versions<Resolution>, Alignment)> {
        let newest = self.versions.len().checked_sub(1)?;
        let under_negotiation = |version: &Resolution| version.negotiation.counts.is_under_negotiation();
        let is_negotiated = self.versions[..newest].iter().any(under_negotiation);
        let mut pairs = if is_negotiated { self.pairs(newest) } else { Vec::new() };
        for (before, after) in self.dropped_phrases() {
            if pairs.iter().all(|(_, known)| *known != after) {
                pairs.push((before, after));
            }
        }
        let link = |(index, _): (usize, &(VersionedParagraph, VersionedParagraph))| Link {
            paragraphs: Versions::new(vec![ParagraphIndex(index)], vec![ParagraphIndex(index)]),
            similarity: MIN_COVERED,
            confidence: MIN_COVERED,
            basis: LinkBasis::SimilarWords,
            moved: false,
        };
        let links: Vec<Link> = pairs.iter().enumerate().map(link).collect();
        let (before, after): (Vec<_>, Vec<_>) = pairs.into_iter().unzip();
        self.open = Versions::new(before, after);
        let alignment = Alignment { links, ..Alignment::default() };
        (!self.open.before.is_empty()).then(|| (self.open.as_ref().map(|ends| self.text(ends)), alignment))
    }

    /// Takes the comparison of what [`Tracker::resolved_ends`] gave.
    pub fn reconnect_resolved(&mut self, comparison: &Comparison) {
        let open = std::mem::take(&mut self.open);
        let version = VersionIndex(self.versions.len() - 1);
        for change in &comparison.changes {
            let ends = |ends: &[VersionedParagraph], indices: &[ParagraphIndex]| {
                indices.first().and_then(|index| ends.get(index.0).copied())
            };
            let before = ends(&open.before, &change.paragraphs.before);
            let after = ends(&open.after, &change.paragraphs.after);
            let Some((before, after)) = before.zip(after) else { continue };
            if let Some(held) = self.lineage.incoming(after) {
                self.lineage.cut(held, &self.versions);
            }
            self.lineage.reconnect(super::link(change, vec![before], version, vec![after.paragraph]));
        }
    }

    /// The best pairs, each paragraph in one.
    fn pairs(&self, newest: usize) -> Vec<(VersionedParagraph, VersionedParagraph)> {
        let is_text = |at: &VersionedParagraph| self.versions[at.version.0][at.paragraph].part != Part::Heading;
        let new: Vec<_> =
            super::paragraphs(&self.versions, newest).filter(|at| is_text(at) && self.lineage.is_open(*at)).collect();
        let older = (0..newest).flat_map(|version| super::paragraphs(&self.versions, version));
        let gone: Vec<_> = older.filter(|at| is_text(at) && self.lineage.outgoing(*at).is_empty()).collect();
        if new.is_empty() || gone.is_empty() {
            return Vec::new();
        }
        let weights = self.weights(newest);
        let weight = |word: &String| weights.get(word).copied().unwrap_or_default();
        let total = |words: &Words| words.iter().map(weight).sum::<f64>();
        let mut by_word: HashMap<&str, Vec<usize>, FixedState> = HashMap::default();
        let older: Vec<ClauseWords> = gone.iter().map(|at| self.words(*at)).collect();
        for (index, words) in older.iter().enumerate() {
            words.all.iter().for_each(|word| by_word.entry(word).or_default().push(index));
        }
        let mut candidates: Vec<(f64, VersionedParagraph, VersionedParagraph)> = Vec::new();
        for at in new {
            let words = self.words(at);
            if words.outside.len() < MIN_WORDS {
                continue;
            }
            let mut covered: BTreeMap<usize, f64> = BTreeMap::new();
            for word in &words.outside {
                for index in by_word.get(word.as_str()).into_iter().flatten() {
                    *covered.entry(*index).or_default() += weight(word);
                }
            }
            let all = total(&words.outside);
            for (index, covered) in covered.into_iter().filter(|(_, covered)| *covered >= MIN_COVERED * all) {
                let outside = &older[index].outside;
                let kept: f64 = outside.iter().filter(|word| words.all.contains(word.as_str())).map(weight).sum();
                if kept >= MIN_KEPT * total(outside) {
                    candidates.push((covered / all, gone[index], at));
                }
            }
        }
        // Of equals the latest version, then the first.
        candidates.sort_by(|left, right| {
            let latest = right.1.version.cmp(&left.1.version);
            right.0.total_cmp(&left.0).then(latest).then((left.1, left.2).cmp(&(right.1, right.2)))
        });
        let mut taken: HashSet<VersionedParagraph> = HashSet::new();
        let mut pairs = Vec::new();
        for (_, before, after) in candidates {
            if !taken.contains(&before) && !taken.contains(&after) {
                taken.extend([before, after]);
                pairs.push((before, after));
            }
        }
        pairs
    }

    /// How rare each word is in the newest two versions.
    fn weights(&self, newest: usize) -> HashMap<String, f64, FixedState> {
        let mut counts: HashMap<String, usize, FixedState> = HashMap::default();
        let ends = [newest - 1, newest].into_iter().flat_map(|version| super::paragraphs(&self.versions, version));
        let mut len = 0_usize;
        for at in ends {
            len += 1;
            self.words(at).all.into_iter().for_each(|word| *counts.entry(word).or_default() += 1);
        }
        counts.into_iter().map(|(word, count)| (word, (len as f64 / (1 + count) as f64).ln().max(0.0))).collect()
    }

    fn words(&self, at: VersionedParagraph) -> ClauseWords {
        let text = &self.versions[at.version.0][at.paragraph].text;
        let brackets = brackets(text);
        let (mut all, mut outside) = (Words::default(), Words::default());
        for token in tokens(text).filter(|token| token.kind == TokenKind::Word && token.range.len() >= MIN_LETTERS) {
            let word = text[token.range.clone()].to_lowercase().chars().take(MAX_LETTERS).collect::<String>();
            if !brackets.iter().any(|bracket| bracket.contains(&token.range.start)) {
                outside.insert(word.clone());
            }
            all.insert(word);
        }
        ClauseWords { all, outside }
    }
}

/// The words of a clause.
struct ClauseWords {
    all: Words,
    /// Those that stand in no bracket within the clause.
    outside: Words,
}

/// The bytes in the outermost brackets of a text; one around all of it is not counted, those in it are.
fn brackets(text: &str) -> Vec<Range<usize>> {
    let first = text.len() - text.trim_start().len();
    let end = text.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ']').len();
    // Pairs with their depth, by where they close.
    let (mut open, mut pairs) = (Vec::new(), Vec::new());
    for (offset, sign) in text.match_indices(['[', ']']) {
        match sign {
            "[" => open.push(offset),
            _ => pairs.extend(open.pop().map(|start| (start..offset + 1, open.len()))),
        }
    }
    let is_whole = pairs.last().is_some_and(|(range, depth)| *depth == 0 && range.start == first && range.end >= end);
    let outermost = usize::from(is_whole);
    pairs.into_iter().filter(|(_, depth)| *depth == outermost).map(|(range, _)| range).collect()
}
