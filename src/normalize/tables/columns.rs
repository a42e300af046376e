//! The lines of a table → rows of cells, an empty cell where a line has nothing in a column.
//!
//! Columns are where the fullest lines have their cells. A line with fewer cells has each of them in the column that it
//! stands under; where that is not clear, the line keeps its cells as they follow each other. In a table set with tabs
//! the tabs are counted then.

use std::collections::HashMap;
use std::ops::Range;

use crate::model::Block;

/// What parts the cells of a row.
const SEPARATOR: &str = " | ";
/// So many lines with the same number of cells show columns.
const MIN_LINES: usize = 2;
/// So many numbers of cells are tried, from the greatest down.
const MAX_LENGTHS: usize = 8;
/// Columns from one tab stop to the next.
const TAB: usize = 8;

/// The byte ranges of the cells of a line: what tabs or three spaces part.
pub(super) fn cells(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        start += text[start..].len() - text[start..].trim_start().len();
        let rest = &text[start..];
        if rest.is_empty() {
            return None;
        }
        let end = gap(rest).unwrap_or(rest.len());
        let cell = start..start + rest[..end].trim_end().len();
        start += end;
        Some(cell)
    })
}

/// Where the first gap between two cells begins.
fn gap(text: &str) -> Option<usize> {
    let spaces = text.find("   ");
    let tab = text[..spaces.unwrap_or(text.len())].find('\t');
    tab.or(spaces)
}

/// The rows of a table, with ` | ` between cells.
pub(super) fn rows(lines: &[Block]) -> Vec<String> {
    let cells = measured(lines);
    let columns = columns(&cells);
    let places: Vec<Option<Vec<usize>>> = cells.iter().map(|line| place(line, &columns)).collect();
    let is_clear = || cells.iter().zip(&places).all(|(line, places)| line.len() < 2 || places.is_some());
    if lines.iter().any(|line| line.text.as_str().contains('\t')) && !is_clear() {
        return lines.iter().map(by_tabs).collect();
    }
    cells.iter().zip(places).map(|(line, places)| row(line, places)).collect()
}

/// A line with each cell in its column; cells that have none follow each other.
fn row(line: &[Cell<'_>], places: Option<Vec<usize>>) -> String {
    let places = places.unwrap_or_else(|| (0..line.len()).collect());
    let mut row = String::new();
    let mut previous = 0;
    for (cell, place) in line.iter().zip(places) {
        row.extend(std::iter::repeat_n(SEPARATOR, place - previous));
        row.push_str(cell.text);
        previous = place;
    }
    row
}

/// A line whose cells are separated by tabs; those at its start are its indent.
fn by_tabs(line: &Block) -> String {
    let empty = std::iter::repeat_n("", line.indent as usize / TAB);
    empty.chain(line.text.as_str().split('\t').map(str::trim)).collect::<Vec<_>>().join(SEPARATOR)
}

/// A cell and the printed columns that it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Cell<'a> {
    text: &'a str,
    range: Range<usize>,
}

/// The cells of each line, measured from the left edge of the table on its page.
fn measured(lines: &[Block]) -> Vec<Vec<Cell<'_>>> {
    let mut edges: HashMap<u32, usize> = HashMap::new();
    for line in lines {
        let indent = line.indent as usize;
        edges.entry(line.location.page).and_modify(|edge| *edge = indent.min(*edge)).or_insert(indent);
    }
    let edge = |line: &Block| edges.get(&line.location.page).copied().unwrap_or(0);
    lines.iter().map(|line| line_cells(line.text.as_str(), line.indent as usize - edge(line))).collect()
}

/// The cells of a line that begins in a printed column.
fn line_cells(text: &str, indent: usize) -> Vec<Cell<'_>> {
    let (mut column, mut end) = (indent, 0);
    let place = |bytes: Range<usize>| {
        column = text[end..bytes.start].chars().fold(column, |column, character| match character {
            '\t' => (column / TAB + 1) * TAB,
            _ => column + 1,
        });
        let start = column;
        column += text[bytes.clone()].chars().count();
        end = bytes.end;
        Cell { text: &text[bytes], range: start..column }
    };
    cells(text).map(place).collect()
}

/// The columns of a table: where the fullest lines have their cells, if these stand under each other. A single line
/// counts at the top, where the column heads are, or if every other line fits into its columns. None where no lines
/// agree.
fn columns(lines: &[Vec<Cell<'_>>]) -> Vec<Range<usize>> {
    let mut lens: Vec<usize> = lines.iter().map(Vec::len).filter(|len| *len > 1).collect();
    lens.sort_unstable_by(|left, right| right.cmp(left));
    lens.dedup();
    let of_len = |len: &usize| {
        let full: Vec<&Vec<Cell<'_>>> = lines.iter().filter(|line| line.len() == *len).collect();
        let extent = |index: usize| {
            let ranges = full.iter().map(|line| &line[index].range);
            let start = ranges.clone().map(|range| range.start).min().unwrap_or(0);
            start..ranges.map(|range| range.end).max().unwrap_or(0)
        };
        let columns: Vec<Range<usize>> = (0..*len).map(extent).collect();
        let are_apart = columns.windows(2).all(|pair| pair[0].end <= pair[1].start);
        let fits = |line: &Vec<Cell<'_>>| line.len() < 2 || line.len() > *len || place(line, &columns).is_some();
        let is_head = lines.first().is_some_and(|first| first.len() == *len);
        (are_apart && (full.len() >= MIN_LINES || is_head || lines.iter().all(fits))).then_some(columns)
    };
    // few lengths are tried, so that a table in which every line differs takes no time that grows with its square
    lens.iter().take(MAX_LENGTHS).find_map(of_len).unwrap_or_default()
}

/// The column of each cell of a line; none where one has no column of its own, or is alone: then it goes on with a cell
/// of the line above, and where lines end does not count.
fn place(line: &[Cell<'_>], columns: &[Range<usize>]) -> Option<Vec<usize>> {
    if line.len() < 2 || line.len() > columns.len() {
        return None;
    }
    let mut places: Vec<usize> = Vec::with_capacity(line.len());
    for cell in line {
        let place = column_of(&cell.range, columns)?;
        if places.last().is_some_and(|last| *last >= place) {
            return None;
        }
        places.push(place);
    }
    Some(places)
}

/// The column that a cell stands under, or next to; none where it stands under several.
fn column_of(cell: &Range<usize>, columns: &[Range<usize>]) -> Option<usize> {
    let first = columns.partition_point(|column| column.end <= cell.start);
    let end = columns.partition_point(|column| column.start < cell.end);
    match end.saturating_sub(first) {
        0 => {
            // between two columns
            let before = first.checked_sub(1);
            let to_left = before.map_or(usize::MAX, |before| cell.start - columns[before].end);
            let to_right = columns.get(first).map_or(usize::MAX, |column| column.start - cell.end);
            if to_left < to_right { before } else { Some(first) }
        }
        1 => Some(first),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::StyledText;

    #[test]
    fn empty_cells_are_kept() {
        for (lines, expected) in [
            (
                &["Item      2035    2036    2037", "Oil          1               3", "Total        1       2       3"]
                    [..],
                &["Item | 2035 | 2036 | 2037", "Oil | 1 |  | 3", "Total | 1 | 2 | 3"][..],
            ),
            (
                &["Item      2035    2036    2037", "Oil          1       3", "Total        1       2       3"],
                &["Item | 2035 | 2036 | 2037", "Oil | 1 | 3", "Total | 1 | 2 | 3"],
            ),
            // a heading over several columns, a second line of a cell
            (
                &["Item      2035    2036", "     Part I. Oil and wicks", "Oil          1       2", "          of it"],
                &["Item | 2035 | 2036", "Part I. Oil and wicks", "Oil | 1 | 2", "of it"],
            ),
            (
                &["          2035    2036    2037", "Coats                500", "Oil          1       2       3"],
                &[" | 2035 | 2036 | 2037", "Coats |  | 500", "Oil | 1 | 2 | 3"],
            ),
            // no columns
            (
                &["a     b", "a long cell here     b   c", "dd   e   f"],
                &["a | b", "a long cell here | b | c", "dd | e | f"],
            ),
            (
                &["Item\t2035\t2036", "A long name\t\t2", "Oil\t1\t"],
                &["Item | 2035 | 2036", "A long name |  | 2", "Oil | 1"],
            ),
            (
                &["Item\t2035\t2036", "Oil\t\t2", "A long name\t2"],
                &["Item | 2035 | 2036", "Oil |  | 2", "A long name | 2"],
            ),
        ] {
            let indent = |line: &str| (line.len() - line.trim_start().len()) as f32;
            let block =
                |line: &&str| Block { text: StyledText::plain(line.trim()), indent: indent(line), ..Block::default() };
            assert_eq!(rows(&lines.iter().map(block).collect::<Vec<_>>()), expected, "{lines:?}");
        }
    }
}
