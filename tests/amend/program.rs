//! The commands: files, exit codes, messages.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const DRAFT: &str = include_str!("draft.txt");

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_travaux")).current_dir(folder).args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn nothing_is_written_where_an_instruction_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, content: &str| fs::write(folder.path().join(name), content).unwrap();
    file("draft.txt", DRAFT);
    file("good.txt", "In operative paragraph 1, replace “Takes note of” with “Welcomes”.");
    file("bad.txt", "1. Delete operative paragraph 5.\n\n2. Delete operative paragraph 15.");
    file("none.txt", "This is a letter.");
    let good = run(folder.path(), &["apply", "draft.txt", "good.txt", "-f", "json"]);
    assert_eq!(good.status.code(), Some(0), "{}", text(&good.stderr));
    let json: serde_json::Value = serde_json::from_slice(&good.stdout).unwrap();
    assert_eq!(json["format"], "travaux/resolution/1");
    let bad = run(folder.path(), &["apply", "draft.txt", "bad.txt", "-o", "amended.md"]);
    assert_eq!(bad.status.code(), Some(1));
    assert!(!folder.path().join("amended.md").exists());
    let said = text(&bad.stderr);
    assert!(said.contains("instruction 2: not applied: there is no operative paragraph 15"), "{said}");
    assert!(said.contains("1 of 2 instructions cannot be applied"), "{said}");
    let partial = run(folder.path(), &["apply", "draft.txt", "bad.txt", "--partial", "-o", "amended.md"]);
    assert_eq!(partial.status.code(), Some(1));
    assert!(!fs::read_to_string(folder.path().join("amended.md")).unwrap().contains("remain seized"));
    assert_eq!(run(folder.path(), &["apply", "draft.txt", "none.txt"]).status.code(), Some(2));
    assert_eq!(run(folder.path(), &["apply", "draft.txt", "missing.txt"]).status.code(), Some(2));
    let page = run(folder.path(), &["apply", "draft.txt", "good.txt", "-o", "red.html"]);
    assert_eq!(page.status.code(), Some(0));
    assert!(fs::read_to_string(folder.path().join("red.html")).unwrap().contains("Welcomes"));
}

#[test]
fn an_amendment_goes_through_files() {
    let folder = tempfile::tempdir().unwrap();
    let newer = DRAFT.replacen("Takes note of", "Welcomes", 1);
    fs::write(folder.path().join("old.txt"), DRAFT).unwrap();
    fs::write(folder.path().join("new.txt"), &newer).unwrap();
    for file in ["amendment.txt", "amendment.md", "amendment.docx"] {
        let written = run(folder.path(), &["amend", "old.txt", "new.txt", "-o", file]);
        assert_eq!(written.status.code(), Some(1), "{}", text(&written.stderr));
        let shown = run(folder.path(), &["show", file, "--no-pager"]);
        assert!(
            text(&shown.stdout).starts_with("An amendment to A/C.9/90/L.7: 1 instruction."),
            "{}",
            text(&shown.stdout)
        );
        // Programs get the paragraphs of any document.
        let shown = run(folder.path(), &["show", file, "-f", "json"]);
        assert!(text(&shown.stdout).contains("\"format\": \"travaux/resolution/1\""), "{}", text(&shown.stdout));
        let applied = run(folder.path(), &["apply", "old.txt", file, "-f", "text", "--no-pager"]);
        assert!(text(&applied.stdout).contains("1. Welcomes the report"), "{}", text(&applied.stdout));
    }
    assert_eq!(run(folder.path(), &["amend", "old.txt", "old.txt", "--no-pager"]).status.code(), Some(0));
    let json = run(folder.path(), &["amend", "old.txt", "new.txt", "-f", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["items"][0]["instructions"][0]["action"], "replace-words");
}

#[test]
fn an_amendment_is_no_version_of_a_text() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("draft.txt"), DRAFT).unwrap();
    fs::write(
        folder.path().join("amendment.txt"),
        "In operative paragraph 1, replace “Takes note of” with “Welcomes”.",
    )
    .unwrap();
    for arguments in [
        ["amend", "draft.txt", "amendment.txt"],
        ["amend", "amendment.txt", "draft.txt"],
        ["verify", "draft.txt", "amendment.txt"],
        ["verify", "amendment.txt", "draft.txt"],
        ["apply", "amendment.txt", "draft.txt"],
    ] {
        let refused = run(folder.path(), &arguments);
        assert_eq!((refused.status.code(), refused.stdout.is_empty()), (Some(2), true));
        let said = text(&refused.stderr);
        assert!(said.contains("amendment.txt: is an amendment, not a version of a text"), "{said}");
    }
}

#[test]
fn an_amendment_to_another_draft_is_announced() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("draft.txt"), DRAFT).unwrap();
    for (base, expected) in [
        ("A/C.9/90/L.8", Some("amends A/C.9/90/L.8, and this text is A/C.9/90/L.7")),
        ("A/C.9/90/L.7", None),
        ("A/C.9/90/L.7*", None),
    ] {
        let text_of = format!(
            "Amendment to draft resolution {base}\n\n1. In operative paragraph 1, replace “Takes note of” with “Welcomes”."
        );
        fs::write(folder.path().join("amendment.txt"), text_of).unwrap();
        let applied = run(folder.path(), &["apply", "draft.txt", "amendment.txt", "--no-pager"]);
        let said = text(&applied.stderr);
        assert_eq!(applied.status.code(), Some(0), "{said}");
        assert_eq!(said.contains("amends"), expected.is_some(), "{said}");
        assert!(said.contains(expected.unwrap_or_default()), "{said}");
    }
}

#[test]
fn verify_exits_with_what_it_found() {
    let folder = tempfile::tempdir().unwrap();
    let marked = DRAFT.replacen("Takes note of", "{~~Takes note of~>Welcomes~~}", 1);
    fs::write(folder.path().join("draft.txt"), DRAFT).unwrap();
    fs::write(folder.path().join("good.md"), &marked).unwrap();
    fs::write(folder.path().join("bad.md"), marked.replacen("at dusk", "at noon", 1)).unwrap();
    let good = run(folder.path(), &["verify", "draft.txt", "good.md", "--no-pager"]);
    assert_eq!((good.status.code(), text(&good.stdout).as_str()), (Some(0), "The marks show every change.\n"));
    let bad = run(folder.path(), &["verify", "draft.txt", "bad.md", "--no-pager"]);
    assert_eq!(bad.status.code(), Some(1));
    assert!(text(&bad.stdout).contains("OP2: changed without a mark: “dusk” → “noon”"), "{}", text(&bad.stdout));
    // no marks: the whole truth only where nothing is changed
    assert_eq!(run(folder.path(), &["verify", "draft.txt", "draft.txt"]).status.code(), Some(0));
    fs::write(folder.path().join("new.txt"), DRAFT.replacen("at dusk", "at noon", 1)).unwrap();
    let unmarked = run(folder.path(), &["verify", "draft.txt", "new.txt"]);
    assert_eq!(unmarked.status.code(), Some(1));
    assert!(text(&unmarked.stderr).contains("has no tracked changes"), "{}", text(&unmarked.stderr));
}
