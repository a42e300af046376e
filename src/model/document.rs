//! A document as read and normalized: blocks, footnotes, and the ledger of what was removed.

use serde::Serialize;

use super::{RemarkKind, StyledText};

/// A document as read: blocks in reading order, with what is known of their place and style.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// What the blocks stand for.
    pub block_unit: BlockUnit,
    /// Lines or paragraphs in reading order.
    pub blocks: Vec<Block>,
    /// Footnotes, in the order of their first mark where that is known.
    pub footnotes: Vec<Footnote>,
    /// Everything that was removed from the running text, in reading order.
    pub ledger: Vec<LedgerEntry>,
    /// What authors say in comments and tracked changes, in the order of the text.
    pub remarks: Vec<SourceRemark>,
    /// What was doubtful.
    pub warnings: Vec<Warning>,
}

/// A comment or a tracked change of an author in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRemark {
    /// What it is.
    pub kind: RemarkKind,
    /// Who makes it.
    pub author: String,
    /// The words that it is on: of a comment those it stands beside, else those inserted or deleted.
    pub words: String,
    /// What a comment says.
    pub text: String,
    /// The paragraph in which it begins.
    pub location: SourceLocation,
}

/// Whether a reader found paragraphs, or only lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BlockUnit {
    /// Each block is one printed line; paragraphs are still to be found.
    #[default]
    Line,
    /// Each block is one printed line, and its indent, width and gap are measured on the page, not counted in
    /// characters: half an empty line is a gap there.
    MeasuredLine,
    /// Each block is one paragraph of the source.
    Paragraph,
    /// Each block is one element of a structured source, which neither a page nor a conversion broke.
    Element,
}

impl BlockUnit {
    /// Whether paragraphs are still to be found.
    pub(crate) fn has_lines(self) -> bool {
        matches!(self, BlockUnit::Line | BlockUnit::MeasuredLine)
    }
}

/// One line or paragraph.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Block {
    /// What it is, as far as the format says so.
    pub kind: BlockKind,
    /// The characters, with their styles.
    pub text: StyledText,
    /// Distance of the first character from the page's left edge, in columns (1 column = half an em).
    pub indent: f32,
    /// Columns that a printed line takes; 0 for paragraphs.
    pub width: f32,
    /// Empty lines above it.
    pub lines_above: f32,
    /// Where it stood.
    pub location: SourceLocation,
    /// The paragraph of the source that a line belongs to, where its tags say so: lines of one have one number.
    pub source_paragraph: Option<u32>,
    /// Footnote references removed from the text, by byte offset.
    pub footnote_refs: Vec<FootnoteRef>,
}

/// What a block is, as far as the format says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BlockKind {
    /// Running text, or not known.
    #[default]
    Text,
    /// A heading.
    Heading,
    /// An item of a list, its number or bullet at the start of the text.
    Item,
    /// A table, one row a line, cells separated by ` | `.
    Table,
}

/// Where something stood in its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord, Serialize)]
pub struct SourceLocation {
    /// Page, counted from 1; 0 where the format has none.
    pub page: u32,
    /// Line or block, counted from 1.
    pub line: u32,
}

/// A footnote reference that stood in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FootnoteRef {
    /// Byte offset in the cleaned text.
    pub offset: usize,
    /// The mark as printed, without superscript: `1`, `*`.
    pub marker: String,
}

/// The mark of a footnote reference as it is printed in a line: `[1]`.
pub(crate) fn printed_mark(mark: &str) -> String {
    format!("[{mark}]")
}

/// A text with its footnote references printed in it, as `[1]`.
pub fn with_footnote_marks(text: &str, refs: &[FootnoteRef]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut start = 0;
    for mark in refs {
        out += text.get(start..mark.offset).unwrap_or_default();
        out += &printed_mark(&mark.marker);
        start = mark.offset.max(start);
    }
    out += text.get(start..).unwrap_or_default();
    out
}

/// A footnote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Footnote {
    /// The mark as printed, without superscript: `1`, `*`.
    pub mark: String,
    /// Its text, lines joined.
    pub text: String,
    /// Where it stood.
    pub location: SourceLocation,
}

/// Something that stood on the page and is not part of the running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerEntry {
    /// What it was taken for.
    pub kind: RemovalKind,
    /// The characters as they stood.
    pub text: String,
    /// Where it stood.
    pub location: SourceLocation,
}

impl LedgerEntry {
    /// An entry for what stood at a place.
    pub fn new(kind: RemovalKind, text: impl Into<String>, location: SourceLocation) -> LedgerEntry {
        LedgerEntry { kind, text: text.into(), location }
    }
}

/// What a removed piece was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum RemovalKind {
    /// `18-18418 (E) 071118`
    JobNumber,
    /// `*1818418*`
    Barcode,
    /// `2/4`, `Page 3`
    PageNumber,
    /// Symbol and title repeated at the head of a page.
    RunningHead,
    /// The rule above footnotes.
    Separator,
    /// A footnote, now among [`Document::footnotes`].
    Footnote,
    /// A footnote reference, now among [`Block::footnote_refs`].
    FootnoteMark,
    /// Emphasis, links and other mark-up around text that was kept.
    Markup,
    /// Control, zero-width and direction characters.
    Invisible,
    /// A hyphen at a line's end that the line break had made.
    LineHyphen,
    /// A space in a word that extraction had broken there, with the word.
    WordBreak,
    /// Logo text and the like.
    Ornament,
    /// A comment in the margin.
    Comment,
    /// Menus, banners and other parts of a web page around the text.
    Navigation,
    /// Text formatted so as not to be seen.
    Hidden,
    /// Text struck through by its formatting, not by a tracked change.
    Struck,
    /// A table of contents, which repeats headings and page numbers.
    TableOfContents,
    /// The reading printed above or beside a character (ruby).
    Ruby,
    /// What a file says of itself outside its text.
    Metadata,
    /// The description of a picture, chart or embedded object that is not read.
    Picture,
    /// A note that nothing in the text refers to.
    UnreferencedNote,
    /// The instruction of a field, of which the text has the result.
    FieldCode,
    /// Choices and buttons of a form that are not part of a sentence.
    Form,
    /// A line of columns set with tabs in which some columns are empty, as the tabs show them.
    Columns,
}

impl RemovalKind {
    /// Whether a difference in it makes two versions different, though it is no part of the text: its author wrote it
    /// for the readers of the text, openly or hidden. Menus of a page, tables of contents, the instructions of fields
    /// and the targets of links are not of that kind.
    pub fn is_seen(self) -> bool {
        matches!(
            self,
            RemovalKind::Hidden
                | RemovalKind::Struck
                | RemovalKind::Form
                | RemovalKind::Columns
                | RemovalKind::Ruby
                | RemovalKind::Picture
                | RemovalKind::UnreferencedNote
        )
    }

    /// The name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            RemovalKind::JobNumber => "job number",
            RemovalKind::Barcode => "barcode",
            RemovalKind::PageNumber => "page number",
            RemovalKind::RunningHead => "running head",
            RemovalKind::Separator => "footnote rule",
            RemovalKind::Footnote => "footnote",
            RemovalKind::FootnoteMark => "footnote mark",
            RemovalKind::Markup => "mark-up",
            RemovalKind::Invisible => "invisible character",
            RemovalKind::LineHyphen => "line-end hyphen",
            RemovalKind::WordBreak => "space within a word",
            RemovalKind::Ornament => "ornament",
            RemovalKind::Comment => "comment",
            RemovalKind::Navigation => "navigation",
            RemovalKind::Hidden => "hidden text",
            RemovalKind::Struck => "struck-through text",
            RemovalKind::TableOfContents => "table of contents",
            RemovalKind::Ruby => "ruby annotation",
            RemovalKind::Metadata => "metadata",
            RemovalKind::Picture => "picture or object",
            RemovalKind::UnreferencedNote => "note without a reference",
            RemovalKind::FieldCode => "field code",
            RemovalKind::Form => "form control",
            RemovalKind::Columns => "line of columns",
        }
    }
}

/// Something a person should check, said in one sentence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Warning {
    /// The sentence.
    pub text: String,
    /// Where in the source, if anywhere.
    pub location: SourceLocation,
    /// Whether it doubts that the two files are what they were taken for: swapped, or unrelated.
    pub doubts_pair: bool,
}

impl Warning {
    /// A warning about the document as a whole.
    pub fn new(text: impl Into<String>) -> Warning {
        Warning { text: text.into(), location: SourceLocation::default(), doubts_pair: false }
    }

    /// A doubt whether the two files are two versions of one text, in order.
    pub fn about_pair(text: impl Into<String>) -> Warning {
        Warning { doubts_pair: true, ..Warning::new(text) }
    }

    /// A warning about one place.
    pub fn at(place: SourceLocation, text: impl Into<String>) -> Warning {
        Warning { location: place, ..Warning::new(text) }
    }
}

impl std::fmt::Display for SourceLocation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.page, self.line) {
            (0, 0) => write!(f, "the document"),
            (0, line) => write!(f, "line {line}"),
            (page, 0) => write!(f, "page {page}"),
            (page, line) => write!(f, "page {page}, line {line}"),
        }
    }
}

impl std::fmt::Display for Warning {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.location == SourceLocation::default() {
            write!(f, "{}", self.text)
        } else {
            write!(f, "{}: {}", self.location, self.text)
        }
    }
}
