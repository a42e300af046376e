//! Wraps and styles lines.
//!
//! In: spans of text with styles. Out: wrapped lines with escape sequences. Steps: split the spans into words, escaping
//! what could act on a terminal; break words wider than a line; fill lines first-fit; write styles. Styles end with
//! each line and begin again on the next, so that no underline runs through a margin and `less` can start anywhere.
//! Wrapping works on words with styles, never on text with escape sequences.

use std::fmt::Write;
use std::ops::Range;

use owo_colors::Style;
use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;
use unicode_width::UnicodeWidthChar;

use super::styles::{Styles, TEXT};
use crate::report::view::Sides;
use crate::report::view::words::leading_space;
use crate::report::visible::escape_invisible;
use crate::text::is_ideograph;

/// Text with styles, to be wrapped.
#[derive(Debug, Default)]
pub(super) struct StyledSpans {
    text: String,
    spans: Vec<StyledSpan>,
}

/// A span of one style.
#[derive(Debug, Clone)]
struct StyledSpan {
    style: Style,
    range: Range<usize>,
}

impl StyledSpans {
    pub(super) fn new() -> StyledSpans {
        StyledSpans::default()
    }

    /// A single span.
    pub(super) fn from_text(style: Style, text: &str) -> StyledSpans {
        StyledSpans::new().with(style, text)
    }

    /// Appends a span.
    pub(super) fn with(mut self, style: Style, text: &str) -> StyledSpans {
        self.push(style, text);
        self
    }

    /// Appends a span.
    pub(super) fn push(&mut self, style: Style, text: &str) {
        if text.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(&escape_invisible(text));
        let end = self.text.len();
        match self.spans.last_mut() {
            Some(last) if last.style == style => last.range.end = end,
            _ => self.spans.push(StyledSpan { style, range: start..end }),
        }
    }

    /// Appends words as the sides that have them are shown: changed ones in delimiters, white space outside.
    pub(super) fn push_on(&mut self, sides: Sides, text: &str, styles: &Styles) {
        let (style, open, close) = match sides {
            Sides::Both => return self.push(TEXT, text),
            Sides::Before => (styles.removed, "[-", "-]"),
            Sides::After => (styles.added, "{+", "+}"),
        };
        if !styles.has_delimiters {
            return self.push(style, text);
        }
        let (head, words) = leading_space(text.trim_end());
        if !words.is_empty() {
            self.push(TEXT, head);
            self.push(style, &format!("{open}{words}{close}"));
            self.push(TEXT, &text[text.trim_end().len()..]);
        }
    }

    /// Appends a space unless there is one.
    pub(super) fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(char::is_whitespace) {
            self.push(TEXT, " ");
        }
    }

    pub(super) fn last_char(&self) -> Option<char> {
        self.text.chars().next_back()
    }

    /// Splits into words no wider than a line.
    fn words(&self, width: usize) -> Vec<Word> {
        let mut words = Vec::new();
        let mut open = Word::default();
        for (index, span) in self.spans.iter().enumerate() {
            for (offset, c) in self.text[span.range.clone()].char_indices() {
                let start = span.range.start + offset;
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
                let columns = c.width().unwrap_or(0);
                if open.width > 0 && (is_ideograph(c) || open.width + columns > width) {
                    words.push(std::mem::take(&mut open));
                }
                if open.width == 0 {
                    open.range.start = start;
                    open.span = index;
                }
                open.range.end = start + c.len_utf8();
                open.width += columns;
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
    /// The style of the sign.
    pub(super) style: Style,
    /// Indentation of the other lines.
    pub(super) rest: usize,
    /// Maximum line width, margin included.
    pub(super) width: usize,
}

/// Wraps, styles and appends lines.
pub(super) fn write_wrapped(out: &mut String, styled: &StyledSpans, margins: Margins<'_>) {
    // Narrower lines are unreadable; better to exceed the width.
    let first_width = margins.first.chars().filter_map(UnicodeWidthChar::width).sum::<usize>();
    let fill = margins.width.saturating_sub(margins.rest).max(16);
    let first_fill = margins.width.saturating_sub(first_width).max(16);
    let words = styled.words(fill.min(first_fill));
    let sign = margins.first.trim();
    let (head, tail) = margins.first.split_once(sign).unwrap_or(("", ""));
    out.push_str(head);
    if !sign.is_empty() {
        let mut writer = StyleWriter { out, style: None };
        writer.write(margins.style, sign);
        writer.reset();
    }
    out.push_str(tail);
    for (index, line) in lines(&words, first_fill, fill).into_iter().enumerate() {
        if index > 0 {
            out.extend(std::iter::repeat_n(' ', margins.rest));
        }
        write_line(out, styled, line);
        out.push('\n');
    }
    if words.is_empty() {
        out.truncate(out.trim_end_matches(' ').len());
        out.push('\n');
    }
}

/// Wraps and styles lines without margins; with the width of each.
pub(super) fn wrap(styled: &StyledSpans, width: usize) -> Vec<(String, usize)> {
    let words = styled.words(width);
    let line = |line: &[Word]| {
        let mut text = String::new();
        write_line(&mut text, styled, line);
        let spaces = line.iter().rev().skip(1).filter(|word| word.space).count();
        (text, line.iter().map(|word| word.width).sum::<usize>() + spaces)
    };
    lines(&words, width, width).into_iter().map(line).collect()
}

/// Fills lines with words: a first one of its own width, and the others.
fn lines(words: &[Word], first: usize, rest: usize) -> Vec<&[Word]> {
    let mut lines = Vec::new();
    for paragraph in words.split_inclusive(|word| word.ends_line) {
        let first = if lines.is_empty() { first } else { rest };
        lines.extend(wrap_first_fit(paragraph, &[first as f64, rest as f64]));
    }
    lines
}

/// Writes the words of a line, joining those of one style.
fn write_line(out: &mut String, styled: &StyledSpans, line: &[Word]) {
    let mut writer = StyleWriter { out, style: None };
    for (index, word) in line.iter().enumerate() {
        let mut from = word.range.start;
        for span in &styled.spans[word.span..] {
            let to = span.range.end.min(word.range.end);
            if from >= to {
                break;
            }
            writer.write(span.style, &styled.text[from..to]);
            from = to;
        }
        if word.space
            && let Some(next) = line.get(index + 1)
        {
            // A space has the style of its neighbours; between two styles it has none.
            if writer.style != Some(styled.spans[next.span].style) {
                writer.reset();
            }
            writer.out.push(' ');
        }
    }
    writer.reset();
}

/// Writes in one style until another is needed.
struct StyleWriter<'a> {
    out: &'a mut String,
    style: Option<Style>,
}

impl StyleWriter<'_> {
    fn write(&mut self, style: Style, text: &str) {
        if self.style != Some(style) {
            self.reset();
            self.style = Some(style);
            // Writing to a String cannot fail.
            let _ = write!(self.out, "{}", style.prefix_formatter());
        }
        self.out.push_str(text);
    }

    /// Ends the style.
    fn reset(&mut self) {
        if let Some(style) = self.style.take() {
            let _ = write!(self.out, "{}", style.suffix_formatter());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::visible::needs_escape;

    fn wrap(styled: &StyledSpans, width: usize) -> String {
        let mut out = String::new();
        write_wrapped(&mut out, styled, Margins { first: "~ ", style: TEXT, rest: 4, width });
        out
    }

    #[test]
    fn lines_hang_and_long_words_break() {
        let styled = StyledSpans::from_text(TEXT, "one two three four five six sevenandeightandnineandten");
        assert_eq!(wrap(&styled, 20), "~ one two three four\n    five six\n    sevenandeightand\n    nineandten\n");
    }

    #[test]
    fn a_word_of_a_million_letters_breaks_in_time() {
        let out = wrap(&StyledSpans::from_text(TEXT, &"x".repeat(1_000_000)), 80);
        assert_eq!(out.lines().count(), 1_000_000_usize.div_ceil(76));
    }

    #[test]
    fn marks_hug_their_words() {
        let mut styled = StyledSpans::from_text(TEXT, "Requests");
        styled.push_on(Sides::Before, " the old", &Styles::plain());
        styled.push_on(Sides::After, " a new", &Styles::plain());
        styled.push(TEXT, " report");
        styled.push_on(Sides::Before, ",", &Styles::plain());
        styled.push_on(Sides::After, ";", &Styles::plain());
        assert_eq!(wrap(&styled, 80), "~ Requests [-the old-] {+a new+} report[-,-]{+;+}\n");
    }

    #[test]
    fn styles_end_with_the_line() {
        let mut styled = StyledSpans::new();
        styled.push_on(Sides::After, "some quite long added words", &Styles::coloured());
        let out = wrap(&styled, 24);
        for line in out.lines() {
            assert!(line.ends_with("\u{1b}[0m"), "{line:?}");
        }
    }

    #[test]
    fn nothing_in_a_text_can_steer_the_terminal() {
        let styled = StyledSpans::from_text(TEXT, "a\u{1b}]0;title\u{7}b \u{202e}c\u{9b}2J");
        let out = wrap(&styled, 80);
        assert!(!out.chars().any(|c| c != '\n' && needs_escape(c)), "{out:?}");
    }

    #[test]
    fn chinese_wraps_without_spaces() {
        let styled = StyledSpans::from_text(TEXT, &"大会回顾".repeat(10));
        assert!(wrap(&styled, 24).lines().count() > 3);
    }
}
