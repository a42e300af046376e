//! The writer of Word files without tracked changes: runs, paragraphs, tables.

use super::static_parts::{Orientation, with_body};
use super::xml::{Xml, w, words};
use super::{Error, package};
use crate::model::Language;

/// The properties of words that only the older text has.
pub(super) fn removed() -> Xml {
    [w("strike"), w("color").val("8F1414")].into()
}

/// The properties of words that only the newer text has.
pub(super) fn added() -> Xml {
    [w("color").val("0B5D1E"), w("u").val("single")].into()
}

/// A run of text with properties.
pub(super) fn run(properties: impl Into<Xml>, text: &str) -> Xml {
    w("r").with(w("rPr").with(properties)).with(words("t", text)).into()
}

/// A run of text without properties.
pub(super) fn plain(text: &str) -> Xml {
    w("r").with(words("t", text)).into()
}

pub(super) fn bold(text: &str) -> Xml {
    run(w("b"), text)
}

pub(super) fn paragraph(style: &str, properties: impl Into<Xml>, runs: impl Into<Xml>) -> Xml {
    w("p").with(w("pPr").with(w("pStyle").val(style)).with(properties)).with(runs).into()
}

pub(super) fn title(text: &str) -> Xml {
    paragraph("ResolutionTitle", None::<Xml>, plain(text))
}

/// A paragraph of running text.
pub(super) fn line(text: &str) -> Xml {
    paragraph("Normal", None::<Xml>, plain(text))
}

/// The property of paragraphs of a language that is written from the right.
pub(super) fn direction(language: Language) -> Xml {
    language.is_rtl().then(|| w("bidi")).into()
}

/// A table: the widths of its columns in twentieths of a point, their headings, and its rows.
pub(super) fn table<'a>(
    widths: impl Iterator<Item = usize>,
    headings: impl Iterator<Item = &'a str>,
    rows: Xml,
) -> Xml {
    let columns: Xml = widths.map(|width| w("gridCol").attribute("w:w", width)).collect();
    let headings: Xml =
        headings.map(|text| cell(None::<Xml>, paragraph("TableText", None::<Xml>, bold(text)))).collect();
    let properties = [
        w("tblStyle").val("TableGrid"),
        w("tblW").w([("w", "5000"), ("type", "pct")]),
        w("tblLayout").w([("type", "fixed")]),
    ];
    let head = w("tr").with(w("trPr").with([w("cantSplit"), w("tblHeader")])).with(headings);
    w("tbl").with(w("tblPr").with(properties)).with(w("tblGrid").with(columns)).with(head).with(rows).into()
}

/// A cell with the width of its column; Word wants a paragraph in each.
pub(super) fn cell(properties: impl Into<Xml>, paragraphs: Xml) -> Xml {
    let paragraphs = if paragraphs.is_empty() { w("p").into() } else { paragraphs };
    w("tc").with(w("tcPr").with(automatic_width()).with(properties)).with(paragraphs).into()
}

/// The width of a cell that the columns decide.
pub(super) fn automatic_width() -> Xml {
    w("tcW").w([("w", "0"), ("type", "auto")]).into()
}

/// A cell with a paragraph for each line.
pub(super) fn lines<'a>(lines: impl Iterator<Item = &'a str>) -> Xml {
    cell(None::<Xml>, lines.map(|line| paragraph("TableText", None::<Xml>, plain(line))).collect())
}

/// The file of a body.
pub(super) fn file(body: Xml, language: Language, orientation: Orientation) -> Result<Vec<u8>, Error> {
    package::write(&with_body(body + w("p"), Default::default(), None, language, orientation))
}
