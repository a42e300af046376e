//! `travaux changelog V1 V2 [V3 …]`

use std::path::Path;

use travaux::model::Versions;
use travaux::report::{markdown, view};

use crate::args::Changelog;
use crate::trouble::Trouble;
use crate::{Outcome, input, output};

/// Tells of each step from one version to the next.
pub(crate) fn run(options: &Changelog) -> Result<Outcome, Trouble> {
    let Changelog { versions, taking, printing } = options;
    if let Some(path) = output::file(printing)
        && ["json", "html", "docx", "csv"].contains(&output::ending(path).as_str())
    {
        return Err(Trouble::ChangelogEnding(path.to_owned()));
    }
    let paths: Vec<&Path> = versions.iter().map(AsRef::as_ref).collect();
    let titles: Vec<String> = versions.iter().map(|path| input::title(path, versions)).collect();
    input::check(&paths)?;
    let resolutions = paths.iter().map(|path| input::resolution(path, taking)).collect::<Result<Vec<_>, _>>()?;
    let mut outcome = Outcome::Same;
    let mut steps = Vec::new();
    for (pair, names) in resolutions.windows(2).zip(titles.windows(2)) {
        let comparison = travaux::compare(Versions::new(pair[0].clone(), pair[1].clone()));
        let names = Some(Versions::new(names[0].clone(), names[1].clone()));
        steps.push(markdown::changelog(&comparison, &markdown::Options { names, ..Default::default() }));
        if view::differs(&comparison) {
            outcome = Outcome::Different;
        }
    }
    output::deliver(&steps.join("\n"), printing, &paths)?;
    Ok(outcome)
}
