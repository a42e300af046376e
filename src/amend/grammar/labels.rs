//! Numbers of paragraphs and items in a list, with the ranges between them.

use ecow::{EcoString, eco_format};

use super::cursor::Cursor;
use crate::lexicon::PhraseList;

impl Cursor {
    /// `5, 6 (a) and (c), 10 to 12 and 14`.
    pub(super) fn take_labels(&mut self) -> Option<Vec<(EcoString, EcoString)>> {
        let mut labels: Vec<(EcoString, EcoString)> = Vec::new();
        let mut next = Some((false, self.take_label()?));
        while let Some((is_range, label)) = next {
            let first = labels.last().and_then(|(label, _)| label.parse::<u32>().ok());
            if let (true, Some(first), Ok(last)) = (is_range, first, label.parse::<u32>()) {
                labels.extend((first + 1..last).map(|between| (eco_format!("{between}"), EcoString::new())));
            }
            let items = self.take_item_list().unwrap_or_else(|| vec![EcoString::new()]);
            labels.extend(items.into_iter().map(|items| (label.clone(), items)));
            next = self.attempt(|cursor| Some((cursor.take_list_sign()?, cursor.take_label()?)));
        }
        Some(labels)
    }

    /// `(a) (i)`, `(a) and (c)`.
    pub(super) fn take_item_list(&mut self) -> Option<Vec<EcoString>> {
        let first = Some(self.take_items()).filter(|items| !items.is_empty())?;
        let above: EcoString = first[..first.rfind('(').unwrap_or_default()].into();
        let mut lists = vec![first];
        let items = |cursor: &mut Cursor| Some(cursor.take_items()).filter(|items| !items.is_empty());
        while let Some((is_range, items)) = self.attempt(|cursor| Some((cursor.take_list_sign()?, items(cursor)?))) {
            let first = lists.last().and_then(|last| last.strip_prefix(above.as_str()));
            let between = first.filter(|_| is_range).map(|first| labels_between(first, &items)).unwrap_or_default();
            lists.extend(between.into_iter().map(|item| above.clone() + item.as_str()));
            lists.push(above.clone() + items.as_str());
        }
        Some(lists)
    }

    /// Takes what separates the members of a list: a comma, `and`, or the sign of a range. Whether it is that.
    fn take_list_sign(&mut self) -> Option<bool> {
        let is_separated = self.take_sign(&[',']) | self.take_from(PhraseList::And);
        let is_range = !is_separated && (self.take_from(PhraseList::Range) || self.take_sign(&['–', '-']));
        (is_separated || is_range).then_some(is_range)
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
