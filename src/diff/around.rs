//! What stands around the paragraphs: header fields and footnotes.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::model::{Footnote, FootnoteChange, HeaderChange, Key, Resolution, Versions};

/// The header fields that differ, in the order of a first page.
pub(super) fn header(sides: Versions<&Resolution>) -> Vec<HeaderChange> {
    let fields: BTreeSet<_> =
        sides.before.header.fields.keys().chain(sides.after.header.fields.keys()).copied().collect();
    let values = fields
        .into_iter()
        .map(|field| HeaderChange { field, values: sides.map(|side| side.header.get(field).map(ToOwned::to_owned)) });
    values.filter(|change| key(change.values.before.as_deref()) != key(change.values.after.as_deref())).collect()
}

fn key(text: Option<&str>) -> Option<Key> {
    text.map(|text| Key::joined([text]))
}

/// Footnotes with this share of words in common are one note in two versions.
const ALIKE: f64 = 0.5;

/// The footnotes that were reworded, removed or added. Their numbers do not count.
pub(super) fn footnotes(sides: Versions<&Resolution>) -> Vec<FootnoteChange> {
    let mut same: HashMap<Key, Vec<usize>> = HashMap::new();
    for (at, note) in sides.before.footnotes.iter().enumerate().rev() {
        same.entry(Key::joined([note.text.as_str()])).or_default().push(at);
    }
    let mut gone: BTreeSet<usize> = (0..sides.before.footnotes.len()).collect();
    let mut new: Vec<&Footnote> = Vec::new();
    for note in &sides.after.footnotes {
        match same.get_mut(&Key::joined([note.text.as_str()])).and_then(Vec::pop) {
            Some(at) => {
                gone.remove(&at);
            }
            None => new.push(note),
        }
    }
    let mut out = Vec::new();
    for note in new {
        // notes are few and stand in order: the likest of the next ones left is enough
        let likest = gone.iter().take(50).map(|at| (*at, likeness(&sides.before.footnotes[*at].text, &note.text)));
        let likest = likest.filter(|(_, likeness)| *likeness >= ALIKE).max_by(|one, other| one.1.total_cmp(&other.1));
        let before = likest.map(|(at, _)| {
            gone.remove(&at);
            sides.before.footnotes[at].clone()
        });
        out.push(FootnoteChange { footnotes: Versions::new(before, Some(note.clone())) });
    }
    out.extend(
        gone.into_iter()
            .map(|at| FootnoteChange { footnotes: Versions::new(Some(sides.before.footnotes[at].clone()), None) }),
    );
    out
}

fn likeness(one: &str, other: &str) -> f64 {
    let words = |text: &str| -> HashSet<String> { text.split_whitespace().map(str::to_lowercase).collect() };
    let (one, other) = (words(one), words(other));
    2.0 * one.intersection(&other).count() as f64 / (one.len() + other.len()).max(1) as f64
}
