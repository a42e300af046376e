//! Every pair in samples/ end to end: what the comparison says against `tests/samples.json`, what changed told by hand.
//!
//! `samples/INDEX.md` says how the truths count.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use travaux::model::{Change, ChangeKind, Comparison, HeaderField, ParagraphIndex, Resolution, Versions};
use travaux::report::view::ChangelogStep;

#[derive(Deserialize)]
struct Truth {
    unchanged: usize,
    changes: Vec<TrueChange>,
    renumbered: Vec<String>,
}

#[derive(Deserialize)]
struct TrueChange {
    kind: String,
    before: Vec<String>,
    after: Vec<String>,
    moved: bool,
    renumbered: Option<bool>,
}

fn truths() -> BTreeMap<String, Truth> {
    let text = std::fs::read_to_string(root().join("tests/samples.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

fn read(name: &str, side: &str) -> Resolution {
    let path = ["txt", "md"].map(|kind| root().join(format!("samples/{name}.{side}.{kind}")));
    let path = path.iter().find(|path| path.exists()).unwrap();
    travaux::resolution(&std::fs::read(path).unwrap()).unwrap()
}

fn ids(resolution: &Resolution, list: &[ParagraphIndex]) -> Vec<String> {
    list.iter().map(|&at| resolution[at].id.to_string()).collect()
}

fn told(comparison: &Comparison, change: &Change) -> String {
    let Versions { before, after } = comparison
        .resolutions
        .as_ref()
        .zip(change.paragraphs.as_ref())
        .map(|(resolution, list)| ids(resolution, list).join(" "));
    format!("{} [{before}] [{after}]{}", change.kind.name(), if change.moved { " moved" } else { "" })
}

/// What a pair is told to be, line by line, and the numbers that changed.
fn lines(comparison: &Comparison) -> (Vec<String>, Vec<String>) {
    let shown = comparison.changes.iter().filter(|change| change.kind != ChangeKind::Unchanged || change.moved);
    let renumbered = comparison.changes.iter().filter(|change| change.renumbered).map(|change| {
        let both = comparison.resolutions.as_ref().zip(change.paragraphs.as_ref());
        let both = both.map(|(resolution, list)| ids(resolution, list).concat());
        format!("{}→{}", both.before, both.after)
    });
    (shown.map(|change| told(comparison, change)).collect(), renumbered.collect())
}

#[test]
fn every_pair_is_told_as_it_is() {
    let mut wrong = String::new();
    for (name, truth) in truths() {
        let comparison = travaux::compare(Versions::new(read(&name, "before"), read(&name, "after")));
        let (shown, renumbered) = lines(&comparison);
        let wanted: Vec<String> = truth
            .changes
            .iter()
            .map(|change| {
                let moved = if change.moved { " moved" } else { "" };
                format!("{} [{}] [{}]{moved}", change.kind, change.before.join(" "), change.after.join(" "))
            })
            .collect();
        let unchanged = comparison.counts().count(ChangeKind::Unchanged);
        let listed: Vec<&String> = truth.renumbered.iter().collect();
        if shown != wanted || renumbered.iter().collect::<Vec<_>>() != listed || unchanged != truth.unchanged {
            wrong += &format!("\n{name}: {unchanged} unchanged, told {}\n", truth.unchanged);
            wrong += &differences("change", &shown, &wanted);
            wrong += &differences("number", &renumbered, &truth.renumbered);
        }
        for change in &truth.changes {
            let in_list = truth.renumbered.contains(&format!("{}→{}", change.before.concat(), change.after.concat()));
            assert!(change.renumbered.is_none_or(|said| said == in_list), "{name}: the truth contradicts itself");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn differences(what: &str, got: &[String], wanted: &[String]) -> String {
    let missing = wanted.iter().filter(|line| !got.contains(line)).map(|line| format!("  {what} missed: {line}\n"));
    let extra = got.iter().filter(|line| !wanted.contains(line)).map(|line| format!("  {what} false:  {line}\n"));
    let order = (got != wanted).then(|| format!("  {what}s: {got:?}\n"));
    let lists: String = missing.chain(extra).collect();
    if lists.is_empty() { order.unwrap_or_default() } else { lists }
}

/// What stands in quotation marks, the outermost ones.
fn quotations(text: &str) -> Vec<String> {
    let (mut depth, mut out) = (0, Vec::new());
    for letter in text.chars() {
        match letter {
            '“' => depth += 1,
            '”' if depth > 0 => depth -= 1,
            _ => {}
        }
        match (letter, depth) {
            ('“', 1) => out.push(String::new()),
            (_, 1..) => out.last_mut().unwrap().push(letter),
            _ => {}
        }
    }
    out
}

/// The words of a text in small letters, single spaces.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[test]
fn every_quotation_stands_in_one_of_the_texts() {
    for name in truths().keys() {
        check_quotations(name, &travaux::compare(Versions::new(read(name, "before"), read(name, "after"))));
    }
}

#[test]
#[ignore = "for pairs of one's own: PAIRS='old new;old new' cargo test --test library quotation -- --ignored"]
fn every_quotation_stands_in_one_of_the_texts_of_given_pairs() {
    let pairs = std::env::var("PAIRS").unwrap();
    for pair in pairs.split(';') {
        let (before, after) = pair.split_once(' ').unwrap();
        let read = |path: &str| travaux::resolution(&std::fs::read(path).unwrap()).unwrap();
        check_quotations(pair, &travaux::compare(Versions::new(read(before), read(after))));
    }
}

fn check_quotations(name: &str, comparison: &Comparison) {
    let step = ChangelogStep::new(comparison);
    let view = step.view();
    let texts = comparison.resolutions.as_ref().map(|resolution| {
        let title = resolution.header.get(HeaderField::Title).unwrap_or_default();
        let paragraphs = resolution.paragraphs.iter().map(|paragraph| paragraph.text.as_str());
        folded(&[title].into_iter().chain(paragraphs).collect::<Vec<_>>().join(" "))
    });
    let bullets = step.sections(&view).into_iter().flat_map(|section| section.bullets).map(|bullet| bullet.text);
    let edits = comparison.changes.iter().flat_map(|change| &change.edits).map(|edit| edit.text.clone());
    let headlines = view.headlines.iter().cloned().chain([view.verdict.line()]);
    for sentence in headlines.chain(bullets).chain(edits) {
        for quotation in quotations(&sentence) {
            let stands = |text: &str| quotation.split('…').all(|part| text.contains(folded(part).trim()));
            assert!(stands(&texts.before) || stands(&texts.after), "{name}: {sentence}");
        }
    }
}
