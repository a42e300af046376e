//! The tests of the library, and of the files it writes, in one program.
//!
//! Each module is a subject; `support` holds what several of them use.

#![allow(clippy::unwrap_used, reason = "a failed unwrap is the failure")]

mod amend;
mod architecture;
mod browser;
mod coverage;
mod explain;
mod fidelity;
mod fit;
mod formats;
mod history;
mod pairing;
mod partition;
mod pdf;
mod properties;
mod redline;
mod regressions;
mod report;
mod samples;
mod support;
