//! Whether to use colour: the one place where that is decided.
//!
//! `--color` wins; then NO_COLOR, CLICOLOR_FORCE, CLICOLOR and TERM=dumb as anstream reads them; then whether standard
//! output is a terminal. A file gets colour only if it is asked for by name.

use std::io;

use anstream::{AutoStream, ColorChoice};
use travaux::report::terminal::Styles;

use crate::args::Colour;

/// Decides, and gives the styles.
pub(crate) fn styles(wanted: Colour, to_file: bool) -> Styles {
    let coloured = match wanted {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => !to_file && AutoStream::choice(&io::stdout()) != ColorChoice::Never,
    };
    if coloured { Styles::coloured() } else { Styles::plain() }
}
