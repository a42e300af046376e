//! Compares versions of a resolution, draft against adopted, last year's text against this year's.
//!
//! The map, one line per stage. Every stage is a module, and only this file joins them:
//!
//! | stage | module | gives |
//! |---|---|---|
//! | bytes | [`read`] | [`model::Document`]: blocks as they are on the page |
//! | | [`normalize`] | the same without page furniture, footnotes and line breaks |
//! | | [`parse`] | [`model::Resolution`]: header, named paragraphs |
//! | two resolutions | [`align`] | [`model::Alignment`]: which paragraphs belong together |
//! | | [`diff`] | [`model::Comparison`]: kinds of change, redlines |
//! | | [`explain`] | the same with the significance of each change, and why |
//! | comparisons of versions in a row | [`history`](mod@history) | [`model::History`]: where each clause of the last version comes from |
//! | a draft and amendments | [`amend`](mod@amend) | the text as amended; from a comparison, the amendment that makes it; what the marks of a file do not say |
//! | | [`report`] | bytes: terminal, Markdown, JSON, HTML, Word, CSV |
//!
//! [`text`] has tokens, keys and sequence comparison, [`model`] the data types, [`lexicon`] the vocabulary of the genre
//! (opening phrases, numbers, symbols). Only `read` and `report` can fail. A stage reports its doubts as
//! [`model::Warning`]s inside the value that they are about.
//!
//! ```
//! # use travaux::model::{ChangeKind, Versions};
//! let text = |verb| format!("The General Assembly,\n\n1. {verb} the report on lighthouses;\n\n2. Decides to meet.");
//! let before = travaux::resolution(text("Takes note of").as_bytes())?;
//! let after = travaux::resolution(text("Welcomes").as_bytes())?;
//! let comparison = travaux::compare(Versions::new(before, after));
//! assert_eq!(comparison.counts().count(ChangeKind::Reworded), 1);
//! # Ok::<(), travaux::read::Error>(())
//! ```
//!
//! # Features
//! `pdf`, `docx`, `html` and `akn` (Akoma Ntoso) read these formats; `docx` and `html` write them too. `cli` is the
//! program, with all of them. Without features the library reads plain text and Markdown.
//!
//! # Glossary
//!
//! The text, in the terms of the United Nations:
//!
//! | term | meaning |
//! |---|---|
//! | symbol | the name of a document: `A/C.1/78/L.11` (a draft), `A/RES/78/237` (an adopted resolution) |
//! | organ line | the line that begins the text, `The General Assembly,`; [`parse`] keeps it apart from the paragraphs |
//! | preambular paragraph (`PP3`) | an unnumbered paragraph before the operative part; it opens with a participle |
//! | operative paragraph (`OP4`) | a numbered paragraph; it opens with a verb in the present tense |
//! | subparagraph (`OP4(a)`) | an item of the list of a paragraph |
//! | chapeau | the words of a paragraph above its list; [`parse`] knows one above all numbered paragraphs, too |
//! | opening phrase | the verb that a paragraph opens with, and its modifiers: `Strongly condemns` |
//! | connective | *also* or *further* beside an opening verb, after another paragraph with the same verb |
//! | label | the printed number of a paragraph: `4 bis`, `(a)`; a paragraph *id* is its unique name: `Annex/1(a)` |
//! | cross-reference | the number of a paragraph of the same text: the 5 of `paragraph 5 above` |
//! | bracket | words in square brackets: not agreed, a position, or a mark such as *agreed ad ref.* |
//! | amendment | a document that changes a draft by *instructions*; each of its items is a *provision* |
//!
//! The comparison, in the terms of the code:
//!
//! | term | meaning |
//! |---|---|
//! | side | one of the two versions, [`Before`](Side::Before) or [`After`](Side::After); [`Versions`] holds a value for each |
//! | token, key | a word, number or punctuation mark, and the hash that it is compared by ([`text`]) |
//! | lexicon | the vocabulary of a language: openings, scales of verbs, qualifiers, word lists ([`lexicon`]) |
//! | ledger | what normalization removed from the text: page furniture, hidden text, comments |
//! | link | the paragraphs of both sides that belong together: one to one, split, merged, added or removed ([`align`]) |
//! | anchor | a link of equal texts, which is certain ([`align`]) |
//! | backbone, gap | the linked pairs whose order did not change, and the paragraphs between two of them ([`align`]) |
//! | whole, fragment | a paragraph that was split or merged, and one of its parts on the other side ([`align`]) |
//! | formula | wording of the genre that two texts share although neither comes from the other ([`align`]) |
//! | change | what happened to a link: the kind of change of its words, and whether it moved or was renumbered ([`diff`]) |
//! | hunk | a range of words on both sides that is kept or changed; a *kept run* lies between two changes |
//! | redline | the segments of a change: words kept, removed and added |
//! | edit | a phrase of a redline that a person would name and could accept alone: `“Requests” becomes “Invites”` |
//! | reason | why a change matters: a [code](model::ReasonCode), a significance and a sentence ([`explain`]) |
//! | significance | substantive, routine, editorial or typographic |
//! | direction | whether an edit makes the text stronger or weaker, if the sources agree |
//! | rollover | the step of sessions and years from last year's text to this year's |
//! | entity | a session, date, number, amount or cited document in the text |
//! | qualifier | a modal, hedge, intensifier or negation, or a phrase that limits the scope |
//! | relocation | a passage that moved to another paragraph |
//! | lineage | the links of a clause through all versions; its *origin* is the first version that has it ([`mod@history`]) |

pub mod align;
pub mod amend;
pub mod diff;
pub mod explain;
pub mod history;
pub mod lexicon;
pub mod model;
pub mod normalize;
pub mod parse;
pub mod read;
pub mod report;
pub mod text;

use model::{Amendment, Application, Comparison, Document, History, Resolution, Side, Versions};

/// Reads documents of any known format.
///
/// ```
/// # use travaux::{Reader, model::Side};
/// let draft = "The General Assembly,\n\n1. {~~Notes~>Welcomes~~} the report;\n\n2. Decides to meet.";
/// assert_eq!(Reader::new().read(draft)?.paragraphs[0].text, "Welcomes the report;");
/// assert_eq!(Reader::new().side(Side::Before).read(draft)?.paragraphs[0].text, "Notes the report;");
/// let versions = Reader::new().read_tracked(draft)?.expect("there is a tracked change");
/// assert_eq!(versions.before.paragraphs[0].text, "Notes the report;");
/// # Ok::<(), travaux::read::Error>(())
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct Reader {
    side: Option<Side>,
}

impl Reader {
    /// A reader that takes tracked changes as accepted, with a warning.
    pub fn new() -> Reader {
        Reader::default()
    }

    /// Undoes tracked changes ([`Side::Before`]) or accepts them ([`Side::After`]), without a warning.
    pub fn side(self, side: Side) -> Reader {
        Reader { side: Some(side) }
    }

    /// Reads, normalizes and parses a document. Bytes that are passed by value are freed once they are read.
    ///
    /// # Errors
    /// As [`read::document`].
    pub fn read(self, bytes: impl AsRef<[u8]>) -> Result<Resolution, read::Error> {
        Ok(parse::parse(self.document(bytes)?))
    }

    /// Reads a document as the resolution or the amendment that it is.
    ///
    /// # Errors
    /// As [`read::document`].
    pub fn read_either(self, bytes: impl AsRef<[u8]>) -> Result<Reading, read::Error> {
        let document = self.document(bytes)?;
        if !amend::may_instruct(&document) {
            return Ok(Reading::Resolution(Box::new(parse::parse(document))));
        }
        let resolution = parse::parse(document.clone());
        Ok(match amend::read(&document, resolution.header.clone()) {
            Some(amendment) => Reading::Amendment(Box::new(amendment), Box::new(resolution)),
            None => Reading::Resolution(Box::new(resolution)),
        })
    }

    /// Reads a document as the amendment that it is; `None` if it is none.
    ///
    /// # Errors
    /// As [`read::document`].
    pub fn read_amendment(self, bytes: impl AsRef<[u8]>) -> Result<Option<Amendment>, read::Error> {
        let document = self.document(bytes)?;
        let header = parse::parse(document.clone()).header;
        Ok(amend::read(&document, header))
    }

    /// Reads a text under negotiation as one party proposes it, by its brackets and by whose the tracked changes are;
    /// `None` if nothing in it is the party's. If a side of the tracked changes was chosen, all are taken so.
    ///
    /// # Errors
    /// As [`read::document`].
    pub fn read_proposed(self, bytes: impl AsRef<[u8]>, author: &str) -> Result<Option<Resolution>, read::Error> {
        let document = match self.side {
            None => read::document_by(bytes.as_ref(), author)?,
            Some(side) => read::document_as(bytes.as_ref(), side)?,
        };
        Ok(parse::as_proposed_by(&parsed(document), author))
    }

    /// Reads the two versions of a file whose author shows changes by bold or underlined (new) and struck-through
    /// (deleted) words; `None` if it shows none.
    ///
    /// # Errors
    /// As [`read::document`].
    pub fn read_shown_changes(self, bytes: impl AsRef<[u8]>) -> Result<Option<Versions<Resolution>>, read::Error> {
        Ok(read::with_shown_changes(bytes.as_ref())?.map(|documents| documents.map(parsed)))
    }

    /// Reads the two versions that a file with tracked changes is; `None` if it has no tracked changes.
    ///
    /// # Errors
    /// As [`read::document`].
    pub fn read_tracked(self, bytes: impl AsRef<[u8]>) -> Result<Option<Versions<Resolution>>, read::Error> {
        Ok(read::tracked(bytes.as_ref())?.map(|documents| documents.map(parsed)))
    }

    /// Reads and normalizes a document. Bytes that are passed by value are freed before it is normalized.
    fn document(self, bytes: impl AsRef<[u8]>) -> Result<Document, read::Error> {
        let document = match self.side {
            None => read::document(bytes.as_ref())?,
            Some(side) => read::document_as(bytes.as_ref(), side)?,
        };
        drop(bytes);
        Ok(normalize::normalize(document))
    }
}

/// What a document is.
#[derive(Debug, Clone, PartialEq)]
pub enum Reading {
    /// A resolution, or any text with paragraphs.
    Resolution(Box<Resolution>),
    /// Instructions that change one, and the same read as any text.
    Amendment(Box<Amendment>, Box<Resolution>),
}

/// Reads a document with the default [`Reader`].
///
/// # Errors
/// As [`read::document`].
pub fn resolution(bytes: &[u8]) -> Result<Resolution, read::Error> {
    Reader::new().read(bytes)
}

/// Every document is normalized and parsed once it is read.
fn parsed(document: Document) -> Resolution {
    parse::parse(normalize::normalize(document))
}

/// Compares two resolutions.
pub fn compare(resolutions: Versions<Resolution>) -> Comparison {
    let alignment = align::align(resolutions.as_ref());
    explain::explain(diff::diff(resolutions, alignment))
}

/// Follows the clauses of a text through its versions, oldest first.
///
/// ```
/// let text = |clause| format!("The General Assembly,\n\n1. Decides to meet in spring;\n\n{clause}").into_bytes();
/// let clause = "2. Requests the keepers of all lighthouses to report on their lamps.";
/// let versions = ["2. Thanks them.", clause, "2. Thanks them.", clause].map(|clause| travaux::resolution(&text(clause)));
/// let history = travaux::history(&versions.into_iter().collect::<Result<Vec<_>, _>>()?);
/// assert_eq!(history.clauses[1].origin.0, 1);
/// assert!(history.clauses[1].path[2].is_empty());
/// # Ok::<(), travaux::read::Error>(())
/// ```
pub fn history(versions: &[Resolution]) -> History {
    let Some(first) = versions.first() else { return History::default() };
    let mut tracker = history::Tracker::new(first.clone());
    for pair in versions.windows(2) {
        tracker.add(compare(Versions::new(pair[0].clone(), pair[1].clone())));
        // Two versions say what their comparison says.
        if versions.len() > 2 {
            if let Some(ends) = tracker.open_ends() {
                tracker.reconnect(&compare(ends));
            }
            if let Some((ends, alignment)) = tracker.resolved_ends() {
                tracker.reconnect_resolved(&explain::explain(diff::diff(ends, alignment)));
            }
        }
    }
    tracker.finish()
}

/// Applies amendments to a draft, in their order.
///
/// ```
/// # use travaux::Reader;
/// let draft = travaux::resolution(b"The General Assembly,\n\n1. Takes note of the report;\n\n2. Decides to meet.")?;
/// let amendment = "In operative paragraph 1, replace \u{201c}Takes note of\u{201d} with \u{201c}Welcomes\u{201d}.";
/// let amendment = Reader::new().read_amendment(amendment)?.expect("it instructs");
/// let application = travaux::apply(&draft, &[amendment]);
/// assert_eq!(application.resolution.paragraphs[0].text, "Welcomes the report;");
/// # Ok::<(), travaux::read::Error>(())
/// ```
pub fn apply(draft: &Resolution, amendments: &[Amendment]) -> Application {
    let application = amend::apply(draft, amendments);
    Application { resolution: parse::rename(application.resolution), ..application }
}

/// Compares a draft with the text as amended; every change says which instructions made it.
pub fn redline(draft: Resolution, application: Application) -> Comparison {
    let Application { resolution, outcomes, changed_by, removed_by } = application;
    let mut comparison = compare(Versions::new(draft, resolution));
    amend::attribute(&mut comparison, &outcomes, &changed_by, &removed_by);
    comparison
}

/// Writes the difference of two texts as an amendment to the older one. It says in its warnings what it does not give.
///
/// ```
/// # use travaux::model::Versions;
/// let text = |verb| format!("The General Assembly,\n\n1. {verb} the report on lighthouses;\n\n2. Decides to meet.");
/// let before = travaux::resolution(text("Takes note of").as_bytes())?;
/// let after = travaux::resolution(text("Welcomes").as_bytes())?;
/// let amendment = travaux::amend(&travaux::compare(Versions::new(before, after)));
/// assert_eq!(
///     amendment.provisions[0].sentence,
///     "In operative paragraph 1, replace \u{201c}Takes note of\u{201d} with \u{201c}Welcomes\u{201d}."
/// );
/// # Ok::<(), travaux::read::Error>(())
/// ```
pub fn amend(comparison: &Comparison) -> Amendment {
    let mut amendment = amend::compose(comparison);
    let Versions { before, after } = comparison.resolutions.as_ref();
    let amended = apply(before, std::slice::from_ref(&amendment)).resolution;
    amendment.warnings.extend(amend::shortfalls(&amended, after));
    amendment.warnings.extend(comparison.warnings.iter().cloned());
    amendment
}

/// Compares a draft with a file that claims to show its changes to it: what is changed without a mark, and what marks say
/// wrongly of the draft. Empty if the marks are the whole truth.
pub fn verify(draft: Resolution, marked: Versions<Resolution>) -> Vec<model::MarkFinding> {
    let undone = compare(Versions::new(draft, marked.before.clone()));
    let marks = compare(marked);
    amend::verify(&undone, &marks)
}
