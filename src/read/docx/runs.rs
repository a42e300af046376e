//! The characters of a paragraph, with their styles, on one side of the tracked changes.
//!
//! Of a field its result is taken, never its instruction. Hidden text is left out and listed in the ledger. What is not
//! known is walked through, so that no text is lost in a wrapper that did not exist when this was written.

use roxmltree::Node;

use super::Reader;
use super::body::{attr_or_empty, resolve_alternate};
use super::objects::form_field;
use super::styles::RunProps;
use crate::model::{Block, LedgerEntry, RemovalKind, Side, Style, StyledText};
use crate::read::formula::Formula;
use crate::read::xml::{attribute, characters, child, name};
use crate::text::single_spaced;

/// What the runs of a paragraph give.
#[derive(Default)]
pub(super) struct Runs {
    /// The text, split where two line breaks follow each other.
    pub(super) pieces: Vec<StyledText>,
    /// Text boxes anchored here.
    pub(super) boxes: Vec<Block>,
    /// Open fields.
    fields: Vec<Field>,
    /// How many of them are still in their instruction.
    instructions: usize,
    /// How many fields end here that began in an earlier paragraph.
    outer_ends: usize,
    /// Text in instructions.
    codes: Vec<String>,
    /// Note and side of a reference whose own mark follows as text.
    custom: Option<(String, bool)>,
    /// The last thing was the mark of a note, glued to the word before it.
    glued_mark: bool,
    /// The last thing was the break of a page or a column.
    page_break: bool,
    /// The last thing was hidden text.
    hidden: bool,
}

/// A field that has begun.
struct Field {
    in_instruction: bool,
    instruction: String,
    has_result: bool,
    /// What a form field shows, if no result is said.
    shown: Option<String>,
}

impl Runs {
    pub(super) fn push(&mut self, text: &str, style: Style) {
        if text.is_empty() {
            return;
        }
        self.hidden = false;
        if self.instructions > 0 {
            match self.codes.last_mut() {
                Some(code) => code.push_str(text),
                None => self.codes.push(text.to_owned()),
            }
            return;
        }
        if let Some(field) = self.fields.last_mut() {
            field.has_result = true;
        }
        if self.pieces.is_empty() {
            self.pieces.push(StyledText::default());
        }
        let Some(last) = self.pieces.last_mut() else { return };
        if self.page_break && !last.is_empty() {
            last.push("\n", Style::default());
        }
        // the mark of a note separates words like a space
        if self.glued_mark && text.starts_with(char::is_alphanumeric) {
            last.push(" ", style);
        }
        (self.page_break, self.glued_mark) = (false, false);
        last.push(text, style);
    }

    /// Writes a formula.
    fn push_formula(&mut self, formula: &Formula) {
        let mut text = StyledText::default();
        // a fraction after a digit must know it
        let before = self.pieces.last().and_then(|last| last.as_str().chars().next_back());
        text.push(before.map(String::from).unwrap_or_default().as_str(), Style::default());
        let start = text.as_str().len();
        formula.push_to(&mut text, Style::default());
        let written = text.slice(start..text.as_str().len());
        let mut end = 0;
        for (range, style) in written.spans() {
            self.push(&written.as_str()[end..range.start], Style::default());
            self.push(&written.as_str()[range.clone()], *style);
            end = range.end;
        }
        self.push(&written.as_str()[end..], Style::default());
    }

    /// The mark of a note.
    fn push_mark(&mut self, mark: &str, style: Style) {
        self.glued_mark = false;
        if self.pieces.last().is_some_and(StyledText::ends_with_superscript) {
            self.push(" ", Style::default());
        }
        let glued = self.pieces.last().is_some_and(|last| last.as_str().ends_with(char::is_alphanumeric));
        self.push(mark, Style { superscript: true, exponent: false, subscript: false, ..style });
        self.glued_mark = glued;
    }

    fn line_break(&mut self) {
        if self.pieces.last().is_some_and(|last| last.as_str().ends_with('\n')) {
            self.pieces.push(StyledText::default());
        } else {
            self.push("\n", Style::default());
        }
    }

    fn begin_field(&mut self, shown: Option<String>) {
        self.instructions += 1;
        self.codes.push(String::new());
        let instruction = String::new();
        self.fields.push(Field { in_instruction: true, instruction, has_result: false, shown });
    }

    /// Part of the instruction of the innermost field.
    fn push_instruction(&mut self, text: &str) {
        if let Some(field) = self.fields.last_mut().filter(|field| field.in_instruction) {
            field.instruction.push_str(text);
        }
    }

    fn end_instruction(&mut self) {
        if let Some(field) = self.fields.last_mut().filter(|field| field.in_instruction) {
            field.in_instruction = false;
            self.instructions -= 1;
        }
    }

    fn end_field(&mut self) {
        self.end_instruction();
        let Some(field) = self.fields.pop() else {
            self.outer_ends += 1;
            return;
        };
        match field.shown {
            _ if field.has_result => {}
            Some(shown) => self.push(&shown, Style::default()),
            // a word processor computes the result from the words in here
            None => self.codes.push(field.instruction),
        }
        if let Some(outer) = self.fields.last_mut() {
            outer.has_result |= field.has_result;
        }
    }

    /// How much there is so far: pieces, and bytes of the last.
    fn extent(&self) -> (usize, usize) {
        (self.pieces.len(), self.pieces.last().map_or(0, |last| last.as_str().len()))
    }

    /// Text that stood in the instructions of fields.
    pub(super) fn take_codes(&mut self) -> impl Iterator<Item = String> + use<> {
        let codes = std::mem::take(&mut self.codes).into_iter();
        codes.map(|code| single_spaced(&code)).filter(|code| !code.is_empty())
    }

    /// Whether a table of contents begins here and goes on in the next paragraph.
    pub(super) fn begins_contents(&self) -> bool {
        self.fields.iter().any(|field| field.instruction.split_whitespace().next() == Some("TOC"))
    }

    /// Whether a field ends here that began in an earlier paragraph.
    pub(super) fn ends_outer_field(&self) -> bool {
        self.outer_ends > 0
    }

    /// Whether the text ends in a tab and the number of a page, as the lines of a table of contents do.
    pub(super) fn ends_with_page(&self) -> bool {
        let text = self.pieces.last().map(StyledText::as_str).unwrap_or_default();
        let page = text.trim_end().rsplit_once('\t').map(|(_, page)| page.trim()).unwrap_or_default();
        let roman = |page: &str| page.bytes().all(|byte| b"ivxlcIVXLC".contains(&byte));
        !page.is_empty() && page.len() <= 8 && (page.bytes().all(|byte| byte.is_ascii_digit()) || roman(page))
    }

    pub(super) fn is_blank(&self) -> bool {
        self.pieces.iter().all(|piece| piece.as_str().trim().is_empty())
    }

    /// Joins two paragraphs whose mark between them is gone.
    pub(super) fn followed_by(mut self, next: Runs) -> Runs {
        let mut pieces = next.pieces.into_iter();
        match (self.pieces.last_mut(), pieces.next()) {
            (Some(last), Some(first)) => last.append(&first),
            (None, Some(first)) => self.pieces.push(first),
            _ => {}
        }
        self.pieces.extend(pieces);
        self.boxes.extend(next.boxes);
        self.codes.extend(next.codes);
        self
    }
}

impl Reader {
    /// Walks what lies in a paragraph.
    pub(super) fn inline(&mut self, parent: Node<'_, '_>, paragraph: RunProps, runs: &mut Runs) {
        for node in parent.children() {
            self.inline_node(node, paragraph, runs);
        }
    }

    pub(super) fn inline_node(&mut self, node: Node<'_, '_>, paragraph: RunProps, runs: &mut Runs) {
        match name(node) {
            "r" => self.run(node, paragraph, runs),
            "ins" | "moveTo" | "del" | "moveFrom" if !self.count_revision_and_check(node) => self.skip(node),
            "AlternateContent" => {
                if let Some(chosen) = resolve_alternate(node) {
                    self.inline(chosen, paragraph, runs);
                }
            }
            "oMath" | "oMathPara" => {
                let formula = self.formula(node);
                runs.push_formula(&formula);
            }
            "t" => runs.push(&characters(node), Style::default()),
            "hyperlink" => {
                self.tooltip("link", attribute(node, "tooltip").unwrap_or_default());
                self.inline(node, paragraph, runs);
            }
            "fldSimple" => {
                let instruction = attribute(node, "instr").unwrap_or_default();
                let begun = runs.extent();
                self.inline(node, paragraph, runs);
                if runs.extent() == begun {
                    runs.codes.push(instruction.to_owned());
                }
            }
            "pPr" | "sdtPr" | "sdtEndPr" | "smartTagPr" | "customXmlPr" | "" => {}
            _ => self.inline(node, paragraph, runs),
        }
    }

    fn run(&mut self, node: Node<'_, '_>, paragraph: RunProps, runs: &mut Runs) {
        let now = child(node, "rPr");
        let change = now.and_then(|now| child(now, "rPrChange"));
        let old = change.and_then(|change| child(change, "rPr"));
        let mut look = self.styles.run(now, paragraph);
        if old.is_some() {
            let before = self.styles.run(old, paragraph);
            self.revision_count += usize::from(before.reads_otherwise(look));
            look = if change.is_some_and(|change| self.side_of(change) == Side::Before) { before } else { look };
        }
        let mut style = look.style();
        style.exponent = style.superscript && !self.typed_markers;
        style.superscript &= self.typed_markers;
        for part in node.children() {
            if look.hidden == Some(true) && name(part) != "fldChar" {
                self.hidden(part, runs);
                continue;
            }
            self.part(part, style, paragraph, runs);
        }
    }

    /// Hidden text; runs that follow each other are one passage.
    fn hidden(&mut self, part: Node<'_, '_>, runs: &mut Runs) {
        let texts = part.descendants().filter(|inner| matches!(name(*inner), "t" | "delText"));
        let text: String = texts.map(characters).collect();
        if text.trim().is_empty() {
            return;
        }
        match self.document.ledger.last_mut().filter(|last| runs.hidden && last.kind == RemovalKind::Hidden) {
            Some(last) => last.text.push_str(&text),
            None => self.document.ledger.push(LedgerEntry::new(RemovalKind::Hidden, text, self.place())),
        }
        runs.hidden = true;
    }

    /// One thing in a run.
    fn part(&mut self, part: Node<'_, '_>, style: Style, paragraph: RunProps, runs: &mut Runs) {
        match name(part) {
            "t" | "delText" => {
                let text = characters(part);
                if let Some((id, at_end)) = runs.custom.take() {
                    let shown = text.trim();
                    let rest = &text[text.find(shown).unwrap_or(0) + shown.len()..];
                    let mark = self.note(&id, at_end, Some(shown).filter(|shown| !shown.is_empty()));
                    runs.push_mark(mark.as_deref().unwrap_or(shown), style);
                    runs.push(rest, style);
                } else {
                    runs.push(&text, style);
                }
            }
            "tab" | "ptab" => runs.push("\t", style),
            "br" if matches!(attr_or_empty(part, "type"), "" | "textWrapping") => runs.line_break(),
            "br" => runs.page_break = true,
            "cr" => runs.line_break(),
            "noBreakHyphen" => runs.push("\u{2011}", style),
            "softHyphen" => runs.push("\u{ad}", style),
            "sym" => {
                let symbol = self.symbol(part);
                runs.push(&symbol, style);
            }
            "footnoteReference" | "endnoteReference" => {
                let at_end = name(part) == "endnoteReference";
                let id = attr_or_empty(part, "id");
                if matches!(attr_or_empty(part, "customMarkFollows"), "1" | "true" | "on") {
                    runs.custom = Some((id.to_owned(), at_end));
                } else if let Some(mark) = self.note(id, at_end, None) {
                    runs.push_mark(&mark, style);
                }
            }
            "fldChar" => match attr_or_empty(part, "fldCharType") {
                "begin" => runs.begin_field(form_field(part)),
                "separate" => runs.end_instruction(),
                "end" => runs.end_field(),
                _ => {}
            },
            "drawing" | "pict" | "object" => {
                self.picture(part);
                self.boxes(part, runs);
            }
            "AlternateContent" => {
                if let Some(chosen) = resolve_alternate(part) {
                    for inner in chosen.children() {
                        self.part(inner, style, paragraph, runs);
                    }
                }
            }
            "ruby" => {
                if let Some(base) = child(part, "rubyBase") {
                    self.inline(base, paragraph, runs);
                }
                let reading: String = part.children().filter(|inner| name(*inner) == "rt").map(characters).collect();
                if !reading.trim().is_empty() {
                    let entry = LedgerEntry::new(RemovalKind::Ruby, reading, self.place());
                    self.document.ledger.push(entry);
                }
            }
            // changes and wrappers inside of a run
            "ins" | "moveTo" | "del" | "moveFrom" if !self.count_revision_and_check(part) => self.skip(part),
            "oMath" | "oMathPara" | "r" => self.inline_node(part, paragraph, runs),
            "instrText" => runs.push_instruction(&characters(part)),
            "delInstrText" | "rPr" | "" => {}
            _ => part.children().for_each(|inner| self.part(inner, style, paragraph, runs)),
        }
    }

    /// The text boxes in a drawing: each paragraph once.
    fn boxes(&mut self, node: Node<'_, '_>, runs: &mut Runs) {
        for inner in node.children() {
            match name(inner) {
                "txbxContent" => {
                    let blocks = self.blocks(inner);
                    runs.boxes.extend(blocks);
                }
                "AlternateContent" => {
                    if let Some(chosen) = resolve_alternate(inner) {
                        self.boxes(chosen, runs);
                    }
                }
                _ => self.boxes(inner, runs),
            }
        }
    }

    /// A character of a symbol font.
    pub(super) fn symbol(&mut self, part: Node<'_, '_>) -> String {
        let code = u32::from_str_radix(attr_or_empty(part, "char"), 16).unwrap_or(0);
        let plain = if (0xF000..0xF100).contains(&code) { code - 0xF000 } else { code };
        let greek = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
        let found = match (attr_or_empty(part, "font"), plain) {
            ("Symbol", 0x61..=0x7A) => greek.chars().nth((plain - 0x61) as usize),
            ("Symbol", 0xB7) => Some('•'),
            ("Symbol", 0xB0) => Some('°'),
            ("Symbol", 0xB1) => Some('±'),
            ("Symbol", 0xA3) => Some('≤'),
            ("Symbol", 0xB3) => Some('≥'),
            ("Symbol", 0xB4) => Some('×'),
            ("Symbol", 0xB9) => Some('≠'),
            ("Symbol", 0x2D) => Some('−'),
            ("Symbol", 0x20..=0x3F) => char::from_u32(plain),
            ("Wingdings", 0xA7) => Some('▪'),
            ("Wingdings", 0xFC) => Some('✓'),
            ("Wingdings", 0xA8 | 0x6F) => Some('☐'),
            ("Wingdings", 0xFE) => Some('☑'),
            ("Symbol" | "Wingdings" | "Wingdings 2" | "Wingdings 3" | "Webdings", _) => None,
            _ if code >= 0x20 && plain == code => char::from_u32(code),
            _ => None,
        };
        match found {
            Some(found) => found.to_string(),
            None => {
                // two unknown characters are not the same one
                let shown = format!("⟨{} {}⟩", attr_or_empty(part, "font"), attr_or_empty(part, "char"));
                self.warn_once("a character of a symbol font is not known: its font and code are shown instead");
                shown
            }
        }
    }
}
