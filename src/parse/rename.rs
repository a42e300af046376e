//! Paragraphs that were added, removed, reworded or renumbered → the ids and cross-references that a parsed text would
//! have, and what is open in them.

use super::ids::assign_ids;
use super::outline::{Entry, EntryKind};
use crate::lexicon::{SectionKind, is_organ_line, parse_section_label};
use crate::model::{Label, NumberStyle, Paragraph, ParagraphRole, Part, Resolution};

/// Names the paragraphs of a resolution anew, from their order, parts, numbers and parents, and finds anew
/// cross-references and what is open.
pub fn rename(mut resolution: Resolution) -> Resolution {
    let entries = std::mem::take(&mut resolution.paragraphs).into_iter().map(entry).collect();
    resolution.paragraphs = assign_ids(entries, &mut resolution.warnings);
    resolution.paragraphs.iter_mut().for_each(super::finish);
    super::cross_references::find(&mut resolution.paragraphs);
    resolution.negotiation = super::negotiation::find(&resolution.paragraphs, &resolution.footnotes);
    resolution
}

/// The entry that a paragraph was.
fn entry(paragraph: Paragraph) -> Entry {
    let kind = kind(&paragraph);
    // a heading without words has its number as its text
    let has_number_only = |label: &Label| label.style == NumberStyle::Section && label.text == paragraph.text;
    let text = if paragraph.label.as_ref().is_some_and(has_number_only) { String::new() } else { paragraph.text };
    Entry {
        kind,
        text,
        marks: paragraph.footnote_refs,
        place: paragraph.location,
        label: paragraph.label,
        parent: paragraph.parent.map(|parent| parent.0),
        is_number_only: false,
        opening: None,
    }
}

fn kind(paragraph: &Paragraph) -> EntryKind {
    let role = paragraph.role;
    let is_section = |label: &Label| label.style == NumberStyle::Section;
    match (paragraph.part, &paragraph.label) {
        (Part::Table, _) => EntryKind::Table,
        (Part::Heading, _) if is_organ_line(&paragraph.text) => EntryKind::OrganLine,
        (Part::Heading, _) if role == ParagraphRole::DeclarationTitle => EntryKind::DeclarationTitle,
        (Part::Heading, Some(label)) => EntryKind::Heading(parse_section_label(&label.text).map(Box::new)),
        (Part::Heading, None) => {
            let annex = parse_section_label(&paragraph.text).filter(|section| section.kind == SectionKind::Annex);
            EntryKind::Heading(annex.map(Box::new))
        }
        (_, None) if role == ParagraphRole::Continuation => EntryKind::Continuation,
        (_, None) if paragraph.parent.is_some() => EntryKind::Nested,
        (Part::Preambular, None) => EntryKind::Preambular,
        (_, None) if role == ParagraphRole::Chapeau => EntryKind::Chapeau,
        (_, None) => EntryKind::Operative,
        (Part::Preambular, Some(_)) if paragraph.parent.is_none() && paragraph.depth == 0 => EntryKind::Preambular,
        (_, Some(label)) if is_section(label) => EntryKind::Operative,
        (_, Some(label))
            if paragraph.parent.is_none()
                && paragraph.depth == 0
                && label.style == NumberStyle::Number
                && !label.text.starts_with('(') =>
        {
            EntryKind::Numbered
        }
        (_, Some(_)) => EntryKind::Item,
    }
}
