//! The verbs of an instruction: what begins a clause.

use super::clause::{Role, Verb};
use super::sentence::Reader;
use super::tokens::Token;
use crate::model::Extent;

impl Reader {
    /// A verb begins a clause.
    pub(super) fn verb(&mut self) -> bool {
        let start = self.cursor.position();
        let passive = [
            "should",
            "shall",
            "will",
            "moves to",
            "move to",
            "would",
            "to be",
            "is",
            "are",
            "be",
            "was",
            "were",
            "has been",
            "have been",
            "is to",
            "are to",
        ];
        let auxiliary = self.cursor.take_any(&passive) | self.cursor.take("be");
        let has_object = !self.clause.targets.is_empty()
            || !self.clause.quotes.is_empty()
            || self.clause.new.is_some()
            || auxiliary && !self.clause.scope.is_empty()
            || self.clause.extent != Extent::Quoted;
        // “Amend paragraph 5 by deleting “x””
        let gerund = !auxiliary && self.cursor.take("by");
        let verb = if self.cursor.take_any(&[
            "delete",
            "deletes",
            "strike out",
            "strike",
            "strikes",
            "remove",
            "removes",
            "omit",
            "suppress",
            "cut",
            "leave out",
            "lift",
        ]) || has_object
            && self.cursor.take_any(&["deleted", "struck out", "struck", "removed", "omitted"])
            || gerund && self.cursor.take_any(&["deleting", "striking out", "striking", "removing", "omitting"])
        {
            Some(Verb::Delete)
        } else if self.cursor.take_any(&["replace", "replaces", "change", "changes", "alter"])
            || has_object && self.cursor.take_any(&["replaced", "changed"])
            || gerund && self.cursor.take_any(&["replacing", "changing"])
        {
            Some(Verb::Replace)
        } else if self.cursor.take_any(&["substitute"])
            || has_object && self.cursor.take("substituted")
            || gerund && self.cursor.take("substituting")
        {
            Some(Verb::Substitute)
        } else if self.cursor.take_any(&["insert", "inserts", "add", "adds", "append"])
            || has_object && self.cursor.take_any(&["inserted", "added"])
            || gerund && self.cursor.take_any(&["inserting", "adding"])
        {
            Some(Verb::Insert)
        } else if self.cursor.take_any(&["move", "relocate", "transfer", "place", "shift", "put"])
            || has_object && self.cursor.take_any(&["moved", "relocated", "transferred", "placed", "shifted"])
        {
            Some(Verb::Move)
        } else if self.cursor.take_any(&["renumber", "re-number", "reletter"])
            || has_object && self.cursor.take_any(&["renumbered"])
        {
            Some(Verb::Renumber)
        } else if self.cursor.take_any(&[
            "reverse the order of",
            "invert the order of",
            "switch the order of",
            "swap the order of",
            "change the order of",
            "swap",
            "switch",
            "transpose",
            "interchange",
            "exchange",
            "reverse",
            "invert",
        ]) || has_object && self.cursor.take_any(&["swapped", "transposed", "interchanged", "reversed"])
        {
            Some(Verb::Reverse)
        } else if !self.clause.targets.is_empty()
            && self.clause.quotes.is_empty()
            && self.clause.verb.is_none()
            && self.cursor.take_any(&["becomes", "become"])
        {
            self.clause.verb = Some(Verb::Renumber);
            self.role = Role::As;
            return true;
        } else if self.clause.quotes.len() == 1 && self.clause.verb.is_none() && self.cursor.take("becomes") {
            Some(Verb::Read)
        } else if self.cursor.take_any(&[
            "amend and complete",
            "amend",
            "modify",
            "revise",
            "reword",
            "rephrase",
            "reformulate",
            "redraft",
            "merge",
            "combine",
        ]) || (auxiliary || has_object)
            && self.cursor.take_any(&["read", "reads", "amended", "revised", "merged", "combined"])
        {
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
        // “delete “x” and replace it with “y””
        if verb == Verb::Replace
            && self.clause.verb == Some(Verb::Delete)
            && self.clause.quotes.len() == 1
            && self.cursor.take_any(&["it", "them", "these words", "this word"])
        {
            self.clause.verb = Some(Verb::Replace);
            self.role = Role::Object;
            return true;
        }
        // “delete “x” from paragraph 5 and insert it in paragraph 9”
        if verb == Verb::Insert
            && self.clause.verb == Some(Verb::Delete)
            && self.clause.quotes.len() == 1
            && !self.clause.places().is_empty()
            && self.cursor.take_any(&["it", "them", "these words", "this word", "this phrase"])
        {
            self.clause.verb = Some(Verb::Move);
            self.role = Role::Object;
            return true;
        }
        // “strike “x” and substitute “y””
        if verb == Verb::Substitute
            && self.clause.verb == Some(Verb::Delete)
            && self.clause.quotes.len() == 1
            && self.clause.with.is_none()
            && matches!(self.cursor.peek(), Some(Token::Quote(_)))
        {
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
        if verb == Verb::Read && self.clause.quotes.len() == 1 && matches!(self.cursor.peek(), Some(Token::Quote(_))) {
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
}
