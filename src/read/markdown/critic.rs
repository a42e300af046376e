//! CriticMarkup → the text of one side.
//!
//! | in the source | original | accepted |
//! |---|---|---|
//! | `{++new++}` | | new |
//! | `{--old--}` | old | |
//! | `{~~old~>new~~}` | old | new |
//! | `{==marked==}` | marked | marked |
//! | `{>>comment<<}` | | |
//!
//! Marks may lie in each other. A mark that is not closed is text. What leaves is remembered by its lines, so that
//! places still name those of the source.

use memchr::memchr;

use crate::model::Side;
use crate::text::single_spaced;

/// A text on one side.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Resolved {
    pub(super) text: String,
    /// Comments, with their byte offset in the source.
    pub(super) comments: Vec<(usize, String)>,
    /// Insertions, deletions and substitutions, of either side.
    pub(super) tracked: usize,
    /// Where line ends were left out: byte offset in the text, and how many.
    pub(super) skipped: Vec<(usize, u32)>,
}

/// Marks lie in each other this deep at most; deeper ones are text.
const MAX_DEPTH: usize = 8;

const MARKS: [(&str, &str); 5] = [("{++", "++}"), ("{--", "--}"), ("{~~", "~~}"), ("{==", "==}"), ("{>>", "<<}")];

/// Whether a text has a mark that is closed.
pub(super) fn is_marked(source: &str) -> bool {
    // marks are rare, braces are, and a whole text has to be looked through
    let Some(first) = memchr(b'{', source.as_bytes()) else { return false };
    let source = &source[first..];
    MARKS
        .iter()
        .any(|(open, close)| source.find(open).is_some_and(|offset| source[offset + open.len()..].contains(close)))
}

/// Resolves the marks of a text.
pub(super) fn resolve(source: &str, side: Side) -> Resolved {
    let mut out = Resolved::default();
    resolve_span(source, 0, side, 0, &mut out);
    out
}

/// Resolves the piece of the source that begins at `start`.
fn resolve_span(source: &str, start: usize, side: Side, depth: usize, out: &mut Resolved) {
    let mut offset = 0;
    // where no mark of a kind is closed any more, none is looked for again: time stays linear
    let mut open = MARKS.map(|_| true);
    while let Some(found) = source[offset..].find('{').map(|found| offset + found) {
        let kind = (0..MARKS.len()).find(|kind| open[*kind] && source[found..].starts_with(MARKS[*kind].0));
        let body = found + 3;
        let close = kind.filter(|_| depth < MAX_DEPTH).and_then(|kind| {
            let close = source[body..].find(MARKS[kind].1).map(|close| body + close);
            open[kind] = close.is_some();
            Some((kind, close?))
        });
        let Some((kind, close)) = close else {
            out.text.push_str(&source[offset..=found]);
            offset = found + 1;
            continue;
        };
        out.text.push_str(&source[offset..found]);
        offset = close + 3;
        let inner = &source[body..close];
        match (kind, side) {
            (0, Side::After) | (1, Side::Before) | (3, _) => resolve_span(inner, start + body, side, depth + 1, out),
            (0, Side::Before) | (1, Side::After) => record_skipped_lines(inner, out),
            (2, _) => match (inner.split_once("~>"), side) {
                (Some((old, new)), Side::Before) => {
                    resolve_span(old, start + body, side, depth + 1, out);
                    record_skipped_lines(new, out);
                }
                (Some((old, new)), Side::After) => {
                    record_skipped_lines(old, out);
                    resolve_span(new, start + body + old.len() + 2, side, depth + 1, out);
                }
                // a substitution by nothing
                (None, Side::Before) => resolve_span(inner, start + body, side, depth + 1, out),
                (None, Side::After) => record_skipped_lines(inner, out),
            },
            _ => {
                out.comments.push((start + found, single_spaced(inner)));
                record_skipped_lines(inner, out);
            }
        }
        out.tracked += usize::from(kind < 3);
    }
    out.text.push_str(&source[offset..]);
}

fn record_skipped_lines(left_out: &str, out: &mut Resolved) {
    let lines = left_out.matches('\n').count() as u32;
    if lines > 0 {
        out.skipped.push((out.text.len(), lines));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides() {
        for (source, before, after) in [
            ("Notes {++with concern ++}the report", "Notes the report", "Notes with concern the report"),
            ("Notes {--with concern --}the report", "Notes with concern the report", "Notes the report"),
            ("{~~Notes~>Welcomes~~} the report", "Notes the report", "Welcomes the report"),
            ("the {==report==}{>>which one?<<} of", "the report of", "the report of"),
            ("a {++b {==c==}{>>d<<}++} e", "a  e", "a b c e"),
            ("a {++b c", "a {++b c", "a {++b c"),
            ("{a} {+b+} {", "{a} {+b+} {", "{a} {+b+} {"),
            ("{~~all~~}", "all", ""),
        ] {
            assert_eq!(resolve(source, Side::Before).text, before, "{source}");
            assert_eq!(resolve(source, Side::After).text, after, "{source}");
        }
        let both = resolve("one {++two++} {>>three<<} {--four--}", Side::After);
        assert_eq!((both.tracked, both.comments), (2, vec![(14, "three".to_owned())]));
    }

    #[test]
    fn unclosed_marks_take_linear_time() {
        let source = "{++".repeat(200_000);
        assert_eq!(resolve(&source, Side::After).text, source);
    }
}
