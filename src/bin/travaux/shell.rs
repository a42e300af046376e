//! `travaux completions SHELL` and `travaux man [COMMAND]`: what a package installs beside the program.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::args::Arguments;
use crate::error::CliError;
use crate::{Outcome, output};

/// Prints completions for a shell.
pub(crate) fn completions(shell: Shell) -> Result<Outcome, CliError> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "travaux", &mut script);
    output::print(script)?;
    Ok(Outcome::Same)
}

/// Prints the manual page of the program or of one of its commands.
pub(crate) fn man(command: Option<&str>) -> Result<Outcome, CliError> {
    let program = Arguments::command();
    let subject = match command {
        None => program,
        Some(name) => {
            let found = program.find_subcommand(name).ok_or_else(|| CliError::NoSuchCommand(name.to_owned()))?;
            // A page is found by its title.
            found.clone().display_name(format!("travaux-{name}")).bin_name(format!("travaux {name}"))
        }
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(subject).render(&mut page).map_err(CliError::StandardOutput)?;
    output::print(page)?;
    Ok(Outcome::Same)
}
