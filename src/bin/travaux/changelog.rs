//! `travaux changelog V1 V2 [V3 …]`

use std::path::Path;

use travaux::model::{Comparison, Resolution, Versions};
use travaux::report::{docx, html, json, markdown, terminal, view};

use crate::args::{Changelog, ChangelogFormat};
use crate::error::CliError;
use crate::{Outcome, colour, input, output, progress, threads};

/// Tells of each step from one version to the next.
pub(crate) fn run(options: &Changelog) -> Result<Outcome, CliError> {
    threads::init_thread_pool();
    let Changelog { versions, format, taking, printing, setting, picking, pages } = options;
    let at_least = picking.only.map(Into::into);
    let pages = *pages;
    let format = output::format(*format, printing)?;
    let paths: Vec<&Path> = versions.iter().map(AsRef::as_ref).collect();
    let titles: Vec<String> = versions.iter().map(|path| input::title(path, versions)).collect();
    input::check(&paths)?;
    let resolutions = paths.iter().map(|path| input::resolution(path, taking)).collect::<Result<Vec<_>, _>>()?;
    let compared = |pair: [&Resolution; 2], names: [&String; 2]| {
        let pair = Versions::new(pair[0].clone(), pair[1].clone());
        let comparison = progress::during("comparing", || travaux::compare(pair));
        (comparison, Some(Versions::new(names[0].clone(), names[1].clone())))
    };
    let steps = resolutions.windows(2).zip(titles.windows(2));
    let steps: Vec<Step> = steps.map(|(pair, names)| compared([&pair[0], &pair[1]], [&names[0], &names[1]])).collect();
    let ends = resolutions.first().zip(resolutions.last()).zip(titles.first().zip(titles.last()));
    let overall = ends.filter(|_| steps.len() > 1);
    let overall = overall.map(|((first, last), (old, new))| compared([first, last], [old, new]));
    let all: Vec<view::ChangelogStep<'_>> = overall
        .iter()
        .map(|step| (step, true))
        .chain(steps.iter().map(|step| (step, false)))
        .map(|((comparison, names), overall)| view::ChangelogStep {
            comparison,
            names: names.clone(),
            overall,
            at_least,
            pages,
        })
        .collect();
    let report = match format {
        ChangelogFormat::Json if at_least.is_some() => {
            return Err(CliError::Complete("JSON, which is always complete; select by “significance” instead"));
        }
        ChangelogFormat::Json => json::changelog(&all),
        ChangelogFormat::Markdown => markdown::changelog(&all),
        ChangelogFormat::Terminal => {
            let styles = colour::styles(setting.color, output::file(printing).is_some());
            let width = output::width(setting, printing, output::MAX_WIDTH);
            terminal::changelog(&all, &terminal::Options { width, styles, ..Default::default() })
        }
        ChangelogFormat::Html => html::changelog(&all),
        ChangelogFormat::Docx => {
            output::deliver_bytes(&docx::changelog(&all)?, printing, &paths)?;
            return Ok(outcome(&steps));
        }
    };
    output::write_report(&report, printing, &paths)?;
    Ok(outcome(&steps))
}

fn outcome(steps: &[Step]) -> Outcome {
    let differs = steps.iter().any(|(comparison, _)| comparison.has_changes());
    if differs { Outcome::Different } else { Outcome::Same }
}

type Step = (Comparison, Option<Versions<String>>);
