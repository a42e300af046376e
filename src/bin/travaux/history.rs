//! `travaux history V1 V2 [V3 …]`

use std::path::Path;

use travaux::model::{Comparison, Resolution, Warning};
use travaux::report::view::HistoryView;
use travaux::report::{docx, html, json, markdown, table, terminal};

use crate::args::{self, HistoryFormat};
use crate::error::CliError;
use crate::output::Report;
use crate::{Outcome, drafts, output, progress};

/// Follows the clauses of the last version through all versions.
pub(crate) fn run(options: &args::History) -> Result<Outcome, CliError> {
    let args::History { versions, git, format, tracked, output, formatting, blame } = options;
    let blame = *blame;
    let format = output::format(*format, output)?;
    let files = if git.is_some() { Vec::new() } else { drafts::files(versions)? };
    let paths: Vec<&Path> = git.iter().chain(&files).map(AsRef::as_ref).collect();
    let drafts = match git {
        Some(path) => drafts::of_git(path, tracked)?,
        None => drafts::of_files(&files, tracked)?,
    };
    let (names, resolutions): (Vec<String>, Vec<Resolution>) =
        drafts.into_iter().map(|draft| (draft.name, draft.resolution)).unzip();
    let mut history = progress::during("comparing", || travaux::history(&resolutions));
    history.warnings.extend(drafts::order_warnings(&names).into_iter().map(Warning::new));
    let view = HistoryView::new(&history, &names);
    // The page and the JSON show the version of every phrase anyway.
    if blame && matches!(format, HistoryFormat::Csv | HistoryFormat::Docx) {
        return Err(CliError::OtherFormat("--blame", "text, Markdown, HTML and JSON", "html"));
    }
    let report = match format {
        HistoryFormat::Json => Report::Text(json::history(&view)),
        HistoryFormat::Markdown => {
            Report::Text(markdown::history(&view, &markdown::Options { blame, ..Default::default() }))
        }
        HistoryFormat::Html => Report::Text(html::history(&view)),
        HistoryFormat::Csv => Report::Text(table::history_csv(&view)),
        HistoryFormat::Terminal => {
            let options = terminal::Options { blame, ..output::terminal_options(formatting, output) };
            Report::Text(terminal::history(&view, &options))
        }
        HistoryFormat::Docx => Report::Word(docx::history(&view)?),
    };
    output::write_report(&report, output, &paths)?;
    Ok(history.steps.iter().any(Comparison::has_changes).into())
}
