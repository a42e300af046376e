//! Printed paragraphs → paragraphs of the draft, with their levels.

use ecow::EcoString;

use super::draft::{Draft, Node, NodeIndex};
use super::numbering::has_suffix;
use super::sections;
use super::tracked_text::{NewRef, TrackedText};
use crate::amend::headings::{NumberedHeading, is_section, numbered_heading};
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

/// An open list: its style, its last number, its last item.
struct Level {
    style: NumberStyle,
    last: u32,
    item: NodeIndex,
}

impl Draft {
    /// Makes nodes of printed paragraphs, those of the first level like a pattern. They stand in no order yet.
    pub(super) fn build_nodes(
        &mut self,
        text: &[NewParagraph],
        template: &Template,
        kind: NewKind,
        count: Option<usize>,
        by: ProvisionIndex,
    ) -> Vec<NodeIndex> {
        let built = self.build_nodes_reading(text, template, kind, count, by, false);
        let firsts = |draft: &Draft, built: &[NodeIndex]| {
            built.iter().filter(|node| draft.nodes[**node].paragraph.depth == template.depth).count()
        };
        let is_counted = |draft: &Draft, built: &[NodeIndex]| count.is_none_or(|count| count == firsts(draft, built));
        if is_counted(self, &built) || kind == NewKind::Table || is_section(kind) {
            return built;
        }
        // “5.” behind 4, which has a list from 1 to 4, as the announced number shows
        let count_before = self.nodes.len();
        let other = self.build_nodes_reading(text, template, kind, count, by, true);
        if is_counted(self, &other) {
            return other;
        }
        self.nodes.truncate(count_before);
        built
    }

    /// The same. Where a number goes on in a list and behind the paragraph above it, `prefers_first` says which is meant.
    fn build_nodes_reading(
        &mut self,
        text: &[NewParagraph],
        template: &Template,
        kind: NewKind,
        count: Option<usize>,
        by: ProvisionIndex,
        prefers_first: bool,
    ) -> Vec<NodeIndex> {
        let unnumbered = Template { label: None, ..template.clone() };
        // “…, and stresses …” behind the items of a list
        let goes_on = kind == NewKind::Unnumbered && template.parent.is_some() && template.label.is_some();
        let template =
            if matches!(kind, NewKind::Unnumbered | NewKind::UnnumberedOperative) { &unnumbered } else { template };
        if kind == NewKind::Table {
            return vec![self.table(text, by)];
        }
        if is_section(kind) {
            return self.build_section(text, by);
        }
        if matches!(kind, NewKind::Heading | NewKind::SectionHeading) {
            return sections::joined(text, count).iter().map(|new| self.heading(new, by)).collect();
        }
        let unlabelled = text.iter().filter(|new| new.label.is_none()).count();
        // as many as were announced: none is set out under another
        let all_first = count.is_some_and(|count| unlabelled == count);
        let first_style = template.label.as_ref().map(|label| label.style).or_else(|| {
            let readings = readings(text.first()?.label.as_ref()?);
            readings.iter().find(|(_, ordinal)| *ordinal == 1).or(readings.first()).map(|(style, _)| *style)
        });
        // as many numbers of one kind as were announced: none of them is an item of another
        let is_first_style = |new: &NewParagraph| {
            new.label.as_ref().is_some_and(|label| readings(label).iter().any(|(style, _)| Some(*style) == first_style))
        };
        let all_numbered = count.is_some_and(|count| text.iter().filter(|new| is_first_style(new)).count() == count);
        let mut levels: Vec<Level> = Vec::new();
        let mut top: Option<NodeIndex> = None;
        let mut nested_under: Option<NodeIndex> = None;
        let mut out = Vec::new();
        let mut previous_colon = false;
        let mut last_first: Option<(NumberStyle, u32)> = None;
        for new in text {
            let readings = new.label.as_ref().map(readings).unwrap_or_default();
            let is_first = match (&new.label, top) {
                (_, None) => true,
                (None, Some(_)) => {
                    // a clause of its own ends what is set out under the one before
                    let opens = parse_opening(&new.text).is_some();
                    let continues = !all_first && (nested_under.is_some() && !opens || previous_colon);
                    let is_tail = !all_first && !levels.is_empty() && starts_lowercase(&new.text);
                    !continues && !is_tail
                }
                (Some(_), Some(_)) if all_numbered => is_first_style(new),
                (Some(_), Some(_)) => {
                    // “(i)” behind a colon is the first of its own list, and no letter
                    let opens_list = previous_colon && readings.iter().any(|(_, ordinal)| *ordinal == 1);
                    let is_counted = |is_later: &dyn Fn(u32) -> bool| {
                        readings.iter().any(|(style, ordinal)| Some(*style) == first_style && is_later(*ordinal))
                    };
                    let is_in_list = levels.iter().any(|level| readings.iter().any(|(style, _)| *style == level.style));
                    // “(c)” behind “(b)” and its items (i) and (ii)
                    let follows = |style: NumberStyle, last: u32| readings.contains(&(style, last + 1));
                    let goes_on_in_list = levels.iter().any(|level| follows(level.style, level.last));
                    let goes_on = last_first.is_some_and(|(style, last)| follows(style, last));
                    !opens_list
                        && (goes_on && (!goes_on_in_list || prefers_first)
                            || levels.is_empty() && is_counted(&|ordinal| ordinal != 1 || !previous_colon)
                            || !is_in_list && is_counted(&|ordinal| ordinal > 1))
                }
            };
            let node = if is_first {
                levels.clear();
                nested_under = None;
                last_first = readings.iter().find(|(style, _)| Some(*style) == first_style).copied();
                let node = self.first_level(new, template, first_style, by);
                let is_only = text.len() == 1;
                if kind == NewKind::UnnumberedOperative && is_only && ends_with_colon(&new.text) {
                    self.nodes[node].paragraph.role = ParagraphRole::Chapeau;
                }
                if goes_on && starts_lowercase(&new.text) {
                    self.nodes[node].paragraph.role = ParagraphRole::Continuation;
                }
                top = Some(node);
                node
            } else if new.label.is_none() {
                let is_tail = !levels.is_empty() && starts_lowercase(&new.text);
                let parent = match nested_under {
                    Some(parent) if !is_tail => Some(parent),
                    _ if is_tail => top,
                    _ => levels.last().map(|level| level.item).or(top),
                };
                nested_under = if is_tail { None } else { parent };
                // what is set out under an item does not end its list
                if is_tail {
                    levels.clear();
                }
                let role = if is_tail { ParagraphRole::Continuation } else { ParagraphRole::Clause };
                self.below(new, parent, None, role, by)
            } else {
                nested_under = None;
                self.item(new, &readings, &mut levels, top, previous_colon, by)
            };
            previous_colon = ends_with_colon(&new.text);
            out.push(node);
        }
        out
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

    fn first_level(
        &mut self,
        new: &NewParagraph,
        template: &Template,
        style: Option<NumberStyle>,
        by: ProvisionIndex,
    ) -> NodeIndex {
        let mut paragraph = Paragraph::new(ParagraphId(EcoString::new()), template.part, &new.text);
        paragraph.depth = template.depth;
        // “(c)” is a letter where letters are counted
        let as_counted = |label: &Label| {
            let reading = readings(label).into_iter().find(|(other, _)| Some(*other) == style);
            reading.map_or_else(|| label.clone(), |(style, ordinal)| Label { style, ordinal, ..label.clone() })
        };
        paragraph.label = new.label.as_ref().map(as_counted).or_else(|| template.label.clone());
        let node = self.push(new, paragraph, template.parent, by);
        // “4 bis” is a number of its own; “5” is what counting gives, or ought to
        let is_own =
            |label: &Label| has_suffix(label) || template.label.is_none() || label.style == NumberStyle::Section;
        self.nodes[node].has_own_number = new.label.as_ref().is_some_and(is_own);
        self.nodes[node].is_printed_first = new.label.as_ref().is_some_and(|label| label.ordinal == 1);
        node
    }

    fn below(
        &mut self,
        new: &NewParagraph,
        parent: Option<NodeIndex>,
        label: Option<Label>,
        role: ParagraphRole,
        by: ProvisionIndex,
    ) -> NodeIndex {
        let above = parent.map(|parent| &self.nodes[parent].paragraph);
        let (part, depth) = above.map_or((Part::Operative, 0), |above| (above.part, above.depth + 1));
        let mut paragraph = Paragraph::new(ParagraphId(EcoString::new()), part, &new.text);
        paragraph.role = role;
        paragraph.depth = depth;
        paragraph.label = label;
        let node = self.push(new, paragraph, parent, by);
        self.nodes[node].has_own_number = true;
        node
    }

    /// An item of a list: of one that is open, or of a new one below the last paragraph.
    fn item(
        &mut self,
        new: &NewParagraph,
        readings: &[(NumberStyle, u32)],
        levels: &mut Vec<Level>,
        top: Option<NodeIndex>,
        previous_colon: bool,
        by: ProvisionIndex,
    ) -> NodeIndex {
        let opens =
            readings.iter().find(|(style, ordinal)| *ordinal <= 1 && levels.iter().all(|level| level.style != *style));
        let follows = levels.iter().rposition(|level| {
            readings.iter().any(|(style, ordinal)| {
                *style == level.style && (*ordinal == level.last + 1 || *style == NumberStyle::Bullet)
            })
        });
        let later = || {
            levels.iter().rposition(|level| {
                readings.iter().any(|(style, ordinal)| *style == level.style && *ordinal > level.last)
            })
        };
        let depth = match (opens, follows) {
            (Some(_), None) => None,
            (Some(_), Some(_)) if previous_colon => None,
            (_, Some(depth)) => Some(depth),
            (None, None) => later(),
        };
        let (style, ordinal, parent) = match depth {
            Some(depth) => {
                levels.truncate(depth + 1);
                let style = levels[depth].style;
                let reading = readings.iter().find(|(other, _)| *other == style).copied().unwrap_or((style, 1));
                (reading.0, reading.1, self.nodes[levels[depth].item].parent)
            }
            None => {
                let reading = opens.or(readings.first()).copied().unwrap_or((NumberStyle::Letter, 1));
                (reading.0, reading.1, levels.last().map(|level| level.item).or(top))
            }
        };
        let label = new.label.as_ref().map(|label| Label { style, ordinal, ..label.clone() });
        let node = self.below(new, parent, label, ParagraphRole::Clause, by);
        if depth.is_some() {
            levels.pop();
        }
        levels.push(Level { style, last: ordinal, item: node });
        node
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
