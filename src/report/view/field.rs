//! Header fields and footnotes that differ, each as a small redline.
//!
//! The comparison gives both texts of a field; here they are compared word by word, so that one country that joined
//! the sponsors is one word in the report.

use similar::{Algorithm, ChangeTag, capture_diff_slices};

use crate::model::{Footnote, FootnoteChange, HeaderChange, Segment, Versions};

/// A field of the header or a footnote that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// What it is called: `sponsors`, `footnote 3 (old 2)`.
    pub name: String,
    /// Its two texts, where there.
    pub values: Versions<Option<String>>,
    /// Its redline.
    pub segments: Vec<Segment>,
}

impl Field {
    /// Makes a field of a header change.
    pub(super) fn of_header(change: &HeaderChange) -> Field {
        Field::new(change.field.name().to_owned(), change.values.clone())
    }

    /// Makes a field of a footnote change.
    pub(super) fn of_footnote(change: &FootnoteChange) -> Field {
        let marks = change.footnotes.as_ref().map(|footnote| footnote.as_ref().map(|it| it.mark.as_str()));
        let name = match (marks.before, marks.after) {
            (Some(old), Some(new)) if old != new => format!("footnote {new} (old {old})"),
            (_, Some(mark)) => format!("footnote {mark}"),
            (Some(mark), None) => format!("old footnote {mark}"),
            (None, None) => "footnote".to_owned(),
        };
        let text = |footnote: &Option<Footnote>| footnote.as_ref().map(|it| it.text.clone());
        Field::new(name, change.footnotes.as_ref().map(text))
    }

    fn new(name: String, values: Versions<Option<String>>) -> Field {
        let texts = values.as_ref().map(|value| value.as_deref().unwrap_or_default());
        Field { name, segments: redline(texts), values }
    }
}

/// Compares two short texts word by word.
fn redline(texts: Versions<&str>) -> Vec<Segment> {
    let words = texts.map(|text| text.split_inclusive(char::is_whitespace).map(str::trim_end).collect::<Vec<_>>());
    let operations = capture_diff_slices(Algorithm::Patience, &words.before, &words.after);
    let mut segments: Vec<Segment> = Vec::new();
    for change in operations.iter().flat_map(|operation| operation.iter_changes(&words.before, &words.after)) {
        let word = format!("{}{}", if segments.is_empty() { "" } else { " " }, change.value());
        match (change.tag(), segments.last_mut()) {
            (ChangeTag::Equal, Some(Segment::Kept(both))) => {
                both.before.push_str(&word);
                both.after.push_str(&word);
            }
            (ChangeTag::Delete, Some(Segment::Removed { text }))
            | (ChangeTag::Insert, Some(Segment::Added { text })) => {
                text.push_str(&word);
            }
            (ChangeTag::Equal, _) => segments.push(Segment::Kept(Versions::new(word.clone(), word))),
            (ChangeTag::Delete, _) => segments.push(Segment::Removed { text: word }),
            (ChangeTag::Insert, _) => segments.push(Segment::Added { text: word }),
        }
    }
    segments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sponsor_that_joined_is_one_word() {
        let segments = redline(Versions::new("Austria, Chile and Fiji", "Austria, Brazil, Chile and Fiji"));
        assert_eq!(segments.len(), 3);
        assert_eq!(segments[1], Segment::Added { text: " Brazil,".into() });
    }
}
