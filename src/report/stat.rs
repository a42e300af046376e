//! The overview as a report: the verdict, the counts by significance, the most important changes in a line each. It
//! fits a screen of 80 columns and 24 lines.

use unicode_width::UnicodeWidthStr;

use super::concordance::Options;
use super::markdown::escape;
use super::text_table::TextTable;
use super::view::{self, Stat, View};
use super::visible::escape_invisible;
use crate::model::Comparison;
use crate::text::counted;

/// The lines of the smallest usual screen, without the prompt.
const SCREEN_ROWS: usize = 23;
/// Changes listed on any screen, and in Markdown.
const MIN_LINES: usize = 3;
const MAX_MARKDOWN_LINES: usize = 12;

/// For a screen of 24 lines; further changes are counted.
pub fn terminal(comparison: &Comparison, options: &Options) -> String {
    let width = options.width.max(20);
    let view = View::new(comparison, options.names.as_ref()).at_least(options.at_least);
    let stat = view::stat(&view);
    let mut head = vec![clipped(&escape_invisible(&view.title()), width)];
    head.extend(wrapped(&escape_invisible(&answer(&view, &stat)), width));
    if !stat.counts.is_empty() {
        head.push(String::new());
        head.extend(counts(&stat).text(width).lines().map(str::to_owned));
    }
    head.extend(others(&stat).iter().flat_map(|line| wrapped(line, width)));
    head.push(String::new());
    let notes: Vec<String> = notes(&view).iter().flat_map(|note| wrapped(&escape_invisible(note), width)).collect();
    let mut rows = SCREEN_ROWS.saturating_sub(head.len() + notes.len()).max(MIN_LINES);
    if stat.lines.len() > rows {
        // One line for the number of further changes.
        rows = (rows - 1).max(MIN_LINES);
    }
    // One line each, so that it fits the screen.
    let lines = stat.lines.iter().take(rows).map(|line| {
        clipped(
            &format!("{:<13}{}: {}", line.significance, escape_invisible(&line.name), escape_invisible(&line.summary)),
            width,
        )
    });
    let lines: Vec<String> = head.into_iter().chain(lines).chain(more(&stat, rows)).chain(notes).collect();
    let text: Vec<&str> = lines.iter().map(|line| line.trim_end()).collect();
    text.join("\n").trim_end().to_owned() + "\n"
}

/// As Markdown.
pub fn markdown(comparison: &Comparison, options: &Options) -> String {
    let view = View::new(comparison, options.names.as_ref()).at_least(options.at_least);
    let stat = view::stat(&view);
    let mut out = format!("# {}\n\n{}\n", escape::inline(&view.title()), escape::inline(&answer(&view, &stat)));
    if !stat.counts.is_empty() {
        out += &format!("\n{}", counts(&stat).markdown());
    }
    if let Some(line) = others(&stat) {
        out += &format!("\n{line}\n");
    }
    if !stat.lines.is_empty() {
        out += &format!("\n{}", lines(&stat, MAX_MARKDOWN_LINES).markdown());
    }
    for note in more(&stat, MAX_MARKDOWN_LINES).into_iter().chain(notes(&view)) {
        out += &format!("\n{}\n", escape::inline(&note));
    }
    out
}

/// The counts as CSV; what a filter left out and the number of typographic differences are in the last rows.
pub fn csv(comparison: &Comparison, options: &Options) -> String {
    let view = View::new(comparison, options.names.as_ref()).at_least(options.at_least);
    let stat = view::stat(&view);
    let mut text_table = counts(&stat);
    let blank = text_table.headings.len().saturating_sub(2);
    text_table.rows.extend(stat.others.iter().map(|(name, count)| {
        let none = std::iter::repeat_n("–".to_owned(), blank);
        std::iter::once((*name).to_owned()).chain(none).chain([count.to_string()]).collect()
    }));
    let typography = (!view.typography.is_empty()).then(|| view.typography.line());
    for note in view.filter_note.iter().chain(&typography) {
        let mut row = vec![String::new(); text_table.headings.len()];
        note.clone_into(&mut row[0]);
        text_table.rows.push(row);
    }
    text_table.csv()
}

fn counts<'a>(stat: &Stat) -> TextTable<'a> {
    let headings = std::iter::once("changes").chain(stat.significances.iter().copied()).chain(["all"]).collect();
    let number = |count: &usize| if *count == 0 { "–".to_owned() } else { count.to_string() };
    let rows = stat.counts.iter().map(|(name, counts, total)| {
        let cells = std::iter::once((*name).to_owned()).chain(counts.iter().map(number));
        cells.chain([total.to_string()]).collect()
    });
    TextTable { headings, rows: rows.collect() }
}

/// The verdict; without its counts if the table has them.
fn answer(view: &View<'_>, stat: &Stat) -> String {
    if stat.counts.is_empty() { view.verdict.line() } else { view.verdict.answer.clone() }
}

/// Other places and numbers, and differences outside the paragraphs.
fn others(stat: &Stat) -> Option<String> {
    let count = |(name, count): &(&str, usize)| match count {
        1 => format!("1 {}", name.trim_end_matches('s')),
        count => format!("{count} {name}"),
    };
    let parts: Vec<String> = stat.others.iter().map(count).collect();
    (!parts.is_empty()).then(|| format!("Also: {}.", parts.join(", ")))
}

fn lines<'a>(stat: &Stat, limit: usize) -> TextTable<'a> {
    let lines = stat.lines.iter().take(limit);
    let rows = lines.map(|line| vec![line.name.clone(), line.significance.to_owned(), line.summary.clone()]);
    TextTable { headings: vec!["paragraph", "significance", "change"], rows: rows.collect() }
}

/// How many changes are not listed.
fn more(stat: &Stat, listed: usize) -> Option<String> {
    let more = stat.lines.len().saturating_sub(listed);
    (more > 0).then(|| format!("… and {}.", counted(more, "more change")))
}

fn notes(view: &View<'_>) -> Vec<String> {
    let warnings = match view.warnings.len() {
        0 => None,
        1 => Some(format!("Warning: {}", view.warnings[0])),
        many => Some(format!("{many} warnings; the full report has them.")),
    };
    // If there is nothing else, the verdict has counted them.
    let typography =
        (view.comparison.has_changes() && !view.typography.is_empty()).then(|| view.typography.line() + ".");
    view.filter_note.clone().into_iter().chain(typography).chain(warnings).collect()
}

fn wrapped(text: &str, width: usize) -> Vec<String> {
    textwrap::wrap(text, width).iter().map(|line| line.trim_end().to_owned()).collect()
}

/// Clips a line to `width` columns and closes its quotation marks.
fn clipped(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    for character in text.chars() {
        let longer = format!("{out}{character}");
        if longer.width() + 1 + view::closing_quotes(&longer).width() > width {
            break;
        }
        out = longer;
    }
    format!("{}…{}", out.trim_end(), view::closing_quotes(&out))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clipped_line_closes_its_quotation_marks() {
        for (text, width, expected) in [
            ("adds “wherever practicable”", 30, "adds “wherever practicable”"),
            ("adds “wherever practicable”", 27, "adds “wherever practicable”"),
            ("adds “wherever practicable”", 26, "adds “wherever practicab…”"),
            ("adds “wherever practicable”", 15, "adds “whereve…”"),
            ("“urges” → “calls upon” (weaker)", 25, "“urges” → “calls upon” (…"),
            ("大会大会大会", 7, "大会大…"),
        ] {
            let line = clipped(text, width);
            assert!(line.width() <= width, "{line}");
            assert_eq!(line, expected);
        }
    }
}
