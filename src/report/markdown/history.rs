//! The history of several versions, as Markdown.

use super::{Options, escape, finish, list, section};
use crate::model::{Clause, VersionIndex};
use crate::report::view::words::leading_space;
use crate::report::view::{self, HistoryEntry, HistoryView};

/// Writes a history; with [`Options::blame`] the text of the last version, each phrase with its version.
pub fn history(view: &HistoryView<'_>, options: &Options) -> String {
    let title = [view.names.first(), view.names.last()].map(|name| name.map_or("", String::as_str));
    let [first, last] = title.map(escape::inline);
    let mut out = format!("# History: {first} → {last}\n\n{}\n\n", escape::inline(&view.verdict()));
    out += &section("Versions", &versions(view));
    let last = escape::inline(view.name(view.last()));
    out += &match options.blame {
        true => section(&format!("Text of {last}, by version"), &blame(view)),
        false => section(&format!("Paragraphs of {last}"), &clauses(view)),
    };
    let gone: String = view
        .history
        .gone
        .iter()
        .map(|gone| {
            let (id, story, excerpt) = (view.id(gone.last), view.gone_story(gone), view.excerpt(gone));
            format!("- **{}** {}: “{}”\n", escape::inline(id), escape::inline(&story), escape::inline(&excerpt))
        })
        .collect();
    out += &section("Dropped on the way", &gone);
    out += &list("Warnings", &view.warnings());
    finish(out)
}

fn versions(view: &HistoryView<'_>) -> String {
    let verdicts = view.verdicts();
    let line = |(index, name): (usize, &String)| {
        let step = index.checked_sub(1).and_then(|step| verdicts.get(step));
        let verdict = step.map(|verdict| format!(": {}", escape::inline(&verdict.line()))).unwrap_or_default();
        let open = view.open(VersionIndex(index)).into_iter().map(|line| format!("   - {}\n", escape::inline(&line)));
        format!("{}. {}{verdict}\n{}", index + 1, escape::inline(name), open.collect::<String>())
    };
    view.names.iter().enumerate().map(line).collect()
}

fn clauses(view: &HistoryView<'_>) -> String {
    let line = |entry: HistoryEntry<'_>| match entry {
        HistoryEntry::Unchanged(run) => {
            let since = escape::inline(view.name(VersionIndex(0)));
            format!("- {} unchanged since {since}\n", escape::inline(&view.range(run)))
        }
        HistoryEntry::Clause(clause) => {
            let id = &view.paragraph(clause).id.0;
            format!("- **{}** {}\n", escape::inline(id), escape::inline(&view.story(clause)))
        }
    };
    view.entries().into_iter().map(line).collect()
}

/// The text of the last version; phrases of another version than the paragraph's are marked with its number.
fn blame(view: &HistoryView<'_>) -> String {
    let line = |clause: &Clause| {
        let paragraph = view.paragraph(clause);
        let label = view::label_prefix(paragraph.label_before_text());
        let head = format!("- **{}** ({}) ", escape::inline(&paragraph.id.0), clause.origin.0 + 1);
        let spans = view.blame(clause).into_iter().map(|(text, version)| match version {
            None => escape::inline(text),
            Some(version) => {
                let (blank, words) = leading_space(text);
                format!("{blank}<ins>{}</ins><sup>{}</sup>", escape::inline(words), version.0 + 1)
            }
        });
        format!("{head}{}{}\n", escape::inline(&label), spans.collect::<String>())
    };
    let text: String = view.history.clauses.iter().map(line).collect();
    format!("The number behind a name or a phrase is the version that brought it.\n\n{text}")
}
