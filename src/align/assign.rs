//! The best set of pairs.
//!
//! In: scored pairs. Out: some of them, each paragraph in at most one, so that the sum of squared scores is greatest.
//! Squares, because one pair of .9 is more likely right than two of .5 that exclude it.
//!
//! Pairs in different connected components do not affect each other, so each component is solved on its own: exactly
//! (Hungarian method, O(n³)) up to [`MAX_EXACT_CELLS`], beyond that greedily, best first. Components of real texts are
//! tiny; the bound is for texts made of one paragraph repeated with a word changed.

use std::collections::HashSet;

use rayon::prelude::*;

use super::matching::Pair;
use super::score::Score;
use crate::model::{ParagraphIndex, Versions};

/// Rows × columns up to which a component is solved exactly: 160 × 160 takes about 3 ms.
const MAX_EXACT_CELLS: usize = 160 * 160;

/// A pair that may be chosen.
type Edge = (Pair, Score);

/// Chooses among edges that are sorted by pair. Returns the indices of the chosen ones, ascending.
pub(super) fn assign(edges: &[Edge], lens: Versions<usize>) -> Vec<usize> {
    let solve = |component: Vec<usize>| {
        let rows = sorted_unique(component.iter().map(|&edge| edges[edge].0.before));
        let columns = sorted_unique(component.iter().map(|&edge| edges[edge].0.after));
        match rows.len() * columns.len() {
            cells if cells <= MAX_EXACT_CELLS => solve_exact(edges, &component, &Versions::new(rows, columns)),
            _ => solve_greedy(edges, component),
        }
    };
    let mut chosen: Vec<usize> = components(edges, lens).into_par_iter().flat_map_iter(solve).collect();
    chosen.sort_unstable();
    chosen
}

fn sorted_unique(paragraphs: impl Iterator<Item = ParagraphIndex>) -> Vec<ParagraphIndex> {
    let mut sorted: Vec<ParagraphIndex> = paragraphs.collect();
    sorted.sort_unstable();
    sorted.dedup();
    sorted
}

/// The connected components, each as ascending indices of edges (union-find with path halving).
fn components(edges: &[Edge], lens: Versions<usize>) -> Vec<Vec<usize>> {
    fn root(parents: &mut [usize], mut node: usize) -> usize {
        while parents[node] != node {
            parents[node] = parents[parents[node]];
            node = parents[node];
        }
        node
    }
    let mut parents: Vec<usize> = (0..lens.before + lens.after).collect();
    for (pair, _) in edges {
        let before = root(&mut parents, pair.before.0);
        let after = root(&mut parents, lens.before + pair.after.0);
        parents[before.max(after)] = before.min(after);
    }
    let roots: Vec<usize> = edges.iter().map(|(pair, _)| root(&mut parents, pair.before.0)).collect();
    let mut members: Vec<usize> = (0..edges.len()).collect();
    members.sort_by_key(|&edge| roots[edge]);
    members.chunk_by(|&left, &right| roots[left] == roots[right]).map(<[usize]>::to_vec).collect()
}

fn solve_greedy(edges: &[Edge], mut component: Vec<usize>) -> Vec<usize> {
    component.sort_by(|&a, &b| edges[b].1.total.total_cmp(&edges[a].1.total).then(a.cmp(&b)));
    let mut used = Versions::<HashSet<ParagraphIndex>>::default();
    component.retain(|&edge| {
        let Versions { before, after } = edges[edge].0;
        let is_free = !used.before.contains(&before) && !used.after.contains(&after);
        is_free && used.before.insert(before) && used.after.insert(after)
    });
    component
}

fn solve_exact(edges: &[Edge], component: &[usize], paragraphs: &Versions<Vec<ParagraphIndex>>) -> Vec<usize> {
    // The method wants no more rows than columns.
    let is_transposed = paragraphs.before.len() > paragraphs.after.len();
    let orient = |before, after| if is_transposed { (after, before) } else { (before, after) };
    let (rows, columns) = orient(&paragraphs.before, &paragraphs.after);
    let mut gains = vec![0_i64; rows.len() * columns.len()];
    let mut edge_of = vec![None; gains.len()];
    for &edge in component {
        let (pair, score) = edges[edge];
        let (row, column) = if is_transposed { (pair.after, pair.before) } else { (pair.before, pair.after) };
        let cell = rows.partition_point(|&paragraph| paragraph < row) * columns.len()
            + columns.partition_point(|&paragraph| paragraph < column);
        gains[cell] = (score.total * score.total * 1e9) as i64;
        edge_of[cell] = Some(edge);
    }
    let column_of = hungarian(rows.len(), columns.len(), &gains);
    column_of.into_iter().enumerate().filter_map(|(row, column)| edge_of[row * columns.len() + column]).collect()
}

/// The column of each row that makes the sum of gains greatest. Needs no more rows than columns.
///
/// Shortest augmenting paths with potentials (Kuhn and Munkres, in the form of Jonker and Volgenant).
fn hungarian(rows: usize, columns: usize, gains: &[i64]) -> Vec<usize> {
    const INFINITY: i64 = i64::MAX / 4;
    // Rows and columns count from 1; column 0 is where each search begins.
    let (mut row_price, mut column_price) = (vec![0_i64; rows + 1], vec![0_i64; columns + 1]);
    let mut row_of = vec![0_usize; columns + 1];
    let mut previous = vec![0_usize; columns + 1];
    for row in 1..=rows {
        row_of[0] = row;
        let mut column = 0;
        let mut distance = vec![INFINITY; columns + 1];
        let mut visited = vec![false; columns + 1];
        while row_of[column] != 0 {
            visited[column] = true;
            let (from, mut shortest, mut next) = (row_of[column], INFINITY, 0);
            for to in 1..=columns {
                if visited[to] {
                    continue;
                }
                let cost = -gains[(from - 1) * columns + to - 1] - row_price[from] - column_price[to];
                if cost < distance[to] {
                    distance[to] = cost;
                    previous[to] = column;
                }
                if distance[to] < shortest {
                    shortest = distance[to];
                    next = to;
                }
            }
            for to in 0..=columns {
                if visited[to] {
                    row_price[row_of[to]] += shortest;
                    column_price[to] -= shortest;
                } else {
                    distance[to] -= shortest;
                }
            }
            column = next;
        }
        while column != 0 {
            row_of[column] = row_of[previous[column]];
            column = previous[column];
        }
    }
    let mut column_of = vec![0; rows];
    for column in 1..=columns {
        if row_of[column] != 0 {
            column_of[row_of[column] - 1] = column - 1;
        }
    }
    column_of
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::tests::pair;

    fn edge(before: usize, after: usize, total: f64) -> Edge {
        (pair(before, after), Score { similarity: total, total, in_gap: true, is_unclear: false, accepted: true })
    }

    #[test]
    fn the_best_sum_wins_over_the_best_pair() {
        let edges = [edge(0, 0, 0.80), edge(0, 1, 0.78), edge(1, 0, 0.70)];
        assert_eq!(assign(&edges, Versions::new(2, 2)), [1, 2]);
    }

    #[test]
    fn two_poor_pairs_do_not_exclude_a_good_one() {
        let edges = [edge(0, 0, 0.5), edge(1, 0, 0.9), edge(1, 1, 0.5)];
        assert_eq!(assign(&edges, Versions::new(2, 2)), [1]);
    }

    #[test]
    fn a_large_component_is_solved_greedily() {
        let len = 161;
        let edges: Vec<Edge> = (0..len * len).map(|cell| edge(cell / len, cell % len, 0.5)).collect();
        let diagonal: Vec<usize> = (0..len).map(|index| index * (len + 1)).collect();
        assert_eq!(assign(&edges, Versions::new(len, len)), diagonal);
    }

    #[test]
    fn hungarian_agrees_with_trying_all() {
        let gains = [7, 4, 3, 6, 8, 5, 9, 4, 4];
        assert_eq!(hungarian(3, 3, &gains), [2, 1, 0]);
        assert_eq!(hungarian(1, 3, &[1, 5, 2]), [1]);
    }
}
