//! The lines above the text → header fields.
//!
//! The order of a printed first page is fixed: masthead (symbol, distribution, date, language), session, committee,
//! agenda item with its title, then sponsors or the adoption lines, then the title of the resolution. Two columns of
//! a layout line are separated by three spaces or more. A line that no rule explains is kept as such.

mod fields;
mod groups;

use self::fields::{as_printed, continues, match_field, named_field, names_session, numbered_title};
use self::groups::{Group, take_title};
use super::marks_of;
use crate::lexicon::{
    ClauseKind, PhraseList, Submission, is_symbol, names_draft, parse_label, parse_opening, parse_section_label,
    split_sponsors, submission, text_start,
};
use crate::model::{
    Block, BlockKind, Document, FrameFootnoteRef, FramePart, Header, HeaderField, HeaderPart, LedgerEntry, RemovalKind,
    SourceLocation,
};
use crate::text::{level_separators, single_spaced};

/// What stood above the text.
pub(super) struct FrontMatter {
    pub(super) header: Header,
    pub(super) organ_line: Option<String>,
    /// Footnote references of the header and of the organ's line.
    pub(super) footnote_refs: Vec<FrameFootnoteRef>,
    /// Headings that stood above the organ's line: `A`, `Budget appropriations`.
    pub(super) headings: Vec<Block>,
}

/// Takes the header blocks off a document.
pub(super) fn take_front_matter(document: &mut Document) -> FrontMatter {
    let start = text_start(&document.blocks, |block| (block.text.as_str(), block.lines_above));
    let end = start.map_or_else(|| header_end(&document.blocks), |start| start.first);
    let mut rest = document.blocks.split_off(end.min(document.blocks.len()));
    let mut lines = std::mem::take(&mut document.blocks);
    let mut opener = None;
    let mut marks: Vec<FrameFootnoteRef> = Vec::new();
    if let Some(organ) = start.and_then(|start| start.organ) {
        let mut index = organ - end;
        let line = rest.remove(index);
        marks.extend(marks_of(&line, FramePart::OrganLine));
        let printed = line.text.as_str().trim();
        let mut words = printed.trim_matches(['*', '_']).trim().to_owned();
        let entry = || LedgerEntry::new(RemovalKind::Markup, printed, line.location);
        document.ledger.extend((words.len() < printed.len()).then(entry));
        // “Now, therefore,” between a preamble and the organ's line is part of that line
        if index > 0 && leads_to_organ(rest[index - 1].text.as_str()) {
            index -= 1;
            let lead = rest.remove(index);
            marks.extend(marks_of(&lead, FramePart::OrganLine));
            words = format!("{} {words}", lead.text.as_str().trim());
        }
        opener = Some(words);
    }
    document.blocks = rest;
    let first = start.filter(|start| start.organ == Some(end));
    let headings = first.map_or_else(Vec::new, |_| part_headings(&mut lines));
    marks.extend(lines.iter().flat_map(|line| marks_of(line, FramePart::Header)));
    let mut fields = Fields::default();
    for line in split_columns(&lines) {
        fields.push_line(line);
    }
    let (header, mut ledger) = fields.finish();
    document.ledger.append(&mut ledger);
    FrontMatter { header, organ_line: opener, footnote_refs: marks, headings }
}

/// `Now, therefore,`: few words with a comma that are no paragraph of their own.
fn leads_to_organ(text: &str) -> bool {
    let text = text.trim();
    text.ends_with([',', '،', '，']) && text.split_whitespace().count() <= 4 && parse_opening(text).is_none()
}

/// Where the header of a text without organ line ends: before the first paragraph, if a symbol or session shows
/// that there is a header at all, or if a single title line stands there.
fn header_end(blocks: &[Block]) -> usize {
    let named = blocks.iter().take_while(|block| named_field(block.text.as_str()).is_some()).count();
    named + unnamed_header_end(&blocks[named..])
}

fn unnamed_header_end(blocks: &[Block]) -> usize {
    let opens = |block: &Block| {
        let text = block.text.as_str();
        matches!(parse_opening(text), Some((_, ClauseKind::Preambular)))
            || parse_label(text).is_some()
            || parse_section_label(text).is_some()
    };
    let first = blocks.iter().position(opens).unwrap_or(0);
    let official = |block: &Block| {
        let text = block.text.as_str();
        let has_start = |text: &str| PhraseList::HeaderStart.strip_start(text).is_some();
        text.split("  ").map(str::trim).any(has_start) || names_session(text) || is_symbol(&level_separators(text))
    };
    // "After operative paragraph 3, insert …": an amendment of one unnumbered paragraph under a full header
    let set = |block: &&Block| block.text.as_str().ends_with([':', ';', '.']) && block.text.as_str().len() > 60;
    if blocks.iter().take(first.max(30)).any(official) {
        let sentence = blocks.iter().position(|block| set(&block) && !names_draft(block.text.as_str()));
        return if first == 0 { sentence.unwrap_or(0) } else { first.min(sentence.unwrap_or(first)) };
    }
    let title = |block: &Block| !block.text.as_str().ends_with(['.', ';', ',', ':']) && block.kind != BlockKind::Table;
    if first == 1 && title(&blocks[0]) { 1 } else { 0 }
}

/// `A` / `Budget appropriations for 2026` right above the organ's line belong to the text, not to the header.
fn part_headings(lines: &mut Vec<Block>) -> Vec<Block> {
    let from = lines.len().saturating_sub(4);
    let index = (from..lines.len()).find(|index| {
        let text = lines[*index].text.as_str();
        text.len() <= 4 && parse_section_label(text).is_some()
    });
    index.map_or_else(Vec::new, |index| lines.split_off(index))
}

/// One cell of a header line.
struct Cell {
    text: String,
    lines_above: f32,
    place: SourceLocation,
}

fn split_columns(lines: &[Block]) -> Vec<Cell> {
    let mut out = Vec::new();
    for block in lines {
        for (index, part) in block.text.as_str().split("   ").map(str::trim).filter(|part| !part.is_empty()).enumerate()
        {
            let lines_above = if index == 0 { block.lines_above } else { 0.0 };
            let text = single_spaced(part);
            out.push(Cell { text, lines_above, place: block.location });
        }
    }
    out
}

/// The symbol that the submission note of a draft names: that of the draft which it is based on.
fn base_draft(note: &str) -> Option<String> {
    let is_draft = submission(note) == Some(Submission::Draft);
    let words = note.split_whitespace().map(|word| word.trim_matches(['(', ')', ',', '.', '*']));
    words.filter(|_| is_draft).find(|word| is_symbol(&level_separators(word))).map(str::to_owned)
}

#[derive(Default)]
struct Fields {
    header: Header,
    /// Which field the next plain line goes on with.
    open: Option<HeaderField>,
    /// Lines since the last field that was recognised, by groups between empty lines.
    groups: Vec<Group>,
    /// Lines that say again what a field says already.
    ledger: Vec<LedgerEntry>,
}

impl Fields {
    fn push_line(&mut self, cell: Cell) {
        let text = cell.text.as_str();
        let level = level_separators(text);
        if let Some((number, title)) = numbered_title(&level) {
            self.close_groups();
            self.set(HeaderField::Number, number.to_owned(), cell.place);
            if !title.is_empty() {
                self.set(HeaderField::Title, as_printed(title, text), cell.place);
            }
            self.open = Some(HeaderField::Title);
            return;
        }
        let field = match_field(&level, &self.header);
        // the draft that an amendment is about, or on the basis of which a draft was written, is named in the note
        let is_in_note = || is_symbol(&level) || matches!(field, Some((HeaderField::Submission, _)));
        if self.open == Some(HeaderField::Submission) && cell.lines_above == 0.0 && is_in_note() {
            self.append(HeaderField::Submission, text, cell.place);
            return;
        }
        if let Some((field, value)) = field {
            if field == HeaderField::Submission {
                self.push_note(&cell);
            } else {
                // a date may stand between a title and the text
                if field != HeaderField::Date {
                    self.close_groups();
                }
                // a symbol is a name that is looked up, so it is kept in its plain form
                let value = if field == HeaderField::Symbol { value } else { as_printed(&value, text) };
                let name = text.strip_suffix(value.as_str()).unwrap_or_default().trim().to_owned();
                self.set_named(field, name, value, cell.place);
            }
            let amends = || self.header.get(field).and_then(submission) == Some(Submission::Amendment);
            self.open = (continues(field, &level) || field == HeaderField::Submission && amends()).then_some(field);
            return;
        }
        match self.open {
            Some(field) if cell.lines_above == 0.0 || field == HeaderField::Adoption && text.starts_with('[') => {
                self.append(field, text, cell.place)
            }
            // where lines are measured, the paragraphs of a title are half a line apart
            Some(HeaderField::ItemTitle) if cell.lines_above < 0.75 => {
                self.append(HeaderField::ItemTitle, text, cell.place)
            }
            // a typed header has an empty line between any two: the first line after the item is its title
            Some(HeaderField::AgendaItem) => {
                self.set(HeaderField::ItemTitle, text.to_owned(), cell.place);
                self.open = Some(HeaderField::ItemTitle);
            }
            _ => {
                self.open = None;
                match self.groups.last_mut() {
                    Some(group) if cell.lines_above == 0.0 => group.lines.push(cell.text),
                    _ => self.groups.push(Group { place: cell.place, lines: vec![cell.text] }),
                }
            }
        }
    }

    fn append(&mut self, field: HeaderField, text: &str, place: SourceLocation) {
        let field = if field == HeaderField::AgendaItem { HeaderField::ItemTitle } else { field };
        self.open = Some(field);
        if let Some(part) = self.header.parts.get_mut(&field).and_then(|parts| parts.last_mut()) {
            part.text.push_str(if part.text.is_empty() { "" } else { " " });
            part.text.push_str(text);
        }
        match self.header.fields.get_mut(&field) {
            Some(value) if value.is_empty() => value.push_str(text),
            Some(value) => {
                value.push(' ');
                value.push_str(text);
            }
            None => self.set(field, text.to_owned(), place),
        }
    }

    /// Gives a field its value. A second value is appended, so that no line is lost; one that the field has already
    /// goes to the ledger.
    fn set(&mut self, field: HeaderField, value: String, place: SourceLocation) {
        self.set_named(field, String::new(), value, place);
    }

    /// The same of a value with the name of the field before it. Two names of one field may say different things, as
    /// who submits a paper and who supports it.
    fn set_named(&mut self, field: HeaderField, name: String, value: String, place: SourceLocation) {
        let parts = self.header.parts.entry(field).or_default();
        if !parts.iter().any(|part| part.name == name && part.text == value) {
            parts.push(HeaderPart { name, text: value.clone() });
        }
        match self.header.fields.get_mut(&field) {
            None => {
                self.header.fields.insert(field, value);
            }
            Some(known) if *known != value => {
                known.push_str(" / ");
                known.push_str(&value);
            }
            Some(_) => self.ledger.push(LedgerEntry::new(RemovalKind::RunningHead, value, place)),
        }
    }

    /// Appends a group of plain lines to a field.
    fn set_group(&mut self, field: HeaderField, group: Group) {
        self.set(field, group.lines.join(" "), group.place);
    }

    /// A submission note, with the list of sponsors above it, which may end in the middle of a line.
    fn push_note(&mut self, cell: &Cell) {
        let text = cell.text.as_str();
        // a paper has one submission note, so what stands above a second one is no list of sponsors
        let is_first = self.header.get(HeaderField::Submission).is_none();
        let is_list = |group: &mut Group| {
            is_first && (cell.lines_above == 0.0 || group.ends_with_colon() || split_sponsors(text).is_some())
        };
        let list = self.groups.pop_if(is_list);
        self.close_groups();
        let lines = list.as_ref().map_or(&[][..], |group| &group.lines);
        let note = lines.iter().map(String::as_str).chain([text]).collect::<Vec<_>>().join(" ");
        let place = list.as_ref().map_or(cell.place, |group| group.place);
        match (split_sponsors(&note), list) {
            (Some((sponsors, note)), _) => {
                self.set(HeaderField::Sponsors, sponsors.to_owned(), place);
                self.set(HeaderField::Submission, note.to_owned(), cell.place);
            }
            (None, list) => {
                list.into_iter().for_each(|group| self.set_sponsors(group));
                self.set(HeaderField::Submission, text.to_owned(), cell.place);
            }
        }
    }

    /// Plain lines before a recognised one.
    fn close_groups(&mut self) {
        for group in std::mem::take(&mut self.groups) {
            self.set_group(HeaderField::Other, group);
        }
    }

    fn set_sponsors(&mut self, group: Group) {
        let names = group.lines.join(" ");
        self.set(HeaderField::Sponsors, names.trim_end_matches([':', '：', ' ', '\u{a0}']).to_owned(), group.place);
    }

    fn finish(mut self) -> (Header, Vec<LedgerEntry>) {
        let mut groups = std::mem::take(&mut self.groups);
        // “Iraq:” above the text: who submits it
        let sponsors = groups.pop_if(|group| group.ends_with_colon());
        // a title with a number is known already
        let title = if self.header.get(HeaderField::Title).is_none() { take_title(&mut groups) } else { None };
        for group in groups {
            self.set_group(HeaderField::Other, group);
        }
        if let Some(group) = title {
            self.set_group(HeaderField::Title, group);
        }
        if let Some(group) = sponsors {
            self.set_sponsors(group);
        }
        self.header.base_draft = self.header.get(HeaderField::Submission).and_then(base_draft);
        (self.header, self.ledger)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::StyledText;

    fn header(lines: &[(&str, f32)]) -> FrontMatter {
        let block =
            |(text, gap): &(&str, f32)| Block { text: StyledText::plain(*text), lines_above: *gap, ..Block::default() };
        let mut document = Document { blocks: lines.iter().map(block).collect(), ..Document::default() };
        take_front_matter(&mut document)
    }

    #[test]
    fn a_draft() {
        let head = header(&[
            ("United Nations               A/C.1/90/L.62", 0.0),
            ("General Assembly             Distr.: Limited", 0.0),
            ("12 October 2035", 0.0),
            ("Ninetieth session", 3.0),
            ("First Committee", 0.0),
            ("Agenda item 99 (m)", 0.0),
            ("General and complete disarmament:", 0.0),
            ("lighthouses", 0.0),
            ("Ireland, Kenya, Lesotho and", 2.0),
            ("Peru: draft resolution", 0.0),
            ("Lighthouse keeping in a", 1.0),
            ("changing world", 0.0),
            ("The General Assembly,", 1.0),
        ]);
        for (field, value) in [
            (HeaderField::Symbol, "A/C.1/90/L.62"),
            (HeaderField::Distribution, "Limited"),
            (HeaderField::Date, "12 October 2035"),
            (HeaderField::Session, "Ninetieth session"),
            (HeaderField::Committee, "First Committee"),
            (HeaderField::AgendaItem, "99 (m)"),
            (HeaderField::ItemTitle, "General and complete disarmament: lighthouses"),
            (HeaderField::Sponsors, "Ireland, Kenya, Lesotho and Peru"),
            (HeaderField::Submission, "draft resolution"),
            (HeaderField::Title, "Lighthouse keeping in a changing world"),
        ] {
            assert_eq!(head.header.get(field), Some(value), "{}", field.name());
        }
        assert_eq!(head.organ_line.as_deref(), Some("The General Assembly,"));
    }

    #[test]
    fn sponsors_and_dates_are_no_titles() {
        let head =
            header(&[("Lamps of the coast", 0.0), ("Iraq and", 1.0), ("Peru:", 0.0), ("The General Assembly,", 1.0)]);
        assert_eq!(head.header.get(HeaderField::Sponsors), Some("Iraq and Peru"));
        assert_eq!(head.header.get(HeaderField::Title), Some("Lamps of the coast"));
        let head = header(&[("Lamps of the coast", 0.0), ("12 October 2035", 1.0), ("The General Assembly,", 1.0)]);
        assert_eq!(head.header.get(HeaderField::Date), Some("12 October 2035"));
        assert_eq!(head.header.get(HeaderField::Title), Some("Lamps of the coast"));
    }

    #[test]
    fn a_note_names_the_draft_that_the_text_is_based_on() {
        let by_chair = "Draft resolution submitted by the Chair of the Committee, Ada Lund (Norway),";
        for (second_line, expected) in [
            ("on the basis of informal consultations on draft resolution A/C.2/90/L.9", Some("A/C.2/90/L.9")),
            (
                "on the basis of informal consultations on draft resolution A/C.2/90/L.9/Rev.1*",
                Some("A/C.2/90/L.9/Rev.1"),
            ),
            ("following informal consultations", None),
        ] {
            let lines =
                [(by_chair, 0.0), (second_line, 0.0), ("Lamps of the coast", 1.0), ("The General Assembly,", 1.0)];
            let head = header(&lines);
            assert_eq!(head.header.base_draft.as_deref(), expected, "{second_line}");
            let note = format!("{by_chair} {second_line}");
            assert_eq!(head.header.get(HeaderField::Submission), Some(note.as_str()));
            assert_eq!(head.header.get(HeaderField::Title), Some("Lamps of the coast"), "{second_line}");
        }
        for lines in [
            &["Norway: amendment to draft resolution A/90/L.3"][..],
            &["Norway: amendment to", "draft resolution A/90/L.3"],
        ] {
            let lines = lines.iter().map(|line| (*line, 0.0));
            let lines: Vec<_> = lines.chain([("Lamps of the coast", 1.0), ("The General Assembly,", 1.0)]).collect();
            let amendment = header(&lines).header;
            assert_eq!(amendment.base_draft, None);
            assert_eq!(amendment.get(HeaderField::Sponsors), Some("Norway"));
            assert_eq!(amendment.get(HeaderField::Submission), Some("amendment to draft resolution A/90/L.3"));
        }
    }

    #[test]
    fn no_line_is_lost() {
        let head = header(&[
            ("Norway: draft resolution", 0.0),
            ("Revised text of 4 May", 1.0),
            ("Finland: revised draft resolution", 1.0),
            ("89/65. Lamps", 1.0),
            ("A shared duty", 1.0),
            ("The General Assembly,", 1.0),
        ]);
        for (field, value) in [
            (HeaderField::Sponsors, "Norway / Finland"),
            (HeaderField::Submission, "draft resolution / revised draft resolution"),
            (HeaderField::Number, "89/65"),
            (HeaderField::Title, "Lamps"),
            (HeaderField::Other, "Revised text of 4 May / A shared duty"),
        ] {
            assert_eq!(head.header.get(field), Some(value), "{}", field.name());
        }
    }

    #[test]
    fn separators_of_any_kind() {
        let head = header(&[
            ("United\u{2009}Nations               A／C.1/90/L.62", 0.0),
            ("Distr.:\u{202f}Limited", 0.0),
            ("Ninety‑ninth session", 3.0),
            ("89/65.\u{2007}Lamps", 1.0),
            ("The\u{a0}General\u{a0}Assembly,", 1.0),
        ]);
        for (field, value) in [
            (HeaderField::Masthead, "United Nations"),
            (HeaderField::Symbol, "A/C.1/90/L.62"),
            (HeaderField::Distribution, "Limited"),
            (HeaderField::Session, "Ninety‑ninth session"),
            (HeaderField::Number, "89/65"),
            (HeaderField::Title, "Lamps"),
        ] {
            assert_eq!(head.header.get(field), Some(value), "{}", field.name());
        }
    }

    #[test]
    fn an_adopted_text() {
        let head = header(&[
            ("Resolution adopted by the General Assembly", 0.0),
            ("on 2 December 2034", 0.0),
            ("[on the report of the First Committee (A/89/409)]", 0.0),
            ("89/65.   Lighthouse", 1.0),
            ("keeping", 0.0),
            ("The General Assembly,", 1.0),
        ]);
        assert_eq!(head.header.get(HeaderField::Number), Some("89/65"));
        assert_eq!(head.header.get(HeaderField::Title), Some("Lighthouse keeping"));
        assert_eq!(
            head.header.get(HeaderField::Adoption),
            Some(
                "Resolution adopted by the General Assembly on 2 December 2034 [on the report of the First Committee (A/89/409)]"
            )
        );
    }
}
