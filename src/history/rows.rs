//! Lineage → rows: every paragraph of every version in exactly one.
//!
//! A row is what is joined by links, in whatever direction: a clause with all that it was split into or merged from. A
//! part that was split off and stands elsewhere has a row of its own, so that the rows keep the order of the text.

use std::collections::{HashMap, HashSet};

use pathfinding::undirected::connected_components::separate_components;

use super::Lineage;
use crate::model::{HistoryRow, ParagraphIndex, Resolution, VersionedParagraph};

/// The rows in the order of the last version, and the row of each paragraph by version. A row that the last version
/// does not have stands behind the one that it followed.
pub(super) fn rows(versions: &[Resolution], lineage: &Lineage) -> (Vec<HistoryRow>, Vec<Vec<usize>>) {
    let groups = groups(versions, lineage);
    let (set_of, _) = separate_components(&groups);
    let order = order(versions, &set_of);
    let row_of_set: HashMap<usize, usize> = order.iter().enumerate().map(|(row, set)| (*set, row)).collect();
    let mut rows = vec![HistoryRow { paragraphs: vec![Vec::new(); versions.len()] }; order.len()];
    let mut row_of = vec![Vec::new(); versions.len()];
    for at in all_paragraphs(versions) {
        let row = row_of_set[&set_of[&at]];
        rows[row].paragraphs[at.version.0].push(at.paragraph);
        row_of[at.version.0].push(row);
    }
    (rows, row_of)
}

/// The paragraphs that belong together, and every paragraph by itself.
fn groups(versions: &[Resolution], lineage: &Lineage) -> Vec<Vec<VersionedParagraph>> {
    let mut groups: Vec<Vec<VersionedParagraph>> = all_paragraphs(versions).map(|at| vec![at]).collect();
    for link in &lineage.links {
        let at = |paragraph: &ParagraphIndex| VersionedParagraph { version: link.version, paragraph: *paragraph };
        let runs = link.after.chunk_by(|left, right| left.0 + 1 == right.0);
        let len = |run: &&[ParagraphIndex]| {
            run.iter().map(|index| versions[link.version.0][*index].text.len()).sum::<usize>()
        };
        // Of equal lengths the first.
        let main = runs.clone().rev().max_by_key(len).unwrap_or_default();
        groups.push(link.before.iter().copied().chain(main.iter().map(at)).collect());
        groups.extend(runs.map(|run| run.iter().map(at).collect()));
    }
    groups
}

fn all_paragraphs(versions: &[Resolution]) -> impl Iterator<Item = VersionedParagraph> {
    (0..versions.len()).flat_map(|version| super::paragraphs(versions, version))
}

/// The sets of the rows in order: the last version's first, then what only earlier ones have, from new to old, each
/// behind the row before it.
fn order(versions: &[Resolution], set_of: &HashMap<&VersionedParagraph, usize>) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::new();
    let mut placed: HashSet<usize> = HashSet::new();
    for version in (0..versions.len()).rev() {
        // What is new here, by the set that it comes behind; first what comes before all.
        let mut behind: HashMap<Option<usize>, Vec<usize>> = HashMap::new();
        let mut previous = None;
        let mut new: HashSet<usize> = HashSet::new();
        for set in super::paragraphs(versions, version).map(|at| set_of[&at]) {
            if placed.contains(&set) {
                previous = Some(set);
            } else if new.insert(set) {
                behind.entry(previous).or_default().push(set);
            }
        }
        let mut next = behind.remove(&None).unwrap_or_default();
        for set in order {
            next.push(set);
            next.extend(behind.remove(&Some(set)).unwrap_or_default());
        }
        order = next;
        placed.extend(new);
    }
    order
}
