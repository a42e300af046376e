//! What the fuzz targets do with their bytes; the ordinary tests do the same with what was once found.

#[path = "../../support/mod.rs"]
pub mod support;
