//! For the numbers of a page's notes their likeliest places in the text.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

use super::score::marker_score;
use crate::model::Block;

/// A digit that may be a mark.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Candidate {
    pub(super) block: usize,
    pub(super) range: Range<usize>,
    score: u32,
}

/// For each number its place, increasing over the blocks, with the highest sum of scores; of equal sums the one with
/// the earliest marks. A number may go without.
pub(super) fn best_sequence(blocks: &[Block], numbers: &[u32]) -> Vec<Option<Candidate>> {
    let candidates = candidates(blocks, numbers);
    let mut ends: Vec<(usize, usize)> = candidates.iter().flatten().map(Candidate::end).collect();
    ends.sort_unstable();
    ends.dedup();
    let mut best = ChainEnds::new(ends.len());
    // the candidate before each one in the best sequence that ends with it
    let mut before: Vec<Vec<Option<(usize, usize)>>> = Vec::with_capacity(candidates.len());
    let mut last: Option<ChainEnd> = None;
    for (number, row) in candidates.iter().enumerate() {
        let chains = row.iter().enumerate().map(|(index, candidate)| {
            let earlier = ends.partition_point(|end| *end <= (candidate.block, candidate.range.start));
            let previous = best.max(earlier);
            let sum = candidate.score + previous.map_or(0, |previous| previous.sum);
            (ChainEnd { sum, number: Reverse(number), index: Reverse(index) }, previous)
        });
        let chains: Vec<(ChainEnd, Option<ChainEnd>)> = chains.collect();
        for ((end, _), candidate) in chains.iter().zip(row) {
            best.add(ends.partition_point(|end| *end < candidate.end()), *end);
            last = last.max(Some(*end));
        }
        let previous = chains.into_iter().map(|(_, previous)| previous.map(|end| (end.number.0, end.index.0)));
        before.push(previous.collect());
    }
    let mut out = vec![None; numbers.len()];
    let mut next = last.map(|end| (end.number.0, end.index.0));
    while let Some((number, index)) = next {
        out[number] = Some(candidates[number][index].clone());
        next = before[number][index];
    }
    out
}

/// The last candidate of a sequence, by the sum of its scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct ChainEnd {
    sum: u32,
    number: Reverse<usize>,
    index: Reverse<usize>,
}

/// The best sequence that ends before a place: a Fenwick tree of maxima.
struct ChainEnds(Vec<Option<ChainEnd>>);

impl ChainEnds {
    fn new(len: usize) -> ChainEnds {
        ChainEnds(vec![None; len + 1])
    }

    fn add(&mut self, index: usize, end: ChainEnd) {
        let mut node = index + 1;
        while node < self.0.len() {
            self.0[node] = self.0[node].max(Some(end));
            node += node & node.wrapping_neg();
        }
    }

    /// The best of the first `len` places.
    fn max(&self, len: usize) -> Option<ChainEnd> {
        let mut node = len;
        let mut best = None;
        while node > 0 {
            best = best.max(self.0[node]);
            node &= node - 1;
        }
        best
    }
}

impl Candidate {
    fn end(&self) -> (usize, usize) {
        (self.block, self.range.end)
    }
}

/// A page has few places a mark can be; more candidates than this are the likeliest ones only.
const MAX_CANDIDATES: usize = 40;

/// The places where each number may be a mark, found in one pass: a mark ends a run of digits.
fn candidates(blocks: &[Block], numbers: &[u32]) -> Vec<Vec<Candidate>> {
    let mut found: HashMap<u32, Vec<Candidate>> = numbers.iter().map(|number| (*number, Vec::new())).collect();
    let longest = numbers.iter().max().map_or(0, |number| number.to_string().len());
    for (index, block) in blocks.iter().enumerate().filter(|_| longest > 0) {
        let text = block.text.as_str();
        let bytes = text.as_bytes();
        let ends = (1..=bytes.len())
            .filter(|&end| bytes[end - 1].is_ascii_digit() && !bytes.get(end).is_some_and(u8::is_ascii_digit));
        for end in ends {
            let figures = bytes[..end].iter().rev().take(longest).take_while(|byte| byte.is_ascii_digit()).count();
            for start in (end - figures..end).filter(|start| bytes[*start] != b'0') {
                let number = text[start..end].parse().ok();
                let Some(row) = number.and_then(|number: u32| found.get_mut(&number)) else { continue };
                let score = marker_score(text, start, end);
                if score > 0 {
                    row.push(Candidate { block: index, range: start..end, score });
                }
            }
        }
    }
    for row in found.values_mut().filter(|row| row.len() > MAX_CANDIDATES) {
        row.sort_by_key(|candidate| (Reverse(candidate.score), candidate.block, candidate.range.start));
        row.truncate(MAX_CANDIDATES);
        row.sort_by_key(|candidate| (candidate.block, candidate.range.start));
    }
    numbers.iter().map(|number| found.get(number).cloned().unwrap_or_default()).collect()
}
