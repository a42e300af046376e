//! Names of paragraphs, runs of paragraphs and changes: `OP5 (old OP4)`, `PP3–PP9`, `OP3 + OP4 (old OP3)`.
//!
//! A run is named by its ends. An end is the highest paragraph that is in the run with everything below it, so that
//! `OP4`, `OP4(a)`, `OP4(b)` and `OP5` are `OP4–OP5`. A common section is given once: `II/OP1–OP3`.

use std::fmt;
use std::ops::Range;

use crate::model::{Change, Comparison, Paragraph, ParagraphIndex, Resolution, Side, Versions};

/// The name of a change on each side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The name in the newer text, if it is there.
    pub now: Option<String>,
    /// The name in the older text, if it is there and differs.
    pub old: Option<String>,
}

impl Name {
    /// Combines the names of both sides.
    pub fn new(names: Versions<Option<String>>) -> Name {
        let old = if names.before == names.after { None } else { names.before };
        Name { now: names.after, old }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.now, &self.old) {
            (Some(now), Some(old)) => write!(f, "{now} (old {old})"),
            (Some(now), None) => f.write_str(now),
            (None, Some(old)) => write!(f, "old {old}"),
            (None, None) => Ok(()),
        }
    }
}

/// Names one change.
pub(super) fn change_name(comparison: &Comparison, change: &Change) -> Name {
    let side = |side: Side| {
        let paragraphs = change.paragraphs.get(side);
        let ids = paragraphs.iter().map(|&index| comparison.resolutions.get(side)[index].id.0.as_str());
        (!paragraphs.is_empty()).then(|| ids.collect::<Vec<_>>().join(" + "))
    };
    Name::new(Versions::new(side(Side::Before), side(Side::After)))
}

/// The end of each paragraph's subtree, so that runs are named by whole paragraphs.
pub(super) struct Outline<'a> {
    resolution: &'a Resolution,
    /// One past the last paragraph below each paragraph.
    ends: Vec<usize>,
}

impl<'a> Outline<'a> {
    /// Finds the ends in one pass.
    pub(super) fn new(resolution: &'a Resolution) -> Outline<'a> {
        let mut ends: Vec<usize> = (1..=resolution.paragraphs.len()).collect();
        for (index, paragraph) in resolution.indexed().rev() {
            if let Some(parent) = paragraph.parent {
                ends[parent.0] = ends[parent.0].max(ends[index.0]);
            }
        }
        Outline { resolution, ends }
    }

    /// Names a run of neighbours by its ends. Headings and tables are used only if there is no other paragraph.
    /// A paragraph stands for what is below it if all of that is in the run, or, unless `whole`, in any case.
    pub(super) fn name(&self, run: Range<usize>, whole: bool) -> String {
        let is_text = |index: &usize| self.resolution.paragraphs[*index].part.is_text();
        let first = run.clone().find(is_text).unwrap_or(run.start);
        let mut last = run.clone().rev().find(is_text).unwrap_or(run.end.saturating_sub(1));
        while let Some(ParagraphIndex(parent)) = self.resolution.paragraphs[last].parent {
            if !run.contains(&parent) || (whole && self.ends[parent] > run.end) {
                break;
            }
            last = parent;
        }
        range(&self.resolution.paragraphs[first].id.0, &self.resolution.paragraphs[last].id.0)
    }
}

/// Names a range by its ends, with a common section once.
pub(super) fn range(first: &str, last: &str) -> String {
    if first == last {
        return first.to_owned();
    }
    let shared = section(first);
    let last = last.strip_prefix(shared).filter(|_| section(last) == shared).unwrap_or(last);
    format!("{first}–{last}")
}

/// The part of an id before its paragraph: `II/` of `II/OP1`, nothing of `OP1`.
pub(super) fn section(id: &str) -> &str {
    id.rfind('/').map_or("", |slash| &id[..=slash])
}

/// The section of a paragraph's topmost ancestor: that of `OP11/1` is that of `OP11`.
pub(super) fn section_of<'a>(resolution: &'a Resolution, paragraph: &'a Paragraph) -> &'a str {
    let mut top = paragraph;
    while let Some(parent) = top.parent {
        top = &resolution[parent];
    }
    section(&top.id.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_says_its_section_once() {
        for (first, last, name) in [
            ("PP3", "PP3", "PP3"),
            ("PP3", "PP9", "PP3–PP9"),
            ("II/OP1", "II/OP3", "II/OP1–OP3"),
            ("I/OP1", "II/OP3", "I/OP1–II/OP3"),
            ("Annex/1", "Annex/2(a)", "Annex/1–2(a)"),
        ] {
            assert_eq!(range(first, last), name);
        }
    }
}
