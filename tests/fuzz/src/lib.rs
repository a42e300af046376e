//! What the fuzz targets do with their bytes; the ordinary tests do the same with what was once found.

#[path = "../../pdf/paper.rs"]
#[allow(dead_code, clippy::unwrap_used, reason = "a test's own")]
mod paper;
#[path = "../../formats/word.rs"]
#[allow(dead_code, clippy::unwrap_used, reason = "a test's own")]
mod word;

pub mod attempt;
mod markup;
