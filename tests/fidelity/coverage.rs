//! Every word of a source stands in a paragraph, the header, the organ line, the closing lines, a footnote or the
//! ledger, at least as often as in the source.

use std::collections::BTreeMap;

use travaux::model::{HeaderField, RemovalKind, Resolution};
use unicode_normalization::UnicodeNormalization;

use crate::support::draft::Draft;
use crate::support::exceptions::{Fault, excuse};
use crate::support::source::{Format, Piece, PieceKind, Source};
use crate::support::writers;

/// Pieces of a source that are missing in what was read from it.
fn missing(source: &Source, resolution: &Resolution) -> Vec<Piece> {
    let read = read_text(resolution);
    let mut by_text: BTreeMap<String, Vec<Piece>> = BTreeMap::new();
    for piece in source.pieces().into_iter().filter(|piece| !is_markup(source, piece)) {
        let text = folded(source.text(&piece));
        if !text.is_empty() {
            by_text.entry(text).or_default().push(piece);
        }
    }
    let mut out = Vec::new();
    for (text, pieces) in by_text {
        let found = read.matches(text.as_str()).count();
        // any of them may be the one that is missing; the last ones are shown
        out.extend(pieces.into_iter().skip(found));
    }
    out
}

/// Everything that was read, each piece of it on a line of its own.
fn read_text(resolution: &Resolution) -> String {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in &resolution.paragraphs {
        if let Some(label) = &paragraph.label {
            // a label is kept without the stop behind it
            lines.push(format!("{}.", label.text));
        }
        lines.push(paragraph.text.clone());
        lines.extend(paragraph.footnote_refs.iter().map(|mark| mark.marker.clone()));
    }
    for (field, value) in &resolution.header.fields {
        // a field is kept without its name
        lines.push(match field {
            HeaderField::Distribution => format!("Distr.: {value}"),
            HeaderField::OriginalLanguage => format!("Original: {value}"),
            HeaderField::AgendaItem => format!("Agenda items {value}"),
            // sponsors are kept without the colon before the submission note
            HeaderField::Sponsors => format!("{value}:"),
            // a number is kept without the stop behind it
            _ if value.ends_with(|last: char| last.is_ascii_digit()) => format!("{value}."),
            _ => value.clone(),
        });
    }
    lines.extend(resolution.organ_line.iter().chain(&resolution.closing).cloned());
    for note in &resolution.footnotes {
        lines.push(note.mark.clone());
        lines.push(note.text.clone());
    }
    // footnotes stand in the ledger a second time
    let others = resolution.ledger.iter().filter(|entry| entry.kind != RemovalKind::Footnote);
    lines.extend(others.map(|entry| entry.text.clone()));
    lines.iter().map(|line| folded(line)).collect::<Vec<_>>().join("\n")
}

/// Without white space and what shows nothing, quotes and dashes in one spelling, entities as their characters.
fn folded(text: &str) -> String {
    const ENTITIES: [(&str, &str); 6] =
        [("&nbsp;", " "), ("&ldquo;", "“"), ("&rdquo;", "”"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
    let text = ENTITIES.iter().fold(text.to_owned(), |text, (entity, character)| text.replace(entity, character));
    let shown = text.nfkc().filter(|c| !c.is_whitespace() && !c.is_control() && !('\u{200b}'..='\u{200f}').contains(c));
    shown
        .filter(|c| *c != '\u{ad}')
        .map(|c| match c {
            '“' | '”' | '„' | '«' | '»' => '"',
            '‘' | '’' => '\'',
            '‐'..='―' | '−' => '-',
            _ => c,
        })
        .collect()
}

/// Signs that a format has for itself, and those that only stand at the edge of a line.
fn is_markup(source: &Source, piece: &Piece) -> bool {
    let (text, around) = (source.text(piece), &source.parts[piece.part]);
    let (before, after) = (&around[..piece.range.start], &around[piece.range.end..]);
    match source.format {
        Format::Markdown => piece.kind == PieceKind::Sign && "*_#|`[]>\\{}~+-=:".contains(text),
        // a hyphen of a word that the line break parted, the rule over footnotes, columns of a table
        Format::Text => {
            (text == "-" && after.starts_with('\n') && before.ends_with(char::is_alphanumeric))
                || matches!(text, "_" | "|" | "-" | "*") && piece.kind == PieceKind::Sign
        }
        _ => false,
    }
}

fn report(name: &str, source: &Source) -> String {
    let resolution = travaux::resolution(&source.bytes()).unwrap();
    let mut out = String::new();
    for piece in &missing(source, &resolution) {
        let fault = Fault { source, resolution: &resolution, piece, edit: None };
        if excuse(&fault).is_none() {
            out += &format!("{name} ({:?}): {}\n", source.format, source.context(piece));
        }
    }
    out
}

#[test]
fn every_word_of_the_projects_own_documents_is_read() {
    let wrong: String =
        crate::support::source::own_documents().iter().map(|(name, source)| report(name, source)).collect();
    assert!(wrong.is_empty(), "missing:\n{wrong}");
}

#[test]
fn every_word_of_generated_documents_is_read() {
    let mut wrong = String::new();
    for seed in 0..25 {
        let draft = Draft::generate(seed);
        for format in Format::ALL {
            wrong += &report(&format!("generated {seed}"), &writers::write(&draft, format));
        }
    }
    assert!(wrong.is_empty(), "missing:\n{wrong}");
}

#[test]
fn a_missing_word_is_seen() {
    let source = Source { format: Format::Text, parts: vec!["The General Assembly,\n\n1. Notes the plan.".to_owned()] };
    let resolution = travaux::resolution(&source.bytes()).unwrap();
    assert!(missing(&source, &resolution).is_empty());
    let longer = Source { parts: vec![source.parts[0].replace("plan", "plan and the report")], ..source };
    let missing: Vec<_> = missing(&longer, &resolution).iter().map(|piece| longer.text(piece).to_owned()).collect();
    assert_eq!(missing, ["and", "report", "the"]);
}
