//! Blocks → entries: what each block is and which earlier entry it belongs to.
//!
//! One pass from top to bottom. What a block is follows from its number, its opening phrase, its end and what came
//! before; indents decide only where the same number could stand for two levels, because half of all inputs have
//! none. Lists are kept on a stack, innermost last: `(i)` goes on with the letters after `(h)` unless the text before
//! ended with a colon or the indent is deeper.

mod headings;
mod lists;

use self::lists::{Interrupted, List};
use ecow::{EcoString, eco_format};

use super::closing;
use crate::lexicon::{
    ClauseKind, LabelMatch, NamedPart, SectionKind, SectionMatch, ends_paragraph, ends_sentence, ends_with_colon,
    is_organ_line, parse_heading_section, parse_inner_label, parse_label, parse_opening, parse_section_label,
    parse_unclosed_number, starts_lowercase,
};
use crate::model::{Block, BlockKind, FootnoteRef, Label, NumberStyle, Opening, SourceLocation};

/// An opening line has no more words.
const MAX_OPENING_WORDS: usize = 10;

/// Whether an opening phrase stands alone, with its addressee at most: `instructs the Director`.
fn is_opening_line(text: &str) -> bool {
    starts_lowercase(text) && !ends_paragraph(text) && text.split_whitespace().nth(MAX_OPENING_WORDS).is_none()
}

/// Whether a list follows. Statutes of the United Kingdom set a dash where others have a colon: “A keeper must—”.
fn announces(text: &str) -> bool {
    ends_with_colon(text) || text.ends_with('—')
}

fn is_bracket(c: char) -> bool {
    matches!(c, '[' | '«') || c.is_whitespace()
}

fn is_article(section: &SectionMatch) -> bool {
    matches!(section.kind, SectionKind::Article | SectionKind::Section)
}

/// Whether “Article 3. A keeper may keep a cat.” is the whole article: its sentence ends, and the next article follows.
/// An item of a list is one, too. French law sets a dash between the number of a paragraph and its sentence: “I. – The keepers wake.”
fn holds_text(section: &SectionMatch, block: &Block, last: Option<&Entry>, next: Option<&Block>) -> bool {
    let (printed, body) = block.text.as_str().trim().split_at(section.len);
    let begins_section = |next: &Block| parse_section_label(next.text.as_str().trim()).is_some();
    // the article above is one, too
    let goes_on = |last: &Entry| {
        let style = last.label.as_ref().map(|label| label.style);
        style == Some(NumberStyle::Section) && !matches!(last.kind, EntryKind::Heading(_))
    };
    // in a list, or with a dash
    let numbers_text = matches!(section.kind, SectionKind::Roman | SectionKind::Letter)
        && (block.kind == BlockKind::Item || printed.contains(['–', '—', '-']));
    ends_sentence(body)
        && (numbers_text || is_article(section) && (last.is_some_and(goes_on) || next.is_none_or(begins_section)))
}

/// The entries and what is no paragraph.
#[derive(Default)]
pub(super) struct Outline {
    pub(super) entries: Vec<Entry>,
    /// The lines that close the text, with their footnote references.
    pub(super) closing: Vec<Block>,
}

/// A block and what it is.
pub(super) struct Entry {
    pub(super) kind: EntryKind,
    /// The text after the number.
    pub(super) text: String,
    pub(super) marks: Vec<FootnoteRef>,
    pub(super) place: SourceLocation,
    pub(super) label: Option<Label>,
    /// Index of the entry it belongs to.
    pub(super) parent: Option<usize>,
    /// It is a number that another number stands right behind, so that it has no text: only its name is needed.
    pub(super) is_number_only: bool,
    /// Its opening phrase, where that was looked for.
    pub(super) opening: Option<Opening>,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum EntryKind {
    /// With the section it begins, if it has a number.
    Heading(Option<Box<SectionMatch>>),
    /// The organ's line again, over a later part of a composite resolution.
    OrganLine,
    /// The title of a declaration that the resolution adopts and then sets out.
    DeclarationTitle,
    Table,
    /// A numbered paragraph of the first level.
    Numbered,
    /// An item of a list.
    Item,
    /// Running text without number: of the preamble, of the operative part.
    Preambular,
    Operative,
    /// An unnumbered operative chapeau that introduces the numbered paragraphs: `Resolves that:`
    Chapeau,
    /// Set out under a paragraph that ended with a colon.
    Nested,
    /// Goes on with the sentence of the parent after its list.
    Continuation,
}

impl Entry {
    /// Whether it is the number of a section whose title may stand in the next line.
    fn awaits_title(&self) -> bool {
        self.kind.takes_title() && self.text.is_empty()
    }
}

impl EntryKind {
    /// Whether it is a heading of any kind.
    pub(super) fn is_heading(&self) -> bool {
        matches!(self, EntryKind::Heading(_)) || self.begins_section()
    }

    /// Whether numbers are counted anew below it.
    pub(super) fn begins_section(&self) -> bool {
        matches!(self, EntryKind::Heading(Some(_)) | EntryKind::DeclarationTitle | EntryKind::OrganLine)
    }

    /// Whether it has the number of a section, which a title follows; what follows an annex is a heading of its own.
    pub(super) fn takes_title(&self) -> bool {
        matches!(self, EntryKind::Heading(Some(section)) if section.kind != SectionKind::Annex)
    }
}

/// Makes the outline. `headings` stood above the organ's line.
pub(super) fn outline(blocks: Vec<Block>, headings: Vec<Block>, is_resolution: bool) -> Outline {
    let type_tells = headings::are_bold(&blocks);
    let mut walker = OutlineBuilder { is_resolution, preamble: is_resolution, type_tells, ..OutlineBuilder::default() };
    walker.out.entries.reserve(headings.len() + blocks.len());
    let closes = closing::detect_closing_lines(&blocks);
    let marked = headings.into_iter().map(|heading| (heading, false)).chain(blocks.into_iter().zip(closes));
    let mut blocks = marked.peekable();
    while let Some((block, closes)) = blocks.next() {
        // A text must have begun before it can close; in an annex such a line is one of the text.
        if closes && !walker.in_annex && !walker.out.entries.is_empty() {
            walker.out.closing.push(block);
            continue;
        }
        walker.block(block, blocks.peek().map(|(next, _)| next));
    }
    walker.out
}

#[derive(Default)]
struct OutlineBuilder {
    out: Outline,
    is_resolution: bool,
    /// Whether headings are bold.
    type_tells: bool,
    /// Whether unnumbered text is preambular: until the first number of a section.
    preamble: bool,
    /// After an annex heading or a declaration's title.
    in_appended_text: bool,
    /// After an annex heading.
    in_annex: bool,
    /// The last numbered paragraph of the first level, or the last text without number.
    top: Option<usize>,
    number: Option<u32>,
    number_indent: f32,
    lists: Vec<List>,
    /// What a subheading without number interrupted: the items below it may go on with it.
    interrupted: Option<Interrupted>,
    /// An opening phrase that stands alone over what it opens, as the International Telecommunication Union sets it:
    /// `resolves`, `instructs the Secretary-General`.
    opening_line: Option<usize>,
    /// Whether the last block of text ended with a colon, or was an opening line.
    after_colon: bool,
    /// Its indent.
    last_indent: f32,
    /// The last number of a heading that names no section.
    heading_number: Option<u32>,
    /// Whether a heading stood since the last number.
    heading_since: bool,
}

impl OutlineBuilder {
    fn block(&mut self, mut block: Block, next: Option<&Block>) {
        let text = block.text.as_str().trim();
        if is_organ_line(text) {
            self.preamble = true;
            let index = self.push(EntryKind::OrganLine, &mut block, None, None, 0);
            self.begin_part(index);
            return;
        }
        if block.kind == BlockKind::Table {
            self.push(EntryKind::Table, &mut block, None, None, 0);
            return;
        }
        let mut colon = announces(text);
        if self.heading(&mut block, next) {
            return;
        }
        if let Some(found) = self.label_of(&block) {
            self.resume_list(&found);
            self.numbered(&mut block, found);
        } else {
            let text = block.text.as_str().trim();
            let (opening, mood) = parse_opening(text).unzip();
            let is_opening_line = mood.is_some() && is_opening_line(text);
            if is_opening_line && mood == Some(ClauseKind::Operative) && !self.in_appended_text {
                self.preamble = false;
            }
            self.unlabelled(&mut block, next, mood);
            if is_opening_line {
                self.opening_line = self.out.entries.len().checked_sub(1);
                colon = true;
            }
            if let Some(entry) = self.out.entries.last_mut() {
                entry.opening = opening;
            }
        }
        self.interrupted = None;
        self.after_colon = colon;
        self.last_indent = block.indent;
    }

    fn push(
        &mut self,
        kind: EntryKind,
        block: &mut Block,
        mut label: Option<Label>,
        parent: Option<usize>,
        skip: usize,
    ) -> usize {
        let mut text = std::mem::take(&mut block.text).into_text();
        if let Some(label) = &mut label {
            let printed = text[..skip].trim().trim_start_matches(is_bracket);
            if printed != label.text {
                label.printed = printed.into();
            }
        }
        let start = text.len() - text[skip..].trim_start().len();
        // “[4 alt. Decides …]” loses its number, not its bracket, and “« 1° Les lampes” not its guillemet
        let mut brackets = String::new();
        for c in text[..start].chars().take_while(|&c| is_bracket(c)) {
            let is_space_in_quotation = c.is_whitespace() && brackets.ends_with('«');
            if !c.is_whitespace() || is_space_in_quotation {
                brackets.push(c);
            }
        }
        let shift = start - brackets.len();
        text.truncate(text.trim_end().len().max(start));
        let length = text.len() - start;
        text.replace_range(..start, &brackets);
        let mut marks = std::mem::take(&mut block.footnote_refs);
        marks.iter_mut().for_each(|mark| mark.offset = mark.offset.saturating_sub(shift).min(length));
        let place = block.location;
        let entry = Entry { kind, text, marks, place, label, parent, is_number_only: false, opening: None };
        self.out.entries.push(entry);
        self.out.entries.len() - 1
    }

    /// Whether the block is a heading; if so it is taken.
    fn heading(&mut self, block: &mut Block, next: Option<&Block>) -> bool {
        let text = block.text.as_str().trim();
        let marked = block.kind == BlockKind::Heading;
        let section = if marked { parse_heading_section(text) } else { parse_section_label(text) };
        let body = section.as_ref().map_or(text, |section| text[section.len..].trim());
        // a letter or number before a whole sentence numbers a paragraph (“A. whereas …;”)
        let sentence = ends_paragraph(body) && !body.ends_with('.')
            || body.len() > 250
            || (body.ends_with('.') && body.split_whitespace().count() > 14)
            || section.as_ref().is_some_and(|section| holds_text(section, block, self.out.entries.last(), next));
        if !marked && (section.is_none() || sentence) {
            if !self.looks_like_heading(block, next) {
                return false;
            }
            // the title under “Chapter II”, but not under “Annex”, which is a heading of its own
            if let Some(last) = self.out.entries.last_mut().filter(|last| last.awaits_title()) {
                last.text = text.to_owned();
                last.marks = block.footnote_refs.clone();
                return true;
            }
        }
        let kind = if self.starts_declaration(section.as_ref(), block, next) {
            EntryKind::DeclarationTitle
        } else {
            EntryKind::Heading(section.clone().map(Box::new))
        };
        let apart = kind == EntryKind::DeclarationTitle
            || section.as_ref().is_some_and(|section| section.kind == SectionKind::Annex);
        let label = if apart { None } else { self.heading_label(block, section.as_ref()) };
        let (label, skip) = label.map_or((None, 0), |(label, skip)| (Some(label), skip));
        if apart {
            self.in_appended_text = true;
            self.in_annex |= kind != EntryKind::DeclarationTitle;
            self.preamble = false;
            self.number = None;
        } else if section.is_some() && !self.in_appended_text {
            // a new section may have a preamble of its own, an article has none
            let is_article = section.as_ref().is_some_and(|section| section.kind == SectionKind::Article);
            self.preamble = self.is_resolution && !is_article;
        }
        if section.is_none() {
            self.heading_number = label.as_ref().map(|label| label.ordinal).or(self.heading_number);
        }
        let is_subheading = section.is_none() && kind != EntryKind::DeclarationTitle;
        let interrupted = is_subheading.then(|| self.interrupt(block.indent));
        let index = self.push(kind, block, label, None, skip);
        self.begin_part(index);
        self.interrupted = interrupted;
        true
    }

    /// What a list or a colon above a heading began does not go on below it.
    fn begin_part(&mut self, index: usize) {
        self.lists.clear();
        self.top = Some(index);
        self.heading_since = true;
        self.after_colon = false;
    }

    /// The block's number, unless the digit before it is none: an official text has no bullets of dashes in its
    /// sentences, and a number must have a place in a sequence.
    fn label_of(&self, block: &Block) -> Option<LabelMatch> {
        let text = block.text.as_str();
        if let Some(found) = parse_label(text) {
            return Some(found);
        }
        if self.is_below_opening_line()
            && let Some(found) = parse_unclosed_number(text)
        {
            return Some(found);
        }
        // “A. whereas …”
        let trimmed = text.trim_start();
        let section = parse_section_label(trimmed).filter(|section| section.len < trimmed.len())?;
        let numbers_text = [SectionKind::Letter, SectionKind::Roman, SectionKind::Section, SectionKind::Article];
        numbers_text.contains(&section.kind).then(|| LabelMatch {
            text: section.text,
            interpretations: vec![(NumberStyle::Section, section.ordinal)],
            len: section.len + text.len() - trimmed.len(),
            spaces_after: 1,
            part: None,
        })
    }

    /// A block with one number or several: each but the last becomes an entry without text.
    fn numbered(&mut self, block: &mut Block, mut found: LabelMatch) {
        let mut printed = EcoString::new();
        while let Some(inner) = parse_inner_label(block.text.as_str(), &found) {
            let mut outer = Block { footnote_refs: Vec::new(), ..block.clone() };
            block.text = outer.text.split_off(found.len);
            block.footnote_refs.iter_mut().for_each(|mark| mark.offset = mark.offset.saturating_sub(found.len));
            self.labelled(&mut outer, found);
            if let Some(entry) = self.out.entries.last_mut() {
                entry.is_number_only = true;
                let number = entry.label.as_ref().map(|label| label.printed.as_str()).unwrap_or_default();
                printed = eco_format!("{printed}{number} ");
            }
            self.after_colon = true;
            found = inner;
        }
        self.labelled(block, found);
        if let Some(label) = self.out.entries.last_mut().and_then(|entry| entry.label.as_mut()) {
            label.printed.insert_str(0, &printed);
        }
    }

    fn labelled(&mut self, block: &mut Block, found: LabelMatch) {
        let (form, ordinal) = found.interpretations[0];
        if form == NumberStyle::Section {
            let label = Label::new(found.text, form, ordinal);
            let section = parse_section_label(block.text.as_str().trim_start());
            self.preamble &= !section.is_some_and(|section| is_article(&section));
            let kind = if self.preamble { EntryKind::Preambular } else { EntryKind::Operative };
            self.start_top(kind, block, Some(label), found.len);
            return;
        }
        // “– having regard to the Treaty,”: the European Parliament sets its citations as a list
        let is_citation = || {
            let opening = parse_opening(block.text.as_str()[found.len..].trim());
            self.preamble && self.lists.is_empty() && opening.is_some_and(|(_, mood)| mood == ClauseKind::Preambular)
        };
        if found.part == Some(NamedPart::Preambular) || form == NumberStyle::Bullet && is_citation() {
            self.start_top(EntryKind::Preambular, block, Some(Label::new(found.text, form, ordinal)), found.len);
            return;
        }
        if form == NumberStyle::Number
            && !found.text.starts_with('(')
            && !self.is_below_opening_line()
            && !self.is_inner_number(ordinal, block)
        {
            let label = Label::new(found.text, form, ordinal);
            self.number = Some(ordinal);
            self.number_indent = block.indent;
            self.preamble = false;
            self.heading_since = false;
            self.start_top(EntryKind::Numbered, block, Some(label), found.len);
            return;
        }
        self.item(block, found);
    }

    /// Whether the list of an opening line goes on.
    fn is_below_opening_line(&self) -> bool {
        self.opening_line.is_some() && self.opening_line == self.top
    }

    fn start_top(&mut self, kind: EntryKind, block: &mut Block, label: Option<Label>, skip: usize) {
        let index = self.push(kind, block, label, None, skip);
        self.lists.clear();
        self.top = Some(index);
    }

    fn unlabelled(&mut self, block: &mut Block, next: Option<&Block>, mood: Option<ClauseKind>) {
        let text = block.text.as_str().trim();
        let small = starts_lowercase(text) && mood.is_none();
        let numbered_next = next.is_some_and(|next| {
            parse_label(next.text.as_str()).is_some_and(|label| label.interpretations[0] == (NumberStyle::Number, 1))
        });
        // set out under the paragraph (or item) that ended with a colon
        let announcing = self.announcing(block);
        let inner_of = announcing.or_else(|| match self.out.entries.last() {
            Some(last) if last.kind == EntryKind::Nested => last.parent,
            Some(_) if self.is_below_opening_line() && self.top == self.out.entries.len().checked_sub(1) => self.top,
            Some(last)
                if announces(&last.text)
                    && matches!(last.kind, EntryKind::Numbered | EntryKind::Item | EntryKind::Preambular) =>
            {
                Some(self.out.entries.len() - 1)
            }
            _ => None,
        });
        if !self.lists.is_empty() && small {
            let top = self.top;
            self.push(EntryKind::Continuation, block, None, top, 0);
            self.lists.clear();
            return;
        }
        if let Some(parent) = inner_of
            && mood.is_none()
            && !self.in_appended_text
        {
            self.push(EntryKind::Nested, block, None, Some(parent), 0);
            return;
        }
        let kind = match mood {
            _ if self.in_appended_text => EntryKind::Operative,
            Some(ClauseKind::Preambular) => EntryKind::Preambular,
            Some(ClauseKind::Operative) if numbered_next && ends_with_colon(text) && self.preamble => {
                EntryKind::Chapeau
            }
            Some(ClauseKind::Operative) => EntryKind::Operative,
            _ if self.preamble => EntryKind::Preambular,
            _ => EntryKind::Operative,
        };
        self.start_top(kind, block, None, 0);
    }
}
