//! The lines around the paragraphs as printed on both sides: header, organ line, closing lines. A full document begins and
//! ends with them, whether they differ or not.

use super::FieldDiff;
use crate::model::{ClosingChange, Comparison, HeaderField, Side, Versions};

/// The lines around the paragraphs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// The header fields in the order of a printed first page.
    pub head: Vec<(HeaderField, FieldDiff)>,
    /// The organ's line.
    pub opener: Option<FieldDiff>,
    /// Lines after the text.
    pub closing: Vec<FieldDiff>,
}

/// Merges the frames of both sides.
pub fn frame(comparison: &Comparison) -> Frame {
    let texts = comparison.resolutions.as_ref();
    let mut fields: Vec<HeaderField> = texts.before.header.fields.keys().copied().collect();
    fields.extend(texts.after.header.fields.keys());
    fields.sort_unstable();
    fields.dedup();
    let line = |field: HeaderField| {
        let values = texts.map(|text| text.header.get(field).filter(|value| !value.is_empty()));
        FieldDiff::from_texts(field.name(), values.map(|value| value.map(|value| printed_field(field, value))))
    };
    let head = fields.into_iter().map(|field| (field, line(field))).collect();
    let openers = texts.map(|text| text.organ_line.clone());
    let opener =
        (openers != Versions::default()).then(|| FieldDiff::from_texts(HeaderField::OrganLine.name(), openers));
    Frame { head, opener, closing: closing(comparison) }
}

/// The closing lines of both sides in one order: changed ones as they were paired, equal ones between them.
fn closing(comparison: &Comparison) -> Vec<FieldDiff> {
    let texts = comparison.resolutions.as_ref();
    let lens = texts.map(|text| text.closing.len());
    let mut next = Versions::new(0, 0);
    let mut out = Vec::new();
    let end = ClosingChange { lines: lens.map(Some) };
    for change in comparison.closing.iter().chain([&end]) {
        let ready = |next: Versions<usize>| {
            Side::BOTH.iter().all(|side| change.lines.get(*side).is_none_or(|line| *next.get(*side) >= line))
        };
        while !ready(next) {
            let same = ClosingChange { lines: next.map(Some) };
            out.push(FieldDiff::from_closing(texts, &same));
            next = next.map(|line| line + 1);
        }
        if change.lines != end.lines {
            out.push(FieldDiff::from_closing(texts, change));
            next = next.zip(change.lines).map(|(line, changed)| changed.map_or(line, |changed| changed + 1));
        }
    }
    out
}

/// A header field with the words printed before it.
pub fn printed_field(field: HeaderField, value: &str) -> String {
    match field {
        HeaderField::Distribution => format!("Distr.: {value}"),
        HeaderField::OriginalLanguage => format!("Original: {value}"),
        HeaderField::AgendaItem if value.contains(" and ") || value.contains(',') => format!("Agenda items {value}"),
        HeaderField::AgendaItem => format!("Agenda item {value}"),
        HeaderField::Number => format!("{value}."),
        _ => value.to_owned(),
    }
}
