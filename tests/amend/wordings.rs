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
