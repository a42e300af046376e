//! The concordance as a report: which paragraph was which, for a screen, as Markdown and for spreadsheets.

use super::grid::Grid;
use super::markdown::escape;
use super::view::{self, View};
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
    format!(
        "{}\n\n{}{note}",
        visible(&title),
        grid(&view, ["old", "new", "change", "significance"]).text(options.width)
    )
}

/// As Markdown.
pub fn markdown(comparison: &Comparison, options: &Options) -> String {
    let view = View::new(comparison, options.names.as_ref()).only(options.only);
    let names = view.names.as_ref().map(|name| escape::inline(name));
    let note = view.left_out.as_ref().map(|note| format!("\n{}\n", escape::inline(note))).unwrap_or_default();
    let grid = grid(&view, ["Old", "New", "Change", "Significance"]).markdown();
    format!("# {} → {}\n\n{grid}{note}", names.before, names.after)
}

/// For spreadsheets; what a filter left out stands in the last row.
pub fn csv(comparison: &Comparison, options: &Options) -> String {
    let view = View::new(comparison, options.names.as_ref()).only(options.only);
    let mut grid = grid(&view, ["Old", "New", "Change", "Significance"]);
    if let Some(note) = &view.left_out {
        grid.rows.push(vec![String::new(), String::new(), note.clone(), String::new()]);
    }
    grid.csv()
}

fn grid<'a>(view: &View<'_>, heads: [&'a str; 4]) -> Grid<'a> {
    let dash = |name: String| if name.is_empty() { "–".to_owned() } else { name };
    let rows = view::concordance(view).into_iter();
    let rows = rows.map(|row| vec![dash(row.old), dash(row.new), row.event, row.weight.to_owned()]).collect();
    Grid { heads: heads.to_vec(), rows }
}
