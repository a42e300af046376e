//! Pages set in two columns → rows in reading order: the left column, then the right one.
//!
//! Baselines alone would read such a page across both columns, each line of one with a line of the other. Official
//! documents have heads and tables in two columns, and those are read across. So only what cannot be either counts:
//! many rows, one below the other, all with the same gap in the middle, and on both sides lines that nearly fill their
//! column, as only running text does.

use super::rows::{Row, ink_extent};

/// Heads and most tables have fewer rows.
const MIN_ROWS: usize = 15;
/// The gap in the middle, in parts of the size of the text.
const MIN_GAP: f32 = 0.9;
/// The middle of the gap, as a part of the width of the text.
const MIDDLE: std::ops::Range<f32> = 0.4..0.6;
/// The share of the lines of a column that are full…
const MIN_FULL_LINES: f32 = 0.6;
/// …that is, at least this part of the column wide.
const MIN_FILL: f32 = 0.75;
/// Lines that begin so near each other begin at one edge.
const SAME_EDGE: f32 = 2.0;

/// Puts the columns of a page one after the other; whether there were any.
pub(super) fn split(rows: &mut Vec<Row>) -> bool {
    let Some((range, gap)) = find(rows) else { return false };
    let part: Vec<Row> = rows.drain(range.clone()).collect();
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for mut row in part {
        let middle = row.runs.partition_point(|run| ink_extent(run)[0] < gap);
        let behind = row.runs.split_off(middle);
        if !behind.is_empty() {
            right.push(Row { y: row.y, size: row.size, runs: behind, ..Row::default() });
        }
        if !row.runs.is_empty() || !row.is_text() {
            left.push(row);
        }
    }
    // indents are measured from the left edge of the page
    let edge = |rows: &[Row]| rows.iter().filter_map(start).fold(f32::INFINITY, f32::min);
    let shift = edge(&right) - edge(&left);
    for run in right.iter_mut().flat_map(|row| &mut row.runs) {
        run.start[0] -= shift;
        run.end[0] -= shift;
    }
    let index = range.start;
    rows.splice(index..index, left.into_iter().chain(right));
    true
}

fn start(row: &Row) -> Option<f32> {
    row.runs.first().map(|run| ink_extent(run)[0])
}

/// The rows that are set in two columns, and the middle of the gap between them.
fn find(rows: &[Row]) -> Option<(std::ops::Range<usize>, f32)> {
    let inked = |row: &Row| -> Vec<[f32; 2]> {
        row.runs.iter().filter(|run| !run.text.trim().is_empty()).map(ink_extent).collect()
    };
    let lines: Vec<(usize, Vec<[f32; 2]>)> = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.is_text() && !row.sideways)
        .map(|(index, row)| (index, inked(row)))
        .collect();
    if lines.len() < MIN_ROWS {
        return None;
    }
    let all = || lines.iter().flat_map(|(_, line)| line);
    let (low, high) =
        all().fold((f32::INFINITY, 0.0_f32), |(low, high), [left, right]| (low.min(*left), high.max(*right)));
    // the gap in the middle that most rows have
    let mut starts: std::collections::BTreeMap<i32, usize> = Default::default();
    for (index, line) in &lines {
        let size = rows[*index].size;
        for pair in line.windows(2) {
            let gap = pair[1][0] - pair[0][1];
            let middle = (pair[1][0] - 0.5 * gap.min(size) - low) / (high - low);
            if gap >= MIN_GAP * size && MIDDLE.contains(&middle) {
                *starts.entry(pair[1][0].round() as i32).or_insert(0) += 1;
            }
        }
    }
    let (edge, _) = starts.into_iter().max_by_key(|(_, count)| *count)?;
    let right_edge = edge as f32;
    let size = rows[lines[0].0].size.max(1.0);
    let gap = right_edge - 0.4 * size;
    // the longest stretch of rows that nothing crosses the gap in
    let crossed = |line: &[[f32; 2]]| line.iter().any(|[left, right]| *left < gap && *right > gap);
    let mut best = 0..0;
    let mut first = 0;
    for line in 0..=lines.len() {
        if line == lines.len() || crossed(&lines[line].1) {
            if line - first > best.len() {
                best = first..line;
            }
            first = line + 1;
        }
    }
    let stretch = &lines[best.clone()];
    if stretch.len() < MIN_ROWS {
        return None;
    }
    let mut lefts: Vec<[f32; 2]> = Vec::new();
    let mut rights: Vec<[f32; 2]> = Vec::new();
    for (_, line) in stretch {
        let middle = line.partition_point(|[left, _]| *left < gap);
        let side = |line: &[[f32; 2]]| Some([line.first()?[0], line.last()?[1]]);
        lefts.extend(side(&line[..middle]));
        rights.extend(side(&line[middle..]));
    }
    (is_running(&lefts) && is_running(&rights) && dense(stretch, rows)).then(|| {
        let start = stretch.first().map_or(0, |(index, _)| *index);
        let end = stretch.last().map_or(0, |(index, _)| index + 1);
        (start..end, gap)
    })
}

/// Whether lines are those of running text: most begin at one edge or are indented from it, and most fill the column.
fn is_running(lines: &[[f32; 2]]) -> bool {
    let left = lines.iter().map(|line| line[0]).fold(f32::INFINITY, f32::min);
    let right = lines.iter().map(|line| line[1]).fold(0.0, f32::max);
    let filled = lines.iter().filter(|line| line[1] - line[0] >= MIN_FILL * (right - left)).count();
    let edge = lines.iter().filter(|line| line[0] - left < SAME_EDGE).count();
    let most = MIN_FULL_LINES * lines.len() as f32;
    lines.len() >= MIN_ROWS && filled as f32 >= most && edge as f32 >= 0.4 * lines.len() as f32
}

/// Whether the rows stand as close as the lines of paragraphs do.
fn dense(stretch: &[(usize, Vec<[f32; 2]>)], rows: &[Row]) -> bool {
    let close = stretch.windows(2).filter(|pair| {
        let (above, below) = (&rows[pair[0].0], &rows[pair[1].0]);
        above.y - below.y < 1.6 * above.size
    });
    close.count() as f32 >= MIN_FULL_LINES * stretch.len() as f32
}
