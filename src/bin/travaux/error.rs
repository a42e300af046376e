//! Everything that makes the program exit with 2, each as one line that names the file and says what to do.

use std::ffi::OsStr;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use travaux::report::visible::escape_invisible;

use crate::output::extension;

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CliError {
    #[error("{}: {}", name(.0), reading(.1))]
    Input(PathBuf, io::Error),
    #[error("{}: {}", name(.0), document(.0, .1))]
    Document(PathBuf, travaux::read::Error),
    #[error("{}: has no tracked changes; give a second version to compare it with", name(.0))]
    NothingTracked(PathBuf),
    #[error("{}: shows no changes by bold, underlined or struck-through words", name(.0))]
    NothingShown(PathBuf),
    #[error("{}: has no instruction of an amendment that can be read; for their wording: travaux apply --help", name(.0))]
    NoAmendment(PathBuf),
    #[error("{}: is an amendment, not a version of a text; for the draft as amended: travaux apply {} {}", name(.0), .1, name(.0))]
    AmendmentAsVersion(PathBuf, String),
    #[error("{}: a single file is compared with its own tracked changes; give a second version, or omit --as", name(.0))]
    SideOfOne(PathBuf),
    #[error("diff compares two versions; to compare {} in sequence: travaux changelog{}", .0.len(), arguments(.0))]
    TooManyVersions(Vec<PathBuf>),
    #[error("standard input can be only one of the versions; give the others as files")]
    StandardInputTwice,
    #[error("{}: no proposal by “{}”; {}", name(.0), .1, proposals(.2))]
    NoProposal(PathBuf, String, String),
    #[error("a history needs at least two versions;{} has fewer", arguments(.0))]
    TooFewVersions(Vec<PathBuf>),
    #[error("{}: {}", name(.0), inert(.1.as_ref()))]
    Git(PathBuf, String),
    #[error("{}: {}; a history needs at least two versions", name(.0), committed(.0, *.1))]
    TooFewCommits(PathBuf, usize),
    #[error("{}: is the same file as {}; give every version once", name(.1), name(.0))]
    SameVersion(PathBuf, PathBuf),
    #[error("{}: {}", name(.0), writing(.1))]
    Output(PathBuf, io::Error),
    #[error("{}: is one of the versions; choose another output file", output_name(.0))]
    OutputIsInput(PathBuf),
    #[error("{}: unknown extension: use {}, or choose with --format", name(.0), .1)]
    UnknownExtension(PathBuf, String),
    #[error("{}: “travaux {}” cannot produce {}; use {}", name(.0), .1, .2, .3)]
    CannotProduce(PathBuf, &'static str, String, String),
    #[error("{report} cannot produce .{extension}; use --format {formats}")]
    UnsupportedReport { report: &'static str, extension: &'static str, formats: &'static str },
    #[error("--only cannot be used with {0}")]
    Complete(&'static str),
    #[error("{}: not a Word file (.docx); give one as the older version, or omit --base", name(.0))]
    BaseIsNoWordFile(PathBuf),
    #[error("{}: already has tracked changes; accept or reject them first, or omit --base", name(.0))]
    BaseIsTracked(PathBuf),
    #[error("{0} is for {1}; use --format {2} or -o FILE.{2}")]
    OtherFormat(&'static str, &'static str, &'static str),
    #[error("cannot write .docx to the terminal: use -o FILE")]
    NotForScreens,
    #[error(transparent)]
    Word(#[from] travaux::report::docx::Error),
    #[error("standard output: {0}")]
    StandardOutput(io::Error),
    #[error("man: unknown command “{}”; see travaux --help", .0)]
    NoSuchCommand(String),
}

impl CliError {
    /// Prints it to standard error, with nothing in it that would act on a terminal: files may be quoted in it too.
    pub(crate) fn print(&self) {
        // If there is nobody to complain to, the exit code must do.
        let _ = writeln!(io::stderr(), "travaux: {}", inert(self.to_string().as_ref()));
    }
}

/// A file as messages call it.
pub(crate) fn name(path: &Path) -> String {
    if path == Path::new("-") { "standard input".to_owned() } else { inert(path.as_os_str()) }
}

/// A text in one line, with nothing in it that would act on a terminal.
pub(crate) fn inert(text: &OsStr) -> String {
    escape_invisible(&text.to_string_lossy()).replace('\n', "␊").replace('\t', "␉")
}

/// Paths as one would type them, each with a space before it.
fn arguments(paths: &[PathBuf]) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./+:,@%".contains(c);
    let quoted = |path: &PathBuf| match path.to_string_lossy() {
        text if !text.is_empty() && text.chars().all(is_plain) => format!(" {text}"),
        text => format!(" '{}'", text.replace('\'', "'\\''")),
    };
    paths.iter().map(quoted).collect()
}

/// An output as messages call it.
fn output_name(path: &Path) -> String {
    if path == Path::new("-") { "standard output".to_owned() } else { name(path) }
}

/// What is wrong with a document; its extension says what it should have been.
fn document(path: &Path, error: &travaux::read::Error) -> String {
    match (error, extension(path).as_str()) {
        (travaux::read::Error::Binary { .. }, "pdf") => "not a valid PDF (damaged download?)".to_owned(),
        (travaux::read::Error::Binary { .. }, "docx") => "not a valid Word file (damaged download?)".to_owned(),
        _ => error.to_string(),
    }
}

/// What can be asked for instead of an author without proposals.
fn proposals(authors: &str) -> String {
    match authors {
        "" => "none names its author".to_owned(),
        authors => format!("there are proposals by {authors}"),
    }
}

fn reading(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => "no such file; check the name".to_owned(),
        io::ErrorKind::IsADirectory => "is a directory; name a file in it".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => format!("cannot be read: {error}"),
    }
}

fn committed(path: &Path, count: usize) -> String {
    match count {
        0 if !path.exists() => "no such file, and no commit changed it".to_owned(),
        0 => "no commit changed it".to_owned(),
        1 => "only one commit changed it".to_owned(),
        count => format!("{count} commits changed it"),
    }
}

fn writing(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => "no such directory; create it first".to_owned(),
        io::ErrorKind::IsADirectory => "is a directory; name a file in it".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied; check the file and its directory".to_owned(),
        _ => format!("cannot be written: {error}"),
    }
}
