//! What several tests use, and the fuzz targets of `tests/fuzz` too.

#![allow(dead_code, unreachable_pub, clippy::unwrap_used, reason = "each program uses a part of this")]

pub mod docx_builder;
pub mod draft;
pub mod exceptions;
pub mod fuzz_targets;
pub mod markup;
pub mod package;
pub mod pdf_builder;
pub mod random;
pub mod sensitive;
pub mod sensitivity;
pub mod source;
pub mod writers;
