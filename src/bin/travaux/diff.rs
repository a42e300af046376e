//! `travaux diff OLD NEW`, and `travaux diff FILE` for a file that tracked changes make two versions.

use std::path::Path;

use travaux::model::Versions;
use travaux::report::{json, markdown, terminal, view};

use crate::args::{Diff, Format};
use crate::trouble::Trouble;
use crate::{Outcome, colour, input, output, progress};

/// Compares two versions and delivers the report.
pub(crate) fn run(options: &Diff) -> Result<Outcome, Trouble> {
    let Diff { old, new, taking, printing, setting, full, pages } = options;
    let (full, pages) = (*full, *pages);
    let format = output::format(setting, printing)?;
    let paths: Vec<&Path> = std::iter::once(old).chain(new).map(AsRef::as_ref).collect();
    input::check(&paths)?;
    let (names, resolutions) = match new {
        Some(new) => {
            let both = [old.clone(), new.clone()];
            let names = Versions::new(input::title(old, &both), input::title(new, &both));
            (names, input::resolutions(Versions::new(old, new), taking)?)
        }
        None if taking.side.is_some() => return Err(Trouble::SideOfOne(old.clone())),
        None => {
            let title = input::title(old, &[]);
            let names = Versions::new(format!("{title} (original)"), format!("{title} (accepted)"));
            (names, input::tracked(old)?)
        }
    };
    let names = Some(names);
    let comparison = progress::during("comparing", || travaux::compare(resolutions));
    let report = match format {
        Format::Terminal => {
            let styles = colour::styles(setting.color, output::file(printing).is_some());
            let width = output::width(setting, printing);
            let options = terminal::Options { width, full, pages, styles, names, ..Default::default() };
            terminal::comparison(&comparison, &options)
        }
        Format::Markdown => {
            markdown::comparison(&comparison, &markdown::Options { full, pages, names, ..Default::default() })
        }
        Format::Json => json::comparison(&comparison, &json::Options { names }),
    };
    output::deliver(&report, printing, &paths)?;
    let outcome = if view::differs(&comparison) { Outcome::Different } else { Outcome::Same };
    // The process ends: giving back the memory of thousands of paragraphs piece by piece would only take time.
    std::mem::forget(comparison);
    Ok(outcome)
}
