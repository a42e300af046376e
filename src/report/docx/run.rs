//! Runs and tracked revisions: plain, inserted, deleted, moved here, moved away.

use super::Options;
use super::xml::{Element, Xml, w, words};
use crate::model::{Language, Versions};
use crate::report::view::{Role, Sides};
use crate::text::whole_spelling;

/// What happened to a run or a paragraph mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Revision {
    Kept,
    Inserted,
    Deleted,
    MovedHere,
    MovedAway,
}

impl Revision {
    /// The element of a tracked revision.
    pub(super) fn element(self) -> Option<&'static str> {
        match self {
            Revision::Kept => None,
            Revision::Inserted => Some("ins"),
            Revision::Deleted => Some("del"),
            Revision::MovedHere => Some("moveTo"),
            Revision::MovedAway => Some("moveFrom"),
        }
    }

    /// The element of its words.
    pub(super) fn text_element(self) -> &'static str {
        if self == Revision::Deleted { "delText" } else { "t" }
    }
}

impl From<Sides> for Revision {
    fn from(sides: Sides) -> Revision {
        match sides {
            Sides::Both => Revision::Kept,
            Sides::Before => Revision::Deleted,
            Sides::After => Revision::Inserted,
        }
    }
}

/// Writes revisions: their author, date and ids.
pub(super) struct RevisionWriter {
    author: String,
    date: Option<String>,
    next: u32,
    from_right: bool,
    /// Whether two spellings of the same words are a change.
    pub(super) tracks_typography: bool,
}

impl RevisionWriter {
    pub(super) fn new(options: &Options, language: Language) -> RevisionWriter {
        RevisionWriter {
            author: options.author.clone(),
            date: options.date.clone(),
            next: 1,
            from_right: language.is_rtl(),
            tracks_typography: options.typography,
        }
    }

    /// Makes an element one of a revision: with an id, author and date.
    pub(super) fn identified(&mut self, element: Element) -> Element {
        let id = self.next_id();
        self.signed(element.id(id))
    }

    fn next_id(&mut self) -> u32 {
        self.next += 1;
        self.next
    }

    fn signed(&self, element: Element) -> Element {
        let element = element.attribute("w:author", &self.author);
        self.date.iter().fold(element, |element, date| element.attribute("w:date", date))
    }

    /// The start and the end of a range of moved paragraphs; empty unless they moved.
    pub(super) fn move_range(&mut self, revision: Revision, name: Option<&str>) -> (Xml, Xml) {
        let is_move = matches!(revision, Revision::MovedHere | Revision::MovedAway);
        let (Some(element), Some(name), true) = (revision.element(), name, is_move) else { return Default::default() };
        let id = self.next_id();
        let start = self.signed(w(&format!("{element}RangeStart")).id(id)).attribute("w:name", name);
        (start.into(), w(&format!("{element}RangeEnd")).id(id).into())
    }

    /// A comment of the author.
    pub(super) fn comment(&self, index: usize, paragraphs: &Xml) -> Xml {
        let comment = self.signed(w("comment").id(index)).attribute("w:initials", initials(&self.author));
        comment.with(paragraphs.clone()).into()
    }

    /// A run of words.
    pub(super) fn words(&mut self, text: &str, role: Role, revision: Revision) -> Xml {
        if text.is_empty() {
            return Xml::default();
        }
        let style = match role {
            Role::Opening => [w("i"), w("iCs")].into(),
            Role::Words => Xml::default(),
            Role::FootnoteRef => w("vertAlign").val("superscript").into(),
        };
        let run = self.run(style, words(revision.text_element(), text));
        self.wrap(revision, run)
    }

    /// A run of kept words, which may have two spellings: the one to show, or both as a change.
    pub(super) fn kept(&mut self, both: Versions<&str>, role: Role) -> Xml {
        if both.before == both.after || !self.tracks_typography {
            return self.words(whole_spelling(both.before, both.after), role, Revision::Kept);
        }
        let old = self.words(both.before, role, Revision::Deleted);
        old + self.words(both.after, role, Revision::Inserted)
    }

    /// A tab.
    pub(super) fn tab(&mut self, revision: Revision) -> Xml {
        let run = self.run(Xml::default(), w("tab"));
        self.wrap(revision, run)
    }

    /// A run with properties.
    pub(super) fn run(&self, properties: Xml, content: impl Into<Xml>) -> Xml {
        let properties = properties + self.from_right.then(|| w("rtl"));
        let properties = (!properties.is_empty()).then(|| w("rPr").with(properties));
        w("r").with(properties).with(content).into()
    }

    /// Wraps runs in a revision.
    pub(super) fn wrap(&mut self, revision: Revision, runs: impl Into<Xml>) -> Xml {
        match revision.element() {
            None => runs.into(),
            Some(element) => self.identified(w(element)).with(runs).into(),
        }
    }

    /// The properties of the paragraph mark that say what happened to it.
    pub(super) fn paragraph_mark(&mut self, revision: Revision) -> Xml {
        let mark = self.mark_element(revision);
        (!mark.is_empty()).then(|| w("rPr").with(mark)).into()
    }

    /// The same for a mark that has other properties.
    pub(super) fn mark_element(&mut self, revision: Revision) -> Xml {
        revision.element().map(|element| self.identified(w(element))).into()
    }
}

/// The longest initials that Word accepts.
const MAX_INITIALS: usize = 9;

/// The initials of an author: `Ana Maria Silva` is AMS.
fn initials(author: &str) -> String {
    let words = author.split(|c: char| c.is_whitespace() || c == '-');
    let first = words.filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    first.take(MAX_INITIALS).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_those_of_the_author() {
        for (author, expected) in [
            ("Ana Maria Silva", "AMS"),
            ("travaux", "T"),
            ("  Jean-Luc  Picard ", "JLP"),
            ("élise (Legal)", "ÉL"),
            ("Мария Ивановна", "МИ"),
            ("", ""),
            ("a b c d e f g h i j k", "ABCDEFGHI"),
        ] {
            assert_eq!(initials(author), expected);
        }
    }
}
