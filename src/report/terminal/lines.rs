//! Wraps and styles lines.
//!
//! In: spans of text with roles. Out: wrapped lines with escape sequences. Steps: split the spans into words, escaping
//! what could act on a terminal; break words wider than a line; fill lines first-fit; write styles. Styles end with
//! each line and begin again on the next, so that no underline runs through a margin and `less` can start anywhere.
//! Wrapping works on words with roles, never on text with escape sequences.

use std::fmt::Write;
use std::ops::Range;

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;
use unicode_width::UnicodeWidthChar;

use super::styles::{StyleRole, Styles};
use crate::report::view::{Sides, words};
use crate::report::visible::escape_invisible;
use crate::text::is_ideograph;

/// Text with roles, to be wrapped.
#[derive(Debug, Default)]
pub(super) struct StyledSpans {
    text: String,
    spans: Vec<StyledSpan>,
}

/// A span of one role.
#[derive(Debug, Clone)]
struct StyledSpan {
    role: StyleRole,
    range: Range<usize>,
}

impl StyledSpans {
    pub(super) fn new() -> StyledSpans {
        StyledSpans::default()
    }

    pub(super) fn reserve(&mut self, bytes: usize) {
        self.text.reserve(bytes);
    }

    /// A single span.
    pub(super) fn from_text(role: StyleRole, text: &str) -> StyledSpans {
        StyledSpans::new().with(role, text)
    }

    /// Appends a span.
    pub(super) fn with(mut self, role: StyleRole, text: &str) -> StyledSpans {
        self.push(role, text);
        self
    }

    /// Appends a span.
    pub(super) fn push(&mut self, role: StyleRole, text: &str) {
        if text.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(&escape_invisible(text));
        let end = self.text.len();
        match self.spans.last_mut() {
            Some(last) if last.role == role => last.range.end = end,
            _ => self.spans.push(StyledSpan { role, range: start..end }),
        }
    }

    /// Appends changed words in delimiters, white space outside.
    pub(super) fn push_marked(&mut self, role: StyleRole, text: &str, styles: &Styles) {
        let Some((open, close)) = styles.delimiters(role) else { return self.push(role, text) };
        let words = text.trim();
        if words.is_empty() {
            return;
        }
        let (head, tail) = (text.len() - text.trim_start().len(), text.trim_end().len());
        self.push(StyleRole::Text, &text[..head]);
        self.push(role, &format!("{open}{words}{close}"));
        self.push(StyleRole::Text, &text[tail..]);
    }

    /// Appends words as the sides that have them are shown.
    pub(super) fn push_on(&mut self, sides: Sides, text: &str, styles: &Styles) {
        match sides {
            Sides::Both => self.push(StyleRole::Text, text),
            Sides::Before => self.push_marked(StyleRole::Removed, text, styles),
            Sides::After => self.push_marked(StyleRole::Added, text, styles),
        }
    }

    /// Appends a space unless there is one.
    pub(super) fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(char::is_whitespace) {
            self.push(StyleRole::Text, " ");
        }
    }

    pub(super) fn last_char(&self) -> Option<char> {
        self.text.chars().next_back()
    }

    /// Splits into words no wider than a line.
    fn words(&self, width: usize) -> Vec<Word> {
        let mut words = Vec::with_capacity(self.text.len() / 5);
        let mut open = Word::default();
        for (span_index, span) in self.spans.iter().enumerate() {
            let mut offset = span.range.start;
            while offset < span.range.end {
                // Fast path: nearly all words are printable ASCII, one column per byte.
                let room = width.saturating_sub(open.width);
                let plain = words::ascii_graphic_len(&self.text.as_bytes()[offset..span.range.end.min(offset + room)]);
                if plain > 0 {
                    open.take(offset..offset + plain, plain, span_index);
                    offset += plain;
                    continue;
                }
                let Some(c) = self.text[offset..span.range.end].chars().next() else { break };
                let here = offset..offset + c.len_utf8();
                offset = here.end;
                if c.is_whitespace() {
                    if open.width > 0 {
                        words.push(std::mem::take(&mut open));
                    }
                    if let Some(last) = words.last_mut() {
                        last.space = true;
                        last.ends_line |= c == '\n';
                    }
                    continue;
                }
                // Printable ASCII needs no table lookup.
                let columns = if matches!(c, ' '..='~') { 1 } else { c.width().unwrap_or(0) };
                let own_word = is_ideograph(c);
                if open.width > 0 && (own_word || open.width + columns > width) {
                    words.push(std::mem::take(&mut open));
                }
                open.take(here, columns, span_index);
            }
        }
        if open.width > 0 {
            words.push(open);
        }
        words
    }
}

/// A word: a range of the text, which may span several spans.
#[derive(Debug, Clone, Default)]
struct Word {
    range: Range<usize>,
    /// The index of the span it begins in.
    span: usize,
    width: usize,
    space: bool,
    ends_line: bool,
}

impl Word {
    /// Extends the word over characters of a width.
    fn take(&mut self, range: Range<usize>, columns: usize, span: usize) {
        if self.width == 0 {
            self.range.start = range.start;
            self.span = span;
        }
        self.range.end = range.end;
        self.width += columns;
    }
}

impl Fragment for Word {
    fn width(&self) -> f64 {
        self.width as f64
    }

    fn whitespace_width(&self) -> f64 {
        f64::from(u8::from(self.space))
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// The margins of wrapped lines.
#[derive(Debug, Clone, Copy)]
pub(super) struct Margins<'a> {
    /// The beginning of the first line; may contain a sign.
    pub(super) first: &'a str,
    /// The role of the sign.
    pub(super) role: StyleRole,
    /// Indentation of the other lines.
    pub(super) rest: usize,
    /// Maximum line width, margin included.
    pub(super) width: usize,
}

/// Wraps, styles and appends lines.
pub(super) fn write_wrapped(out: &mut String, styled: &StyledSpans, margins: Margins<'_>, styles: &Styles) {
    // Narrower lines are unreadable; better to exceed the width.
    let first_width = margins.first.chars().filter_map(UnicodeWidthChar::width).sum::<usize>();
    let fill = margins.width.saturating_sub(margins.rest).max(16);
    let first_fill = margins.width.saturating_sub(first_width).max(16);
    let words = styled.words(fill.min(first_fill));
    let sign = margins.first.trim();
    let (head, tail) = margins.first.split_once(sign).unwrap_or(("", ""));
    out.reserve(styled.text.len() + styled.text.len() / 8 + margins.first.len() + 1);
    out.push_str(head);
    if !sign.is_empty() {
        let mut writer = StyleWriter { out, styles, role: None };
        writer.write(margins.role, sign);
        writer.reset();
    }
    out.push_str(tail);
    let mut first = true;
    for paragraph in words.split_inclusive(|word| word.ends_line) {
        let widths = [if first { first_fill } else { fill } as f64, fill as f64];
        for line in wrap_first_fit(paragraph, &widths) {
            if !first {
                out.extend(std::iter::repeat_n(' ', margins.rest));
            }
            first = false;
            write_line(out, styles, styled, line);
            out.push('\n');
        }
    }
    if first {
        out.truncate(out.trim_end_matches(' ').len());
        out.push('\n');
    }
}

/// Wraps and styles lines without margins; with the width of each.
pub(super) fn wrap(styled: &StyledSpans, width: usize, styles: &Styles) -> Vec<(String, usize)> {
    let words = styled.words(width);
    let mut lines = Vec::new();
    for paragraph in words.split_inclusive(|word| word.ends_line) {
        for line in wrap_first_fit(paragraph, &[width as f64]) {
            let mut text = String::new();
            write_line(&mut text, styles, styled, line);
            let spaces = line.iter().rev().skip(1).filter(|word| word.space).count();
            lines.push((text, line.iter().map(|word| word.width).sum::<usize>() + spaces));
        }
    }
    lines
}

/// Writes the words of a line, joining those of one role.
fn write_line(out: &mut String, styles: &Styles, styled: &StyledSpans, line: &[Word]) {
    let mut writer = StyleWriter { out, styles, role: None };
    let mut index = 0;
    while let Some(word) = line.get(index) {
        // Fast path: words of one span with single spaces are written at once.
        let end = styled.spans[word.span].range.end;
        let joins = |pair: &[Word]| {
            let between = pair[0].range.end..pair[1].range.start;
            pair[1].range.end <= end && styled.text.as_bytes()[between] == *b" "
        };
        let more = line[index..].windows(2).take_while(|pair| joins(pair)).count();
        index += more;
        let last = &line[index];
        let mut from = word.range.start;
        for span in &styled.spans[word.span..] {
            let to = span.range.end.min(last.range.end);
            if from >= to {
                break;
            }
            writer.write(span.role, &styled.text[from..to]);
            from = to;
        }
        if last.space && index + 1 < line.len() {
            // A space has the style of its neighbours; between two styles it has none.
            let next = styled.spans[line[index + 1].span].role;
            if writer.role != Some(next) {
                writer.reset();
            }
            writer.out.push(' ');
        }
        index += 1;
    }
    writer.reset();
}

/// Writes in one style until another is needed.
struct StyleWriter<'a> {
    out: &'a mut String,
    styles: &'a Styles,
    /// The current role.
    role: Option<StyleRole>,
}

impl StyleWriter<'_> {
    fn write(&mut self, role: StyleRole, text: &str) {
        if self.role != Some(role) {
            self.reset();
            self.role = Some(role);
            let style = self.styles.style(role);
            if !style.is_plain() {
                // Writing to a String cannot fail.
                let _ = write!(self.out, "{}", style.prefix_formatter());
            }
        }
        self.out.push_str(text);
    }

    /// Ends the style.
    fn reset(&mut self) {
        if let Some(role) = self.role.take() {
            let style = self.styles.style(role);
            if !style.is_plain() {
                let _ = write!(self.out, "{}", style.suffix_formatter());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::visible::needs_escape;

    fn wrap(styled: &StyledSpans, width: usize, styles: &Styles) -> String {
        let mut out = String::new();
        write_wrapped(&mut out, styled, Margins { first: "~ ", role: StyleRole::Changed, rest: 4, width }, styles);
        out
    }

    #[test]
    fn lines_hang_and_long_words_break() {
        let styled = StyledSpans::from_text(StyleRole::Text, "one two three four five six sevenandeightandnineandten");
        assert_eq!(
            wrap(&styled, 20, &Styles::plain()),
            "~ one two three four\n    five six\n    sevenandeightand\n    nineandten\n"
        );
    }

    #[test]
    fn a_word_of_a_million_letters_breaks_in_time() {
        let out = wrap(&StyledSpans::from_text(StyleRole::Text, &"x".repeat(1_000_000)), 80, &Styles::plain());
        assert_eq!(out.lines().count(), 1_000_000_usize.div_ceil(76));
    }

    #[test]
    fn marks_hug_their_words() {
        let mut styled = StyledSpans::from_text(StyleRole::Text, "Requests");
        styled.push_marked(StyleRole::Removed, " the old", &Styles::plain());
        styled.push_marked(StyleRole::Added, " a new", &Styles::plain());
        styled.push(StyleRole::Text, " report");
        styled.push_marked(StyleRole::Removed, ",", &Styles::plain());
        styled.push_marked(StyleRole::Added, ";", &Styles::plain());
        assert_eq!(wrap(&styled, 80, &Styles::plain()), "~ Requests [-the old-] {+a new+} report[-,-]{+;+}\n");
    }

    #[test]
    fn styles_end_with_the_line() {
        let mut styled = StyledSpans::new();
        styled.push_marked(StyleRole::Added, "some quite long added words", &Styles::coloured());
        let out = wrap(&styled, 24, &Styles::coloured());
        for line in out.lines() {
            assert!(line.ends_with("\u{1b}[0m"), "{line:?}");
        }
    }

    #[test]
    fn nothing_in_a_text_can_steer_the_terminal() {
        let styled = StyledSpans::from_text(StyleRole::Text, "a\u{1b}]0;title\u{7}b \u{202e}c\u{9b}2J");
        let out = wrap(&styled, 80, &Styles::plain());
        assert!(!out.chars().any(|c| c != '\n' && needs_escape(c)), "{out:?}");
    }

    #[test]
    fn chinese_wraps_without_spaces() {
        let styled = StyledSpans::from_text(StyleRole::Text, &"大会回顾".repeat(10));
        assert!(wrap(&styled, 24, &Styles::plain()).lines().count() > 3);
    }
}
