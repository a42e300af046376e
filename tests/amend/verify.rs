//! Marks that do not show every change are found, and nothing else.

use proptest::prelude::*;
use travaux::Reader;
use travaux::model::{MarkFault, MarkFinding};

use super::{DRAFT, draft};

fn findings(marked: &str) -> Vec<MarkFinding> {
    let versions = Reader::new().read_tracked(marked).unwrap().expect("there are marks");
    travaux::verify(draft(), versions)
}

fn marked(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(DRAFT.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "{old}");
        text.replacen(old, new, 1)
    })
}

#[test]
fn faults_are_told_apart() {
    const MARK: (&str, &str) = ("Takes note of", "{~~Takes note of~>Welcomes~~}");
    for (changes, expected) in [
        (&[MARK][..], &[][..]),
        (&[MARK, ("light the lamps", "tend the fires")], &[("OP2", MarkFault::UnmarkedReplacement)]),
        (&[MARK, ("at dusk", "at dusk daily")], &[("OP2", MarkFault::UnmarkedInsertion)]),
        (&[MARK, (", and of glass", "")], &[("OP3(b)", MarkFault::UnmarkedDeletion)]),
        (&[MARK, ("at dusk", "at {--early--} dusk")], &[("OP2", MarkFault::FalseDeletion)]),
        (&[MARK, ("the museum of lamps", "the museum {++of lamps++}")], &[("PP3", MarkFault::FalseInsertion)]),
        (
            &[MARK, ("4. Invites the pilots to report to the keepers of Ruritania;\n\n5.", "4.")],
            &[("OP4", MarkFault::UnmarkedDeletion)],
        ),
        (&[("Takes note of", "{~~Notes~>Welcomes~~}")], &[("OP1", MarkFault::FalseDeletion)]),
    ] {
        let text = marked(changes);
        let found = findings(&text);
        let found: Vec<(&str, MarkFault)> = found.iter().map(|it| (it.paragraph.as_str(), it.kind)).collect();
        assert_eq!(found, expected, "{changes:?}");
    }
}

/// Words of the draft that can change, each with what it becomes.
const CHANGES: [(&str, &str, &str); 7] = [
    ("PP2", "Noting the work", "Commending the labour"),
    ("PP3", "the opening", "the second opening"),
    ("OP1", "Takes note of", "Welcomes"),
    ("OP2", "all States", "all coastal States"),
    ("OP3(a)", "a list of lamps", "a map"),
    ("OP3(b)", ", including the cost of oil", ""),
    ("OP4", "Invites", "Requests"),
];

proptest! {
    /// Of marked changes some lose their marks, and some are falsified: these are found, all of them and no others.
    #[test]
    fn all_faults_are_found_and_no_others(fates in prop::collection::vec(0_u8..4, CHANGES.len())) {
        let mut text = DRAFT.replacen("seized of", "{++actively ++}seized of", 1);
        let mut expected = Vec::new();
        for (fate, (id, old, new)) in fates.into_iter().zip(CHANGES) {
            let shown = match fate {
                // no change, and a change that is marked
                0 => continue,
                1 => format!("{{--{old}--}}{{++{new}++}}"),
                // a change without a mark, and a mark that misquotes the draft
                2 => new.to_owned(),
                _ => format!("{{--{old} quite--}}{{++{new}++}}"),
            };
            if fate > 1 {
                expected.push(id.to_owned());
            }
            text = text.replacen(old, &shown, 1);
        }
        let mut found: Vec<String> = findings(&text).into_iter().map(|finding| finding.paragraph).collect();
        found.dedup();
        prop_assert_eq!(found, expected);
    }
}

#[test]
fn styles_show_changes_too() {
    let marked = DRAFT.replacen("Takes note of", "~~Takes note of~~ **Welcomes**", 1);
    let versions = Reader::new().read_shown_changes(&marked).unwrap().expect("changes are shown");
    assert_eq!(travaux::verify(draft(), versions), []);
    let unmarked = marked.replacen("at dusk", "at noon", 1);
    let versions = Reader::new().read_shown_changes(&unmarked).unwrap().expect("changes are shown");
    let found = travaux::verify(draft(), versions);
    assert_eq!(found.iter().map(|finding| finding.paragraph.as_str()).collect::<Vec<_>>(), ["OP2"]);
    assert_eq!(Reader::new().read_shown_changes(DRAFT).unwrap(), None);
}
