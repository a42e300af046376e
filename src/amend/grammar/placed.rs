//! What an earlier instruction puts in or moves, as a place beside which something goes: `After the text inserted by
//! instruction 4, insert a new heading reading:`.

use super::cursor::Cursor;
use crate::lexicon::PhraseList;
use crate::model::{Placing, Target};

/// What it is called in a sentence.
pub(super) fn placed_phrase(placing: Placing, number: &str) -> String {
    let verb = match placing {
        Placing::Inserted => "inserted",
        Placing::Moved => "moved",
    };
    format!("the text {verb} by instruction {number}")
}

impl Cursor {
    /// Reads it, without the article before it.
    pub(super) fn placed(&mut self) -> Option<Target> {
        self.take_from(PhraseList::Placed).then_some(())?;
        let placing = match self.take_phrase(PhraseList::Participle)? {
            "insert" => Placing::Inserted,
            "move" => Placing::Moved,
            _ => return None,
        };
        (self.take_from(PhraseList::InstructionBy) && self.take_from(PhraseList::Instruction)).then_some(())?;
        let number = self.take_label()?;
        self.take_from(PhraseList::SelfReference);
        Some(Target::Placed(placing, number))
    }
}

#[cfg(test)]
mod tests {
    use super::super::sentence::parse_sentence;

    #[test]
    fn the_text_of_an_instruction_has_many_names() {
        let read = |text: &str| parse_sentence(text, &[]).unwrap_or_default().instructions;
        let usual = read("After the text inserted by instruction 4, insert a new heading reading:");
        assert_eq!(usual.len(), 1);
        let other = "After the new operative paragraph added under item 4 above, insert a new heading reading:";
        assert_eq!(read(other), usual);
    }
}
