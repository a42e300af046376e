//! An amendment as a document: plain text, Markdown, Word.
//!
//! It is set as the United Nations sets its amendments: masthead, what is amended, the title, numbered instructions, new
//! text below each. Every form of it is read back as the same instructions.

#[cfg(feature = "docx")]
use super::docx;
use super::{markdown, plain, view};
use crate::model::{
    Amendment, HeaderField, Label, NewParagraph, NumberStyle, Paragraph, ParagraphId, Part, Provision, Resolution,
    with_footnote_marks,
};
#[cfg(feature = "docx")]
use crate::model::{Change, Comparison, LinkBasis, ParagraphIndex, Segment, Versions};

/// What an amendment without instructions says.
const NOTHING: &str = "No amendments.";

/// Writes an amendment as plain text, a paragraph a line.
pub fn text(amendment: &Amendment) -> String {
    plain::resolution(&as_resolution(amendment))
}

/// Writes an amendment as Markdown.
pub fn markdown(amendment: &Amendment) -> String {
    let mut out = String::new();
    for (field, line) in view::printed_fields(&amendment.header) {
        let line = markdown::escape::line(&line);
        match field {
            HeaderField::Title => out += &format!("# {line}\n\n"),
            HeaderField::Sponsors | HeaderField::Submission => out += &format!("**{line}**\n\n"),
            _ => out += &format!("{line}\n\n"),
        }
    }
    for provision in &amendment.provisions {
        let number = provision.number.as_ref().map(|number| format!("{number}. ")).unwrap_or_default();
        let sentence = with_footnote_marks(&provision.sentence, &provision.footnote_refs);
        out += &format!("{number}{}\n\n", markdown::escape::line(&sentence));
        for new in &provision.text {
            out += &format!("{}\n\n", markdown::escape::line(&printed(new)));
        }
    }
    if amendment.provisions.is_empty() {
        out += &format!("{NOTHING}\n\n");
    }
    if let Some(line) = omissions(amendment) {
        out += &format!("{}\n\n", markdown::escape::line(&line));
    }
    for note in &amendment.footnotes {
        out += &format!("{}\n\n", markdown::escape::line(&format!("[{}] {}", note.mark, note.text)));
    }
    out
}

/// Writes an amendment as a Word file.
///
/// # Errors
/// When the container cannot be written.
#[cfg(feature = "docx")]
pub fn word(amendment: &Amendment) -> Result<Vec<u8>, docx::Error> {
    let resolution = as_resolution(amendment);
    let unchanged = |(index, paragraph): (ParagraphIndex, &Paragraph)| Change {
        paragraphs: Versions::new(vec![index], vec![index]),
        confidence: 1.0,
        basis: LinkBasis::EqualText,
        segments: vec![Segment::kept(&paragraph.text)],
        ..Change::default()
    };
    let comparison = Comparison {
        changes: resolution.indexed().map(unchanged).collect(),
        resolutions: Versions::new(resolution.clone(), resolution),
        ..Comparison::default()
    };
    docx::comparison(&comparison, &docx::Options { comments: false, ..docx::Options::default() })
}

/// The document as its lines: the instructions are numbered paragraphs, the new texts unnumbered ones.
fn as_resolution(amendment: &Amendment) -> Resolution {
    Resolution {
        header: amendment.header.clone(),
        paragraphs: instructions(amendment),
        footnotes: amendment.footnotes.clone(),
        ..Resolution::default()
    }
}

fn instructions(amendment: &Amendment) -> Vec<Paragraph> {
    let line = |text: &str| Paragraph::new(ParagraphId("OP".into()), Part::Operative, text);
    let mut out: Vec<Paragraph> = match amendment.provisions.as_slice() {
        [] => vec![line(NOTHING)],
        provisions => provisions.iter().flat_map(paragraphs).collect(),
    };
    out.extend(omissions(amendment).map(|text| line(&text)));
    out
}

/// The line that names what is not amended, which a reader of the document must know.
fn omissions(amendment: &Amendment) -> Option<String> {
    (!amendment.omissions.is_empty()).then(|| format!("[Not amended: {}]", amendment.omissions.join(", ")))
}

fn paragraphs(provision: &Provision) -> impl Iterator<Item = Paragraph> {
    let mut instruction = Paragraph::new(ParagraphId("OP".into()), Part::Operative, &provision.sentence);
    instruction.label = provision.number.clone().map(|number| Label::new(number, NumberStyle::Number, 0));
    instruction.footnote_refs.clone_from(&provision.footnote_refs);
    let new = |new: &NewParagraph| {
        let mut paragraph = Paragraph::new(ParagraphId("P".into()), Part::Operative, &new.text);
        paragraph.label.clone_from(&new.label);
        paragraph.footnote_refs.clone_from(&new.footnote_refs);
        paragraph
    };
    let printed: Vec<Paragraph> = provision.text.iter().map(new).collect();
    std::iter::once(instruction).chain(printed)
}

/// A printed paragraph in one line, with its number and footnote marks.
fn printed(new: &NewParagraph) -> String {
    let label = new.label.as_ref().map(|label| format!("{} ", view::format_label(label))).unwrap_or_default();
    label + &with_footnote_marks(&new.text, &new.footnote_refs)
}
