//! Stretches of text with roles go in, wrapped and styled lines come out.
//!
//! Steps: cut the stretches into words, writing out what would act on a terminal; break words that no line can hold;
//! fill lines first-fit; paint. Styles are closed at the end of each line and opened again on the next, so that no
//! underline runs through a margin and `less` can be entered in the middle. Wrapping happens on words with their
//! roles, never on text with escape sequences in it.

use std::fmt::Write;
use std::ops::Range;

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;
use unicode_width::UnicodeWidthChar;

use super::styles::{Role, Styles};
use crate::report::view::stretch;
use crate::report::visible::visible;

/// Text with roles, ready to be wrapped.
#[derive(Debug, Default)]
pub(super) struct Stretches {
    text: String,
    parts: Vec<Part>,
}

/// A stretch of one role.
#[derive(Debug, Clone)]
struct Part {
    role: Role,
    range: Range<usize>,
}

impl Stretches {
    pub(super) fn new() -> Stretches {
        Stretches::default()
    }

    /// Takes room for so many bytes.
    pub(super) fn reserve(&mut self, bytes: usize) {
        self.text.reserve(bytes);
    }

    /// One stretch.
    pub(super) fn of(role: Role, text: &str) -> Stretches {
        Stretches::new().with(role, text)
    }

    /// Appends a stretch.
    pub(super) fn with(mut self, role: Role, text: &str) -> Stretches {
        self.push(role, text);
        self
    }

    /// Appends a stretch.
    pub(super) fn push(&mut self, role: Role, text: &str) {
        if text.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(&visible(text));
        let end = self.text.len();
        match self.parts.last_mut() {
            Some(last) if last.role == role => last.range.end = end,
            _ => self.parts.push(Part { role, range: start..end }),
        }
    }

    /// Appends changed words in their marks. White space around them stays outside.
    pub(super) fn push_marked(&mut self, role: Role, text: &str, styles: &Styles) {
        let Some((open, close)) = styles.marks_of(role) else { return self.push(role, text) };
        let words = text.trim();
        if words.is_empty() {
            return;
        }
        let (head, tail) = (text.len() - text.trim_start().len(), text.trim_end().len());
        self.push(Role::Text, &text[..head]);
        self.push(role, &format!("{open}{words}{close}"));
        self.push(Role::Text, &text[tail..]);
    }

    /// Puts a space at the end unless there is one.
    pub(super) fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(char::is_whitespace) {
            self.push(Role::Text, " ");
        }
    }

    /// The last character so far.
    pub(super) fn last_char(&self) -> Option<char> {
        self.text.chars().next_back()
    }

    /// Cuts into words no wider than a line.
    fn words(&self, width: usize) -> Vec<Word> {
        let mut words = Vec::with_capacity(self.text.len() / 5);
        let mut open = Word::default();
        for (part_at, part) in self.parts.iter().enumerate() {
            let mut at = part.range.start;
            while at < part.range.end {
                // nearly all words are printable ASCII, a column a byte
                let room = width.saturating_sub(open.width);
                let plain = stretch::graphic(&self.text.as_bytes()[at..part.range.end.min(at + room)]);
                if plain > 0 {
                    open.take(at..at + plain, plain, part_at);
                    at += plain;
                    continue;
                }
                let Some(c) = self.text[at..part.range.end].chars().next() else { break };
                let here = at..at + c.len_utf8();
                at = here.end;
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
                // a look at a table, which printable ASCII does not need
                let columns = if matches!(c, ' '..='~') { 1 } else { c.width().unwrap_or(0) };
                let own_word = stretch::is_ideograph(c);
                if open.width > 0 && (own_word || open.width + columns > width) {
                    words.push(std::mem::take(&mut open));
                }
                open.take(here, columns, part_at);
            }
        }
        if open.width > 0 {
            words.push(open);
        }
        words
    }
}

/// A word: a range of the text, which may lie in several parts.
#[derive(Debug, Clone, Default)]
struct Word {
    range: Range<usize>,
    /// The part it begins in.
    part: usize,
    width: usize,
    space: bool,
    ends_line: bool,
}

impl Word {
    /// Goes on over some characters, which take so many columns.
    fn take(&mut self, range: Range<usize>, columns: usize, part: usize) {
        if self.width == 0 {
            self.range.start = range.start;
            self.part = part;
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

/// How far lines stand from the left.
#[derive(Debug, Clone, Copy)]
pub(super) struct Margins<'a> {
    /// What the first line begins with; may hold a sign.
    pub(super) first: &'a str,
    /// The role of the first line's beginning.
    pub(super) role: Role,
    /// Columns before the other lines.
    pub(super) rest: usize,
    /// Columns a line may take, margin included.
    pub(super) width: usize,
}

/// Wraps, paints and appends lines, each ended.
pub(super) fn write(out: &mut String, stretches: &Stretches, margins: Margins<'_>, styles: &Styles) {
    // Narrower than this nothing can be read; better to run over the edge.
    let first_width = margins.first.chars().filter_map(UnicodeWidthChar::width).sum::<usize>();
    let fill = margins.width.saturating_sub(margins.rest).max(16);
    let first_fill = margins.width.saturating_sub(first_width).max(16);
    let words = stretches.words(fill.min(first_fill));
    let sign = margins.first.trim();
    let (head, tail) = margins.first.split_once(sign).unwrap_or(("", ""));
    out.reserve(stretches.text.len() + stretches.text.len() / 8 + margins.first.len() + 1);
    out.push_str(head);
    if !sign.is_empty() {
        let mut brush = Brush { out, styles, role: None };
        brush.paint(margins.role, sign);
        brush.lift();
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
            paint_line(out, styles, stretches, line);
            out.push('\n');
        }
    }
    if first {
        out.truncate(out.trim_end_matches(' ').len());
        out.push('\n');
    }
}

/// Wraps and paints lines without margins; with each, the columns it takes.
pub(super) fn wrapped(stretches: &Stretches, width: usize, styles: &Styles) -> Vec<(String, usize)> {
    let words = stretches.words(width);
    let mut lines = Vec::new();
    for paragraph in words.split_inclusive(|word| word.ends_line) {
        for line in wrap_first_fit(paragraph, &[width as f64]) {
            let mut painted = String::new();
            paint_line(&mut painted, styles, stretches, line);
            let spaces = line.iter().rev().skip(1).filter(|word| word.space).count();
            lines.push((painted, line.iter().map(|word| word.width).sum::<usize>() + spaces));
        }
    }
    lines
}

/// Paints the words of a line, joining stretches of one role.
fn paint_line(out: &mut String, styles: &Styles, stretches: &Stretches, line: &[Word]) {
    let mut brush = Brush { out, styles, role: None };
    let mut at = 0;
    while let Some(word) = line.get(at) {
        // Words of one part with single spaces between them are one stretch: nearly all of every line.
        let end = stretches.parts[word.part].range.end;
        let joins = |pair: &[Word]| {
            let between = pair[0].range.end..pair[1].range.start;
            pair[1].range.end <= end && stretches.text.as_bytes()[between] == *b" "
        };
        let more = line[at..].windows(2).take_while(|pair| joins(pair)).count();
        at += more;
        let last = &line[at];
        let mut from = word.range.start;
        for part in &stretches.parts[word.part..] {
            let to = part.range.end.min(last.range.end);
            if from >= to {
                break;
            }
            brush.paint(part.role, &stretches.text[from..to]);
            from = to;
        }
        if last.space && at + 1 < line.len() {
            // A space takes the style of what is around it; between two styles it has none.
            let next = stretches.parts[line[at + 1].part].role;
            if brush.role != Some(next) {
                brush.lift();
            }
            brush.out.push(' ');
        }
        at += 1;
    }
    brush.lift();
}

/// Paints in one style until another is asked for.
struct Brush<'a> {
    out: &'a mut String,
    styles: &'a Styles,
    /// What is being painted.
    role: Option<Role>,
}

impl Brush<'_> {
    fn paint(&mut self, role: Role, text: &str) {
        if self.role != Some(role) {
            self.lift();
            self.role = Some(role);
            let style = self.styles.of(role);
            if !style.is_plain() {
                // Writing to a String cannot fail.
                let _ = write!(self.out, "{}", style.prefix_formatter());
            }
        }
        self.out.push_str(text);
    }

    /// Ends the style.
    fn lift(&mut self) {
        if let Some(role) = self.role.take() {
            let style = self.styles.of(role);
            if !style.is_plain() {
                let _ = write!(self.out, "{}", style.suffix_formatter());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::visible::is_hidden;

    fn wrapped(stretches: &Stretches, width: usize, styles: &Styles) -> String {
        let mut out = String::new();
        write(&mut out, stretches, Margins { first: "~ ", role: Role::Changed, rest: 4, width }, styles);
        out
    }

    #[test]
    fn lines_hang_and_long_words_break() {
        let stretches = Stretches::of(Role::Text, "one two three four five six sevenandeightandnineandten");
        assert_eq!(
            wrapped(&stretches, 20, &Styles::plain()),
            "~ one two three four\n    five six\n    sevenandeightand\n    nineandten\n"
        );
    }

    #[test]
    fn a_word_of_a_million_letters_breaks_in_time() {
        let out = wrapped(&Stretches::of(Role::Text, &"x".repeat(1_000_000)), 80, &Styles::plain());
        assert_eq!(out.lines().count(), 1_000_000_usize.div_ceil(76));
    }

    #[test]
    fn marks_hug_their_words() {
        let mut stretches = Stretches::of(Role::Text, "Requests");
        stretches.push_marked(Role::Removed, " the old", &Styles::plain());
        stretches.push_marked(Role::Added, " a new", &Styles::plain());
        stretches.push(Role::Text, " report");
        stretches.push_marked(Role::Removed, ",", &Styles::plain());
        stretches.push_marked(Role::Added, ";", &Styles::plain());
        assert_eq!(wrapped(&stretches, 80, &Styles::plain()), "~ Requests [-the old-] {+a new+} report[-,-]{+;+}\n");
    }

    #[test]
    fn styles_end_with_the_line() {
        let mut stretches = Stretches::new();
        stretches.push_marked(Role::Added, "some quite long added words", &Styles::coloured());
        let out = wrapped(&stretches, 24, &Styles::coloured());
        for line in out.lines() {
            assert!(line.ends_with("\u{1b}[0m"), "{line:?}");
        }
    }

    #[test]
    fn nothing_in_a_text_can_steer_the_terminal() {
        let stretches = Stretches::of(Role::Text, "a\u{1b}]0;title\u{7}b \u{202e}c\u{9b}2J");
        let out = wrapped(&stretches, 80, &Styles::plain());
        assert!(!out.chars().any(|c| c != '\n' && is_hidden(c)), "{out:?}");
    }

    #[test]
    fn chinese_wraps_without_spaces() {
        let stretches = Stretches::of(Role::Text, &"大会回顾".repeat(10));
        assert!(wrapped(&stretches, 24, &Styles::plain()).lines().count() > 3);
    }
}
