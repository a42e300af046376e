//! Numbers such as `4 bis`.

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
fn what_is_there_already_is_named() {
    for (instruction, expected) in [
        ("Insert a new operative paragraph 3 bis:\n\n3 bis. Rows;", "the draft already has operative paragraph 3 bis"),
        (
            "After operative paragraph 2 (b), insert a new subparagraph (b bis) reading:\n\n(b bis) Rows;",
            "the draft already has operative paragraph 2 (b bis)",
        ),
    ] {
        let application = applied(instruction);
        let outcome = &application.outcomes[0];
        assert_eq!(outcome.verdict, Verdict::Refused, "{instruction}");
        assert!(outcome.notes[0].contains(expected), "{instruction}: {:?}", outcome.notes);
    }
}
