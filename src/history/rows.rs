//! Lineage → rows: every paragraph of every version in exactly one.
//!
//! A row is what is joined by links, in whatever direction: a clause with all that it was split into or merged from. A
//! part that was split off and stands elsewhere has a row of its own, so that the rows keep the order of the text.

use super::Lineage;
use crate::model::{HistoryRow, ParagraphIndex, Resolution, VersionedParagraph};

/// The rows in the order of the last version, and the row of each paragraph by version. A row that the last version
/// does not have stands behind the one that it followed.
pub(super) fn rows(versions: &[Resolution], lineage: &Lineage) -> (Vec<HistoryRow>, Vec<Vec<usize>>) {
    let mut starts = vec![0];
    starts.extend(versions.iter().scan(0, |end, version| {
        *end += version.paragraphs.len();
        Some(*end)
    }));
    let flat = |at: VersionedParagraph| starts[at.version.0] + at.paragraph.0;
    let mut sets = DisjointSets::new(starts.last().copied().unwrap_or_default());
    for link in &lineage.links {
        let at = |paragraph: &ParagraphIndex| VersionedParagraph { version: link.version, paragraph: *paragraph };
        let runs = link.after.chunk_by(|left, right| left.0 + 1 == right.0);
        let len = |run: &&[ParagraphIndex]| {
            run.iter().map(|index| versions[link.version.0][*index].text.len()).sum::<usize>()
        };
        // Of equal lengths the first.
        let main = runs.clone().rev().max_by_key(len).unwrap_or_default();
        join(&mut sets, link.before.iter().copied().chain(main.iter().map(at)).map(flat));
        runs.for_each(|run| join(&mut sets, run.iter().map(at).map(flat)));
    }
    let roots: Vec<usize> = (0..sets.parents.len()).map(|member| sets.root(member)).collect();
    let order = order(versions, &starts, &roots);
    let mut row_of_root = vec![usize::MAX; roots.len()];
    order.iter().enumerate().for_each(|(row, root)| row_of_root[*root] = row);
    let mut rows = vec![HistoryRow { paragraphs: vec![Vec::new(); versions.len()] }; order.len()];
    let mut row_of = Vec::with_capacity(versions.len());
    for (version, resolution) in versions.iter().enumerate() {
        let row = |index: usize| row_of_root[roots[starts[version] + index]];
        row_of.push((0..resolution.paragraphs.len()).map(row).collect::<Vec<_>>());
        for (index, &row) in row_of[version].iter().enumerate() {
            rows[row].paragraphs[version].push(ParagraphIndex(index));
        }
    }
    (rows, row_of)
}

/// The roots of the rows in order: the last version's first, then what only earlier ones have, from new to old, each
/// behind the row before it.
fn order(versions: &[Resolution], starts: &[usize], roots: &[usize]) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::new();
    let mut is_placed = vec![false; roots.len()];
    for version in (0..versions.len()).rev() {
        // What is new here, by the row that it comes behind; first what comes before all.
        let mut behind: Vec<Vec<usize>> = vec![Vec::new(); roots.len() + 1];
        let mut previous = 0;
        let mut is_listed = vec![false; roots.len()];
        for index in 0..versions[version].paragraphs.len() {
            let root = roots[starts[version] + index];
            if is_placed[root] {
                previous = root + 1;
            } else if !std::mem::replace(&mut is_listed[root], true) {
                behind[previous].push(root);
            }
        }
        let mut placed = std::mem::take(&mut behind[0]);
        for root in order {
            placed.push(root);
            placed.append(&mut behind[root + 1]);
        }
        order = placed;
        order.iter().for_each(|root| is_placed[*root] = true);
    }
    order
}

fn join(sets: &mut DisjointSets, mut members: impl Iterator<Item = usize>) {
    if let Some(first) = members.next() {
        members.for_each(|member| sets.join(first, member));
    }
}

/// Sets that are joined (union–find).
struct DisjointSets {
    parents: Vec<usize>,
}

impl DisjointSets {
    fn new(len: usize) -> DisjointSets {
        DisjointSets { parents: (0..len).collect() }
    }

    fn root(&mut self, mut member: usize) -> usize {
        while self.parents[member] != member {
            self.parents[member] = self.parents[self.parents[member]];
            member = self.parents[member];
        }
        member
    }

    fn join(&mut self, left: usize, right: usize) {
        let (left, right) = (self.root(left), self.root(right));
        // The lower one is the root, so that the result does not depend on the order.
        self.parents[left.max(right)] = left.min(right);
    }
}
