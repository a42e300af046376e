//! A resolution as parsed: header, paragraphs with their numbers and ids, closing lines.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use ecow::EcoString;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Footnote, FootnoteRef, Language, LedgerEntry, Negotiation, SourceLocation, TextKey, Warning};

/// A resolution as parsed: its header, its paragraphs in order, and what surrounds them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Resolution {
    /// The language of the text.
    pub language: Language,
    /// What is printed above the text.
    pub header: Header,
    /// The organ's line: `The General Assembly,`.
    pub organ_line: Option<String>,
    /// Paragraphs, headings and tables in order.
    pub paragraphs: Vec<Paragraph>,
    /// Lines that close the text: the meeting, its date, the vote.
    pub closing: Vec<String>,
    /// Footnote references around the paragraphs.
    pub frame_refs: Vec<FrameFootnoteRef>,
    /// Footnotes in order.
    pub footnotes: Vec<Footnote>,
    /// What is open in it, where it is under negotiation.
    pub negotiation: Negotiation,
    /// What normalization removed from the text.
    pub ledger: Vec<LedgerEntry>,
    /// What was doubtful.
    pub warnings: Vec<Warning>,
}

/// A footnote reference around the paragraphs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameFootnoteRef {
    /// The mark as printed.
    pub marker: String,
    /// The part of the frame that it is in.
    pub part: FramePart,
    /// The text before it in its line.
    pub before: String,
}

/// A part of the frame: the text around the paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FramePart {
    /// The header.
    Header,
    /// The organ's line.
    OrganLine,
    /// The closing lines.
    Closing,
}

impl FramePart {
    /// The name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            FramePart::Header => "the header",
            FramePart::OrganLine => "the organ line",
            FramePart::Closing => "the closing lines",
        }
    }
}

/// The fields above the text, each as printed with its lines joined.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Header {
    /// The fields found.
    pub fields: BTreeMap<HeaderField, String>,
    /// What each field was put together from, in the order of the text.
    pub parts: BTreeMap<HeaderField, Vec<HeaderPart>>,
    /// The symbol of the draft that the text is based on, as its submission note says: `A/C.2/90/L.9`.
    pub base_draft: Option<String>,
}

/// One place in a header that belongs to a field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HeaderPart {
    /// The name of the field as printed, with its sign: `Agenda items`, `Main submitter:`; empty where none is.
    pub name: String,
    /// The text after the name.
    pub text: String,
}

/// A field of the header, in the order of a printed first page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum HeaderField {
    /// `United Nations / General Assembly`
    Masthead,
    /// `A/C.1/78/L.11`
    Symbol,
    /// `Limited`
    Distribution,
    /// `12 October 2023`
    Date,
    /// `English and Russian`
    OriginalLanguage,
    /// `Seventy-eighth session`
    Session,
    /// `First Committee`
    Committee,
    /// `94`, `13 and 75 (a)`
    AgendaItem,
    /// The title of the agenda item.
    ItemTitle,
    /// `Resolution adopted by the General Assembly on 2 November 2023 [on the report …]`
    Adoption,
    /// Who submits a draft: `Iraq`, `Norway and Peru`.
    Sponsors,
    /// What the paper is: `draft resolution`, `Draft resolution submitted by the Chair …`.
    Submission,
    /// The number before the title of an adopted resolution: `78/237`.
    Number,
    /// The title of the resolution.
    Title,
    /// Lines that no rule explains, separated by ` / `.
    Other,
    /// `The General Assembly,`: the line between header and text. A resolution has it in [`Resolution::organ_line`].
    OrganLine,
}

impl HeaderField {
    /// All fields, in the order of a printed first page.
    pub const ALL: [HeaderField; 16] = [
        HeaderField::Masthead,
        HeaderField::Symbol,
        HeaderField::Distribution,
        HeaderField::Date,
        HeaderField::OriginalLanguage,
        HeaderField::Session,
        HeaderField::Committee,
        HeaderField::AgendaItem,
        HeaderField::ItemTitle,
        HeaderField::Adoption,
        HeaderField::Sponsors,
        HeaderField::Submission,
        HeaderField::Number,
        HeaderField::Title,
        HeaderField::Other,
        HeaderField::OrganLine,
    ];

    /// The name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            HeaderField::Masthead => "masthead",
            HeaderField::Symbol => "symbol",
            HeaderField::Distribution => "distribution",
            HeaderField::Date => "date",
            HeaderField::OriginalLanguage => "original language",
            HeaderField::Session => "session",
            HeaderField::Committee => "committee",
            HeaderField::AgendaItem => "agenda item",
            HeaderField::ItemTitle => "agenda item title",
            HeaderField::Adoption => "adoption",
            HeaderField::Sponsors => "sponsors",
            HeaderField::Submission => "submission",
            HeaderField::Number => "number",
            HeaderField::Title => "title",
            HeaderField::Other => "other lines",
            HeaderField::OrganLine => "organ line",
        }
    }
}

impl Header {
    /// A field's text.
    pub fn get(&self, field: HeaderField) -> Option<&str> {
        self.fields.get(&field).map(String::as_str)
    }

    /// The fields by name, and the draft that the text is based on.
    pub fn named_fields(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let fields = self.fields.iter().map(|(field, text)| (field.name(), text.as_str()));
        fields.chain(self.base_draft.as_deref().map(|symbol| ("base draft", symbol)))
    }

    /// The names of a field as printed; empty ones are left out.
    pub fn names(&self, field: HeaderField) -> impl Iterator<Item = &str> {
        let parts = self.parts.get(&field).into_iter().flatten();
        parts.map(|part| part.name.as_str()).filter(|name| !name.is_empty())
    }

    /// The names of all fields that have any, by the name that programs know the field by: `agenda_item`.
    pub fn all_names(&self) -> BTreeMap<String, Vec<&str>> {
        let named = self.parts.keys().map(|field| (field.name().replace(' ', "_"), self.names(*field).collect()));
        named.filter(|(_, names): &(String, Vec<&str>)| !names.is_empty()).collect()
    }

    /// A field with its names, as printed.
    pub fn printed(&self, field: HeaderField) -> Option<String> {
        let parts = self.parts.get(&field)?;
        let printed = |part: &HeaderPart| format!("{} {}", part.name, part.text).trim().to_owned();
        Some(parts.iter().map(printed).collect::<Vec<_>>().join(" / "))
    }
}

/// The index of a paragraph in [`Resolution::paragraphs`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ParagraphIndex(pub usize);

impl ParagraphIndex {
    /// The paragraph below.
    pub(crate) fn next(self) -> ParagraphIndex {
        ParagraphIndex(self.0 + 1)
    }

    /// The paragraph above.
    pub(crate) fn previous(self) -> Option<ParagraphIndex> {
        self.0.checked_sub(1).map(ParagraphIndex)
    }
}

/// A value for each paragraph of a resolution.
impl<T> std::ops::Index<ParagraphIndex> for Vec<T> {
    type Output = T;

    fn index(&self, index: ParagraphIndex) -> &T {
        &self[index.0]
    }
}

impl<T> std::ops::IndexMut<ParagraphIndex> for Vec<T> {
    fn index_mut(&mut self, index: ParagraphIndex) -> &mut T {
        &mut self[index.0]
    }
}

impl std::ops::Index<ParagraphIndex> for Resolution {
    type Output = Paragraph;

    fn index(&self, index: ParagraphIndex) -> &Paragraph {
        &self.paragraphs[index.0]
    }
}

impl Resolution {
    /// The indices of all paragraphs.
    pub(crate) fn indices(&self) -> impl DoubleEndedIterator<Item = ParagraphIndex> + use<> {
        (0..self.paragraphs.len()).map(ParagraphIndex)
    }

    /// The paragraph that another one is a subparagraph of: what stands under a heading stands beside it.
    pub(crate) fn parent_paragraph(&self, paragraph: &Paragraph) -> Option<ParagraphIndex> {
        paragraph.parent.filter(|parent| self[*parent].part != Part::Heading)
    }

    /// Some paragraphs, each with the byte offset at which it begins in their texts joined by line feeds.
    pub(crate) fn with_offsets(
        &self,
        paragraphs: &[ParagraphIndex],
    ) -> impl Iterator<Item = (usize, ParagraphIndex, &Paragraph)> {
        paragraphs.iter().scan(0, |end, &index| {
            let paragraph = &self[index];
            let start = *end;
            *end += paragraph.text.len() + 1;
            Some((start, index, paragraph))
        })
    }

    /// All paragraphs with their indices.
    pub fn indexed(&self) -> impl DoubleEndedIterator<Item = (ParagraphIndex, &Paragraph)> + ExactSizeIterator {
        self.paragraphs.iter().enumerate().map(|(index, paragraph)| (ParagraphIndex(index), paragraph))
    }
}

/// The name of a paragraph, unique in its resolution: `PP3`, `OP4(a)(ii)`, `II/OP1`, `Annex/Article4/1(c)`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ParagraphId(pub EcoString);

impl ParagraphId {
    /// What stands before the last name: `II/` of `II/OP3`, nothing of `OP3`.
    pub(crate) fn section(&self) -> &str {
        self.0.rfind('/').map_or("", |slash| &self.0[..=slash])
    }
}

impl fmt::Display for ParagraphId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A paragraph, a subparagraph, a heading or a table. A paragraph with subparagraphs is its chapeau.
#[derive(Debug, Clone, PartialEq)]
pub struct Paragraph {
    /// Its name.
    pub id: ParagraphId,
    /// Which part of the resolution it belongs to.
    pub part: Part,
    /// What it does there beside the others of its part.
    pub role: ParagraphRole,
    /// Its number as printed, removed from the text.
    pub label: Option<Label>,
    /// The paragraph it belongs to; always an earlier one.
    pub parent: Option<ParagraphIndex>,
    /// Levels below a top-level paragraph: 0 for `OP4`, 1 for `OP4(a)`.
    pub depth: usize,
    /// The clean running text, without the number and the footnote references, single spaces.
    pub text: String,
    /// What the whole text is compared by, without stray spaces and hyphens.
    pub key: TextKey,
    /// The opening phrase, where there is one.
    pub opening: Option<Opening>,
    /// Footnote references by byte offset in the text.
    pub footnote_refs: Vec<FootnoteRef>,
    /// The numbers of paragraphs of the same resolution that the text refers to.
    pub cross_references: Vec<CrossReference>,
    /// Where it begins in the source.
    pub location: SourceLocation,
}

/// A reference to a numbered paragraph of the same resolution: the 5 of `paragraph 5 above`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrossReference {
    /// The bytes of the number in the text of the paragraph.
    pub number: Range<usize>,
    /// The paragraph that has this number, if there is one.
    pub target: Option<ParagraphIndex>,
}

impl Paragraph {
    /// A top-level paragraph with a text alone: no number, opening phrase, footnote reference or cross-reference.
    pub fn new(id: ParagraphId, part: Part, text: &str) -> Paragraph {
        Paragraph {
            id,
            part,
            role: ParagraphRole::default(),
            label: None,
            parent: None,
            depth: 0,
            text: text.to_owned(),
            key: TextKey::ignoring_spacing(text),
            opening: None,
            footnote_refs: Vec::new(),
            cross_references: Vec::new(),
            location: SourceLocation::default(),
        }
    }

    /// Whether it is a heading that consists of its number, as “Article 5” alone on its line.
    pub fn is_bare_number(&self) -> bool {
        self.part == Part::Heading && self.label.as_ref().is_some_and(|label| label.text == self.text)
    }

    /// The printed number of a top-level paragraph; `None` if it has none, or is numbered otherwise.
    pub(crate) fn number(&self) -> Option<&str> {
        let label = self.label.as_ref().filter(|label| label.style == NumberStyle::Number && self.depth == 0)?;
        Some(label.text.as_str())
    }

    /// The number that is printed before the text; `None` if the text is the number itself.
    pub fn label_before_text(&self) -> Option<&Label> {
        self.label.as_ref().filter(|label| label.text != self.text)
    }
}

/// Which part of a resolution a paragraph belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// The preamble.
    Preambular,
    /// The operative part.
    Operative,
    /// A heading, wherever it stands.
    Heading,
    /// A table, wherever it stands.
    Table,
    /// An annex.
    Annex,
    /// A declaration embedded in the resolution.
    Declaration,
}

/// What a paragraph does beside the others of its part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum ParagraphRole {
    /// It stands for itself.
    #[default]
    Clause,
    /// It goes on with the sentence of its parent behind the list: `OP4/tail`.
    Continuation,
    /// It introduces the operative paragraphs: `Resolves that:`
    Chapeau,
    /// It is the title of a declaration that the resolution adopts and then sets out.
    DeclarationTitle,
}

impl Part {
    /// Whether it is running text, neither heading nor table.
    pub fn is_text(self) -> bool {
        !matches!(self, Part::Heading | Part::Table)
    }
}

/// The number of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Label {
    /// As it is named, without the full stop after a number: `4`, `4 bis`, `(a)`, `II`, `Article 3`.
    pub text: EcoString,
    /// Its kind.
    pub style: NumberStyle,
    /// Its place in its sequence, counted from 1; 0 for bullets.
    pub ordinal: u32,
    /// As printed, with all its signs: `4.`, `a)`, `§ 4`.
    pub printed: EcoString,
}

impl Label {
    /// A number that is printed as it is shown.
    pub fn new(text: EcoString, style: NumberStyle, ordinal: u32) -> Label {
        Label { printed: text.clone(), text, style, ordinal }
    }

    /// The count in a number, and what an inserted paragraph adds to it: `4` and ` bis` of `4 bis`, `4` and `A` of `4A`.
    pub fn count_and_suffix(&self) -> (&str, &str) {
        let number = self.text.trim_matches(|sign: char| !sign.is_alphanumeric());
        let is_suffix = |sign: char| sign == ' ' || self.style == NumberStyle::Number && sign.is_alphabetic();
        let digits = number.trim_start_matches(|sign: char| !is_suffix(sign));
        match number.len() - digits.len() {
            0 => (number, ""),
            start => number.split_at(start),
        }
    }

    /// The signs before and after the number as printed: `(` and `)` of `(a)`, `§ ` and nothing of `§ 4`.
    pub fn signs(&self) -> (&str, &str) {
        let number = self.text.trim_matches(|sign: char| !sign.is_alphanumeric());
        let printed = self.printed.as_str();
        // “3 bis” may be printed as “3° bis”, and “3(a)” as “3. (a)”: then the first part is found
        let first = number.split(|sign: char| !sign.is_alphanumeric()).next().unwrap_or_default();
        let found = printed.rfind(number).map(|start| (start, number.len()));
        match found.or_else(|| Some((printed.find(first)?, first.len()))).filter(|(_, len)| *len > 0) {
            Some((start, len)) => (&printed[..start], &printed[start + len..]),
            None => ("", printed),
        }
    }
}

/// The kind of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumberStyle {
    /// `4`
    Number,
    /// `(a)`
    Letter,
    /// `(ii)`
    Roman,
    /// `•`, `–`
    Bullet,
    /// `II`, `B`, `Chapter IV`, `Article 3`, `Rule 7`
    Section,
}

/// The words a paragraph opens with: `Strongly condemns`, `Also takes note with appreciation`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// Its length in bytes, from the start of the text.
    pub len: usize,
    /// The verb without its modifiers, in lower case: `takes note with appreciation`.
    pub verb: EcoString,
    /// What comes before or within it, in lower case: `also`, `strongly`.
    pub modifiers: Vec<String>,
}
