//! The writer of Word files without tracked changes: runs, paragraphs, tables.

use super::static_parts::{Orientation, with_body};
use super::{Error, escape, package};
use crate::model::Language;

/// The properties of words that only the older text has.
pub(super) const REMOVED: &str = "<w:strike/><w:color w:val=\"8F1414\"/>";
/// The properties of words that only the newer text has.
pub(super) const ADDED: &str = "<w:color w:val=\"0B5D1E\"/><w:u w:val=\"single\"/>";

/// A run of text with properties.
pub(super) fn run(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(text))
}

/// A run of text without properties.
pub(super) fn plain(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(text))
}

pub(super) fn bold(text: &str) -> String {
    run("<w:b/>", text)
}

pub(super) fn paragraph(style: &str, properties: &str, runs: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{properties}</w:pPr>{runs}</w:p>")
}

pub(super) fn title(text: &str) -> String {
    paragraph("ResolutionTitle", "", &plain(text))
}

/// A paragraph of running text.
pub(super) fn line(text: &str) -> String {
    paragraph("Normal", "", &plain(text))
}

/// A table: the widths of its columns in twentieths of a point, their headings, and its rows.
pub(super) fn table<'a>(
    widths: impl Iterator<Item = usize>,
    headings: impl Iterator<Item = &'a str>,
    rows: &str,
) -> String {
    let columns: String = widths.map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
    let headings: String = headings.map(|heading| cell("", &paragraph("TableText", "", &bold(heading)))).collect();
    format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/>\
         <w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid><w:tr><w:trPr><w:cantSplit/>\
         <w:tblHeader/></w:trPr>{headings}</w:tr>\n{rows}</w:tbl>"
    )
}

/// A cell with the width of its column; Word wants a paragraph in each.
pub(super) fn cell(properties: &str, paragraphs: &str) -> String {
    let paragraphs = if paragraphs.is_empty() { "<w:p/>" } else { paragraphs };
    format!("<w:tc><w:tcPr><w:tcW w:w=\"0\" w:type=\"auto\"/>{properties}</w:tcPr>{paragraphs}</w:tc>")
}

/// A cell with a paragraph for each line.
pub(super) fn lines<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    cell("", &lines.map(|line| paragraph("TableText", "", &plain(line))).collect::<String>())
}

/// The file of a body.
pub(super) fn file(body: String, language: Language, orientation: Orientation) -> Result<Vec<u8>, Error> {
    package::write(&with_body(body + "<w:p/>", &Default::default(), None, language, orientation))
}
