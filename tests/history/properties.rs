//! What holds of every history.

use std::collections::HashMap;

use proptest::prelude::*;
use travaux::model::{ChangeKind, History, ParagraphIndex, Side};
use travaux::report::{json, view::HistoryView};

use super::history;

/// Versions that share some clauses, in some order, some of them reworded.
fn versions(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Vec<String>>> {
    let clause = |base: char| {
        prop_oneof![4 => Just(Some(base.to_string())), 1 => Just(Some(format!("{base}1"))),
                    1 => Just(Some(format!("{base}2"))), 2 => Just(None)]
    };
    let version = "abcdef".chars().map(clause).collect::<Vec<_>>();
    let moved = (0_usize..6, prop::bool::weighted(0.2));
    let version = (version, moved).prop_map(|(clauses, (place, moves))| {
        let mut clauses: Vec<String> = clauses.into_iter().flatten().collect();
        if moves && !clauses.is_empty() {
            let clause = clauses.remove(place % clauses.len());
            clauses.push(clause);
        }
        if clauses.is_empty() { vec!["a".to_owned()] } else { clauses }
    });
    prop::collection::vec(version, count)
}

fn of(versions: &[Vec<String>]) -> History {
    history(&versions.iter().map(|clauses| clauses.join(" ")).collect::<Vec<_>>().join("|"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_paragraph_is_in_one_row_and_every_letter_in_one_span(versions in versions(2..6)) {
        let history = of(&versions);
        for (version, resolution) in history.versions.iter().enumerate() {
            let mut listed: Vec<usize> =
                history.rows.iter().flat_map(|row| &row.paragraphs[version]).map(|index| index.0).collect();
            listed.sort_unstable();
            prop_assert_eq!(listed, (0..resolution.paragraphs.len()).collect::<Vec<_>>());
        }
        let last = history.last().unwrap();
        prop_assert_eq!(history.clauses.len(), last.paragraphs.len());
        for clause in &history.clauses {
            let mut end = 0;
            for blame in &clause.spans {
                prop_assert_eq!(blame.span.start, end);
                prop_assert!(blame.span.end > end && blame.version >= clause.origin);
                end = blame.span.end;
            }
            prop_assert_eq!(end, last[clause.paragraph].text.chars().count());
            prop_assert_eq!(clause.path.last().unwrap(), &[clause.paragraph]);
            prop_assert!(!clause.path[clause.origin.0].is_empty());
        }
        // What is gone and what is not are all there is.
        let mut ends: HashMap<usize, Vec<ParagraphIndex>> = HashMap::new();
        history.gone.iter().for_each(|gone| ends.entry(gone.last.version.0).or_default().push(gone.last.paragraph));
        for version in 0..history.versions.len() - 1 {
            let ends = ends.remove(&version).unwrap_or_default();
            for index in (0..history.versions[version].paragraphs.len()).map(ParagraphIndex) {
                let goes_on = history.links.iter().any(|link| {
                    link.before.iter().any(|at| at.version.0 == version && at.paragraph == index)
                });
                prop_assert_eq!(goes_on, !ends.contains(&index));
            }
        }
    }

    #[test]
    fn two_versions_say_what_their_comparison_says(versions in versions(2..3)) {
        let history = of(&versions);
        let comparison = &history.steps[0];
        let links = |kind: ChangeKind, before: Vec<ParagraphIndex>, after: Vec<ParagraphIndex>| (kind, before, after);
        let mut events: Vec<_> = history.links.iter()
            .map(|link| links(link.kind, link.before.iter().map(|at| at.paragraph).collect(), link.after.clone()))
            .collect();
        let gone = history.gone.iter().map(|gone| links(ChangeKind::Removed, vec![gone.last.paragraph], Vec::new()));
        events.extend(gone);
        let mut expected: Vec<_> = comparison.changes.iter()
            .map(|change| links(change.kind, change.paragraphs.get(Side::Before).clone(), change.paragraphs.after.clone()))
            .collect();
        events.sort();
        expected.sort();
        prop_assert_eq!(events, expected);
    }

    #[test]
    fn the_same_versions_give_the_same_bytes(versions in versions(2..5)) {
        let [first, second] = [(), ()].map(|()| json::history(&HistoryView::new(&of(&versions), &[])));
        prop_assert_eq!(first, second);
    }

    /// The origin of what the middle version did not bring is that of the two others alone.
    #[test]
    fn removing_the_middle_version_changes_only_its_own_origins(versions in versions(3..4)) {
        let history = of(&versions);
        let without = of(&[versions[0].clone(), versions[2].clone()]);
        for (clause, alone) in history.clauses.iter().zip(&without.clauses) {
            match clause.origin.0 {
                0 => prop_assert_eq!(&alone.path[0], &clause.path[0]),
                _ => prop_assert_eq!(alone.origin.0, 1),
            }
        }
    }

    #[test]
    fn a_word_of_a_version_stands_in_that_version(versions in versions(2..6)) {
        let history = of(&versions);
        for (version, paragraphs) in history.words.iter().enumerate() {
            for word in paragraphs.iter().flatten() {
                let brought = history.word_versions[word.id.0 as usize];
                prop_assert!(brought.0 <= version);
                let there = history.words[brought.0].iter().flatten().any(|other| other.id == word.id);
                prop_assert!(there);
            }
        }
    }
}
