//! Page furniture: running heads, page feet, job numbers, barcodes.
//!
//! Rules (each seen in official documents):
//! - a line made only of page number, job number, barcode, date code and symbol is furniture wherever it stands, as
//!   long as a job number or barcode is among them, and it is not the only one in a text without pages; a bare `2/4`,
//!   only at the edge of a page;
//! - at the head of a page the lines above the first gap are a running head if one of them begins or ends with a
//!   document symbol, or if the same lines stand at the head of another page;
//! - a line that stands alike at the same edge of three pages or more is furniture; a digit in it may differ if it
//!   counts the pages. A line that differs otherwise, a numbered one and a sentence are text, and so is a line that
//!   stands inside pages as often as at their edges: paragraphs may be alike;
//! - a number alone at an edge is a page number if it counts the pages.
//!
//! Lines are looked at with their hyphens, spaces and slashes levelled.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::lexicon::{ends_paragraph, is_symbol, leading_symbol, parse_label, parse_opening, trailing_symbol};
use crate::model::{Block, Document, LedgerEntry, RemovalKind};
use crate::text::{level_separators, single_spaced};

/// A page has this many lines of running head at most.
const MAX_HEAD_LINES: usize = 5;
/// Empty lines below it, at least; where lines are measured, paragraphs are half a line apart.
const MIN_HEAD_GAP: f32 = 0.75;

/// Takes furniture out. Returns, for each block left, whether a page ended right before it (or furniture stood there).
pub(super) fn remove_furniture(document: &mut Document) -> Vec<bool> {
    let blocks = &document.blocks;
    let mut taken: Vec<Option<RemovalKind>> = blocks.iter().map(|block| classify_line(block.text.as_str())).collect();
    let is_paged = is_paged(blocks);
    if !is_paged {
        keep_single(&mut taken);
    }
    let pages = pages(blocks, is_paged, &taken);
    let repeated = repeated_edges(blocks, &pages);
    // pages whose running lines the file itself has named have no others
    let tagged: BTreeSet<u32> =
        document.ledger.iter().filter(|entry| is_edge(entry)).map(|entry| entry.location.page).collect();
    let untagged = |page: &&Range<usize>| !tagged.contains(&blocks[page.start].location.page);
    for page in pages.iter().filter(untagged) {
        mark_edges(blocks, page, &repeated, &mut taken);
    }
    for page in pages.iter().skip(1).filter(untagged) {
        mark_running_head(blocks, page, &repeated, &mut taken);
    }
    let mut ends = Vec::with_capacity(blocks.len());
    let mut kept = Vec::with_capacity(blocks.len());
    let mut page = blocks.first().map_or(0, |block| block.location.page);
    let mut ended = false;
    let mut gap: f32 = 0.0;
    for (block, taken) in std::mem::take(&mut document.blocks).into_iter().zip(taken) {
        ended |= block.location.page != page;
        if block.location.page != page {
            gap = 0.0;
        }
        page = block.location.page;
        match taken {
            Some(taken) => {
                let text = single_spaced(block.text.as_str());
                document.ledger.push(LedgerEntry::new(taken, text, block.location));
                // the date code and the QR code stand in the ledger too, but end no page
                ended |= taken != RemovalKind::Ornament;
                gap = gap.max(block.lines_above);
            }
            None => {
                ends.push(std::mem::take(&mut ended));
                let gap = std::mem::take(&mut gap).max(block.lines_above);
                kept.push(Block { lines_above: gap, ..block });
            }
        }
    }
    document.blocks = kept;
    ends
}

/// In a text without pages a single line like a job number is text: the foot of a printed page has two such lines, or
/// one on each page.
fn keep_single(taken: &mut [Option<RemovalKind>]) {
    let mut found = (0..taken.len()).filter(|index| is_foot(taken[*index]));
    if let (Some(index), None) = (found.next(), found.next()) {
        taken[index] = None;
    }
}

/// Whether a line stands at the foot of a printed page.
fn is_foot(taken: Option<RemovalKind>) -> bool {
    matches!(taken, Some(RemovalKind::JobNumber | RemovalKind::Barcode | RemovalKind::PageNumber))
}

fn is_edge(entry: &LedgerEntry) -> bool {
    matches!(entry.kind, RemovalKind::RunningHead | RemovalKind::PageNumber)
}

type Pages = Vec<Range<usize>>;

/// Whether the file says where its pages end.
fn is_paged(blocks: &[Block]) -> bool {
    blocks.windows(2).any(|pair| pair[0].location.page != pair[1].location.page)
}

/// The pages; where the file has none, a page ends with the lines at its foot.
fn pages(blocks: &[Block], is_paged: bool, taken: &[Option<RemovalKind>]) -> Pages {
    let mut pages = Pages::new();
    for (index, block) in blocks.iter().enumerate() {
        let turns = |page: &Range<usize>| match is_paged {
            true => blocks[page.start].location.page != block.location.page,
            false => is_foot(taken[index - 1]) && taken[index].is_none(),
        };
        match pages.last_mut().filter(|page| !turns(page)) {
            Some(page) => page.end = index + 1,
            None => pages.push(index..index + 1),
        }
    }
    pages
}

static FOOT_PATTERN: LazyLock<Regex> = LazyLock::new(|| {
    // ASCII classes: the Unicode ones take a millisecond to compile
    let symbol = r"[A-Z]{1,6}(?:/[A-Z0-9][A-Za-z0-9.\-*]*)+(?: \([0-9]{4}\))?";
    Regex::new(&format!(
        r"^(?:(?P<page>[0-9]{{1,3}}/[0-9]{{1,3}})|(?P<job>[0-9]{{2}}-[0-9]{{5}})|\([A-Z]\)|[0-9]{{6}}|(?P<bar>\*[0-9]{{7,8}}\*)|{symbol}|[ \t\u{{a0}}])+$"
    ))
    .expect("the pattern is constant, and tested below")
});

/// What a line is that furniture alone makes up.
fn classify_line(text: &str) -> Option<RemovalKind> {
    if text.len() > 400 {
        return None;
    }
    if is_asterism(text) {
        return Some(RemovalKind::Ornament);
    }
    // A cheap look before the pattern: digits, a capital or the sign of a language stand in the first piece; "(a)" is
    // an item of a list.
    let first = level_separators(text.split_whitespace().next().unwrap_or_default());
    let begins = match first.as_bytes() {
        b"Please" => true,
        [b'(', language, ..] => language.is_ascii_uppercase(),
        [b'*' | b'0'..=b'9' | b'A'..=b'Z', ..] => first.bytes().any(|byte| byte.is_ascii_digit()),
        _ => false,
    };
    if !begins || first.ends_with('.') {
        return None;
    }
    let text = level_separators(text);
    let text = text.trim();
    if text == "Please recycle" || text == "Please recycle ♲" {
        return Some(RemovalKind::Ornament);
    }
    let found = FOOT_PATTERN.captures(text)?;
    if found.name("bar").is_some() {
        Some(RemovalKind::Barcode)
    } else if found.name("job").is_some() {
        Some(if found.name("page").is_some() { RemovalKind::PageNumber } else { RemovalKind::JobNumber })
    } else {
        None
    }
}

/// `* * *`: parts one part of a text from the next, or ends it.
fn is_asterism(text: &str) -> bool {
    let is_star = |sign: &str| matches!(sign, "*" | "⁎" | "∗");
    text.split_whitespace().all(is_star) && text.split_whitespace().count() >= 3
}

/// `3`, `- 3 -`, `3/12`, `Page 3 of 12`: a page number when it stands at a page's edge and counts the pages.
fn page_number(text: &str) -> Option<i64> {
    if text.len() > 40 {
        return None;
    }
    let text = level_separators(text);
    let text = text.trim().trim_matches(['-', '–', '—', ' ']);
    let rest = text.strip_prefix("Page ").or_else(|| text.strip_prefix("page ")).unwrap_or(text);
    let figures = |part: &str| !part.is_empty() && part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_digit());
    let (first, second) = match rest.split_once('/').or_else(|| rest.split_once(" of ")) {
        Some((first, second)) => (first.trim(), Some(second.trim())),
        None => (rest, None),
    };
    if !figures(first) || !second.is_none_or(figures) {
        return None;
    }
    first.parse().ok()
}

/// The first and the last line of a page.
fn mark_edges(blocks: &[Block], page: &Range<usize>, repeated: &Repeated, taken: &mut [Option<RemovalKind>]) {
    if blocks[page.start].location.page == 0 {
        return;
    }
    // from the foot upwards; where an official foot stands, all above it is text
    if page.clone().rev().take(3).any(|index| taken[index].is_some()) {
        return;
    }
    for index in page.clone().rev().take(3) {
        let text = blocks[index].text.as_str();
        if repeated.is_page_number(&blocks[index]) {
            taken[index] = Some(RemovalKind::PageNumber);
        } else if repeated.count(Edge::Foot, text) >= 3 && !is_paragraph(text) {
            taken[index] = Some(RemovalKind::RunningHead);
        } else {
            break;
        }
    }
    if repeated.is_page_number(&blocks[page.start]) && taken[page.start].is_none() {
        taken[page.start] = Some(RemovalKind::PageNumber);
    }
}

/// Whether a line is a numbered paragraph or a sentence, so that it is text however often it stands at an edge.
fn is_paragraph(text: &str) -> bool {
    parse_label(text).is_some_and(|label| label.interpretations.iter().any(|(_, ordinal)| *ordinal > 0))
        || ends_paragraph(text) && text.split_whitespace().nth(3).is_some()
}

fn mark_running_head(blocks: &[Block], page: &Range<usize>, repeated: &Repeated, taken: &mut [Option<RemovalKind>]) {
    let start = page.clone().find(|index| taken[*index].is_none()).unwrap_or(page.end);
    let mut end = start;
    while end < page.end && end - start < MAX_HEAD_LINES && (end == start || blocks[end].lines_above < MIN_HEAD_GAP) {
        end += 1;
    }
    // without a gap below it the block is text
    let closed = end == page.end || blocks[end].lines_above >= MIN_HEAD_GAP;
    let symbol = |index: usize| {
        let text = level_separators(blocks[index].text.as_str());
        leading_symbol(&text).is_some() || trailing_symbol(&text).is_some()
    };
    let known = |index: usize| {
        let text = blocks[index].text.as_str();
        repeated.count(Edge::Head, text) >= 2 && !is_paragraph(text)
    };
    // where the text follows at once, the head is the line with the symbol
    let is_text = |index: usize| {
        let text = blocks[index].text.as_str();
        // a title that runs over the pages may open like a paragraph
        !known(index)
            && (parse_label(text).is_some() || parse_opening(text).is_some() || text.len() > 40 && ends_paragraph(text))
    };
    if !(start..end).all(known) && (start..end).any(is_text) {
        end = (start..end).find(|index| symbol(*index)).map_or(start, |index| index + 1);
        if (start..end).any(is_text) {
            end = start;
        }
    }
    if closed && (start..end).any(symbol) || start < end && (start..end).all(known) {
        taken[start..end].fill(Some(RemovalKind::RunningHead));
    } else if start < end && symbol(start) && is_symbol(&level_separators(blocks[start].text.as_str())) {
        taken[start] = Some(RemovalKind::RunningHead);
    }
}

/// Where on a page a line stands that may be furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Edge {
    Head,
    Foot,
}

/// Lines at the edges of pages that recur, and what their numbers say.
#[derive(Default)]
struct Repeated {
    /// At how many pages a line stands at an edge, by its shape.
    lines: HashMap<(Edge, String), usize>,
    /// How often a number that stands alone exceeds the number of its page, by the difference.
    offsets: HashMap<i64, usize>,
}

impl Repeated {
    fn count(&self, edge: Edge, text: &str) -> usize {
        if self.lines.is_empty() { 0 } else { self.lines.get(&(edge, shape(text))).copied().unwrap_or(0) }
    }

    /// Whether a block is the number of its page: it counts as the pages do, from 1 or from where other pages count.
    fn is_page_number(&self, block: &Block) -> bool {
        page_number(block.text.as_str()).is_some_and(|number| {
            let offset = number - i64::from(block.location.page);
            offset == 0 || self.offsets.get(&offset).is_some_and(|count| *count >= 2)
        })
    }
}

/// Counts at how many pages the first lines and the last lines recur. Digits that count the pages may differ.
fn repeated_edges(blocks: &[Block], pages: &Pages) -> Repeated {
    let mut out = Repeated::default();
    if pages.len() < 2 {
        return out;
    }
    // the digits of a line by its shape, each as it stands or as the distance to the count of its page
    let mut shapes: HashMap<(Edge, String), HashMap<Vec<i64>, usize>> = HashMap::new();
    let mut is_edge = vec![false; blocks.len()];
    for page in pages {
        let head = page.clone().take(MAX_HEAD_LINES);
        let head = head.take_while(|line| *line < page.start + 2 || blocks[*line].lines_above < MIN_HEAD_GAP);
        let foot = page.clone().rev().take(2);
        let mut numbers: HashSet<i64> = HashSet::new();
        // Lines of one page that are alike count once.
        let mut seen: HashSet<(Edge, String, Vec<i64>)> = HashSet::new();
        for (edge, index) in head.map(|index| (Edge::Head, index)).chain(foot.map(|index| (Edge::Foot, index))) {
            is_edge[index] = true;
            let text = blocks[index].text.as_str();
            let page = i64::from(blocks[index].location.page);
            numbers.extend(page_number(text).map(|number| number - page));
            let figures = figures(text);
            let shape = shape(text);
            let counted = (0..figures.len()).map(|place| {
                // each digit may count the pages
                let mut counted = figures.clone();
                counted[place] = i64::MIN + (figures[place] - page).rem_euclid(1 << 32);
                counted
            });
            seen.extend(counted.chain([figures.clone()]).map(|figures| (edge, shape.clone(), figures)));
        }
        for number in numbers {
            *out.offsets.entry(number).or_insert(0) += 1;
        }
        for (edge, shape, figures) in seen {
            *shapes.entry((edge, shape)).or_default().entry(figures).or_insert(0) += 1;
        }
    }
    for (line, counts) in shapes {
        let count = counts.into_values().max().unwrap_or(0);
        if count >= 2 {
            out.lines.insert(line, count);
        }
    }
    let inside = inside_pages(blocks, &is_edge, &out.lines);
    out.lines.retain(|(_, shape), count| inside.get(shape).is_none_or(|inside| inside < count));
    out
}

/// How often lines that recur at edges stand elsewhere on a page, by their shape.
fn inside_pages(blocks: &[Block], is_edge: &[bool], lines: &HashMap<(Edge, String), usize>) -> HashMap<String, usize> {
    let first_word = |text: &str| text.split_whitespace().next().map(shape).unwrap_or_default();
    let first_words: HashSet<String> = lines.keys().map(|(_, shape)| first_word(shape)).collect();
    let mut inside = HashMap::new();
    if lines.is_empty() {
        return inside;
    }
    for (block, _) in blocks.iter().zip(is_edge).filter(|(_, is_edge)| !**is_edge) {
        let text = block.text.as_str();
        if first_words.contains(&first_word(text)) {
            *inside.entry(shape(text)).or_insert(0) += 1;
        }
    }
    inside
}

/// The digits of a line, in order; long ones by their last digits.
fn figures(text: &str) -> Vec<i64> {
    let groups = text.split(|character: char| !character.is_ascii_digit()).filter(|group| !group.is_empty());
    groups.take(MAX_FIGURES).map(|group| group[group.len().saturating_sub(9)..].parse().unwrap_or(-1)).collect()
}

/// A line at the edge of a page has no more digits than this that could count it.
const MAX_FIGURES: usize = 16;

/// A line with its digits and separators levelled and its spaces single.
fn shape(text: &str) -> String {
    let text = level_separators(text);
    let text = single_spaced(&text);
    text.chars().map(|character| if character.is_ascii_digit() { '0' } else { character }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{SourceLocation, StyledText};

    /// What is removed from pages, each a list of lines. An empty line is a gap.
    fn taken_from(pages: &[Vec<String>]) -> Vec<String> {
        let mut document = Document::default();
        for (page, lines) in (1..).zip(pages) {
            let mut gap = 0.0;
            for line in lines {
                if line.is_empty() {
                    gap += 1.0;
                    continue;
                }
                let place = SourceLocation { page, ..SourceLocation::default() };
                let text = StyledText::plain(line.as_str());
                document.blocks.push(Block {
                    text,
                    lines_above: std::mem::take(&mut gap),
                    location: place,
                    ..Block::default()
                });
            }
        }
        remove_furniture(&mut document);
        document.ledger.into_iter().map(|entry| entry.text).collect()
    }

    #[test]
    fn lines_of_similar_paragraphs_are_text() {
        let paragraph = |number: usize| {
            vec![
                format!("{number}. Asks harbour {number} to send a keeper, and"),
                "two coats and a barrel of oil for the".to_owned(),
                "tower that stands next to it;".to_owned(),
            ]
        };
        let lines: Vec<String> = (1..=24).flat_map(paragraph).collect();
        for size in [10, 13, 17, 22] {
            let pages: Vec<Vec<String>> = lines.chunks(size).map(<[String]>::to_vec).collect();
            assert_eq!(taken_from(&pages), [""; 0], "pages of {size} lines");
            let headed: Vec<Vec<String>> = pages
                .into_iter()
                .map(|page| [vec!["Lamps of the north".to_owned(), String::new()], page].concat())
                .collect();
            let expected = vec!["Lamps of the north"; headed.len() - 1];
            assert_eq!(taken_from(&headed), expected, "pages of {size} lines");
        }
    }

    #[test]
    fn lines_of_furniture() {
        for (text, expected) in [
            ("18-18418 (E)     071118", Some(RemovalKind::JobNumber)),
            ("*1818418*", Some(RemovalKind::Barcode)),
            ("*1818418*A/C.3/78/L.41", Some(RemovalKind::Barcode)),
            ("2/4            23-19520", Some(RemovalKind::PageNumber)),
            ("23-19520                3/4", Some(RemovalKind::PageNumber)),
            ("2/9 23-21227A/C.3/78/L.41", Some(RemovalKind::PageNumber)),
            ("54/10", None),
            ("A/C.3/78/L.41", None),
            ("25 November 2025", None),
            ("1. Decides", None),
            ("(a) 24-12345", None),
            ("18\u{2011}18418\u{a0}(E)\u{202f}071118", Some(RemovalKind::JobNumber)),
            ("2／4  23‑19520", Some(RemovalKind::PageNumber)),
            ("(E) 240125 24-12345", Some(RemovalKind::JobNumber)),
        ] {
            assert_eq!(classify_line(text), expected, "{text}");
        }
        for (text, expected) in [
            ("3", Some(3)),
            ("- 3 -", Some(3)),
            ("‑ 3 ‑", Some(3)),
            ("Page 3 of 12", Some(3)),
            ("3/12", Some(3)),
            ("3\u{a0}/\u{a0}12", Some(3)),
            ("2025", None),
            ("3 States", None),
            ("5 000", None),
        ] {
            assert_eq!(page_number(text), expected, "{text}");
        }
    }
}
