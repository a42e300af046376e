//! Footnote marks of the draft in quotations: `replace “the coast,[2] which” with “the coast and the bay,[2] which”`.
//!
//! A mark that is quoted and printed again stays; one that is only quoted goes; one that is only printed in the new words
//! comes from elsewhere in the paragraph. While such an instruction is applied, the marks stand in the words of the
//! paragraph, so that they are found as anything else that is quoted.

use super::tracked_text::TrackedText;
use super::word_changes::{self, Edited, Failure};
use crate::amend::change_words;
use crate::model::{FootnoteRef, Occurrence, ProvisionIndex, WordChange, printed_mark};

/// Whether the mark of a footnote stands in some words, directly behind others. A number in brackets after a space is one
/// that is still negotiated.
pub(in crate::amend) fn has_mark(words: &str, mark: &str) -> bool {
    mark_place(words, mark).is_some()
}

/// Where the mark of a footnote stands in some words.
pub(in crate::amend) fn mark_place(words: &str, mark: &str) -> Option<usize> {
    let places = words.match_indices(&printed_mark(mark)).map(|(offset, _)| offset).collect::<Vec<_>>();
    places.into_iter().find(|offset| !words[..*offset].ends_with(char::is_whitespace))
}

/// Changes the words of a paragraph of the draft with footnote references, of which those with some indices are struck
/// already. Gives the indices of the references that are struck now.
pub(in crate::amend) fn change(
    tracked: &mut TrackedText,
    refs: &[FootnoteRef],
    struck: &[usize],
    change: &WordChange,
    occurrence: Occurrence,
    by: ProvisionIndex,
) -> Result<(Edited, Vec<usize>), Failure> {
    let is_named = |mark: &str| change_words::texts(change).into_iter().any(|words| has_mark(words, mark));
    let named: Vec<(usize, &FootnoteRef)> =
        refs.iter().enumerate().filter(|(_, mark)| is_named(&mark.marker)).collect();
    if named.is_empty() {
        return word_changes::change(tracked, change, occurrence, by).map(|done| (done, Vec::new()));
    }
    let mut marked = tracked.clone();
    for (index, mark) in named.iter().rev().filter(|(index, _)| !struck.contains(index)) {
        marked.print_mark(mark.offset, &printed_mark(&mark.marker), *index);
    }
    let mut marks: Vec<&str> = named.iter().map(|(_, mark)| mark.marker.as_str()).collect();
    marks.dedup();
    marked.print_new_marks(&marks);
    let done = word_changes::change(&mut marked, change, occurrence, by)?;
    let struck = marked.take_marks(&marks);
    *tracked = marked;
    Ok((done, struck))
}

#[cfg(test)]
mod tests {
    use super::super::tracked_text::NewNote;
    use super::*;

    const BY: ProvisionIndex = ProvisionIndex { amendment: 0, provision: 0 };
    const OTHER: ProvisionIndex = ProvisionIndex { amendment: 1, provision: 0 };

    /// A text with its marks printed → the words and the references.
    fn parsed(text: &str) -> (String, Vec<FootnoteRef>) {
        let (mut words, mut refs) = (String::new(), Vec::new());
        for part in text.split_inclusive(']') {
            let (before, mark) = part.split_once('[').unwrap_or((part, ""));
            words.push_str(before);
            let marker = mark.trim_end_matches(']').to_owned();
            refs.extend((!marker.is_empty()).then_some(FootnoteRef { offset: words.len(), marker }));
        }
        (words, refs)
    }

    /// The words of a paragraph and its references as they are in the end.
    fn shown(tracked: &TrackedText, refs: &[FootnoteRef], struck: &[usize]) -> String {
        let kept = refs.iter().enumerate().filter(|(index, _)| !struck.contains(index));
        let kept = kept.filter_map(|(_, mark)| Some((tracked.current_offset(mark.offset)?, mark.marker.clone())));
        let mark = |note: NewNote| match note {
            NewNote::Listed { mark, .. } => mark,
            NewNote::Printed(_) => String::new(),
        };
        let new = tracked.new_refs().into_iter().map(|new| (new.offset, mark(new.note)));
        let mut all: Vec<(usize, String)> = kept.chain(new).collect();
        all.sort_by_key(|(offset, _)| *offset);
        let all: Vec<FootnoteRef> = all.into_iter().map(|(offset, marker)| FootnoteRef { offset, marker }).collect();
        crate::model::with_footnote_marks(&tracked.current(), &all)
    }

    #[test]
    fn quoted_marks_stay_go_and_move() {
        let draft = "Notes the lamps[1] of the coast,[2] and the bells of the bay;[*]";
        for (old, new, expected) in [
            (
                "coast,[2] and",
                "coast and the cape,[2] and",
                "Notes the lamps[1] of the coast and the cape,[2] and the bells of the bay;[*]",
            ),
            (
                "lamps[1] of the coast,[2]",
                "towers[1] and lamps,[2]",
                "Notes the towers[1] and lamps,[2] and the bells of the bay;[*]",
            ),
            (
                "lamps[1] of the coast,[2]",
                "lamps of the coast[2] in winter[1],",
                "Notes the lamps of the coast[2] in winter[1], and the bells of the bay;[*]",
            ),
            ("coast,[2]", "coast,", "Notes the lamps[1] of the coast, and the bells of the bay;[*]"),
            ("bells", "bells[1]", "Notes the lamps[1] of the coast,[2] and the bells[1] of the bay;[*]"),
            (
                "bay;[*]",
                "bay, in spring;[*]",
                "Notes the lamps[1] of the coast,[2] and the bells of the bay, in spring;[*]",
            ),
            // the marks are no part of what is quoted
            ("coast, and", "cape, and", "Notes the lamps[1] of the cape, and the bells of the bay;[*]"),
            ("the coast", "the cape", "Notes the lamps[1] of the cape,[2] and the bells of the bay;[*]"),
            // a number in brackets that is no mark
            (
                "the coast",
                "the coast of [2] seas",
                "Notes the lamps[1] of the coast of [2] seas,[2] and the bells of the bay;[*]",
            ),
        ] {
            let (words, refs) = parsed(draft);
            let mut tracked = TrackedText::of_base(&words);
            let replace = WordChange::Replace { words: old.into(), with: new.into() };
            let (_, struck) = change(&mut tracked, &refs, &[], &replace, Occurrence::Only, BY).unwrap();
            assert_eq!(shown(&tracked, &refs, &struck), expected, "{old} → {new}");
        }
    }

    #[test]
    fn a_mark_tells_which_place_is_meant() {
        let (words, refs) = parsed("Notes the lamps and the lamps[3] of the bay;");
        let mut tracked = TrackedText::of_base(&words);
        let replace = WordChange::Replace { words: "lamps[3]".into(), with: "bells[3]".into() };
        let (_, struck) = change(&mut tracked, &refs, &[], &replace, Occurrence::Only, BY).unwrap();
        assert_eq!(shown(&tracked, &refs, &struck), "Notes the lamps and the bells[3] of the bay;");
        // the same said again by others is moot
        let again = change(&mut tracked, &refs, &struck, &replace, Occurrence::Only, OTHER);
        assert!(again.is_ok_and(|(done, _)| done.is_moot));
        // a mark that does not stand there is not found
        let delete = WordChange::Delete { words: "bay[3]".into() };
        let mut other = TrackedText::of_base(&words);
        let missing = change(&mut other, &refs, &[], &delete, Occurrence::Only, OTHER);
        assert_eq!(missing.map(|(done, _)| done.count), Err(Failure::Missing));
    }
}
