//! Both texts in one order, paragraph by paragraph.

use super::Options;
use super::notes::Notes;
use super::numbering::{ListItem, Lists};
use super::run::{Revision, RevisionWriter};
use super::untracked::direction;
use super::xml::{Xml, w};
use crate::model::{Change, Comparison, Language, Paragraph, ParagraphIndex, Part, Side, Versions};
use crate::report::view::{self, LayoutLine, LayoutRun, MergedItem, ReportedChange, Role, Sides, View};

/// The document body being written.
pub(super) struct Body<'v, 'a> {
    pub(super) out: Xml,
    pub(super) comparison: &'a Comparison,
    pub(super) revisions: RevisionWriter,
    pub(super) notes: Notes<'a>,
    pub(super) lists: Lists,
    pub(super) language: Language,
    reported: Vec<&'v ReportedChange<'a>>,
    has_comments: bool,
}

/// Whether a paragraph is in both texts at this place.
#[derive(Clone, Copy)]
pub(super) enum Placement {
    /// In both texts.
    Both,
    /// In one text here.
    OneSided(Side, MoveTracking),
}

/// How a paragraph is tracked that is elsewhere in the other text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum MoveTracking {
    /// It is not.
    None,
    /// It moved: its words that changed are tracked as changed.
    Moved,
    /// It moved, and all of its words are tracked as moved.
    ///
    /// LibreOffice leaves the format of a removed paragraph to the next one if its words and its end are not one
    /// change, and so the number, where that is of another kind.
    MovedWhole,
}

impl Placement {
    /// Whether the paragraph is in the text of a side here.
    fn contains(self, side: Side) -> bool {
        !matches!(self, Placement::OneSided(here, _) if here != side)
    }

    /// The revision of words on given sides.
    fn revision(self, sides: Sides) -> Revision {
        match (self, sides) {
            (Placement::OneSided(Side::Before, MoveTracking::None), Sides::Both) => Revision::Deleted,
            (Placement::OneSided(Side::After, MoveTracking::None), Sides::Both) => Revision::Inserted,
            (Placement::OneSided(Side::Before, _), Sides::Both) => Revision::MovedAway,
            (Placement::OneSided(Side::After, _), Sides::Both) => Revision::MovedHere,
            (Placement::OneSided(Side::Before, MoveTracking::MovedWhole), Sides::Before) => Revision::MovedAway,
            (Placement::OneSided(Side::After, MoveTracking::MovedWhole), Sides::After) => Revision::MovedHere,
            (_, sides) => sides.into(),
        }
    }
}

impl<'v, 'a> Body<'v, 'a> {
    pub(super) fn new(view: &'v View<'a>, options: &Options) -> Body<'v, 'a> {
        let comparison = view.comparison;
        let language = comparison.resolutions.after.language;
        Body {
            out: Xml::default(),
            comparison,
            revisions: RevisionWriter::new(options, language),
            notes: Notes::new(comparison),
            lists: Lists::new(comparison),
            language,
            reported: view.changes().collect(),
            has_comments: options.comments,
        }
    }

    /// Writes header, text and closing lines.
    pub(super) fn write(&mut self) {
        let mut frame = view::frame(self.comparison);
        self.head(&mut frame);
        let mut closing = Some(frame.closing);
        let items = view::merged_order(self.comparison);
        for (index, item) in items.iter().enumerate() {
            if self.begins_annex(item)
                && let Some(lines) = closing.take()
            {
                self.closing(&lines);
            }
            match item {
                MergedItem::InPlace(index) => self.in_place(*index),
                MergedItem::OneSided { change, side, paragraphs, moved } => {
                    let movement = match moved {
                        false => MoveTracking::None,
                        true if self.next_is_alike(&items[index..]) => MoveTracking::Moved,
                        true => MoveTracking::MovedWhole,
                    };
                    self.one_sided(*change, *side, paragraphs, movement);
                }
            }
        }
        if let Some(lines) = closing {
            self.closing(&lines);
        }
        self.stray_notes();
        // The last paragraph mark can be neither inserted nor deleted, so it is a paragraph of its own.
        let negotiation = self.negotiation();
        self.out += w("p").with(negotiation);
    }

    /// The anchor of a comment on how what was open moved, if the texts are under negotiation. The last paragraph is in
    /// both texts and has no words, so that the comment is in nobody's way.
    fn negotiation(&mut self) -> Xml {
        let lines = view::open_changes(self.comparison);
        if !self.has_comments || lines.is_empty() {
            return Xml::default();
        }
        let comment = self.notes.comment(&[vec!["Negotiation".to_owned()], lines].concat());
        self.comment_anchor(comment)
    }

    /// The run that a comment is tied to.
    fn comment_anchor(&self, comment: usize) -> Xml {
        let style = w("rStyle").val("CommentReference").into();
        self.revisions.run(style, w("commentReference").id(comment))
    }

    /// Whether the paragraph that the other text has after the first item has the format of this item's last one.
    fn next_is_alike(&self, items: &[MergedItem]) -> bool {
        let Some((MergedItem::OneSided { side, paragraphs, .. }, rest)) = items.split_first() else { return true };
        let other = side.other();
        let next = rest.iter().find_map(|item| match item {
            MergedItem::InPlace(index) => self.comparison.changes[*index].paragraphs.get(other).first().copied(),
            MergedItem::OneSided { side, paragraphs, .. } if *side == other => paragraphs.first().copied(),
            MergedItem::OneSided { .. } => None,
        });
        let texts = self.comparison.resolutions.as_ref();
        let format = |side: Side, index: &ParagraphIndex| {
            let paragraph = &texts.get(side)[*index];
            (style(paragraph), paragraph.label.as_ref().map(|label| label.style))
        };
        next.map(|next| format(other, &next)) == paragraphs.last().map(|last| format(*side, last))
    }

    fn begins_annex(&self, item: &MergedItem) -> bool {
        let first = match item {
            MergedItem::InPlace(index) => {
                self.comparison.changes[*index].paragraphs.after.first().map(|index| (Side::After, *index))
            }
            MergedItem::OneSided { side, paragraphs, .. } => paragraphs.first().map(|index| (*side, *index)),
        };
        first.is_some_and(|(side, index)| {
            let paragraph = &self.comparison.resolutions.get(side)[index];
            paragraph.part == Part::Heading && ["Annex", "Appendix"].iter().any(|area| paragraph.id.0.starts_with(area))
        })
    }

    /// Adds the comment of a change, if comments are on.
    fn comment(&mut self, change: usize) -> Option<usize> {
        if !self.has_comments {
            return None;
        }
        let index = self.reported.binary_search_by_key(&change, |reported| reported.changes.start).ok()?;
        Some(self.notes.comment(&self.reported[index].description()))
    }

    /// A change in place.
    fn in_place(&mut self, index: usize) {
        let change: &'a Change = &self.comparison.changes[index];
        if self.comparison.has_table(change) {
            return self.table(change, Placement::Both);
        }
        let comment = self.comment(index);
        let lines = view::layout(self.comparison, change);
        self.paragraphs(&lines, Placement::Both, comment);
    }

    /// Paragraphs of one side.
    fn one_sided(&mut self, index: usize, side: Side, paragraphs: &[ParagraphIndex], movement: MoveTracking) {
        let change: &'a Change = &self.comparison.changes[index];
        let placement = Placement::OneSided(side, movement);
        if self.comparison.has_table(change) {
            return self.table(change, placement);
        }
        // A moved change is commented at its new place.
        let here = side == Side::After || change.paragraphs.after.is_empty();
        let comment = if here { self.comment(index) } else { None };
        let lines = if movement != MoveTracking::None {
            view::project(view::layout(self.comparison, change), side)
        } else {
            paragraphs.iter().flat_map(|paragraph| view::layout_paragraph(self.comparison, side, *paragraph)).collect()
        };
        let name = format!("move{}", index + 1);
        let (start, end) = self.revisions.move_range(placement.revision(Sides::Both), Some(&name));
        self.out += start;
        self.paragraphs(&lines, placement, comment);
        self.out += end;
    }

    fn paragraphs(&mut self, lines: &[LayoutLine<'_>], placement: Placement, comment: Option<usize>) {
        let mut formats: Versions<Option<ParagraphFormat>> = Versions::default();
        for (index, line) in lines.iter().enumerate() {
            let mark = match placement {
                Placement::Both => line.end.into(),
                one_sided => one_sided.revision(Sides::Both),
            };
            let items = self.begin(line, placement, &mut formats);
            // Of joined lines, Word takes the format of the last for the paragraph, LibreOffice that of the first.
            let needed = Versions::from_fn(|side| {
                formats.get(side).filter(|_| line.paragraphs.get(side).is_some() || line.end.contains(side))
            });
            let properties = self.properties(needed, mark);
            let mut runs = Xml::default();
            // LibreOffice leaves the format of a removed paragraph to the next one if the range of a comment is in it:
            // a comment on a paragraph of one text stands at its end.
            let in_both = matches!(placement, Placement::Both);
            if index == 0
                && in_both
                && let Some(comment) = comment
            {
                runs += w("commentRangeStart").id(comment);
            }
            runs += self.typed_label(line, placement, items);
            for run in &line.runs {
                runs += self.run(run, placement);
            }
            if index + 1 == lines.len()
                && let Some(comment) = comment
            {
                let anchor = self.comment_anchor(comment);
                if in_both {
                    runs += w("commentRangeEnd").id(comment);
                }
                runs += self.revisions.wrap(placement.revision(Sides::Both), anchor);
            }
            self.out += w("p").with(properties).with(runs);
        }
    }

    /// The formats of the paragraphs that a line belongs to, and where the numbers of those that begin come from.
    fn begin(
        &mut self,
        line: &LayoutLine<'_>,
        placement: Placement,
        formats: &mut Versions<Option<ParagraphFormat>>,
    ) -> Versions<Option<ListItem>> {
        let paragraphs = Versions::from_fn(|side| line.paragraphs.get(side).filter(|_| placement.contains(side)));
        let labels = line.labels.as_ref().map(Option::as_deref);
        let items = self.lists.next(self.comparison, paragraphs, labels);
        for side in Side::BOTH {
            if let Some(index) = paragraphs.get(side) {
                let style = style(&self.comparison.resolutions.get(side)[*index]);
                *formats.get_mut(side) = Some(ParagraphFormat { style, number: *items.get(side) });
            }
        }
        items
    }

    /// The newer paragraph style and number, with a `pPrChange` if the older ones differ.
    fn properties(&mut self, formats: Versions<Option<ParagraphFormat>>, mark: Revision) -> Xml {
        let direction = direction(self.language);
        let written = |format: ParagraphFormat| {
            Xml::from(w("pStyle").val(format.style)) + format.number.map(ListItem::property) + direction.clone()
        };
        let now = Xml::from(formats.after.or(formats.before).map(written));
        let mark = self.revisions.paragraph_mark(mark);
        let old = match formats {
            Versions { before: Some(before), after: Some(after) } if before != after => {
                Some(self.revisions.identified(w("pPrChange")).with(w("pPr").with(written(before))))
            }
            _ => None,
        };
        w("pPr").with(now).with(mark).with(old).into()
    }

    /// A number that is not counted, typed, and the tab after it.
    fn typed_label(&mut self, line: &LayoutLine<'_>, placement: Placement, items: Versions<Option<ListItem>>) -> Xml {
        let labels = Versions::from_fn(|side| {
            let label = line.labels.get(side).as_deref();
            label.filter(|_| placement.contains(side) && items.get(side).is_none())
        });
        let (revision, tab) = match (placement, labels.before, labels.after) {
            (_, None, None) => return Xml::default(),
            (Placement::Both, Some(old), Some(new)) if old != new => {
                let old = self.revisions.words(old, Role::Words, Revision::Deleted);
                let new = self.revisions.words(new, Role::Words, Revision::Inserted);
                return old + new + self.revisions.tab(Revision::Kept);
            }
            (Placement::Both, Some(_), Some(_)) => (Revision::Kept, Revision::Kept),
            (Placement::Both, Some(_), None) => (Revision::Deleted, Revision::Deleted),
            (Placement::Both, None, Some(_)) => (Revision::Inserted, Revision::Inserted),
            (one_sided, ..) => (one_sided.revision(Sides::Both), one_sided.revision(Sides::Both)),
        };
        let shown = labels.after.or(labels.before).unwrap_or_default();
        self.revisions.words(shown, Role::Words, revision) + self.revisions.tab(tab)
    }

    fn run(&mut self, run: &LayoutRun<'_>, placement: Placement) -> Xml {
        let revision = placement.revision(run.sides);
        if run.role == Role::FootnoteRef {
            let sides = match placement {
                Placement::OneSided(Side::Before, _) => Sides::Before,
                Placement::OneSided(Side::After, _) => Sides::After,
                Placement::Both => run.sides,
            };
            return self.notes.reference(&mut self.revisions, run.text, sides, revision);
        }
        match placement {
            Placement::Both if run.sides == Sides::Both => self.revisions.kept(run.text, run.role),
            Placement::Both => {
                let text = if run.sides == Sides::Before { run.text.before } else { run.text.after };
                self.revisions.words(text, run.role, revision)
            }
            Placement::OneSided(side, _) => self.revisions.words(run.on(side), run.role, revision),
        }
    }
}

/// The style of a paragraph, and where its number comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
struct ParagraphFormat {
    style: &'static str,
    number: Option<ListItem>,
}

/// The style of a paragraph.
pub(super) fn style(paragraph: &Paragraph) -> &'static str {
    match (paragraph.part, paragraph.depth) {
        (Part::Heading, _) => "SectionHeading",
        (Part::Preambular, 0) => "Preambular",
        (_, 0) => "Operative",
        (_, 1) => "Subparagraph1",
        (_, 2) => "Subparagraph2",
        _ => "Subparagraph3",
    }
}
