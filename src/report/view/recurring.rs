//! Replacements that recur all over a text: a name spelt anew, a year that turned.
//!
//! Told once with the paragraphs they touch, they leave each paragraph's own changes to be seen; told at every
//! paragraph, they hide them.

use std::collections::HashMap;

use super::{Entry, Hunk, Telling, hunks};

/// In fewer paragraphs than these a replacement is told where it stands.
const LEAST: usize = 4;

/// A replacement that recurs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recurring {
    /// The replacement.
    pub hunk: Hunk,
    /// What the paragraphs are called that it touches, in order.
    pub names: Vec<String>,
}

/// Finds them, in the order in which they first appear.
pub fn recurring(entries: &[Entry<'_>]) -> Vec<Recurring> {
    let mut found: Vec<Recurring> = Vec::new();
    let mut places: HashMap<Hunk, usize> = HashMap::new();
    for entry in entries {
        let Entry::Told(told) = entry else { continue };
        let (Telling::Redline, Some(name)) = (told.telling, &told.name.now) else { continue };
        for hunk in hunks(&told.change.segments) {
            if !matches!(hunk, Hunk::Replaced { .. }) {
                continue;
            }
            let place = *places.entry(hunk.clone()).or_insert_with(|| {
                found.push(Recurring { hunk, names: Vec::new() });
                found.len() - 1
            });
            let names = &mut found[place].names;
            // Twice in one paragraph is one paragraph.
            if names.last() != Some(name) {
                names.push(name.clone());
            }
        }
    }
    found.retain(|recurring| recurring.names.len() >= LEAST);
    found
}
