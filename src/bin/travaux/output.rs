//! A report goes in and ends up in a file, in a pager or on standard output.
//!
//! No input is ever overwritten, however the output is named. A reader who has seen enough (`| head`) is no trouble:
//! the rest is dropped and the exit code still reports differences.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::{env, fs};

use same_file::Handle;
use travaux::report::terminal;
use travaux::report::visible::escape_invisible;

use crate::args::{FormatArgs, OutputArgs, ReportFormat};
use crate::error::CliError;
use crate::replace::replace;
use crate::{colour, git, input, pager};

/// Wider lines than these are hard to follow back.
pub(crate) const MAX_WIDTH: u16 = 120;
/// Two columns of that width, side by side.
pub(crate) const MAX_PAIR_WIDTH: u16 = 2 * MAX_WIDTH + 7;
/// The width where there is no terminal to ask.
const DEFAULT_WIDTH: u16 = 80;

/// A report to be delivered.
pub(crate) enum Report {
    Text(String),
    /// A Word file, which a screen cannot show.
    Word(Vec<u8>),
}

impl AsRef<[u8]> for Report {
    fn as_ref(&self) -> &[u8] {
        match self {
            Report::Text(text) => text.as_bytes(),
            Report::Word(file) => file,
        }
    }
}

/// The format asked for: by name, else by the extension of the output file.
pub(crate) fn format<F: ReportFormat>(named: Option<F>, output: &OutputArgs) -> Result<F, CliError> {
    match (named, file(output)) {
        (Some(format), _) => Ok(format),
        (None, None) => Ok(F::DEFAULT),
        (None, Some(path)) if !is_regular(path) => Ok(F::DEFAULT),
        (None, Some(path)) if path.is_dir() => {
            Err(CliError::Output(path.to_owned(), io::ErrorKind::IsADirectory.into()))
        }
        (None, Some(path)) => F::from_path(path),
    }
}

/// The extension of a file name, in lower case.
pub(crate) fn extension(path: &Path) -> String {
    path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// The file asked for; `-` is standard output.
pub(crate) fn file(output: &OutputArgs) -> Option<&Path> {
    output.output.as_deref().filter(|path| *path != Path::new("-"))
}

/// How a report looks on the screen, or in a text file.
pub(crate) fn terminal_options(formatting: &FormatArgs, output: &OutputArgs) -> terminal::Options {
    let styles = colour::styles(formatting.color, file(output).is_some());
    terminal::Options { width: width(formatting, output, MAX_WIDTH), styles, ..Default::default() }
}

/// The columns to fill; `widest` bounds what a terminal offers.
pub(crate) fn width(formatting: &FormatArgs, output: &OutputArgs, widest: u16) -> usize {
    let terminal = || match file(output) {
        Some(_) => None,
        None => terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| width.0).or_else(pager_width),
    };
    let terminal = || terminal().map(|width| width.clamp(20, widest));
    usize::from(formatting.width.or_else(terminal).unwrap_or(DEFAULT_WIDTH))
}

/// The columns of git's pager, which git gives to those it calls.
fn pager_width() -> Option<u16> {
    git::has_pager().then(|| env::var("COLUMNS").ok()?.parse().ok()).flatten()
}

/// Says in one line what a report could not hold.
pub(crate) fn note(left: &[String]) {
    if !left.is_empty() {
        let parts: Vec<String> = left.iter().map(|part| escape_invisible(part).replace('\n', " ")).collect();
        // If there is nobody to tell, the report stands all the same.
        let _ = writeln!(io::stderr(), "travaux: not included in the file: {}", parts.join("; "));
    }
}

/// Says something beside a report, in one line.
pub(crate) fn remark(text: &str) {
    // If there is nobody to tell, the report and the exit code must do.
    let _ = writeln!(io::stderr(), "travaux: {}", escape_invisible(text).replace('\n', " "));
}

/// Delivers a report; `inputs` must not be overwritten.
pub(crate) fn write_report(report: &Report, output: &OutputArgs, inputs: &[&Path]) -> Result<(), CliError> {
    match (report, file(output)) {
        (report, Some(path)) => return write(report.as_ref(), path, inputs),
        (Report::Text(text), None) if !output.no_pager && pager::page(text) => return Ok(()),
        (Report::Word(_), None) if io::stdout().is_terminal() => return Err(CliError::NotForScreens),
        _ => {}
    }
    check_standard_output(inputs)?;
    print(report)
}

/// Writes to standard output.
pub(crate) fn print(report: impl AsRef<[u8]>) -> Result<(), CliError> {
    let mut out = io::stdout().lock();
    match out.write_all(report.as_ref()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(CliError::StandardOutput(error)),
        _ => Ok(()),
    }
}

/// Whether a path is, or will be, a file that can be replaced; a device or a pipe cannot.
fn is_regular(path: &Path) -> bool {
    fs::metadata(path).map_or(true, |there| there.is_file() || there.is_dir())
}

fn write(report: &[u8], path: &Path, inputs: &[&Path]) -> Result<(), CliError> {
    let output_error = |error| CliError::Output(path.to_owned(), error);
    if path.is_dir() {
        return Err(output_error(io::ErrorKind::IsADirectory.into()));
    }
    if !is_regular(path) {
        return match fs::write(path, report) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(output_error(error)),
            _ => Ok(()),
        };
    }
    // A file that cannot be opened here is none that was read before.
    if Handle::from_path(path).is_ok_and(|output| is_input(&output, inputs)) {
        return Err(CliError::OutputIsInput(path.to_owned()));
    }
    replace(path, report).map_err(output_error)
}

/// Whether a file is one of the inputs, under whatever name: links of both kinds, `/dev/stdin`, standard input itself.
fn is_input(output: &Handle, inputs: &[&Path]) -> bool {
    inputs.iter().any(|input| {
        let handle = match input::is_standard_input(input) {
            true => Handle::stdin(),
            // opening a pipe would wait for whoever writes to it
            false if fs::metadata(input).is_ok_and(|input| input.is_file()) => Handle::from_path(input),
            false => return false,
        };
        handle.is_ok_and(|input| input == *output)
    })
}

/// Standard output can be an input too, as with `>>`.
fn check_standard_output(inputs: &[&Path]) -> Result<(), CliError> {
    let is_file = |handle: &Handle| handle.as_file().metadata().is_ok_and(|output| output.is_file());
    match Handle::stdout() {
        Ok(output) if is_file(&output) && is_input(&output, inputs) => Err(CliError::OutputIsInput(PathBuf::from("-"))),
        _ => Ok(()),
    }
}
