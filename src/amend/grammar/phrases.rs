//! The phrases of an instruction beside its quotations and paragraphs: verbs, prepositions, what is announced.

use ecow::eco_format;

use super::clause::{Clause, Role, Verb};
use super::locator::parse_from_end;
use super::sentence::Parser;
use super::tokens::Token;
use crate::lexicon::PhraseList;
use crate::model::{Extent, NewKind, Occurrence};

impl Parser {
    /// Words that announce a text.
    pub(super) fn announcement(&mut self) -> bool {
        let start = self.cursor.position();
        if self.cursor.take_from(PhraseList::AmendedText) {
            self.cursor.take_any(&["will", "would", "should", "shall", "to"]);
            if self.cursor.take_any(&["now read", "read", "reads", "thus read"]) {
                self.cursor.take("as follows");
                self.clause.is_printed = true;
                return true;
            }
            self.cursor.set_position(start);
        }
        let found = self.cursor.take_from(PhraseList::Announcement);
        if !found && self.cursor.take("the following") {
            let words = self.cursor.take_any(&["sentence", "words", "word", "phrase", "expression"]);
            self.cursor.take_any(&["text", "wording"]);
            if self.cursor.is_at_colon() || self.cursor.word(0) == "as" && self.clause.verb == Some(Verb::Insert) {
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
                self.cursor.take("new");
                self.cursor.take("unnumbered");
                self.cursor.take_any(&["operative", "preambular"]);
                self.cursor.take_any(&["paragraphs", "clauses", "subparagraphs"])
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
        let is_removal = self.clause.verb == Some(Verb::Delete) && self.clause.quotes.is_empty();
        let start = self.cursor.position();
        self.cursor.take("all");
        self.cursor.take("the");
        self.cursor.take("square");
        let mut found = is_removal && self.cursor.take_any(&["brackets", "bracket"]);
        // those around a whole paragraph are not all that are in it
        if found && self.cursor.take_any(&["around", "enclosing", "surrounding"]) {
            self.cursor.take_any(&["the words", "the word", "the phrase"]);
            found = matches!(self.cursor.peek(), Some(Token::Quote(_)));
        }
        if !found {
            self.cursor.set_position(start);
            return false;
        }
        self.clause.removes_brackets = true;
        true
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
        self.cursor.take_any(&["in", "for", "at"]);
        self.cursor.take("the");
        if let Some(place) = self.cursor.take_ordinal() {
            let is_named = self.cursor.take_from(PhraseList::Occurrence);
            self.cursor.take_any(&["the words", "the word"]);
            let is_quoted = matches!(self.cursor.peek(), Some(Token::Quote(_)));
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
        if self.cursor.take_any(&["at the end of", "to the end of"]) {
            self.clause.at_end = true;
            self.role = Role::Scope;
        } else if self.cursor.take_any(&["at the end", "to the end", "at end"]) {
            self.clause.at_end = true;
        } else if self.cursor.take_from(PhraseList::BeginningOf) {
            self.clause.at_start = true;
            self.role = Role::Scope;
        } else if self.cursor.take_any(&["at the beginning", "at the start"]) {
            self.clause.at_start = true;
        } else if !has_verb && self.cursor.take("for") && {
            self.cursor.take_any(&["the words", "the word", "the phrase"]);
            matches!(self.cursor.peek(), Some(Token::Quote(_)))
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
        } else if self.clause.is_span
            && self.cursor.take_any(&["to", "up to", "through", "and ending with", "and ending", "ending with"])
        {
            self.role = Role::Object;
        } else if self.cursor.take_any(&["in order to"]) {
            self.cursor.set_position(start);
            return false;
        } else if self.cursor.take_from(PhraseList::Entirely)
            || self.cursor.word(0) == "instead" && self.cursor.word(1) != "of" && self.cursor.take("instead")
        {
            return true;
        } else if self.cursor.take_any(&["in place of", "instead of", "in lieu of"]) {
            self.clause.verb = self.clause.verb.map(|_| Verb::Substitute);
            self.role = Role::For;
        } else if self.cursor.take_any(&["in", "within", "from", "of", "on"]) {
            self.role = Role::Scope;
        } else if self.cursor.take_any(&["immediately after", "directly after", "after", "behind", "to follow"]) {
            self.role = Role::After;
        } else if self.cursor.word(0) == "following"
            && self.clause.verb != Some(Verb::Renumber)
            && !matches!(self.cursor.word(1), "text" | "words" | "")
        {
            self.cursor.advance();
            self.role = Role::After;
        } else if self.cursor.take_any(&["immediately before", "directly before", "before", "preceding", "to precede"])
        {
            self.role = Role::Before;
        } else if self.cursor.take("between") {
            self.role = Role::Between;
        } else if self.clause.verb == Some(Verb::Reverse) && self.cursor.take_any(&["with", "for"]) {
            self.role = Role::Object;
        } else if has_verb && self.cursor.take_any(&["with", "by"]) {
            self.role = Role::With;
        } else if has_verb && self.cursor.take("for") {
            self.role = Role::For;
        } else if has_verb && self.cursor.take_any(&["as", "to become", "so that it becomes"]) {
            self.role = Role::As;
        } else if has_verb && self.clause.with.is_none() && self.cursor.word(0) == "to" {
            // “change “x” to “y””, “add “x” to paragraph 5”
            self.cursor.advance();
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
        let announces = self.cursor.take_any(&["the following", "following"]);
        let count = self.cursor.take_cardinal();
        let is_new = self.cursor.take_any(&["new", "additional", "further"]);
        // “a new second preambular paragraph”, “a new final operative paragraph”
        let place = if is_new { self.cursor.take_ordinal() } else { None };
        let is_last = is_new && place.is_none() && self.cursor.take_any(&["final", "last", "closing", "concluding"]);
        if self.cursor.take_any(&["footnote", "footnotes"]) {
            self.cursor.take_label();
            self.clause.new_footnote = true;
            self.clause.announces |= announces;
            return true;
        }
        let is_unnumbered = self.cursor.take("unnumbered");
        let short = matches!(self.cursor.word(0), "op" | "pp");
        let kind = if self.cursor.take_any(&["preambular", "preamble", "pp"]) {
            NewKind::Preambular
        } else if self.cursor.take_any(&["operative", "op"]) {
            NewKind::Operative
        } else {
            NewKind::Paragraph
        };
        let paragraph = self.cursor.take_any(&["paragraphs", "paragraph", "clauses", "clause"]) || short;
        let kind = match kind {
            NewKind::Operative if paragraph && is_unnumbered => NewKind::UnnumberedOperative,
            NewKind::Paragraph if paragraph && is_unnumbered => NewKind::Unnumbered,
            _ if paragraph => kind,
            NewKind::Paragraph if self.cursor.take_from(PhraseList::Subparagraphs) => NewKind::Subparagraph,
            NewKind::Paragraph if self.cursor.take_any(&["heading", "headings", "subheading"]) => NewKind::Heading,
            NewKind::Paragraph if self.cursor.take_any(&["section heading", "section headings"]) => {
                NewKind::SectionHeading
            }
            NewKind::Paragraph if self.cursor.take_any(&["section", "sections"]) => NewKind::Section,
            NewKind::Paragraph if self.cursor.take_any(&["table", "tables"]) => NewKind::Table,
            _ => {
                self.cursor.set_position(start);
                return false;
            }
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

    /// What follows a heading at the beginning of a section: `and a new preambular paragraph`, `, two new preambular
    /// paragraphs and a new operative paragraph`. How many there are of each.
    fn section_opening(&mut self) -> Option<(usize, usize)> {
        let (mut preambular, mut operative) = (0, 0);
        loop {
            let start = self.cursor.position();
            self.cursor.take_sign(&[',']);
            self.cursor.take_any(&["and", "followed by"]);
            let count = if self.cursor.take_any(&["a", "an"]) { Some(1) } else { self.cursor.take_cardinal() };
            self.cursor.take_any(&["new", "additional", "further"]);
            self.cursor.take("unnumbered");
            let is_preambular = self.cursor.take_any(&["preambular", "preamble"]);
            let is_one = is_preambular || self.cursor.take("operative");
            let total = if is_preambular { &mut preambular } else { &mut operative };
            let is_named = is_one && self.cursor.take_any(&["paragraphs", "paragraph", "clauses", "clause"]);
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

    /// `line 3`, `second line`, `first sentence`: the quotation says where, so they add nothing.
    pub(super) fn line_number(&mut self) -> bool {
        let start = self.cursor.position();
        if self.cursor.take_any(&["line", "lines", "page", "pages"]) && self.cursor.take_label().is_some() {
            self.clause.is_partial = true;
            return true;
        }
        self.cursor.set_position(start);
        self.cursor.take("the");
        if self.cursor.take_any(&["numbered"]) {
            return true;
        }
        let place = match parse_from_end(&self.cursor.words()) {
            Some((place, used)) => {
                self.cursor.set_position(self.cursor.position() + used);
                Some(Extent::SentenceFromEnd(place))
            }
            None => self.cursor.take_ordinal().map(Extent::Sentence),
        };
        if let Some(extent) = place
            && self.cursor.take_any(&["line", "sentence", "part"])
        {
            let is_sentence = self.cursor.position() > 0 && self.cursor.previous_word() == "sentence";
            // “in the second sentence, delete “x””: the quotation says which words
            if is_sentence && self.clause.quotes.is_empty() && matches!(self.role, Role::Object | Role::After) {
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
        if self.cursor.take_any(&["remaining", "subsequent", "following", "other"]) {
            self.cursor.take_any(&["operative", "preambular"]);
            self.cursor.take_any(&["paragraphs", "clauses"]);
            return true;
        }
        self.cursor.set_position(start);
        false
    }
}
