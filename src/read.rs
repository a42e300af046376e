//! Bytes → [`Document`]: one file a format, recognised by content and never by extension.
//!
//! 1. `encoding`: bytes to characters (byte order mark, UTF-8, UTF-16, else a guess among legacy encodings).
//! 2. `format`: PDF and Word by their marks, XML and HTML by their first tags, Markdown where links, emphasis, headings
//!    or CriticMarkup are found, else plain text.
//! 3. `text` gives printed lines with indent, gap and page, `pdf` the same measured on the page; `markdown`, `docx`,
//!    `html` and `akn` (Akoma Ntoso) give paragraphs with styles, their numbers as a reader sees them.
//!
//! A file may hold two versions: tracked changes of Word, `{++ CriticMarkup --}`, insertions and deletions of HTML and
//! Akoma Ntoso. [`document`] gives the text with all of them accepted, [`tracked`] gives both.
//!
//! Nothing is judged here: running heads and footnotes are still in place, for
//! [`normalize`](crate::normalize) to find.

#![cfg_attr(
    not(all(feature = "akn", feature = "docx", feature = "html", feature = "pdf")),
    allow(
        dead_code,
        unused_imports,
        unused_variables,
        reason = "formats share readers, and some formats are left out"
    )
)]

#[cfg(feature = "akn")]
mod akn;
#[cfg(feature = "docx")]
mod docx;
mod encoding;
#[cfg(any(feature = "akn", feature = "html"))]
mod flow;
mod format;
#[cfg(any(feature = "akn", feature = "docx", feature = "html"))]
mod formula;
#[cfg(feature = "html")]
mod html;
mod markdown;
mod omitted;
#[cfg(feature = "pdf")]
mod pdf;
mod shown_changes;
#[cfg(any(feature = "akn", feature = "docx", feature = "html"))]
mod table;
mod text;
#[cfg(any(feature = "akn", feature = "docx"))]
mod xml;

use crate::model::{Document, Side, Versions, Warning};
use format::Format;

/// Why a file could not be read, in one line that says what to do. It does not name the file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is nothing in it.
    #[error("is empty: there is no text in it")]
    Empty,
    /// It holds something else than text.
    #[error("unsupported binary file: use Word (.docx), PDF, HTML, Markdown or plain text")]
    Binary {
        /// Offset of the first byte that says so, counted from 0.
        offset: usize,
    },
    /// A file that breaks the rules of its format.
    #[error("looks like {what} but is damaged ({why}): download it again, or open it and save it again")]
    Malformed {
        /// The format, with its article.
        what: &'static str,
        /// What is wrong, in the words of whoever found it.
        why: String,
    },
    /// A PDF file that asks for a password.
    #[error("is a PDF protected by a password: save a copy without the password first")]
    Encrypted,
    /// A PDF file of pictures.
    #[error("is a scanned PDF without text: run text recognition (OCR) on it first")]
    NoText,
    /// A PDF file whose fonts do not say which characters they show.
    #[error(
        "is a PDF whose fonts do not say which characters they show: run text recognition (OCR) on it first, or \
         use another format"
    )]
    NoCharacters,
    /// A PDF file that cannot be taken apart.
    #[error("is a damaged PDF ({what}): download it again, or open it in a viewer and save it again")]
    Damaged {
        /// What was missing.
        what: String,
    },
    /// More than any such document holds; so made to do harm, or not such a document.
    #[error("holds more than {most} {what}, which is the limit: compare only the part you need")]
    Limit {
        /// What there is too much of.
        what: &'static str,
        /// The limit.
        most: String,
    },
    /// A known format that is not read.
    #[error("is {what}, which is not supported: {hint}")]
    Unsupported {
        /// The format, with its article.
        what: &'static str,
        /// What to do instead.
        hint: &'static str,
    },
}

/// What a reader gives: one side of a file, and how many tracked changes the file has.
struct ReadSide {
    document: Document,
    revision_count: usize,
}

impl From<Document> for ReadSide {
    fn from(document: Document) -> ReadSide {
        ReadSide { document, revision_count: 0 }
    }
}

/// Reads a document of any known format. Tracked changes are taken as accepted, which a warning says.
///
/// ```
/// let document = travaux::read::document("The General Assembly,\n\n1. Decides to meet.".as_bytes())?;
/// assert_eq!(document.blocks[0].text.as_str(), "The General Assembly,");
/// assert!(travaux::read::document(b"").is_err());
/// # Ok::<(), travaux::read::Error>(())
/// ```
///
/// # Errors
/// When the bytes are empty, not text, damaged, beyond a limit, or of a format that is not read.
pub fn document(bytes: &[u8]) -> Result<Document, Error> {
    let ReadSide { mut document, revision_count: tracked } = read_side(bytes, Side::After)?;
    if tracked > 0 {
        let changes = if tracked == 1 { "a tracked change".to_owned() } else { format!("{tracked} tracked changes") };
        document.warnings.insert(0, Warning::new(format!("the file holds {changes}, taken as accepted")));
    }
    Ok(document)
}

/// Reads a document with its tracked changes undone (the older side) or accepted (the newer one).
///
/// # Errors
/// As [`document`].
pub fn document_as(bytes: &[u8], side: Side) -> Result<Document, Error> {
    Ok(read_side(bytes, side)?.document)
}

/// Reads a document as one of the authors of its tracked changes proposes it: the author's changes are accepted, those of
/// all others undone. Only Word files say whose changes are; any other is read as by [`document`].
///
/// # Errors
/// As [`document`].
#[cfg_attr(not(feature = "docx"), expect(unused_variables, reason = "only Word files say whose changes are"))]
pub fn document_by(bytes: &[u8], author: &str) -> Result<Document, Error> {
    match Format::of_bytes(bytes)? {
        #[cfg(feature = "docx")]
        Some(Format::Word) => {
            let reading = require_text(docx::read(bytes, Side::After, Some(author))?).map(settle_omitted)?;
            let ReadSide { mut document, revision_count } = within_limits(reading)?;
            if revision_count > 0 {
                let text =
                    format!("the tracked changes of {author} are taken as accepted, those of all others as undone");
                document.warnings.insert(0, Warning::new(text));
            }
            Ok(document)
        }
        _ => document(bytes),
    }
}

/// Reads a file with tracked changes as the two versions that it is; none if it has no tracked changes.
///
/// # Errors
/// As [`document`].
pub fn tracked(bytes: &[u8]) -> Result<Option<Versions<Document>>, Error> {
    let after = read_side(bytes, Side::After)?;
    if after.revision_count == 0 {
        return Ok(None);
    }
    Ok(Some(Versions::new(read_side(bytes, Side::Before)?.document, after.document)))
}

/// Reads a file whose author shows changes by bold or underlined (new) and struck-through (deleted) words as the two
/// versions that it is; none if it shows none.
///
/// # Errors
/// As [`document`].
pub fn with_shown_changes(bytes: &[u8]) -> Result<Option<Versions<Document>>, Error> {
    let reading = read_styled(bytes, Side::After)?;
    let Some(reading) = reading.filter(|reading| shown_changes::are_in(&reading.document)) else { return Ok(None) };
    let of_side = |side: Side| {
        let mut document = reading.document.clone();
        shown_changes::resolve(&mut document, side);
        settle_omitted(ReadSide { document, revision_count: 0 }).document
    };
    Ok(Some(Versions::new(of_side(Side::Before), of_side(Side::After))))
}

/// A file of a format that knows styles, before anything is left out of it; none of a format that does not.
fn read_styled(bytes: &[u8], side: Side) -> Result<Option<ReadSide>, Error> {
    let format = match Format::of_bytes(bytes)? {
        #[cfg(feature = "docx")]
        Some(Format::Word) => return docx::read(bytes, side, None).map(Some),
        Some(_) => return Ok(None),
        None => encoding::decode(bytes)?,
    };
    let (characters, _) = format;
    match Format::of_text(&characters)? {
        #[cfg(feature = "html")]
        Format::Html => html::read(&characters, side).map(Some),
        Format::Markdown => markdown::read(&characters, side).map(Some),
        _ => Ok(None),
    }
}

fn read_side(bytes: &[u8], side: Side) -> Result<ReadSide, Error> {
    if let Some(format) = Format::of_bytes(bytes)? {
        return within_limits(read_binary(format, bytes, side)?);
    }
    let (characters, warnings) = encoding::decode(bytes)?;
    if characters.trim().is_empty() {
        return Err(Error::Empty);
    }
    let mut reading = read_text(Format::of_text(&characters)?, &characters, side)?;
    reading.document.warnings.splice(0..0, warnings);
    within_limits(reading)
}

fn read_binary(format: Format, bytes: &[u8], side: Side) -> Result<ReadSide, Error> {
    match format {
        #[cfg(feature = "pdf")]
        Format::Pdf => pdf::read(bytes).map(ReadSide::from),
        #[cfg(feature = "docx")]
        Format::Word => require_text(docx::read(bytes, side, None)?).map(settle_omitted),
        format => Err(format.left_out()),
    }
}

fn read_text(format: Format, characters: &str, side: Side) -> Result<ReadSide, Error> {
    match format {
        #[cfg(feature = "akn")]
        Format::AkomaNtoso => require_text(akn::read(characters, side)?).map(settle_omitted),
        #[cfg(feature = "html")]
        Format::Html => require_text(html::read(characters, side)?).map(settle_omitted),
        Format::Markdown => markdown::read(characters, side).map(settle_omitted),
        Format::Text => text::read(characters).map(ReadSide::from),
        format => Err(format.left_out()),
    }
}

/// Lines of a text.
const MAX_LINES: usize = 1_000_000;
/// Paragraphs or lines of text: a thousand pages have fifty thousand lines.
const MAX_BLOCKS: usize = 400_000;

/// Every paragraph costs more than its characters, and a file may have millions of one character.
fn within_limits(reading: ReadSide) -> Result<ReadSide, Error> {
    if reading.document.blocks.len() > MAX_BLOCKS {
        return Err(Error::Limit { what: "paragraphs", most: MAX_BLOCKS.to_string() });
    }
    Ok(reading)
}

fn settle_omitted(mut reading: ReadSide) -> ReadSide {
    omitted::settle(&mut reading.document);
    reading
}

/// A file of a rich format without any text is as good as an empty one.
fn require_text(reading: ReadSide) -> Result<ReadSide, Error> {
    let text = reading.document.blocks.iter().any(|block| !block.text.as_str().trim().is_empty());
    // on one side of its tracked changes a file may well be empty
    if text || reading.revision_count > 0 { Ok(reading) } else { Err(Error::Empty) }
}
