//! Paths go in, resolutions come out.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use same_file::Handle;
use travaux::Reading;
use travaux::model::{Amendment, Resolution, Side, Versions, Warning};
use travaux::report::view;

use crate::args::{TrackedArgs, TrackedSide};
use crate::error::{CliError, name};
use crate::{git, progress};

/// Standard input can be only one of several versions.
pub(crate) fn check(paths: &[&Path]) -> Result<(), CliError> {
    let many = paths.iter().filter(|path| is_standard_input(path)).count() > 1;
    if many { Err(CliError::StandardInputTwice) } else { Ok(()) }
}

/// Standard input can be only one of several versions, and no file can be two of them.
pub(crate) fn check_distinct(paths: &[&Path]) -> Result<(), CliError> {
    check(paths)?;
    let handles: Vec<_> = paths.iter().map(|path| Handle::from_path(path).ok()).collect();
    for (newer, handle) in handles.iter().enumerate().filter(|(_, handle)| handle.is_some()) {
        if let Some(older) = handles[..newer].iter().position(|older| older == handle) {
            return Err(CliError::SameVersion(paths[older].to_owned(), paths[newer].to_owned()));
        }
    }
    Ok(())
}

/// Reads one version.
pub(crate) fn resolution(path: &Path, tracked: &TrackedArgs) -> Result<Resolution, CliError> {
    read_with(path, |bytes| read_version(reader(tracked), bytes))
}

/// Reads a file with a progress line; errors name it.
fn read_with<T>(path: &Path, read: impl FnOnce(Vec<u8>) -> Result<T, travaux::read::Error>) -> Result<T, CliError> {
    let bytes = input(path)?;
    progress::during(&reading(path, bytes.len()), || read(bytes))
        .map_err(|error| CliError::Document(path.to_owned(), error))
}

/// Reads one of the versions of a text; an amendment is none.
pub(crate) fn version(path: &Path, tracked: &TrackedArgs) -> Result<Resolution, CliError> {
    match either(path, tracked)? {
        Reading::Resolution(resolution) => Ok(*resolution),
        Reading::Amendment(amendment, _) => {
            let base = amendment.base.unwrap_or_else(|| "DRAFT".to_owned());
            Err(CliError::AmendmentAsVersion(path.to_owned(), base))
        }
    }
}

/// Reads both of the versions between which an amendment is written; an amendment is none.
pub(crate) fn versions(paths: Versions<&Path>, tracked: &TrackedArgs) -> Result<Versions<Resolution>, CliError> {
    let read = |path: &Path| if is_null(path) { Ok(Resolution::default()) } else { version(path, tracked) };
    Ok(Versions::new(read(paths.before)?, read(paths.after)?))
}

/// Reads a document as what it is.
pub(crate) fn either(path: &Path, tracked: &TrackedArgs) -> Result<Reading, CliError> {
    read_with(path, |bytes| reader(tracked).read_either(bytes))
}

/// Reads a text under negotiation as one party proposes it. If nothing is that party's, the error names the parties.
pub(crate) fn proposed(path: &Path, tracked: &TrackedArgs, author: &str) -> Result<Resolution, CliError> {
    let proposed = read_with(path, |bytes| {
        let proposed = reader(tracked).read_proposed(&bytes, author)?;
        proposed.map_or_else(|| Ok(Err(reader(tracked).read(bytes)?)), |resolution| Ok(Ok(resolution)))
    })?;
    proposed.map_err(|resolution| {
        CliError::NoProposal(path.to_owned(), author.to_owned(), resolution.negotiation.authors().join(", "))
    })
}

/// The reader of one side of tracked changes.
pub(crate) fn reader(tracked: &TrackedArgs) -> travaux::Reader {
    match tracked.side {
        None => travaux::Reader::new(),
        Some(TrackedSide::Original) => travaux::Reader::new().side(Side::Before),
        Some(TrackedSide::Accepted) => travaux::Reader::new().side(Side::After),
    }
}

/// Reads a version to compare. An amendment is compared as any text, with a warning, because its draft is not.
fn read_version(reader: travaux::Reader, bytes: Vec<u8>) -> Result<Resolution, travaux::read::Error> {
    match reader.read_either(bytes)? {
        Reading::Resolution(resolution) => Ok(*resolution),
        Reading::Amendment(amendment, mut resolution) => {
            let base = amendment.base.as_deref().unwrap_or("DRAFT");
            let text = view::summarize_amendment(&amendment);
            resolution
                .warnings
                .push(Warning::new(format!("{text} For its draft as amended: travaux apply {base} AMENDMENT")));
            Ok(*resolution)
        }
    }
}

/// Reads an amendment.
pub(crate) fn amendment(path: &Path) -> Result<Amendment, CliError> {
    let amendment = read_with(path, |bytes| travaux::Reader::new().read_amendment(&bytes))?;
    amendment.ok_or_else(|| CliError::NoAmendment(path.to_owned()))
}

/// The bytes of a Word file that is to be written into.
pub(crate) fn word(path: &Path) -> Result<Vec<u8>, CliError> {
    if is_standard_input(path) {
        return Err(CliError::BaseIsNoWordFile(path.to_owned()));
    }
    let bytes = input(path)?;
    if bytes.starts_with(b"PK") { Ok(bytes) } else { Err(CliError::BaseIsNoWordFile(path.to_owned())) }
}

/// Reads both versions of a file with tracked changes.
pub(crate) fn tracked(path: &Path) -> Result<Versions<Resolution>, CliError> {
    let versions = read_with(path, |bytes| travaux::Reader::new().read_tracked(&bytes))?;
    versions.ok_or_else(|| CliError::NothingTracked(path.to_owned()))
}

/// Reads both versions of a file that shows its changes by styles.
pub(crate) fn shown_changes(path: &Path) -> Result<Versions<Resolution>, CliError> {
    let versions = read_with(path, |bytes| travaux::Reader::new().read_shown_changes(&bytes))?;
    versions.ok_or_else(|| CliError::NothingShown(path.to_owned()))
}

/// Reads both versions.
pub(crate) fn resolutions(paths: Versions<&Path>, tracked: &TrackedArgs) -> Result<Versions<Resolution>, CliError> {
    if tracked.side.is_some() {
        let read = |path: &Path| if is_null(path) { Ok(Resolution::default()) } else { resolution(path, tracked) };
        return Ok(Versions::new(read(paths.before)?, read(paths.after)?));
    }
    // Typed input is waited for before anything is reported.
    let typed = |path: &Path| is_standard_input(path).then(|| input(path)).transpose();
    let typed = Versions::new(typed(paths.before)?, typed(paths.after)?);
    let size = |path: &Path| fs::metadata(path).map_or(0, |file| file.len() as usize);
    let doing = typed.as_ref().zip(paths);
    let doing = doing.map(|(typed, path)| reading(path, typed.as_ref().map_or_else(|| size(path), Vec::len)));
    let doing = format!("{} and {}", doing.before, doing.after.trim_start_matches("reading "));
    // Each from the disk to the resolution in one go: a thread that waits between two steps is slow to go on.
    let read = |(typed, path): (Option<Vec<u8>>, &Path)| {
        if is_null(path) {
            return Ok(Resolution::default());
        }
        let bytes = typed.map_or_else(|| input(path), Ok)?;
        read_version(travaux::Reader::new(), bytes).map_err(|error| CliError::Document(path.to_owned(), error))
    };
    let Versions { before, after } = progress::during(&doing, || typed.zip(paths).par_map(read));
    Ok(Versions::new(before?, after?))
}

/// What two versions are called where they have no symbols.
pub(crate) fn titles(paths: Versions<&Path>) -> Versions<String> {
    let both = [paths.before.to_owned(), paths.after.to_owned()];
    let has_temporary = git::is_temporary(paths.before) || git::is_temporary(paths.after);
    if has_temporary && paths.before.file_name() == paths.after.file_name() {
        // git's names of temporary files say nothing.
        let file = title(paths.after, &[]);
        return Versions::new(format!("{file} (before)"), format!("{file} (after)"));
    }
    paths.map(|path| title(path, &both))
}

/// What is shown for a version that is not there.
pub(crate) const NO_FILE: &str = "no file";

/// What a version is called where it has no symbol: its file name, or its path where the file names are the same.
pub(crate) fn title(path: &Path, others: &[PathBuf]) -> String {
    if is_null(path) {
        return NO_FILE.to_owned();
    }
    let same = |other: &&PathBuf| other.file_name() == path.file_name() && other.as_path() != path;
    match path.file_name() {
        Some(file) if others.iter().find(same).is_none() && !is_standard_input(path) => name(Path::new(file)),
        _ => name(path),
    }
}

/// The progress line while a file is read.
fn reading(path: &Path, bytes: usize) -> String {
    let size = match bytes >> 20 {
        0 => format!("{} kB", bytes.div_ceil(1 << 10)),
        megabytes => format!("{megabytes} MB"),
    };
    format!("reading {} ({size})", name(path))
}

/// Bytes of a file at most.
const MAX_BYTES: u64 = 512 << 20;
/// Bytes at most of what does not give its size: a pipe or a device may have no end.
const MAX_STREAM_BYTES: u64 = 128 << 20;

fn input(path: &Path) -> Result<Vec<u8>, CliError> {
    bytes(path).map_err(|error| CliError::Input(path.to_owned(), error))
}

fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    if is_standard_input(path) {
        return read_limited(io::stdin().lock(), 0, MAX_STREAM_BYTES);
    }
    let file = fs::File::open(path)?;
    let metadata = file.metadata()?;
    match metadata.is_file() {
        true => read_limited(file, metadata.len(), MAX_BYTES),
        false => read_limited(file, 0, MAX_STREAM_BYTES),
    }
}

/// Reads all of a file of about `size` bytes, but no more than `limit`.
fn read_limited(reader: impl Read, size: u64, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(usize::try_from(size.min(limit)).unwrap_or_default());
    reader.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        let text = format!("is larger than {} MB, more than can be read", limit >> 20);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, text));
    }
    Ok(bytes)
}

/// Whether a path means that there is no file, as git has it for an added or deleted one.
pub(crate) fn is_null(path: &Path) -> bool {
    path == Path::new("/dev/null") || (cfg!(windows) && path.as_os_str().eq_ignore_ascii_case("nul"))
}

/// Whether a path means standard input.
pub(crate) fn is_standard_input(path: &Path) -> bool {
    path == Path::new("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_end_is_refused() {
        let megabyte = 1 << 20;
        let error = read_limited(io::repeat(0), 0, megabyte).unwrap_err();
        assert_eq!(error.to_string(), "is larger than 1 MB, more than can be read");
        assert_eq!(read_limited(&b"text"[..], 4, megabyte).unwrap(), b"text");
    }
}
