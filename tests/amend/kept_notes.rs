//! Footnotes that stay although the words beside their marks change.

use travaux::model::{Resolution, Versions};

use super::roundtrip::{check, compared};
use super::{amendment, lines};

/// A text of one paragraph with three footnotes, as a person types it.
fn text(paragraph: &str, notes: &[&str]) -> String {
    const MARKS: [&str; 4] = ["¹", "²", "³", "⁴"];
    let notes: Vec<String> = notes.iter().zip(MARKS).map(|(note, mark)| format!("{mark} {note}")).collect();
    let wait = "Invites the pilots to rest at noon.";
    format!("The General Assembly,\n\n1. {paragraph}\n\n2. {wait}\n\n___\n{}\n", notes.join("\n"))
}

fn refs(resolution: &Resolution) -> Vec<(usize, &str)> {
    let refs = resolution.paragraphs.iter().flat_map(|paragraph| &paragraph.footnote_refs);
    refs.map(|mark| (mark.offset, mark.marker.as_str())).collect()
}

const A: &str = "A/90/1.";
const B: &str = "See resolution 90/2, annex.";
const C: &str = "A/90/3, chap. IV.";

#[test]
fn a_footnote_stays_where_the_words_before_its_mark_change() {
    for (before, notes_before, after, notes_after, expected) in [
        (
            "Notes the report of the keepers on the lamps of the coast;¹",
            &[A][..],
            "Notes the report of the keepers on the lamps of the coast,¹ and thanks all those who tended them;",
            &[A][..],
            &["In operative paragraph 1, replace “coast;[1]” with “coast,[1] and thanks all those who tended them;”."]
                [..],
        ),
        (
            "Welcomes steps in the Lamp Accord,¹ the outcome of the Third Meeting of Keepers, through which members pledged to \
             tend the lamps and to renew the towers of all the coasts, and recalls the duty to keep the books of the bay in order;",
            &[A],
            "Welcomes the outcome of the Third Meeting of Keepers, the Lamp Accord,¹ which has the pledge of members to tend \
             the lamps and to renew the towers of all the coasts, and recalls the duty to keep the books of the bay in order;",
            &[A],
            &[
                "In operative paragraph 1, replace “steps in the Lamp Accord,[1] the outcome of the Third Meeting of Keepers, \
                 through” with “the outcome of the Third Meeting of Keepers, the Lamp Accord,[1]”.",
                "In operative paragraph 1, replace “members pledged” with “has the pledge of members”.",
            ],
        ),
        // the same with more words between
        (
            "Welcomes the Lamp Accord¹ of the keepers, in which all ports of the bay, old and new, took part, and the books of \
             the pilots, which show where the lamps burn, and asks the fishers to read them at night, in winter and in \
             spring, so that no ship is lost;",
            &[A],
            "Welcomes the wish of the keepers, in which all ports of the bay, old and new, took part, and the Lamp Accord¹ of \
             the pilots, which show where the lamps burn, and asks the fishers to read them at night, in winter and in \
             spring, so that no ship is lost;",
            &[A],
            &[
                "In operative paragraph 1, replace “Lamp Accord[1] of the keepers, in which all ports of the bay, old and new, \
               took part, and the books” with “wish of the keepers, in which all ports of the bay, old and new, took \
               part, and the Lamp Accord[1]”.",
            ],
        ),
        // the mark alone moves, and the footnote is not deleted in between
        (
            "Notes the lamps of the northern coast, on the rocks of the old cape,¹ which burn all night;",
            &[A],
            "Notes the lamps of the northern coast,¹ on the rocks of the old cape, which burn all night;",
            &[A],
            &[
                "In operative paragraph 1, replace “coast, on the rocks of the old cape,[1]” with “coast,[1] on the rocks of the \
               old cape,”.",
            ],
        ),
        // over most of the paragraph, which is printed anew with the footnote
        (
            "Notes the lamps,¹ which burn all night in the old towers of the northern bay;",
            &[A],
            "Notes the lamps, which shine all night in the old towers and in all ports of the northern bay;¹",
            &[A],
            &["Replace operative paragraph 1 with the following text:"],
        ),
        // two in one phrase, one of which is kept in its place without being quoted
        (
            "Notes the lamps,¹ the bells² and the horns of the northern coast, all of which are old and worn and dim;",
            &[A, B],
            "Notes the lamps,¹ the drums and the bells² of the northern coast, all of which are old and worn and dim;",
            &[A, B],
            &["In operative paragraph 1, replace “bells[2] and the horns” with “drums and the bells[2]”."],
        ),
        // two that change places
        (
            "Notes the lamps¹ and the bells² of the northern coast, all of which are old and worn and dim in winter;",
            &[A, B],
            "Notes the bells¹ and the lamps² of the northern coast, all of which are old and worn and dim in winter;",
            &[B, A],
            &["In operative paragraph 1, replace “lamps[1] and the bells[2]” with “bells[2] and the lamps[1]”."],
        ),
        // new ones beside it have numbers of their own, which the draft does not use there
        (
            "Notes the report of the keepers on the lamps of the coast;¹",
            &[A],
            "Notes the report of the keepers on the lamps of the coast,¹ and the book² of the bells³ of the bay;",
            &[A, B, C],
            &[
                "In operative paragraph 1, replace “coast;[1]” with “coast,[1] and the book[2] of the bells[3] of the bay;”.",
            ],
        ),
        // a mark that no words beside it change is not quoted
        (
            "Notes the lamps of the northern coast,¹ which burn all night in the old towers of the bay;",
            &[A],
            "Notes the lamps of the southern coast,¹ which burn all day in the old towers of the bay;",
            &[A],
            &[
                "In operative paragraph 1, replace “northern” with “southern”.",
                "In operative paragraph 1, replace “night” with “day”.",
            ],
        ),
    ] {
        let [before, after] = [text(before, notes_before), text(after, notes_after)];
        let comparison = compared(before.as_bytes(), after.as_bytes());
        let written = travaux::amend(&comparison);
        let marked = |provision: &travaux::model::Provision| {
            travaux::model::with_footnote_marks(&provision.sentence, &provision.footnote_refs)
        };
        let sentences: Vec<String> = written.provisions.iter().map(marked).collect();
        assert_eq!(sentences, expected);
        check("kept", &comparison);
        let reversed = compared(after.as_bytes(), before.as_bytes());
        check("kept, reversed", &reversed);
        for comparison in [comparison, reversed] {
            let Versions { before, after } = comparison.resolutions.as_ref();
            let amended = travaux::apply(before, &[travaux::amend(&comparison)]).resolution;
            assert_eq!(refs(&amended), refs(after), "{:?}", lines(after));
        }
    }
}

#[test]
fn quoted_marks_are_read() {
    let draft = text("Notes the lamps¹ of the coast,² which burn all night;", &[A, B]);
    let draft = travaux::resolution(draft.as_bytes()).unwrap();
    for (instruction, expected) in [
        ("replace “coast,[2] which” with “coast and the bay,[2] which”", "lamps[1] of the coast and the bay,[2] which"),
        ("replace “coast,[2] which” with “coast, which”", "lamps[1] of the coast, which"),
        ("delete “of the coast,[2]”", "lamps[1] which"),
        ("replace “lamps[1] of the coast,[2]” with “coast[2] and its lamps,[1]”", "coast[1] and its lamps,[2] which"),
        ("after “coast,[2]”, insert “and of the bay,”", "lamps[1] of the coast,[2] and of the bay, which"),
        ("after “the lamps”, insert “and bells”", "lamps[1] and bells of the coast,[2] which"),
    ] {
        let application = travaux::apply(&draft, &[amendment(&format!("In operative paragraph 1, {instruction}."))]);
        assert_eq!(application.refused().count(), 0, "{instruction}: {:?}", application.outcomes);
        let paragraph = &application.resolution.paragraphs[0];
        let shown = travaux::model::with_footnote_marks(&paragraph.text, &paragraph.footnote_refs);
        assert_eq!(shown, format!("Notes the {expected} burn all night;"), "{instruction}");
    }
    let wrong = amendment("In operative paragraph 1, replace “lamps[2]” with “bells[2]”.");
    let application = travaux::apply(&draft, &[wrong]);
    let notes = application.outcomes[0].notes.concat();
    assert!(notes.contains("does not stand in operative paragraph 1"), "{notes}");
}
