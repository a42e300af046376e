//! Changes of more than is quoted: `delete everything after “…”`, `replace the last sentence with “…”`.

use std::ops::Range;

use super::Applier;
use super::draft::NodeIndex;
use super::splice;
use super::tracked_text::NewRef;
use crate::amend::locate::locate;
use crate::lexicon::WordList;
use crate::model::{Extent, NewWords, Occurrence, Target, WordChange};

impl Applier<'_> {
    /// Changes what an instruction means around its quotation.
    pub(super) fn change_extent(
        &mut self,
        scope: &[Target],
        change: &WordChange,
        occurrence: Occurrence,
        extent: Extent,
    ) -> Result<(), String> {
        let (quote, new) = match change {
            WordChange::Delete { words } => (words.as_str(), NewWords::default()),
            WordChange::Replace { words, with } => (words.as_str(), with.clone()),
            WordChange::Insert { words, .. } => ("", words.clone()),
        };
        for target in scope {
            let node = self.resolve_one(target)?;
            self.check_current(node)?;
            let text = self.draft.nodes[node].words.current();
            let is_deletion = matches!(change, WordChange::Delete { .. });
            let range = self.extent_range(node, &text, quote, occurrence, (extent, is_deletion))?;
            let range = if matches!(change, WordChange::Insert { .. }) { range.end..range.end } else { range };
            if range.is_empty() && new.text.is_empty() {
                return Err(format!("nothing stands there in {}", self.paragraph_name(node)));
            }
            let (by, called) = (self.by, self.paragraph_name(node));
            // what follows the quotation is replaced with the space before it
            let is_word =
                new.text.starts_with(char::is_alphanumeric) && text[..range.start].ends_with(char::is_alphanumeric);
            let words = if is_word { format!(" {}", new.text) } else { new.text.clone() };
            let fitted = splice::fit(&text, range, &words);
            self.notes.extend(fitted.note.map(|note| format!("{called}: {note}")));
            let refs = NewRef::listed(&new.footnote_refs, by);
            self.draft.nodes[node].words.replace(fitted.range, &fitted.with, refs, by);
            self.changed += 1;
        }
        Ok(())
    }

    /// The range that is meant in a paragraph.
    fn extent_range(
        &self,
        node: NodeIndex,
        text: &str,
        quote: &str,
        occurrence: Occurrence,
        (extent, is_deletion): (Extent, bool),
    ) -> Result<Range<usize>, String> {
        let called = self.paragraph_name(node);
        let end = text.trim_end().trim_end_matches([',', ';', '.', ':']).len();
        if let Extent::Sentence(place) | Extent::SentenceFromEnd(place) = extent {
            let sentences = sentences(text);
            let index = match extent {
                Extent::SentenceFromEnd(_) => sentences.len().checked_sub(place),
                _ => place.checked_sub(1),
            };
            let count = sentences.len();
            // the paragraph ends with its own sign, not with the full stop of the sentence before the last one
            if is_deletion && count > 1 && index == Some(count - 1) {
                let start = text[..sentences[count - 1].start].trim_end().len();
                return Ok(start - 1..sentences[count - 1].end);
            }
            return index.and_then(|index| sentences.into_iter().nth(index)).ok_or_else(|| match count {
                1 => format!("{called} has only one sentence"),
                count => format!("{called} has only {count} sentences"),
            });
        }
        let places = locate(text, quote).map_or_else(Vec::new, |(places, _)| places);
        let found = match (occurrence, extent, places.as_slice()) {
            (_, _, []) => return Err(format!("“{quote}” does not stand in {called}")),
            (_, Extent::AtEnd, [.., last]) => last,
            (Occurrence::Nth(place), _, places) => place
                .checked_sub(1)
                .and_then(|index| places.get(index))
                .ok_or_else(|| format!("the quotation stands only {} times in {called}", places.len()))?,
            (_, _, [only]) => only,
            _ => return Err(format!("the quotation stands {} times in {called}", places.len())),
        };
        match extent {
            Extent::After => Ok(found.end..end.max(found.end)),
            Extent::From => Ok(found.start..end.max(found.end)),
            Extent::Before => Ok(0..found.start),
            Extent::AtEnd if text[found.end..].contains(char::is_alphanumeric) => {
                Err(format!("“{quote}” does not stand at the end of {called}"))
            }
            Extent::Quoted | Extent::AtEnd | Extent::Sentence(_) | Extent::SentenceFromEnd(_) => Ok(found.clone()),
        }
    }
}

/// The sentences of a text; the last one without the sign that ends the paragraph.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let body = text.trim_end();
    let end = body.strip_suffix([';', ',', '.', ':']).map_or(body.len(), str::len);
    let mut out = Vec::new();
    let mut start = 0;
    for (index, _) in body[..end].match_indices(['.', '?', '!']) {
        let rest = &body[index + 1..end];
        let next = rest.trim_start();
        let word = body[..=index].rsplit(char::is_whitespace).next().unwrap_or_default();
        let is_abbreviation = WordList::Numbered.contains(&word.to_lowercase()) || word.chars().count() < 3;
        let begins = next.starts_with(|first: char| first.is_uppercase() || matches!(first, '“' | '"'));
        if rest.starts_with(char::is_whitespace) && begins && !is_abbreviation {
            out.push(start..index + 1);
            start = end - next.len();
        }
    }
    out.push(start..end);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_found() {
        for (text, expected) in [
            ("Notes the lamps;", &["Notes the lamps"][..]),
            ("Notes the lamps. They burn oil;", &["Notes the lamps.", "They burn oil"]),
            ("See No. 5 of A. Keeper. It is old.", &["See No. 5 of A. Keeper.", "It is old"]),
            ("Costs 2.5 million. “Why?” Nobody knows.", &["Costs 2.5 million.", "“Why?” Nobody knows"]),
        ] {
            let found: Vec<&str> = sentences(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
