//! Compares versions of a resolution.
pub mod model;
