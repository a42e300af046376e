//! Text that flows through elements → blocks, for HTML and Akoma Ntoso alike: white space is one space, block elements
//! end a paragraph, a number waits for the text it stands before.

use super::formula::Formula;
use super::omitted;
use crate::model::{
    Block, BlockKind, BlockUnit, Document, Footnote, LedgerEntry, RemovalKind, SourceLocation, Style, StyledText,
};
use crate::text::single_spaced;

/// Columns that a level of a list is set in.
pub(super) const LIST_LEVEL_COLUMNS: f32 = 4.0;

/// A document in the making.
#[derive(Debug, Default)]
pub(super) struct BlockBuilder {
    pub(super) document: Document,
    /// Style of the next characters.
    pub(super) style: Style,
    /// Columns of the next block.
    pub(super) indent: f32,
    /// What the next block is, if its element says so.
    pub(super) kind: BlockKind,
    label: Option<String>,
    text: StyledText,
    /// The last thing was the mark of a note, glued to the word before it.
    glued_mark: bool,
    line: u32,
}

/// What was under way before something apart began: a cell, a footnote.
pub(super) struct Suspended {
    blocks: Vec<Block>,
    style: Style,
    kind: BlockKind,
    label: Option<String>,
    text: StyledText,
    glued_mark: bool,
    line: u32,
}

impl BlockBuilder {
    /// Adds characters, runs of white space as one space.
    pub(super) fn text(&mut self, text: &str) {
        let white = |character: char| matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        // the mark of a note separates words like a space
        if self.glued_mark && text.starts_with(char::is_alphanumeric) {
            self.text.push(" ", self.style);
        }
        self.glued_mark &= text.is_empty();
        let mut rest = text;
        while !rest.is_empty() {
            let words = rest.trim_start_matches(white);
            if words.len() < rest.len() && !self.text.is_empty() && !self.text.as_str().ends_with([' ', '\n']) {
                self.text.push(" ", self.style);
            }
            let end = words.find(white).unwrap_or(words.len());
            self.text.push(&words[..end], self.style);
            rest = &words[end..];
        }
    }

    /// A raised footnote reference.
    pub(super) fn mark(&mut self, mark: &str) {
        if self.text.ends_with_superscript() {
            self.text.push(" ", Style::default());
        }
        self.glued_mark = self.text.as_str().ends_with(char::is_alphanumeric);
        self.text.push(mark, Style { superscript: true, exponent: false, subscript: false, ..self.style });
    }

    /// A formula, in one line.
    pub(super) fn formula(&mut self, formula: &Formula) {
        self.glued_mark = false;
        formula.push_to(&mut self.text, self.style);
    }

    /// A line break; two of them end a paragraph.
    pub(super) fn line_break(&mut self) {
        let end = self.text.as_str().trim_end_matches(' ').len();
        if self.text.as_str()[..end].ends_with('\n') {
            self.flush();
        } else if end > 0 {
            self.text.push("\n", Style::default());
        }
    }

    /// Puts a number before the next text, behind one that has no text of its own: `2.` and `(1)`.
    pub(super) fn label(&mut self, label: Option<String>) {
        self.label = match (self.label.take(), label) {
            (Some(first), Some(next)) => Some(format!("{first} {next}")),
            (first, next) => first.or(next),
        };
    }

    /// Takes a number that still waits for its text.
    pub(super) fn take_label(&mut self) -> Option<String> {
        self.label.take()
    }

    /// Ends a paragraph.
    pub(super) fn flush(&mut self) {
        let mut text = std::mem::take(&mut self.text);
        self.glued_mark = false;
        let kind = std::mem::take(&mut self.kind);
        let end = text.as_str().trim_end().len();
        text.split_off(end);
        if text.is_empty() {
            // an empty element of its own before the text proper
            self.kind = kind;
            return;
        }
        self.line += 1;
        let label = self.label.take();
        let mut whole = StyledText::default();
        if let Some(label) = &label {
            whole.push(&format!("{label} "), Style::default());
        }
        whole.append(&text);
        let kind = if label.is_some() && kind == BlockKind::Text { BlockKind::Item } else { kind };
        self.document.blocks.push(Block {
            kind,
            text: whole,
            indent: self.indent,
            lines_above: 1.0,
            location: self.location(),
            ..Block::default()
        });
    }

    /// Adds characters to the last block, if the next has none yet. Whether there is such a block.
    pub(super) fn push_to_last(&mut self, text: &str) -> bool {
        let last = self.document.blocks.last_mut().filter(|last| last.kind != BlockKind::Table);
        let Some(last) = last.filter(|_| self.text.is_empty() && self.label.is_none()) else { return false };
        last.text.push(text, Style::default());
        true
    }

    /// Begins something apart: a cell, a footnote.
    pub(super) fn suspend(&mut self) -> Suspended {
        Suspended {
            blocks: std::mem::take(&mut self.document.blocks),
            style: std::mem::take(&mut self.style),
            kind: std::mem::take(&mut self.kind),
            label: self.label.take(),
            text: std::mem::take(&mut self.text),
            glued_mark: std::mem::take(&mut self.glued_mark),
            line: self.line,
        }
    }

    /// Ends something apart, and gives its blocks.
    pub(super) fn resume(&mut self, aside: Suspended) -> Vec<Block> {
        self.flush();
        let Suspended { blocks, style, kind, label, text, glued_mark, line } = aside;
        (self.style, self.kind, self.label, self.text, self.line) = (style, kind, label, text, line);
        self.glued_mark = glued_mark;
        std::mem::replace(&mut self.document.blocks, blocks)
    }

    /// Adds a footnote whose text was something apart.
    pub(super) fn footnote(&mut self, mark: &str, blocks: &[Block]) {
        let text = omitted::note_text(blocks, &mut self.document.ledger);
        let text = without_mark(&text, mark).to_owned();
        self.document.footnotes.push(Footnote { mark: mark.to_owned(), text, location: self.location() });
    }

    /// Puts finished blocks into the flow.
    pub(super) fn push(&mut self, blocks: Vec<Block>) {
        self.flush();
        let first = self.document.blocks.len();
        if first == 0 {
            self.document.blocks = blocks;
        } else {
            self.document.blocks.extend(blocks);
        }
        for block in &mut self.document.blocks[first..] {
            self.line += 1;
            block.location = SourceLocation { page: 0, line: self.line };
        }
    }

    /// Says what was left out.
    pub(super) fn ledger(&mut self, taken: RemovalKind, text: &str) {
        let text = single_spaced(text);
        if !text.is_empty() {
            let place = self.location();
            self.document.ledger.push(LedgerEntry::new(taken, text, place));
        }
    }

    /// The document.
    pub(super) fn finish(mut self) -> Document {
        self.flush();
        self.document.block_unit = BlockUnit::Paragraph;
        self.document
    }

    fn location(&self) -> SourceLocation {
        SourceLocation { page: 0, line: self.line }
    }
}

/// A note's text without the mark that is repeated before it: `1. See`, `[1] See`, `1 See`.
fn without_mark<'a>(text: &'a str, mark: &str) -> &'a str {
    let bare = text.trim_start_matches(['[', '(', '^']).trim_start();
    let Some(rest) = bare.strip_prefix(mark) else { return text };
    let behind = rest.trim_start_matches([']', ')', '.', ':']);
    if behind.starts_with(char::is_whitespace)
        || behind.len() < rest.len() && !behind.starts_with(|next: char| next.is_ascii_digit())
    {
        behind.trim_start()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flowing() {
        let mut flow = BlockBuilder::default();
        flow.text("  one\n two ");
        flow.text(" three ");
        flow.line_break();
        flow.text("four");
        flow.flush();
        flow.label(Some("7.".into()));
        flow.flush();
        flow.text("Decides");
        flow.mark("1");
        let aside = flow.suspend();
        flow.text("[1] See A/1.");
        let note = flow.resume(aside);
        flow.footnote("1", &note);
        flow.text(" so");
        flow.line_break();
        flow.line_break();
        flow.text("and so on");
        let document = flow.finish();
        let got: Vec<_> = document.blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(got, ["one two three \nfour", "7. Decides1 so", "and so on"]);
        assert_eq!(document.footnotes[0].text, "See A/1.");
    }

    #[test]
    fn repeated_marks() {
        for (text, expected) in [
            ("1. See", "See"),
            ("[1] See", "See"),
            ("1 See", "See"),
            ("1945 was", "1945 was"),
            ("1.5 of", "1.5 of"),
            ("See 1", "See 1"),
        ] {
            assert_eq!(without_mark(text, "1"), expected);
        }
    }
}
