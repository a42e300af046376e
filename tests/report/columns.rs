//! The table of three columns: nothing in it looks deleted that is not, and in full it has both texts.

use std::path::Path;

use travaux::model::{Comparison, Side, Versions};
use travaux::report::table;

fn compared(name: &str) -> Comparison {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let read = |side: &str| {
        let bytes = std::fs::read(samples.join(format!("{name}.{side}.txt"))).unwrap();
        travaux::resolution(&bytes).unwrap()
    };
    travaux::compare(Versions::new(read("before"), read("after")))
}

fn rows(comparison: &Comparison, full: bool) -> Vec<[String; 3]> {
    let cells = table::csv(comparison, &table::Options { full, ..Default::default() });
    let mut reader = csv::Reader::from_reader(cells.as_bytes());
    let row = |row: csv::StringRecord| [row[0].to_owned(), row[1].to_owned(), row[2].to_owned()];
    reader.records().map(|record| row(record.unwrap())).collect()
}

#[test]
fn only_what_is_new_or_gone_has_an_empty_cell() {
    for name in ["02-moved-paragraphs", "04-split-and-merge", "20-long"] {
        let comparison = compared(name);
        for full in [false, true] {
            for [old, new, remark] in rows(&comparison, full) {
                let is_summary = remark.starts_with("Typographic differences");
                assert_eq!(new.is_empty(), remark.contains("removed") || is_summary, "{name}: {remark}");
                assert_eq!(old.is_empty(), remark.contains("added") || is_summary, "{name}: {remark}");
            }
        }
    }
    let moved = rows(&compared("02-moved-paragraphs"), false);
    let away = moved.iter().find(|row| row[2].contains(" moved to ")).unwrap();
    assert!(away[1].starts_with("[moved to "), "{away:?}");
    assert!(away[0].split_whitespace().count() > 5, "its own first words: {away:?}");
}

/// A text without white space, because a word that one text has broken is shown whole.
fn solid(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn in_full_every_paragraph_is_in_its_column() {
    for name in ["02-moved-paragraphs", "04-split-and-merge", "20-long"] {
        let comparison = compared(name);
        let rows = rows(&comparison, true);
        for (column, side) in [(0, Side::Before), (1, Side::After)] {
            for paragraph in &comparison.resolutions.get(side).paragraphs {
                let has = |row: &[String; 3]| solid(&row[column]).contains(&solid(&paragraph.text));
                assert!(rows.iter().any(has), "{name}: {} is not in the {side:?} column", paragraph.id);
            }
        }
        let short = self::rows(&comparison, false);
        assert!(short.len() <= rows.len() && short.iter().any(|row| row[0].ends_with(" unchanged]")), "{name}");
    }
}
