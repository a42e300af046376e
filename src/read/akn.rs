//! Akoma Ntoso (and its profile for the United Nations, AKN4UN) → paragraphs, their structure taken as given.
//!
//! 1. Metadata and tables of contents go to the ledger; in quoted text a table of contents is text like any other.
//! 2. Every element that holds text of its own (`p`, `block`, `heading` …) is a paragraph. A `num` goes before the
//!    first text of its element; a division's `num` and `heading` are one heading.
//! 3. `authorialNote` and `noteRef` are footnotes; `ins` and `del` belong to one side only.
//!
//! Indents follow the depth of numbered elements in each other.

use std::collections::{HashMap, HashSet};

use roxmltree::{Node, NodeId};

use super::flow::{BlockBuilder, LIST_LEVEL_COLUMNS};
use super::table::Table;
use super::{Error, ReadSide, formula, xml};
use crate::model::{BlockKind, BlockUnit, Document, RemovalKind, Side, Style, Warning};
use xml::{attribute, child, name};

/// Reads one side of an Akoma Ntoso document.
pub(super) fn read(characters: &str, side: Side) -> Result<ReadSide, Error> {
    let tree = xml::parse(characters.trim_start(), "an Akoma Ntoso file")?;
    let root = tree.root_element();
    let linked = root.descendants().filter(|node| name(*node) == "note" || name(*node) == "authorialNote");
    let notes = linked.filter_map(|node| Some((attribute(node, "eId").or_else(|| attribute(node, "id"))?, node)));
    let marked = |node: Node<'_, '_>| matches!(name(node), "authorialNote" | "noteRef");
    let mut reader = Reader {
        side,
        flow: BlockBuilder::default(),
        notes: notes.collect(),
        raised: !root.descendants().any(marked),
        revision_count: 0,
        depth: 0,
        counted: 0,
        seen: HashMap::new(),
        elsewhere: HashSet::new(),
        in_front: false,
        quoted: false,
        after_quotation: false,
    };
    reader.children(root);
    reader.unreferenced_notes(root);
    let document = Document { block_unit: BlockUnit::Element, ..reader.flow.finish() };
    Ok(ReadSide { document, revision_count: reader.revision_count })
}

struct Reader<'a> {
    side: Side,
    flow: BlockBuilder,
    notes: HashMap<&'a str, Node<'a, 'a>>,
    /// Whether superscript digits may be footnote references: only where there are no real ones.
    raised: bool,
    revision_count: usize,
    /// Numbered elements around, and notes so far whose marks are numbers.
    depth: usize,
    counted: usize,
    /// Notes that were read, with their marks.
    seen: HashMap<NodeId, String>,
    /// Notes that the other side of the tracked changes refers to.
    elsewhere: HashSet<NodeId>,
    /// On the cover or in the preface.
    in_front: bool,
    /// In text that is quoted to be put into another law.
    quoted: bool,
    /// A whole provision that is quoted has just ended.
    after_quotation: bool,
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
            let text = node.text().unwrap_or_default();
            if !std::mem::take(&mut self.after_quotation) || !self.text_after_quotation(text) {
                self.flow.text(text);
            }
            return;
        }
        let was = self.flow.style;
        if !matches!(name(node), "img" | "meta")
            && let Some(title) = attribute(node, "title")
        {
            self.flow.ledger(RemovalKind::Markup, &format!("title: {title}"));
        }
        match name(node) {
            "" | "note" => {}
            "meta" => self.metadata(node),
            "toc" if !self.quoted => {
                for item in node.children() {
                    self.flow.ledger(RemovalKind::TableOfContents, &spaced_words(item));
                }
            }
            "tocItem" | "toc" => self.paragraph(node),
            "quotedStructure" | "quotedText" | "mod" | "embeddedStructure" | "embeddedText" => {
                let was = std::mem::replace(&mut self.quoted, true);
                let [start, end] = ["startQuote", "endQuote"].map(|mark| attribute(node, mark).unwrap_or_default());
                if name(node) == "quotedText" {
                    let words = spaced_words(node);
                    let mark = |mark, is_printed| if is_printed { "" } else { mark };
                    self.flow.text(mark(start, words.starts_with(start)));
                    self.children(node);
                    self.flow.text(mark(end, words.ends_with(end)));
                } else {
                    // around whole provisions they belong to no paragraph
                    self.flow.ledger(RemovalKind::Markup, format!("{start} {end}").trim());
                    self.children(node);
                    self.after_quotation = name(node) == "quotedStructure";
                }
                self.quoted = was;
            }
            "componentRef" | "documentRef" => {
                let said = attribute(node, "showAs").or(attribute(node, "src")).unwrap_or_default();
                self.flow.ledger(RemovalKind::Markup, said);
                self.children(node);
            }
            "img" => {
                let said = ["alt", "title", "src"].into_iter().filter_map(|said| attribute(node, said));
                let said = said.collect::<Vec<_>>().join("; ");
                let said = if said.is_empty() { "without a description" } else { said.as_str() };
                self.flow.ledger(RemovalKind::Picture, &format!("picture: {said}"));
            }
            "math" => {
                self.flow.formula(&formula::from_mathml(node));
                let mut annotations = Vec::new();
                formula::annotations(node, &mut annotations);
                annotations.iter().for_each(|annotation| self.flow.ledger(RemovalKind::Markup, annotation));
            }
            "rt" => self.flow.ledger(RemovalKind::Ruby, &xml::characters(node)),
            "ins" | "del" => {
                if self.count_revision_and_check(node) {
                    self.children(node);
                }
            }
            "authorialNote" => self.note(node, None),
            "noteRef" => match self.note_of(node) {
                Some(note) => self.note(note, attribute(node, "marker")),
                None => {
                    if let Some(marker) = attribute(node, "marker") {
                        self.flow.mark(marker);
                    }
                    let text = "a reference leads to a note that is not in the file";
                    if !self.flow.document.warnings.iter().any(|warning| warning.text == text) {
                        self.flow.document.warnings.push(Warning::new(text));
                    }
                }
            },
            "remark" if attribute(node, "type") == Some("editorial") => {
                self.flow.ledger(RemovalKind::Comment, &xml::characters(node));
            }
            "eol" | "br" => self.flow.line_break(),
            "table" => self.table(node),
            "i" => self.styled(node, Style { italic: true, ..was }),
            "b" => self.styled(node, Style { bold: true, ..was }),
            "u" => self.styled(node, Style { underline: true, ..was }),
            "s" | "strike" => self.styled(node, Style { strike: true, ..was }),
            "sup" => self.styled(node, Style { superscript: self.raised, exponent: !self.raised, ..was }),
            "sub" => self.styled(node, Style { subscript: true, ..was }),
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
            // names that a page sets apart, next to each other
            "docProponent" | "docIntroducer" if node.prev_sibling().is_some_and(|last| name(last) == name(node)) => {
                self.flow.text(" ");
                self.children(node);
            }
            "subsection" if child(node, "heading").is_none() => self.numbered(node),
            division if DIVISIONS.contains(&division) => self.division(node),
            numbered if NUMBERED.contains(&numbered) => self.numbered(node),
            // the cover names the document in pieces of one line
            "docNumber" | "docTitle" if self.in_front => self.paragraph(node),
            paragraph if PARAGRAPHS.contains(&paragraph) || paragraph.ends_with("Container") => self.paragraph(node),
            "preface" | "coverPage" => {
                let was = std::mem::replace(&mut self.in_front, true);
                self.paragraph(node);
                self.in_front = was;
            }
            "preamble" | "body" | "mainBody" | "conclusions" | "content" | "blockList" | "ul" | "ol"
            | "attachments" | "recitals" | "citations" | "collectionBody" => self.paragraph(node),
            _ => self.children(node),
        }
    }

    fn styled(&mut self, node: Node<'a, 'a>, style: Style) {
        let was = std::mem::replace(&mut self.flow.style, style);
        self.children(node);
        self.flow.style = was;
    }

    /// Whether this side has what lies in an insertion or a deletion.
    fn count_revision_and_check(&mut self, node: Node<'a, 'a>) -> bool {
        self.revision_count += 1;
        let keeps = (name(node) == "ins") == (self.side == Side::After);
        if !keeps {
            let references = node.descendants().filter(|inner| name(*inner) == "noteRef");
            let notes: Vec<NodeId> = references.filter_map(|inner| Some(self.note_of(inner)?.id())).collect();
            self.elsewhere.extend(notes);
        }
        keeps
    }

    /// The note that a reference leads to.
    fn note_of(&self, reference: Node<'a, 'a>) -> Option<Node<'a, 'a>> {
        let id = attribute(reference, "href").unwrap_or_default().trim_start_matches('#');
        self.notes.get(id).copied()
    }

    /// What a file says of itself; its notes are read where something refers to them.
    fn metadata(&mut self, node: Node<'a, 'a>) {
        for inner in node.children() {
            match name(inner) {
                "note" => {}
                "" if inner.is_text() => self.flow.ledger(RemovalKind::Metadata, inner.text().unwrap_or_default()),
                _ => self.metadata(inner),
            }
        }
    }

    fn unreferenced_notes(&mut self, root: Node<'a, 'a>) {
        for note in root.descendants().filter(|node| name(*node) == "note") {
            if !self.seen.contains_key(&note.id()) && !self.elsewhere.contains(&note.id()) {
                self.flow.ledger(RemovalKind::UnreferencedNote, &spaced_words(note));
            }
        }
    }

    fn paragraph(&mut self, node: Node<'a, 'a>) {
        self.flow.flush();
        self.children(node);
        self.flow.flush();
    }

    /// What follows a whole provision that is quoted, as its closing full stop, belongs to it.
    fn text_after_quotation(&mut self, text: &str) -> bool {
        let is_end =
            !text.trim().is_empty() && text.trim().chars().all(|sign| sign.is_ascii_punctuation() || sign == '”');
        is_end && self.flow.push_to_last(text.trim())
    }

    /// A numbered element; its indent counts the numbered ones it lies in.
    fn numbered(&mut self, node: Node<'a, 'a>) {
        self.flow.flush();
        let was = self.flow.indent;
        let numbered = child(node, "num").is_some();
        if numbered {
            self.flow.indent = LIST_LEVEL_COLUMNS * self.depth as f32;
        }
        self.depth += usize::from(numbered);
        self.children(node);
        self.depth -= usize::from(numbered);
        self.flow.flush();
        if numbered && let Some(number) = self.flow.take_label() {
            self.flow.ledger(RemovalKind::Markup, &format!("number without text: {number}"));
        }
        self.flow.indent = was;
    }

    /// `num` and `heading` are one heading; what follows is walked on its own.
    fn division(&mut self, node: Node<'a, 'a>) {
        self.flow.flush();
        let (num, heading) = (child(node, "num"), child(node, "heading"));
        let number = num.and_then(|num| self.number(num));
        if number.is_some() || heading.is_some() {
            // a section's number alone is a heading too; a digit alone, or one in brackets, numbers the text below
            let figure = number.as_deref().is_some_and(|number| {
                number.starts_with('(') || number.starts_with(|first: char| first.is_ascii_digit())
            });
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
        // a second number or heading is text
        let inner = node.children().filter(|inner| Some(*inner) != num && Some(*inner) != heading);
        inner.for_each(|inner| self.node(inner));
        self.flow.flush();
    }

    /// A number as printed; a bare `4` or `a` gets what a page would set around it.
    fn number(&mut self, num: Node<'a, 'a>) -> Option<String> {
        let aside = self.flow.suspend();
        self.children(num);
        let blocks = self.flow.resume(aside);
        let text = blocks.iter().flat_map(|block| block.text.as_str().split_whitespace());
        let text = text.collect::<Vec<_>>().join(" ");
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
        // a note that is referred to again is the same note
        if let Some(mark) = self.seen.get(&node.id()) {
            self.flow.mark(mark);
            return;
        }
        let known = |mark: &str| !mark.is_empty() && (mark.bytes().all(|byte| byte.is_ascii_digit() || byte == b'*'));
        let given =
            marker.or_else(|| attribute(node, "marker")).map(|mark| mark.trim_matches(['(', ')', '[', ']', ' ']));
        let mark = given.filter(|mark| known(mark)).map_or_else(|| (self.counted + 1).to_string(), str::to_owned);
        self.flow.mark(&mark);
        self.seen.insert(node.id(), mark.clone());
        let aside = self.flow.suspend();
        self.children(node);
        let blocks = self.flow.resume(aside);
        self.counted += usize::from(mark.parse::<u32>().is_ok());
        self.flow.footnote(&mark, &blocks);
    }

    fn table(&mut self, node: Node<'a, 'a>) {
        self.flow.flush();
        let mut table = Table::default();
        self.rows(node, &mut table);
        self.flow.push(table.blocks());
    }

    fn rows(&mut self, parent: Node<'a, 'a>, table: &mut Table) {
        for node in parent.children() {
            match name(node) {
                "tr" => {
                    self.cells(node, table);
                    table.end_row();
                }
                "ins" | "del" if !self.count_revision_and_check(node) => {}
                "caption" => self.paragraph(node),
                "" => self.node(node),
                _ => self.rows(node, table),
            }
        }
    }

    fn cells(&mut self, parent: Node<'a, 'a>, table: &mut Table) {
        for node in parent.children() {
            match name(node) {
                "td" | "th" => {
                    let span = |name| attribute(node, name).and_then(|span| span.trim().parse().ok()).unwrap_or(1);
                    let aside = self.flow.suspend();
                    self.children(node);
                    table.cell(self.flow.resume(aside), span("colspan"), span("rowspan"));
                }
                "ins" | "del" if !self.count_revision_and_check(node) => {}
                "" => self.node(node),
                _ => self.cells(node, table),
            }
        }
    }
}

/// The words in a node, with a space between elements.
fn spaced_words(node: Node<'_, '_>) -> String {
    let texts = node.descendants().filter(Node::is_text).filter_map(|text| text.text());
    texts.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}
