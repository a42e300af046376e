//! `travaux diff OLD NEW`, and `travaux diff FILE` for a file that tracked changes make two versions.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use travaux::model::{Comparison, Paragraph, Resolution, Segment, Side, Versions};
use travaux::report::{concordance, docx, html, json, markdown, stat, table, terminal};
use travaux::text::whole_spelling;

use crate::args::{Diff, DiffFormat, ReportFormat};
use crate::error::CliError;
use crate::output::Report;
use crate::{Outcome, git, input, output, progress};

/// Compares two versions and delivers the report.
pub(crate) fn run(options: &Diff) -> Result<Outcome, CliError> {
    let Diff { old, new, more, tracked, output, .. } = options;
    let arguments: Vec<PathBuf> = std::iter::once(old).chain(new).chain(more).cloned().collect();
    if let Some(call) = git::call(&arguments) {
        return git::run(options, &call);
    }
    if !more.is_empty() {
        return Err(CliError::TooManyVersions(arguments));
    }
    let format = output::format(options.format, output)?;
    match new {
        Some(new) => {
            let paths = Versions::new(old.as_path(), new.as_path());
            compare(options, format, paths, input::titles(paths))
        }
        None if tracked.side.is_some() => Err(CliError::SideOfOne(old.clone())),
        None => {
            let title = input::title(old, &[]);
            let names = Versions::new(format!("{title} (original)"), format!("{title} (accepted)"));
            finish(options, format, input::tracked(old)?, names, &[old])
        }
    }
}

/// Compares two files.
pub(crate) fn compare(
    options: &Diff,
    format: DiffFormat,
    paths: Versions<&Path>,
    names: Versions<String>,
) -> Result<Outcome, CliError> {
    let inputs = [paths.before, paths.after];
    input::check(&inputs)?;
    finish(options, format, input::resolutions(paths, &options.tracked)?, names, &inputs)
}

/// Compares two resolutions and delivers the report.
fn finish(
    options: &Diff,
    format: DiffFormat,
    resolutions: Versions<Resolution>,
    names: Versions<String>,
    inputs: &[&Path],
) -> Result<Outcome, CliError> {
    let comparison = progress::during("comparing", || travaux::compare(resolutions));
    write(options, format, &comparison, names, inputs)?;
    let outcome = comparison.has_changes().into();
    // The process ends: giving back the memory of thousands of paragraphs piece by piece would only take time.
    std::mem::forget(comparison);
    Ok(outcome)
}

/// Writes the report in the format asked for.
fn write(
    options: &Diff,
    format: DiffFormat,
    comparison: &Comparison,
    names: Versions<String>,
    paths: &[&Path],
) -> Result<(), CliError> {
    let Diff { output, formatting, full, pages, inline_styles, .. } = options;
    let (full, pages, names) = (*full, *pages, Some(names));
    let at_least = options.filter.only.map(Into::into);
    check_format(options, format)?;
    if options.stat || options.concordance {
        let width = output::width(formatting, output, output::MAX_WIDTH);
        let report = numbers(options, format, comparison, &concordance::Options { width, at_least, names })?;
        return output::write_report(&Report::Text(report), output, paths);
    }
    if let (Some(_), Some(why)) = (at_least, complete(format, options.table)) {
        return Err(CliError::Complete(why));
    }
    if format == DiffFormat::Docx {
        let (file, unapplied) = word(options, comparison, names, paths)?;
        output::write_report(&Report::Word(file), output, paths)?;
        output::note(&unapplied);
        return Ok(());
    }
    let report = match format {
        DiffFormat::Terminal | DiffFormat::Json if options.table => {
            let (report, formats) = ("--table", "html, docx, markdown or csv");
            return Err(CliError::UnsupportedReport { report, extension: format.extension(), formats });
        }
        DiffFormat::Markdown if options.table => table::markdown(comparison, &table::Options { names, full, at_least }),
        DiffFormat::Html if options.table => table::html(comparison, &table::Options { names, full, at_least }),
        DiffFormat::Csv | DiffFormat::Docx => table::csv(comparison, &table::Options { names, full, at_least }),
        DiffFormat::Terminal => {
            let side_by_side = options.side_by_side;
            let mut options = output::terminal_options(formatting, output);
            if side_by_side {
                options.width = output::width(formatting, output, output::MAX_PAIR_WIDTH);
            }
            terminal::comparison(
                comparison,
                &terminal::Options { full, pages, side_by_side, names, at_least, ..options },
            )
        }
        DiffFormat::Markdown => {
            markdown::comparison(comparison, &markdown::Options { full, pages, names, at_least, ..Default::default() })
        }
        DiffFormat::Json => json::comparison(comparison, &json::Options { names }),
        DiffFormat::Html if *inline_styles => html::email(comparison, &html::Options { names, at_least }),
        DiffFormat::Html => html::comparison(comparison, &html::Options { names, at_least }),
    };
    output::write_report(&Report::Text(report), output, paths)
}

/// A Word file, and what could not be put into it.
fn word(
    options: &Diff,
    comparison: &Comparison,
    names: Option<Versions<String>>,
    paths: &[&Path],
) -> Result<(Vec<u8>, Vec<String>), CliError> {
    let word = docx::Options {
        names,
        author: options.author.clone().unwrap_or_else(|| docx::Options::default().author),
        date: options.date.clone(),
        comments: !options.no_comments,
        typography: options.typography,
        full: options.full,
        at_least: options.filter.only.map(Into::into),
    };
    if options.base {
        return apply_to_base(paths.first().copied().unwrap_or(&options.old), comparison, &word);
    }
    let file = if options.table { docx::table(comparison, &word)? } else { docx::comparison(comparison, &word)? };
    Ok((file, Vec::new()))
}

/// The counts, or the old and new numbers.
fn numbers(
    options: &Diff,
    format: DiffFormat,
    comparison: &Comparison,
    numbers: &concordance::Options,
) -> Result<String, CliError> {
    Ok(match (format, options.stat) {
        (DiffFormat::Terminal, true) => stat::terminal(comparison, numbers),
        (DiffFormat::Markdown, true) => stat::markdown(comparison, numbers),
        (DiffFormat::Csv, true) => stat::csv(comparison, numbers),
        (DiffFormat::Terminal, false) => concordance::terminal(comparison, numbers),
        (DiffFormat::Markdown, false) => concordance::markdown(comparison, numbers),
        (DiffFormat::Csv, false) => concordance::csv(comparison, numbers),
        (DiffFormat::Json | DiffFormat::Html | DiffFormat::Docx, stat) => {
            let (report, formats) = (if stat { "--stat" } else { "--concordance" }, "terminal, markdown or csv");
            return Err(CliError::UnsupportedReport { report, extension: format.extension(), formats });
        }
    })
}

/// Why a report is always complete, if it is.
fn complete(format: DiffFormat, is_table: bool) -> Option<&'static str> {
    match format {
        DiffFormat::Json => Some("JSON, which is always complete; select by “significance” instead"),
        DiffFormat::Docx if !is_table => Some(
            "tracked changes, because rejecting all of them must restore the older text; use --table, or another format",
        ),
        DiffFormat::Docx | DiffFormat::Terminal | DiffFormat::Markdown | DiffFormat::Csv | DiffFormat::Html => None,
    }
}

/// Refuses options that do nothing in the format asked for.
fn check_format(options: &Diff, format: DiffFormat) -> Result<(), CliError> {
    let word = [
        (options.base, "--base"),
        (options.no_comments, "--no-comments"),
        (options.typography, "--typography"),
        (options.author.is_some(), "--author"),
        (options.date.is_some(), "--date"),
    ];
    if options.inline_styles && format != DiffFormat::Html {
        return Err(CliError::OtherFormat("--inline-styles", "HTML", "html"));
    }
    match word.into_iter().find(|(is_given, _)| *is_given && format != DiffFormat::Docx) {
        Some((_, option)) => Err(CliError::OtherFormat(option, "Word files", "docx")),
        None => Ok(()),
    }
}

/// Puts the changes into the older file, and reads it back to see whether both texts are in it. Gives the file and what
/// could not be put into it.
fn apply_to_base(
    old: &Path,
    comparison: &Comparison,
    word: &docx::Options,
) -> Result<(Vec<u8>, Vec<String>), CliError> {
    let bytes = input::word(old)?;
    let document = |error| CliError::Document(old.to_owned(), error);
    if travaux::Reader::new().read_tracked(&bytes).map_err(document)?.is_some() {
        return Err(CliError::BaseIsTracked(old.to_owned()));
    }
    let docx::Redlined { file, mut unapplied } = docx::apply_to_base(comparison, &bytes, word)?;
    for side in Side::BOTH {
        let read = travaux::Reader::new().side(side).read(&file).map_err(document)?;
        let wanted = comparison.resolutions.get(side);
        let spellings = if word.typography { HashMap::new() } else { shown_spellings(comparison, side) };
        let differs = |index: &usize| {
            let [read, wanted] = [&read, wanted].map(|text| text.paragraphs.get(*index).map(shown));
            let respelt = wanted.zip(spellings.get(index)).map(|((label, _), text)| (label, text.as_str()));
            read != wanted && (respelt.is_none() || read != respelt)
        };
        if let Some(index) = (0..read.paragraphs.len().max(wanted.paragraphs.len())).find(differs) {
            let name = wanted.paragraphs.get(index).map_or("the end", |paragraph| paragraph.id.0.as_str());
            let what = if side == Side::Before {
                "rejecting all changes does not restore the older"
            } else {
                "accepting all changes does not give the newer"
            };
            unapplied.push(format!("{what} text exactly, first at {name}"));
        }
    }
    Ok((file, unapplied))
}

/// The texts of one side in the spelling that is shown, by the index of the paragraph: typography that is not tracked.
fn shown_spellings(comparison: &Comparison, side: Side) -> HashMap<usize, String> {
    let text = |segment: &Segment| match segment {
        Segment::Kept(both) => whole_spelling(&both.before, &both.after).to_owned(),
        segment => segment.text(side).to_owned(),
    };
    let changes = comparison.changes.iter().filter_map(|change| match &change.paragraphs.get(side)[..] {
        [paragraph] => Some((paragraph.0, change.segments.iter().map(text).collect())),
        _ => None,
    });
    changes.collect()
}

/// What must be the same: the number and the words.
fn shown(paragraph: &Paragraph) -> (Option<&str>, &str) {
    (paragraph.label.as_ref().map(|label| label.text.as_str()), &paragraph.text)
}
