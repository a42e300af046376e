//! A Word file → paragraphs with styles, numbered as a person sees them.
//!
//! 1. `package`: the parts of the zipped container, within limits.
//! 2. `styles`, `numbering`: how paragraphs and runs look, and the numbers that Word counts itself.
//! 3. `body`: paragraphs, tables, text boxes in reading order; a paragraph whose mark this side lacks goes on in the next.
//! 4. `runs`: the characters of a paragraph: tabs, hyphens, symbols, results of fields, footnote marks.
//!
//! Tracked changes are two versions in one file, so reading takes a side: insertions and the new place of moved text
//! belong to the newer one, deletions and the old place to the older, and so do the marks of paragraphs and rows of
//! tables. Numbers are counted on that side alone.
//!
//! Headers, footers and comments go to the ledger. Only a first page's own header that carries a document symbol is
//! text: official drafts have their masthead there.

mod body;
mod numbering;
mod package;
mod runs;
mod styles;

use std::collections::HashMap;

use roxmltree::Node;

use super::{Error, Reading, figures, xml};
use crate::model::{Block, Document, Footnote, Layout, LedgerEntry, Place, Side, StyledText, Taken, Warning};
use numbering::Numbering;
use package::{Package, WHAT, of_kind};
use styles::Styles;

/// Whether the bytes are a zipped container.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Reads one side of a Word file.
pub(super) fn read(bytes: &[u8], side: Side) -> Result<Reading, Error> {
    let mut package = Package::open(bytes)?;
    let main = package.main_part()?;
    let relations = package.relations(&main)?;
    let texts = Texts::of(&mut package, &main, &relations)?;
    let trees = texts.trees()?;
    let main = trees.main.root_element();
    let body = xml::child(main, "body").ok_or_else(|| Error::Malformed { what: WHAT, why: "it has no body".into() })?;
    let mut reader = Reader {
        side,
        styles: trees.styles.as_ref().map(|tree| Styles::of(tree.root_element())).unwrap_or_default(),
        numbering: trees.numbering.as_ref().map(|tree| Numbering::of(tree.root_element())).unwrap_or_default(),
        figures: Figures::of(body, trees.settings.as_ref()),
        footnotes: notes(trees.footnotes.as_ref()),
        endnotes: notes(trees.endnotes.as_ref()),
        raised: !body.descendants().any(|node| matches!(xml::name(node), "footnoteReference" | "endnoteReference")),
        counted: [0, 0],
        document: Document::default(),
        tracked: 0,
        line: 0,
        apart: false,
    };
    let first = first_header(body);
    for (id, tree) in &trees.edges {
        let blocks = reader.aside(tree.root_element());
        if first == Some(id.as_str()) && blocks.iter().any(is_masthead) {
            reader.document.blocks.extend(blocks);
        } else {
            reader.ledger(Taken::RunningHead, &blocks);
        }
    }
    let blocks = reader.blocks(body);
    reader.document.blocks.extend(blocks);
    if let Some(tree) = &trees.comments {
        for comment in tree.root_element().children().filter(|node| xml::name(*node) == "comment") {
            let blocks = reader.aside(comment);
            let by = xml::attribute(comment, "author").unwrap_or("somebody");
            let text: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
            let text = format!("{by}: {}", text.join(" "));
            reader.document.ledger.push(LedgerEntry { taken: Taken::Comment, text, place: Place::default() });
        }
    }
    reader.document.layout = Layout::Paragraphs;
    Ok(Reading { document: reader.document, tracked: reader.tracked })
}

/// The parts as characters.
struct Texts {
    main: String,
    settings: Option<String>,
    styles: Option<String>,
    numbering: Option<String>,
    footnotes: Option<String>,
    endnotes: Option<String>,
    comments: Option<String>,
    /// Headers and footers by the name of their relation.
    edges: Vec<(String, String)>,
}

/// The parts as trees.
struct Trees<'a> {
    main: roxmltree::Document<'a>,
    settings: Option<roxmltree::Document<'a>>,
    styles: Option<roxmltree::Document<'a>>,
    numbering: Option<roxmltree::Document<'a>>,
    footnotes: Option<roxmltree::Document<'a>>,
    endnotes: Option<roxmltree::Document<'a>>,
    comments: Option<roxmltree::Document<'a>>,
    edges: Vec<(String, roxmltree::Document<'a>)>,
}

impl Texts {
    fn of(package: &mut Package<'_>, main: &str, relations: &[package::Relation]) -> Result<Texts, Error> {
        let mut one = |kind: &str| match of_kind(relations, kind).into_values().next() {
            Some(target) => package.part(target),
            None => Ok(None),
        };
        let (settings, styles, numbering) = (one("settings")?, one("styles")?, one("numbering")?);
        let (footnotes, endnotes, comments) = (one("footnotes")?, one("endnotes")?, one("comments")?);
        let mut edges = Vec::new();
        for relation in relations.iter().filter(|relation| matches!(relation.kind.as_str(), "header" | "footer")) {
            edges.extend(package.part(&relation.target)?.map(|text| (relation.id.clone(), text)));
        }
        let missing = || Error::Malformed { what: WHAT, why: "its main part is empty".into() };
        let main = package.part(main)?.ok_or_else(missing)?;
        Ok(Texts { main, settings, styles, numbering, footnotes, endnotes, comments, edges })
    }

    fn trees(&self) -> Result<Trees<'_>, Error> {
        fn tree(text: &Option<String>) -> Result<Option<roxmltree::Document<'_>>, Error> {
            text.as_deref().map(|text| xml::parse(text, WHAT)).transpose()
        }
        let edges = self.edges.iter().map(|(id, text)| Ok((id.clone(), xml::parse(text, WHAT)?)));
        Ok(Trees {
            main: xml::parse(&self.main, WHAT)?,
            settings: tree(&self.settings)?,
            styles: tree(&self.styles)?,
            numbering: tree(&self.numbering)?,
            footnotes: tree(&self.footnotes)?,
            endnotes: tree(&self.endnotes)?,
            comments: tree(&self.comments)?,
            edges: edges.collect::<Result<_, Error>>()?,
        })
    }
}

/// What is known while reading, and what was read.
struct Reader<'a> {
    side: Side,
    styles: Styles,
    numbering: Numbering,
    footnotes: HashMap<&'a str, Node<'a, 'a>>,
    endnotes: HashMap<&'a str, Node<'a, 'a>>,
    figures: Figures,
    /// Footnotes and endnotes counted so far.
    counted: [i64; 2],
    /// Whether raised figures may be footnote marks typed by hand: only where the file has no real ones.
    raised: bool,
    document: Document,
    /// Insertions, deletions and moves seen, of either side.
    tracked: usize,
    /// Paragraphs seen.
    line: u32,
    /// Inside a footnote, a header or a comment.
    apart: bool,
}

impl<'a> Reader<'a> {
    /// Blocks of a part that is not the text: their numbers and notes do not count.
    fn aside(&mut self, node: Node<'a, 'a>) -> Vec<Block> {
        let was = std::mem::replace(&mut self.apart, true);
        let line = self.line;
        let blocks = self.blocks(node);
        self.line = line;
        self.apart = was;
        blocks
    }

    fn ledger(&mut self, taken: Taken, blocks: &[Block]) {
        for block in blocks {
            let text = block.text.as_str().split_whitespace().collect::<Vec<_>>().join(" ");
            self.document.ledger.push(LedgerEntry { taken, text, place: Place::default() });
        }
    }

    /// Takes the footnote that a mark refers to, and gives its mark: notes count from 1 in the order of their marks,
    /// endnotes in Roman figures unless the file says otherwise. Where both have the same figures, endnotes go on with
    /// the count of footnotes, so that each mark is one note.
    fn note(&mut self, id: &str, at_end: bool, custom: Option<&str>) -> Option<String> {
        let notes = if at_end { &self.endnotes } else { &self.footnotes };
        let note = notes.get(id).copied().filter(|_| !self.apart)?;
        let place = self.place();
        let mut text = StyledText::default();
        for block in self.aside(note) {
            if !text.is_empty() {
                text.push(" ", crate::model::Style::default());
            }
            text.append(&block.text);
        }
        let mark = custom.map_or_else(|| self.count(at_end), str::to_owned);
        let text = text.as_str().split_whitespace().collect::<Vec<_>>().join(" ");
        let text = text.strip_prefix(mark.as_str()).filter(|_| custom.is_some()).unwrap_or(&text).trim().to_owned();
        self.document.footnotes.push(Footnote { mark: mark.clone(), text, place });
        Some(mark)
    }

    /// The next mark.
    fn count(&mut self, at_end: bool) -> String {
        let Figures { footnotes, endnotes } = &self.figures;
        let own = at_end && footnotes != endnotes;
        let format = if own { endnotes } else { footnotes };
        let counted = &mut self.counted[usize::from(own)];
        *counted += 1;
        figures::figure(*counted, format)
    }

    fn place(&self) -> Place {
        Place { page: 0, line: self.line }
    }

    fn warn_once(&mut self, text: &str) {
        if !self.document.warnings.iter().any(|warning| warning.text == text) {
            let place = self.place();
            self.document.warnings.push(Warning::at(place, text));
        }
    }
}

/// The figures that notes are counted in, as Word calls them.
struct Figures {
    footnotes: String,
    endnotes: String,
}

impl Figures {
    /// Those of the first section, else of the whole file, else what Word takes.
    fn of(body: Node<'_, '_>, settings: Option<&roxmltree::Document<'_>>) -> Figures {
        let section = body.descendants().find(|node| xml::name(*node) == "sectPr");
        let settings = settings.map(roxmltree::Document::root_element);
        let format = |notes: &str, usual: &str| {
            let places = [section, settings].into_iter().flatten();
            let said = places.filter_map(|place| xml::child(xml::child(place, notes)?, "numFmt"));
            said.filter_map(|format| xml::attribute(format, "val")).next().unwrap_or(usual).to_owned()
        };
        Figures { footnotes: format("footnotePr", "decimal"), endnotes: format("endnotePr", "lowerRoman") }
    }
}

/// Footnotes by their id, without the separators that Word keeps among them.
fn notes<'a>(tree: Option<&'a roxmltree::Document<'a>>) -> HashMap<&'a str, Node<'a, 'a>> {
    let Some(tree) = tree else { return HashMap::new() };
    let notes = tree.root_element().children().filter(|node| {
        matches!(xml::name(*node), "footnote" | "endnote")
            && xml::attribute(*node, "type").is_none_or(|kind| kind == "normal")
    });
    notes.filter_map(|node| Some((xml::attribute(node, "id")?, node))).collect()
}

/// The relation of the first page's own header.
fn first_header<'a>(body: Node<'a, '_>) -> Option<&'a str> {
    let section = body.descendants().find(|node| xml::name(*node) == "sectPr")?;
    xml::child(section, "titlePg")?;
    let first =
        |node: &Node<'_, '_>| xml::name(*node) == "headerReference" && xml::attribute(*node, "type") == Some("first");
    xml::attribute(section.children().find(first)?, "id")
}

/// Whether a line of a page's head has the symbol of a document in it, `A/C.1/80/L.62`.
fn is_masthead(block: &Block) -> bool {
    block
        .text
        .as_str()
        .split_whitespace()
        .any(|word| word.starts_with(|first: char| first.is_ascii_uppercase()) && word.matches('/').count() >= 2)
}
