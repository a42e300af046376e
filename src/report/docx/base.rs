//! Puts the changes into the Word file that the older text was read from, so that its styles, margins and headers stay.
//!
//! In: a comparison whose older side was read from the file, and the file. Out: the file with tracked changes, and a
//! list of what could not be applied. Steps: find the paragraph of the file for each paragraph of the older text; go
//! through both texts in one order ([`view::merged_order`]); edit, delete and insert by splicing the XML at the runs
//! concerned ([`edit`]), so that everything else stays byte for byte.
//!
//! A paragraph whose characters are not found in the file as they were read is replaced whole. Changed tables, reworded
//! footnotes and header or closing lines that are not found are listed instead.

mod edit;
mod format;
mod notes;
mod steps;

use std::cmp::Reverse;
use std::collections::HashMap;

use roxmltree::{Document, Node};

use super::run::{Revision, RevisionWriter};
use super::xml::Xml;
use super::{Error, Options, numbering, package};
use crate::model::{Change, ChangeKind, Comparison, Paragraph, ParagraphIndex, Part, Side, Versions};
use crate::report::view::{self, FieldDiff, LayoutLine, MergedItem, Role, View};
use crate::text::strip_whitespace;
use edit::Editor;
use format::{Numbering, Template};
use notes::Notes;

/// The WordprocessingML namespace.
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// The main part of nearly every Word file.
const MAIN: &str = "word/document.xml";

/// A Word file with the changes, and what could not be applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redlined {
    /// The file.
    pub file: Vec<u8>,
    /// What could not be applied, a sentence each.
    pub unapplied: Vec<String>,
}

/// Puts the changes into the file that the older text was read from.
///
/// # Errors
/// When the file cannot be taken apart or put together, or a paragraph of the older text is not found in it.
pub fn apply_to_base(comparison: &Comparison, base: &[u8], options: &Options) -> Result<Redlined, Error> {
    let view = View::new(comparison, options.names.as_ref());
    let mut parts = package::read(base)?;
    let main = parts.iter().position(|(name, _)| name == MAIN).ok_or_else(|| Error::new("its text is not found"))?;
    let source = String::from_utf8(parts[main].1.clone()).map_err(|_| Error::new("its text is not UTF-8"))?;
    let tree = Document::parse(&source).map_err(|error| Error::new(&error.to_string()))?;
    let root = tree.root_element();
    if root.lookup_prefix(WORD) != Some("w") {
        return Err(Error::new("it names Word's elements in a way that is not known"));
    }
    let known = parts.iter().position(|(name, _)| name == notes::PART);
    let part = known.map(|index| parts[index].1.as_slice());
    let notes = Notes::new(&comparison.resolutions.after, part, root, &source)?;
    let mut base = Base {
        comparison,
        paragraphs: body_paragraphs(root),
        editor: Editor::new(&source, RevisionWriter::new(options, comparison.resolutions.after.language), notes),
        unapplied: Vec::new(),
        last: None,
        partners: partners(comparison),
    };
    base.header(&view);
    for merged_item in view::merged_order(comparison) {
        base.merged_item(&merged_item)?;
    }
    base.closing(&view);
    base.footnotes(&view);
    let Base { editor, unapplied, .. } = base;
    let (text, notes) = editor.apply();
    if let (Some(index), Some(part)) = (known, notes.part()) {
        parts[index].1 = part;
    }
    parts[main].1 = text.into_bytes();
    Ok(Redlined { file: package::write(&parts)?, unapplied })
}

fn partners(comparison: &Comparison) -> HashMap<ParagraphIndex, ParagraphIndex> {
    let in_place = comparison.changes.iter().filter(|change| !change.moved);
    in_place.filter_map(Change::pair).map(|pair| (pair.after, pair.before)).collect()
}

/// The paragraphs in reading order; of alternate content only the first choice.
fn body_paragraphs<'a, 'input>(root: Node<'a, 'input>) -> Vec<Node<'a, 'input>> {
    let fallback = |node: &Node<'_, '_>| {
        node.ancestors().any(|above| above.tag_name().name() == "Fallback" && above.prev_sibling_element().is_some())
    };
    root.descendants().filter(|node| edit::is(*node, "p") && !fallback(node)).collect()
}

struct Base<'a, 's, 'x> {
    comparison: &'a Comparison,
    paragraphs: Vec<Node<'x, 's>>,
    editor: Editor<'a, 's>,
    unapplied: Vec<String>,
    /// The last paragraph of the file that was passed; insertions go after it.
    last: Option<usize>,
    /// The older paragraph of each newer one that is the same or reworded, and did not move.
    partners: HashMap<ParagraphIndex, ParagraphIndex>,
}

impl<'a, 's, 'x> Base<'a, 's, 'x> {
    /// Changes header fields whose line is found.
    fn header(&mut self, view: &View<'_>) {
        let mut taken = vec![false; self.first_line().saturating_sub(1)];
        let changed = self.comparison.header.iter().map(|change| change.field);
        let fields = view.header.iter().zip(changed).filter(|(_, field)| !view::SUBMISSION_LINE.contains(field));
        let printed = view::submission_line(self.comparison);
        for field in fields.map(|(diff, _)| diff).chain(&printed) {
            let found = field.values.before.as_deref().and_then(|old| self.header_line(old, &taken));
            found.into_iter().for_each(|index| taken[index] = true);
            self.field(field, found);
        }
    }

    /// Changes closing lines that are found; new ones have no template.
    fn closing(&mut self, view: &View<'_>) {
        for field in &view.closing {
            let wanted = field.values.before.as_deref().map(strip_whitespace);
            let is_line = |index: &usize| wanted.as_ref() == Some(&edit::visible_text(self.paragraphs[*index]));
            let mut lines = (self.first_line()..self.paragraphs.len()).filter(is_line);
            // A line that occurs twice is left alone.
            let found = lines.next().filter(|_| lines.next().is_none());
            self.field(field, found);
        }
    }

    /// The line of the first paragraph of the older text.
    fn first_line(&self) -> usize {
        self.comparison.resolutions.before.paragraphs.first().map_or(0, |first| first.location.line as usize)
    }

    /// Changes or deletes the line of a field, or lists it as not applied.
    fn field(&mut self, field: &FieldDiff, found: Option<usize>) {
        match (found, &field.values.before, &field.values.after) {
            (Some(index), Some(old), Some(_)) => {
                let node = self.paragraphs[index];
                self.editor.edit(node, &[field.line()], (old, Numbering::AsFound));
            }
            (Some(index), _, None) => {
                self.editor.delete(self.paragraphs[index], Revision::Deleted, None);
            }
            _ => self.unapplied.push(unapplied_field(field)),
        }
    }

    /// Lists footnote changes, except notes that were added or removed with their reference.
    fn footnotes(&mut self, view: &View<'_>) {
        for (field, change) in view.footnotes.iter().zip(&self.comparison.footnotes) {
            let mark = |side: Side| change.footnotes.get(side).as_ref().map(|note| &note.mark);
            let done = match (mark(Side::Before), mark(Side::After)) {
                (None, Some(mark)) => self.editor.notes.placed.contains(mark),
                (Some(mark), None) => self.editor.notes.gone.contains(mark),
                _ => false,
            };
            if !done {
                self.unapplied.push(unapplied_field(field));
            }
        }
    }

    /// The line above the text that ends with a header field, after a word or two: `Distr.: Limited`.
    fn header_line(&self, value: &str, taken: &[bool]) -> Option<usize> {
        let wanted = strip_whitespace(value);
        let ends = |index: &usize| {
            let found = edit::visible_text(self.paragraphs[*index]);
            found.ends_with(&wanted) && found.chars().count() <= wanted.chars().count() + 12
        };
        let mut lines = (0..taken.len().min(self.paragraphs.len())).filter(|index| !taken[*index]).filter(ends);
        // A value that occurs twice is left alone.
        lines.next().filter(|_| !wanted.is_empty() && lines.next().is_none())
    }

    fn merged_item(&mut self, merged_item: &MergedItem) -> Result<(), Error> {
        let comparison = self.comparison;
        match merged_item {
            MergedItem::InPlace(index) => {
                let change = &comparison.changes[*index];
                let table = comparison.has_table(change);
                match (&change.paragraphs.before[..], &change.paragraphs.after[..]) {
                    ([before], [_]) => {
                        let index = self.place(*before)?;
                        if table && change.kind != ChangeKind::Unchanged {
                            self.unapplied.push(format!("the table {}", comparison.resolutions.before[*before].id));
                        } else if !table {
                            self.edit(index, change, *before);
                        }
                        self.advance_past(*before)?;
                    }
                    (before, after) => {
                        // Split and merged paragraphs are replaced whole.
                        for paragraph in before {
                            self.delete(*paragraph, Revision::Deleted, None)?;
                        }
                        for paragraph in after {
                            self.insert(*paragraph, Revision::Inserted, None, None);
                        }
                    }
                }
            }
            MergedItem::OneSided { change, side, paragraphs, moved } => {
                let name = moved.then(|| format!("move{}", change + 1));
                if comparison.has_table(&comparison.changes[*change]) {
                    self.unapplied.push(format!("a table, {}", comparison.changes[*change].kind.name()));
                    if *side == Side::Before {
                        paragraphs.iter().try_for_each(|paragraph| self.advance_past(*paragraph))?;
                    }
                    return Ok(());
                }
                for paragraph in paragraphs {
                    match (side, moved) {
                        (Side::Before, true) => self.delete(*paragraph, Revision::MovedAway, name.as_deref())?,
                        (Side::Before, false) => self.delete(*paragraph, Revision::Deleted, None)?,
                        (Side::After, true) => {
                            let own = comparison.changes[*change].paragraphs.before.first().copied();
                            self.insert(*paragraph, Revision::MovedHere, name.as_deref(), own);
                        }
                        (Side::After, false) => self.insert(*paragraph, Revision::Inserted, None, None),
                    }
                }
            }
        }
        Ok(())
    }

    fn old(&self, paragraph: ParagraphIndex) -> &'a Paragraph {
        &self.comparison.resolutions.before[paragraph]
    }

    /// The index of the file paragraph that a paragraph of the older text begins in.
    fn place(&self, paragraph: ParagraphIndex) -> Result<usize, Error> {
        let old = self.old(paragraph);
        self.index(old).ok_or_else(|| Error::new(&format!("{} was not found in the file", old.id)))
    }

    fn index(&self, old: &Paragraph) -> Option<usize> {
        (old.location.line as usize).checked_sub(1).filter(|index| *index < self.paragraphs.len())
    }

    /// The range of file paragraphs that a paragraph of the older text covers.
    fn span(&self, paragraph: ParagraphIndex) -> Result<std::ops::Range<usize>, Error> {
        let from = self.place(paragraph)?;
        let wanted = strip_whitespace(&self.old(paragraph).text);
        let mut found = String::new();
        for index in from..self.paragraphs.len() {
            found += &edit::visible_text(self.paragraphs[index]);
            if found.ends_with(&wanted) || self.old(paragraph).part == Part::Table {
                return Ok(from..index + 1);
            }
            if found.len() > wanted.len() + 64 {
                break;
            }
        }
        Ok(from..from + 1)
    }

    fn advance_past(&mut self, paragraph: ParagraphIndex) -> Result<(), Error> {
        let old = self.old(paragraph);
        let end = if old.part == Part::Table {
            // After the whole table: an insertion must not go into its first cell.
            let cell = self.paragraphs[self.place(paragraph)?];
            let table = cell.ancestors().filter(|above| edit::is(*above, "tbl")).last();
            let inside =
                |index: &usize| table.is_some_and(|table| self.paragraphs[*index].range().end <= table.range().end);
            (self.place(paragraph)?..self.paragraphs.len()).take_while(inside).last()
        } else {
            Some(self.span(paragraph)?.end - 1)
        };
        self.last = end.or(self.last);
        Ok(())
    }

    fn edit(&mut self, index: usize, change: &Change, before: ParagraphIndex) {
        let lines = view::layout(self.comparison, change);
        let labels = lines.first().map(|line| line.labels.clone()).unwrap_or_default();
        let silent = change.kind == ChangeKind::Unchanged && lines.iter().all(|line| line.runs.iter().all(is_same));
        if silent && labels.before == labels.after {
            return;
        }
        let node = self.paragraphs[index];
        let old = self.old(before);
        let numbering = self.numbering(index, change, &labels);
        if !self.editor.edit(node, &lines, (&old.text, numbering)) {
            self.unapplied.push(format!("{}: its text was not found in the file; check it by hand", old.id));
        }
    }

    /// How a paragraph has its new number; changes its list if that is not as it was.
    fn numbering(&mut self, index: usize, change: &Change, labels: &Versions<Option<String>>) -> Numbering {
        let Some(pair) = change.pair() else { return Numbering::AsFound };
        let paragraphs = self.comparison.resolutions.as_ref().zip(pair).map(|(text, index)| &text[index]);
        let is_counted = paragraphs
            .zip(labels.as_ref())
            .map(|(paragraph, label)| label.as_ref().is_some_and(|label| numbering::is_counted(paragraph, label)));
        let is_typed = self.as_template(paragraphs.before).is_none_or(|(_, typed)| typed);
        let (numbering, list) = match (is_typed, is_counted.before, is_counted.after) {
            (true, false, true) => match self.list_of_neighbours(pair.after) {
                Some(list) => (Numbering::Counted, Some(self.editor.copy(list))),
                None => return Numbering::AsFound,
            },
            (false, true, false) => (Numbering::Typed, None),
            _ => return Numbering::AsFound,
        };
        self.editor.set_list(self.paragraphs[index], list);
        numbering
    }

    fn delete(&mut self, paragraph: ParagraphIndex, revision: Revision, name: Option<&str>) -> Result<(), Error> {
        self.editor.notes.gone.extend(self.old(paragraph).footnote_refs.iter().map(|mark| mark.marker.clone()));
        for index in self.span(paragraph)? {
            self.editor.delete(self.paragraphs[index], revision, name);
            self.last = Some(index);
        }
        Ok(())
    }

    /// Sets a paragraph of the newer text; one that moved keeps the style of its `own` paragraph in the file.
    fn insert(
        &mut self,
        paragraph: ParagraphIndex,
        revision: Revision,
        name: Option<&str>,
        own: Option<ParagraphIndex>,
    ) {
        let new = &self.comparison.resolutions.after[paragraph];
        let own = own.and_then(|own| self.as_template(self.old(own)));
        let Some(template) = own.or_else(|| self.template(new)) else {
            return self.unapplied.push(format!("{}: no similar paragraph to take the style from", new.id));
        };
        let lines = view::layout_paragraph(self.comparison, Side::After, paragraph);
        let (template, typed) = (self.paragraphs[template.0], template.1);
        let label = lines.first().and_then(|line| line.labels.after.as_deref());
        let is_counted = label.is_none_or(|label| numbering::is_counted(new, label));
        let template = match (typed, is_counted) {
            (true, _) => Template { paragraph: template, typed, list: None },
            (false, false) => Template { paragraph: template, typed: true, list: Some(format::no_number()) },
            (false, true) => {
                let list = self.list_of_neighbours(paragraph).map(|list| self.editor.copy(list));
                Template { paragraph: template, typed, list }
            }
        };
        let content: Xml =
            lines.iter().map(|line: &LayoutLine<'_>| self.editor.insert(&template, line, revision, name)).collect();
        let placed = |mark: &&crate::model::FootnoteRef| !self.editor.notes.placed.contains(&mark.marker);
        if let Some(mark) = new.footnote_refs.iter().find(placed) {
            self.unapplied.push(format!("{}: footnote {}", new.id, mark.marker));
        }
        let index = match self.last {
            Some(last) => self.paragraphs[last].range().end,
            None => {
                let first = self.comparison.resolutions.before.paragraphs.iter().find_map(|old| self.index(old));
                self.paragraphs.get(first.unwrap_or_default()).map_or(0, |first| first.range().start)
            }
        };
        self.editor.insert_at(index, content);
    }

    /// The list in the file of the paragraphs that are counted with one of the newer text: those right before or after it
    /// with the numbers before or after its own. The template may be in another list.
    fn list_of_neighbours(&self, index: ParagraphIndex) -> Option<Node<'x, 's>> {
        let after = &self.comparison.resolutions.after;
        let new = &after[index];
        let own = new.label.as_ref()?;
        let is_sibling = |other: &&(ParagraphIndex, &Paragraph)| {
            let style = other.1.label.as_ref().map(|label| label.style);
            other.1.part == new.part && other.1.depth == new.depth && style == Some(own.style)
        };
        let (before, behind) = after.paragraphs.split_at(index.0);
        let before = before.iter().enumerate().map(|(index, paragraph)| (ParagraphIndex(index), paragraph)).rev();
        let behind = (index.0 + 1..).map(ParagraphIndex).zip(behind.iter().skip(1));
        let list = |siblings: &mut dyn Iterator<Item = (ParagraphIndex, &'a Paragraph)>, step: i64| {
            let mut number = i64::from(own.ordinal);
            for (index, sibling) in siblings.filter(|other| is_sibling(&other)) {
                number += step;
                if sibling.label.as_ref().is_none_or(|label| i64::from(label.ordinal) != number) {
                    return None;
                }
                if let Some(list) = self.partners.get(&index).and_then(|old| self.list(*old)) {
                    return Some(list);
                }
            }
            None
        };
        list(&mut before.into_iter(), -1).or_else(|| list(&mut behind.into_iter(), 1))
    }

    /// The list that a paragraph of the older text says it is in.
    fn list(&self, old: ParagraphIndex) -> Option<Node<'x, 's>> {
        let properties = edit::child(self.paragraphs[self.place(old).ok()?], "pPr")?;
        edit::child(properties, "numPr")
    }

    /// The nearest paragraph of the same kind, as a template; and whether its number is typed.
    fn template(&self, new: &Paragraph) -> Option<(usize, bool)> {
        let here = self.last.unwrap_or(0);
        let likeness = |old: &Paragraph| {
            let label = old.label.as_ref().map(|label| label.style) == new.label.as_ref().map(|label| label.style);
            usize::from(old.part == new.part) * 4 + usize::from(old.depth == new.depth) * 2 + usize::from(label)
        };
        let old = self.comparison.resolutions.before.paragraphs.iter().filter(|old| old.part != Part::Table);
        let found = old.filter_map(|old| Some((old, self.index(old)?)));
        let (best, _) = found.max_by_key(|(old, index)| (likeness(old), Reverse(index.abs_diff(here))))?;
        self.as_template(best)
    }

    /// A paragraph of the file as a template, and whether numbers are typed in it.
    fn as_template(&self, old: &Paragraph) -> Option<(usize, bool)> {
        let index = self.index(old)?;
        let found = edit::visible_text(self.paragraphs[index]);
        // One without a number does not count for others.
        Some((index, old.label.is_none() || found.len() > strip_whitespace(&old.text).len()))
    }
}

/// Describes a change that was not applied.
fn unapplied_field(field: &FieldDiff) -> String {
    let text = |side: Side| field.values.get(side).clone().unwrap_or_else(|| "nothing".to_owned());
    match &field.remark {
        Some(remark) if field.is_remark_only() => format!("{}: {remark}", field.name),
        _ => format!("{}: {} → {}", field.name, text(Side::Before), text(Side::After)),
    }
}

/// Whether a run is the same on both sides.
fn is_same(run: &view::LayoutRun<'_>) -> bool {
    run.sides == view::Sides::Both && (run.text.before == run.text.after || run.role == Role::FootnoteRef)
}
