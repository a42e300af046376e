//! Replacements that recur throughout a text: a new spelling of a name, one term for another.
//!
//! Reported once with the paragraphs they affect, they leave each paragraph's own changes visible; reported in every
//! paragraph, they would hide them. Routine updates are not among them: every paragraph of an annual text has one. Nor
//! are “also” and “further” before a verb, which follow from the paragraph before.

use std::collections::{HashMap, HashSet};

use super::entry::{Entry, ReportedChange};
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
    /// The number of its occurrences.
    pub count: usize,
    /// The highest significance of its occurrences.
    pub significance: Significance,
    /// Whether nothing but a fault of the file explains it.
    pub font_fault: bool,
}

impl Recurring {
    /// `Throughout: “Chernobyl” becomes “Chornobyl” (22 places in 14 paragraphs)`
    pub fn sentence(&self) -> String {
        let (text, paragraphs) = (&self.text, self.names.len());
        match self.count == paragraphs {
            true => format!("Throughout: {text} (in {paragraphs} paragraphs)"),
            false => format!("Throughout: {text} ({} places in {paragraphs} paragraphs)", self.count),
        }
    }
}

/// Finds recurring replacements, in the order of their first occurrence.
pub(super) fn recurring(entries: &[Entry<'_>]) -> Vec<Recurring> {
    let edits = || {
        let reported = entries.iter().filter_map(Entry::changed);
        let edits = reported.flat_map(|reported| reported.change.edits.iter().map(move |edit| (reported, edit)));
        edits.filter(|(_, edit)| may_recur(edit))
    };
    // The number of paragraphs with each replacement, and the last one: two occurrences in one paragraph count once.
    let mut paragraphs: HashMap<&str, (usize, usize)> = HashMap::new();
    for (reported, edit) in edits() {
        let (count, last) = paragraphs.entry(&edit.text).or_default();
        if *last != reported.number {
            (*count, *last) = (*count + 1, reported.number);
        }
    }
    paragraphs.retain(|_, (count, _)| *count >= MIN_PARAGRAPHS);
    let mut found: Vec<Recurring> = Vec::new();
    for (reported, edit) in edits().filter(|(_, edit)| paragraphs.contains_key(edit.text.as_str())) {
        let place = found.iter().position(|known| known.text == edit.text).unwrap_or_else(|| {
            found.push(Recurring {
                text: edit.text.clone(),
                names: Vec::new(),
                count: 0,
                significance: edit.significance,
                font_fault: edit.font_fault,
            });
            found.len() - 1
        });
        let recurring = &mut found[place];
        recurring.count += 1;
        recurring.significance = recurring.significance.max(edit.significance);
        let name = reported.name.now.clone().unwrap_or_default();
        if recurring.names.last() != Some(&name) {
            recurring.names.push(name);
        }
    }
    found
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
        may_recur(edit) && self.0.contains(edit.text.as_str())
    }

    /// Whether all substantive edits of a change are recurring replacements.
    pub(super) fn covers(&self, change: &Change) -> bool {
        let mut heavy = change.edits.iter().filter(|edit| edit.significance == Significance::Substantive).peekable();
        heavy.peek().is_some() && heavy.all(|edit| self.contains(edit))
    }
}

impl<'a> Entry<'a> {
    /// The reported change, if the entry is one.
    pub(super) fn changed(&self) -> Option<&ReportedChange<'a>> {
        match self {
            Entry::Changed(reported) => Some(reported),
            _ => None,
        }
    }
}
