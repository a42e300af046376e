//! Files whose marks are removed or falsified: all of it is found, and nothing else.
//!
//! The Word files are our own redlines of the samples, and of the pairs `*.before.*` and `*.after.*` in the directory that
//! `TRAVAUX_PAIRS` names.

use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use travaux::Reader;
use travaux::model::{ChangeKind, Comparison, Resolution, Segment, Versions};
use travaux::report::docx;

use super::{DRAFT, draft};
use crate::support::package::{unzipped, zipped};
use crate::support::random::Random;

/// Files are falsified so many times each.
const ROUNDS: u64 = 4;

fn pairs() -> Vec<(PathBuf, PathBuf)> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let folders = std::iter::once(samples).chain(std::env::var_os("TRAVAUX_PAIRS").map(PathBuf::from));
    let mut found = Vec::new();
    for folder in folders {
        for entry in fs::read_dir(&folder).unwrap() {
            let name = entry.unwrap().file_name().to_string_lossy().into_owned();
            if name.contains(".before.") {
                found.push((folder.join(&name), folder.join(name.replace(".before.", ".after."))));
            }
        }
    }
    found.sort();
    found
}

/// A mark in the XML of a document: where it is, what it holds, and the words.
struct Mark {
    element: Range<usize>,
    inner: Range<usize>,
    is_insertion: bool,
    words: String,
}

/// The marks around runs, which hold no other mark.
fn marks(xml: &str) -> Vec<Mark> {
    let mut out = Vec::new();
    for (open, close, is_insertion) in [("<w:ins ", "</w:ins>", true), ("<w:del ", "</w:del>", false)] {
        let mut start = 0;
        while let Some(found) = xml[start..].find(open).map(|found| found + start) {
            let inner = found + xml[found..].find('>').unwrap() + 1;
            start = inner;
            // the mark of a paragraph mark is empty
            if xml[..inner].ends_with("/>") {
                continue;
            }
            let end = inner + xml[inner..].find(close).unwrap();
            out.push(Mark {
                element: found..end + close.len(),
                inner: inner..end,
                is_insertion,
                words: words(&xml[inner..end]),
            });
        }
    }
    out
}

/// The text of runs.
fn words(xml: &str) -> String {
    let texts = xml.split("<w:t xml:space=\"preserve\">").skip(1).map(|rest| rest.split("</w:t>").next().unwrap());
    let deleted = xml.split("<w:delText xml:space=\"preserve\">").skip(1);
    let deleted = deleted.map(|rest| rest.split("</w:delText>").next().unwrap());
    texts.chain(deleted).collect()
}

/// The paragraph of the older text whose change alone has these words.
fn paragraph(comparison: &Comparison, mark: &Mark) -> Option<String> {
    let has = |segment: &Segment| match segment {
        Segment::Added { text } => mark.is_insertion && text.contains(&mark.words),
        Segment::Removed { text } => !mark.is_insertion && text.contains(&mark.words),
        Segment::Kept(_) => false,
    };
    let changes: Vec<_> = comparison.changes.iter().filter(|change| change.segments.iter().any(has)).collect();
    match changes.as_slice() {
        [only] if only.kind == ChangeKind::Reworded && !only.moved => {
            let first = only.paragraphs.before.first()?;
            Some(comparison.resolutions.before[*first].id.to_string())
        }
        _ => None,
    }
}

/// Removes or falsifies some marks of a file; the paragraphs where that was done.
fn falsify(xml: &mut String, comparison: &Comparison, random: &mut Random) -> BTreeSet<String> {
    let mut all: Vec<(Mark, String)> = marks(xml)
        .into_iter()
        .filter(|mark| mark.words.chars().filter(|letter| letter.is_alphabetic()).count() > 3)
        .filter_map(|mark| paragraph(comparison, &mark).map(|id| (mark, id)))
        .collect();
    all.sort_by_key(|(mark, _)| std::cmp::Reverse(mark.element.start));
    let mut done = BTreeSet::new();
    let share = 1 + random.below(4);
    for (mark, id) in all {
        if !random.once_in(share) {
            continue;
        }
        let inner = xml[mark.inner.clone()].to_owned();
        let new = match (mark.is_insertion, random.once_in(2)) {
            (true, _) => inner,
            (false, true) => String::new(),
            (false, false) => {
                // with a small letter it would be read as part of the paragraph before
                let is_capital = mark.words.trim_start().starts_with(char::is_uppercase);
                let new = if is_capital { "Misquoted" } else { "misquoted" };
                let other = mark.words.replacen(char::is_alphabetic, new, 1);
                xml[mark.element.clone()].replace(&mark.words, &other)
            }
        };
        xml.replace_range(mark.element, &new);
        done.insert(id);
    }
    done
}

#[test]
fn marks_of_word_files_that_were_tampered_with_are_found() {
    let mut count = 0;
    for (before, after) in pairs() {
        let texts: Versions<Resolution> = Versions::new(&before, &after).map(|path| {
            let bytes = fs::read(path).unwrap();
            travaux::resolution(&bytes).unwrap()
        });
        let comparison = travaux::compare(texts.clone());
        let file = docx::comparison(&comparison, &docx::Options { comments: false, ..Default::default() }).unwrap();
        // typography alone is not tracked
        let Some(versions) = Reader::new().read_tracked(&file).unwrap() else { continue };
        assert_eq!(travaux::verify(texts.before.clone(), versions), [], "{}", before.display());
        for round in 0..ROUNDS {
            let mut random = Random::new(round + 1);
            let mut parts = unzipped(&file).unwrap();
            let body = parts.iter_mut().find(|(name, _)| name == "word/document.xml").unwrap();
            let mut xml = String::from_utf8(std::mem::take(&mut body.1)).unwrap();
            let expected = falsify(&mut xml, &comparison, &mut random);
            body.1 = xml.into_bytes();
            let file = zipped(&parts).unwrap();
            let versions = Reader::new().read_tracked(&file).unwrap();
            let Some(versions) = versions else { continue };
            let findings = travaux::verify(texts.before.clone(), versions);
            // A paragraph that is no longer recognized is named on both sides.
            let names = findings.iter().map(|finding| finding.paragraph.clone());
            let found: BTreeSet<String> = names.filter(|name| !name.ends_with(" of the marked file")).collect();
            assert!(found == expected, "{} round {round}: {found:?} {expected:?} {findings:#?}", before.display());
            count += expected.len();
        }
    }
    assert!(count > 100, "{count}");
}

/// Words of the draft that can change, each with what it becomes.
const CHANGES: [(&str, &str, &str); 7] = [
    ("PP2", "Noting the work", "Commending the labour"),
    ("PP3", "the opening", "the second opening"),
    ("OP1", "Takes note of", "Welcomes"),
    ("OP2", "all States", "all coastal States"),
    ("OP3(a)", "a list of lamps", "a map"),
    ("OP3(b)", ", including the cost of oil", ""),
    ("OP4", "Invites", "Requests"),
];

/// How changes can be marked in text: deleted and inserted words.
const MARKUPS: [(&str, &str, &str, &str, bool); 3] =
    [("{--", "--}", "{++", "++}", true), ("~~", "~~", "**", "**", false), ("~~", "~~", "<u>", "</u>", false)];

proptest! {
    /// Of marked changes some lose their marks, and some are falsified: these are found, all of them and no others.
    #[test]
    fn all_faults_are_found_and_no_others(fates in prop::collection::vec(0_u8..4, CHANGES.len()), markup in 0..MARKUPS.len()) {
        let (del, undel, ins, unins, is_tracked) = MARKUPS[markup];
        let mark = |old: &str, new: &str| {
            let new = if new.is_empty() { String::new() } else { format!("{ins}{new}{unins}") };
            format!("{del}{old}{undel}{new}")
        };
        let mut text = DRAFT.replacen("to remain seized of", &mark("to remain seized of", "to follow"), 1);
        let mut expected = Vec::new();
        for (fate, (id, old, new)) in fates.into_iter().zip(CHANGES) {
            let shown = match fate {
                // no change, and a change that is marked
                0 => continue,
                1 => mark(old, new),
                // a change without a mark, and a mark that misquotes the draft
                2 => new.to_owned(),
                _ => mark(&format!("{old} quite"), new),
            };
            if fate > 1 {
                expected.push(id.to_owned());
            }
            text = text.replacen(old, &shown, 1);
        }
        let reader = Reader::new();
        let versions = if is_tracked { reader.read_tracked(&text) } else { reader.read_shown_changes(&text) };
        let findings = travaux::verify(draft(), versions.unwrap().expect("there are marks"));
        let mut found: Vec<String> = findings.into_iter().map(|finding| finding.paragraph).collect();
        found.dedup();
        prop_assert_eq!(found, expected, "{}", text);
    }
}
