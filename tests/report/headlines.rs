//! The verdict and the main points of small resolutions.

use travaux::report::view::{Verdict, View, stat};

/// The view of two resolutions whose operative paragraphs are given.
fn with_view<T>(before: &[&str], after: &[&str], look: impl Fn(&View<'_>) -> T) -> T {
    let read = |paragraphs: &[&str]| {
        let text = paragraphs.iter().map(|paragraph| format!("{paragraph}\n\n")).collect::<String>();
        travaux::resolution(format!("The General Assembly,\n\n{text}").as_bytes()).unwrap()
    };
    let comparison = travaux::compare(travaux::model::Versions::new(read(before), read(after)));
    look(&View::new(&comparison, None))
}

const REST: [&str; 2] = ["8. Notes the museum of towers;", "9. Thanks the islands for four bells."];

#[test]
fn main_points_say_what_a_delegation_asks_first() {
    for (before, after, expected) in [
        // Words of the operative part come before a verb of the preamble.
        (
            ["Deploring the state of the harbour lights,", "1. Requests the Board to inspect every tower;"],
            ["Noting the state of the harbour lights,", "1. Requests the Board to inspect every tower and every pier;"],
            vec!["OP1 (“Requests the Board to inspect every tower and every pier”): adds", "PP1 (“Noting the state"],
        ),
        // The longest of several deletions comes first.
        (
            [
                "1. Invites keepers to count, by hand, the ships that pass, and to publish their number in the yearbook of the Board;",
                "2. Requests the Board to inspect every tower;",
            ],
            [
                "1. Invites keepers to count the ships that pass;",
                "2. Asks the Board to inspect every tower, at its own cost;",
            ],
            vec![
                "OP1 (“Invites keepers to count the ships that pass”): drops “to publish their number",
                "OP2 (“Asks the Board to inspect every tower, at its own cost”): adds",
            ],
        ),
        // The verbs are set against each other, whatever comes before them.
        (
            [
                "1. Requests the keepers of the northern harbours to light the towers at night;",
                "2. Requests the Board to inspect every tower;",
            ],
            [
                "1. Recalls the report of the pilots on the shoals, and invites the keepers of the northern harbours to light the towers at night;",
                "2. Requests the Board to inspect every tower and pier;",
            ],
            vec![
                "OP1 (“Recalls the report of the pilots on the shoals, …”): adds “Recalls the report of the pilots on the shoals”; “Requests” becomes “invites” (weaker)",
                "OP2",
            ],
        ),
        // So is a phrase that stands in other words there.
        (
            [
                "1. Urges ports to train pilots, to keep lamps and the inclusion of such lamps in harbour insurance schemes;",
                "2. Requests the Board to inspect every tower;",
            ],
            [
                "1. Urges ports to train pilots and the inclusion of such lamps in harbour budgets, to keep lamps;",
                "2. Requests the Board to inspect every tower and pier;",
            ],
            vec!["OP1", "OP2"],
        ),
        // A name that has another place in the paragraph is not gone.
        (
            [
                "1. Welcomes actions in the Harbour Compact, the outcome of the Third Conference on Lights, through which States agreed to inspect every tower;",
                "2. Requests the Board to inspect every tower;",
            ],
            [
                "1. Welcomes the outcome of the Third Conference on Lights, the Harbour Compact, which includes the promise of States to inspect every tower;",
                "2. Requests the Board to inspect every tower and pier;",
            ],
            vec![
                "OP1 (“Welcomes the outcome of the Third Conference on Lights, the Harbour Compact, …”): “through which",
                "OP2 (“Requests the Board to inspect every tower and pier”): adds",
            ],
        ),
    ] {
        let headlines =
            with_view(&[&before[..], &REST].concat(), &[&after[..], &REST].concat(), |view| view.headlines.clone());
        assert_eq!(headlines.len(), expected.len(), "{headlines:#?}");
        for (headline, start) in headlines.iter().zip(&expected) {
            assert!(headline.starts_with(start), "{headlines:#?}");
            assert!(!headline.contains("drops “actions"), "{headline}");
        }
    }
}

#[test]
fn the_verdict_names_every_reworded_paragraph() {
    let text = |verb: &str, rest: [&str; 3]| {
        let [second, third, fourth] = rest;
        [
            format!("1. {verb} the Board to inspect every tower;"),
            format!("2. Invites keepers to count the ships{second};"),
            format!("3. Notes the museum {third};"),
            format!("4. Thanks the islands for {fourth} bells;"),
        ]
    };
    let old = text("Requests", ["", "of towers", "old"]);
    for (new, expected) in [
        (
            text("Invites", [" that pass", "of lamps", "new"]),
            "4 paragraphs reworded (a weaker verb in OP1; additions in OP2; other words in OP3 and OP4)",
        ),
        (text("Requests", ["", "of lamps", "new"]), "2 paragraphs reworded (OP3 and OP4)"),
    ] {
        let [old, new] = [&old, &new].map(|text| text.iter().map(String::as_str).collect::<Vec<_>>());
        let answer = with_view(&old, &new, |view| view.verdict.answer.clone());
        assert!(answer.contains(expected), "{answer}");
    }
}

#[test]
fn a_paragraph_that_moved_to_the_preamble_is_not_renumbered() {
    let tower = "the keepers of the northern islands are to inspect every tower before the winter begins";
    let old = [
        "Noting the state of the harbour lights,",
        "1. Thanks the islands for four bells;",
        &format!("2. Reaffirms that {tower};"),
        "3. Notes the museum of lamps and its library;",
    ];
    let new = [
        "Noting the state of the harbour lights,",
        &format!("Reaffirming that {tower},"),
        "1. Thanks the islands for four bells;",
        "2. Notes the museum of lamps and its library;",
    ];
    with_view(&old, &new, |view| {
        let Verdict { answer, counts } = &view.verdict;
        assert!(answer.contains("moved from the operative part to the preamble (weaker)"), "{answer}");
        assert!(counts.contains("1 moved to the preamble, 1 operative paragraph renumbered;"), "{counts}");
        let map: Vec<String> = view.renumbering.iter().map(ToString::to_string).collect();
        assert_eq!(map, ["PP2 was OP2", "OP2 was OP3"]);
        let others: Vec<_> = stat(view).others.into_iter().collect();
        assert_eq!(others, [("moved to the preamble", 1), ("renumbered", 1)]);
    });
    // Two such paragraphs are named by where they went.
    with_view(&[&old[..], &["4. Requests the Board to count the bells;"]].concat(), &new, |view| {
        let answer = &view.verdict.answer;
        assert!(answer.contains("1 reworded (moved to the preamble: PP2)"), "{answer}");
    });
}

#[test]
fn a_change_to_an_agreed_paragraph_is_among_the_main_points() {
    let old = ["1. Invites keepers to count the ships;", "2. Thanks the islands for the bells of the harbour;"];
    let new = [
        "1. Invites keepers to count the ships that pass;",
        "2. Requests the Board to publish a yearbook of storms;",
        "3. Decides to build a tower on the northern cape;",
        "4. Calls upon pilots to learn the signals of the fleet;",
        "5. Asks the museum to lend its oldest lantern;",
        "6. Urges shipowners to carry two lifeboats each;",
    ];
    with_view(&[&old[..], &REST].concat(), &[&new[..], &REST].concat(), |view| {
        let changed = view.headlines.iter().filter(|headline| headline.starts_with("OP1 (“Invites keepers"));
        assert_eq!((view.headlines.len(), changed.count()), (5, 1), "{:#?}", view.headlines);
    });
}

#[test]
fn a_passage_that_came_to_a_new_paragraph_is_one_main_point() {
    let passage = "welcoming the harbour compact that the third conference on lights adopted";
    let charter =
        "Recalling the charter of the lights of 4 May 1911, its nine annexes and the rules of its secretariat";
    let old = [format!("{charter}, and {passage},"), "Noting the museum of bells,".to_owned()];
    let new = [
        format!("{charter},"),
        "Noting the museum of bells,".to_owned(),
        format!(
            "Deeply concerned about the wrecks on the northern shoals, where fog, ice and the want of pilots cost four \
             crews their ships in a single winter, and {passage}, which sets out a fund for lamps, schools for pilots \
             and a yearly survey of every cape,"
        ),
    ];
    let [old, new] = [&old[..], &new[..]].map(|text| text.iter().map(String::as_str).collect::<Vec<_>>());
    with_view(&[&old[..], &REST].concat(), &[&new[..], &REST].concat(), |view| {
        let passages =
            view.changes().filter(|reported| reported.statements().any(|text| text.starts_with("passage moved")));
        assert_eq!(passages.count(), 2);
        assert!(view.verdict.answer.starts_with("Substantive: 1 new preambular paragraph (PP3)"), "{:?}", view.verdict);
        assert!(matches!(&view.headlines[..], [headline] if headline.starts_with("New PP3")), "{:#?}", view.headlines);
    });
}

#[test]
fn an_operative_paragraph_without_a_number_is_said_to_have_none() {
    let new = ["1. Invites keepers to count the ships;", "Takes note of the letters of the Board;"];
    with_view(&[new[0]], &new, |view| {
        assert!(view.verdict.counts.ends_with(" OPu1 has no printed number."), "{}", view.verdict.counts);
    });
    with_view(&["Takes note of the letters;"], &["Takes note of the letters of the Board;"], |view| {
        assert!(!view.verdict.counts.contains("printed number"), "{}", view.verdict.counts);
    });
}

#[test]
fn a_passage_is_named_by_the_paragraph_that_contains_it() {
    let passage = "the convention on the towers of the outer islands and the seven capes";
    let incompatible = "is incompatible with the charter of the harbours and the common rules of pilots";
    let resolution = "Recalling its resolution on the lights of the northern harbours and their keepers,";
    let old = [
        resolution,
        "Convinced that fog costs ships,",
        &format!("1. Reaffirms that the sale of lamps to wreckers in any form {incompatible}, and recalls {passage};"),
        "2. Thanks the islands for four bells.",
    ];
    let new = [
        &format!("{resolution} and recalling {passage},"),
        &format!("Convinced that fog costs ships and {incompatible},"),
        "1. Thanks the islands for four bells.",
    ];
    with_view(&old, &new, |view| {
        let statements = view.changes().flat_map(|reported| reported.statements());
        let passages: Vec<&str> = statements.filter(|text| text.starts_with("passage moved")).collect();
        assert!(!passages.is_empty());
        assert!(passages.iter().all(|text| text.starts_with("passage moved from old OP1 to PP1: ")), "{passages:?}");
    });
}
