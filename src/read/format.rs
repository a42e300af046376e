//! The format of a file, recognised by content and never by extension.

use super::{Error, MAX_LINES, markdown};

/// A format that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Pdf,
    Word,
    AkomaNtoso,
    Html,
    Markdown,
    Text,
}

impl Format {
    /// The format of a file that is not text; `None` for text.
    ///
    /// # Errors
    /// When the file is empty or of a format that is not read.
    pub(super) fn of_bytes(bytes: &[u8]) -> Result<Option<Format>, Error> {
        if is_pdf(bytes) {
            return Ok(Some(Format::Pdf));
        }
        match reject_known_binary(bytes) {
            Some(error) => Err(error),
            None => Ok(is_zip(bytes).then_some(Format::Word)),
        }
    }

    /// The format of text.
    ///
    /// # Errors
    /// When it is XML of another kind or has too many lines.
    pub(super) fn of_text(text: &str) -> Result<Format, Error> {
        if is_akn(text) {
            return Ok(Format::AkomaNtoso);
        }
        if is_html(text) {
            return Ok(Format::Html);
        }
        if let Some(error) = reject_other_xml(text) {
            return Err(error);
        }
        if memchr::memchr_iter(b'\n', text.as_bytes()).count() > MAX_LINES {
            return Err(Error::Limit { what: "lines", most: MAX_LINES.to_string() });
        }
        Ok(if markdown::is_markdown(text) { Format::Markdown } else { Format::Text })
    }

    /// The error for a format that this build leaves out.
    pub(super) fn left_out(self) -> Error {
        let what = match self {
            Format::Pdf => "a PDF file",
            Format::Word => "a Word file",
            Format::AkomaNtoso => "an Akoma Ntoso file",
            Format::Html => "a web page",
            Format::Markdown | Format::Text => "a text file",
        };
        Error::Unsupported { what, hint: "this build leaves the format out; enable its feature" }
    }
}

/// Whether it is a PDF file: readers look for the mark within the first kilobyte, where mail may have put something
/// before it. A text about such files has the mark, but no table of objects.
fn is_pdf(bytes: &[u8]) -> bool {
    let has = |bytes: &[u8], mark: &[u8]| bytes.windows(mark.len()).any(|window| window == mark);
    bytes.starts_with(b"%PDF-") || has(&bytes[..bytes.len().min(1024)], b"%PDF-") && has(bytes, b"startxref")
}

/// Whether the bytes are a zipped container.
fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Formats recognised by their first bytes that are not text.
fn reject_known_binary(bytes: &[u8]) -> Option<Error> {
    let unsupported = |what, hint| Some(Error::Unsupported { what, hint });
    match bytes {
        [] => Some(Error::Empty),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => {
            // Word keeps an encrypted file in a container of the old kind
            let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
            match bytes.windows(name.len()).any(|window| window == name) {
                true => unsupported("an encrypted Word file", "open it and save a copy without a password first"),
                false => unsupported("an old Word file (.doc)", "open it and save it as .docx first"),
            }
        }
        [b'{', b'\\', b'r', b't', b'f', ..] => {
            unsupported("a rich text file (.rtf)", "open it and save it as .docx first")
        }
        _ => None,
    }
}

/// Whether a text is an Akoma Ntoso document.
fn is_akn(characters: &str) -> bool {
    let text = characters.trim_start();
    let end = text.char_indices().nth(8192).map_or(text.len(), |(offset, _)| offset);
    text.starts_with('<') && (text[..end].contains("<akomaNtoso") || text[..end].contains(":akomaNtoso"))
}

/// Whether a text is an HTML page or a piece of one.
fn is_html(characters: &str) -> bool {
    let mut text = characters.trim_start();
    // comments and the declaration of XHTML may come first
    while let Some((_, rest)) = text
        .strip_prefix("<!--")
        .and_then(|text| text.split_once("-->"))
        .or_else(|| text.strip_prefix("<?xml").and_then(|text| text.split_once("?>")))
    {
        text = rest.trim_start();
    }
    let start: String = text.chars().take(60).collect::<String>().to_ascii_lowercase();
    let Some(tag) = start.strip_prefix('<') else { return false };
    let named =
        |name: &str| tag.strip_prefix(name).is_some_and(|rest| rest.starts_with(['>', ' ', '\t', '\n', '\r', '/']));
    if tag.starts_with("!doctype html") || ["html", "head", "body", "meta", "title"].into_iter().any(named) {
        return true;
    }
    // a piece of a page: a block element from end to end, for Markdown may begin with one too
    let blocks = ["p", "div", "ol", "ul", "h1", "h2", "h3", "table", "section", "article", "main"];
    blocks.into_iter().any(named) && text.trim_end().ends_with('>')
}

/// XML that is neither HTML nor Akoma Ntoso.
fn reject_other_xml(characters: &str) -> Option<Error> {
    let text = characters.trim_start();
    let word = || text.contains("schemas.microsoft.com/office/word") || text.contains("<pkg:package");
    let what = match text.starts_with("<?xml") {
        false => return None,
        true if word() => "a Word file saved as XML",
        true => "an XML file that is not Akoma Ntoso",
    };
    Some(Error::Unsupported { what, hint: "open it and save it as .docx, HTML or text first" })
}
