//! New paragraphs that say their own numbers: `Add as paragraph 4 bis: “…”`, `Insert a new subparagraph (a) bis`.
//!
//! The number says where they go: `4` before the old paragraph 4, `4 bis` behind it, `(c)` behind `(b)`.

use ecow::{EcoString, eco_format};

use super::clause::{Clause, Verb};
use super::cursor::Cursor;
use super::sentence::Parser;
use super::tokens::Token;
use crate::lexicon::{PhraseList, WordList, parse_bare_label};
use crate::model::{NewKind, ParagraphId, Position, Target};

/// What stands behind the number of a new paragraph: `4 bis (new)`.
const NEW: &str = "(new)";

impl Cursor {
    /// Takes the numbers of new paragraphs: `4 bis`, `4 bis and 4 ter`, `(a) bis`.
    pub(super) fn take_new_labels(&mut self) -> Vec<EcoString> {
        let mut labels: Vec<EcoString> = self.take_new_label().into_iter().collect();
        while !labels.is_empty()
            && let Some(label) = self.attempt(|cursor| {
                cursor.take_sign(&[',']);
                cursor.take_from(PhraseList::And);
                cursor.take_new_label()
            })
        {
            labels.push(label);
        }
        labels
    }

    fn take_new_label(&mut self) -> Option<EcoString> {
        if let Some(label) = self.take_label() {
            // “4 (a)” is an item of paragraph 4
            let mut items = self.take_items();
            if WordList::NumberSuffix.contains(self.word(0)) && !items.is_empty() {
                items = eco_format!("{} {})", items.trim_end_matches(')'), self.word(0));
                self.index += 1;
            }
            return Some(if items.is_empty() { spaced(label) } else { eco_format!("{label}{items}") });
        }
        let Some(Token::Bracketed(item)) = self.peek() else { return None };
        let item: EcoString = item.as_str().into();
        self.index += 1;
        let suffix = self.word(0);
        if !WordList::NumberSuffix.contains(suffix) {
            return Some(item);
        }
        let label = eco_format!("{} {suffix})", item.trim_end_matches(')'));
        self.index += 1;
        Some(label)
    }
}

/// A number with a space before its suffix: `4 bis` of `4bis`; a letter that stands for one is a capital: `4A`.
fn spaced(label: EcoString) -> EcoString {
    match label.find(|sign: char| !sign.is_ascii_digit()).filter(|end| *end > 0) {
        Some(end) if label.len() == end + 1 => label.to_uppercase(),
        Some(end) if WordList::NumberSuffix.contains(&label[end..]) => {
            eco_format!("{} {}", &label[..end], &label[end..])
        }
        _ => label,
    }
}

impl Parser {
    /// The number of a new paragraph that is named behind it: `a new paragraph, to be numbered 4 bis`.
    pub(super) fn number_of_new(&mut self) -> bool {
        let start = self.cursor.position();
        let is_named = self.clause.new.is_some()
            && self.clause.new_labels.is_empty()
            && self.cursor.take_from(PhraseList::ToBeNumbered);
        if is_named {
            self.cursor.take_division();
            self.cursor.take_from(PhraseList::Paragraph);
            self.clause.new_labels = self.cursor.take_new_labels();
        }
        if self.clause.new_labels.is_empty() || !is_named {
            self.cursor.set_position(start);
            return false;
        }
        true
    }
}

impl Clause {
    /// Whether no more is said than that a paragraph is new.
    pub(super) fn names_new(&self) -> bool {
        let is_new = |target: &Target| matches!(target, Target::Paragraph(id) if id.0.ends_with(NEW));
        self.verb.is_none() && matches!(self.targets.as_slice(), [only] if is_new(only))
    }

    /// Takes the name that a new paragraph is given for its number: `Add as paragraph 4 bis: “…”`, `After paragraph 4, add
    /// paragraph 4 bis:`, `Paragraph 4 bis (new): “…”`.
    pub(super) fn settle_name(&mut self, has_text: bool) {
        if self.names_new()
            && let [Target::Paragraph(id)] = self.targets.as_mut_slice()
        {
            id.0 = id.0.trim_end_matches(NEW).into();
            self.verb = Some(Verb::Insert);
            self.announces = true;
            self.becomes = self.targets.pop();
        }
        if self.verb != Some(Verb::Insert) || !self.quotes.is_empty() {
            return;
        }
        // “a new subparagraph 2 (a bis)”
        if let ([label], [], Some((kind, _))) = (self.new_labels.as_mut_slice(), self.scope.as_slice(), &mut self.new)
            && let Some(open) = label.find('(').filter(|open| *open > 0)
        {
            let item = label[open..].into();
            self.scope.push(Target::Paragraph(ParagraphId(eco_format!("OP{}", &label[..open]))));
            *kind = NewKind::Subparagraph;
            *label = item;
        }
        if !self.new_labels.is_empty() {
            return;
        }
        // “after paragraph 4, insert paragraph 9” moves it
        let announces = self.announces || has_text;
        if self.becomes.is_none() && self.new.is_none() && announces && self.scope.is_empty() && self.targets.len() == 1
        {
            self.becomes = self.targets.pop();
        }
        let division = match self.scope.as_slice() {
            [Target::Preamble] => Some("PP"),
            [Target::OperativePart] => Some("OP"),
            _ => None,
        };
        // “add to the preamble, as second paragraph:”
        let id = match (&self.becomes, division) {
            (Some(Target::Nth(place)), Some(stem)) => Some(ParagraphId(eco_format!("{stem}{place}"))),
            (Some(Target::Paragraph(id)), _) => Some(id.clone()),
            _ => None,
        };
        let Some((kind, label, above)) = id.as_ref().and_then(named) else { return };
        let is_division = division.is_some();
        if is_division {
            self.scope.clear();
        }
        self.becomes = None;
        self.new_labels = vec![label];
        self.scope.extend(above.map(Target::Paragraph));
        self.new.get_or_insert((kind, Some(1)));
    }

    /// Where a new paragraph goes that says its number.
    pub(super) fn position_of_label(&self, kind: NewKind) -> Option<Position> {
        let label = self.new_labels.first().filter(|_| self.becomes.is_none())?;
        let stem = match kind {
            NewKind::Subparagraph => return self.position_of_item(label),
            NewKind::Preambular => "PP",
            NewKind::Operative | NewKind::Paragraph => "OP",
            NewKind::UnnumberedOperative
            | NewKind::Unnumbered
            | NewKind::Heading
            | NewKind::SectionHeading
            | NewKind::Section
            | NewKind::SectionOpening { .. }
            | NewKind::Table => return None,
        };
        let is_of_kind = match self.scope.as_slice() {
            [] => true,
            [Target::Preamble] => kind == NewKind::Preambular,
            [Target::OperativePart | Target::Whole] => kind != NewKind::Preambular,
            _ => false,
        };
        if !is_of_kind {
            return None;
        }
        let target = |number: &str| Target::Paragraph(ParagraphId(eco_format!("{stem}{number}")));
        Some(match label.split_once(' ') {
            Some((number, _)) => Position::After(target(number)),
            // “4bis”
            None => match label.find(|sign: char| !sign.is_ascii_digit()).filter(|end| *end > 0) {
                Some(end) if label[end..].chars().all(char::is_alphabetic) => Position::After(target(&label[..end])),
                _ => Position::Before(target(label)),
            },
        })
    }

    /// Where a new item of a list goes: `(a bis)` behind `(a)`, `(c)` behind `(b)`.
    fn position_of_item(&self, label: &str) -> Option<Position> {
        let [Target::Paragraph(above)] = self.scope.as_slice() else { return None };
        let core = label.trim_start_matches('(').trim_end_matches(')');
        let beside = |item: &str| Position::After(Target::Paragraph(ParagraphId(eco_format!("{}({item})", above.0))));
        match (core.split_once(' '), core.as_bytes()) {
            (Some((item, _)), _) => Some(beside(item)),
            (None, b"a") => Some(Position::FirstUnder(Target::Paragraph(above.clone()))),
            (None, [letter @ b'b'..=b'z']) => Some(beside(&char::from(letter - 1).to_string())),
            _ => None,
        }
    }

    /// The numbers that are printed with new paragraphs: those that counting does not give.
    pub(super) fn printed_labels(&self) -> Vec<EcoString> {
        let kind = self.new.map(|(kind, _)| kind);
        // preambular paragraphs have no numbers
        if kind == Some(NewKind::Preambular) {
            return Vec::new();
        }
        let is_own =
            |label: &&EcoString| label.contains(' ') || label.ends_with(|last: char| last.is_ascii_uppercase());
        self.new_labels.iter().filter(is_own).cloned().collect()
    }
}

/// What the id of a new paragraph says: its kind, its number and what it stands under.
fn named(id: &ParagraphId) -> Option<(NewKind, EcoString, Option<ParagraphId>)> {
    if let Some(open) = id.0.rfind('(') {
        let (above, item) = id.0.split_at(open);
        return (!above.is_empty()).then(|| (NewKind::Subparagraph, item.into(), Some(ParagraphId(above.into()))));
    }
    let stems = [("PP", NewKind::Preambular), ("OP", NewKind::Operative)];
    let (kind, label) = stems.into_iter().find_map(|(stem, kind)| Some((kind, id.0.strip_prefix(stem)?)))?;
    parse_bare_label(label).map(|_| (kind, spaced(label.into()), None))
}
