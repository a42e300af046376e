//! Relocations: passages that moved from one paragraph to another.
//!
//! In: the words that each change removes or adds. Out: a reason for both changes, and the words marked as explained. A
//! passage has at least [`MIN_WORDS`] words in a row. A short one must be in a single older paragraph, because a phrase
//! that recurs did not move.
//!
//! 1. Collect the runs of removed and of added words.
//! 2. Index the windows of removed words that also occur among the added ones. Hardly any does, so a Bloom filter excludes
//!    most before they are indexed.
//! 3. Extend each match as far as both sides agree.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use foldhash::fast::FixedState;
use rayon::prelude::*;

use super::context::RuleContext;
use super::words::{Word, WordChange, WordDiff, quoted};
use crate::model::{Change, Comparison, ReasonCode, Side, TextKey};
use crate::text::{TokenKind, tokens};

/// The fewest words of a passage.
const MIN_WORDS: usize = 10;
/// A passage with at least this many words does not occur twice by chance.
const MIN_DISTINCTIVE_WORDS: usize = 24;
/// Words around a passage that only join it.
const MAX_JOINING_WORDS: usize = 3;
/// The share of the words of a removed clause that the other paragraph has, if the clause went there.
const MIN_SHARE_FOUND: f64 = 0.8;
/// If more passages moved, none is reported, because nobody would read about each.
const MAX_RELOCATIONS: usize = 64;

/// A run of removed or added words of one change, without punctuation.
struct TokenRun {
    /// The index of the context of the change.
    context: usize,
    /// The indices of the words in the change.
    words: Vec<u32>,
    keys: Vec<TextKey>,
}

impl TokenRun {
    /// The range from one word of the run to another, with the punctuation between them.
    fn range(&self, first: usize, last: usize) -> Range<usize> {
        self.words[first] as usize..self.words[last] as usize + 1
    }
}

/// A passage that moved: its context and words on each side.
pub(super) struct Relocation {
    from: (usize, Range<usize>),
    to: (usize, Range<usize>),
}

/// Finds the passages that moved.
pub(super) fn find(contexts: &[RuleContext<'_>]) -> Vec<Relocation> {
    let (removed, added) = rayon::join(|| runs(contexts, Side::Before), || runs(contexts, Side::After));
    if removed.is_empty() || added.is_empty() {
        return Vec::new();
    }
    let relocations = relocations(&removed, &added);
    if relocations.len() > MAX_RELOCATIONS { Vec::new() } else { relocations }
}

/// Adds a reason to both changes of each passage, and marks its words as explained.
pub(super) fn apply(comparison: &Comparison, relocations: Vec<Relocation>, contexts: &mut [RuleContext<'_>]) {
    for Relocation { from, to } in relocations {
        contexts[from.0].tokenize();
        contexts[to.0].tokenize();
        let text = contexts[from.0].words.text(Side::Before, from.1.clone());
        let recurs = || {
            let before = comparison.resolutions.before.paragraphs.iter();
            before.filter(|paragraph| paragraph.text.contains(&text)).nth(1).is_some()
        };
        if from.1.len() < MIN_DISTINCTIVE_WORDS && recurs() {
            continue;
        }
        let new_text = contexts[to.0].words.text(Side::After, to.1.clone());
        let source = id_of(comparison, contexts[from.0].change, Side::Before, &text);
        let target = id_of(comparison, contexts[to.0].change, Side::After, &new_text);
        if source == target {
            // Both paragraphs have the same id: the words did not move, their paragraph was replaced.
            continue;
        }
        let reason = match reworded_hunk(&contexts[from.0].words, &from.1, &contexts[to.0].words) {
            Some(hunk) => format!("passage moved from old {source} to {target}, reworded: {}", quoted(&hunk)),
            None => format!("passage moved from old {source} to {target}: {}", quoted(&text)),
        };
        contexts[from.0].add_reason(ReasonCode::Relocation, reason.as_str());
        contexts[to.0].add_reason(ReasonCode::Relocation, reason);
        contexts[from.0].words.mark_explained(Side::Before, from.1);
        contexts[to.0].words.mark_explained(Side::After, to.1);
    }
}

/// The whole of the removed words that a passage belongs to, if its other words went to the same paragraph too: the
/// passage alone would be a fragment of what moved. `None` if the passage is all, or the rest is gone.
fn reworded_hunk(source: &WordDiff<'_>, passage: &Range<usize>, target: &WordDiff<'_>) -> Option<String> {
    let contains = |hunk: &&WordChange| hunk.before.start <= passage.start && passage.end <= hunk.before.end;
    let hunk = source.hunks.iter().find(contains)?.before.clone();
    let words = source.slice(Side::Before, hunk.clone());
    let is_content = |word: &&Word<'_>| !word.is_punctuation() && word.function_word().is_none();
    let joining = words.iter().take_while(|word| !is_content(word)).count();
    let there: HashSet<_, FixedState> = target.sides.after.iter().map(Word::lower).collect();
    let content: Vec<&Word<'_>> = words.iter().filter(is_content).collect();
    let found = content.iter().filter(|word| there.contains(&word.lower())).count();
    let is_longer = words.len() - joining > passage.len() + MAX_JOINING_WORDS;
    (is_longer && MIN_SHARE_FOUND * content.len() as f64 <= found as f64)
        .then(|| source.text(Side::Before, hunk.start + joining..hunk.end))
        .map(|text| text.trim_end_matches([',', ';', '.', ' ']).to_owned())
}

/// The id of the paragraph of a change that contains a passage. A split or merged change has several; a passage across
/// two of them is named by the first.
fn id_of<'c>(comparison: &'c Comparison, change: &'c Change, side: Side, passage: &str) -> &'c str {
    let mut paragraphs = comparison.paragraphs(change, side);
    let first = paragraphs.clone().next();
    paragraphs
        .find(|paragraph| paragraph.text.contains(passage))
        .or(first)
        .map_or("", |paragraph| paragraph.id.0.as_str())
}

/// The runs of one side that are long enough.
fn runs(contexts: &[RuleContext<'_>], side: Side) -> Vec<TokenRun> {
    let run = |context: usize, words: &mut dyn Iterator<Item = (usize, TextKey)>| {
        let (words, keys): (Vec<u32>, Vec<TextKey>) = words.map(|(index, key)| (index as u32, key)).unzip();
        (words.len() >= MIN_WORDS).then_some(TokenRun { context, words, keys })
    };
    let runs_of = |(index, context): (usize, &'_ RuleContext<'_>)| {
        if context.is_one_sided() {
            let tokens = context.change.segments.iter().flat_map(|segment| tokens(segment.text(side)));
            let words = tokens.enumerate().filter(|(_, token)| token.kind != TokenKind::Punctuation);
            return run(index, &mut words.map(|(word, token)| (word, token.caseless_key))).into_iter().collect();
        }
        let row = context.words.sides.get(side);
        let hunks = context.words.hunks.iter().map(|hunk| hunk.get(side).clone());
        let words = |range: Range<usize>| {
            let words = range.filter(|&word| !row[word].is_punctuation());
            words.map(|word| (word, TextKey::cased_and_caseless(row[word].shown).1))
        };
        let long = hunks.filter(|range| range.len() >= MIN_WORDS);
        long.filter_map(|range| run(index, &mut words(range))).collect::<Vec<_>>()
    };
    contexts.par_iter().enumerate().flat_map_iter(runs_of).collect()
}

fn relocations(removed: &[TokenRun], added: &[TokenRun]) -> Vec<Relocation> {
    let filter = BloomFilter::new(added);
    let mut positions: HashMap<&[TextKey], (usize, usize), FixedState> = HashMap::default();
    for (index, run) in removed.iter().enumerate() {
        for (start, window) in run.keys.windows(MIN_WORDS).enumerate() {
            if filter.may_contain(window) {
                positions.entry(window).or_insert((index, start));
            }
        }
    }
    let mut out = Vec::new();
    for run in added {
        let mut index = 0;
        while index + MIN_WORDS <= run.keys.len() {
            let position = positions.get(&run.keys[index..index + MIN_WORDS]);
            let Some(&(source, start)) = position.filter(|(source, _)| removed[*source].context != run.context) else {
                index += 1;
                continue;
            };
            let source = &removed[source];
            let pairs = source.keys[start..].iter().zip(&run.keys[index..]);
            let len = pairs.take_while(|(before, after)| before == after).count();
            out.push(Relocation {
                from: (source.context, source.range(start, start + len - 1)),
                to: (run.context, run.range(index, index + len - 1)),
            });
            index += len;
        }
    }
    out
}

/// A Bloom filter over the windows of [`MIN_WORDS`] words of some runs.
struct BloomFilter(Vec<u64>);

impl BloomFilter {
    fn new(runs: &[TokenRun]) -> BloomFilter {
        let words: usize = runs.iter().map(|run| run.keys.len()).sum();
        // Sixteen bits a window, for few false positives.
        let mut filter = BloomFilter(vec![0; (words / 4).next_power_of_two()]);
        for window in runs.iter().flat_map(|run| run.keys.windows(MIN_WORDS)) {
            let (block, bit) = filter.position(window);
            filter.0[block] |= bit;
        }
        filter
    }

    fn may_contain(&self, window: &[TextKey]) -> bool {
        let (block, bit) = self.position(window);
        self.0[block] & bit != 0
    }

    fn position(&self, window: &[TextKey]) -> (usize, u64) {
        let hash = TextKey::fingerprint(window);
        (hash as usize & (self.0.len() - 1), 1 << (hash >> 58))
    }
}
