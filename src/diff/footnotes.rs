//! Footnotes that differ.
//!
//! In: both resolutions and the redlines of their paragraphs. Out: footnotes that were added, removed or reworded, or whose
//! references moved; and those that differ in typography only. Numbers shift with every insertion, so another number
//! alone is no change.
//!
//! 1. Pair equal notes: first those referred to from the same position, then in order, as notes are numbered in the order
//!    of the text.
//! 2. Pair the rest by shared words, the most similar first.
//! 3. Pair the rest by position: last year's report and this year's are cited at the same word.
//! 4. For each pair, find the references without a counterpart on the other side ([`footnote_refs`]).

use std::collections::HashMap;

use super::fields::{similarity, typographic_redline};
use super::footnote_refs::{self, Position, Reference};
use super::spelling::equivalent;
use super::typography::TypographicVariant;
use super::word_usage::WordUsage;
use crate::model::{Change, Footnote, FootnoteChange, Resolution, TextKey, TextLocation, Versions};

/// The least similarity of two notes that are paired by shared words.
const MIN_DICE: f64 = 0.5;
/// A note is compared with unpaired notes whose rank differs by at most this.
const BAND: usize = 40;

/// The changes in the order of the newer text, with removed notes in their old place and references without a footnote
/// last; and the notes that differ in typography only.
pub(super) fn changes<'a>(
    resolutions: Versions<&'a Resolution>,
    paragraphs: &[Change],
    word_usage: &WordUsage<'_>,
) -> (Vec<FootnoteChange>, Vec<TypographicVariant<'a>>) {
    let notes = resolutions.map(|resolution| resolution.footnotes.as_slice());
    let references = footnote_refs::find_references(resolutions, paragraphs);
    let by_note =
        references.as_ref().zip(notes).map(|(references, notes)| footnote_refs::by_note(references, notes.len()));
    let mut partner = pair_equal(notes, by_note.as_ref());
    pair_similar(notes, &mut partner);
    pair_replaced(by_note.as_ref(), &mut partner);
    let mut found = vec![None; notes.after.len()];
    let pairs = partner.iter().enumerate().filter_map(|(before, after)| Some((before, (*after)?)));
    pairs.for_each(|(before, after)| found[after] = Some(before));
    let (mut out, mut similar) = (Vec::new(), Vec::new());
    let mut removed = (0..notes.before.len()).filter(|&before| partner[before].is_none()).peekable();
    let change = |pair: Versions<Option<&Footnote>>, references| FootnoteChange {
        footnotes: pair.map(|note| note.cloned()),
        segments: typographic_redline(pair.map(|note| Some(note?.text.as_str())), word_usage),
        references,
    };
    let gone = |before: usize| change(Versions::new(Some(&notes.before[before]), None), Versions::default());
    for (after, note) in notes.after.iter().enumerate() {
        let Some(before) = found[after] else {
            out.push(change(Versions::new(None, Some(note)), Versions::default()));
            continue;
        };
        while let Some(earlier) = removed.next_if(|&earlier| earlier < before) {
            out.push(gone(earlier));
        }
        let both = Versions::new(by_note.before[before].as_slice(), by_note.after[after].as_slice());
        let references = footnote_refs::unmatched(resolutions, paragraphs, both);
        let is_moved = !(references.before.is_empty() && references.after.is_empty());
        let pair = Versions::new(&notes.before[before], note);
        let spellings = pair.map(|note| note.text.as_str());
        let is_equivalent = spellings.before == spellings.after || equivalent(spellings, true, word_usage);
        if is_moved || !is_equivalent {
            out.push(change(pair.map(Some), references));
        } else if spellings.before != spellings.after {
            let location = TextLocation::Footnote(pair.map(|note| note.mark.clone()));
            similar.push(TypographicVariant { location, texts: spellings });
        }
    }
    out.extend(removed.map(gone));
    out.extend(footnote_refs::without_note(resolutions, paragraphs, references.as_ref().map(Vec::as_slice)));
    (out, similar)
}

fn key(note: &Footnote) -> TextKey {
    TextKey::ignoring_spacing(&note.text)
}

/// Pairs equal notes: those referred to from the same position, then in order.
fn pair_equal(notes: Versions<&[Footnote]>, by_note: Versions<&Vec<Vec<&Reference>>>) -> Vec<Option<usize>> {
    let positions =
        |references: &[&Reference]| references.iter().map(|reference| reference.position).collect::<Vec<Position>>();
    let mut by_position: HashMap<(TextKey, Position), usize> = HashMap::new();
    for (index, note) in notes.after.iter().enumerate().rev() {
        by_position.extend(positions(&by_note.after[index]).into_iter().map(|position| ((key(note), position), index)));
    }
    let mut taken = vec![false; notes.after.len()];
    let mut partner: Vec<Option<usize>> = Vec::with_capacity(notes.before.len());
    for (index, note) in notes.before.iter().enumerate() {
        let found = positions(&by_note.before[index])
            .into_iter()
            .find_map(|position| by_position.get(&(key(note), position)).filter(|after| !taken[**after]));
        found.into_iter().for_each(|after| taken[*after] = true);
        partner.push(found.copied());
    }
    let mut waiting: HashMap<TextKey, Vec<usize>> = HashMap::new();
    for (index, note) in notes.after.iter().enumerate().rev().filter(|(index, _)| !taken[*index]) {
        waiting.entry(key(note)).or_default().push(index);
    }
    for (note, partner) in notes.before.iter().zip(&mut partner).filter(|(_, partner)| partner.is_none()) {
        *partner = waiting.get_mut(&key(note)).and_then(Vec::pop);
    }
    partner
}

/// Pairs unpaired notes by shared words.
fn pair_similar(notes: Versions<&[Footnote]>, partner: &mut [Option<usize>]) {
    let left: Vec<usize> = (0..notes.before.len()).filter(|&index| partner[index].is_none()).collect();
    let mut taken = taken(partner, notes.after.len());
    let right: Vec<usize> = (0..notes.after.len()).filter(|&index| !taken[index]).collect();
    let words = |note: &Footnote| {
        let mut words: Vec<TextKey> =
            note.text.split_whitespace().map(|word| TextKey::cased_and_caseless(word).1).collect();
        words.sort_unstable();
        words
    };
    let word_lists: Vec<Vec<TextKey>> = right.iter().map(|&index| words(&notes.after[index])).collect();
    let mut pairs = Vec::new();
    for (rank, &before) in left.iter().enumerate() {
        let own_words = words(&notes.before[before]);
        let middle = rank * right.len() / left.len();
        for index in middle.saturating_sub(BAND)..(middle + BAND).min(right.len()) {
            let share = similarity(&own_words, &word_lists[index]);
            if share >= MIN_DICE {
                pairs.push((share, before, right[index]));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    for (_, before, after) in pairs {
        if partner[before].is_none() && !taken[after] {
            partner[before] = Some(after);
            taken[after] = true;
        }
    }
}

/// Which notes of the newer text have a partner.
fn taken(partner: &[Option<usize>], count: usize) -> Vec<bool> {
    let mut taken = vec![false; count];
    partner.iter().flatten().for_each(|&after| taken[after] = true);
    taken
}

/// Pairs unpaired notes that are referred to from the same position.
fn pair_replaced(by_note: Versions<&Vec<Vec<&Reference>>>, partner: &mut [Option<usize>]) {
    let mut taken = taken(partner, by_note.after.len());
    let mut by_position: HashMap<Position, usize> = HashMap::new();
    for (index, references) in by_note.after.iter().enumerate().rev().filter(|(index, _)| !taken[*index]) {
        by_position.extend(references.iter().map(|reference| (reference.position, index)));
    }
    for (references, partner) in by_note.before.iter().zip(partner).filter(|(_, partner)| partner.is_none()) {
        let found = references.iter().find_map(|reference| by_position.get(&reference.position));
        *partner = found.copied().filter(|after| !std::mem::replace(&mut taken[*after], true));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compares two texts; the changes of footnotes as `mark → mark: from places → to places`.
    fn written(before: &str, after: &str) -> Vec<String> {
        let resolution = |text: &str| crate::resolution(text.as_bytes()).unwrap();
        let comparison = crate::compare(Versions::new(resolution(before), resolution(after)));
        let texts = comparison.resolutions.as_ref();
        let write = |change: &FootnoteChange| {
            let marks = change.footnotes.as_ref().map(|note| note.as_ref().map_or("–", |note| note.mark.as_str()));
            let places = texts.zip(change.references.as_ref()).map(|(text, references)| {
                let place = |reference: &crate::model::LocatedFootnoteRef| match reference.location {
                    crate::model::ReferenceLocation::Paragraph(index) => {
                        format!("{} {}", text[index].id, reference.context)
                    }
                    crate::model::ReferenceLocation::Frame(part) => format!("{} {}", part.name(), reference.context),
                };
                references.iter().map(place).collect::<Vec<_>>().join(", ")
            });
            let Versions { before, after } = places;
            format!("{} → {}: {before} → {after}", marks.before, marks.after)
        };
        comparison.footnotes.iter().map(write).collect()
    }

    fn text(paragraphs: [&str; 3], notes: &[&str]) -> String {
        let [first, second, third] = paragraphs;
        format!(
            "The General Assembly,\n\nRecalling {first},\n\n1. Welcomes {second};\n\n2. Decides {third}.\n\n_____\n\n{}\n",
            notes.join("\n")
        )
    }

    #[test]
    fn references_are_followed() {
        const NOTES: [&str; 2] = ["1 See A/90/1.", "2 Resolution 70/1, annex."];
        let usual = text(["the Charter¹ of the Sea", "the report² on lamps", "to meet in spring"], &NOTES);
        for (paragraphs, notes, expected) in [
            // the same
            (["the Charter¹ of the Sea", "the report² on lamps", "to meet in spring"], &NOTES[..], &[][..]),
            // a note inserted before renumbers the others
            (
                ["the Charter¹ of the Sea² and land", "the report³ on lamps", "to meet in spring"],
                &["1 See A/90/1.", "2 Law of the Sea, part II.", "3 Resolution 70/1, annex."],
                &["– → 2:  → "],
            ),
            // the word that the mark hangs on is replaced
            (["the Statute¹ of the Sea", "the report² on lamps", "to meet in spring"], &NOTES, &[]),
            // words inserted before the mark
            (["the Charter of the Air¹ of the Sea", "the report² on lamps", "to meet in spring"], &NOTES, &[]),
            // on another word, in another paragraph or the same
            (
                ["the Charter of the Sea", "the report² on lamps", "to meet¹ in spring"],
                &NOTES,
                &["1 → 1: PP1 Charter → OP2 to meet"],
            ),
            (
                ["the Charter of the Sea¹", "the report² on lamps", "to meet in spring"],
                &NOTES,
                &["1 → 1: PP1 Charter → PP1 the Sea"],
            ),
            // gone
            (
                ["the Charter of the Sea", "the report² on lamps", "to meet in spring"],
                &NOTES,
                &["1 → 1: PP1 Charter → "],
            ),
            // one more
            (
                ["the Charter¹ of the Sea", "the report² on lamps", "to meet¹ in spring"],
                &NOTES,
                &["1 → 1:  → OP2 to meet"],
            ),
            // each mark leads to the other note
            (
                ["the Charter¹ of the Sea", "the report² on lamps", "to meet in spring"],
                &["1 Resolution 70/1, annex.", "2 See A/90/1."],
                &["2 → 1: OP1 report → PP1 Charter", "1 → 2: PP1 Charter → OP1 report"],
            ),
        ] {
            assert_eq!(written(&usual, &text(paragraphs, notes)), expected, "{paragraphs:?} {notes:?}");
        }
    }

    #[test]
    fn a_note_that_replaces_another_in_its_place_is_one_change() {
        let paragraphs = ["the Charter¹ of the Sea", "the report² on lamps", "to meet in spring"];
        let before = text(paragraphs, &["1 Resolution 70/1, annex.", "2 A/78/592 and A/78/719."]);
        let after = text(paragraphs, &["1 Resolution 70/1, annex.", "2 A/79/595."]);
        assert_eq!(written(&before, &after), ["2 → 2:  → "]);
    }

    #[test]
    fn a_new_number_is_no_change() {
        let paragraphs = ["the Charter¹ of the Sea", "the report² on lamps", "to meet³ in spring"];
        let before = text(paragraphs, &["1 See A/78/265.", "2 Resolution 70/1.", "3 Ibid., annex."]);
        let after = text(
            ["the Charter of the Sea", "the report¹ on lamps", "to meet³ in spring²"],
            &["1 Resolution 70/1.", "2 See document A/78/265 and annexes.", "3 Ibid., annex."],
        );
        assert_eq!(written(&before, &before), [""; 0]);
        assert_eq!(written(&before, &after), ["1 → –:  → ", "– → 2:  → "]);
    }

    #[test]
    fn equal_notes_are_told_apart_by_their_places() {
        let before = text(
            ["the Charter¹ of the Sea", "the report² on lamps", "to meet³ in spring"],
            &["1 Ibid.", "2 Ibid.", "3 Ibid."],
        );
        let after =
            text(["the Charter of the Sea", "the report¹ on lamps", "to meet² in spring"], &["1 Ibid.", "2 Ibid."]);
        assert_eq!(written(&before, &after), ["1 → –:  → "]);
    }
}
