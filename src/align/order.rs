//! The heaviest part of a sequence that is in order.
//!
//! In: positions with weights. Out: which of them to leave standing, so that the rest, the least weight, must move.
//!
//! A Fenwick tree of prefix maxima gives O(n log n). Where two choices weigh the same, the one that leaves more
//! pieces standing wins, then the one that ends earlier in the older text.

/// Says of each item `(position, weight)` whether it is in the heaviest strictly increasing subsequence.
pub(super) fn heaviest_increasing(items: &[(usize, u64)]) -> Vec<bool> {
    let size = items.iter().map(|item| item.0 + 1).max().unwrap_or(0);
    let mut best: Vec<Best> = vec![Best::default(); size + 1];
    let mut previous: Vec<u32> = Vec::with_capacity(items.len());
    let mut whole = Best::default();
    let mut highest = 0;
    for (at, &(position, weight)) in items.iter().enumerate() {
        // most items stand behind all before them
        let below = if position >= highest { whole } else { prefix(&best, position) };
        highest = highest.max(position + 1);
        previous.push(below.last);
        let here = Best { weight: below.weight + weight, count: below.count + 1, last: at as u32 };
        let mut node = position + 1;
        while node < best.len() {
            if here.beats(&best[node]) {
                best[node] = here;
            }
            node += node & node.wrapping_neg();
        }
        if here.beats(&whole) {
            whole = here;
        }
    }
    let mut kept = vec![false; items.len()];
    let mut at = whole.last;
    while at != NONE {
        kept[at as usize] = true;
        at = previous[at as usize];
    }
    kept
}

/// No item.
const NONE: u32 = u32::MAX;

#[derive(Clone, Copy)]
struct Best {
    weight: u64,
    count: u32,
    last: u32,
}

impl Default for Best {
    fn default() -> Best {
        Best { weight: 0, count: 0, last: NONE }
    }
}

impl Best {
    fn beats(&self, other: &Best) -> bool {
        (self.weight, self.count) > (other.weight, other.count)
    }
}

/// The best over all positions below `end`.
fn prefix(best: &[Best], end: usize) -> Best {
    let (mut node, mut found) = (end, Best::default());
    while node > 0 {
        if best[node].beats(&found) {
            found = best[node];
        }
        node -= node & node.wrapping_neg();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lightest_moves() {
        assert_eq!(heaviest_increasing(&[(2, 5), (0, 3), (1, 3)]), [false, true, true]);
        assert_eq!(heaviest_increasing(&[(2, 7), (0, 3), (1, 3)]), [true, false, false]);
        assert_eq!(heaviest_increasing(&[]), [false; 0]);
    }

    #[test]
    fn of_equals_the_fewer_move_and_then_the_later() {
        assert_eq!(heaviest_increasing(&[(2, 6), (0, 3), (1, 3)]), [false, true, true]);
        assert_eq!(heaviest_increasing(&[(1, 4), (0, 4)]), [true, false]);
    }
}
