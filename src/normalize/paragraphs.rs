//! Lines → paragraphs.
//!
//! How a paragraph is told depends on how the text was set:
//! - *unwrapped*: every line is a paragraph (typed text with one paragraph a line);
//! - *indented*: a paragraph begins with a first-line indent, a number, or a gap (official layout);
//! - *spaced*: a paragraph begins behind an empty line (wrapped mail, pasted text);
//! - *set*: the same where lines are measured on the page: a gap of half a line tells, and over the end of a page
//!   indent and width do;
//! - *flat*: nothing but the words tells (bare extraction): a number, an opening phrase behind an end, or a line that
//!   stopped although the next word had room.
//!
//! Indents are measured against the page's own margin, because layout extraction shifts every page differently.

use std::collections::BTreeMap;

use super::body_start;
use crate::lexicon::{
    begins_small, ends_paragraph, ends_sentence, ends_with_colon, is_organ_line, label, opening, section_label,
};
use crate::model::{Block, BlockKind, Document, LabelForm, Layout, LedgerEntry, Taken};

/// Columns right of the margin from which a line counts as indented.
const INDENT: f32 = 3.0;
/// Columns right of the margin from which a line is set apart (closing lines, column heads).
const FAR: f32 = 30.0;
/// A line wider than this is no printed line but a whole paragraph.
const WRAPPED_WIDTH: usize = 140;

pub(super) fn join(document: &mut Document) {
    let body = body_start(document);
    let lines = measure(&document.blocks, body);
    let mode = mode(&lines[body..], document.layout);
    let breaks = breaks(&lines, body, mode);
    let hyphens = Hyphens::of(&document.blocks);
    let mut out: Vec<Block> = Vec::new();
    for (at, block) in std::mem::take(&mut document.blocks).into_iter().enumerate() {
        match out.last_mut() {
            Some(last) if at > body && !breaks[at] => append(last, &block, &hyphens, &mut document.ledger),
            _ => out.push(block),
        }
    }
    document.blocks = out;
    document.layout = Layout::Paragraphs;
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Unwrapped,
    Indented,
    Spaced,
    Set,
    Flat,
}

/// A line as far as its shape matters.
struct Line<'a> {
    text: &'a str,
    kind: BlockKind,
    /// Columns right of the page's margin.
    indent: f32,
    width: usize,
    gap: f32,
    page: u32,
    /// The widest line of the run of lines it stands in.
    room: usize,
    first_word: usize,
}

impl Line<'_> {
    fn is_indented(&self) -> bool {
        self.indent >= INDENT
    }

    /// Whether the line stopped although the next word had room, by at least so many columns.
    fn stops_before(&self, next: &Line<'_>, slack: usize) -> bool {
        self.width + 1 + next.first_word + slack < self.room.max(next.room)
    }
}

fn measure(blocks: &[Block], body: usize) -> Vec<Line<'_>> {
    // lines that go on with a paragraph stand at the margin: those right under another and without a number
    let mut indents: BTreeMap<u32, BTreeMap<u32, usize>> = BTreeMap::new();
    for pair in blocks[body..].windows(2) {
        let goes_on =
            pair[1].gap == 0.0 && pair[0].place.page == pair[1].place.page && label(pair[1].text.as_str()).is_none();
        if pair[1].kind == BlockKind::Text && goes_on {
            *indents.entry(pair[1].place.page).or_default().entry(pair[1].indent as u32).or_insert(0) += 1;
        }
    }
    let margins: BTreeMap<u32, u32> = indents.iter().map(|(page, counts)| (*page, margin(counts))).collect();
    let mut lines: Vec<Line<'_>> = blocks
        .iter()
        .map(|block| {
            let text = block.text.as_str();
            let margin = margins.get(&block.place.page).copied().unwrap_or(0);
            Line {
                text,
                kind: block.kind,
                indent: block.indent - margin as f32,
                width: (block.indent + block.width) as usize,
                gap: block.gap,
                page: block.place.page,
                room: 0,
                first_word: text.split(' ').next().map_or(0, |word| word.chars().count()),
            }
        })
        .collect();
    // the room of a run of lines without gap is its widest line
    let mut start = 0;
    for at in 1..=lines.len() {
        if at == lines.len() || lines[at].gap > 0.0 || lines[at].page != lines[at - 1].page {
            let room = lines[start..at].iter().map(|line| line.width).max().unwrap_or(0);
            lines[start..at].iter_mut().for_each(|line| line.room = room);
            start = at;
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

fn mode(lines: &[Line<'_>], layout: Layout) -> Mode {
    let text = || lines.iter().filter(|line| line.kind == BlockKind::Text);
    let count = text().count();
    let wide = text().filter(|line| line.width > WRAPPED_WIDTH).count();
    let measured = layout == Layout::Measured;
    if count == 0 || !measured && (wide * 10 > count || (wide > 0 && wide * 20 > count)) {
        return Mode::Unwrapped;
    }
    let close = || lines.windows(2).filter(|pair| pair[1].gap == 0.0 && pair[0].page == pair[1].page);
    let first_lines =
        close().filter(|pair| pair[0].is_indented() && pair[0].indent < FAR && !pair[1].is_indented()).count();
    let starts = close().filter(|pair| !pair[0].is_indented() && pair[1].is_indented()).count();
    let gaps = text().filter(|line| line.gap > 0.0).count();
    if measured && gaps * 12 >= count && starts * 5 < gaps {
        return Mode::Set;
    }
    if first_lines >= 2 && starts >= 1 {
        return Mode::Indented;
    }
    if gaps * 12 >= count || gaps >= 3 { Mode::Spaced } else { Mode::Flat }
}

/// For every line whether a paragraph begins there.
fn breaks(lines: &[Line<'_>], body: usize, mode: Mode) -> Vec<bool> {
    let mut out = vec![true; lines.len()];
    let mut state = State::default();
    for at in body..lines.len() {
        let begins = at == body || state.begins(&lines[at - 1], &lines[at], lines.get(at + 1), mode);
        out[at] = begins;
        state.pass(&lines[at], begins);
    }
    out
}

/// What the lines before tell.
#[derive(Default)]
struct State<'a> {
    /// The last number seen at the start of a paragraph.
    number: Option<u32>,
    /// First line of the paragraph at hand, and how many lines it has.
    first: Option<&'a str>,
    first_indent: f32,
    /// Columns up to the text behind the number of the first line.
    hang: f32,
    lines: usize,
    /// Whether the paragraph at hand is a lettered item.
    in_item: bool,
    /// The last letter and the last Roman number of an item.
    letter: u32,
    roman: u32,
}

impl<'a> State<'a> {
    fn pass(&mut self, line: &Line<'a>, begins: bool) {
        if !begins {
            self.lines += 1;
            return;
        }
        self.lines = 1;
        self.first = Some(line.text);
        self.first_indent = line.indent;
        self.hang = -100.0;
        self.in_item = false;
        if let Some(label) = label(line.text) {
            self.hang = line.indent + line.text[..label.end].chars().count() as f32;
            self.in_item = !matches!(label.readings[0].0, LabelForm::Number);
            match label.readings[0] {
                (LabelForm::Number, ordinal) => self.number = Some(ordinal),
                _ => {
                    for (form, ordinal) in label.readings {
                        match form {
                            LabelForm::Letter => self.letter = ordinal,
                            LabelForm::Roman => self.roman = ordinal,
                            _ => {}
                        }
                    }
                }
            }
        }
    }

    fn begins(&self, last: &Line<'a>, line: &Line<'a>, next: Option<&Line<'a>>, mode: Mode) -> bool {
        if line.kind != BlockKind::Text || last.kind != BlockKind::Text {
            return true;
        }
        if line.indent >= FAR || last.indent >= FAR || is_organ_line(line.text) || is_organ_line(last.text) {
            return true;
        }
        match mode {
            Mode::Unwrapped => true,
            Mode::Flat => self.begins_flat(last, line),
            Mode::Spaced if line.gap > 0.0 => true,
            Mode::Spaced => self.labelled(last, line, mode),
            Mode::Set | Mode::Indented if line.page != last.page => self.begins_page(last, line, next),
            Mode::Set if line.gap > 0.0 => {
                label(line.text).is_some() || !begins_small(line.text) || ends_paragraph(last.text)
            }
            Mode::Set => {
                self.labelled(last, line, Mode::Indented)
                    || is_heading_number(line.text)
                    || is_heading_number(last.text)
            }
            Mode::Indented => self.begins_indented(last, line, next),
        }
    }

    fn begins_flat(&self, last: &Line<'_>, line: &Line<'_>) -> bool {
        if self.labelled(last, line, Mode::Flat) {
            return true;
        }
        let opens = || opening(line.text).is_some() && !begins_small(line.text);
        if ends_paragraph(last.text) && opens() {
            return true;
        }
        if begins_small(line.text) {
            return false;
        }
        if is_heading_number(line.text) || is_heading_number(last.text) {
            return true;
        }
        last.stops_before(line, if ends_sentence(last.text) { 4 } else { 20 })
    }

    fn begins_indented(&self, last: &Line<'_>, line: &Line<'_>, next: Option<&Line<'_>>) -> bool {
        if line.gap > 0.0 {
            return !(begins_small(line.text) && !ends_paragraph(last.text));
        }
        if self.labelled(last, line, Mode::Indented) {
            return true;
        }
        if is_heading_number(line.text) || is_heading_number(last.text) {
            return true;
        }
        let deeper = line.indent - last.indent;
        let stops = last.stops_before(line, 4);
        if line.is_indented() {
            if deeper >= INDENT {
                // the second line of "6.    Organization …" hangs where the text of the first began
                return !(self.lines == 1 && (line.indent - self.hang).abs() <= 1.5);
            }
            if deeper <= -INDENT {
                return !begins_small(line.text);
            }
            // lines of one indent: the block goes on, unless it stopped
            if stops && ends_paragraph(last.text) || last.stops_before(line, 25) && !begins_small(line.text) {
                return true;
            }
            return ends_paragraph(last.text)
                && !begins_small(line.text)
                && (ends_sentence(last.text) || opening(line.text).is_some());
        }
        if begins_small(line.text) {
            // “and demands that …” behind the list it belongs to
            let tail = last.text.ends_with([';', '.']) && label(line.text).is_none();
            return self.in_item && tail && (stops || begins_tail(line.text));
        }
        if last.is_indented() && self.lines > 1 && ends_sentence(last.text) && stops {
            return true;
        }
        self.stopped(last, line, next)
    }

    /// Whether the text stopped before a line that stands at the margin as it did.
    ///
    /// Dates and names are bound with no-break spaces, so that lines break early: only an end tells, and a colon is
    /// none, for a title may go on behind it. A heading that stopped short is another heading.
    fn stopped(&self, last: &Line<'_>, line: &Line<'_>, next: Option<&Line<'_>>) -> bool {
        match last.text.trim_end().chars().next_back() {
            Some(';') => !line.text.starts_with(char::is_numeric) && last.stops_before(line, 0),
            _ if ends_with_colon(last.text) => is_heading_before(line, next),
            _ if ends_sentence(last.text) => last.stops_before(line, 12),
            _ if ends_paragraph(last.text) => false,
            _ => self.first_indent < INDENT && self.hang < 0.0 && last.stops_before(line, 30),
        }
    }

    /// The first line of a page.
    fn begins_page(&self, last: &Line<'_>, line: &Line<'_>, next: Option<&Line<'_>>) -> bool {
        if self.labelled(last, line, Mode::Indented) || is_heading_number(line.text) {
            return true;
        }
        let ends = ends_paragraph(last.text);
        if begins_small(line.text) {
            return self.in_item && !line.is_indented() && ends_sentence(last.text) && begins_tail(line.text);
        }
        if line.is_indented() || !ends || ends_with_colon(last.text) {
            // a block set in as a whole goes on; a first line begins
            return ends && line.is_indented();
        }
        // “…; Target: at least 80 per cent” may part at any place, but hardly just where a page does
        is_heading_before(line, next)
            || last.text.ends_with(';')
            || ends_sentence(last.text) && last.stops_before(line, 4)
    }

    /// Whether a number that begins a paragraph stands here.
    fn labelled(&self, last: &Line<'_>, line: &Line<'_>, mode: Mode) -> bool {
        let Some(label) = label(line.text) else { return false };
        let ended = ends_paragraph(last.text) || ends_item(last.text);
        let heading = !ends_paragraph(last.text) && (last.stops_before(line, 8) || is_heading_number(last.text));
        match label.readings[0].0 {
            LabelForm::Number => {
                let ordinal = label.readings[0].1;
                let follows = self.number.is_none_or(|last| ordinal >= last && ordinal <= last + 2) || ordinal == 1;
                // "12. (a)" at a deeper indent needs no proof; a year or a figure at the margin does
                let set = mode == Mode::Indented && line.is_indented() && label.space > 0;
                (follows && (ended || heading || label.space > 1)) || (set && (ended || heading))
            }
            LabelForm::Bullet => ended || line.is_indented() || heading,
            _ => {
                // “… smoke; (b) 2.6 million deaths” may break before its “(b)”: at the margin only the next item of
                // a list counts, unless the page has its items there
                let at_margin = mode == Mode::Indented && !line.is_indented();
                let next = || {
                    let follows = |(form, ordinal): &(LabelForm, u32)| match form {
                        _ if *ordinal == 1 => false,
                        LabelForm::Letter => *ordinal == self.letter + 1,
                        _ => *ordinal == self.roman + 1,
                    };
                    self.in_item && (self.first_indent < INDENT || label.readings.iter().any(follows))
                };
                (!at_margin || next()) && (ended || heading)
            }
        }
    }
}

/// Whether a line is a heading for the next: text that goes on fills its line or ends a paragraph, a heading does
/// neither, and a gap or a number follows.
fn is_heading_before(line: &Line<'_>, next: Option<&Line<'_>>) -> bool {
    !ends_paragraph(line.text) && next.is_some_and(|next| next.gap > 0.0 || label(next.text).is_some())
}

/// Words that go on with a sentence behind its list, and hardly inside an item.
fn begins_tail(text: &str) -> bool {
    ["as if ", "shall ", "unless ", "provided "].iter().any(|word| text.starts_with(word))
}

/// `…; and`, `… or`: the last but one item of a list.
fn ends_item(text: &str) -> bool {
    ["; and", "; or", ", and", ", or", " et", " y", "; и"].iter().any(|end| text.ends_with(end))
}

/// Whether a line is the number of a section and nothing else, or with its full stop: `II`, `Article 3`, `B. Scope`.
fn is_heading_number(text: &str) -> bool {
    text.len() < 120 && section_label(text).is_some() && !ends_paragraph(text.trim_end_matches('.'))
}

fn append(block: &mut Block, line: &Block, hyphens: &Hyphens, ledger: &mut Vec<LedgerEntry>) {
    let text = block.text.as_str();
    let trimmed = text.trim_end().len();
    let text = &text[..trimmed];
    let soft = text.ends_with('\u{ad}');
    let hard = text.ends_with(['-', '\u{2010}', '\u{2011}']) && !text.ends_with(" -") || text.ends_with(" -");
    let word_goes_on = line.text.as_str().starts_with(char::is_alphabetic);
    let end = text.len();
    if soft {
        block.text.remove(end - '\u{ad}'.len_utf8()..block.text.as_str().len());
        ledger.push(LedgerEntry { taken: Taken::LineHyphen, text: "\u{ad}".into(), place: line.place });
    } else if hard && word_goes_on && !text.ends_with(" – ") {
        let hyphen = text.chars().next_back().map_or(0, char::len_utf8);
        let stem = text[..end - hyphen].trim_end().len();
        let whole = block.text.as_str().len();
        if hyphens.made_by_line_break(&text[..stem], line.text.as_str()) {
            block.text.remove(stem..whole);
            ledger.push(LedgerEntry { taken: Taken::LineHyphen, text: "-".into(), place: line.place });
        } else {
            block.text.remove(end..whole);
            block.text.remove(stem..end - hyphen);
        }
    } else {
        let whole = block.text.as_str().len();
        block.text.remove(end..whole);
        block.text.push(" ", crate::model::Style::default());
    }
    let shift = block.text.as_str().len();
    block.text.append(&line.text);
    block
        .marks
        .extend(line.marks.iter().map(|mark| crate::model::Mark { at: mark.at + shift, mark: mark.mark.clone() }));
}

/// Which words the text has with a hyphen, and which without.
struct Hyphens {
    words: std::collections::HashSet<String>,
}

impl Hyphens {
    fn of(blocks: &[Block]) -> Hyphens {
        // only lines that end with a hyphen ask
        let asked = blocks.iter().any(|block| block.text.as_str().ends_with(['-', '\u{2010}']));
        let words = blocks.iter().filter(|_| asked).flat_map(|block| block.text.as_str().split_whitespace());
        let trimmed = words.map(|word| word.trim_matches(|edge: char| !edge.is_alphanumeric()).to_lowercase());
        Hyphens { words: trimmed.collect() }
    }

    /// Whether the hyphen between two lines was made by the line break: the text has the word in one piece, and
    /// nowhere with the hyphen. UN texts do not hyphenate, so a hyphen is kept unless something speaks against it.
    fn made_by_line_break(&self, stem: &str, rest: &str) -> bool {
        let word = |text: &str| text.trim_matches(|edge: char| !edge.is_alphanumeric()).to_lowercase();
        let first = word(stem.rsplit(char::is_whitespace).next().unwrap_or_default());
        let second = word(rest.split(char::is_whitespace).next().unwrap_or_default());
        !first.is_empty()
            && self.words.contains(&format!("{first}{second}"))
            && !self.words.contains(&format!("{first}-{second}"))
    }
}
