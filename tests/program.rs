//! The tests of the program `travaux`, run as a user runs it.

#![allow(clippy::unwrap_used, reason = "a failed unwrap is the failure")]

#[path = "amend/program.rs"]
mod amend;
mod cli;
mod picture;
