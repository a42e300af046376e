//! Cells of paragraphs → one table block, or the paragraphs themselves where the table only lays them out.
//!
//! A table with one filled cell a row is no table: its paragraphs go on as such. In any other, cells are parted by
//! ` | `, rows by a line feed, and paragraphs in a cell by U+2029, so that
//! [`normalize`](crate::normalize) can still take a masthead or a two-column draft apart.

use crate::model::{Block, BlockKind, Style, StyledText};

/// What parts the paragraphs of one cell.
const PARAGRAPH: &str = "\u{2029}";

/// The blocks of a table: rows of cells of blocks.
pub(super) fn blocks(mut rows: Vec<Vec<Vec<Block>>>) -> Vec<Block> {
    // a frame around a whole page, often several of them in each other
    if let [row] = rows.as_mut_slice()
        && let [cell] = row.as_mut_slice()
    {
        return std::mem::take(cell);
    }
    let filled = |row: &Vec<Vec<Block>>| row.iter().filter(|cell| !cell.is_empty()).count();
    if rows.iter().all(|row| filled(row) <= 1) {
        return rows.into_iter().flatten().flatten().collect();
    }
    let mut text = StyledText::default();
    let mut first: Option<Block> = None;
    for row in rows.into_iter().filter(|row| filled(row) > 0) {
        if !text.is_empty() {
            text.push("\n", Style::default());
        }
        for (index, cell) in row.into_iter().enumerate() {
            if index > 0 {
                text.push(" | ", Style::default());
            }
            for (index, block) in cell.into_iter().enumerate() {
                if index > 0 {
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
            let got = blocks(rows);
            assert_eq!(got.iter().map(|block| block.text.as_str()).collect::<Vec<_>>(), expected);
        }
    }
}
