//! Long comparisons: the time of all reports grows with the text, and the page stays small.

use std::fmt::Write;
use std::time::Instant;

use travaux::report::view::ChangelogStep;
use travaux::report::{docx, html, json, markdown, table, terminal};

use super::case;

#[test]
#[ignore = "measures time: cargo test --release --test library scaling -- --ignored"]
fn time_grows_with_the_text_and_not_with_its_square() {
    let small = time(500);
    let large = time(4000);
    // Eight times the text; a quadratic step would make it 64 times the work.
    assert!(large < 24.0 * small.max(0.005), "{small} s, then {large} s");
}

#[test]
fn a_long_page_is_small() {
    let comparison = long(400);
    let page = html::comparison(&comparison, &Default::default());
    assert!(page.len() < 2_000_000, "{} bytes", page.len());
}

/// Seconds for all reports of so many paragraphs.
fn time(paragraphs: usize) -> f64 {
    let comparison = long(paragraphs);
    let start = Instant::now();
    let length = terminal::comparison(&comparison, &Default::default()).len()
        + markdown::comparison(&comparison, &Default::default()).len()
        + markdown::changelog(&[ChangelogStep::new(&comparison)]).len()
        + html::comparison(&comparison, &Default::default()).len()
        + table::csv(&comparison, &Default::default()).len()
        + docx::comparison(&comparison, &Default::default()).map_or(0, |file| file.len())
        + json::comparison(&comparison, &Default::default()).len();
    assert!(length > paragraphs * 100);
    start.elapsed().as_secs_f64()
}

/// So many paragraphs, every second one reworded, every fifth one moved.
fn long(paragraphs: usize) -> travaux::model::Comparison {
    let text = "requests the Secretary-General to report to the Assembly on the matter at its next session; ".repeat(6);
    let mut case = ["== before\n", "== after\n", "== links\n"].map(str::to_owned);
    for at in 1..=paragraphs {
        let word = if at % 2 == 0 { "new" } else { "old" };
        // Writing to a String cannot fail.
        let _ = writeln!(case[0], "OP{at} {text} old");
        let _ = writeln!(case[1], "OP{} {text} {word}", at + 1);
        let _ = writeln!(case[2], "OP{at} {} OP{}", if at % 5 == 0 { ">" } else { "" }, at + 1);
    }
    case::read(&case.concat())
}
