//! Two tables → which of their rows correspond: those whose words are the same, perhaps in another spelling.

use super::sequence::join_paragraphs;
use super::spelling::equivalent;
use super::word_usage::WordUsage;
use crate::model::{ParagraphIndex, Part, Resolution, Side, TextKey, Versions};
use crate::text::{DiffRun, diff, table_rows};

/// The runs of rows of a link; none if neither side is a table.
pub(super) fn rows(
    resolutions: Versions<&Resolution>,
    paragraphs: Versions<&[ParagraphIndex]>,
    word_usage: &WordUsage<'_>,
) -> Vec<DiffRun> {
    let both = resolutions.zip(paragraphs);
    let is_table = |side: Side| {
        let (resolution, paragraphs) = both.get(side);
        paragraphs.iter().any(|&index| resolution[index].part == Part::Table)
    };
    if !Side::any(is_table) {
        return Vec::new();
    }
    let texts = both.map(|(resolution, paragraphs)| join_paragraphs(resolution, paragraphs));
    let rows = texts.as_ref().map(|text| table_rows(text).collect::<Vec<_>>());
    let keys = rows.as_ref().map(|rows| rows.iter().map(|row| TextKey::ignoring_spacing(row)).collect::<Vec<_>>());
    let mut runs = Vec::new();
    for run in diff(&keys.before, &keys.after) {
        if !run.is_equal {
            runs.push(run);
            continue;
        }
        // Equal keys can hide a space or sign that has a meaning.
        for (old, new) in run.before.zip(run.after) {
            let is_equal = equivalent(Versions::new(rows.before[old], rows.after[new]), false, word_usage);
            runs.push(DiffRun { before: old..old + 1, after: new..new + 1, is_equal });
        }
    }
    runs
}
