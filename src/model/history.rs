//! The clauses of a text through several versions.

use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ChangeKind, Comparison, ParagraphIndex, Resolution, Segment, Significance, TextSpan, Warning};

/// Several versions of one text, and what became of every paragraph: complete, so that a report only writes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct History {
    /// The versions, oldest first.
    pub versions: Vec<Resolution>,
    /// What changed from each version to the next, as a comparison of the two finds it.
    pub steps: Vec<Comparison>,
    /// What became of the paragraphs of each version but the first. The lineage is decided over all versions, so it may
    /// differ from [`History::steps`].
    pub links: Vec<LineageLink>,
    /// Every paragraph of every version in exactly one row, in the order of the last version; what is gone stands where
    /// it stood.
    pub rows: Vec<HistoryRow>,
    /// The paragraphs of the last version in order.
    pub clauses: Vec<Clause>,
    /// The clauses that do not reach the last version, in the order in which they were dropped.
    pub gone: Vec<GoneClause>,
    /// The words of each paragraph of each version.
    pub words: Vec<Vec<Vec<TracedWord>>>,
    /// The version that brought each word, by its id.
    pub word_versions: Vec<VersionIndex>,
    /// What was doubtful about the versions as a series; what is doubtful about one of them is in its own warnings.
    pub warnings: Vec<Warning>,
}

/// The place of a version in [`History::versions`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct VersionIndex(pub usize);

/// A paragraph of one of several versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct VersionedParagraph {
    /// The version.
    pub version: VersionIndex,
    /// The paragraph in it.
    pub paragraph: ParagraphIndex,
}

/// What became of paragraphs: those of one version, and what they were before. The older ones are of the version before
/// it, or of an earlier one where a clause was absent in between.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LineageLink {
    /// What they were; empty for a new clause.
    pub before: Vec<VersionedParagraph>,
    /// The version of the newer paragraphs.
    pub version: VersionIndex,
    /// The newer paragraphs.
    pub after: Vec<ParagraphIndex>,
    /// What happened to the words.
    pub kind: ChangeKind,
    /// Whether the order changed.
    pub moved: bool,
    /// Whether the printed number differs.
    pub renumbered: bool,
    /// How much the change of words matters.
    pub significance: Option<Significance>,
    /// The redline.
    pub segments: Vec<Segment>,
}

/// One clause across the versions, with all that it was split into or merged from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HistoryRow {
    /// Its paragraphs in each version, in order.
    pub paragraphs: Vec<Vec<ParagraphIndex>>,
}

/// A paragraph of the last version and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// The paragraph of the last version.
    pub paragraph: ParagraphIndex,
    /// What it was in each version; its last entry is the paragraph itself.
    pub path: Vec<Vec<ParagraphIndex>>,
    /// The version that brought it: the first that has it.
    pub origin: VersionIndex,
    /// What happened to it since, in order.
    pub events: Vec<ClauseEvent>,
    /// Which version brought which part of its text; the spans cover the text.
    pub spans: Vec<BlameSpan>,
    /// Its row, by index in [`History::rows`].
    pub row: usize,
}

/// A clause that was dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoneClause {
    /// The paragraph as it was last.
    pub last: VersionedParagraph,
    /// What it was in each version.
    pub path: Vec<Vec<ParagraphIndex>>,
    /// The version that brought it.
    pub origin: VersionIndex,
    /// What happened to it until it was dropped.
    pub events: Vec<ClauseEvent>,
    /// Its row, by index in [`History::rows`].
    pub row: usize,
}

/// Something that happened to a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClauseEvent {
    /// The version in which it shows.
    pub version: VersionIndex,
    /// What happened.
    pub kind: EventKind,
}

/// What happens to a clause from one version to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum EventKind {
    /// It is new.
    Added,
    /// Its words changed in substance.
    Reworded,
    /// Its words changed, but not in substance.
    Adjusted,
    /// One paragraph became several.
    Split,
    /// Several paragraphs became one.
    Merged,
    /// It stands in another place.
    Moved,
    /// It has another number.
    Renumbered,
    /// It left the preamble for the operative part.
    Promoted,
    /// It left the operative part for the preamble.
    Demoted,
    /// It is gone.
    Dropped,
    /// It is back after an absence.
    Revived,
}

impl EventKind {
    /// The word used in reports.
    pub fn name(self) -> &'static str {
        match self {
            EventKind::Added => "added",
            EventKind::Reworded => "reworded",
            EventKind::Adjusted => "adjusted",
            EventKind::Split => "split",
            EventKind::Merged => "merged",
            EventKind::Moved => "moved",
            EventKind::Renumbered => "renumbered",
            EventKind::Promoted => "moved to the operative part",
            EventKind::Demoted => "moved to the preamble",
            EventKind::Dropped => "dropped",
            EventKind::Revived => "revived",
        }
    }
}

/// A part of a text and the version that brought it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct BlameSpan {
    /// The part, in Unicode characters.
    pub span: TextSpan,
    /// The version.
    pub version: VersionIndex,
}

/// A word of a paragraph that is followed through the versions.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TracedWord {
    /// Its bytes in the paragraph's text.
    pub range: Range<usize>,
    /// The same in every version that has the word.
    pub id: WordId,
}

/// The identity of a word across versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordId(pub u32);

impl History {
    /// The paragraph itself.
    pub fn paragraph(&self, at: VersionedParagraph) -> &super::Paragraph {
        &self.versions[at.version.0][at.paragraph]
    }

    /// The last version, if there is any.
    pub fn last(&self) -> Option<&Resolution> {
        self.versions.last()
    }
}
