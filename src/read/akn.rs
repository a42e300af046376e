//! Akoma Ntoso (and its profile for the United Nations, AKN4UN) → paragraphs, their structure taken as given.
//!
//! 1. Metadata, tables of contents and covers' images are stepped over.
//! 2. Every element that holds text of its own (`p`, `block`, `heading` …) is a paragraph. A `num` goes before the first
//!    text of its element; a division's `num` and `heading` are one heading.
//! 3. `authorialNote` and `noteRef` are footnotes; `ins` and `del` belong to one side only.
//!
//! Indents follow the depth of numbered elements in each other.

use std::collections::HashMap;

use roxmltree::Node;

use super::flow::{Flow, LEVEL};
use super::{Error, Reading, table, xml};
use crate::model::{Block, BlockKind, Side, Style, StyledText, Taken};
use xml::{attribute, child, name};

/// Whether a text is an Akoma Ntoso document.
pub(super) fn is_akn(characters: &str) -> bool {
    let text = characters.trim_start();
    let end = text.char_indices().nth(8192).map_or(text.len(), |(at, _)| at);
    text.starts_with('<') && (text[..end].contains("<akomaNtoso") || text[..end].contains(":akomaNtoso"))
}

/// Reads one side of an Akoma Ntoso document.
pub(super) fn read(characters: &str, side: Side) -> Result<Reading, Error> {
    let tree = xml::parse(characters.trim_start(), "an Akoma Ntoso file")?;
    let root = tree.root_element();
    let linked = root.descendants().filter(|node| name(*node) == "note" || name(*node) == "authorialNote");
    let notes = linked.filter_map(|node| Some((attribute(node, "eId").or_else(|| attribute(node, "id"))?, node)));
    let marked = |node: Node<'_, '_>| matches!(name(node), "authorialNote" | "noteRef");
    let mut reader = Reader {
        side,
        flow: Flow::default(),
        notes: notes.collect(),
        raised: !root.descendants().any(marked),
        tracked: 0,
        depth: 0,
        counted: 0,
    };
    reader.children(root);
    Ok(Reading { document: reader.flow.finish(), tracked: reader.tracked })
}

struct Reader<'a> {
    side: Side,
    flow: Flow,
    notes: HashMap<&'a str, Node<'a, 'a>>,
    /// Whether raised figures may be footnote marks: only where there are no real ones.
    raised: bool,
    tracked: usize,
    /// Numbered elements around, and notes so far whose marks are numbers.
    depth: usize,
    counted: usize,
}

/// Divisions: number and heading are a heading of their own.
const DIVISIONS: [&str; 15] = [
    "part",
    "title",
    "book",
    "tome",
    "chapter",
    "section",
    "article",
    "rule",
    "division",
    "subchapter",
    "subpart",
    "subtitle",
    "subsection",
    "attachment",
    "component",
];

/// Elements with a number before their text.
const NUMBERED: [&str; 16] = [
    "paragraph",
    "subparagraph",
    "clause",
    "subclause",
    "list",
    "sublist",
    "point",
    "indent",
    "alinea",
    "proviso",
    "item",
    "li",
    "citation",
    "recital",
    "container",
    "hcontainer",
];

/// Elements that hold text themselves, and end a paragraph.
const PARAGRAPHS: [&str; 12] = [
    "p",
    "block",
    "crossHeading",
    "subheading",
    "listIntroduction",
    "listConclusion",
    "listWrapUp",
    "intro",
    "wrapUp",
    "tblock",
    "formula",
    "longTitle",
];

impl<'a> Reader<'a> {
    fn children(&mut self, parent: Node<'a, 'a>) {
        for node in parent.children() {
            self.node(node);
        }
    }

    fn node(&mut self, node: Node<'a, 'a>) {
        if node.is_text() {
            self.flow.text(node.text().unwrap_or_default());
            return;
        }
        let was = self.flow.style;
        let in_front = node.ancestors().any(|above| matches!(name(above), "preface" | "coverPage"));
        match name(node) {
            "" | "meta" | "toc" | "img" | "note" | "marker" => {}
            "ins" | "del" => {
                self.tracked += 1;
                if (name(node) == "ins") == (self.side == Side::After) {
                    self.children(node);
                }
            }
            "authorialNote" => self.note(node, None),
            "noteRef" => {
                let id = attribute(node, "href").unwrap_or_default().trim_start_matches('#');
                if let Some(note) = self.notes.get(id).copied() {
                    self.note(note, attribute(node, "marker"));
                }
            }
            "remark" if attribute(node, "type") == Some("editorial") => {
                self.flow.ledger(Taken::Comment, &xml::characters(node));
            }
            "eol" | "br" => self.flow.line_break(),
            "table" => self.table(node),
            "i" => self.styled(node, Style { italic: true, ..was }),
            "b" => self.styled(node, Style { bold: true, ..was }),
            "u" => self.styled(node, Style { underline: true, ..was }),
            "s" | "strike" => self.styled(node, Style { strike: true, ..was }),
            "sup" if self.raised => self.styled(node, Style { superscript: true, ..was }),
            "num" => {
                let number = self.number(node);
                self.flow.flush();
                self.flow.label(number);
            }
            "heading" => {
                self.flow.flush();
                self.flow.kind = BlockKind::Heading;
                self.children(node);
                self.flow.flush();
                self.flow.kind = BlockKind::Text;
            }
            division if DIVISIONS.contains(&division) => self.division(node),
            numbered if NUMBERED.contains(&numbered) => self.numbered(node),
            // the cover names the document in pieces of one line
            "docNumber" | "docTitle" if in_front => self.paragraph(node),
            paragraph if PARAGRAPHS.contains(&paragraph) || paragraph.ends_with("Container") => self.paragraph(node),
            "preface" | "preamble" | "body" | "mainBody" | "conclusions" | "content" | "blockList" | "ul" | "ol"
            | "attachments" | "coverPage" | "recitals" | "citations" | "collectionBody" => self.paragraph(node),
            _ => self.children(node),
        }
    }

    fn styled(&mut self, node: Node<'a, 'a>, style: Style) {
        let was = std::mem::replace(&mut self.flow.style, style);
        self.children(node);
        self.flow.style = was;
    }

    fn paragraph(&mut self, node: Node<'a, 'a>) {
        self.flow.flush();
        self.children(node);
        self.flow.flush();
    }

    /// A numbered element; its indent counts the numbered ones it lies in.
    fn numbered(&mut self, node: Node<'a, 'a>) {
        self.flow.flush();
        let was = self.flow.indent;
        let numbered = child(node, "num").is_some();
        if numbered {
            self.flow.indent = LEVEL * self.depth as f32;
        }
        self.depth += usize::from(numbered);
        self.children(node);
        self.depth -= usize::from(numbered);
        self.flow.flush();
        if numbered && self.flow.is_waiting() {
            self.flow.label(None);
        }
        self.flow.indent = was;
    }

    /// `num` and `heading` are one heading; what follows is walked on its own.
    fn division(&mut self, node: Node<'a, 'a>) {
        self.flow.flush();
        let number = child(node, "num").and_then(|num| self.number(num));
        let heading = child(node, "heading");
        if number.is_some() || heading.is_some() {
            // a section's number alone is a heading too; a figure alone numbers the text below
            let figure =
                number.as_deref().is_some_and(|number| number.starts_with(|first: char| first.is_ascii_digit()));
            if heading.is_none() && figure {
                self.flow.label(number);
            } else {
                self.flow.kind = BlockKind::Heading;
                if let Some(number) = number {
                    let stopped = heading.is_none() || number.ends_with(['.', ')', ':', '–', '—', '-']);
                    self.flow.text(&number);
                    self.flow.text(if stopped { " " } else { ". " });
                }
                if let Some(heading) = heading {
                    self.children(heading);
                }
                self.flow.flush();
                self.flow.kind = BlockKind::Text;
            }
        }
        let inner = node.children().filter(|inner| !matches!(name(*inner), "num" | "heading"));
        inner.for_each(|inner| self.node(inner));
        self.flow.flush();
    }

    /// A number as printed; a bare `4` or `a` gets what a page would set around it.
    fn number(&mut self, num: Node<'a, 'a>) -> Option<String> {
        let aside = self.flow.begin();
        self.children(num);
        let blocks = self.flow.end(aside);
        let text = blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join(" ");
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let division = num.parent().is_some_and(|parent| DIVISIONS.contains(&name(parent)));
        let word = text.split(' ').next().unwrap_or_default();
        Some(match text.as_str() {
            "" => return None,
            _ if division || !text.ends_with(char::is_alphanumeric) => text,
            _ if word.starts_with(|first: char| first.is_ascii_digit()) => format!("{text}."),
            _ if text.len() <= 4 && text.chars().all(char::is_lowercase) => format!("({text})"),
            _ => text,
        })
    }

    fn note(&mut self, node: Node<'a, 'a>, marker: Option<&str>) {
        let known = |mark: &str| !mark.is_empty() && (mark.bytes().all(|byte| byte.is_ascii_digit() || byte == b'*'));
        let given =
            marker.or_else(|| attribute(node, "marker")).map(|mark| mark.trim_matches(['(', ')', '[', ']', ' ']));
        let mark = given.filter(|mark| known(mark)).map_or_else(|| (self.counted + 1).to_string(), str::to_owned);
        self.flow.mark(&mark);
        let aside = self.flow.begin();
        self.children(node);
        let blocks = self.flow.end(aside);
        if !self.flow.document.footnotes.iter().any(|note| note.mark == mark) {
            self.counted += usize::from(mark.parse::<u32>().is_ok());
            self.flow.footnote(&mark, &blocks);
        }
    }

    fn table(&mut self, node: Node<'a, 'a>) {
        self.flow.flush();
        let rows = node.descendants().filter(|row| name(*row) == "tr" && nearest(*row, "table") == Some(node));
        let mut out: Vec<Vec<Vec<Block>>> = Vec::new();
        for row in rows {
            let cells = row.children().filter(|cell| matches!(name(*cell), "td" | "th"));
            out.push(
                cells
                    .map(|cell| {
                        let aside = self.flow.begin();
                        self.children(cell);
                        self.flow.end(aside)
                    })
                    .collect(),
            );
        }
        if let Some(caption) = child(node, "caption") {
            let text = xml::characters(caption);
            let text = StyledText::plain(text.split_whitespace().collect::<Vec<_>>().join(" "));
            self.flow.push(vec![Block { text, gap: 1.0, ..Block::default() }]);
        }
        self.flow.push(table::blocks(out));
    }
}

/// The nearest element of that name around a node.
fn nearest<'a>(node: Node<'a, 'a>, wanted: &str) -> Option<Node<'a, 'a>> {
    node.ancestors().skip(1).find(|above| name(*above) == wanted)
}
