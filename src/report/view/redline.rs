//! The redline of one change goes in, the pieces to show come out.
//!
//! Steps: paragraph breaks become pieces of their own, so that splits and merges are seen; long stretches that both
//! sides have are elided inside long paragraphs; a redline with nothing kept is told as old text, then new text,
//! because two sentences woven into each other cannot be read.

use super::stretch;
use crate::model::{Segment, Side};

/// A piece of a redline, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words.
    Text(Ink, &'a str),
    /// The end of a paragraph within a split or merged one.
    Break(Ink),
    /// Words of both sides that are left out.
    Elided,
}

/// Which side a piece belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ink {
    /// Both.
    Kept,
    /// Only the older.
    Removed,
    /// Only the newer.
    Added,
}

/// How much of unchanged words is shown around a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Elision {
    /// Paragraphs with fewer words are shown whole.
    pub paragraph: usize,
    /// Words shown before and after a change, and at both ends of a paragraph.
    pub around: usize,
    /// Fewer words than these are not worth leaving out.
    pub least: usize,
}

impl Default for Elision {
    /// Three lines of print are taken in at a glance; a line around each change tells where one is.
    fn default() -> Elision {
        Elision { paragraph: 45, around: 10, least: 10 }
    }
}

/// Whether the two sides share no word, so that only old text and new text can be told.
pub fn is_rewritten(segments: &[Segment]) -> bool {
    let has = |side: Side| segments.iter().any(|segment| !segment.text(side).trim().is_empty());
    let kept = |segment: &Segment| match segment {
        Segment::Kept(both) => both.after.chars().any(char::is_alphanumeric),
        _ => false,
    };
    has(Side::Before) && has(Side::After) && !segments.iter().any(kept)
}

/// Cuts a redline into pieces; without an elision everything is shown.
pub fn pieces(segments: &[Segment], elision: Option<Elision>) -> Vec<Piece<'_>> {
    let elision = elision.filter(|elision| {
        let mut missing = elision.paragraph;
        segments.iter().for_each(|segment| missing -= stretch::count(shown(segment), missing));
        missing == 0
    });
    let mut pieces = Vec::with_capacity(segments.len() + 4);
    for (at, segment) in segments.iter().enumerate() {
        let ends = Ends { first: at == 0, last: at + 1 == segments.len() };
        match segment {
            Segment::Removed { text } => push_lines(&mut pieces, Ink::Removed, Ink::Removed, text, None),
            Segment::Added { text } => push_lines(&mut pieces, Ink::Added, Ink::Added, text, None),
            Segment::Kept(both) => {
                let breaks = match (both.before.contains('\n'), both.after.contains('\n')) {
                    (true, false) => Ink::Removed,
                    (false, true) => Ink::Added,
                    _ => Ink::Kept,
                };
                push_lines(&mut pieces, Ink::Kept, breaks, shown(segment), elision.map(|elision| (elision, ends)));
            }
        }
    }
    pieces
}

/// Whether a stretch stands at an end of its paragraph.
#[derive(Clone, Copy)]
struct Ends {
    first: bool,
    last: bool,
}

/// The spelling of a segment that is shown: the newer, unless only the older tells that paragraphs were parted there.
fn shown(segment: &Segment) -> &str {
    match segment {
        Segment::Kept(both) if both.before.contains('\n') && !both.after.contains('\n') => &both.before,
        Segment::Kept(both) => &both.after,
        Segment::Removed { text } | Segment::Added { text } => text,
    }
}

fn push_lines<'a>(pieces: &mut Vec<Piece<'a>>, ink: Ink, breaks: Ink, text: &'a str, elision: Option<(Elision, Ends)>) {
    for (line_at, line) in text.split('\n').enumerate() {
        if line_at > 0 {
            pieces.push(Piece::Break(breaks));
        }
        match elision.and_then(|(elision, ends)| elide(line, elision, ends)) {
            Some((head, tail)) => {
                let kept = [Piece::Text(ink, head), Piece::Elided, Piece::Text(ink, tail)];
                pieces.extend(kept.into_iter().filter(|piece| !matches!(piece, Piece::Text(_, ""))));
            }
            None if line.is_empty() => {}
            None => pieces.push(Piece::Text(ink, line)),
        }
    }
}

/// The two ends of a stretch whose middle is left out.
fn elide(text: &str, elision: Elision, ends: Ends) -> Option<(&str, &str)> {
    // A paragraph's first words tell which it is; its last ones tell nothing.
    let head_words = if ends.first { elision.around / 2 } else { elision.around };
    let tail_words = if ends.last { 0 } else { elision.around };
    let least = head_words + tail_words + elision.least;
    if stretch::count(text, least) < least {
        return None;
    }
    let (head, tail) = (stretch::first(text, head_words), stretch::last(text, tail_words));
    let (head, tail) = balanced(text, head.len(), text.len() - tail.len());
    // What is shown to keep a quotation whole may leave too little to leave out.
    let middle = text.get(head..tail).unwrap_or_default();
    (stretch::count(middle, elision.least) >= elision.least).then(|| (&text[..head], &text[tail..]))
}

/// Moves the ends of what is left out so that it holds whole quotations only.
fn balanced(text: &str, mut head: usize, mut tail: usize) -> (usize, usize) {
    if text.is_ascii() {
        return (head, tail);
    }
    let is_quote = |c: char| matches!(c, '“' | '”');
    let middle = |head: usize, tail: usize| text.get(head..tail).unwrap_or_default();
    // A quotation that begins before is shown to its end.
    if let Some((offset, quote @ "”")) = middle(head, tail).match_indices(is_quote).next() {
        head += offset + quote.len();
    }
    // One that ends behind is shown from its beginning.
    if let Some((offset, "“")) = middle(head, tail).rmatch_indices(is_quote).next() {
        tail = head + offset;
    }
    (head, tail)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Versions;

    fn kept(text: &str) -> Segment {
        Segment::Kept(Versions::new(text.into(), text.into()))
    }

    fn show(pieces: &[Piece<'_>]) -> String {
        let show = |piece: &Piece<'_>| match *piece {
            Piece::Text(Ink::Kept, text) => text.to_owned(),
            Piece::Text(Ink::Removed, text) => format!("[-{text}-]"),
            Piece::Text(Ink::Added, text) => format!("{{+{text}+}}"),
            Piece::Break(ink) => format!("¶{ink:?}"),
            Piece::Elided => "…".to_owned(),
        };
        pieces.iter().map(show).collect()
    }

    #[test]
    fn long_unchanged_stretches_are_left_out() {
        let elision = Elision { paragraph: 20, around: 2, least: 3 };
        let segments = [
            kept("one two three four five six seven eight nine"),
            Segment::Added { text: " new".into() },
            kept(" a b c d e f g"),
            Segment::Removed { text: " old".into() },
            kept(" v w x y z"),
        ];
        assert_eq!(
            show(&pieces(&segments, Some(elision))),
            "one… eight nine{+ new+} a b…f g[- old-] v w…".replace("… eight", "…eight")
        );
        assert_eq!(
            show(&pieces(&segments, None)),
            "one two three four five six seven eight nine{+ new+} a b c d e f g[- old-] v w x y z"
        );
        let short = &segments[1..3];
        assert_eq!(show(&pieces(short, Some(elision))), show(&pieces(short, None)));
    }

    #[test]
    fn no_quotation_is_left_open() {
        let elision = Elision { paragraph: 9, around: 2, least: 3 };
        for (text, expected) in [
            ("x “a b c” d e f g h i j", "x “a b c”…i j"),
            ("x y z a b c d “e f g h”", "x y…“e f g h”"),
            ("w x y z a b c d “e f g”", "w x…“e f g”"),
            ("x y “a b” c “d e” f g h", "x y…g h"),
            ("x “a b c d e f g h i j”", "x “a…i j”"),
        ] {
            let segments =
                [Segment::Removed { text: "old ".into() }, kept(text), Segment::Added { text: "new".into() }];
            let shown = show(&pieces(&segments, Some(elision)));
            assert_eq!(shown, format!("[-old -]{expected}{{+new+}}"), "{text}");
        }
    }

    #[test]
    fn breaks_belong_to_the_side_that_has_them() {
        let both = |before: &str, after: &str| [Segment::Kept(Versions::new(before.into(), after.into()))];
        for (segments, expected) in [
            (both("a b", "a\nb"), "a¶Addedb"),
            (both("a\nb", "a b"), "a¶Removedb"),
            (both("a\nb", "a\nb"), "a¶Keptb"),
            ([Segment::Added { text: "\nmore".into() }], "¶Added{+more+}"),
        ] {
            assert_eq!(show(&pieces(&segments, None)), expected);
        }
    }

    #[test]
    fn nothing_kept_is_a_rewriting() {
        let removed = Segment::Removed { text: "Old words".into() };
        let added = Segment::Added { text: "New ones".into() };
        assert!(is_rewritten(&[removed.clone(), added.clone(), kept(",")]));
        assert!(!is_rewritten(&[removed.clone(), added.clone(), kept(" here,")]));
        assert!(!is_rewritten(&[added]));
        assert!(!is_rewritten(&[removed]));
    }
}
