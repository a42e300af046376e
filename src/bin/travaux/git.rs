//! git's ways of calling: as external diff, as difftool, under git's pager.
//!
//! An external diff gets seven arguments, `path old-file old-hex old-mode new-file new-hex new-mode`, and two more for
//! a file that was renamed or copied, `new-path message`. A path with merge conflicts comes alone. git takes any exit
//! status but 0 as a failure of the whole run, unless it is asked to trust it: so differences are 0 here, and 1 only
//! with `--exit-code` or where git says that it trusts the status of `GIT_EXTERNAL_DIFF`.

use std::env;
use std::path::{Path, PathBuf};

use travaux::model::Versions;

use crate::args::{Diff, DiffFormat};
use crate::error::{CliError, inert, name};
use crate::{Outcome, colour, diff, input, output};

/// The length to which git shortens object names.
const ABBREVIATED_LEN: usize = 7;

/// A call as external diff.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Call {
    /// Two versions of a file.
    Versions(Versions<File>),
    /// A path with merge conflicts.
    Unmerged(PathBuf),
}

/// One version of a file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct File {
    /// Where the file is in the work tree.
    path: PathBuf,
    /// Where its content is; `/dev/null` if there is none.
    content: PathBuf,
    /// The name of its object: zeros for a file in the work tree, `.` for none.
    object: String,
}

impl File {
    /// What reports call the version.
    fn title(&self) -> String {
        let path = name(&self.path);
        match self.object.as_str() {
            _ if input::is_null(&self.content) => input::NO_FILE.to_owned(),
            object if object.bytes().all(|digit| digit == b'0') => format!("{path} (working tree)"),
            object => format!("{path} ({})", object.get(..ABBREVIATED_LEN).unwrap_or(object)),
        }
    }
}

/// Recognizes a call by its arguments.
pub(crate) fn call(arguments: &[PathBuf]) -> Option<Call> {
    match arguments {
        [path] if env::var_os("GIT_DIFF_PATH_TOTAL").is_some() => Some(Call::Unmerged(path.clone())),
        [path, old, old_object, old_mode, new, new_object, new_mode, rest @ ..] => {
            let new_path = match rest {
                [] => path,
                [new_path, _message] => new_path,
                _ => return None,
            };
            let file = |path: &Path, content: &Path, object: &Path, mode: &Path| {
                let (object, mode) = (object.to_str()?, mode.to_str()?);
                let is_object = object == "." || (object.len() >= 4 && object.bytes().all(|c| c.is_ascii_hexdigit()));
                let is_mode = mode == "." || (mode.len() == 6 && mode.bytes().all(|c| (b'0'..=b'7').contains(&c)));
                let (path, content, object) = (path.to_owned(), content.to_owned(), object.to_owned());
                (is_object && is_mode).then_some(File { path, content, object })
            };
            let old = file(path, old, old_object, old_mode)?;
            Some(Call::Versions(Versions::new(old, file(new_path, new, new_object, new_mode)?)))
        }
        _ => None,
    }
}

/// Compares what git hands over.
pub(crate) fn run(options: &Diff, call: &Call) -> Result<Outcome, CliError> {
    let format = output::format(options.format, &options.output)?;
    let to_screen = format == DiffFormat::Terminal && output::file(&options.output).is_none();
    let files = match call {
        Call::Versions(files) => files,
        Call::Unmerged(path) => {
            output::print(format!("* Unmerged path {}\n", name(path)))?;
            return Ok(Outcome::Same);
        }
    };
    if to_screen {
        output::print(heading(options, files))?;
    }
    let paths = files.as_ref().map(|file| file.content.as_path());
    let names = files.as_ref().map(File::title);
    let outcome = match diff::compare(options, format, paths, names) {
        // git would stop here, and leave out all files behind this one.
        Err(CliError::Document(_, error)) if to_screen => {
            let paths = files.as_ref().map(|file| name(&file.path));
            output::print(format!("cannot compare {}: {}\n", paths.after, inert(error.to_string().as_ref())))?;
            Outcome::Different
        }
        outcome => outcome?,
    };
    let trusted = env::var("GIT_EXTERNAL_DIFF_TRUST_EXIT_CODE").is_ok_and(|value| is_true(&value));
    Ok(if options.exit_code || trusted { outcome } else { Outcome::Same })
}

/// The line above each file: one run of git may show several.
fn heading(options: &Diff, files: &Versions<File>) -> String {
    let paths = files.as_ref().map(|file| name(&file.path));
    let title = if paths.before == paths.after { paths.after } else { format!("{} → {}", paths.before, paths.after) };
    let strong = colour::styles(options.formatting.color, false).strong;
    let is_first = env::var("GIT_DIFF_PATH_COUNTER").is_ok_and(|counter| counter == "1");
    let gap = if is_first { "" } else { "\n" };
    format!("{gap}{}diff {title}{}\n", strong.prefix_formatter(), strong.suffix_formatter())
}

/// Whether git sends the output to its pager, which shows colours and is as wide as the terminal.
pub(crate) fn has_pager() -> bool {
    env::var("GIT_PAGER_IN_USE").is_ok_and(|value| is_true(&value))
}

fn is_true(value: &str) -> bool {
    ["1", "true", "yes", "on"].iter().any(|word| value.eq_ignore_ascii_case(word))
}

/// The name of a file in git's temporary directory for difftool: `/tmp/git-blob-3x2Kf9/draft.docx`.
pub(crate) fn is_temporary(path: &Path) -> bool {
    let folder = path.parent().and_then(Path::file_name);
    folder.is_some_and(|folder| folder.to_string_lossy().starts_with("git-blob-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call_of(line: &str) -> Option<Call> {
        call(&line.split_whitespace().map(PathBuf::from).collect::<Vec<_>>())
    }

    #[test]
    fn a_call_is_known_by_its_objects_and_modes() {
        let zeros = "0".repeat(40);
        for (line, titles) in [
            (format!("a.txt /tmp/x 3f2a1b0c9d8e 100644 a.txt {zeros} 100644"), "a.txt (3f2a1b0)|a.txt (working tree)"),
            ("a.txt /dev/null . . /tmp/y 3f2a1b0c 100644".to_owned(), "no file|a.txt (3f2a1b0)"),
            ("a.txt /tmp/x 3f2a1b0c 100644 /dev/null . .".to_owned(), "a.txt (3f2a1b0)|no file"),
            (
                "a.txt /tmp/x 3f2a1b0c 100644 /tmp/y 77aa88bb 100644 b.txt similarity".to_owned(),
                "a.txt (3f2a1b0)|b.txt (77aa88b)",
            ),
        ] {
            let Some(Call::Versions(files)) = call_of(&line) else { panic!("{line}") };
            let files = files.as_ref().map(File::title);
            assert_eq!(format!("{}|{}", files.before, files.after), titles);
        }
        for line in [
            "a.txt b.txt",
            "a b c d e f g",
            "a.txt /tmp/x 3f2a1b0c 100644 /tmp/y 77aa88bb 100644 b.txt",
            "a.txt /tmp/x 3f2a1b0c 100648 /tmp/y 77aa88bb 100644",
            "a.txt /tmp/x draft 100644 /tmp/y 77aa88bb 100644",
        ] {
            assert_eq!(call_of(line), None, "{line}");
        }
    }
}
