//! What becomes of the footnotes of paragraphs that stay → instructions.

use std::collections::BTreeMap;

use super::items::Item;
use super::reworded;
use crate::model::{Resolution, Target, Warning};

/// The references of all paragraphs that stay.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// The marks of the newer text by those of the older one.
    pairs: BTreeMap<String, Vec<String>>,
}

impl Notes {
    /// Takes in the references of a paragraph that stay, with their marks in both texts.
    pub(super) fn add(&mut self, pairs: Vec<(String, String)>) {
        for (before, after) in pairs {
            let marks = self.pairs.entry(before).or_default();
            if !marks.contains(&after) {
                marks.push(after);
            }
        }
    }

    /// The instructions that reword footnotes.
    pub(super) fn items(self, before: &Resolution, after: &Resolution, warnings: &mut Vec<Warning>) -> Vec<Item> {
        let mut items = Vec::new();
        for note in &before.footnotes {
            let is_ambiguous = before.footnotes.iter().filter(|other| other.mark == note.mark).count() > 1;
            let marks = self.pairs.get(&note.mark).map(Vec::as_slice).unwrap_or_default();
            let news = after.footnotes.iter().filter(|new| marks.contains(&new.mark));
            let mut texts: Vec<&str> = news.map(|new| new.text.as_str()).collect();
            texts.dedup();
            let changes = match texts.as_slice() {
                [text] => reworded(&note.text, text, Target::Footnote(note.mark.clone(), None)),
                _ => Vec::new(),
            };
            let is_split = texts.len() > 1;
            if is_split || is_ambiguous && !changes.is_empty() {
                warnings.push(Warning::new(format!("footnote {} is not amended: it stands for several", note.mark)));
            } else {
                items.extend(changes);
            }
        }
        items
    }
}
