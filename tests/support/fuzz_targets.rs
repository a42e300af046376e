//! One attempt on each reader: bytes → a file of its format → read, parsed, reported; and what must hold of that.
//!
//! Bytes that begin as a file of the format are taken as they are. Others are put *inside* a sound one: into the parts of
//! a Word file, the streams of a PDF file, the tags of XML. Flipping bytes of a packed container only finds its checksum.

use std::collections::HashSet;

use travaux::model::{Comparison, Resolution, Side, Versions};
use travaux::report::view::ChangelogStep;
use travaux::report::{json, markdown, terminal};

use crate::support::docx_builder::DocxBuilder;
use crate::support::markup::balanced;
use crate::support::pdf_builder::PdfBuilder;

/// What parts the pieces of one input: a line of its own.
const PART: &str = "\n=====\n";

/// Plain text.
pub fn text(data: &[u8]) {
    whole(data);
}

/// Markdown, CriticMarkup in it too.
pub fn markdown(data: &[u8]) {
    whole(&[b"# Title\n\n", data].concat());
}

/// A web page.
pub fn html(data: &[u8]) {
    whole(&[b"<html>", data].concat());
}

/// Akoma Ntoso: as it is, and with its tags made to close.
pub fn akn(data: &[u8]) {
    whole(&[b"<akomaNtoso>", data].concat());
    let inner = balanced(&String::from_utf8_lossy(data));
    whole(format!("<akomaNtoso>{inner}</akomaNtoso>").as_bytes());
}

/// A Word file: the container, or the parts in it.
pub fn docx(data: &[u8]) {
    if data.starts_with(b"PK") {
        return whole(data);
    }
    let data = String::from_utf8_lossy(data);
    let parts: Vec<String> = data.split(PART).take(7).map(balanced).collect();
    let part = |at: usize| parts.get(at).map_or("", String::as_str);
    let word = DocxBuilder {
        body: part(0),
        footnotes: part(1),
        numbering: part(2),
        styles: part(3),
        endnotes: part(4),
        comments: part(5),
        header: part(6),
    };
    whole(&word.bytes());
}

/// A PDF file: as it is, or what its pages draw.
pub fn pdf(data: &[u8]) {
    if data.starts_with(b"%PDF") {
        return whole(data);
    }
    // streams are bytes, but the writer takes characters: those below 128 suffice
    let data: String = data.iter().map(|byte| char::from(byte & 0x7F)).collect();
    let paper = data.split(PART).take(8).fold(PdfBuilder::new(), |paper, page| paper.page().draw(page));
    whole(&paper.bytes());
}

/// Two texts, compared and reported.
pub fn compare(data: &[u8]) {
    let middle = data.windows(PART.len()).position(|window| window == PART.as_bytes());
    let (before, after) = match middle {
        Some(at) => (&data[..at], &data[at + PART.len()..]),
        None => data.split_at(data.len() / 2),
    };
    let read = Versions::new(before, after).par_map(travaux::resolution);
    let (Ok(before), Ok(after)) = (read.before, read.after) else { return };
    compared(Versions::new(before, after));
}

/// Reads a file, its other side too.
fn whole(bytes: &[u8]) {
    let Ok(resolution) = travaux::resolution(bytes) else { return };
    sound(&resolution);
    json::resolution(&resolution);
    terminal::resolution(&resolution, &terminal::Options::default());
    markdown::resolution(&resolution, &markdown::Options::default());
    if let Ok(Some(versions)) = travaux::Reader::new().read_tracked(bytes) {
        compared(versions);
    }
}

/// Names are unique, parents come first, and what points into a text points between its characters.
fn sound(resolution: &Resolution) {
    let mut names = HashSet::new();
    for (index, paragraph) in resolution.indexed() {
        assert!(names.insert(&paragraph.id), "{} twice", paragraph.id);
        assert!(paragraph.parent.is_none_or(|parent| parent < index), "{} before its parent", paragraph.id);
        let text = &paragraph.text;
        assert!(!text.trim().is_empty() || paragraph.label.is_some(), "{} is empty", paragraph.id);
        assert!(travaux::text::tokens(text).all(|token| text.get(token.range).is_some()), "{text:?}");
        assert!(paragraph.footnote_refs.iter().all(|mark| text.is_char_boundary(mark.offset)), "{text:?}");
    }
}

/// Nothing is lost between two versions: each change gives both texts back.
fn compared(versions: Versions<Resolution>) {
    let comparison = travaux::compare(versions);
    for side in Side::BOTH {
        let resolution = comparison.resolutions.get(side);
        sound(resolution);
        let mut seen = HashSet::new();
        for change in &comparison.changes {
            let paragraphs = change.paragraphs.get(side);
            assert!(paragraphs.iter().all(|at| seen.insert(at.0)));
            let texts: Vec<&str> = paragraphs.iter().map(|at| resolution[*at].text.as_str()).collect();
            assert_eq!(change.text(side), texts.join("\n"));
        }
        assert_eq!(seen.len(), resolution.paragraphs.len());
    }
    reported(&comparison);
}

fn reported(comparison: &Comparison) {
    terminal::comparison(comparison, &terminal::Options::default());
    markdown::comparison(comparison, &markdown::Options::default());
    markdown::changelog(&[ChangelogStep::new(comparison)]);
    json::comparison(comparison, &json::Options::default());
}
