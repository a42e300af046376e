//! `travaux amend OLD NEW`

use travaux::model::Versions;
use travaux::report::{amendment, json};

use crate::args::{Amend, AmendFormat};
use crate::error::CliError;
use crate::output::Report;
use crate::{Outcome, input, output, progress};

/// Writes the difference of two versions as an amendment.
pub(crate) fn run(options: &Amend) -> Result<Outcome, CliError> {
    let Amend { old, new, format, tracked, output } = options;
    let format = output::format(*format, output)?;
    let paths = Versions::new(old.as_path(), new.as_path());
    let inputs = [paths.before, paths.after];
    input::check(&inputs)?;
    let resolutions = input::versions(paths, tracked)?;
    let written = progress::during("comparing", || travaux::amend(&travaux::compare(resolutions)));
    written.warnings.iter().for_each(|warning| output::remark(&warning.to_string()));
    if !written.omissions.is_empty() {
        output::remark(&format!("not amended, and named in the document: {}", written.omissions.join(", ")));
    }
    let report = match format {
        AmendFormat::Text => Report::Text(amendment::text(&written)),
        AmendFormat::Markdown => Report::Text(amendment::markdown(&written)),
        AmendFormat::Json => Report::Text(json::amendment(&written)),
        AmendFormat::Docx => Report::Word(amendment::word(&written)?),
    };
    output::write_report(&report, output, &inputs)?;
    Ok((!written.provisions.is_empty()).into())
}
