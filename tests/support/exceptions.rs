//! What the properties do not demand, each with its reason. An exception is asked for only where a fault was found.

use travaux::model::Resolution;

use crate::support::sensitivity::Edit;
use crate::support::source::{Format, Piece, PieceKind, Source};

/// A piece of a source that is missing or whose change went unreported.
pub(crate) struct Fault<'a> {
    pub(crate) source: &'a Source,
    pub(crate) resolution: &'a Resolution,
    pub(crate) piece: &'a Piece,
    /// What was done to it; nothing where it is missing.
    pub(crate) edit: Option<Edit>,
}

type Exception = (&'static str, fn(&Fault<'_>) -> bool);

const BY_DESIGN: [Exception; 10] = [
    ("a link from a note back to its call is no word", |fault| fault.text() == "↩"),
    ("the bars around the cells of a table", |fault| fault.source.format == Format::Markdown && fault.text() == "|"),
    ("the rule over footnotes", |fault| fault.text() == "_"),
    ("the stop behind a number and the brackets around it are its setting", |fault| {
        fault.edit == Some(Edit::Delete) && matches!(fault.text(), "." | "(" | ")") && fault.is_in_label()
    }),
    ("a field of the header is reported under a name of its own", |fault| {
        let line = fault.line();
        ["Distr.:", "Original:", "Agenda item"].iter().any(|name| line.contains(name) && name.contains(fault.text()))
    }),
    ("the signs of Markdown that set a heading or a paragraph off", |fault| {
        fault.source.format == Format::Markdown && matches!(fault.text(), "#" | "*")
    }),
    ("the number of a reference follows the link that it is", |fault| {
        fault.source.format == Format::Html && fault.is_in_link()
    }),
    ("ligatures are written out, and soft hyphens taken out, before anything is compared", |fault| {
        fault.text().contains(['ﬁ', 'ﬂ', 'ﬀ', 'ﬃ', 'ﬄ', '\u{ad}'])
    }),
    ("a digit with a space behind reads as the mark of a footnote where there is such a footnote", |fault| {
        let first = fault.text().get(..1).unwrap_or_default();
        fault.edit == Some(Edit::Part) && fault.resolution.footnotes.iter().any(|note| note.mark == first)
    }),
    ("figures with the mark of a footnote behind them", |fault| {
        fault.edit.is_none() && fault.piece.kind == PieceKind::Figure && fault.is_followed_by_mark()
    }),
];

/// Why a fault is none.
pub(crate) fn excuse(fault: &Fault<'_>) -> Option<&'static str> {
    BY_DESIGN.iter().find(|(_, holds)| holds(fault)).map(|(reason, _)| *reason)
}

impl Fault<'_> {
    fn text(&self) -> &str {
        self.source.text(self.piece)
    }

    /// The line around the piece, without tags.
    fn line(&self) -> String {
        let text = &self.source.parts[self.piece.part];
        let start = text[..self.piece.range.start].rfind('\n').map_or(0, |end| end + 1);
        let end = text[start..].find('\n').map_or(text.len(), |end| start + end);
        let mut line = String::new();
        let mut is_tag = false;
        for character in text[start..end].chars() {
            match character {
                '<' if self.source.format != Format::Text => is_tag = true,
                '>' if self.source.format != Format::Text => is_tag = false,
                '*' if self.source.format == Format::Markdown => {}
                _ if !is_tag => line.push(character),
                _ => {}
            }
        }
        line.trim().to_owned()
    }

    /// Whether the piece is all that a link to a footnote shows.
    fn is_in_link(&self) -> bool {
        let text = &self.source.parts[self.piece.part];
        text[self.piece.range.end..].starts_with("</a></sup>")
    }

    /// Whether the piece stands before the first word of its line, or of its element.
    fn is_in_label(&self) -> bool {
        let text = &self.source.parts[self.piece.part];
        let before = &text[..self.piece.range.start];
        let start = before.rfind(['\n', '>']).map_or(0, |end| end + 1);
        // `[4 alt.` is one too
        before[start..].trim().chars().count() <= 6
    }

    fn is_followed_by_mark(&self) -> bool {
        let digits = self.text();
        (1..digits.len()).any(|middle| {
            let (figure, mark) = digits.split_at(middle);
            let notes = || self.resolution.footnotes.iter().map(|note| note.mark.as_str());
            notes().any(|note| note == mark) && self.resolution.paragraphs.iter().any(|it| it.text.contains(figure))
        })
    }
}
