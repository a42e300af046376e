//! What must hold for any two texts: nothing is lost, nothing is told twice, nothing runs away.

use std::ops::Range;
use std::path::Path;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use proptest::collection::vec;
use proptest::prelude::*;
use travaux::model::{Change, ChangeKind, Comparison, Resolution, Segment, Side, Versions};

fn read(text: &str) -> Resolution {
    travaux::resolution(text.as_bytes()).unwrap()
}

fn compare(before: &str, after: &str) -> Comparison {
    travaux::compare(Versions::new(read(before), read(after)))
}

/// All that must hold for one comparison.
fn check(comparison: &Comparison) {
    for side in Side::BOTH {
        let resolution = comparison.resolutions.get(side);
        let mut listed: Vec<usize> =
            comparison.changes.iter().flat_map(|change| change.paragraphs.get(side)).map(|at| at.0).collect();
        listed.sort_unstable();
        let all: Vec<usize> = (0..resolution.paragraphs.len()).collect();
        assert_eq!(listed, all, "every paragraph is in exactly one change");
        for change in &comparison.changes {
            let list = change.paragraphs.get(side);
            assert!(list.is_sorted());
            let whole: Vec<&str> = list.iter().map(|&at| resolution[at].text.as_str()).collect();
            assert_eq!(change.text(side), whole.join("\n"), "the redline gives the text back");
            whole_words(change, side);
        }
    }
    let order: Vec<usize> =
        comparison.changes.iter().filter_map(|change| change.paragraphs.after.first()).map(|at| at.0).collect();
    assert!(order.is_sorted(), "in the order of the newer text");
    for change in &comparison.changes {
        agrees(change);
    }
}

/// The kind fits the lists, and the segments alternate with removed before added.
fn agrees(change: &Change) {
    let sizes = change.paragraphs.as_ref().map(Vec::len);
    let fits = match change.kind {
        ChangeKind::Unchanged | ChangeKind::Reworded => (sizes.before, sizes.after) == (1, 1),
        ChangeKind::Added => sizes.before == 0 && sizes.after == 1,
        ChangeKind::Removed => sizes.before == 1 && sizes.after == 0,
        ChangeKind::Split => sizes.before == 1 && sizes.after > 1,
        ChangeKind::Merged => sizes.before > 1 && sizes.after >= 1,
    };
    assert!(fits, "{:?} of {sizes:?}", change.kind);
    let all_kept = change.segments.iter().all(|segment| matches!(segment, Segment::Kept(_)));
    assert!(change.kind != ChangeKind::Unchanged || all_kept);
    assert!((0.0..=1.0).contains(&change.confidence));
    for pair in change.segments.windows(2) {
        let fine = !matches!(
            pair,
            [Segment::Kept(_), Segment::Kept(_)]
                | [Segment::Added { .. }, Segment::Added { .. } | Segment::Removed { .. }]
                | [Segment::Removed { .. }, Segment::Removed { .. }]
        );
        assert!(fine, "{pair:?}");
    }
}

/// No segment ends inside a word of letters.
fn whole_words(change: &Change, side: Side) {
    let texts: Vec<&str> =
        change.segments.iter().map(|segment| segment.text(side)).filter(|text| !text.is_empty()).collect();
    for pair in texts.windows(2) {
        let ends = pair[0].chars().next_back().zip(pair[1].chars().next());
        assert!(
            !ends.is_some_and(|(last, first)| last.is_ascii_alphabetic() && first.is_ascii_alphabetic()),
            "{pair:?}"
        );
    }
}

/// The samples as lists of blocks.
static SAMPLES: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let texts = files.iter().filter(|file| file.extension().is_some_and(|kind| kind == "txt"));
    texts
        .map(|file| std::fs::read_to_string(file).unwrap())
        .map(|text| text.split("\n\n").map(str::to_owned).collect())
        .collect()
});

/// One way to change a text.
#[derive(Debug, Clone)]
enum Mutation {
    Delete(usize),
    Repeat(usize),
    Swap(usize, usize),
    Join(usize),
    Cut(usize, usize),
    Reword(usize, usize, String),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    prop_oneof![
        any::<usize>().prop_map(Mutation::Delete),
        any::<usize>().prop_map(Mutation::Repeat),
        any::<(usize, usize)>().prop_map(|(one, other)| Mutation::Swap(one, other)),
        any::<usize>().prop_map(Mutation::Join),
        any::<(usize, usize)>().prop_map(|(block, word)| Mutation::Cut(block, word)),
        (any::<usize>(), any::<usize>(), "[a-zé,;“”‘’ -]{0,12}|[0-9/]{1,6}")
            .prop_map(|(b, w, t)| Mutation::Reword(b, w, t)),
    ]
}

fn mutate(blocks: &mut Vec<String>, mutation: &Mutation) {
    if blocks.is_empty() {
        return;
    }
    let many = blocks.len();
    let words = |block: &String| block.split(' ').map(str::to_owned).collect::<Vec<_>>();
    match mutation {
        Mutation::Delete(at) => drop(blocks.remove(at % many)),
        Mutation::Repeat(at) => blocks.insert(at % many, blocks[at % many].clone()),
        Mutation::Swap(one, other) => blocks.swap(one % many, other % many),
        Mutation::Join(at) if at % many + 1 < many => {
            let next = blocks.remove(at % many + 1);
            blocks[at % many] += &format!(" {next}");
        }
        Mutation::Join(_) => {}
        Mutation::Cut(at, word) => {
            let mut words = words(&blocks[at % many]);
            let tail = words.split_off(word % words.len());
            blocks[at % many] = words.join(" ");
            blocks.insert(at % many + 1, tail.join(" "));
        }
        Mutation::Reword(at, word, text) => {
            let mut words = words(&blocks[at % many]);
            let place = word % words.len();
            words[place].clone_from(text);
            blocks[at % many] = words.join(" ");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mutated_samples(sample in any::<usize>(), mutations in vec(mutation(), 0..12)) {
        let blocks = &SAMPLES[sample % SAMPLES.len()];
        let mut changed = blocks.clone();
        mutations.iter().for_each(|mutation| mutate(&mut changed, mutation));
        let (before, after) = (blocks.join("\n\n"), changed.join("\n\n"));
        let comparison = compare(&before, &after);
        check(&comparison);
        check(&compare(&after, &before));
        prop_assert!(compare(&after, &after).is_empty());
        prop_assert_eq!(&compare(&before, &after), &comparison);
    }

    #[test]
    fn any_text(before in "\\PC{0,60}(\n{1,2}[ -~éä中文، \t]{0,80}){0,8}", after in "([ -~“”–中文]{0,40}\n{1,2}){0,8}\\PC{0,60}") {
        // An empty file is an error of reading, so there is something in each.
        let (before, after) = (format!("{before}\nA"), format!("B\n{after}"));
        check(&compare(&before, &after));
        prop_assert!(compare(&before, &before).is_empty());
    }

    #[test]
    fn the_other_way_round(order in Just((0..14_usize).collect::<Vec<_>>()).prop_shuffle(), before in 0..14_usize, after in 0..14_usize) {
        // Paragraphs that share no word: only equal texts can be linked, so exchanging the sides exchanges the counts.
        let text = |range: Range<usize>| {
            let paragraph = |n: usize| format!("{}. Decides{n} that{n} the{n} harbour{n} of{n} the{n} island{n} opens{n};", n + 1);
            format!("The General Assembly,\n\n{}", range.map(paragraph).collect::<Vec<_>>().join("\n\n"))
        };
        let shuffled: Vec<String> = order[after.min(13)..].iter().map(|&n| text(n..n + 1).replace("The General Assembly,\n\n", "")).collect();
        let (before, after) = (text(0..before), format!("The General Assembly,\n\n{}", shuffled.join("\n\n")));
        let (there, back) = (compare(&before, &after).tally(), compare(&after, &before).tally());
        prop_assert_eq!(there.added, back.removed);
        prop_assert_eq!(there.removed, back.added);
        prop_assert_eq!(there.unchanged, back.unchanged);
        prop_assert_eq!(there.moved, back.moved);
    }
}

/// A resolution of numbered paragraphs.
fn numbered(paragraphs: impl Iterator<Item = String>) -> String {
    let lines = paragraphs.enumerate().map(|(at, text)| format!("{}. {text}", at + 1));
    format!("The General Assembly,\n\n{}\n", lines.collect::<Vec<_>>().join("\n\n"))
}

/// Texts made to be hard: they must be done in good time even in a build without optimization.
#[test]
fn repeated_text_does_not_run_away() {
    let many = 3_000;
    let same = |n: usize| numbered((0..n).map(|_| "Takes note of the report of the Secretary-General;".to_owned()));
    let nearly = |from: usize| {
        numbered(
            (from..from + many).map(|n| format!("Takes note of the report of the Secretary-General numbered {n};")),
        )
    };
    let backwards =
        numbered((0..many).rev().map(|n| format!("Takes note of the report on lights numbered {n} and {};", n * 7)));
    let forwards =
        numbered((0..many).map(|n| format!("Takes note of the report on lights numbered {n} and {};", n * 7)));
    let word = |n: usize| ["light", "harbour", "pilot", "tide"][n * n % 97 % 4];
    let long =
        |step: usize| numbered((0..1).map(|_| (0..20_000).map(|n| word(n * step)).collect::<Vec<_>>().join(" ") + ";"));
    for (before, after) in [
        (same(many), same(many - 7)),
        (nearly(0), nearly(many * 2)),
        (nearly(0), nearly(many / 2)),
        (forwards, backwards),
        (long(1), long(3)),
    ] {
        let start = Instant::now();
        check(&compare(&before, &after));
        let took = start.elapsed();
        assert!(took < Duration::from_secs(30), "{took:?} for {}", &before[..80]);
    }
}
