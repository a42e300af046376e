//! The redline of a header field, closing line or footnote.
//!
//! In: its text on both sides. Out: segments. Texts are compared word by word, so that a country that joins the sponsors
//! is one added word. Words that differ in typography only, such as a word that extraction broke (`Pak istan`), are
//! kept, as in paragraphs: alone, or at the start or end of changed words.

use super::cleanup::keeps_enough;
use super::redline::replace;
use super::spelling::equivalent;
use super::typography::TypographicVariant;
use super::word_usage::WordUsage;
use crate::model::{ClosingChange, FootnoteChange, HeaderChange, Segment, Side, TextLocation, Versions};
use crate::text::{WordRun, dice, diff_words};

/// Fragments of a broken word.
const MAX_FRAGMENTS: usize = 6;

/// Compares two short texts; an absent one is empty.
pub fn field_redline(texts: Versions<Option<&str>>) -> Vec<Segment> {
    redline(texts, |_| false)
}

/// Compares two short texts and keeps words that differ in typography only.
pub(super) fn typographic_redline(texts: Versions<Option<&str>>, word_usage: &WordUsage<'_>) -> Vec<Segment> {
    redline(texts, |words| equivalent(words, false, word_usage))
}

/// Words that a changed field keeps in two spellings, for the list of typographic differences.
pub(super) fn similar_words<'a>(
    header: &'a [HeaderChange],
    closing: &'a [ClosingChange],
    footnotes: &'a [FootnoteChange],
) -> impl Iterator<Item = TypographicVariant<'a>> {
    let header = header.iter().map(|change| (Some(TextLocation::Header(change.field)), &change.segments));
    let closing = closing.iter().map(|change| {
        let lines = change.lines.before.zip(change.lines.after);
        (lines.map(|(before, after)| TextLocation::ClosingLine(Versions::new(before, after))), &change.segments)
    });
    let footnotes = footnotes.iter().map(|change| {
        let notes = change.footnotes.before.as_ref().zip(change.footnotes.after.as_ref());
        let marks = notes.map(|(before, after)| Versions::new(before.mark.clone(), after.mark.clone()));
        (marks.map(TextLocation::Footnote), &change.segments)
    });
    header.chain(closing).chain(footnotes).flat_map(|(location, segments)| {
        let kept = segments.iter().filter_map(Segment::spellings);
        kept.filter_map(move |texts| Some(TypographicVariant { location: location.clone()?, texts }))
    })
}

fn redline(texts: Versions<Option<&str>>, is_same: impl Fn(Versions<&str>) -> bool) -> Vec<Segment> {
    let texts = texts.map(Option::unwrap_or_default);
    let mut segments = Vec::new();
    for WordRun { before, after, is_equal } in diff_words(texts.before, texts.after) {
        let mut rest = Versions::new(before.as_str(), after.as_str());
        if is_equal {
            push_kept(&mut segments, rest);
            continue;
        }
        while let Some((start, others)) = cuts(rest, false).find(|(start, _)| is_same(*start)) {
            push_kept(&mut segments, start);
            rest = others;
        }
        let mut tail = Vec::new();
        while let Some((others, end)) = cuts(rest, true).find(|(_, end)| is_same(*end)) {
            tail.push(end);
            rest = others;
        }
        segments.extend(replace(rest));
        tail.into_iter().rev().for_each(|words| push_kept(&mut segments, words));
    }
    if is_recognizable(&segments) { segments } else { replace(texts) }
}

/// Whether enough words are kept to see one text in the other.
fn is_recognizable(segments: &[Segment]) -> bool {
    let count = |side: Side, kept_only: bool| {
        let counted = segments.iter().filter(|segment| !kept_only || matches!(segment, Segment::Kept(_)));
        counted.flat_map(|segment| segment.text(side).split_whitespace()).count()
    };
    keeps_enough(count(Side::After, true), count(Side::Before, false), count(Side::After, false))
}

fn push_kept(segments: &mut Vec<Segment>, words: Versions<&str>) {
    match segments.last_mut() {
        Some(Segment::Kept(last)) => {
            last.before.push_str(words.before);
            last.after.push_str(words.after);
        }
        _ => segments.push(Segment::Kept(words.map(Into::into))),
    }
}

/// Both texts, each divided into a few words at its start or end and the rest.
fn cuts(texts: Versions<&str>, from_end: bool) -> impl Iterator<Item = (Versions<&str>, Versions<&str>)> {
    let offsets = texts.map(|text| {
        let spaces = text.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(offset, _)| offset);
        let mut offsets: Vec<usize> = spaces.filter(|offset| *offset > 0).chain([text.len()]).collect();
        if from_end {
            offsets.pop();
            offsets.insert(0, 0);
            offsets.reverse();
        }
        offsets.truncate(if text.is_empty() { 0 } else { MAX_FRAGMENTS });
        offsets
    });
    let Versions { before, after } = offsets;
    let pairs =
        before.into_iter().flat_map(move |old| after.clone().into_iter().map(move |new| Versions::new(old, new)));
    pairs.map(move |offsets| {
        let sides = texts.zip(offsets).map(|(text, offset)| text.split_at(offset));
        (sides.map(|(start, _)| start), sides.map(|(_, end)| end))
    })
}

/// How much of two sorted lists is in both, 0 to 1; an element that both repeat counts as often as both have it.
pub(super) fn similarity<T: Ord>(left: &[T], right: &[T]) -> f64 {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while i < left.len() && j < right.len() {
        match left[i].cmp(&right[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                count += 1;
                i += 1;
                j += 1;
            }
        }
    }
    dice(count, left.len() + right.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Resolution;

    fn shown(texts: Versions<&str>) -> String {
        let resolutions = Versions::<Resolution>::default();
        let segments = typographic_redline(texts.map(Some), &WordUsage::new(resolutions.as_ref()));
        for side in Side::BOTH {
            assert_eq!(segments.iter().map(|segment| segment.text(side)).collect::<String>(), *texts.get(side));
        }
        let write = |segment: &Segment| match segment {
            Segment::Kept(both) if both.before == both.after => both.after.to_string(),
            Segment::Kept(both) => format!("<{}|{}>", both.before, both.after),
            Segment::Removed { text } => format!("[-{text}-]"),
            Segment::Added { text } => format!("{{+{text}+}}"),
        };
        segments.iter().map(write).collect()
    }

    #[test]
    fn a_field_is_compared_word_by_word() {
        for (before, after, expected) in [
            (
                "Austria, Chile, Fiji, Kenya and Peru",
                "Austria, Brazil, Chile, Fiji and Peru",
                "Austria,{+ Brazil,+} Chile, Fiji[-, Kenya-] and Peru",
            ),
            (
                "Chad, Pak istan and Peru",
                "Mali, Pakistan and Peru",
                "[-Chad-]{+Mali+}<, Pak istan and Peru|, Pakistan and Peru>",
            ),
            ("of Uzbe kistan Chad", "of Uzbekistan Mali", "<of Uzbe kistan|of Uzbekistan>[- Chad-]{+ Mali+}"),
            (
                "Note on Chad Uzbe kistan",
                "Note on Mali Uzbekistan",
                "Note on[- Chad-]{+ Mali+}< Uzbe kistan| Uzbekistan>",
            ),
            ("items 1 2 and 7", "items 12 and 8", "items[- 1 2-]{+ 12+} and[- 7-]{+ 8+}"),
            ("", "Chad", "{+Chad+}"),
            // Two titles that have only “and” in common are not interleaved.
            (
                "Keeping of the lights on the northern and southern coasts",
                "Wrecks and salvage",
                "[-Keeping of the lights on the northern and southern coasts-]{+Wrecks and salvage+}",
            ),
        ] {
            assert_eq!(shown(Versions::new(before, after)), expected);
        }
    }
}
