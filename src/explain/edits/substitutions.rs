//! One letter that replaces another in many words: a defect of the file or a spelling reform, not a change of words.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::super::context::{RuleContext, SharedContext};
use super::Classification;
use super::phrase::Phrase;
use crate::model::{EditType, Side, Significance};

/// The fewest words of the document that must differ in the same letters.
const MIN_WORDS: usize = 3;
/// The fewest letters of such a word.
const MIN_LETTERS: usize = 3;

/// Letters that replace others throughout the document.
#[derive(Debug, Default)]
pub(in super::super) struct Substitutions {
    letters: HashSet<(char, char)>,
}

impl Substitutions {
    /// Finds them in the word changes with equally many words on both sides.
    pub(in super::super) fn find(contexts: &[RuleContext<'_>]) -> Substitutions {
        let mut words: HashMap<(char, char), HashSet<String>> = HashMap::new();
        for context in contexts.iter().filter(|context| !context.is_one_sided()) {
            for change in context.words.word_changes.iter().filter(|change| change.before.len() == change.after.len()) {
                for (old, new) in change.before.clone().zip(change.after.clone()) {
                    let (old, new) = (context.words.sides.before[old].lower(), context.words.sides.after[new].lower());
                    if let Some(letters) = only_difference(&old, &new) {
                        words.entry(letters).or_default().insert(old.into_owned());
                    }
                }
            }
        }
        let frequent = words.into_iter().filter(|(_, words)| words.len() >= MIN_WORDS);
        Substitutions { letters: frequent.map(|(letters, _)| letters).collect() }
    }
}

pub(super) fn rule(phrase: &Phrase<'_, '_>, shared: &SharedContext<'_>) -> Option<Classification> {
    if shared.substitutions.letters.is_empty() {
        return None;
    }
    let (old, new) = (phrase.differing_lower(Side::Before), phrase.differing_lower(Side::After));
    let is_known = |(old, new): (&Cow<'_, str>, &Cow<'_, str>)| {
        old == new || only_difference(old, new).is_some_and(|letters| shared.substitutions.letters.contains(&letters))
    };
    let all = !old.is_empty() && old.len() == new.len() && old.iter().zip(new).all(is_known);
    all.then(|| Classification::new(Significance::Editorial, EditType::Style))
}

/// The letters in which two words differ, if they differ in one.
fn only_difference(old: &str, new: &str) -> Option<(char, char)> {
    // Words that differ in one letter have the same first or last one. Checking that first excludes most pairs.
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
