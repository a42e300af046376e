//! Headings and whole new sections as they are printed: the number of a section alone on its line, its title on the next
//! one, the paragraphs below.

use super::draft::{Draft, NodeIndex};
use super::grow::Pattern;
use super::seams::STOPS;
use super::wording::new_words;
use crate::lexicon::{ClauseKind, SectionKind, SectionMatch, parse_opening, parse_section_label};
use crate::model::{
    Instruction, Label, NewKind, NewParagraph, NumberStyle, Paragraph, Part, Provision, ProvisionIndex,
};

/// Whether a heading has the number of a section, a chapter or an article.
pub(super) fn has_section_number(heading: &Paragraph) -> bool {
    heading.part == Part::Heading && heading.label.as_ref().is_some_and(|label| is_section_number(&label.text))
}

/// Whether a heading may begin a section of the resolution: not that of an annex or a declaration.
pub(super) fn begins_section(heading: &Paragraph) -> bool {
    let is_appended = ["Annex", "Appendix", "Decl"].iter().any(|area| heading.id.0.starts_with(area));
    heading.part == Part::Heading && !is_appended && (heading.label.is_none() || has_section_number(heading))
}

/// Whether a heading is printed on two lines. One with a stop behind its number stands on one line.
pub(super) fn has_two_lines(heading: &Paragraph) -> bool {
    let has_stop = |label: &Label| label.printed.ends_with(['.', ')', ':']);
    has_section_number(heading)
        && heading.label.as_ref().is_some_and(|label| label.text != heading.text && !has_stop(label))
}

/// Whether an item puts in a section, with the numbers of its paragraphs.
pub(super) fn puts_in_section(provision: &Provision) -> bool {
    let puts_in =
        |instruction: &Instruction| matches!(instruction, Instruction::Insert { kind, .. } if is_section(*kind));
    provision.instructions.iter().any(puts_in)
}

/// Whether what is put in is a section, or the beginning of one.
pub(super) fn is_section(kind: NewKind) -> bool {
    matches!(kind, NewKind::Section | NewKind::SectionOpening { .. })
}

/// `a section heading and a new preambular paragraph`: the beginning of a section.
pub(super) fn opening_words(preambular: usize, operative: usize) -> String {
    let parts = [(NewKind::Preambular, preambular), (NewKind::Operative, operative)].into_iter();
    let parts: Vec<String> =
        parts.filter(|(_, count)| *count > 0).map(|(kind, count)| new_words(kind, count)).collect();
    match parts.as_slice() {
        [preambular, operative] => format!("a section heading, {preambular} and {operative}"),
        parts => format!("a section heading and {}", parts.concat()),
    }
}

/// Whether a line is the number of a section and no more.
pub(super) fn is_section_number(line: &str) -> bool {
    let line = line.trim();
    numbered_heading(line).is_some_and(|heading| heading.number.len == line.len())
}

/// A heading that begins with the number of a section, but not of an annex.
pub(super) struct NumberedHeading {
    pub(super) number: SectionMatch,
    /// What is behind the number; the number itself if there is nothing.
    pub(super) title: String,
    /// Where the title begins in the heading; 0 if there is none.
    pub(super) title_offset: usize,
}

/// Parts the number of a section from the title behind it.
pub(super) fn numbered_heading(text: &str) -> Option<NumberedHeading> {
    let number = parse_section_label(text).filter(|section| section.kind != SectionKind::Annex)?;
    let rest = text[number.len.min(text.len())..].trim_start();
    Some(match rest.trim_end() {
        "" => NumberedHeading { title: number.text.to_string(), title_offset: 0, number },
        title => NumberedHeading { title: title.to_owned(), title_offset: text.len() - rest.len(), number },
    })
}

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
enum Division {
    Heading,
    Preambular,
    Unnumbered,
    Numbered,
}

/// The paragraphs of a section by what they are.
fn divisions(lines: Vec<NewParagraph>) -> Vec<(Division, Vec<NewParagraph>)> {
    let mut out: Vec<(Division, Vec<NewParagraph>)> = Vec::new();
    for new in lines {
        let previous = out.last().map(|(division, _)| *division);
        let division = division_of(&new, previous);
        match out.last_mut() {
            Some((last, paragraphs)) if *last == division => paragraphs.push(new),
            _ => out.push((division, vec![new])),
        }
    }
    out
}

/// What a paragraph of a section is, behind the last one.
fn division_of(new: &NewParagraph, previous: Option<Division>) -> Division {
    let Some(previous) = previous else { return Division::Heading };
    match &new.label {
        Some(label) if label.style == NumberStyle::Number => return Division::Numbered,
        // an item of the paragraph above
        Some(_) => return previous,
        None => {}
    }
    let opening = parse_opening(&new.text).map(|(_, kind)| kind);
    let text = new.text.trim_end();
    if numbered_heading(text).is_some() || opening.is_none() && !text.ends_with(STOPS) {
        return Division::Heading;
    }
    match (previous, opening) {
        (Division::Unnumbered | Division::Numbered, _) => previous,
        (_, Some(ClauseKind::Preambular)) => Division::Preambular,
        (_, Some(ClauseKind::Operative)) => Division::Unnumbered,
        _ if text.ends_with([',', '，']) => Division::Preambular,
        // what is set out under a paragraph of the preamble
        (Division::Preambular, None) if text.ends_with([';', ':']) => Division::Preambular,
        _ => Division::Unnumbered,
    }
}

impl Draft {
    /// Makes nodes of a new section or several: the headings, the preambular paragraphs, the operative ones.
    pub(super) fn grow_section(&mut self, text: &[NewParagraph], by: ProvisionIndex) -> Vec<NodeIndex> {
        let mut out = Vec::new();
        for (division, paragraphs) in divisions(joined_in_section(text)) {
            let label = paragraphs.first().and_then(|first| first.label.clone());
            let pattern = |part, label| Pattern { part, parent: None, depth: 0, label };
            let (kind, pattern) = match division {
                Division::Heading => (NewKind::Heading, pattern(Part::Heading, None)),
                Division::Preambular => (NewKind::Preambular, pattern(Part::Preambular, None)),
                Division::Unnumbered => (NewKind::UnnumberedOperative, pattern(Part::Operative, None)),
                Division::Numbered => (NewKind::Operative, pattern(Part::Operative, label)),
            };
            // the lines of headings are joined already
            let count = (division == Division::Heading).then_some(paragraphs.len());
            out.extend(self.grow(&paragraphs, &pattern, kind, count, by));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::super::printed::printed_text;
    use super::super::sentence::sentence;
    use super::super::wording::wording;
    use super::*;
    use crate::model::{ParagraphId, Position, Target};

    fn new(lines: &[&str]) -> Vec<NewParagraph> {
        lines.iter().map(|line| printed_text(line, &[])).collect()
    }

    #[test]
    fn sentences_are_read_as_they_are_written() {
        for (kind, count, words) in [
            (NewKind::SectionHeading, 1, "a new section heading"),
            (NewKind::SectionHeading, 2, "two new section headings"),
            (NewKind::Section, 1, "a new section"),
            (NewKind::Section, 3, "three new sections"),
            (
                NewKind::SectionOpening { preambular: 1, operative: 0 },
                2,
                "a section heading and a new preambular paragraph",
            ),
            (
                NewKind::SectionOpening { preambular: 0, operative: 2 },
                3,
                "a section heading and two new operative paragraphs",
            ),
            (
                NewKind::SectionOpening { preambular: 3, operative: 1 },
                5,
                "a section heading, three new preambular paragraphs and a new operative paragraph",
            ),
        ] {
            let position = Position::After(Target::Paragraph(ParagraphId("OP18".into())));
            let instruction = Instruction::Insert { position, kind, count: Some(count) };
            let expected = format!("After operative paragraph 18, insert {words} reading:");
            assert_eq!(wording(&instruction), expected);
            assert_eq!(sentence(&expected, &[]).unwrap().instructions, [instruction]);
        }
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
        let found: Vec<(Division, usize)> =
            divisions(joined_in_section(&lines)).into_iter().map(|(division, new)| (division, new.len())).collect();
        assert_eq!(
            found,
            [
                (Division::Heading, 1),
                (Division::Preambular, 2),
                (Division::Unnumbered, 2),
                (Division::Heading, 1),
                (Division::Numbered, 2),
                (Division::Heading, 1),
            ]
        );
    }
}
