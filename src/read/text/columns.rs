//! A page printed in two columns, as `pdftotext -layout` keeps it → lines in reading order: the left column, then the
//! right one.
//!
//! In: the lines of a page. Out: the same lines, each of those that stand in two columns cut in two. Heads, lists of
//! sponsors and tables have gaps in their middle too, and are read across. So only what can be neither counts: many lines
//! on both sides of one gutter of spaces, which fill their columns as only running text does, and which do not begin
//! their paragraphs together as the rows of a table do.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::{Block, StyledText};

/// Lines on each side; heads and most tables have fewer.
const MIN_LINES: usize = 12;
/// Spaces before the right column.
const MIN_GUTTER: usize = 2;
/// Where the right column begins, as a part of the width of the page.
const MIDDLE: Range<f32> = 0.35..0.7;
/// The share of the lines of a column that are full…
const MIN_FULL_LINES: f32 = 0.6;
/// …that is, at least this part of the column wide.
const MIN_FILL: f32 = 0.75;
/// The share of the lines of the right column that begin at its edge.
const MIN_AT_EDGE: f32 = 0.6;
/// The width of the narrower column, as a part of the width of the wider one.
const MIN_WIDTH_RATIO: f32 = 0.6;
/// From this share of lines with text on both sides on, an empty place in one column is a gap in its text.
const MIN_SHARED_LINES: f32 = 0.6;

/// Puts the columns of each page one after the other.
pub(super) fn split(blocks: &mut Vec<Block>) {
    let may_have_columns = |page: &[Block]| page.len() >= MIN_LINES && right_edge(page).is_some();
    if !blocks.chunk_by(|left, right| left.location.page == right.location.page).any(may_have_columns) {
        return;
    }
    let mut out = Vec::with_capacity(blocks.len());
    let mut rest = std::mem::take(blocks).into_iter().peekable();
    while let Some(first) = rest.next() {
        let page = first.location.page;
        let mut lines = vec![first];
        lines.extend(std::iter::from_fn(|| rest.next_if(|next| next.location.page == page)));
        split_page(lines, &mut out);
    }
    *blocks = out;
}

fn split_page(lines: Vec<Block>, out: &mut Vec<Block>) {
    let edge = right_edge(&lines).filter(|_| lines.len() >= MIN_LINES);
    let Some((edge, region)) = edge.and_then(|edge| Some((edge, region(&lines, edge)?))) else {
        return out.extend(lines);
    };
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let left_edge = lines[region.clone()].iter().filter(|line| start(line) < edge).map(start).min().unwrap_or(0);
    let shares_lines = shares_lines(&lines[region.clone()], edge);
    // The last line of each column.
    let (mut last_left, mut last_right) = (None, None);
    for (index, mut line) in lines.into_iter().enumerate() {
        if !region.contains(&index) {
            if index >= region.end {
                out.append(&mut left);
                out.append(&mut right);
            }
            out.push(line);
            continue;
        }
        let number = line.location.line;
        let gap = |last: &mut Option<u32>, own: f32| match last.replace(number) {
            None => own,
            Some(last) if shares_lines => (number - last).saturating_sub(1) as f32,
            Some(_) => 0.0,
        };
        let behind = cut(&mut line, edge);
        if let Some(mut behind) = behind {
            behind.lines_above = gap(&mut last_right, 0.0);
            behind.indent = behind.indent - edge as f32 + left_edge as f32;
            right.push(behind);
        }
        if !line.text.as_str().is_empty() {
            line.lines_above = gap(&mut last_left, line.lines_above);
            left.push(line);
        }
    }
    out.append(&mut left);
    out.append(&mut right);
}

fn start(line: &Block) -> usize {
    line.indent as usize
}

/// Where the right column begins, if the lines have one: where most begin in the middle of the page.
fn right_edge(lines: &[Block]) -> Option<usize> {
    let width = lines.iter().map(|line| line.indent + line.width).fold(0.0, f32::max);
    let middle = (MIDDLE.start * width) as usize..(MIDDLE.end * width) as usize;
    let mut starts: BTreeMap<usize, usize> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.indent + line.width > middle.start as f32) {
        let indent = start(line);
        if middle.contains(&indent) {
            *starts.entry(indent).or_default() += 1;
        } else if indent < middle.start && line.text.as_str().contains("  ") {
            for column in starts_in(line).filter(|column| middle.contains(column)) {
                *starts.entry(column).or_default() += 1;
            }
        }
    }
    // Of equals the first.
    let (edge, count) = starts.into_iter().rev().max_by_key(|(_, count)| *count)?;
    (count >= MIN_LINES / 2).then_some(edge)
}

/// The columns in which words stand after a gutter.
fn starts_in(line: &Block) -> impl Iterator<Item = usize> + '_ {
    let mut spaces = 0;
    line.text.as_str().chars().enumerate().filter_map(move |(index, sign)| {
        let is_start = sign != ' ' && spaces >= MIN_GUTTER;
        spaces = if sign == ' ' { spaces + 1 } else { 0 };
        is_start.then(|| start(line) + index)
    })
}

/// Whether the gutter before the right column is empty in a line.
fn keeps_gutter(line: &Block, edge: usize) -> bool {
    let indent = start(line);
    let gutter = edge.saturating_sub(MIN_GUTTER)..edge;
    indent >= edge
        || indent + line.width as usize <= gutter.start
        || line.text.as_str().chars().skip(gutter.start - indent.min(gutter.start)).take(MIN_GUTTER).all(|c| c == ' ')
            && indent <= gutter.start
}

/// The lines that are set in two columns.
fn region(lines: &[Block], edge: usize) -> Option<Range<usize>> {
    let mut start = 0;
    for run in lines.chunk_by(|left, right| keeps_gutter(left, edge) == keeps_gutter(right, edge)) {
        let range = start..start + run.len();
        start = range.end;
        let has_right = |line: &Block| line.indent + line.width > edge as f32;
        let (first, last) = (run.iter().position(has_right), run.iter().rposition(has_right));
        let (Some(first), Some(last), true) = (first, last, keeps_gutter(&run[0], edge)) else { continue };
        // The left column may be longer.
        let tail = run[last + 1..].iter().take_while(|line| line.lines_above == 0.0).count();
        let region = range.start + first..range.start + last + 1 + tail;
        if is_two_columns(&lines[region.clone()], edge) {
            return Some(region);
        }
    }
    None
}

/// Whether lines that keep a gutter are two columns of running text.
fn is_two_columns(lines: &[Block], edge: usize) -> bool {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for line in lines {
        let mut line = line.clone();
        let behind = cut(&mut line, edge);
        right.extend(behind);
        if !line.text.as_str().is_empty() {
            left.push(line);
        }
    }
    let at_edge = right.iter().filter(|line| start(line) == edge).count();
    let widths = [&left, &right].map(|column| {
        let first = column.iter().map(|line| line.indent).fold(f32::INFINITY, f32::min);
        column.iter().map(|line| line.indent + line.width).fold(0.0, f32::max) - first
    });
    let fills = |column: &[Block], width: f32| {
        let full = column.iter().filter(|line| line.width >= MIN_FILL * width).count();
        column.len() >= MIN_LINES && full as f32 >= MIN_FULL_LINES * column.len() as f32
    };
    !is_table(lines, edge)
        && fills(&left, widths[0])
        && fills(&right, widths[1])
        && at_edge as f32 >= MIN_AT_EDGE * right.len() as f32
        && widths[0].min(widths[1]) >= MIN_WIDTH_RATIO * widths[0].max(widths[1])
}

/// Whether the texts on both sides begin together below empty lines, as the rows of a table do. Of two columns of text one
/// goes on beside a gap in the other.
fn is_table(lines: &[Block], edge: usize) -> bool {
    let has_text = |line: &Block| [start(line) < edge, line.indent + line.width > edge as f32];
    let (mut rows, mut gaps) = (0, 0);
    for pair in lines.windows(2) {
        let (above, line) = (has_text(&pair[0]), has_text(&pair[1]));
        match pair[1].lines_above > 0.0 {
            true => rows += usize::from(line == [true, true]),
            false => gaps += usize::from(line == [true, true] && above != line),
        }
    }
    rows > gaps
}

/// Whether most lines have text in both columns.
fn shares_lines(lines: &[Block], edge: usize) -> bool {
    let both = lines.iter().filter(|line| start(line) < edge && line.indent + line.width > edge as f32).count();
    both as f32 >= MIN_SHARED_LINES * lines.len() as f32
}

/// Cuts off what stands in the right column.
fn cut(line: &mut Block, edge: usize) -> Option<Block> {
    let indent = start(line);
    if line.indent + line.width <= edge as f32 {
        return None;
    }
    if indent >= edge {
        let whole = line.clone();
        line.text = StyledText::default();
        return Some(whole);
    }
    let text = line.text.as_str();
    let offset = text.char_indices().nth(edge - indent).map_or(text.len(), |(offset, _)| offset);
    let (before, behind) = text.split_at(offset);
    let spaces = behind.chars().take_while(|c| *c == ' ').count();
    let behind = Block {
        text: StyledText::plain(behind.trim()),
        indent: (edge + spaces) as f32,
        width: behind.trim().chars().count() as f32,
        ..line.clone()
    };
    let before = before.trim_end().to_owned();
    line.width = before.chars().count() as f32;
    line.text = StyledText::plain(before);
    Some(behind)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed unwrap is the failure")]
mod tests {
    /// Paragraphs of running text, wrapped; an empty line between two if `apart`.
    fn column(names: &[&str], width: usize, apart: bool) -> Vec<String> {
        let mut lines = Vec::new();
        for name in names {
            let words = format!(
                "{name} asks the keepers of the {name} tower to trim the lamps before dusk, to write down the name of \
                 every ship that passes and to ring the bell of {name} in fog for as long as no light is seen;"
            );
            let mut line = String::new();
            for word in words.split(' ') {
                if !line.is_empty() && line.len() + 1 + word.len() > width {
                    lines.push(std::mem::take(&mut line));
                }
                line += if line.is_empty() { "" } else { " " };
                line += word;
            }
            lines.push(line);
            if apart {
                lines.push(String::new());
            }
        }
        lines
    }

    fn lines_of(text: &str) -> Vec<String> {
        let blocks = crate::read::text::read(text).unwrap().blocks;
        blocks.into_iter().map(|block| block.text.into_text()).collect()
    }

    const LEFT: [&str; 4] = ["Alba", "Borg", "Cora", "Dorn"];
    const RIGHT: [&str; 4] = ["Elba", "Faro", "Gull", "Hirn"];

    #[test]
    fn columns_are_read_one_after_the_other() {
        let [left, right] = [&LEFT, &RIGHT].map(|names| column(names, 40, false));
        // line by line, and with the lines of one column between those of the other
        let shared: Vec<String> = left.iter().zip(&right).map(|(left, right)| format!("{left:45}{right}")).collect();
        let between = left.iter().zip(&right).flat_map(|(left, right)| [left.clone(), format!("{:45}{right}", "")]);
        let between: Vec<String> = between.collect();
        let head = "A head that runs across the page, over both of its columns";
        let expected: Vec<String> = [&[head.to_owned()], &left[..], &right, &[head.to_owned()]].concat();
        for body in [shared, between] {
            let text = format!("{head}\n\n{}\n\n{head}\n", body.join("\n"));
            assert_eq!(lines_of(&text), expected);
        }
    }

    #[test]
    fn a_gap_in_one_column_is_one_of_its_paragraphs() {
        let (left, right) = (column(&LEFT, 40, true), column(&RIGHT, 33, true));
        let lines = left.iter().zip(&right).map(|(left, right)| format!("{left:45}{right}").trim_end().to_owned());
        let blocks = crate::read::text::read(&lines.collect::<Vec<_>>().join("\n")).unwrap().blocks;
        let begins = blocks.iter().filter(|block| block.lines_above > 0.0).map(|block| block.text.as_str());
        let begins: Vec<&str> = begins.map(|line| line.split(' ').next().unwrap()).collect();
        assert_eq!(begins, ["Borg", "Cora", "Dorn", "Faro", "Gull", "Hirn"]);
    }

    #[test]
    fn tables_lists_and_short_texts_are_read_across() {
        let row = |(left, right): (&String, &String)| format!("{left:45}{right}").trim_end().to_owned();
        let [left, right] = [&LEFT, &RIGHT].map(|names| column(names, 40, true));
        let table: Vec<String> = left.iter().zip(&right).map(row).collect();
        let names: Vec<String> = (0..30).map(|index| format!("{:45}{}", LEFT[index % 4], RIGHT[index % 4])).collect();
        let [left, right] = [&LEFT[..1], &RIGHT[..1]].map(|names| column(names, 40, false));
        let short: Vec<String> = left.iter().zip(&right).map(row).collect();
        for lines in [table, names, short] {
            let expected: Vec<&String> = lines.iter().filter(|line| !line.is_empty()).collect();
            assert_eq!(lines_of(&lines.join("\n")).iter().collect::<Vec<_>>(), expected);
        }
    }
}
