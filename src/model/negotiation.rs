//! What is open in a text under negotiation, and what changed about it.

use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ParagraphIndex, TextSpan};

/// What is open in a text under negotiation: brackets, alternatives, options, proposals, what is agreed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Negotiation {
    /// The square brackets in the paragraphs, in the order in which they open.
    pub brackets: Vec<Bracket>,
    /// The options between which a choice is open, in order.
    pub options: Vec<TextOption>,
    /// Paragraphs that are marked as agreed ad referendum.
    pub agreed: Vec<ParagraphIndex>,
    /// The paragraphs that a party proposes as a whole: `(EU) Notes …`.
    pub proposals: Vec<Proposal>,
    /// Comments and tracked changes in the file, in the order of the text.
    pub remarks: Vec<Remark>,
    /// The counts.
    pub counts: OpenCounts,
}

/// A pair of square brackets. One without its other end reaches to the end of its paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bracket {
    /// The paragraph in which it opens.
    pub paragraph: ParagraphIndex,
    /// From its opening sign to behind its closing sign, or to the end of that paragraph.
    pub span: TextSpan,
    /// The paragraph in which it closes, where that is a later one.
    pub closes_in: Option<ParagraphIndex>,
    /// Whether it has both ends.
    pub is_closed: bool,
    /// How many brackets stand around it.
    pub depth: usize,
    /// The words in it, without the signs, the author and what the author wants: bytes of the paragraph's text.
    pub words: Range<usize>,
    /// What it is.
    pub kind: BracketKind,
    /// Who proposes it, if that stands in it.
    pub attribution: Option<Attribution>,
    /// Whether it holds nothing but the authors of the bracket beside it: `[in all regions] [EU]`.
    pub names_authors: bool,
    /// The set of alternatives that it belongs to, counted from 0.
    pub alternatives: Option<usize>,
    /// The alternatives that stand in it: `shall` and `should` of `[shall/should]`.
    pub choices: Vec<String>,
}

impl Bracket {
    /// The proposal that the bracket makes; a bracket that only names the authors of another one makes none.
    pub fn proposal(&self) -> Option<&Attribution> {
        self.attribution.as_ref().filter(|_| !self.names_authors)
    }

    /// Its words without quotation marks, if they are one quotation: bytes of `text`, that of its paragraph.
    /// `[US: delete “to report”]` quotes words of the text around it.
    pub fn quoted_words(&self, text: &str) -> Option<Range<usize>> {
        let words = text[self.words.clone()].strip_prefix('“')?.strip_suffix('”')?;
        let start = self.words.start + '“'.len_utf8();
        (!words.contains(['“', '”'])).then_some(start..start + words.len())
    }

    /// Where the words that it quotes stand outside it: bytes of `text`, that of its paragraph.
    pub fn quoted_elsewhere(&self, text: &str) -> Option<Range<usize>> {
        let quoted = &text[self.quoted_words(text)?];
        let mut places = text.match_indices(quoted).map(|(start, found)| start..start + found.len());
        places.find(|place| !self.words.contains(&place.start))
    }
}

/// What a square bracket is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BracketKind {
    /// Words that are not agreed.
    Words,
    /// A place for words that are still to come.
    Placeholder,
    /// `[Agreed ad ref]`, which opens nothing.
    AgreedMark,
    /// What a party wants, without words for the text: `[US, Japan reserve]`, `[G77: delete]`.
    Position,
}

/// Who wants what.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Attribution {
    /// The parties as they are named: `EU`, `G77`.
    pub authors: Vec<String>,
    /// What they want.
    pub stance: Stance,
}

/// What a party wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// Words added.
    Add,
    /// Words deleted.
    Delete,
    /// Words kept.
    Retain,
    /// Other words.
    Replace,
    /// The words moved.
    Move,
    /// Its position reserved.
    Reserve,
    /// The words supported.
    Support,
    /// The words opposed.
    Oppose,
}

impl Stance {
    /// All stances.
    pub const ALL: [Stance; 8] = [
        Stance::Add,
        Stance::Delete,
        Stance::Retain,
        Stance::Replace,
        Stance::Move,
        Stance::Reserve,
        Stance::Support,
        Stance::Oppose,
    ];

    /// The word used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Stance::Add => "add",
            Stance::Delete => "delete",
            Stance::Retain => "retain",
            Stance::Replace => "replace",
            Stance::Move => "move",
            Stance::Reserve => "reserve",
            Stance::Support => "support",
            Stance::Oppose => "oppose",
        }
    }
}

/// A comment or a tracked change of an author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The paragraph.
    pub paragraph: ParagraphIndex,
    /// What it is.
    pub kind: RemarkKind,
    /// Who makes it.
    pub author: String,
    /// The words in the paragraph that it is on, where they stand in it.
    pub span: Option<TextSpan>,
    /// The words: of a comment those it stands beside, else those inserted or deleted.
    pub words: String,
    /// What a comment says.
    pub text: String,
}

/// What a remark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RemarkKind {
    /// A comment in the margin.
    Comment,
    /// A tracked insertion.
    Insertion,
    /// A tracked deletion.
    Deletion,
}

impl RemarkKind {
    /// The word used in reports.
    pub fn name(self) -> &'static str {
        match self {
            RemarkKind::Comment => "comment",
            RemarkKind::Insertion => "insertion",
            RemarkKind::Deletion => "deletion",
        }
    }
}

/// A paragraph that a party proposes as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The paragraph.
    pub paragraph: ParagraphIndex,
    /// Who proposes it.
    pub attribution: Attribution,
    /// Where the author ends and the words of the paragraph begin, in bytes.
    pub start: usize,
}

/// One of several options for a passage: `Option 2: No text`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextOption {
    /// Where it begins.
    pub paragraph: ParagraphIndex,
    /// Where its label stands in the paragraph, in bytes: 0 where the paragraph begins with it.
    pub start: usize,
    /// Its number as printed.
    pub number: String,
    /// The set that it belongs to, counted from 0.
    pub set: usize,
}

/// How much is open in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct OpenCounts {
    /// Opening square brackets, footnotes included.
    pub brackets: usize,
    /// Square brackets without their other end.
    pub unmatched: usize,
    /// Sets of alternatives: `[shall] [should]`, `[shall/should]`.
    pub alternatives: usize,
    /// Options.
    pub options: usize,
    /// Places for words that are still to come.
    pub placeholders: usize,
    /// Proposals and positions with an author.
    pub proposals: usize,
    /// Paragraphs without anything open.
    pub clean: usize,
    /// Paragraphs in which something is open.
    pub open: usize,
    /// Paragraphs marked as agreed ad referendum.
    pub agreed: usize,
}

impl OpenCounts {
    /// Whether anything shows that the text is under negotiation.
    pub fn is_under_negotiation(&self) -> bool {
        self.brackets + self.unmatched + self.options + self.agreed + self.proposals > 0
    }
}

impl Negotiation {
    /// The brackets that open in a paragraph, in order.
    pub fn brackets_in(&self, paragraph: ParagraphIndex) -> &[Bracket] {
        let start = self.brackets.partition_point(|bracket| bracket.paragraph < paragraph);
        let end = self.brackets.partition_point(|bracket| bracket.paragraph <= paragraph);
        &self.brackets[start..end]
    }

    /// How many proposals each author makes, by what is wanted, most first.
    pub fn by_author(&self) -> Vec<(String, Vec<(Stance, usize)>)> {
        let mut authors: std::collections::BTreeMap<&str, std::collections::BTreeMap<Stance, usize>> =
            std::collections::BTreeMap::new();
        let in_brackets = self.brackets.iter().filter_map(Bracket::proposal);
        let of_paragraphs = self.proposals.iter().map(|proposal| &proposal.attribution);
        for attribution in in_brackets.chain(of_paragraphs) {
            for author in &attribution.authors {
                *authors.entry(author).or_default().entry(attribution.stance).or_default() += 1;
            }
        }
        let list = authors.into_iter().map(|(author, stances)| (author.to_owned(), stances.into_iter().collect()));
        let mut list: Vec<(String, Vec<(Stance, usize)>)> = list.collect();
        list.sort_by_key(|(_, stances)| std::cmp::Reverse(stances.iter().map(|(_, count)| count).sum::<usize>()));
        list
    }

    /// The parties that something in the text or in the file is of: those of brackets and proposals first, then those of
    /// comments and tracked changes.
    pub fn authors(&self) -> Vec<String> {
        let mut authors: Vec<String> = self.by_author().into_iter().map(|(author, _)| author).collect();
        for remark in &self.remarks {
            if !remark.author.is_empty() && !authors.contains(&remark.author) {
                authors.push(remark.author.clone());
            }
        }
        authors
    }
}

/// How what was open moved from one text to another.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NegotiationChanges {
    /// The brackets of the older text that are gone, in order.
    pub resolved: Vec<ResolvedBracket>,
    /// The brackets of the newer text that are new, by index.
    pub opened: Vec<usize>,
    /// Agreed paragraphs whose words changed.
    pub reopened: Vec<ReopenedParagraph>,
}

/// A bracket that is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResolvedBracket {
    /// By index in the older text's [`Negotiation::brackets`].
    pub bracket: usize,
    /// What became of the words in it. Of a position, whether the words that it is on follow it.
    pub outcome: BracketOutcome,
    /// The alternative that was chosen, where there were several.
    pub chosen: Option<String>,
}

/// What became of the words in a bracket that is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum BracketOutcome {
    /// They stay, or what a position asks for is done: agreed.
    Kept,
    /// Other words stand in their place.
    Replaced,
    /// They are gone too.
    Dropped,
    /// It held a position, such as a proposal to delete, and the words that it is on do not follow it.
    Withdrawn,
}

impl BracketOutcome {
    /// The word used in reports.
    pub fn name(self) -> &'static str {
        match self {
            BracketOutcome::Kept => "agreed",
            BracketOutcome::Replaced => "replaced",
            BracketOutcome::Dropped => "deleted",
            BracketOutcome::Withdrawn => "withdrawn",
        }
    }
}

/// An agreed paragraph that was changed or dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReopenedParagraph {
    /// The paragraph in the older text.
    pub before: ParagraphIndex,
    /// What it is in the newer text; nothing where it was dropped.
    pub after: Vec<ParagraphIndex>,
}
