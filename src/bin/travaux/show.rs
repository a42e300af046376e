//! `travaux show FILE`

use travaux::report::{json, markdown, plain, terminal};

use crate::args::{Show, ShowFormat};
use crate::error::CliError;
use crate::{Outcome, colour, input, output, threads};

/// Shows how a document was read.
pub(crate) fn run(options: &Show) -> Result<Outcome, CliError> {
    threads::init_thread_pool();
    let Show { file, format, taking, printing, setting, ledger } = options;
    let ledger = *ledger;
    let format = output::format(*format, printing)?;
    let resolution = input::resolution(file, taking)?;
    let report = match format {
        ShowFormat::Terminal => {
            let styles = colour::styles(setting.color, output::file(printing).is_some());
            let width = output::width(setting, printing, output::MAX_WIDTH);
            terminal::resolution(&resolution, &terminal::Options { width, ledger, styles, ..Default::default() })
        }
        ShowFormat::Markdown => markdown::resolution(&resolution, &markdown::Options { ledger, ..Default::default() }),
        ShowFormat::Json => json::resolution(&resolution),
        ShowFormat::Text => plain::resolution(&resolution),
    };
    output::write_report(&report, printing, &[file])?;
    Ok(Outcome::Same)
}
