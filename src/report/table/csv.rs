//! The table as comma-separated values (RFC 4180), for a spreadsheet.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return for a formula. Such a
//! cell gets a leading apostrophe, which spreadsheets read as "this is text".

use super::Options;
use crate::model::{Comparison, HistoryRow, Side, VersionIndex};
use crate::report::text_table::TextTable;
use crate::report::view::{self, HistoryView, View};
use crate::report::visible::escape_invisible;

/// Writes the table.
pub fn csv(comparison: &Comparison, options: &Options) -> String {
    let view = View::new(comparison, options.names.as_ref()).at_least(options.at_least);
    let rows = view::table(&view, options.full).into_iter();
    let rows = rows.map(|row| vec![row.text(Side::Before), row.text(Side::After), row.remarks.join("\n")]);
    let rows = rows.chain(view::negotiation_rows(&view).into_iter().map(Vec::from));
    let rows = rows.chain(view::typography_rows(&view).into_iter().map(Vec::from)).collect();
    TextTable { headings: vec![&view.names.before, &view.names.after, "Remark"], rows }.csv()
}

/// Writes a history as a table: a row for each clause, a column for each version. Every paragraph of every version is in
/// exactly one cell.
pub fn history_csv(view: &HistoryView<'_>) -> String {
    let headings = view.names.iter().map(String::as_str).chain(["Remark"]).collect();
    let row = |(index, row): (usize, &HistoryRow)| {
        let cell = |version: usize| view.cell(row, VersionIndex(version));
        (0..view.names.len()).map(cell).chain([view.remark(index).to_owned()]).collect()
    };
    TextTable { headings, rows: view.history.rows.iter().enumerate().map(row).collect() }.csv()
}

/// A cell that shows the text and is never a formula.
pub fn cell(text: &str) -> String {
    let shown = escape_invisible(text);
    // Spreadsheets skip white space and fold full-width forms.
    let first = shown.trim_start_matches([' ', '\n', '\u{a0}']).chars().next();
    let acts = matches!(first, Some('=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠'));
    if acts { format!("'{shown}") } else { shown.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for (text, shown) in [
            ("Decides", "Decides"),
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "␍=1"),
            (" =1", "' =1"),
            ("＝1", "'＝1"),
            ("a\u{1b}b", "a␛b"),
            ("1. =cmd", "1. =cmd"),
        ] {
            assert_eq!(cell(text), shown);
        }
    }
}
