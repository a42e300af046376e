//! A comparison as a table of three columns, as delegations use it: older text, newer text, remark.
//!
//! The view decides the rows; they are written as Markdown, as an HTML page and as CSV. The Word file is `docx::table`.

mod csv;
#[cfg(feature = "html")]
mod html;
mod markdown;

pub use csv::{cell, csv, history_csv};
#[cfg(feature = "html")]
pub use html::html;
pub use markdown::markdown;

use crate::model::{Significance, Versions};

/// Options of a table.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Whether the texts of unchanged paragraphs are shown too.
    pub full: bool,
    /// Only changes of at least this significance.
    pub at_least: Option<Significance>,
    /// Names of the two texts, used if their symbols are equal or missing.
    pub names: Option<Versions<String>>,
}
