//! Compares versions of a resolution, draft against adopted, last year's text against this year's.
//!
//! The map, one line per stage. Every stage is a module, and only this file joins them:
//!
//! | stage | module | gives |
//! |---|---|---|
//! | bytes | [`read`] | [`model::Document`]: blocks as they are on the page |
//! | | [`normalize`] | the same without page furniture, footnotes and line breaks |
//! | | [`parse`] | [`model::Resolution`]: header, named paragraphs |
//! | two resolutions | [`align`] | [`model::Alignment`]: which paragraphs belong together |
//! | | [`diff`] | [`model::Comparison`]: kinds of change, redlines |
//! | | [`weigh`] | the same with the weight of each change, and why |
//! | | [`report`] | bytes: terminal, Markdown, JSON, HTML, Word, CSV |
//!
//! [`text`] is the engine that cuts and compares characters, [`model`] the data types, [`lexicon`] what the genre knows
//! (opening phrases, numbers, symbols). Only the two ends can fail. What a stage doubts it reports as a
//! [`model::Warning`] inside the value that the doubt is about.
//!
//! ```
//! # use travaux::model::{ChangeKind, Versions};
//! let text = |verb| format!("The General Assembly,\n\n1. {verb} the report on lighthouses;\n\n2. Decides to meet.");
//! let before = travaux::resolution(text("Takes note of").as_bytes())?;
//! let after = travaux::resolution(text("Welcomes").as_bytes())?;
//! let comparison = travaux::compare(Versions::new(before, after));
//! assert_eq!(comparison.counts().count(ChangeKind::Reworded), 1);
//! # Ok::<(), travaux::read::Error>(())
//! ```
//!
//! # Glossary
//! *Preambular paragraph*: one of the unnumbered ones before the operative part, opening with a participle.
//! *Operative paragraph*: one of the numbered ones, opening with a verb in the present. *Subparagraph*: an item of a
//! list in a paragraph. *Chapeau*: the words of a paragraph above its list. *Symbol*: the name of a document,
//! `A/RES/78/237`. *Redline*: the words kept, removed and added between two versions of a paragraph.

pub mod align;
pub mod diff;
pub mod lexicon;
pub mod model;
pub mod normalize;
pub mod parse;
pub mod read;
pub mod report;
pub mod text;
pub mod weigh;

use model::{Comparison, Document, Resolution, Side, Versions};

/// Reads, normalizes and parses one document.
///
/// # Errors
/// As [`read::document`].
pub fn resolution(bytes: &[u8]) -> Result<Resolution, read::Error> {
    Ok(parsed(read::document(bytes)?))
}

/// The same, giving back the bytes as soon as they are read: a long text needs the room again.
///
/// # Errors
/// As [`read::document`].
pub fn resolution_from(bytes: Vec<u8>) -> Result<Resolution, read::Error> {
    let document = read::document(&bytes)?;
    drop(bytes);
    Ok(parsed(document))
}

/// The same with the tracked changes of a file undone (the older side) or accepted (the newer one).
///
/// # Errors
/// As [`read::document`].
pub fn resolution_as(bytes: &[u8], side: Side) -> Result<Resolution, read::Error> {
    Ok(parsed(read::document_as(bytes, side)?))
}

/// The two versions that a file with tracked changes is; none if it has no tracked changes.
///
/// ```
/// let draft = b"The General Assembly,\n\n1. {~~Notes~>Welcomes~~} the report;\n\n2. Decides to meet.";
/// let versions = travaux::tracked(draft)?.expect("there is a change");
/// assert_eq!(versions.before.paragraphs[0].text, "Notes the report;");
/// assert_eq!(versions.after.paragraphs[0].text, "Welcomes the report;");
/// # Ok::<(), travaux::read::Error>(())
/// ```
///
/// # Errors
/// As [`read::document`].
pub fn tracked(bytes: &[u8]) -> Result<Option<Versions<Resolution>>, read::Error> {
    Ok(read::tracked(bytes)?.map(|documents| documents.map(parsed)))
}

/// What every document goes through once it is read.
fn parsed(document: Document) -> Resolution {
    parse::parse(normalize::normalize(document))
}

/// Reads, normalizes and parses both documents at once.
pub fn resolutions(bytes: Versions<&[u8]>) -> Versions<Result<Resolution, read::Error>> {
    bytes.par_map(resolution)
}

/// Compares two resolutions.
pub fn compare(resolutions: Versions<Resolution>) -> Comparison {
    let alignment = align::align(resolutions.as_ref());
    weigh::weigh(diff::diff(resolutions, alignment))
}
