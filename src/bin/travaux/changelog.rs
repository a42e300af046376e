//! `travaux changelog V1 V2 [V3 …]`

use std::path::Path;

use travaux::model::{Comparison, Resolution, Versions};
use travaux::report::view::{self, HistoryView};
use travaux::report::{docx, html, json, markdown, terminal};

use crate::args::{Changelog, ChangelogFormat};
use crate::error::CliError;
use crate::output::Report;
use crate::{Outcome, input, output, progress};

/// Tells of each step from one version to the next.
pub(crate) fn run(options: &Changelog) -> Result<Outcome, CliError> {
    let Changelog { versions, format, tracked, output, formatting, filter, pages } = options;
    let at_least = filter.only.map(Into::into);
    let pages = *pages;
    let format = output::format(*format, output)?;
    let paths: Vec<&Path> = versions.iter().map(AsRef::as_ref).collect();
    let titles: Vec<String> = versions.iter().map(|path| input::title(path, versions)).collect();
    input::check(&paths)?;
    let resolutions = paths.iter().map(|path| input::resolution(path, tracked)).collect::<Result<Vec<_>, _>>()?;
    let compared = |pair: [&Resolution; 2]| {
        let pair = Versions::new(pair[0].clone(), pair[1].clone());
        progress::during("comparing", || travaux::compare(pair))
    };
    let (first, last) = (resolutions.first(), resolutions.last());
    // Over several versions the history knows what came and went; its steps are their comparisons.
    let history = (resolutions.len() > 2).then(|| progress::during("comparing", || travaux::history(&resolutions)));
    let passing = history.as_ref().map(|history| HistoryView::new(history, &titles).passing()).unwrap_or_default();
    let (overall, steps): (Option<Comparison>, Vec<Comparison>) = match history {
        Some(history) => (first.zip(last).map(|(first, last)| compared([first, last])), history.steps),
        None => (None, resolutions.windows(2).map(|pair| compared([&pair[0], &pair[1]])).collect()),
    };
    let named = |old: usize, new: usize| Some(Versions::new(titles[old].clone(), titles[new].clone()));
    let step =
        |comparison, names| view::ChangelogStep { names, at_least, pages, ..view::ChangelogStep::new(comparison) };
    let whole = overall.iter().map(|comparison| view::ChangelogStep {
        overall: true,
        passing: passing.clone(),
        ..step(comparison, named(0, titles.len() - 1))
    });
    let each = steps.iter().enumerate().map(|(index, comparison)| step(comparison, named(index, index + 1)));
    let all: Vec<view::ChangelogStep<'_>> = whole.chain(each).collect();
    let report = match format {
        ChangelogFormat::Json if at_least.is_some() => {
            return Err(CliError::Complete("JSON, which is always complete; select by “significance” instead"));
        }
        ChangelogFormat::Json => Report::Text(json::changelog(&all)),
        ChangelogFormat::Markdown => Report::Text(markdown::changelog(&all)),
        ChangelogFormat::Terminal => {
            Report::Text(terminal::changelog(&all, &output::terminal_options(formatting, output)))
        }
        ChangelogFormat::Html => Report::Text(html::changelog(&all)),
        ChangelogFormat::Docx => Report::Word(docx::changelog(&all)?),
    };
    output::write_report(&report, output, &paths)?;
    Ok(steps.iter().any(Comparison::has_changes).into())
}
