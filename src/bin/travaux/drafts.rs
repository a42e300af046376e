//! Where the versions of a history come from: files, the files of a folder, or the commits of a git history.

use std::cmp::Ordering;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use travaux::lexicon::Lexicon;
use travaux::model::Resolution;
use travaux::text::alphanumeric_words;

use crate::args::TrackedArgs;
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

/// The files, those of a folder in the order of the dates in their names if all have one, else in the order of their
/// names, with numbers in the order of counting.
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
        let dates: Option<Vec<Date>> =
            drafts.iter().map(|file| date_in(&file.file_name()?.to_string_lossy())).collect();
        if dates.is_some() {
            drafts.sort_by_key(|file| file.file_name().and_then(|name| date_in(&name.to_string_lossy())));
        }
        files.append(&mut drafts);
    }
    if files.len() >= 2 {
        return Ok(files);
    }
    let missing = files.iter().find(|file| file.as_path() != Path::new("-") && !file.exists());
    Err(match missing {
        Some(file) => CliError::Input(file.clone(), io::ErrorKind::NotFound.into()),
        None => CliError::TooFewVersions(paths.to_vec()),
    })
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

/// A date, to be compared.
type Date = (u32, u32, u32);

/// The date in the name of a file: `12-dec-2015.md`, `draft 2015-12-09.docx`, `20151209_draft.pdf`.
fn date_in(name: &str) -> Option<Date> {
    let words: Vec<&str> = alphanumeric_words(name).collect();
    let number = |word: &str, range: std::ops::RangeInclusive<u32>| {
        word.parse::<u32>().ok().filter(|number| range.contains(number))
    };
    let year = |word: &str| number(word, 1945..=2199);
    let month = |word: &str| Lexicon::any().month_of_abbreviation(&word.to_lowercase()).map(u32::from);
    let solid = words
        .iter()
        .filter(|word| word.len() == 8 && word.is_ascii())
        .find_map(|word| Some((year(&word[..4])?, number(&word[4..6], 1..=12)?, number(&word[6..], 1..=31)?)));
    let spaced = words.windows(3).find_map(|words| {
        let [first, second, third] = [words[0], words[1], words[2]];
        let named = || Some((year(third)?, month(second)?, number(first, 1..=31)?));
        let american = || Some((year(third)?, month(first)?, number(second, 1..=31)?));
        let numbers = || Some((year(first)?, number(second, 1..=12)?, number(third, 1..=31)?));
        named().or_else(american).or_else(numbers)
    });
    spaced.or(solid)
}

/// A warning for each two neighbours whose names have dates in the wrong order. Headers are compared elsewhere.
pub(crate) fn order_warnings(names: &[String]) -> Vec<String> {
    let dated: Vec<(&String, Date)> = names.iter().filter_map(|name| Some((name, date_in(name)?))).collect();
    let late = dated.windows(2).filter(|pair| pair[0].1 > pair[1].1);
    let warning = |pair: &[(&String, Date)]| {
        format!(
            "The versions may be in the wrong order: by its name “{}” is later than “{}”, which follows it.",
            pair[0].0, pair[1].0
        )
    };
    late.map(warning).collect()
}

/// The versions of a file in a git history, oldest first: one for each commit that changed it.
pub(crate) fn of_git(path: &Path, tracked: &TrackedArgs) -> Result<Vec<Draft>, CliError> {
    if path.is_dir() {
        return Err(CliError::Git(
            path.to_owned(),
            "is a folder; give the file whose commits are the versions".to_owned(),
        ));
    }
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
        let resolution =
            input::reader(tracked).read(&bytes).map_err(|error| CliError::Document(PathBuf::from(&object), error))?;
        let short = hash.get(..7).unwrap_or(&hash);
        drafts.push(Draft { name: format!("{} ({short}, {date})", name(Path::new(file))), resolution });
        last = bytes;
    }
    if drafts.len() < 2 { Err(CliError::TooFewCommits(path.to_owned(), drafts.len())) } else { Ok(drafts) }
}

/// What git prints.
fn git<const N: usize>(folder: &Path, path: &Path, arguments: [&OsStr; N]) -> Result<Vec<u8>, CliError> {
    let git_error = |text: String| CliError::Git(path.to_owned(), text);
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(["-c", "core.quotePath=off", "--no-pager"]).args(arguments);
    let done = command.output().map_err(|error| git_error(format!("git cannot be run: {error}")))?;
    if done.status.success() {
        return Ok(done.stdout);
    }
    let complaint = String::from_utf8_lossy(&done.stderr).lines().next().unwrap_or("git failed").to_owned();
    Err(git_error(complaint.trim_start_matches("fatal: ").to_owned()))
}

/// The versions in files.
pub(crate) fn of_files(paths: &[PathBuf], tracked: &TrackedArgs) -> Result<Vec<Draft>, CliError> {
    let borrowed: Vec<&Path> = paths.iter().map(AsRef::as_ref).collect();
    input::check_distinct(&borrowed)?;
    let draft =
        |path: &&Path| Ok(Draft { name: input::title(path, paths), resolution: input::version(path, tracked)? });
    borrowed.iter().map(draft).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_names_are_read() {
        for (name, date) in [
            ("12-dec-2015.md", Some((2015, 12, 12))),
            ("Draft of 4 December 2015.docx", Some((2015, 12, 4))),
            ("draft_2015-12-09_rev1.pdf", Some((2015, 12, 9))),
            ("20151209 draft.txt", Some((2015, 12, 9))),
            ("Dec 9, 2015.txt", Some((2015, 12, 9))),
            ("4 déc. 2015.docx", Some((2015, 12, 4))),
            ("9 declarations 2015.txt", None),
            ("A_RES_80_129.pdf", None),
            ("A_C.2_80_L.57.txt", None),
            ("2015.md", None),
            ("draft-3-2015.txt", None),
        ] {
            assert_eq!(date_in(name), date, "{name}");
        }
        let names = ["12-dec-2015.md", "23-oct-2015.md", "notes.md", "4-dec-2015.md"].map(str::to_owned);
        assert_eq!(order_warnings(&names).len(), 1);
    }

    #[test]
    fn numbers_in_names_count() {
        let mut names = ["Rev.10.docx", "Rev.2.docx", "draft.docx", "Rev.1.docx", "Rev.02a.docx"];
        names.sort_by(|left, right| counting_order(left, right));
        assert_eq!(names, ["Rev.1.docx", "Rev.2.docx", "Rev.02a.docx", "Rev.10.docx", "draft.docx"]);
    }
}
