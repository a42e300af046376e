//! An amendment for programs: `travaux/amendment/1`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Footnote, to_json};
use crate::model;
use crate::model::{Division, Extent, HeaderField, NewKind, Occurrence, Position, Target, WordChange, WordPlace};

/// Writes an amendment.
pub fn amendment(amendment: &model::Amendment) -> String {
    to_json(&Amendment::new(amendment))
}

/// Instructions that change a draft.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Amendment<'a> {
    /// The contract and its version.
    #[schemars(extend("const" = "travaux/amendment/1"))]
    pub format: Cow<'a, str>,
    /// The symbol of the draft that is amended.
    pub base: Option<Cow<'a, str>>,
    /// Its own symbol.
    pub symbol: Option<Cow<'a, str>>,
    /// Its title.
    pub title: Option<Cow<'a, str>>,
    /// Whether the sponsors of the draft accept it, where it says so, as amendments of Model UN do.
    pub friendly: Option<bool>,
    /// All fields of the header by name.
    pub header: BTreeMap<String, Cow<'a, str>>,
    /// Its numbered items, in order.
    pub items: Vec<AmendmentItem<'a>>,
    /// Footnotes to the new text.
    pub footnotes: Vec<Footnote<'a>>,
    /// What differs from the newer text and is not amended.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_amended: Vec<Cow<'a, str>>,
    /// Doubts.
    pub warnings: Vec<String>,
}

/// A numbered item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AmendmentItem<'a> {
    /// Its number, as printed.
    pub number: Option<Cow<'a, str>>,
    /// The sentence.
    pub text: Cow<'a, str>,
    /// What it instructs to do; empty where it could not be read.
    pub instructions: Vec<AmendmentInstruction<'a>>,
    /// The new paragraphs printed below.
    pub paragraphs: Vec<AmendmentParagraph<'a>>,
}

/// A new paragraph.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AmendmentParagraph<'a> {
    /// Its number, where one is printed.
    pub label: Option<Cow<'a, str>>,
    /// Its text.
    pub text: Cow<'a, str>,
}

/// One thing to do.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AmendmentInstruction<'a> {
    /// What is done.
    pub action: AmendmentAction,
    /// What it is about: ids of paragraphs, `title`, `preamble`, `operative part`, `text`,
    /// `footnote 3`.
    pub targets: Vec<String>,
    /// The words that are quoted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<Cow<'a, str>>,
    /// The new words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with: Option<Cow<'a, str>>,
    /// Where new words or paragraphs go: `after`, `before`, `start`, `end`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<Cow<'a, str>>,
    /// The new number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<Cow<'a, str>>,
    /// What new paragraphs are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Cow<'a, str>>,
    /// Which place of the quotation is meant: `all`, or the first, second, … counted from 1; none for the only one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occurrence: Option<String>,
    /// How far what is meant reaches beyond the quotation: `at the end`, `after`, `before`, `from`, `sentence 2`,
    /// `sentence 1 from the end`; none for the quotation alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extent: Option<String>,
}

/// The kinds of instructions.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AmendmentAction {
    /// Paragraphs go.
    #[default]
    Delete,
    /// Paragraphs are replaced.
    Replace,
    /// New paragraphs are put in.
    Insert,
    /// Paragraphs go elsewhere.
    Move,
    /// Paragraphs change places.
    Reverse,
    /// A paragraph gets another number.
    Renumber,
    /// All other numbers follow.
    RenumberRest,
    /// Words go.
    DeleteWords,
    /// Words are replaced.
    ReplaceWords,
    /// Words are put in.
    InsertWords,
    /// A footnote is put in.
    InsertFootnote,
}

impl<'a> Amendment<'a> {
    fn new(amendment: &'a model::Amendment) -> Amendment<'a> {
        let header = &amendment.header;
        Amendment {
            format: "travaux/amendment/1".into(),
            base: amendment.base.as_deref().map(Cow::from),
            symbol: header.get(HeaderField::Symbol).map(Cow::from),
            title: header.get(HeaderField::Title).map(Cow::from),
            friendly: amendment.is_friendly,
            header: header
                .fields
                .iter()
                .map(|(field, text)| (field.name().replace(' ', "_"), text.as_str().into()))
                .collect(),
            items: amendment.provisions.iter().map(AmendmentItem::new).collect(),
            footnotes: amendment.footnotes.iter().map(Footnote::new).collect(),
            not_amended: amendment.omissions.iter().map(|name| name.as_str().into()).collect(),
            warnings: amendment.warnings.iter().map(ToString::to_string).collect(),
        }
    }
}

impl<'a> AmendmentItem<'a> {
    fn new(provision: &'a model::Provision) -> AmendmentItem<'a> {
        let paragraph = |new: &'a model::NewParagraph| AmendmentParagraph {
            label: new.label.as_ref().map(|label| label.text.as_str().into()),
            text: new.text.as_str().into(),
        };
        AmendmentItem {
            number: provision.number.as_deref().map(Cow::from),
            text: provision.sentence.as_str().into(),
            instructions: provision.instructions.iter().map(AmendmentInstruction::new).collect(),
            paragraphs: provision.text.iter().map(paragraph).collect(),
        }
    }
}

impl<'a> AmendmentInstruction<'a> {
    fn new(instruction: &'a model::Instruction) -> AmendmentInstruction<'a> {
        use model::Instruction as Is;
        let new =
            |action, targets: &[Target]| AmendmentInstruction { action, targets: names(targets), ..Default::default() };
        match instruction {
            Is::Delete { targets } => new(AmendmentAction::Delete, targets),
            Is::Replace { targets } => new(AmendmentAction::Replace, targets),
            Is::Insert { position, kind, .. } => {
                let kind = match kind {
                    NewKind::Preambular => "preambular",
                    NewKind::Operative => "operative",
                    NewKind::UnnumberedOperative => "unnumbered operative",
                    NewKind::Unnumbered => "unnumbered paragraph",
                    NewKind::Subparagraph => "subparagraph",
                    NewKind::Heading => "heading",
                    NewKind::SectionHeading => "section heading",
                    NewKind::Section => "section",
                    NewKind::SectionOpening { .. } => "section opening",
                    NewKind::Table => "table",
                    NewKind::Paragraph => "paragraph",
                };
                AmendmentInstruction { kind: Some(kind.into()), ..new(AmendmentAction::Insert, &[]).at(position) }
            }
            Is::Move { targets, position } => new(AmendmentAction::Move, targets).at(position),
            Is::Reverse { targets } => new(AmendmentAction::Reverse, targets),
            Is::Renumber { target, label } => AmendmentInstruction {
                label: Some(label.as_str().into()),
                ..new(AmendmentAction::Renumber, std::slice::from_ref(target))
            },
            Is::InsertFootnote { target, place, occurrence } => AmendmentInstruction {
                occurrence: occurrence_name(*occurrence),
                ..new(AmendmentAction::InsertFootnote, std::slice::from_ref(target)).beside(place)
            },
            Is::RenumberRest => new(AmendmentAction::RenumberRest, &[]),
            Is::Words { scope, change, occurrence, extent, .. } => {
                let instruction = match change {
                    WordChange::Delete { words } => {
                        AmendmentInstruction { quote: Some(words.into()), ..new(AmendmentAction::DeleteWords, scope) }
                    }
                    WordChange::Replace { words, with } => AmendmentInstruction {
                        quote: Some(words.into()),
                        with: Some(with.text.as_str().into()),
                        ..new(AmendmentAction::ReplaceWords, scope)
                    },
                    WordChange::Insert { words, place } => AmendmentInstruction {
                        with: Some(words.text.as_str().into()),
                        ..new(AmendmentAction::InsertWords, scope).beside(place)
                    },
                };
                let (occurrence, extent) = (occurrence_name(*occurrence), extent_name(*extent));
                AmendmentInstruction { occurrence, extent, ..instruction }
            }
        }
    }

    /// The instruction with the place of paragraphs, and the one beside it as the last target.
    fn at(mut self, position: &Position) -> Self {
        let (place, mut beside) = place(position);
        self.targets.append(&mut beside);
        AmendmentInstruction { position: Some(place.into()), ..self }
    }

    /// The instruction with the place of words.
    fn beside(self, place: &'a WordPlace) -> Self {
        let (quote, position) = match place {
            WordPlace::After(quote) | WordPlace::Between(quote, _) => (Some(quote), "after"),
            WordPlace::Before(quote) => (Some(quote), "before"),
            WordPlace::Start => (None, "start"),
            WordPlace::End => (None, "end"),
        };
        AmendmentInstruction { quote: quote.map(Cow::from), position: Some(position.into()), ..self }
    }
}

fn occurrence_name(occurrence: Occurrence) -> Option<String> {
    match occurrence {
        Occurrence::Only => None,
        Occurrence::All => Some("all".to_owned()),
        Occurrence::Nth(place) => Some(place.to_string()),
    }
}

fn extent_name(extent: Extent) -> Option<String> {
    let name = match extent {
        Extent::Quoted => return None,
        Extent::AtEnd => "at the end".to_owned(),
        Extent::After => "after".to_owned(),
        Extent::Before => "before".to_owned(),
        Extent::From => "from".to_owned(),
        Extent::Sentence(place) => format!("sentence {place}"),
        Extent::SentenceFromEnd(place) => format!("sentence {place} from the end"),
    };
    Some(name)
}

fn names(targets: &[Target]) -> Vec<String> {
    targets.iter().map(name).collect()
}

fn name(target: &Target) -> String {
    match target {
        Target::Title => "title".to_owned(),
        Target::Preamble => "preamble".to_owned(),
        Target::OperativePart => "operative part".to_owned(),
        Target::Whole => "text".to_owned(),
        Target::Paragraph(id) => id.0.to_string(),
        Target::Nth(place) => format!("paragraph {place} of the text"),
        Target::Chapeau(id) => format!("chapeau of {id}"),
        Target::Footnote(mark, None) => format!("footnote {mark}"),
        Target::Footnote(mark, Some(id)) => format!("footnote {mark} of {id}"),
        Target::Placed(_, number) => format!("instruction {number}"),
        Target::FromEnd(Division::Preamble, place) => format!("preambular paragraph {place} from the end"),
        Target::FromEnd(Division::Operative, place) => format!("operative paragraph {place} from the end"),
    }
}

fn place(position: &Position) -> (&'static str, Vec<String>) {
    let division = |division: &Division| match division {
        Division::Preamble => vec!["preamble".to_owned()],
        Division::Operative => vec!["operative part".to_owned()],
    };
    match position {
        Position::After(target) => ("after", vec![name(target)]),
        Position::Before(target) => ("before", vec![name(target)]),
        Position::FirstUnder(target) => ("start", vec![name(target)]),
        Position::LastUnder(target) => ("end", vec![name(target)]),
        Position::Start(part) => ("start", division(part)),
        Position::End(part) => ("end", division(part)),
    }
}
