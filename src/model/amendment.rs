//! Amendment documents, and the result of applying them.

use ecow::EcoString;

use super::{
    Footnote, FootnoteRef, Header, HeaderField, Label, ParagraphId, ParagraphIndex, Resolution, SourceLocation, Warning,
};

/// An amendment document: instructions that change a draft.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Amendment {
    /// What stands above the instructions.
    pub header: Header,
    /// The symbol of the draft that it amends, where it says so.
    pub base: Option<String>,
    /// Whether the sponsors of the draft accept it, where it says so, as amendments of Model UN do.
    pub is_friendly: Option<bool>,
    /// Its numbered items in order.
    pub provisions: Vec<Provision>,
    /// Footnotes to the new text, in order.
    pub footnotes: Vec<Footnote>,
    /// What differs from the newer text and is not amended: `the symbol`, `the closing lines`.
    pub omissions: Vec<String>,
    /// What was doubtful.
    pub warnings: Vec<Warning>,
}

impl Amendment {
    /// What to say of a text whose symbol is not that of the draft that is amended.
    pub fn base_mismatch(&self, text: &Resolution) -> Option<String> {
        let (wanted, found) = (self.base.as_deref()?, text.header.get(HeaderField::Symbol)?);
        // “resolution 78/29” is A/RES/78/29
        let [wanted, found] = [wanted, found].map(|symbol| symbol.trim_end_matches('*').trim());
        let ends = |long: &str, short: &str| {
            let (long, short) = (long.to_lowercase(), short.to_lowercase());
            long == short || long.strip_suffix(&short).is_some_and(|rest| rest.ends_with('/'))
        };
        (!ends(wanted, found) && !ends(found, wanted)).then(|| format!("amends {wanted}, and this text is {found}"))
    }
}

/// One numbered item of an amendment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Provision {
    /// Its number as printed, without its full stop: `3`, `3 (a)`; none where a single item has none.
    pub number: Option<EcoString>,
    /// The sentence that instructs, without footnote references.
    pub sentence: String,
    /// Footnote references in the sentence, by byte offset.
    pub footnote_refs: Vec<FootnoteRef>,
    /// What it instructs to do, in order; empty where the sentence could not be read.
    pub instructions: Vec<Instruction>,
    /// New paragraphs printed below the sentence.
    pub text: Vec<NewParagraph>,
    /// Where it begins in the source.
    pub location: SourceLocation,
}

/// A paragraph that an amendment prints in full.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewParagraph {
    /// Its number, where one is printed.
    pub label: Option<Label>,
    /// Its text, without the number and the footnote references.
    pub text: String,
    /// Footnote references by byte offset in the text.
    pub footnote_refs: Vec<FootnoteRef>,
}

/// One thing that an amendment instructs to do. Numbers and quotations refer to the draft as it stands before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Instruction {
    /// `Delete operative paragraphs 5 and 6.`
    Delete {
        /// The paragraphs.
        targets: Vec<Target>,
    },
    /// `Replace operative paragraph 5 with the following text:`
    Replace {
        /// The paragraphs; several become what is printed below.
        targets: Vec<Target>,
    },
    /// `After operative paragraph 5, insert a new operative paragraph reading:`
    Insert {
        /// Where.
        position: Position,
        /// What the new paragraphs are called.
        kind: NewKind,
        /// How many there are of the first level, where that is said.
        count: Option<usize>,
    },
    /// `Move operative paragraph 7 to follow operative paragraph 9.` The official grammar has no such form.
    Move {
        /// The paragraphs.
        targets: Vec<Target>,
        /// Where they go.
        position: Position,
    },
    /// `Reverse the order of operative paragraphs 3 and 5.`
    Reverse {
        /// The paragraphs; the first one changes places with the last, and so on.
        targets: Vec<Target>,
    },
    /// `Renumber operative paragraph 5 as 4 bis.`
    Renumber {
        /// The paragraph.
        target: Target,
        /// Its new number, as it is named: `4 bis`, `(c)`.
        label: EcoString,
    },
    /// A change of words within paragraphs or the title.
    Words {
        /// Where: one or more paragraphs, a whole part.
        scope: Vec<Target>,
        /// What happens to the words.
        change: WordChange,
        /// Which places of the quotation are meant.
        occurrence: Occurrence,
        /// How far what is meant reaches beyond the quotation.
        extent: Extent,
        /// Whether the amended paragraph is printed below (`so that the paragraph reads:`).
        is_printed: bool,
    },
    /// `In operative paragraph 5, after “…”, insert a footnote reading:`
    InsertFootnote {
        /// The paragraph.
        target: Target,
        /// Where its reference goes.
        place: WordPlace,
        /// Which place of the quotation is meant.
        occurrence: Occurrence,
    },
    /// `Renumber the remaining paragraphs accordingly.` That is implied.
    RenumberRest,
}

/// What happens to words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WordChange {
    /// `delete “…”`
    Delete {
        /// The quotation.
        words: String,
    },
    /// `replace “…” with “…”`
    Replace {
        /// The quotation.
        words: String,
        /// What takes its place.
        with: NewWords,
    },
    /// `after “…”, insert “…”`
    Insert {
        /// The new words.
        words: NewWords,
        /// Where they go.
        place: WordPlace,
    },
}

/// Words that an amendment puts in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewWords {
    /// The words, without footnote references.
    pub text: String,
    /// Footnote references by byte offset in the words.
    pub footnote_refs: Vec<FootnoteRef>,
}

impl<T: Into<String>> From<T> for NewWords {
    fn from(text: T) -> NewWords {
        NewWords { text: text.into(), footnote_refs: Vec::new() }
    }
}

/// Where words are inserted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WordPlace {
    /// Behind a quotation.
    After(String),
    /// Before a quotation.
    Before(String),
    /// Between two quotations that follow each other.
    Between(String, String),
    /// At the beginning of the paragraph.
    Start,
    /// At its end, before the last punctuation mark.
    End,
}

/// Which places of a quotation are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occurrence {
    /// The only one; more in one paragraph are a contradiction.
    Only,
    /// All of them.
    All,
    /// The first, the second, …, counted from 1.
    Nth(usize),
}

/// How far the words that an instruction means reach beyond its quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Extent {
    /// The quotation alone.
    #[default]
    Quoted,
    /// The quotation, at the end of the paragraph.
    AtEnd,
    /// `everything after “…”`, to the end of the paragraph.
    After,
    /// `everything before “…”`, from the beginning of the paragraph.
    Before,
    /// `from “…” to the end`
    From,
    /// `the second sentence`, counted from 1.
    Sentence(usize),
    /// `the last sentence`, `the penultimate sentence`, counted from 1.
    SentenceFromEnd(usize),
}

/// What an instruction is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// The title of the draft.
    Title,
    /// The whole preamble.
    Preamble,
    /// All operative paragraphs.
    OperativePart,
    /// Everything.
    Whole,
    /// One paragraph, with what stands under it where it is deleted, replaced or moved.
    Paragraph(ParagraphId),
    /// The same without what stands under it.
    Chapeau(ParagraphId),
    /// A paragraph of the first level counted through the whole text from 1, as old amendments cite it: `the second
    /// paragraph`.
    Nth(usize),
    /// A footnote by its mark, with all references to it or, where a paragraph is named, those in that paragraph.
    Footnote(String, Option<ParagraphId>),
    /// The last preambular or operative paragraph, counted from the end from 1.
    FromEnd(Division, usize),
    /// What an earlier instruction, by its number, puts in or moves: `the text inserted by instruction 4`.
    Placed(Placing, EcoString),
}

/// How an instruction puts something at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placing {
    /// It is new.
    Inserted,
    /// It is moved there.
    Moved,
}

/// The two divisions of a resolution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Division {
    /// The preamble.
    Preamble,
    /// The operative part.
    Operative,
}

/// Where new or moved paragraphs go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Position {
    /// Behind a paragraph and what stands under it.
    After(Target),
    /// Before a paragraph.
    Before(Target),
    /// Directly below a paragraph, before what stands under it already.
    FirstUnder(Target),
    /// Below a paragraph, behind what stands under it already.
    LastUnder(Target),
    /// At the beginning of a division.
    Start(Division),
    /// At its end.
    End(Division),
}

/// What new paragraphs are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NewKind {
    /// Preambular paragraphs.
    Preambular,
    /// Operative paragraphs.
    Operative,
    /// Operative paragraphs without numbers, where others have some.
    UnnumberedOperative,
    /// Subparagraphs.
    Subparagraph,
    /// Headings.
    Heading,
    /// Headings with the numbers of sections, each on a line of its own above its title.
    SectionHeading,
    /// Headings with the paragraphs of the sections below them.
    Section,
    /// A heading with the first paragraphs of its section, where paragraphs that stand there already follow.
    SectionOpening {
        /// How many preambular paragraphs there are.
        preambular: usize,
        /// How many operative paragraphs of the first level there are.
        operative: usize,
    },
    /// A table, printed row by row.
    Table,
    /// Paragraphs of the kind that stands there.
    Paragraph,
    /// The same without numbers, where others have some.
    Unnumbered,
}

/// A draft as amended, and what became of every instruction.
#[derive(Debug, Clone, PartialEq)]
pub struct Application {
    /// The amended text.
    pub resolution: Resolution,
    /// One for every provision, in order.
    pub outcomes: Vec<Outcome>,
    /// The provisions that changed each paragraph of the draft that is no more.
    pub removed_by: Vec<(ParagraphIndex, ProvisionIndex)>,
    /// The provisions that changed or added each paragraph of the amended text.
    pub changed_by: Vec<(ParagraphIndex, ProvisionIndex)>,
}

/// The place of a provision among the amendments applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProvisionIndex {
    /// The amendment.
    pub amendment: usize,
    /// The provision in it.
    pub provision: usize,
}

/// What became of a provision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Which.
    pub provision: ProvisionIndex,
    /// What it is called: `A/80/L.28, instruction 3`.
    pub name: String,
    /// Whether it took effect.
    pub verdict: Verdict,
    /// What a person should check, or why it did not.
    pub notes: Vec<String>,
}

/// Whether a provision took effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It changed the text.
    Applied,
    /// The text is already as it wants it.
    Moot,
    /// It could not be applied.
    Refused,
}

impl Application {
    /// The provisions that could not be applied.
    pub fn refused(&self) -> impl Iterator<Item = &Outcome> {
        self.outcomes.iter().filter(|outcome| outcome.verdict == Verdict::Refused)
    }
}

/// A difference between a draft and the older side of a file that claims to show its changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkFinding {
    /// What is wrong.
    pub kind: MarkFault,
    /// What the paragraph is called: in the draft, or in the marked file where the draft has none.
    pub paragraph: String,
    /// The words of the draft; empty where it has none.
    pub base: String,
    /// The words of the marked file; empty where it has none.
    pub marked: String,
}

/// What is wrong with the marks of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkFault {
    /// New words that are not marked as new.
    UnmarkedInsertion,
    /// Words of the draft that are gone without a mark.
    UnmarkedDeletion,
    /// Other words than in the draft, without a mark.
    UnmarkedReplacement,
    /// A paragraph stands elsewhere, without a mark.
    UnmarkedMove,
    /// Words marked as deleted that the draft does not have.
    FalseDeletion,
    /// Words marked as new that the draft has.
    FalseInsertion,
}

impl MarkFault {
    /// What is wrong, for people.
    pub fn name(self) -> &'static str {
        match self {
            MarkFault::UnmarkedInsertion => "inserted without a mark",
            MarkFault::UnmarkedDeletion => "deleted without a mark",
            MarkFault::UnmarkedReplacement => "changed without a mark",
            MarkFault::UnmarkedMove => "moved without a mark",
            MarkFault::FalseDeletion => "marked as deleted, but not in the base",
            MarkFault::FalseInsertion => "marked as new, but in the base already",
        }
    }
}
