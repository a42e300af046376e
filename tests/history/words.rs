//! Which version brought which words.

use super::{blame, history};

fn versions(texts: &[&str]) -> travaux::model::History {
    let read = |text: &&str| {
        let text = format!("The General Assembly,\n\n1. {text};\n\n2. Decides to meet again in the spring.");
        travaux::resolution(text.as_bytes()).unwrap()
    };
    travaux::history(&texts.iter().map(read).collect::<Vec<_>>())
}

#[test]
fn words_are_credited_to_the_version_that_brought_them() {
    let base = "Requests the keepers to trim the lamps of every lighthouse";
    for (texts, expected) in [
        (&[base, base, base][..], "0Requests the keepers to trim the lamps of every lighthouse;"),
        (
            &[
                base,
                "Requests the keepers to trim and polish the lamps of every lighthouse",
                "Requests the keepers to \
              trim and polish the lamps of every lighthouse at dusk",
            ],
            "0Requests the keepers to trim|1 and polish|0 the lamps of every lighthouse|2 at dusk|0;",
        ),
        // another spelling, and another case, are the same words
        (
            &[
                "Requests the co-operation of all keepers of lamps",
                "Requests the co\u{2011}operation of all keepers of lamps",
            ],
            "0Requests the co\u{2011}operation of all keepers of lamps;",
        ),
        // a phrase that moves keeps its version
        (
            &[
                "Requests in the coming winter the keepers to trim the lamps of every lighthouse",
                "Requests the keepers to trim the lamps of every lighthouse in the coming winter",
            ],
            "0Requests the keepers to trim the lamps of every lighthouse in the coming winter;",
        ),
        // a phrase that goes and comes back is the old one
        (
            &[
                "Requests the keepers of the northern isles to trim the lamps of every lighthouse",
                base,
                "Requests the keepers of the northern isles to trim the lamps of every lighthouse",
            ],
            "0Requests the keepers of the northern isles to trim the lamps of every lighthouse;",
        ),
    ] {
        assert_eq!(blame(&versions(texts), 0), expected);
    }
}

#[test]
fn a_revived_clause_keeps_its_words() {
    let history = history("a b c|a c|a b1 c");
    let text = super::clause("b");
    assert_eq!(blame(&history, 1), format!("0{text}|2 in full|0;"));
}

#[test]
fn parts_of_a_split_clause_keep_their_words() {
    let history = history("a+b c|a b c|a b1 c");
    assert_eq!(blame(&history, 0), format!("0{};", super::clause("a")));
    assert_eq!(blame(&history, 1), format!("0{}|2 in full|0;", super::clause("b")));
}

#[test]
fn a_mark_of_punctuation_is_no_news() {
    let base = "Requests the keepers to trim the lamps of every lighthouse";
    let history = versions(&[base, &base.replace("lamps of", "lamps, of")]);
    assert_eq!(blame(&history, 0), format!("0{};", base.replace("lamps of", "lamps, of")));
}
