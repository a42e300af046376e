//! `travaux diff OLD NEW`

use travaux::model::Versions;
use travaux::report::{json, markdown, terminal, view};

use crate::args::{Diff, Format};
use crate::trouble::Trouble;
use crate::{Outcome, colour, input, output};

/// Compares two versions and delivers the report.
pub(crate) fn run(options: &Diff) -> Result<Outcome, Trouble> {
    let Diff { old, new, printing, setting, full } = options;
    let full = *full;
    let format = output::format(setting, printing)?;
    let paths = [old.clone(), new.clone()];
    let names = Some(Versions::new(input::title(old, &paths), input::title(new, &paths)));
    input::check(&[old, new])?;
    let comparison = travaux::compare(input::resolutions(Versions::new(old, new))?);
    let report = match format {
        Format::Terminal => {
            let styles = colour::styles(setting.color, output::file(printing).is_some());
            let width = output::width(setting, printing);
            terminal::comparison(&comparison, &terminal::Options { width, full, styles, names, ..Default::default() })
        }
        Format::Markdown => markdown::comparison(&comparison, &markdown::Options { full, names, ..Default::default() }),
        Format::Json => json::comparison(&comparison, &json::Options { names }),
    };
    output::deliver(&report, printing, &[old, new])?;
    Ok(if view::differs(&comparison) { Outcome::Different } else { Outcome::Same })
}
