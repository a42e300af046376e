//! The JSON contract as types, to write reports and to read them back.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Amendment, History, Movement, Open, Remark};
use crate::model;
use crate::model::{ChangeCounts, ChangeKind, Segment, Versions};

/// A report of travaux: how one resolution was read, or what changed between two.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(title = "travaux")]
pub enum Report<'a> {
    /// One resolution.
    Resolution(Box<Resolution<'a>>),
    /// Two resolutions.
    Comparison(Box<Comparison<'a>>),
    /// A changelog.
    Changelog(Changelog<'a>),
    /// A history of several versions.
    History(History<'a>),
    /// An amendment.
    Amendment(Amendment<'a>),
}

/// How one resolution was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Resolution<'a> {
    /// The contract and its version.
    #[schemars(extend("const" = "travaux/resolution/1"))]
    pub format: Cow<'a, str>,
    /// The symbol of the document.
    pub symbol: Option<Cow<'a, str>>,
    /// The title.
    pub title: Option<Cow<'a, str>>,
    /// The organ's line: `The General Assembly,`.
    pub opener: Option<Cow<'a, str>>,
    /// All fields of the header by name: `symbol`, `agenda_item`, `sponsors`, …
    pub header: BTreeMap<String, Cow<'a, str>>,
    /// The names of fields as printed, of those that name themselves: `Agenda items`, `Main submitter:`.
    pub header_names: BTreeMap<String, Vec<Cow<'a, str>>>,
    /// All paragraphs in order.
    pub paragraphs: Vec<Paragraph<'a>>,
    /// Lines that close the text: the meeting, its date, the vote.
    pub closing: Cow<'a, [String]>,
    /// The footnotes in order.
    pub footnotes: Vec<Footnote<'a>>,
    /// What is open, where the text is under negotiation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open: Option<Open<'a>>,
    /// Comments and tracked changes of authors, where the file has any.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub remarks: Vec<Remark<'a>>,
    /// What was taken out of the text; only where one resolution is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ledger: Option<Vec<LedgerEntry<'a>>>,
    /// Doubts.
    pub warnings: Vec<String>,
}

/// A paragraph, a subparagraph, a heading or a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Paragraph<'a> {
    /// `PP1`, `OP4(a)`, `Annex/2`; unique in its resolution.
    pub id: Cow<'a, str>,
    /// The part it stands in.
    pub part: model::Part,
    /// The number as printed.
    pub label: Option<Cow<'a, str>>,
    /// The id of the paragraph it belongs to.
    pub parent: Option<Cow<'a, str>>,
    /// Levels below a top-level paragraph.
    pub depth: usize,
    /// The clean running text.
    pub text: Cow<'a, str>,
    /// The words it opens with.
    pub opening: Option<Opening<'a>>,
    /// The footnote marks that stood in it.
    pub marks: Vec<Mark<'a>>,
    /// The page it begins on, counted from 1.
    pub page: Option<u32>,
    /// The line or block it begins on, counted from 1.
    pub line: Option<u32>,
}

/// The words a paragraph opens with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Opening<'a> {
    /// As they stand.
    pub text: Cow<'a, str>,
    /// The verb without its modifiers, in lower case.
    pub verb: Cow<'a, str>,
    /// The modifiers in lower case.
    pub modifiers: Cow<'a, [String]>,
}

/// A footnote mark that stood in the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Mark<'a> {
    /// As printed.
    pub mark: Cow<'a, str>,
    /// How many characters (Unicode code points) of the text stand before it.
    pub at: usize,
}

/// A footnote.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Footnote<'a> {
    /// As printed.
    pub mark: Cow<'a, str>,
    /// The text.
    pub text: Cow<'a, str>,
    /// The page, counted from 1.
    pub page: Option<u32>,
}

/// Something that stood on the page and is not part of the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LedgerEntry<'a> {
    /// What it was taken for: `running head`, `page number`, …
    pub taken: Cow<'a, str>,
    /// The text.
    pub text: Cow<'a, str>,
    /// The page, counted from 1.
    pub page: Option<u32>,
    /// The line or block, counted from 1.
    pub line: Option<u32>,
}

/// What changed between two resolutions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Comparison<'a> {
    /// The contract and its version.
    #[schemars(extend("const" = "travaux/comparison/1"))]
    pub format: Cow<'a, str>,
    /// The older side.
    pub before: Resolution<'a>,
    /// The newer side.
    pub after: Resolution<'a>,
    /// Every paragraph of both sides is in exactly one.
    pub changes: Vec<Change<'a>>,
    /// Paragraphs that are called differently now, neighbours joined into ranges.
    pub renumbering: Vec<Renumbering<'a>>,
    /// Header fields that differ, the organ's line among them.
    pub header_changes: Vec<FieldChange<'a>>,
    /// Closing lines that differ.
    pub closing_changes: Vec<FieldChange<'a>>,
    /// Footnotes that differ.
    pub footnote_changes: Vec<FieldChange<'a>>,
    /// What differs in typography only, in the order of the newer text.
    pub typographic_differences: Vec<TypographicDifference<'a>>,
    /// Pairs that were similar, but not enough to be matched.
    pub near_misses: Vec<NearMiss<'a>>,
    /// How what was open moved, where the texts are under negotiation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub negotiation: Option<Movement<'a>>,
    /// What it comes to.
    pub summary: Summary<'a>,
    /// Doubts about the comparison; those about the texts are in `before` and `after`.
    pub warnings: Vec<String>,
}

/// What happened to one paragraph, or to several that were split or merged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Change<'a> {
    /// `c1`, `c2`, … in the order of the newer text.
    pub id: String,
    /// What the reports for people cite it by: changes that are told count 1, 2, …; those that moved together share one.
    pub number: Option<usize>,
    /// What happened to the words.
    pub kind: ChangeKind,
    /// Ids in the older text.
    pub before: Vec<Cow<'a, str>>,
    /// Ids in the newer text.
    pub after: Vec<Cow<'a, str>>,
    /// Whether it is among the fewest words that must move for the order to change.
    pub moved: bool,
    /// Whether its printed number differs.
    pub renumbered: bool,
    /// How much it matters; nothing where the words are the same.
    pub significance: Option<model::Significance>,
    /// The phrases that changed. Offsets count Unicode characters in the texts of the paragraphs of that side, joined by
    /// one line feed.
    pub edits: Cow<'a, [model::Edit]>,
    /// Why it has that significance.
    pub reasons: Cow<'a, [model::Reason]>,
    /// How sure the match is, 0 to 1.
    pub confidence: f64,
    /// What the match rests on: `equal text`, `similar words`, …
    pub basis: Cow<'a, str>,
    /// The redline.
    pub segments: Cow<'a, [model::Segment]>,
}

/// A range of paragraphs that are called differently now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Renumbering<'a> {
    /// The first id of the range on each side.
    pub first: Versions<Cow<'a, str>>,
    /// The last id of the range on each side.
    pub last: Versions<Cow<'a, str>>,
    /// Whether the text prints the numbers; else the paragraphs are counted by their position.
    pub printed: bool,
}

/// A header field, closing line or footnote that differs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FieldChange<'a> {
    /// `sponsors`, `footnote 3 (old 2)`
    pub name: Cow<'a, str>,
    /// The older side.
    pub before: Option<Cow<'a, str>>,
    /// The newer side.
    pub after: Option<Cow<'a, str>>,
    /// What the texts do not show: that a footnote is referred to elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remark: Option<Cow<'a, str>>,
}

/// Two spellings that cannot differ in meaning, and where they stand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TypographicDifference<'a> {
    /// The least that shows the difference.
    pub before: Cow<'a, str>,
    /// The newer side.
    pub after: Cow<'a, str>,
    /// Where they stand.
    pub places: Vec<TypographicPlace<'a>>,
}

/// A paragraph, a header field or a footnote with such spellings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TypographicPlace<'a> {
    /// `OP5 (old OP4)`, `title`, `footnote 3 (old 2)`
    pub name: Cow<'a, str>,
    /// How often they differ there.
    pub count: usize,
}

/// Two paragraphs that were similar, but not enough to be matched.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NearMiss<'a> {
    /// The older side.
    pub before: Cow<'a, str>,
    /// The newer side.
    pub after: Cow<'a, str>,
    /// Weight of the words in common, 0 to 1.
    pub similarity: f64,
}

/// The counts, and the sentence made of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Summary<'a> {
    /// What it comes to, and the counts.
    pub verdict: String,
    /// The changes that a reader must know first.
    pub headlines: Cow<'a, [String]>,
    /// The counts.
    #[serde(flatten)]
    pub counts: ChangeCounts,
    /// How many header fields differ.
    pub header: usize,
    /// How many closing lines differ.
    pub closing: usize,
    /// How many footnotes differ.
    pub footnotes: usize,
}

/// The changelog of several steps in prose.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Changelog<'a> {
    /// The contract and its version.
    #[schemars(extend("const" = "travaux/changelog/1"))]
    pub format: Cow<'a, str>,
    /// What changed from the first version to the last, where there are three or more.
    pub overall: Option<Step>,
    /// One for each two versions that follow each other.
    pub steps: Vec<Step>,
}

/// What changed from one version to the next.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Step {
    /// What the two texts are called.
    pub names: Versions<String>,
    /// The subject and the dates: `Subject: Lighthouses`.
    pub about: Vec<String>,
    /// What it comes to, and the counts.
    pub verdict: String,
    /// The changes that a reader must know first.
    pub headlines: Vec<String>,
    /// The changes.
    pub sections: Vec<Section>,
    /// What differs in typography only: `" → “: PP1, PP3`.
    pub typographic_differences: Vec<String>,
    /// Doubts.
    pub warnings: Vec<String>,
}

/// A section of a changelog that has something to tell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// The changes under it.
    pub bullets: Vec<Bullet>,
}

/// One thing that changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Bullet {
    /// What the paragraph is called now.
    pub now: Option<String>,
    /// What it was called, where that differs or it is gone.
    pub old: Option<String>,
    /// The page it stands on, where the files have pages: `p. 3 (old p. 2)`.
    pub page: Option<String>,
    /// The change in a sentence.
    pub saying: String,
    /// The redline, where it shows the change better than the sentence.
    pub redline: Option<Vec<Segment>>,
    /// Doubts about it.
    pub tags: Vec<String>,
}
