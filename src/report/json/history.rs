//! The history for programs: `travaux/history/1`.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::negotiation::Movement;
use super::to_json;
use crate::model::{self, EventKind, HeaderField, ParagraphIndex, VersionIndex};
use crate::report::view::{HistoryView, View};

/// Writes a history.
pub fn history(view: &HistoryView<'_>) -> String {
    to_json(&History::new(view))
}

/// Where each clause of the last of several versions comes from. Versions are counted from 0, oldest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct History<'a> {
    /// The contract and its version.
    #[schemars(extend("const" = "travaux/history/1"))]
    pub format: Cow<'a, str>,
    /// The versions, oldest first.
    pub versions: Vec<Version<'a>>,
    /// What changed from each version to the next.
    pub steps: Vec<VersionStep<'a>>,
    /// The paragraphs of the last version.
    pub paragraphs: Vec<Clause<'a>>,
    /// The clauses that do not reach the last version.
    pub gone: Vec<Gone<'a>>,
    /// Every paragraph of every version in exactly one row: a clause with all that it was split into or merged from.
    pub rows: Vec<Row<'a>>,
    /// Doubts about the versions as a series.
    pub warnings: Vec<String>,
}

/// One of the versions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Version<'a> {
    /// What the version is called.
    pub name: Cow<'a, str>,
    /// Its symbol.
    pub symbol: Option<Cow<'a, str>>,
    /// Its title.
    pub title: Option<Cow<'a, str>>,
    /// Its date.
    pub date: Option<Cow<'a, str>>,
    /// How many paragraphs it has, headings and tables among them.
    pub paragraphs: usize,
    /// How much is open, where it is under negotiation.
    pub open: Option<model::OpenCounts>,
    /// Doubts about how it was read.
    pub warnings: Vec<String>,
}

/// What changed from one version to the next.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct VersionStep<'a> {
    /// The older version.
    pub before: usize,
    /// The newer version.
    pub after: usize,
    /// What it comes to, and the counts.
    pub verdict: String,
    /// The changes that a reader must know first.
    pub headlines: Vec<String>,
    /// How what was open moved, where the texts are under negotiation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub negotiation: Option<Movement<'a>>,
}

/// A paragraph of the last version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Clause<'a> {
    /// Its id.
    pub id: Cow<'a, str>,
    /// The part it stands in.
    pub part: model::Part,
    /// The text.
    pub text: Cow<'a, str>,
    /// What it was in each version, by id; empty where it was absent.
    pub path: Vec<Vec<Cow<'a, str>>>,
    /// The first version that has it.
    pub origin: Origin<'a>,
    /// What happened to it.
    pub events: Vec<Event>,
    /// Which version brought which part of the text, in Unicode characters; the spans cover the text.
    pub spans: Vec<Span>,
    /// Its row, counted from 0.
    pub row: usize,
}

/// The first version that has a clause.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Origin<'a> {
    /// The version.
    pub version: usize,
    /// Its ids there.
    pub ids: Vec<Cow<'a, str>>,
}

/// Something that happened to a clause.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// The version in which it shows.
    pub version: usize,
    /// What happened.
    pub kind: EventKind,
}

/// A part of a text and the version that brought it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// The first character.
    pub start: usize,
    /// The character behind the last.
    pub end: usize,
    /// The version.
    pub version: usize,
}

/// A clause that was dropped.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Gone<'a> {
    /// Its id in the last version that has it.
    pub id: Cow<'a, str>,
    /// That version.
    pub last: usize,
    /// The version that dropped it.
    pub dropped: usize,
    /// The text.
    pub text: Cow<'a, str>,
    /// What it was in each version, by id; empty where it was absent.
    pub path: Vec<Vec<Cow<'a, str>>>,
    /// The first version that has it.
    pub origin: Origin<'a>,
    /// What happened to it.
    pub events: Vec<Event>,
    /// Its row, counted from 0.
    pub row: usize,
}

/// One clause across the versions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Row<'a> {
    /// Its ids in each version.
    pub ids: Vec<Vec<Cow<'a, str>>>,
}

impl<'a> History<'a> {
    fn new(view: &'a HistoryView<'_>) -> History<'a> {
        let history = view.history;
        let version = |(version, name): (&'a model::Resolution, &'a String)| Version {
            name: name.into(),
            symbol: version.header.get(HeaderField::Symbol).map(Cow::from),
            title: version.header.get(HeaderField::Title).map(Cow::from),
            date: version.header.get(HeaderField::Date).map(Cow::from),
            paragraphs: version.paragraphs.len(),
            open: Some(version.negotiation.counts).filter(model::OpenCounts::is_under_negotiation),
            warnings: version.warnings.iter().map(ToString::to_string).collect(),
        };
        let step = |(before, comparison): (usize, &'a model::Comparison)| {
            let view = View::new(comparison, None);
            let (verdict, negotiation) = (view.verdict.line(), Movement::new(comparison));
            VersionStep { before, after: before + 1, verdict, headlines: view.headlines, negotiation }
        };
        let paragraph = |clause: &'a model::Clause| {
            let paragraph = view.paragraph(clause);
            Clause {
                id: paragraph.id.0.as_str().into(),
                part: paragraph.part,
                text: paragraph.text.as_str().into(),
                path: path(view, &clause.path),
                origin: Origin::new(view, clause.origin, &clause.path),
                events: events(&clause.events),
                spans: clause.spans.iter().map(Span::new).collect(),
                row: clause.row,
            }
        };
        let gone = |gone: &'a model::GoneClause| Gone {
            id: view.id(gone.last).into(),
            last: gone.last.version.0,
            dropped: gone.last.version.0 + 1,
            text: history.paragraph(gone.last).text.as_str().into(),
            path: path(view, &gone.path),
            origin: Origin::new(view, gone.origin, &gone.path),
            events: events(&gone.events),
            row: gone.row,
        };
        History {
            format: "travaux/history/1".into(),
            versions: history.versions.iter().zip(&view.names).map(version).collect(),
            steps: history.steps.iter().enumerate().map(step).collect(),
            paragraphs: history.clauses.iter().map(paragraph).collect(),
            gone: history.gone.iter().map(gone).collect(),
            rows: history.rows.iter().map(|row| Row { ids: path(view, &row.paragraphs) }).collect(),
            warnings: view.series_warnings(),
        }
    }
}

impl<'a> Origin<'a> {
    fn new(view: &HistoryView<'a>, version: VersionIndex, path: &[Vec<ParagraphIndex>]) -> Origin<'a> {
        let ids = path.get(version.0).map(|paragraphs| ids(view, version, paragraphs)).unwrap_or_default();
        Origin { version: version.0, ids }
    }
}

impl Span {
    fn new(span: &model::BlameSpan) -> Span {
        Span { start: span.span.start, end: span.span.end, version: span.version.0 }
    }
}

fn events(events: &[model::ClauseEvent]) -> Vec<Event> {
    events.iter().map(|event| Event { version: event.version.0, kind: event.kind }).collect()
}

/// The ids of a path, version by version.
fn path<'a>(view: &HistoryView<'a>, path: &[Vec<ParagraphIndex>]) -> Vec<Vec<Cow<'a, str>>> {
    path.iter().enumerate().map(|(version, paragraphs)| ids(view, VersionIndex(version), paragraphs)).collect()
}

fn ids<'a>(view: &HistoryView<'a>, version: VersionIndex, paragraphs: &[ParagraphIndex]) -> Vec<Cow<'a, str>> {
    view.ids(version, paragraphs).into_iter().map(Cow::from).collect()
}
