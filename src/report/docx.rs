//! A comparison as a Word file with tracked changes: accepting all of them gives the newer text, rejecting the older.
//!
//! The document is set afresh, as the UN sets its resolutions: header, the organ's line, openings in italics, numbers as
//! printed. Numbers are typed, not counted by Word, so that a paragraph that is numbered anew shows both numbers. What
//! moved is tracked as moved, what was split or merged as a paragraph mark that came or went. A comment at each change
//! carries its number, name, significance and reasons.
//!
//! Steps: `body` puts both texts in one order and writes paragraphs; `run` writes words in the ink of their side;
//! `table_rows` tables; `front_matter` what stands around the paragraphs; `notes` footnotes and comments; `static_parts` is what never
//! changes; `package` the container.
//! [`apply_to_base`] puts the changes into the older file
//! instead; [`table()`] writes them as a table of three columns.
//!
//! The same comparison gives the same bytes: dates are only those that are asked for.

mod base;
mod body;
mod changelog;
mod front_matter;
mod history;
mod notes;
mod package;
mod run;
mod static_parts;
mod table;
mod table_rows;

pub use base::{Redlined, apply_to_base};
pub use changelog::changelog;
pub use history::history;
pub use package::Error;
pub use table::table;

use super::escape::escape;
use super::view::View;
use crate::model::{Comparison, Significance, Versions};
use static_parts::Orientation;

/// How a report is set.
#[derive(Debug, Clone)]
pub struct Options {
    /// What to call the two texts where their symbols do not tell them apart.
    pub names: Option<Versions<String>>,
    /// Who made the changes.
    pub author: String,
    /// When, as `2026-11-24T00:00:00Z`; none leaves it open.
    pub date: Option<String>,
    /// Whether a comment at each change says what happened; only for tracked changes in a new file.
    pub comments: bool,
    /// Whether the texts of unchanged paragraphs are shown too; only for a table.
    pub full: bool,
    /// Only what is as significant or more; only for a table, because tracked changes must give both texts.
    pub at_least: Option<Significance>,
}

impl Default for Options {
    /// By this program, at no time, so that equal inputs give equal files.
    fn default() -> Options {
        Options { names: None, author: "travaux".into(), date: None, comments: true, full: false, at_least: None }
    }
}

/// Writes a comparison as a Word file with tracked changes.
///
/// # Errors
/// When the container cannot be written.
pub fn comparison(comparison: &Comparison, options: &Options) -> Result<Vec<u8>, Error> {
    let view = View::new(comparison, options.names.as_ref());
    let mut body = body::Body::new(&view, options);
    body.write();
    let notes = body.notes.parts(&mut body.revisions);
    let language = body.language;
    package::write(&static_parts::with_body(body.out, &notes, language, Orientation::Portrait))
}
