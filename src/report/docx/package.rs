//! Parts go in, a Word file comes out: a zip container whose bytes depend on nothing but the parts.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
#[error("the Word file cannot be put together: {0}")]
pub struct Error(String);

/// A part of the file: its name and its text.
pub(super) type Part = (&'static str, String);

/// Writes the container.
pub(super) fn write(parts: &[Part]) -> Result<Vec<u8>, Error> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, text) in parts {
        zip.start_file(*name, options).map_err(|error| Error(error.to_string()))?;
        zip.write_all(text.as_bytes()).map_err(|error| Error(error.to_string()))?;
    }
    zip.finish().map(Cursor::into_inner).map_err(|error| Error(error.to_string()))
}
