//! Both texts in one order, paragraph by paragraph.

use super::Options;
use super::notes::Notes;
use super::run::{Fate, Pen};
use crate::model::{Change, Comparison, Language, Paragraph, ParagraphIndex, Part, Side, Versions};
use crate::report::view::{self, Ink, Line, Role, Run, Slot, Told, View};

/// The document as far as it is written.
pub(super) struct Body<'v, 'a> {
    pub(super) out: String,
    pub(super) comparison: &'a Comparison,
    pub(super) ink: Pen,
    pub(super) notes: Notes<'a>,
    pub(super) language: Language,
    told: Vec<&'v Told<'a>>,
    has_comments: bool,
}

/// How a paragraph of one side, or of both, came about.
#[derive(Clone, Copy)]
pub(super) enum Standing {
    /// It stands in both texts.
    Both,
    /// It stands in one text here.
    One(Side, bool),
}

impl Standing {
    /// What becomes of words in an ink.
    fn fate(self, ink: Ink) -> Fate {
        match (self, ink) {
            (Standing::One(Side::Before, true), Ink::Kept) => Fate::MovedAway,
            (Standing::One(Side::After, true), Ink::Kept) => Fate::MovedHere,
            (Standing::One(Side::Before, false), Ink::Kept) => Fate::Deleted,
            (Standing::One(Side::After, false), Ink::Kept) => Fate::Inserted,
            (_, ink) => ink.into(),
        }
    }
}

impl<'v, 'a> Body<'v, 'a> {
    pub(super) fn new(view: &'v View<'a>, options: &Options) -> Body<'v, 'a> {
        let comparison = view.comparison;
        let language = comparison.resolutions.after.language;
        Body {
            out: String::with_capacity(64 * 1024),
            comparison,
            ink: Pen::new(options, language),
            notes: Notes::new(comparison),
            language,
            told: view.told().collect(),
            has_comments: options.comments,
        }
    }

    /// Writes header, text and what stands behind it.
    pub(super) fn write(&mut self) {
        let frame = view::frame(self.comparison);
        self.head(&frame);
        let mut closing = Some(frame.closing);
        for slot in view::order(self.comparison) {
            if self.begins_annex(&slot)
                && let Some(lines) = closing.take()
            {
                self.closing(&lines);
            }
            match slot {
                Slot::Both(at) => self.both(at),
                Slot::One { change, side, paragraphs, moved } => self.one(change, side, &paragraphs, moved),
            }
        }
        if let Some(lines) = closing {
            self.closing(&lines);
        }
        self.left_notes();
        // The mark of the last paragraph can be neither inserted nor deleted: it stands alone.
        self.out += "<w:p/>";
    }

    fn begins_annex(&self, slot: &Slot) -> bool {
        let first = match slot {
            Slot::Both(at) => self.comparison.changes[*at].paragraphs.after.first().map(|at| (Side::After, *at)),
            Slot::One { side, paragraphs, .. } => paragraphs.first().map(|at| (*side, *at)),
        };
        first.is_some_and(|(side, at)| {
            let paragraph = &self.comparison.resolutions.get(side)[at];
            paragraph.part == Part::Heading && ["Annex", "Appendix"].iter().any(|area| paragraph.id.0.starts_with(area))
        })
    }

    /// The comment on a change that begins here.
    fn comment(&mut self, change: usize) -> Option<usize> {
        if !self.has_comments {
            return None;
        }
        let at = self.told.binary_search_by_key(&change, |told| told.changes.start).ok()?;
        Some(self.notes.comment(self.told[at]))
    }

    /// A change that stands in place.
    fn both(&mut self, at: usize) {
        let change: &'a Change = &self.comparison.changes[at];
        if self.is_table(change) {
            return self.table(change, Standing::Both);
        }
        let comment = self.comment(at);
        let lines = view::lines(self.comparison, change);
        self.paragraphs(&lines, Standing::Both, comment);
    }

    /// Paragraphs of one side.
    fn one(&mut self, at: usize, side: Side, paragraphs: &[ParagraphIndex], moved: bool) {
        let change: &'a Change = &self.comparison.changes[at];
        let standing = Standing::One(side, moved);
        if self.is_table(change) {
            return self.table(change, standing);
        }
        // A change that is told at its new place is commented there.
        let here = side == Side::After || change.paragraphs.after.is_empty();
        let comment = if here { self.comment(at) } else { None };
        let lines = if moved {
            view::one_side(view::lines(self.comparison, change), side)
        } else {
            paragraphs.iter().flat_map(|paragraph| view::whole(self.comparison, side, *paragraph)).collect()
        };
        if moved {
            let (element, name) = (if side == Side::Before { "moveFrom" } else { "moveTo" }, format!("move{}", at + 1));
            let sign = self.ink.sign();
            let id = sign.split('"').nth(1).unwrap_or_default().to_owned();
            self.out += &format!("<w:{element}RangeStart{sign} w:name=\"{name}\"/>");
            self.paragraphs(&lines, standing, comment);
            self.out += &format!("<w:{element}RangeEnd w:id=\"{id}\"/>");
        } else {
            self.paragraphs(&lines, standing, comment);
        }
    }

    fn is_table(&self, change: &Change) -> bool {
        let texts = self.comparison.resolutions.as_ref().zip(change.paragraphs.as_ref());
        let tables = texts.map(|(text, list)| list.iter().any(|&at| text[at].part == Part::Table));
        tables.before || tables.after
    }

    fn paragraphs(&mut self, lines: &[Line<'_>], standing: Standing, comment: Option<usize>) {
        for (at, line) in lines.iter().enumerate() {
            let mark = match standing {
                Standing::Both => line.end.into(),
                one => one.fate(Ink::Kept),
            };
            let properties = self.properties(line, standing, mark);
            let mut runs = String::new();
            if at == 0
                && let Some(comment) = comment
            {
                runs += &format!("<w:commentRangeStart w:id=\"{comment}\"/>");
            }
            runs += &self.label(line, standing);
            for run in &line.runs {
                runs += &self.run(run, standing);
            }
            if at + 1 == lines.len()
                && let Some(comment) = comment
            {
                let anchor = format!("<w:commentReference w:id=\"{comment}\"/>");
                let anchor = self.ink.run("<w:rStyle w:val=\"CommentReference\"/>", &anchor);
                let anchor = self.ink.within(standing.fate(Ink::Kept), &anchor);
                runs += &format!("<w:commentRangeEnd w:id=\"{comment}\"/>{anchor}");
            }
            self.out += &format!("<w:p>{properties}{runs}</w:p>\n");
        }
    }

    /// The dress of a paragraph: that of the newer text, with the older one's kept where it differs.
    fn properties(&mut self, line: &Line<'_>, standing: Standing, mark: Fate) -> String {
        let texts = self.comparison.resolutions.as_ref();
        let styles = texts.zip(line.paragraphs.as_ref()).map(|(text, at)| at.map(|at| style(&text[at])));
        let direction = if self.language.is_rtl() { "<w:bidi/>" } else { "" };
        let now = styles.after.or(styles.before).unwrap_or("Operative");
        let mark = self.ink.mark(mark);
        let old = match (standing, styles) {
            (Standing::Both, Versions { before: Some(before), after: Some(after) }) if before != after => {
                let old = format!("<w:pPr><w:pStyle w:val=\"{before}\"/>{direction}</w:pPr>");
                format!("<w:pPrChange{}>{old}</w:pPrChange>", self.ink.sign())
            }
            _ => String::new(),
        };
        format!("<w:pPr><w:pStyle w:val=\"{now}\"/>{direction}{mark}{old}</w:pPr>")
    }

    /// The number, typed, and the tab behind it.
    fn label(&mut self, line: &Line<'_>, standing: Standing) -> String {
        let labels = match standing {
            Standing::Both => line.labels.as_ref().map(Option::as_deref),
            Standing::One(Side::Before, _) => Versions::new(line.labels.before.as_deref(), None),
            Standing::One(Side::After, _) => Versions::new(None, line.labels.after.as_deref()),
        };
        let (fate, tab) = match (standing, labels.before, labels.after) {
            (_, None, None) => return String::new(),
            (Standing::Both, Some(old), Some(new)) if old != new => {
                let old = self.ink.words(old, Role::Words, Fate::Deleted);
                let new = self.ink.words(new, Role::Words, Fate::Inserted);
                return old + &new + &self.ink.tab(Fate::Kept);
            }
            (Standing::Both, Some(_), Some(_)) => (Fate::Kept, Fate::Kept),
            (Standing::Both, Some(_), None) => (Fate::Deleted, Fate::Deleted),
            (Standing::Both, None, Some(_)) => (Fate::Inserted, Fate::Inserted),
            (one, ..) => (one.fate(Ink::Kept), one.fate(Ink::Kept)),
        };
        let shown = labels.after.or(labels.before).unwrap_or_default();
        self.ink.words(shown, Role::Words, fate) + &self.ink.tab(tab)
    }

    fn run(&mut self, run: &Run<'_>, standing: Standing) -> String {
        let fate = standing.fate(run.ink);
        if run.role == Role::Mark {
            let ink = match standing {
                Standing::One(Side::Before, _) => Ink::Removed,
                Standing::One(Side::After, _) => Ink::Added,
                Standing::Both => run.ink,
            };
            return self.notes.reference(&mut self.ink, run.text, ink, fate);
        }
        match standing {
            Standing::Both if run.ink == Ink::Kept && run.text.before != run.text.after => {
                let old = self.ink.words(run.text.before, run.role, Fate::Deleted);
                old + &self.ink.words(run.text.after, run.role, Fate::Inserted)
            }
            Standing::Both => {
                let text = if run.ink == Ink::Removed { run.text.before } else { run.text.after };
                self.ink.words(text, run.role, fate)
            }
            Standing::One(side, _) => self.ink.words(run.on(side), run.role, fate),
        }
    }
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
