//! The table as Markdown, with words of one side struck or bold.

use super::Options;
use crate::model::{Comparison, Side};
use crate::report::markdown::escape;
use crate::report::view::{self, Sides, TableRow, View};

/// Writes the table.
pub fn markdown(comparison: &Comparison, options: &Options) -> String {
    let view = View::new(comparison, options.names.as_ref()).at_least(options.at_least);
    let names = view.names.as_ref().map(|name| escape::inline(name));
    let mut out = format!(
        "# {0} → {1}\n\n{2}\n\n| {0} | {1} | Remark |\n| --- | --- | --- |\n",
        names.before,
        names.after,
        escape::inline(&view.verdict.line())
    );
    for row in view::table(&view, options.full) {
        let remarks: Vec<String> = row.remarks.iter().map(|remark| escape::inline(remark)).collect();
        out += &format!("| {} | {} | {} |\n", text(&row, Side::Before), text(&row, Side::After), remarks.join("<br>"));
    }
    let open: String =
        view::open_changes(comparison).iter().map(|line| format!("- {}\n", escape::inline(line))).collect();
    if !open.is_empty() {
        out += &format!("\nNegotiation\n\n{open}");
    }
    if !view.typography.is_empty() {
        out += &format!("\n{}\n\n", escape::inline(&view.typography.line()));
        for row in &view.typography.rows {
            out += &format!("- {}\n", escape::line(&row.to_string()));
        }
    }
    for warning in &view.warnings {
        out += &format!("\nWarning: {}\n", escape::inline(warning));
    }
    out
}

/// One side, with tags for emphasis, which Markdown does not allow everywhere.
fn text(row: &TableRow<'_>, side: Side) -> String {
    if let Some(note) = row.notes.get(side) {
        return note.lines().map(|line| format!("*{}*", escape::inline(line.trim()))).collect::<Vec<_>>().join("<br>");
    }
    let tag = if side == Side::Before { "del" } else { "ins" };
    let mut lines = Vec::new();
    for line in row.lines(side) {
        let mut out = line.labels.get(side).as_ref().map(|label| escape::inline(label) + " ").unwrap_or_default();
        for (sides, text) in line.words(side) {
            let words = escape::inline(text.trim());
            let blank = |blank: bool| if blank { " " } else { "" };
            let (head, tail) =
                (blank(text.starts_with(char::is_whitespace)), blank(text.ends_with(char::is_whitespace)));
            out += &match sides {
                _ if words.is_empty() => head.to_owned(),
                Sides::Both => format!("{head}{words}{tail}"),
                _ => format!("{head}<{tag}>{words}</{tag}>{tail}"),
            };
        }
        lines.push(out.trim().to_owned());
    }
    lines.join("<br>")
}
