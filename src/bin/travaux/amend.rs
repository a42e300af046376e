//! `travaux amend OLD NEW`

use travaux::model::Versions;
use travaux::report::{amendment, json};

use crate::args::{Amend, AmendFormat};
use crate::error::CliError;
use crate::{Outcome, input, output, progress, threads};

/// Writes the difference of two versions as an amendment.
pub(crate) fn run(options: &Amend) -> Result<Outcome, CliError> {
    threads::init_thread_pool();
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
    match format {
        AmendFormat::Text => output::write_report(&amendment::text(&written), output, &inputs)?,
        AmendFormat::Markdown => output::write_report(&amendment::markdown(&written), output, &inputs)?,
        AmendFormat::Json => output::write_report(&json::amendment(&written), output, &inputs)?,
        AmendFormat::Docx => output::deliver_bytes(&amendment::word(&written)?, output, &inputs)?,
    }
    Ok((!written.provisions.is_empty()).into())
}
