//! Footnotes that no mark refers to, and marks without a footnote: one of the two was lost, or the drafter forgot it.

use std::collections::{BTreeSet, HashSet};

use crate::model::{Footnote, Warning};

/// The warnings, footnotes first.
pub(super) fn unmatched<'a>(marks: impl Iterator<Item = &'a str>, footnotes: &[Footnote]) -> Vec<Warning> {
    let marks: BTreeSet<&str> = marks.collect();
    let notes: HashSet<&str> = footnotes.iter().map(|note| note.mark.as_str()).collect();
    let unused = footnotes.iter().filter(|note| !marks.contains(note.mark.as_str()));
    let unused =
        unused.map(|note| Warning::at(note.location, format!("footnote {} has no reference in the text", note.mark)));
    let open = marks.iter().filter(|mark| !notes.contains(*mark));
    unused.chain(open.map(|mark| Warning::new(format!("reference {mark} has no footnote")))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SourceLocation;

    #[test]
    fn every_mark_has_its_footnote() {
        for (marks, notes, expected) in [
            (&["1", "2", "1"][..], &["1", "2"][..], &[][..]),
            (&["1"], &["1", "2"], &["footnote 2 has no reference in the text"]),
            (&["1", "3"], &["1"], &["reference 3 has no footnote"]),
        ] {
            let note =
                |mark: &&str| Footnote { mark: (*mark).into(), text: "x".into(), location: SourceLocation::default() };
            let notes: Vec<Footnote> = notes.iter().map(note).collect();
            let warnings = unmatched(marks.iter().copied(), &notes);
            let texts: Vec<&str> = warnings.iter().map(|warning| warning.text.as_str()).collect();
            assert_eq!(texts, expected);
        }
    }
}
