//! Paragraphs that belong together → their redline.
//!
//! In: the paragraphs of each side. Out: segments, whose older sides in order give the older text to the letter, the
//! newer sides the newer.
//!
//! Steps: set the words of each side in a row; compare ([`hunks`](super::hunks)); slide insertions to phrase limits
//! ([`slide`](super::slide)); keep what is only spelt otherwise ([`respell`](super::respell)); make it readable
//! ([`tidy`](super::tidy)); write.

use super::hunks::{Hunk, hunks};
use super::respell::keep_spellings;
use super::side::Row;
use super::slide::slid;
use super::tidy::tidy;
use crate::model::{ParagraphIndex, Resolution, Segment, Versions};

/// The redline of one link.
pub(super) fn redline(resolutions: Versions<&Resolution>, paragraphs: Versions<&[ParagraphIndex]>) -> Vec<Segment> {
    let rows = resolutions.zip(paragraphs).map(|(resolution, paragraphs)| Row::of(resolution, paragraphs));
    let Versions { before, after } = rows.as_ref().map(|row| row.words.is_empty());
    if before || after {
        return replaced(rows.map(|row| row.text));
    }
    let hunks = hunks(rows.as_ref().map(|row| row.keys.as_slice()));
    let hunks = slid(rows.as_ref(), hunks);
    let hunks = keep_spellings(rows.as_ref(), hunks);
    let hunks = tidy(rows.as_ref(), hunks);
    hunks.iter().flat_map(|hunk| segments(rows.as_ref(), hunk)).collect()
}

/// Equal texts, each in its own spelling.
pub(super) fn kept(resolutions: Versions<&Resolution>, paragraphs: Versions<&[ParagraphIndex]>) -> Vec<Segment> {
    let texts = resolutions.zip(paragraphs).map(|(resolution, paragraphs)| {
        paragraphs.iter().map(|&at| resolution[at].text.as_str()).collect::<Vec<_>>().join("\n")
    });
    vec![Segment::Kept(texts)]
}

/// One text for the other.
fn replaced(texts: Versions<String>) -> Vec<Segment> {
    let Versions { before, after } = texts;
    let removed = (!before.is_empty()).then_some(Segment::Removed { text: before });
    removed.into_iter().chain((!after.is_empty()).then_some(Segment::Added { text: after })).collect()
}

fn segments(rows: Versions<&Row>, hunk: &Hunk) -> Vec<Segment> {
    let texts = rows.zip(hunk.words.clone()).map(|(row, words)| row.text(words).to_owned());
    if hunk.kept { vec![Segment::Kept(texts)] } else { replaced(texts) }
}
