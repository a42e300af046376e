//! Which clause is which.

use travaux::model::EventKind;

use super::{history, paths};

#[test]
fn clauses_are_followed_through_all_versions() {
    for (versions, expected) in [
        ("a b c|a b c|a b c", &["OP1: OP1 OP1 OP1", "OP2: OP2 OP2 OP2", "OP3: OP3 OP3 OP3"][..]),
        // new, and renumbered by what is new
        ("a b c|a d b c|a d b1 c", &["OP1: OP1 OP1 OP1", "OP2: - OP2 OP2", "OP3: OP2 OP3 OP3", "OP4: OP3 OP4 OP4"]),
        // gone and back, in the words it had or nearly
        ("a b c d|a c d|a b c d", &["OP1: OP1 OP1 OP1", "OP2: OP2 - OP2", "OP3: OP3 OP2 OP3", "OP4: OP4 OP3 OP4"]),
        ("a b c|a c|a c|a c b1", &["OP1: OP1 OP1 OP1 OP1", "OP2: OP3 OP2 OP2 OP2", "OP3: OP2 - - OP3"]),
        // gone twice
        (
            "a b c|a c|a b c|a c|a b c",
            &["OP1: OP1 OP1 OP1 OP1 OP1", "OP2: OP2 - OP2 - OP2", "OP3: OP3 OP2 OP3 OP2 OP3"],
        ),
        // a phrase that was cut and is back as a clause; what was copied or split from the text before is no such phrase
        ("a+b c d|a c d|a c d b", &["OP1: OP1 OP1 OP1", "OP2: OP2 OP2 OP2", "OP3: OP3 OP3 OP3", "OP4: OP1 - OP4"]),
        ("a+b+f c d|a+b c d|a c d f", &["OP1: OP1 OP1 OP1", "OP2: OP2 OP2 OP2", "OP3: OP3 OP3 OP3", "OP4: OP1 - OP4"]),
        // moved
        ("a b c d|d a b c|d a b c", &["OP1: OP4 OP1 OP1", "OP2: OP1 OP2 OP2", "OP3: OP2 OP3 OP3", "OP4: OP3 OP4 OP4"]),
        // merged, then split again
        ("a b c|a+b c|a b c", &["OP1: OP1 OP1 OP1", "OP2: OP2 OP1 OP2", "OP3: OP3 OP2 OP3"]),
    ] {
        assert_eq!(paths(&history(versions)), expected, "{versions}");
    }
}

#[test]
fn what_is_dropped_is_told_once() {
    let history = history("a b c d|a c d|a c e|a e");
    let gone = history.gone.iter().map(|gone| {
        let id = history.paragraph(gone.last).id.to_string();
        (id, gone.last.version.0, gone.origin.0, gone.events.last().map(|event| (event.version.0, event.kind)))
    });
    let dropped = |version| Some((version, EventKind::Dropped));
    assert_eq!(
        gone.collect::<Vec<_>>(),
        [
            ("OP2".to_owned(), 0, 0, dropped(1)),
            ("OP3".to_owned(), 1, 0, dropped(2)),
            ("OP2".to_owned(), 2, 0, dropped(3)),
        ]
    );
}

#[test]
fn events_tell_what_happened_when() {
    use EventKind::{Added, Dropped, Merged, Moved, Renumbered, Revived, Reworded};
    for (versions, index, expected) in [
        ("a b c|a b1 c|a b1 c", 1, &[(1, Reworded)][..]),
        ("a b c|a c|a c b", 2, &[(1, Dropped), (2, Renumbered), (2, Revived)]),
        ("a c|a b c|a b c", 1, &[(1, Added)]),
        ("a c|a b c|a b c", 2, &[(1, Renumbered)]),
        ("a b c d|d a b c", 0, &[(1, Moved), (1, Renumbered)]),
        ("a b c|a+b c", 0, &[(1, Merged)]),
    ] {
        let events = &history(versions).clauses[index].events;
        let events: Vec<_> = events.iter().map(|event| (event.version.0, event.kind)).collect();
        assert_eq!(events, expected, "{versions}");
    }
}

/// In the second version a clause stands that is a poor match of both its neighbours, and whose place it has; the third
/// has the words of the first again beside it.
#[test]
fn a_strong_link_overrules_weak_steps() {
    let text = |clauses: &[&str]| {
        let clauses = clauses.iter().enumerate().map(|(index, clause)| format!("{}. {clause};\n\n", index + 1));
        let text = format!("The General Assembly,\n\n{}", clauses.collect::<String>());
        travaux::resolution(text.as_bytes()).unwrap()
    };
    let (first, last) = (super::clause("a"), super::clause("c"));
    let old = "Requests the Secretary-General to report on lamps, wicks and oil in all ports before the next winter";
    let poor = "Requests the Secretary-General to convene lamps meetings of pilots and crews from the smallest islands";
    let versions = [
        text(&[&first, old, &last]),
        text(&[&first, poor, &last]),
        text(&[&first, &format!("{poor} each year"), &last, old]),
    ];
    let step = travaux::history(&versions[..2]);
    assert_eq!(paths(&step)[1], "OP2: OP2 OP2", "the weak step must be there");
    let history = travaux::history(&versions);
    assert_eq!(paths(&history)[1], "OP2: - OP2 OP2");
    assert_eq!(paths(&history)[3], "OP4: OP2 - OP4");
}

#[test]
fn a_clause_that_leaves_the_operative_part_is_demoted() {
    let text = |preamble: &str, operative: &str| {
        let text = format!("The General Assembly,\n\n{preamble}1. Decides to meet again;\n\n{operative}");
        travaux::resolution(text.as_bytes()).unwrap()
    };
    let clause = "the keepers of every lighthouse for trimming their lamps before nightfall and logging each hour";
    let history = travaux::history(&[
        text("", &format!("2. Thanks {clause}.")),
        text(&format!("Thanking {clause},\n\n"), ""),
        text(&format!("Thanking {clause},\n\n"), ""),
    ]);
    assert_eq!(paths(&history)[0], "PP1: OP2 PP1 PP1");
    let kinds: Vec<_> = history.clauses[0].events.iter().map(|event| event.kind).collect();
    assert!(kinds.contains(&EventKind::Demoted), "{kinds:?}");
}

#[test]
fn the_same_text_twice_is_a_warning() {
    let history = history("a b|a b1|a b");
    let warnings: Vec<String> = history.warnings.iter().map(ToString::to_string).collect();
    assert_eq!(warnings, ["Versions 1 and 3 have the same text."]);
}

/// Versions whose preambular and operative paragraphs are given.
fn versions(texts: &[(&[&str], &[&str])]) -> travaux::model::History {
    let read = |(preamble, operative): &(&[&str], &[&str])| {
        let mut text = "The General Assembly,\n\n".to_owned();
        preamble.iter().for_each(|paragraph| text += &format!("{paragraph},\n\n"));
        operative.iter().enumerate().for_each(|(index, paragraph)| text += &format!("{}. {paragraph};\n\n", index + 1));
        travaux::resolution(text.as_bytes()).unwrap()
    };
    travaux::history(&texts.iter().map(read).collect::<Vec<_>>())
}

#[test]
fn a_clause_stays_in_its_place_beside_an_equal_copy_elsewhere() {
    let clause = "Requests the keepers of every lighthouse to trim their lamps before nightfall and to log each hour";
    let near = "Requests the keepers of every lighthouse to trim all their lamps before nightfall and to log each hour";
    let [b, c, d, e] = ["b", "c", "d", "e"].map(super::clause);
    let [b, c, d, e] = [&b, &c, &d, &e].map(String::as_str);
    let recalling = "Recalling the wrecks of past winters";
    // The copy is in the preamble, where no request belongs, or far behind in a text in which nothing else moves.
    let others = ["f", "f2"].map(super::clause);
    let [f, f2] = [&others[0], &others[1]].map(String::as_str);
    let first: (&[&str], &[&str]) = (&[recalling], &[b, clause, c, d, e, f, f2]);
    let in_preamble: (&[&str], &[&str]) = (&[recalling, clause], &[b, near, c, d, e, f, f2]);
    let behind: (&[&str], &[&str]) = (&[recalling], &[b, near, c, d, e, f, f2, clause]);
    for last in [in_preamble, behind] {
        let rows = paths(&versions(&[first, first, last]));
        assert!(rows.contains(&"OP2: OP2 OP2 OP2".to_owned()), "{rows:#?}");
        assert!(rows.iter().any(|path| path.contains(": - - ")), "the copy is new: {rows:#?}");
    }
}

#[test]
fn of_a_clause_and_its_copy_the_older_one_goes_on() {
    let [a, b, c, d] = ["a", "b", "c", "d"].map(super::clause);
    let [a, b, c, d] = [&a, &b, &c, &d].map(String::as_str);
    let rows = paths(&versions(&[(&[], &[a, b, c, d]), (&[], &[a, b, c, d, a]), (&[], &[b, c, d, a])]));
    assert_eq!(rows[3], "OP4: OP1 OP1 OP4");
}

#[test]
fn of_two_near_copies_in_one_place_the_first_is_the_old_one() {
    let clause = "Requests the keepers of every lighthouse to trim their lamps before nightfall and to log each hour";
    let first = clause.replace("nightfall", "dusk on every evening");
    let second = clause.replace("nightfall", "dusk");
    let [b, c, d] = ["b", "c", "d"].map(super::clause);
    let [b, c, d] = [&b, &c, &d].map(String::as_str);
    let old: (&[&str], &[&str]) = (&[], &[b, clause, c]);
    let rows = paths(&versions(&[old, old, (&[], &[b, &first, d, &second, c])]));
    assert_eq!(rows[1], "OP2: OP2 OP2 OP2");
}

#[test]
fn a_part_that_was_split_off_keeps_to_its_place_in_the_table() {
    let history = history("a b c|a+b c|a c b");
    let last: Vec<Vec<usize>> =
        history.rows.iter().map(|row| row.paragraphs[2].iter().map(|index| index.0).collect()).collect();
    assert_eq!(last, [vec![0], vec![1], vec![2]]);
    assert_eq!(paths(&history)[2], "OP3: OP2 OP1 OP3");
}

#[test]
fn a_heading_goes_on_with_what_stands_below_it() {
    let text = |headings: [&str; 2]| {
        let [a, b, c, d] = ["a", "b", "c", "d"].map(super::clause);
        let [first, second] = headings;
        let text = format!("## {first}\n\n1. {a};\n\n2. {b};\n\n## {second}\n\n3. {c};\n\n4. {d}.\n");
        travaux::resolution(text.as_bytes()).unwrap()
    };
    let titled = ["Article 3 *(lamps)*", "Article 3bis *(charts)*"];
    let history = travaux::history(&[text(titled), text(titled), text(["Article 3", "Article 4"])]);
    let rows = paths(&history);
    assert_eq!([&rows[0], &rows[3]], ["H1: H1 H1 H1", "H2: H2 H2 H2"], "{rows:#?}");
    assert!(history.gone.is_empty());
}

#[test]
fn a_clause_that_comes_back_refers_to_its_own_text() {
    let clauses = ["a", "b", "c", "d", "e", "f"].map(super::clause);
    let numbered = clauses.iter().zip(1..).map(|(clause, number)| format!("{number}. {clause};\n\n"));
    let without = format!("The General Assembly,\n\n{}", numbered.collect::<String>());
    let end = "the instalment set out in paragraph 6 above after the audit of the lamps";
    let first = format!("{without}7. Asks the treasurer to release {end};");
    // in other words, so that the two clauses are compared with what they refer to
    let last = format!("{without}7. Asks the treasurer to release {end} is complete;");
    let versions = [&first, &without, &last].map(|text| travaux::resolution(text.as_bytes()).unwrap());
    let paths = super::paths(&travaux::history(&versions));
    assert_eq!(paths.last().map(String::as_str), Some("OP7: OP7 - OP7"));
}
