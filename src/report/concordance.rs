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
    let concordance = concordance(&view, ["old", "new", "change", "significance"]).text(options.width);
    let mut out = format!("{}\n\n{concordance}", escape_invisible(&view.title()));
    if !view.typography.is_empty() {
        let typography = typography(&view, ["old", "new", "where"]).text(options.width);
        out += &format!("\n{}\n{typography}", view.typography.line());
    }
    out.extend(view.filter_note.as_ref().map(|note| format!("\n{note}\n")));
    out
}

/// As Markdown.
pub fn markdown(comparison: &Comparison, options: &Options) -> String {
    let view = View::new(comparison, options.names.as_ref()).at_least(options.at_least);
    let concordance = concordance(&view, ["Old", "New", "Change", "Significance"]).markdown();
    let mut out = format!("# {}\n\n{concordance}", escape::inline(&view.title()));
    if !view.typography.is_empty() {
        let typography = typography(&view, ["Old", "New", "Where"]).markdown();
        out += &format!("\n{}\n\n{typography}", escape::inline(&view.typography.line()));
    }
    out.extend(view.filter_note.as_ref().map(|note| format!("\n{}\n", escape::inline(note))));
    out
}

/// As CSV; typographic differences and what a filter left out are in the last rows.
pub fn csv(comparison: &Comparison, options: &Options) -> String {
    let view = View::new(comparison, options.names.as_ref()).at_least(options.at_least);
    let mut concordance = concordance(&view, ["Old", "New", "Change", "Significance"]);
    let typography = view::typography_rows(&view).into_iter();
    concordance.rows.extend(typography.map(|[old, new, remark]| vec![old, new, remark, String::new()]));
    if let Some(note) = &view.filter_note {
        concordance.rows.push(vec![String::new(), String::new(), note.clone(), String::new()]);
    }
    concordance.csv()
}

fn concordance<'a>(view: &View<'_>, headings: [&'a str; 4]) -> TextTable<'a> {
    TextTable { headings: headings.to_vec(), rows: view::concordance(view).into_iter().map(Vec::from).collect() }
}

fn typography<'a>(view: &View<'_>, headings: [&'a str; 3]) -> TextTable<'a> {
    let row = |row: &TypographyRow| {
        let Versions { before, after } = row.shown();
        vec![before, after, row.places()]
    };
    TextTable { headings: headings.to_vec(), rows: view.typography.rows.iter().map(row).collect() }
}
