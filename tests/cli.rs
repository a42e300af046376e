//! The program as a script meets it: exit codes, messages, files, standard streams. What reports say is tested elsewhere.

mod changelog;
mod files;
mod git;
mod history;
mod negotiation;
mod run;

use std::fs;

use run::{Ran, place, travaux, travaux_reading};

const OLD: &str =
    "The General Assembly,\n\nRecalling its resolution 12/34,\n\n1. Takes note of the report;\n\n2. Decides to meet.\n";
const NEW: &str =
    "The General Assembly,\n\nRecalling its resolution 12/34,\n\n1. Welcomes the report;\n\n2. Decides to meet.\n";

/// Sessions in files: `TRYCMD=overwrite cargo test --test program sessions` writes the answers anew.
#[test]
fn sessions_are_answered_as_they_were() {
    trycmd::TestCases::new().env("NO_COLOR", "1").case("tests/cli/cases/*.trycmd");
}

#[test]
fn the_readme_shows_what_the_program_prints() {
    const ROOT: &str = env!("CARGO_MANIFEST_DIR");
    let readme = fs::read_to_string(format!("{ROOT}/README.md")).expect("the README");
    let mut sessions = readme.split("\n    $ travaux ").skip(1).peekable();
    assert!(sessions.peek().is_some());
    for session in sessions {
        let mut lines = session.lines();
        let arguments = lines.next().unwrap_or_default().replace("samples/", &format!("{ROOT}/samples/"));
        let shown: String = lines
            .take_while(|line| line.is_empty() || line.starts_with("    "))
            .fold(String::new(), |shown, line| shown + line.strip_prefix("    ").unwrap_or_default() + "\n");
        let ran = travaux(&place(&[]), &format!("{arguments} --width 80"));
        assert_eq!(shown.trim_end(), ran.report.trim_end(), "travaux {arguments}");
    }
}

#[test]
fn exit_codes_are_those_of_diff() {
    let place = place(&[("old.txt", OLD), ("new.txt", NEW), ("same.txt", OLD)]);
    for (arguments, code) in [
        ("diff old.txt same.txt", 0),
        ("diff old.txt new.txt", 1),
        ("diff old.txt new.txt -f json", 1),
        ("diff old.txt new.txt -f markdown", 1),
        ("changelog old.txt same.txt", 0),
        ("changelog old.txt same.txt new.txt", 1),
        ("show old.txt", 0),
        ("show old.txt --ledger", 0),
        ("schema", 0),
        ("completions bash", 0),
        ("man", 0),
        ("man diff", 0),
        ("--help", 0),
        ("--version", 0),
        ("", 2),
        ("diff", 2),
        ("diff old.txt", 2),
        ("diff old.txt new.txt -f html", 1),
        ("diff old.txt new.txt -f html --inline-styles", 1),
        ("diff old.txt new.txt -f csv --table", 1),
        ("diff old.txt new.txt -f markdown --table", 1),
        ("diff old.txt new.txt -f html --table", 1),
        ("diff old.txt new.txt --side-by-side --width 120", 1),
        ("diff old.txt new.txt --table", 2),
        ("diff old.txt new.txt -f json --table", 2),
        ("diff old.txt new.txt -f docx --date yesterday", 2),
        ("diff old.txt new.txt -f docx --date 2026-02-30", 2),
        ("changelog old.txt new.txt -f csv", 2),
        ("changelog old.txt new.txt -f html", 1),
        ("show old.txt -f docx", 2),
        ("diff old.txt new.txt -f pdf", 2),
        ("diff old.txt new.txt --width 3", 2),
        ("changelog old.txt", 2),
        ("man nonsense", 2),
        ("nonsense", 2),
    ] {
        let ran = travaux(&place, arguments);
        assert_eq!(ran.code, Some(code), "{arguments}: {}", ran.complaint);
        assert_eq!(ran.report.is_empty(), code == 2, "{arguments}");
        assert_eq!(ran.complaint.is_empty(), code != 2, "{arguments}: {}", ran.complaint);
    }
}

#[test]
fn what_stands_around_the_paragraphs_is_a_difference() {
    let place = place(&[
        ("old.txt", OLD),
        ("organ.txt", &OLD.replace("The General Assembly,", "The Security Council,")),
        ("meeting.txt", &format!("{OLD}\n64th plenary meeting\n19 December 2034\n")),
        ("later.txt", &format!("{OLD}\n65th plenary meeting\n20 December 2035\n")),
        ("part.txt", &format!("{OLD}\nII\n\nThe Trusteeship Council,\n\n1. Decides to pay.\n")),
        ("other.txt", &format!("{OLD}\nII\n\nThe Security Council,\n\n1. Decides to pay.\n")),
    ]);
    for (pair, shown) in [
        ("old.txt organ.txt", "The [-General Assembly-] {+Security Council+},"),
        ("old.txt meeting.txt", "+ closing line: 64th plenary meeting 19 December 2034"),
        ("meeting.txt later.txt", "[-64th-] {+65th+} plenary meeting"),
        ("meeting.txt old.txt", "- closing line: 64th plenary meeting 19 December 2034"),
        ("part.txt other.txt", "The [-Trusteeship-] {+Security+} Council,"),
    ] {
        let ran = travaux(&place, &format!("diff {pair}"));
        assert_eq!(ran.code, Some(1), "{pair}");
        assert!(ran.report.contains(shown), "{pair}: {}", ran.report);
        assert_eq!(travaux(&place, &format!("changelog {pair}")).code, Some(1), "{pair}");
    }
}

#[test]
fn endings_tell_pages_and_word_files() {
    let place = place(&[("old.txt", OLD), ("new.txt", NEW)]);
    for (arguments, file, begins) in [
        ("diff old.txt new.txt -o page.html", "page.html", "<!DOCTYPE html>".as_bytes()),
        ("diff old.txt new.txt -o redline.docx --author Ada --date 2026-11-24", "redline.docx", b"PK"),
        ("diff old.txt new.txt -o table.docx --table", "table.docx", b"PK"),
        ("diff old.txt new.txt -o table.csv", "table.csv", b"old.txt,new.txt,Remark"),
    ] {
        let ran = travaux(&place, arguments);
        assert_eq!((ran.code, ran.complaint.as_str()), (Some(1), ""), "{arguments}");
        assert!(fs::read(place.path().join(file)).unwrap().starts_with(begins), "{file}");
    }
    let again = travaux(&place, "diff redline.docx");
    assert_eq!(again.code, Some(1), "{}", again.complaint);
    assert!(again.report.contains("OP1 reworded"), "{}", again.report);
}

#[test]
fn trouble_is_one_line_that_names_the_file() {
    let place = place(&[
        ("old.txt", OLD),
        ("empty.txt", ""),
        ("binary.bin", "\u{0}\u{1}\u{2}\u{0}PK"),
        ("torn.pdf", "\u{0}\u{1}"),
    ]);
    fs::create_dir(place.path().join("folder")).unwrap();
    for (arguments, file, says) in [
        ("diff missing.txt old.txt", "missing.txt", "no such file"),
        ("diff old.txt folder", "folder", "is a directory"),
        ("show empty.txt", "empty.txt", "is empty"),
        ("diff old.txt binary.bin", "binary.bin", "unsupported binary file: use Word (.docx), PDF"),
        ("diff old.txt torn.pdf", "torn.pdf", "not a valid PDF (damaged download?)"),
        ("show missing\u{1b}[31m.txt", "missing␛[31m.txt", "no such file"),
        ("show old.txt -o nowhere/report.md", "nowhere/report.md", "no such directory"),
        ("show old.txt -o folder", "folder", "is a directory"),
        ("show old.txt -o folder -f json", "folder", "is a directory"),
        ("show old.txt -o report.pdf", "report.pdf", "unknown extension: use .txt, .md or .json, or"),
        ("show old.txt -o report.docx", "report.docx", "“travaux show” cannot produce .docx; use .txt, .md or .json"),
        ("verify old.txt old.txt -o marks.docx", "marks.docx", "“travaux verify” cannot produce .docx; use .txt"),
        ("diff old.txt empty.txt -o report.pdf", "report.pdf", "(for a PDF, write .html and print it)"),
        ("show old.txt -o old.txt", "old.txt", "one of the versions"),
        ("diff old.txt /dev/null -o report.pdf", "report.pdf", "unknown extension"),
        ("changelog old.txt old.txt -o changes.csv", "changes.csv", "“travaux changelog” cannot produce .csv"),
    ] {
        let Ran { code, report, complaint } = travaux(&place, arguments);
        assert_eq!((code, report.as_str()), (Some(2), ""), "{arguments}");
        assert_eq!(complaint.lines().count(), 1, "{complaint}");
        assert!(complaint.starts_with(&format!("travaux: {file}: ")), "{complaint}");
        assert!(complaint.contains(says), "{complaint}");
    }
    assert_eq!(fs::read_to_string(place.path().join("old.txt")).unwrap(), OLD);
}

#[test]
fn help_lists_only_what_a_command_can_write() {
    let place = place(&[]);
    for (command, formats) in [
        ("diff", &["terminal", "markdown", "json", "html", "docx", "csv"][..]),
        ("changelog", &["terminal", "markdown", "json", "html", "docx"]),
        ("show", &["terminal", "markdown", "json", "text"]),
    ] {
        let help = travaux(&place, &format!("{command} --help")).report;
        for format in ["terminal", "markdown", "json", "html", "docx", "csv", "text"] {
            assert_eq!(help.contains(&format!("- {format}: ")), formats.contains(&format), "{command}: {help}");
        }
    }
}

#[test]
fn more_than_two_versions_point_to_the_changelog() {
    let place = place(&[("old.txt", OLD)]);
    for (arguments, command) in [
        ("diff old.txt new.txt third.txt", "to compare 3 in sequence: travaux changelog old.txt new.txt third.txt\n"),
        ("diff a b c (d)", "to compare 4 in sequence: travaux changelog a b c '(d)'\n"),
        ("diff a b c d e f g", "to compare 7 in sequence: travaux changelog a b c d e f g\n"),
    ] {
        let ran = travaux(&place, arguments);
        assert_eq!(ran.code, Some(2));
        assert!(ran.complaint.ends_with(command), "{}", ran.complaint);
    }
}

#[test]
fn a_null_device_stands_for_no_file() {
    let place = place(&[("old.txt", OLD)]);
    let added = travaux(&place, "diff /dev/null old.txt");
    assert_eq!(added.code, Some(1), "{}", added.complaint);
    assert!(added.report.contains("\n+ OP2 added"), "{}", added.report);
    assert!(travaux(&place, "diff old.txt /dev/null").report.contains("\n- old OP2 removed"));
    assert_eq!(travaux(&place, "diff /dev/null /dev/null").code, Some(0));
}

#[test]
fn plain_text_reads_as_the_document_does() {
    let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/samples");
    for name in ["04-split-and-merge.before.txt", "05-chapeau-and-list.after.txt", "03-verbs-and-hedges.after.txt"] {
        let place = place(&[]);
        let original = format!("{samples}/{name}");
        let text = travaux(&place, &format!("show {original} -f text")).report;
        assert!(text.lines().skip(1).step_by(2).all(str::is_empty), "an empty line between two: {text}");
        let ran = travaux_reading(&place, &format!("diff {original} -"), &text);
        assert_eq!(ran.code, Some(0), "{name}: {}", ran.report);
    }
    let text = travaux(&place(&[]), &format!("show {samples}/20-long.after.txt -f text")).report;
    for line in [
        "Distr.: General",
        "    (b) The time for which the temporary light is needed.",
        "19 December 2029",
        "⁷ See www.example.org/keepers.",
    ] {
        assert!(text.contains(&format!("\n\n{line}\n")), "{line}: {text}");
    }
    let ran = travaux_reading(&place(&[]), &format!("diff {samples}/20-long.after.txt -"), &text);
    assert!(!ran.report.contains("footnote"), "{}", ran.report);
    assert!(text.contains("adopted at Valparaíso on 3 March 2024,¹ and the Protocol"), "{text}");
}

#[test]
fn an_amended_text_reads_as_it_was_written() {
    let new = NEW.replace("Takes note of", "Welcomes with appreciation");
    let place = place(&[("old.txt", OLD), ("new.txt", &new)]);
    assert_eq!(travaux(&place, "amend old.txt new.txt -o amendment.txt").code, Some(1));
    assert_eq!(travaux(&place, "apply old.txt amendment.txt -o amended.txt").code, Some(0));
    let ran = travaux(&place, "diff amended.txt new.txt");
    assert!(ran.report.starts_with("No difference in "), "{}", ran.report);
}

#[test]
fn standard_input_is_one_version_at_most() {
    let place = place(&[("old.txt", OLD), ("new.txt", NEW)]);
    let both = travaux_reading(&place, "diff - -", OLD);
    assert_eq!(both.code, Some(2));
    assert!(both.complaint.contains("standard input"), "{}", both.complaint);
    assert_eq!(travaux_reading(&place, "diff - new.txt", OLD).code, Some(1));
    assert_eq!(travaux_reading(&place, "diff old.txt -", OLD).code, Some(0));
    let empty = travaux_reading(&place, "show -", "");
    assert!(empty.complaint.starts_with("travaux: standard input: is empty"), "{}", empty.complaint);
}

#[test]
fn a_file_with_tracked_changes_is_two_versions() {
    let tracked = OLD.replace("Takes note of", "{~~Takes note of~>Welcomes~~}");
    let place = place(&[("old.txt", OLD), ("new.txt", NEW), ("tracked.md", &tracked)]);
    for (arguments, code) in [
        ("diff tracked.md", 1),
        ("diff tracked.md old.txt --as original", 0),
        ("diff tracked.md new.txt --as accepted", 0),
        ("diff tracked.md new.txt", 0),
        ("changelog tracked.md old.txt --as original", 0),
        ("show tracked.md --as original", 0),
        ("diff old.txt", 2),
        ("diff tracked.md --as original", 2),
        ("show tracked.md --as both", 2),
    ] {
        let ran = travaux(&place, arguments);
        assert_eq!(ran.code, Some(code), "{arguments}: {}", ran.complaint);
    }
    assert!(travaux(&place, "diff tracked.md").report.contains("tracked.md (original)"));
    assert!(travaux(&place, "show tracked.md").report.contains("taken as accepted"));
    assert!(!travaux(&place, "show tracked.md --as accepted").report.contains("taken as accepted"));
    let complaint = travaux(&place, "diff old.txt").complaint;
    assert!(complaint.starts_with("travaux: old.txt: has no tracked changes; give a second version"), "{complaint}");
}

#[test]
fn the_ending_of_the_output_tells_the_format() {
    let place = place(&[("old.txt", OLD), ("new.txt", NEW)]);
    for (file, more, begins) in [
        ("out.md", "", "# "),
        ("out.MD", "", "# "),
        ("out.json", "", "{"),
        ("out.txt", "", "One substantive change. OP1 (“Welcomes the report”): “Takes note of” becomes"),
        ("out.txt", "-f json", "{"),
        ("out", "-f markdown", "# "),
    ] {
        let ran = travaux(&place, &format!("diff old.txt new.txt -o {file} {more}"));
        assert_eq!((ran.code, ran.report.as_str()), (Some(1), ""), "{}", ran.complaint);
        let report = fs::read_to_string(place.path().join(file)).unwrap();
        // How many paragraphs there are is not this test's business.
        assert!(report.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(begins), "{report}");
    }
    let left = fs::read_dir(place.path())
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().starts_with(".travaux"));
    assert_eq!(left.count(), 0, "nothing half-written is left behind");
}

#[cfg(unix)]
#[test]
fn an_output_keeps_its_link_and_its_permissions() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let place = place(&[("old.txt", OLD), ("real.md", "before")]);
    let real = place.path().join("real.md");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o604)).unwrap();
    symlink("real.md", place.path().join("link.md")).unwrap();
    assert_eq!(travaux(&place, "show old.txt -o link.md").code, Some(0));
    assert!(fs::symlink_metadata(place.path().join("link.md")).unwrap().is_symlink());
    assert!(fs::read_to_string(&real).unwrap().starts_with("# "));
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o604);
}

#[test]
fn colour_is_decided_by_option_then_environment() {
    let place = place(&[("old.txt", OLD), ("new.txt", NEW)]);
    for (arguments, environment, coloured) in [
        ("", &[][..], false),
        ("--color always", &[][..], true),
        ("--color always", &[("NO_COLOR", "1")][..], true),
        ("", &[("CLICOLOR_FORCE", "1")][..], true),
        ("", &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")][..], false),
        ("--color never", &[("CLICOLOR_FORCE", "1")][..], false),
        ("-f markdown --color always", &[][..], false),
    ] {
        let ran = run::travaux_in(&place, &format!("diff old.txt new.txt {arguments}"), environment, "");
        assert_eq!(ran.report.contains('\u{1b}'), coloured, "{arguments} {environment:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_trouble_and_a_full_disk_is() {
    let place = place(&[("old.txt", &OLD.repeat(4000)), ("new.txt", &NEW.repeat(4000))]);
    let program = env!("CARGO_BIN_EXE_travaux");
    let shell = |script: &str| {
        let mut shell = std::process::Command::new("bash");
        shell.args(["-c", script]).env("T", program).current_dir(place.path());
        let output = shell.output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (code, complaint) = shell("$T show old.txt | head -1 > /dev/null; exit ${PIPESTATUS[0]}");
    assert_eq!((code, complaint.as_str()), (Some(0), ""));
    if std::path::Path::new("/dev/full").exists() {
        let (code, complaint) = shell("$T show old.txt > /dev/full");
        assert_eq!(code, Some(2));
        assert!(complaint.starts_with("travaux: standard output: "), "{complaint}");
    }
}

#[test]
fn pages_are_told_where_files_have_them() {
    let paged = OLD.replace("2. Decides", "\u{c}2. Decides");
    let place = place(&[("old.txt", OLD), ("paged.txt", &paged), ("new.txt", &paged.replace("to meet", "to part"))]);
    for (arguments, expected) in [
        ("diff paged.txt new.txt --pages", "OP2 reworded, p. 2 [substantive]\n"),
        ("diff old.txt new.txt --pages", "OP2 reworded, p. 2 [substantive]\n"),
        ("diff new.txt old.txt --pages", "OP2 reworded, old p. 2 [substantive]\n"),
        ("diff new.txt old.txt --pages -f markdown", "**OP2** reworded, old p. 2 (substantive)"),
        ("changelog paged.txt new.txt --pages", "**OP2**, p. 2: "),
        ("changelog paged.txt new.txt --pages -f terminal", "OP2, p. 2: "),
        ("changelog paged.txt new.txt -f json", "\"page\": \"p. 2\""),
        ("show paged.txt", "\np. 2\nOP2"),
        ("show paged.txt -f markdown", "- **OP2** (p. 2) 2. "),
        ("show paged.txt -f json", "\"page\": 2"),
        ("show old.txt -f json", "\"page\": null"),
    ] {
        let report = travaux(&place, arguments).report;
        assert!(report.contains(expected), "{arguments}: {report}");
    }
    assert!(!travaux(&place, "diff paged.txt new.txt").report.contains("p. 2"));
}

#[test]
fn a_filter_says_what_it_leaves_out() {
    let place = place(&[("old.txt", OLD), ("new.txt", NEW)]);
    for (arguments, says) in [
        ("diff old.txt new.txt --only substantive", "Only substantive; left out: 2 unchanged."),
        ("diff old.txt new.txt --only routine -f markdown", "Only routine and above; left out: 2 unchanged."),
        ("diff old.txt new.txt --only editorial -f csv", "Only editorial and above; left out: 2 unchanged."),
        ("changelog old.txt new.txt --only substantive", "Only substantive; left out: 2 unchanged."),
        ("diff old.txt new.txt --stat", "“Takes note of” becomes “Welcomes” (stronger)"),
        ("diff old.txt new.txt --stat -f markdown", "| reworded | 1 | 1 |"),
        ("diff old.txt new.txt --stat -f csv", "reworded,1,1"),
        ("diff old.txt new.txt --concordance", "OP1  OP1  reworded   substantive"),
        ("diff old.txt new.txt --concordance -f markdown", "| OP1 | OP1 | reworded | substantive |"),
        ("diff old.txt new.txt --concordance -f csv --only substantive", "OP1,OP1,reworded,substantive"),
        ("diff old.txt new.txt --concordance -f csv --only substantive", "left out: 2 unchanged"),
    ] {
        let ran = travaux(&place, arguments);
        assert!(ran.report.contains(says), "{arguments}: {}{}", ran.report, ran.complaint);
        assert_eq!(ran.code, Some(1), "a filter does not make texts the same");
    }
    for (arguments, says) in [
        ("--only routine -f json", "--only cannot be used with JSON, which is always complete"),
        ("--only routine -o red.docx", "--only cannot be used with tracked changes, because"),
        ("--stat -f json", "--stat cannot produce .json; use --format terminal, markdown or csv"),
        ("--concordance -o page.html", "--concordance cannot produce .html"),
        ("--table", "--table cannot produce .txt; use --format html, docx, markdown or csv"),
    ] {
        let ran = travaux(&place, &format!("diff old.txt new.txt {arguments}"));
        assert_eq!(ran.code, Some(2), "{arguments}");
        assert!(ran.complaint.starts_with(&format!("travaux: {says}")), "{}", ran.complaint);
    }
    assert_eq!(travaux(&place, "diff old.txt new.txt --only routine -o table.docx --table").code, Some(1));
    let verb = OLD.replace("Recalling", "Recalling also").replace("Decides to meet", "Decides to part");
    fs::write(place.path().join("new.txt"), verb).unwrap();
    for (format, is_left_out) in [("html", false), ("html --inline-styles", true), ("html --table", true)] {
        let page = travaux(&place, &format!("diff old.txt new.txt --only substantive -f {format}")).report;
        assert_eq!(page.contains("left out: 1 editorial, 1 unchanged."), is_left_out, "{format}: {page}");
        // the page has all of it, and its filter hides some
        assert_eq!(page.contains("Only substantive; 1 other change hidden."), !is_left_out, "{format}: {page}");
        assert_eq!(page.matches("data-weight=\"editorial\" hidden>").count(), usize::from(!is_left_out));
    }
}

#[test]
fn an_overview_fits_one_screen() {
    let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/samples");
    let many = |verb: &str| {
        let items =
            (1..200).map(|number| format!("{number}. {verb} the “report of committee {number}” on lights;\n\n"));
        format!("The General Assembly,\n\n{}", items.collect::<String>())
    };
    let place = place(&[("old.txt", &many("Welcomes")), ("new.txt", &many("Notes, in the light of all of it,"))]);
    let pairs =
        ["18-what-it-means", "20-long"].map(|name| format!("{samples}/{name}.before.txt {samples}/{name}.after.txt"));
    for pair in pairs.iter().map(String::as_str).chain(["old.txt new.txt"]) {
        let report = travaux(&place, &format!("diff {pair} --stat --width 80")).report;
        assert!(report.lines().count() <= 23, "{report}");
        assert!(report.lines().all(|line| line.chars().count() <= 80), "{report}");
        assert_eq!(report.matches('“').count(), report.matches('”').count(), "{report}");
    }
    let report = travaux(&place, "diff old.txt new.txt --stat").report;
    let listed = report.lines().filter(|line| line.starts_with("substantive  OP")).count();
    assert!(report.contains(&format!("\n… and {} more changes.", 199 - listed)), "{report}");
    assert!(listed >= 3, "{report}");
}

#[test]
fn an_option_of_another_format_is_refused() {
    let place = place(&[("old.txt", OLD), ("new.txt", NEW)]);
    for (arguments, says) in [
        ("--base", "--base is for Word files; use --format docx or -o FILE.docx"),
        ("--no-comments -o page.html", "--no-comments is for Word files"),
        ("--typography -f markdown", "--typography is for Word files"),
        ("--author Ada --stat", "--author is for Word files"),
        ("--date 2026-11-24 -f csv", "--date is for Word files"),
        ("--inline-styles -o red.md", "--inline-styles is for HTML; use --format html or -o FILE.html"),
    ] {
        let ran = travaux(&place, &format!("diff old.txt new.txt {arguments}"));
        assert_eq!(ran.code, Some(2), "{arguments}");
        assert!(ran.complaint.starts_with(&format!("travaux: {says}")), "{}", ran.complaint);
    }
}
