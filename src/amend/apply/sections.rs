//! Whole new sections as they are printed: the number alone on its line, its title on the next one, the paragraphs below.

use super::draft::{Draft, NodeIndex};
use super::new_paragraphs::{PrintedText, Template};
use super::splice::STOPS;
use crate::amend::headings::{is_section, is_section_number, numbered_heading};
use crate::lexicon::{ClauseKind, parse_opening};
use crate::model::{NewKind, NewParagraph, NumberStyle, Part, ProvisionIndex};

/// The printed lines of headings as one paragraph each: `II`, and the title behind a line break.
pub(super) fn joined(lines: &[NewParagraph], count: Option<usize>) -> Vec<NewParagraph> {
    // as many as were announced: numbers without titles
    if count == Some(lines.len()) {
        return lines.to_vec();
    }
    let mut out: Vec<NewParagraph> = Vec::new();
    for new in lines {
        match out.last_mut() {
            Some(last) if new.label.is_none() && is_section_number(&last.text) && !is_section_number(&new.text) => {
                let start = last.text.len() + 1;
                last.text = format!("{}\n{}", last.text, new.text);
                let refs = new.footnote_refs.iter().cloned();
                last.footnote_refs.extend(refs.map(|mut mark| {
                    mark.offset += start;
                    mark
                }));
            }
            _ => out.push(new.clone()),
        }
    }
    out
}

/// The printed lines of a section with each heading as one paragraph. The line below a number is its title, if it may be.
fn joined_in_section(lines: &[NewParagraph]) -> Vec<NewParagraph> {
    let mut out = Vec::new();
    let mut rest = lines;
    while let [first, tail @ ..] = rest {
        let has_title = first.label.is_none()
            && is_section_number(&first.text)
            && tail.first().is_some_and(|next| next.label.is_none() && !next.text.trim_end().ends_with(STOPS));
        let (lines, tail) = rest.split_at(1 + usize::from(has_title));
        out.extend(joined(lines, None));
        rest = tail;
    }
    out
}

/// What is printed below an instruction as the paragraphs of a text have it, without the numbers of headings.
pub(super) fn words_of(text: &[NewParagraph], kind: NewKind, count: Option<usize>) -> Vec<NewParagraph> {
    let lines = match kind {
        NewKind::Heading | NewKind::SectionHeading => joined(text, count),
        kind if is_section(kind) => joined_in_section(text),
        _ => return text.to_vec(),
    };
    let untitled = |mut new: NewParagraph| {
        if let Some(heading) = numbered_heading(&new.text) {
            new.text = heading.title;
        }
        new
    };
    lines.into_iter().map(untitled).collect()
}

/// A part of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SectionPart {
    Heading,
    Preambular,
    Unnumbered,
    Numbered,
}

/// The paragraphs of a section by what they are.
fn parts(lines: Vec<NewParagraph>) -> Vec<(SectionPart, Vec<NewParagraph>)> {
    let mut out: Vec<(SectionPart, Vec<NewParagraph>)> = Vec::new();
    for new in lines {
        let previous = out.last().map(|(part, _)| *part);
        let part = part_of(&new, previous);
        match out.last_mut() {
            Some((last, paragraphs)) if *last == part => paragraphs.push(new),
            _ => out.push((part, vec![new])),
        }
    }
    out
}

/// What a paragraph of a section is, behind the last one.
fn part_of(new: &NewParagraph, previous: Option<SectionPart>) -> SectionPart {
    let Some(previous) = previous else { return SectionPart::Heading };
    match &new.label {
        Some(label) if label.style == NumberStyle::Number => return SectionPart::Numbered,
        // an item of the paragraph above
        Some(_) => return previous,
        None => {}
    }
    let opening = parse_opening(&new.text).map(|(_, kind)| kind);
    let text = new.text.trim_end();
    if numbered_heading(text).is_some() || opening.is_none() && !text.ends_with(STOPS) {
        return SectionPart::Heading;
    }
    match (previous, opening) {
        (SectionPart::Unnumbered | SectionPart::Numbered, _) => previous,
        (_, Some(ClauseKind::Preambular)) => SectionPart::Preambular,
        (_, Some(ClauseKind::Operative)) => SectionPart::Unnumbered,
        _ if text.ends_with([',', '，']) => SectionPart::Preambular,
        // what is set out under a paragraph of the preamble
        (SectionPart::Preambular, None) if text.ends_with([';', ':']) => SectionPart::Preambular,
        _ => SectionPart::Unnumbered,
    }
}

impl Draft {
    /// Makes nodes of a new section or several: the headings, the preambular paragraphs, the operative ones.
    pub(super) fn build_section(&mut self, text: &[NewParagraph], by: ProvisionIndex) -> Vec<NodeIndex> {
        let mut out = Vec::new();
        for (part, paragraphs) in parts(joined_in_section(text)) {
            let label = paragraphs.first().and_then(|first| first.label.clone());
            let template = |part, label| Template { part, parent: None, depth: 0, label };
            let (kind, template) = match part {
                SectionPart::Heading => (NewKind::Heading, template(Part::Heading, None)),
                SectionPart::Preambular => (NewKind::Preambular, template(Part::Preambular, None)),
                SectionPart::Unnumbered => (NewKind::UnnumberedOperative, template(Part::Operative, None)),
                SectionPart::Numbered => (NewKind::Operative, template(Part::Operative, label)),
            };
            // the lines of headings are joined already
            let count = (part == SectionPart::Heading).then_some(paragraphs.len());
            out.extend(self.build_nodes(PrintedText { paragraphs: &paragraphs, template: &template, kind, count, by }));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::amend::read::new_text::printed_text;

    fn new(lines: &[&str]) -> Vec<NewParagraph> {
        lines.iter().map(|line| printed_text(line, &[])).collect()
    }

    #[test]
    fn the_title_stands_below_the_number() {
        let texts = |lines: Vec<NewParagraph>| lines.into_iter().map(|new| new.text).collect::<Vec<_>>();
        for (lines, count, expected) in [
            (&["II", "Towers of stone"][..], Some(1), &["II\nTowers of stone"][..]),
            (&["Article 3", "Keepers"], Some(1), &["Article 3\nKeepers"]),
            (&["A", "B", "Towers"], Some(2), &["A", "B\nTowers"]),
            (&["II", "Towers of stone"], Some(2), &["II", "Towers of stone"]),
            (&["II. Towers of stone"], Some(1), &["II. Towers of stone"]),
        ] {
            assert_eq!(texts(joined(&new(lines), count)), expected);
        }
        let words = words_of(&new(&["II", "Towers of stone", "Notes the wall;"]), NewKind::Section, Some(1));
        assert_eq!(texts(words), ["Towers of stone", "Notes the wall;"]);
    }

    #[test]
    fn paragraphs_of_a_section_are_told_apart() {
        let lines = new(&[
            "II",
            "Towers of stone",
            "Recalling the old wall,",
            "Mindful of the keepers,",
            "Takes note of the report;",
            "(a) On lamps;",
            "B. Keepers",
            "3. Thanks the keepers:",
            "(a) Of the coast;",
            "The lamps of the north",
        ]);
        let found: Vec<(SectionPart, usize)> =
            parts(joined_in_section(&lines)).into_iter().map(|(part, new)| (part, new.len())).collect();
        assert_eq!(
            found,
            [
                (SectionPart::Heading, 1),
                (SectionPart::Preambular, 2),
                (SectionPart::Unnumbered, 2),
                (SectionPart::Heading, 1),
                (SectionPart::Numbered, 2),
                (SectionPart::Heading, 1),
            ]
        );
    }
}
