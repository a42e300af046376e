//! A comparison as a Word file with tracked changes: accepting all of them gives the newer text, rejecting all the
//! older. Typography alone is not tracked unless asked for, because a reader would have to click through every
//! exchanged quotation mark: the newer spelling is written, so that rejecting gives the older text up to typography.
//!
//! The document is written from scratch in the layout of a UN resolution: header, organ line, openings in italics,
//! numbers as printed. Word counts the numbers, so that a paragraph that is only renumbered has no tracked change. Moves
//! are tracked as moves, splits and merges as inserted or deleted paragraph marks. A comment at each change has its
//! number, name, significance and reasons; one at the end says how the brackets of a text under negotiation were resolved.
//!
//! Steps: `body` merges both texts into one order and writes paragraphs; `numbering` has the lists that count them;
//! `run` writes runs and tracked revisions; `table_rows` tables; `front_matter` the lines around the paragraphs; `notes`
//! footnotes and comments; `untracked` what is only printed; `static_parts` the fixed parts; `xml` elements; `package`
//! the container. [`apply_to_base`] puts the changes into the older file instead;
//! [`table()`] writes them as a table of three columns.
//!
//! The same comparison gives the same bytes: there are no dates but those given in the options.

mod base;
mod body;
mod changelog;
mod front_matter;
mod history;
mod notes;
mod numbering;
mod package;
mod run;
mod static_parts;
mod table;
mod table_rows;
mod untracked;
mod xml;

pub use base::{Redlined, apply_to_base};
pub use changelog::changelog;
pub use history::history;
pub use package::Error;
pub use table::table;

use super::escape::escape;
use super::view::View;
use crate::model::{Comparison, Significance, Versions};
use static_parts::Orientation;

/// Options of a report.
#[derive(Debug, Clone)]
pub struct Options {
    /// Names of the two texts, used if their symbols are equal or missing.
    pub names: Option<Versions<String>>,
    /// The author of the changes.
    pub author: String,
    /// The date of the changes, as `2026-11-24T00:00:00Z`.
    pub date: Option<String>,
    /// Whether each change has a comment; only for tracked changes in a new file.
    pub comments: bool,
    /// Whether differences in typography alone are tracked; if not, the newer spelling is written, and rejecting all
    /// changes gives the older text up to typography.
    pub typography: bool,
    /// Whether the texts of unchanged paragraphs are shown too; only for a table.
    pub full: bool,
    /// Only changes of at least this significance; only for a table, because tracked changes must give both texts.
    pub at_least: Option<Significance>,
}

impl Default for Options {
    /// This program as author and no date, so that equal inputs give equal files.
    fn default() -> Options {
        Options {
            names: None,
            author: "travaux".into(),
            date: None,
            comments: true,
            typography: false,
            full: false,
            at_least: None,
        }
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
    package::write(&static_parts::with_body(body.out, notes, body.lists.definitions(), language, Orientation::Portrait))
}
