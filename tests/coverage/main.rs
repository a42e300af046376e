//! Coverage: everything that stands in a file stands in what was read from it, or in the ledger.

#![allow(clippy::unwrap_used, reason = "a failed unwrap is the failure")]

mod text;
mod words;
