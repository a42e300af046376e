//! Which pairs are worth scoring.
//!
//! In: the paragraphs still alone. Out: pairs, sorted, each once.
//!
//! 1. An index from each word to the leftovers of the newer text that have it. Words in more than [`POSTINGS`] of them
//!    are skipped: that keeps the work near-linear in the length of the text, and such words part nothing.
//! 2. The [`RARE`] rarest words of each leftover of the older text vote; the best [`BEST`] are candidates.
//! 3. Everything in the same slot: all pairs where they are few, else those of about the same rank.
//!
//! Measured on 8,000 paragraphs of yearly change: 4 to 6 pairs scored per paragraph.

use rayon::prelude::*;

use super::matching::Pair;
use super::slots::Slots;
use super::texts::Texts;
use crate::model::Versions;

/// A word in more leftovers than this does not vote.
const POSTINGS: usize = 64;
/// Words of a paragraph that vote.
const RARE: usize = 24;
/// Candidates of a paragraph by votes.
const BEST: usize = 12;
/// Paragraphs looked at by one processor at once.
pub(super) const AT_ONCE: usize = 256;
/// Pairs in one slot up to which all are scored.
const SLOT_PAIRS: usize = 400;
/// In larger slots: ranks to either side.
const SLOT_RANKS: usize = 6;

/// Pairs of leftovers worth scoring.
pub(super) fn candidates(texts: &Texts, leftovers: &Versions<Vec<usize>>, slots: &Slots) -> Vec<Pair> {
    let index = Index::of(texts, &leftovers.after);
    let by_votes = |some: &[usize]| {
        let mut ballot = Ballot::new(texts.units.after.len());
        let mut out = Vec::with_capacity(some.len() * BEST);
        for &before in some {
            let found = index.nearest(texts, &texts.units.before[before].bag, &mut ballot);
            out.extend(found.into_iter().map(|after| Pair { before, after }));
        }
        out
    };
    let mut out: Vec<Pair> = leftovers.before.par_chunks(AT_ONCE).flat_map_iter(by_votes).collect();
    in_slots(leftovers, slots, &mut out);
    out.sort_unstable();
    out.dedup();
    out
}

/// Words → the paragraphs of one side that have them.
pub(super) struct Index {
    /// Where the list of each word begins; one more at the end.
    starts: Vec<u32>,
    places: Vec<u32>,
}

impl Index {
    /// Indexes the newer text's paragraphs in `among`.
    pub(super) fn of(texts: &Texts, among: &[usize]) -> Index {
        Index::over(texts, among.iter().map(|&at| (at, texts.units.after[at].bag.as_slice())))
    }

    /// Indexes bags under a name each.
    pub(super) fn over<'b>(texts: &Texts, bags: impl Iterator<Item = (usize, &'b [(u32, u32)])> + Clone) -> Index {
        let mut starts = vec![0; texts.vocabulary() + 1];
        for (_, bag) in bags.clone() {
            for &(word, _) in bag {
                starts[word as usize + 1] += 1;
            }
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut places = vec![0; starts.last().map_or(0, |&end| end as usize)];
        let mut next = starts.clone();
        for (name, bag) in bags {
            for &(word, _) in bag {
                let next = &mut next[word as usize];
                places[*next as usize] = name as u32;
                *next += 1;
            }
        }
        Index { starts, places }
    }

    /// The names that share most of the rarest words of a bag, best first.
    pub(super) fn nearest(&self, texts: &Texts, bag: &[(u32, u32)], ballot: &mut Ballot) -> Vec<usize> {
        let lists = bag.iter().map(|&(word, _)| {
            let ends = [word, word + 1].map(|word| self.starts[word as usize] as usize);
            let list = &self.places[ends[0]..ends[1]];
            (list, word)
        });
        let mut lists: Vec<(&[u32], u32)> = lists.filter(|(list, _)| (1..=POSTINGS).contains(&list.len())).collect();
        if lists.len() > RARE {
            lists.select_nth_unstable_by_key(RARE, |(list, word)| (list.len(), *word));
            lists.truncate(RARE);
        }
        for (list, word) in lists {
            for &name in list {
                ballot.vote(name as usize, texts.rarity(word));
            }
        }
        ballot.winners(BEST)
    }
}

/// Votes by name, emptied after each count.
pub(super) struct Ballot {
    votes: Vec<u64>,
    named: Vec<usize>,
}

impl Ballot {
    pub(super) fn new(names: usize) -> Ballot {
        Ballot { votes: vec![0; names], named: Vec::new() }
    }

    fn vote(&mut self, name: usize, weight: u64) {
        if self.votes[name] == 0 {
            self.named.push(name);
        }
        self.votes[name] += weight.max(1);
    }

    fn winners(&mut self, many: usize) -> Vec<usize> {
        let votes = &mut self.votes;
        let mut named = std::mem::take(&mut self.named);
        let rank = |&name: &usize| (std::cmp::Reverse(votes[name]), name);
        if named.len() > many {
            named.select_nth_unstable_by_key(many, rank);
        }
        let mut best = named[..named.len().min(many)].to_vec();
        best.sort_unstable_by_key(rank);
        named.drain(..).for_each(|name| votes[name] = 0);
        self.named = named;
        best
    }
}

fn in_slots(leftovers: &Versions<Vec<usize>>, slots: &Slots, out: &mut Vec<Pair>) {
    let (number, left) = (slots.number(), leftovers);
    for before in left.before.chunk_by(|&one, &next| number.before[one] == number.before[next]) {
        let slot = number.before[before[0]];
        let start = left.after.partition_point(|&at| number.after[at] < slot);
        let end = left.after.partition_point(|&at| number.after[at] <= slot);
        let after = &left.after[start..end];
        let few = before.len().saturating_mul(after.len()) <= SLOT_PAIRS;
        for (rank, &one) in before.iter().enumerate() {
            // Of slots of unlike size, the same share of each.
            let middle = rank * after.len() / before.len();
            let reach = match few {
                true => 0..after.len(),
                false => middle.saturating_sub(SLOT_RANKS)..(middle + SLOT_RANKS + 1).min(after.len()),
            };
            out.extend(after[reach].iter().map(|&other| Pair { before: one, after: other }));
        }
    }
}
