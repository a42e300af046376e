//! What each command does.

use travaux::report::json;

use crate::args::Command;
use crate::error::CliError;
use crate::{Outcome, amend, apply, changelog, diff, history, output, shell, show, verify};

/// Runs a command.
pub(crate) fn run(command: Command) -> Result<Outcome, CliError> {
    match command {
        Command::Diff(options) => diff::run(&options),
        Command::Changelog(options) => changelog::run(&options),
        Command::History(options) => history::run(&options),
        Command::Show(options) => show::run(&options),
        Command::Amend(options) => amend::run(&options),
        Command::Apply(options) => apply::run(&options),
        Command::Verify(options) => verify::run(&options),
        Command::Schema => output::print(json::schema()).map(|()| Outcome::Same),
        Command::Completions { shell } => shell::completions(shell),
        Command::Man { command } => shell::man(command.as_deref()),
    }
}
