//! Footnotes that differ.
//!
//! In: the footnotes of both sides. Out: those added, removed or reworded. Their numbers shift with every insertion,
//! so a mere change of number is none.
//!
//! 1. Equal texts are the same note, in their order (notes are cited in the order of the text).
//! 2. What is left: notes that share most of their words, the most alike first.

use std::collections::HashMap;

use crate::model::{Footnote, FootnoteChange, Key, Versions, same_solid};

/// Two notes with less than this share of their words in common are two notes.
const ALIKE: f64 = 0.5;
/// Notes left over on the other side that one is compared with, those of about the same rank.
const REACH: usize = 40;

/// The changes in the order of the newer text, a removed note where it stood.
pub(super) fn changes(notes: Versions<&[Footnote]>) -> Vec<FootnoteChange> {
    let mut partner = equal(notes);
    alike(notes, &mut partner);
    let mut found = vec![None; notes.after.len()];
    for (before, after) in partner.iter().enumerate() {
        if let Some(after) = *after {
            found[after] = Some(before);
        }
    }
    let mut out = Vec::new();
    let mut removed = (0..notes.before.len()).filter(|&before| partner[before].is_none()).peekable();
    let gone = |before: usize| FootnoteChange { footnotes: Versions::new(Some(notes.before[before].clone()), None) };
    for (after, note) in notes.after.iter().enumerate() {
        let Some(before) = found[after] else {
            out.push(FootnoteChange { footnotes: Versions::new(None, Some(note.clone())) });
            continue;
        };
        while let Some(earlier) = removed.next_if(|&earlier| earlier < before) {
            out.push(gone(earlier));
        }
        if !same_solid(&notes.before[before].text, &note.text) {
            out.push(FootnoteChange {
                footnotes: Versions::new(Some(notes.before[before].clone()), Some(note.clone())),
            });
        }
    }
    out.extend(removed.map(gone));
    out
}

fn key(note: &Footnote) -> Key {
    Key::solid(&note.text)
}

/// Pairs equal texts, the first with the first.
fn equal(notes: Versions<&[Footnote]>) -> Vec<Option<usize>> {
    let mut waiting: HashMap<Key, Vec<usize>> = HashMap::new();
    for (at, note) in notes.after.iter().enumerate().rev() {
        waiting.entry(key(note)).or_default().push(at);
    }
    notes.before.iter().map(|note| waiting.get_mut(&key(note)).and_then(Vec::pop)).collect()
}

/// Pairs what is left by shared words.
fn alike(notes: Versions<&[Footnote]>, partner: &mut [Option<usize>]) {
    let left: Vec<usize> = (0..notes.before.len()).filter(|&at| partner[at].is_none()).collect();
    let mut taken = vec![false; notes.after.len()];
    partner.iter().flatten().for_each(|&after| taken[after] = true);
    let right: Vec<usize> = (0..notes.after.len()).filter(|&at| !taken[at]).collect();
    let words = |note: &Footnote| {
        let mut words: Vec<Key> = note.text.split_whitespace().map(|word| Key::with_caseless(word).1).collect();
        words.sort_unstable();
        words
    };
    let bags: Vec<Vec<Key>> = right.iter().map(|&at| words(&notes.after[at])).collect();
    let mut offers = Vec::new();
    for (rank, &before) in left.iter().enumerate() {
        let bag = words(&notes.before[before]);
        let middle = rank * right.len() / left.len();
        for at in middle.saturating_sub(REACH)..(middle + REACH).min(right.len()) {
            let share = 2.0 * common(&bag, &bags[at]) as f64 / (bag.len() + bags[at].len()).max(1) as f64;
            if share >= ALIKE {
                offers.push((share, before, right[at]));
            }
        }
    }
    offers.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
    for (_, before, after) in offers {
        if partner[before].is_none() && !taken[after] {
            partner[before] = Some(after);
            taken[after] = true;
        }
    }
}

/// How many words two sorted lists share.
fn common(one: &[Key], other: &[Key]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while i < one.len() && j < other.len() {
        match one[i].cmp(&other[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                count += 1;
                i += 1;
                j += 1;
            }
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Place;

    fn note(mark: &str, text: &str) -> Footnote {
        Footnote { mark: mark.into(), text: text.into(), place: Place::default() }
    }

    #[test]
    fn a_new_number_is_no_change() {
        let before = [note("1", "See A/78/265."), note("2", "Resolution 70/1."), note("3", "Ibid., annex.")];
        let after = [
            note("1", "Resolution 70/1."),
            note("2", "See document A/78/265 and annexes."),
            note("3", "Ibid., annex."),
        ];
        assert_eq!(changes(Versions::new(&before, &before)), []);
        let changes = changes(Versions::new(&before, &after));
        let marks: Vec<_> = changes
            .iter()
            .map(|change| change.footnotes.as_ref().map(|note| note.as_ref().map(|note| note.mark.as_str())))
            .collect();
        assert_eq!(marks, [Versions::new(Some("1"), None), Versions::new(None, Some("2"))]);
    }
}
