//! The comparison as a table of three columns, as capitals use them: older text, newer text, remark.
//!
//! A row a change, in the order of a report; header fields first, closing lines and footnotes last. Unchanged paragraphs
//! have a note in place of their texts, or a row each with both texts. What moved away is named where it stood, so that
//! no empty cell looks like a deletion. What the remark says is decided here, so that all formats of the table say the
//! same.

use super::setting::{self, Line, Role};
use super::{Entry, Field, Told, View, name, text};
use crate::model::{Change, Comparison, Side, Versions};

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct TableRow<'a> {
    content: Content<'a>,
    /// What stands in the cells in place of a text: `[PP2–PP4 unchanged]`. The same on both sides is said once.
    pub notes: Versions<Option<String>>,
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

    /// The note that stands for both texts.
    pub fn common_note(&self) -> Option<&str> {
        self.notes.before.as_deref().filter(|_| self.notes.before == self.notes.after)
    }

    /// The text of one side, or its note; paragraphs parted by line feeds, without the marks of footnotes.
    pub fn text(&self, side: Side) -> String {
        if let Some(note) = self.notes.get(side) {
            return note.clone();
        }
        let line = |line: &Line<'_>| {
            let label = line.labels.get(side).as_ref().map(|label| format!("{label} ")).unwrap_or_default();
            let words = line.runs.iter().filter(|run| run.role != Role::Mark).map(|run| run.on(side));
            format!("{label}{}", words.collect::<String>().trim())
        };
        self.lines(side).iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

/// Sets the table; `full` shows the texts of unchanged paragraphs too.
pub fn table<'a>(view: &'a View<'a>, full: bool) -> Vec<TableRow<'a>> {
    let field = |field: &'a Field| TableRow {
        content: Content::Field(field),
        notes: Versions::default(),
        remarks: std::iter::once(format!("{}: {}", field.name, field.event())).chain(field.remark.clone()).collect(),
    };
    let mut rows: Vec<TableRow<'a>> = view.header.iter().map(field).collect();
    for entry in &view.entries {
        match entry {
            Entry::Unchanged { changes, .. } if full => {
                rows.extend(view.comparison.changes[changes.clone()].iter().map(|change| TableRow {
                    content: Content::Change(setting::lines(view.comparison, change)),
                    notes: Versions::default(),
                    remarks: vec![format!("{} unchanged", name::of_change(view.comparison, change))],
                }));
            }
            Entry::Unchanged { name, .. } => {
                let note = Some(format!("[{name} unchanged]"));
                let remarks = vec!["unchanged".to_owned()];
                rows.push(TableRow { content: Content::Nothing, notes: Versions::new(note.clone(), note), remarks });
            }
            Entry::Departed { name, to, changes } => {
                let text = departed(&view.comparison.changes[changes.clone()], full);
                let notes = Versions::new(Some(text), Some(format!("[moved to {to}]")));
                rows.push(TableRow {
                    content: Content::Nothing,
                    notes,
                    remarks: vec![format!("{name} moved to {to}")],
                });
            }
            Entry::Told(told) => rows.push(of_change(view.comparison, told)),
        }
    }
    if let Some(note) = &view.left_out {
        rows.push(TableRow { content: Content::Nothing, notes: Versions::default(), remarks: vec![note.clone()] });
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

/// The text of what moved away, where it stood.
fn departed(changes: &[Change], full: bool) -> String {
    let texts: Vec<String> = changes.iter().map(|change| change.text(Side::Before)).collect();
    match texts.as_slice() {
        _ if full => texts.join("\n"),
        [] => String::new(),
        [text] => text::gist(text),
        [first, rest @ ..] => {
            let paragraphs = if rest.len() == 1 { "paragraph" } else { "paragraphs" };
            format!("{}\n… and {} more {paragraphs}", text::gist(first), rest.len())
        }
    }
}

fn of_change<'a>(comparison: &'a Comparison, told: &'a Told<'a>) -> TableRow<'a> {
    let changes = &comparison.changes[told.changes.clone()];
    let lines = changes.iter().flat_map(|change| setting::lines(comparison, change)).collect();
    let weight = told.change.significance.map(|weight| format!(" [{}]", weight.name())).unwrap_or_default();
    let mut remarks = vec![format!("{}. {}: {}{weight}", told.number, told.name, told.event)];
    remarks.extend(told.change.reasons.iter().map(|reason| reason.text.clone()));
    remarks.extend(told.doubt.iter().chain(&told.near_miss).cloned());
    TableRow { content: Content::Change(lines), notes: Versions::default(), remarks }
}
