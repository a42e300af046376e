//! The history of several versions as a table: a row for each clause, a column for each version.

use crate::model::{HistoryRow, VersionIndex};
use crate::report::text_table::TextTable;
use crate::report::view::HistoryView;

/// Writes the table as comma-separated values. Every paragraph of every version is in exactly one cell.
pub fn history_csv(view: &HistoryView<'_>) -> String {
    let headings = view.names.iter().map(String::as_str).chain(["Remark"]).collect();
    let row = |(index, row): (usize, &HistoryRow)| {
        let cell = |version: usize| view.cell(row, VersionIndex(version));
        (0..view.names.len()).map(cell).chain([view.remark(index).to_owned()]).collect()
    };
    TextTable { headings, rows: view.history.rows.iter().enumerate().map(row).collect() }.csv()
}
