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
