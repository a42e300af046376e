//! Bytes → [`Document`]: one file a format, told by content and never by extension.
//!
//! 1. `encoding`: bytes to characters (byte order mark, UTF-8, UTF-16, else a guess among legacy encodings).
//! 2. The format: PDF by its mark, Markdown where links, emphasis or headings in its notation are found, else plain text.
//! 3. `text` gives printed lines with indent, gap and page, `pdf` the same measured on the page; `markdown` gives paragraphs with styles.
//!
//! Nothing is judged here: running heads and footnotes are still in place, for
//! [`normalize`](crate::normalize) to find.

mod encoding;
mod markdown;
mod pdf;
mod text;

use crate::model::Document;

/// Why a file could not be read, in one line that says what to do. It does not name the file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// There is nothing in it.
    #[error("is empty: there is no text to compare")]
    Empty,
    /// It holds something else than text.
    #[error("is not a text file (byte {at} is not text): give PDF, plain text or Markdown")]
    Binary {
        /// Offset of the first byte that says so, counted from 0.
        at: usize,
    },
    /// A PDF file that asks for a password.
    #[error("is an encrypted PDF file that asks for a password: save a copy without one first")]
    Encrypted,
    /// A PDF file of pictures.
    #[error("is a PDF file without text, as scanners make them: run text recognition (OCR) on it first")]
    NoText,
    /// A PDF file that cannot be taken apart.
    #[error("is a damaged PDF file ({what}): fetch it again, or open it in a viewer and save it anew")]
    Damaged {
        /// What was missing.
        what: String,
    },
    /// More than any such document holds; so made to do harm, or not such a document.
    #[error("holds more than {most} {what}, which is the limit: give the part that is to be compared")]
    Limit {
        /// What there is too much of.
        what: &'static str,
        /// The limit.
        most: String,
    },
    /// A known format that is not read.
    #[error("is {what}, which is not read: {hint}")]
    Unsupported {
        /// The format, with its article.
        what: &'static str,
        /// What to do instead.
        hint: &'static str,
    },
}

/// Reads a document of any known format.
///
/// # Errors
/// When the bytes are empty, not text, or of a format that is not read.
pub fn document(bytes: &[u8]) -> Result<Document, Error> {
    if is_pdf(bytes) {
        return pdf::read(bytes);
    }
    if let Some(error) = foreign(bytes) {
        return Err(error);
    }
    let (characters, warnings) = encoding::decode(bytes)?;
    if characters.trim().is_empty() {
        return Err(Error::Empty);
    }
    let mut document =
        if markdown::is_markdown(&characters) { markdown::read(&characters) } else { text::read(&characters) };
    document.warnings.splice(0..0, warnings);
    Ok(document)
}

/// Whether it is a PDF file: readers look for the mark within the first kilobyte, where mail may have put something
/// before it. A text about such files has the mark, but no table of objects.
fn is_pdf(bytes: &[u8]) -> bool {
    let has = |bytes: &[u8], mark: &[u8]| bytes.windows(mark.len()).any(|window| window == mark);
    bytes.starts_with(b"%PDF-") || has(&bytes[..bytes.len().min(1024)], b"%PDF-") && has(bytes, b"startxref")
}

/// Formats told by their first bytes that are not text.
fn foreign(bytes: &[u8]) -> Option<Error> {
    let unsupported = |what, hint| Some(Error::Unsupported { what, hint });
    match bytes {
        [] => Some(Error::Empty),
        [b'P', b'K', 3, 4, ..] => unsupported("a Word or other zipped file", "save it as plain text (UTF-8) first"),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => unsupported("an old Word file", "save it as plain text (UTF-8) first"),
        [b'{', b'\\', b'r', b't', b'f', ..] => unsupported("a rich text file", "save it as plain text (UTF-8) first"),
        _ => None,
    }
}
