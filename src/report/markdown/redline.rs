//! A redline as one line of Markdown: `Requests ~~the~~ **all** States`.
//!
//! Emphasis only opens before, and closes after, what CommonMark calls a flanking position. This is checked for each
//! run on the actual neighbouring characters; where it fails, HTML tags are used.

use super::escape;
use crate::model::Segment;
use crate::report::view::{self, Elision, Piece, Sides};

/// Writes the pieces of a redline one after the other.
pub(super) fn inline(segments: &[Segment], elision: Option<Elision>) -> String {
    let pieces = view::pieces(segments, elision);
    let mut out = String::new();
    let mut last = Sides::Both;
    for (index, piece) in pieces.iter().enumerate() {
        let next = match pieces.get(index + 1) {
            Some(Piece::Text(Sides::After, text)) if text.starts_with(char::is_alphanumeric) => Some(' '),
            Some(Piece::Text(_, text)) => text.chars().next(),
            _ => Some(' '),
        };
        match *piece {
            Piece::Text(sides, text) => {
                let touches = out.ends_with(['*', '~', '>']) && text.starts_with(char::is_alphanumeric);
                if touches && sides == Sides::After && last == Sides::Before {
                    out.push(' ');
                }
                push(&mut out, sides, text, next);
                last = sides;
            }
            Piece::Elided => {
                space(&mut out);
                out.push_str("… ");
            }
            Piece::Break(sides) => {
                space(&mut out);
                push(&mut out, sides, "¶", Some(' '));
                out.push(' ');
            }
        }
    }
    escape::start(out.trim())
}

fn space(out: &mut String) {
    if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

/// Appends a run in the delimiters of its side, white space outside.
fn push(out: &mut String, sides: Sides, text: &str, next: Option<char>) {
    let words = text.trim();
    let (mark, open, close) = match sides {
        Sides::Both => return out.push_str(&escape::inline(text)),
        Sides::Before => ("~~", "<del>", "</del>"),
        Sides::After => ("**", "<ins>", "</ins>"),
    };
    let (head, tail) = (text.len() - text.trim_start().len(), text.trim_end().len());
    if words.is_empty() {
        return space(out);
    }
    if head > 0 {
        space(out);
    }
    let inner = escape::inline(words);
    let before = out.chars().next_back();
    let after = if tail < text.len() { Some(' ') } else { next };
    let opens = flanks(before, inner.chars().next());
    let closes = flanks(after, inner.chars().next_back());
    if opens && closes {
        out.push_str(&format!("{mark}{inner}{mark}"));
    } else {
        out.push_str(&format!("{open}{inner}{close}"));
    }
    if tail < text.len() {
        out.push(' ');
    }
}

/// Whether a delimiter between `outside` and `inside` belongs to the inside.
fn flanks(outside: Option<char>, inside: Option<char>) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric());
    let is_blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    // A neighbouring delimiter could merge with this one.
    let is_mark = matches!(outside, Some('*' | '~'));
    is_word(inside) && !is_mark && !is_word(outside) || is_blank(outside)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Tag, TagEnd};

    use super::*;

    /// What a Markdown reader makes of a line: all of it, what is struck, what is bold, without white space.
    fn understood(markdown: &str) -> [String; 3] {
        let mut texts = [String::new(), String::new(), String::new()];
        let (mut struck, mut bold) = (0, 0);
        for event in pulldown_cmark::Parser::new_ext(markdown, pulldown_cmark::Options::ENABLE_STRIKETHROUGH) {
            match event {
                Event::Start(Tag::Strikethrough) => struck += 1,
                Event::End(TagEnd::Strikethrough) => struck -= 1,
                Event::Start(Tag::Strong) => bold += 1,
                Event::End(TagEnd::Strong) => bold -= 1,
                Event::InlineHtml(tag) | Event::Html(tag) => match tag.trim() {
                    "<del>" => struck += 1,
                    "</del>" => struck -= 1,
                    "<ins>" => bold += 1,
                    "</ins>" => bold -= 1,
                    other => panic!("{markdown:?} has {other:?}"),
                },
                Event::Text(text) => {
                    let text: String = text.split_whitespace().collect();
                    texts[0] += &text;
                    texts[1] += if struck > 0 { &text } else { "" };
                    texts[2] += if bold > 0 { &text } else { "" };
                }
                Event::Start(Tag::Paragraph | Tag::HtmlBlock) | Event::End(TagEnd::Paragraph | TagEnd::HtmlBlock) => {}
                other => panic!("{markdown:?} has {other:?}"),
            }
        }
        texts
    }

    proptest! {
        #[test]
        fn a_markdown_reader_sees_what_was_removed_and_added(
            runs in prop::collection::vec((0..3_u8, r"( ?(word|a|7|,|;|\(|\)|“|”|\*|_|~|-|1\.|#|<b>|&amp;|é|决)){1,4}"), 1..7)
        ) {
            let segment = |(kind, text): &(u8, String)| match kind {
                0 => Segment::kept(text),
                1 => Segment::removed(text),
                _ => Segment::added(text),
            };
            let segments: Vec<Segment> = runs.iter().map(segment).collect();
            let bare = |kinds: &[u8]| {
                let texts = runs.iter().filter(|(kind, _)| kinds.contains(kind)).map(|(_, text)| text.as_str());
                texts.flat_map(str::split_whitespace).collect::<String>()
            };
            let markdown = inline(&segments, None);
            prop_assert_eq!(understood(&markdown), [bare(&[0, 1, 2]), bare(&[1]), bare(&[2])], "{}", markdown);
        }
    }

    #[test]
    fn marks_close_where_markdown_lets_them() {
        for (segments, expected) in [
            (
                vec![Segment::removed("Notes"), Segment::added("Welcomes"), Segment::kept(" the report;")],
                "~~Notes~~ **Welcomes** the report;",
            ),
            (
                vec![Segment::kept("the session"), Segment::removed(","), Segment::added(";")],
                "the session<del>,</del><ins>;</ins>",
            ),
            (vec![Segment::kept("the"), Segment::added(" (new)"), Segment::kept(" text")], "the **(new)** text"),
            (vec![Segment::kept("1. The"), Segment::added(" new"), Segment::kept(" text")], "1\\. The **new** text"),
            (vec![Segment::kept("first;"), Segment::added("\n"), Segment::kept("second")], "first; **¶** second"),
        ] {
            assert_eq!(inline(&segments, None), expected);
        }
    }
}
