//! The history of several versions, in every format, and what can be wrong with the versions.

use std::fs;

use super::run::{place, travaux};

const FIRST: &str = "A/C.9/90/L.4\n\nKeeping of lighthouses\n\nThe General Assembly,\n\nRecalling the Charter,\n\n\
                     1. Requests the keepers of every lighthouse to light the lamps before nightfall;\n\n\
                     2. Thanks the crews who reported drifting ice and lost buoys;\n\n3. Decides to meet.\n";

fn second() -> String {
    FIRST.replace("L.4", "L.9").replace("2. Thanks the crews who reported drifting ice and lost buoys;\n\n3.", "2.")
}

fn third() -> String {
    FIRST.replace("L.4", "L.12").replace("before nightfall", "in good time before nightfall")
}

#[test]
fn every_format_tells_what_came_back() {
    let place = place(&[("1.txt", FIRST), ("2.txt", &second()), ("3.txt", &third())]);
    for (options, words) in [
        ("", &["A/C.9/90/L.9: dropped; A/C.9/90/L.12: revived", "PP1 unchanged since A/C.9/90/L.4"][..]),
        ("--blame", &["lighthouse to light the lamps {3: in good time} before nightfall"]),
        ("-f markdown", &["1 came back after an absence", "- **OP2** from A/C.9/90/L.4"]),
        ("-f markdown --blame", &["lamps <ins>in good time</ins><sup>3</sup> before"]),
        ("-f json", &["\"format\": \"travaux/history/1\"", "\"kind\": \"revived\""]),
        ("-f html", &["History: A/C.9/90/L.4 → A/C.9/90/L.12", "data-o=\"3\" data-p=\"2\">in good time</span>"]),
        ("-f csv", &["A/C.9/90/L.4,A/C.9/90/L.9,A/C.9/90/L.12,Remark"]),
    ] {
        let ran = travaux(&place, &format!("history 1.txt 2.txt 3.txt --width 120 {options}"));
        assert_eq!(ran.code, Some(1), "{options}: {}", ran.complaint);
        words.iter().for_each(|words| assert!(ran.report.contains(words), "{options}: {words}\n{}", ran.report));
    }
    let ran = travaux(&place, "history 1.txt 2.txt 3.txt -o table.docx");
    assert_eq!(ran.code, Some(1), "{}", ran.complaint);
    let word = travaux::resolution(&fs::read(place.path().join("table.docx")).unwrap()).unwrap();
    for words in ["in good time", "Remark", "A/C.9/90/L.9: dropped; A/C.9/90/L.12: revived"] {
        assert!(word.paragraphs.iter().any(|paragraph| paragraph.text.contains(words)), "{words}: {word:?}");
    }
}

#[test]
fn versions_that_are_wrong_are_named_and_nothing_is_written() {
    let swapped = FIRST.replace("L.4", "L.99");
    let place = place(&[("1.txt", FIRST), ("2.txt", &second()), ("3.txt", &third()), ("damaged.pdf", "%PDF-1.7 no")]);
    fs::write(place.path().join("swapped.txt"), swapped).unwrap();
    let amendment = "In operative paragraph 1, replace “Requests” with “Invites”.\n\nDelete operative paragraph 2.\n";
    fs::write(place.path().join("amendment.txt"), amendment).unwrap();
    for (arguments, complaint) in [
        ("history 1.txt", "a history needs at least two versions; 1.txt has fewer"),
        ("history gone", "gone: no such file; check the name"),
        ("history --git . -o out.md", ".: is a folder; give the file whose commits are the versions"),
        ("history --git 1.txt -o out.md", "1.txt: "),
        ("history 1.txt 2.txt 1.txt -o out.md", "1.txt: is the same file as 1.txt; give every version once"),
        ("history 1.txt gone.txt -o out.md", "gone.txt: no such file; check the name"),
        ("history 1.txt damaged.pdf -o out.md", "damaged.pdf: "),
        ("history 1.txt 2.txt -f csv --blame -o out.md", "--blame is for text, Markdown, HTML and JSON"),
        ("history 1.txt amendment.txt -o out.md", "amendment.txt: is an amendment, not a version of a text"),
    ] {
        let ran = travaux(&place, arguments);
        assert_eq!(ran.code, Some(2), "{arguments}: {}", ran.report);
        assert!(ran.complaint.contains(complaint), "{arguments}: {}", ran.complaint);
        assert!(!place.path().join("out.md").exists() && ran.report.is_empty(), "{arguments}");
    }
    let ran = travaux(&place, "history 1.txt swapped.txt 2.txt --width 120");
    assert!(ran.report.contains("The files may be swapped: the first is A/C.9/90/L.99"), "{}", ran.report);
    fs::write(place.path().join("12-dec-2030.txt"), FIRST.replace("A/C.9/90/L.4\n\n", "")).unwrap();
    fs::write(place.path().join("23-oct-2030.txt"), second().replace("A/C.9/90/L.9\n\n", "")).unwrap();
    let ran = travaux(&place, "history 12-dec-2030.txt 23-oct-2030.txt --width 200");
    assert!(ran.report.contains("“12-dec-2030.txt” is later than “23-oct-2030.txt”"), "{}", ran.report);
    fs::copy(place.path().join("1.txt"), place.path().join("copy.txt")).unwrap();
    let ran = travaux(&place, "history 1.txt copy.txt");
    assert_eq!(ran.code, Some(0), "{}", ran.complaint);
    assert!(ran.report.contains("Versions 1 and 2 have the same text."), "{}", ran.report);
}

#[test]
fn a_folder_and_a_git_history_hold_versions() {
    let place = place(&[]);
    let folder = place.path().join("drafts");
    fs::create_dir(&folder).unwrap();
    for (name, text) in [("rev.10.txt", third()), ("rev.2.txt", second()), ("rev.1.txt", FIRST.to_owned())] {
        fs::write(folder.join(name), text).unwrap();
    }
    fs::write(folder.join("notes.xlsx"), "no draft").unwrap();
    let ran = travaux(&place, "history drafts --width 120");
    assert_eq!(ran.code, Some(1), "{}", ran.complaint);
    assert!(ran.report.contains("A/C.9/90/L.9: dropped; A/C.9/90/L.12: revived"), "{}", ran.report);
    if std::process::Command::new("git").arg("--version").output().is_err() {
        return;
    }
    let git = |arguments: &[&str]| {
        let mut command = std::process::Command::new("git");
        for name in ["GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"] {
            command.env(name, "/dev/null");
        }
        command
            .current_dir(&folder)
            .env_remove("GIT_DIR")
            .args(["-c", "user.name=A", "-c", "user.email=a@example.org"])
            .args(arguments);
        assert!(command.output().unwrap().status.success(), "{arguments:?}");
    };
    git(&["init", "-q"]);
    for (file, text) in [("text.txt", FIRST.to_owned()), ("text.txt", second()), ("final.txt", third())] {
        if file == "final.txt" {
            git(&["mv", "text.txt", file]);
            git(&["commit", "-q", "-m", "name"]);
        }
        fs::write(folder.join(file), text.replace("A/C.9/90/L.", "Draft ")).unwrap();
        git(&["add", file]);
        git(&["commit", "-q", "-m", "draft"]);
    }
    let ran = travaux(&place, "history --git drafts/final.txt -f json");
    assert_eq!(ran.code, Some(1), "{}", ran.complaint);
    let json: serde_json::Value = serde_json::from_str(&ran.report).unwrap();
    assert_eq!(json["versions"].as_array().unwrap().len(), 3, "{json}");
    assert!(json["versions"][0]["name"].as_str().unwrap().starts_with("final.txt ("), "{json}");
    assert!(ran.report.contains("\"kind\": \"revived\""), "{}", ran.report);
}

#[test]
fn a_typed_label_that_is_not_printed_any_more_is_typography() {
    let text = |[first, second, third]: [&str; 3]| {
        format!(
            "The General Assembly,\n\n{first}Recalling its resolution 80/12 on lamps,\n\n{second}Noting the reports of \
            the keepers,\n\n{third}Decides to light the lamps.\n"
        )
    };
    let typed = text(["PP1 ", "PP2 ", "OP1 "]);
    let place = place(&[("1.txt", &typed), ("2.txt", &text(["", "", "1. "])), ("3.txt", &typed.replace("OP1", "OP2"))]);
    let ran = travaux(&place, "diff 1.txt 2.txt --width 200");
    for words in
        ["Typographic differences only: 3 in 3 paragraph numbers", "PP1 → <nothing>: PP1, PP2\n", "OP1 → 1.: OP1\n"]
    {
        assert!(ran.report.contains(words), "{words}: {}", ran.report);
    }
    assert!(!ran.report.contains("renumbered"), "{}", ran.report);
    let ran = travaux(&place, "history 1.txt 2.txt --width 200");
    assert!(ran.report.contains("PP1–PP2 unchanged since 1.txt"), "{}", ran.report);
    // Another number is no typography.
    let ran = travaux(&place, "diff 1.txt 3.txt --width 200");
    assert!(ran.report.contains("1 operative paragraph renumbered"), "{}", ran.report);
}
