//! `travaux verify BASE MARKED`

use std::fmt::Write;

use travaux::model::{MarkFinding, Versions};
use travaux::report::visible::escape_invisible;

use crate::args::{Marks, TrackedArgs, Verify, VerifyFormat};
use crate::error::CliError;
use crate::output::Report;
use crate::{Outcome, input, output, progress};

/// Checks the marks of a file against its base.
pub(crate) fn run(options: &Verify) -> Result<Outcome, CliError> {
    let Verify { base, marked, marks, output } = options;
    let inputs = [base.as_path(), marked.as_path()];
    input::check(&inputs)?;
    output::format::<VerifyFormat>(None, output)?;
    let no_side = TrackedArgs { side: None };
    let draft = input::version(base, &no_side)?;
    let versions = match marks {
        Marks::Tracked => match input::tracked(marked) {
            // nothing is marked, which is the whole truth only if nothing is changed
            Err(CliError::NothingTracked(_)) => {
                let hint = "has no tracked changes; for changes shown by bold and strike-out use --marks bold-strike";
                output::remark(&format!("{}: {hint}", marked.display()));
                let text = input::version(marked, &no_side)?;
                Versions::new(text.clone(), text)
            }
            versions => versions?,
        },
        Marks::BoldStrike => input::shown_changes(marked)?,
    };
    let findings = progress::during("comparing", || travaux::verify(draft, versions));
    output::write_report(&Report::Text(report(&findings)), output, &inputs)?;
    Ok((!findings.is_empty()).into())
}

/// What is wrong with the marks, a line each.
fn report(findings: &[MarkFinding]) -> String {
    let mut out = match findings.len() {
        0 => return "The marks show every change.\n".to_owned(),
        1 => "One change is not marked as it should be.\n\n".to_owned(),
        count => format!("{count} changes are not marked as they should be.\n\n"),
    };
    for MarkFinding { kind, paragraph, base, marked } in findings {
        let words = match (base.is_empty(), marked.is_empty()) {
            (false, false) => format!("“{}” → “{}”", short(base), short(marked)),
            (false, true) => format!("“{}”", short(base)),
            (true, _) => format!("“{}”", short(marked)),
        };
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{}: {}: {words}", escape_invisible(paragraph), kind.name());
    }
    out
}

/// Words of a finding; of a long text its first ones.
fn short(text: &str) -> String {
    const MAX_WORDS: usize = 14;
    let words: Vec<&str> = text.split_whitespace().collect();
    let shown = match words.get(..MAX_WORDS) {
        Some(first) if words.len() > MAX_WORDS => format!("{} …", first.join(" ")),
        _ => words.join(" "),
    };
    escape_invisible(&shown).into_owned()
}
