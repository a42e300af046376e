//! How one document was read: header, paragraphs with ids, footnotes, warnings, and on request the removed page
//! furniture.
//!
//! Ids are in one column and texts are indented by depth, so that a wrong reading is seen at once: a paragraph joined
//! to its neighbour, a subparagraph at the wrong level.

use super::lines::StyledSpans;
use super::styles::TEXT;
use super::{Options, ReportWriter};
use crate::model::{Paragraph, Part, Resolution, SourceLocation};
use crate::report::view::{self, Role};

/// Longer ids have a line of their own, so that they do not push all texts to the right.
const NAME_COLUMN: usize = 12;

/// Writes a resolution.
pub fn resolution(resolution: &Resolution, options: &Options) -> String {
    let mut report = ReportWriter::new(options);
    report.text(report.styles.strong, "", 2, &view::summarize(resolution));
    for line in view::open_text(resolution) {
        report.text(TEXT, "", 2, &line);
    }
    report.gap();
    report.header(resolution.header.named_fields());
    report.gap();
    if let Some(opener) = &resolution.organ_line {
        report.text(TEXT, "", 0, opener);
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
            report.text(report.styles.faint, "", 0, &format!("p. {number}"));
        }
        report.paragraph(paragraph, column);
    }
    if !resolution.closing.is_empty() {
        report.gap();
        for line in &resolution.closing {
            report.text(TEXT, "", 2, line);
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
    /// The fields of a header, their names in a column.
    pub(super) fn header<'a>(&mut self, fields: impl Iterator<Item = (&'static str, &'a str)>) {
        let fields: Vec<_> = fields.collect();
        let column = fields.iter().map(|(name, _)| name.len() + 2).max().unwrap_or_default();
        for (name, text) in fields {
            let name = format!("{name:column$}");
            self.line(&StyledSpans::from_text(TEXT, text), &name, self.styles.faint, column);
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph, column: usize) {
        // Beyond half the width there would be no room for the text.
        let rest = (column + paragraph.depth * 2).min(self.options.width / 2);
        let id = crate::report::visible::escape_invisible(&paragraph.id.0);
        let mut name = format!("{id:column$}");
        if id.chars().count() >= column {
            self.text(self.styles.strong, "", 0, &id);
            name = " ".repeat(column);
        }
        name.extend(std::iter::repeat_n(' ', rest.saturating_sub(column)));
        let mut text = StyledSpans::new();
        text.push(self.styles.faint, &view::label_prefix(paragraph.label_before_text()));
        let strong = if paragraph.part == Part::Heading { self.styles.strong } else { TEXT };
        for (role, words) in view::with_footnote_refs(paragraph) {
            match role {
                Role::Opening => text.push(self.styles.opening, words),
                Role::Words => text.push(strong, words),
                Role::FootnoteRef => text.push(self.styles.faint, &format!("[{words}]")),
            }
        }
        self.line(&text, &name, self.styles.strong, rest);
    }

    fn footnotes(&mut self, resolution: &Resolution) {
        if resolution.footnotes.is_empty() {
            return;
        }
        self.heading("Footnotes");
        for footnote in &resolution.footnotes {
            let mark = format!("[{}] ", crate::report::visible::escape_invisible(&footnote.mark));
            self.line(&StyledSpans::from_text(TEXT, &footnote.text), &mark, self.styles.faint, 4);
        }
    }

    fn ledger(&mut self, resolution: &Resolution) {
        self.heading(&view::ledger_heading(resolution.ledger.len()));
        if resolution.ledger.is_empty() {
            self.text(TEXT, "  ", 4, "none");
        }
        for (entry, times) in view::ledger(resolution) {
            let mut line = StyledSpans::new();
            if entry.location != SourceLocation::default() {
                line.push(self.styles.faint, &format!("{}: ", entry.location));
            }
            line.push(self.styles.strong, entry.kind.name());
            line.push(TEXT, &format!("  {}", entry.text.trim()));
            if times > 1 {
                line.push(self.styles.faint, &format!("  ({times} times)"));
            }
            self.line(&line, "  ", TEXT, 4);
        }
    }
}
