//! The phrases of an instruction beside its quotations and paragraphs: prepositions, announcements, occurrences, and what a
//! new paragraph is.

use ecow::eco_format;

use super::clause::{Clause, Role, Verb};
use super::sentence::Parser;
use super::tokens::Token;
use crate::lexicon::PhraseList;
use crate::model::{Division, Extent, NewKind, Occurrence};

/// The role that a preposition gives to what follows it.
const PREPOSITIONS: [(PhraseList, Role); 7] = [
    (PhraseList::Scope, Role::Scope),
    (PhraseList::After, Role::After),
    (PhraseList::Before, Role::Before),
    (PhraseList::Between, Role::Between),
    (PhraseList::With, Role::With),
    (PhraseList::For, Role::For),
    (PhraseList::As, Role::As),
];

impl Parser {
    /// Words that announce a text.
    pub(super) fn announcement(&mut self) -> bool {
        let start = self.cursor.position();
        if self.cursor.take_from(PhraseList::AmendedText) {
            if !self.cursor.take_from(PhraseList::Auxiliary) {
                self.cursor.take_from(PhraseList::To);
            }
            if self.cursor.take_from(PhraseList::Reads) {
                self.cursor.take_from(PhraseList::Announcement);
                self.clause.is_printed = true;
                return true;
            }
            self.cursor.set_position(start);
        }
        let found = self.cursor.take_from(PhraseList::Announcement);
        if !found && self.cursor.take_from(PhraseList::Following) {
            let words = self.cursor.take_from(PhraseList::QuotedNoun);
            self.cursor.take_from(PhraseList::TextNoun);
            if self.cursor.is_at_colon() || self.cursor.is_at(PhraseList::As) && self.clause.verb == Some(Verb::Insert)
            {
                self.clause.announces = true;
                self.clause.words_follow = words;
                return true;
            }
            self.cursor.set_position(start);
        }
        if found {
            self.clause.announces = true;
            // “with the following two operative paragraphs:”
            let start = self.cursor.position();
            let is_counted = self.cursor.take_cardinal().is_some() && {
                self.cursor.take_from(PhraseList::New);
                self.cursor.take_from(PhraseList::Unnumbered);
                self.cursor.take_from(PhraseList::Division);
                self.cursor.take_from(PhraseList::Paragraph) || self.cursor.take_from(PhraseList::Subparagraphs)
            };
            if is_counted {
                return true;
            }
            self.cursor.set_position(start);
            // “with the following new paragraph:”
            self.cursor.take_from(PhraseList::Announced);
        }
        found
    }

    /// `remove the square brackets around “x”`
    pub(super) fn brackets(&mut self) -> bool {
        if self.clause.verb != Some(Verb::Delete) || !self.clause.quotes.is_empty() {
            return false;
        }
        let found = self.cursor.attempt(|cursor| {
            cursor.take_from(PhraseList::All);
            cursor.take_from(PhraseList::Definite);
            cursor.take_from(PhraseList::Brackets).then_some(())?;
            // those around a whole paragraph are not all that are in it
            if cursor.take_from(PhraseList::Around) {
                cursor.take_from(PhraseList::TheWords);
                cursor.is_at_quote().then_some(())?;
            }
            Some(())
        });
        self.clause.removes_brackets |= found.is_some();
        found.is_some()
    }

    pub(super) fn occurrence(&mut self) -> bool {
        if self.cursor.take_from(PhraseList::Everywhere) {
            self.clause.occurrence = Some(Occurrence::All);
            return true;
        }
        if self.cursor.take_from(PhraseList::FirstPlace) {
            self.clause.occurrence = Some(Occurrence::Nth(1));
            return true;
        }
        let start = self.cursor.position();
        self.cursor.take_from(PhraseList::BeforeOccurrence);
        self.cursor.take_from(PhraseList::Definite);
        if let Some(place) = self.cursor.take_ordinal() {
            let is_named = self.cursor.take_from(PhraseList::Occurrence);
            self.cursor.take_from(PhraseList::TheWords);
            let is_quoted = self.cursor.is_at_quote();
            if is_quoted && self.role == Role::Object && self.clause.is_complete() {
                // “replace the first “x” with “a” and the second “x” with “b””
                let next = Clause { verb: self.clause.verb, scope: self.clause.places(), ..Clause::default() };
                self.end_clause();
                self.clause = next;
            }
            if is_named || is_quoted {
                self.clause.occurrence = Some(Occurrence::Nth(place));
                return true;
            }
        }
        self.cursor.set_position(start);
        false
    }

    pub(super) fn preposition(&mut self) -> bool {
        let has_verb = self.clause.verb.is_some();
        let start = self.cursor.position();
        if self.reach() {
            return true;
        }
        if self.cursor.take_from(PhraseList::EndOf) {
            self.clause.at_end = true;
            self.role = Role::Scope;
        } else if self.cursor.take_from(PhraseList::End) {
            self.clause.at_end = true;
        } else if self.cursor.take_from(PhraseList::BeginningOf) {
            self.clause.at_start = true;
            self.role = Role::Scope;
        } else if self.cursor.take_from(PhraseList::Beginning) {
            self.clause.at_start = true;
        } else if !has_verb && self.cursor.take_from(PhraseList::For) && {
            self.cursor.take_from(PhraseList::TheWords);
            self.cursor.is_at_quote()
        } {
            // “for “x” read “y””
            self.role = Role::Object;
        } else if self.clause.verb.is_none_or(|verb| matches!(verb, Verb::Delete | Verb::Replace))
            && self.clause.quotes.is_empty()
            && self.cursor.take_from(PhraseList::WordsFrom)
        {
            self.clause.is_span = true;
            self.role = Role::Object;
        } else if self.clause.verb.is_none_or(|verb| verb == Verb::Delete)
            && self.clause.quotes.is_empty()
            && self.cursor.take_from(PhraseList::WordsBeginning)
        {
            self.clause.is_span = true;
            self.clause.extent = Extent::From;
            self.role = Role::Object;
        } else if self.clause.is_span && self.cursor.take_from(PhraseList::SpanEnd) {
            self.role = Role::Object;
        } else if self.cursor.take_from(PhraseList::Purpose) {
            self.cursor.set_position(start);
            return false;
        } else if self.cursor.take_from(PhraseList::InPlaceOf) {
            self.clause.verb = self.clause.verb.map(|_| Verb::Substitute);
            self.role = Role::For;
        } else if self.cursor.take_from(PhraseList::Entirely) {
            return true;
        } else if PhraseList::Following.contains(self.cursor.word(0))
            && self.clause.verb != Some(Verb::Renumber)
            && !self.cursor.word(1).is_empty()
            && !PhraseList::TextNoun.contains(self.cursor.word(1))
            && !PhraseList::QuotedNoun.contains(self.cursor.word(1))
        {
            self.cursor.advance();
            self.role = Role::After;
        } else if self.clause.verb == Some(Verb::Reverse) && self.cursor.take_from(PhraseList::ExchangedWith) {
            self.role = Role::Object;
        } else if let Some((_, role)) = PREPOSITIONS.iter().find(|(list, role)| {
            let needs_verb = matches!(role, Role::With | Role::For | Role::As);
            (has_verb || !needs_verb) && self.cursor.take_from(*list)
        }) {
            self.role = *role;
        } else if has_verb && self.clause.with.is_none() && self.cursor.take_from(PhraseList::To) {
            // “change “x” to “y””, “add “x” to paragraph 5”
            self.role = match (self.clause.verb, self.cursor.peek()) {
                (Some(Verb::Replace), Some(Token::Quote(_))) => Role::With,
                _ => Role::Scope,
            };
        } else {
            return false;
        }
        true
    }

    /// `a new preambular paragraph`, `two new operative paragraphs`, `the following clause`.
    pub(super) fn new_paragraphs(&mut self) -> bool {
        let has_new = self.clause.new.is_some() || self.clause.new_footnote;
        if self.clause.verb.is_some_and(|verb| verb != Verb::Insert) || has_new || self.role == Role::Scope {
            return false;
        }
        let start = self.cursor.position();
        let announces = self.cursor.take_from(PhraseList::Following);
        let count = self.cursor.take_cardinal();
        let is_new = self.cursor.take_from(PhraseList::New);
        // “a new second preambular paragraph”, “a new final operative paragraph”
        let place = if is_new { self.cursor.take_ordinal() } else { None };
        let is_last = is_new && place.is_none() && self.cursor.take_from(PhraseList::Final);
        if self.cursor.take_from(PhraseList::Footnote) {
            self.cursor.take_label();
            self.clause.new_footnote = true;
            self.clause.announces |= announces;
            return true;
        }
        let Some(kind) = self.new_kind() else {
            self.cursor.set_position(start);
            return false;
        };
        if matches!(kind, NewKind::Heading | NewKind::SectionHeading)
            && self.clause.verb.is_some()
            && let Some((preambular, operative)) = self.section_opening()
        {
            self.clause.announces |= announces;
            let count = Some(1 + preambular + operative);
            self.clause.new = Some((NewKind::SectionOpening { preambular, operative }, count));
            return true;
        }
        // without a verb only “a new paragraph” is one: “the following paragraph” may be any
        if !is_new && (self.clause.verb.is_none() || !announces && count.is_none()) {
            self.cursor.set_position(start);
            return false;
        }
        // its own number: “a new operative paragraph 4 bis”, “a new subparagraph (c)”
        let labels = self.cursor.take_new_labels();
        let count = if labels.len() > 1 { Some(labels.len()) } else { count };
        if labels.is_empty() {
            self.clause.new_labels.extend(place.map(|place| eco_format!("{place}")));
        } else {
            self.clause.new_labels = labels;
        }
        self.clause.at_end |= is_last;
        let singular = announces && count.is_none() && !matches!(kind, NewKind::Heading | NewKind::SectionHeading);
        self.clause.announces |= announces;
        self.clause.new = Some((kind, count.filter(|_| !singular)));
        true
    }

    /// What a new paragraph is, by its words.
    fn new_kind(&mut self) -> Option<NewKind> {
        let is_unnumbered = self.cursor.take_from(PhraseList::Unnumbered);
        let short = self.cursor.take_abbreviated_division();
        let division = short.or_else(|| self.cursor.take_division());
        if self.cursor.take_from(PhraseList::Paragraph) || short.is_some() {
            return Some(match division {
                Some(Division::Preamble) => NewKind::Preambular,
                Some(Division::Operative) if is_unnumbered => NewKind::UnnumberedOperative,
                Some(Division::Operative) => NewKind::Operative,
                None if is_unnumbered => NewKind::Unnumbered,
                None => NewKind::Paragraph,
            });
        }
        if division.is_some() {
            return None;
        }
        if self.cursor.take_from(PhraseList::Subparagraphs) {
            return Some(NewKind::Subparagraph);
        }
        self.cursor.take_structure()
    }

    /// What follows a heading at the beginning of a section: `and a new preambular paragraph`, `, two new preambular
    /// paragraphs and a new operative paragraph`. How many there are of each.
    fn section_opening(&mut self) -> Option<(usize, usize)> {
        let (mut preambular, mut operative) = (0, 0);
        loop {
            let start = self.cursor.position();
            self.cursor.take_sign(&[',']);
            self.cursor.take_from(PhraseList::FollowedBy);
            let count = self.cursor.take_cardinal();
            self.cursor.take_from(PhraseList::New);
            self.cursor.take_from(PhraseList::Unnumbered);
            let division = self.cursor.take_division();
            let is_named = division.is_some() && self.cursor.take_from(PhraseList::Paragraph);
            let total = if division == Some(Division::Preamble) { &mut preambular } else { &mut operative };
            match count {
                Some(count) if is_named && *total == 0 => *total = count,
                _ => {
                    self.cursor.set_position(start);
                    break;
                }
            }
        }
        (preambular + operative > 0).then_some((preambular, operative))
    }

    /// `line 3`, `second line`, `first sentence`: where the quotation stands. A sentence without a quotation is itself what is
    /// changed.
    pub(super) fn line_number(&mut self) -> bool {
        let start = self.cursor.position();
        if self.cursor.take_from(PhraseList::Line) && self.cursor.take_label().is_some() {
            self.clause.is_partial = true;
            return true;
        }
        self.cursor.set_position(start);
        self.cursor.take_from(PhraseList::Definite);
        let place = match self.cursor.take_from_end() {
            Some(place) => Some(Extent::SentenceFromEnd(place)),
            None => self.cursor.take_ordinal().map(Extent::Sentence),
        };
        if let Some(extent) = place
            && let Some(part) = self.cursor.take_phrase(PhraseList::SentencePart)
        {
            // “in the second sentence, delete “x””: the quotation says which words
            if part == "sentence" && self.clause.quotes.is_empty() && matches!(self.role, Role::Object | Role::After) {
                self.clause.extent = extent;
                if self.role == Role::After {
                    self.role = Role::Object;
                }
            } else {
                self.clause.is_partial = true;
                self.role = Role::Object;
            }
            return true;
        }
        self.cursor.set_position(start);
        if self.cursor.take_from(PhraseList::Remaining) {
            self.cursor.take_from(PhraseList::Division);
            self.cursor.take_from(PhraseList::Paragraph);
            return true;
        }
        self.cursor.set_position(start);
        false
    }
}
