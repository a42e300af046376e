//! A row → styled text.
//!
//! A space is where the page has a space character, or a gap wider than a fifth of an em: letter-spacing leaves up to
//! an eighth of an em between runs, the narrowest justified space is a quarter. A gap of several columns becomes as
//! many spaces as bring what follows to its column of the page, and three at least, because the rules for page heads and
//! tables know columns by three spaces or more.
//!
//! A run is raised if it is small and stands higher than its row.

use super::pages::Run;
use super::rows::{Row, ink_extent};
use crate::model::{Style, StyledText};

/// A wider gap is a space, in ems.
const MIN_SPACE: f32 = 0.2;
/// A wider gap parts two pieces, in columns.
const COLUMNS_APART: f32 = 2.2;
/// The fewest spaces between two columns.
const COLUMN_GAP: f32 = 3.0;
/// More spaces than a page has columns mean nothing more.
const MAX_SPACES: usize = 200;
/// A raised character has at most this part of the size of the row, and stands higher by at least that part of it.
const MAX_SCRIPT_SIZE: f32 = 0.8;
const MIN_SCRIPT_RISE: f32 = 0.12;

/// The text of a row; `column` is the width of a column in points.
pub(super) fn text(row: &Row, column: f32) -> StyledText {
    let mut out = StyledText::default();
    // where the last ink ended, and its style
    let mut last: Option<(f32, Style)> = None;
    let mut spaced = false;
    // the characters so far, and where the first stands
    let (mut len, mut origin) = (0, None);
    for run in &row.runs {
        let style = style(run, row);
        let body = run.text.trim();
        spaced |= run.text.starts_with(char::is_whitespace);
        if body.is_empty() {
            continue;
        }
        let [left, right] = ink_extent(run);
        if let Some((end, before)) = last {
            let gap = left - end;
            let size = run.size.max(row.size * 0.6);
            let count = if gap > COLUMNS_APART * column {
                let place = ((left - origin.unwrap_or(left)) / column).round() as usize;
                place.saturating_sub(len).max((gap / column).round().min(COLUMN_GAP) as usize)
            } else {
                usize::from(spaced || gap > MIN_SPACE * size)
            };
            let common = if before == style { style } else { Style::default() };
            let count = count.min(MAX_SPACES);
            out.push(&" ".repeat(count), common);
            len += count;
        }
        origin = origin.or(Some(left));
        len += body.chars().count();
        out.push(body, style);
        last = Some((right, style));
        spaced = run.text.ends_with(char::is_whitespace);
    }
    out
}

fn style(run: &Run, row: &Row) -> Style {
    Style {
        italic: run.italic,
        bold: run.bold,
        underline: run.underline,
        strike: run.strike,
        superscript: is_raised(run, row),
        ..Style::default()
    }
}

/// Whether a run is small and stands higher than its row.
pub(super) fn is_raised(run: &Run, row: &Row) -> bool {
    run.size <= MAX_SCRIPT_SIZE * row.size && run.start[1] - row.y > MIN_SCRIPT_RISE * row.size
}
