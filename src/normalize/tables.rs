//! Runs of lines set in columns → one table block, cells separated by ` | `, rows by line ends.
//!
//! A line with three or more spaces inside, or two tabs, is a row; one alone is a justified line of text, three near
//! each other are a table, and so are two if the first has three cells and the second follows it. Lines between rows
//! belong to it (a heading of a group, the second line of a cell). What is left of tabs becomes spaces.

mod columns;

use std::ops::Range;

use memchr::{memchr, memmem};

use super::body_start;
use crate::lexicon::{parse_label, parse_section_label};
use crate::model::{Block, BlockKind, Document, StyledText};

/// So many rows make a table.
const MIN_ROWS: usize = 3;
/// A head of a column has no more bytes.
const MAX_HEAD: usize = 30;
/// The second column stands so far to the right of the first: paragraphs are not set in so far.
const MIN_COLUMN: f32 = 15.0;
/// So many lines without columns may stand between two rows.
const MAX_LINES_BETWEEN: usize = 4;

pub(super) fn detect_tables(document: &mut Document, has_tabs: bool) {
    join_table_rows(document);
    if has_tabs {
        document.blocks.iter_mut().for_each(|block| block.text.replace_each("\t", " "));
    }
}

fn join_table_rows(document: &mut Document) {
    let body = body_start(document);
    let blocks = &document.blocks;
    let mut tables: Vec<Range<usize>> = Vec::new();
    let mut row = body;
    while row < blocks.len() {
        if !is_row(blocks, row) {
            row += 1;
            continue;
        }
        let (mut rows, mut last, mut next) = (1, row, row + 1);
        // the last line that has several cells
        let mut full = row;
        while next < blocks.len() && next - last <= MAX_LINES_BETWEEN + 1 && !starts_paragraph(&blocks[next]) {
            if is_row(blocks, next) {
                rows += 1;
                (last, full) = (next, next);
            } else if stands_under_cell(&blocks[full], &blocks[next]) {
                last = next;
            }
            next += 1;
        }
        if rows >= MIN_ROWS || rows == 2 && is_head_of(blocks, row, full) {
            // what stands right under the last row belongs to it; the note under a table is part of it
            let page = blocks[last].location.page;
            let near = |index: usize| {
                blocks.get(index).is_some_and(|block| {
                    block.lines_above == 0.0 && !starts_paragraph(block) && block.location.page == page
                })
            };
            while near(last + 1) && blocks[last + 1].text.as_str().len() < 60 {
                last += 1;
            }
            let noted = blocks.get(last + 1).is_some_and(|block| {
                ["Abbreviations:", "Abbreviation:", "Source:", "Note:"]
                    .iter()
                    .any(|word| block.text.as_str().starts_with(word))
            });
            if noted {
                last += 1;
                while blocks.get(last + 1).is_some_and(|block| {
                    block.lines_above == 0.0 && !starts_paragraph(block) && block.location.page == page
                }) {
                    last += 1;
                }
            }
            let mut first = row;
            // column heads over the first row: short lines far from the left edge
            let above = tables.last().map_or(body, |table| table.end);
            while first > above
                && !starts_paragraph(&blocks[first - 1])
                && is_column_head(&blocks[first - 1], &blocks[row])
            {
                first -= 1;
            }
            tables.push(first..last + 1);
        }
        row = last + 1;
    }
    if tables.is_empty() {
        return;
    }
    let mut tables = tables.into_iter().peekable();
    let mut rows: Vec<Block> = Vec::new();
    for (index, block) in std::mem::take(&mut document.blocks).into_iter().enumerate() {
        match tables.peek() {
            Some(table) if table.contains(&index) => {
                rows.push(block);
                if index + 1 == table.end {
                    document.blocks.push(join_rows(&std::mem::take(&mut rows)));
                    tables.next();
                }
            }
            _ => document.blocks.push(block),
        }
    }
}

/// The rows of a table as one block.
fn join_rows(rows: &[Block]) -> Block {
    let first = rows.first().cloned().unwrap_or_default();
    Block {
        kind: BlockKind::Table,
        text: StyledText::plain(columns::rows(rows).join("\n")),
        indent: first.indent,
        lines_above: first.lines_above.max(1.0),
        location: first.location,
        ..Block::default()
    }
}

fn cells(text: &str) -> Vec<&str> {
    columns::cells(text).map(|cell| &text[cell]).collect()
}

fn is_row(blocks: &[Block], index: usize) -> bool {
    let text = blocks[index].text.as_str();
    let has_columns = memmem::find(text.as_bytes(), b"   ").is_some() || is_tabbed(text);
    has_columns && !starts_paragraph(&blocks[index]) && {
        // after a section's number wide spaces are usual
        let body = parse_section_label(text).map_or(text, |section| &text[section.len..]);
        cells(body).len() > 1
    }
}

/// Whether a row has three short cells, as the heads of columns do, and another row stands right under it.
fn is_head_of(blocks: &[Block], head: usize, row: usize) -> bool {
    let cells = cells(blocks[head].text.as_str());
    row == head + 1
        && blocks[row].lines_above <= 1.0
        && cells.len() > 2
        && cells.iter().all(|cell| cell.len() <= MAX_HEAD)
}

/// Whether a line stands under a cell behind the first one of a row, far to the right of the first: it goes on with it.
fn stands_under_cell(row: &Block, line: &Block) -> bool {
    let text = row.text.as_str();
    let start_of = |cell: Range<usize>| row.indent + text[..cell.start].chars().count() as f32;
    line.indent >= row.indent + MIN_COLUMN
        && columns::cells(text).skip(1).any(|cell| (start_of(cell) - line.indent).abs() <= 1.0)
}

/// Whether tabs part a line into three cells or more: one tab may stand after a bullet or a name.
fn is_tabbed(text: &str) -> bool {
    memchr(b'\t', text.as_bytes()).is_some_and(|first| memchr(b'\t', &text.as_bytes()[first + 1..]).is_some())
}

/// Whether a line begins a numbered paragraph, not a numbered row that ends with an amount. “Item 3.” before a wide
/// space numbers one too.
fn starts_paragraph(block: &Block) -> bool {
    let text = block.text.as_str();
    if is_numbered_name(&text[..text.find("   ").unwrap_or(0)]) {
        return true;
    }
    let amount = |cell: &&str| {
        cell.chars().all(|figure| figure.is_ascii_digit() || matches!(figure, ' ' | ',' | '.' | '%' | '–' | '-'))
    };
    parse_label(text).is_some_and(|label| {
        let numbered = label.interpretations.iter().any(|(_, ordinal)| *ordinal > 0);
        let row = cells(&text[label.len..]).len() > 1 && cells(text).last().is_some_and(amount);
        numbered && !row
    })
}

/// `Item 3.`
fn is_numbered_name(text: &str) -> bool {
    text.strip_suffix('.').and_then(|text| text.split_once(' ')).is_some_and(|(name, number)| {
        name.chars().all(char::is_alphabetic)
            && !number.is_empty()
            && number.bytes().all(|digit| digit.is_ascii_digit())
    })
}

fn is_column_head(block: &Block, row: &Block) -> bool {
    let text = block.text.as_str();
    block.indent > row.indent + 20.0 && text.len() < 40 && !text.ends_with(['.', ';', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_rows_make_a_table() {
        let lines = [
            "The General Assembly",
            "1.   Approves the following:",
            "Section                    Amount",
            "Part I. Direction",
            "1         Policy           100 000",
            "2         Conferences      200 000",
            "2.   Decides that the     arrangements    shall be",
        ];
        let mut document = Document {
            blocks: lines.iter().map(|line| Block { text: StyledText::plain(*line), ..Block::default() }).collect(),
            ..Document::default()
        };
        detect_tables(&mut document, false);
        assert_eq!(document.blocks.len(), 4);
        assert_eq!(
            document.blocks[2].text.as_str(),
            "Section |  | Amount\nPart I. Direction\n1 | Policy | 100 000\n2 | Conferences | 200 000"
        );
    }
}
