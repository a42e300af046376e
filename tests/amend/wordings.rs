//! Amendment documents in many wordings, each applied to one base text.
//!
//! `wordings.txt` holds them: the document, `---`, and what it comes to: `-` a line that is gone, `+` a new line, `>` the
//! beginning of a line that has only another number, `!` why an instruction is refused. `no amendment` is a document that
//! no instruction was found in.

use std::collections::HashSet;

use travaux::Reader;
use travaux::model::{HeaderField, Resolution};

const BASE: &str = include_str!("base.txt");
const WORDINGS: &str = include_str!("wordings.txt");

/// The title, paragraphs and footnotes, a line each.
fn lines(resolution: &Resolution) -> Vec<String> {
    let title = format!("title {}", resolution.header.get(HeaderField::Title).unwrap_or_default());
    let paragraphs = resolution.paragraphs.iter().map(|paragraph| format!("{} {}", paragraph.id, paragraph.text));
    let notes = resolution.footnotes.iter().map(|note| format!("note {} {}", note.mark, note.text));
    std::iter::once(title).chain(paragraphs).chain(notes).collect()
}

/// What an amendment comes to.
fn outcome(document: &str) -> String {
    let base = travaux::resolution(BASE.as_bytes()).unwrap();
    let Some(amendment) = Reader::new().read_amendment(document).unwrap() else { return "no amendment\n".to_owned() };
    let application = travaux::apply(&base, &[amendment]);
    let mut out: String = application.refused().map(|outcome| format!("! {}\n", outcome.notes.join(" | "))).collect();
    let (before, after) = (lines(&base), lines(&application.resolution));
    let body = |line: &String| line.split_once(' ').map_or(String::new(), |(_, body)| body.to_owned());
    let bodies = |lines: &[String]| lines.iter().map(body).collect::<HashSet<String>>();
    let (old_bodies, new_bodies) = (bodies(&before), bodies(&after));
    for line in before.iter().filter(|line| !after.contains(line) && !new_bodies.contains(&body(line))) {
        out += &format!("- {line}\n");
    }
    for line in after.iter().filter(|line| !before.contains(line)) {
        if old_bodies.contains(&body(line)) {
            out += &format!("> {}\n", line.chars().take(40).collect::<String>().trim_end());
        } else {
            out += &format!("+ {line}\n");
        }
    }
    out
}

#[test]
fn documents_come_to_what_they_say() {
    let cases: Vec<&str> = WORDINGS.split("===\n").collect();
    assert!(cases.len() > 100);
    let mut wrong = Vec::new();
    for case in cases {
        let (document, expected) = case.split_once("\n---\n").unwrap();
        let found = outcome(document);
        if found != expected {
            wrong.push(format!("{document}\n---\n{found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("===\n"));
}

#[test]
fn square_brackets_are_removed() {
    const DRAFT: &str =
        "The General Assembly,\n\n1. Notes the [old] lamps [of the coast];\n\n2. [Urges [all] to wait;]";
    const UNCHANGED: [&str; 2] = ["Notes the [old] lamps [of the coast];", "[Urges [all] to wait;]"];
    let base = travaux::resolution(DRAFT.as_bytes()).unwrap();
    for (document, expected) in [
        ("In operative paragraph 1, remove the square brackets.", ["Notes the old lamps of the coast;", UNCHANGED[1]]),
        ("Remove all square brackets from operative paragraph 2.", [UNCHANGED[0], "Urges all to wait;"]),
        (
            "In operative paragraph 1, lift the brackets around “of the coast”.",
            ["Notes the [old] lamps of the coast;", UNCHANGED[1]],
        ),
        (
            "Remove the square brackets around the word “old” in operative paragraph 1 and delete “[of the coast]”.",
            ["Notes the old lamps;", UNCHANGED[1]],
        ),
        (
            "Remove the square brackets throughout the text.",
            ["Notes the old lamps of the coast;", "Urges all to wait;"],
        ),
        // what stands in no brackets of its own
        ("Remove the square brackets around “lamps” in operative paragraph 1.", UNCHANGED),
    ] {
        let amendment = Reader::new().read_amendment(document).unwrap().unwrap();
        let application = travaux::apply(&base, &[amendment]);
        let texts: Vec<&str> =
            application.resolution.paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
        assert_eq!(texts, expected, "{document}");
        assert_eq!(application.refused().count(), usize::from(expected == UNCHANGED), "{document}");
    }
    // the outer ones alone could not be told from the others
    let read = Reader::new().read_amendment("Remove the square brackets around operative paragraph 2.").unwrap();
    assert!(read.is_none_or(|amendment| amendment.provisions[0].instructions.is_empty()));
}
