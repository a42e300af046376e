//! Compares versions of a resolution.
pub mod lexicon;
pub mod model;
pub mod normalize;
pub mod parse;
pub mod read;

/// Reads, normalizes and parses one document.
///
/// # Errors
/// As [`read::document`].
pub fn resolution(bytes: &[u8]) -> Result<model::Resolution, read::Error> {
    Ok(parse::parse(normalize::normalize(read::document(bytes)?)))
}
