//! `travaux show FILE`

use travaux::report::{amendment, json, markdown, plain, terminal};
use travaux::{Reading, parse};

use crate::args::{Show, ShowFormat};
use crate::error::CliError;
use crate::output::Report;
use crate::{Outcome, input, output};

/// Shows how a document was read.
pub(crate) fn run(options: &Show) -> Result<Outcome, CliError> {
    let Show { file, format, tracked, output, formatting, ledger, author, clean } = options;
    let ledger = *ledger;
    let format = output::format(*format, output)?;
    let read = match author {
        Some(author) => Reading::Resolution(Box::new(input::proposed(file, tracked, author)?)),
        None => input::either(file, tracked)?,
    };
    let resolution = match read {
        Reading::Resolution(resolution) => *resolution,
        Reading::Amendment(read, resolution) => {
            let report = match format {
                ShowFormat::Terminal => terminal::amendment(&read, &output::terminal_options(formatting, output)),
                ShowFormat::Markdown => amendment::markdown(&read),
                // The contract of `show`: the paragraphs of the document, whatever it is.
                ShowFormat::Json => json::resolution(&resolution),
                ShowFormat::Text => amendment::text(&read),
            };
            output::write_report(&Report::Text(report), output, &[file])?;
            return Ok(Outcome::Same);
        }
    };
    let resolution = if *clean { parse::without_open_text(&resolution) } else { resolution };
    let report = match format {
        ShowFormat::Terminal => {
            let options = terminal::Options { ledger, ..output::terminal_options(formatting, output) };
            terminal::resolution(&resolution, &options)
        }
        ShowFormat::Markdown => markdown::resolution(&resolution, &markdown::Options { ledger, ..Default::default() }),
        ShowFormat::Json => json::resolution(&resolution),
        ShowFormat::Text => plain::resolution(&resolution),
    };
    output::write_report(&Report::Text(report), output, &[file])?;
    Ok(Outcome::Same)
}
