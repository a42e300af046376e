//! The changelog of several versions, in every format.

use std::fs;

use super::run::{place, travaux};

const FIRST: &str = "A/C.9/90/L.4\n\nKeeping of lighthouses\n\nThe General Assembly,\n\nRecalling the Charter,\n\n\
                     1. Requests the keepers to light the lamps;\n\n2. Thanks the keepers.\n";

/// A changelog of three versions: what each must hold of the steps and of all of them together.
#[test]
fn three_versions_have_an_overall_list_first_in_every_format() {
    let second = FIRST.replace("Requests the", "Invites the");
    let third = second.replace("2. Thanks the keepers.", "2. Thanks the keepers;\n\n3. Decides to build a tower.");
    let place = place(&[("1.txt", FIRST), ("2.txt", &second), ("3.txt", &third)]);
    for (format, overall) in [
        ("markdown", "# Overall: 1.txt → 3.txt"),
        ("terminal", "Overall: 1.txt → 3.txt"),
        ("html", "Overall: 1.txt → 3.txt"),
        ("json", "\"overall\": {"),
    ] {
        let ran = travaux(&place, &format!("changelog 1.txt 2.txt 3.txt -f {format}"));
        assert_eq!(ran.code, Some(1), "{}", ran.complaint);
        let report = &ran.report;
        let position = |words: &str| report.find(words).unwrap_or_else(|| panic!("{format}: {words}\n{report}"));
        let quote = if format == "json" { "“Requests” becomes “Invites” (weaker)" } else { "(weaker)" };
        assert!(position(overall) < position(quote).min(position("Decides to build")), "{report}");
        let once = report.matches("Decides to build a tower").count();
        assert!(once >= 2, "{format}: the step and the whole tell the new paragraph\n{report}");
    }
    let two = travaux(&place, "changelog 1.txt 2.txt");
    assert!(
        !two.report.contains("Overall") && two.report.contains("Subject: Keeping of lighthouses"),
        "{}",
        two.report
    );
    let ran = travaux(&place, "changelog 1.txt 2.txt 3.txt -o note.docx");
    assert_eq!(ran.code, Some(1), "{}", ran.complaint);
    let word = travaux::resolution(&fs::read(place.path().join("note.docx")).unwrap()).unwrap();
    let text: String = word.paragraphs.iter().map(|paragraph| format!("{}\n", paragraph.text)).collect();
    assert!(text.contains("becomes “Invites” (weaker)") && text.contains("Decides to build a tower"), "{text}");
}

/// What came and went on the way is in the balance once, in a line of its own.
#[test]
fn what_was_added_and_dropped_again_has_its_own_line() {
    let clause = "3. Invites coastal towns to lend rowing boats and sturdy ropes for rescues.";
    let second = FIRST.replace("2. Thanks the keepers.", &format!("2. Thanks the keepers;\n\n{clause}"));
    let third = FIRST.replace("to light", "promptly to light");
    let place = place(&[("1.txt", FIRST), ("2.txt", &second), ("3.txt", &third)]);
    for format in ["markdown", "terminal", "html", "json"] {
        let ran = travaux(&place, &format!("changelog 1.txt 2.txt 3.txt -f {format} --width 200"));
        let report = &ran.report;
        let end = report.find("1.txt → 2.txt").or(report.find("\"steps\"")).unwrap();
        let overall = &report[..end];
        assert!(overall.contains("Added and dropped again"), "{format}: {report}");
        assert!(overall.contains("Added in 2.txt as OP3, dropped in 3.txt: “Invites coastal"), "{format}: {report}");
        assert_eq!(overall.matches("Invites coastal").count(), 1, "{format}: {report}");
    }
    let two = travaux(&place, "changelog 2.txt 3.txt");
    assert!(!two.report.contains("dropped again"), "{}", two.report);
}
