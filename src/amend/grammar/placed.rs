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
    /// Takes it, without the article before it.
    pub(super) fn take_placed(&mut self) -> Option<Target> {
        let start = self.index;
        let found = self.placed();
        if found.is_none() {
            self.index = start;
        }
        found
    }

    fn placed(&mut self) -> Option<Target> {
        self.take_from(PhraseList::Placed).then_some(())?;
        let placing = match self.take_phrase(PhraseList::Participle)? {
            "insert" => Placing::Inserted,
            "move" => Placing::Moved,
            _ => return None,
        };
        (self.take_from(PhraseList::InstructionBy) && self.take_from(PhraseList::Instruction)).then_some(())?;
        let number = self.take_label()?;
        self.take_from(PhraseList::Direction);
        Some(Target::Placed(placing, number))
    }
}

#[cfg(test)]
mod tests {
    use super::super::sentence::parse_sentence;
    use super::super::wording::wording;
    use super::*;
    use crate::model::{Instruction, NewKind, Position};

    #[test]
    fn places_are_read_as_they_are_written() {
        let insert = |placing, number: &str| Instruction::Insert {
            position: Position::After(Target::Placed(placing, number.into())),
            kind: NewKind::Heading,
            count: Some(1),
        };
        for (instruction, expected) in [
            (insert(Placing::Inserted, "4"), "After the text inserted by instruction 4, insert a new heading reading:"),
            (insert(Placing::Moved, "12"), "After the text moved by instruction 12, insert a new heading reading:"),
        ] {
            assert_eq!(wording(&instruction), expected);
            assert_eq!(parse_sentence(expected, &[]).unwrap().instructions, [instruction]);
        }
        let other = "After the new operative paragraph added under item 4 above, insert a new heading reading:";
        assert_eq!(parse_sentence(other, &[]).unwrap().instructions, [insert(Placing::Inserted, "4")]);
    }
}
