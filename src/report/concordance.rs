//! The concordance as a report: old and new numbers, for a screen, as Markdown and as CSV.

use super::markdown::escape;
use super::text_table::TextTable;
use super::view::{self, TypographyRow, View};
use super::visible::escape_invisible;
use crate::model::{Comparison, Significance, Versions};

/// Options of the report.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Maximum line width; only for a screen.
    pub width: usize,
    /// Only changes of at least this significance.
    pub at_least: Option<Significance>,
    /// Names of the two texts, used if their symbols are equal or missing.
    pub names: Option<Versions<String>>,
}

/// For a screen.
pub fn terminal(comparison: &Comparison, options: &Options) -> String {
    let view = View::new(comparison, options.names.as_ref()).at_least(options.at_least);
    let note = view.filter_note.as_ref().map(|note| format!("\n{note}\n")).unwrap_or_default();
    let text_table = text_table(&view, ["old", "new", "change", "significance"]).text(options.width);
    let typography = match view.typography.is_empty() {
        true => String::new(),
        false => {
            let headings = vec!["old", "new", "where"];
            let rows = view.typography.rows.iter().map(typography_row).collect();
            format!("\n{}\n{}", view.typography.line(), TextTable { headings, rows }.text(options.width))
        }
    };
    format!("{}\n\n{text_table}{typography}{note}", escape_invisible(&view.title()))
}

/// As Markdown.
pub fn markdown(comparison: &Comparison, options: &Options) -> String {
    let view = View::new(comparison, options.names.as_ref()).at_least(options.at_least);
    let note = view.filter_note.as_ref().map(|note| format!("\n{}\n", escape::inline(note))).unwrap_or_default();
    let text_table = text_table(&view, ["Old", "New", "Change", "Significance"]).markdown();
    let typography = match view.typography.is_empty() {
        true => String::new(),
        false => {
            let rows = view.typography.rows.iter().map(typography_row).collect();
            let text_table = TextTable { headings: vec!["Old", "New", "Where"], rows }.markdown();
            format!("\n{}\n\n{text_table}", escape::inline(&view.typography.line()))
        }
    };
    format!("# {}\n\n{text_table}{typography}{note}", escape::inline(&view.title()))
}

/// As CSV; typographic differences and what a filter left out are in the last rows.
pub fn csv(comparison: &Comparison, options: &Options) -> String {
    let view = View::new(comparison, options.names.as_ref()).at_least(options.at_least);
    let mut text_table = text_table(&view, ["Old", "New", "Change", "Significance"]);
    let typography = view::typography_rows(&view).into_iter();
    text_table.rows.extend(typography.map(|[old, new, remark]| vec![old, new, remark, String::new()]));
    if let Some(note) = &view.filter_note {
        text_table.rows.push(vec![String::new(), String::new(), note.clone(), String::new()]);
    }
    text_table.csv()
}

fn typography_row(row: &TypographyRow) -> Vec<String> {
    let Versions { before, after } = row.shown();
    vec![before, after, row.places()]
}

fn text_table<'a>(view: &View<'_>, headings: [&'a str; 4]) -> TextTable<'a> {
    let dash = |name: String| if name.is_empty() { "–".to_owned() } else { name };
    let rows = view::concordance(view).into_iter();
    let rows = rows.map(|row| vec![dash(row.old), dash(row.new), row.event, row.significance.to_owned()]).collect();
    TextTable { headings: headings.to_vec(), rows }
}
