//! How far an instruction reaches beyond what it quotes.

use super::clause::{Role, Verb};
use super::cursor::Cursor;
use super::sentence::Parser;
use crate::lexicon::PhraseList;
use crate::model::Extent;

impl Parser {
    /// How far what is meant reaches: `everything after “…”`, `from “…” to the end`.
    pub(super) fn reach(&mut self) -> bool {
        let may_reach = matches!(self.clause.verb, Some(Verb::Delete | Verb::Replace));
        if may_reach && self.clause.quotes.is_empty() && self.clause.extent == Extent::Quoted {
            let extent = self.cursor.attempt(|cursor| {
                cursor.take_from(PhraseList::Definite);
                cursor.take_from(PhraseList::Rest).then_some(())?;
                cursor.take_from(PhraseList::ThatFollows);
                let extent = match () {
                    () if cursor.take_from(PhraseList::RestAfter) => Extent::After,
                    () if cursor.take_from(PhraseList::RestBefore) => Extent::Before,
                    () => return None,
                };
                cursor.take_from(PhraseList::TheWords);
                cursor.is_at_quote().then_some(extent)
            });
            if let Some(extent) = extent {
                self.clause.extent = extent;
                return true;
            }
            // “delete from “x” to “y””
            let is_span =
                |cursor: &mut Cursor| (cursor.take_from(PhraseList::From) && cursor.is_at_quote()).then_some(());
            if self.cursor.attempt(is_span).is_some() {
                self.clause.is_span = true;
                self.role = Role::Object;
                return true;
            }
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
