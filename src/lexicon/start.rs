//! Where the text of a document begins, below its header.

use super::{
    ClauseKind, PhraseList, Submission, ends_paragraph, is_bare_submission, is_organ_line, parse_label, parse_opening,
    parse_section_label, starts_lowercase, submission,
};
use crate::model::NumberStyle;

/// Where the text of a document begins, below its header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextStart {
    /// Index of the first line that belongs to the text. The organ's line itself belongs to it.
    pub first: usize,
    /// Index of the organ's line, if that line opens the text.
    pub organ: Option<usize>,
}

/// The most lines of a wrapped paragraph.
const MAX_PARAGRAPH_LINES: usize = 20;
/// The most lines of a header.
const MAX_HEADER_LINES: usize = 120;

/// Finds the organ's line and the paragraphs above it; without such a line, the text below the submission note and the
/// title. `line` gives the text of an item and the number of empty lines above it. `None` if there is neither an organ's
/// line nor a submission note.
///
/// Most texts begin with the organ's line. But a declaration may have its preamble above it (“Whereas …, Now,
/// therefore, The General Assembly Proclaims …”), and a report may have numbered paragraphs above the draft that it
/// recommends. In a report, and in an amendment that prints the new text, the line is in the middle of the text.
pub fn text_start<T>(items: &[T], line: impl Fn(&T) -> (&str, f32)) -> Option<TextStart> {
    let organ = items.iter().position(|item| is_organ_line(line(item).0));
    if let Some(first) = below_submission(&items[..organ.unwrap_or(items.len())], &line, organ.is_none()) {
        return Some(TextStart { first, organ: None });
    }
    let organ = organ?;
    let above = &items[..organ];
    let is_first = |index: &usize| {
        let text = line(&above[*index]).0;
        let numbered = is_first_number(text);
        let preambular = || matches!(parse_opening(text), Some((_, ClauseKind::Preambular))) && !starts_lowercase(text);
        (numbered || preambular()) && is_paragraph(above[*index..].iter().map(&line), numbered)
    };
    let Some(mut first) = (0..organ).find(is_first) else {
        return Some(TextStart { first: organ, organ: Some(organ) });
    };
    let numbered = is_first_number(line(&above[first]).0);
    // the headings right above the first paragraph belong to it
    let is_heading = |text: &&str| parse_section_label(text).is_some() || is_preamble_heading(text);
    first -= above[..first].iter().rev().map(|item| line(item).0).take_while(is_heading).count();
    Some(TextStart { first, organ: Some(organ).filter(|_| !numbered) })
}

/// Where the text below a submission note and its title begins, if the note is that of an amendment or, where
/// `any` is set, of any paper. None below a numbered paragraph: a report recommends the draft there.
fn below_submission<T>(items: &[T], line: &impl Fn(&T) -> (&str, f32), any: bool) -> Option<usize> {
    let head = &items[..items.len().min(MAX_HEADER_LINES)];
    let group_end = |start: usize| {
        let is_below_space = |item: &T| line(item).1 > 0.0;
        items[start..].iter().skip(1).position(is_below_space).map(|offset| start + 1 + offset)
    };
    let mut start = 0;
    while let Some(end) = group_end(start).filter(|_| start < head.len()) {
        let group = &items[start..end];
        if is_first_number(line(&group[0]).0) {
            return None;
        }
        let joined = group.iter().map(|item| line(item).0.trim()).collect::<Vec<_>>().join(" ");
        let bare = group.iter().position(|item| is_bare_submission(line(item).0));
        let title = match submission(&joined) {
            _ if bare.is_some() => bare.map(|index| start + index + 1),
            Some(_) => Some(end),
            None => None,
        };
        let counts = any || submission(&joined) == Some(Submission::Amendment);
        if let Some(title) = title.filter(|_| counts) {
            // without a title the text follows at once
            let text = group_end(title)?;
            let is_title = parse_label(line(&items[title]).0).is_none() && !ends_paragraph(line(&items[text - 1]).0);
            return Some(if is_title { text } else { title });
        }
        start = end;
    }
    None
}

/// Whether a text begins with the number 1.
fn is_first_number(text: &str) -> bool {
    parse_label(text).is_some_and(|found| found.interpretations.first() == Some(&(NumberStyle::Number, 1)))
}

/// Whether a paragraph begins with the first of these lines: the lines up to the next empty one end like one.
fn is_paragraph<'a>(lines: impl Iterator<Item = (&'a str, f32)>, numbered: bool) -> bool {
    let ends: &[char] =
        if numbered { &['.', ';', ':', '。', '；', '：'] } else { &[',', ';', '，', '；', '،', '؛'] };
    let mut words = 0;
    for (index, (text, lines_above)) in lines.take(MAX_PARAGRAPH_LINES).enumerate() {
        if index > 0 && lines_above >= 0.5 {
            return false;
        }
        words += text.split_whitespace().take(5).count();
        if text.trim_end().ends_with(ends) && words > 4 {
            return true;
        }
    }
    false
}

/// `Preamble`, alone on its line.
fn is_preamble_heading(text: &str) -> bool {
    let word = text.trim().trim_matches(['*', '_']).to_lowercase();
    PhraseList::Preamble.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_above_the_organ() {
        for (lines, expected) in [
            (&["Title", "The General Assembly,", "Recalling it,"][..], Some((1, Some(1)))),
            (
                &["Declaration", "Preamble", "Whereas lamps at sea", "are the eyes of ships,", "", "The Assembly,"],
                Some((1, Some(4))),
            ),
            (&["Report", "I. Work", "1. The Committee met twice.", "", "The General Assembly,"], Some((1, None))),
            (&["Recalling the past", "", "Peru: draft resolution", "", "The General Assembly,"], Some((2, Some(2)))),
            (&["Readiness of the documents of", "the General Assembly", "", "1. The members will meet."], None),
            (&["1. No organ speaks here."], None),
            (
                &["Agenda item 3", "", "Peru:", "amendment to draft decision 5", "", "Lamps:", "oil", "", "Delete it."],
                Some((5, None)),
            ),
            (&["Peru: amendment to draft resolution 3", "", "Delete paragraph 4.", "", "End"], Some((1, None))),
            (&["Draft decision", "Lamps", "", "The General Assembly decides to wait.", "", "End"], Some((2, None))),
            (&["1. We met.", "", "Draft decision", "", "Lamps", "", "The General Assembly waits."], None),
            (&["Peru: draft resolution", "", "Lamps", "", "The General Assembly,"], Some((2, Some(2)))),
        ] {
            let mut gap = 0.0;
            let mut pairs = Vec::new();
            for line in lines {
                match *line {
                    "" => gap = 1.0,
                    line => pairs.push((line, std::mem::take(&mut gap))),
                }
            }
            let start = text_start(&pairs, |pair| *pair);
            assert_eq!(start.map(|start| (start.first, start.organ)), expected, "{lines:?}");
        }
    }
}
