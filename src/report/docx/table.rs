//! A comparison as a table of three columns in a Word file: older text, newer text, remark.

use super::static_parts::Orientation;
use super::{Error, Options, escape, package, static_parts};
use crate::model::{Comparison, Side};
use crate::report::view::{self, Origin, Role, TableRow, View};

/// Writes a comparison as a table.
///
/// # Errors
/// When the container cannot be written.
pub fn table(comparison: &Comparison, options: &Options) -> Result<Vec<u8>, Error> {
    let view = View::new(comparison, options.names.as_ref()).at_least(options.at_least);
    let language = comparison.resolutions.after.language;
    let direction = if language.is_rtl() { "<w:bidi/>" } else { "" };
    let names = view.names.as_ref().map(|name| escape(name));
    let mut out = paragraph("ResolutionTitle", "", &plain(&format!("{} → {}", names.before, names.after)));
    out += &paragraph("Normal", "", &plain(&escape(&view.verdict.line())));
    out += "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblLayout w:type=\"fixed\"/>\
            </w:tblPr><w:tblGrid><w:gridCol w:w=\"5700\"/><w:gridCol w:w=\"5700\"/><w:gridCol w:w=\"3038\"/></w:tblGrid>\
            <w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>";
    for heading in [&names.before, &names.after, "Remark"] {
        out += &cell(&paragraph(
            "TableText",
            "",
            &format!("<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{heading}</w:t></w:r>"),
        ));
    }
    out += "</w:tr>\n";
    for row in view::table(&view, options.full) {
        out += "<w:tr>";
        if let Some(note) = row.common_note() {
            let span = "<w:gridSpan w:val=\"2\"/>";
            out +=
                &format!("<w:tc><w:tcPr>{WIDTH}{span}</w:tcPr>{}</w:tc>", self::note(note, "<w:jc w:val=\"center\"/>"));
        } else {
            for side in Side::BOTH {
                out += &cell(&text(&row, side, direction));
            }
        }
        let remark: String =
            row.remarks.iter().map(|remark| paragraph("TableText", "", &plain(&escape(remark)))).collect();
        out += &cell(if remark.is_empty() { "<w:p/>" } else { &remark });
        out += "</w:tr>\n";
    }
    out += "</w:tbl>";
    for line in view::open_changes(comparison) {
        out += &paragraph("Normal", "", &plain(&escape(&format!("Negotiation: {line}"))));
    }
    if !view.typography.is_empty() {
        out += &paragraph("Normal", "", &plain(&escape(&view.typography.line())));
        for row in &view.typography.rows {
            out += &paragraph("Normal", "", &plain(&escape(&format!("{}: {}", row.pair(), row.places()))));
        }
    }
    for warning in &view.warnings {
        out += &paragraph("Normal", "", &plain(&escape(&format!("Warning: {warning}"))));
    }
    out += "<w:p/>";
    package::write(&static_parts::with_body(out, &Default::default(), None, language, Orientation::Landscape))
}

/// Columns have the widths of the table grid.
const WIDTH: &str = "<w:tcW w:w=\"0\" w:type=\"auto\"/>";

pub(super) fn cell(inner: &str) -> String {
    format!("<w:tc><w:tcPr>{WIDTH}</w:tcPr>{inner}</w:tc>")
}

/// A note instead of a text, in grey italics.
fn note(text: &str, properties: &str) -> String {
    let run = |line: &str| {
        let text = format!("<w:t xml:space=\"preserve\">{}</w:t>", escape(line));
        format!("<w:r><w:rPr><w:i/><w:color w:val=\"595959\"/></w:rPr>{text}</w:r>")
    };
    text.lines().map(|line| paragraph("TableText", properties, &run(line))).collect()
}

pub(super) fn paragraph(style: &str, direction: &str, runs: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{direction}</w:pPr>{runs}</w:p>")
}

pub(super) fn plain(escaped: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{escaped}</w:t></w:r>")
}

/// The text of one side: its own words underlined or struck, not tracked, because a table is printed.
fn text(row: &TableRow<'_>, side: Side, direction: &str) -> String {
    if let Some(note) = row.notes.get(side) {
        return self::note(note, direction);
    }
    let mut out = String::new();
    for line in row.lines(side) {
        let mut runs = String::new();
        if let Some(label) = line.labels.get(side) {
            runs += &plain(&format!("{} ", escape(label)));
        }
        for run in &line.runs {
            let own = match (run.origin, side) {
                (Origin::Both, _) => "",
                (_, Side::Before) => "<w:strike/><w:color w:val=\"8F1414\"/>",
                (_, Side::After) => "<w:color w:val=\"0B5D1E\"/><w:u w:val=\"single\"/>",
            };
            let role = match run.role {
                Role::Opening => "<w:i/>",
                Role::Words => "",
                Role::FootnoteRef => "<w:vertAlign w:val=\"superscript\"/>",
            };
            let properties =
                if run.role == Role::FootnoteRef { format!("{own}{role}") } else { format!("{role}{own}") };
            // No line runs through the space before a word.
            let text = run.shown(side);
            let (blank, words) = text.split_at(text.len() - text.trim_start().len());
            if !own.is_empty() && !blank.is_empty() {
                runs += &plain(blank);
            }
            let words = if own.is_empty() { text } else { words };
            runs +=
                &format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(words));
        }
        out += &paragraph("TableText", direction, &runs);
    }
    if out.is_empty() { "<w:p/>".to_owned() } else { out }
}
