//! What the fuzz targets do with their bytes; the ordinary tests do the same with what was once found.

#[path = "../../pdf/paper.rs"]
#[allow(dead_code, clippy::unwrap_used, reason = "a test's own")]
mod paper;
#[path = "../../formats/word.rs"]
#[allow(dead_code, clippy::unwrap_used, reason = "a test's own")]
mod word;

#[path = "../../fidelity/draft.rs"]
#[allow(dead_code, clippy::unwrap_used, reason = "a test's own")]
mod draft;
#[path = "../../fidelity/exceptions.rs"]
#[allow(dead_code, clippy::unwrap_used, reason = "a test's own")]
mod exceptions;
#[path = "../../fidelity/formats.rs"]
#[allow(dead_code, clippy::unwrap_used, reason = "a test's own")]
mod formats;
#[path = "../../fidelity/random.rs"]
#[allow(dead_code, clippy::unwrap_used, reason = "a test's own")]
mod random;
#[path = "../../fidelity/sensitivity.rs"]
#[allow(dead_code, clippy::unwrap_used, reason = "a test's own")]
mod sensitivity;
#[path = "../../fidelity/source.rs"]
#[allow(dead_code, clippy::unwrap_used, reason = "a test's own")]
mod source;

pub mod attempt;
mod markup;
pub mod package;
pub mod sensitive;
