//! How one document was read: its header, its paragraphs with their names, its footnotes, its doubts, and on request
//! everything that was taken out of it.
//!
//! Names stand in one column and texts hang beside them by their depth, so that a wrong reading is seen at once: a
//! paragraph glued to its neighbour, a subparagraph at the wrong level.

use super::lines::Stretches;
use super::styles::Role;
use super::{Options, Page};
use crate::model::{Paragraph, Part, Resolution, SourceLocation};
use crate::report::view;

/// Names longer than this get a line of their own, rather than pushing all texts to the right.
const NAME_COLUMN: usize = 12;

/// Writes a resolution.
pub fn resolution(resolution: &Resolution, options: &Options) -> String {
    let mut page = Page::new(options);
    page.line(&Stretches::of(Role::Strong, &view::inventory(resolution)), "", Role::Text, 2);
    page.gap();
    let fields = &resolution.header.fields;
    let column = fields.keys().map(|field| field.name().len() + 2).max().unwrap_or_default();
    for (field, text) in fields {
        let name = format!("{:column$}", field.name());
        page.line(&Stretches::of(Role::Text, text), &name, Role::Faint, column);
    }
    page.gap();
    if let Some(opener) = &resolution.organ_line {
        page.line(&Stretches::of(Role::Text, opener), "", Role::Text, 0);
        page.gap();
    }
    let longest = resolution.paragraphs.iter().map(|paragraph| paragraph.id.0.chars().count()).max();
    let column = longest.unwrap_or_default().min(NAME_COLUMN) + 2;
    let mut part = None;
    for (paragraph, turn) in resolution.paragraphs.iter().zip(view::turns(resolution)) {
        if part.replace(paragraph.part).is_some_and(|last| last != paragraph.part) {
            page.gap();
        }
        if let Some(number) = turn {
            page.line(&Stretches::of(Role::Faint, &format!("p. {number}")), "", Role::Text, 0);
        }
        page.paragraph(paragraph, column);
    }
    if !resolution.closing.is_empty() {
        page.gap();
        for line in &resolution.closing {
            page.line(&Stretches::of(Role::Text, line), "", Role::Text, 2);
        }
    }
    page.footnotes(resolution);
    if options.ledger {
        page.ledger(resolution);
    }
    let warnings: Vec<String> = resolution.warnings.iter().map(ToString::to_string).collect();
    page.warnings(&warnings);
    page.out
}

impl Page<'_> {
    fn paragraph(&mut self, paragraph: &Paragraph, column: usize) {
        // Past half the width there would be no room for the text.
        let rest = (column + paragraph.depth * 2).min(self.options.width / 2);
        let id = crate::report::visible::visible(&paragraph.id.0);
        let mut name = format!("{id:column$}");
        if id.chars().count() >= column {
            self.line(&Stretches::of(Role::Strong, &id), "", Role::Text, 0);
            name = " ".repeat(column);
        }
        name.extend(std::iter::repeat_n(' ', rest.saturating_sub(column)));
        let mut text = Stretches::new();
        if let Some(label) = &paragraph.label {
            text.push(Role::Faint, &format!("{} ", view::printed(label)));
        }
        let strong = if paragraph.part == Part::Heading { Role::Strong } else { Role::Text };
        for piece in view::with_marks(paragraph) {
            match piece {
                view::Shown::Opening(words) => text.push(Role::Opening, words),
                view::Shown::Words(words) => text.push(strong, words),
                view::Shown::Mark(mark) => text.push(Role::Faint, &format!("[{mark}]")),
            }
        }
        self.line(&text, &name, Role::Strong, rest);
    }

    fn footnotes(&mut self, resolution: &Resolution) {
        if resolution.footnotes.is_empty() {
            return;
        }
        self.heading("Footnotes");
        for footnote in &resolution.footnotes {
            let mark = format!("[{}] ", crate::report::visible::visible(&footnote.mark));
            self.line(&Stretches::of(Role::Text, &footnote.text), &mark, Role::Faint, 4);
        }
    }

    fn ledger(&mut self, resolution: &Resolution) {
        self.heading(&view::removed_furniture(resolution.ledger.len()));
        if resolution.ledger.is_empty() {
            self.line(&Stretches::of(Role::Text, "none"), "  ", Role::Text, 4);
        }
        for (entry, times) in view::ledger(resolution) {
            let mut line = Stretches::new();
            if entry.location != SourceLocation::default() {
                line.push(Role::Faint, &format!("{}: ", entry.location));
            }
            line.push(Role::Strong, entry.kind.name());
            line.push(Role::Text, &format!("  {}", entry.text.trim()));
            if times > 1 {
                line.push(Role::Faint, &format!("  ({times} times)"));
            }
            self.line(&line, "  ", Role::Text, 4);
        }
    }
}
