//! How far an instruction reaches beyond what it quotes.

use super::clause::{Role, Verb};
use super::sentence::Parser;
use super::tokens::Token;
use crate::lexicon::PhraseList;
use crate::model::Extent;

impl Parser {
    /// How far what is meant reaches: `everything after “…”`, `from “…” to the end`.
    pub(super) fn reach(&mut self) -> bool {
        let may_reach = matches!(self.clause.verb, Some(Verb::Delete | Verb::Replace));
        if may_reach && self.clause.quotes.is_empty() && self.clause.extent == Extent::Quoted {
            let start = self.cursor.position();
            self.cursor.take_from(PhraseList::Definite);
            let is_rest = self.cursor.take_from(PhraseList::Rest);
            self.cursor.take_from(PhraseList::ThatFollows);
            let extent = if self.cursor.take_from(PhraseList::RestAfter) {
                Some(Extent::After)
            } else if self.cursor.take_from(PhraseList::RestBefore) {
                Some(Extent::Before)
            } else {
                None
            };
            self.cursor.take_from(PhraseList::TheWords);
            if let Some(extent) = extent.filter(|_| is_rest && matches!(self.cursor.peek(), Some(Token::Quote(_)))) {
                self.clause.extent = extent;
                return true;
            }
            self.cursor.set_position(start);
            // “delete from “x” to “y””
            if self.cursor.take_from(PhraseList::From) && matches!(self.cursor.peek(), Some(Token::Quote(_))) {
                self.clause.is_span = true;
                self.role = Role::Object;
                return true;
            }
            self.cursor.set_position(start);
        }
        if may_reach
            && self.clause.quotes.len() == 1
            && self.clause.with.is_none()
            && self.cursor.take_from(PhraseList::ToTheEnd)
        {
            self.clause.extent = Extent::From;
            if self.cursor.take_from(PhraseList::Parent) {
                self.role = Role::Scope;
            }
            return true;
        }
        false
    }
}
