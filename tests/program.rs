//! The tests of the program `travaux`, run as a user runs it.

#![allow(clippy::unwrap_used, reason = "a failed unwrap is the failure")]

mod cli;
mod picture;
