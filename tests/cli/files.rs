//! Inputs, outputs and signals: no input is overwritten, an old file is replaced whole or not at all, and what an
//! argument holds never acts on the terminal.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use super::run::{Ran, place, travaux};
use super::{NEW, OLD};

/// Runs a line of bash, in which `$T` is the program.
#[cfg(unix)]
fn shell(place: &TempDir, script: &str) -> Ran {
    let mut shell = Command::new("bash");
    shell.args(["-c", script]).env("T", env!("CARGO_BIN_EXE_travaux")).current_dir(place.path());
    let output = shell.output().unwrap();
    Ran {
        code: output.status.code(),
        report: String::from_utf8(output.stdout).unwrap(),
        complaint: String::from_utf8(output.stderr).unwrap(),
    }
}

fn has_temporary_files(folder: &Path) -> bool {
    let mut entries = fs::read_dir(folder).unwrap();
    entries.any(|entry| entry.unwrap().file_name().to_string_lossy().starts_with(".travaux"))
}

#[cfg(unix)]
#[test]
fn no_name_of_an_input_overwrites_it() {
    let place = place(&[("old.txt", OLD), ("new.txt", NEW)]);
    fs::create_dir(place.path().join("folder")).unwrap();
    shell(&place, "ln old.txt hard.md; ln -s old.txt soft.md; ln -s soft.md softer.md; ln -s .. folder/up");
    let outputs = ["old.txt", "./old.txt", "folder/../old.txt", "folder/up/old.txt", "hard.md", "soft.md", "softer.md"];
    let inputs = [
        "diff old.txt new.txt",
        "diff new.txt folder/up/old.txt",
        "diff hard.md new.txt",
        "diff - new.txt < old.txt",
        "diff new.txt - < hard.md",
        "diff /dev/stdin new.txt < soft.md",
        "diff /dev/fd/3 new.txt 3< old.txt",
        "changelog new.txt new.txt old.txt",
        "changelog new.txt - new.txt < old.txt",
        "show old.txt",
        "show - < old.txt",
    ];
    for input in inputs {
        for output in outputs {
            let Ran { code, complaint, .. } = shell(&place, &format!("$T {input} -f markdown -o {output}"));
            assert_eq!(code, Some(2), "{input} -o {output}");
            assert!(complaint.starts_with(&format!("travaux: {output}: is one of the versions")), "{complaint}");
        }
    }
    for script in [
        "$T diff - new.txt -f markdown -o /dev/stdin < old.txt",
        "$T diff - new.txt -f markdown -o /dev/fd/0 < old.txt",
        "$T diff old.txt new.txt -f markdown -o /dev/fd/3 3<> old.txt",
        "$T diff old.txt new.txt -f markdown -o /dev/stdout >> old.txt",
        "$T diff old.txt new.txt >> old.txt",
        "$T diff - new.txt < old.txt 1<> hard.md",
        "$T diff old.txt new.txt -f docx 1<> old.txt",
    ] {
        let Ran { code, complaint, .. } = shell(&place, script);
        assert_eq!(code, Some(2), "{script}");
        assert!(complaint.contains(": is one of the versions"), "{script}: {complaint}");
    }
    assert_eq!(fs::read_to_string(place.path().join("old.txt")).unwrap(), OLD);
    // a file that is open, but none of the versions
    let ran = shell(&place, "cp old.txt other.txt; $T diff old.txt new.txt -f markdown -o other.txt < other.txt");
    assert_eq!((ran.code, ran.complaint.as_str()), (Some(1), ""));
}

#[cfg(unix)]
#[test]
fn a_base_is_not_overwritten() {
    let place = place(&[("old.txt", OLD), ("new.txt", NEW)]);
    let script = "$T diff old.txt new.txt -o base.docx; ln base.docx hard.docx; sum=$(cksum < base.docx)
        $T diff base.docx new.txt --as original --base -o hard.docx; code=$?
        test \"$sum\" = \"$(cksum < base.docx)\" && exit $code";
    assert_eq!(shell(&place, script).code, Some(2));
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_stays_one() {
    let place = place(&[("old.txt", OLD)]);
    fs::create_dir(place.path().join("folder")).unwrap();
    for (link, target, says) in [
        ("dangling.md", "missing.md", ""),
        ("away.md", "folder/missing.md", ""),
        ("lost.md", "nowhere/missing.md", "lost.md: no such directory"),
        ("circle.md", "circle.md", "circle.md: cannot be written: it is a symbolic link that leads back to itself"),
    ] {
        let path = place.path().join(link);
        std::os::unix::fs::symlink(target, &path).unwrap();
        let ran = travaux(&place, &format!("show old.txt -o {link}"));
        assert_eq!(ran.code, Some(if says.is_empty() { 0 } else { 2 }), "{link}: {}", ran.complaint);
        assert!(ran.complaint.contains(says), "{}", ran.complaint);
        assert_eq!(fs::read_link(&path).unwrap(), Path::new(target));
        let written = fs::read_to_string(place.path().join(target));
        assert_eq!(written.is_ok_and(|text| text.starts_with("# ")), says.is_empty());
    }
    // through a link in a folder, whose target is told from that folder
    std::os::unix::fs::symlink("first.md", place.path().join("folder/link.md")).unwrap();
    assert_eq!(travaux(&place, "show old.txt -o folder/link.md").code, Some(0));
    assert!(place.path().join("folder/first.md").is_file() && !has_temporary_files(place.path()));
}

#[cfg(unix)]
#[test]
fn a_replaced_file_keeps_its_owner_and_its_mode() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
    let place = place(&[("old.txt", OLD), ("report.md", "before")]);
    let report = place.path().join("report.md");
    let is_root = chown(&report, Some(12345), Some(12345)).is_ok();
    fs::set_permissions(&report, fs::Permissions::from_mode(0o444)).unwrap();
    let before = fs::metadata(&report).unwrap();
    let ran = travaux(&place, "show old.txt -o report.md");
    let after = fs::metadata(&report).unwrap();
    assert_eq!((after.uid(), after.gid(), after.mode()), (before.uid(), before.gid(), before.mode()));
    if is_root {
        assert_eq!(ran.code, Some(0), "{}", ran.complaint);
    } else {
        assert_eq!(ran.code, Some(2));
        assert!(ran.complaint.starts_with("travaux: report.md: permission denied"), "{}", ran.complaint);
        assert_eq!(fs::read_to_string(&report).unwrap(), "before");
    }
}

#[cfg(target_os = "linux")]
#[test]
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
fn a_file_of_another_owner_is_replaced_only_by_who_can_give_it_back() {
    use std::os::unix::fs::{PermissionsExt, chown};
    let place = place(&[("old.txt", OLD), ("report.md", "before")]);
    let report = place.path().join("report.md");
    if chown(&report, Some(12345), Some(12345)).is_err() {
        eprintln!("skipped: only root can make a file of another owner");
        return;
    }
    // the program is where others may not look
    fs::copy(env!("CARGO_BIN_EXE_travaux"), place.path().join("program")).unwrap();
    for path in [place.path(), &report] {
        fs::set_permissions(path, fs::Permissions::from_mode(0o777)).unwrap();
    }
    let script = "setpriv --reuid 54321 --regid 54321 --clear-groups ./program show old.txt -o report.md";
    let ran = shell(&place, script);
    if ran.complaint.contains("not found") {
        eprintln!("skipped: there is no setpriv");
        return;
    }
    assert_eq!(ran.code, Some(2));
    assert!(ran.complaint.contains("report.md: cannot be written: it belongs to another user"), "{}", ran.complaint);
    assert_eq!(fs::read_to_string(&report).unwrap(), "before");
    assert!(!has_temporary_files(place.path()));
}

#[cfg(unix)]
#[test]
fn a_write_that_fails_leaves_the_old_file_alone() {
    let place = place(&[("old.txt", &OLD.repeat(100)), ("report.json", "before")]);
    // a limit on file sizes stands for a full disk; it comes with a signal, which may be ignored
    for script in
        ["ulimit -f 4; $T show old.txt -o report.json", "trap '' XFSZ; ulimit -f 4; $T show old.txt -o report.json"]
    {
        let ran = shell(&place, script);
        assert_eq!(ran.code, Some(2), "{script}");
        assert!(ran.complaint.starts_with("travaux: report.json: cannot be written: "), "{}", ran.complaint);
        assert_eq!(fs::read_to_string(place.path().join("report.json")).unwrap(), "before");
        assert!(!has_temporary_files(place.path()));
    }
}

/// Signals come at any time, and best while there is a temporary file.
#[cfg(unix)]
#[test]
fn an_interruption_leaves_no_temporary_file() {
    use std::os::unix::process::ExitStatusExt;
    let place = place(&[("old.txt", &OLD.repeat(500)), ("new.txt", &NEW.repeat(500)), ("report.json", "before")]);
    for signal in ["INT", "TERM", "HUP"] {
        let mut program = Command::new(env!("CARGO_BIN_EXE_travaux"));
        program.args(["diff", "old.txt", "new.txt", "-o", "report.json"]).current_dir(place.path());
        let mut program = program.spawn().unwrap();
        while !has_temporary_files(place.path()) && program.try_wait().unwrap().is_none() {}
        // it may have ended by now, which is as good
        let _ = Command::new("kill").args([format!("-{signal}"), program.id().to_string()]).output().unwrap();
        let status = program.wait().unwrap();
        assert!(status.code() == Some(1) || status.signal().is_some(), "{status}");
        assert!(!has_temporary_files(place.path()), "after {signal}");
        let report = fs::read_to_string(place.path().join("report.json")).unwrap();
        assert!(report == "before" || report.ends_with("}\n"), "{}", report.len());
    }
}

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

#[test]
fn threads_of_the_environment_are_bounded() {
    let place = place(&[("old.txt", OLD), ("new.txt", NEW)]);
    let report = travaux(&place, "diff old.txt new.txt").report;
    for count in ["100000", "18446744073709551616", "0", "abc", "-1", "", "3"] {
        let environment = [("RAYON_NUM_THREADS", count), ("RAYON_RS_NUM_CPUS", count)];
        let ran = super::run::travaux_in(&place, "diff old.txt new.txt", &environment, "");
        assert_eq!((ran.code, ran.report), (Some(1), report.clone()), "{count}: {}", ran.complaint);
        assert_eq!(super::run::travaux_in(&place, "show old.txt", &environment, "").code, Some(0), "{count}");
    }
}
