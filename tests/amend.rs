//! Amendments: read in all their wordings, applied to a draft, written from a comparison and applied again.

mod apply;
mod forms;
mod kept_notes;
mod marks;
mod numbering;
mod roundtrip;
mod sections;
mod suffixes;
mod verify;
mod wordings;

use travaux::Reader;
use travaux::model::{Amendment, Application, Resolution};

/// A draft with everything that amendments name.
const DRAFT: &str = include_str!("amend/draft.txt");

fn draft() -> Resolution {
    travaux::resolution(DRAFT.as_bytes()).unwrap()
}

fn amendment(text: &str) -> Amendment {
    Reader::new().read_amendment(text).unwrap().unwrap_or_else(|| panic!("no amendment: {text}"))
}

fn applied(text: &str) -> Application {
    travaux::apply(&draft(), &[amendment(text)])
}

/// The paragraphs as `id text`.
fn lines(resolution: &Resolution) -> Vec<String> {
    resolution.paragraphs.iter().map(|paragraph| format!("{} {}", paragraph.id, paragraph.text)).collect()
}

/// What differs from the draft: lines that are gone and lines that are new.
fn difference(resolution: &Resolution) -> Vec<String> {
    let (before, after) = (lines(&draft()), lines(resolution));
    let gone = before.iter().filter(|line| !after.contains(line)).map(|line| format!("- {line}"));
    let new = after.iter().filter(|line| !before.contains(line)).map(|line| format!("+ {line}"));
    gone.chain(new).collect()
}
