//! New headings and new sections: written as a resolution sets them, and read back.

use super::forms::sentences;
use super::roundtrip::{check, compared};
use super::{amendment, applied, difference, draft};
use travaux::model::Verdict;

const TWO: &str = "Recalling the old wall,\n\n1. Notes the lamps of the coast;\n\n2. Urges all to wait for the ships;";

/// What is printed below the instructions, a line each.
fn printed(before: &str, after: &str) -> Vec<String> {
    let written = travaux::amend(&compared(before.as_bytes(), after.as_bytes()));
    let lines = written.provisions.iter().flat_map(|provision| &provision.text);
    lines
        .map(|new| match &new.label {
            Some(label) => format!("{} {}", label.printed, new.text),
            None => new.text.clone(),
        })
        .collect()
}

#[test]
fn what_begins_with_a_heading_is_put_in_at_once() {
    let resolution = |text: &str| format!("The General Assembly,\n\n{text}");
    for (before, after, expected, lines) in [
        // a heading alone
        (
            TWO.to_owned(),
            TWO.replace("1. Notes", "II\n\nTowers of stone\n\n1. Notes"),
            &["After the first preambular paragraph, insert a new section heading reading:"][..],
            &["II", "Towers of stone"][..],
        ),
        (
            TWO.to_owned(),
            TWO.replace("1. Notes", "B. Towers of stone\n\n1. Notes"),
            &["After the first preambular paragraph, insert a new section heading reading:"],
            &["B. Towers of stone"],
        ),
        // numbers that go on
        (
            TWO.to_owned(),
            format!(
                "{TWO}\n\nII\n\nTowers of stone\n\nMindful of the keepers,\n\n3. Decides to build a wall;\n\n4. Thanks all."
            ),
            &["After operative paragraph 2, insert a new section reading:"],
            &["II", "Towers of stone", "Mindful of the keepers,", "3. Decides to build a wall;", "4. Thanks all."],
        ),
        // numbers that begin anew
        (
            TWO.to_owned(),
            format!(
                "{TWO}\n\nII\n\nTowers of stone\n\n1. Decides to build:\n\n(a) A wall;\n\n(b) A tower;\n\n2. Thanks all."
            ),
            &["After operative paragraph 2, insert a new section reading:"],
            &["II", "Towers of stone", "1. Decides to build:", "(a) A wall;", "(b) A tower;", "2. Thanks all."],
        ),
        // numbers behind it are counted on
        (
            TWO.to_owned(),
            TWO.replace("2. Urges", "Towers of stone\n\n2. Decides to build a wall;\n\n3. Urges"),
            &["After operative paragraph 1, insert a section heading and a new operative paragraph reading:"],
            &["Towers of stone", "2. Decides to build a wall;"],
        ),
        // what stands there already follows
        (
            TWO.to_owned(),
            TWO.replace(
                "1. Notes",
                "I\n\nTowers of stone\n\nMindful of the keepers,\n\nMindful of the bells,\n\n1. Notes",
            ),
            &[
                "After the first preambular paragraph, insert a section heading and two new preambular paragraphs reading:",
            ],
            &["I", "Towers of stone", "Mindful of the keepers,", "Mindful of the bells,"],
        ),
        (
            TWO.to_owned(),
            TWO.replace(
                "2. Urges",
                "II\n\nTowers\n\nMindful of the keepers,\n\n2. Decides to build a wall:\n\n(a) Of stone;\n\n3. Urges",
            ),
            &["After operative paragraph 1, insert a section heading, a new preambular paragraph and a new operative \
               paragraph reading:"],
            &["II", "Towers", "Mindful of the keepers,", "2. Decides to build a wall:", "(a) Of stone;"],
        ),
        // the heading of another section follows
        (
            TWO.replace("2. Urges", "II\n\nShips\n\n2. Urges"),
            TWO.replace(
                "2. Urges",
                "II\n\nTowers\n\nMindful of the keepers,\n\n2. Decides to build a wall;\n\nIII\n\nShips\n\n3. Urges",
            ),
            &["Before the second heading, insert a new section reading:", "Renumber the second heading as “III”."],
            &["II", "Towers", "Mindful of the keepers,", "2. Decides to build a wall;"],
        ),
        // what is deleted at the end stands before it
        (
            format!("{TWO}\n\n3. Thanks the mayor and all the pilots;"),
            format!("{TWO}\n\nII\n\nTowers of stone\n\nDecides to build a wall."),
            &["After operative paragraph 2, insert a new section reading:", "Delete operative paragraph 3."],
            &["II", "Towers of stone", "Decides to build a wall."],
        ),
        (
            TWO.to_owned(),
            format!(
                "{TWO}\n\nII\n\nTowers\n\nMindful of the keepers,\n\nDecides to build a wall.\n\nIII\n\nShips\n\nThanks the pilots."
            ),
            &["After operative paragraph 2, insert two new sections reading:"],
            &[
                "II",
                "Towers",
                "Mindful of the keepers,",
                "Decides to build a wall.",
                "III",
                "Ships",
                "Thanks the pilots.",
            ],
        ),
    ] {
        let [before, after] = [before, after].map(|text| resolution(&text));
        assert_eq!(sentences(&before, &after), expected, "{after}");
        assert_eq!(printed(&before, &after), lines, "{after}");
        check(&after, &compared(before.as_bytes(), after.as_bytes()));
    }
}

#[test]
fn numbers_of_a_section_are_no_instructions() {
    let section = "Amendments to draft resolution A/C.3/80/L.2\n\n1. After operative paragraph 4, insert a new section \
                   reading:\n\nII\n\nPreamble\n\n1. Decides to build a wall;\n\n2. The keepers shall paint it;\n\n";
    for (next, verdicts) in [
        ("2. Delete operative paragraph 1.", vec![Verdict::Applied, Verdict::Applied]),
        // what cannot be read is refused
        ("2. In operative paragraph 1, mend the lamps.", vec![Verdict::Applied, Verdict::Refused]),
        ("2. Delete the lamp, the wall and the rest.", vec![Verdict::Applied, Verdict::Refused]),
    ] {
        let application = applied(&format!("{section}{next}"));
        let found: Vec<Verdict> = application.outcomes.iter().map(|outcome| outcome.verdict).collect();
        assert_eq!(found, verdicts, "{next}");
        let texts: Vec<&str> = application.resolution.paragraphs.iter().map(|new| new.text.as_str()).collect();
        for text in ["Preamble", "Decides to build a wall;", "The keepers shall paint it;"] {
            assert!(texts.contains(&text), "{next}: {texts:#?}");
        }
    }
}

#[test]
fn a_section_that_stands_there_already_is_moot() {
    for new in
        ["section reading:\n\nII\n\nTowers\n\nDecides to build a wall.", "section heading reading:\n\nII\n\nTowers"]
    {
        let text =
            format!("Amendment to draft resolution A/C.3/80/L.2\n\nAfter operative paragraph 4, insert a new {new}");
        let application = travaux::apply(&draft(), &[amendment(&text), amendment(&text)]);
        let found: Vec<Verdict> = application.outcomes.iter().map(|outcome| outcome.verdict).collect();
        assert_eq!(found, [Verdict::Applied, Verdict::Moot], "{new}");
    }
}

#[test]
fn sections_are_read_in_other_words() {
    let new = ["+ PP4 Mindful of the keepers,", "+ OPu1 Decides to build a wall."];
    for text in [
        "After operative paragraph 4, insert a new section reading:\n\nII\n\nTowers of stone\n\nMindful of the \
         keepers,\n\nDecides to build a wall.",
        "After operative paragraph 4, add the following new section:\n\nII. Towers of stone\n\nMindful of the \
         keepers,\n\nDecides to build a wall.",
        "After operative paragraph 4, insert a new section heading, followed by a preambular paragraph and one unnumbered \
         operative paragraph reading:\n\nII\n\nTowers of stone\n\nMindful of the keepers,\n\nDecides to build a wall.",
        "After operative paragraph 4, add the following heading and a new preambular paragraph, and an operative \
         paragraph:\n\nII. Towers of stone\n\nMindful of the keepers,\n\nDecides to build a wall.",
        "1. After operative paragraph 4, insert a new heading reading:\n\nII. Towers of stone\n\n2. After the text \
         inserted by instruction 1, insert a new preambular paragraph reading:\n\nMindful of the keepers,\n\n3. After \
         the text inserted by instruction 2, insert a new unnumbered operative paragraph reading:\n\nDecides to build a \
         wall.",
    ] {
        let application = applied(&format!("Amendment to draft resolution A/C.3/80/L.2\n\n{text}"));
        assert_eq!(application.refused().count(), 0, "{text}");
        let found = difference(&application.resolution);
        assert!(new.iter().all(|line| found.contains(&(*line).to_owned())), "{text}: {found:#?}");
        let heading = application.resolution.paragraphs.iter().find(|paragraph| paragraph.text == "Towers of stone");
        let label = heading.and_then(|heading| heading.label.as_ref()).map(|label| label.text.as_str());
        assert_eq!(label, Some("II"), "{text}");
    }
}

#[test]
fn what_is_printed_anew_under_another_heading_is_deleted_and_inserted() {
    for (before, after, expected) in [
        // a paragraph that is like one under a new heading
        (
            "1. Notes the lamps of the coast;\n\n2. Decides to repair the towers of the bay and the walls of the town by 2031;",
            "1. Notes the lamps of the coast;\n\nShips of the line\n\n1. Decides to repair the masts of the port and the sails of \
             the town by 2045;\n\n2. Urges all to wait for the tide;",
            &["After operative paragraph 1, insert a new section reading:", "Delete operative paragraph 2."][..],
        ),
        // a preambular paragraph that goes to a new section with other words
        (
            "Mindful of the bells of the old town and the drums of the river in the year 48,\n\n1. Notes the lamps of the coast;",
            "1. Notes the lamps of the coast;\n\nI\n\nPilots of the bay\n\nMindful of the anchors of the old town and the nets of \
             the harbour in the year 68,\n\n1. Urges all to wait for the tide;",
            &["Delete the first preambular paragraph.", "After operative paragraph 1, insert a new section reading:"],
        ),
        // one that moves behind a preambular paragraph stays operative
        (
            "1. Decides to repair the pumps of the town and the pipes of the town in the year 96;\n\n2. Urges all to wait for \
             the tide;\n\n3. Asks the fishers to sing.",
            "1. Urges all to wait for the tide;\n\n2. Asks the fishers to sing;\n\nStorms of the strait\n\nMindful of the \
             pilots,\n\n3. Decides to repair the pumps of the town and the wells of the town in the year 96;\n\n4. Thanks \
             the keepers.",
            &[
                "In operative paragraph 3, replace the full stop at the end with a semicolon.",
                "After operative paragraph 3, insert a section heading and a new preambular paragraph reading:",
                "Move operative paragraph 1 to follow the text inserted by instruction 2.",
                "In operative paragraph 1, replace “pipes” with “wells”.",
                "After the text moved by instruction 3, insert a new operative paragraph reading:",
            ],
        ),
    ] {
        assert_eq!(sentences(before, after), expected, "{after}");
        let [before, after] = [before, after].map(|text| format!("The General Assembly,\n\n{text}"));
        check("back", &compared(after.as_bytes(), before.as_bytes()));
    }
}
