//! `travaux apply BASE AMENDMENT [AMENDMENT…]`

use std::path::{Path, PathBuf};

use travaux::model::{Amendment, Application, Verdict, Versions, Warning};
use travaux::report::{docx, html, json, markdown, plain, terminal};

use crate::args::{Apply, ApplyFormat};
use crate::error::CliError;
use crate::output::Report;
use crate::{Outcome, input, output, progress};

/// Applies amendments and delivers the amended text.
pub(crate) fn run(options: &Apply) -> Result<Outcome, CliError> {
    let Apply { base, amendments, format, tracked, output, formatting, partial } = options;
    let format = output::format(*format, output)?;
    let paths: Vec<&Path> = std::iter::once(base).chain(amendments).map(AsRef::as_ref).collect();
    input::check(&paths)?;
    let draft = input::version(base, tracked)?;
    let documents = amendments.iter().map(|path| input::amendment(path)).collect::<Result<Vec<_>, _>>()?;
    for (path, document) in amendments.iter().zip(&documents) {
        for warning in &document.warnings {
            output::remark(&format!("{}: {warning}", path.display()));
        }
        if let Some(mismatch) = document.base_mismatch(&draft) {
            output::remark(&format!("{}: {mismatch}", path.display()));
        }
    }
    let application = progress::during("amending", || travaux::apply(&draft, &documents));
    let refused = report_outcomes(&application, amendments, &documents, *partial);
    if refused && !partial {
        return Ok(Outcome::Different);
    }
    let names = Some(Versions::new(input::title(base, &[]), "as amended".to_owned()));
    let amended = &application.resolution;
    let report = match format {
        ApplyFormat::Terminal => {
            Report::Text(terminal::resolution(amended, &output::terminal_options(formatting, output)))
        }
        ApplyFormat::Markdown => Report::Text(markdown::resolution(amended, &markdown::Options::default())),
        ApplyFormat::Json => Report::Text(json::resolution(amended)),
        ApplyFormat::Text => Report::Text(plain::resolution(amended)),
        ApplyFormat::Html => {
            let comparison = travaux::redline(draft, application);
            Report::Text(html::comparison(&comparison, &html::Options { names, at_least: None }))
        }
        ApplyFormat::Docx => {
            let comparison = travaux::redline(draft, application);
            Report::Word(docx::comparison(&comparison, &docx::Options { names, ..Default::default() })?)
        }
    };
    output::write_report(&report, output, &paths)?;
    Ok(refused.into())
}

/// Says what was not applied, and what with a doubt; whether something was not.
fn report_outcomes(application: &Application, paths: &[PathBuf], documents: &[Amendment], partial: bool) -> bool {
    let refused = application.refused().count();
    for outcome in &application.outcomes {
        let index = outcome.provision;
        let location = documents[index.amendment].provisions[index.provision].location;
        let path = paths[index.amendment].display();
        let what = match outcome.verdict {
            Verdict::Refused => "not applied: ",
            Verdict::Applied | Verdict::Moot => "",
        };
        for note in &outcome.notes {
            let place = Warning::at(location, format!("{}: {what}{note}", outcome.name));
            output::remark(&format!("{path}: {place}"));
        }
    }
    if refused > 0 {
        let count = application.outcomes.len();
        let rest = match partial {
            true => "the others are applied",
            false => "nothing was written: correct them in the file, or use --partial to apply the others",
        };
        output::remark(&format!("{refused} of {count} instructions cannot be applied; {rest}"));
    }
    refused > 0
}
