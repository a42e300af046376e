//! Rows of all pages → [`Document`]: indent, width and gap as the rest of the program counts them.
//!
//! A column is half an em of the body's size, and a line the usual distance of two baselines of its size, both taken
//! from the document itself. So a gap of 0.5 is half an empty line: official documents set their paragraphs that far
//! apart, and lines of a paragraph never.
//!
//! A line drawn over footnotes, as `separators` tells them, is given as the row of underscores that other documents
//! print there.

use std::collections::BTreeMap;

use super::order::Letters;
use super::pages::{Edge, Pages, Run};
use super::rows::{Row, ink};
use super::separators::Separators;
use super::{order, words};
use crate::model::{Block, Document, Layout, LedgerEntry, Place, StyledText, Taken};
use crate::read::Error;

/// The rows of a page.
pub(super) struct Sheet {
    /// Counted from 1.
    pub(super) page: u32,
    pub(super) rows: Vec<Row>,
}

/// Leading that is this part of a line wider than usual is a gap.
const SMALLEST_GAP: f32 = 0.25;
/// Lines of a paragraph are hardly ever so far apart, as a part of the size, unless nothing stands closer …
const FAR: f32 = 1.35;
/// … and if this part more than the closer ones, it is paragraphs of one line that stand so.
const FARTHER: f32 = 1.25;
/// Distance of baselines as a part of the size, where a document has too few lines of a size to tell.
const USUAL_LEADING: f32 = 1.2;
/// So many distances tell the usual one.
const FEWEST_DISTANCES: usize = 5;

/// Measures the rows of all pages.
///
/// # Errors
/// When reading takes too long.
pub(super) fn document(sheets: &[Sheet], pages: &impl Pages) -> Result<Document, Error> {
    let measures = Measures::of(sheets);
    let mut document = Document { layout: Layout::Measured, ..Document::default() };
    for sheet in sheets {
        pages.check_time()?;
        page(sheet, &measures, &mut document);
    }
    Ok(document)
}

fn page(sheet: &Sheet, measures: &Measures, document: &mut Document) {
    let separators = Separators::new(&sheet.rows, measures.body, measures.width);
    let mut last: Option<&Row> = None;
    // whether the last block of the page is a rule
    let mut ruled = false;
    for (at, row) in sheet.rows.iter().enumerate() {
        let place = Place { page: sheet.page, line: at as u32 + 1 };
        if let Some(taken) = row.aside {
            let text = order::logical(words::text(row, measures.column), measures.leftward).0.into_text();
            if !text.is_empty() {
                document.ledger.push(LedgerEntry { taken, text, place });
            }
            continue;
        }
        if let Some([left, right]) = row.rule {
            // what is filled, not stroked, has two edges
            if !ruled && separators.is_over_footnotes(at) {
                let width = (right - left) / measures.column;
                let text = StyledText::plain("_".repeat((width as usize).clamp(5, 40)));
                document.blocks.push(Block {
                    text,
                    indent: left / measures.column,
                    width,
                    gap: 1.0,
                    place,
                    ..Block::default()
                });
                ruled = true;
            }
            continue;
        }
        let (text, leftward) = order::logical(words::text(row, measures.column), measures.leftward);
        if text.is_empty() {
            continue;
        }
        if let Some(taken) = furniture(row, text.as_str()).filter(|_| sheet.page > 1) {
            document.ledger.push(LedgerEntry { taken, text: text.as_str().to_owned(), place });
            continue;
        }
        ruled = text.as_str().bytes().all(|byte| byte == b'_');
        let left = row.runs.first().map_or(0.0, |run| ink(run)[0]);
        let right = row.runs.iter().map(|run| ink(run)[1]).fold(left, f32::max);
        document.blocks.push(Block {
            text,
            // lines read from right to left begin at the right
            indent: (if leftward { measures.right - right } else { left } / measures.column).max(0.0),
            width: (right - left) / measures.column,
            gap: last.map_or(0.0, |last| measures.gap(last, row)),
            place,
            // the last run: the first may be a number with a tag of its own
            paragraph: row.runs.iter().rev().find_map(|run| run.paragraph),
            ..Block::default()
        });
        last = Some(row);
    }
}

/// What a row tagged as running line is. The head of the first page is no such thing: it names the document.
fn furniture(row: &Row, text: &str) -> Option<Taken> {
    let mut edges = row.runs.iter().filter(|run| !run.text.trim().is_empty()).map(|run: &Run| run.furniture);
    let first = edges.next()??;
    // the rule above footnotes is tagged as foot too
    let rule = text.bytes().all(|byte| byte == b'_');
    if rule || edges.any(|edge| edge.is_none()) {
        return None;
    }
    Some(match first {
        Edge::Head => Taken::RunningHead,
        Edge::Foot => Taken::PageNumber,
    })
}

/// What a document's own lines tell about its setting.
struct Measures {
    /// Size of most characters.
    body: f32,
    /// Width of a column.
    column: f32,
    /// Width of the widest line of body text.
    width: f32,
    /// Right end of the line that goes farthest.
    right: f32,
    /// Whether most of it is read from right to left.
    leftward: bool,
    /// Usual distance of baselines by size, in half points.
    leading: BTreeMap<u32, f32>,
}

impl Measures {
    fn of(sheets: &[Sheet]) -> Measures {
        let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
        let mut distances: BTreeMap<u32, BTreeMap<u32, usize>> = BTreeMap::new();
        let (mut width, mut right) = (0.0_f32, 0.0_f32);
        let mut direction = Letters::default();
        for sheet in sheets {
            let lines: Vec<&Row> = sheet.rows.iter().filter(|row| row.is_text()).collect();
            for row in &lines {
                row.runs.iter().for_each(|run| direction.count(&run.text));
                let letters: usize = row.runs.iter().map(|run| run.text.len()).sum();
                *sizes.entry(half_points(row.size)).or_insert(0) += letters;
                if let (Some(first), Some(last)) = (row.runs.first(), row.runs.last()) {
                    width = width.max(last.end[0] - first.start[0]);
                    right = right.max(ink(last)[1]);
                }
            }
            for pair in lines.windows(2).filter(|pair| half_points(pair[0].size) == half_points(pair[1].size)) {
                let distance = pair[0].y - pair[1].y;
                if distance > 0.0 && distance < 4.0 * pair[0].size {
                    let counts = distances.entry(half_points(pair[0].size)).or_default();
                    *counts.entry(half_points(distance)).or_insert(0) += 1;
                }
            }
        }
        let body = sizes.iter().max_by_key(|(_, count)| **count).map_or(10.0, |(size, _)| *size as f32 / 2.0).max(1.0);
        let leading = distances.iter().filter_map(|(size, counts)| Some((*size, common(*size, counts)?))).collect();
        Measures { body, column: body / 2.0, width, right, leftward: direction.leftward(), leading }
    }

    fn leading(&self, size: f32) -> f32 {
        self.leading.get(&half_points(size)).copied().unwrap_or(size * USUAL_LEADING).max(0.1)
    }

    /// Empty lines between two rows.
    fn gap(&self, above: &Row, below: &Row) -> f32 {
        let leading = self.leading(above.size).max(self.leading(below.size));
        let extra = (above.y - below.y) / leading - 1.0;
        if extra >= SMALLEST_GAP { extra } else { 0.0 }
    }
}

/// The usual distance of two baselines of one size. Where most paragraphs have one line, that between paragraphs is
/// the most common, but not the closest.
fn common(size: u32, counts: &BTreeMap<u32, usize>) -> Option<f32> {
    let (most, count) = counts.iter().max_by_key(|(distance, count)| (**count, u32::MAX - **distance))?;
    let (size, most) = (size as f32, *most as f32);
    let close = |distance: &f32| (size..FAR * size).contains(distance) && most > FARTHER * distance;
    let lines = counts.iter().filter(|(_, count)| **count >= 2).map(|(distance, _)| *distance as f32).find(close);
    let distance = lines.filter(|_| most > FAR * size).unwrap_or(most);
    (*count >= FEWEST_DISTANCES).then_some(distance / 2.0)
}

fn half_points(length: f32) -> u32 {
    (length * 2.0).round().max(0.0) as u32
}
