//! What is open in a text under negotiation, for programs.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{self, BracketKind, OpenCounts, RemarkKind, Stance, TextSpan};

/// Characters of the words of a bracket that are written; nested ones would be written again and again.
const MAX_WORDS: usize = 400;

/// What is open in a text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Open<'a> {
    /// The counts.
    pub counts: OpenCounts,
    /// The square brackets in the paragraphs.
    pub brackets: Vec<Bracket<'a>>,
    /// The options in order.
    pub options: Vec<TextOption<'a>>,
    /// The paragraphs that a party proposes as a whole.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub proposals: Vec<Proposal<'a>>,
    /// The paragraphs that are marked as agreed ad referendum.
    pub agreed: Vec<Cow<'a, str>>,
    /// How many proposals each author makes, by what is wanted.
    pub authors: BTreeMap<String, BTreeMap<String, usize>>,
}

/// A pair of square brackets.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Bracket<'a> {
    /// The paragraph, by id.
    pub paragraph: Cow<'a, str>,
    /// In Unicode characters, from its opening sign to behind its closing sign.
    #[serde(flatten)]
    pub span: TextSpan,
    /// The paragraph in which it closes, where that is another one.
    pub closes_in: Option<Cow<'a, str>>,
    /// Whether it has both ends.
    pub closed: bool,
    /// How many brackets stand around it.
    pub depth: usize,
    /// What it is.
    pub kind: BracketKind,
    /// The words in it, without the author; long ones are cut.
    pub text: String,
    /// Who proposes it.
    pub authors: Cow<'a, [String]>,
    /// What they want.
    pub stance: Option<Stance>,
    /// The set of alternatives that it belongs to, counted from 0.
    pub alternatives: Option<usize>,
    /// The alternatives in it.
    pub choices: Cow<'a, [String]>,
}

/// A paragraph that a party proposes as a whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Proposal<'a> {
    /// The paragraph, by id.
    pub paragraph: Cow<'a, str>,
    /// Who proposes it.
    pub authors: Cow<'a, [String]>,
    /// What they want.
    pub stance: Stance,
}

/// One of several options for a passage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TextOption<'a> {
    /// The paragraph, by id.
    pub paragraph: Cow<'a, str>,
    /// Its number as printed.
    pub number: Cow<'a, str>,
    /// The set that it belongs to, counted from 0.
    pub set: usize,
}

impl<'a> Open<'a> {
    /// Nothing where nothing shows that a text is under negotiation.
    pub(super) fn new(resolution: &'a model::Resolution) -> Option<Open<'a>> {
        let negotiation = &resolution.negotiation;
        let id = |index: model::ParagraphIndex| Cow::from(resolution[index].id.0.as_str());
        let bracket = |bracket: &'a model::Bracket| Bracket {
            paragraph: id(bracket.paragraph),
            span: bracket.span,
            closes_in: bracket.closes_in.map(id),
            closed: bracket.is_closed,
            depth: bracket.depth,
            kind: bracket.kind,
            text: resolution[bracket.paragraph].text[bracket.words.clone()].chars().take(MAX_WORDS).collect(),
            authors: bracket.attribution.as_ref().map_or(&[][..], |attribution| &attribution.authors).into(),
            stance: bracket.attribution.as_ref().map(|attribution| attribution.stance),
            alternatives: bracket.alternatives,
            choices: bracket.choices.as_slice().into(),
        };
        let option = |option: &'a model::TextOption| TextOption {
            paragraph: id(option.paragraph),
            number: option.number.as_str().into(),
            set: option.set,
        };
        let proposal = |proposal: &'a model::Proposal| Proposal {
            paragraph: id(proposal.paragraph),
            authors: proposal.attribution.authors.as_slice().into(),
            stance: proposal.attribution.stance,
        };
        let authors = negotiation.by_author().into_iter();
        let stances = |stances: Vec<(Stance, usize)>| {
            stances.into_iter().map(|(stance, count)| (stance.name().to_owned(), count)).collect()
        };
        negotiation.counts.is_under_negotiation().then(|| Open {
            counts: negotiation.counts,
            brackets: negotiation.brackets.iter().map(bracket).collect(),
            options: negotiation.options.iter().map(option).collect(),
            proposals: negotiation.proposals.iter().map(proposal).collect(),
            agreed: negotiation.agreed.iter().copied().map(id).collect(),
            authors: authors.map(|(author, list)| (author, stances(list))).collect(),
        })
    }
}

/// A comment or a tracked change of an author.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Remark<'a> {
    /// The paragraph, by id.
    pub paragraph: Cow<'a, str>,
    /// What it is.
    pub kind: RemarkKind,
    /// Who makes it.
    pub author: Cow<'a, str>,
    /// The words in the paragraph that it is on, in Unicode characters, where they stand in it.
    pub span: Option<TextSpan>,
    /// The words: of a comment those it stands beside, else those inserted or deleted.
    pub words: Cow<'a, str>,
    /// What a comment says.
    #[serde(skip_serializing_if = "str::is_empty", default)]
    pub text: Cow<'a, str>,
}

/// The remarks in a text.
pub(super) fn remarks(resolution: &model::Resolution) -> Vec<Remark<'_>> {
    let remark = |remark: &'_ model::Remark| Remark {
        paragraph: Cow::from(resolution[remark.paragraph].id.0.to_string()),
        kind: remark.kind,
        author: Cow::from(remark.author.clone()),
        span: remark.span,
        words: Cow::from(remark.words.clone()),
        text: Cow::from(remark.text.clone()),
    };
    resolution.negotiation.remarks.iter().map(remark).collect()
}

/// How what was open moved from one text to the other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Movement<'a> {
    /// How much was open.
    pub before: OpenCounts,
    /// How much is open now.
    pub after: OpenCounts,
    /// The brackets of the older text that are gone, and how each was resolved.
    pub resolved: Vec<Resolved<'a>>,
    /// How many brackets of the newer text are new.
    pub opened: usize,
    /// Agreed paragraphs that were changed or dropped.
    pub reopened: Vec<Reopened<'a>>,
}

/// A bracket that is gone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Resolved<'a> {
    /// The paragraph of the older text.
    pub paragraph: Cow<'a, str>,
    /// In Unicode characters of that paragraph.
    #[serde(flatten)]
    pub span: TextSpan,
    /// The words in it; long ones are cut.
    pub text: String,
    /// What became of its words.
    pub outcome: model::BracketOutcome,
    /// The alternative that was chosen, where there were several.
    pub chosen: Option<Cow<'a, str>>,
}

/// An agreed paragraph that was changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reopened<'a> {
    /// The paragraph in the older text, by id.
    pub before: Cow<'a, str>,
    /// Empty where it was dropped.
    pub after: Vec<Cow<'a, str>>,
}

impl<'a> Movement<'a> {
    /// Nothing where neither text is under negotiation.
    pub(super) fn new(comparison: &'a model::Comparison) -> Option<Movement<'a>> {
        let model::Versions { before, after } = comparison.resolutions.as_ref();
        let counts = comparison.resolutions.as_ref().map(|text| text.negotiation.counts);
        let found = &comparison.negotiation;
        let resolved = |resolved: &'a model::ResolvedBracket| {
            let bracket = &before.negotiation.brackets[resolved.bracket];
            let paragraph = &before[bracket.paragraph];
            Resolved {
                paragraph: paragraph.id.0.as_str().into(),
                span: bracket.span,
                text: paragraph.text[bracket.words.clone()].chars().take(MAX_WORDS).collect(),
                outcome: resolved.outcome,
                chosen: resolved.chosen.as_deref().map(Cow::from),
            }
        };
        let reopened = |reopened: &'a model::ReopenedParagraph| Reopened {
            before: before[reopened.before].id.0.as_str().into(),
            after: reopened.after.iter().map(|paragraph| after[*paragraph].id.0.as_str().into()).collect(),
        };
        (counts.before.is_under_negotiation() || counts.after.is_under_negotiation()).then(|| Movement {
            before: counts.before,
            after: counts.after,
            resolved: found.resolved.iter().map(resolved).collect(),
            opened: found.opened.len(),
            reopened: found.reopened.iter().map(reopened).collect(),
        })
    }
}
