//! The best set of pairs.
//!
//! In: scored pairs. Out: some of them, each paragraph in at most one, so that the sum of squared scores is greatest.
//! Squares, because one pair of .9 is more likely right than two of .5 that part it.
//!
//! Pairs that share no paragraph do not touch each other, so each connected group is solved on its own: exactly
//! (Hungarian method, O(n³)) up to [`EXACT_CELLS`], beyond that greedily, best first. Groups of real texts are tiny;
//! the bound is for texts made of one paragraph repeated with a word changed.

use rayon::prelude::*;

use super::matching::Pair;
use crate::model::Versions;

/// Rows × columns up to which a group is solved exactly: 160 × 160 takes about 3 ms.
const EXACT_CELLS: usize = 160 * 160;

/// A pair and what speaks for it.
#[derive(Clone, Copy)]
pub(super) struct Offer {
    pub(super) pair: Pair,
    pub(super) score: f64,
}

/// Chooses among offers that are sorted by pair; the places of the chosen, ascending.
pub(super) fn assign(offers: &[Offer], sizes: Versions<usize>) -> Vec<usize> {
    let solve = |group: &[usize]| {
        if group.len() == 1 {
            return group.to_vec();
        }
        let rows = places(group.iter().map(|&at| offers[at].pair.before));
        let columns = places(group.iter().map(|&at| offers[at].pair.after));
        match rows.len() * columns.len() {
            cells if cells <= EXACT_CELLS => exact(offers, group, &Versions::new(rows, columns)),
            _ => greedy(offers, group),
        }
    };
    let (members, roots) = groups(offers, sizes);
    let groups: Vec<&[usize]> = members.chunk_by(|&one, &next| roots[one] == roots[next]).collect();
    let mut chosen: Vec<usize> = groups.into_par_iter().flat_map_iter(solve).collect();
    chosen.sort_unstable();
    chosen
}

fn places(all: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut out: Vec<usize> = all.collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// The places of the offers, those that hang together side by side and in order; and what each hangs on.
fn groups(offers: &[Offer], sizes: Versions<usize>) -> (Vec<usize>, Vec<usize>) {
    let mut above: Vec<usize> = (0..sizes.before + sizes.after).collect();
    fn root(above: &mut [usize], mut at: usize) -> usize {
        while above[at] != at {
            above[at] = above[above[at]];
            at = above[at];
        }
        at
    }
    for offer in offers {
        let one = root(&mut above, offer.pair.before);
        let other = root(&mut above, sizes.before + offer.pair.after);
        above[one.max(other)] = one.min(other);
    }
    let roots: Vec<usize> = offers.iter().map(|offer| root(&mut above, offer.pair.before)).collect();
    let mut members: Vec<usize> = (0..offers.len()).collect();
    members.sort_by_key(|&at| roots[at]);
    (members, roots)
}

fn greedy(offers: &[Offer], group: &[usize]) -> Vec<usize> {
    let mut chosen = Vec::new();
    let mut order = group.to_vec();
    order.sort_by(|&one, &other| offers[other].score.total_cmp(&offers[one].score).then(one.cmp(&other)));
    let mut taken = Versions::new(std::collections::HashSet::new(), std::collections::HashSet::new());
    for at in order {
        let pair = offers[at].pair;
        if !taken.before.contains(&pair.before) && !taken.after.contains(&pair.after) {
            taken.before.insert(pair.before);
            taken.after.insert(pair.after);
            chosen.push(at);
        }
    }
    chosen
}

fn exact(offers: &[Offer], group: &[usize], places: &Versions<Vec<usize>>) -> Vec<usize> {
    // The method wants no more rows than columns.
    let turned = places.before.len() > places.after.len();
    let (rows, columns) = match turned {
        true => (&places.after, &places.before),
        false => (&places.before, &places.after),
    };
    let mut gains = vec![0_i64; rows.len() * columns.len()];
    let mut offered = vec![usize::MAX; gains.len()];
    for &at in group {
        let Offer { pair, score } = offers[at];
        let (row, column) = if turned { (pair.after, pair.before) } else { (pair.before, pair.after) };
        let cell = rows.partition_point(|&place| place < row) * columns.len()
            + columns.partition_point(|&place| place < column);
        gains[cell] = (score * score * 1e9) as i64;
        offered[cell] = at;
    }
    let best = hungarian(rows.len(), columns.len(), &gains);
    let cells = best.into_iter().enumerate().map(|(row, column)| offered[row * columns.len() + column]);
    cells.filter(|&at| at != usize::MAX).collect()
}

/// The column of each row, so that the gains add up to the most. Needs no more rows than columns.
///
/// Shortest augmenting paths with potentials (Kuhn and Munkres as Jonker and Volgenant have it).
fn hungarian(rows: usize, columns: usize, gains: &[i64]) -> Vec<usize> {
    const FAR: i64 = i64::MAX / 4;
    // Rows and columns count from 1; column 0 is where each search begins.
    let (mut row_price, mut column_price) = (vec![0_i64; rows + 1], vec![0_i64; columns + 1]);
    let mut row_of = vec![0_usize; columns + 1];
    let mut way = vec![0_usize; columns + 1];
    for row in 1..=rows {
        row_of[0] = row;
        let mut column = 0;
        let mut nearest = vec![FAR; columns + 1];
        let mut seen = vec![false; columns + 1];
        while row_of[column] != 0 {
            seen[column] = true;
            let (from, mut step, mut next) = (row_of[column], FAR, 0);
            for to in 1..=columns {
                if seen[to] {
                    continue;
                }
                let cost = -gains[(from - 1) * columns + to - 1] - row_price[from] - column_price[to];
                if cost < nearest[to] {
                    nearest[to] = cost;
                    way[to] = column;
                }
                if nearest[to] < step {
                    step = nearest[to];
                    next = to;
                }
            }
            for to in 0..=columns {
                if seen[to] {
                    row_price[row_of[to]] += step;
                    column_price[to] -= step;
                } else {
                    nearest[to] -= step;
                }
            }
            column = next;
        }
        while column != 0 {
            row_of[column] = row_of[way[column]];
            column = way[column];
        }
    }
    let mut out = vec![0; rows];
    for column in 1..=columns {
        if row_of[column] != 0 {
            out[row_of[column] - 1] = column - 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer(before: usize, after: usize, score: f64) -> Offer {
        Offer { pair: Versions::new(before, after), score }
    }

    #[test]
    fn the_best_sum_wins_over_the_best_pair() {
        let offers = [offer(0, 0, 0.80), offer(0, 1, 0.78), offer(1, 0, 0.70)];
        assert_eq!(assign(&offers, Versions::new(2, 2)), [1, 2]);
    }

    #[test]
    fn two_poor_pairs_do_not_part_a_good_one() {
        let offers = [offer(0, 0, 0.5), offer(1, 0, 0.9), offer(1, 1, 0.5)];
        assert_eq!(assign(&offers, Versions::new(2, 2)), [1]);
    }

    #[test]
    fn hungarian_agrees_with_trying_all() {
        let gains = [7, 4, 3, 6, 8, 5, 9, 4, 4];
        assert_eq!(hungarian(3, 3, &gains), [2, 1, 0]);
        assert_eq!(hungarian(1, 3, &[1, 5, 2]), [1]);
    }
}
