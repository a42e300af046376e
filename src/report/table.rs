//! A comparison as a table of three columns, as capitals use them: older text, newer text, remark.
//!
//! The view decides the rows; here they are set as Markdown, as a page, and as cells for a spreadsheet. The Word file
//! is `docx::table`.

mod csv;
mod history;
#[cfg(feature = "html")]
mod html;
mod markdown;

pub use csv::{cell, csv};
pub use history::history_csv;
#[cfg(feature = "html")]
pub use html::html;
pub use markdown::markdown;

use crate::model::{Significance, Versions};

/// How a table is set.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Whether the texts of unchanged paragraphs are shown too.
    pub full: bool,
    /// Only what weighs as much or more.
    pub at_least: Option<Significance>,
    /// What to call the two texts where their symbols do not tell them apart.
    pub names: Option<Versions<String>>,
}
