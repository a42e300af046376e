//! Coverage: everything that stands in a file stands in what was read from it, or in the ledger.

mod text;
mod words;
