//! Whether to use colour: the one place where that is decided.
//!
//! `--color` wins; then NO_COLOR, CLICOLOR_FORCE, CLICOLOR and TERM=dumb as anstream reads them; then whether standard
//! output is a terminal, or git's pager, which shows one. A file gets colour only if it is asked for by name.

use std::{env, io};

use anstream::{AutoStream, ColorChoice};
use travaux::report::terminal::Styles;

use crate::args::Colour;
use crate::git;

/// Decides, and gives the styles.
pub(crate) fn styles(wanted: Colour, to_file: bool) -> Styles {
    let coloured = match wanted {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => !to_file && (AutoStream::choice(&io::stdout()) != ColorChoice::Never || in_git_pager()),
    };
    if coloured { Styles::coloured() } else { Styles::plain() }
}

/// Whether git's pager shows the output, and nothing asks for no colour.
fn in_git_pager() -> bool {
    let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_dumb = env::var_os("TERM").is_some_and(|name| name == "dumb");
    git::has_pager() && !is_set("NO_COLOR") && env::var_os("CLICOLOR").is_none_or(|value| value != "0") && !is_dumb
}
