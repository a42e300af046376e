//! The last stage: turns a [`Comparison`](crate::model::Comparison) or a [`Resolution`](crate::model::Resolution) into
//! a report.
//!
//! Steps: [`view`] decides once what every report contains (names, order, folding, maps, the verdict). Each format only
//! writes it, so that no two formats can disagree. A new format is a new file that reads the view.
//!
//! - [`terminal`] for people at a screen, coloured or plain;
//! - [`markdown`] for pasting: the redline, and the changelog in prose;
//! - [`html`] as one page for a browser, for print or for an email;
//! - [`docx`] as a Word file with tracked changes, or with a table;
//! - [`table`](mod@table) as three columns: Markdown, HTML, CSV;
//! - [`stat`] as an overview on one screen, and [`concordance`] for old and new numbers;
//! - [`amendment`] as an amendment document;
//! - [`plain`] as plain text, for tools that compare lines: one resolution only;
//! - [`json`] for programs, with its schema.
//!
//! ```
//! use travaux::{model::Versions, report::markdown};
//!
//! let text = |verb| format!("The General Assembly,\n\n1. Decides to meet;\n\n2. {verb} the keepers to report.");
//! let versions = Versions::new(travaux::resolution(text("Requests").as_bytes())?, travaux::resolution(text("Invites").as_bytes())?);
//! let report = markdown::comparison(&travaux::compare(versions), &markdown::Options::default());
//! assert!(report.contains("~~Requests~~ **Invites** the keepers to report."));
//! # Ok::<(), travaux::read::Error>(())
//! ```
//!
//! Nothing here prints or knows a terminal: a report is a `String` (bytes, for Word), and the caller gives width and
//! styles. Document text is never trusted: [`visible`] escapes what could act on a terminal or hide from a reader.

pub mod amendment;
pub mod concordance;
#[cfg(feature = "docx")]
pub mod docx;
#[cfg(any(feature = "docx", feature = "html"))]
mod escape;
#[cfg(feature = "html")]
pub mod html;
pub mod json;
pub mod markdown;
pub mod plain;
pub mod stat;
pub mod table;
pub mod terminal;
mod text_table;
pub mod view;
pub mod visible;
