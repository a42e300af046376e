//! How an amendment was read: what it amends, its instructions and the new text below each.

use super::lines::StyledSpans;
use super::styles::TEXT;
use super::{Options, ReportWriter};
use crate::model::Amendment;
use crate::report::view;

/// Columns by which the new text is set in.
const INDENT: usize = 6;

/// Writes an amendment.
pub fn amendment(amendment: &Amendment, options: &Options) -> String {
    let mut report = ReportWriter::new(options);
    report.text(report.styles.strong, "", 2, &view::summarize_amendment(amendment));
    report.gap();
    report.header(amendment.header.fields.iter().map(|(field, text)| (field.name(), text.as_str())));
    for provision in &amendment.provisions {
        report.gap();
        let number = provision.number.as_ref().map(|number| format!("{number}.")).unwrap_or_default();
        let mut line = StyledSpans::from_text(TEXT, &provision.sentence);
        if provision.instructions.is_empty() {
            line.push(report.styles.faint, "  (cannot be read as an instruction)");
        }
        report.line(&line, &format!("{number:5}"), report.styles.strong, 5);
        for new in &provision.text {
            let text = view::label_prefix(new.label.as_ref()) + &new.text;
            report.text(TEXT, &" ".repeat(INDENT), INDENT, &text);
        }
    }
    let warnings: Vec<String> = amendment.warnings.iter().map(ToString::to_string).collect();
    report.warnings(&warnings);
    report.out
}
