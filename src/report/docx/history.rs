//! The history of several versions as a table in a Word file: a row for each clause, a column for each version. Words
//! that a version brought are underlined, words that the next one drops struck.

use super::table::{cell, paragraph, plain};
use super::{Error, escape, package, static_parts};
use crate::model::{HistoryRow, ParagraphIndex, VersionIndex, VersionedParagraph};
use crate::report::view::{self, HistoryView};

/// Twentieths of a point between the margins of a page across.
const PAGE: usize = 14_438;

/// Writes a history.
///
/// # Errors
/// When the container cannot be written.
pub fn history(view: &HistoryView<'_>) -> Result<Vec<u8>, Error> {
    let language = view.history.last().map(|last| last.language).unwrap_or_default();
    let direction = if language.is_rtl() { "<w:bidi/>" } else { "" };
    let ends = [view.names.first(), view.names.last()].map(|name| name.map_or("", String::as_str));
    let mut out = paragraph("ResolutionTitle", "", &plain(&escape(&format!("History: {} → {}", ends[0], ends[1]))));
    out += &paragraph("Normal", "", &plain(&escape(&view.verdict())));
    for (step, verdict) in view.verdicts().iter().enumerate() {
        let line = format!("{} → {}: {}", view.names[step], view.names[step + 1], verdict.line());
        out += &paragraph("Normal", "", &plain(&escape(&line)));
    }
    for version in 0..view.names.len() {
        for line in view.open(VersionIndex(version)) {
            out += &paragraph("Normal", "", &plain(&escape(&format!("{}: {line}", view.names[version]))));
        }
    }
    // The remark is a column like those of the versions.
    let columns = view.names.len() + 1;
    out += "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblLayout w:type=\"fixed\"/>\
            </w:tblPr><w:tblGrid>";
    for _ in 0..columns {
        out += &format!("<w:gridCol w:w=\"{}\"/>", PAGE / columns.max(1));
    }
    out += "</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>";
    for name in view.names.iter().map(String::as_str).chain(["Remark"]) {
        let run = format!("<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(name));
        out += &cell(&paragraph("TableText", "", &run));
    }
    out += "</w:tr>\n";
    for (index, row) in view.history.rows.iter().enumerate() {
        out += "<w:tr>";
        for version in 0..view.names.len() {
            let text = text(view, row, VersionIndex(version), direction);
            out += &cell(if text.is_empty() { "<w:p/>" } else { &text });
        }
        let remark = view.remark(index).lines().map(|line| paragraph("TableText", "", &plain(&escape(line))));
        let remark: String = remark.collect();
        out += &cell(if remark.is_empty() { "<w:p/>" } else { &remark });
        out += "</w:tr>\n";
    }
    out += "</w:tbl>";
    for warning in view.warnings() {
        out += &paragraph("Normal", "", &plain(&escape(&format!("Warning: {warning}"))));
    }
    package::write(&static_parts::with_body(
        out + "<w:p/>",
        &Default::default(),
        None,
        language,
        static_parts::Orientation::Landscape,
    ))
}

/// The paragraphs of one version in a row.
fn text(view: &HistoryView<'_>, row: &HistoryRow, version: VersionIndex, direction: &str) -> String {
    let line = |index: &ParagraphIndex| {
        let at = VersionedParagraph { version, paragraph: *index };
        let label = view.history.paragraph(at).label_before_text();
        let label = label.map(|label| plain(&escape(&format!("{} ", view::format_label(label)))));
        let runs = view.runs(at).into_iter().map(|run| {
            let is_new = version.0 > 0 && run.version == version;
            let is_last = version < view.last() && !run.present.contains(&VersionIndex(version.0 + 1));
            let new = if is_new { "<w:color w:val=\"0B5D1E\"/><w:u w:val=\"single\"/>" } else { "" };
            let dropped = if is_last { "<w:strike/>" } else { "" };
            // No line runs through the space before a word.
            let (blank, words) = run.text.split_at(run.text.len() - run.text.trim_start().len());
            let words = escape(words);
            format!(
                "{}<w:r><w:rPr>{dropped}{new}</w:rPr><w:t xml:space=\"preserve\">{words}</w:t></w:r>",
                if blank.is_empty() { String::new() } else { plain(blank) }
            )
        });
        let runs: String = runs.collect();
        paragraph("TableText", direction, &format!("{}{runs}", label.unwrap_or_default()))
    };
    row.paragraphs[version.0].iter().map(line).collect()
}
