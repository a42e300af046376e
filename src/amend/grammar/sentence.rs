//! A sentence → what it instructs to do.
//!
//! Every word must be known, or the sentence is not read at all: an instruction that is understood by half is worse
//! than one that is refused. The wording of the United Nations, older forms of it, and those of Model UN are known.

use ecow::{EcoString, eco_format};

use super::clause::{Anchor, Clause, Role, Verb};
use super::cursor::Cursor;
use super::locator::{is_area_id, target_within};
use super::tokens::Token;
use crate::lexicon::{PhraseList, parse_label};
use crate::model::{Extent, Instruction, NumberStyle, ParagraphId, Target};

/// What a sentence instructs, and what it announces.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::amend) struct Sentence {
    pub(in crate::amend) instructions: Vec<Instruction>,
    /// Whether a text stands below, or at its end in quotation marks.
    pub(in crate::amend) expects_text: bool,
    /// A text that stands at its end in quotation marks.
    pub(in crate::amend) text: Option<String>,
    /// The numbers that it gives new paragraphs: `4 bis`, `4A`.
    pub(in crate::amend) new_labels: Vec<EcoString>,
    /// The places it names, where it says no more: `In operative paragraph 5:`.
    pub(in crate::amend) places: Vec<Target>,
}

/// Reads a sentence. `context` is what it is about where it does not say so itself.
pub(in crate::amend) fn parse_sentence(text: &str, context: &[Target]) -> Option<Sentence> {
    let mut reader = Parser {
        cursor: Cursor::new(text),
        clause: Clause::default(),
        role: Role::Object,
        out: Sentence::default(),
        has_place: false,
        pending: Vec::new(),
        failed: false,
    };
    let mut last = None;
    while reader.cursor.peek().is_some() {
        if last.replace(reader.cursor.position()) == Some(reader.cursor.position()) {
            return None;
        }
        reader.step()?;
    }
    reader.finish(context)
}

pub(super) struct Parser {
    pub(super) cursor: Cursor,
    pub(super) clause: Clause,
    pub(super) role: Role,
    pub(super) out: Sentence,
    /// Whether the last clause says that its words go to the end.
    pub(super) has_place: bool,
    /// Clauses that do not say where they act.
    pub(super) pending: Vec<Clause>,
    /// Whether a clause made no sense.
    pub(super) failed: bool,
}

impl Parser {
    /// Reads the next words.
    fn step(&mut self) -> Option<()> {
        if self.number_of_new()
            || self.verb()
            || self.brackets()
            || self.announcement()
            || self.occurrence()
            || self.preposition()
            || self.new_paragraphs()
        {
            return Some(());
        }
        if let Some(quote) = self.cursor.take_quote() {
            return self.quote(quote);
        }
        if let Some(targets) = self.cursor.take_targets() {
            return self.targets(targets);
        }
        // “add a clause after 5”, “renumber paragraph 4 as 3 bis”
        let is_number = match self.role {
            Role::After | Role::Before => true,
            Role::As => self.clause.verb == Some(Verb::Renumber),
            _ => false,
        };
        if is_number && let Some(label) = self.cursor.take_label() {
            return self.targets(vec![Target::Paragraph(ParagraphId(eco_format!("OP{label}")))]);
        }
        // the symbol of the draft
        if self.cursor.word(0).contains('/') {
            self.cursor.advance();
            return Some(());
        }
        if self.clause.verb.is_some() && self.cursor.take_from(PhraseList::WholeParagraph) {
            self.clause.is_whole = true;
            return Some(());
        }
        if self.cursor.take_from(PhraseList::Filler) || self.line_number() {
            return Some(());
        }
        // a new sentence is about something else
        if matches!(self.cursor.peek(), Some(Token::Sign('.'))) && self.clause.is_complete() {
            self.end_clause();
            self.cursor.advance();
            return Some(());
        }
        if self.cursor.take_sign(&[',', ';', '.', ':', '—', '–', '-']) || self.cursor.take_from(PhraseList::Joining)
        {
            return Some(());
        }
        None
    }

    fn quote(&mut self, quote: String) -> Option<()> {
        // a text in quotation marks at the end of what announces it
        let is_last = |cursor: &Cursor| cursor.ends_text();
        // “replace the last sentence with the following: “…””
        if self.clause.verb == Some(Verb::Replace)
            && self.clause.with.is_none()
            && (matches!(self.clause.extent, Extent::Sentence(_) | Extent::SentenceFromEnd(_))
                || self.clause.extent != Extent::Quoted && !self.clause.quotes.is_empty())
        {
            self.clause.announces = false;
            self.clause.with = Some(quote);
            self.role = Role::Object;
            return Some(());
        }
        // “add operative clause 11: “…””, “after paragraph 4, insert “5. …””
        let is_labelled = parse_label(&quote).is_some_and(|label| label.interpretations[0].0 == NumberStyle::Number);
        let is_last_paragraph = self.clause.at_end && self.clause.places().is_empty();
        let stands_beside = is_last_paragraph
            || matches!(
                (&self.clause.after, &self.clause.before),
                (Some(Anchor::Place(_)), _) | (_, Some(Anchor::Place(_)))
            );
        let is_paragraph = self.clause.verb == Some(Verb::Insert)
            && self.clause.quotes.is_empty()
            && (stands_beside && is_labelled
                || self.clause.targets.len() == 1 && !stands_beside && self.cursor.follows_colon());
        // “add as paragraph 4 bis: “…””
        let is_named =
            self.clause.verb == Some(Verb::Insert) && self.clause.becomes.is_some() || self.clause.names_new();
        let announces = self.clause.announces
            || self.clause.new.is_some()
            || self.clause.new_footnote
            || is_paragraph
            || is_named && self.clause.quotes.is_empty();
        if (announces || self.clause.is_printed) && is_last(&self.cursor) {
            self.out.text = Some(quote);
            return Some(());
        }
        match self.role {
            Role::Object => self.clause.quotes.push(quote),
            Role::With if self.clause.with.is_none() => {
                // “substitute “old” by “new””, as against “for”
                if self.clause.verb == Some(Verb::Substitute) {
                    self.clause.verb = Some(Verb::Replace);
                }
                // “Replace paragraph 5 with “…””
                let has_object = !self.clause.targets.is_empty()
                    || !self.clause.scope.is_empty() && self.clause.verb == Some(Verb::Replace);
                let is_span = self.clause.extent != Extent::Quoted;
                if self.clause.quotes.is_empty() && has_object && !is_span {
                    self.clause.announces = true;
                    self.out.text = Some(quote);
                    return Some(());
                }
                self.clause.with = Some(quote);
            }
            Role::For if self.clause.with.is_none() => self.clause.with = Some(quote),
            Role::After => self.clause.after = Some(Anchor::Words(quote)),
            Role::Before => self.clause.before = Some(Anchor::Words(quote)),
            Role::Between => self.clause.between.push(Anchor::Words(quote)),
            // “delete “x” and “y””: two deletions
            Role::Scope if self.clause.verb.is_some() && self.clause.quotes.is_empty() => {
                self.clause.quotes.push(quote)
            }
            Role::As if self.clause.verb == Some(Verb::Renumber) => self.clause.number = Some(quote),
            Role::With | Role::For | Role::Scope | Role::As => return None,
        }
        if self.role == Role::Object && self.clause.quotes.len() > 1 && !self.clause.is_span {
            let last = self.clause.quotes.pop();
            let next = Clause { verb: self.clause.verb, scope: self.clause.scope.clone(), ..Clause::default() };
            self.end_clause();
            self.clause = Clause { quotes: last.into_iter().collect(), ..next };
        }
        if !matches!(self.role, Role::Between) {
            self.role = Role::Object;
        }
        Some(())
    }

    fn targets(&mut self, mut targets: Vec<Target>) -> Option<()> {
        // “replace the existing text” of a paragraph that is named already
        if targets == [Target::Whole]
            && self.role == Role::Object
            && self.clause.verb.is_some()
            && !self.clause.scope.is_empty()
        {
            self.clause.is_whole = true;
            return Some(());
        }
        let named = if self.clause.scope.is_empty() { &self.clause.targets } else { &self.clause.scope };
        if let [above] = named.as_slice() {
            targets.iter_mut().for_each(|target| *target = target_within(above, target));
            // “in the annex, in paragraph 2”
            let is_same = |target: &Target| matches!((above, target), (Target::Paragraph(above), Target::Paragraph(id)) if is_area_id(above) && id.0.starts_with(above.0.as_str()));
            if targets.iter().all(is_same) && !matches!(self.role, Role::After | Role::Before | Role::Between) {
                self.clause.scope.clear();
                self.clause.targets.clear();
            }
        }
        // “renumber paragraph 7 as paragraph 5 and paragraph 8 as paragraph 6”
        if self.role == Role::Object && self.clause.verb == Some(Verb::Renumber) && self.clause.becomes.is_some() {
            self.end_clause();
            self.clause.verb = Some(Verb::Renumber);
        }
        match self.role {
            Role::Object => self.clause.targets.append(&mut targets),
            Role::Scope | Role::For => self.clause.scope.append(&mut targets),
            Role::With => return None,
            Role::After => self.clause.after = Some(Anchor::Place(targets.pop()?)),
            Role::Before => self.clause.before = Some(Anchor::Place(targets.into_iter().next()?)),
            Role::Between => self.clause.between.extend(targets.into_iter().map(Anchor::Place)),
            Role::As if self.clause.verb == Some(Verb::Renumber) => self.renumbered(targets),
            Role::As => self.clause.becomes = targets.into_iter().next(),
        }
        if !matches!(self.role, Role::Between) {
            self.role = Role::Object;
        }
        Some(())
    }

    /// “renumber paragraphs 7 and 8 as paragraphs 5 and 6”, “paragraph 7 as paragraph 5 and paragraph 8 as …”
    fn renumbered(&mut self, mut numbers: Vec<Target>) {
        let old = std::mem::take(&mut self.clause.targets);
        let rest = numbers.split_off(old.len().min(numbers.len()));
        for (index, (old, new)) in old.into_iter().zip(numbers).enumerate() {
            if index > 0 {
                self.end_clause();
            }
            self.clause =
                Clause { verb: Some(Verb::Renumber), targets: vec![old], becomes: Some(new), ..Clause::default() };
        }
        if !rest.is_empty() {
            self.end_clause();
            self.clause = Clause { verb: Some(Verb::Renumber), targets: rest, ..Clause::default() };
        }
    }

    pub(super) fn end_clause(&mut self) {
        let clause = std::mem::take(&mut self.clause);
        self.out.expects_text |= clause.announces || clause.is_printed;
        let has_text = clause.announces || self.out.text.is_some();
        match clause.clone().instructions(has_text) {
            Some(instructions) => {
                self.settle_pending(&clause.places());
                self.push_all(instructions);
            }
            // “Replace “a” with “b” and “c” with “d” in paragraph 5”: the last clause says where
            None if clause.places().is_empty() && !clause.quotes.is_empty() => self.pending.push(clause),
            None => self.failed = true,
        }
        self.role = Role::Object;
    }

    /// Makes instructions of the clauses that did not say where they act.
    fn settle_pending(&mut self, places: &[Target]) {
        for mut clause in std::mem::take(&mut self.pending) {
            clause.scope = places.to_vec();
            match clause.instructions(false) {
                Some(instructions) => self.push_all(instructions),
                None => self.failed = true,
            }
        }
    }

    /// Takes what one clause comes to.
    fn push_all(&mut self, instructions: Vec<Instruction>) {
        match <[Instruction; 1]>::try_from(instructions) {
            Ok([only]) => self.push(only),
            Err(several) => self.out.instructions.extend(several),
        }
    }

    /// “Delete “x” and insert “y”” is a replacement.
    fn push(&mut self, instruction: Instruction) {
        use crate::model::{WordChange, WordPlace};
        // “delete the second paragraph and substitute therefor the following:”
        if let (Instruction::Replace { targets }, Some(Instruction::Delete { targets: deleted })) =
            (&instruction, self.out.instructions.last())
            && targets == deleted
        {
            self.out.instructions.pop();
        }
        if let Instruction::Words {
            scope,
            change: WordChange::Insert { words: with, place: WordPlace::End },
            extent: Extent::Quoted,
            ..
        } = &instruction
            && !self.has_place
            && let Some(Instruction::Words { scope: before, change, .. }) = self.out.instructions.last_mut()
            && let WordChange::Delete { words } = change
            && before == scope
        {
            *change = WordChange::Replace { words: std::mem::take(words), with: with.clone() };
            return;
        }
        self.out.instructions.push(instruction);
    }

    fn finish(mut self, context: &[Target]) -> Option<Sentence> {
        // “New operative paragraph 4 bis”
        if self.clause.verb.is_none() && self.clause.new.is_some() {
            self.clause.verb = Some(Verb::Insert);
            self.clause.announces |= !self.clause.new_labels.is_empty();
        }
        let ends_with_colon = matches!(self.cursor.tokens.last(), Some(Token::Sign(':')));
        let inserts =
            self.clause.new.is_some() || self.clause.verb == Some(Verb::Insert) && self.clause.quotes.is_empty();
        self.clause.announces |= ends_with_colon && inserts;
        // “Insert a new operative paragraph 4 bis” above its text
        let ends_with_name = !matches!(self.cursor.tokens.last(), Some(Token::Sign(_)));
        self.clause.announces |= inserts && ends_with_name && !self.clause.new_labels.is_empty();
        self.clause.settle_name(self.out.text.is_some());
        if let [above] = context {
            for target in self.clause.scope.iter_mut().chain(&mut self.clause.targets) {
                *target = target_within(above, target);
            }
        }
        if self.clause.verb.is_none() && !self.out.instructions.is_empty() && self.clause.places().is_empty() {
            return (!self.failed && self.pending.is_empty()).then_some(self.out);
        }
        if self.clause.verb.is_none() {
            let places = self.clause.places();
            self.out.places = places;
            return (self.out.instructions.is_empty() && !self.out.places.is_empty()).then_some(self.out);
        }
        // “Operative paragraph 4: delete.”, but not “In operative paragraph 4, delete”, whose words may stand on the next line
        let ends_with_stop = match self.cursor.tokens.as_slice() {
            [.., Token::Sign('.')] => true,
            // “OP4 - delete”
            [.., Token::Sign(':' | '-' | '–' | '—'), Token::Word(..)] => true,
            _ => false,
        };
        self.clause.is_whole |= ends_with_stop
            && self.clause.verb == Some(Verb::Delete)
            && !matches!(self.cursor.tokens.first(), Some(Token::Word(first, _)) if PhraseList::Scope.contains(first));
        if self.clause.scope.is_empty() && self.clause.targets.is_empty() {
            self.clause.scope = context.to_vec();
        }
        self.out.expects_text |= self.clause.announces || self.clause.is_printed;
        let has_text = self.out.text.is_some();
        self.out.new_labels = self.clause.printed_labels();
        self.has_place = self.clause.at_end;
        let places = self.clause.places();
        self.settle_pending(&places);
        let instructions = std::mem::take(&mut self.clause).instructions(has_text)?;
        self.push_all(instructions);
        (!self.failed).then_some(self.out)
    }
}
