//! What an argument holds never acts on the terminal.

use std::fs;
use std::process::Command;

use crate::run::place;
use crate::{NEW, OLD};

/// What terminals and readers of right-to-left text would act on.
const HOSTILE: &str = "\u{1b}[31m\u{9b}2J\u{202e}\u{2066}\n\t\u{7}";

#[test]
fn arguments_are_inert_in_messages() {
    let place = place(&[("old.txt", OLD), ("new.txt", NEW)]);
    let option = format!("--{HOSTILE}");
    let text = format!("{HOSTILE}.txt");
    for arguments in [
        &[HOSTILE][..],
        &[&option],
        &["diff", &option],
        &["diff", &text, "new.txt"],
        &["diff", "old.txt", "new.txt", HOSTILE],
        &["diff", "old.txt", "new.txt", "-f", HOSTILE],
        &["diff", "old.txt", "new.txt", "--width", HOSTILE],
        &["diff", "old.txt", "new.txt", "--date", HOSTILE],
        &["diff", "old.txt", "new.txt", "-o", HOSTILE],
        &["diff", "old.txt", "new.txt", "-f", "json", "-o", &format!("nowhere/{HOSTILE}")],
        &["changelog", &text, "new.txt"],
        &["man", HOSTILE],
        &["completions", HOSTILE],
    ] {
        let mut program = Command::new(env!("CARGO_BIN_EXE_travaux"));
        let output = program.args(arguments).env("CLICOLOR_FORCE", "1").current_dir(place.path()).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let complaint = String::from_utf8(output.stderr).unwrap();
        // colours are the program's own
        assert!(!complaint.contains("\u{1b}[31m\u{9b}"), "{complaint:?}");
        assert!(!complaint.contains(['\u{9b}', '\u{202e}', '\u{2066}', '\u{7}', '\t']), "{complaint:?}");
        assert!(complaint.contains("␛[31m<U+009B>2J<U+202E><U+2066>␊␉␇"), "{complaint:?}");
    }
}

#[cfg(unix)]
#[test]
fn names_of_files_are_inert_in_reports() {
    let place = place(&[("new.txt", NEW)]);
    let name = format!("{HOSTILE}.txt");
    fs::write(place.path().join(&name), OLD).unwrap();
    for more in [&["diff"][..], &["diff", "-f", "html"], &["diff", "-f", "csv", "--table"], &["changelog"]] {
        let mut program = Command::new(env!("CARGO_BIN_EXE_travaux"));
        program.args(more).args([&name, "new.txt", "--color", "never"]).current_dir(place.path());
        let report = String::from_utf8(program.output().unwrap().stdout).unwrap();
        assert!(!report.contains(['\u{1b}', '\u{9b}', '\u{202e}', '\u{2066}', '\u{7}']), "{more:?}: {report}");
        assert!(report.contains("␛"), "{more:?}: {report}");
    }
}
