//! The comparison as a table of three columns, as capitals use them: older text, newer text, remark.
//!
//! A row a change, in the order of a report; header fields first, closing lines and footnotes last; unchanged paragraphs in a row without
//! texts. What the remark says is decided here, so that all formats of the table say the same.

use super::setting::{self, Line, Role};
use super::{Entry, Field, Told, View};
use crate::model::{Comparison, Side};

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct TableRow<'a> {
    content: Content<'a>,
    /// The number of the change and what happened; its weight; reasons and doubts.
    pub remarks: Vec<String>,
}

#[derive(Debug, Clone, PartialEq)]
enum Content<'a> {
    Change(Vec<Line<'a>>),
    Field(&'a Field),
    Nothing,
}

impl<'a> TableRow<'a> {
    /// The paragraphs of one side.
    pub fn lines(&self, side: Side) -> Vec<Line<'a>> {
        match &self.content {
            Content::Nothing => Vec::new(),
            Content::Change(lines) => {
                let has = |line: &Line<'_>| {
                    line.labels.get(side).is_some() || line.runs.iter().any(|run| !run.on(side).is_empty())
                };
                setting::one_side(lines.clone(), side).into_iter().filter(has).collect()
            }
            Content::Field(field) if field.values.get(side).is_none() => Vec::new(),
            Content::Field(field) => setting::one_side(vec![field.line()], side),
        }
    }

    /// The text of one side, paragraphs parted by line feeds, without the marks of footnotes.
    pub fn text(&self, side: Side) -> String {
        let line = |line: &Line<'_>| {
            let label = line.labels.get(side).as_ref().map(|label| format!("{label} ")).unwrap_or_default();
            let words = line.runs.iter().filter(|run| run.role != Role::Mark).map(|run| run.on(side));
            format!("{label}{}", words.collect::<String>().trim())
        };
        self.lines(side).iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

/// Sets the table.
pub fn table<'a>(view: &'a View<'a>) -> Vec<TableRow<'a>> {
    let field = |field: &'a Field| TableRow {
        content: Content::Field(field),
        remarks: std::iter::once(format!("{}: {}", field.name, field.event())).chain(field.remark.clone()).collect(),
    };
    let mut rows: Vec<TableRow<'a>> = view.header.iter().map(field).collect();
    for entry in &view.entries {
        match entry {
            Entry::Unchanged { name, .. } => {
                rows.push(TableRow { content: Content::Nothing, remarks: vec![format!("{name} unchanged")] });
            }
            Entry::Departed { name, to, .. } => {
                rows.push(TableRow { content: Content::Nothing, remarks: vec![format!("{name} moved to {to}")] });
            }
            Entry::Told(told) => rows.push(of_change(view.comparison, told)),
        }
    }
    if let Some(note) = &view.left_out {
        rows.push(TableRow { content: Content::Nothing, remarks: vec![note.clone()] });
    }
    rows.extend(view.closing.iter().chain(&view.footnotes).map(field));
    rows
}

/// What differs in typography only, for a format that has nothing but rows: one that counts, then one for each exchange.
pub fn typography_rows(view: &View<'_>) -> Vec<[String; 3]> {
    let typography = &view.typography;
    if typography.is_empty() {
        return Vec::new();
    }
    let mut rows = vec![[String::new(), String::new(), typography.line()]];
    rows.extend(typography.rows.iter().map(|row| {
        let spellings = row.shown();
        [spellings.before, spellings.after, format!("typographic: {}", row.places())]
    }));
    rows
}

fn of_change<'a>(comparison: &'a Comparison, told: &'a Told<'a>) -> TableRow<'a> {
    let changes = &comparison.changes[told.changes.clone()];
    let lines = changes.iter().flat_map(|change| setting::lines(comparison, change)).collect();
    let weight = told.change.significance.map(|weight| format!(" [{}]", weight.name())).unwrap_or_default();
    let mut remarks = vec![format!("{}. {}: {}{weight}", told.number, told.name, told.event)];
    remarks.extend(told.change.reasons.iter().map(|reason| reason.text.clone()));
    remarks.extend(told.doubt.iter().chain(&told.near_miss).cloned());
    TableRow { content: Content::Change(lines), remarks }
}
