//! Printed paragraphs → paragraphs of the draft, with their levels.

use ecow::EcoString;

use super::draft::{Draft, Node, NodeIndex};
use super::numbering::has_suffix;
use super::sections;
use super::tracked_text::{NewRef, TrackedText};
use crate::amend::headings::{NumberedHeading, numbered_heading};
use crate::lexicon::{ends_with_colon, parse_label, parse_opening, starts_lowercase};
use crate::model::{
    Label, NewKind, NewParagraph, NumberStyle, Paragraph, ParagraphId, ParagraphRole, Part, ProvisionIndex,
};

/// What new paragraphs of the first level are like.
#[derive(Debug, Clone)]
pub(super) struct Template {
    pub(super) part: Part,
    pub(super) parent: Option<NodeIndex>,
    pub(super) depth: usize,
    /// A number of the same sequence, to number them alike; none where they have none.
    pub(super) label: Option<Label>,
}

/// What is printed below an instruction, with what the sentence says of it.
#[derive(Clone, Copy)]
pub(super) struct PrintedText<'t> {
    pub(super) paragraphs: &'t [NewParagraph],
    /// What those of the first level are like.
    pub(super) template: &'t Template,
    pub(super) kind: NewKind,
    /// How many of the first level are announced.
    pub(super) count: Option<usize>,
    pub(super) by: ProvisionIndex,
}

impl Draft {
    /// Makes nodes of printed paragraphs. They stand in no order yet.
    pub(super) fn build_nodes(&mut self, printed: PrintedText) -> Vec<NodeIndex> {
        let PrintedText { paragraphs, kind, count, by, .. } = printed;
        match kind {
            NewKind::Table => return vec![self.table(paragraphs, by)],
            NewKind::Section | NewKind::SectionOpening { .. } => return self.build_section(paragraphs, by),
            NewKind::Heading | NewKind::SectionHeading => {
                return sections::joined(paragraphs, count).iter().map(|new| self.heading(new, by)).collect();
            }
            _ => {}
        }
        let is_counted = |draft: &Draft, built: &[NodeIndex]| {
            let is_first = |node: &&NodeIndex| draft.nodes[**node].paragraph.depth == printed.template.depth;
            count.is_none_or(|count| count == built.iter().filter(is_first).count())
        };
        let built = OutlineBuilder::new(self, printed, false).build();
        if is_counted(self, &built) {
            return built;
        }
        // “5.” behind 4, which has a list from 1 to 4, as the announced number shows
        let count_before = self.nodes.len();
        let other = OutlineBuilder::new(self, printed, true).build();
        if is_counted(self, &other) {
            return other;
        }
        self.nodes.truncate(count_before);
        built
    }

    fn push(
        &mut self,
        new: &NewParagraph,
        paragraph: Paragraph,
        parent: Option<NodeIndex>,
        by: ProvisionIndex,
    ) -> NodeIndex {
        let words = TrackedText::added(&new.text, NewRef::listed(&new.footnote_refs, by), by);
        self.nodes.push(Node { added_by: Some(by), ..Node::new(paragraph, words, parent) });
        self.nodes.len() - 1
    }

    fn table(&mut self, rows: &[NewParagraph], by: ProvisionIndex) -> NodeIndex {
        let text = table_text(rows);
        let paragraph = Paragraph::new(ParagraphId("T".into()), Part::Table, &text);
        self.push(&NewParagraph { text, ..NewParagraph::default() }, paragraph, None, by)
    }

    fn heading(&mut self, new: &NewParagraph, by: ProvisionIndex) -> NodeIndex {
        let mut paragraph = Paragraph::new(ParagraphId("H".into()), Part::Heading, &new.text);
        if let Some(NumberedHeading { number, title, title_offset }) = numbered_heading(&new.text) {
            paragraph.label = Some(Label::new(number.text, NumberStyle::Section, number.ordinal));
            let mut new = NewParagraph { text: title, ..new.clone() };
            new.footnote_refs.iter_mut().for_each(|mark| mark.offset = mark.offset.saturating_sub(title_offset));
            let node = self.push(&new, paragraph, None, by);
            self.nodes[node].has_own_number = true;
            return node;
        }
        self.push(new, paragraph, None, by)
    }
}

/// An open list: its style, its last number, its last item.
struct Level {
    style: NumberStyle,
    last: u32,
    item: NodeIndex,
}

/// Finds the level of each printed paragraph, one after the other.
struct OutlineBuilder<'d, 't> {
    draft: &'d mut Draft,
    printed: PrintedText<'t>,
    /// Which is meant where a number goes on in a list and behind the paragraph above it.
    prefers_first: bool,
    /// How paragraphs of the first level are numbered.
    first_style: Option<NumberStyle>,
    levels: Vec<Level>,
    /// The last paragraph of the first level, and its number.
    top: Option<NodeIndex>,
    last_first: Option<(NumberStyle, u32)>,
    /// What paragraphs without a number are set out under.
    nested_under: Option<NodeIndex>,
    previous_colon: bool,
}

impl<'d, 't> OutlineBuilder<'d, 't> {
    fn new(draft: &'d mut Draft, printed: PrintedText<'t>, prefers_first: bool) -> OutlineBuilder<'d, 't> {
        let mut builder = OutlineBuilder {
            draft,
            printed,
            prefers_first,
            first_style: None,
            levels: Vec::new(),
            top: None,
            last_first: None,
            nested_under: None,
            previous_colon: false,
        };
        builder.first_style = builder.template_label().map(|label| label.style).or_else(|| {
            let readings = readings(printed.paragraphs.first()?.label.as_ref()?);
            readings.iter().find(|(_, ordinal)| *ordinal == 1).or(readings.first()).map(|(style, _)| *style)
        });
        builder
    }

    /// A number of the sequence that the first level goes on, if it has numbers.
    fn template_label(&self) -> Option<&'t Label> {
        let is_numbered = !matches!(self.printed.kind, NewKind::Unnumbered | NewKind::UnnumberedOperative);
        self.printed.template.label.as_ref().filter(|_| is_numbered)
    }

    fn build(mut self) -> Vec<NodeIndex> {
        let PrintedText { paragraphs, count, .. } = self.printed;
        let has_first_style = |new: &NewParagraph| {
            let readings = new.label.as_ref().map(readings).unwrap_or_default();
            readings.iter().any(|(style, _)| Some(*style) == self.first_style)
        };
        let are_announced = |found: usize| count == Some(found);
        // as many as were announced: none is set out under another
        let all_first = are_announced(paragraphs.iter().filter(|new| new.label.is_none()).count());
        // as many numbers of one kind as were announced: none of them is an item of another
        let numbered: Vec<bool> = paragraphs.iter().map(has_first_style).collect();
        let all_numbered = are_announced(numbered.iter().filter(|is_numbered| **is_numbered).count());
        let mut out = Vec::new();
        for (new, is_numbered) in paragraphs.iter().zip(numbered) {
            let readings = new.label.as_ref().map(readings).unwrap_or_default();
            let is_first = match &new.label {
                _ if self.top.is_none() => true,
                None => all_first || self.is_unlabelled_first(new),
                Some(_) if all_numbered => is_numbered,
                Some(_) => self.is_labelled_first(&readings),
            };
            let node = match &new.label {
                _ if is_first => self.first_level(new, &readings),
                None => self.unlabelled(new),
                Some(_) => self.item(new, &readings),
            };
            self.previous_colon = ends_with_colon(&new.text);
            out.push(node);
        }
        out
    }

    /// Whether a paragraph goes on with the sentence of the one above the list.
    fn is_tail(&self, new: &NewParagraph) -> bool {
        !self.levels.is_empty() && starts_lowercase(&new.text)
    }

    fn is_unlabelled_first(&self, new: &NewParagraph) -> bool {
        // a clause of its own ends what is set out under the one before
        let is_nested = self.nested_under.is_some() && parse_opening(&new.text).is_none();
        !is_nested && !self.previous_colon && !self.is_tail(new)
    }

    fn is_labelled_first(&self, readings: &[(NumberStyle, u32)]) -> bool {
        // “(i)” behind a colon is the first of its own list, and no letter
        let opens_list = self.previous_colon && readings.iter().any(|(_, ordinal)| *ordinal == 1);
        let is_counted = |is_later: &dyn Fn(u32) -> bool| {
            readings.iter().any(|(style, ordinal)| Some(*style) == self.first_style && is_later(*ordinal))
        };
        let has_style = |level: &Level| readings.iter().any(|(style, _)| *style == level.style);
        // “(c)” behind “(b)” and its items (i) and (ii)
        let follows = |style: NumberStyle, last: u32| readings.contains(&(style, last + 1));
        let goes_on_in_list = self.levels.iter().any(|level| follows(level.style, level.last));
        let goes_on = self.last_first.is_some_and(|(style, last)| follows(style, last));
        !opens_list
            && (goes_on && (!goes_on_in_list || self.prefers_first)
                || self.levels.is_empty() && is_counted(&|ordinal| ordinal != 1 || !self.previous_colon)
                || !self.levels.iter().any(has_style) && is_counted(&|ordinal| ordinal > 1))
    }

    fn first_level(&mut self, new: &NewParagraph, readings: &[(NumberStyle, u32)]) -> NodeIndex {
        let PrintedText { paragraphs, template, kind, by, .. } = self.printed;
        let mut paragraph = Paragraph::new(ParagraphId(EcoString::new()), template.part, &new.text);
        paragraph.depth = template.depth;
        // “(c)” is a letter where letters are counted
        let reading = readings.iter().find(|(style, _)| Some(*style) == self.first_style).copied();
        let as_counted = |label: &Label| match reading {
            Some((style, ordinal)) => Label { style, ordinal, ..label.clone() },
            None => label.clone(),
        };
        let counted = self.template_label();
        paragraph.label = new.label.as_ref().map(as_counted).or_else(|| counted.cloned());
        if kind == NewKind::UnnumberedOperative && paragraphs.len() == 1 && ends_with_colon(&new.text) {
            paragraph.role = ParagraphRole::Chapeau;
        }
        // “…, and stresses …” behind the items of a list
        let goes_on = kind == NewKind::Unnumbered && template.parent.is_some() && template.label.is_some();
        if goes_on && starts_lowercase(&new.text) {
            paragraph.role = ParagraphRole::Continuation;
        }
        let node = self.draft.push(new, paragraph, template.parent, by);
        // “4 bis” is a number of its own; “5” is what counting gives, or ought to
        let is_own = |label: &Label| has_suffix(label) || counted.is_none() || label.style == NumberStyle::Section;
        self.draft.nodes[node].has_own_number = new.label.as_ref().is_some_and(is_own);
        self.draft.nodes[node].is_printed_first = new.label.as_ref().is_some_and(|label| label.ordinal == 1);
        self.levels.clear();
        self.nested_under = None;
        self.last_first = reading;
        self.top = Some(node);
        node
    }

    /// A paragraph without a number below another one.
    fn unlabelled(&mut self, new: &NewParagraph) -> NodeIndex {
        if self.is_tail(new) {
            self.nested_under = None;
            self.levels.clear();
            return self.below(new, self.top, None, ParagraphRole::Continuation);
        }
        // what is set out under an item does not end its list
        let parent = self.nested_under.or(self.levels.last().map(|level| level.item)).or(self.top);
        self.nested_under = parent;
        self.below(new, parent, None, ParagraphRole::Clause)
    }

    fn below(
        &mut self,
        new: &NewParagraph,
        parent: Option<NodeIndex>,
        label: Option<Label>,
        role: ParagraphRole,
    ) -> NodeIndex {
        let above = parent.map(|parent| &self.draft.nodes[parent].paragraph);
        let (part, depth) = above.map_or((Part::Operative, 0), |above| (above.part, above.depth + 1));
        let paragraph = Paragraph::new(ParagraphId(EcoString::new()), part, &new.text);
        let node = self.draft.push(new, Paragraph { role, depth, label, ..paragraph }, parent, self.printed.by);
        self.draft.nodes[node].has_own_number = true;
        node
    }

    /// An item of a list: of one that is open, or of a new one below the last paragraph.
    fn item(&mut self, new: &NewParagraph, readings: &[(NumberStyle, u32)]) -> NodeIndex {
        self.nested_under = None;
        let is_new = |style: NumberStyle| self.levels.iter().all(|level| level.style != style);
        let opens = readings.iter().find(|(style, ordinal)| *ordinal <= 1 && is_new(*style));
        let last_level = |fits: &dyn Fn(&Level, u32) -> bool| {
            let fits =
                |level: &Level, (style, ordinal): &(NumberStyle, u32)| *style == level.style && fits(level, *ordinal);
            self.levels.iter().rposition(|level| readings.iter().any(|reading| fits(level, reading)))
        };
        let follows = last_level(&|level, ordinal| ordinal == level.last + 1 || level.style == NumberStyle::Bullet);
        let depth = match (opens, follows) {
            (Some(_), None) => None,
            (Some(_), Some(_)) if self.previous_colon => None,
            (_, Some(depth)) => Some(depth),
            (None, None) => last_level(&|level, ordinal| ordinal > level.last),
        };
        let ((style, ordinal), parent) = match depth {
            Some(depth) => {
                self.levels.truncate(depth + 1);
                let Level { style, item, .. } = self.levels[depth];
                let reading = readings.iter().find(|(other, _)| *other == style).copied().unwrap_or((style, 1));
                self.levels.pop();
                (reading, self.draft.nodes[item].parent)
            }
            None => {
                let reading = opens.or(readings.first()).copied().unwrap_or((NumberStyle::Letter, 1));
                (reading, self.levels.last().map(|level| level.item).or(self.top))
            }
        };
        let label = new.label.as_ref().map(|label| Label { style, ordinal, ..label.clone() });
        let node = self.below(new, parent, label, ParagraphRole::Clause);
        self.levels.push(Level { style, last: ordinal, item: node });
        node
    }
}

/// A table of the rows that are printed.
pub(super) fn table_text(rows: &[NewParagraph]) -> String {
    let row = |new: &NewParagraph| match &new.label {
        Some(label) => format!("{} {}", label.printed, new.text),
        None => new.text.clone(),
    };
    rows.iter().map(row).collect::<Vec<_>>().join("\n")
}

/// What a printed number may stand for.
fn readings(label: &Label) -> Vec<(NumberStyle, u32)> {
    let found = parse_label(&format!("{} x", label.printed)).or_else(|| parse_label(&format!("{} x", label.text)));
    found.map_or_else(|| vec![(label.style, label.ordinal)], |found| found.interpretations)
}
