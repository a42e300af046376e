//! Which lines that are drawn on a page stand over its footnotes.
//!
//! Every question about a line is about all rows above or below it, so what the rows answer is collected once for the
//! whole page. A page may hold hundreds of thousands of lines.

use std::collections::HashMap;

use super::rows::Row;
use super::words;

/// Shorter lines are dashes.
const MIN_WIDTH: f32 = 30.0;
/// A line over footnotes is at most this part of the body's width.
const MAX_WIDTH: f32 = 0.6;
/// By how many points, at least, notes are set smaller than the body.
const MIN_SIZE_DIFFERENCE: f32 = 0.4;

/// What the rows of a page say about the lines between them.
pub(super) struct Separators<'a> {
    rows: &'a [Row],
    /// For each row the next one with text, itself or below.
    next_text: Vec<Option<usize>>,
    /// Below this index every row with text is smaller than the body.
    small_from: usize,
    /// Digits that are raised somewhere, and the highest row where they are.
    raised: HashMap<&'a str, usize>,
    /// Widest line of the body.
    width: f32,
}

impl<'a> Separators<'a> {
    /// `body` is the size of most characters, `width` that of the widest line.
    pub(super) fn new(rows: &'a [Row], body: f32, width: f32) -> Separators<'a> {
        let mut separators = Separators { rows, next_text: Vec::new(), small_from: 0, raised: HashMap::new(), width };
        if rows.iter().all(|row| row.rule.is_none()) {
            return separators;
        }
        separators.next_text = vec![None; rows.len()];
        let mut next = None;
        for (index, row) in rows.iter().enumerate().rev() {
            if row.is_text() {
                next = Some(index);
                if row.size >= body - MIN_SIZE_DIFFERENCE {
                    separators.small_from = separators.small_from.max(index + 1);
                }
            }
            separators.next_text[index] = next;
        }
        for (index, row) in rows.iter().enumerate() {
            for run in &row.runs {
                let text = run.text.trim();
                let figure = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
                if figure && words::is_raised(run, row) {
                    separators.raised.entry(text).or_insert(index);
                }
            }
        }
        separators
    }

    /// Whether the line that is the row `index` stands over footnotes: short, and below it either all is smaller than
    /// the body and begins with a mark, or it begins with a number that is raised above it. Office suites set notes as
    /// large as the body, and their numbers on the line.
    pub(super) fn is_over_footnotes(&self, index: usize) -> bool {
        let Some([left, right]) = self.rows.get(index).and_then(|row| row.rule) else { return false };
        if !(MIN_WIDTH..MAX_WIDTH * self.width).contains(&(right - left)) {
            return false;
        }
        let Some(next) = self.next_text.get(index + 1).copied().flatten() else { return false };
        let first = &self.rows[next];
        let Some(run) = first.runs.iter().find(|run| !run.text.trim().is_empty()) else { return false };
        let text = run.text.trim_start();
        if (words::is_raised(run, first) || text.starts_with('*')) && next >= self.small_from {
            return true;
        }
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let apart = text[digits..].chars().next().is_none_or(char::is_whitespace);
        digits > 0 && apart && self.raised.get(&text[..digits]).is_some_and(|row| *row <= index)
    }
}
