//! The history of several versions for reading on a screen.

use super::{INDENT, Options, ReportWriter, StyleRole, StyledSpans};
use crate::model::{BlameSpan, Clause, VersionIndex};
use crate::report::view::{self, HistoryEntry, HistoryView};

/// Writes a history; with [`Options::blame`] the text of the last version, each phrase with its version.
pub fn history(view: &HistoryView<'_>, options: &Options) -> String {
    let mut report = ReportWriter::new(options);
    report.line(&StyledSpans::from_text(StyleRole::Strong, &view.verdict()), "", StyleRole::Text, 2);
    report.versions(view);
    match options.blame {
        true => report.blame(view),
        false => report.clauses(view),
    }
    report.gone(view);
    report.warnings(&view.warnings());
    report.out
}

impl ReportWriter<'_> {
    /// The versions, and what it comes to from each to the next.
    fn versions(&mut self, view: &HistoryView<'_>) {
        self.heading("Versions");
        let verdicts = view.verdicts();
        for (index, name) in view.names.iter().enumerate() {
            let mut line = StyledSpans::from_text(StyleRole::Strong, name);
            if let Some(verdict) = index.checked_sub(1).and_then(|step| verdicts.get(step)) {
                line.push(StyleRole::Text, &format!(": {}", verdict.answer));
                line.push(StyleRole::Faint, &format!(" {}", verdict.counts));
            }
            self.line(&line, &format!("{:>3} ", index + 1), StyleRole::Faint, INDENT);
            for open in view.open(VersionIndex(index)) {
                self.line(&StyledSpans::from_text(StyleRole::Text, &open), "    ", StyleRole::Text, INDENT);
            }
        }
    }

    /// The paragraphs of the last version, each with its path.
    fn clauses(&mut self, view: &HistoryView<'_>) {
        self.heading(&format!("Paragraphs of {}", view.name(view.last())));
        for entry in view.entries() {
            match entry {
                HistoryEntry::Unchanged(run) => {
                    let text = format!("{} unchanged since {}", view.range(run), view.name(VersionIndex(0)));
                    self.line(&StyledSpans::from_text(StyleRole::Faint, &text), "  ", StyleRole::Text, INDENT);
                }
                HistoryEntry::Clause(clause) => {
                    let id = view.ids(view.last(), &[clause.paragraph]).concat();
                    let (sign, role) =
                        if clause.origin.0 > 0 { ("+ ", StyleRole::AddedParagraph) } else { ("  ", StyleRole::Text) };
                    let line = StyledSpans::from_text(StyleRole::Strong, &id)
                        .with(StyleRole::Text, &format!(" {}", view.story(clause)));
                    self.line(&line, sign, role, INDENT);
                }
            }
        }
    }

    /// The text of the last version; phrases of another version than the paragraph's in braces with its number.
    fn blame(&mut self, view: &HistoryView<'_>) {
        self.heading(&format!("Text of {}, by version", view.name(view.last())));
        let note = "A number before a paragraph is the version that brought it; {2: words} were brought by version 2.";
        self.line(&StyledSpans::from_text(StyleRole::Faint, note), "", StyleRole::Text, 2);
        self.gap();
        for clause in &view.history.clauses {
            let paragraph = &view.history.versions[view.last().0][clause.paragraph];
            let mut line = StyledSpans::from_text(StyleRole::Strong, &format!("{} ", paragraph.id));
            if let Some(label) = paragraph.label_before_text() {
                line.push(StyleRole::Faint, &format!("{} ", view::format_label(label)));
            }
            self.spans(&mut line, &paragraph.text, clause);
            self.line(&line, &format!("{:>3} ", clause.origin.0 + 1), StyleRole::Faint, INDENT);
        }
    }

    fn spans(&self, line: &mut StyledSpans, text: &str, clause: &Clause) {
        let mut characters = text.chars();
        for BlameSpan { span, version } in &clause.spans {
            let words: String = characters.by_ref().take(span.end - span.start).collect();
            if *version == clause.origin {
                line.push(StyleRole::Text, &words);
                continue;
            }
            let blank = words.len() - words.trim_start().len();
            line.push(StyleRole::Text, &words[..blank]);
            line.push(StyleRole::Added, &format!("{{{}: {}}}", version.0 + 1, &words[blank..]));
        }
    }

    fn gone(&mut self, view: &HistoryView<'_>) {
        if view.history.gone.is_empty() {
            return;
        }
        self.heading("Dropped on the way");
        for gone in &view.history.gone {
            let line = StyledSpans::from_text(StyleRole::Strong, view.id(gone.last))
                .with(StyleRole::Text, &format!(" {}: “{}”", view.gone_story(gone), view.excerpt(gone)));
            self.line(&line, "- ", StyleRole::RemovedParagraph, INDENT);
        }
    }
}
