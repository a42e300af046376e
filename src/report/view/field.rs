//! Header fields, closing lines and footnotes that differ, each with its name and its redline.

use super::layout::{LayoutLine, LayoutRun, Role};
use super::redline::Sides;
use crate::model::{
    ClosingChange, Footnote, FootnoteChange, HeaderChange, LocatedFootnoteRef, ReferenceLocation, Resolution, Segment,
    Side, Versions,
};

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

    /// The redline to print: none if its words are the same on both sides.
    pub fn redline(&self) -> &[Segment] {
        if self.is_remark_only() { &[] } else { &self.segments }
    }

    /// The remark as it follows the redline in one line, or stands alone.
    pub fn inline_remark(&self) -> Option<String> {
        let separator = if self.is_remark_only() { "" } else { " – " };
        self.remark.as_ref().map(|remark| format!("{separator}{remark}"))
    }

    pub(super) fn from_header(change: &HeaderChange) -> FieldDiff {
        FieldDiff::new(change.field.name(), change.values.clone(), &change.segments)
    }

    pub(super) fn from_closing(texts: Versions<&Resolution>, change: &ClosingChange) -> FieldDiff {
        let lines = texts.zip(change.lines).map(|(text, index)| text.closing.get(index?).cloned());
        FieldDiff::new("closing line", lines, &change.segments)
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
        let remark = moved_references(texts, change.references.as_ref());
        FieldDiff { remark, ..FieldDiff::new(&name, change.footnotes.as_ref().map(text), &change.segments) }
    }

    /// A field that does not differ, or in typography only.
    pub(super) fn unchanged(name: &str, values: Versions<Option<String>>) -> FieldDiff {
        let segment = Segment::Kept(values.as_ref().map(|value| value.as_deref().unwrap_or_default().into()));
        FieldDiff::new(name, values, &[segment])
    }

    /// A line that has no words of its own.
    pub(super) fn remark(name: &str, remark: String) -> FieldDiff {
        FieldDiff { remark: Some(remark), ..FieldDiff::new(name, Versions::default(), &[]) }
    }

    fn new(name: &str, values: Versions<Option<String>>, segments: &[Segment]) -> FieldDiff {
        FieldDiff { name: name.to_owned(), values, remark: None, segments: segments.to_vec() }
    }

    /// Its redline as a layout line without a number.
    pub fn line(&self) -> LayoutLine<'_> {
        let sides = |segment: &Segment| match segment {
            Segment::Kept(_) => Sides::Both,
            Segment::Removed { .. } => Sides::Before,
            Segment::Added { .. } => Sides::After,
        };
        let runs = self.segments.iter().map(|segment| {
            let text = Versions::new(segment.text(Side::Before), segment.text(Side::After));
            LayoutRun { sides: sides(segment), text, differences: &[], role: Role::Words }
        });
        LayoutLine {
            paragraphs: Versions::default(),
            labels: Versions::default(),
            runs: runs.collect(),
            end: Sides::Both,
        }
    }
}

/// `reference moved from old PP2 after “Charter” to OP3 after “Summit”`; `None` if no reference differs.
fn moved_references(texts: Versions<&Resolution>, references: Versions<&Vec<LocatedFootnoteRef>>) -> Option<String> {
    let Versions { before, after } = references;
    let moved = before.len().min(after.len());
    let sentences = before[..moved].iter().zip(after).map(|(old, new)| {
        let places = Versions::new(place(texts.before, old), place(texts.after, new));
        if places.before == places.after {
            return format!("reference moved in {} from {} to {}", places.after, position(old), position(new));
        }
        format!("reference moved from old {} {} to {} {}", places.before, position(old), places.after, position(new))
    });
    let gone = before[moved..]
        .iter()
        .map(|old| format!("reference in old {} {} removed", place(texts.before, old), position(old)));
    let new =
        after[moved..].iter().map(|new| format!("reference added in {} {}", place(texts.after, new), position(new)));
    let sentences: Vec<String> = sentences.chain(gone).chain(new).collect();
    (!sentences.is_empty()).then(|| sentences.join("; "))
}

fn place(text: &Resolution, reference: &LocatedFootnoteRef) -> String {
    match reference.location {
        ReferenceLocation::Paragraph(index) => text[index].id.to_string(),
        ReferenceLocation::Frame(part) => part.name().to_owned(),
    }
}

fn position(reference: &LocatedFootnoteRef) -> String {
    match reference.context.as_str() {
        "" => "at the beginning".to_owned(),
        words => format!("after “{words}”"),
    }
}
