//! Text files: every word stands somewhere.

use std::fs;
use std::path::{Path, PathBuf};

use crate::words::missing_words;

fn missing(text: &str) -> Vec<String> {
    let resolution = travaux::resolution(text.as_bytes()).unwrap();
    missing_words(text.split_whitespace().map(str::to_owned), &resolution)
}

/// Text files of samples/, and of the folder that TRAVAUX_COVERAGE names.
fn files() -> Vec<PathBuf> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let folders = [Some(samples), std::env::var_os("TRAVAUX_COVERAGE").map(PathBuf::from)];
    let entries = folders.into_iter().flatten().flat_map(|folder| fs::read_dir(folder).unwrap());
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    paths
}

#[test]
fn files_are_covered() {
    let mut wrong = String::new();
    for path in files() {
        let text = fs::read_to_string(&path).unwrap();
        let missing = missing(&text);
        if !missing.is_empty() {
            wrong += &format!("{}: {}\n", path.display(), missing.join(" "));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
