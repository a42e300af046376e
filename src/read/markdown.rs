//! Markdown → paragraphs with styles.
//!
//! The blocks and spans are pulldown-cmark's; list numbers, which it renumbers, are taken from the source, because
//! `7.` in a resolution means paragraph 7. Text between superscript marks or `[^1]` is a footnote mark.

//!
//! CriticMarkup (`{++ ++}`, `{-- --}`, `{~~ ~> ~~}`, `{>> <<}`, `{== ==}`) is resolved to one side first, by `critic`.

mod critic;

use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr3, memmem, memrchr};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::Reading;
use crate::model::{Block, BlockKind, Document, Footnote, Layout, LedgerEntry, Place, Side, Style, Taken};

/// Whether a text is written in Markdown: at least one link, heading, strong phrase, footnote or CriticMarkup in its notation.
///
/// Plain text has list numbers, asterisks and underscores of its own, so those alone do not count.
pub(super) fn is_markdown(characters: &str) -> bool {
    let bytes = characters.as_bytes();
    let line_marks = || {
        std::iter::once(0).chain(memchr_iter(b'\n', bytes).map(|end| end + 1)).any(|start| {
            // only a line that begins so can have a mark in front
            let number = bytes[start..].iter().take_while(|byte| is_numbering(char::from(**byte))).count();
            if !matches!(bytes.get(start), Some(b'#' | b'[')) && !matches!(bytes.get(start + number), Some(b'*' | b'_'))
            {
                return false;
            }
            let line = characters[start..].lines().next().unwrap_or_default();
            let marks = line.bytes().take_while(|byte| *byte == b'#').count();
            ((1..=6).contains(&marks) && line[marks..].starts_with(' '))
                || (line.starts_with("[^") && line.contains("]:"))
                || emphasis(line)
        })
    };
    // most texts have none of these, so all are looked for at once
    let Some(first) = memchr3(b'[', b'{', 0x0C, bytes) else { return line_marks() };
    let (characters, bytes) = (&characters[first..], &bytes[first..]);
    if memchr(0x0C, bytes).is_some() {
        return false;
    }
    // between the first opening and the last closing of its line, so that no line is searched twice
    let is_link = |line: &[u8]| {
        let ends = memchr(b'[', line).zip(memrchr(b')', line));
        ends.and_then(|(open, close)| line.get(open..close)).is_some_and(|inner| memmem::find(inner, b"](").is_some())
    };
    let link = memmem::find(bytes, b"](").is_some() && bytes.split(|byte| *byte == b'\n').any(is_link);
    link || memmem::find(bytes, b"[^").is_some() || critic::is_marked(characters) || line_marks()
}

/// Whether a character is of a number in front of a line, or of what stands around it.
fn is_numbering(first: char) -> bool {
    first.is_ascii_digit() || matches!(first, '.' | ' ' | ')' | '>')
}

/// Whether a line begins with an emphasised phrase, as resolutions set their opening verbs: `*Recalling*`, `1. **Calls**`.
fn emphasis(line: &str) -> bool {
    let body = line.trim_start_matches(is_numbering);
    ["**", "__", "*", "_"].iter().any(|mark| {
        body.strip_prefix(mark).is_some_and(|rest| {
            rest.starts_with(char::is_alphabetic) && rest.find(mark).is_some_and(|close| close <= 80)
        })
    })
}

/// Reads one side of a Markdown text.
pub(super) fn read(characters: &str, side: Side) -> Reading {
    let resolved = critic::resolve(characters, side);
    let lines = LineIndex::of(&resolved);
    let mut document = blocks(&resolved.text, lines);
    let comments = resolved.comments.into_iter().map(|(at, text)| LedgerEntry {
        taken: Taken::Comment,
        text,
        place: Place { page: 0, line: characters[..at].matches('\n').count() as u32 + 1 },
    });
    document.ledger.extend(comments);
    Reading { document, tracked: resolved.tracked }
}

fn blocks(characters: &str, lines: LineIndex) -> Document {
    let options = Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES;
    let mut reader = Reader { source: characters, lines, ..Reader::default() };
    for (event, range) in Parser::new_ext(characters, options).into_offset_iter() {
        reader.event(event, range);
    }
    reader.flush();
    reader.document.layout = Layout::Paragraphs;
    reader.document
}

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
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.push(&text, range);
            }
            Event::Html(text) => self.push(&text, range),
            Event::InlineHtml(tag) => self.inline_html(&tag, range),
            Event::SoftBreak | Event::HardBreak => self.push("\n", range),
            Event::FootnoteReference(mark) => {
                let style = Style { superscript: true, ..self.style };
                self.place(range.start);
                self.block.text.push(&mark, style);
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
        match tag {
            Tag::Paragraph | Tag::HtmlBlock | Tag::CodeBlock(_) => {
                if self.item.is_none() {
                    self.flush();
                }
                self.place(range.start);
            }
            Tag::Heading { level, .. } => {
                self.flush();
                self.block.kind = BlockKind::Heading;
                self.block.indent = match level {
                    HeadingLevel::H1 => 0.0,
                    _ => 1.0,
                };
                self.place(range.start);
            }
            Tag::List(first) => {
                self.flush();
                self.lists.push(first);
            }
            Tag::Item => {
                self.flush();
                self.item = Some(self.item_mark(range.start));
                self.place(range.start);
            }
            Tag::FootnoteDefinition(mark) => {
                self.flush();
                self.footnote = Some(mark.to_string());
                self.place(range.start);
            }
            Tag::Table(_) => {
                self.flush();
                self.block.kind = BlockKind::Table;
                self.place(range.start);
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
            Tag::Emphasis => self.style.italic = true,
            Tag::Strong => self.style.bold = true,
            Tag::Strikethrough => self.style.strike = true,
            Tag::Superscript => self.style.superscript = true,
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => self.links.push(dest_url.to_string()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
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
            TagEnd::Emphasis => self.style.italic = false,
            TagEnd::Strong => self.style.bold = false,
            TagEnd::Strikethrough => self.style.strike = false,
            TagEnd::Superscript => self.style.superscript = false,
            TagEnd::Link | TagEnd::Image => {
                if let Some(target) = self.links.pop() {
                    self.document.ledger.push(LedgerEntry {
                        taken: Taken::Markup,
                        text: format!("link to {target}"),
                        place: self.block.place,
                    });
                }
            }
            _ => {}
        }
    }

    /// `<sup>`, `<u>` and their ends set styles; other tags are text, never obeyed.
    fn inline_html(&mut self, tag: &str, range: Range<usize>) {
        match tag.to_ascii_lowercase().as_str() {
            "<sup>" => self.style.superscript = true,
            "</sup>" => self.style.superscript = false,
            "<u>" => self.style.underline = true,
            "</u>" => self.style.underline = false,
            "<br>" | "<br/>" | "<br />" => self.push("\n", range),
            _ => self.push(tag, range),
        }
    }

    /// The number or bullet of an item as the source has it.
    fn item_mark(&self, at: usize) -> String {
        let line = self.source[at..].lines().next().unwrap_or_default().trim_start();
        line.split(char::is_whitespace).next().unwrap_or_default().to_owned()
    }

    fn push(&mut self, text: &str, range: Range<usize>) {
        if self.block.text.is_empty() {
            self.place(range.start);
        }
        if let Some(mark) = self.item.take() {
            self.block.kind = BlockKind::Item;
            self.block.indent = 4.0 * self.lists.len().saturating_sub(1) as f32;
            self.block.text.push(&format!("{mark} "), Style::default());
        }
        self.block.text.push(text, self.style);
    }

    fn place(&mut self, at: usize) {
        if self.block.place == Place::default() {
            self.block.place = Place { page: 0, line: self.lines.line(at) };
        }
    }

    fn flush(&mut self) {
        let mut block = std::mem::take(&mut self.block);
        // an item may be empty but for its number
        if let Some(mark) = self.item.take() {
            block.kind = BlockKind::Item;
            block.text.push(&mark, Style::default());
        }
        if block.text.as_str().trim().is_empty() {
            return;
        }
        block.gap = 1.0;
        match &self.footnote {
            Some(mark) => self.document.footnotes.push(Footnote {
                mark: mark.clone(),
                text: block.text.as_str().split_whitespace().collect::<Vec<_>>().join(" "),
                place: block.place,
            }),
            None => self.document.blocks.push(block),
        }
    }
}

/// Byte offsets of the line starts, each with its line in the source.
#[derive(Default)]
struct LineIndex(Vec<(usize, u32)>);

impl LineIndex {
    fn of(resolved: &critic::Resolved) -> LineIndex {
        let starts = std::iter::once(0).chain(resolved.text.match_indices('\n').map(|(at, _)| at + 1));
        let mut skipped = resolved.skipped.iter().peekable();
        let mut more = 0;
        LineIndex(
            starts
                .zip(1..)
                .map(|(start, line)| {
                    while let Some((_, lines)) = skipped.next_if(|(at, _)| *at <= start) {
                        more += lines;
                    }
                    (start, line + more)
                })
                .collect(),
        )
    }

    fn line(&self, at: usize) -> u32 {
        let after = self.0.partition_point(|(start, _)| *start <= at);
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

    #[test]
    fn unclosed_links_take_linear_time() {
        for text in ["[a](b".repeat(100_000), "](".repeat(200_000), "a)](".repeat(100_000)] {
            assert!(!is_markdown(&text));
        }
    }

    #[test]
    fn plain_text_is_not_markdown() {
        for (text, expected) in [
            ("1. Decides;\n\n2. Requests;\n", false),
            ("* Any changes to the list\n", false),
            ("________\n1 See\n", false),
            ("Recalling [A/1](#),\n", true),
            ("*Recalling* its\n", true),
            ("# Title\n", true),
            ("1. **Calls upon** all\n", true),
            ("[agreed] (see note)\n", false),
            ("] (see [a](no\nend)\n", false),
            ("see ](a) and [so](on)\n", true),
            ("Recalling {++all++} its\n", true),
            ("Recalling {++all its\n", false),
            (" 2. _Notes_ the\n", true),
            ("2. Notes _the_\n", false),
            ("# Title [a](b)\n\u{c}1. Notes\n", false),
        ] {
            assert_eq!(is_markdown(text), expected, "{text}");
        }
    }
}
