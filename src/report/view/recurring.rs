//! Replacements that recur throughout a text: a new spelling of a name, one term for another.
//!
//! Reported once with the paragraphs they affect, they leave each paragraph's own changes visible; reported in every
//! paragraph, they would hide them. Routine updates are not among them: every paragraph of an annual text has one. Nor
//! are “also” and “further” before a verb, which follow from the paragraph before.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::entry::Entry;
use crate::model::{Change, Edit, EditKind, EditType, Significance};

/// A replacement in fewer paragraphs is reported in each of them.
const MIN_PARAGRAPHS: usize = 3;

/// A recurring replacement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recurring {
    /// What it does: `“Chernobyl” becomes “Chornobyl”`.
    pub text: String,
    /// The names of the affected paragraphs, in order.
    pub names: Vec<String>,
    /// The highest significance of its occurrences.
    pub significance: Significance,
    /// Whether nothing but a fault of the file explains it.
    pub font_fault: bool,
}

impl Recurring {
    /// `Throughout: “Chernobyl” becomes “Chornobyl” (in 14 paragraphs)`
    pub fn sentence(&self) -> String {
        format!("Throughout: {} (in {} paragraphs)", self.text, self.names.len())
    }
}

/// Finds recurring replacements, in the order of their first occurrence.
pub(super) fn recurring(entries: &[Entry<'_>]) -> Vec<Recurring> {
    let reported = entries.iter().filter_map(Entry::changed);
    let edits = reported.flat_map(|reported| reported.change.edits.iter().map(move |edit| (reported, edit)));
    let edits: Vec<_> = edits
        .filter(|(_, edit)| may_recur(edit))
        .map(|(reported, edit)| (reported, edit, without_common_parts(&edit.text)))
        .collect();
    // The number of paragraphs with each replacement, and the last one: two occurrences in one paragraph count once.
    let mut paragraphs: HashMap<&str, (usize, usize)> = HashMap::new();
    for (reported, _, text) in &edits {
        let (count, last) = paragraphs.entry(text).or_default();
        if *last != reported.number {
            (*count, *last) = (*count + 1, reported.number);
        }
    }
    paragraphs.retain(|_, (count, _)| *count >= MIN_PARAGRAPHS);
    let mut found: Vec<Recurring> = Vec::new();
    for (reported, edit, text) in edits.iter().filter(|(_, _, text)| paragraphs.contains_key(&**text)) {
        let place = found.iter().position(|known| known.text == *text).unwrap_or_else(|| {
            found.push(Recurring {
                text: text.to_string(),
                names: Vec::new(),
                significance: edit.significance,
                font_fault: edit.font_fault,
            });
            found.len() - 1
        });
        let recurring = &mut found[place];
        recurring.significance = recurring.significance.max(edit.significance);
        let name = reported.name.now.clone().unwrap_or_default();
        if recurring.names.last() != Some(&name) {
            recurring.names.push(name);
        }
    }
    found
}

/// A replacement without the parts that both of its compounds have: `“post-Chernobyl” becomes “post-Chornobyl”` is that
/// of `Chernobyl`.
fn without_common_parts(text: &str) -> Cow<'_, str> {
    let quotations = text.strip_prefix('“').and_then(|text| text.strip_suffix('”')?.split_once("” becomes “"));
    let Some((old, new)) = quotations.filter(|(old, new)| old.contains('-') && new.contains('-')) else {
        return Cow::Borrowed(text);
    };
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split('-').collect(), new.split('-').collect());
    let mut differing = old.iter().zip(&new).filter(|(old, new)| old != new);
    match (old.len() == new.len(), differing.next(), differing.next()) {
        (true, Some((old, new)), None) => Cow::Owned(format!("“{old}” becomes “{new}”")),
        _ => Cow::Borrowed(text),
    }
}

fn may_recur(edit: &Edit) -> bool {
    edit.kind == EditKind::Replaced
        && edit.significance != Significance::Routine
        && edit.types.first() != Some(&EditType::Connective)
}

/// The sentences of recurring replacements.
#[derive(Default)]
pub(super) struct RecurringTexts<'a>(HashSet<&'a str>);

impl<'a> RecurringTexts<'a> {
    pub(super) fn new(recurring: &'a [Recurring]) -> RecurringTexts<'a> {
        RecurringTexts(recurring.iter().map(|recurring| recurring.text.as_str()).collect())
    }

    /// Whether an edit is a recurring replacement.
    pub(super) fn contains(&self, edit: &Edit) -> bool {
        may_recur(edit) && self.0.contains(&*without_common_parts(&edit.text))
    }

    /// Whether all substantive edits of a change are recurring replacements.
    pub(super) fn covers(&self, change: &Change) -> bool {
        let mut heavy = change.edits.iter().filter(|edit| edit.significance == Significance::Substantive).peekable();
        heavy.peek().is_some() && heavy.all(|edit| self.contains(edit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compounds_of_a_replaced_word_are_the_same_replacement() {
        for (text, expected) in [
            ("“Chernobyl” becomes “Chornobyl”", "“Chernobyl” becomes “Chornobyl”"),
            ("“Chernobyl-affected” becomes “Chornobyl-affected”", "“Chernobyl” becomes “Chornobyl”"),
            ("“post-Chernobyl” becomes “post-Chornobyl”", "“Chernobyl” becomes “Chornobyl”"),
            ("“lamp-lit” becomes “dimly-seen”", "“lamp-lit” becomes “dimly-seen”"),
            ("adds “post-storm”", "adds “post-storm”"),
            ("“long-term” becomes “long-term” (weaker)", "“long-term” becomes “long-term” (weaker)"),
        ] {
            assert_eq!(without_common_parts(text), expected);
        }
    }
}
