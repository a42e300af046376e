//! Column headings and rows of short cells, for a screen, as Markdown and as CSV.

use textwrap::Options;
use unicode_width::UnicodeWidthStr;

use super::markdown::escape;
use super::table;
use super::visible::escape_invisible;

/// Rows of cells; every row has as many cells as there are headings.
pub(super) struct TextTable<'a> {
    pub(super) headings: Vec<&'a str>,
    pub(super) rows: Vec<Vec<String>>,
}

impl TextTable<'_> {
    /// Aligned columns for a screen; the last one is wrapped.
    pub(super) fn text(&self, width: usize) -> String {
        let rows: Vec<Vec<String>> = std::iter::once(self.headings.iter().map(ToString::to_string).collect())
            .chain(
                self.rows
                    .iter()
                    .map(|row| row.iter().map(|cell| escape_invisible(cell).into_owned()).collect::<Vec<_>>()),
            )
            .collect();
        let last = self.headings.len().saturating_sub(1);
        // A very long name must not push the other columns off the screen.
        let limit = (width / 3).max(8);
        let widest = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or(0).min(limit);
        let widths: Vec<usize> = (0..last).map(widest).collect();
        let mut out = String::new();
        for row in &rows {
            let cells = row.iter().zip(&widths).map(|(cell, width)| {
                let blank = " ".repeat(width.saturating_sub(cell.width()));
                format!("{cell}{blank}  ")
            });
            let head: String = cells.collect();
            let hang = " ".repeat(widths.iter().map(|width| width + 2).sum::<usize>().min(width / 2));
            let line = format!("{head}{}", row.get(last).map_or("", String::as_str));
            let options = Options::new(width.max(20)).subsequent_indent(&hang);
            for line in textwrap::wrap(line.trim_end(), options) {
                out += line.trim_end();
                out.push('\n');
            }
        }
        out
    }

    /// A Markdown table.
    pub(super) fn markdown(&self) -> String {
        let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
        let mut out = row(self.headings.iter().map(ToString::to_string).collect());
        out += &row(vec!["---".to_owned(); self.headings.len()]);
        out.extend(self.rows.iter().map(|cells| row(cells.iter().map(|cell| escape::inline(cell)).collect())));
        out
    }

    /// CSV without cells that a spreadsheet takes for formulas.
    pub(super) fn csv(&self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        // Writing to memory cannot fail, and every record has as many fields.
        let _ = writer.write_record(self.headings.iter().map(|cell| table::cell(cell)));
        for row in &self.rows {
            let _ = writer.write_record(row.iter().map(|cell| table::cell(cell)));
        }
        String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
    }
}
