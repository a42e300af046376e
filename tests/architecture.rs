//! Which module may import what, and other rules that no compiler checks.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What each module may import besides itself. `lib.rs` alone joins the stages.
const ALLOWED_IMPORTS: [(&str, &[&str]); 12] = [
    ("text", &[]),
    ("model", &["text"]),
    ("lexicon", &["model", "text"]),
    ("read", &["model", "text", "lexicon"]),
    ("normalize", &["model", "text", "lexicon"]),
    ("parse", &["model", "text", "lexicon"]),
    ("align", &["model", "text"]),
    ("diff", &["model", "text", "lexicon"]),
    ("history", &["model", "text", "lexicon"]),
    ("explain", &["model", "text", "lexicon"]),
    ("amend", &["model", "text", "lexicon"]),
    ("report", &["model", "text"]),
];

fn source_files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            source_files(&entry, out);
        } else if entry.extension().is_some_and(|extension| extension == "rs") {
            out.push(entry);
        }
    }
}

/// The library's files by module; the binary is not among them.
fn modules() -> BTreeMap<String, Vec<PathBuf>> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    source_files(&src, &mut files);
    let mut modules: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for file in files {
        let inside = file.strip_prefix(&src).unwrap();
        let module = inside.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs").to_owned();
        if module != "bin" && module != "lib" {
            modules.entry(module).or_default().push(file);
        }
    }
    modules
}

/// The modules named after `crate::`, without doc comments and tests.
fn imports(text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    let mut out = Vec::new();
    for line in lines {
        for (start, found) in line.match_indices("crate::") {
            let rest = &line[start + found.len()..];
            let end = rest.find(|end: char| !end.is_alphanumeric() && end != '_').unwrap_or(rest.len());
            out.push(rest[..end].to_owned());
        }
    }
    out
}

#[test]
fn modules_import_only_what_is_allowed() {
    let modules = modules();
    let known: Vec<_> = ALLOWED_IMPORTS.iter().map(|(module, _)| *module).collect();
    assert_eq!(modules.keys().map(String::as_str).collect::<Vec<_>>(), {
        let mut sorted = known.clone();
        sorted.sort_unstable();
        sorted
    });
    for (module, allowed) in ALLOWED_IMPORTS {
        for file in &modules[module] {
            for import in imports(&fs::read_to_string(file).unwrap()) {
                let fine = import == module || allowed.contains(&import.as_str());
                assert!(fine, "{} imports {import}; {module} may import {allowed:?}", file.display());
            }
        }
    }
}

/// The redlines of header fields, closing lines and footnotes come with the comparison.
#[test]
fn a_report_compares_no_texts() {
    for file in &modules()["report"] {
        let text = fs::read_to_string(file).unwrap();
        let mut from_text = text.lines().filter(|line| line.contains("crate::text"));
        let is_diff = |line: &str| line.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == "diff");
        assert!(!from_text.any(is_diff), "{} compares texts", file.display());
        for word in ["diff_words", "shortest_diff", "longest_common_subsequence", "similar::"] {
            assert!(!text.contains(word), "{} has {word}", file.display());
        }
    }
}

#[test]
fn the_library_never_prints_or_exits() {
    for file in modules().into_values().flatten() {
        let text = fs::read_to_string(&file).unwrap();
        for word in ["println!", "eprintln!", "process::exit", "std::env"] {
            assert!(!text.contains(word), "{} has {word}", file.display());
        }
    }
}

/// What a file holds is its first line, so that the documentation reads like a book.
#[test]
fn every_file_says_what_it_holds() {
    for file in modules().into_values().flatten() {
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.starts_with("//! "), "{} does not begin with what it holds", file.display());
    }
}

#[test]
fn files_stay_readable() {
    for file in modules().into_values().flatten() {
        let lines = fs::read_to_string(&file).unwrap().lines().count();
        assert!(lines <= 480, "{} has {lines} lines; split it into its steps", file.display());
    }
    let main = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/bin/travaux/main.rs");
    assert!(fs::read_to_string(main).unwrap().lines().count() <= 60);
}

#[test]
fn the_top_level_is_as_the_card_fixes_it() {
    let allowed = ["Cargo.toml", "Cargo.lock", "src", "tests", "samples", "README.md", "CHANGELOG.md", "target"];
    for entry in fs::read_dir(env!("CARGO_MANIFEST_DIR")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(name.starts_with('.') || name.starts_with("LICENSE") || allowed.contains(&name.as_str()), "{name}");
    }
}

/// A file of tests that no program names would never run.
#[test]
fn every_test_file_is_run() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let roots = ["library.rs", "program.rs"];
    let named: String = roots.map(|root| fs::read_to_string(tests.join(root)).unwrap()).concat();
    for entry in fs::read_dir(&tests).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let Some(module) = name.strip_suffix(".rs").filter(|_| !roots.contains(&name.as_str())) else { continue };
        assert!(named.contains(&format!("mod {module};\n")), "tests/{name} is named in neither of {roots:?}");
    }
}
