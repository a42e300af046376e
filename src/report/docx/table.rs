//! A comparison as a table of three columns in a Word file: older text, newer text, remark.

use super::static_parts::Orientation;
use super::untracked::{self, added, cell, line, lines, paragraph, plain, removed, run, title};
use super::xml::{Xml, w};
use super::{Error, Options};
use crate::model::{Comparison, Side};
use crate::report::view::words::leading_space;
use crate::report::view::{self, Role, Sides, TableRow, View};

/// Writes a comparison as a table.
///
/// # Errors
/// When the container cannot be written.
pub fn table(comparison: &Comparison, options: &Options) -> Result<Vec<u8>, Error> {
    let view = View::new(comparison, options.names.as_ref()).at_least(options.at_least);
    let language = comparison.resolutions.after.language;
    let direction = untracked::direction(language);
    let row = |row: &TableRow<'_>| {
        let texts = match row.common_note() {
            Some(note) => cell(w("gridSpan").val(2), self::note(note, &w("jc").val("center").into())),
            None => Side::BOTH.map(|side| cell(None::<Xml>, text(row, side, &direction))).into(),
        };
        w("tr").with(texts).with(lines(row.remarks.iter().map(String::as_str)))
    };
    let rows: Xml = view::table(&view, options.full).iter().map(row).collect();
    let headings = [view.names.before.as_str(), view.names.after.as_str(), "Remark"];
    let mut out = title(&view.title()) + line(&view.verdict.line());
    out += untracked::table([5700, 5700, 3038].into_iter(), headings.into_iter(), rows);
    out.extend(view::open_changes(comparison).iter().map(|text| line(&format!("Negotiation: {text}"))));
    if !view.typography.is_empty() {
        out += line(&view.typography.line());
        out.extend(view.typography.rows.iter().map(|row| line(&row.to_string())));
    }
    out.extend(view.warnings.iter().map(|warning| line(&format!("Warning: {warning}"))));
    untracked::file(out, language, Orientation::Landscape)
}

/// A note instead of a text, in grey italics.
fn note(text: &str, properties: &Xml) -> Xml {
    let run = |line: &str| run([w("i"), w("color").val("595959")], line);
    text.lines().map(|line| paragraph("TableText", properties.clone(), run(line))).collect()
}

/// The text of one side: its own words underlined or struck, not tracked, because a table is printed.
fn text(row: &TableRow<'_>, side: Side, direction: &Xml) -> Xml {
    if let Some(note) = row.notes.get(side) {
        return self::note(note, direction);
    }
    let mut out = Xml::default();
    for line in row.lines(side) {
        let mut runs = Xml::default();
        if let Some(label) = line.labels.get(side) {
            runs += plain(&format!("{label} "));
        }
        for part in &line.runs {
            let own = match (part.sides, side) {
                (Sides::Both, _) => Xml::default(),
                (_, Side::Before) => removed(),
                (_, Side::After) => added(),
            };
            // No line runs through the space before a word.
            let text = part.shown(side);
            let (blank, words) = leading_space(text);
            if !own.is_empty() && !blank.is_empty() {
                runs += plain(blank);
            }
            let shown = if own.is_empty() { text } else { words };
            let properties = match part.role {
                Role::Opening => Xml::from(w("i")) + own,
                Role::Words => own,
                Role::FootnoteRef => own + w("vertAlign").val("superscript"),
            };
            runs += run(properties, shown);
        }
        out += paragraph("TableText", direction.clone(), runs);
    }
    out
}
