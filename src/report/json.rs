//! Reports for programs: `travaux/resolution/1`, `travaux/comparison/1`, `travaux/changelog/1`,
//! `travaux/history/1` and `travaux/amendment/1`.
//!
//! The types are the contract: fields are added, never renamed, and [`schema`] is derived from them. A report can be read
//! back as a [`Report`] or as the type that it is known to have. Paragraphs are named by their ids. Characters that could
//! act on a terminal are written as `\u` escapes, which changes nothing for a program and protects whoever prints the
//! file.
//!
//! ```
//! use travaux::model::Versions;
//! use travaux::report::json;
//!
//! let text = |verb| format!("The General Assembly,\n\n1. {verb} the report on lighthouses;\n\n2. Decides to meet.");
//! let versions = Versions::new(text("Requests"), text("Invites"));
//! let comparison = travaux::compare(versions.map(|text| travaux::resolution(text.as_bytes()).unwrap()));
//! let written = json::comparison(&comparison, &json::Options::default());
//!
//! let read: json::Comparison = serde_json::from_str(&written)?;
//! assert_eq!(read.changes[0].before, ["OP1"]);
//! # Ok::<(), serde_json::Error>(())
//! ```

mod amendment;
mod changelog;
mod history;
mod negotiation;
mod types;

pub use amendment::{Amendment, AmendmentAction, AmendmentInstruction, AmendmentItem, AmendmentParagraph, amendment};
pub use changelog::changelog;
pub use history::{Clause, Event, Gone, History, Origin, Row, Span, Version, VersionStep, history};
pub use negotiation::{Bracket, Movement, Open, Proposal, Remark, Reopened, Resolved, TextOption};
pub use types::{
    Bullet, Change, Changelog, Comparison, FieldChange, Footnote, LedgerEntry, Mark, NearMiss, Opening, Paragraph,
    Renumbering, Report, Resolution, Section, Step, Summary, TypographicDifference, TypographicPlace,
};

use serde::Serialize;

use super::view::{self, View};
use super::visible;
use crate::model;
use crate::model::{Side, Versions};

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
    // Cannot fail: string keys only, no custom `Serialize` impls.
    let json = serde_json::to_string_pretty(value).unwrap_or_default();
    let mut out = String::new();
    for c in json.chars() {
        match c {
            c if visible::needs_escape(c) => {
                out.extend(c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
            }
            c => out.push(c),
        }
    }
    out + "\n"
}

impl<'a> Resolution<'a> {
    fn new(resolution: &'a model::Resolution) -> Resolution<'a> {
        let header = &resolution.header;
        let names =
            header.all_names().into_iter().map(|(field, names)| (field, names.into_iter().map(Into::into).collect()));
        Resolution {
            format: "travaux/resolution/1".into(),
            symbol: header.get(model::HeaderField::Symbol).map(Into::into),
            title: header.get(model::HeaderField::Title).map(Into::into),
            opener: resolution.organ_line.as_ref().map(Into::into),
            header_names: names.collect(),
            header: header.named_fields().map(|(name, text)| (name.replace(' ', "_"), text.into())).collect(),
            paragraphs: resolution.paragraphs.iter().map(|paragraph| Paragraph::new(resolution, paragraph)).collect(),
            closing: resolution.closing.as_slice().into(),
            footnotes: resolution.footnotes.iter().map(Footnote::new).collect(),
            open: negotiation::Open::new(resolution),
            remarks: negotiation::remarks(resolution),
            ledger: None,
            warnings: resolution.warnings.iter().map(ToString::to_string).collect(),
        }
    }
}

impl<'a> Paragraph<'a> {
    fn new(resolution: &'a model::Resolution, paragraph: &'a model::Paragraph) -> Paragraph<'a> {
        let text = paragraph.text.as_str();
        let characters = |end: usize| text.char_indices().take_while(|(offset, _)| *offset < end).count();
        let mark = |reference: &'a model::FootnoteRef| Mark {
            mark: reference.marker.as_str().into(),
            at: characters(reference.offset),
        };
        Paragraph {
            id: paragraph.id.0.as_str().into(),
            part: paragraph.part,
            label: paragraph.label.as_ref().map(|label| label.text.as_str().into()),
            parent: paragraph.parent.map(|parent| resolution[parent].id.0.as_str().into()),
            depth: paragraph.depth,
            text: text.into(),
            opening: paragraph.opening.as_ref().map(|opening| Opening {
                text: text.get(..opening.len).unwrap_or_default().into(),
                verb: opening.verb.as_str().into(),
                modifiers: opening.modifiers.as_slice().into(),
            }),
            marks: paragraph.footnote_refs.iter().map(mark).collect(),
            page: non_zero(paragraph.location.page),
            line: non_zero(paragraph.location.line),
        }
    }
}

impl<'a> Footnote<'a> {
    fn new(footnote: &'a model::Footnote) -> Footnote<'a> {
        let (mark, text) = (footnote.mark.as_str().into(), footnote.text.as_str().into());
        Footnote { mark, text, page: non_zero(footnote.location.page) }
    }
}

impl<'a> LedgerEntry<'a> {
    fn new(entry: &'a model::LedgerEntry) -> LedgerEntry<'a> {
        let (page, line) = (non_zero(entry.location.page), non_zero(entry.location.line));
        LedgerEntry { taken: entry.kind.name().into(), text: entry.text.as_str().into(), page, line }
    }
}

impl<'a> Comparison<'a> {
    fn new(view: &'a View<'a>) -> Comparison<'a> {
        let comparison = view.comparison;
        let texts = comparison.resolutions.as_ref();
        let id = |side: Side, index: model::ParagraphIndex| texts.get(side)[index].id.0.as_str().into();
        let ids = |side: Side, change: &'a model::Change| {
            comparison.paragraphs(change, side).map(|paragraph| paragraph.id.0.as_str().into()).collect()
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
            edits: change.edits.as_slice().into(),
            reasons: change.reasons.as_slice().into(),
            confidence: round3(change.confidence),
            basis: change.basis.name().into(),
            segments: change.segments.as_slice().into(),
        });
        Comparison {
            format: "travaux/comparison/1".into(),
            before: Resolution::new(texts.before),
            after: Resolution::new(texts.after),
            changes: changes.collect(),
            renumbering: view
                .renumbering
                .iter()
                .map(|range| Renumbering {
                    first: range.first.as_ref().map(|id| id.0.as_str().into()),
                    last: range.last.as_ref().map(|id| id.0.as_str().into()),
                    printed: range.is_printed,
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
            negotiation: negotiation::Movement::new(comparison),
            summary: Summary {
                verdict: view.verdict.line(),
                headlines: view.headlines.as_slice().into(),
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
        let values = field.values.as_ref().map(|value| value.as_ref().map(Into::into));
        let remark = field.remark.as_ref().map(Into::into);
        FieldChange { name: field.name.as_str().into(), before: values.before, after: values.after, remark }
    }
}

impl<'a> TypographicDifference<'a> {
    fn new(row: &'a view::TypographyRow) -> TypographicDifference<'a> {
        let places = row.places.iter().map(|(name, count)| TypographicPlace { name: name.into(), count: *count });
        let spellings = row.spellings.as_ref().map(|spelling| spelling.as_str().into());
        TypographicDifference { before: spellings.before, after: spellings.after, places: places.collect() }
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
