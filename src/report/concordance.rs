//! The concordance as a report: which paragraph was which, for a screen, as Markdown and for spreadsheets.

use super::grid::Grid;
use super::markdown::escape;
use super::view::{self, Exchange, View};
use super::visible::visible;
use crate::model::{Comparison, Significance, Versions};

/// How it is set.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Columns a line may take; only for a screen.
    pub width: usize,
    /// Only what weighs as much or more.
    pub only: Option<Significance>,
    /// What to call the two texts where their symbols do not tell them apart.
    pub names: Option<Versions<String>>,
}

/// For a screen.
pub fn terminal(comparison: &Comparison, options: &Options) -> String {
    let view = View::new(comparison, options.names.as_ref()).only(options.only);
    let title = format!("{} → {}", view.names.before, view.names.after);
    let note = view.left_out.as_ref().map(|note| format!("\n{note}\n")).unwrap_or_default();
    let grid = grid(&view, ["old", "new", "change", "significance"]).text(options.width);
    let typography = match view.typography.is_empty() {
        true => String::new(),
        false => {
            let heads = vec!["old", "new", "where"];
            let rows = view.typography.rows.iter().map(exchange).collect();
            format!("\n{}\n{}", view.typography.line(), Grid { heads, rows }.text(options.width))
        }
    };
    format!("{}\n\n{grid}{typography}{note}", visible(&title))
}

/// As Markdown.
pub fn markdown(comparison: &Comparison, options: &Options) -> String {
    let view = View::new(comparison, options.names.as_ref()).only(options.only);
    let names = view.names.as_ref().map(|name| escape::inline(name));
    let note = view.left_out.as_ref().map(|note| format!("\n{}\n", escape::inline(note))).unwrap_or_default();
    let grid = grid(&view, ["Old", "New", "Change", "Significance"]).markdown();
    let typography = match view.typography.is_empty() {
        true => String::new(),
        false => {
            let rows = view.typography.rows.iter().map(exchange).collect();
            let grid = Grid { heads: vec!["Old", "New", "Where"], rows }.markdown();
            format!("\n{}\n\n{grid}", escape::inline(&view.typography.line()))
        }
    };
    format!("# {} → {}\n\n{grid}{typography}{note}", names.before, names.after)
}

/// For spreadsheets; what differs in typography only, and what a filter left out, stands in the last rows.
pub fn csv(comparison: &Comparison, options: &Options) -> String {
    let view = View::new(comparison, options.names.as_ref()).only(options.only);
    let mut grid = grid(&view, ["Old", "New", "Change", "Significance"]);
    let typography = view::typography_rows(&view).into_iter();
    grid.rows.extend(typography.map(|[old, new, remark]| vec![old, new, remark, String::new()]));
    if let Some(note) = &view.left_out {
        grid.rows.push(vec![String::new(), String::new(), note.clone(), String::new()]);
    }
    grid.csv()
}

fn exchange(row: &Exchange) -> Vec<String> {
    let Versions { before, after } = row.shown();
    vec![before, after, row.places()]
}

fn grid<'a>(view: &View<'_>, heads: [&'a str; 4]) -> Grid<'a> {
    let dash = |name: String| if name.is_empty() { "–".to_owned() } else { name };
    let rows = view::concordance(view).into_iter();
    let rows = rows.map(|row| vec![dash(row.old), dash(row.new), row.event, row.weight.to_owned()]).collect();
    Grid { heads: heads.to_vec(), rows }
}
