//! Rows of all pages → [`Document`]: indent, width and gap as the rest of the program counts them.
//!
//! A column is half an em of the body's size, and a line the usual distance of two baselines of its size, both taken
//! from the document itself. So a gap of 0.5 is half an empty line: official documents set their paragraphs that far
//! apart, and lines of a paragraph never.
//!
//! A line drawn over footnotes, as `separators` gives them, is given as the row of underscores that other documents
//! print there.

use std::collections::BTreeMap;

use super::order::DirectionCounts;
use super::pages::{Edge, PdfBackend, Run};
use super::rows::{Row, ink_extent};
use super::separators::Separators;
use super::{order, words};
use crate::model::{Block, BlockUnit, Document, LedgerEntry, RemovalKind, SourceLocation, StyledText};
use crate::read::Error;

/// The rows of a page.
pub(super) struct PageRows {
    /// Counted from 1.
    pub(super) page: u32,
    pub(super) rows: Vec<Row>,
}

/// Leading that is this part of a line wider than usual is a gap.
const MIN_GAP: f32 = 0.25;
/// Lines of a paragraph are hardly ever so far apart, as a part of the size, unless nothing stands closer …
const MAX_LINE_DISTANCE: f32 = 1.35;
/// … and if this part more than the closer ones, it is paragraphs of one line that stand so.
const MIN_DISTANCE_RATIO: f32 = 1.25;
/// Distance of baselines as a part of the size, where a document has too few lines of a size.
const USUAL_LEADING: f32 = 1.2;
/// So many distances show the usual one.
const MIN_DISTANCES: usize = 5;

/// Measures the rows of all pages.
///
/// # Errors
/// When reading takes too long.
pub(super) fn document(sheets: &[PageRows], pages: &impl PdfBackend) -> Result<Document, Error> {
    let measures = PageMetrics::new(sheets);
    let mut document = Document { block_unit: BlockUnit::MeasuredLine, ..Document::default() };
    for sheet in sheets {
        pages.check_time()?;
        page(sheet, &measures, &mut document);
    }
    Ok(document)
}

fn page(sheet: &PageRows, measures: &PageMetrics, document: &mut Document) {
    let separators = Separators::new(&sheet.rows, measures.body, measures.width);
    let mut last: Option<&Row> = None;
    // whether the last block of the page is a rule
    let mut ruled = false;
    for (index, row) in sheet.rows.iter().enumerate() {
        let place = SourceLocation { page: sheet.page, line: index as u32 + 1 };
        if let Some(taken) = row.aside {
            let text = order::logical(words::text(row, measures.column), measures.is_rtl).0.into_text();
            if !text.is_empty() {
                document.ledger.push(LedgerEntry::new(taken, text, place));
            }
            continue;
        }
        if let Some([left, right]) = row.rule {
            // what is filled, not stroked, has two edges
            if !ruled && separators.is_over_footnotes(index) {
                let width = (right - left) / measures.column;
                let text = StyledText::plain("_".repeat((width as usize).clamp(5, 40)));
                document.blocks.push(Block {
                    text,
                    indent: left / measures.column,
                    width,
                    lines_above: 1.0,
                    location: place,
                    ..Block::default()
                });
                ruled = true;
            }
            continue;
        }
        let (text, is_rtl) = order::logical(words::text(row, measures.column), measures.is_rtl);
        if text.is_empty() {
            continue;
        }
        if let Some(taken) = furniture(row, text.as_str()).filter(|_| sheet.page > 1) {
            document.ledger.push(LedgerEntry::new(taken, text.as_str(), place));
            continue;
        }
        ruled = text.as_str().bytes().all(|byte| byte == b'_');
        let left = row.runs.first().map_or(0.0, |run| ink_extent(run)[0]);
        let right = row.runs.iter().map(|run| ink_extent(run)[1]).fold(left, f32::max);
        document.blocks.push(Block {
            text,
            // lines read from right to left begin at the right
            indent: (if is_rtl { measures.right - right } else { left } / measures.column).max(0.0),
            width: (right - left) / measures.column,
            lines_above: last.map_or(0.0, |last| measures.gap(last, row)),
            location: place,
            // the last run: the first may be a number with a tag of its own
            source_paragraph: row.runs.iter().rev().find_map(|run| run.paragraph),
            ..Block::default()
        });
        last = Some(row);
    }
}

/// What a row tagged as running line is. The head of the first page is no such thing: it names the document.
fn furniture(row: &Row, text: &str) -> Option<RemovalKind> {
    let mut edges = row.runs.iter().filter(|run| !run.text.trim().is_empty()).map(|run: &Run| run.furniture);
    let first = edges.next()??;
    // the rule above footnotes is tagged as foot too
    let rule = text.bytes().all(|byte| byte == b'_');
    if rule || edges.any(|edge| edge.is_none()) {
        return None;
    }
    Some(match first {
        Edge::Head => RemovalKind::RunningHead,
        Edge::Foot => RemovalKind::PageNumber,
    })
}

/// What a document's own lines show about its setting.
struct PageMetrics {
    /// Size of most characters.
    body: f32,
    /// Width of a column.
    column: f32,
    /// Width of the widest line of body text.
    width: f32,
    /// Right end of the line that goes farthest.
    right: f32,
    /// Whether most of it is read from right to left.
    is_rtl: bool,
    /// Usual distance of baselines by size, in half points.
    leading: BTreeMap<u32, f32>,
}

impl PageMetrics {
    fn new(sheets: &[PageRows]) -> PageMetrics {
        let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
        let mut distances: BTreeMap<u32, BTreeMap<u32, usize>> = BTreeMap::new();
        let (mut width, mut right) = (0.0_f32, 0.0_f32);
        let mut direction = DirectionCounts::default();
        for sheet in sheets {
            let lines: Vec<&Row> = sheet.rows.iter().filter(|row| row.is_text()).collect();
            for row in &lines {
                row.runs.iter().for_each(|run| direction.count(&run.text));
                let letters: usize = row.runs.iter().map(|run| run.text.len()).sum();
                *sizes.entry(half_points(row.size)).or_insert(0) += letters;
                if let (Some(first), Some(last)) = (row.runs.first(), row.runs.last()) {
                    width = width.max(last.end[0] - first.start[0]);
                    right = right.max(ink_extent(last)[1]);
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
        PageMetrics { body, column: body / 2.0, width, right, is_rtl: direction.is_rtl(), leading }
    }

    fn leading(&self, size: f32) -> f32 {
        self.leading.get(&half_points(size)).copied().unwrap_or(size * USUAL_LEADING).max(0.1)
    }

    /// Empty lines between two rows.
    fn gap(&self, above: &Row, below: &Row) -> f32 {
        let leading = self.leading(above.size).max(self.leading(below.size));
        let extra = (above.y - below.y) / leading - 1.0;
        if extra >= MIN_GAP { extra } else { 0.0 }
    }
}

/// The usual distance of two baselines of one size. Where most paragraphs have one line, that between paragraphs is
/// the most common, but not the closest.
fn common(size: u32, counts: &BTreeMap<u32, usize>) -> Option<f32> {
    let (most, count) = counts.iter().max_by_key(|(distance, count)| (**count, u32::MAX - **distance))?;
    let (size, most) = (size as f32, *most as f32);
    let close =
        |distance: &f32| (size..MAX_LINE_DISTANCE * size).contains(distance) && most > MIN_DISTANCE_RATIO * distance;
    let lines = counts.iter().filter(|(_, count)| **count >= 2).map(|(distance, _)| *distance as f32).find(close);
    let distance = lines.filter(|_| most > MAX_LINE_DISTANCE * size).unwrap_or(most);
    (*count >= MIN_DISTANCES).then_some(distance / 2.0)
}

fn half_points(length: f32) -> u32 {
    (length * 2.0).round().max(0.0) as u32
}
