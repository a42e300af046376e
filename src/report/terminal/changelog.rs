//! The changelog for reading on a screen.

use super::{INDENT, Options, ReportWriter, StyleRole, StyledSpans};
use crate::model::Comparison;
use crate::report::view::{self, View};

/// Writes the changelog of one step.
pub fn changelog(comparison: &Comparison, options: &Options) -> String {
    let view = View::new(comparison, options.names.as_ref()).at_least(options.at_least);
    let mut report = ReportWriter::new(options);
    let overall = if options.overall { "Overall: " } else { "" };
    let names = format!("{overall}{} → {}", view.names.before, view.names.after);
    report.line(&StyledSpans::from_text(StyleRole::Strong, &names), "", StyleRole::Text, 2);
    for line in view::about(&view).iter().chain([&view.verdict.answer, &view.verdict.counts]) {
        if !line.is_empty() {
            report.line(&StyledSpans::from_text(StyleRole::Text, line), "", StyleRole::Text, 2);
        }
    }
    for section in view::changelog(&view) {
        report.heading(&section.heading);
        for bullet in &section.bullets {
            let on = match options.pages && !bullet.page.is_empty() {
                true => format!(", {}", bullet.page),
                false => String::new(),
            };
            let mut styled = match (&bullet.now, &bullet.old) {
                (Some(now), Some(old)) => {
                    StyledSpans::from_text(StyleRole::Strong, now).with(StyleRole::Text, &format!(" (old {old}){on}: "))
                }
                (Some(now), None) => {
                    StyledSpans::from_text(StyleRole::Strong, now).with(StyleRole::Text, &format!("{on}: "))
                }
                (None, Some(old)) => StyledSpans::from_text(StyleRole::Strong, &format!("old {old}"))
                    .with(StyleRole::Text, &format!("{on}: ")),
                (None, None) => StyledSpans::from_text(StyleRole::Text, ""),
            };
            match bullet.redline {
                Some(segments) => report.elided(&mut styled, segments, Some(view::CONTEXT)),
                None => styled.push(StyleRole::Text, &bullet.text),
            }
            if !bullet.tags.is_empty() {
                styled.push(StyleRole::Faint, &format!(" [{}]", bullet.tags.join("; ")));
            }
            report.line(&styled, "- ", StyleRole::Text, INDENT);
        }
    }
    report.filter_note(&view);
    report.fields("Header", &view.header);
    report.fields("Closing lines", &view.closing);
    report.fields("Footnotes", &view.footnotes);
    report.typography(&view.typography);
    report.warnings(&view.warnings);
    report.out
}
