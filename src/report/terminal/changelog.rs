//! The changelog for reading on a screen.

use super::{INDENT, Options, ReportWriter, StyledSpans, TEXT};
use crate::report::view::{self, ChangelogStep};

/// Writes the changelog of several steps, the overall one first if there is one. Only `width` and `styles` matter.
pub fn changelog(steps: &[ChangelogStep<'_>], options: &Options) -> String {
    steps.iter().map(|step| self::step(step, options)).collect::<Vec<_>>().join("\n")
}

fn step(step: &ChangelogStep<'_>, options: &Options) -> String {
    let view = step.view();
    let mut report = ReportWriter::new(options);
    report.text(report.styles.strong, "", 2, &step.title(&view));
    for line in view::about(&view).iter().chain([&view.verdict.answer, &view.verdict.counts]) {
        if !line.is_empty() {
            report.text(TEXT, "", 2, line);
        }
    }
    for section in step.sections(&view) {
        report.heading(&section.heading);
        for bullet in &section.bullets {
            let (name, rest) = bullet.heading(step.pages);
            let mut styled = StyledSpans::from_text(report.styles.strong, &name).with(TEXT, &rest);
            match bullet.redline {
                Some(segments) => report.elided(&mut styled, segments, Some(view::CONTEXT)),
                None => styled.push(TEXT, &bullet.text),
            }
            if !bullet.tags.is_empty() {
                styled.push(report.styles.faint, &format!(" [{}]", bullet.tags.join("; ")));
            }
            report.line(&styled, "- ", TEXT, INDENT);
        }
    }
    report.note(view.filter_note.as_deref());
    report.fields("Header", &view.header);
    report.fields("Closing lines", &view.closing);
    report.fields("Footnotes", &view.footnotes);
    report.note(view.typography.note().as_deref());
    report.warnings(&view.warnings);
    report.out
}
