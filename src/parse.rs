//! [`Document`] → [`Resolution`]: what each paragraph is, and what it is called.
//!
//! 1. `header`: the lines above the organ's line become fields.
//! 2. `closing`: the lines that close the text, or a part of it, are found.
//! 3. `outline`: every block after it becomes a heading, a numbered paragraph, an item of a list, running text.
//! 4. `footnotes`: footnotes and marks that do not find each other are warned of.
//! 5. `ids`: parts, parents and ids; numbers that restart at a section take its number as a prefix.
//! 6. `cross_references`: the paragraphs that others refer to by number.
//! 7. `negotiation`: brackets, alternatives, options, proposals and marks of agreement.
//!
//! [`rename()`] gives the ids again after paragraphs were added or removed, and finds again cross-references and what is
//! open.
//!
//! A text that is no resolution goes the same way: its numbered and unnumbered paragraphs are operative ones.

mod closing;
mod cross_references;
mod footnotes;
mod header;
mod ids;
mod negotiation;
mod outline;
mod positions;
mod remarks;
mod rename;

pub use positions::{as_proposed_by, without_open_text};
pub use rename::rename;

use rayon::prelude::*;

use crate::lexicon::{detect_language, parse_opening};
use crate::model::{Block, Document, FrameFootnoteRef, FramePart, Paragraph, Resolution, TextKey};

/// Paragraphs per task.
const CHUNK_SIZE: usize = 64;

/// Parses a normalized document.
///
/// ```
/// use travaux::model::Part;
/// use travaux::{normalize, parse, read};
///
/// let text = b"The General Assembly,\n\nRecalling its resolution 70/1,\n\n1. Decides to meet in spring.";
/// let resolution = parse::parse(normalize::normalize(read::document(text)?));
/// let ids: Vec<&str> = resolution.paragraphs.iter().map(|paragraph| paragraph.id.0.as_str()).collect();
/// assert_eq!(ids, ["PP1", "OP1"]);
/// assert_eq!(resolution.paragraphs[1].part, Part::Operative);
/// # Ok::<(), read::Error>(())
/// ```
pub fn parse(mut document: Document) -> Resolution {
    let head = header::take_front_matter(&mut document);
    let is_resolution = head.organ_line.is_some();
    let outline = outline::outline(std::mem::take(&mut document.blocks), head.headings, is_resolution);
    let mut warnings = std::mem::take(&mut document.warnings);
    let mut paragraphs = ids::assign_ids(outline.entries, &mut warnings);
    // Of two texts that are read at once the longer one takes longer: who is done with the other helps.
    paragraphs.par_iter_mut().with_max_len(CHUNK_SIZE).for_each(finish);
    cross_references::find(&mut paragraphs);
    let mut frame_marks = head.footnote_refs;
    frame_marks.extend(outline.closing.iter().flat_map(|line| marks_of(line, FramePart::Closing)));
    let marks = paragraphs.iter().flat_map(|paragraph| &paragraph.footnote_refs).map(|mark| mark.marker.as_str());
    let marks = marks.chain(frame_marks.iter().map(|mark| mark.marker.as_str()));
    warnings.extend(footnotes::unmatched(marks, &document.footnotes));
    if paragraphs.is_empty() {
        warnings.push(crate::model::Warning::new("no paragraph was found"));
    }
    document.ledger.sort_by_key(|entry| entry.location);
    let mut negotiation = negotiation::find(&paragraphs, &document.footnotes);
    negotiation.remarks = remarks::locate(&paragraphs, std::mem::take(&mut document.remarks));
    let language = detect_language(paragraphs.iter().map(|paragraph| paragraph.text.as_str()));
    Resolution {
        language,
        header: head.header,
        organ_line: head.organ_line,
        paragraphs,
        closing: outline.closing.into_iter().map(|line| line.text.as_str().trim().to_owned()).collect(),
        frame_refs: frame_marks,
        negotiation,
        footnotes: document.footnotes,
        ledger: document.ledger,
        warnings,
    }
}

/// The footnote references of a line that is no paragraph.
fn marks_of(line: &Block, part: FramePart) -> impl Iterator<Item = FrameFootnoteRef> {
    let text = line.text.as_str();
    line.footnote_refs.iter().map(move |mark| FrameFootnoteRef {
        marker: mark.marker.clone(),
        part,
        before: text.get(..mark.offset).unwrap_or(text).to_owned(),
    })
}

/// Fills in what follows from the text alone.
fn finish(paragraph: &mut Paragraph) {
    paragraph.key = TextKey::ignoring_spacing(match paragraph.is_bare_number() {
        // all articles are alike; what stands below them tells them apart
        true => paragraph.text.split_once(' ').map_or("", |(name, _)| name),
        false => &paragraph.text,
    });
    if paragraph.part.is_text() && paragraph.opening.is_none() {
        paragraph.opening = parse_opening(&paragraph.text).map(|(opening, _)| opening);
    }
}
