//! Changes of the project's own documents and of generated ones, each of which must be reported.

use std::collections::BTreeMap;

use crate::support::draft::Draft;
use crate::support::random::Random;
use crate::support::sensitivity::{Edit, try_one};
use crate::support::source::{Format, Piece, Source, own_documents};
use crate::support::writers;

/// So many changes are tried for each document, unless `FIDELITY_CASES` says otherwise.
const CASES: usize = 60;

/// Tries changes of a source; gives what is wrong, by what it is.
fn try_all(name: &str, source: &Source, random: &mut Random, faults: &mut BTreeMap<String, Vec<String>>) {
    let limit = std::env::var("FIDELITY_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(CASES);
    let before = travaux::resolution(&source.bytes()).unwrap();
    let pieces = source.pieces();
    let mut cases: Vec<(&Piece, Edit)> = pieces.iter().flat_map(|piece| Edit::ALL.map(|edit| (piece, edit))).collect();
    while limit > 0 && cases.len() > limit {
        cases.swap_remove(random.below(cases.len()));
    }
    for (piece, edit) in cases {
        if let Some(wrong) = try_one(source, &before, piece, edit) {
            let kind = format!("{:?}: {edit:?} {:?}: {wrong}", source.format, piece.kind);
            faults.entry(kind).or_default().push(format!("{name}: {}", source.context(piece)));
        }
    }
}

fn check(documents: impl IntoIterator<Item = (String, Source)>) {
    let mut random = Random::new(7);
    let mut faults = BTreeMap::new();
    for (name, source) in documents {
        try_all(&name, &source, &mut random, &mut faults);
    }
    let lines = faults.iter().map(|(kind, examples)| {
        let shown: Vec<&str> = examples.iter().take(12).map(String::as_str).collect();
        format!("{kind} ({} times)\n    {}\n", examples.len(), shown.join("\n    "))
    });
    assert!(faults.is_empty(), "{}", lines.collect::<String>());
}

#[test]
fn a_change_in_the_projects_own_documents_is_reported() {
    check(own_documents());
}

#[test]
fn a_change_in_generated_documents_is_reported() {
    check((0..6).flat_map(|seed| {
        let draft = Draft::generate(seed);
        Format::ALL.map(|format| (format!("generated {seed}"), writers::write(&draft, format)))
    }));
}
