//! The history of several versions for reading on a screen.

use super::{INDENT, Options, ReportWriter, StyledSpans, TEXT};
use crate::model::VersionIndex;
use crate::report::view::words::leading_space;
use crate::report::view::{self, HistoryEntry, HistoryView};

/// Writes a history; with [`Options::blame`] the text of the last version, each phrase with its version.
pub fn history(view: &HistoryView<'_>, options: &Options) -> String {
    let mut report = ReportWriter::new(options);
    report.text(report.styles.strong, "", 2, &view.verdict());
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
            let mut line = StyledSpans::from_text(self.styles.strong, name);
            if let Some(verdict) = index.checked_sub(1).and_then(|step| verdicts.get(step)) {
                line.push(TEXT, &format!(": {}", verdict.answer));
                line.push(self.styles.faint, &format!(" {}", verdict.counts));
            }
            self.line(&line, &format!("{:>3} ", index + 1), self.styles.faint, INDENT);
            for open in view.open(VersionIndex(index)) {
                self.text(TEXT, "    ", INDENT, &open);
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
                    self.text(self.styles.faint, "  ", INDENT, &text);
                }
                HistoryEntry::Clause(clause) => {
                    let (sign, style) =
                        if clause.origin.0 > 0 { ("+ ", self.styles.added_paragraph) } else { ("  ", TEXT) };
                    let line = StyledSpans::from_text(self.styles.strong, &view.paragraph(clause).id.0)
                        .with(TEXT, &format!(" {}", view.story(clause)));
                    self.line(&line, sign, style, INDENT);
                }
            }
        }
    }

    /// The text of the last version; phrases of another version than the paragraph's in braces with its number.
    fn blame(&mut self, view: &HistoryView<'_>) {
        self.heading(&format!("Text of {}, by version", view.name(view.last())));
        let note = "A number before a paragraph is the version that brought it; {2: words} were brought by version 2.";
        self.text(self.styles.faint, "", 2, note);
        self.gap();
        for clause in &view.history.clauses {
            let paragraph = view.paragraph(clause);
            let mut line = StyledSpans::from_text(self.styles.strong, &format!("{} ", paragraph.id))
                .with(self.styles.faint, &view::label_prefix(paragraph.label_before_text()));
            for (text, version) in view.blame(clause) {
                let (blank, words) = leading_space(text);
                line.push(TEXT, blank);
                match version {
                    None => line.push(TEXT, words),
                    Some(version) => line.push(self.styles.added, &format!("{{{}: {words}}}", version.0 + 1)),
                }
            }
            self.line(&line, &format!("{:>3} ", clause.origin.0 + 1), self.styles.faint, INDENT);
        }
    }

    fn gone(&mut self, view: &HistoryView<'_>) {
        if view.history.gone.is_empty() {
            return;
        }
        self.heading("Dropped on the way");
        for gone in &view.history.gone {
            let line = StyledSpans::from_text(self.styles.strong, view.id(gone.last))
                .with(TEXT, &format!(" {}: “{}”", view.gone_story(gone), view.excerpt(gone)));
            self.line(&line, "- ", self.styles.removed_paragraph, INDENT);
        }
    }
}
