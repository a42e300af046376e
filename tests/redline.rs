//! The Word file with tracked changes, read back: accepting all gives the newer text, rejecting all the older.

mod base;
mod office;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use travaux::model::{Comparison, Resolution, Side, Versions};
use travaux::report::docx;

fn samples() -> Vec<(String, Versions<PathBuf>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut pairs: Vec<(String, Versions<PathBuf>)> = std::fs::read_dir(folder)
        .unwrap()
        .filter_map(|entry| {
            let before = entry.unwrap().path();
            let name = before.file_name()?.to_str()?.to_owned();
            let (stem, kind) = name.split_once(".before.")?;
            let after = before.with_file_name(format!("{stem}.after.{kind}"));
            Some((stem.to_owned(), Versions::new(before, after)))
        })
        .collect();
    pairs.sort();
    pairs
}

fn compared(paths: &Versions<PathBuf>) -> Comparison {
    travaux::compare(paths.as_ref().map(|path| travaux::resolution(&std::fs::read(path).unwrap()).unwrap()))
}

/// Everything a reader of one text sees, a line each.
fn told(resolution: &Resolution) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    lines.extend(resolution.header.fields.iter().map(|(field, value)| format!("{}: {value}", field.name())));
    lines.extend(resolution.organ_line.iter().map(|opener| format!("opener: {opener}")));
    for paragraph in &resolution.paragraphs {
        let label = paragraph.label.as_ref().map(|label| label.text.as_str()).unwrap_or_default();
        let marks: Vec<&str> = paragraph.footnote_refs.iter().map(|mark| mark.marker.as_str()).collect();
        lines.push(format!("{} {:?} [{label}] {} {marks:?}", paragraph.id, paragraph.part, paragraph.text));
    }
    lines.extend(resolution.closing.iter().map(|line| format!("closing: {line}")));
    // A note on the header has no place among the others.
    let mut notes: Vec<String> =
        resolution.footnotes.iter().map(|note| format!("[{}] {}", note.mark, note.text)).collect();
    notes.sort();
    lines.extend(notes);
    lines
}

/// The lines that one list has and the other lacks.
fn differences(got: &Resolution, wanted: &Resolution) -> String {
    let (got, wanted) = (told(got), told(wanted));
    if got == wanted {
        return String::new();
    }
    let sets = [&got, &wanted].map(|list| list.iter().collect::<BTreeSet<_>>());
    let missing = wanted.iter().filter(|line| !sets[0].contains(line)).map(|line| format!("  lost  {line}\n"));
    let extra = got.iter().filter(|line| !sets[1].contains(line)).map(|line| format!("  made  {line}\n"));
    let lines: String = missing.chain(extra).collect();
    let first = || got.iter().zip(&wanted).find(|(got, wanted)| got != wanted);
    if lines.is_empty() { format!("  other order: {:?}\n", first()) } else { lines }
}

fn check(name: &str, paths: &Versions<PathBuf>) -> String {
    let comparison = compared(paths);
    let file = docx::comparison(&comparison, &docx::Options::default()).unwrap();
    let mut wrong = String::new();
    for side in Side::BOTH {
        let read = travaux::Reader::new().side(side).read(&file).unwrap();
        let lines = differences(&read, comparison.resolutions.get(side));
        if !lines.is_empty() {
            wrong += &format!("{name} {side:?}\n{lines}");
        }
    }
    wrong
}

#[test]
fn accepting_and_rejecting_gives_both_texts() {
    let wrong: String = samples().iter().map(|(name, paths)| check(name, paths)).collect();
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn comments_can_be_left_out() {
    use travaux::model::RemovalKind;
    for (name, paths) in samples() {
        let comparison = compared(&paths);
        let changes = travaux::report::view::View::new(&comparison, None).changes().count();
        for comments in [true, false] {
            let options = docx::Options { comments, ..docx::Options::default() };
            let read = travaux::Reader::new()
                .side(Side::After)
                .read(docx::comparison(&comparison, &options).unwrap())
                .unwrap();
            let has_comment = read.ledger.iter().any(|entry| entry.kind == RemovalKind::Comment);
            assert_eq!(has_comment, comments && changes > 0, "{name}");
            assert!(differences(&read, &comparison.resolutions.after).is_empty(), "{name}");
        }
    }
}

#[test]
fn lines_give_both_texts_to_the_letter() {
    use travaux::report::view::{Role, layout};
    for (name, paths) in samples() {
        let comparison = compared(&paths);
        for change in &comparison.changes {
            let lines = layout(&comparison, change);
            for side in Side::BOTH {
                let mut text = String::new();
                let mut marks = Vec::new();
                for (at, line) in lines.iter().enumerate() {
                    for run in &line.runs {
                        match run.role {
                            Role::FootnoteRef => marks.extend(run.origin.is_on(side).then(|| run.on(side).to_owned())),
                            _ => text += run.on(side),
                        }
                    }
                    text += if line.end.is_on(side) && at + 1 < lines.len() { "\n" } else { "" };
                }
                assert_eq!(text.trim_end_matches('\n'), change.text(side), "{name} {side:?}");
                let own = change
                    .paragraphs
                    .get(side)
                    .iter()
                    .flat_map(|&at| &comparison.resolutions.get(side)[at].footnote_refs);
                assert_eq!(marks, own.map(|mark| mark.marker.clone()).collect::<Vec<_>>(), "{name} {side:?}");
            }
        }
    }
}

#[test]
fn the_same_comparison_gives_the_same_bytes() {
    let (_, paths) = samples().pop().unwrap();
    let write = || docx::comparison(&compared(&paths), &docx::Options::default()).unwrap();
    assert_eq!(write(), write());
}

#[test]
#[ignore = "for pairs of one's own: PAIR=old,new cargo test --test library pair -- --ignored --nocapture"]
fn pair() {
    let pairs = std::env::var("PAIR").unwrap();
    let pairs = pairs.split(';').map(|pair| pair.split_once(',').unwrap());
    let pairs = pairs.map(|(old, new)| (old, Versions::new(old.into(), new.into())));
    let wrong: String = pairs.clone().map(|(name, paths)| check(name, &paths)).collect();
    assert!(wrong.is_empty(), "\n{wrong}");
    for (name, paths) in pairs {
        base::own_file(name, compared(&paths));
    }
}
