//! An amendment as a document: plain text, Markdown, Word.
//!
//! It is set as the United Nations sets its amendments: masthead, what is amended, the title, numbered instructions, new
//! text below each. Every form of it is read back as the same instructions.

#[cfg(feature = "docx")]
use super::docx;
use super::visible::escape_invisible;
use super::{markdown, plain, view};
use crate::model::{
    Amendment, Header, HeaderField, Label, NewParagraph, NumberStyle, Paragraph, ParagraphId, Part, Provision,
    Resolution, with_footnote_marks,
};
#[cfg(feature = "docx")]
use crate::model::{Change, Comparison, LinkBasis, ParagraphIndex, Segment, Versions};

/// What an amendment without instructions says.
const NOTHING: &str = "No amendments.";

/// The column of the symbol, beside the name of the organization.
const SYMBOL_COLUMN: usize = 60;

/// Writes an amendment as plain text, a paragraph a line below its masthead.
pub fn text(amendment: &Amendment) -> String {
    let resolution = as_resolution(amendment);
    match masthead(&amendment.header) {
        Some(masthead) => masthead + &plain::resolution(&Resolution { header: Header::default(), ..resolution }),
        None => plain::resolution(&resolution),
    }
}

/// The lines above the text as the United Nations sets them: the organization on the left, the symbol, the distribution and
/// the language beside it. None without the name of an organization.
fn masthead(header: &Header) -> Option<String> {
    let is_beside = |field: HeaderField| {
        matches!(
            field,
            HeaderField::Symbol | HeaderField::Distribution | HeaderField::Date | HeaderField::OriginalLanguage
        )
    };
    let organization: Vec<&str> = header.get(HeaderField::Masthead)?.split(" / ").collect();
    let (mut beside, mut session, mut subject) = (Vec::new(), Vec::new(), Vec::new());
    for (field, line) in view::printed_fields(header) {
        let line = escape_invisible(&line).replace('\n', " ");
        match field {
            HeaderField::Masthead => {}
            // an empty line before the language
            HeaderField::OriginalLanguage if !beside.is_empty() => beside.extend([String::new(), line]),
            field if is_beside(field) => beside.push(line),
            // an unknown line goes before the session, otherwise it would be read as the title
            HeaderField::Other => session.insert(0, line),
            HeaderField::Session | HeaderField::Committee | HeaderField::AgendaItem | HeaderField::ItemTitle => {
                session.push(line);
            }
            _ => subject.push(line + "\n"),
        }
    }
    let rows = (0..organization.len().max(beside.len())).map(|row| {
        let left = escape_invisible(organization.get(row).copied().unwrap_or_default()).into_owned();
        let right = beside.get(row).map(String::as_str).unwrap_or_default();
        format!("{left:SYMBOL_COLUMN$}{right}").trim_end().to_owned() + "\n"
    });
    let session: Vec<String> = session.into_iter().map(|line| line + "\n").collect();
    let blocks = [rows.collect::<String>(), session.concat(), subject.join("\n")];
    Some(blocks.into_iter().filter(|block| !block.is_empty()).map(|block| block + "\n").collect())
}

/// Writes an amendment as Markdown.
pub fn markdown(amendment: &Amendment) -> String {
    let mut out = String::new();
    for (field, line) in view::printed_fields(&amendment.header) {
        let line = markdown::escape::line(&line);
        match field {
            HeaderField::Title => out += &format!("# {line}\n\n"),
            HeaderField::Masthead => out += &(line.replace(" / ", "\n\n") + "\n\n"),
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
    view::label_prefix(new.label.as_ref()) + &with_footnote_marks(&new.text, &new.footnote_refs)
}
