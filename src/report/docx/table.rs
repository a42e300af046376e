//! A comparison as a table of three columns in a Word file: older text, newer text, remark.

use super::static_parts::Orientation;
use super::untracked::{self, ADDED, REMOVED, cell, line, lines, paragraph, plain, run, title};
use super::{Error, Options};
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
    let row = |row: &TableRow<'_>| {
        let texts = match row.common_note() {
            Some(note) => cell("<w:gridSpan w:val=\"2\"/>", &self::note(note, "<w:jc w:val=\"center\"/>")),
            None => Side::BOTH.map(|side| cell("", &text(row, side, direction))).concat(),
        };
        format!("<w:tr>{texts}{}</w:tr>\n", lines(row.remarks.iter().map(String::as_str)))
    };
    let rows: String = view::table(&view, options.full).iter().map(row).collect();
    let headings = [view.names.before.as_str(), view.names.after.as_str(), "Remark"];
    let mut out = title(&view.title()) + &line(&view.verdict.line());
    out += &untracked::table([5700, 5700, 3038].into_iter(), headings.into_iter(), &rows);
    out.extend(view::open_changes(comparison).iter().map(|text| line(&format!("Negotiation: {text}"))));
    if !view.typography.is_empty() {
        out += &line(&view.typography.line());
        out.extend(view.typography.rows.iter().map(|row| line(&row.to_string())));
    }
    out.extend(view.warnings.iter().map(|warning| line(&format!("Warning: {warning}"))));
    untracked::file(out, language, Orientation::Landscape)
}

/// A note instead of a text, in grey italics.
fn note(text: &str, properties: &str) -> String {
    let run = |line: &str| run("<w:i/><w:color w:val=\"595959\"/>", line);
    text.lines().map(|line| paragraph("TableText", properties, &run(line))).collect()
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
            runs += &plain(&format!("{label} "));
        }
        for part in &line.runs {
            let own = match (part.origin, side) {
                (Origin::Both, _) => "",
                (_, Side::Before) => REMOVED,
                (_, Side::After) => ADDED,
            };
            let properties = match part.role {
                Role::Opening => format!("<w:i/>{own}"),
                Role::Words => own.to_owned(),
                Role::FootnoteRef => format!("{own}<w:vertAlign w:val=\"superscript\"/>"),
            };
            // No line runs through the space before a word.
            let text = part.shown(side);
            let (blank, words) = text.split_at(text.len() - text.trim_start().len());
            if !own.is_empty() && !blank.is_empty() {
                runs += &plain(blank);
            }
            runs += &run(&properties, if own.is_empty() { text } else { words });
        }
        out += &paragraph("TableText", direction, &runs);
    }
    out
}
