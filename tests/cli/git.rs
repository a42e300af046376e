//! The program as git's external diff, difftool and textconv, in real repositories. Without git it is skipped, aloud.

use std::fs;
use std::process::Command;

use tempfile::TempDir;

use super::run::{Ran, place};
use super::{NEW, OLD};

/// A repository with `old.txt` and more, committed, and the set-up of the README.
struct Repository {
    place: TempDir,
}

impl Repository {
    #[expect(clippy::print_stderr, reason = "a skipped test says so")]
    fn new(files: &[(&str, &str)]) -> Option<Repository> {
        if Command::new("git").arg("--version").output().is_err() {
            eprintln!("SKIPPED: there is no git");
            return None;
        }
        let repository = Repository { place: place(files) };
        let program = env!("CARGO_BIN_EXE_travaux");
        fs::write(repository.place.path().join(".gitattributes"), "*.txt diff=travaux\n").unwrap();
        for arguments in [
            &["init", "-q"][..],
            &["config", "diff.travaux.command", &format!("'{program}' diff")],
            &["config", "diff.travaux.textconv", &format!("'{program}' show -f text")],
            &["config", "difftool.travaux.cmd", &format!("'{program}' diff \"$LOCAL\" \"$REMOTE\"")],
            &["config", "difftool.prompt", "false"],
            &["add", "."],
            &["commit", "-qm", "first"],
        ] {
            let ran = repository.git(arguments, &[]);
            assert_eq!(ran.code, Some(0), "{arguments:?}: {}", ran.complaint);
        }
        Some(repository)
    }

    fn git(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Ran {
        let mut git = Command::new("git");
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "PAGER", "GIT_PAGER", "GIT_EXTERNAL_DIFF", "GIT_DIR"] {
            git.env_remove(name);
        }
        // Neither the user's nor the machine's settings.
        for (name, value) in [
            ("GIT_CONFIG_GLOBAL", "/dev/null"),
            ("GIT_CONFIG_SYSTEM", "/dev/null"),
            ("GIT_AUTHOR_NAME", "A"),
            ("GIT_AUTHOR_EMAIL", "a@example.org"),
            ("GIT_COMMITTER_NAME", "A"),
            ("GIT_COMMITTER_EMAIL", "a@example.org"),
        ] {
            git.env(name, value);
        }
        let output = git.args(arguments).envs(environment.iter().copied()).current_dir(self.place.path()).output();
        let output = output.unwrap();
        Ran {
            code: output.status.code(),
            report: String::from_utf8(output.stdout).unwrap(),
            complaint: String::from_utf8(output.stderr).unwrap(),
        }
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.place.path().join(name), text).unwrap();
    }

    /// Runs git, which must succeed.
    fn output(&self, arguments: &[&str]) -> String {
        let ran = self.git(arguments, &[]);
        assert_eq!((ran.code, ran.complaint.as_str()), (Some(0), ""), "{arguments:?}: {}", ran.report);
        ran.report
    }
}

#[test]
fn as_external_diff_every_file_is_shown() {
    let Some(repository) = Repository::new(&[("a.txt", OLD), ("b.txt", OLD), ("gone.txt", OLD)]) else { return };
    repository.write("a.txt", NEW);
    repository.write("b.txt", &format!("{NEW}\n3. Decides to part.\n"));
    repository.write("added.txt", NEW);
    fs::remove_file(repository.place.path().join("gone.txt")).unwrap();
    repository.output(&["add", "-A"]);
    let report = repository.output(&["diff", "HEAD", "--no-renames"]);
    for shown in [
        "diff a.txt\n",
        "\na.txt (c373d69) → a.txt (74e2b19)\n",
        "[-Takes note of-] {+Welcomes+} the report;",
        "\ndiff added.txt\n",
        "\nno file → added.txt (",
        "\ndiff b.txt\n",
        "+ OP3 added",
        "\ndiff gone.txt\n",
        "→ no file",
        "- old OP2 removed",
    ] {
        assert!(report.contains(shown), "{shown}: {report}");
    }
    assert!(report.starts_with("diff a.txt\n"), "{report}");
    // the same, asked for by the environment, with and without the name of the command
    for program in ["'$T' diff", "'$T'"] {
        let program = program.replace("$T", env!("CARGO_BIN_EXE_travaux"));
        let environment = [("GIT_EXTERNAL_DIFF", program.as_str())];
        let ran = repository.git(&["diff", "HEAD", "--no-renames"], &environment);
        assert_eq!((ran.code, ran.complaint.as_str()), (Some(0), ""));
        assert_eq!(ran.report, report);
    }
}

#[test]
fn as_external_diff_a_renamed_file_has_both_names() {
    let Some(repository) = Repository::new(&[("draft.txt", OLD)]) else { return };
    repository.output(&["mv", "draft.txt", "adopted.txt"]);
    repository.write("adopted.txt", NEW);
    let report = repository.output(&["diff", "HEAD", "-M"]);
    assert!(report.starts_with("diff draft.txt → adopted.txt\n"), "{report}");
    assert!(report.contains("→ adopted.txt (working tree)\n"), "{report}");
}

#[test]
fn the_exit_status_is_one_that_git_accepts() {
    let Some(repository) = Repository::new(&[("a.txt", OLD), ("same.txt", OLD)]) else { return };
    let program = env!("CARGO_BIN_EXE_travaux");
    repository.write("a.txt", NEW);
    assert_eq!(repository.git(&["diff"], &[]).code, Some(0));
    let trusted = ["-c", "diff.travaux.trustExitCode=true", "-c"];
    let command = format!("diff.travaux.command='{program}' diff --exit-code");
    for (path, code) in [("a.txt", 1), ("same.txt", 0)] {
        repository.write("same.txt", &OLD.replace("Recalling", "Recalling\n"));
        let run = [&trusted[..], &[&command, "diff", "--exit-code", path]].concat();
        let ran = repository.git(&run, &[]);
        assert_eq!((ran.code, ran.complaint.as_str()), (Some(code), ""), "{path}: {}", ran.report);
    }
    // a command of the attributes would be taken before that of the environment
    repository.write(".gitattributes", "");
    let environment = [("GIT_EXTERNAL_DIFF", program), ("GIT_EXTERNAL_DIFF_TRUST_EXIT_CODE", "true")];
    assert_eq!(repository.git(&["diff", "--exit-code", "a.txt"], &environment).code, Some(1));
}

#[test]
fn a_file_that_cannot_be_read_does_not_stop_git() {
    let Some(repository) = Repository::new(&[("a.txt", "\u{0}\u{1}\u{2}"), ("b.txt", OLD)]) else { return };
    repository.write("a.txt", "\u{0}\u{1}\u{3}");
    repository.write("b.txt", NEW);
    let report = repository.output(&["diff"]);
    assert!(report.contains("diff a.txt\ncannot compare a.txt: "), "{report}");
    assert!(report.contains("\ndiff b.txt\n"), "{report}");
}

#[test]
fn a_path_with_conflicts_is_named() {
    let Some(repository) = Repository::new(&[("a.txt", OLD)]) else { return };
    repository.output(&["checkout", "-qb", "side"]);
    repository.write("a.txt", NEW);
    repository.output(&["commit", "-qam", "side"]);
    repository.output(&["checkout", "-q", "-"]);
    repository.write("a.txt", &OLD.replace("Takes note of", "Regrets"));
    repository.output(&["commit", "-qam", "main"]);
    assert_eq!(repository.git(&["merge", "side"], &[]).code, Some(1));
    let report = repository.output(&["diff", "--ours"]);
    assert!(report.contains("* Unmerged path a.txt\n"), "{report}");
}

#[test]
fn as_difftool_the_versions_have_names() {
    let Some(repository) = Repository::new(&[("a.txt", OLD)]) else { return };
    // a command of the attributes would be taken before the tool
    repository.write(".gitattributes", "");
    repository.write("a.txt", NEW);
    repository.write("b.txt", NEW);
    repository.output(&["add", "-A"]);
    let report = repository.output(&["difftool", "-t", "travaux", "HEAD", "a.txt", "b.txt"]);
    assert!(report.contains("[-Takes note of-] {+Welcomes+} the report;"), "{report}");
    assert!(report.contains("\na.txt (before) → a.txt (after)\n"), "{report}");
    assert!(report.contains("\nno file → b.txt\n"), "{report}");
}

#[test]
fn as_textconv_paragraphs_are_lines() {
    let Some(repository) = Repository::new(&[("a.txt", &OLD.replace("its resolution", "its\nresolution"))]) else {
        return;
    };
    repository.write("a.txt", &NEW.replace("the report", "the\nreport"));
    let report = repository.output(&["diff", "--no-ext-diff"]);
    assert!(report.contains("\n-1. Takes note of the report;\n+1. Welcomes the report;\n"), "{report}");
    assert_eq!(report.matches("\n-").count(), 2, "the name and one line: {report}");
    // git log uses it without being asked
    repository.output(&["commit", "-qam", "second"]);
    assert!(repository.output(&["log", "-p", "-1"]).contains("\n+1. Welcomes the report;\n"));
}

#[test]
fn under_the_pager_of_git_there_is_colour_and_width() {
    let Some(repository) = Repository::new(&[("a.txt", OLD)]) else { return };
    repository.write("a.txt", &NEW.replace("the report", &"the report of the Secretary-General ".repeat(9)));
    let pager = [("GIT_PAGER_IN_USE", "1"), ("COLUMNS", "100")];
    let report = repository.git(&["diff"], &pager).report;
    assert!(report.contains("\u{1b}[1mdiff a.txt"), "{report}");
    let widest = report.lines().filter(|line| line.starts_with("    ")).map(|line| line.chars().count()).max();
    assert!(widest.is_some_and(|columns| columns > 80), "{widest:?}: {report}");
    let plain = repository.git(&["diff"], &[pager[0], pager[1], ("NO_COLOR", "1")]).report;
    assert!(!plain.contains('\u{1b}'), "{plain}");
}
