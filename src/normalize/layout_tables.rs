//! Tables that only lay text out are taken apart: a masthead, a draft set in columns.
//!
//! Above the organ's line there are no tables, only columns: each cell's paragraph becomes a line of the header. Below
//! it a table stays one, unless its rows are paragraphs of a resolution (half of them open like one) with nothing
//! beside them but their number: then each row is that paragraph. Paragraphs within the cells of a real table become
//! one line, as its rows are lines.

use crate::lexicon::{is_organ_line, parse_label, parse_opening};
use crate::model::{Block, BlockKind, Document, Style, StyledText};

/// What parts the paragraphs of a cell, as readers set it.
const PARAGRAPH_SEPARATOR: char = '\u{2029}';
/// A longer first cell is no number: `OP 12 bis`.
const MAX_LABEL_LEN: usize = 14;

/// Takes them apart.
pub(super) fn flatten_layout_tables(document: &mut Document) {
    if document.blocks.iter().all(|block| block.kind != BlockKind::Table) {
        return;
    }
    let organ = document.blocks.iter().position(|block| {
        let text = block.text.as_str();
        is_organ_line(text) || block.kind == BlockKind::Table && cell_paragraphs(text).any(is_organ_line)
    });
    for (index, block) in std::mem::take(&mut document.blocks).into_iter().enumerate() {
        if block.kind != BlockKind::Table {
            document.blocks.push(block);
        } else if organ.is_some_and(|organ| index <= organ) || is_draft(block.text.as_str()) {
            document.blocks.extend(flatten(block));
        } else {
            document.blocks.push(one_line_cells(block));
        }
    }
}

fn cell_paragraphs(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', PARAGRAPH_SEPARATOR]).flat_map(|line| line.split(" | ")).map(str::trim)
}

fn cells(row: &str) -> Vec<&str> {
    row.split(" | ").map(str::trim).filter(|cell| !cell.is_empty()).collect()
}

/// Whether half of the rows are paragraphs of a resolution.
fn is_draft(text: &str) -> bool {
    let opens = |cell: &&str| {
        let body = parse_label(cell).map_or(*cell, |label| &cell[label.len..]);
        parse_opening(body).is_some()
    };
    let rows: Vec<Vec<&str>> = text.split('\n').map(cells).filter(|row| !row.is_empty()).collect();
    let paragraph = |row: &&Vec<&str>| match row.as_slice() {
        [text] => opens(text),
        [number, text] => number.len() <= MAX_LABEL_LEN && opens(text),
        _ => false,
    };
    rows.iter().filter(paragraph).count() * 2 >= rows.len().max(1)
}

/// Rows, cells and their paragraphs as blocks; a number in a cell of its own goes before its text.
fn flatten(block: Block) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let place = block.location;
    for row in block.text.split("\n") {
        let mut number: Option<StyledText> = None;
        for cell in row.split(" | ") {
            let short = cell.as_str().trim();
            if number.is_none() && !short.is_empty() && short.len() <= MAX_LABEL_LEN && is_number(short) {
                number = Some(cell);
                continue;
            }
            for (index, paragraph) in cell.split("\u{2029}").into_iter().enumerate() {
                if paragraph.as_str().trim().is_empty() {
                    continue;
                }
                let mut text = StyledText::default();
                if let Some(number) = number.take() {
                    text.append(&number);
                    text.push(" ", Style::default());
                }
                text.append(&paragraph);
                let gap = if index == 0 { 1.0 } else { 0.0 };
                out.push(Block { text, location: place, lines_above: gap, ..Block::default() });
            }
        }
        out.extend(number.map(|text| Block { text, location: place, lines_above: 1.0, ..Block::default() }));
    }
    out
}

/// `1.`, `(a)`, `PP4`, `OP 7 bis`: a number that lacks its text.
fn is_number(cell: &str) -> bool {
    parse_label(cell).is_some_and(|label| label.len >= cell.len())
}

fn one_line_cells(mut block: Block) -> Block {
    block.text.replace_each("\u{2029}", " ");
    block
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layouts_are_no_tables() {
        let table = |text: &str| Block { kind: BlockKind::Table, text: StyledText::plain(text), ..Block::default() };
        let text = |text: &str| Block { text: StyledText::plain(text), ..Block::default() };
        let mut document = Document {
            blocks: vec![
                table("United Nations | A/C.1/90/L.62\nGeneral Assembly | Distr.: Limited\u{2029}12 October 2035"),
                text("The General Assembly,"),
                table("PP1 | Recalling its resolution,\n1. | Decides to meet;\n(a) | in Geneva"),
                table("Year | Share\n2035 | 3\u{2029}per cent"),
            ],
            ..Document::default()
        };
        flatten_layout_tables(&mut document);
        let got: Vec<_> = document.blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(
            got,
            [
                "United Nations",
                "A/C.1/90/L.62",
                "General Assembly",
                "Distr.: Limited",
                "12 October 2035",
                "The General Assembly,",
                "PP1 Recalling its resolution,",
                "1. Decides to meet;",
                "(a) in Geneva",
                "Year | Share\n2035 | 3 per cent",
            ]
        );
    }
}
