//! The program: arguments in; a report, an exit code and at most one line of complaint out.
//! Exit codes are those of diff(1): 0 no difference, 1 differences, 2 trouble. Nothing else ever exits 1. Everything that
//! knows files, terminals and the environment lives here.

mod amend;
mod apply;
mod args;
mod changelog;
mod colour;
mod command;
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
mod shell;
mod show;
mod threads;
mod verify;

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Whether a command found differences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Same,
    Different,
}

impl From<bool> for Outcome {
    fn from(differs: bool) -> Outcome {
        if differs { Outcome::Different } else { Outcome::Same }
    }
}

fn main() -> ExitCode {
    let command = args::arguments().command;
    threads::init_thread_pool();
    match command::run(command) {
        Ok(Outcome::Same) => ExitCode::SUCCESS,
        Ok(Outcome::Different) => ExitCode::from(1),
        Err(trouble) => {
            trouble.print();
            ExitCode::from(2)
        }
    }
}
