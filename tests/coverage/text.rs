//! Text files: every word stands somewhere.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::words::missing_words;

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

/// One thing done to the lines of a text.
#[derive(Debug, Clone)]
enum Damage {
    Drop(usize),
    Double(usize),
    /// A line goes on with the next.
    Join(usize),
    /// A line is broken at its middle.
    Break(usize),
    Insert(usize, &'static str),
    /// The head and foot of a page stand before a line.
    TurnPage(usize),
    /// A note and a reference to it.
    Note(usize),
    /// Every space becomes another.
    Spaces(&'static str),
    /// Every hyphen becomes another.
    Hyphens(&'static str),
    LineEnds(&'static str),
}

/// Lines that a reader may take for something else.
const LINES: [&str; 20] = [
    "______________",
    "* Reissued for technical reasons.",
    "1 See the report of the lamps.",
    "¹ See the report of the lamps.",
    "The General Assembly,",
    "the General Assembly",
    "300",
    "2/4",
    "18-18418 (E)     071118",
    "*1818418*",
    "A/C.3/78/L.41",
    "79/66. Title of another text",
    "Peru: draft resolution",
    "Agenda item 99",
    "General Assembly",
    "A",
    "Annex II",
    "Name      Amount      Year",
    "(a) of the lamps;",
    "Whereas the lamps are old,",
];

fn damage() -> impl Strategy<Value = Damage> {
    let line = 0..400_usize;
    prop_oneof![
        line.clone().prop_map(Damage::Drop),
        line.clone().prop_map(Damage::Double),
        line.clone().prop_map(Damage::Join),
        line.clone().prop_map(Damage::Break),
        (line.clone(), proptest::sample::select(LINES.as_slice())).prop_map(|(at, text)| Damage::Insert(at, text)),
        (line.clone(), proptest::sample::select(LINES.as_slice())).prop_map(|(at, text)| Damage::Insert(at / 20, text)),
        line.clone().prop_map(Damage::TurnPage),
        line.prop_map(Damage::Note),
        proptest::sample::select(&["\u{a0}", "\u{202f}", "\u{2009}", "\t", "   "][..]).prop_map(Damage::Spaces),
        proptest::sample::select(&["\u{2011}", "\u{2010}"][..]).prop_map(Damage::Hyphens),
        proptest::sample::select(&["\r\n", "\r", "\u{b}", "\u{85}", "\u{2028}"][..]).prop_map(Damage::LineEnds),
    ]
}

fn damaged(text: &str, damages: &[Damage]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut replaced: Vec<(&str, &str)> = Vec::new();
    for damage in damages {
        let len = lines.len();
        match *damage {
            Damage::Drop(at) => drop(lines.remove(at % len)),
            Damage::Double(at) => lines.insert(at % len, lines[at % len].clone()),
            Damage::Join(at) if len > 1 => {
                let next = lines.remove((at % (len - 1)) + 1);
                lines[at % (len - 1)] += &next;
            }
            Damage::Join(_) => {}
            Damage::Break(at) => {
                let line = &mut lines[at % len];
                let middle = line.char_indices().nth(line.chars().count() / 2).map_or(0, |(middle, _)| middle);
                let rest = line.split_off(middle);
                lines.insert(at % len + 1, rest);
            }
            Damage::Insert(at, text) => lines.insert(at % len, text.to_owned()),
            Damage::TurnPage(at) => {
                let head = ["18-18418", "\u{c}A/C.3/78/L.41", ""].map(str::to_owned);
                lines.splice(at % len..at % len, head);
            }
            Damage::Note(at) => {
                lines[at % len] += "7";
                let note = ["", "____________", "7 See the lamps.", ""].map(str::to_owned);
                lines.splice(at % len + 1..at % len + 1, note);
            }
            Damage::Spaces(with) => replaced.push((" ", with)),
            Damage::Hyphens(with) => replaced.push(("-", with)),
            Damage::LineEnds(with) => replaced.push(("\n", with)),
        }
    }
    replaced.into_iter().fold(lines.join("\n"), |text, (from, to)| text.replace(from, to))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn damaged_files_are_covered(sample in any::<proptest::sample::Index>(), damages in prop::collection::vec(damage(), 1..8)) {
        let files = files();
        let text = fs::read_to_string(&files[sample.index(files.len())]).unwrap();
        let text = damaged(&text, &damages);
        let missing = missing(&text);
        prop_assert!(missing.is_empty(), "{missing:?}");
    }
}

/// So many damaged files; more for a long look.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(200)
}
