//! `travaux schema`

use crate::trouble::Trouble;
use crate::{Outcome, output};

/// Prints the JSON Schema of the JSON reports.
pub(crate) fn run() -> Result<Outcome, Trouble> {
    output::print(&travaux::report::json::schema())?;
    Ok(Outcome::Same)
}
