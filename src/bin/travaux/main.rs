//! The program: arguments in; a report, an exit code and at most one line of complaint out.
//! Exit codes are those of diff(1): 0 no difference, 1 differences, 2 trouble. Nothing else ever exits 1. Everything that
//! knows files, terminals and the environment lives here.

mod args;
mod changelog;
mod colour;
mod diff;
mod drafts;
mod error;
mod git;
mod history;
mod input;
mod output;
mod pager;
mod progress;
mod replace;
mod schema;
mod shell;
mod show;
mod threads;

use std::process::ExitCode;

use args::Command;
use error::CliError;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Whether a command found differences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Same,
    Different,
}

fn main() -> ExitCode {
    match run(args::arguments().command) {
        Ok(Outcome::Same) => ExitCode::SUCCESS,
        Ok(Outcome::Different) => ExitCode::from(1),
        Err(trouble) => {
            trouble.print();
            ExitCode::from(2)
        }
    }
}

fn run(command: Command) -> Result<Outcome, CliError> {
    match command {
        Command::Diff(options) => diff::run(&options),
        Command::Changelog(options) => changelog::run(&options),
        Command::History(options) => history::run(&options),
        Command::Show(options) => show::run(&options),
        Command::Schema => schema::run(),
        Command::Completions { shell } => shell::completions(shell),
        Command::Man { command } => shell::man(command.as_deref()),
    }
}
