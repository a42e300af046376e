//! The characters of a paragraph, with their styles, on one side of the tracked changes.
//!
//! Of a field its result is taken, never its instruction. Hidden text is left out and told in the ledger. What is not
//! known is walked through, so that no text is lost in a wrapper that did not exist when this was written.

use roxmltree::Node;

use super::Reader;
use super::body::{chosen, kind};
use super::styles::RunLook;
use crate::model::{Block, LedgerEntry, Side, Style, StyledText, Taken};
use crate::read::xml::{characters, child, name};

/// What the runs of a paragraph give.
#[derive(Default)]
pub(super) struct Runs {
    /// The text, parted where two line breaks follow each other.
    pub(super) pieces: Vec<StyledText>,
    /// Text boxes anchored here.
    pub(super) boxes: Vec<Block>,
    /// Open fields: whether each is still in its instruction.
    fields: Vec<bool>,
    /// Note and side of a reference whose own mark follows as text.
    custom: Option<(String, bool)>,
}

impl Runs {
    fn push(&mut self, text: &str, style: Style) {
        if self.fields.iter().any(|instruction| *instruction) {
            return;
        }
        if self.pieces.is_empty() {
            self.pieces.push(StyledText::default());
        }
        if let Some(last) = self.pieces.last_mut() {
            last.push(text, style);
        }
    }

    fn line_break(&mut self) {
        if self.pieces.last().is_some_and(|last| last.as_str().ends_with('\n')) {
            self.pieces.push(StyledText::default());
        } else {
            self.push("\n", Style::default());
        }
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
        self
    }
}

impl Reader {
    /// Walks what lies in a paragraph.
    pub(super) fn inline(&mut self, parent: Node<'_, '_>, paragraph: RunLook, runs: &mut Runs) {
        for node in parent.children() {
            match name(node) {
                "r" => self.run(node, paragraph, runs),
                "ins" | "moveTo" => {
                    if self.keeps(Side::After) {
                        self.inline(node, paragraph, runs);
                    }
                }
                "del" | "moveFrom" => {
                    if self.keeps(Side::Before) {
                        self.inline(node, paragraph, runs);
                    }
                }
                "AlternateContent" => {
                    if let Some(chosen) = chosen(node) {
                        self.inline(chosen, paragraph, runs);
                    }
                }
                // formulas have their text outside of runs
                "t" => runs.push(&characters(node), Style::default()),
                "pPr" | "sdtPr" | "sdtEndPr" | "smartTagPr" | "customXmlPr" | "" => {}
                _ => self.inline(node, paragraph, runs),
            }
        }
    }

    fn run(&mut self, node: Node<'_, '_>, paragraph: RunLook, runs: &mut Runs) {
        let now = child(node, "rPr");
        let old = now.and_then(|now| child(now, "rPrChange")).and_then(|change| child(change, "rPr"));
        let properties = if self.side == Side::Before { old.or(now) } else { now };
        let look = self.styles.run(properties, paragraph);
        let mut style = look.style();
        style.superscript &= self.raised;
        for part in node.children() {
            if look.hidden == Some(true) && name(part) != "fldChar" {
                if name(part) == "t" {
                    let entry = LedgerEntry { taken: Taken::Hidden, text: characters(part), place: self.place() };
                    self.document.ledger.push(entry);
                }
                continue;
            }
            self.part(part, style, paragraph, runs);
        }
    }

    /// One thing in a run.
    fn part(&mut self, part: Node<'_, '_>, style: Style, paragraph: RunLook, runs: &mut Runs) {
        match name(part) {
            "t" | "delText" => {
                let text = characters(part);
                if let Some((id, at_end)) = runs.custom.take() {
                    let shown = text.trim();
                    let rest = &text[text.find(shown).unwrap_or(0) + shown.len()..];
                    let mark = self.note(&id, at_end, Some(shown).filter(|shown| !shown.is_empty()));
                    runs.push(mark.as_deref().unwrap_or(shown), Style { superscript: true, ..style });
                    runs.push(rest, style);
                } else {
                    runs.push(&text, style);
                }
            }
            "tab" | "ptab" => runs.push("\t", style),
            "br" if kind(part, "type").is_empty() || kind(part, "type") == "textWrapping" => runs.line_break(),
            "cr" => runs.line_break(),
            "noBreakHyphen" => runs.push("\u{2011}", style),
            "softHyphen" => runs.push("\u{ad}", style),
            "sym" => {
                let symbol = self.symbol(part);
                runs.push(&symbol, style);
            }
            "footnoteReference" | "endnoteReference" => {
                let at_end = name(part) == "endnoteReference";
                let id = kind(part, "id");
                if matches!(kind(part, "customMarkFollows"), "1" | "true" | "on") {
                    runs.custom = Some((id.to_owned(), at_end));
                } else if let Some(mark) = self.note(id, at_end, None) {
                    runs.push(&mark, Style { superscript: true, ..style });
                }
            }
            "fldChar" => match kind(part, "fldCharType") {
                "begin" => runs.fields.push(true),
                "separate" => runs.fields.iter_mut().last().into_iter().for_each(|instruction| *instruction = false),
                "end" => {
                    runs.fields.pop();
                }
                _ => {}
            },
            "drawing" | "pict" | "object" => self.boxes(part, runs),
            "AlternateContent" => {
                if let Some(chosen) = chosen(part) {
                    for inner in chosen.children() {
                        self.part(inner, style, paragraph, runs);
                    }
                }
            }
            "ruby" => {
                if let Some(base) = child(part, "rubyBase") {
                    self.inline(base, paragraph, runs);
                }
            }
            _ => {}
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
                    if let Some(chosen) = chosen(inner) {
                        self.boxes(chosen, runs);
                    }
                }
                _ => self.boxes(inner, runs),
            }
        }
    }

    /// A character of a symbol font.
    fn symbol(&mut self, part: Node<'_, '_>) -> String {
        let code = u32::from_str_radix(kind(part, "char"), 16).unwrap_or(0);
        let plain = if (0xF000..0xF100).contains(&code) { code - 0xF000 } else { code };
        let greek = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
        let found = match (kind(part, "font"), plain) {
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
        if found.is_none() {
            self.warn_once("a character of a symbol font is not known and is shown as \u{FFFD}");
        }
        found.unwrap_or('\u{FFFD}').to_string()
    }
}
