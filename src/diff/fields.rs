//! The redline of a header field, closing line or footnote.
//!
//! In: its text on both sides. Out: segments. Compared word by word, so that one country that joined the sponsors is one
//! word in every report.

use crate::model::{Segment, Versions};
use crate::text::{WordRun, diff_words};

/// Compares two short texts; an absent one is empty.
pub fn field_redline(texts: Versions<Option<&str>>) -> Vec<Segment> {
    let texts = texts.map(Option::unwrap_or_default);
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
    use crate::model::Side;

    #[test]
    fn a_sponsor_that_joined_is_one_word() {
        let texts = Versions::new("Austria, Chile, Fiji, Kenya and Peru", "Austria, Brazil, Chile, Fiji and Peru");
        let segments = field_redline(texts.map(Some));
        assert_eq!(segments.len(), 5);
        assert_eq!(segments[1], Segment::Added { text: " Brazil,".into() });
        assert_eq!(segments[3], Segment::Removed { text: ", Kenya".into() });
        for side in Side::BOTH {
            assert_eq!(segments.iter().map(|segment| segment.text(side)).collect::<String>(), *texts.get(side));
        }
    }
}
