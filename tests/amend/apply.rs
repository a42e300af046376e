//! Instructions in all their wordings, and what they come to.

use travaux::Reader;
use travaux::model::Verdict;

use super::{DRAFT, amendment, applied, difference, draft, lines};

#[test]
fn every_wording_is_applied() {
    for (instructions, expected) in [
        // the United Nations
        (
            "In the second preambular paragraph, delete “and the work of the pilots,”.",
            &["+ PP2 Noting the work of the keepers of Ruritania,"][..],
        ),
        (
            "In operative paragraph 1, replace “Takes note of” with “Welcomes”.",
            &["+ OP1 Welcomes the report of the Secretary-General on lighthouses;"],
        ),
        (
            "In operative paragraph 4, insert “annually” after “report”.",
            &["+ OP4 Invites the pilots to report annually to the keepers of Ruritania;"],
        ),
        (
            "In operative paragraph 4, after “report”, insert “, in writing,”.",
            &["+ OP4 Invites the pilots to report, in writing, to the keepers of Ruritania;"],
        ),
        (
            "In operative paragraph 3 (b), replace “long-term costs” with “costs”.",
            &["+ OP3(b) To keep a record of the costs, including the cost of oil, and of glass;"],
        ),
        ("Delete the third preambular paragraph.", &[]),
        (
            "Replace operative paragraph 4 with the following text:\n\nInvites the pilots to rest;",
            &["+ OP4 Invites the pilots to rest;"],
        ),
        (
            "Replace “Ruritania” with “Zenda” in the title, the preambular paragraphs and the operative paragraphs.",
            &[
                "+ PP2 Noting the work of the keepers of Zenda, and the work of the pilots,",
                "+ OP4 Invites the pilots to report to the keepers of Zenda;",
            ],
        ),
        (
            "After the second preambular paragraph, insert a new preambular paragraph reading:\n\nMindful of the fog,",
            &["+ PP3 Mindful of the fog,", "+ PP4 Welcoming the opening of the museum of lamps,"],
        ),
        (
            "After operative paragraph 4, insert two new operative paragraphs, reading:\n\nThanks the pilots;\n\nThanks the keepers;",
            &["+ OP5 Thanks the pilots;", "+ OP6 Thanks the keepers;", "+ OP7 Decides to remain seized of the matter."],
        ),
        (
            "After operative paragraph 4, insert the following operative paragraph:\n\nThanks the pilots;",
            &["+ OP5 Thanks the pilots;", "+ OP6 Decides to remain seized of the matter."],
        ),
        (
            "In operative paragraph 3, insert a new subparagraph (c) reading:\n\n(c) To count the lamps;",
            &["+ OP3(c) To count the lamps;"],
        ),
        // older wordings
        (
            "Substitute the word “noon” for “dusk” in paragraph 2 so that the paragraph will read:\n\n“Urges all States to light the lamps at noon, and to tend the lamps until dawn;”",
            &["+ OP2 Urges all States to light the lamps at noon, and to tend the lamps until dawn;"],
        ),
        (
            "At the end of the second paragraph insert the following:\n\n“and of the fishers”",
            &["+ PP2 Noting the work of the keepers of Ruritania, and the work of the pilots and of the fishers,"],
        ),
        (
            "Operative paragraph 4 should read as follows:\n\nInvites the pilots to rest;",
            &["+ OP4 Invites the pilots to rest;"],
        ),
        (
            "Replace the words “the pilots” by the words “all pilots” in operative paragraph 4.",
            &["+ OP4 Invites all pilots to report to the keepers of Ruritania;"],
        ),
        (
            "In paragraph 4, line 1, between “the” and “pilots”, add the word “old”.",
            &["+ OP4 Invites the old pilots to report to the keepers of Ruritania;"],
        ),
        (
            "Insert the following paragraph as operative paragraph 2 and renumber the subsequent paragraphs accordingly:\n\nThanks the pilots;",
            &["+ OP2 Thanks the pilots;"],
        ),
        (
            "Operative paragraph 4: replace the existing text with the following:\n\nInvites the pilots to rest;",
            &["+ OP4 Invites the pilots to rest;"],
        ),
        (
            "Add the following sentence at the end of paragraph 5: “Thanks all.”",
            &["+ OP5 Decides to remain seized of the matter. Thanks all."],
        ),
        (
            "Replace “dusk” with “noon” and “dawn” with “night” in operative paragraph 2.",
            &["+ OP2 Urges all States to light the lamps at noon, and to tend the lamps until night;"],
        ),
        (
            "In the fourth paragraph, replace “Takes note of” with “Welcomes”.",
            &["+ OP1 Welcomes the report of the Secretary-General on lighthouses;"],
        ),
        // Model UN
        ("Strike clause 5.", &[]),
        (
            "Add a clause after 4: “Thanks the pilots;”",
            &["+ OP5 Thanks the pilots;", "+ OP6 Decides to remain seized of the matter."],
        ),
        (
            "Add a clause after 4: Thanks the pilots;",
            &["+ OP5 Thanks the pilots;", "+ OP6 Decides to remain seized of the matter."],
        ),
        ("Amend clause 4 to read: “Invites the pilots to rest;”", &["+ OP4 Invites the pilots to rest;"]),
        (
            "Strike “at dusk” from clause 2 and insert “at noon”.",
            &["+ OP2 Urges all States to light the lamps at noon, and to tend the lamps until dawn;"],
        ),
        (
            "In OP4, change “Invites” to “Requests”.",
            &["+ OP4 Requests the pilots to report to the keepers of Ruritania;"],
        ),
        // several changes in one sentence
        (
            "In operative paragraph 2, delete “all” and replace “dusk” with “noon”.",
            &["+ OP2 Urges States to light the lamps at noon, and to tend the lamps until dawn;"],
        ),
        (
            "In operative paragraph 2, replace the second occurrence of “the lamps” with “them”.",
            &["+ OP2 Urges all States to light the lamps at dusk, and to tend them until dawn;"],
        ),
        (
            "In operative paragraph 2, replace “the lamps” with “the fires” wherever it occurs.",
            &["+ OP2 Urges all States to light the fires at dusk, and to tend the fires until dawn;"],
        ),
        (
            "Move operative paragraph 4 to follow operative paragraph 1.",
            &["+ OP2 Invites the pilots to report to the keepers of Ruritania;"],
        ),
    ] {
        let application = applied(instructions);
        let outcome = application.outcomes.first().unwrap();
        assert_eq!(outcome.verdict, Verdict::Applied, "{instructions}: {:?}", outcome.notes);
        let all = difference(&application.resolution);
        let new: Vec<&str> = all.iter().map(String::as_str).filter(|line| line.starts_with('+')).collect();
        for line in expected {
            assert!(new.contains(line), "{instructions}\n{line}\n{new:#?}");
        }
    }
}

#[test]
fn numbers_refer_to_the_draft() {
    let text = "1. Delete operative paragraphs 2 and 3.\n\n2. After operative paragraph 4, insert a new operative paragraph \
                reading:\n\nThanks the pilots;\n\n3. In operative paragraph 5, replace “seized” with “fully seized”.";
    let amended = lines(&applied(text).resolution);
    assert_eq!(
        amended[3..],
        [
            "OP1 Takes note of the report of the Secretary-General on lighthouses;",
            "OP2 Invites the pilots to report to the keepers of Ruritania;",
            "OP3 Thanks the pilots;",
            "OP4 Decides to remain fully seized of the matter.",
        ]
    );
}

#[test]
fn a_line_that_orders_a_change_is_never_passed_over() {
    let application = applied("Strike clause 5.\n\nStrike the whole business of lamps.");
    let refused: Vec<_> = application.refused().collect();
    assert!(refused.len() == 1 && application.outcomes.len() == 2, "{:?}", application.outcomes);
}

#[test]
fn what_cannot_be_applied_is_refused_with_the_nearest_place() {
    for (instruction, why) in [
        (
            "In operative paragraph 2, delete “the lamps”.",
            "the quotation stands twice in operative paragraph 2: “States to light the lamps at dusk, and”, “and to tend the lamps until dawn;”",
        ),
        ("Delete operative paragraph 15.", "there is no operative paragraph 15; the last is operative paragraph 5"),
        (
            "In the twelfth preambular paragraph, delete “fog”.",
            "there is no twelfth preambular paragraph; the last is the third preambular paragraph",
        ),
        (
            "Delete operative paragraph 3 (d).",
            "there is no operative paragraph 3 (d); its subparagraphs run from (a) to (b)",
        ),
        (
            "In operative paragraph 1, replace “the museum of lamps” with “it”.",
            "“the museum of lamps” does not stand in operative paragraph 1; it stands in the third preambular paragraph",
        ),
        (
            "In operative paragraph 4, delete “report to all the keepers of”.",
            "“report to all the keepers of” does not stand in operative paragraph 4; the nearest words there are “to report to the keepers of”",
        ),
        (
            "In operative paragraph 2, delete the third occurrence of “the lamps”.",
            "the quotation stands only 2 times in operative paragraph 2",
        ),
        ("After operative paragraph 4, insert a new operative paragraph reading:", "the new text is missing"),
    ] {
        let application = applied(instruction);
        let outcome = application.outcomes.first().unwrap();
        assert_eq!((outcome.verdict, outcome.notes.join(" | ").as_str()), (Verdict::Refused, why), "{instruction}");
        assert_eq!(difference(&application.resolution), [""; 0]);
    }
}

#[test]
fn an_instruction_that_cannot_be_read_is_named() {
    let text = "1. Delete operative paragraph 5.\n\n2. Kindly reconsider operative paragraph 4.";
    let application = applied(text);
    let verdicts: Vec<Verdict> = application.outcomes.iter().map(|outcome| outcome.verdict).collect();
    assert_eq!(verdicts, [Verdict::Applied, Verdict::Refused]);
    assert!(application.outcomes[1].notes[0].contains("Kindly reconsider operative paragraph 4."));
}

#[test]
fn doubts_are_told() {
    for (text, note) in [
        (
            "In operative paragraph 1, replace “Takes note” with “Welcomes”.",
            "“Welcomes of” may be ungrammatical; applied as written",
        ),
        ("In operative paragraph 4, after “report”, insert “, yearly;”.\n\n", ""),
        ("In operative paragraph 1, replace “takes note of” with “welcomes”.", "is found with other capitals"),
        (
            "1. Replace “Ruritania” with “Zenda” in the operative paragraphs.\n\n2. In operative paragraph 4, replace “keepers of Ruritania” with “keepers of Zenda”.",
            "already reads so",
        ),
        ("In operative paragraph 1, replace “Takes note” with “Takes note”.", "already reads so"),
        ("Delete operative paragraph 5 reading:\n\nDecides to go home.", "does not read as the amendment prints it"),
        (
            "After operative paragraph 4, insert two new operative paragraphs reading:\n\nThanks the pilots;",
            "2 new paragraphs are announced and 1 printed",
        ),
    ] {
        let application = applied(text);
        assert_eq!(application.refused().count(), 0, "{text}: {:?}", application.outcomes);
        let notes: Vec<&String> = application.outcomes.iter().flat_map(|outcome| &outcome.notes).collect();
        assert!(note.is_empty() || notes.iter().any(|shown| shown.contains(note)), "{text}: {notes:?}");
    }
}

#[test]
fn several_amendments_are_applied_to_one_draft() {
    let apply = |texts: &[&str]| {
        let amendments: Vec<_> = texts.iter().map(|text| amendment(text)).collect();
        travaux::apply(&draft(), &amendments)
    };
    // two that do not touch each other, in any order
    let (first, second) =
        ("In operative paragraph 1, replace “Takes note of” with “Welcomes”.", "Delete operative paragraph 4.");
    assert_eq!(lines(&apply(&[first, second]).resolution), lines(&apply(&[second, first]).resolution));
    // the same words: the first one counts
    let other = "In operative paragraph 1, replace “Takes note of” with “Notes”.";
    let overlap = apply(&[first, other]);
    assert_eq!(overlap.outcomes[1].verdict, Verdict::Refused);
    assert_eq!(overlap.outcomes[1].notes, ["these words of operative paragraph 1 are changed by amendment 1"]);
    // the same change twice is moot, and so is one in a paragraph that is no more
    assert_eq!(apply(&[first, first]).outcomes[1].verdict, Verdict::Moot);
    assert_eq!(apply(&[second, second]).outcomes[1].verdict, Verdict::Moot);
    let gone = apply(&[second, "In operative paragraph 4, delete “the keepers of”."]);
    assert_eq!(gone.outcomes[1].notes, ["operative paragraph 4 is deleted by amendment 1"]);
    // new paragraphs in one place stand in the order of the amendments
    let new = |name: &str| {
        format!("After operative paragraph 4, insert a new operative paragraph reading:\n\nThanks {name};")
    };
    let both = lines(&apply(&[&new("Ada"), &new("Bo")]).resolution);
    assert_eq!(both[9..11], ["OP5 Thanks Ada;", "OP6 Thanks Bo;"]);
}

#[test]
fn two_amendments_at_one_place_are_told() {
    let fog = "In operative paragraph 2, after “at dusk”, insert “and in fog”.";
    let plan = "After operative paragraph 4, insert a new operative paragraph reading:\n\nThanks the pilots;";
    let rewrite = "Replace operative paragraph 5 with the following text:\n\nDecides to rest.";
    for (first, second, verdict, note) in [
        (fog, fog, Verdict::Moot, "operative paragraph 2 already reads so"),
        (
            fog,
            "In operative paragraph 2, before “, and to tend”, insert “and in fog”.",
            Verdict::Moot,
            "operative paragraph 2 already reads so",
        ),
        (
            fog,
            "In operative paragraph 2, replace “at dusk” with “at dusk and in fog”.",
            Verdict::Moot,
            "operative paragraph 2 already reads so",
        ),
        (
            "In operative paragraph 2, replace “at dusk” with “at dusk and in fog”.",
            fog,
            Verdict::Moot,
            "operative paragraph 2 already reads so",
        ),
        (
            fog,
            "In operative paragraph 2, after “at dusk”, insert “on Sundays”.",
            Verdict::Applied,
            "operative paragraph 2: amendment 1 puts in “and in fog” at the same place; both are there now",
        ),
        (
            "At the end of operative paragraph 4, insert “and to all”.",
            "At the end of operative paragraph 4, insert “and to all”.",
            Verdict::Moot,
            "operative paragraph 4 already reads so",
        ),
        (plan, plan, Verdict::Moot, "the new text stands there already"),
        (
            plan,
            "Before operative paragraph 5, insert a new operative paragraph reading:\n\nThanks the pilots;",
            Verdict::Moot,
            "the new text stands there already",
        ),
        (
            plan,
            "After operative paragraph 4, insert a new operative paragraph reading:\n\nThanks the towers;",
            Verdict::Applied,
            "amendment 1 puts in a paragraph at the same place; both are there now",
        ),
        (rewrite, rewrite, Verdict::Moot, "operative paragraph 5 already reads so"),
        (
            rewrite,
            "Replace operative paragraph 5 with the following text:\n\nDecides to wait.",
            Verdict::Applied,
            "operative paragraph 5 was also changed by amendment 1, which has no effect there",
        ),
        (
            "In the title, replace “light” with “lamp”.",
            "In the title, replace “light” with “lamp”.",
            Verdict::Moot,
            "the title already reads so",
        ),
        (fog, "In operative paragraph 2, after “until dawn”, insert “and in fog”.", Verdict::Applied, ""),
    ] {
        let application = travaux::apply(&draft(), &[amendment(first), amendment(second)]);
        let outcome = &application.outcomes[1];
        assert_eq!((outcome.verdict, outcome.notes.join(" | ").as_str()), (verdict, note), "{first}\n{second}");
    }
    // one amendment may say the same twice
    let twice = format!("1. {plan}\n\n2. {plan}");
    assert!(applied(&twice).outcomes.iter().all(|outcome| outcome.verdict == Verdict::Applied));
}

#[test]
fn items_under_one_paragraph_are_read() {
    let text = "Amendment to draft resolution A/C.9/90/L.7\n\n1. In operative paragraph 2:\n\n(a) Delete “all”;\n\n(b) Replace \
                “dusk” with “noon”.\n\n2. Operative paragraph 5: delete the paragraph.";
    let application = applied(text);
    assert_eq!(application.outcomes[0].name, "amendment 1, instruction 1 (a)");
    assert!(lines(&application.resolution)[4].contains("Urges States to light the lamps at noon,"));
}

#[test]
fn an_amendment_is_no_resolution() {
    let text = "Ruritania: amendment to draft resolution A/C.9/90/L.7\n\nDelete operative paragraph 5.";
    let travaux::Reading::Amendment(read, _) = travaux::Reader::new().read_either(text).unwrap() else {
        panic!("read as a resolution");
    };
    assert_eq!((read.base.as_deref(), read.provisions.len()), (Some("A/C.9/90/L.7"), 1));
    assert!(matches!(travaux::Reader::new().read_either(DRAFT).unwrap(), travaux::Reading::Resolution(_)));
    assert_eq!(travaux::Reader::new().read_amendment(DRAFT).unwrap(), None);
}

#[test]
fn footnotes_go_with_their_words() {
    let draft =
        "The General Assembly,\n\n1. Notes the report;¹\n\n2. Notes the annex.²\n\n_____\n¹ A/90/1.\n² A/90/2.\n";
    let draft = travaux::resolution(draft.as_bytes()).unwrap();
    assert_eq!(draft.footnotes.len(), 2);
    let text =
        "Before operative paragraph 1, insert a new operative paragraph reading:\n\nNotes the plan;[1]\n\n[1] A/90/3.";
    let amended = travaux::apply(&draft, &[amendment(text)]).resolution;
    let notes: Vec<&str> = amended.footnotes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(notes, ["A/90/3.", "A/90/1.", "A/90/2."]);
    let marks: Vec<&str> =
        amended.paragraphs.iter().flat_map(|p| &p.footnote_refs).map(|mark| mark.marker.as_str()).collect();
    assert_eq!(marks, ["1", "2", "3"]);
    for (text, expected) in [
        ("In footnote 2, replace “90” with “91”.", &["1 A/90/1.", "2 A/91/2."][..]),
        ("Replace footnote 1 with the following text:\n\nSee A/90/8.", &["1 See A/90/8.", "2 A/90/2."]),
        ("Delete footnote 1.", &["1 A/90/2."]),
        ("In operative paragraph 2, delete footnote 2.", &["1 A/90/1."]),
        (
            "In operative paragraph 1, insert a footnote after “Notes” reading: “See A/90/9.”",
            &["1 See A/90/9.", "2 A/90/1.", "3 A/90/2."],
        ),
        (
            "In operative paragraph 1, replace “report” with “plan[7]”.\n\n[7] A/90/3.",
            &["1 A/90/3.", "2 A/90/1.", "3 A/90/2."],
        ),
    ] {
        let application = travaux::apply(&draft, &[amendment(text)]);
        assert_eq!(application.refused().count(), 0, "{text}: {:?}", application.outcomes);
        let notes = application.resolution.footnotes.iter().map(|note| format!("{} {}", note.mark, note.text));
        assert_eq!(notes.collect::<Vec<_>>(), expected, "{text}");
    }
    let none = travaux::apply(&draft, &[amendment("Delete footnote 3.")]);
    assert_eq!(none.outcomes[0].notes, ["there is no footnote 3; its footnotes are 1, 2"]);
    let less = travaux::apply(&draft, &[amendment("Delete operative paragraph 1.")]).resolution;
    assert_eq!(less.footnotes.len(), 1);
}

#[test]
fn a_redline_names_the_instruction_behind_each_change() {
    let text =
        "1. In operative paragraph 1, replace “Takes note of” with “Welcomes”.\n\n2. Delete operative paragraph 4.";
    let application = applied(text);
    let comparison = travaux::redline(draft(), application);
    let named: Vec<String> = comparison
        .changes
        .iter()
        .flat_map(|change| &change.reasons)
        .filter(|reason| reason.code == travaux::model::ReasonCode::Amendment)
        .map(|reason| reason.text.clone())
        .collect();
    assert_eq!(named, ["amendment 1, instruction 1", "amendment 1, instruction 2"]);
}

#[test]
fn brackets_are_found_in_the_text_as_amended() {
    let draft = "The General Assembly,\n\n1. Decides to keep a register of lamps [open to the public][kept in secret];";
    let draft = travaux::resolution(draft.as_bytes()).unwrap();
    let deletion = amendment("In operative paragraph 1, delete “[kept in secret]”.");
    let amended = travaux::apply(&draft, &[deletion]).resolution;
    assert_eq!((draft.negotiation.brackets.len(), amended.negotiation.brackets.len()), (2, 1));
    assert!(travaux::report::json::resolution(&amended).contains("open to the public"));
}

#[test]
fn friendly_amendments_say_so() {
    for (text, expected) in [
        ("Amendment to Working Paper 1.2\n\nFriendly\n\nStrike clause 5.", Some(true)),
        ("Unfriendly amendment\n\nSponsors: Ruritania\n\nStrike clause 5.", Some(false)),
        ("Amendment to draft resolution 1.2\n\nType of amendment: unfriendly\n\nStrike clause 5.", Some(false)),
        ("Amendment to draft resolution 1.2\n\nFriendly / Unfriendly\n\nStrike clause 5.", None),
        ("Strike clause 5.", None),
    ] {
        let read = amendment(text);
        assert_eq!((read.is_friendly, read.provisions.len()), (expected, 1), "{text}");
    }
    let json = travaux::report::json::amendment(&amendment("Friendly amendment\n\nStrike clause 5."));
    assert!(json.contains("\"friendly\": true"), "{json}");
}

#[test]
fn tables_are_replaced_and_inserted() {
    let draft = "# Costs\n\nThe General Assembly,\n\n1. Takes note of the costs below:\n\n| Lamps | 100 |\n|---|---|\n| Oil | 20 |\n\n\
                 2. Decides to meet.\n";
    let draft = Reader::new().read(draft).unwrap();
    let tables = |resolution: &travaux::model::Resolution| -> Vec<String> {
        let tables = resolution.paragraphs.iter().filter(|paragraph| paragraph.part == travaux::model::Part::Table);
        tables.map(|table| table.text.clone()).collect()
    };
    let base = tables(&draft);
    assert_eq!(base.len(), 1, "{draft:#?}");
    for (text, expected) in [
        (
            "Replace the first table with the following table:\n\nLamps | 300\n\nOil | 20",
            vec!["Lamps | 300\nOil | 20".to_owned()],
        ),
        ("Delete the first table.", vec![]),
        (
            "After operative paragraph 2, insert a new table reading:\n\n1. | Glass | 4",
            vec![base[0].clone(), "1. | Glass | 4".to_owned()],
        ),
    ] {
        let application = travaux::apply(&draft, &[amendment(text)]);
        assert_eq!(application.refused().count(), 0, "{text}: {:?}", application.outcomes);
        assert_eq!(tables(&application.resolution), expected, "{text}");
    }
}
