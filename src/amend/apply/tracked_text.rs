//! The words of a paragraph under amendment: what stood in the draft, what was struck and what was put in, by whom.
//!
//! Struck words stay in their place, so that a quotation of the draft is found even where an earlier instruction has
//! changed it, and so that a report can say which instruction did what.

use std::ops::Range;

use super::quoted_refs;
use crate::model::{FootnoteRef, ProvisionIndex};

/// A footnote reference that came with new words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::amend) struct NewRef {
    pub(in crate::amend) offset: usize,
    pub(in crate::amend) note: NewNote,
}

/// The footnote of a new reference.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::amend) enum NewNote {
    /// It stands at the foot of an amendment, by its mark.
    Listed { amendment: usize, mark: String },
    /// Its text is printed below the instruction.
    Printed(String),
}

impl NewNote {
    /// Its mark at the foot of the amendment.
    #[cfg(test)]
    pub(super) fn mark(&self) -> Option<&str> {
        match self {
            NewNote::Listed { mark, .. } => Some(mark),
            NewNote::Printed(_) => None,
        }
    }
}

impl NewRef {
    /// The references of words that an amendment prints.
    pub(super) fn listed(refs: &[FootnoteRef], by: ProvisionIndex) -> Vec<NewRef> {
        let listed = |mark: &FootnoteRef| NewRef {
            offset: mark.offset,
            note: NewNote::Listed { amendment: by.amendment, mark: mark.marker.clone() },
        };
        refs.iter().map(listed).collect()
    }
}

/// A stretch of words with one history.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Span {
    text: String,
    /// Whether it stood in the draft.
    is_base: bool,
    /// Who put it in, where it did not stand in the draft.
    added_by: Option<ProvisionIndex>,
    /// Who struck it.
    struck_by: Option<ProvisionIndex>,
    /// The footnote references that came with it.
    refs: Vec<NewRef>,
    /// The index of the footnote reference whose printed mark it is, while an instruction that quotes marks is applied.
    mark: Option<usize>,
}

impl Span {
    fn base(text: &str) -> Span {
        let text = text.to_owned();
        Span { text, is_base: true, added_by: None, struck_by: None, refs: Vec::new(), mark: None }
    }

    fn added(text: &str, refs: Vec<NewRef>, by: ProvisionIndex) -> Span {
        Span { is_base: false, added_by: Some(by), refs, ..Span::base(text) }
    }

    fn is_current(&self) -> bool {
        self.struck_by.is_none()
    }
}

/// The words of a paragraph and their history.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::amend) struct TrackedText(Vec<Span>);

impl TrackedText {
    /// The words of a paragraph of the draft.
    pub(in crate::amend) fn of_base(text: &str) -> TrackedText {
        TrackedText(vec![Span::base(text)])
    }

    /// The words of a new paragraph.
    pub(super) fn added(text: &str, refs: Vec<NewRef>, by: ProvisionIndex) -> TrackedText {
        TrackedText(vec![Span::added(text, refs, by)])
    }

    /// The words as amended so far.
    pub(in crate::amend) fn current(&self) -> String {
        self.0.iter().filter(|piece| piece.is_current()).map(|piece| piece.text.as_str()).collect()
    }

    /// The words of the draft.
    pub(super) fn base(&self) -> String {
        self.0.iter().filter(|piece| piece.is_base).map(|piece| piece.text.as_str()).collect()
    }

    /// Whether anything was changed.
    pub(super) fn is_changed(&self) -> bool {
        self.0.iter().any(|piece| !piece.is_base || !piece.is_current())
    }

    /// Everyone who changed something, in the order of the text.
    pub(super) fn changed_by(&self) -> Vec<ProvisionIndex> {
        let all = self.0.iter().flat_map(|piece| [piece.added_by, piece.struck_by]).flatten();
        let mut by: Vec<ProvisionIndex> = all.collect();
        by.sort_unstable();
        by.dedup();
        by
    }

    /// Puts words in place of a range of bytes of the current text.
    pub(in crate::amend) fn replace(&mut self, range: Range<usize>, with: &str, refs: Vec<NewRef>, by: ProvisionIndex) {
        let start = self.cut(range.start, true);
        let end = self.cut(range.end, false).max(start);
        for piece in &mut self.0[start..end] {
            piece.struck_by = piece.struck_by.or(Some(by));
        }
        // what was put in and struck again was never in the draft
        if !with.is_empty() || !refs.is_empty() {
            self.0.insert(end, Span::added(with, refs, by));
        }
    }

    /// Cuts the pieces at an offset of the current text, and gives the index of the piece behind the cut. Struck pieces
    /// at the cut stand before it if the cut begins a range, and behind it if it ends one: they are no part of the range.
    fn cut(&mut self, offset: usize, is_start: bool) -> usize {
        let mut place = 0;
        let mut index = 0;
        while index < self.0.len() {
            let piece = &self.0[index];
            if !piece.is_current() {
                index += 1;
                continue;
            }
            let end = place + piece.text.len();
            if offset < end || (!is_start && offset == place) {
                if offset == place {
                    return if is_start { index } else { self.behind_current(index) };
                }
                let mut rest = piece.clone();
                rest.text = rest.text[offset - place..].to_owned();
                rest.refs.retain(|mark| mark.offset > offset - place);
                rest.refs.iter_mut().for_each(|mark| mark.offset -= offset - place);
                self.0[index].refs.retain(|mark| mark.offset <= offset - place);
                self.0[index].text.truncate(offset - place);
                self.0.insert(index + 1, rest);
                return index + 1;
            }
            place = end;
            index += 1;
        }
        if is_start { self.0.len() } else { self.behind_current(self.0.len()) }
    }

    /// The index right behind the last current piece before an index.
    fn behind_current(&self, index: usize) -> usize {
        self.0[..index].iter().rposition(Span::is_current).map_or(0, |last| last + 1)
    }

    /// The footnote references that came with new words, by their offset in the current text.
    pub(in crate::amend) fn new_refs(&self) -> Vec<NewRef> {
        let mut place = 0;
        let mut out = Vec::new();
        for piece in self.0.iter().filter(|piece| piece.is_current()) {
            let here = piece.refs.iter().map(|mark| NewRef { offset: place + mark.offset, note: mark.note.clone() });
            out.extend(here);
            place += piece.text.len();
        }
        out
    }

    /// The words that someone put in, by their ranges in the current text.
    pub(in crate::amend) fn added_ranges(&self, by: ProvisionIndex) -> Vec<Range<usize>> {
        let mut place = 0;
        let mut out = Vec::new();
        for piece in self.0.iter().filter(|piece| piece.is_current()) {
            let end = place + piece.text.len();
            if piece.added_by == Some(by) {
                out.push(place..end);
            }
            place = end;
        }
        out
    }

    /// The words that other amendments put in, by their ranges in the current text.
    pub(super) fn added_by_others(&self, amendment: usize) -> Vec<(Range<usize>, ProvisionIndex)> {
        self.foreign(amendment).map(|(_, range, by)| (range, by)).collect()
    }

    /// The same, without the words that came in place of others.
    pub(super) fn inserted_by_others(&self, amendment: usize) -> Vec<(Range<usize>, ProvisionIndex)> {
        let strikes = |index: Option<usize>, by: ProvisionIndex| {
            index.and_then(|index| self.0.get(index)).is_some_and(|piece| piece.struck_by == Some(by))
        };
        let is_insertion = |index: usize, by| !strikes(index.checked_sub(1), by) && !strikes(Some(index + 1), by);
        let inserted = self.foreign(amendment).filter(|(index, _, by)| is_insertion(*index, *by));
        inserted.map(|(_, range, by)| (range, by)).collect()
    }

    /// The pieces that other amendments put in: index, range in the current text, by whom.
    fn foreign(&self, amendment: usize) -> impl Iterator<Item = (usize, Range<usize>, ProvisionIndex)> {
        let mut place = 0;
        let ranges = self.0.iter().enumerate().filter(|(_, piece)| piece.is_current()).map(move |(index, piece)| {
            let start = place;
            place += piece.text.len();
            (index, start..place, piece.added_by)
        });
        ranges.filter_map(move |(index, range, by)| {
            let by = by.filter(|by| by.amendment != amendment && !range.is_empty())?;
            Some((index, range, by))
        })
    }

    /// Where a range of the draft's words is in the current text, and who changed something in it.
    pub(super) fn current_range(&self, base: Range<usize>) -> (Range<usize>, Vec<ProvisionIndex>) {
        let (mut base_place, mut place) = (0, 0);
        let (mut start, mut end) = (None, None);
        let mut by = Vec::new();
        for piece in &self.0 {
            let len = piece.text.len();
            let current = if piece.is_current() { len } else { 0 };
            if piece.is_base {
                let inside = |offset: usize| (offset - base_place).min(current);
                if start.is_none() && base.start < base_place + len {
                    start = Some(place + inside(base.start));
                }
                if end.is_none() && base.end <= base_place + len && base.end > base_place {
                    end = Some(place + inside(base.end));
                }
            }
            let is_inside = start.is_some() && (end.is_none() || piece.is_base && base.end > base_place);
            if is_inside {
                by.extend([piece.added_by, piece.struck_by].into_iter().flatten());
            }
            base_place += if piece.is_base { len } else { 0 };
            place += current;
        }
        // what replaced the end of the range stands right behind it
        let start = start.unwrap_or(place);
        let mut end = end.unwrap_or(place).max(start);
        let (mut base_place, mut place) = (0, 0);
        for piece in &self.0 {
            if !piece.is_base && piece.is_current() && place == end && base_place >= base.end && by_strikes(&by, piece)
            {
                end += piece.text.len();
            }
            base_place += if piece.is_base { piece.text.len() } else { 0 };
            place += if piece.is_current() { piece.text.len() } else { 0 };
        }
        by.sort_unstable();
        by.dedup();
        (start..end, by)
    }

    /// Where an offset of the draft's words is in the current text: behind the words that took the place of those that it
    /// ended, none where these are gone or other words go on there.
    pub(in crate::amend) fn current_offset(&self, offset: usize) -> Option<usize> {
        let (mut base_place, mut place) = (0, 0);
        for (index, piece) in self.0.iter().enumerate() {
            if piece.is_base && (base_place + 1..=base_place + piece.text.len()).contains(&offset) {
                if piece.is_current() {
                    return Some(place + offset - base_place);
                }
                let rest = &self.0[index + 1..];
                let new = rest.first().filter(|next| {
                    next.is_current() && next.added_by == piece.struck_by && offset == base_place + piece.text.len()
                })?;
                return Some(place + new.text.trim_end().len());
            }
            base_place += if piece.is_base { piece.text.len() } else { 0 };
            place += if piece.is_current() { piece.text.len() } else { 0 };
        }
        (offset == 0).then_some(0)
    }
}

impl TrackedText {
    /// Prints the mark of a footnote reference, by its index, at an offset of the draft's words. Where these are gone, so
    /// is the reference.
    pub(super) fn print_mark(&mut self, offset: usize, printed: &str, index: usize) {
        let Some(place) = self.current_offset(offset) else { return };
        let mut base_place = 0;
        let holds = |piece: &Span| {
            let end = base_place + if piece.is_base { piece.text.len() } else { 0 };
            let holds = piece.is_base && (base_place + 1..=end).contains(&offset);
            base_place = end;
            holds
        };
        let holder = if offset == 0 { None } else { self.0.iter().position(holds) };
        let mark = Span { mark: Some(index), ..Span::base(printed) };
        match holder {
            None => self.0.insert(0, mark),
            // behind the words that took the place of those before it
            Some(holder) if !self.0[holder].is_current() => self.0.insert(holder + 2, mark),
            Some(_) => {
                let behind = self.cut(place, false);
                self.0.insert(behind, mark);
            }
        }
    }

    /// Prints the references of new words that have some marks.
    pub(super) fn print_new_marks(&mut self, marks: &[&str]) {
        for piece in self.0.iter_mut().filter(|piece| piece.is_current()) {
            let refs = std::mem::take(&mut piece.refs);
            for reference in refs.into_iter().rev() {
                match &reference.note {
                    NewNote::Listed { mark, .. } if marks.contains(&mark.as_str()) => {
                        let printed = quoted_refs::printed(mark);
                        piece.text.insert_str(reference.offset, &printed);
                        piece.refs.iter_mut().for_each(|behind| behind.offset += printed.len());
                    }
                    _ => piece.refs.insert(0, reference),
                }
            }
        }
    }

    /// Takes printed marks out again, those in new words as references of these words. Gives the indices of the references
    /// whose marks were struck.
    pub(super) fn take_marks(&mut self, marks: &[&str]) -> Vec<usize> {
        let mut struck: Vec<usize> =
            self.0.iter().filter(|piece| !piece.is_current()).filter_map(|piece| piece.mark).collect();
        struck.dedup();
        self.0.retain(|piece| piece.mark.is_none());
        for piece in self.0.iter_mut().filter(|piece| piece.is_current()) {
            let Some(by) = piece.added_by else { continue };
            for mark in marks {
                while let Some(offset) = quoted_refs::mark_place(&piece.text, mark) {
                    let len = quoted_refs::printed(mark).len();
                    piece.text.replace_range(offset..offset + len, "");
                    piece.refs.iter_mut().filter(|other| other.offset > offset).for_each(|other| other.offset -= len);
                    let note = NewNote::Listed { amendment: by.amendment, mark: (*mark).to_owned() };
                    piece.refs.push(NewRef { offset, note });
                }
            }
            piece.refs.sort_by_key(|mark| mark.offset);
        }
        struck
    }
}

/// Whether a piece was put in by someone who struck words of a range.
fn by_strikes(by: &[ProvisionIndex], piece: &Span) -> bool {
    piece.added_by.is_some_and(|added| by.contains(&added))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by(provision: usize) -> ProvisionIndex {
        ProvisionIndex { amendment: 0, provision }
    }

    #[test]
    fn replacements_keep_the_draft() {
        let mut tracked = TrackedText::of_base("Takes note of the report on the old sea;");
        tracked.replace(0..13, "Welcomes", vec![], by(1));
        assert_eq!(tracked.current(), "Welcomes the report on the old sea;");
        tracked.replace(27..30, "new", vec![], by(2));
        assert_eq!(tracked.current(), "Welcomes the report on the new sea;");
        tracked.replace(8..8, " again", vec![], by(3));
        assert_eq!(tracked.current(), "Welcomes again the report on the new sea;");
        assert_eq!(tracked.base(), "Takes note of the report on the old sea;");
        assert_eq!(tracked.changed_by(), [by(1), by(2), by(3)]);
        // “the old sea” of the draft is “the new sea” now
        let (range, who) = tracked.current_range(28..39);
        assert_eq!((&tracked.current()[range], who), ("the new sea", vec![by(2)]));
        let (range, who) = tracked.current_range(32..35);
        assert_eq!((&tracked.current()[range], who), ("new", vec![by(2)]));
        let (range, who) = tracked.current_range(14..24);
        assert_eq!((&tracked.current()[range], who), ("the report", vec![]));
        assert_eq!(tracked.current_offset(24), Some(25));
        assert_eq!(tracked.current_offset(3), None);
        // a reference behind replaced words stands behind the new ones
        assert_eq!((tracked.current_offset(13), tracked.current_offset(35)), (Some(8), Some(36)));
    }

    #[test]
    fn deletions_at_the_ends() {
        let mut tracked = TrackedText::of_base("a b c");
        tracked.replace(0..2, "", vec![], by(1));
        tracked.replace(1..3, "", vec![], by(2));
        assert_eq!((tracked.current().as_str(), tracked.base().as_str()), ("b", "a b c"));
        tracked.replace(1..1, "!", vec![], by(3));
        tracked.replace(0..0, "(", vec![], by(4));
        assert_eq!(tracked.current(), "(b!");
        assert!(tracked.is_changed());
    }
}
