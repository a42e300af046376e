//! The pieces of the redline of one change.
//!
//! In: the segments of a change. Out: [`Piece`]s. Paragraph breaks become pieces of their own, so that splits and
//! merges are visible. Long unchanged stretches in long paragraphs are elided. A redline without common words is shown
//! as old text, then new text, because two interleaved sentences cannot be read.

use super::words;
use crate::model::{Segment, Side};
use crate::text::{whole_spelling, without_loose_end, without_loose_start};

/// A piece of a redline, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words.
    Text(Sides, &'a str),
    /// The end of a paragraph within a split or merged one.
    Break(Sides),
    /// Unchanged words that are left out.
    Elided,
}

/// The sides that have a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sides {
    /// Both.
    Both,
    /// Only the older.
    Before,
    /// Only the newer.
    After,
}

impl Sides {
    /// Whether a side is among them.
    pub fn contains(self, side: Side) -> bool {
        self.only().is_none_or(|own| own == side)
    }

    /// The sides among them.
    pub fn each(self) -> impl Iterator<Item = Side> {
        Side::BOTH.into_iter().filter(move |side| self.contains(*side))
    }

    /// The only one; `None` for both.
    pub fn only(self) -> Option<Side> {
        match self {
            Sides::Both => None,
            Sides::Before => Some(Side::Before),
            Sides::After => Some(Side::After),
        }
    }
}

impl From<Side> for Sides {
    fn from(side: Side) -> Sides {
        match side {
            Side::Before => Sides::Before,
            Side::After => Sides::After,
        }
    }
}

/// How many unchanged words are shown around a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Elision {
    /// Shorter paragraphs, in words, are shown whole.
    pub min_paragraph: usize,
    /// Words shown before and after a change, and at both ends of a paragraph.
    pub context: usize,
    /// Fewer words than this are not elided.
    pub min_elided: usize,
}

impl Default for Elision {
    /// A paragraph of three lines is read at a glance; a line around each change is enough to locate it.
    fn default() -> Elision {
        Elision { min_paragraph: 45, context: 10, min_elided: 10 }
    }
}

/// Whether the two sides have no word in common.
pub fn is_rewritten(segments: &[Segment]) -> bool {
    let has = |side: Side| segments.iter().any(|segment| !segment.text(side).trim().is_empty());
    let kept = |segment: &Segment| match segment {
        Segment::Kept(both) => both.after.chars().any(char::is_alphanumeric),
        _ => false,
    };
    has(Side::Before) && has(Side::After) && !segments.iter().any(kept)
}

/// Splits a redline into pieces; without an elision everything is shown.
pub fn pieces(segments: &[Segment], elision: Option<Elision>) -> Vec<Piece<'_>> {
    let elision = elision.filter(|elision| {
        let mut missing = elision.min_paragraph;
        segments.iter().for_each(|segment| missing -= words::count(shown(segment), missing));
        missing == 0
    });
    let mut pieces = Vec::with_capacity(segments.len() + 4);
    for (index, segment) in segments.iter().enumerate() {
        let ends = Ends { first: index == 0, last: index + 1 == segments.len() };
        match segment {
            Segment::Removed { text } => push_lines(&mut pieces, Sides::Before, Sides::Before, text, None),
            Segment::Added { text } => push_lines(&mut pieces, Sides::After, Sides::After, text, None),
            Segment::Kept(both) => {
                let breaks = match (both.before.contains('\n'), both.after.contains('\n')) {
                    (true, false) => Sides::Before,
                    (false, true) => Sides::After,
                    _ => Sides::Both,
                };
                push_lines(&mut pieces, Sides::Both, breaks, shown(segment), elision.map(|elision| (elision, ends)));
            }
        }
    }
    pieces
}

/// Whether a segment is at an end of its paragraph.
#[derive(Clone, Copy)]
struct Ends {
    first: bool,
    last: bool,
}

/// The side of a segment that is shown: the newer, unless only the older has a paragraph break there, or a word whole.
fn shown(segment: &Segment) -> &str {
    match segment {
        Segment::Kept(both) if both.before.contains('\n') && !both.after.contains('\n') => &both.before,
        Segment::Kept(both) => whole_spelling(&both.before, &both.after),
        Segment::Removed { text } | Segment::Added { text } => text,
    }
}

/// The newer text of a redline, in the spelling that is shown.
pub(super) fn newer_text(segments: &[Segment]) -> String {
    let is_newer = |segment: &&Segment| !matches!(segment, Segment::Removed { .. });
    segments.iter().filter(is_newer).map(shown).collect()
}

fn push_lines<'a>(
    pieces: &mut Vec<Piece<'a>>,
    sides: Sides,
    breaks: Sides,
    text: &'a str,
    elision: Option<(Elision, Ends)>,
) {
    for (line_index, line) in text.split('\n').enumerate() {
        if line_index > 0 {
            pieces.push(Piece::Break(breaks));
        }
        match elision.and_then(|(elision, ends)| elide(line, elision, ends)) {
            Some((head, tail)) => {
                let kept = [Piece::Text(sides, head), Piece::Elided, Piece::Text(sides, tail)];
                pieces.extend(kept.into_iter().filter(|piece| !matches!(piece, Piece::Text(_, ""))));
            }
            None if line.is_empty() => {}
            None => pieces.push(Piece::Text(sides, line)),
        }
    }
}

/// The two ends of a text whose middle is elided.
fn elide(text: &str, elision: Elision, ends: Ends) -> Option<(&str, &str)> {
    // The first words of a paragraph identify it; the last ones need not be shown.
    let head_words = if ends.first { elision.context * 3 / 4 } else { elision.context };
    let tail_words = if ends.last { 0 } else { elision.context };
    let minimum = head_words + tail_words + elision.min_elided;
    if words::count(text, minimum) < minimum {
        return None;
    }
    let (head, tail) = (words::first(text, head_words), words::last(text, tail_words));
    let (head, tail) = (without_loose_end(head), without_loose_start(tail));
    let head_end = if ends.first { head.len() } else { clause_end(text, head.len(), elision.context / 2) };
    let tail_start =
        if ends.last { text.len() - tail.len() } else { clause_start(text, text.len() - tail.len(), elision.context) };
    let (head, tail) = balanced(text, head_end, tail_start);
    // Keeping quotations whole may leave too little to elide.
    let middle = text.get(head..tail).unwrap_or_default();
    (words::count(middle, elision.min_elided) >= elision.min_elided).then(|| (&text[..head], &text[tail..]))
}

/// The end of the clause that a shown text ends in, if it is at most so many words away. Cut off, its words might seem to
/// belong to what is shown next.
fn clause_end(text: &str, end: usize, max_words: usize) -> usize {
    if text[..end].ends_with(is_clause_mark) {
        return end;
    }
    let mut ends = words::ranges(&text[end..]).take(max_words).map(|word| end + word.end);
    ends.find(|&end| text[..end].ends_with(is_clause_mark)).unwrap_or(end)
}

/// The start of the clause that a shown text begins in, if it is at most so many words away.
fn clause_start(text: &str, start: usize, max_words: usize) -> usize {
    let before = words::last(&text[..start], max_words + 1);
    let offset = start - before.len();
    let marks =
        words::ranges(before).map(|word| offset + word.end).filter(|&end| text[..end].ends_with(is_clause_mark));
    marks.last().map_or(start, |end| end + (text[end..].len() - text[end..].trim_start().len()))
}

fn is_clause_mark(character: char) -> bool {
    matches!(character, ',' | ';' | ':' | '，' | '；' | '、' | '،' | '؛')
}

/// Moves the ends of the elided text so that it contains whole quotations only.
fn balanced(text: &str, mut head: usize, mut tail: usize) -> (usize, usize) {
    if text.is_ascii() {
        return (head, tail);
    }
    let is_quote = |c: char| matches!(c, '“' | '”');
    let middle = |head: usize, tail: usize| text.get(head..tail).unwrap_or_default();
    // Show a quotation that begins before to its end.
    if let Some((offset, quote @ "”")) = middle(head, tail).match_indices(is_quote).next() {
        head += offset + quote.len();
    }
    // Show one that ends after from its beginning.
    if let Some((offset, "“")) = middle(head, tail).rmatch_indices(is_quote).next() {
        tail = head + offset;
    }
    (head, tail)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Versions;

    fn show(pieces: &[Piece<'_>]) -> String {
        let show = |piece: &Piece<'_>| match *piece {
            Piece::Text(Sides::Both, text) => text.to_owned(),
            Piece::Text(Sides::Before, text) => format!("[-{text}-]"),
            Piece::Text(Sides::After, text) => format!("{{+{text}+}}"),
            Piece::Break(sides) => format!("¶{sides:?}"),
            Piece::Elided => "…".to_owned(),
        };
        pieces.iter().map(show).collect()
    }

    #[test]
    fn long_unchanged_stretches_are_left_out() {
        let elision = Elision { min_paragraph: 20, context: 2, min_elided: 3 };
        let segments = [
            Segment::kept("Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota"),
            Segment::added(" new"),
            Segment::kept(" Alpha Beta Gamma Delta Epsilon Zeta Eta"),
            Segment::removed(" old"),
            Segment::kept(" Vau Wau Xi Yota Zeta"),
        ];
        assert_eq!(
            show(&pieces(&segments, Some(elision))),
            "Alpha…Theta Iota{+ new+} Alpha Beta…Zeta Eta[- old-] Vau Wau…"
        );
        assert_eq!(
            show(&pieces(&segments, None)),
            "Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota{+ new+} Alpha Beta Gamma Delta Epsilon Zeta Eta[- old-] \
             Vau Wau Xi Yota Zeta"
        );
        let short = &segments[1..3];
        assert_eq!(show(&pieces(short, Some(elision))), show(&pieces(short, None)));
    }

    #[test]
    fn no_quotation_is_left_open() {
        let elision = Elision { min_paragraph: 9, context: 2, min_elided: 3 };
        for (text, expected) in [
            ("X “A B C” D E F G H I J", "X “A B C”…I J"),
            ("X Y Z A B C D “E F G H”", "X Y…“E F G H”"),
            ("W X Y Z A B C D “E F G”", "W X…“E F G”"),
            ("X Y “A B” C “D E” F G H", "X Y…G H"),
            ("X “A B C D E F G H I J”", "X “A…I J”"),
        ] {
            let segments = [Segment::removed("old "), Segment::kept(text), Segment::added("new")];
            let shown = show(&pieces(&segments, Some(elision)));
            assert_eq!(shown, format!("[-old -]{expected}{{+new+}}"), "{text}");
        }
    }

    #[test]
    fn breaks_belong_to_the_side_that_has_them() {
        let both = |before: &str, after: &str| [Segment::Kept(Versions::new(before.into(), after.into()))];
        for (segments, expected) in [
            (both("a b", "a\nb"), "a¶Afterb"),
            (both("a\nb", "a b"), "a¶Beforeb"),
            (both("a\nb", "a\nb"), "a¶Bothb"),
            ([Segment::added("\nmore")], "¶After{+more+}"),
        ] {
            assert_eq!(show(&pieces(&segments, None)), expected);
        }
    }

    #[test]
    fn nothing_kept_is_a_rewriting() {
        let removed = Segment::removed("Old words");
        let added = Segment::added("New ones");
        assert!(is_rewritten(&[removed.clone(), added.clone(), Segment::kept(",")]));
        assert!(!is_rewritten(&[removed.clone(), added.clone(), Segment::kept(" here,")]));
        assert!(!is_rewritten(&[added]));
        assert!(!is_rewritten(&[removed]));
    }
}
