//! The result of `diff` and `explain`: the changes between two versions, with their redlines and edits.

use ecow::EcoString;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Footnote, FramePart, HeaderField, LinkBasis, NearMiss, NegotiationChanges, Paragraph, ParagraphIndex, Part, Reason,
    ReasonCode, RemovalKind, Resolution, Segment, Side, SpellingRun, Versions, Warning,
};
use crate::text::{DiffRun, alphanumeric_words};

/// What changed between two resolutions: complete, so that a report only writes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Comparison {
    /// The two texts.
    pub resolutions: Versions<Resolution>,
    /// Every paragraph of both sides in exactly one change, in the order of the newer text, with removed ones in their old
    /// place.
    pub changes: Vec<Change>,
    /// Header fields that differ.
    pub header: Vec<HeaderChange>,
    /// Closing lines that differ.
    pub closing: Vec<ClosingChange>,
    /// Footnotes that differ.
    pub footnotes: Vec<FootnoteChange>,
    /// What differs in typography only, in the order of the newer text. None of it is in the lists above.
    pub typography: Vec<TypographicDifference>,
    /// The kinds of wording that was removed from both texts and differs; a warning for each quotes both wordings.
    pub left_out: Vec<RemovalKind>,
    /// What changed about open brackets and agreed paragraphs, if the texts are under negotiation.
    pub negotiation: NegotiationChanges,
    /// Pairs that were similar, but not enough to be linked.
    pub near_misses: Vec<NearMiss>,
    /// What was doubtful in the comparison; the doubts about each text are in [`Resolution::warnings`].
    pub warnings: Vec<Warning>,
}

/// What happened to one link of paragraphs.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Change {
    /// What happened to the words.
    pub kind: ChangeKind,
    /// The paragraphs of each side, in order.
    pub paragraphs: Versions<Vec<ParagraphIndex>>,
    /// Whether it is among the fewest words that must move for the order to change.
    pub moved: bool,
    /// Whether its printed number differs.
    pub renumbered: bool,
    /// How sure the link is, 0 to 1.
    pub confidence: f64,
    /// What the link rests on.
    pub basis: LinkBasis,
    /// The significance of the change of words, once explained; `None` if the words are the same, even if they moved.
    pub significance: Option<Significance>,
    /// Why it has that significance, strongest first.
    pub reasons: Vec<Reason>,
    /// The redline. Paragraphs of one side are separated by `\n`.
    pub segments: Vec<Segment>,
    /// The words of each kept segment with two spellings, in order.
    pub spelling_runs: Vec<Vec<SpellingRun>>,
    /// Which rows of two tables correspond, without empty rows; none if a side has no table.
    pub rows: Vec<DiffRun>,
    /// The phrases that changed, in the order of the text; every word that the redline removes or adds is in exactly
    /// one. Empty where a paragraph is unchanged, added or removed.
    pub edits: Vec<Edit>,
}

/// A phrase that changed and could be accepted or rejected by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Edit {
    /// What happened to the phrase.
    pub kind: EditKind,
    /// Where its words stand on each side, in order.
    #[serde(flatten)]
    pub spans: Versions<Vec<TextSpan>>,
    /// What kinds of change it is, the most telling first; empty until it is weighed.
    pub types: Vec<EditType>,
    /// How much it matters; substantive until it is weighed, so that nothing is hidden.
    pub significance: Significance,
    /// Whether the text says more or less with it, where that is clear.
    pub direction: Option<EditDirection>,
    /// Whether nothing but a fault of the file explains it: a font that gives one letter as another.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub font_fault: bool,
    /// What it does, for people: `“requests” becomes “encourages”`.
    pub text: String,
}

/// What kind of change a phrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum EditType {
    /// The verb that opens a paragraph or governs a clause, with its adverbs.
    OpeningVerb,
    /// *Also* and *further* before an opening verb.
    #[serde(rename = "chain")]
    Connective,
    /// *Shall*, *should*, *may*.
    Modal,
    /// *As appropriate*, *within existing resources*.
    Hedge,
    /// *All*, *without delay*.
    Intensifier,
    /// A resolution, treaty or report that is cited, with its date.
    Reference,
    /// Sessions, years, dates, the places of meetings.
    Time,
    /// Sums, shares, counts.
    Amount,
    /// Who is asked.
    Addressee,
    /// Names, titles and their spelling.
    Name,
    /// A thing, action, condition or clause.
    Content,
    /// A phrase in another place.
    MovedPhrase,
    /// The same entries in another order.
    Order,
    /// Other words that mean the same.
    Style,
    /// Commas and the like.
    Punctuation,
    /// The number of a paragraph of the same text.
    CrossReference,
    /// Square brackets.
    Brackets,
    /// Capitals, quotation marks, dashes, spaces.
    Typography,
}

/// Whether the text says more or less with an edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum EditDirection {
    /// It binds or claims more.
    Stronger,
    /// It binds or claims less.
    Weaker,
}

impl Edit {
    /// The number of characters on each side.
    pub(crate) fn lens(&self) -> Versions<usize> {
        self.spans.as_ref().map(|spans| spans.iter().map(|span| span.end - span.start).sum())
    }
}

impl EditDirection {
    /// The name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            EditDirection::Stronger => "stronger",
            EditDirection::Weaker => "weaker",
        }
    }
}

/// What happened to a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum EditKind {
    /// Only in the newer text.
    Inserted,
    /// Only in the older text.
    Deleted,
    /// Another one in its place.
    Replaced,
    /// The same, or nearly, in another place of the paragraph.
    Moved,
}

/// A stretch of a text, in Unicode characters from its start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct TextSpan {
    /// The first character.
    pub start: usize,
    /// The character behind the last one.
    pub end: usize,
}

/// What happened to the words of a paragraph. Movement and renumbering are facts beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// The same words, perhaps in another spelling of quotes, dashes and spaces.
    #[default]
    Unchanged,
    /// Other words.
    Reworded,
    /// Only in the newer text.
    Added,
    /// Only in the older text.
    Removed,
    /// One paragraph that became several.
    Split,
    /// Several paragraphs that became one, or several that became several.
    Merged,
}

impl ChangeKind {
    /// All kinds, in the order of a summary.
    pub const ALL: [ChangeKind; 6] = [
        ChangeKind::Unchanged,
        ChangeKind::Reworded,
        ChangeKind::Added,
        ChangeKind::Removed,
        ChangeKind::Split,
        ChangeKind::Merged,
    ];

    /// The name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            ChangeKind::Unchanged => "unchanged",
            ChangeKind::Reworded => "reworded",
            ChangeKind::Added => "added",
            ChangeKind::Removed => "removed",
            ChangeKind::Split => "split",
            ChangeKind::Merged => "merged",
        }
    }
}

/// The weight of a change, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Significance {
    /// Quotes, dashes, spaces, hyphenation, capitals.
    Typographic,
    /// Wording without meaning: the *also/further* chain, right cross-references.
    Editorial,
    /// The rollover of sessions, dates and symbols.
    Routine,
    /// Everything else.
    Substantive,
}

impl Significance {
    /// All, the highest first.
    pub const ALL: [Significance; 4] =
        [Significance::Substantive, Significance::Routine, Significance::Editorial, Significance::Typographic];

    /// The name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Significance::Typographic => "typographic",
            Significance::Editorial => "editorial",
            Significance::Routine => "routine",
            Significance::Substantive => "substantive",
        }
    }
}

impl Change {
    /// The significance of the change. A change of words that is not explained yet is substantive, so that nothing is
    /// hidden; `None` if the words are the same.
    pub fn effective_significance(&self) -> Option<Significance> {
        let changes_words = self.kind != ChangeKind::Unchanged;
        self.significance.or(changes_words.then_some(Significance::Substantive))
    }

    /// The words of one side: with [`Side::Before`] the change is rejected, with [`Side::After`] accepted.
    pub fn text(&self, side: Side) -> String {
        self.segments.iter().map(|segment| segment.text(side)).collect()
    }

    /// The words of edits on one side, in the order of the edits.
    pub fn words_of<'e>(&self, edits: impl IntoIterator<Item = &'e Edit>, side: Side) -> Vec<String> {
        let text = self.text(side);
        let bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
        let byte = |offset: usize| bytes.get(offset).copied().unwrap_or(text.len());
        let spans = edits.into_iter().flat_map(|edit| edit.spans.get(side));
        let spans = spans.filter_map(|span| text.get(byte(span.start)..byte(span.end)));
        spans.flat_map(alphanumeric_words).map(str::to_owned).collect()
    }

    /// The paragraph of each side, if it has one on each.
    pub fn pair(&self) -> Option<Versions<ParagraphIndex>> {
        match (&self.paragraphs.before[..], &self.paragraphs.after[..]) {
            ([before], [after]) => Some(Versions::new(*before, *after)),
            _ => None,
        }
    }

    /// Whether there is nothing to report.
    pub fn is_noop(&self) -> bool {
        self.kind == ChangeKind::Unchanged && !self.moved && !self.renumbered
    }

    /// Whether one of its reasons has a code.
    pub fn has_reason(&self, code: ReasonCode) -> bool {
        self.reasons.iter().any(|reason| reason.code == code)
    }

    /// Whether an edit is of the verb of a paragraph that goes to the other part: it only takes the form of that part.
    pub fn is_form_of_part(&self, edit: &Edit) -> bool {
        self.has_reason(ReasonCode::Part) && edit.types.first() == Some(&EditType::OpeningVerb)
    }

    /// Whether nothing but a [fault of the file](Edit::font_fault) explains its edits.
    pub fn is_font_fault(&self) -> bool {
        !self.edits.is_empty() && self.edits.iter().all(|edit| edit.font_fault)
    }
}

/// A header field that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderChange {
    /// Which field.
    pub field: HeaderField,
    /// Its text on each side, if any.
    pub values: Versions<Option<String>>,
    /// Its redline.
    pub segments: Vec<Segment>,
}

/// A closing line that was added, removed or reworded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosingChange {
    /// Its index in [`Resolution::closing`] on each side, if any.
    pub lines: Versions<Option<usize>>,
    /// Its redline.
    pub segments: Vec<Segment>,
}

/// A footnote that was added, removed or reworded, or whose references moved. Another number alone is no change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FootnoteChange {
    /// The footnote on each side, if any; on neither side for references without a footnote.
    pub footnotes: Versions<Option<Footnote>>,
    /// The redline of its text.
    pub segments: Vec<Segment>,
    /// References to it that have no counterpart on the other side. Empty if the footnote is on one side only, because
    /// they are added or removed with it.
    pub references: Versions<Vec<LocatedFootnoteRef>>,
}

/// A footnote reference in its context.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocatedFootnoteRef {
    /// The mark as printed.
    pub marker: String,
    /// Where it is.
    pub location: ReferenceLocation,
    /// The last words before it; empty at the beginning.
    pub context: String,
}

/// Where a footnote reference is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReferenceLocation {
    /// In a paragraph.
    Paragraph(ParagraphIndex),
    /// Around the paragraphs.
    Frame(FramePart),
}

/// Two spellings that cannot differ in meaning: quotation marks, dashes, spaces, the hyphenation of one word, the signs
/// around a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypographicDifference {
    /// Where they are.
    pub location: TextLocation,
    /// The least that shows the difference, on each side.
    pub spellings: Versions<EcoString>,
    /// How often they differ there.
    pub count: usize,
}

/// A text of a comparison that is compared by itself.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TextLocation {
    /// The paragraphs of a change, by its index in [`Comparison::changes`].
    Change(usize),
    /// The printed number of the paragraph of a change, by its index in [`Comparison::changes`].
    Number(usize),
    /// A header field.
    Header(HeaderField),
    /// A closing line, by its index in [`Resolution::closing`] on each side.
    ClosingLine(Versions<usize>),
    /// A footnote, by its mark on each side.
    Footnote(Versions<String>),
}

/// How many changes of each kind; all reports count with this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Tally")]
pub struct ChangeCounts {
    /// Paragraphs of each side, headings and tables among them.
    pub paragraphs: Versions<usize>,
    /// Changes by kind.
    pub unchanged: usize,
    /// Changes by kind.
    pub reworded: usize,
    /// Changes by kind.
    pub added: usize,
    /// Changes by kind.
    pub removed: usize,
    /// Changes by kind.
    pub split: usize,
    /// Changes by kind.
    pub merged: usize,
    /// Of these, moved.
    pub moved: usize,
    /// Of these, with another number.
    pub renumbered: usize,
    /// Changes by weight; a change of place alone has none.
    pub substantive: usize,
    /// Changes by weight.
    pub routine: usize,
    /// Changes by weight.
    pub editorial: usize,
    /// Changes by weight.
    pub typographic: usize,
}

impl ChangeCounts {
    /// Changes of one kind.
    pub fn count(&self, kind: ChangeKind) -> usize {
        let mut counts = *self;
        *counts.of_kind(kind)
    }

    fn of_kind(&mut self, kind: ChangeKind) -> &mut usize {
        match kind {
            ChangeKind::Unchanged => &mut self.unchanged,
            ChangeKind::Reworded => &mut self.reworded,
            ChangeKind::Added => &mut self.added,
            ChangeKind::Removed => &mut self.removed,
            ChangeKind::Split => &mut self.split,
            ChangeKind::Merged => &mut self.merged,
        }
    }
}

impl Comparison {
    /// The paragraphs of a change on one side.
    pub fn paragraphs<'a>(&'a self, change: &'a Change, side: Side) -> impl Iterator<Item = &'a Paragraph> + Clone {
        change.paragraphs.get(side).iter().map(move |&index| &self.resolutions.get(side)[index])
    }

    /// Whether a change is of a table, on either side.
    pub fn has_table(&self, change: &Change) -> bool {
        Side::any(|side| self.paragraphs(change, side).any(|paragraph| paragraph.part == Part::Table))
    }

    /// Counts the changes.
    pub fn counts(&self) -> ChangeCounts {
        let paragraphs = self.resolutions.as_ref().map(|side| side.paragraphs.len());
        let mut counts = ChangeCounts { paragraphs, ..ChangeCounts::default() };
        for change in &self.changes {
            *counts.of_kind(change.kind) += 1;
            counts.moved += usize::from(change.moved);
            counts.renumbered += usize::from(change.renumbered);
            match change.significance {
                Some(Significance::Substantive) => counts.substantive += 1,
                Some(Significance::Routine) => counts.routine += 1,
                Some(Significance::Editorial) => counts.editorial += 1,
                Some(Significance::Typographic) => counts.typographic += 1,
                None => {}
            }
        }
        counts
    }

    /// Whether anything is to be reported: a paragraph, header field, closing line or footnote differs, or
    /// something left out of the text that a reader sees.
    pub fn has_changes(&self) -> bool {
        !(self.changes.iter().all(Change::is_noop)
            && self.header.is_empty()
            && self.closing.is_empty()
            && self.footnotes.is_empty()
            && self.left_out.iter().all(|kind| !kind.is_seen()))
    }
}
