//! The comparison on one screen, as a report: the verdict, the counts by weight, the weightiest changes in a line each.

use super::concordance::Options;
use super::grid::Grid;
use super::markdown::escape;
use super::view::{self, Stat, View};
use super::visible::visible;
use crate::model::Comparison;

/// For a screen.
pub fn terminal(comparison: &Comparison, options: &Options) -> String {
    let view = View::new(comparison, options.names.as_ref()).only(options.only);
    let stat = view::stat(&view);
    let title = visible(&format!("{} → {}", view.names.before, view.names.after)).into_owned();
    let mut out = String::new();
    for line in [title.as_str(), &visible(&view.verdict)] {
        for line in textwrap::wrap(line, options.width.max(20)) {
            out += line.trim_end();
            out.push('\n');
        }
    }
    if !stat.counts.is_empty() {
        out += &format!("\n{}", counts(&stat).text(options.width));
    }
    if !stat.lines.is_empty() {
        out.push('\n');
        // One line each is what makes it one screen.
        for row in lines(&stat).rows {
            let (name, says) = (visible(&row[0]).into_owned(), visible(&row[2]).into_owned());
            out += &clipped(&format!("{:<13}{name}: {says}", row[1]), options.width.max(20));
            out.push('\n');
        }
    }
    for note in notes(&view, &stat) {
        for line in textwrap::wrap(&visible(&note), options.width.max(20)) {
            out += line.trim_end();
            out.push('\n');
        }
    }
    out
}

/// As Markdown.
pub fn markdown(comparison: &Comparison, options: &Options) -> String {
    let view = View::new(comparison, options.names.as_ref()).only(options.only);
    let stat = view::stat(&view);
    let names = view.names.as_ref().map(|name| escape::inline(name));
    let mut out = format!("# {} → {}\n\n{}\n", names.before, names.after, escape::inline(&view.verdict));
    if !stat.counts.is_empty() {
        out += &format!("\n{}", counts(&stat).markdown());
    }
    if !stat.lines.is_empty() {
        out += &format!("\n{}", lines(&stat).markdown());
    }
    for note in notes(&view, &stat) {
        out += &format!("\n{}\n", escape::inline(&note));
    }
    out
}

/// The counts for spreadsheets; what a filter left out, and how much differs in typography, stands in the last rows.
pub fn csv(comparison: &Comparison, options: &Options) -> String {
    let view = View::new(comparison, options.names.as_ref()).only(options.only);
    let stat = view::stat(&view);
    let mut grid = counts(&stat);
    let typography = (!view.typography.is_empty()).then(|| view.typography.line());
    for note in view.left_out.iter().chain(&typography) {
        let mut row = vec![String::new(); grid.heads.len()];
        note.clone_into(&mut row[0]);
        grid.rows.push(row);
    }
    grid.csv()
}

fn counts<'a>(stat: &Stat) -> Grid<'a> {
    let heads = std::iter::once("changes").chain(stat.weights.iter().copied()).chain(["all"]).collect();
    let number = |count: &usize| if *count == 0 { "–".to_owned() } else { count.to_string() };
    let rows = stat.counts.iter().map(|(name, counts, total)| {
        let cells = std::iter::once((*name).to_owned()).chain(counts.iter().map(number));
        cells.chain([total.to_string()]).collect()
    });
    Grid { heads, rows: rows.collect() }
}

fn lines<'a>(stat: &Stat) -> Grid<'a> {
    let rows = stat.lines.iter().map(|line| vec![line.name.clone(), line.weight.to_owned(), line.says.clone()]);
    Grid { heads: vec!["paragraph", "significance", "change"], rows: rows.collect() }
}

fn notes(view: &View<'_>, stat: &Stat) -> Vec<String> {
    let more = match stat.more {
        0 => None,
        1 => Some("… and 1 more change.".to_owned()),
        more => Some(format!("… and {more} more changes.")),
    };
    let warnings = match view.warnings.len() {
        0 => None,
        1 => Some(format!("Warning: {}", view.warnings[0])),
        many => Some(format!("{many} warnings; the full report has them.")),
    };
    // The verdict has counted them where there is nothing else.
    let typography =
        (view.comparison.has_changes() && !view.typography.is_empty()).then(|| view.typography.line() + ".");
    more.into_iter().chain(view.left_out.clone()).chain(typography).chain(warnings).collect()
}

/// A line of at most so many columns.
fn clipped(text: &str, width: usize) -> String {
    let mut out = String::new();
    let mut columns = 0;
    for character in text.chars() {
        let wide = unicode_width::UnicodeWidthChar::width(character).unwrap_or(0);
        if columns + wide >= width {
            out.push('…');
            break;
        }
        columns += wide;
        out.push(character);
    }
    out
}
