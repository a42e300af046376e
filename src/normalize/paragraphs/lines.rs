//! Lines as far as their shape matters, and how the text as a whole was set.

use std::collections::{BTreeMap, BTreeSet};

use crate::lexicon::{ends_paragraph, parse_label, starts_lowercase};
use crate::model::{Block, BlockKind, BlockUnit, NumberStyle};

/// Columns right of the margin from which a line counts as indented.
pub(super) const MIN_INDENT: f32 = 3.0;
/// Columns right of the margin from which a line is set apart (closing lines, column heads).
pub(super) const MIN_SET_APART: f32 = 30.0;
/// So many lines that go on with the one above show that lines are wrapped.
const MIN_WRAPPED: usize = 2;
/// A line wider than this is no printed line but a whole paragraph.
const MAX_LINE_WIDTH: usize = 140;

/// How paragraphs are recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BreakRule {
    /// Every line is a paragraph.
    OnePerLine,
    /// By first-line indents.
    Indent,
    /// By empty lines.
    BlankLine,
    /// By the gaps measured on a page.
    MeasuredGap,
    /// By words alone.
    TextOnly,
}

/// A line as far as its shape matters.
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    pub(super) kind: BlockKind,
    /// Columns right of the page's margin.
    pub(super) indent: f32,
    pub(super) width: usize,
    pub(super) gap: f32,
    pub(super) page: u32,
    /// The paragraph of the source it belongs to, where that is known.
    pub(super) paragraph: Option<u32>,
    /// The widest line of the run of lines it stands in.
    pub(super) room: usize,
    pub(super) first_word: usize,
}

impl Line<'_> {
    pub(super) fn is_indented(&self) -> bool {
        self.indent >= MIN_INDENT
    }

    /// Whether the line stopped although the next word had room, with more than `slack` columns to spare.
    pub(super) fn ends_short_of(&self, next: &Line<'_>, slack: usize) -> bool {
        self.width + 1 + next.first_word + slack < self.room.max(next.room)
    }
}

/// Measures the lines of a document whose text begins at `body`.
pub(super) fn measure(blocks: &[Block], body: usize) -> Vec<Line<'_>> {
    // lines that go on with a paragraph stand at the margin: those right under another and without a number
    let mut indents: BTreeMap<u32, BTreeMap<u32, usize>> = BTreeMap::new();
    for pair in blocks[body..].windows(2) {
        let goes_on = pair[1].lines_above == 0.0
            && pair[0].location.page == pair[1].location.page
            && parse_label(pair[1].text.as_str()).is_none();
        if pair[1].kind == BlockKind::Text && goes_on {
            *indents.entry(pair[1].location.page).or_default().entry(pair[1].indent as u32).or_insert(0) += 1;
        }
    }
    let mut margins: BTreeMap<u32, u32> = indents.iter().map(|(page, counts)| (*page, margin(counts))).collect();
    correct_pages_of_items(&blocks[body..], &indents, &mut margins);
    let mut lines: Vec<Line<'_>> = blocks
        .iter()
        .map(|block| {
            let text = block.text.as_str();
            let margin = margins.get(&block.location.page).copied().unwrap_or(0);
            Line {
                text,
                kind: block.kind,
                indent: block.indent - margin as f32,
                width: (block.indent + block.width) as usize,
                gap: block.lines_above,
                page: block.location.page,
                paragraph: block.source_paragraph,
                room: 0,
                first_word: text.split(' ').next().map_or(0, |word| word.chars().count()),
            }
        })
        .collect();
    // the room of a run of lines without gap is its widest line
    let mut start = 0;
    for index in 1..=lines.len() {
        if index == lines.len() || lines[index].gap > 0.0 || lines[index].page != lines[index - 1].page {
            // a line that is as long as a paragraph shows nothing of the others
            let printed = lines[start..index].iter().map(|line| line.width).filter(|width| *width <= MAX_LINE_WIDTH);
            let room = printed.max().unwrap_or(0);
            lines[start..index].iter_mut().for_each(|line| line.room = room);
            start = index;
        }
    }
    lines
}

/// A page's margin: the leftmost indent that a fair share of its lines has. Out-dented section numbers are few, and
/// first-line indents lie to the right.
fn margin(counts: &BTreeMap<u32, usize>) -> u32 {
    let total: usize = counts.values().sum();
    // neighbouring columns are one margin: layout extraction rounds
    let weight = |indent: u32| -> usize { counts.range(indent..indent + 2).map(|(_, count)| count).sum() };
    let common = counts.keys().copied().find(|indent| weight(*indent) * 10 >= total);
    common.or_else(|| counts.keys().copied().max_by_key(|indent| weight(*indent))).unwrap_or(0)
}

/// A page that holds nothing but items set in as a whole has their indent as its margin: it takes that of the other pages
/// instead.
fn correct_pages_of_items(
    blocks: &[Block],
    indents: &BTreeMap<u32, BTreeMap<u32, usize>>,
    margins: &mut BTreeMap<u32, u32>,
) {
    let is_item = |block: &Block| {
        parse_label(block.text.as_str()).is_some_and(|label| label.interpretations[0].0 != NumberStyle::Number)
    };
    // first lines that are set in from the rest show that the margin is one
    let holds_items = |page: &&[Block]| {
        let margin = margins.get(&page[0].location.page).copied().unwrap_or(0) as f32;
        let mut lines = page.iter().filter(|block| block.kind == BlockKind::Text);
        lines.clone().all(|block| (0.0..MIN_INDENT).contains(&(block.indent - margin))) && lines.any(is_item)
    };
    let pages = blocks.chunk_by(|left, right| left.location.page == right.location.page);
    let of_items: BTreeSet<u32> = pages.filter(holds_items).map(|page| page[0].location.page).collect();
    let mut lines: BTreeMap<u32, usize> = BTreeMap::new();
    for (page, margin) in margins.iter().filter(|(page, _)| !of_items.contains(page)) {
        *lines.entry(*margin).or_insert(0) += indents[page].values().sum::<usize>();
    }
    let Some((usual, _)) = lines.into_iter().max_by_key(|(_, count)| *count) else { return };
    for page in of_items {
        margins.entry(page).and_modify(|margin| *margin = usual.min(*margin));
    }
}

/// Whether lines go on with each other, though some are as long as a paragraph: most lines right under another begin
/// small or with a year, and that one has no end.
fn is_wrapped(lines: &[Line<'_>]) -> bool {
    let close = lines.windows(2).filter(|pair| pair[1].gap == 0.0 && pair[1].kind == BlockKind::Text);
    let (count, goes_on) = close.fold((0, 0), |(count, goes_on), pair| {
        let next = pair[1].text;
        let goes_on_small = starts_lowercase(next) || next.starts_with(char::is_numeric) && parse_label(next).is_none();
        let follows = !ends_paragraph(pair[0].text) && goes_on_small;
        (count + 1, goes_on + usize::from(follows))
    });
    goes_on >= MIN_WRAPPED && goes_on * 2 >= count
}

/// How a text was set.
pub(super) fn break_rule(lines: &[Line<'_>], layout: BlockUnit) -> BreakRule {
    let text = || lines.iter().filter(|line| line.kind == BlockKind::Text);
    let count = text().count();
    let wide = text().filter(|line| line.width > MAX_LINE_WIDTH).count();
    let measured = layout == BlockUnit::MeasuredLine;
    if count == 0 || !measured && wide * 20 > count && !is_wrapped(lines) {
        return BreakRule::OnePerLine;
    }
    let close = || lines.windows(2).filter(|pair| pair[1].gap == 0.0 && pair[0].page == pair[1].page);
    let first_lines = close()
        .filter(|pair| pair[0].is_indented() && pair[0].indent < MIN_SET_APART && !pair[1].is_indented())
        .count();
    let starts = close().filter(|pair| !pair[0].is_indented() && pair[1].is_indented()).count();
    let gaps = text().filter(|line| line.gap > 0.0).count();
    // first lines without a gap above them say that the gaps are not those between paragraphs
    if measured && gaps * 12 >= count && starts * 5 < gaps {
        return BreakRule::MeasuredGap;
    }
    if first_lines >= 2 && starts >= 1 {
        return BreakRule::Indent;
    }
    if gaps * 12 >= count || gaps >= 3 { BreakRule::BlankLine } else { BreakRule::TextOnly }
}
