//! Text with styled ranges.

use std::ops::Range;

/// Text with styled ranges.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StyledText {
    text: String,
    spans: Vec<(Range<usize>, Style)>,
}

/// How a run of characters was set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    /// Slanted, or `*marked*` so.
    pub italic: bool,
    /// Heavy, or `**marked**` so.
    pub bold: bool,
    /// Underlined.
    pub underline: bool,
    /// Struck through.
    pub strike: bool,
    /// Raised and small: in running text a footnote reference.
    pub superscript: bool,
    /// Raised and small, and known to be no footnote reference: an exponent, the end of an ordinal.
    pub exponent: bool,
    /// Lowered and small.
    pub subscript: bool,
}

impl StyledText {
    /// Text without any style.
    pub fn plain(text: impl Into<String>) -> StyledText {
        StyledText { text: text.into(), spans: Vec::new() }
    }

    /// The characters.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The characters without their styles.
    pub fn into_text(self) -> String {
        self.text
    }

    /// Whether there are no characters.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The styled ranges in order; what is between them is plain.
    pub fn spans(&self) -> &[(Range<usize>, Style)] {
        &self.spans
    }

    /// Whether the text ends with a superscript, as a footnote reference is: 1 and 2 side by side are not 12.
    pub fn ends_with_superscript(&self) -> bool {
        self.spans.last().is_some_and(|(range, style)| range.end == self.text.len() && style.superscript)
    }

    /// The style at a byte offset.
    pub fn style_at(&self, offset: usize) -> Style {
        // spans follow each other
        let found = self.spans.get(self.spans.partition_point(|(range, _)| range.end <= offset));
        found.filter(|(range, _)| range.contains(&offset)).map(|(_, style)| *style).unwrap_or_default()
    }

    /// Appends characters of one style.
    pub fn push(&mut self, text: &str, style: Style) {
        let start = self.text.len();
        self.text.push_str(text);
        if style == Style::default() || text.is_empty() {
            return;
        }
        match self.spans.last_mut() {
            Some((range, last)) if range.end == start && *last == style => range.end = self.text.len(),
            _ => self.spans.push((start..self.text.len(), style)),
        }
    }

    /// Appends another styled text.
    pub fn append(&mut self, other: &StyledText) {
        let start = self.text.len();
        self.text.push_str(&other.text);
        self.spans.extend(other.spans.iter().map(|(range, style)| (range.start + start..range.end + start, *style)));
    }

    /// A range of bytes, which must lie on character boundaries, with its styles.
    pub fn slice(&self, range: Range<usize>) -> StyledText {
        let first = self.spans.partition_point(|(span, _)| span.end <= range.start);
        let inside = self.spans[first..].iter().take_while(|(span, _)| span.start < range.end);
        let shift = |offset: usize| offset.clamp(range.start, range.end) - range.start;
        let spans = inside.map(|(span, style)| (shift(span.start)..shift(span.end), *style)).collect();
        StyledText { text: self.text[range.clone()].to_owned(), spans }
    }

    /// Removes a range of bytes, which must lie on character boundaries.
    pub fn remove(&mut self, range: Range<usize>) {
        self.replace(range, "");
    }

    /// Replaces a range of bytes, which must lie on character boundaries.
    pub fn replace(&mut self, range: Range<usize>, with: &str) {
        if range.end == self.text.len() {
            self.truncate(range.start);
            self.push(with, Style::default());
        } else {
            self.replace_all(&[(range, with)]);
        }
    }

    /// Replaces several ranges of bytes in one pass. The ranges must lie on character boundaries, be in order and not
    /// overlap.
    pub fn replace_all(&mut self, edits: &[(Range<usize>, &str)]) {
        let added: usize = edits.iter().map(|(_, with)| with.len()).sum();
        let mut text = String::with_capacity(self.text.len() + added);
        let mut end = 0;
        for (range, with) in edits {
            text.push_str(&self.text[end..range.start]);
            text.push_str(with);
            end = range.end;
        }
        text.push_str(&self.text[end..]);
        self.text = text;
        let mut shift = OffsetMap::new(edits.iter().map(|(range, with)| (range.clone(), with.len())));
        for (span, _) in &mut self.spans {
            *span = shift.map(span.start)..shift.map(span.end);
        }
        self.spans.retain(|(span, _)| span.start < span.end);
    }

    /// Replaces every occurrence of a text.
    pub fn replace_each(&mut self, found: &str, with: &str) {
        let edits: Vec<_> =
            self.text.match_indices(found).map(|(offset, found)| (offset..offset + found.len(), with)).collect();
        if !edits.is_empty() {
            self.replace_all(&edits);
        }
    }

    /// Splits the text at every occurrence of a separator, which is left out.
    pub fn split(mut self, separator: &str) -> Vec<StyledText> {
        let offsets: Vec<usize> = self.text.match_indices(separator).map(|(offset, _)| offset).collect();
        // from the back, so that every character is moved once
        let mut out = Vec::with_capacity(offsets.len() + 1);
        for offset in offsets.into_iter().rev() {
            out.push(self.split_off(offset + separator.len()));
            self.truncate(offset);
        }
        out.push(self);
        out.reverse();
        out
    }

    /// Removes all characters from a byte offset on.
    pub fn truncate(&mut self, offset: usize) {
        self.text.truncate(offset);
        self.spans.truncate(self.spans.partition_point(|(range, _)| range.start < offset));
        if let Some((range, _)) = self.spans.last_mut() {
            range.end = range.end.min(offset);
        }
    }

    /// Splits the text at a byte offset and returns the rest.
    pub fn split_off(&mut self, offset: usize) -> StyledText {
        let text = self.text.split_off(offset);
        // spans are in order: only those after the offset are moved
        let first = self.spans.partition_point(|(range, _)| range.end <= offset);
        let crosses =
            self.spans.get(first).filter(|(range, _)| range.start < offset).map(|(range, style)| (range.start, *style));
        let rest = self.spans.drain(first..);
        let spans = rest.map(|(range, style)| (range.start.max(offset) - offset..range.end - offset, style)).collect();
        self.spans.extend(crosses.map(|(start, style)| (start..offset, style)));
        StyledText { text, spans }
    }
}

/// Maps offsets of a text to those after edits in it. Offsets must be given in ascending order.
pub(crate) struct OffsetMap<I: Iterator<Item = (Range<usize>, usize)>> {
    edits: std::iter::Peekable<I>,
    removed: usize,
    added: usize,
}

impl<I: Iterator<Item = (Range<usize>, usize)>> OffsetMap<I> {
    /// Each edit is the range that it replaces and the length of what it puts there.
    pub(crate) fn new(edits: I) -> Self {
        OffsetMap { edits: edits.peekable(), removed: 0, added: 0 }
    }

    /// An offset inside a replaced range moves to its start.
    pub(crate) fn map(&mut self, offset: usize) -> usize {
        while let Some((range, len)) = self.edits.next_if(|(range, _)| range.end <= offset && range.start < offset) {
            self.removed += range.len();
            self.added += len;
        }
        let inside = self.edits.peek().filter(|(range, _)| range.start < offset).map(|(range, _)| range.start);
        inside.unwrap_or(offset) + self.added - self.removed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_follow_their_characters() {
        let bold = Style { bold: true, ..Style::default() };
        let mut text = StyledText::plain("a ");
        text.push("bold  word", bold);
        text.push("  end ", Style::default());
        text.replace_all(&[(6..8, " "), (12..14, ""), (17..18, "")]);
        assert_eq!((text.as_str(), text.spans()), ("a bold wordend", &[(2..11, bold)][..]));
        text.replace(0..2, "");
        assert_eq!((text.as_str(), text.spans()), ("bold wordend", &[(0..9, bold)][..]));
        text.truncate(4);
        assert_eq!((text.as_str(), text.spans()), ("bold", &[(0..4, bold)][..]));
        text.truncate(0);
        assert_eq!((text.as_str(), text.spans()), ("", &[][..]));
        let mut text = StyledText::plain("a | ");
        text.push("b | c", bold);
        let cells = text.split(" | ");
        let cells: Vec<_> = cells.iter().map(|cell| (cell.as_str(), cell.spans().len())).collect();
        assert_eq!(cells, [("a", 0), ("b", 1), ("c", 1)]);
    }
}
