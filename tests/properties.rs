//! What holds for any two texts: nothing is lost, nothing is told twice, nothing makes it stumble.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use proptest::prelude::*;
use travaux::model::{Change, ChangeKind, Comparison, Side, Versions};
use travaux::report::view::ChangelogStep;
use travaux::report::{json, markdown, terminal};

/// Texts of samples/, the seed of all mutations.
fn samples() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt" || ending == "md"));
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

fn compared(before: &[u8], after: &[u8]) -> Option<Comparison> {
    let read = Versions::new(before, after).par_map(travaux::resolution);
    Some(travaux::compare(Versions::new(read.before.ok()?, read.after.ok()?)))
}

/// Rejecting every change gives the older text back and accepting every change the newer, paragraph by paragraph;
/// every paragraph is in exactly one change.
fn nothing_is_lost(comparison: &Comparison) {
    for side in Side::BOTH {
        let resolution = comparison.resolutions.get(side);
        let mut seen: BTreeMap<usize, usize> = BTreeMap::new();
        for change in &comparison.changes {
            let paragraphs = change.paragraphs.get(side);
            paragraphs.iter().for_each(|at| *seen.entry(at.0).or_insert(0) += 1);
            let texts: Vec<&str> = paragraphs.iter().map(|at| resolution[*at].text.as_str()).collect();
            assert_eq!(change.text(side), texts.join("\n"));
        }
        assert_eq!(seen.len(), resolution.paragraphs.len());
        assert!(seen.values().all(|times| *times == 1));
    }
}

fn is_unchanged(change: &Change) -> bool {
    change.kind == ChangeKind::Unchanged && !change.moved && !change.renumbered
}

fn reports(comparison: &Comparison) -> [String; 4] {
    [
        terminal::comparison(comparison, &Default::default()),
        markdown::comparison(comparison, &Default::default()),
        markdown::changelog(&[ChangelogStep::new(comparison)]),
        json::comparison(comparison, &Default::default()),
    ]
}

/// One thing done to a text.
#[derive(Debug, Clone)]
enum Mutation {
    DropLine(usize),
    DoubleLine(usize),
    SwapLines(usize, usize),
    DropWord(usize),
    InsertWord(usize, String),
    BreakLine(usize),
    JoinLines(usize),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    prop_oneof![
        any::<usize>().prop_map(Mutation::DropLine),
        any::<usize>().prop_map(Mutation::DoubleLine),
        (any::<usize>(), any::<usize>()).prop_map(|(one, other)| Mutation::SwapLines(one, other)),
        any::<usize>().prop_map(Mutation::DropWord),
        (any::<usize>(), "[a-z(){}\\[\\]0-9;,.“”\u{a0}-]{1,9}").prop_map(|(at, word)| Mutation::InsertWord(at, word)),
        any::<usize>().prop_map(Mutation::BreakLine),
        any::<usize>().prop_map(Mutation::JoinLines),
    ]
}

fn mutated(text: &str, mutations: &[Mutation]) -> String {
    let mut lines: Vec<String> = text.lines().map(ToOwned::to_owned).collect();
    for mutation in mutations {
        let count = lines.len().max(1);
        if lines.is_empty() {
            break;
        }
        match mutation {
            Mutation::DropLine(at) => drop(lines.remove(at % count)),
            Mutation::DoubleLine(at) => lines.insert(at % count, lines[at % count].clone()),
            Mutation::SwapLines(one, other) => lines.swap(one % count, other % count),
            Mutation::DropWord(at) => {
                let line = &mut lines[at % count];
                let mut words: Vec<&str> = line.split(' ').collect();
                words.remove(at % words.len());
                *line = words.join(" ");
            }
            Mutation::InsertWord(at, word) => {
                let line = &mut lines[at % count];
                let mut words: Vec<&str> = line.split(' ').collect();
                words.insert(at % (words.len() + 1), word);
                *line = words.join(" ");
            }
            Mutation::BreakLine(at) => {
                let line = lines[at % count].clone();
                let middle = line.char_indices().nth(line.chars().count() / 2).map_or(0, |(at, _)| at);
                lines[at % count] = line[..middle].to_owned();
                lines.insert(at % count + 1, line[middle..].to_owned());
            }
            Mutation::JoinLines(at) => {
                let at = at % count;
                if at + 1 < lines.len() {
                    let next = lines.remove(at + 1);
                    lines[at].push_str(&next);
                }
            }
        }
    }
    lines.join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn mutated_samples_come_back(
        which in any::<usize>(),
        before in prop::collection::vec(mutation(), 0..4),
        after in prop::collection::vec(mutation(), 0..12),
    ) {
        let samples = samples();
        let text = &samples[which % samples.len()];
        let (before, after) = (mutated(text, &before), mutated(text, &after));
        if let Some(comparison) = compared(before.as_bytes(), after.as_bytes()) {
            nothing_is_lost(&comparison);
            let back = compared(after.as_bytes(), before.as_bytes()).unwrap();
            nothing_is_lost(&back);
            // the same bytes on every run
            let again = compared(before.as_bytes(), after.as_bytes()).unwrap();
            prop_assert_eq!(reports(&comparison), reports(&again));
        }
    }

    #[test]
    fn any_text_comes_back(before in "\\PC{0,400}", after in "[A-Za-z0-9 .,;:()\\[\\]\n*_#|/“”\u{2019}\u{ad}\u{c}-]{0,400}") {
        if let Some(comparison) = compared(before.as_bytes(), after.as_bytes()) {
            nothing_is_lost(&comparison);
            reports(&comparison);
        }
    }

    #[test]
    fn no_bytes_make_it_panic(before in prop::collection::vec(any::<u8>(), 0..300), after in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Some(comparison) = compared(&before, &after) {
            nothing_is_lost(&comparison);
        }
    }
}

#[test]
fn a_text_does_not_differ_from_itself() {
    for text in samples() {
        let comparison = compared(text.as_bytes(), text.as_bytes()).unwrap();
        assert!(comparison.changes.iter().all(is_unchanged));
        assert!(comparison.header.is_empty() && comparison.footnotes.is_empty());
        nothing_is_lost(&comparison);
    }
}

/// Keys of words have another seed in each run of the program.
#[test]
fn every_run_gives_the_same_bytes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let report = |before: &str, after: &str| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_travaux"));
        program.args(["diff", "--format", "json"]).args([folder.join(before), folder.join(after)]);
        let output = program.output().unwrap();
        assert!(output.status.code().is_some_and(|code| code < 2), "{output:?}");
        output.stdout
    };
    for (before, after) in [
        ("13-repeated-boilerplate.before.txt", "13-repeated-boilerplate.after.txt"),
        ("18-what-it-means.before.txt", "18-what-it-means.after.txt"),
        ("20-long.before.txt", "20-long.after.txt"),
        ("34-zhongwen.before.txt", "34-zhongwen.after.txt"),
    ] {
        let first = report(before, after);
        for _ in 0..4 {
            assert!(report(before, after) == first, "{before}");
        }
    }
}

#[test]
fn texts_that_share_nothing_are_told_without_trouble() {
    let comparison =
        compared(b"The General Assembly,\n\n1. Decides to meet.", "大会，\n\n回顾其决议，".as_bytes()).unwrap();
    nothing_is_lost(&comparison);
    assert!(comparison.has_changes());
}

#[test]
fn texts_that_share_few_paragraphs_may_be_unrelated() {
    let subjects = ["ice", "ferries", "herring", "granite", "choirs", "bees", "rope", "tariffs", "snow", "violins"];
    let verbs =
        ["Welcomes", "Regrets", "Notes", "Requests", "Decides", "Urges", "Invites", "Stresses", "Recalls", "Calls"];
    // Paragraphs by number, each of words of its own.
    let text = |numbers: &[usize]| {
        let paragraph = |(place, &number): (usize, &usize)| {
            let (verb, subject) = (verbs[number], subjects[number]);
            let words: Vec<String> =
                (0..12).map(|word| format!("{subject}{}", "abcdefghijkl".split_at(word).0)).collect();
            format!("{}. {verb} {};\n\n", place + 1, words.join(" "))
        };
        format!("The General Assembly,\n\n{}", numbers.iter().enumerate().map(paragraph).collect::<String>())
    };
    for (before, after, expected) in [
        (&[0, 1, 2, 3][..], &[0, 1, 4, 5][..], false),
        (&[0, 1, 2, 3, 4], &[0, 1, 6, 7, 8], true),
        (&[0, 1, 2, 3], &[3, 4, 5, 6, 7, 8, 9], true),
        // grown or cut down
        (&[0, 1, 2], &[0, 1, 2, 3, 4, 5, 6, 7, 8], false),
        (&[0, 1, 2, 3, 4, 5, 6, 7, 8], &[2, 4, 6, 8], false),
        // too few to tell, unless nothing is left
        (&[0, 1, 2], &[0, 4, 5], false),
        (&[0, 1, 2], &[3, 4, 5], true),
    ] {
        let comparison = compared(text(before).as_bytes(), text(after).as_bytes()).unwrap();
        let said = comparison.warnings.iter().any(|warning| warning.text.starts_with("The texts may be unrelated: "));
        assert_eq!(said, expected, "{before:?} {after:?}: {:?}", comparison.warnings);
    }
}

/// Texts that would keep a quadratic aligner busy for minutes.
#[test]
fn repetition_does_not_run_away() {
    let same = "1. Takes note of the report of the Board on the matter;\n\n".repeat(4000);
    let near: String =
        (0..4000).map(|at| format!("{at}. Takes note of the report of the Board on matter {at};\n\n")).collect();
    let long = format!("The General Assembly,\n\n1. {}", "one two three ".repeat(6000));
    let other = format!("The General Assembly,\n\n1. {}", "three one four two ".repeat(5000));
    for (before, after) in [(&same, &near), (&near, &same), (&near, &near), (&long, &other)] {
        nothing_is_lost(&compared(before.as_bytes(), after.as_bytes()).unwrap());
    }
}
