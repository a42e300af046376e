//! Footnote references in the text of an amendment: printed as `[1]` ([`with_footnote_marks`](crate::model::with_footnote_marks)), taken out again.

use crate::amend::change_words::new_words_mut;
use crate::model::{Footnote, FootnoteRef, Instruction, Provision, WordChange, WordPlace, printed_mark};

/// Takes the marks of footnotes out of what a provision says: those of new words and texts go with them, those in
/// quotations of the draft say nothing.
pub(super) fn take(provision: &mut Provision, notes: &[Footnote]) {
    take_from(&mut provision.sentence, &mut provision.footnote_refs, notes);
    for new in &mut provision.text {
        take_from(&mut new.text, &mut new.footnote_refs, notes);
    }
    let drop = |words: &mut String| take_from(words, &mut Vec::new(), notes);
    let take_from_place = |place: &mut WordPlace| match place {
        WordPlace::After(words) | WordPlace::Before(words) => drop(words),
        WordPlace::Between(first, second) => [first, second].into_iter().for_each(drop),
        WordPlace::Start | WordPlace::End => {}
    };
    for instruction in &mut provision.instructions {
        if let Instruction::InsertFootnote { place, .. } = instruction {
            take_from_place(place);
        }
        let Instruction::Words { change, .. } = instruction else { continue };
        match change {
            WordChange::Delete { words } | WordChange::Replace { words, .. } => drop(words),
            WordChange::Insert { place, .. } => take_from_place(place),
        }
        if let Some(new) = new_words_mut(change) {
            take_from(&mut new.text, &mut new.footnote_refs, notes);
        }
    }
}

fn take_from(text: &mut String, refs: &mut Vec<FootnoteRef>, notes: &[Footnote]) {
    for note in notes {
        let printed = printed_mark(&note.mark);
        while let Some(offset) = text.find(&printed) {
            text.replace_range(offset..offset + printed.len(), "");
            let behind = refs.iter_mut().filter(|mark| mark.offset > offset);
            behind.for_each(|mark| mark.offset -= printed.len());
            refs.push(FootnoteRef { offset, marker: note.mark.clone() });
        }
    }
    refs.sort_by_key(|mark| mark.offset);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::with_footnote_marks;

    #[test]
    fn marks_are_printed_and_taken_out() {
        let note = |mark: &str| Footnote { mark: mark.into(), text: "See.".into(), location: Default::default() };
        let refs = [(5, "1"), (9, "12")].map(|(offset, mark)| FootnoteRef { offset, marker: mark.into() });
        let text = with_footnote_marks("Notes all.", &refs);
        assert_eq!(text, "Notes[1] all[12].");
        let (mut taken, mut found) = (text, Vec::new());
        take_from(&mut taken, &mut found, &[note("1"), note("12")]);
        assert_eq!((taken.as_str(), found.as_slice()), ("Notes all.", refs.as_slice()));
        let mut other = "Notes [3].".to_owned();
        take_from(&mut other, &mut found, &[note("1")]);
        assert_eq!(other, "Notes [3].");
    }
}
