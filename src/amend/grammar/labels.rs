//! Numbers of paragraphs and items in a list, with the ranges between them.

use ecow::{EcoString, eco_format};

use super::cursor::Cursor;
use crate::lexicon::PhraseList;

impl Cursor {
    /// `5, 6 (a) and (c), 10 to 12 and 14`.
    pub(super) fn take_labels(&mut self) -> Option<Vec<(EcoString, EcoString)>> {
        let label = self.take_label()?;
        let mut labels: Vec<(EcoString, EcoString)> = Vec::new();
        labels.extend(self.take_item_list(Some(label.clone()))?.into_iter().map(|items| (label.clone(), items)));
        loop {
            let start = self.index;
            self.take_sign(&[',']);
            self.take_from(PhraseList::And);
            let is_range = self.index == start && (self.take_from(PhraseList::Range) || self.take_sign(&['–', '-']));
            let Some(label) = self.take_label().filter(|_| self.index > start + 1) else {
                self.index = start;
                return Some(labels);
            };
            let first = labels.last().and_then(|(label, _)| label.parse::<u32>().ok());
            if let (true, Some(first), Ok(last)) = (is_range, first, label.parse::<u32>()) {
                labels.extend((first + 1..last).map(|between| (eco_format!("{between}"), EcoString::new())));
            }
            labels.extend(self.take_item_list(Some(label.clone()))?.into_iter().map(|items| (label.clone(), items)));
        }
    }

    /// `(a) (i)`, `(a) and (c)`; the paragraph itself where no item follows its number.
    pub(super) fn take_item_list(&mut self, label: Option<EcoString>) -> Option<Vec<EcoString>> {
        let first = self.take_items();
        if first.is_empty() {
            return label.map(|_| vec![first]);
        }
        let above: EcoString = first[..first.rfind('(').unwrap_or_default()].into();
        let mut lists = vec![first];
        loop {
            let start = self.index;
            self.take_sign(&[',']);
            self.take_from(PhraseList::And);
            let is_range = self.index == start && (self.take_from(PhraseList::Range) || self.take_sign(&['–', '-']));
            let items = self.take_items();
            if items.is_empty() || self.index == start {
                self.index = start;
                return Some(lists);
            }
            let first = lists.last().and_then(|last| last.strip_prefix(above.as_str()));
            let between = first.filter(|_| is_range).map(|first| labels_between(first, &items)).unwrap_or_default();
            lists.extend(between.into_iter().map(|item| above.clone() + item.as_str()));
            lists.push(above.clone() + items.as_str());
        }
    }
}

/// The letters between two items in brackets: `(b)` and `(c)` between `(a)` and `(d)`.
fn labels_between(first: &str, last: &str) -> Vec<String> {
    let letter = |item: &str| match item.as_bytes() {
        [b'(', letter @ b'a'..=b'z', b')'] => Some(*letter),
        _ => None,
    };
    let (Some(first), Some(last)) = (letter(first), letter(last)) else { return Vec::new() };
    (first + 1..last).map(|letter| format!("({})", char::from(letter))).collect()
}
