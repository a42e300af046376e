//! The words of a paragraph under amendment: what stood in the draft, what was struck and what was put in, by whom.
//!
//! Struck words stay in their place, so that a quotation of the draft is found even where an earlier instruction has
//! changed it, and so that a report can say which instruction did what.

use std::ops::Range;

use super::quoted_refs;
use crate::model::{FootnoteRef, ProvisionIndex, printed_mark};

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

/// Words with one history.
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

/// A span, its words in the draft and its words in the current text by their places.
struct Placed<'t> {
    index: usize,
    span: &'t Span,
    base: Range<usize>,
    current: Range<usize>,
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
        self.0.iter().filter(|span| span.is_current()).map(|span| span.text.as_str()).collect()
    }

    /// The words of the draft.
    pub(super) fn base(&self) -> String {
        self.0.iter().filter(|span| span.is_base).map(|span| span.text.as_str()).collect()
    }

    /// Whether anything was changed.
    pub(super) fn is_changed(&self) -> bool {
        self.0.iter().any(|span| !span.is_base || !span.is_current())
    }

    /// Everyone who changed something, in the order of the text.
    pub(super) fn changed_by(&self) -> Vec<ProvisionIndex> {
        let all = self.0.iter().flat_map(|span| [span.added_by, span.struck_by]).flatten();
        let mut by: Vec<ProvisionIndex> = all.collect();
        by.sort_unstable();
        by.dedup();
        by
    }

    /// Puts words in place of a range of bytes of the current text.
    pub(in crate::amend) fn replace(&mut self, range: Range<usize>, with: &str, refs: Vec<NewRef>, by: ProvisionIndex) {
        let start = self.cut(range.start, true);
        let end = self.cut(range.end, false).max(start);
        for span in &mut self.0[start..end] {
            span.struck_by = span.struck_by.or(Some(by));
        }
        // what was put in and struck again was never in the draft
        if !with.is_empty() || !refs.is_empty() {
            self.0.insert(end, Span::added(with, refs, by));
        }
    }

    /// Puts words in place of all.
    pub(super) fn replace_all(&mut self, with: &str, refs: Vec<NewRef>, by: ProvisionIndex) {
        self.replace(0..self.current().len(), with, refs, by);
    }

    /// Cuts the spans at an offset of the current text, and gives the index of the span behind the cut. Struck spans
    /// at the cut stand before it if the cut begins a range, and behind it if it ends one: they are no part of the range.
    fn cut(&mut self, offset: usize, is_start: bool) -> usize {
        let mut place = 0;
        let mut index = 0;
        while index < self.0.len() {
            let span = &self.0[index];
            if !span.is_current() {
                index += 1;
                continue;
            }
            let end = place + span.text.len();
            if offset < end || (!is_start && offset == place) {
                if offset == place {
                    return if is_start { index } else { self.behind_current(index) };
                }
                let mut rest = span.clone();
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

    /// The index right behind the last current span before an index.
    fn behind_current(&self, index: usize) -> usize {
        self.0[..index].iter().rposition(Span::is_current).map_or(0, |last| last + 1)
    }

    /// The spans with their places.
    fn placed(&self) -> impl DoubleEndedIterator<Item = Placed<'_>> {
        let (mut base, mut current) = (0, 0);
        let placed = self.0.iter().enumerate().map(|(index, span)| {
            let (base_start, start) = (base, current);
            base += if span.is_base { span.text.len() } else { 0 };
            current += if span.is_current() { span.text.len() } else { 0 };
            Placed { index, span, base: base_start..base, current: start..current }
        });
        placed.collect::<Vec<_>>().into_iter()
    }

    /// The span of the draft whose words end at an offset of the draft, or go on there.
    fn holder(&self, offset: usize) -> Option<Placed<'_>> {
        self.placed().find(|placed| placed.span.is_base && placed.base.start < offset && offset <= placed.base.end)
    }

    /// The footnote references that came with new words, by their offset in the current text.
    pub(in crate::amend) fn new_refs(&self) -> Vec<NewRef> {
        let mut out = Vec::new();
        for Placed { span, current, .. } in self.placed().filter(|placed| placed.span.is_current()) {
            let shifted = |mark: &NewRef| NewRef { offset: current.start + mark.offset, note: mark.note.clone() };
            out.extend(span.refs.iter().map(shifted));
        }
        out
    }

    /// The words that someone put in, by their ranges in the current text.
    pub(in crate::amend) fn added_ranges(&self, by: ProvisionIndex) -> Vec<Range<usize>> {
        let is_added = |placed: &Placed| placed.span.is_current() && placed.span.added_by == Some(by);
        self.placed().filter(is_added).map(|placed| placed.current).collect()
    }

    /// The words that other amendments put in, by their ranges in the current text.
    pub(super) fn added_by_others(&self, amendment: usize) -> Vec<(Range<usize>, ProvisionIndex)> {
        self.foreign(amendment).map(|(_, range, by)| (range, by)).collect()
    }

    /// The same, without the words that came in place of others.
    pub(super) fn inserted_by_others(&self, amendment: usize) -> Vec<(Range<usize>, ProvisionIndex)> {
        let strikes = |index: Option<usize>, by: ProvisionIndex| {
            index.and_then(|index| self.0.get(index)).is_some_and(|span| span.struck_by == Some(by))
        };
        let is_insertion = |index: usize, by| !strikes(index.checked_sub(1), by) && !strikes(Some(index + 1), by);
        let inserted = self.foreign(amendment).filter(|(index, _, by)| is_insertion(*index, *by));
        inserted.map(|(_, range, by)| (range, by)).collect()
    }

    /// The spans that other amendments put in: index, range in the current text, by whom.
    fn foreign(&self, amendment: usize) -> impl Iterator<Item = (usize, Range<usize>, ProvisionIndex)> {
        self.placed().filter_map(move |Placed { index, span, current, .. }| {
            let by = span.added_by.filter(|by| by.amendment != amendment && !current.is_empty())?;
            Some((index, current, by))
        })
    }

    /// Where a range of the draft's words is in the current text, and who changed something in it.
    pub(super) fn current_range(&self, base: Range<usize>) -> (Range<usize>, Vec<ProvisionIndex>) {
        let inside = |placed: &Placed, offset: usize| {
            placed.current.start + (offset - placed.base.start).min(placed.current.len())
        };
        let first = self.placed().find(|placed| placed.span.is_base && base.start < placed.base.end);
        let last = self.holder(base.end);
        let len = self.placed().next_back().map_or(0, |placed| placed.current.end);
        let start = first.as_ref().map_or(len, |first| inside(first, base.start));
        let mut end = last.as_ref().map_or(len, |last| inside(last, base.end)).max(start);
        let from = first.map_or(self.0.len(), |first| first.index);
        let to = last.map_or(self.0.len(), |last| last.index + 1).max(from);
        let mut by: Vec<ProvisionIndex> =
            self.0[from..to].iter().flat_map(|span| [span.added_by, span.struck_by]).flatten().collect();
        // what replaced the end of the range stands right behind it
        for Placed { span, base: place, current, .. } in self.placed() {
            let is_behind = place.start >= base.end && current.start == end;
            if is_behind && !span.is_base && span.is_current() && span.added_by.is_some_and(|added| by.contains(&added))
            {
                end = current.end;
            }
        }
        by.sort_unstable();
        by.dedup();
        (start..end, by)
    }

    /// Where an offset of the draft's words is in the current text: behind the words that took the place of those that it
    /// ended, none where these are gone or other words go on there.
    pub(in crate::amend) fn current_offset(&self, offset: usize) -> Option<usize> {
        if offset == 0 {
            return Some(0);
        }
        let Placed { index, span, base, current } = self.holder(offset)?;
        if span.is_current() {
            return Some(current.start + offset - base.start);
        }
        let takes_place = |next: &&Span| next.is_current() && next.added_by == span.struck_by && offset == base.end;
        let new = self.0.get(index + 1).filter(takes_place)?;
        Some(current.start + new.text.trim_end().len())
    }
}

impl TrackedText {
    /// Prints the mark of a footnote reference, by its index, at an offset of the draft's words. Where these are gone, so
    /// is the reference.
    pub(super) fn print_mark(&mut self, offset: usize, printed: &str, index: usize) {
        let Some(place) = self.current_offset(offset) else { return };
        let holder = self.holder(offset).map(|placed| placed.index);
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
        for span in self.0.iter_mut().filter(|span| span.is_current()) {
            let refs = std::mem::take(&mut span.refs);
            for reference in refs.into_iter().rev() {
                match &reference.note {
                    NewNote::Listed { mark, .. } if marks.contains(&mark.as_str()) => {
                        let printed = printed_mark(mark);
                        span.text.insert_str(reference.offset, &printed);
                        span.refs.iter_mut().for_each(|behind| behind.offset += printed.len());
                    }
                    _ => span.refs.insert(0, reference),
                }
            }
        }
    }

    /// Takes printed marks out again, those in new words as references of these words. Gives the indices of the references
    /// whose marks were struck.
    pub(super) fn take_marks(&mut self, marks: &[&str]) -> Vec<usize> {
        let mut struck: Vec<usize> =
            self.0.iter().filter(|span| !span.is_current()).filter_map(|span| span.mark).collect();
        struck.dedup();
        self.0.retain(|span| span.mark.is_none());
        for span in self.0.iter_mut().filter(|span| span.is_current()) {
            let Some(by) = span.added_by else { continue };
            for mark in marks {
                while let Some(offset) = quoted_refs::mark_place(&span.text, mark) {
                    let len = printed_mark(mark).len();
                    span.text.replace_range(offset..offset + len, "");
                    span.refs.iter_mut().filter(|other| other.offset > offset).for_each(|other| other.offset -= len);
                    let note = NewNote::Listed { amendment: by.amendment, mark: (*mark).to_owned() };
                    span.refs.push(NewRef { offset, note });
                }
            }
            span.refs.sort_by_key(|mark| mark.offset);
        }
        struck
    }
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
