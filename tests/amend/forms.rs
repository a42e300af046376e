//! The forms that `amend` chooses: what moves, what is replaced as a whole, what is said once.

use super::roundtrip::{check, compared};

/// The sentences of the amendment that makes one list of paragraphs of another.
pub(super) fn sentences(before: &str, after: &str) -> Vec<String> {
    let [before, after] = [before, after].map(|text| format!("The General Assembly,\n\n{text}"));
    let comparison = compared(before.as_bytes(), after.as_bytes());
    check(&after, &comparison);
    travaux::amend(&comparison).provisions.into_iter().map(|provision| provision.sentence).collect()
}

#[test]
fn what_moves_is_moved_and_then_changed() {
    const WAIT: &str = "Urges all to wait for the ships of the line;";
    const STORMS: &str = "Asks the fishers to report on the great storms of the year and on the tides;";
    const TOWERS: &str = "Invites the pilots of the northern coast to paint the old towers;";
    const LAMPS: &str = "Notes the lamps;";
    const THANKS: &str = "Thanks the keepers of the coast;";
    const WALL: &str = "Decides to build a wall of stone;";
    let (many_storms, other_storms) = (STORMS.replace("great", "many great"), STORMS.replace("fishers", "wise pilots"));
    let other_storms = other_storms.replace("year", "decade").replace("on the tides", "the old tides");
    let list = |paragraphs: &[&str]| {
        let numbered = paragraphs.iter().enumerate().map(|(index, text)| format!("{}. {text}", index + 1));
        numbered.collect::<Vec<_>>().join("\n\n")
    };
    for (before, after, expected) in [
        // a word in a paragraph that goes to another place
        (
            &[LAMPS, WAIT, TOWERS, THANKS, STORMS][..],
            &[LAMPS, STORMS.replace("great", "many great").as_str(), WAIT, TOWERS, THANKS][..],
            &[
                "Move operative paragraph 5 to follow operative paragraph 1.",
                "In operative paragraph 5, before “great storms”, insert “many”.",
            ][..],
        ),
        // neighbours that move together
        (
            &[LAMPS, WAIT, TOWERS, THANKS, WALL, STORMS],
            &[LAMPS, WALL, &many_storms, WAIT, TOWERS, THANKS],
            &[
                "Move operative paragraphs 5 and 6 to follow operative paragraph 1.",
                "In operative paragraph 6, before “great storms”, insert “many”.",
            ],
        ),
        // a new paragraph beside one that moves is put where its neighbour stays
        (
            &[LAMPS, WAIT, THANKS, STORMS],
            &[LAMPS, STORMS, WALL, WAIT, THANKS],
            &[
                "Move operative paragraph 4 to follow operative paragraph 1.",
                "Before operative paragraph 2, insert a new operative paragraph reading:",
            ],
        ),
        // one that moves behind a new one, to the end
        (
            &[LAMPS, WAIT, TOWERS, THANKS],
            &[LAMPS, TOWERS, THANKS, WALL, WAIT],
            &[
                "After operative paragraph 4, insert a new operative paragraph reading:",
                "Move operative paragraph 2 to the end of the operative part.",
            ],
        ),
        // several that come to one place
        (
            &[LAMPS, THANKS, WAIT, STORMS],
            &[LAMPS, WALL, STORMS, TOWERS, THANKS, WAIT],
            &[
                "After operative paragraph 1, insert a new operative paragraph reading:",
                "Move operative paragraph 4 to follow the text inserted by instruction 1.",
                "Before operative paragraph 2, insert a new operative paragraph reading:",
            ],
        ),
        (
            &[WAIT, LAMPS, TOWERS, THANKS, STORMS],
            &[LAMPS, TOWERS, WAIT, WALL, STORMS, THANKS],
            &[
                "Move operative paragraph 1 to follow operative paragraph 3.",
                "After the text moved by instruction 1, insert a new operative paragraph reading:",
                "Move operative paragraph 5 to precede operative paragraph 4.",
            ],
        ),
        // what stands on both sides of one that moves away
        (
            &[LAMPS, WALL, STORMS, TOWERS, THANKS, WAIT],
            &[LAMPS, THANKS, WAIT, STORMS],
            &["Delete operative paragraphs 2 and 4.", "Move operative paragraph 3 to follow operative paragraph 6."],
        ),
        // what renews a paragraph of another place does not replace its new neighbours
        (
            &[LAMPS, TOWERS, WALL, THANKS, STORMS],
            &[LAMPS, &other_storms, THANKS],
            &[
                "Move operative paragraph 5 to follow operative paragraph 1.",
                "In operative paragraph 5, replace “fishers” with “wise pilots”.",
                "In operative paragraph 5, replace “year and on the” with “decade and the old”.",
                "Delete operative paragraphs 2 and 3.",
            ],
        ),
    ] {
        assert_eq!(sentences(&list(before), &list(after)), expected, "{after:#?}");
    }
}

#[test]
fn the_order_of_several_kinds_at_one_place_is_said() {
    let before = "1. Notes the lamps of the coast;\n\n2. Urges all to wait for the ships;";
    let after = "1. Notes the lamps of the coast;\n\n2. Urges all to wait for the ships;\n\n3. Thanks the keepers;\n\n\
                 II\n\nTowers of stone\n\nRecalling the old wall and its builders,\n\nDecides to build a wall of stone.";
    assert_eq!(
        sentences(before, after),
        [
            "After operative paragraph 2, insert a new operative paragraph reading:",
            "After the text inserted by instruction 1, insert a new section reading:",
        ]
    );
}

#[test]
fn what_is_split_or_joined_is_replaced_as_a_whole() {
    let split = "1. Notes the lamps;\n\n2. Urges all to wait for the ships of the line;\n\n3. Invites the pilots of the \
                 northern coast to paint the old towers before the winter;\n\n4. Thanks the keepers;";
    let joined = "1. Notes the lamps;\n\n2. Urges all to wait for the ships of the line, and invites the pilots of the \
                  northern coast to paint the old towers before the winter;\n\n3. Thanks the keepers;";
    assert_eq!(
        sentences(joined, split),
        ["Replace operative paragraph 2 with the following two operative paragraphs:"]
    );
    assert_eq!(sentences(split, joined), ["Replace operative paragraphs 2 and 3 with the following text:"]);
}

#[test]
fn the_same_change_is_said_once() {
    let [before, after] = ["ninetieth", "ninety-first"].map(|session| {
        format!(
            "Recalling its {session} session,\n\n1. Notes the lamps of the {session} session;\n\n2. Urges all to \
             wait;\n\n3. Thanks all at the {session} session;"
        )
    });
    let other = after.replacen("ninety-first", "ninetieth", 1);
    assert_eq!(
        sentences(&before, &other),
        ["Replace “ninetieth” with “ninety-first” in operative paragraphs 1 and 3."]
    );
}

#[test]
fn footnotes_of_new_text_have_numbers_of_their_own() {
    let text = |added: &str, notes: &str| {
        format!("The General Assembly,\n\n1. Notes the lamps;¹\n\n2. Thanks the keepers.²\n{added}\n___\n{notes}\n")
    };
    let before = text("", "¹ A/90/1.\n² A/90/2.");
    let after = text("\n3. Decides on a wall.³\n", "¹ A/90/1.\n² A/90/2.\n³ A/90/3.");
    let comparison = compared(before.as_bytes(), after.as_bytes());
    let written = travaux::amend(&comparison);
    let notes: Vec<(&str, &str)> =
        written.footnotes.iter().map(|note| (note.mark.as_str(), note.text.as_str())).collect();
    assert_eq!(notes, [("1", "A/90/3.")]);
    check("series", &comparison);
}
