//! Reports for programs: `travaux/resolution/1`, `travaux/comparison/1` and `travaux/changelog/1`.
//!
//! The structs are the contract: fields are added, never renamed, and [`schema`] is derived from them. Paragraphs are
//! named by their ids. Characters that could act on a terminal are written as `\u` escapes, which changes nothing for
//! a program and protects whoever prints the file.

mod changelog;

pub use changelog::changelog;

use std::collections::BTreeMap;
use std::fmt::Write;

use schemars::JsonSchema;
use serde::Serialize;

use super::view::{self, View};
use super::visible;
use crate::model;
use crate::model::{ChangeCounts, ChangeKind, Side, Versions};

/// How a report is set.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// What to call the two texts where their symbols do not tell them apart.
    pub names: Option<Versions<String>>,
}

/// Writes a resolution.
pub fn resolution(resolution: &model::Resolution) -> String {
    let ledger = resolution.ledger.iter().map(LedgerEntry::new).collect();
    to_json(&Resolution { ledger: Some(ledger), ..Resolution::new(resolution) })
}

/// Writes a comparison.
pub fn comparison(comparison: &model::Comparison, options: &Options) -> String {
    to_json(&Comparison::new(&View::new(comparison, options.names.as_ref())))
}

/// Writes the JSON Schema of the reports.
pub fn schema() -> String {
    to_json(&schemars::schema_for!(Report))
}

/// Indented, so that people can read it too.
fn to_json(value: &impl Serialize) -> String {
    // Serializing fails only for maps without string keys and for types that refuse; here are neither.
    let json = serde_json::to_string_pretty(value).unwrap_or_default();
    let mut out = String::with_capacity(json.len() + 1);
    let mut rest = json.as_str();
    while let Some(offset) = rest.find(visible::needs_escape) {
        let mut chars = rest[offset..].chars();
        out.push_str(&rest[..offset]);
        for unit in chars.next().into_iter().flat_map(|c| c.encode_utf16(&mut [0; 2]).to_vec()) {
            // Writing to a String cannot fail.
            let _ = write!(out, "\\u{unit:04x}");
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
    out.push('\n');
    out
}

/// A report of travaux: how one resolution was read, or what changed between two.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(title = "travaux")]
#[expect(dead_code, reason = "only its schema is used")]
enum Report<'a> {
    Resolution(Resolution<'a>),
    Comparison(Box<Comparison<'a>>),
    Changelog(changelog::Changelog),
}

/// How one resolution was read.
#[derive(Serialize, JsonSchema)]
struct Resolution<'a> {
    /// The contract and its version.
    #[schemars(extend("const" = "travaux/resolution/1"))]
    format: &'static str,
    symbol: Option<&'a str>,
    title: Option<&'a str>,
    /// The organ's line: `The General Assembly,`.
    opener: Option<&'a str>,
    /// All fields of the header by name: `symbol`, `agenda_item`, `sponsors`, …
    header: BTreeMap<String, &'a str>,
    /// The names of fields as printed, of those that name themselves: `Agenda items`, `Main submitter:`.
    header_names: BTreeMap<String, Vec<&'a str>>,
    paragraphs: Vec<Paragraph<'a>>,
    /// Lines that close the text: the meeting, its date, the vote.
    closing: &'a [String],
    footnotes: Vec<Footnote<'a>>,
    /// What was taken out of the text; only where one resolution is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    ledger: Option<Vec<LedgerEntry<'a>>>,
    warnings: Vec<String>,
}

/// A paragraph, a subparagraph, a heading or a table.
#[derive(Serialize, JsonSchema)]
struct Paragraph<'a> {
    /// `PP1`, `OP4(a)`, `Annex/2`; unique in its resolution.
    id: &'a str,
    part: model::Part,
    /// The number as printed.
    label: Option<&'a str>,
    /// The id of the paragraph it belongs to.
    parent: Option<&'a str>,
    /// Levels below a top-level paragraph.
    depth: usize,
    /// The clean running text.
    text: &'a str,
    opening: Option<Opening<'a>>,
    marks: Vec<Mark<'a>>,
    /// The page it begins on, counted from 1.
    page: Option<u32>,
    /// The line or block it begins on, counted from 1.
    line: Option<u32>,
}

/// The words a paragraph opens with.
#[derive(Serialize, JsonSchema)]
struct Opening<'a> {
    /// As they stand.
    text: &'a str,
    /// The verb without its modifiers, in lower case.
    verb: &'a str,
    modifiers: &'a [String],
}

/// A footnote mark that stood in the text.
#[derive(Serialize, JsonSchema)]
struct Mark<'a> {
    mark: &'a str,
    /// How many characters (Unicode code points) of the text stand before it.
    at: usize,
}

/// A footnote.
#[derive(Serialize, JsonSchema)]
struct Footnote<'a> {
    mark: &'a str,
    text: &'a str,
    page: Option<u32>,
}

/// Something that stood on the page and is not part of the text.
#[derive(Serialize, JsonSchema)]
struct LedgerEntry<'a> {
    /// What it was taken for: `running head`, `page number`, …
    taken: &'static str,
    text: &'a str,
    page: Option<u32>,
    line: Option<u32>,
}

/// What changed between two resolutions.
#[derive(Serialize, JsonSchema)]
struct Comparison<'a> {
    /// The contract and its version.
    #[schemars(extend("const" = "travaux/comparison/1"))]
    format: &'static str,
    before: Resolution<'a>,
    after: Resolution<'a>,
    /// Every paragraph of both sides is in exactly one.
    changes: Vec<Change<'a>>,
    /// Paragraphs that are called differently now, neighbours joined into ranges.
    renumbering: Vec<Renumbering<'a>>,
    /// Header fields that differ, the organ's line among them.
    header_changes: Vec<FieldChange<'a>>,
    /// Closing lines that differ.
    closing_changes: Vec<FieldChange<'a>>,
    footnote_changes: Vec<FieldChange<'a>>,
    /// What differs in typography only, in the order of the newer text.
    typographic_differences: Vec<TypographicDifference<'a>>,
    /// Pairs that were similar, but not enough to be matched.
    near_misses: Vec<NearMiss<'a>>,
    summary: Summary<'a>,
    /// Doubts about the comparison; those about the texts are in `before` and `after`.
    warnings: Vec<String>,
}

/// What happened to one paragraph, or to several that were split or merged.
#[derive(Serialize, JsonSchema)]
struct Change<'a> {
    /// `c1`, `c2`, … in the order of the newer text.
    id: String,
    /// What the reports for people cite it by: changes that are told count 1, 2, …; those that moved together share one.
    number: Option<usize>,
    kind: ChangeKind,
    /// Ids in the older text.
    before: Vec<&'a str>,
    /// Ids in the newer text.
    after: Vec<&'a str>,
    /// Whether it is among the fewest words that must move for the order to change.
    moved: bool,
    /// Whether its printed number differs.
    renumbered: bool,
    significance: Option<model::Significance>,
    /// The phrases that changed. Offsets count Unicode characters in the texts of the paragraphs of that side, joined by
    /// one line feed.
    edits: &'a [model::Edit],
    reasons: &'a [model::Reason],
    /// How sure the match is, 0 to 1.
    confidence: f64,
    /// What the match rests on: `equal text`, `similar words`, …
    basis: &'static str,
    segments: &'a [model::Segment],
}

/// A range of paragraphs that are called differently now.
#[derive(Serialize, JsonSchema)]
struct Renumbering<'a> {
    first: Versions<&'a str>,
    last: Versions<&'a str>,
}

/// A header field, closing line or footnote that differs.
#[derive(Serialize, JsonSchema)]
struct FieldChange<'a> {
    /// `sponsors`, `footnote 3 (old 2)`
    name: &'a str,
    before: Option<&'a str>,
    after: Option<&'a str>,
    /// What the texts do not show: that a footnote is referred to elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    remark: Option<&'a str>,
}

/// Two spellings that cannot differ in meaning, and where they stand.
#[derive(Serialize, JsonSchema)]
struct TypographicDifference<'a> {
    /// The least that shows the difference.
    before: &'a str,
    after: &'a str,
    places: Vec<TypographicPlace<'a>>,
}

/// A paragraph, a header field or a footnote with such spellings.
#[derive(Serialize, JsonSchema)]
struct TypographicPlace<'a> {
    /// `OP5 (old OP4)`, `title`, `footnote 3 (old 2)`
    name: &'a str,
    /// How often they differ there.
    count: usize,
}

/// Two paragraphs that were similar, but not enough to be matched.
#[derive(Serialize, JsonSchema)]
struct NearMiss<'a> {
    before: &'a str,
    after: &'a str,
    similarity: f64,
}

/// The counts, and the sentence made of them.
#[derive(Serialize, JsonSchema)]
struct Summary<'a> {
    /// What it comes to, and the counts.
    verdict: String,
    /// The changes that a reader must know first.
    headlines: &'a [String],
    #[serde(flatten)]
    counts: ChangeCounts,
    /// How many header fields differ.
    header: usize,
    /// How many closing lines differ.
    closing: usize,
    /// How many footnotes differ.
    footnotes: usize,
}

impl<'a> Resolution<'a> {
    fn new(resolution: &'a model::Resolution) -> Resolution<'a> {
        let header = &resolution.header;
        Resolution {
            format: "travaux/resolution/1",
            symbol: header.get(model::HeaderField::Symbol),
            title: header.get(model::HeaderField::Title),
            opener: resolution.organ_line.as_deref(),
            header_names: header.all_names(),
            header: header.fields.iter().map(|(field, text)| (field.name().replace(' ', "_"), text.as_str())).collect(),
            paragraphs: resolution.paragraphs.iter().map(|paragraph| Paragraph::new(resolution, paragraph)).collect(),
            closing: &resolution.closing,
            footnotes: resolution.footnotes.iter().map(Footnote::new).collect(),
            ledger: None,
            warnings: resolution.warnings.iter().map(ToString::to_string).collect(),
        }
    }
}

impl<'a> Paragraph<'a> {
    fn new(resolution: &'a model::Resolution, paragraph: &'a model::Paragraph) -> Paragraph<'a> {
        let text = paragraph.text.as_str();
        let characters = |end: usize| text.char_indices().take_while(|(offset, _)| *offset < end).count();
        let mark =
            |reference: &'a model::FootnoteRef| Mark { mark: &reference.marker, at: characters(reference.offset) };
        Paragraph {
            id: &paragraph.id.0,
            part: paragraph.part,
            label: paragraph.label.as_ref().map(|label| label.text.as_str()),
            parent: paragraph.parent.map(|parent| resolution[parent].id.0.as_str()),
            depth: paragraph.depth,
            text,
            opening: paragraph.opening.as_ref().map(|opening| Opening {
                text: text.get(..opening.len).unwrap_or_default(),
                verb: &opening.verb,
                modifiers: &opening.modifiers,
            }),
            marks: paragraph.footnote_refs.iter().map(mark).collect(),
            page: non_zero(paragraph.location.page),
            line: non_zero(paragraph.location.line),
        }
    }
}

impl<'a> Footnote<'a> {
    fn new(footnote: &'a model::Footnote) -> Footnote<'a> {
        Footnote { mark: &footnote.mark, text: &footnote.text, page: non_zero(footnote.location.page) }
    }
}

impl<'a> LedgerEntry<'a> {
    fn new(entry: &'a model::LedgerEntry) -> LedgerEntry<'a> {
        let (page, line) = (non_zero(entry.location.page), non_zero(entry.location.line));
        LedgerEntry { taken: entry.kind.name(), text: &entry.text, page, line }
    }
}

impl<'a> Comparison<'a> {
    fn new(view: &'a View<'a>) -> Comparison<'a> {
        let comparison = view.comparison;
        let texts = comparison.resolutions.as_ref();
        let id = |side: Side, index: model::ParagraphIndex| texts.get(side)[index].id.0.as_str();
        let ids = |side: Side, change: &'a model::Change| {
            change.paragraphs.get(side).iter().map(|&index| texts.get(side)[index].id.0.as_str()).collect()
        };
        let mut numbers = vec![None; comparison.changes.len()];
        for reported in view.changes() {
            numbers[reported.changes.clone()].fill(Some(reported.number));
        }
        let changes = comparison.changes.iter().enumerate().map(|(index, change)| Change {
            id: format!("c{}", index + 1),
            number: numbers[index],
            kind: change.kind,
            before: ids(Side::Before, change),
            after: ids(Side::After, change),
            moved: change.moved,
            renumbered: change.renumbered,
            significance: change.significance,
            edits: &change.edits,
            reasons: &change.reasons,
            confidence: round3(change.confidence),
            basis: change.basis.name(),
            segments: &change.segments,
        });
        Comparison {
            format: "travaux/comparison/1",
            before: Resolution::new(texts.before),
            after: Resolution::new(texts.after),
            changes: changes.collect(),
            renumbering: view
                .renumbering
                .iter()
                .map(|range| Renumbering {
                    first: range.first.as_ref().map(|id| id.0.as_str()),
                    last: range.last.as_ref().map(|id| id.0.as_str()),
                })
                .collect(),
            header_changes: view.header.iter().map(FieldChange::new).collect(),
            closing_changes: view.closing.iter().map(FieldChange::new).collect(),
            footnote_changes: view.footnotes.iter().map(FieldChange::new).collect(),
            typographic_differences: view.typography.rows.iter().map(TypographicDifference::new).collect(),
            near_misses: comparison
                .near_misses
                .iter()
                .map(|miss| NearMiss {
                    before: id(Side::Before, miss.paragraphs.before),
                    after: id(Side::After, miss.paragraphs.after),
                    similarity: round3(miss.similarity),
                })
                .collect(),
            summary: Summary {
                verdict: view.verdict.line(),
                headlines: &view.headlines,
                counts: view.counts,
                header: view.header.len(),
                closing: view.closing.len(),
                footnotes: view.footnotes.len(),
            },
            warnings: comparison.warnings.iter().map(ToString::to_string).collect(),
        }
    }
}

impl<'a> FieldChange<'a> {
    fn new(field: &'a super::view::FieldDiff) -> FieldChange<'a> {
        let values = field.values.as_ref().map(Option::as_deref);
        FieldChange { name: &field.name, before: values.before, after: values.after, remark: field.remark.as_deref() }
    }
}

impl<'a> TypographicDifference<'a> {
    fn new(row: &'a view::TypographyRow) -> TypographicDifference<'a> {
        let places = row.places.iter().map(|(name, count)| TypographicPlace { name, count: *count });
        TypographicDifference { before: &row.spellings.before, after: &row.spellings.after, places: places.collect() }
    }
}

/// A page or line, where there is one.
fn non_zero(number: u32) -> Option<u32> {
    (number > 0).then_some(number)
}

/// Three digits are more than any confidence means.
fn round3(share: f64) -> f64 {
    (share * 1000.0).round() / 1000.0
}
