//! Runs of a page → rows: what stands on one baseline, from left to right.
//!
//! 1. A page is turned so that most of its text stands upright. What stands otherwise is apart: a few words (a note up
//!    the margin) are no part of the text, a sentence or more (a table set sideways) follows it.
//! 2. Invisible runs count only where nothing else is there, or where a picture is the page: the text after a scan.
//!    What stands beyond the edges of the page is not seen either, unless most of the page does: then the edges are
//!    wrong.
//! 3. Runs of one height make a row. Rows of nearly one height are joined (a page's foot in two sizes), and rows of
//!    small characters to the row below or above them into whose gaps they fit (footnote references, indices).

use super::pages::{Page, Run};
use crate::model::RemovalKind;

/// Runs on one baseline.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// Height of the baseline over the lower edge of the page.
    pub(super) y: f32,
    /// Size of most characters.
    pub(super) size: f32,
    /// From left to right, measured from the left edge of the page; spaces at the ends are gone.
    pub(super) runs: Vec<Run>,
    /// It is no text: a line is drawn here, of this width.
    pub(super) rule: Option<[f32; 2]>,
    /// It is no part of the text, for this reason.
    pub(super) aside: Option<RemovalKind>,
    /// It is set sideways on its page.
    pub(super) sideways: bool,
}

impl Row {
    pub(super) fn is_text(&self) -> bool {
        self.rule.is_none() && self.aside.is_none()
    }
}

/// Baselines that differ by less than this part of the smaller size are one.
const MAX_BASELINE_SHIFT: f32 = 0.25;
/// Small characters are at most this part of the size they are raised beside …
const MAX_SCRIPT_SIZE: f32 = 0.8;
/// … and raised or lowered by at most this part of it.
const MAX_SCRIPT_RISE: f32 = 0.65;

/// Runs are one if less than these parts of their size apart, without a space and with one.
const MAX_WORD_GAP: f32 = 0.2;
const MAX_LINE_GAP: f32 = 0.6;

/// Letters of what is more than a note in the margin.
const MAX_MARGIN_NOTE: usize = 80;
/// No row is set in more sizes; further ones are not counted.
const MAX_SIZES: usize = 64;
/// No row is joined from more rows, so that rows of a page drawn over each other take no time that grows with its
/// square.
const MAX_JOINED: usize = 256;

pub(super) fn rows(page: Page) -> Vec<Row> {
    let painted = page.runs.iter().any(|run| !run.invisible && !run.text.trim().is_empty());
    let (on_page, all) = page.runs.iter().fold((0, 0), |(on_page, all), run| {
        let len = run.text.trim().len();
        (on_page + if is_on_page(run, page.edges) { len } else { 0 }, all + len)
    });
    let are_edges_known = on_page * 2 > all;
    let mut aside: Vec<Run> = Vec::new();
    let mut turned: [Vec<Run>; 4] = Default::default();
    for run in page.runs {
        let sound = run.start.iter().chain(&run.end).all(|place| place.is_finite() && place.abs() < 1e5);
        let seen = (!run.invisible || page.picture || !painted) && (!are_edges_known || is_on_page(&run, page.edges));
        if sound && seen && run.size > 0.0 && run.size <= 1e4 {
            turned[usize::from(run.turns % 4)].push(run);
        } else if !run.text.trim().is_empty() {
            aside.push(run);
        }
    }
    let count = |runs: &[Run]| runs.iter().map(|run| run.text.trim().len()).sum::<usize>();
    let turns = (0..4).max_by_key(|turns| (count(&turned[*turns]), 4 - turns)).unwrap_or(0);
    let mut rows = upright(std::mem::take(&mut turned[turns]), turns as u8, page.edges);
    if turns == 0 {
        // lines drawn on turned pages belong to tables
        rows.extend(page.rules.iter().map(|[left, right, y]| Row {
            y: y - page.edges[1],
            rule: Some([left - page.edges[0], right - page.edges[0]]),
            ..Row::default()
        }));
        rows.sort_by(|a, b| b.y.total_cmp(&a.y));
    }
    for (turns, runs) in turned.into_iter().enumerate() {
        let sentence = count(&runs) >= MAX_MARGIN_NOTE;
        let mut sideways = upright(runs, turns as u8, page.edges);
        // it follows the page at a distance that ends a paragraph
        let lowest = rows.iter().filter(|row| row.is_text()).map(|row| row.y).fold(0.0, f32::min);
        let top = sideways.first().map_or(0.0, |row| row.y + 3.0 * row.size);
        for row in &mut sideways {
            row.y += lowest - top;
            row.sideways = sentence;
            row.aside = (!sentence).then_some(RemovalKind::Ornament);
        }
        rows.append(&mut sideways);
    }
    let mut hidden = baselines(aside);
    hidden.iter_mut().for_each(|row| row.aside = Some(RemovalKind::Hidden));
    rows.append(&mut hidden);
    rows
}

/// Whether any of a run stands within the edges of its page.
fn is_on_page(run: &Run, [left, low, right, high]: [f32; 4]) -> bool {
    let between = |place: [f32; 2], low: f32, high: f32| {
        place[0].min(place[1]) - run.size <= high && place[0].max(place[1]) + run.size >= low
    };
    between([run.start[0], run.end[0]], left, right) && between([run.start[1], run.end[1]], low, high)
}

/// Rows of runs that are turned alike, from the highest down once the page is turned so that they stand upright.
fn upright(mut runs: Vec<Run>, turns: u8, edges: [f32; 4]) -> Vec<Row> {
    for run in &mut runs {
        run.start = turn(run.start, turns, edges);
        run.end = turn(run.end, turns, edges);
    }
    let mut rows = join(baselines(runs));
    rows.iter_mut().for_each(coalesce);
    rows
}

/// Turns a point of the page clockwise by quarter turns; the result counts from the new left and lower edges.
fn turn([x, y]: [f32; 2], turns: u8, [left, low, right, high]: [f32; 4]) -> [f32; 2] {
    match turns {
        1 => [y - low, right - x],
        2 => [right - x, high - y],
        3 => [high - y, x - left],
        _ => [x - left, y - low],
    }
}

/// Runs of exactly one height (to a tenth of a point), from the highest down.
fn baselines(mut runs: Vec<Run>) -> Vec<Row> {
    runs.sort_by(|left, right| right.start[1].total_cmp(&left.start[1]));
    let mut rows: Vec<Row> = Vec::new();
    for run in runs {
        match rows.last_mut() {
            Some(row) if row.y - run.start[1] <= 0.1 => row.runs.push(run),
            _ => rows.push(Row { y: run.start[1], runs: vec![run], ..Row::default() }),
        }
    }
    for row in &mut rows {
        tidy(row);
    }
    rows.retain(|row| !row.runs.is_empty());
    rows
}

/// Sorts the runs, drops spaces at the ends and characters drawn twice, and finds the common size.
fn tidy(row: &mut Row) {
    row.runs.sort_by(|left, right| left.start[0].total_cmp(&right.start[0]));
    // a heavy look is made by drawing twice, a hair apart
    row.runs.dedup_by(|run, kept| run.text == kept.text && (run.start[0] - kept.start[0]).abs() < 0.1 * run.size);
    let blank = |run: &Run| run.text.trim().is_empty();
    let first = row.runs.iter().position(|run| !blank(run)).unwrap_or(row.runs.len());
    let last = row.runs.iter().rposition(|run| !blank(run)).map_or(first, |last| last + 1);
    row.runs.truncate(last);
    row.runs.drain(..first);
    row.size = common_size(&row.runs);
}

fn common_size(runs: &[Run]) -> f32 {
    let mut sizes: Vec<(f32, usize)> = Vec::new();
    for run in runs {
        let letters = run.text.trim().len();
        match sizes.iter().position(|(size, _)| (size - run.size).abs() < 0.3) {
            Some(index) => sizes[index].1 += letters,
            None if sizes.len() < MAX_SIZES => sizes.push((run.size, letters)),
            None => {}
        }
    }
    sizes.into_iter().max_by_key(|(_, count)| *count).map_or(0.0, |(size, _)| size)
}

/// Joins rows of nearly one height, and small characters to the row they stand beside.
fn join(rows: Vec<Row>) -> Vec<Row> {
    let mut out: Vec<Row> = Vec::with_capacity(rows.len());
    let mut joined = 0;
    for row in rows {
        match out.last_mut() {
            Some(above) if joined < MAX_JOINED && same_line(above, &row) => {
                joined += 1;
                // the row with the bigger characters keeps its baseline
                if row.size > above.size * 1.05
                    || (row.size > above.size * 0.95 && letter_count(&row) > letter_count(above))
                {
                    above.y = row.y;
                }
                above.runs.extend(row.runs);
                tidy(above);
            }
            _ => {
                joined = 0;
                out.push(row);
            }
        }
    }
    out
}

/// Makes one run of those that read as one: many files set every letter by itself, and rows are kept for all pages.
///
/// Only where it says the same as before: no gap between, or a space and hardly more; never spaces on spaces, whose
/// number shows columns.
fn coalesce(row: &mut Row) {
    row.runs.dedup_by(|run, kept| {
        let gap = run.start[0] - kept.end[0];
        let (ends, begins) = (kept.text.ends_with(char::is_whitespace), run.text.starts_with(char::is_whitespace));
        let near = match (ends, begins) {
            (true, true) => false,
            (false, false) => gap <= MAX_WORD_GAP * run.size,
            _ => gap <= MAX_LINE_GAP * run.size,
        };
        let whole = near && gap >= -MAX_LINE_GAP * run.size && run.looks_like(kept);
        if whole {
            kept.text.push_str(&run.text);
            kept.end = run.end;
        }
        whole
    });
    row.runs.iter_mut().for_each(|run| run.text.shrink_to_fit());
    row.runs.shrink_to_fit();
}

pub(super) fn letter_count(row: &Row) -> usize {
    row.runs.iter().map(|run| run.text.len()).sum()
}

fn same_line(above: &Row, below: &Row) -> bool {
    let apart = above.y - below.y;
    let (small, big) = if above.size < below.size { (above, below) } else { (below, above) };
    if apart <= MAX_BASELINE_SHIFT * small.size && !overlaps(small, big) {
        return true;
    }
    small.size <= MAX_SCRIPT_SIZE * big.size && apart <= MAX_SCRIPT_RISE * big.size && !overlaps(small, big)
}

/// Whether characters of one row stand over those of the other.
fn overlaps(small: &Row, big: &Row) -> bool {
    let slack = 0.15 * small.size;
    let inked = |row: &'_ Row| -> Vec<[f32; 2]> {
        row.runs.iter().filter(|run| !run.text.trim().is_empty()).map(ink_extent).collect()
    };
    let mut big = inked(big);
    big.sort_by(|left, right| left[0].total_cmp(&right[0]));
    // each right end becomes the farthest one so far, so that one look answers for all runs before it
    let mut farthest = f32::NEG_INFINITY;
    for [_, right] in &mut big {
        farthest = farthest.max(*right);
        *right = farthest;
    }
    inked(small).iter().any(|[left, right]| {
        let before = big.partition_point(|[start, _]| start + slack < *right);
        before > 0 && left + slack < big[before - 1][1]
    })
}

/// Where a run begins and ends without the spaces at its ends, as nearly as can be known without its glyphs.
pub(super) fn ink_extent(run: &Run) -> [f32; 2] {
    let [left, right] = [run.start[0], run.end[0]];
    let space = run.size * 0.25;
    let front = run.text.len() - run.text.trim_start().len();
    let back = run.text.len() - run.text.trim_end().len();
    let left = left + space * run.text[..front].chars().count() as f32;
    let right = right - space * run.text[run.text.len() - back..].chars().count() as f32;
    [left, right.max(left)]
}
