//! Replacements that recur all over a text: a name spelt anew, a term that gives way to another.
//!
//! Told once with the paragraphs they touch, they leave each paragraph's own changes to be seen; told at every
//! paragraph, they hide them. What follows the calendar is no replacement: every paragraph of an annual text has it.

use std::collections::{HashMap, HashSet};

use super::entry::{Entry, Told};
use crate::model::{Change, Edit, EditKind, Significance};

/// In fewer paragraphs than these a replacement is told where it stands.
const MIN_PARAGRAPHS: usize = 3;

/// A replacement that recurs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recurring {
    /// What it does: `“Chernobyl” becomes “Chornobyl”`.
    pub text: String,
    /// What the paragraphs are called that it touches, in order.
    pub names: Vec<String>,
    /// How often it stands in them.
    pub count: usize,
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

/// Finds them, in the order in which they first appear.
pub(super) fn recurring(entries: &[Entry<'_>]) -> Vec<Recurring> {
    let edits = || {
        let told = entries.iter().filter_map(Entry::told);
        let edits = told.flat_map(|told| told.change.edits.iter().map(move |edit| (told, edit)));
        edits.filter(|(_, edit)| may_recur(edit))
    };
    // In how many paragraphs each stands, and the last of them: twice in one paragraph is one paragraph.
    let mut paragraphs: HashMap<&str, (usize, usize)> = HashMap::new();
    for (told, edit) in edits() {
        let (count, last) = paragraphs.entry(&edit.text).or_default();
        if *last != told.number {
            (*count, *last) = (*count + 1, told.number);
        }
    }
    paragraphs.retain(|_, (count, _)| *count >= MIN_PARAGRAPHS);
    let mut found: Vec<Recurring> = Vec::new();
    for (told, edit) in edits().filter(|(_, edit)| paragraphs.contains_key(edit.text.as_str())) {
        let place = found.iter().position(|known| known.text == edit.text).unwrap_or_else(|| {
            found.push(Recurring { text: edit.text.clone(), names: Vec::new(), count: 0 });
            found.len() - 1
        });
        let recurring = &mut found[place];
        recurring.count += 1;
        let name = told.name.now.clone().unwrap_or_default();
        if recurring.names.last() != Some(&name) {
            recurring.names.push(name);
        }
    }
    found
}

fn may_recur(edit: &Edit) -> bool {
    edit.kind == EditKind::Replaced && edit.significance != Significance::Routine
}

/// The sentences of replacements that were told once for all paragraphs.
pub(super) struct Known<'a>(HashSet<&'a str>);

impl<'a> Known<'a> {
    pub(super) fn new(recurring: &'a [Recurring]) -> Known<'a> {
        Known(recurring.iter().map(|recurring| recurring.text.as_str()).collect())
    }

    /// Whether an edit was told for all paragraphs.
    pub(super) fn has(&self, edit: &Edit) -> bool {
        may_recur(edit) && self.0.contains(edit.text.as_str())
    }

    /// Whether a change has nothing of substance but what was told for all paragraphs.
    pub(super) fn has_all(&self, change: &Change) -> bool {
        let mut heavy = change.edits.iter().filter(|edit| edit.significance == Significance::Substantive).peekable();
        heavy.peek().is_some() && heavy.all(|edit| self.has(edit))
    }
}

impl<'a> Entry<'a> {
    /// The change, if it is one that is told.
    pub(super) fn told(&self) -> Option<&Told<'a>> {
        match self {
            Entry::Told(told) => Some(told),
            _ => None,
        }
    }
}
