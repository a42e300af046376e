//! Words in the ink of their side: plain, inserted, deleted, moved here, moved away.

use super::{Options, escape};
use crate::model::Language;
use crate::report::view::{Ink, Role};

/// What happened to a run or to the mark of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    Kept,
    Inserted,
    Deleted,
    MovedHere,
    MovedAway,
}

impl Fate {
    /// The element that says it.
    pub(super) fn element(self) -> Option<&'static str> {
        match self {
            Fate::Kept => None,
            Fate::Inserted => Some("ins"),
            Fate::Deleted => Some("del"),
            Fate::MovedHere => Some("moveTo"),
            Fate::MovedAway => Some("moveFrom"),
        }
    }
}

impl From<Ink> for Fate {
    fn from(ink: Ink) -> Fate {
        match ink {
            Ink::Kept => Fate::Kept,
            Ink::Removed => Fate::Deleted,
            Ink::Added => Fate::Inserted,
        }
    }
}

/// Who changes, and the next free number of a change.
pub(super) struct Pen {
    by: String,
    initials: String,
    next: u32,
    from_right: bool,
}

impl Pen {
    pub(super) fn new(options: &Options, language: Language) -> Pen {
        let date = options.date.as_ref().map(|date| format!(" w:date=\"{}\"", escape(date))).unwrap_or_default();
        Pen {
            by: format!(" w:author=\"{}\"{date}", escape(&options.author)),
            initials: format!(" w:initials=\"{}\"", escape(&initials(&options.author))),
            next: 1,
            from_right: language.is_rtl(),
        }
    }

    /// The attributes of a change; each has a number of its own.
    pub(super) fn sign(&mut self) -> String {
        self.next += 1;
        format!(" w:id=\"{}\"{}", self.next, self.by)
    }

    /// The attributes of a comment, its number aside: author, date, initials.
    pub(super) fn comment_attrs(&self) -> String {
        format!("{}{}", self.by, self.initials)
    }

    /// A run of words.
    pub(super) fn words(&mut self, text: &str, role: Role, fate: Fate) -> String {
        if text.is_empty() {
            return String::new();
        }
        let element = if fate == Fate::Deleted { "delText" } else { "t" };
        let style = match role {
            Role::Opening => "<w:i/><w:iCs/>",
            Role::Words => "",
            Role::Mark => "<w:vertAlign w:val=\"superscript\"/>",
        };
        let inner = format!("<w:{element} xml:space=\"preserve\">{}</w:{element}>", escape(text));
        let run = self.run(style, &inner);
        self.within(fate, &run)
    }

    /// A tab.
    pub(super) fn tab(&mut self, fate: Fate) -> String {
        let run = self.run("", "<w:tab/>");
        self.within(fate, &run)
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
    pub(super) fn within(&mut self, fate: Fate, runs: &str) -> String {
        match fate.element() {
            None => runs.to_owned(),
            Some(element) => format!("<w:{element}{}>{runs}</w:{element}>", self.sign()),
        }
    }

    /// The mark of a paragraph under a fate.
    pub(super) fn mark(&mut self, fate: Fate) -> String {
        match fate.element() {
            None => String::new(),
            Some(element) => format!("<w:rPr><w:{element}{}/></w:rPr>", self.sign()),
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
