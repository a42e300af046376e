//! Headings: what distinguishes a short line from a paragraph.
//!
//! In: a block without a section's number, what came before, and the next block. Out: whether it is a heading. Where the
//! headings of a text are bold, the type decides; else the words and the indents do.

use super::lists::Interrupted;
use super::{Entry, EntryKind, OutlineBuilder, announces};
use crate::lexicon::{
    LabelMatch, SectionKind, SectionMatch, ends_paragraph, is_organ_line, option_number, parse_heading_number,
    parse_label, parse_opening, starts_lowercase,
};
use crate::model::{Block, BlockKind, Label, NumberStyle};

/// Columns by which a line is set in or out.
const MIN_SHIFT: f32 = 2.0;
/// So many bold titles show that headings are bold.
const MIN_BOLD_TITLES: usize = 2;
/// No heading has more words.
const MAX_WORDS: usize = 45;

/// Whether the headings of a text are bold.
pub(super) fn are_bold(blocks: &[Block]) -> bool {
    let is_bold_title = |block: &&Block| {
        let text = block.text.as_str().trim();
        block.kind == BlockKind::Text && is_bold(block) && is_title(text) && !ends_paragraph(text)
    };
    blocks.iter().filter(is_bold_title).nth(MIN_BOLD_TITLES - 1).is_some()
}

/// Whether every word is bold.
fn is_bold(block: &Block) -> bool {
    let text = &block.text;
    let gaps = text.spans().iter().map(|(range, _)| range.start).chain([text.as_str().len()]);
    let ends = [0].into_iter().chain(text.spans().iter().map(|(range, _)| range.end));
    !text.spans().is_empty()
        && text.spans().iter().all(|(range, style)| style.bold || text.as_str()[range.clone()].trim().is_empty())
        && ends.zip(gaps).all(|(end, start)| text.as_str()[end..start].trim().is_empty())
}

/// Whether no word is bold or slanted.
fn is_plain(block: &Block) -> bool {
    block.kind == BlockKind::Text && block.text.spans().iter().all(|(_, style)| !style.bold && !style.italic)
}

/// Whether bold words are a title: “Promoting the upkeep of towers”, “Action 1. We will keep the lamps alight.”, but no
/// paragraph that negotiators put in bold type.
fn is_title(text: &str) -> bool {
    let ends = !ends_paragraph(text) || text.ends_with(['.', '?']) && parse_opening(text).is_none();
    ends && !starts_lowercase(text)
        && !is_organ_line(text)
        && parse_label(text).is_none()
        && text.split_whitespace().nth(MAX_WORDS).is_none()
}

/// Whether a line is an option with its words, as `[Option 2: No text]`; `Option 2` alone may stand over its text.
fn is_option_text(text: &str) -> bool {
    let words = || text.split_once(':').map_or("", |(_, words)| words);
    option_number(text).is_some() && words().contains(char::is_alphanumeric)
}

impl OutlineBuilder {
    /// A short line that begins large, ends without a mark, and is no opening of a paragraph.
    pub(super) fn looks_like_heading(&self, block: &Block, next: Option<&Block>) -> bool {
        let text = block.text.as_str().trim();
        if is_option_text(text) {
            return false;
        }
        if self.type_tells && is_bold(block) && is_title(text) {
            return true;
        }
        if self.type_tells && is_plain(block) {
            return false;
        }
        // the title under “Article 7” may be anything short
        let titled = self.out.entries.last().is_some_and(Entry::awaits_title);
        let words = || text.split_whitespace().count();
        let question = || text.ends_with('?') && words() <= 15 && block.kind == BlockKind::Text;
        // “Agreement on Lamps;” under “Annex”, and its second title below
        let first_title = || {
            let is_annex = |last: &Entry| matches!(&last.kind, EntryKind::Heading(Some(section)) if section.kind == SectionKind::Annex);
            text.ends_with(';') && self.out.entries.last().is_some_and(is_annex) && words() <= 15
        };
        (!ends_paragraph(text) || question() || first_title())
            && !starts_lowercase(text)
            && !announces(text)
            && parse_label(text).is_none()
            // the last block of a text that lacks its full stop is a paragraph
            && words() <= if next.is_some() { MAX_WORDS } else { 12 }
            && (titled || parse_opening(text).is_none())
            && !self.continues_lines(block)
            && !self.is_set_in_under_heading(block)
            && (self.stands_over(block, next) || !self.belongs_to_colon(next))
    }

    /// The number of a heading, and the bytes up to its text.
    pub(super) fn heading_label(&self, block: &Block, section: Option<&SectionMatch>) -> Option<(Label, usize)> {
        let text = block.text.as_str().trim();
        let white = block.text.as_str().len() - block.text.as_str().trim_start().len();
        if let Some(section) = section {
            let label = Label::new(section.text.clone(), NumberStyle::Section, section.ordinal);
            return Some((label, white + section.len));
        }
        let number = parse_heading_number(text).filter(|number| number.len < text.len())?;
        let counts = block.kind == BlockKind::Heading || self.continues_headings(&number);
        let (style, ordinal) = number.interpretations[0];
        counts.then(|| (Label::new(number.text, style, ordinal), white + number.len))
    }

    /// What a subheading interrupts: that of the subheading right above it, or else the open lists.
    pub(super) fn interrupt(&mut self, indent: f32) -> Interrupted {
        let open = Interrupted {
            lists: std::mem::take(&mut self.lists),
            top: self.announced_by().or(self.top),
            after_colon: self.after_colon || self.announced_by().is_some(),
            indent,
        };
        Interrupted { indent, ..self.interrupted.take().unwrap_or(open) }
    }

    /// Whether a number before a title goes on counting the headings: “1 Duty to light lamps”, “1A Exceptions”. Only the
    /// first of them begins without one above it.
    fn continues_headings(&self, number: &LabelMatch) -> bool {
        let (style, ordinal) = number.interpretations[0];
        let last = self.heading_number.unwrap_or(0);
        style == NumberStyle::Number && (ordinal == last + 1 || ordinal == last && number.text.len() > 1)
    }

    /// Whether a line below a colon is one of what the colon announces.
    fn belongs_to_colon(&self, next: Option<&Block>) -> bool {
        let goes_on = |next: &Block| !ends_paragraph(next.text.as_str());
        self.lists.is_empty() && self.after_colon && next.is_some_and(goes_on) || self.is_set_out(next)
    }

    /// Whether a line stands over what follows, as the page shows: over a table, or farther left than the paragraph
    /// before it and the lines below it.
    fn stands_over(&self, block: &Block, next: Option<&Block>) -> bool {
        let is_left_of = |indent: f32| block.indent + MIN_SHIFT < indent;
        next.is_some_and(|next| {
            next.kind == BlockKind::Table || is_left_of(next.indent) && is_left_of(self.last_indent)
        })
    }

    /// Whether a line is set in under a heading that stands below a colon.
    fn is_set_in_under_heading(&self, block: &Block) -> bool {
        self.announcing(block).is_some()
    }

    /// The paragraph whose colon announced what is set in under the heading before the block.
    pub(super) fn announcing(&self, block: &Block) -> Option<usize> {
        let interrupted = self.interrupted.as_ref().filter(|interrupted| interrupted.after_colon)?;
        interrupted.top.filter(|_| !self.in_appended_text && block.indent > interrupted.indent + MIN_SHIFT)
    }

    /// Whether a line is set out under a numbered paragraph or an item that ended with a colon: a theme, a title. A
    /// heading has the items of the list or a table below.
    fn is_set_out(&self, next: Option<&Block>) -> bool {
        let opens_list = |next: &Block| {
            let continues = |label: LabelMatch| {
                label.interpretations[0].0 == NumberStyle::Number && label.interpretations[0].1 != 1
            };
            next.kind != BlockKind::Text || parse_label(next.text.as_str()).is_some_and(|label| !continues(label))
        };
        let is_numbered =
            |last: &Entry| matches!(last.kind, EntryKind::Numbered | EntryKind::Item) && announces(&last.text);
        !self.in_appended_text && self.out.entries.last().is_some_and(is_numbered) && !next.is_some_and(opens_list)
    }

    /// Whether the last entry is a line of an unnumbered list, set out under a colon without a mark at its end: the
    /// next such line belongs to the same list.
    fn continues_lines(&self, block: &Block) -> bool {
        let is_outdented = block.indent + MIN_SHIFT < self.last_indent;
        !is_outdented
            && self.out.entries.last().is_some_and(|last| last.kind == EntryKind::Nested && !ends_paragraph(&last.text))
    }

    /// The paragraph whose colon announced the lines before a heading.
    fn announced_by(&self) -> Option<usize> {
        self.out.entries.last().filter(|last| last.kind == EntryKind::Nested).and_then(|last| last.parent)
    }

    /// `Adopts the following declaration:` and then a title, not the head of a table or of a list of titles.
    pub(super) fn starts_declaration(
        &self,
        section: Option<&SectionMatch>,
        block: &Block,
        next: Option<&Block>,
    ) -> bool {
        let is_entry = |next: &Block| next.kind == BlockKind::Table || !ends_paragraph(next.text.as_str());
        section.is_none()
            && !self.in_appended_text
            && self.number.is_none()
            && self.after_colon
            && !(self.stands_over(block, next) && next.is_some_and(is_entry))
            && self
                .out
                .entries
                .last()
                .is_some_and(|last| matches!(last.kind, EntryKind::Operative | EntryKind::Chapeau))
    }
}
