//! The history of several versions as a table in a Word file: a row for each clause, a column for each version. Words
//! that a version brought are underlined, words that the next one drops struck.

use super::Error;
use super::static_parts::Orientation;
use super::untracked::{self, added, cell, line, lines, paragraph, plain, run, title};
use super::xml::{Xml, w};
use crate::model::{HistoryRow, ParagraphIndex, VersionIndex, VersionedParagraph};
use crate::report::view::words::leading_space;
use crate::report::view::{self, HistoryView};

/// Twentieths of a point between the margins of a page across.
const PAGE: usize = 14_438;

/// Writes a history.
///
/// # Errors
/// When the container cannot be written.
pub fn history(view: &HistoryView<'_>) -> Result<Vec<u8>, Error> {
    let language = view.history.last().map(|last| last.language).unwrap_or_default();
    let direction = untracked::direction(language);
    let names = || view.names.iter().map(String::as_str);
    let ends = [names().next(), names().next_back()].map(Option::unwrap_or_default);
    let mut out = title(&format!("History: {} → {}", ends[0], ends[1])) + line(&view.verdict());
    for (step, verdict) in view.verdicts().iter().enumerate() {
        out += line(&format!("{} → {}: {}", view.names[step], view.names[step + 1], verdict.line()));
    }
    for (version, name) in names().enumerate() {
        out.extend(view.open(VersionIndex(version)).iter().map(|text| line(&format!("{name}: {text}"))));
    }
    let row = |(index, row): (usize, &HistoryRow)| {
        let texts =
            (0..view.names.len()).map(|version| cell(None::<Xml>, text(view, row, VersionIndex(version), &direction)));
        w("tr").with(texts.collect::<Xml>()).with(lines(view.remark(index).lines()))
    };
    let rows: Xml = view.history.rows.iter().enumerate().map(row).collect();
    // The remark is a column like those of the versions.
    let columns = view.names.len() + 1;
    let widths = std::iter::repeat_n(PAGE / columns, columns);
    out += untracked::table(widths, names().chain(["Remark"]), rows);
    out.extend(view.warnings().iter().map(|warning| line(&format!("Warning: {warning}"))));
    untracked::file(out, language, Orientation::Landscape)
}

/// The paragraphs of one version in a row.
fn text(view: &HistoryView<'_>, row: &HistoryRow, version: VersionIndex, direction: &Xml) -> Xml {
    let line = |index: &ParagraphIndex| {
        let at = VersionedParagraph { version, paragraph: *index };
        let label = view.history.paragraph(at).label_before_text();
        let label = label.map(|label| plain(&format!("{} ", view::format_label(label))));
        let runs = view.runs(at).into_iter().map(|traced| {
            let is_new = version.0 > 0 && traced.version == version;
            let is_last = version < view.last() && !traced.present.contains(&VersionIndex(version.0 + 1));
            let properties = Xml::from(is_last.then(|| w("strike"))) + is_new.then(added);
            // No line runs through the space before a word.
            let (blank, words) = leading_space(traced.text);
            Xml::from((!blank.is_empty()).then(|| plain(blank))) + run(properties, words)
        });
        paragraph("TableText", direction.clone(), Xml::from(label) + runs.collect::<Xml>())
    };
    row.paragraphs[version.0].iter().map(line).collect()
}
