//! Reads and writes the zip container of a Word file. The bytes depend on nothing but the parts.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// Maximum size of all parts together, unpacked.
const MAX_UNPACKED: u64 = 256 << 20;

/// Why no Word file was written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write the Word file: {0}")]
pub struct Error(String);

impl Error {
    pub(super) fn new(why: &str) -> Error {
        Error(why.to_owned())
    }
}

impl From<zip::result::ZipError> for Error {
    fn from(error: zip::result::ZipError) -> Error {
        Error(error.to_string())
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Error {
        Error(error.to_string())
    }
}

/// A part of the file: its name and its text.
pub(super) type Part = (&'static str, String);

/// Writes the container.
pub(super) fn write<Name: AsRef<str>, Text: AsRef<[u8]>>(parts: &[(Name, Text)]) -> Result<Vec<u8>, Error> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, text) in parts {
        zip.start_file(name.as_ref(), options)?;
        zip.write_all(text.as_ref())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Reads the parts of a container.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let mut zip = ZipArchive::new(Cursor::new(bytes))?;
    let mut parts = Vec::with_capacity(zip.len());
    let mut room = MAX_UNPACKED;
    for index in 0..zip.len() {
        let entry = zip.by_index(index)?;
        if entry.is_dir() {
            continue;
        }
        let name = entry.name()?.into_owned();
        let mut part = Vec::new();
        entry.take(room + 1).read_to_end(&mut part)?;
        room = room.checked_sub(part.len() as u64).ok_or_else(|| Error::new("it holds too much"))?;
        parts.push((name, part));
    }
    Ok(parts)
}
