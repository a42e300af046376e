//! Headings: those that begin a section, and their numbers.

use crate::lexicon::{SectionKind, SectionMatch, parse_section_label};
use crate::model::{Instruction, Label, NewKind, Paragraph, Part, Provision};

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
