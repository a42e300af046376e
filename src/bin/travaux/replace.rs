//! A report goes in and stands in a file, complete or not at all.
//!
//! It is written to a temporary file in the same folder, which then takes the place of the old file. So an error, a full
//! disk or an interruption leaves the old file as it was and nothing beside it. A symbolic link stays one, also where
//! its target does not exist yet; owner, group and mode of the old file stay, or nothing is written.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// How many bytes are written between two looks for a signal.
const CHUNK_SIZE: usize = 64 << 10;

/// Longer chains of symbolic links are taken for a circle, as Linux does.
const MAX_LINKS: usize = 40;

/// Writes a file, or replaces it.
pub(crate) fn replace(path: &Path, report: &[u8]) -> io::Result<()> {
    let Ok(old) = fs::metadata(path) else { return write_beside(&link_target(path)?, None, report) };
    match fs::canonicalize(path) {
        Ok(destination) => {
            // A folder that may be written to is no leave to replace a file that may not.
            OpenOptions::new().write(true).open(&destination)?;
            write_beside(&destination, Some(&old), report)
        }
        // An open file without a name, as /dev/stdout can be: there is nothing to put another file in place of.
        Err(_) => fs::write(path, report),
    }
}

/// Where a chain of symbolic links ends.
fn link_target(path: &Path) -> io::Result<PathBuf> {
    let mut target = path.to_owned();
    for _ in 0..MAX_LINKS {
        match fs::read_link(&target) {
            Ok(next) => target = folder(&target).join(next),
            Err(_) => return Ok(target),
        }
    }
    Err(io::Error::other("it is a symbolic link that leads back to itself"))
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn write_beside(destination: &Path, old: Option<&fs::Metadata>, report: &[u8]) -> io::Result<()> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".travaux-");
    // Temporary files are private; a report has the permissions of any new file.
    #[cfg(unix)]
    builder.permissions(<fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o666));
    let interruption = Interruption::new()?;
    let written = || {
        let mut file = builder.tempfile_in(folder(destination))?;
        if let Some(old) = old {
            keep_owner(file.as_file(), old)?;
            // after the owner, because a change of owner takes some permissions away
            file.as_file().set_permissions(old.permissions())?;
        }
        for chunk in report.chunks(CHUNK_SIZE) {
            interruption.check()?;
            // of the file itself, whose errors do not name a file that nobody knows
            file.as_file_mut().write_all(chunk)?;
        }
        interruption.check()?;
        file.persist(destination)?;
        Ok(())
    };
    let result = written();
    interruption.end()?;
    result
}

#[cfg(unix)]
fn keep_owner(file: &File, old: &fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let new = file.metadata()?;
    let wanted = |new: u32, old: u32| (new != old).then_some(old);
    match (wanted(new.uid(), old.uid()), wanted(new.gid(), old.gid())) {
        (None, None) => Ok(()),
        (owner, group) => fchown(file, owner, group).map_err(|_| {
            io::Error::other("it belongs to another user or group, which cannot be kept; choose another name")
        }),
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &fs::Metadata) -> io::Result<()> {
    Ok(())
}

/// Signals that end the program are held back while there is a temporary file.
///
/// The first one only stops the writing, so that the file is removed as after any error; a second one, and every one
/// after the writing, acts as if nobody had been listening.
struct Interruption {
    is_over: Arc<AtomicBool>,
    signal: Arc<AtomicUsize>,
}

impl Interruption {
    fn new() -> io::Result<Interruption> {
        use signal_hook::{consts, flag};
        let interruption = Interruption { is_over: Arc::default(), signal: Arc::default() };
        for signal in [
            consts::SIGINT,
            consts::SIGTERM,
            #[cfg(unix)]
            consts::SIGHUP,
            #[cfg(unix)]
            consts::SIGQUIT,
        ] {
            // in this order: what comes first is asked first
            flag::register_conditional_default(signal, Arc::clone(&interruption.is_over))?;
            flag::register_usize(signal, Arc::clone(&interruption.signal), signal as usize)?;
            flag::register(signal, Arc::clone(&interruption.is_over))?;
        }
        // Where a limit on file sizes is reached, the write fails instead of ending the program.
        #[cfg(unix)]
        flag::register(libc::SIGXFSZ, Arc::default())?;
        Ok(interruption)
    }

    /// Stops the writing if a signal came.
    fn check(&self) -> io::Result<()> {
        match self.signal.load(Ordering::SeqCst) {
            0 => Ok(()),
            _ => Err(io::Error::other("interrupted")),
        }
    }

    /// Lets the signal that came, if one did, do what it would have done.
    fn end(self) -> io::Result<()> {
        self.is_over.store(true, Ordering::SeqCst);
        match self.signal.load(Ordering::SeqCst) {
            0 => Ok(()),
            signal => signal_hook::low_level::emulate_default_handler(signal as i32),
        }
    }
}
