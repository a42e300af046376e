//! `travaux schema`

use crate::error::CliError;
use crate::{Outcome, output};

/// Prints the JSON Schema of the JSON reports.
pub(crate) fn run() -> Result<Outcome, CliError> {
    output::print(&travaux::report::json::schema())?;
    Ok(Outcome::Same)
}
