//! `travaux show FILE`

use travaux::report::{json, markdown, terminal};

use crate::args::{Format, Show};
use crate::trouble::Trouble;
use crate::{Outcome, colour, input, output, threads};

/// Shows how a document was read.
pub(crate) fn run(options: &Show) -> Result<Outcome, Trouble> {
    threads::share();
    let Show { file, taking, printing, setting, ledger } = options;
    let ledger = *ledger;
    let format = output::format(setting, printing)?;
    let resolution = input::resolution(file, taking)?;
    let report = match format {
        Format::Terminal => {
            let styles = colour::styles(setting.color, output::file(printing).is_some());
            let width = output::width(setting, printing);
            terminal::resolution(&resolution, &terminal::Options { width, ledger, styles, ..Default::default() })
        }
        Format::Markdown => markdown::resolution(&resolution, &markdown::Options { ledger, ..Default::default() }),
        Format::Json => json::resolution(&resolution),
        Format::Html => return Err(Trouble::NotSoWritten("one document", "a page")),
        Format::Csv => return Err(Trouble::NotSoWritten("one document", "a spreadsheet")),
        Format::Docx => return Err(Trouble::NotSoWritten("one document", "a Word file")),
    };
    output::deliver(&report, printing, &[file])?;
    Ok(Outcome::Same)
}
