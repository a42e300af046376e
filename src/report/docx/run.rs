//! Runs and tracked revisions: plain, inserted, deleted, moved here, moved away.

use super::{Options, escape};
use crate::model::{Language, Versions};
use crate::report::view::{Origin, Role};
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
}

impl From<Origin> for Revision {
    fn from(origin: Origin) -> Revision {
        match origin {
            Origin::Both => Revision::Kept,
            Origin::Before => Revision::Deleted,
            Origin::After => Revision::Inserted,
        }
    }
}

/// Writes revisions: their author, date and ids.
pub(super) struct RevisionWriter {
    author_attrs: String,
    initials: String,
    next: u32,
    from_right: bool,
    /// Whether two spellings of the same words are a change.
    pub(super) tracks_typography: bool,
}

impl RevisionWriter {
    pub(super) fn new(options: &Options, language: Language) -> RevisionWriter {
        let date = options.date.as_ref().map(|date| format!(" w:date=\"{}\"", escape(date))).unwrap_or_default();
        RevisionWriter {
            author_attrs: format!(" w:author=\"{}\"{date}", escape(&options.author)),
            initials: format!(" w:initials=\"{}\"", escape(&initials(&options.author))),
            next: 1,
            from_right: language.is_rtl(),
            tracks_typography: options.typography,
        }
    }

    /// The attributes of a revision, with a new id.
    pub(super) fn attrs(&mut self) -> String {
        let id = self.next_id();
        format!(" w:id=\"{id}\"{}", self.author_attrs)
    }

    fn next_id(&mut self) -> u32 {
        self.next += 1;
        self.next
    }

    /// The start and the end of a range of moved paragraphs; empty unless they moved.
    pub(super) fn move_range(&mut self, revision: Revision, name: Option<&str>) -> (String, String) {
        let is_move = matches!(revision, Revision::MovedHere | Revision::MovedAway);
        let (Some(element), Some(name), true) = (revision.element(), name, is_move) else { return Default::default() };
        let id = self.next_id();
        let start = format!("<w:{element}RangeStart w:id=\"{id}\"{} w:name=\"{name}\"/>", self.author_attrs);
        (start, format!("<w:{element}RangeEnd w:id=\"{id}\"/>"))
    }

    /// The attributes of a comment without its id: author, date, initials.
    pub(super) fn comment_attrs(&self) -> String {
        format!("{}{}", self.author_attrs, self.initials)
    }

    /// A run of words.
    pub(super) fn words(&mut self, text: &str, role: Role, revision: Revision) -> String {
        if text.is_empty() {
            return String::new();
        }
        let element = if revision == Revision::Deleted { "delText" } else { "t" };
        let style = match role {
            Role::Opening => "<w:i/><w:iCs/>",
            Role::Words => "",
            Role::FootnoteRef => "<w:vertAlign w:val=\"superscript\"/>",
        };
        let inner = format!("<w:{element} xml:space=\"preserve\">{}</w:{element}>", escape(text));
        let run = self.run(style, &inner);
        self.wrap(revision, &run)
    }

    /// A run of kept words, which may have two spellings: the one to show, or both as a change.
    pub(super) fn kept(&mut self, both: Versions<&str>, role: Role) -> String {
        if both.before == both.after || !self.tracks_typography {
            return self.words(whole_spelling(both.before, both.after), role, Revision::Kept);
        }
        let old = self.words(both.before, role, Revision::Deleted);
        old + &self.words(both.after, role, Revision::Inserted)
    }

    /// A tab.
    pub(super) fn tab(&mut self, revision: Revision) -> String {
        let run = self.run("", "<w:tab/>");
        self.wrap(revision, &run)
    }

    /// A run with properties.
    pub(super) fn run(&self, properties: &str, inner: &str) -> String {
        let direction = if self.from_right { "<w:rtl/>" } else { "" };
        match (properties, direction) {
            ("", "") => format!("<w:r>{inner}</w:r>"),
            _ => format!("<w:r><w:rPr>{properties}{direction}</w:rPr>{inner}</w:r>"),
        }
    }

    /// Wraps runs in a revision.
    pub(super) fn wrap(&mut self, revision: Revision, runs: &str) -> String {
        match revision.element() {
            None => runs.to_owned(),
            Some(element) => format!("<w:{element}{}>{runs}</w:{element}>", self.attrs()),
        }
    }

    /// The properties of the paragraph mark that say what happened to it.
    pub(super) fn paragraph_mark(&mut self, revision: Revision) -> String {
        match self.mark_element(revision) {
            element if element.is_empty() => element,
            element => format!("<w:rPr>{element}</w:rPr>"),
        }
    }

    /// The same for a mark that has other properties.
    pub(super) fn mark_element(&mut self, revision: Revision) -> String {
        revision.element().map(|element| format!("<w:{element}{}/>", self.attrs())).unwrap_or_default()
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
