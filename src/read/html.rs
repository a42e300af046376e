//! A web page → the paragraphs of the document in it.
//!
//! 1. `guard`: the tree, built within limits that every honest page keeps.
//! 2. `page`: which part of the page is the document; menus, banners and scripts are left out, which the ledger says.
//! 3. `notes`: which links lead to footnotes, and where those stand.
//! 4. The tree is walked: block elements are paragraphs, lists count their items as a browser shows them, `sup`, `em`,
//!    `s` … are styles. `ins` and `del` belong to one side only, as HTML defines them. Formulas are written in one
//!    line.

mod forms;
mod limits;
mod lists;
mod notes;
mod page;

use std::collections::HashSet;

use ego_tree::{NodeId, NodeRef};
use scraper::Node;

use super::flow::{BlockBuilder, LIST_LEVEL_COLUMNS};
use super::table::Table;
use super::{Error, ReadSide, formula, text};
use crate::model::{BlockKind, RemovalKind, Side, Style};
use lists::{List, is_numbered, shown};
use notes::FootnoteLinks;

/// Reads one side of a web page.
pub(super) fn read(characters: &str, side: Side) -> Result<ReadSide, Error> {
    let html = limits::parse(characters)?;
    let page = page::find(&html);
    let printed = page::printed_lines(page.root, &page.left_out);
    let mut reader = Reader {
        side,
        notes: FootnoteLinks::detect(page.root),
        left_out: page.left_out,
        flow: BlockBuilder::default(),
        lists: Vec::new(),
        seen: HashSet::new(),
        revision_count: 0,
    };
    for (_, taken, text) in page.dropped {
        reader.flow.ledger(taken, &text);
    }
    if let Some(lines) = printed {
        let mut document = text::read(&lines)?;
        document.ledger = reader.flow.finish().ledger;
        return Ok(document.into());
    }
    reader.node(page.root);
    Ok(ReadSide { document: reader.flow.finish(), revision_count: reader.revision_count })
}

struct Reader<'a> {
    side: Side,
    notes: FootnoteLinks<'a>,
    left_out: HashSet<NodeId>,
    flow: BlockBuilder,
    lists: Vec<List>,
    /// Notes that were read.
    seen: HashSet<NodeId>,
    revision_count: usize,
}

/// Elements that end a paragraph.
const BLOCKS: [&str; 27] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "html",
    "legend",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "ul",
    "caption",
];

/// The last step of an address, without what is asked of it; nothing of an address that holds the file itself.
fn file_name(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or_default().trim();
    if path.starts_with("data:") { "" } else { path.rsplit('/').next().unwrap_or_default() }
}

impl<'a> Reader<'a> {
    fn children(&mut self, parent: NodeRef<'a, Node>) {
        for node in parent.children() {
            self.node(node);
        }
    }

    fn node(&mut self, node: NodeRef<'a, Node>) {
        let element = match node.value() {
            Node::Document => return self.children(node),
            Node::Text(text) => return self.flow.text(text),
            Node::Element(element) => element,
            _ => return,
        };
        if self.left_out.contains(&node.id()) || self.notes.is_note(node.id()) || self.notes.is_back_link(node.id()) {
            return;
        }
        if let Some((mark, note)) = self.notes.footnote_for(node.id()) {
            self.note(&mark, note);
            return;
        }
        let (style, indent) = (self.flow.style, self.flow.indent);
        self.flow.style = styled(element.name(), element.attr("style").unwrap_or_default(), style);
        // where there are real notes, a superscript digit without a link is an exponent
        self.flow.style.exponent |= self.flow.style.superscript && !self.notes.is_empty();
        self.flow.style.superscript &= self.notes.is_empty();
        if let Some(title) = element.attr("title").filter(|_| element.name() != "img") {
            self.flow.ledger(RemovalKind::Markup, &format!("title: {title}"));
        }
        match element.name() {
            "br" => self.flow.line_break(),
            "hr" => self.flow.flush(),
            "ins" | "del" => {
                self.revision_count += 1;
                if (element.name() == "ins") == (self.side == Side::After) {
                    self.children(node);
                }
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flow.flush();
                self.flow.kind = BlockKind::Heading;
                self.flow.style = style;
                self.children(node);
                self.flow.flush();
                self.flow.kind = BlockKind::Text;
            }
            "math" => self.formula(node),
            "img" => {
                // a picture without words of its author has the name of its file; an empty description makes it an
                // ornament
                let is_ornament = element.attr("alt").is_some_and(|alt| alt.trim().is_empty());
                let said = ["alt", "title"].into_iter().filter_map(|said| element.attr(said));
                let file = element.attr("src").filter(|_| !is_ornament).map(file_name);
                let said = said.chain(file).map(str::trim).filter(|said| !said.is_empty());
                let text = said.collect::<Vec<_>>().join("; ");
                if !text.is_empty() {
                    self.flow.ledger(RemovalKind::Picture, &format!("picture: {text}"));
                }
            }
            "area" => self.flow.ledger(RemovalKind::Picture, element.attr("alt").unwrap_or_default()),
            "object" | "embed" => {
                let source = element.attr("data").or(element.attr("src")).unwrap_or_default();
                self.flow.ledger(
                    RemovalKind::Picture,
                    format!("object: {}", file_name(source)).trim_end_matches([':', ' ']),
                );
                self.children(node);
            }
            "rt" => self.flow.ledger(RemovalKind::Ruby, &page::text(node)),
            "rp" => {}
            "q" => {
                self.flow.text("“");
                self.children(node);
                self.flow.text("”");
            }
            "select" | "input" => self.control(node, element),
            "table" => self.table(node),
            "li" => self.item(node, element),
            "ol" | "ul" => {
                self.flow.flush();
                self.lists.push(List::new(element, node));
                self.flow.indent = LIST_LEVEL_COLUMNS * (self.lists.len() - 1) as f32;
                self.children(node);
                self.flow.flush();
                self.lists.pop();
            }
            block if BLOCKS.contains(&block) => {
                self.flow.flush();
                self.flow.indent += margin(element.attr("style").unwrap_or_default());
                self.children(node);
                self.flow.flush();
            }
            _ => self.children(node),
        }
        self.flow.style = style;
        self.flow.indent = indent;
    }

    fn item(&mut self, node: NodeRef<'a, Node>, element: &scraper::node::Element) {
        self.flow.flush();
        let typed = page::texts(node).flat_map(str::chars).skip_while(|character| character.is_whitespace());
        let typed = typed.take(12).collect::<String>();
        if let Some(list) = self.lists.last_mut() {
            if let Some(value) = element.attr("value").and_then(|value| value.trim().parse().ok()) {
                list.next = value;
            }
            let kind = element.attr("type").and_then(|kind| kind.chars().next()).or(list.kind);
            let number = kind.map(|kind| shown(kind, list.next));
            list.next = list.next.saturating_add(list.step);
            // a number typed into the item is the one that was meant
            self.flow.take_label();
            self.flow.label(number.filter(|_| !is_numbered(&typed)));
        }
        self.children(node);
        self.flow.flush();
        self.flow.take_label();
    }

    fn note(&mut self, mark: &str, note: NodeRef<'a, Node>) {
        self.flow.mark(mark);
        if !self.seen.insert(note.id()) {
            return;
        }
        let aside = self.flow.suspend();
        let lists = std::mem::take(&mut self.lists);
        self.children(note);
        self.lists = lists;
        let blocks = self.flow.resume(aside);
        self.flow.footnote(mark, &blocks);
    }

    fn formula(&mut self, node: NodeRef<'a, Node>) {
        self.flow.formula(&formula::from_mathml(node));
        let mut annotations = Vec::new();
        formula::annotations(node, &mut annotations);
        annotations.iter().for_each(|annotation| self.flow.ledger(RemovalKind::Markup, annotation));
    }

    fn table(&mut self, node: NodeRef<'a, Node>) {
        self.flow.flush();
        let mut table = Table::default();
        self.rows(node, &mut table);
        self.flow.push(table.blocks());
    }

    fn rows(&mut self, parent: NodeRef<'a, Node>, table: &mut Table) {
        for node in parent.children() {
            if self.left_out.contains(&node.id()) {
                continue;
            }
            match node.value().as_element().map(scraper::node::Element::name) {
                Some("tr") => {
                    for cell in node.children() {
                        let Some(element) = cell.value().as_element() else { continue };
                        if matches!(element.name(), "td" | "th") && !self.left_out.contains(&cell.id()) {
                            let span = |name| element.attr(name).and_then(|span| span.trim().parse().ok()).unwrap_or(1);
                            let aside = self.flow.suspend();
                            let lists = std::mem::take(&mut self.lists);
                            self.children(cell);
                            self.lists = lists;
                            table.cell(self.flow.resume(aside), span("colspan"), span("rowspan"));
                        }
                    }
                    table.end_row();
                }
                Some("thead" | "tbody" | "tfoot") => self.rows(node, table),
                Some("caption") => self.node(node),
                Some("colgroup" | "col") | None => {}
                Some(_) => self.rows(node, table),
            }
        }
    }
}

/// The style inside an element.
fn styled(name: &str, css: &str, outer: Style) -> Style {
    let mut style = outer;
    match name {
        "i" | "em" | "cite" | "dfn" | "var" => style.italic = true,
        "b" | "strong" => style.bold = true,
        "u" => style.underline = true,
        "s" | "strike" => style.strike = true,
        "sup" => style.superscript = true,
        "sub" => style.subscript = true,
        _ => {}
    }
    if css.is_empty() {
        return style;
    }
    for (property, value) in css.to_ascii_lowercase().split(';').filter_map(|rule| rule.split_once(':')) {
        let value = value.trim();
        match property.trim() {
            "font-style" => style.italic = matches!(value, "italic" | "oblique"),
            "font-weight" => style.bold = matches!(value, "bold" | "bolder" | "600" | "700" | "800" | "900"),
            "text-decoration" | "text-decoration-line" => {
                style.underline |= value.contains("underline");
                style.strike |= value.contains("line-through");
            }
            "vertical-align" => {
                style.superscript |= value == "super";
                style.subscript |= value == "sub";
            }
            _ => {}
        }
    }
    style
}

/// The left margin that an element's style says, in columns of half an em.
fn margin(css: &str) -> f32 {
    let lower = css.to_ascii_lowercase();
    let rules = lower.split(';').filter_map(|rule| rule.split_once(':'));
    let wanted =
        |(property, _): &(&str, &str)| matches!(property.trim(), "margin-left" | "padding-left" | "text-indent");
    let columns = rules.filter(wanted).map(|(_, value)| {
        let value = value.trim();
        let end = value.find(|end: char| end.is_ascii_alphabetic() || end == '%').unwrap_or(value.len());
        let number: f32 = value[..end].trim().parse().unwrap_or(0.0);
        number
            * match &value[end..] {
                "pt" => 1.0 / 6.0,
                "px" => 1.0 / 8.0,
                "em" | "rem" => 2.0,
                "cm" => 4.72,
                "mm" => 0.472,
                "in" => 12.0,
                _ => 0.0,
            }
    });
    columns.sum::<f32>().clamp(-40.0, 80.0)
}
