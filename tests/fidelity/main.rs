//! Nothing lost, nothing hidden: *coverage* says that every word of a source stands in what was read from it,
//! *sensitivity* that no word, figure or sign can change without a difference that shows both spellings.
//!
//! Both are tried on the project's own documents and on generated ones. A generated resolution is described once
//! ([`draft`]) and written in every format ([`formats`]), where its words are found and changed again without help from
//! the readers ([`source`]). `FIDELITY_CASES` sets how many changes are tried for each document, 0 for all of them.

#![allow(clippy::unwrap_used, reason = "a failed unwrap is the failure")]

mod coverage;
mod draft;
mod exceptions;
mod formats;
mod random;
mod reported;
mod sensitivity;
mod source;
#[path = "../formats/word.rs"]
#[allow(dead_code, reason = "made for other tests")]
mod word;
