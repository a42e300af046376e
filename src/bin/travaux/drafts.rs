//! Where the versions of a history come from: files, the files of a folder, or the commits of a git history.

use std::cmp::Ordering;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use travaux::model::{Resolution, Side};

use crate::args::{TrackedArgs, TrackedSide};
use crate::error::{CliError, name};
use crate::input;
use crate::output::extension;

/// The extensions of files that may be drafts.
const EXTENSIONS: [&str; 9] = ["docx", "pdf", "txt", "text", "md", "markdown", "html", "htm", "xml"];

/// A version and what it is called.
pub(crate) struct Draft {
    pub(crate) name: String,
    pub(crate) resolution: Resolution,
}

/// The files, those of a folder in the order of their names, with numbers in the order of counting.
pub(crate) fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, CliError> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let entries = fs::read_dir(path).map_err(|error| CliError::Input(path.clone(), error))?;
        let mut drafts: Vec<PathBuf> = entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|file| file.is_file() && EXTENSIONS.contains(&extension(file).as_str()))
            .filter(|file| !file.file_name().is_some_and(|name| name.to_string_lossy().starts_with(['.', '~'])))
            .collect();
        drafts.sort_by(|left, right| counting_order(&left.to_string_lossy(), &right.to_string_lossy()));
        files.append(&mut drafts);
    }
    if files.len() < 2 { Err(CliError::TooFewVersions(paths.to_vec())) } else { Ok(files) }
}

/// Compares names so that `Rev.2` comes before `Rev.10`.
fn counting_order(left: &str, right: &str) -> Ordering {
    let (mut left, mut right) = (left, right);
    loop {
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let (left_len, right_len) = (digits(left), digits(right));
        let order = if left_len > 0 && right_len > 0 {
            let [first, second] = [&left[..left_len], &right[..right_len]].map(|number| number.trim_start_matches('0'));
            let order = first.len().cmp(&second.len()).then_with(|| first.cmp(second));
            (left, right) = (&left[left_len..], &right[right_len..]);
            order
        } else {
            let (mut first, mut second) = (left.chars(), right.chars());
            match (first.next(), second.next()) {
                (None, None) => return Ordering::Equal,
                (first, second) if first != second => return first.cmp(&second),
                _ => (left, right) = (first.as_str(), second.as_str()),
            }
            Ordering::Equal
        };
        if order != Ordering::Equal {
            return order;
        }
    }
}

/// The versions of a file in a git history, oldest first: one for each commit that changed it.
pub(crate) fn of_git(path: &Path, taking: &TrackedArgs) -> Result<Vec<Draft>, CliError> {
    let folder = match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    let file = path.file_name().unwrap_or(path.as_os_str());
    let format = "--format=commit %H %as";
    let log = git(
        folder,
        path,
        ["log".as_ref(), "--follow".as_ref(), "--name-only".as_ref(), format.as_ref(), "--".as_ref(), file],
    )?;
    let log = String::from_utf8_lossy(&log).into_owned();
    let mut commits: Vec<(String, String, String)> = Vec::new();
    for line in log.lines().filter(|line| !line.is_empty()) {
        match line.strip_prefix("commit ").and_then(|line| line.split_once(' ')) {
            Some((hash, date)) => commits.push((hash.to_owned(), date.to_owned(), String::new())),
            None => commits.iter_mut().last().into_iter().for_each(|commit| line.clone_into(&mut commit.2)),
        }
    }
    let mut drafts: Vec<Draft> = Vec::new();
    let mut last = Vec::new();
    for (hash, date, inside) in commits.into_iter().rev().filter(|(.., inside)| !inside.is_empty()) {
        let object = format!("{hash}:{inside}");
        // A commit that deleted the file has no version of it.
        let Ok(bytes) = git(folder, path, ["cat-file".as_ref(), "blob".as_ref(), object.as_ref()]) else { continue };
        if bytes == last {
            continue;
        }
        let reader = match taking.side {
            None => travaux::Reader::new(),
            Some(TrackedSide::Original) => travaux::Reader::new().side(Side::Before),
            Some(TrackedSide::Accepted) => travaux::Reader::new().side(Side::After),
        };
        let resolution = reader.read(&bytes).map_err(|error| CliError::Document(PathBuf::from(&object), error))?;
        let short = hash.get(..7).unwrap_or(&hash);
        drafts.push(Draft { name: format!("{} ({short}, {date})", name(Path::new(file))), resolution });
        last = bytes;
    }
    if drafts.len() < 2 { Err(CliError::TooFewCommits(path.to_owned(), drafts.len())) } else { Ok(drafts) }
}

/// What git prints.
fn git<const N: usize>(folder: &Path, path: &Path, arguments: [&OsStr; N]) -> Result<Vec<u8>, CliError> {
    let trouble = |text: String| CliError::Git(path.to_owned(), text);
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(["-c", "core.quotePath=off", "--no-pager"]).args(arguments);
    let done = command.output().map_err(|error| trouble(format!("git cannot be run: {error}")))?;
    if done.status.success() {
        return Ok(done.stdout);
    }
    let complaint = String::from_utf8_lossy(&done.stderr).lines().next().unwrap_or("git failed").to_owned();
    Err(trouble(complaint.trim_start_matches("fatal: ").to_owned()))
}

/// The versions in files.
pub(crate) fn of_files(paths: &[PathBuf], taking: &TrackedArgs) -> Result<Vec<Draft>, CliError> {
    let borrowed: Vec<&Path> = paths.iter().map(AsRef::as_ref).collect();
    input::check_distinct(&borrowed)?;
    let draft =
        |path: &&Path| Ok(Draft { name: input::title(path, paths), resolution: input::resolution(path, taking)? });
    borrowed.iter().map(draft).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_names_count() {
        let mut names = ["Rev.10.docx", "Rev.2.docx", "draft.docx", "Rev.1.docx", "Rev.02a.docx"];
        names.sort_by(|left, right| counting_order(left, right));
        assert_eq!(names, ["Rev.1.docx", "Rev.2.docx", "Rev.02a.docx", "Rev.10.docx", "draft.docx"]);
    }
}
