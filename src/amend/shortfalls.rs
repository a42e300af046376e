//! What an amendment does not give of the newer text that it was written for.

use crate::model::{Resolution, Warning};
use crate::text::{same_spelling, strip_whitespace};

/// Compares the text as amended with the newer text: a warning each for the footnotes and for the first paragraph that
/// differ. Words that were broken on reading are no change, so spaces do not count.
pub fn shortfalls(amended: &Resolution, newer: &Resolution) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let (got, wanted) = (referred_notes(amended), referred_notes(newer));
    if got.len() != wanted.len() || got.iter().zip(&wanted).any(|(got, wanted)| !same_spelling(got, wanted)) {
        let text = "applied, these instructions do not give the footnotes of the newer text exactly";
        warnings.push(Warning::new(text));
    }
    let (got, wanted) = (paragraphs(amended), paragraphs(newer));
    let differs = |((got_id, got), (wanted_id, wanted)): (&(&str, String), &(&str, String))| {
        got_id != wanted_id || !same_spelling(got, wanted)
    };
    let first = got.iter().zip(&wanted).position(differs);
    let first = first.or((got.len() != wanted.len()).then_some(got.len().min(wanted.len())));
    if let Some(first) = first {
        let name = wanted.get(first).or(got.get(first)).map_or("the end", |(id, _)| id);
        let text = format!("applied, these instructions do not give the newer text exactly, first at {name}");
        warnings.push(Warning::new(text));
    }
    warnings
}

/// The paragraphs by id.
fn paragraphs(text: &Resolution) -> Vec<(&str, String)> {
    let paragraphs = text.paragraphs.iter();
    paragraphs.map(|paragraph| (paragraph.id.0.as_str(), strip_whitespace(&paragraph.text))).collect()
}

/// The footnotes that a paragraph refers to.
fn referred_notes(text: &Resolution) -> Vec<String> {
    let refs: Vec<_> = text.paragraphs.iter().flat_map(|paragraph| &paragraph.footnote_refs).collect();
    let referred = text.footnotes.iter().filter(|note| refs.iter().any(|mark| mark.marker == note.mark));
    referred.map(|note| strip_whitespace(&note.text)).collect()
}
