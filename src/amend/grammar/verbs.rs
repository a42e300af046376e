//! The verbs of an instruction: what begins a clause.

use super::clause::{Role, Verb};
use super::sentence::Parser;
use crate::lexicon::PhraseList;
use crate::model::Extent;

impl Parser {
    /// A verb begins a clause.
    pub(super) fn verb(&mut self) -> bool {
        let start = self.cursor.position();
        let auxiliary = self.cursor.take_from(PhraseList::Auxiliary) | self.cursor.take_from(PhraseList::Be);
        let has_object = !self.clause.targets.is_empty()
            || !self.clause.quotes.is_empty()
            || self.clause.new.is_some()
            || auxiliary && !self.clause.scope.is_empty()
            || self.clause.extent != Extent::Quoted;
        // “Amend paragraph 5 by deleting “x””
        let gerund = !auxiliary && self.cursor.take_from(PhraseList::By);
        let verb = if let Some(verb) = self.listed_verb(has_object, gerund) {
            self.clause.announces |= auxiliary && verb == Verb::Read;
            Some(verb)
        } else if !self.clause.targets.is_empty()
            && self.clause.quotes.is_empty()
            && self.clause.verb.is_none()
            && self.cursor.take_from(PhraseList::Becomes)
        {
            self.clause.verb = Some(Verb::Renumber);
            self.role = Role::As;
            return true;
        } else if self.clause.quotes.len() == 1
            && self.clause.verb.is_none()
            && self.cursor.take_from(PhraseList::Becomes)
        {
            Some(Verb::Read)
        } else if (auxiliary || has_object) && self.cursor.take_from(PhraseList::Amended) {
            self.clause.announces |= auxiliary;
            Some(Verb::Read)
        } else {
            None
        };
        let Some(verb) = verb else {
            self.cursor.set_position(start);
            return false;
        };
        // “new paragraph 4 bis reads:”
        if verb == Verb::Read && self.clause.verb.is_none() && self.clause.new.is_some() {
            self.clause.announces = true;
            return true;
        }
        let deletes_quotation = self.clause.verb == Some(Verb::Delete) && self.clause.quotes.len() == 1;
        // “delete “x” and replace it with “y””
        if verb == Verb::Replace && deletes_quotation && self.cursor.take_from(PhraseList::Pronoun) {
            self.clause.verb = Some(Verb::Replace);
            self.role = Role::Object;
            return true;
        }
        // “delete “x” from paragraph 5 and insert it in paragraph 9”
        if verb == Verb::Insert
            && deletes_quotation
            && !self.clause.places().is_empty()
            && self.cursor.take_from(PhraseList::Pronoun)
        {
            self.clause.verb = Some(Verb::Move);
            self.role = Role::Object;
            return true;
        }
        // “strike “x” and substitute “y””
        if verb == Verb::Substitute && deletes_quotation && self.clause.with.is_none() && self.cursor.is_at_quote() {
            self.clause.verb = Some(Verb::Replace);
            self.role = Role::With;
            return true;
        }
        // “for “x”, substitute “y””
        if verb == Verb::Substitute && self.clause.verb.is_none() && self.clause.quotes.len() == 1 {
            self.clause.verb = Some(Verb::Replace);
            self.role = Role::With;
            return true;
        }
        // “x” should read “y”, “x” becomes “y”
        if verb == Verb::Read && self.clause.quotes.len() == 1 && self.cursor.is_at_quote() {
            self.clause.scope.append(&mut self.clause.targets);
            self.clause.verb = Some(Verb::Replace);
            self.clause.announces = false;
            self.role = Role::With;
            return true;
        }
        let amends = self.clause.verb == Some(Verb::Read) && !self.clause.announces;
        if amends && (gerund || verb == Verb::Replace || verb == Verb::Delete || verb == Verb::Insert) {
            self.clause.verb = None;
        }
        if self.clause.is_complete() && self.clause.verb.is_some() {
            let places = self.clause.places();
            self.end_clause();
            self.clause.scope = places;
        } else if verb != Verb::Read
            && self.clause.verb.is_some()
            && !self.clause.quotes.is_empty()
            && self.clause.places().is_empty()
        {
            // “strike “x” and insert “y” in clause 3”: the place comes last
            self.end_clause();
        }
        match self.clause.verb {
            // “replace … to read”
            Some(_) if verb == Verb::Read => self.clause.announces = true,
            _ => {
                // what was named before the verb is where it acts: “Operative paragraph 5: delete “x””
                if self.clause.verb.is_none() && self.clause.quotes.is_empty() && verb != Verb::Read && !auxiliary {
                    let targets = std::mem::take(&mut self.clause.targets);
                    self.clause.scope.extend(targets);
                }
                self.clause.verb = Some(verb);
            }
        }
        self.role = Role::Object;
        true
    }

    /// A verb in the form that its place wants: a participle if its object is named already, a gerund behind “by”.
    fn listed_verb(&mut self, has_object: bool, gerund: bool) -> Option<Verb> {
        let forms =
            [(PhraseList::Verb, true), (PhraseList::Participle, has_object), (PhraseList::Gerund, gerund)].into_iter();
        let verb = forms.filter(|(_, fits)| *fits).find_map(|(form, _)| self.cursor.take_phrase(form))?;
        Verb::from_name(verb)
    }
}
