//! Cells of paragraphs → one table block, or the paragraphs themselves where the table only lays them out.
//!
//! A table with one filled cell a row is no table: its paragraphs go on as such. In any other, cells are separated by
//! ` | `, rows by a line feed, and paragraphs in a cell by U+2029, so that
//! [`normalize`](crate::normalize) can still take a masthead or a two-column draft apart. Where a cell takes several
//! columns or rows, empty cells stand before what follows, so that every cell is in its column.

use crate::model::{Block, BlockKind, Style, StyledText};

/// What parts the paragraphs of one cell.
const PARAGRAPH: &str = "\u{2029}";

/// Columns that are counted; a cell beyond them takes one, whatever it says.
const MAX_COLUMNS: usize = 64;

/// The rows of a table, filled cell by cell.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: Vec<Vec<Cell>>,
    row: Vec<Cell>,
    /// The column of the next cell, and how many cells stand in the row with the empty ones.
    column: usize,
    len: usize,
    /// In how many further rows each column is taken by a cell from above.
    taken: Vec<usize>,
}

/// A cell, and how many empty ones stand before it because others take their place.
#[derive(Debug, Default)]
struct Cell {
    empty: usize,
    blocks: Vec<Block>,
}

impl Table {
    /// Adds a cell that takes some columns and rows.
    pub(super) fn cell(&mut self, blocks: Vec<Block>, columns: usize, rows: usize) {
        while let Some(rows) = self.taken.get_mut(self.column).filter(|rows| **rows > 0) {
            *rows -= 1;
            self.column += 1;
        }
        self.row.push(Cell { empty: self.column - self.len, blocks });
        self.len = self.column + 1;
        let columns = columns.clamp(1, MAX_COLUMNS.saturating_sub(self.column).max(1));
        let end = self.column + columns;
        if rows > 1 && end <= MAX_COLUMNS {
            self.taken.resize(self.taken.len().max(end), 0);
            self.taken[self.column..end].fill(rows - 1);
        }
        self.column = end;
    }

    /// Passes over columns in which a row has no cell.
    pub(super) fn skip(&mut self, columns: usize) {
        self.column = self.column.saturating_add(columns).min(MAX_COLUMNS);
    }

    /// Ends a row.
    pub(super) fn end_row(&mut self) {
        let behind = self.taken.iter_mut().skip(self.column);
        behind.for_each(|rows| *rows = rows.saturating_sub(1));
        self.rows.push(std::mem::take(&mut self.row));
        (self.column, self.len) = (0, 0);
    }

    /// The blocks of the table.
    pub(super) fn blocks(self) -> Vec<Block> {
        blocks(self.rows)
    }
}

/// The blocks of a table: rows of cells of blocks.
fn blocks(mut rows: Vec<Vec<Cell>>) -> Vec<Block> {
    // a frame around a whole page, often several of them in each other
    if let [row] = rows.as_mut_slice()
        && let [cell] = row.as_mut_slice()
    {
        return std::mem::take(&mut cell.blocks);
    }
    let filled = |row: &Vec<Cell>| row.iter().filter(|cell| !cell.blocks.is_empty()).count();
    if rows.iter().all(|row| filled(row) <= 1) {
        return rows.into_iter().flatten().flat_map(|cell| cell.blocks).collect();
    }
    let mut text = StyledText::default();
    let mut first: Option<Block> = None;
    for row in rows.into_iter().filter(|row| filled(row) > 0) {
        if !text.is_empty() {
            text.push("\n", Style::default());
        }
        for (at, cell) in row.into_iter().enumerate() {
            for _ in 0..cell.empty + usize::from(at > 0) {
                text.push(" | ", Style::default());
            }
            for (at, block) in cell.blocks.into_iter().enumerate() {
                if at > 0 {
                    text.push(PARAGRAPH, Style::default());
                }
                // a table in a cell: its rows become paragraphs of the cell
                let mut inner = block.text.clone();
                inner.replace_each("\n", if block.kind == BlockKind::Table { PARAGRAPH } else { " " });
                text.append(&inner);
                first.get_or_insert(block);
            }
        }
    }
    let first = first.unwrap_or_default();
    vec![Block {
        kind: BlockKind::Table,
        text,
        lines_above: 1.0,
        indent: first.indent,
        location: first.location,
        ..Block::default()
    }]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_and_layouts() {
        let block = |text: &str| Block { text: StyledText::plain(text), ..Block::default() };
        let cell = |texts: &[&str]| texts.iter().map(|text| block(text)).collect::<Vec<_>>();
        for (rows, expected) in [
            (
                vec![vec![cell(&["Year"]), cell(&["Share"])], vec![cell(&["2025"]), cell(&["3", "4"])]],
                &["Year | Share\n2025 | 3\u{2029}4"][..],
            ),
            (
                vec![vec![cell(&["1. Decides", "(a) x"])], vec![cell(&[]), cell(&["2. Requests"])]],
                &["1. Decides", "(a) x", "2. Requests"],
            ),
            (vec![], &[]),
        ] {
            let mut table = Table::default();
            for row in rows {
                row.into_iter().for_each(|cell: Vec<Block>| table.cell(cell, 1, 1));
                table.end_row();
            }
            let got = table.blocks();
            assert_eq!(got.iter().map(|block| block.text.as_str()).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn cells_stand_in_their_columns() {
        let block = |text: &str| vec![Block { text: StyledText::plain(text), ..Block::default() }];
        for (rows, expected) in [
            (&[&[("a", 2, 1), ("b", 1, 1)][..], &[("c", 1, 1), ("d", 2, 1)]][..], "a |  | b\nc | d"),
            (&[&[("a", 1, 2), ("b", 1, 1)], &[("c", 1, 1)], &[("d", 1, 1), ("e", 1, 1)]], "a | b\n | c\nd | e"),
            (&[&[("a", 1, 1), ("b", 2, 3), ("c", 1, 1)], &[("d", 1, 1), ("e", 1, 1)]], "a | b |  | c\nd |  |  | e"),
            (&[&[("a", 1, 1), ("b", 1, 3)], &[("c", 1, 1)], &[("d", 1, 1), ("e", 1, 1)]], "a | b\nc\nd |  | e"),
            (&[&[("a", 99, 1), ("b", 99, 99), ("c", 1, 1)], &[("d", 1, 1)]], "a |&62 b | c\nd"),
        ] {
            let mut table = Table::default();
            for row in rows {
                row.iter().for_each(|(text, columns, rows)| table.cell(block(text), *columns, *rows));
                table.end_row();
            }
            let expected = expected.replace("&62", &"  |".repeat(63));
            assert_eq!(table.blocks()[0].text.as_str(), expected);
        }
    }
}
