//! One letter in the place of another, in word after word: a fault of the file or a reform of spelling, and no change
//! of words.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::super::case::Case;
use super::phrase::Phrase;
use super::{Context, Meaning};
use crate::model::{EditType, Side, Significance};

/// Words of the document that must differ in the same letters before it counts.
const MIN_WORDS: usize = 3;
/// Letters of the shortest word that is looked at.
const MIN_LETTERS: usize = 3;

/// Letters that stand for others throughout the document.
#[derive(Debug, Default)]
pub(in super::super) struct Faults {
    letters: HashSet<(char, char)>,
}

impl Faults {
    /// Finds them in the places where as many words stand for as many.
    pub(in super::super) fn find(cases: &[Case<'_>]) -> Faults {
        let mut words: HashMap<(char, char), HashSet<String>> = HashMap::new();
        for case in cases.iter().filter(|case| !case.is_alone()) {
            for place in case.words.edits.iter().filter(|place| place.before.len() == place.after.len()) {
                for (old, new) in place.before.clone().zip(place.after.clone()) {
                    let (old, new) = (case.words.sides.before[old].lower(), case.words.sides.after[new].lower());
                    if let Some(letters) = only_difference(&old, &new) {
                        words.entry(letters).or_default().insert(old.into_owned());
                    }
                }
            }
        }
        let often = words.into_iter().filter(|(_, words)| words.len() >= MIN_WORDS);
        Faults { letters: often.map(|(letters, _)| letters).collect() }
    }
}

pub(super) fn rule(phrase: &Phrase<'_, '_>, context: &Context<'_>) -> Option<Meaning> {
    if context.faults.letters.is_empty() {
        return None;
    }
    let (old, new) = (phrase.lower_core(Side::Before), phrase.lower_core(Side::After));
    let known = |(old, new): (&Cow<'_, str>, &Cow<'_, str>)| {
        old == new || only_difference(old, new).is_some_and(|letters| context.faults.letters.contains(&letters))
    };
    let all = !old.is_empty() && old.len() == new.len() && old.iter().zip(new).all(known);
    all.then(|| Meaning::new(Significance::Editorial, EditType::Style))
}

/// The letters in which two words differ, if it is one on each side.
fn only_difference(old: &str, new: &str) -> Option<(char, char)> {
    // Words that differ by one letter begin or end alike, which most do not.
    let (first, last) = (old.as_bytes().first(), old.as_bytes().last());
    if old.len() < MIN_LETTERS
        || first != new.as_bytes().first() && last != new.as_bytes().last()
        || old.chars().count() != new.chars().count()
    {
        return None;
    }
    let mut differing = old.chars().zip(new.chars()).filter(|(old, new)| old != new);
    let letters = differing.next().filter(|(old, new)| old.is_alphabetic() && new.is_alphabetic())?;
    differing.next().is_none().then_some(letters)
}
