//! Markdown → paragraphs with styles.
//!
//! The blocks and spans are pulldown-cmark's; list numbers, which it renumbers, are taken from the source, because
//! `7.` in a resolution means paragraph 7. Text between superscript marks or `[^1]` is a footnote reference.

//!
//! CriticMarkup (`{++ ++}`, `{-- --}`, `{~~ ~> ~~}`, `{>> <<}`, `{== ==}`) is resolved to one side first, by `critic`.

mod critic;
mod front_matter;
mod html;
mod kramdown;
mod recognise;

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{Error, ReadSide, omitted};
use crate::model::{
    Block, BlockKind, BlockUnit, Document, Footnote, LedgerEntry, RemovalKind, Side, SourceLocation, Style, StyledText,
};
use crate::text::single_spaced;
pub(super) use recognise::is_markdown;

/// Reads one side of a Markdown text.
pub(super) fn read(characters: &str, side: Side) -> Result<ReadSide, Error> {
    check(characters)?;
    let mut resolved = critic::resolve(characters, side);
    let lines = LineIndex::new(&resolved);
    let front = front_matter::take(&mut resolved.text);
    let mut reader = Reader { source: &resolved.text, lines, is_newer: side == Side::After, ..Reader::default() };
    for entry in front {
        match entry.header_line() {
            Some(line) => reader.header_line(&line, entry.line),
            None => reader.record(RemovalKind::Metadata, &format!("{}: {}", entry.key, entry.value)),
        }
    }
    let options = Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES;
    for (event, range) in Parser::new_ext(&resolved.text, options).into_offset_iter() {
        reader.event(event, range);
    }
    reader.flush();
    reader.cover(resolved.text.len()..resolved.text.len());
    let Reader { mut document, tracked, .. } = reader;
    let (mut counted, mut line) = (0, 1);
    for (offset, text) in resolved.comments {
        line += characters[counted..offset].matches('\n').count() as u32;
        counted = offset;
        document.ledger.push(LedgerEntry::new(RemovalKind::Comment, text, SourceLocation { page: 0, line }));
    }
    document.block_unit = BlockUnit::Paragraph;
    Ok(ReadSide { document, revision_count: resolved.tracked + tracked })
}

/// Signs that may begin or end something: each may cost a hundred bytes of the parser's tree.
const MAX_SIGNS: usize = 1_000_000;
/// Lists and quotations that begin on one line.
const MAX_NESTING: usize = 100;

/// Refuses what takes far more room in the parser's tree than in the file.
fn check(text: &str) -> Result<(), Error> {
    let is_sign = |byte: u8| matches!(byte, b'[' | b']' | b'*' | b'_' | b'`' | b'~' | b'<' | b'>' | b'|');
    if text.bytes().map(|byte| usize::from(is_sign(byte))).sum::<usize>() > MAX_SIGNS {
        return Err(Error::Limit { what: "signs of Markdown", most: MAX_SIGNS.to_string() });
    }
    let begins =
        |byte: &u8| matches!(byte, b'>' | b'-' | b'+' | b'*' | b' ' | b'\t' | b'.' | b')') || byte.is_ascii_digit();
    let nesting = |line: &str| {
        let front = line.bytes().take_while(begins);
        front.filter(|byte| matches!(byte, b'>' | b'-' | b'+' | b'*' | b'.' | b')')).count()
    };
    // a rule is a line of signs without spaces, or of a few
    let is_nested = |line: &str| nesting(line) > MAX_NESTING && line.bytes().any(|byte| byte == b'>' || byte == b' ');
    if text.lines().any(is_nested) {
        return Err(Error::Limit { what: "lists and quotations within each other", most: MAX_NESTING.to_string() });
    }
    Ok(())
}

/// Characters of the mark of a list's item at most, with the white space before it.
const MAX_MARKER_LEN: usize = 64;

#[derive(Default)]
struct Reader<'a> {
    source: &'a str,
    lines: LineIndex,
    document: Document,
    block: Block,
    style: Style,
    /// Number of the next item, and how deep in lists we are.
    lists: Vec<Option<u64>>,
    /// What the item begins with in the source: `7.`, `-`.
    item: Option<String>,
    footnote: Option<String>,
    links: Vec<String>,
    cells: usize,
    /// Whether this is the newer side.
    is_newer: bool,
    /// Insertions and deletions by tags, of either side.
    tracked: usize,
    /// Inside of an insertion or deletion that this side lacks.
    is_elsewhere: bool,
    /// Signs of emphasis that stand between digits: signs of multiplication.
    signs: Vec<Option<&'static str>>,
    /// The descriptions of open images.
    images: Vec<String>,
    /// An open block of HTML and where it begins.
    html: Option<(String, usize)>,
    /// The last thing was the mark of a note, glued to the word before it.
    glued_mark: bool,
    /// How far the source is read.
    covered: usize,
    /// Whether the block has words, and whether all of them are links to places in the file.
    has_inner_link: bool,
    has_other_words: bool,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if !matches!(event, Event::Start(_) | Event::End(_)) {
            self.cover(range.clone());
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.push(&text, range);
            }
            Event::Html(text) => match &mut self.html {
                Some((html, _)) => html.push_str(&text),
                None => self.push(&text, range),
            },
            Event::InlineHtml(tag) => self.tag(&tag, range),
            Event::SoftBreak | Event::HardBreak => self.push("\n", range),
            Event::FootnoteReference(mark) => {
                if self.is_elsewhere {
                    return;
                }
                if self.block.text.ends_with_superscript() {
                    self.block.text.push(" ", Style::default());
                }
                let glued = self.block.text.as_str().ends_with(char::is_alphanumeric);
                self.set_location(range.start);
                self.block.text.push(&mark, Style { superscript: true, ..self.style });
                self.glued_mark = glued;
            }
            // notes stand below a line, but not below “***”
            Event::Rule if self.source[range.start..].trim_start().starts_with('*') => {
                self.flush();
                self.set_location(range.start);
                self.record(RemovalKind::Markup, &self.source[range.clone()]);
                self.block = Block::default();
            }
            Event::Rule => {
                self.flush();
                self.push(self.source[range.clone()].trim(), range);
                self.flush();
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        if matches!(tag, Tag::Image { .. }) {
            self.images.push(String::new());
        }
        match tag {
            Tag::Paragraph | Tag::HtmlBlock | Tag::CodeBlock(_) => {
                if matches!(tag, Tag::HtmlBlock) {
                    self.html = Some((String::new(), range.start));
                }
                if self.item.is_none() {
                    self.flush();
                }
                self.set_location(range.start);
            }
            Tag::Heading { level, .. } => {
                self.flush();
                self.block.kind = BlockKind::Heading;
                self.block.indent = match level {
                    HeadingLevel::H1 => 0.0,
                    _ => 1.0,
                };
                self.set_location(range.start);
            }
            Tag::List(first) => {
                self.flush();
                self.lists.push(first);
            }
            Tag::Item => {
                self.flush();
                let mark = self.item_mark(range.start);
                self.cover(range.start..range.start + mark.len());
                self.item = Some(mark);
                self.set_location(range.start);
            }
            Tag::FootnoteDefinition(mark) => {
                self.flush();
                self.cover(range.start..range.start + mark.len() + 4);
                self.footnote = Some(mark.to_string());
                self.set_location(range.start);
            }
            Tag::Table(_) => {
                self.flush();
                self.block.kind = BlockKind::Table;
                self.set_location(range.start);
            }
            Tag::TableRow | Tag::TableHead => self.cells = 0,
            Tag::TableCell => {
                let part = match (self.cells, self.block.text.is_empty()) {
                    (0, true) => "",
                    (0, false) => "\n",
                    _ => " | ",
                };
                self.block.text.push(part, Style::default());
                self.cells += 1;
            }
            Tag::Emphasis => {
                self.sign("*", range.start);
                self.style.italic = true;
            }
            Tag::Strong => {
                self.sign("**", range.start);
                self.style.bold = true;
            }
            Tag::Strikethrough => self.style.strike = true,
            Tag::Superscript => self.style.superscript = true,
            Tag::Link { dest_url, title, .. } | Tag::Image { dest_url, title, .. } if title.is_empty() => {
                self.links.push(dest_url.to_string());
            }
            Tag::Link { dest_url, title, .. } | Tag::Image { dest_url, title, .. } => {
                self.links.push(format!("{dest_url} “{title}”"));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        if tag == TagEnd::HtmlBlock {
            self.html_block();
        }
        match tag {
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::Item
            | TagEnd::Table
            | TagEnd::HtmlBlock
            | TagEnd::CodeBlock => {
                if self.footnote.is_none() {
                    self.flush();
                } else {
                    self.push(" ", 0..0);
                }
            }
            TagEnd::FootnoteDefinition => {
                self.flush();
                self.footnote = None;
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
            }
            TagEnd::Emphasis | TagEnd::Strong => {
                let style = &mut self.style;
                *(if tag == TagEnd::Emphasis { &mut style.italic } else { &mut style.bold }) = false;
                if let Some(sign) = self.signs.pop().flatten() {
                    self.push(sign, range);
                }
            }
            TagEnd::Strikethrough => self.style.strike = false,
            TagEnd::Superscript => self.style.superscript = false,
            TagEnd::Link | TagEnd::Image => {
                // the rest is the target, which is listed
                self.covered = self.covered.max(range.end);
                let target = self.links.pop().unwrap_or_default();
                if tag == TagEnd::Link {
                    self.record(RemovalKind::Markup, &format!("link to {target}"));
                } else {
                    let said = self.images.pop().unwrap_or_default();
                    let text = if said.trim().is_empty() { target } else { format!("{said} ({target})") };
                    self.record(RemovalKind::Picture, &format!("picture: {text}"));
                }
            }
            _ => {}
        }
    }

    /// Emphasis between two digits is no emphasis: `2*3*4` is a product.
    fn sign(&mut self, sign: &'static str, start: usize) {
        let bytes = self.source.as_bytes();
        let digit = |index: Option<usize>| index.and_then(|index| bytes.get(index)).is_some_and(u8::is_ascii_digit);
        let is_sign = digit(start.checked_sub(1)) && digit(Some(start + sign.len()));
        self.signs.push(is_sign.then_some(sign));
        if is_sign {
            self.push(sign, start..start);
        }
    }

    /// Takes a stretch of the source as read. What lies before it and was not read is mark-up, and listed if it has
    /// words.
    fn cover(&mut self, range: Range<usize>) {
        let skipped = self.source.get(self.covered..range.start).unwrap_or_default();
        if skipped.contains(char::is_alphanumeric) {
            let place = SourceLocation { page: 0, line: self.lines.line(self.covered) };
            self.document.ledger.push(LedgerEntry::new(RemovalKind::Markup, single_spaced(skipped), place));
        }
        self.covered = self.covered.max(range.end);
    }

    /// A field of the front matter, as a line above the text.
    fn header_line(&mut self, line: &str, number: u32) {
        self.document.blocks.push(Block {
            text: StyledText::plain(line),
            location: SourceLocation { page: 0, line: number },
            ..Block::default()
        });
    }

    fn record(&mut self, taken: RemovalKind, text: &str) {
        let text = single_spaced(text);
        if !text.is_empty() {
            self.document.ledger.push(LedgerEntry::new(taken, text, self.block.location));
        }
    }

    /// The number or bullet of an item as the source has it.
    fn item_mark(&self, offset: usize) -> String {
        // lists may begin on one line without end, and a mark is short
        let line = self.source[offset..].chars().take(MAX_MARKER_LEN).take_while(|character| *character != '\n');
        line.skip_while(|character| character.is_whitespace())
            .take_while(|character| !character.is_whitespace())
            .collect()
    }

    fn push(&mut self, text: &str, range: Range<usize>) {
        if let Some(image) = self.images.last_mut() {
            image.push_str(text);
            return;
        }
        if self.is_elsewhere || text.is_empty() {
            return;
        }
        // the mark of a note separates words like a space
        if std::mem::take(&mut self.glued_mark) && text.starts_with(char::is_alphanumeric) {
            self.block.text.push(" ", self.style);
        }
        if self.block.text.is_empty() {
            self.set_location(range.start);
        }
        if let Some(mark) = self.item.take() {
            self.block.kind = BlockKind::Item;
            self.block.indent = 4.0 * self.lists.len().saturating_sub(1) as f32;
            self.block.text.push(&format!("{mark} "), Style::default());
        }
        let is_inner_link = self.links.last().is_some_and(|target| target.len() > 1 && target.starts_with('#'));
        *(if is_inner_link { &mut self.has_inner_link } else { &mut self.has_other_words }) |=
            text.contains(char::is_alphanumeric);
        self.block.text.push(text, self.style);
    }

    /// Whether a block is a line of a table of contents: an item that is a link to a place in the file, and that no
    /// sentence announces.
    fn is_contents_line(&self, block: &Block, is_link: bool) -> bool {
        let is_announced = || self.document.blocks.last().is_some_and(|last| last.text.as_str().trim().ends_with(':'));
        is_link && block.kind == BlockKind::Item && !is_announced()
    }

    fn set_location(&mut self, offset: usize) {
        if self.block.location == SourceLocation::default() {
            self.block.location = SourceLocation { page: 0, line: self.lines.line(offset) };
        }
    }

    fn flush(&mut self) {
        let mut block = std::mem::take(&mut self.block);
        (self.is_elsewhere, self.glued_mark) = (false, false);
        let is_link = std::mem::take(&mut self.has_inner_link) && !std::mem::take(&mut self.has_other_words);
        self.has_other_words = false;
        // a tag that is not closed ends with its paragraph
        self.style = Style::default();
        // an item may be empty but for its number
        if let Some(mark) = self.item.take() {
            block.kind = BlockKind::Item;
            block.text.push(&mark, Style::default());
        }
        if let Some(attributes) = kramdown::take_attributes(&mut block.text) {
            let entry = LedgerEntry::new(RemovalKind::Markup, attributes.replace('\n', " "), block.location);
            self.document.ledger.push(entry);
        }
        kramdown::raise_marks(&mut block.text, self.source);
        if block.text.as_str().trim().is_empty() {
            return;
        }
        if self.is_contents_line(&block, is_link) {
            let text = block.text.as_str().trim();
            self.document.ledger.push(LedgerEntry::new(RemovalKind::TableOfContents, text, block.location));
            return;
        }
        block.lines_above = 1.0;
        match &self.footnote {
            Some(mark) => {
                let place = block.location;
                let text = omitted::note_text(&[block], &mut self.document.ledger);
                self.document.footnotes.push(Footnote { mark: mark.clone(), text, location: place });
            }
            None => self.document.blocks.push(block),
        }
    }
}

/// Byte offsets of the line starts, each with its line in the source.
#[derive(Default)]
struct LineIndex(Vec<(usize, u32)>);

impl LineIndex {
    fn new(resolved: &critic::Resolved) -> LineIndex {
        let starts = std::iter::once(0).chain(resolved.text.match_indices('\n').map(|(offset, _)| offset + 1));
        let mut skipped = resolved.skipped.iter().peekable();
        let mut more = 0;
        LineIndex(
            starts
                .zip(1..)
                .map(|(start, line)| {
                    while let Some((_, lines)) = skipped.next_if(|(offset, _)| *offset <= start) {
                        more += lines;
                    }
                    (start, line + more)
                })
                .collect(),
        )
    }

    fn line(&self, offset: usize) -> u32 {
        let after = self.0.partition_point(|(start, _)| *start <= offset);
        after.checked_sub(1).map_or(1, |last| self.0[last].1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_as_written() {
        let document = read(
            "*Recalling* [78/1](#) of 2023,\n\n7. **Calls upon** States;\n8. Decides\n\n[^1]: See A/1.\n",
            Side::After,
        )
        .unwrap_or_else(|error| panic!("{error}"))
        .document;
        let got: Vec<_> = document.blocks.iter().map(|block| (block.text.as_str(), block.kind)).collect();
        assert_eq!(
            got,
            [
                ("Recalling 78/1 of 2023,", BlockKind::Text),
                ("7. Calls upon States;", BlockKind::Item),
                ("8. Decides", BlockKind::Item)
            ]
        );
        assert!(document.blocks[0].text.style_at(0).italic);
    }
}
