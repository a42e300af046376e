//! Which pairs are worth scoring, and their scores.
//!
//! In: the paragraphs still alone. Out: pairs with scores, sorted, each once.
//!
//! 1. An index from each word to the leftovers of the newer text that have it. Words in more than [`POSTINGS`] of them
//!    are skipped: that keeps the work near-linear in the length of the text, and such words part nothing.
//! 2. The [`RARE`] rarest words of each leftover of the older text vote, up to [`VOTES`]; the best [`BEST`] are
//!    candidates.
//! 3. Everything in the same slot: all pairs where they are few, else those of about the same rank.
//!
//! Measured on 8,000 paragraphs of yearly change: 4 to 6 pairs scored per paragraph.

use std::ops::Range;

use rayon::prelude::*;

use super::matching::{Matching, Pair};
use super::score::{Score, score};
use super::slots::Slots;
use super::texts::{Laid, Texts, Units};
use crate::model::Versions;

/// A word in more leftovers than this does not vote.
const POSTINGS: usize = 64;
/// Words of a paragraph that vote.
const RARE: usize = 24;
/// Votes they cast between them, about: where words are common, the rarest few settle it.
const VOTES: usize = 512;
/// Candidates of a paragraph by votes.
const BEST: usize = 12;
/// Paragraphs looked at by one processor at once.
const AT_ONCE: usize = 64;
/// Pairs in one slot up to which all are scored.
const SLOT_PAIRS: usize = 400;
/// In larger slots: ranks to either side.
const SLOT_RANKS: usize = 6;

/// The leftovers, and which of them are nearest by their words: what can be told before it is known what stands.
pub(super) struct Nearest {
    leftovers: Versions<Vec<usize>>,
    /// Of each of the older text, those of the newer text that share most of its rarest words.
    found: Vec<Vec<usize>>,
}

impl Nearest {
    /// Lets the words of what is left vote.
    pub(super) fn of(texts: &Texts, matching: &Matching) -> Nearest {
        let leftovers = matching.leftovers();
        let index = Index::of(texts, &leftovers.after);
        let nearest = |ballot: &mut Ballot, &at: &usize| index.nearest(texts, &texts.units.before[at].bag, ballot);
        let voters = leftovers.before.par_iter().with_min_len(AT_ONCE);
        let found = voters.map_init(|| index.ballot(), nearest).collect();
        Nearest { leftovers, found }
    }

    /// The pairs that are worth scoring and can be one, with their scores, by stretches of the older text.
    pub(super) fn scored<'t>(self, texts: &'t Texts, matching: &Matching, slots: &Slots) -> Vec<Vec<(Pair, Score)>> {
        let Nearest { leftovers, mut found } = self;
        let scored = |laid: &mut Laid<'t>, (some, places): (&mut [Vec<usize>], &[Place])| {
            let mut out = Vec::with_capacity(some.len() * BEST);
            for (after, (before, beside)) in some.iter_mut().zip(places) {
                after.extend_from_slice(&leftovers.after[beside.clone()]);
                after.sort_unstable();
                after.dedup();
                let pairs = after.iter().map(|&after| Pair { before: *before, after });
                out.extend(pairs.filter_map(|pair| Some((pair, score(texts, matching, slots, laid, pair)?))));
            }
            out
        };
        let places = in_slots(&leftovers, slots);
        let chunks = found.par_chunks_mut(AT_ONCE).zip(places.par_chunks(AT_ONCE));
        chunks.map_init(|| Laid::over(texts), scored).collect()
    }
}

/// Words → the paragraphs of one side that have them, unless these are too many.
pub(super) struct Index {
    /// The paragraphs, ascending; lists name them by their rank here.
    names: Vec<usize>,
    /// Where the list of each word begins; one more at the end.
    starts: Vec<u32>,
    ranks: Vec<u32>,
}

impl Index {
    /// Indexes the newer text's paragraphs in `among`.
    pub(super) fn of(texts: &Texts, among: &[usize]) -> Index {
        Index::over(texts, &texts.units.after, among.to_vec())
    }

    /// Indexes some of the units of a side.
    pub(super) fn over(texts: &Texts, units: &Units, names: Vec<usize>) -> Index {
        let mut counts = vec![0_u32; texts.vocabulary()];
        for &name in &names {
            units[name].bag.iter().for_each(|&(word, _)| counts[word as usize] += 1);
        }
        let mut starts = vec![0];
        let mut end = 0;
        for count in &mut counts {
            if *count as usize > POSTINGS {
                *count = 0;
            }
            end += *count;
            starts.push(end);
        }
        // what is left to write of each list, from its end
        let mut left = counts;
        let mut ranks = vec![0; end as usize];
        for (rank, &name) in names.iter().enumerate().rev() {
            for &(word, _) in &units[name].bag {
                let word = word as usize;
                if left[word] > 0 {
                    left[word] -= 1;
                    ranks[(starts[word] + left[word]) as usize] = rank as u32;
                }
            }
        }
        Index { names, starts, ranks }
    }

    /// The ranks of the paragraphs that have a word.
    fn list(&self, word: u32) -> &[u32] {
        &self.ranks[self.starts[word as usize] as usize..self.starts[word as usize + 1] as usize]
    }

    /// A ballot over its paragraphs.
    pub(super) fn ballot(&self) -> Ballot {
        let many = self.names.len();
        Ballot { votes: vec![0; many], named: vec![0; many + 1], many: 0, rare: Vec::new() }
    }

    /// The paragraphs that share most of the rarest words of a bag, best first.
    pub(super) fn nearest(&self, texts: &Texts, bag: &[(u32, u32)], ballot: &mut Ballot) -> Vec<usize> {
        // a number that sorts by the length of the list, then by the word
        let rarest = |&(word, _): &(u32, u32)| {
            let length = self.list(word).len();
            (length > 0).then_some((length as u64) << 32 | u64::from(word))
        };
        let mut rare = std::mem::take(&mut ballot.rare);
        rare.clear();
        rare.extend(bag.iter().filter_map(rarest));
        rare.sort_unstable();
        let mut cast = 0;
        for word in rare.iter().take(RARE).map(|rarest| *rarest as u32) {
            let list = self.list(word);
            for &rank in list {
                ballot.vote(rank, texts.rarity(word) as u32);
            }
            cast += list.len();
            if cast >= VOTES {
                break;
            }
        }
        ballot.rare = rare;
        ballot.winners(BEST).into_iter().map(|rank| self.names[rank as usize]).collect()
    }
}

/// Votes by rank, emptied after each count.
pub(super) struct Ballot {
    votes: Vec<u32>,
    /// Who has votes, and how many have; what stands behind them does not count.
    named: Vec<u32>,
    many: usize,
    /// Room for the words of who votes.
    rare: Vec<u64>,
}

impl Ballot {
    fn vote(&mut self, rank: u32, weight: u32) {
        let votes = &mut self.votes[rank as usize];
        // Without a branch: a processor cannot guess who has votes already.
        self.named[self.many] = rank;
        self.many += usize::from(*votes == 0);
        *votes += weight.max(1);
    }

    fn winners(&mut self, many: usize) -> Vec<u32> {
        let votes = &mut self.votes;
        // most votes first, then the earlier paragraph
        let order = |&rank: &u32| {
            let votes = std::mem::take(&mut votes[rank as usize]);
            std::cmp::Reverse(u64::from(votes) << 32 | u64::from(!rank))
        };
        let mut named: Vec<_> = self.named[..self.many].iter().map(order).collect();
        self.many = 0;
        if named.len() > many {
            named.select_nth_unstable(many);
            named.truncate(many);
        }
        named.sort_unstable();
        named.into_iter().map(|std::cmp::Reverse(order)| !(order as u32)).collect()
    }
}

/// A leftover of the older text, and those of the newer text in the same slot that it is scored with, by rank.
type Place = (usize, Range<usize>);

/// The place of each leftover of the older text.
fn in_slots(leftovers: &Versions<Vec<usize>>, slots: &Slots) -> Vec<Place> {
    let (number, left) = (slots.number(), leftovers);
    let mut out = Vec::with_capacity(left.before.len());
    for before in left.before.chunk_by(|&one, &next| number.before[one] == number.before[next]) {
        let slot = number.before[before[0]];
        let start = left.after.partition_point(|&at| number.after[at] < slot);
        let end = left.after.partition_point(|&at| number.after[at] <= slot);
        let few = before.len().saturating_mul(end - start) <= SLOT_PAIRS;
        for (rank, &one) in before.iter().enumerate() {
            // Of slots of unlike size, the same share of each.
            let middle = start + rank * (end - start) / before.len();
            let reach = match few {
                true => start..end,
                false => start.max(middle.saturating_sub(SLOT_RANKS))..end.min(middle + SLOT_RANKS + 1),
            };
            out.push((one, reach));
        }
    }
    out
}
