//! Runs the program in a place of its own, with nothing of the environment that could sway it.

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// What came of it.
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) report: String,
    pub(crate) complaint: String,
}

/// A directory with files in it.
pub(crate) fn place(files: &[(&str, &str)]) -> TempDir {
    let place = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(place.path().join(name), text).unwrap();
    }
    place
}

pub(crate) fn travaux(place: &TempDir, arguments: &str) -> Ran {
    travaux_in(place, arguments, &[], "")
}

pub(crate) fn travaux_reading(place: &TempDir, arguments: &str, input: &str) -> Ran {
    travaux_in(place, arguments, &[], input)
}

pub(crate) fn travaux_in(place: &TempDir, arguments: &str, environment: &[(&str, &str)], input: &str) -> Ran {
    let mut program = Command::new(env!("CARGO_BIN_EXE_travaux"));
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "PAGER", "TRAVAUX_PAGER"] {
        program.env_remove(name);
    }
    program.args(arguments.split_whitespace()).envs(environment.iter().copied()).current_dir(place.path());
    program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = program.spawn().unwrap();
    // Whoever does not read its input may close it.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    Ran {
        code: output.status.code(),
        report: String::from_utf8(output.stdout).unwrap(),
        complaint: String::from_utf8(output.stderr).unwrap(),
    }
}
