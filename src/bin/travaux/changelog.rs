//! `travaux changelog V1 V2 [V3 …]`

use std::path::Path;

use travaux::model::{Comparison, Versions};
use travaux::report::{json, markdown, terminal};

use crate::args::{Changelog, ChangelogFormat};
use crate::trouble::Trouble;
use crate::{Outcome, colour, input, output, progress, threads};

/// Tells of each step from one version to the next.
pub(crate) fn run(options: &Changelog) -> Result<Outcome, Trouble> {
    threads::share();
    let Changelog { versions, format, taking, printing, setting, picking, pages } = options;
    let only = picking.only.map(Into::into);
    let pages = *pages;
    let format = output::format(*format, printing)?;
    let paths: Vec<&Path> = versions.iter().map(AsRef::as_ref).collect();
    let titles: Vec<String> = versions.iter().map(|path| input::title(path, versions)).collect();
    input::check(&paths)?;
    let resolutions = paths.iter().map(|path| input::resolution(path, taking)).collect::<Result<Vec<_>, _>>()?;
    let steps = resolutions.windows(2).zip(titles.windows(2)).map(|(pair, names)| {
        let pair = Versions::new(pair[0].clone(), pair[1].clone());
        let comparison = progress::during("comparing", || travaux::compare(pair));
        (comparison, Some(Versions::new(names[0].clone(), names[1].clone())))
    });
    let steps: Vec<(Comparison, _)> = steps.collect();
    let report = match format {
        ChangelogFormat::Json if only.is_some() => {
            return Err(Trouble::Complete("JSON, which is always complete; select by “significance” instead"));
        }
        ChangelogFormat::Json => {
            json::changelog(&steps.iter().map(|(comparison, names)| (comparison, names.clone())).collect::<Vec<_>>())
        }
        ChangelogFormat::Markdown => joined(&steps, |comparison, names| {
            markdown::changelog(comparison, &markdown::Options { names, only, pages, ..Default::default() })
        }),
        ChangelogFormat::Terminal => {
            let styles = colour::styles(setting.color, output::file(printing).is_some());
            let width = output::width(setting, printing, output::WIDEST);
            joined(&steps, |comparison, names| {
                let styles = styles.clone();
                let options = terminal::Options { width, styles, names, only, pages, ..Default::default() };
                terminal::changelog(comparison, &options)
            })
        }
    };
    output::deliver(&report, printing, &paths)?;
    let differs = steps.iter().any(|(comparison, _)| comparison.has_changes());
    Ok(if differs { Outcome::Different } else { Outcome::Same })
}

type Step = (Comparison, Option<Versions<String>>);

fn joined(steps: &[Step], write: impl Fn(&Comparison, Option<Versions<String>>) -> String) -> String {
    steps.iter().map(|(comparison, names)| write(comparison, names.clone())).collect::<Vec<_>>().join("\n")
}
