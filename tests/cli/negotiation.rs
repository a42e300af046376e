//! Texts under negotiation: what is open, what became of it, and the text of one side.

use std::fs;

use super::run::{place, travaux};

const DRAFT: &str = "The General Assembly,\n\nRecalling the Charter, (agreed ad ref)\n\n\
    1. Requests the keepers [shall] [should] to light the lamps [EU: add and girls] at dusk;\n\n\
    2. Thanks the crews [in all regions] [G77: delete] for their reports; [Agreed ad ref]\n\n\
    3. Decides to meet [US, Japan reserve] in [20XX].\n";

#[test]
fn what_is_open_is_counted() {
    let place = place(&[("draft.txt", DRAFT)]);
    let ran = travaux(&place, "show draft.txt --width 200");
    let open =
        "Open: 8 brackets, 1 set of alternatives, 1 placeholder, 3 attributed proposals; 2 open, 2 agreed ad ref.";
    assert!(ran.report.contains(open), "{}", ran.report);
    let proposals = "Proposals: EU (1 add); G77 (1 delete); Japan (1 reserve); US (1 reserve).";
    assert!(ran.report.contains(proposals), "{}", ran.report);
    let ran = travaux(&place, "show draft.txt -f json");
    let json: serde_json::Value = serde_json::from_str(&ran.report).unwrap();
    assert_eq!(json["open"]["counts"]["brackets"], 8);
    assert_eq!(json["open"]["authors"]["G77"]["delete"], 1);
    assert_eq!(json["open"]["agreed"], serde_json::json!(["PP1", "OP2"]));
    let ran = travaux(&place, "show draft.txt --clean -f text");
    assert!(ran.report.contains("Requests the keepers to light the lamps at dusk;"), "{}", ran.report);
    let ran = travaux(&place, "show draft.txt --side EU -f text");
    assert!(ran.report.contains("[shall] [should] to light the lamps and girls at dusk;"), "{}", ran.report);
    fs::write(place.path().join("compiled.txt"), format!("{DRAFT}\n3 bis. (Norway): Stresses the need for oil.\n"))
        .unwrap();
    let ran = travaux(&place, "show compiled.txt -f json");
    let json: serde_json::Value = serde_json::from_str(&ran.report).unwrap();
    let proposal = serde_json::json!([{"paragraph": "OP3 bis", "authors": ["Norway"], "stance": "add"}]);
    assert_eq!(json["open"]["proposals"], proposal);
    let ran = travaux(&place, "show compiled.txt --side Norway -f text");
    assert!(ran.report.contains("3 bis. Stresses the need for oil."), "{}", ran.report);
    let ran = travaux(&place, "show draft.txt --side China");
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.complaint.contains("no proposal by “China”; there are proposals by EU, G77, Japan, US"),
        "{}",
        ran.complaint
    );
}

#[test]
fn brackets_are_resolved_and_agreed_text_is_reopened() {
    let next = DRAFT
        .replace("[shall] [should]", "should")
        .replace(" [EU: add and girls]", "")
        .replace("Thanks the crews [in all regions] [G77: delete]", "Thanks all crews")
        .replace("[20XX]", "2031");
    let place = place(&[("1.txt", DRAFT), ("2.txt", &next)]);
    let ran = travaux(&place, "diff 1.txt 2.txt -f json");
    let json: serde_json::Value = serde_json::from_str(&ran.report).unwrap();
    let negotiation = &json["negotiation"];
    assert_eq!(negotiation["before"]["brackets"], 8);
    assert_eq!(negotiation["after"]["brackets"], 2);
    let outcome = |text: &str| {
        let all = negotiation["resolved"].as_array().unwrap().iter();
        let found: Vec<_> = all.filter(|resolved| resolved["text"] == text).collect();
        assert_eq!(found.len(), 1, "{text}: {negotiation}");
        (found[0]["outcome"].as_str().unwrap().to_owned(), found[0]["chosen"].as_str().map(str::to_owned))
    };
    assert_eq!(outcome("should"), ("kept".to_owned(), Some("should".to_owned())));
    assert_eq!(outcome("shall"), ("dropped".to_owned(), Some("should".to_owned())));
    assert_eq!(outcome("and girls").0, "dropped");
    assert_eq!(outcome("20XX").0, "replaced");
    assert_eq!(negotiation["reopened"][0]["before"], "OP2");
    let ran = travaux(&place, "history 1.txt 2.txt --width 200");
    assert!(ran.report.contains("brackets resolved: 2 agreed, 1 replaced, 3 deleted"), "{}", ran.report);
    assert!(ran.report.contains("1 agreed paragraph reopened"), "{}", ran.report);
    // In a Word file with tracked changes it is a comment, because the words are those of the two texts.
    travaux(&place, "diff 1.txt 2.txt -o redline.docx");
    let ran = travaux(&place, "show redline.docx --ledger --width 2000");
    for words in [
        "Negotiation Before: 8 brackets",
        "OP1: “shall” deleted (chosen: “should”)",
        "OP2: the proposal of G77 to delete was agreed",
    ] {
        assert!(ran.report.contains(words), "{words}: {}", ran.report);
    }
}

#[test]
fn positions_are_agreed_or_withdrawn() {
    for (before, after, expected) in [
        ("[Pays the crews] [US: delete];", "Pays the crews;", "the proposal of US to delete was withdrawn"),
        ("Pays the crews [US: delete];", "Pays the crews;", "the proposal of US to delete was withdrawn"),
        ("Pays all crews [at once] [US: delete];", "Pays all crews;", "the proposal of US to delete was agreed"),
        ("Pays all crews [at once] [Peru: retain];", "Pays all crews;", "the proposal of Peru to retain was withdrawn"),
        ("Pays the crews [US, Japan reserve];", "Pays the crews;", "the reservation of US and Japan was lifted"),
        ("Pays the crews [Peru supports];", "Pays the crews;", "the support of Peru is no longer noted"),
        ("Pays the crews [Peru opposes];", "Pays the crews;", "the objection of Peru was withdrawn"),
        ("Pays the crews [US: delete “the”];", "Pays the crews;", "the proposal of US to delete “the” was withdrawn"),
        ("Pays all crews [US: delete “all”];", "Pays crews;", "the proposal of US to delete “all” was agreed"),
        ("Pays the crews [in ports] [EU];", "Pays the crews in ports;", "no longer attributed to EU"),
        ("Pays the crews [EU: in ports];", "Pays the crews in ports;", "“in ports” agreed"),
    ] {
        let text = |clause: &str| format!("The General Assembly,\n\n1. {clause}\n\n2. Decides to meet again.\n");
        let place = place(&[("1.txt", &text(before)), ("2.txt", &text(after))]);
        let ran = travaux(&place, "diff 1.txt 2.txt --width 200");
        assert!(ran.report.contains(&format!("OP1: {expected}\n")), "{before}: {}", ran.report);
    }
}

#[test]
fn reopened_text_is_in_the_verdict_under_its_old_and_new_name() {
    let text = |clauses: &str| format!("The General Assembly,\n\n{clauses}\n\n9. Decides to meet again in May.\n");
    let before = text("1. Lights the lamps; [Peru reserves]\n\n2. Pays the crews in coins; (agreed ad ref)");
    for (after, expected) in [
        ("1. Lights the lamps;\n\n2. Pays the crews in silver;", "Agreed text reopened: OP2."),
        ("1. Pays the crews in silver;", "Agreed text reopened: old OP2, now OP1."),
        ("1. Lights the lamps;", "Agreed text reopened: old OP2, deleted."),
    ] {
        let place = place(&[("1.txt", &before), ("2.txt", &text(after))]);
        for options in ["", "--stat", "-f markdown"] {
            let ran = travaux(&place, &format!("diff 1.txt 2.txt --width 200 {options}"));
            let head = ran.report.split("\n\n").take(2).collect::<String>();
            assert!(head.contains(expected), "{options}: {}", ran.report);
        }
    }
}

#[test]
fn a_changelog_tells_of_brackets_in_every_step_and_the_balance() {
    let second = DRAFT.replace("[shall] [should]", "should");
    let third = second.replace(" [US, Japan reserve]", "").replace("for their reports;", "for reports;");
    let place = place(&[("1.txt", DRAFT), ("2.txt", &second), ("3.txt", &third)]);
    // The balance and the two steps.
    let lines = [
        ("Before: 8 brackets", 2),
        ("OP1: “shall” deleted (chosen: “should”)", 2),
        ("OP3: the reservation of US and Japan was lifted", 2),
        ("3 brackets resolved: 1 agreed, 1 deleted, 1 withdrawn; 0 new; 1 agreed paragraph reopened.", 1),
    ];
    for format in ["terminal", "markdown", "html", "json"] {
        let ran = travaux(&place, &format!("changelog 1.txt 2.txt 3.txt --width 200 -f {format}"));
        for (line, count) in lines {
            assert_eq!(ran.report.matches(line).count(), count, "{format}: {line}\n{}", ran.report);
        }
    }
    let pairs: String = (1..=20).map(|n| format!("{n}. Lights [lamp] number {n};\n\n")).collect();
    let text = format!("The General Assembly,\n\n{pairs}21. Decides to meet.\n");
    fs::write(place.path().join("4.txt"), &text).unwrap();
    fs::write(place.path().join("5.txt"), text.replace("[lamp]", "lamp")).unwrap();
    let ran = travaux(&place, "changelog 4.txt 5.txt --width 200 -f terminal");
    assert!(ran.report.contains("8 more brackets resolved"), "{}", ran.report);
    assert_eq!(ran.report.matches("“lamp” agreed\n").count(), 12, "{}", ran.report);
}

#[test]
fn main_points_say_that_a_bracket_was_lifted_and_not_that_a_party_is_gone() {
    for (before, after, expected) in [
        (
            "Pays crews [EU: in ports] at once;",
            "Pays crews in ports at once;",
            &["brackets removed: “in ports” agreed"][..],
        ),
        (
            "Pays crews [in ports] [EU] at once;",
            "Pays crews in ports at once;",
            &["brackets removed: “in ports” agreed", "attribution to EU removed"],
        ),
        (
            "[Pays][EU: Thanks] crews at once;",
            "Pays crews at once;",
            &["brackets removed: “Pays” agreed", "bracketed text “Thanks” deleted"],
        ),
        (
            "Pays crews [by 2027] at once;",
            "Pays crews by 2031 at once;",
            &["bracketed text “by 2027” changed", "“by 2027” becomes “by 2031”"],
        ),
        ("Pays crews [US: delete] at once;", "Pays crews at once;", &["position of US (delete) removed"]),
        ("Pays crews at once;", "Pays crews [Peru reserves] at once;", &["position of Peru (reserve) added"]),
    ] {
        let text = |clause: &str| format!("The General Assembly,\n\n1. {clause}\n\n2. Decides to meet again.\n");
        let place = place(&[("1.txt", &text(before)), ("2.txt", &text(after))]);
        let ran = travaux(&place, "diff 1.txt 2.txt --width 200");
        let head = ran.report.split("\n~ OP1").next().unwrap();
        expected.iter().for_each(|expected| assert!(head.contains(expected), "{expected}: {}", ran.report));
        for wrong in ["drops “EU”", "drops “US", "adds “Peru", "“[Pays"] {
            assert!(!head.contains(wrong), "{wrong}: {}", ran.report);
        }
    }
}

#[test]
fn a_lost_mark_of_agreement_is_no_substance() {
    let place =
        place(&[("1.txt", DRAFT), ("2.txt", &DRAFT.replace(" [Agreed ad ref]", "").replace(" (agreed ad ref)", ""))]);
    let ran = travaux(&place, "diff 1.txt 2.txt -f json");
    let json: serde_json::Value = serde_json::from_str(&ran.report).unwrap();
    for id in ["PP1", "OP2"] {
        let change = json["changes"].as_array().unwrap().iter().find(|change| change["after"][0] == id).unwrap();
        assert_eq!(change["significance"], "editorial", "{change}");
    }
    assert_eq!(json["negotiation"]["reopened"], serde_json::json!([]));
}

#[test]
fn every_format_tells_how_what_is_open_moved() {
    let next = DRAFT.replace("[shall] [should]", "should").replace("crews [in all regions] [G77: delete]", "crews");
    let place = place(&[("1.txt", DRAFT), ("2.txt", &next)]);
    let lines = [
        "Before: 8 brackets, 1 set of alternatives, 1 placeholder, 3 attributed proposals",
        "OP1: “shall” deleted (chosen: “should”)",
        "Agreed text reopened: OP2",
    ];
    for options in ["", "-f markdown", "-f html", "-f csv", "--table -f html", "--table -f markdown"] {
        let ran = travaux(&place, &format!("diff 1.txt 2.txt --width 200 {options}"));
        lines.iter().for_each(|line| assert!(ran.report.contains(line), "{options}: {line}\n{}", ran.report));
    }
    travaux(&place, "diff 1.txt 2.txt --table -o table.docx");
    travaux(&place, "history 1.txt 2.txt -o history.docx");
    for (file, line) in [("table.docx", lines[1]), ("history.docx", "Open: 8 brackets")] {
        let word = travaux::resolution(&std::fs::read(place.path().join(file)).unwrap()).unwrap();
        assert!(word.paragraphs.iter().any(|paragraph| paragraph.text.contains(line)), "{file}: {word:?}");
    }
}
