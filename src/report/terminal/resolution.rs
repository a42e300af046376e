//! How one document was read: header, paragraphs with ids, footnotes, warnings, and on request the removed page
//! furniture.
//!
//! Ids are in one column and texts are indented by depth, so that a wrong reading is seen at once: a paragraph joined
//! to its neighbour, a subparagraph at the wrong level.

use super::lines::StyledSpans;
use super::styles::StyleRole;
use super::{Options, ReportWriter};
use crate::model::{Paragraph, Part, Resolution, SourceLocation};
use crate::report::view;

/// Longer ids have a line of their own, so that they do not push all texts to the right.
const NAME_COLUMN: usize = 12;

/// Writes a resolution.
pub fn resolution(resolution: &Resolution, options: &Options) -> String {
    let mut report = ReportWriter::new(options);
    report.line(&StyledSpans::from_text(StyleRole::Strong, &view::summarize(resolution)), "", StyleRole::Text, 2);
    for line in view::open_text(resolution) {
        report.line(&StyledSpans::from_text(StyleRole::Text, &line), "", StyleRole::Text, 2);
    }
    report.gap();
    let header = &resolution.header;
    let column = header.named_fields().map(|(name, _)| name.len() + 2).max().unwrap_or_default();
    for (name, text) in header.named_fields() {
        let name = format!("{name:column$}");
        report.line(&StyledSpans::from_text(StyleRole::Text, text), &name, StyleRole::Faint, column);
    }
    report.gap();
    if let Some(opener) = &resolution.organ_line {
        report.line(&StyledSpans::from_text(StyleRole::Text, opener), "", StyleRole::Text, 0);
        report.gap();
    }
    let longest = resolution.paragraphs.iter().map(|paragraph| paragraph.id.0.chars().count()).max();
    let column = longest.unwrap_or_default().min(NAME_COLUMN) + 2;
    let mut part = None;
    for (paragraph, turn) in resolution.paragraphs.iter().zip(view::page_breaks(resolution)) {
        if part.replace(paragraph.part).is_some_and(|last| last != paragraph.part) {
            report.gap();
        }
        if let Some(number) = turn {
            report.line(&StyledSpans::from_text(StyleRole::Faint, &format!("p. {number}")), "", StyleRole::Text, 0);
        }
        report.paragraph(paragraph, column);
    }
    if !resolution.closing.is_empty() {
        report.gap();
        for line in &resolution.closing {
            report.line(&StyledSpans::from_text(StyleRole::Text, line), "", StyleRole::Text, 2);
        }
    }
    report.footnotes(resolution);
    if options.ledger {
        report.ledger(resolution);
    }
    let warnings: Vec<String> = resolution.warnings.iter().map(ToString::to_string).collect();
    report.warnings(&warnings);
    report.out
}

impl ReportWriter<'_> {
    fn paragraph(&mut self, paragraph: &Paragraph, column: usize) {
        // Beyond half the width there would be no room for the text.
        let rest = (column + paragraph.depth * 2).min(self.options.width / 2);
        let id = crate::report::visible::escape_invisible(&paragraph.id.0);
        let mut name = format!("{id:column$}");
        if id.chars().count() >= column {
            self.line(&StyledSpans::from_text(StyleRole::Strong, &id), "", StyleRole::Text, 0);
            name = " ".repeat(column);
        }
        name.extend(std::iter::repeat_n(' ', rest.saturating_sub(column)));
        let mut text = StyledSpans::new();
        if let Some(label) = paragraph.label_before_text() {
            text.push(StyleRole::Faint, &format!("{} ", view::format_label(label)));
        }
        let strong = if paragraph.part == Part::Heading { StyleRole::Strong } else { StyleRole::Text };
        for piece in view::with_footnote_refs(paragraph) {
            match piece {
                view::ShownSpan::Opening(words) => text.push(StyleRole::Opening, words),
                view::ShownSpan::Words(words) => text.push(strong, words),
                view::ShownSpan::FootnoteRef(mark) => text.push(StyleRole::Faint, &format!("[{mark}]")),
            }
        }
        self.line(&text, &name, StyleRole::Strong, rest);
    }

    fn footnotes(&mut self, resolution: &Resolution) {
        if resolution.footnotes.is_empty() {
            return;
        }
        self.heading("Footnotes");
        for footnote in &resolution.footnotes {
            let mark = format!("[{}] ", crate::report::visible::escape_invisible(&footnote.mark));
            self.line(&StyledSpans::from_text(StyleRole::Text, &footnote.text), &mark, StyleRole::Faint, 4);
        }
    }

    fn ledger(&mut self, resolution: &Resolution) {
        self.heading(&view::ledger_heading(resolution.ledger.len()));
        if resolution.ledger.is_empty() {
            self.line(&StyledSpans::from_text(StyleRole::Text, "none"), "  ", StyleRole::Text, 4);
        }
        for (entry, times) in view::ledger(resolution) {
            let mut line = StyledSpans::new();
            if entry.location != SourceLocation::default() {
                line.push(StyleRole::Faint, &format!("{}: ", entry.location));
            }
            line.push(StyleRole::Strong, entry.kind.name());
            line.push(StyleRole::Text, &format!("  {}", entry.text.trim()));
            if times > 1 {
                line.push(StyleRole::Faint, &format!("  ({times} times)"));
            }
            self.line(&line, "  ", StyleRole::Text, 4);
        }
    }
}
