//! The heaviest part of a sequence that is in order.
//!
//! In: positions with weights. Out: which of them to leave standing, so that the rest, the least weight, must move.
//!
//! Where two choices weigh the same, the one that leaves more pieces standing wins, then the one that ends earlier in the
//! older text.
//!
//! Most pieces are in order: they make a chain, of which the last is the best so far. A piece that does not fit goes
//! into a Fenwick tree of prefix maxima, which gives O(n log n) for any order.

/// So many pieces at the end of the chain give way to one that stands before them, and go into the tree: a text that
/// moved far to the back should not keep all behind it off the chain.
const GIVE_WAY: usize = 8;
/// One in so many may give way; where more would, there is no order to speak of.
const STRAY: usize = 8;

/// Says of each item `(position, weight)` whether it is in the heaviest strictly increasing subsequence.
pub(super) fn heaviest_increasing(items: impl ExactSizeIterator<Item = (usize, u64)> + Clone) -> Vec<bool> {
    let many = items.len();
    let size = items.clone().map(|item| item.0 + 1).max().unwrap_or(0);
    // In the order of positions, and so of weights: each was put on top of the best before it.
    let mut chain: Vec<(usize, Best)> = Vec::with_capacity(many.min(size));
    let mut tree = Tree::over(size);
    let mut previous: Vec<u32> = Vec::with_capacity(many);
    let mut whole = Best::default();
    let mut stray = many / STRAY;
    for (at, (position, weight)) in items.enumerate() {
        let reach = GIVE_WAY.min(stray);
        let not_before = chain.iter().rev().take(reach + 1).take_while(|(other, _)| *other >= position).count();
        let fits = not_before <= reach;
        let behind = match fits {
            true => chain.len() - not_before,
            false => chain.partition_point(|(other, _)| *other < position),
        };
        let last = behind.checked_sub(1).map_or(Best::default(), |last| chain[last].1);
        let below = tree.best_below(position, last);
        previous.push(below.last());
        let here = below.then(weight, at as u32);
        if fits {
            stray -= not_before;
            chain.drain(behind..).for_each(|(position, best)| tree.add(position, best));
            chain.push((position, here));
        } else {
            tree.add(position, here);
        }
        whole = whole.max(here);
    }
    let mut kept = vec![false; many];
    let mut at = whole.last();
    while at != NONE {
        kept[at as usize] = true;
        at = previous[at as usize];
    }
    kept
}

/// No item.
const NONE: u32 = u32::MAX;

/// A sequence: its weight, how many items it has, and where it ends, the earlier the better. One number, because this
/// is compared more often than anything else here.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Best(u128);

impl Best {
    /// The same with one more item.
    fn then(self, weight: u64, last: u32) -> Best {
        let one_more = (u128::from(weight) << 32) + 1;
        Best((((self.0 >> 32) + one_more) << 32) | u128::from(!last))
    }

    fn last(self) -> u32 {
        !(self.0 as u32)
    }
}

/// The best up to each position.
struct Tree {
    nodes: Vec<Best>,
    best: Best,
}

impl Tree {
    fn over(size: usize) -> Tree {
        Tree { nodes: vec![Best::default(); size + 1], best: Best::default() }
    }

    fn add(&mut self, position: usize, here: Best) {
        self.best = self.best.max(here);
        let mut node = position + 1;
        while node < self.nodes.len() {
            self.nodes[node] = self.nodes[node].max(here);
            node += node & node.wrapping_neg();
        }
    }

    /// The best below a position, or another, if that is better.
    fn best_below(&self, position: usize, other: Best) -> Best {
        // nearly always
        if other > self.best {
            return other;
        }
        let (mut node, mut found) = (position, other);
        while node > 0 {
            found = found.max(self.nodes[node]);
            node -= node & node.wrapping_neg();
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(items: &[(usize, u64)]) -> Vec<bool> {
        heaviest_increasing(items.iter().copied())
    }

    #[test]
    fn the_lightest_moves() {
        assert_eq!(kept(&[(2, 5), (0, 3), (1, 3)]), [false, true, true]);
        assert_eq!(kept(&[(2, 7), (0, 3), (1, 3)]), [true, false, false]);
        assert_eq!(kept(&[]), [false; 0]);
    }

    #[test]
    fn of_equals_the_fewer_move_and_then_the_later() {
        assert_eq!(kept(&[(2, 6), (0, 3), (1, 3)]), [false, true, true]);
        assert_eq!(kept(&[(1, 4), (0, 4)]), [true, false]);
        assert_eq!(kept(&[(3, 2), (0, 2), (5, 1)]), [true, false, true]);
    }

    #[test]
    fn strays_take_nothing_from_the_rest() {
        // mostly in order, some far from their place, some in runs: the chain gives way, and stops doing so
        for every in 2..30_usize {
            let place = |at: usize| if at % every < 1 + every / 9 { at * 7919 % 400 } else { at };
            let items: Vec<(usize, u64)> = (0..400).map(|at| (place(at), (at * 31) as u64 % 5 + 1)).collect();
            let mut best = vec![0; items.len()];
            for at in 0..items.len() {
                let below = (0..at).filter(|&other| items[other].0 < items[at].0).map(|other| best[other]).max();
                best[at] = below.unwrap_or(0) + items[at].1;
            }
            let kept: Vec<_> =
                items.iter().zip(kept(&items)).filter(|(_, kept)| *kept).map(|(item, _)| *item).collect();
            assert!(kept.windows(2).all(|pair| pair[0].0 < pair[1].0));
            assert_eq!(Some(kept.iter().map(|item| item.1).sum()), best.into_iter().max(), "{every}");
        }
    }

    #[test]
    fn it_is_the_heaviest_of_all() {
        // every choice of eight items, in orders that step through the positions in many ways
        for step in 1..40_usize {
            let items: Vec<(usize, u64)> =
                (1..9).map(|at| ((at * step) % 41 % 10, (at * step) as u64 % 7 + 1)).collect();
            let weight = |kept: &dyn Fn(usize) -> bool| -> Option<u64> {
                let chosen: Vec<_> =
                    items.iter().enumerate().filter(|(at, _)| kept(*at)).map(|(_, item)| *item).collect();
                chosen.windows(2).all(|pair| pair[0].0 < pair[1].0).then(|| chosen.iter().map(|item| item.1).sum())
            };
            let best = (0..256_u32).filter_map(|choice| weight(&|at| choice >> at & 1 == 1)).max();
            let kept = kept(&items);
            assert_eq!(weight(&|at| kept[at]), best, "{items:?}");
        }
    }
}
