//! What the properties do not demand, each with its reason: first what is right so, then what is not right yet.
//!
//! An exception is asked for only where a fault was found. So a list of its own says what is still to be done: `NOT_YET`
//! must become empty, and each of its lines can be taken out as soon as the tests pass without it.

use travaux::model::Resolution;

use crate::sensitivity::Edit;
use crate::source::{Format, Piece, PieceKind, Source};

/// A piece of a source that is missing or whose change went unreported.
pub(crate) struct Fault<'a> {
    pub(crate) source: &'a Source,
    pub(crate) resolution: &'a Resolution,
    pub(crate) piece: &'a Piece,
    /// What was done to it; nothing where it is missing.
    pub(crate) edit: Option<Edit>,
}

type Exception = (&'static str, fn(&Fault<'_>) -> bool);

/// These stay.
const BY_DESIGN: [Exception; 6] = [
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
    ("figures with the mark of a footnote behind them", |fault| {
        fault.edit.is_none() && fault.piece.kind == PieceKind::Figure && fault.is_followed_by_mark()
    }),
];

/// These are faults of the program.
const NOT_YET: [Exception; 8] = [
    ("closing lines are not compared", |fault| {
        fault.resolution.closing.iter().any(|closing| fault.line().contains(closing.as_str()))
    }),
    ("the organ's line is not compared", |fault| {
        fault.resolution.opener.iter().any(|organ| fault.line().contains(organ.as_str()))
    }),
    ("a minus before a figure is not seen", |fault| {
        fault.edit == Some(Edit::Insert) && fault.piece.kind == PieceKind::Figure
    }),
    ("a space between two digits is not seen", |fault| fault.edit == Some(Edit::Part)),
    ("a hyphen in a compound is not seen", |fault| fault.edit == Some(Edit::Delete) && fault.text() == "-"),
    ("a call of a footnote that vanishes is not seen", |fault| {
        let marks = fault.resolution.footnotes.iter().map(|note| note.mark.as_str());
        fault.edit.is_some() && fault.source.format != Format::Word && marks.into_iter().any(|mark| fault.is_mark(mark))
    }),
    ("the number before a title is lost", |fault| {
        let line = fault.line();
        let title = line.trim_start_matches(['#', ' ']);
        // of pieces that stand several times any may be the lost one
        let parts = ["84", "85", "99", "103", "218", "/", "."];
        title.starts_with(|c: char| c.is_ascii_digit()) && title.contains('/')
            || fault.edit.is_none() && parts.contains(&fault.text())
    }),
    ("a running head is lost", |fault| fault.edit.is_none() && fault.line().starts_with("A/RES/84/147")),
];

/// Why a fault is none, or is known.
pub(crate) fn excuse(fault: &Fault<'_>) -> Option<&'static str> {
    BY_DESIGN.iter().chain(&NOT_YET).find(|(_, holds)| holds(fault)).map(|(reason, _)| *reason)
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

    fn is_mark(&self, mark: &str) -> bool {
        let raised = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|digit| digit == c);
        let plain: String =
            self.text().chars().map(|c| raised(c).map_or(c, |digit| char::from(b'0' + digit as u8))).collect();
        plain == mark
    }
}
