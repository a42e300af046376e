//! Paragraphs, tables and text boxes in reading order, on one side of the tracked changes.

use roxmltree::Node;

use super::Reader;
use super::runs::Runs;
use super::styles::ParagraphProps;
use crate::model::{Block, BlockKind, LedgerEntry, RemovalKind, Side, SourceLocation, Style, StyledText};
use crate::read::table::Table;
use crate::read::xml::{Chunk, ChunkedElement};
use crate::read::{Error, xml};
use crate::text::format_number;
use xml::{attribute, child, name};

/// Twentieths of a point that make a column of half an em at 12 points.
const TWIPS_PER_COLUMN: f32 = 120.0;
/// Where the tabs of a paragraph stop unless it says otherwise.
const DEFAULT_TAB_STOP: i32 = 720;
/// Indent of a level of a list that says none, in columns.
const LIST_LEVEL_COLUMNS: f32 = 4.0;
/// A heading is shorter than this, whatever its style says.
const MAX_HEADING_LEN: usize = 250;

/// A paragraph that continues in the next one, because this side has no mark at its end.
#[derive(Default)]
pub(super) struct PendingParagraph {
    look: ParagraphProps,
    /// The styles that its level is looked up by.
    numbered_by: Vec<String>,
    /// Whether this side lacks its number, which was tracked as inserted.
    lacks_number: bool,
    /// The number that it has on this side, if a tracked change of its numbering is undone.
    original: Option<String>,
    /// Whether it has the style of a table of contents.
    is_contents: bool,
    /// Where it begins: text boxes in it have paragraphs of their own, which are counted after it.
    place: SourceLocation,
    runs: Runs,
}

impl Reader {
    /// The blocks of a body, a cell, a note, a text box.
    pub(super) fn blocks(&mut self, parent: Node<'_, '_>) -> Vec<Block> {
        let mut out = Vec::new();
        let mut open = None;
        self.children(parent, &mut open, &mut out);
        self.finish_paragraph(open, &mut out);
        out
    }

    /// Walks what lies in a body, a long table row by row and not at once.
    pub(super) fn pieces(
        &mut self,
        pieces: &ChunkedElement<'_>,
        open: &mut Option<PendingParagraph>,
        out: &mut Vec<Block>,
    ) -> Result<(), Error> {
        for Chunk { range, long } in pieces.chunks() {
            match long {
                Some("tbl") => {
                    self.finish_paragraph(open.take(), out);
                    let mut table = Table::default();
                    if let Some(rows) = pieces.descend(range, None)? {
                        rows.for_each_tree(|chunk| self.rows(chunk, &mut table))?;
                    }
                    out.extend(table.blocks());
                }
                Some("sdt") => {
                    if let Some(content) = pieces.descend(range, Some("sdtContent"))? {
                        self.pieces(&content, open, out)?;
                    }
                }
                _ => pieces.with_tree(range, |chunk| self.children(chunk, open, out))?,
            }
        }
        Ok(())
    }

    fn children(&mut self, parent: Node<'_, '_>, open: &mut Option<PendingParagraph>, out: &mut Vec<Block>) {
        for node in parent.children() {
            match name(node) {
                "p" => self.paragraph(node, open, out),
                "tbl" => {
                    self.finish_paragraph(open.take(), out);
                    out.extend(self.table(node));
                }
                "sdt" if is_contents_control(node) => {
                    self.finish_paragraph(open.take(), out);
                    let mut blocks = Vec::new();
                    self.children(node, open, &mut blocks);
                    self.finish_paragraph(open.take(), &mut blocks);
                    self.ledger(RemovalKind::TableOfContents, &blocks);
                }
                "AlternateContent" => {
                    if let Some(chosen) = resolve_alternate(node) {
                        self.children(chosen, open, out);
                    }
                }
                // without children they mark a paragraph or a row; changes around whole blocks have some
                "ins" | "moveTo" | "del" | "moveFrom" if node.has_children() => {
                    if self.count_revision_and_check(node) {
                        self.children(node, open, out);
                    } else {
                        self.skip(node);
                    }
                }
                "altChunk" => {
                    self.file_apart("piece in another format", node);
                    self.warn_once(
                        "a piece embedded in another format is not read: open and save the file in Word first",
                    );
                }
                "subDoc" => {
                    self.file_apart("subdocument", node);
                    self.warn_once("a subdocument in a file of its own is not read: give the whole as one file");
                }
                // text outside of any paragraph
                "r" | "oMath" | "oMathPara" | "hyperlink" | "fldSimple" => {
                    let mut runs = Runs::default();
                    self.inline_node(node, self.styles.run_in(None), &mut runs);
                    self.finish_paragraph(open.take(), out);
                    self.finish_paragraph(
                        Some(PendingParagraph { place: self.place(), runs, ..PendingParagraph::default() }),
                        out,
                    );
                }
                "sdtPr" | "sdtEndPr" | "sectPr" | "tblPr" | "tcPr" | "" => {}
                // content controls and other wrappers, known or not
                _ => self.children(node, open, out),
            }
        }
    }

    /// Passes over what this side does not have; the notes that it refers to are not lost but on the other side.
    pub(super) fn skip(&mut self, node: Node<'_, '_>) {
        for reference in node.descendants() {
            let notes = match name(reference) {
                "footnoteReference" => &mut self.footnotes,
                "endnoteReference" => &mut self.endnotes,
                _ => continue,
            };
            if let Some(note) = notes.get_mut(attr_or_empty(reference, "id")) {
                note.is_elsewhere = true;
            }
        }
    }

    /// Counts a tracked change. Returns whether the text that is read has what lies in it.
    pub(super) fn count_revision_and_check(&mut self, change: Node<'_, '_>) -> bool {
        self.revision_count += 1;
        let side = if matches!(name(change), "ins" | "moveTo" | "cellIns") { Side::After } else { Side::Before };
        self.side_of(change) == side
    }

    /// The side that is read of a tracked change.
    pub(super) fn side_of(&self, change: Node<'_, '_>) -> Side {
        match &self.author {
            None => self.side,
            Some(author) if attr_or_empty(change, "author").trim().eq_ignore_ascii_case(author) => Side::After,
            Some(_) => Side::Before,
        }
    }

    fn paragraph(&mut self, node: Node<'_, '_>, open: &mut Option<PendingParagraph>, out: &mut Vec<Block>) {
        self.line += 1;
        let place = self.place();
        let properties = self.properties(node);
        let mark = child(node, "pPr").and_then(|properties| child(properties, "rPr"));
        let mut runs = Runs::default();
        let look = self.styles.run_in(properties);
        self.remarks_in(node);
        self.inline(node, look, &mut runs);
        let goes_on = mark.is_some_and(|mark| self.is_excluded(mark) || child(mark, "specVanish").is_some());
        let (look, numbered_by) = self.styles.paragraph(properties);
        let is_contents = self.styles.is_contents(properties) | self.is_in_contents_field(&runs);
        let (lacks_number, original) = self.number_change(node);
        let merged = match open.take() {
            None => PendingParagraph { look, numbered_by, lacks_number, original, is_contents, place, runs },
            // what is left of the first keeps its number and style; if nothing is left, it is the second alone
            Some(first) if first.runs.is_blank() => PendingParagraph {
                look,
                numbered_by,
                lacks_number,
                original,
                is_contents,
                place,
                runs: first.runs.followed_by(runs),
            },
            Some(first) => PendingParagraph { runs: first.runs.followed_by(runs), ..first },
        };
        if goes_on {
            *open = Some(merged);
        } else {
            self.finish_paragraph(Some(merged), out);
        }
    }

    /// Whether a paragraph belongs to the field of a table of contents, whatever its style.
    fn is_in_contents_field(&mut self, runs: &Runs) -> bool {
        let goes_on = std::mem::take(&mut self.in_contents_field);
        self.in_contents_field = runs.begins_contents() || goes_on && !runs.ends_outer_field();
        goes_on || self.in_contents_field
    }

    /// The properties on this side: tracked changes of a paragraph's format keep the old ones inside.
    fn properties<'a, 'b>(&self, node: Node<'a, 'b>) -> Option<Node<'a, 'b>> {
        let now = child(node, "pPr")?;
        let change = child(now, "pPrChange").filter(|change| self.side_of(*change) == Side::Before);
        change.and_then(|change| child(change, "pPr")).or(Some(now))
    }

    /// Whether this side lacks the number of a paragraph, and the number that it has instead.
    fn number_change(&mut self, node: Node<'_, '_>) -> (bool, Option<String>) {
        let Some(now) = child(node, "pPr") else { return (false, None) };
        let list = child(now, "numPr");
        let old = child(now, "pPrChange").and_then(|change| child(change, "pPr"));
        let added = list.and_then(|list| child(list, "ins"));
        let changed = list.and_then(|list| child(list, "numberingChange")).or_else(|| child(now, "numberingChange"));
        let other_list = old.is_some_and(|old| {
            let list = |properties| {
                let look = self.styles.paragraph(Some(properties)).0;
                (look.list.filter(|id| id != "0"), look.level.unwrap_or(0))
            };
            let (old, new) = (list(old), list(now));
            old != new && (old.0.is_some() || new.0.is_some())
        });
        self.revision_count += usize::from(added.is_some() || other_list || changed.is_some());
        let is_undone = |change: &Node<'_, '_>| self.side_of(*change) == Side::Before;
        let original = changed.filter(is_undone).map(|change| original_number(attr_or_empty(change, "original")));
        (added.is_some_and(|change| is_undone(&change)), original)
    }

    /// Whether this side lacks the thing whose properties these are: a paragraph's mark, a row, a cell.
    fn is_excluded(&mut self, properties: Node<'_, '_>) -> bool {
        properties.children().fold(false, |lacks, node| match name(node) {
            "ins" | "moveTo" | "cellIns" | "del" | "moveFrom" | "cellDel" => {
                !self.count_revision_and_check(node) || lacks
            }
            _ => lacks,
        })
    }

    /// Finishes a paragraph.
    pub(super) fn finish_paragraph(&mut self, open: Option<PendingParagraph>, out: &mut Vec<Block>) {
        let Some(PendingParagraph { look, numbered_by, lacks_number, original, is_contents, place, mut runs }) = open
        else {
            return;
        };
        for code in runs.take_codes() {
            self.document.ledger.push(LedgerEntry::new(RemovalKind::FieldCode, code, place));
        }
        if is_contents && runs.ends_with_page() {
            let text = runs.pieces.iter().flat_map(|piece| piece.as_str().split_whitespace());
            let text = text.collect::<Vec<_>>().join(" ");
            self.document.ledger.push(LedgerEntry::new(RemovalKind::TableOfContents, text, place));
            out.extend(runs.boxes);
            return;
        }
        let number = match self.in_side_part || lacks_number {
            true => None,
            false => self.numbering.next(&look, &numbered_by, &self.styles),
        };
        let Runs { pieces, boxes, .. } = runs;
        let mut label = number.as_ref().map(|number| number.shown.trim().to_owned()).filter(|shown| !shown.is_empty());
        if let Some(original) = original {
            label = Some(original).filter(|shown| !shown.is_empty());
        }
        let level = number.as_ref().map_or(0, |number| number.level);
        let of_level = number.map(|number| number.look).unwrap_or_default();
        let twips =
            look.left.or(of_level.left).map(|left| left.saturating_add(look.first.or(of_level.first).unwrap_or(0)));
        let heading = look.outline.is_some_and(|level| level < 9);
        let mut first = true;
        for mut text in pieces {
            let tabs = text.as_str().chars().take_while(|character| *character == '\t').count();
            text.remove(0..tabs);
            if text.as_str().trim().is_empty() {
                continue;
            }
            if !self.in_side_part
                && let Some(columns) = with_empty_columns(text.as_str())
            {
                self.document.ledger.push(LedgerEntry::new(RemovalKind::Columns, columns, place));
            }
            // tabs part columns: three spaces, as a line of a printed header has them
            text.replace_each("\t", "   ");
            let has_label = label.is_some();
            let mut whole = StyledText::default();
            if let Some(label) = label.take() {
                whole.push(&format!("{label} "), Style::default());
            }
            whole.append(&text);
            let flat = whole.as_str().trim();
            let heading = heading && flat.len() <= MAX_HEADING_LEN && !flat.ends_with([',', ';', ':']);
            let indent = match twips {
                Some(twips) => {
                    twips.saturating_add(DEFAULT_TAB_STOP.saturating_mul(tabs as i32)) as f32 / TWIPS_PER_COLUMN
                }
                None => LIST_LEVEL_COLUMNS * level as f32 + (DEFAULT_TAB_STOP as f32 / TWIPS_PER_COLUMN) * tabs as f32,
            };
            out.push(Block {
                kind: match (heading, has_label) {
                    (true, _) => BlockKind::Heading,
                    (false, true) => BlockKind::Item,
                    (false, false) => BlockKind::Text,
                },
                text: whole,
                indent: indent.max(0.0),
                lines_above: if first { 1.0 } else { 0.0 },
                location: place,
                ..Block::default()
            });
            first = false;
        }
        out.extend(boxes);
    }

    fn table(&mut self, node: Node<'_, '_>) -> Vec<Block> {
        let said = |wanted| child(node, "tblPr").and_then(|properties| child(properties, wanted));
        for said in ["tblCaption", "tblDescription"].into_iter().filter_map(said) {
            self.tooltip("table", attr_or_empty(said, "val"));
        }
        let mut table = Table::default();
        self.rows(node, &mut table);
        table.blocks()
    }

    fn rows(&mut self, parent: Node<'_, '_>, table: &mut Table) {
        for node in parent.children() {
            match name(node) {
                "tr" => {
                    let lacked = child(node, "trPr").is_some_and(|properties| self.is_excluded(properties));
                    if lacked {
                        self.skip(node);
                    } else {
                        let before = child(node, "trPr").and_then(|properties| child(properties, "gridBefore"));
                        table.skip(before.and_then(|before| attr_or_empty(before, "val").parse().ok()).unwrap_or(0));
                        self.cells(node, table);
                        table.end_row();
                    }
                }
                "ins" | "moveTo" | "del" | "moveFrom" if !self.count_revision_and_check(node) => self.skip(node),
                "tblPr" | "tblGrid" | "tblPrEx" | "sdtPr" | "sdtEndPr" | "" => {}
                // content controls and other wrappers, known or not
                _ => self.rows(node, table),
            }
        }
    }

    fn cells(&mut self, parent: Node<'_, '_>, table: &mut Table) {
        for node in parent.children() {
            match name(node) {
                "tc" => {
                    let properties = child(node, "tcPr");
                    // a cell that goes on from the row above has nothing of its own
                    if properties.is_none_or(|properties| !self.is_excluded(properties)) {
                        let span = properties.and_then(|properties| child(properties, "gridSpan"));
                        let columns = span.and_then(|span| attr_or_empty(span, "val").parse().ok()).unwrap_or(1);
                        table.cell(self.blocks(node), columns, 1);
                    } else {
                        self.skip(node);
                    }
                }
                "trPr" | "tblPrEx" | "sdtPr" | "sdtEndPr" | "" => {}
                // content controls and other wrappers, known or not
                _ => self.cells(node, table),
            }
        }
    }
}

/// A line of three columns or more that are set with tabs, if some are empty: with ` | ` between them. The spaces that
/// tabs become do not show in which column a digit stands.
fn with_empty_columns(text: &str) -> Option<String> {
    let text = text.trim_end();
    let columns = || text.split('\t').map(str::trim);
    let filled = columns().filter(|column| !column.is_empty()).count();
    (filled > 2 && columns().count() > filled).then(|| columns().collect::<Vec<_>>().join(" | "))
}

/// What of an alternative is taken: the first choice, unless only the fallback has text in it. Never both, or the text
/// of a text box would stand there twice.
pub(super) fn resolve_alternate<'a, 'b>(node: Node<'a, 'b>) -> Option<Node<'a, 'b>> {
    let has_text = |node: &Node<'_, '_>| node.descendants().any(|inner| matches!(name(inner), "t" | "delText"));
    let choices = || node.children().filter(|inner| matches!(name(*inner), "Choice" | "Fallback"));
    choices().find(has_text).or_else(|| choices().next())
}

/// Whether a content control is a table of contents.
fn is_contents_control(node: Node<'_, '_>) -> bool {
    let gallery = child(node, "sdtPr")
        .and_then(|properties| child(properties, "docPartObj"))
        .and_then(|part| child(part, "docPartGallery"));
    gallery.is_some_and(|gallery| attr_or_empty(gallery, "val") == "Table of Contents")
}

/// `%1:3:0:.` of a tracked change of numbering is `3.`: level, number, format, and what follows.
fn original_number(said: &str) -> String {
    let mut parts = said.split('%');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let fields: Vec<&str> = part.splitn(4, ':').collect();
        let [_, number, format, text] = fields.as_slice() else { continue };
        let format = match *format {
            "1" => "upperRoman",
            "2" => "lowerRoman",
            "3" => "upperLetter",
            "4" => "lowerLetter",
            "5" => "ordinal",
            "22" => "decimalZero",
            "255" => "none",
            _ => "decimal",
        };
        out += &number.parse().map_or_else(|_| (*number).to_owned(), |number| format_number(number, format));
        out += text;
    }
    out.trim().to_owned()
}

/// An attribute of a run's part, empty where it is not said.
pub(super) fn attr_or_empty<'a>(node: Node<'a, '_>, wanted: &str) -> &'a str {
    attribute(node, wanted).unwrap_or_default()
}
