//! Header fields, closing lines and footnotes that differ, each as a small redline.
//!
//! The comparison gives both texts of a field; here they are compared word by word, so that one country that joined
//! the sponsors is one word in the report.

use super::layout::{LayoutLine, LayoutRun, Role};
use super::redline::Origin;
use super::references;
use crate::model::{ClosingChange, Footnote, FootnoteChange, HeaderChange, Resolution, Segment, Side, Versions};
use crate::text::{WordRun, diff_words};

/// A field of the header, a closing line or a footnote that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldDiff {
    /// Its name: `sponsors`, `footnote 3 (old 2)`.
    pub name: String,
    /// Its text on each side, if there.
    pub values: Versions<Option<String>>,
    /// What its texts do not show: that a reference to the footnote moved.
    pub remark: Option<String>,
    /// Its redline.
    pub segments: Vec<Segment>,
}

impl FieldDiff {
    /// What happened to it: `added`, `removed`, `reworded`.
    pub fn event(&self) -> &'static str {
        match (&self.values.before, &self.values.after) {
            _ if self.is_remark_only() => "reference changed",
            (None, _) => "added",
            (_, None) => "removed",
            _ => "reworded",
        }
    }

    /// Whether its words are the same on both sides.
    pub fn is_remark_only(&self) -> bool {
        self.remark.is_some() && self.segments.iter().all(|segment| matches!(segment, Segment::Kept(_)))
    }

    pub(super) fn from_header(change: &HeaderChange) -> FieldDiff {
        FieldDiff::new(change.field.name().to_owned(), change.values.clone())
    }

    pub(super) fn from_closing(texts: Versions<&Resolution>, change: &ClosingChange) -> FieldDiff {
        let lines = texts.map(|text| &text.closing).zip(change.lines);
        FieldDiff::new(
            "closing line".to_owned(),
            lines.map(|(lines, index)| index.and_then(|index| lines.get(index).cloned())),
        )
    }

    pub(super) fn from_footnote(texts: Versions<&Resolution>, change: &FootnoteChange) -> FieldDiff {
        let marks = change.footnotes.as_ref().map(|footnote| footnote.as_ref().map(|footnote| footnote.mark.as_str()));
        let name = match (marks.before, marks.after) {
            (Some(old), Some(new)) if old != new => format!("footnote {new} (old {old})"),
            (_, Some(mark)) => format!("footnote {mark}"),
            (Some(mark), None) => format!("old footnote {mark}"),
            (None, None) => {
                let first = change.references.after.first().or(change.references.before.first());
                format!("reference {}", first.map_or("", |reference| &reference.marker))
            }
        };
        let text = |footnote: &Option<Footnote>| footnote.as_ref().map(|footnote| footnote.text.clone());
        let remark = references::remark(texts, change.references.as_ref().map(Vec::as_slice));
        FieldDiff { remark, ..FieldDiff::new(name, change.footnotes.as_ref().map(text)) }
    }

    /// Makes a field of any two texts.
    pub(in crate::report) fn from_texts(name: &str, values: Versions<Option<String>>) -> FieldDiff {
        FieldDiff::new(name.to_owned(), values)
    }

    /// Its redline as a layout line without a number.
    pub fn line(&self) -> LayoutLine<'_> {
        let origin = |segment: &Segment| match segment {
            Segment::Kept(_) => Origin::Both,
            Segment::Removed { .. } => Origin::Before,
            Segment::Added { .. } => Origin::After,
        };
        let runs = self.segments.iter().map(|segment| {
            let text = Versions::new(segment.text(Side::Before), segment.text(Side::After));
            LayoutRun { origin: origin(segment), text, role: Role::Words }
        });
        LayoutLine {
            paragraphs: Versions::default(),
            labels: Versions::default(),
            runs: runs.collect(),
            end: Origin::Both,
        }
    }

    fn new(name: String, values: Versions<Option<String>>) -> FieldDiff {
        let texts = values.as_ref().map(|value| value.as_deref().unwrap_or_default());
        FieldDiff { name, segments: redline(texts), values, remark: None }
    }
}

/// Compares two short texts word by word.
fn redline(texts: Versions<&str>) -> Vec<Segment> {
    let mut segments = Vec::new();
    for WordRun { before, after, is_equal } in diff_words(texts.before, texts.after) {
        if is_equal {
            segments.push(Segment::Kept(Versions::new(before.into(), after.into())));
            continue;
        }
        segments.extend((!before.is_empty()).then(|| Segment::Removed { text: before.into() }));
        segments.extend((!after.is_empty()).then(|| Segment::Added { text: after.into() }));
    }
    segments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sponsor_that_joined_is_one_word() {
        let texts = Versions::new("Austria, Chile, Fiji, Kenya and Peru", "Austria, Brazil, Chile, Fiji and Peru");
        let segments = redline(texts);
        assert_eq!(segments.len(), 5);
        assert_eq!(segments[1], Segment::Added { text: " Brazil,".into() });
        assert_eq!(segments[3], Segment::Removed { text: ", Kenya".into() });
        for side in crate::model::Side::BOTH {
            assert_eq!(segments.iter().map(|segment| segment.text(side)).collect::<String>(), *texts.get(side));
        }
    }
}
