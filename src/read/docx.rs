//! A Word file → paragraphs with styles, numbered as a reader sees them.
//!
//! 1. `package`: the parts of the zipped container, within limits.
//! 2. `styles`, `numbering`: how paragraphs and runs look, and the numbers that Word counts itself.
//! 3. The main part and the notes are read in pieces: a tree of a thousand pages would take forty megabytes.
//! 4. `body`: paragraphs, tables, text boxes in reading order; a paragraph whose mark this side lacks goes on in the
//!    next.
//! 5. `runs`: the characters of a paragraph: tabs, hyphens, symbols, results of fields, footnote references; `math`
//!    writes an equation in one line, `objects` names what cannot be read.
//!
//! Tracked changes are two versions in one file, so reading takes a side: insertions and the new place of moved text
//! belong to the newer one, deletions and the old place to the older, and so do the marks of paragraphs and rows of
//! tables. Numbers are counted on that side alone. Read as one of several authors proposes it, a file has the newer side
//! of that author's changes and the older side of the others'.
//!
//! Headers, footers and comments go to the ledger. Only a first page's own header that carries a document symbol is
//! text: official drafts have their masthead there.

mod body;
mod math;
mod numbering;
mod objects;
mod package;
mod remarks;
mod runs;
mod styles;

use std::collections::HashMap;

use roxmltree::Node;

use super::xml::ChunkedElement;
use super::{Error, ReadSide, omitted, xml};
use crate::model::{Block, BlockUnit, Document, Footnote, LedgerEntry, RemovalKind, Side, SourceLocation, Warning};
use crate::text::single_spaced;
use numbering::Numbering;
use package::{Package, WHAT, of_kind};
use remarks::Remarks;
use styles::Styles;

/// Reads one side of a Word file; if an author is given, the newer side of the author's changes and the older one of all
/// others.
pub(super) fn read(bytes: &[u8], side: Side, author: Option<&str>) -> Result<ReadSide, Error> {
    let mut package = Package::open(bytes)?;
    let main = package.main_part()?;
    let relations = package.relations(&main)?;
    let missing = |why: &str| Error::Malformed { what: WHAT, why: why.into() };
    let text = package.part(&main)?.ok_or_else(|| missing("its main part is empty"))?;
    let body = ChunkedElement::new(&text, Some("body"), WHAT)?.ok_or_else(|| missing("it has no body"))?;
    let mut part_of_kind = |kind: &str| match of_kind(&relations, kind).into_values().next() {
        Some(target) => package.part(target),
        None => Ok(None),
    };
    let (settings, styles, numbering) =
        (part_of_kind("settings")?, part_of_kind("styles")?, part_of_kind("numbering")?);
    let (footnotes, endnotes, comments) =
        (part_of_kind("footnotes")?, part_of_kind("endnotes")?, part_of_kind("comments")?);
    let section = Section::new(&body, settings.as_deref())?;
    let [styles, numbering] = [&styles, &numbering].map(|text| text.as_deref().map(|text| xml::parse(text, WHAT)));
    let (styles, numbering) = (styles.transpose()?, numbering.transpose()?);
    let mut reader = Reader {
        side,
        author: author.map(|author| author.trim().to_owned()),
        styles: styles.as_ref().map(|tree| Styles::new(tree.root_element())).unwrap_or_default(),
        numbering: numbering.as_ref().map(|tree| Numbering::new(tree.root_element())).unwrap_or_default(),
        note_numbering: section.note_numbering,
        footnotes: HashMap::new(),
        endnotes: HashMap::new(),
        typed_markers: !body.has("footnoteReference") && !body.has("endnoteReference"),
        counted: [0, 0],
        files: HashMap::new(),
        document: Document::default(),
        revision_count: 0,
        line: 0,
        in_side_part: false,
        in_contents_field: false,
        remarks: Remarks::new(&body),
    };
    for relation in &relations {
        if matches!(relation.kind.as_str(), "image" | "oleObject" | "package" | "aFChunk" | "subDocument")
            && let Some(sum) = package.checksum(&relation.target)
        {
            reader.files.insert(relation.id.clone(), sum);
        }
    }
    reader.footnotes = reader.notes(footnotes.as_deref())?;
    reader.endnotes = reader.notes(endnotes.as_deref())?;
    for relation in relations.iter().filter(|relation| matches!(relation.kind.as_str(), "header" | "footer")) {
        let Some(text) = package.part(&relation.target)? else { continue };
        let blocks = reader.aside(xml::parse(&text, WHAT)?.root_element());
        if section.first_header.as_deref() == Some(relation.id.as_str()) && blocks.iter().any(is_masthead) {
            reader.document.blocks.extend(blocks);
        } else {
            reader.ledger(RemovalKind::RunningHead, &blocks);
        }
    }
    let (mut open, mut blocks) = (None, Vec::new());
    reader.pieces(&body, &mut open, &mut blocks)?;
    reader.finish_paragraph(open, &mut blocks);
    reader.document.blocks.extend(blocks);
    if let Some(comments) = children(comments.as_deref())? {
        comments.for_each_tree(|chunk| reader.comments(chunk))?;
    }
    reader.document.remarks = std::mem::take(&mut reader.remarks).finish();
    reader.unreferenced_notes();
    reader.document.block_unit = BlockUnit::Paragraph;
    Ok(ReadSide { document: reader.document, revision_count: reader.revision_count })
}

/// What is known while reading, and what was read.
struct Reader {
    side: Side,
    /// Whose changes alone are accepted, whatever the side.
    author: Option<String>,
    styles: Styles,
    numbering: Numbering,
    footnotes: Notes,
    endnotes: Notes,
    note_numbering: NoteNumbering,
    /// Footnotes and endnotes counted so far.
    counted: [i64; 2],
    /// The checksums of pictures and other files within this one, by the relation that leads to them.
    files: HashMap<String, String>,
    /// Whether superscript digits may be footnote references typed by hand: only where the file has no real ones.
    typed_markers: bool,
    document: Document,
    /// Insertions, deletions and moves seen, of either side.
    revision_count: usize,
    /// Paragraphs seen.
    line: u32,
    /// Inside a footnote, a header or a comment.
    in_side_part: bool,
    /// Inside the field of a table of contents.
    in_contents_field: bool,
    remarks: Remarks,
}

/// Footnotes by their id.
type Notes = HashMap<String, Note>;

/// A footnote, read but not yet referred to.
struct Note {
    text: String,
    /// Tracked changes in it.
    tracked: usize,
    /// Its mark, once something refers to it.
    mark: Option<String>,
    /// Whether something on the other side of the tracked changes refers to it.
    is_elsewhere: bool,
}

impl Reader {
    /// Blocks of a part that is not the text: their numbers and notes do not count.
    fn aside(&mut self, node: Node<'_, '_>) -> Vec<Block> {
        let was = std::mem::replace(&mut self.in_side_part, true);
        let line = self.line;
        let blocks = self.blocks(node);
        self.line = line;
        self.in_side_part = was;
        blocks
    }

    fn ledger(&mut self, taken: RemovalKind, blocks: &[Block]) {
        for block in blocks {
            let text = single_spaced(block.text.as_str());
            self.document.ledger.push(LedgerEntry::new(taken, text, SourceLocation::default()));
        }
    }

    /// Takes the footnote that a mark refers to, and gives its mark: notes count from 1 in the order of their marks,
    /// endnotes in Roman numerals unless the file says otherwise. Where both have the same numbers, endnotes go on with
    /// the count of footnotes, so that each mark is one note.
    fn note(&mut self, id: &str, at_end: bool, custom: Option<&str>) -> Option<String> {
        if self.in_side_part {
            return None;
        }
        let notes = if at_end { &mut self.endnotes } else { &mut self.footnotes };
        let note = notes.get_mut(id)?;
        // a note that is referred to again is the same note
        if let Some(mark) = &note.mark {
            return Some(mark.clone());
        }
        let text = std::mem::take(&mut note.text);
        self.revision_count += note.tracked;
        let place = self.place();
        let mark = custom.map_or_else(|| self.count(at_end), str::to_owned);
        let notes = if at_end { &mut self.endnotes } else { &mut self.footnotes };
        notes.entry(id.to_owned()).and_modify(|note| note.mark = Some(mark.clone()));
        let text = text.strip_prefix(mark.as_str()).filter(|_| custom.is_some()).unwrap_or(&text).trim().to_owned();
        self.document.footnotes.push(Footnote { mark: mark.clone(), text, location: place });
        Some(mark)
    }

    /// Reads the footnotes of a part, without the separators that Word keeps among them.
    fn notes(&mut self, part: Option<&str>) -> Result<Notes, Error> {
        let mut notes = Notes::new();
        let Some(pieces) = children(part)? else { return Ok(notes) };
        let is_note = |node: &Node<'_, '_>| {
            matches!(xml::name(*node), "footnote" | "endnote")
                && xml::attribute(*node, "type").is_none_or(|kind| kind == "normal")
        };
        pieces.for_each_tree(|chunk| {
            for node in chunk.children().filter(is_note) {
                let Some(id) = xml::attribute(node, "id") else { continue };
                let before = self.revision_count;
                let blocks = self.aside(node);
                let text = omitted::note_text(&blocks, &mut self.document.ledger);
                // what is tracked in a note counts where it is referred to
                let tracked = std::mem::replace(&mut self.revision_count, before) - before;
                notes.insert(id.to_owned(), Note { text, tracked, mark: None, is_elsewhere: false });
            }
        })?;
        Ok(notes)
    }

    /// Notes that nothing refers to are in the file and not on its pages.
    fn unreferenced_notes(&mut self) {
        let notes = std::mem::take(&mut self.footnotes).into_iter().chain(std::mem::take(&mut self.endnotes));
        let mut left: Vec<(i64, String)> = notes
            .filter(|(_, note)| note.mark.is_none() && !note.is_elsewhere && !note.text.is_empty())
            .map(|(id, note)| (id.parse().unwrap_or(i64::MAX), note.text))
            .collect();
        left.sort_unstable();
        let entry = |(_, text)| LedgerEntry::new(RemovalKind::UnreferencedNote, text, SourceLocation::default());
        self.document.ledger.extend(left.into_iter().map(entry));
    }

    fn comments(&mut self, parent: Node<'_, '_>) {
        for comment in parent.children().filter(|node| xml::name(*node) == "comment") {
            let blocks = self.aside(comment);
            let by = xml::attribute(comment, "author").unwrap_or("somebody");
            let text: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
            let text = text.join(" ");
            self.remarks.comment(body::attr_or_empty(comment, "id"), by, text.clone());
            let text = format!("{by}: {text}");
            self.document.ledger.push(LedgerEntry::new(RemovalKind::Comment, text, SourceLocation::default()));
        }
    }

    /// The next mark.
    fn count(&mut self, at_end: bool) -> String {
        let NoteNumbering { footnotes, endnotes } = &self.note_numbering;
        let own = at_end && footnotes != endnotes;
        let format = if own { endnotes } else { footnotes };
        let counted = &mut self.counted[usize::from(own)];
        *counted += 1;
        crate::text::format_number(*counted, format)
    }

    fn place(&self) -> SourceLocation {
        SourceLocation { page: 0, line: self.line }
    }

    fn warn_once(&mut self, text: &str) {
        if !self.document.warnings.iter().any(|warning| warning.text == text) {
            let place = self.place();
            self.document.warnings.push(Warning::at(place, text));
        }
    }
}

/// What lies in the root of a part, if there is one.
fn children(part: Option<&str>) -> Result<Option<ChunkedElement<'_>>, Error> {
    part.map_or(Ok(None), |text| ChunkedElement::new(text, None, WHAT))
}

/// The number format of notes, as Word calls them.
struct NoteNumbering {
    footnotes: String,
    endnotes: String,
}

/// What the first section of a body says of the whole file.
struct Section {
    note_numbering: NoteNumbering,
    /// The relation of the first page's own header.
    first_header: Option<String>,
}

impl Section {
    /// Where the section says nothing of number formats, the settings do, else they are what Word takes.
    fn new(body: &ChunkedElement<'_>, settings: Option<&str>) -> Result<Section, Error> {
        let settings = settings.map(|text| xml::parse(text, WHAT)).transpose()?;
        let settings = settings.as_ref().map(roxmltree::Document::root_element);
        let mut found = Section::from_properties(None, settings);
        if let Some(with_section) = body.first_with("sectPr") {
            body.with_tree(with_section, |chunk| {
                let section = chunk.descendants().find(|node| xml::name(*node) == "sectPr");
                found = Section::from_properties(section, settings);
            })?;
        }
        Ok(found)
    }

    fn from_properties(section: Option<Node<'_, '_>>, settings: Option<Node<'_, '_>>) -> Section {
        let format = |notes: &str, usual: &str| {
            let said =
                |place| xml::attribute(xml::child(xml::child(place, notes)?, "numFmt")?, "val").map(str::to_owned);
            section.and_then(said).or_else(|| settings.and_then(said)).unwrap_or_else(|| usual.to_owned())
        };
        let figures =
            NoteNumbering { footnotes: format("footnotePr", "decimal"), endnotes: format("endnotePr", "lowerRoman") };
        let own = section.filter(|section| xml::child(*section, "titlePg").is_some());
        let first = |node: &Node<'_, '_>| {
            xml::name(*node) == "headerReference" && xml::attribute(*node, "type") == Some("first")
        };
        let header = own.and_then(|section| section.children().find(first));
        Section {
            note_numbering: figures,
            first_header: header.and_then(|node| xml::attribute(node, "id")).map(str::to_owned),
        }
    }
}

/// Whether a line of a page's head has the symbol of a document in it, `A/C.1/80/L.62`.
fn is_masthead(block: &Block) -> bool {
    block
        .text
        .as_str()
        .split_whitespace()
        .any(|word| word.starts_with(|first: char| first.is_ascii_uppercase()) && word.matches('/').count() >= 2)
}
