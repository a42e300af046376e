//! Words in the ink of their side: plain, inserted, deleted, moved here, moved away.

use super::{Options, escape};
use crate::model::Language;
use crate::report::view::{Origin, Role};

/// What happened to a run or to the mark of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Revision {
    Kept,
    Inserted,
    Deleted,
    MovedHere,
    MovedAway,
}

impl Revision {
    /// The element that says it.
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

/// Who changes, and the next free number of a change.
pub(super) struct RevisionWriter {
    author_attrs: String,
    initials: String,
    next: u32,
    from_right: bool,
}

impl RevisionWriter {
    pub(super) fn new(options: &Options, language: Language) -> RevisionWriter {
        let date = options.date.as_ref().map(|date| format!(" w:date=\"{}\"", escape(date))).unwrap_or_default();
        RevisionWriter {
            author_attrs: format!(" w:author=\"{}\"{date}", escape(&options.author)),
            initials: format!(" w:initials=\"{}\"", escape(&initials(&options.author))),
            next: 1,
            from_right: language.is_rtl(),
        }
    }

    /// The attributes of a change; each has a number of its own.
    pub(super) fn attrs(&mut self) -> String {
        self.next += 1;
        format!(" w:id=\"{}\"{}", self.next, self.author_attrs)
    }

    /// The attributes of a comment, its number aside: author, date, initials.
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

    /// Puts runs under a fate.
    pub(super) fn wrap(&mut self, revision: Revision, runs: &str) -> String {
        match revision.element() {
            None => runs.to_owned(),
            Some(element) => format!("<w:{element}{}>{runs}</w:{element}>", self.attrs()),
        }
    }

    /// The mark of a paragraph under a fate.
    pub(super) fn paragraph_mark(&mut self, revision: Revision) -> String {
        match revision.element() {
            None => String::new(),
            Some(element) => format!("<w:rPr><w:{element}{}/></w:rPr>", self.attrs()),
        }
    }
}

/// The longest initials that Word takes.
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
