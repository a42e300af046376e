//! How an amendment was read: what it amends, its instructions and the new text below each.

use super::lines::StyledSpans;
use super::styles::StyleRole;
use super::{Options, ReportWriter};
use crate::model::Amendment;
use crate::report::view;

/// Columns by which the new text is set in.
const INDENT: usize = 6;

/// Writes an amendment.
pub fn amendment(amendment: &Amendment, options: &Options) -> String {
    let mut report = ReportWriter::new(options);
    report.line(
        &StyledSpans::from_text(StyleRole::Strong, &view::summarize_amendment(amendment)),
        "",
        StyleRole::Text,
        2,
    );
    report.gap();
    let fields = &amendment.header.fields;
    let column = fields.keys().map(|field| field.name().len() + 2).max().unwrap_or_default();
    for (field, text) in fields {
        let name = format!("{:column$}", field.name());
        report.line(&StyledSpans::from_text(StyleRole::Text, text), &name, StyleRole::Faint, column);
    }
    for provision in &amendment.provisions {
        report.gap();
        let number = provision.number.as_ref().map(|number| format!("{number}.")).unwrap_or_default();
        let mut line = StyledSpans::from_text(StyleRole::Text, &provision.sentence);
        if provision.instructions.is_empty() {
            line.push(StyleRole::Faint, "  (cannot be read as an instruction)");
        }
        report.line(&line, &format!("{number:5}"), StyleRole::Strong, 5);
        for new in &provision.text {
            let label = new.label.as_ref().map(|label| format!("{} ", view::format_label(label))).unwrap_or_default();
            let text = StyledSpans::from_text(StyleRole::Text, &format!("{label}{}", new.text));
            report.line(&text, &" ".repeat(INDENT), StyleRole::Text, INDENT);
        }
    }
    let warnings: Vec<String> = amendment.warnings.iter().map(ToString::to_string).collect();
    report.warnings(&warnings);
    report.out
}
