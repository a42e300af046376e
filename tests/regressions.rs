//! What fuzzing once found, tried again: `tests/regressions/<target>/` holds the inputs, `tests/fuzz/` the targets.

use std::fs;
use std::path::Path;

use crate::support::{fuzz_targets, markup, package, sensitive};

type FuzzTarget = fn(&[u8]);

/// The targets by name, so that none is forgotten.
const TARGETS: [(&str, FuzzTarget); 9] = [
    ("text", fuzz_targets::text),
    ("markdown", fuzz_targets::markdown),
    ("html", fuzz_targets::html),
    ("akn", fuzz_targets::akn),
    ("docx", fuzz_targets::docx),
    ("pdf", fuzz_targets::pdf),
    ("compare", fuzz_targets::compare),
    ("package", fuzz_targets::docx),
    ("sensitivity", sensitive::sensitivity),
];

/// The inputs kept for a target.
fn inputs(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/regressions").join(target);
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.map(|path| (path.display().to_string(), fs::read(path).unwrap())).collect()
}

#[test]
fn what_was_found_stays_mended() {
    for (target, run) in TARGETS {
        for (name, bytes) in inputs(target) {
            let sound = std::panic::catch_unwind(|| run(&bytes));
            assert!(sound.is_ok(), "{name}");
        }
    }
}

#[test]
fn every_target_takes_sound_inputs() {
    // a target that refused all it is given would find nothing for ever
    let text = "The General Assembly,\n\n1. Decides to meet.\n=====\nThe General Assembly,\n\n1. Decides.";
    for (_, run) in TARGETS {
        run(text.as_bytes());
        run(b"");
    }
    let xml = markup::balanced("<w:p><w:r><w:t a='1' a='2'>x < y & z</w:r></q><w:t/>");
    assert_eq!(xml, "<w:p><w:r><w:t a=\"1\">x &lt; y &amp; z</w:t></w:r><w:t></w:t></w:p>");
}

#[test]
fn word_files_changed_from_within_are_taken() {
    let file = include_bytes!("formats/written/source.docx");
    let flip = |part: &mut Vec<u8>| part.iter_mut().step_by(997).for_each(|byte| *byte ^= 4);
    let mut kinds = std::collections::BTreeSet::new();
    for seed in 0..60 {
        let changed = package::mutated(file, seed, flip).unwrap();
        fuzz_targets::docx(&changed);
        kinds.insert(changed);
    }
    assert!(kinds.len() > 50, "{} kinds", kinds.len());
}
