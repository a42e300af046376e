//! The last room: a [`Comparison`](crate::model::Comparison) or a [`Resolution`](crate::model::Resolution) goes in,
//! a report comes out.
//!
//! Steps: [`view`] decides once what every report tells (names, order, folding, maps, the verdict); each format then
//! only writes it, so that no two formats can disagree. A new format is a new file and reads the view.
//!
//! - [`terminal`] for people at a screen, coloured or plain;
//! - [`markdown`] for pasting: the redline, and the changelog in prose;
//! - [`html`] as one page for a browser, paper or a mail;
//! - [`docx`] as a Word file with tracked changes, or as a table in one;
//! - [`table`](mod@table) as three columns: Markdown, a page, CSV;
//! - [`stat`] on one screen, and [`concordance`] for old and new numbers;
//! - [`plain`] as plain text, for tools that compare lines: one resolution only;
//! - [`json`] for programs, with its schema.
//!
//! Nothing here prints or knows a terminal: a report is a `String` (bytes, for Word), and width and styles are asked of the caller.
//! Text from a document is never trusted: [`visible`] writes out what could steer a terminal or hide from a reader.

pub mod concordance;
#[cfg(feature = "docx")]
pub mod docx;
#[cfg(any(feature = "docx", feature = "html"))]
mod escape;
mod grid;
#[cfg(feature = "html")]
pub mod html;
pub mod json;
pub mod markdown;
pub mod plain;
pub mod stat;
pub mod table;
pub mod terminal;
pub mod view;
pub mod visible;
