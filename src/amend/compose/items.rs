//! The instructions of an amendment as they are written: each with the text printed below it, those that say the same of
//! several paragraphs together, footnotes in a series of their own.

use ecow::{EcoString, eco_format};

use super::plan::InsertionPoint;
use super::rewording::stands_once_in;
use crate::amend::change_words;
use crate::amend::change_words::{new_words, new_words_mut};
use crate::amend::grammar::wording::{replacement, wording};
use crate::model::{
    Extent, Footnote, FootnoteRef, Instruction, NewKind, NewParagraph, Occurrence, ParagraphId, ParagraphIndex, Part,
    Placing, Position, Provision, Resolution, Target, WordChange, printed_mark,
};

/// An instruction with the text printed below it.
pub(super) struct Item {
    pub(super) instruction: Instruction,
    pub(super) text: Vec<NewParagraph>,
    /// What the paragraphs of the first level are that it puts in the place of others, and how many.
    pub(super) paragraphs: Option<(NewKind, usize)>,
    /// Which paragraphs of the newer text it puts at their places.
    pub(super) places: Vec<ParagraphIndex>,
    /// What it puts something behind, where an earlier item puts that there.
    pub(super) follows: Option<ParagraphIndex>,
}

impl Item {
    /// An instruction without text.
    pub(super) fn new(instruction: Instruction) -> Item {
        Item::with_text(instruction, Vec::new())
    }

    /// An instruction with the text printed below it.
    pub(super) fn with_text(instruction: Instruction, text: Vec<NewParagraph>) -> Item {
        Item { instruction, text, paragraphs: None, places: Vec::new(), follows: None }
    }

    /// The numbered item of the document, by its index.
    pub(super) fn provision(self, index: usize) -> Provision {
        let sentence = match (&self.instruction, self.paragraphs) {
            (Instruction::Replace { targets }, Some((kind, count))) if count > 1 => replacement(targets, kind, count),
            (instruction, _) => wording(instruction),
        };
        Provision {
            number: Some(number_of(index)),
            footnote_refs: refs_in_sentence(&sentence, &self.instruction),
            sentence,
            instructions: vec![self.instruction],
            text: self.text,
            ..Provision::default()
        }
    }

    /// The words that it quotes and puts in, and the text printed below it.
    fn words(&self) -> impl Iterator<Item = &str> {
        let change = match &self.instruction {
            Instruction::Words { change, .. } => Some(change),
            _ => None,
        };
        let words = change.into_iter().flat_map(change_words::texts);
        words.chain(self.text.iter().map(|new| new.text.as_str()))
    }

    /// The references to footnotes that are printed with the amendment.
    fn footnote_refs(&mut self) -> impl Iterator<Item = &mut FootnoteRef> {
        let words = match &mut self.instruction {
            Instruction::Words { change, .. } => new_words_mut(change),
            _ => None,
        };
        let words = words.into_iter().flat_map(|new| &mut new.footnote_refs);
        words.chain(self.text.iter_mut().flat_map(|new| &mut new.footnote_refs))
    }
}

/// Takes out deletions of what stands under a paragraph that is replaced: it goes with that paragraph.
pub(super) fn drop_replaced(items: &mut Vec<Item>, before: &Resolution) {
    let id = |target: &Target| match target {
        Target::Paragraph(id) => Some(id.clone()),
        _ => None,
    };
    let targets = items.iter().flat_map(|item| match &item.instruction {
        Instruction::Replace { targets } => targets.as_slice(),
        _ => &[],
    });
    let replaced: Vec<ParagraphId> = targets.filter_map(id).collect();
    let is_under = |target: &Target| {
        let Target::Paragraph(id) = target else { return false };
        let mut above = before.paragraphs.iter().find(|paragraph| paragraph.id == *id);
        while let Some(parent) = above.and_then(|paragraph| paragraph.parent).map(|parent| &before[parent]) {
            if parent.part != Part::Heading && replaced.contains(&parent.id) {
                return true;
            }
            above = Some(parent);
        }
        false
    };
    items.retain_mut(|item| {
        let Instruction::Delete { targets } = &mut item.instruction else { return true };
        targets.retain(|target| !is_under(target));
        !targets.is_empty()
    });
}

/// Says behind what earlier items put in or move something goes, by their numbers.
pub(super) fn name_places(items: &mut [Item]) {
    for index in 0..items.len() {
        let (earlier, rest) = items.split_at_mut(index);
        let Some(item) = rest.first_mut() else { return };
        let Some(follows) = item.follows else { continue };
        let Some(number) = earlier.iter().position(|earlier| earlier.places.contains(&follows)) else { continue };
        let placing = match earlier[number].instruction {
            Instruction::Move { .. } => Placing::Moved,
            _ => Placing::Inserted,
        };
        if let Instruction::Insert { position, .. } | Instruction::Move { position, .. } = &mut item.instruction {
            *position = Position::After(Target::Placed(placing, number_of(number)));
        }
    }
}

/// The number of an item, by its index.
fn number_of(index: usize) -> EcoString {
    eco_format!("{}", index + 1)
}

/// Numbers the footnotes that new words and paragraphs refer to in a series of their own, because the numbers of the newer
/// text are not those of the draft.
pub(super) fn number_footnotes(items: &mut [Item], notes: &[Footnote]) -> Vec<Footnote> {
    // a mark that is printed in the words is one of the draft
    let quoted: String = items.iter().flat_map(Item::words).flat_map(|words| [words, "\n"]).collect();
    let is_taken = |mark: &str| quoted.contains(&printed_mark(mark));
    let mut marks: Vec<(String, String)> = Vec::new();
    let mut number = 0;
    for mark in items.iter_mut().flat_map(Item::footnote_refs) {
        let known = marks.iter().find(|(old, _)| *old == mark.marker).map(|(_, new)| new.clone());
        let new = known.unwrap_or_else(|| {
            let is_number = mark.marker.bytes().all(|digit| digit.is_ascii_digit());
            let is_counted = is_number || is_taken(&mark.marker);
            if is_counted {
                number = (number + 1..).find(|number| !is_taken(&number.to_string())).unwrap_or(number + 1);
            }
            let new = if is_counted { number.to_string() } else { mark.marker.clone() };
            marks.push((mark.marker.clone(), new.clone()));
            new
        });
        mark.marker = new;
    }
    let printed = |(old, new): &(String, String)| {
        let notes = notes.iter().filter(|note| note.mark == *old);
        notes.map(|note| Footnote { mark: new.clone(), ..note.clone() }).collect::<Vec<_>>()
    };
    marks.iter().flat_map(printed).collect()
}

/// Says once what is changed in the same way in several paragraphs of one part: `Replace “seventy-ninth” with “eightieth”
/// in operative paragraphs 16 and 17.`
pub(super) fn merge_replacements(items: Vec<Item>, draft: &Resolution) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::new();
    for item in items {
        let Some((id, words)) = replaced_words(&item) else {
            out.push(item);
            continue;
        };
        let part_of = |target: &Target| {
            match target {
                Target::Paragraph(id) => {
                    let named = draft.paragraphs.iter().find(|other| other.id == *id);
                    named.filter(|paragraph| stands_once_in(&paragraph.text, words))
                }
                _ => None,
            }
            .map(|paragraph| paragraph.part)
        };
        let part = part_of(id).filter(|part| matches!(part, Part::Preambular | Part::Operative));
        let same = out.iter_mut().find(|other| match (&other.instruction, &item.instruction) {
            (
                Instruction::Words { scope, change: left, extent: Extent::Quoted, .. },
                Instruction::Words { change: right, .. },
            ) => part.is_some() && left == right && scope.iter().all(|target| part_of(target) == part),
            _ => false,
        });
        match same.map(|same| &mut same.instruction) {
            Some(Instruction::Words { scope, occurrence, .. }) => {
                scope.push(id.clone());
                *occurrence = Occurrence::All;
            }
            _ => out.push(item),
        }
    }
    out
}

/// The paragraph and the quotation of a replacement that may be said of other paragraphs too.
fn replaced_words(item: &Item) -> Option<(&Target, &str)> {
    match &item.instruction {
        Instruction::Words {
            scope,
            change: WordChange::Replace { words, with },
            occurrence: Occurrence::Only,
            extent: Extent::Quoted,
            is_printed: false,
        } if with.footnote_refs.is_empty() => match scope.as_slice() {
            [target @ Target::Paragraph(_)] => Some((target, words)),
            _ => None,
        },
        _ => None,
    }
}

/// Moves a paragraph, together with the one before it where it follows that one.
pub(super) fn move_to(items: &mut Vec<Item>, target: Target, index: ParagraphIndex, place: &InsertionPoint) {
    let (position, follows) = position(place);
    let last = items.iter_mut().rev().find(|item| !matches!(item.instruction, Instruction::Words { .. }));
    if let Some(Item { instruction: Instruction::Move { targets, position: Position::After(_) }, places, .. }) = last
        && matches!(&position, Position::After(beside) if targets.last() == Some(beside))
    {
        targets.push(target);
        places.push(index);
        return;
    }
    let instruction = Instruction::Move { targets: vec![target], position };
    items.push(Item { places: vec![index], follows, ..Item::new(instruction) });
}

/// A place as it is written; what another item puts there is named when the items have their numbers.
pub(super) fn position(place: &InsertionPoint) -> (Position, Option<ParagraphIndex>) {
    match place {
        InsertionPoint::Beside(position) => (position.clone(), None),
        InsertionPoint::Behind(follows) => {
            (Position::After(Target::Placed(Placing::Inserted, EcoString::new())), Some(*follows))
        }
    }
}

/// Where the footnote references of new words are in the sentence, which quotes these words last.
fn refs_in_sentence(sentence: &str, instruction: &Instruction) -> Vec<FootnoteRef> {
    let new = match instruction {
        Instruction::Words { change, .. } => new_words(change),
        _ => None,
    };
    let Some(new) = new else { return Vec::new() };
    let start = sentence.rfind(&format!("“{}”", new.text)).map(|start| start + '“'.len_utf8());
    let shifted = |start: usize| {
        let refs = new.footnote_refs.iter();
        refs.map(|mark| FootnoteRef { offset: mark.offset + start, ..mark.clone() }).collect()
    };
    start.map(shifted).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Paragraph;

    #[test]
    fn what_goes_with_a_replaced_paragraph_is_not_deleted_too() {
        let paragraph = |id: &str, parent: Option<usize>| Paragraph {
            parent: parent.map(ParagraphIndex),
            ..Paragraph::new(ParagraphId(id.into()), Part::Operative, "Notes the lamps;")
        };
        let paragraphs = vec![
            paragraph("OP1", None),
            paragraph("OP1(a)", Some(0)),
            paragraph("OP1(a)(i)", Some(1)),
            paragraph("OP2", None),
        ];
        let before = Resolution { paragraphs, ..Resolution::default() };
        let targets = |ids: &[&str]| ids.iter().map(|id| Target::Paragraph(ParagraphId((*id).into()))).collect();
        let delete = |ids: &[&str]| Instruction::Delete { targets: targets(ids) };
        let replace = || Instruction::Replace { targets: targets(&["OP1"]) };
        let instructions = [replace(), delete(&["OP1(a)(i)"]), delete(&["OP1(a)", "OP2"])];
        let mut items = instructions.into_iter().map(Item::new).collect();
        drop_replaced(&mut items, &before);
        let left: Vec<Instruction> = items.into_iter().map(|item| item.instruction).collect();
        assert_eq!(left, [replace(), delete(&["OP2"])]);
    }
}
