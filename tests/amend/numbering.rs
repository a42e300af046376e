//! The numbers that paragraphs get which move, are new or stand behind a new heading.

use super::amendment;

/// The amended text of one amendment, as the ids and first words of its paragraphs.
fn shown(base: &str, instructions: &str) -> Vec<String> {
    let base = travaux::resolution(format!("The General Assembly,\n\n{base}").as_bytes()).unwrap();
    let application = travaux::apply(&base, &[amendment(instructions)]);
    assert_eq!(application.refused().count(), 0, "{:?}", application.outcomes);
    let first = |text: &str| text.split(' ').next().unwrap_or_default().to_owned();
    let paragraphs = application.resolution.paragraphs.iter();
    paragraphs.map(|paragraph| format!("{} {}", paragraph.id, first(&paragraph.text))).collect()
}

#[test]
fn what_moves_beside_numbers_keeps_its_own_or_none() {
    let base =
        "1. Notes the lamps;\n\nOption 1: All lamps burn oil;\n\n2. Urges all to wait;\n\n3. Thanks the keepers.";
    assert_eq!(
        shown(base, "1. Move the first unnumbered operative paragraph to follow operative paragraph 2."),
        ["OP1 Notes", "OP2 Urges", "OPu1 Option", "OP3 Thanks"]
    );
    assert_eq!(
        shown(base, "1. Move operative paragraph 3 to follow the first unnumbered operative paragraph."),
        ["OP1 Notes", "OPu1 Option", "OP2 Thanks", "OP3 Urges"]
    );
}

#[test]
fn the_announced_count_tells_what_is_an_item() {
    let text = "2. Decides to build:\n\n1. Towers of stone;\n\n2. Walls of sand;\n\n3. Invites the pilots;\n\n4. Asks the fishers;";
    let insert = |count: &str| {
        let instructions =
            format!("1. After operative paragraph 1, insert {count} new operative paragraphs reading:\n\n{text}");
        shown("1. Notes the lamps;\n\n2. Thanks the keepers.", &instructions)
    };
    assert_eq!(
        insert("three"),
        ["OP1 Notes", "OP2 Decides", "OP2/1 Towers", "OP2/2 Walls", "OP3 Invites", "OP4 Asks", "OP5 Thanks"]
    );
}

#[test]
fn numbers_begin_anew_behind_a_new_heading_though_others_go() {
    let instructions = "1. After operative paragraph 1, insert a new heading reading:\n\nBells of the bay\n\n2. Delete operative \
                        paragraph 2.\n\n3. After operative paragraph 2, insert two new operative paragraphs \
                        reading:\n\n1. Decides on a plan;\n\n2. Invites members to rest;";
    assert_eq!(
        shown("1. Notes the lamps;\n\n2. Urges all to wait.", instructions),
        ["OP1 Notes", "H1 Bells", "H1/OP1 Decides", "H1/OP2 Invites"]
    );
}
