//! Numbers such as `4 bis`, and the ways in which people name paragraphs.

use travaux::model::{Application, Verdict};

use super::amendment;

const BASE: &str = "The General Assembly,\n\nRecalling the sea,\n\nNoting the land,\n\n1. Notes the lamps;\n\n2. Urges all to \
                    wait:\n\n(a) At noon;\n\n(b) At night;\n\n(b bis) At dusk;\n\n(c) In winter;\n\n3. Thanks the \
                    keepers;\n\n3 bis. Invites the pilots to rest;\n\n4. Asks the fishers to sing;\n\n5. Requests a report.\n";

fn applied(instruction: &str) -> Application {
    let base = travaux::resolution(BASE.as_bytes()).unwrap();
    travaux::apply(&base, &[amendment(&format!("Amendment to draft resolution A/90/L.1\n\n1. {instruction}"))])
}

/// Every paragraph of the amended text by its id and its last word.
fn shown(application: &Application) -> String {
    let last = |text: &str| text.rsplit(' ').next().unwrap_or_default().trim_matches([',', ';', '.', ':']).to_owned();
    let paragraphs = application.resolution.paragraphs.iter();
    let shown = paragraphs.map(|paragraph| format!("{} {}", paragraph.id, last(&paragraph.text)));
    shown.collect::<Vec<_>>().join(", ")
}

#[test]
fn suffixed_numbers_go_behind_lesser_ones() {
    for (instruction, expected) in [
        (
            "After operative paragraph 3, insert a new operative paragraph 3 ter reading:\n\nRows;",
            "OP3 bis rest, OP3 ter Rows, OP4",
        ),
        ("Insert a new operative paragraph 3 quater:\n\n3 quater. Rows;", "OP3 bis rest, OP3 quater Rows, OP4"),
        (
            "Insert new operative paragraphs 3 ter and 3 quater:\n\n3 ter. Rows;\n\n3 quater. Rests;",
            "OP3 ter Rows, OP3 quater Rests, OP4",
        ),
        (
            "Insert new operative paragraphs 4A and 4B:\n\n4A. Rows;\n\n4B. Rests;",
            "OP4 sing, OP4A Rows, OP4B Rests, OP5",
        ),
        ("Insert a new operative paragraph 1 bis:\n\n1 bis. Rows;", "OP1 lamps, OP1 bis Rows, OP2 wait"),
        (
            "After operative paragraph 2 (b), insert a new subparagraph (b ter) reading:\n\n(b ter) Rows;",
            "OP2(b bis) dusk, OP2(b ter) Rows, OP2(c)",
        ),
        (
            "Insert a new operative paragraph 2 (a) bis reading:\n\n(a) bis Rows;",
            "OP2(a) noon, OP2(a bis) Rows, OP2(b)",
        ),
        (
            "Insert a new subparagraph (c quater) in operative paragraph 2 reading:\n\n(c quater) Rows;",
            "OP2(c) winter, OP2(c quater) Rows, OP3",
        ),
    ] {
        let application = applied(instruction);
        assert_eq!(application.outcomes[0].verdict, Verdict::Applied, "{instruction}: {:?}", application.outcomes);
        let shown = shown(&application);
        assert!(shown.contains(expected), "{instruction}: {shown}");
    }
}

#[test]
fn what_is_not_there_or_there_already_is_named() {
    for (instruction, expected) in [
        ("Insert a new operative paragraph 3 bis:\n\n3 bis. Rows;", "the draft already has operative paragraph 3 bis"),
        (
            "After operative paragraph 2 (b), insert a new subparagraph (b bis) reading:\n\n(b bis) Rows;",
            "the draft already has operative paragraph 2 (b bis)",
        ),
        ("Delete operative paragraph 3 ter.", "there are operative paragraph 3 and operative paragraph 3 bis"),
        ("Delete operative paragraph 1 bis.", "there is operative paragraph 1"),
        ("Delete operative paragraph 33.", "the last is operative paragraph 5"),
        ("Delete operative paragraphs 3 to 7.", "there is no operative paragraph 6; the last is operative paragraph 5"),
        ("Strike clause 1b", "there is operative paragraph 1"),
        ("In clause 3, change keepers to pilots", "cannot be read: “In clause 3, change keepers to pilots”"),
        ("Strike all clauses", "cannot be read: “Strike all clauses”"),
    ] {
        let application = applied(instruction);
        let outcome = &application.outcomes[0];
        assert_eq!(outcome.verdict, Verdict::Refused, "{instruction}");
        assert!(outcome.notes[0].contains(expected), "{instruction}: {:?}", outcome.notes);
    }
}

#[test]
fn paragraphs_are_named_in_many_ways() {
    const PREAMBLE: &str = "PP1 sea, PP2 land, ";
    for (instruction, expected) in [
        ("OP4 - delete", "OP3 keepers, OP3 bis rest, OP4 report"),
        ("OP4: delete", "OP3 keepers, OP3 bis rest, OP4 report"),
        ("OPs 3 and 4 - delete", "OP2(c) winter, OP2 bis rest, OP3 report"),
        ("Delete all preambular paragraphs.", "OP1 lamps"),
        ("Delete the whole of operative paragraph 3.", "OP2(c) winter, OP2 bis rest, OP3 sing"),
        ("Delete operative paragraphs 3-5.", "OP2(c) winter, OP2 bis rest"),
        ("Strike clauses 3, 4 & 5", "OP2(c) winter, OP2 bis rest"),
        ("Strike subclause 2(b).", "OP2(a) noon, OP2(a bis) dusk, OP2(b) winter"),
        ("Strike sub-clause b of clause 2.", "OP2(a) noon, OP2(a bis) dusk, OP2(b) winter"),
        ("Strike clause 2b", "OP2(a) noon, OP2(a bis) dusk, OP2(b) winter"),
        ("Add sub-clause d under clause 2 reading:\n\n(d) Rows;", "OP2(c) winter, OP2(d) Rows"),
        ("Strike “keepers” and insert “sailors” in clause 3", "OP3 sailors"),
        ("Strike “keepers” and substitute “sailors” in clause 3", "OP3 sailors"),
        ("OP4: delete\n\n“to sing”", "OP4 fishers"),
    ] {
        let application = applied(instruction);
        assert_eq!(application.outcomes[0].verdict, Verdict::Applied, "{instruction}: {:?}", application.outcomes);
        assert_eq!(application.outcomes[0].notes, [""; 0], "{instruction}");
        let shown = shown(&application);
        assert!(shown.contains(expected), "{instruction}: {shown}");
    }
    let application = applied("Delete all operative paragraphs.");
    assert_eq!(shown(&application), PREAMBLE.trim_end_matches(", "));
}
