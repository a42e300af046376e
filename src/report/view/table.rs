//! The comparison as a table of three columns, as delegations use it: older text, newer text, remark.
//!
//! One row per change, in the order of a report; header fields first, closing lines and footnotes last. Unchanged
//! paragraphs have a note instead of their texts, or a row each with both texts. What moved away has a note with its
//! first words at its old place, so that no empty cell looks like a deletion; its text stands once, where it is now. Remarks are decided here, so that all formats of the table have
//! the same.

use super::layout::{self, LayoutLine, Role};
use super::{Entry, FieldDiff, ReportedChange, View, name, text};
use crate::model::{Change, Comparison, Side, Versions};
use crate::text::counted;

/// A row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TableRow<'a> {
    lines: Vec<LayoutLine<'a>>,
    /// Notes in the cells instead of a text: `[PP2–PP4 unchanged]`. If they are equal, one note spans both cells.
    pub notes: Versions<Option<String>>,
    /// The number of the change, what happened and its significance; reasons; notes on an uncertain match.
    pub remarks: Vec<String>,
}

impl<'a> TableRow<'a> {
    /// The paragraphs of one side.
    pub fn lines(&self, side: Side) -> Vec<LayoutLine<'a>> {
        let has = |line: &LayoutLine<'_>| {
            line.labels.get(side).is_some() || line.runs.iter().any(|run| !run.on(side).is_empty())
        };
        layout::project(self.lines.clone(), side).into_iter().filter(has).collect()
    }

    /// The note that spans both cells.
    pub fn common_note(&self) -> Option<&str> {
        self.notes.before.as_deref().filter(|_| self.notes.before == self.notes.after)
    }

    /// The text of one side, or its note: paragraphs separated by line feeds, without footnote references.
    pub fn text(&self, side: Side) -> String {
        if let Some(note) = self.notes.get(side) {
            return note.clone();
        }
        let line = |line: &LayoutLine<'_>| {
            let label = line.labels.get(side).as_ref().map(|label| format!("{label} ")).unwrap_or_default();
            let words = line.runs.iter().filter(|run| run.role != Role::FootnoteRef).map(|run| run.shown(side));
            format!("{label}{}", words.collect::<String>().trim())
        };
        self.lines(side).iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

/// Makes the table; `full` shows the texts of unchanged paragraphs too.
pub fn table<'a>(view: &'a View<'a>, full: bool) -> Vec<TableRow<'a>> {
    let field = |field: &'a FieldDiff| TableRow {
        lines: vec![field.line()],
        notes: Versions::default(),
        remarks: std::iter::once(format!("{}: {}", field.name, field.event())).chain(field.remark.clone()).collect(),
    };
    let mut rows: Vec<TableRow<'a>> = view.header.iter().map(field).collect();
    for entry in &view.entries {
        match entry {
            Entry::Unchanged { changes, .. } if full => {
                rows.extend(view.comparison.changes[changes.clone()].iter().map(|change| TableRow {
                    lines: layout::layout(view.comparison, change),
                    notes: Versions::default(),
                    remarks: vec![format!("{} unchanged", name::change_name(view.comparison, change))],
                }));
            }
            Entry::Unchanged { name, .. } => {
                let note = Some(format!("[{name} unchanged]"));
                let remarks = vec!["unchanged".to_owned()];
                rows.push(TableRow { notes: Versions::new(note.clone(), note), remarks, ..TableRow::default() });
            }
            Entry::MovedAway { name, to, changes } => {
                let text = moved_away(&view.comparison.changes[changes.clone()]);
                let notes = Versions::new(Some(text), Some(format!("[moved to {to}]")));
                let remarks = vec![format!("{name} moved to {to}")];
                rows.push(TableRow { notes, remarks, ..TableRow::default() });
            }
            Entry::Changed(reported) => rows.push(changed_row(view.comparison, reported)),
        }
    }
    if let Some(note) = &view.filter_note {
        rows.push(TableRow { remarks: vec![note.clone()], ..TableRow::default() });
    }
    rows.extend(view.closing.iter().chain(&view.footnotes).map(field));
    rows
}

/// How what was open moved, for a format that has only rows: a row for each statement.
pub fn negotiation_rows(view: &View<'_>) -> Vec<[String; 3]> {
    let lines = super::open_changes(view.comparison).into_iter();
    lines.map(|line| [String::new(), String::new(), format!("negotiation: {line}")]).collect()
}

/// Typographic differences, for a format that has only rows: a row with the count, then one for each difference.
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

/// The first words of paragraphs that moved away, as a note at their old place.
fn moved_away(changes: &[Change]) -> String {
    let first = changes.first().map(|change| text::excerpt(&change.text(Side::Before))).unwrap_or_default();
    match changes.len() {
        0 | 1 => format!("[“{first}”]"),
        count => format!("[“{first}” and {}]", counted(count - 1, "more paragraph")),
    }
}

fn changed_row<'a>(comparison: &'a Comparison, reported: &'a ReportedChange<'a>) -> TableRow<'a> {
    let changes = &comparison.changes[reported.changes.clone()];
    let lines = changes.iter().flat_map(|change| layout::layout(comparison, change)).collect();
    TableRow { lines, notes: Versions::default(), remarks: reported.description() }
}
