//! Where paragraphs begin.

use super::lines::{BreakRule, Line, MIN_INDENT, MIN_SET_APART};
use crate::lexicon::{
    SectionKind, WordList, ends_paragraph, ends_sentence, ends_with_colon, is_organ_line, parse_inner_label,
    parse_label, parse_opening, parse_section_label, starts_lowercase,
};
use crate::model::{BlockKind, NumberStyle};

/// For every line whether a paragraph begins there.
pub(super) fn breaks(lines: &[Line<'_>], body: usize, mode: BreakRule) -> Vec<bool> {
    let mut out = vec![true; lines.len()];
    let mut state = State::default();
    for index in body..lines.len() {
        let begins = index == body || state.begins(&lines[index - 1], &lines[index], lines.get(index + 1), mode);
        out[index] = begins;
        state.advance(&lines[index], begins);
    }
    out
}

/// What the lines before show.
#[derive(Default)]
struct State<'a> {
    /// The last number seen at the start of a paragraph.
    number: Option<u32>,
    /// First line of the current paragraph, and how many lines it has.
    first: Option<&'a str>,
    first_indent: f32,
    /// Columns up to the text after the number of the first line.
    hanging_indent: f32,
    lines: usize,
    /// Whether the current paragraph is a lettered item.
    in_item: bool,
    /// Whether it is the title of an annex.
    in_title: bool,
    /// The last letter and the last Roman number of an item.
    letter: u32,
    roman: u32,
}

impl<'a> State<'a> {
    fn advance(&mut self, line: &Line<'a>, begins: bool) {
        if !begins {
            self.lines += 1;
            return;
        }
        self.in_title = self.first.is_some_and(is_annex) && !line.is_indented();
        self.lines = 1;
        self.first = Some(line.text);
        self.first_indent = line.indent;
        self.hanging_indent = -100.0;
        self.in_item = false;
        let mut text = line.text;
        let mut label = parse_label(text);
        if let Some(label) = &label {
            self.hanging_indent = line.indent + text[..label.len].chars().count() as f32;
        }
        // “3. (a)” has two
        while let Some(outer) = label {
            self.in_item = !matches!(outer.interpretations[0].0, NumberStyle::Number);
            label = parse_inner_label(text, &outer);
            text = &text[outer.len..];
            for (form, ordinal) in outer.interpretations {
                match form {
                    NumberStyle::Number if !self.in_item => self.number = Some(ordinal),
                    NumberStyle::Letter => self.letter = ordinal,
                    NumberStyle::Roman => self.roman = ordinal,
                    _ => {}
                }
            }
        }
    }

    fn begins(&self, last: &Line<'a>, line: &Line<'a>, next: Option<&Line<'a>>, mode: BreakRule) -> bool {
        if line.kind != BlockKind::Text || last.kind != BlockKind::Text {
            return true;
        }
        // a sentence may go on with the name of an organ on a line of its own; the organ's line stands apart or has a
        // comma
        let organ = |text: &str| (line.gap > 0.0 || text.trim_end().ends_with([',', '،', '，'])) && is_organ_line(text);
        if line.indent >= MIN_SET_APART || last.indent >= MIN_SET_APART || organ(line.text) || organ(last.text) {
            return true;
        }
        match mode {
            BreakRule::OnePerLine => true,
            BreakRule::TextOnly => self.begins_flat(last, line),
            BreakRule::BlankLine if line.gap > 0.0 => true,
            BreakRule::BlankLine => {
                self.labelled(last, line, mode)
                    || is_heading_number(last.text)
                    || is_heading_number(line.text)
                    || stops_far_before(last, line)
            }
            BreakRule::MeasuredGap | BreakRule::Indent if line.page != last.page => self.begins_page(last, line, next),
            BreakRule::MeasuredGap if line.gap > 0.0 => {
                parse_label(line.text).is_some() || !starts_lowercase(line.text) || ends_paragraph(last.text)
            }
            BreakRule::MeasuredGap => {
                self.labelled(last, line, BreakRule::Indent)
                    || is_heading_number(line.text)
                    || is_heading_number(last.text) && !starts_lowercase(line.text)
            }
            BreakRule::Indent => self.begins_indented(last, line, next),
        }
    }

    fn begins_flat(&self, last: &Line<'_>, line: &Line<'_>) -> bool {
        if self.labelled(last, line, BreakRule::TextOnly) {
            return true;
        }
        let opens = || parse_opening(line.text).is_some() && !starts_lowercase(line.text);
        if ends_paragraph(last.text) && opens() {
            return true;
        }
        if starts_lowercase(line.text) {
            return false;
        }
        if is_heading_number(line.text) || is_heading_number(last.text) {
            return true;
        }
        last.ends_short_of(line, if ends_sentence(last.text) { 4 } else { 20 })
    }

    fn begins_indented(&self, last: &Line<'_>, line: &Line<'_>, next: Option<&Line<'_>>) -> bool {
        if line.gap > 0.0 {
            return parse_label(line.text).is_some() || !starts_lowercase(line.text) || ends_paragraph(last.text);
        }
        if self.labelled(last, line, BreakRule::Indent) {
            return true;
        }
        if is_heading_number(line.text) || is_heading_number(last.text) {
            return true;
        }
        let deeper = line.indent - last.indent;
        let stops = last.ends_short_of(line, 4);
        if line.is_indented() {
            if deeper >= MIN_INDENT {
                // the second line of "6.    Organization …" hangs where the text of the first began
                return ends_with_colon(last.text)
                    || !(self.lines == 1 && (line.indent - self.hanging_indent).abs() <= 1.5);
            }
            if deeper <= -MIN_INDENT {
                return !starts_lowercase(line.text);
            }
            // lines of one indent: the block goes on, unless it stopped
            let ended = ends_sentence(last.text) || ends_paragraph(last.text) && !starts_lowercase(line.text);
            if stops && ended || last.ends_short_of(line, 25) && !starts_lowercase(line.text) {
                return true;
            }
            return ends_paragraph(last.text)
                && !starts_lowercase(line.text)
                && (ends_sentence(last.text) || parse_opening(line.text).is_some());
        }
        if starts_lowercase(line.text) {
            // “and demands that …” after the list it belongs to
            let tail = last.text.ends_with([';', '.']) && parse_label(line.text).is_none();
            return self.in_item && tail && (stops || WordList::AfterList.begins(line.text));
        }
        if last.is_indented() && self.lines > 1 && ends_sentence(last.text) && stops {
            return true;
        }
        self.stopped(last, line, next)
    }

    /// Whether the text stopped before a line that stands at the margin as it did.
    ///
    /// Dates and names are bound with no-break spaces, so that lines break early: only an end decides, and a colon is
    /// none, for a title may go on after it. A heading that stopped short is another heading.
    fn stopped(&self, last: &Line<'_>, line: &Line<'_>, next: Option<&Line<'_>>) -> bool {
        match last.text.trim_end().chars().next_back() {
            Some(';') if self.in_title => false,
            Some(';') => !line.text.starts_with(char::is_numeric) && last.ends_short_of(line, 0),
            _ if ends_with_colon(last.text) => is_heading_before(line, next),
            _ if ends_sentence(last.text) => last.ends_short_of(line, 12),
            _ if ends_paragraph(last.text) => false,
            _ => self.first_indent < MIN_INDENT && self.hanging_indent < 0.0 && last.ends_short_of(line, 30),
        }
    }

    /// The first line of a page.
    fn begins_page(&self, last: &Line<'_>, line: &Line<'_>, next: Option<&Line<'_>>) -> bool {
        // tags know; but some programs begin a paragraph's tag anew on every page
        let tagged = last.paragraph.zip(line.paragraph);
        if tagged.is_some_and(|(before, index)| before == index) {
            return false;
        }
        if self.labelled(last, line, BreakRule::Indent) || is_heading_number(line.text) {
            return true;
        }
        let ends = ends_paragraph(last.text);
        // a full line at the foot of the page and none that is set in at the head of the next: the tag began anew
        let is_split_tag = self.first_indent >= MIN_INDENT && !line.is_indented() && !last.ends_short_of(line, 4);
        if tagged.is_some() && ends && !starts_lowercase(line.text) && !is_split_tag {
            return true;
        }
        if starts_lowercase(line.text) {
            return self.in_item
                && !line.is_indented()
                && ends_sentence(last.text)
                && WordList::AfterList.begins(line.text);
        }
        if line.is_indented() || !ends {
            // a block set in as a whole goes on; a first line begins
            return ends;
        }
        if ends_with_colon(last.text) {
            return is_heading_before(line, next);
        }
        // “…; Target: at least 80 per cent” may part at any place, but hardly just where a page does
        is_heading_before(line, next)
            || last.text.ends_with(';')
            || ends_sentence(last.text) && last.ends_short_of(line, 4)
    }

    /// Whether a number that begins a paragraph stands here.
    fn labelled(&self, last: &Line<'_>, line: &Line<'_>, mode: BreakRule) -> bool {
        let Some(label) = parse_label(line.text) else { return false };
        let ended = ends_paragraph(last.text) || WordList::ItemEnd.ends(last.text);
        let heading = !ends_paragraph(last.text) && (last.ends_short_of(line, 8) || is_heading_number(last.text));
        match label.interpretations[0].0 {
            NumberStyle::Number => {
                let ordinal = label.interpretations[0].1;
                let follows = self.number.is_none_or(|last| ordinal >= last && ordinal <= last + 2) || ordinal == 1;
                // "12. (a)" at a deeper indent needs no proof; a year or a digit at the margin does
                let set = mode == BreakRule::Indent && line.is_indented() && label.spaces_after > 0;
                (follows && (ended || heading || label.spaces_after > 1)) || (set && (ended || heading))
            }
            NumberStyle::Bullet => ended || line.is_indented() || heading,
            _ => {
                // “… smoke; (b) 2.6 million deaths” may break before its “(b)”: at the margin only the next item of
                // a list counts, unless the page has its items there
                let at_margin = mode == BreakRule::Indent && !line.is_indented();
                let next = || {
                    let follows = |(form, ordinal): &(NumberStyle, u32)| match form {
                        _ if *ordinal == 1 => false,
                        NumberStyle::Letter => *ordinal == self.letter + 1,
                        _ => *ordinal == self.roman + 1,
                    };
                    self.in_item && (self.first_indent < MIN_INDENT || label.interpretations.iter().any(follows))
                };
                (!at_margin || next()) && (ended || heading)
            }
        }
    }
}

/// Whether a line is a heading for the next: text that goes on fills its line or ends a paragraph, a heading does
/// neither, and a gap or a number follows.
fn is_heading_before(line: &Line<'_>, next: Option<&Line<'_>>) -> bool {
    !ends_paragraph(line.text) && next.is_some_and(|next| next.gap > 0.0 || parse_label(next.text).is_some())
}

/// Whether a line ends although much of the next would have had room, or with a colon and some of it would, and the next
/// begins large: text that is set out, or the next entry of a list without marks.
fn stops_far_before(last: &Line<'_>, line: &Line<'_>) -> bool {
    let slack = if ends_with_colon(last.text) { 0 } else { 30 };
    !starts_lowercase(line.text) && last.ends_short_of(line, slack)
}

fn is_annex(text: &str) -> bool {
    parse_section_label(text).is_some_and(|section| section.kind == SectionKind::Annex)
}

/// Whether a line is the number of a section and nothing else, or with its full stop: `II`, `Article 3`, `B. Scope`.
fn is_heading_number(text: &str) -> bool {
    text.len() < 120 && parse_section_label(text).is_some() && !ends_paragraph(text.trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line of full width on a page that is set in columns of 80.
    fn line(text: &str, indent: f32, page: u32, paragraph: u32) -> Line<'_> {
        let first_word = text.split(' ').next().map_or(0, str::len);
        Line {
            text,
            kind: BlockKind::Text,
            indent,
            width: 80,
            gap: 0.0,
            page,
            paragraph: Some(paragraph),
            room: 80,
            first_word,
        }
    }

    #[test]
    fn a_tag_that_begins_anew_on_a_page_begins_no_paragraph() {
        let first = "Recalling its resolutions 90/1 of 3 May 2035, 90/2 of 4 May 2035,";
        // The first line of the next page, its indent, and whether a paragraph begins there.
        for (next, indent, expected) in [
            ("90/4 of 6 May 2035 and 90/5 of 7 May 2035 on trains that run at night,", 0.0, true),
            ("Noting that few trains run at night in the towns of the north and east,", 5.0, false),
        ] {
            let lines = [
                line(first, 5.0, 1, 7),
                line("90/3 of 5 May 2035 on the carriages, the lamps and the bells of the trains,", 0.0, 1, 7),
                line(next, indent, 2, 8),
                line("and that fewer stop in small towns than in the years of the old Charter,", 0.0, 2, 8),
            ];
            let goes_on = !breaks(&lines, 0, BreakRule::Indent)[2];
            assert_eq!(goes_on, expected, "{next}");
        }
    }
}
