//! A draft under amendment: its paragraphs in order, with those that were struck or moved away still in their places.
//!
//! Numbers in an amendment refer to the draft as it stands before, so nothing leaves its place until all is done.

use ecow::{EcoString, eco_format};

use crate::model::{
    Division, Footnote, FootnoteRef, HeaderField, Label, Paragraph, ParagraphId, ParagraphIndex, Part, ProvisionIndex,
    Resolution, Target,
};

use super::tracked_text::TrackedText;
use crate::amend::grammar::locator::{is_area_id, paragraph_phrase, target_phrase};

/// The place of a node in [`Draft::nodes`]; it never changes.
pub(in crate::amend) type NodeIndex = usize;

/// A paragraph of the draft, or a new one.
#[derive(Debug, Clone)]
pub(super) struct Node {
    /// Which paragraph of the draft it is.
    pub(super) base: Option<ParagraphIndex>,
    /// Its number, part and depth; its words are in `words`.
    pub(in crate::amend) paragraph: Paragraph,
    pub(super) words: TrackedText,
    pub(super) parent: Option<NodeIndex>,
    pub(super) struck_by: Option<ProvisionIndex>,
    pub(super) added_by: Option<ProvisionIndex>,
    pub(super) moved_by: Option<ProvisionIndex>,
    /// Whether only the place is left of a paragraph that was moved.
    pub(super) is_vacated: bool,
    /// Whether its number was said, so that it is not counted.
    pub(super) has_own_number: bool,
    /// The number that it has in the draft, where another one was said.
    pub(super) old_label: Option<Label>,
    /// Whether it is new and printed with the number 1, so that behind a heading counting begins anew.
    pub(super) is_printed_first: bool,
    /// The paragraph that it was put behind, so that the next one put there follows it.
    pub(super) put_behind: Option<NodeIndex>,
    /// Its footnote references in the draft that it no longer has, by their indices.
    pub(super) struck_refs: Vec<usize>,
}

/// A footnote of the draft.
#[derive(Debug, Clone)]
pub(super) struct DraftNote {
    pub(super) mark: String,
    pub(super) words: TrackedText,
    pub(super) struck_by: Option<ProvisionIndex>,
}

impl Node {
    /// A paragraph that nothing has been done to.
    pub(super) fn new(paragraph: Paragraph, words: TrackedText, parent: Option<NodeIndex>) -> Node {
        Node {
            base: None,
            paragraph,
            words,
            parent,
            struck_by: None,
            added_by: None,
            moved_by: None,
            is_vacated: false,
            has_own_number: false,
            old_label: None,
            is_printed_first: false,
            put_behind: None,
            struck_refs: Vec::new(),
        }
    }

    /// Takes out the footnote references of the draft: a text that is printed in full has its own.
    pub(super) fn strike_refs(&mut self) {
        self.struck_refs = (0..self.paragraph.footnote_refs.len()).collect();
    }

    /// Its footnote references in the draft, and which of them are struck, by their indices.
    pub(super) fn refs(&self) -> (&[FootnoteRef], &[usize]) {
        let refs: &[FootnoteRef] = if self.base.is_some() { &self.paragraph.footnote_refs } else { &[] };
        (refs, &self.struck_refs)
    }

    /// Whether it stands in its place in the draft.
    pub(super) fn is_of_draft(&self) -> bool {
        self.base.is_some() && !self.is_vacated
    }

    /// Whether it is part of the amended text.
    pub(super) fn is_current(&self) -> bool {
        self.struck_by.is_none() && !self.is_vacated
    }
}

/// The part that the paragraphs of a division are.
pub(super) fn part_of(division: Division) -> Part {
    match division {
        Division::Preamble => Part::Preambular,
        Division::Operative => Part::Operative,
    }
}

/// A draft under amendment.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(in crate::amend) nodes: Vec<Node>,
    /// The order of the text.
    pub(super) order: Vec<NodeIndex>,
    pub(super) title: Option<TrackedText>,
    pub(super) notes: Vec<DraftNote>,
    /// The last paragraph that a provision puts at its place.
    pub(in crate::amend) placed: Vec<(ProvisionIndex, NodeIndex)>,
}

impl Draft {
    pub(super) fn new(base: &Resolution) -> Draft {
        let node = |(index, paragraph): (ParagraphIndex, &Paragraph)| {
            let (words, parent) = (TrackedText::of_base(&paragraph.text), paragraph.parent.map(|parent| parent.0));
            Node { base: Some(index), ..Node::new(paragraph.clone(), words, parent) }
        };
        let note = |note: &Footnote| DraftNote {
            mark: note.mark.clone(),
            words: TrackedText::of_base(&note.text),
            struck_by: None,
        };
        let nodes: Vec<Node> = base.indexed().map(node).collect();
        Draft {
            order: (0..nodes.len()).collect(),
            nodes,
            title: base.header.get(HeaderField::Title).map(TrackedText::of_base),
            notes: base.footnotes.iter().map(note).collect(),
            placed: Vec::new(),
        }
    }

    /// The paragraphs that a target names, or why there is none.
    pub(super) fn resolve(&self, target: &Target) -> Result<Vec<NodeIndex>, String> {
        let of_part = |part: Part| {
            let nodes = 0..self.nodes.len();
            nodes.filter(|node| self.nodes[*node].base.is_some() && self.nodes[*node].paragraph.part == part).collect()
        };
        match target {
            Target::Title | Target::Footnote(..) => Ok(Vec::new()),
            Target::Placed(..) => Err(format!("{} is a place only", target_phrase(target))),
            Target::Preamble => Ok(of_part(Part::Preambular)),
            Target::OperativePart => Ok(of_part(Part::Operative)),
            Target::Whole => Ok((0..self.nodes.len()).filter(|node| self.nodes[*node].base.is_some()).collect()),
            Target::Nth(place) => {
                let is_top = |node: &NodeIndex| {
                    let node = &self.nodes[*node];
                    node.is_of_draft() && node.paragraph.part.is_text() && node.paragraph.depth == 0
                };
                let mut top_level = (0..self.nodes.len()).filter(is_top);
                let found = place.checked_sub(1).and_then(|index| top_level.nth(index));
                found
                    .map(|node| vec![node])
                    .ok_or_else(|| format!("there is no {}", target_phrase(target).trim_start_matches("the ")))
            }
            Target::Paragraph(id) if is_area_id(id) && !self.area(id).is_empty() => Ok(self.area(id)),
            Target::Paragraph(id) | Target::Chapeau(id) => self.find(id).map(|node| vec![node]),
            Target::FromEnd(division, place) => {
                let top_level: Vec<NodeIndex> = of_part(part_of(*division))
                    .into_iter()
                    .filter(|node| self.nodes[*node].paragraph.depth == 0)
                    .collect();
                let found = top_level.len().checked_sub(*place).map(|index| vec![top_level[index]]);
                found.ok_or_else(|| format!("there is no {}", target_phrase(target).trim_start_matches("the ")))
            }
        }
    }

    /// The paragraphs of an annex, a declaration or a section, with its heading.
    fn area(&self, id: &ParagraphId) -> Vec<NodeIndex> {
        let prefix = format!("{}/", id.0);
        let is_in = |node: &NodeIndex| {
            let node = &self.nodes[*node];
            let is_heading = node.paragraph.part == Part::Heading
                && node.paragraph.label.as_ref().is_some_and(|label| label.text.trim_end_matches('.') == id.0);
            node.is_of_draft() && (is_heading || node.paragraph.id.0.starts_with(&prefix))
        };
        (0..self.nodes.len()).filter(is_in).collect()
    }

    /// The paragraph of a name.
    fn find(&self, id: &ParagraphId) -> Result<NodeIndex, String> {
        let named = |wanted: &str| {
            (0..self.nodes.len()).find(|node| {
                let node = &self.nodes[*node];
                // “3 bis Alt” is read as “3 bis alt”
                node.is_of_draft() && node.paragraph.id.0.eq_ignore_ascii_case(wanted)
            })
        };
        if let Some(node) = named(&id.0) {
            return Ok(node);
        }
        // one unnumbered operative paragraph is OP1, several among numbered ones are OPu1 …
        let suffixed = id.0.replace("bis", " bis").replace("ter", " ter").replace("  ", " ");
        // “clause 2b” is 2 (b)
        let item = id.0.strip_suffix(|letter: char| letter.is_ascii_lowercase());
        let item = item.filter(|number| number.ends_with(|digit: char| digit.is_ascii_digit()));
        let item = item.map_or_else(EcoString::new, |number| eco_format!("{number}({})", &id.0[number.len()..]));
        let alternatives = [id.0.replacen("OP", "OPu", 1), suffixed, id.0.replacen("Annex/", "Annex I/", 1), item];
        if let Some(node) = alternatives.iter().find_map(|other| named(other)) {
            return Ok(node);
        }
        // where the number occurs once, in whatever section
        let same_number = |node: &NodeIndex| {
            let node = &self.nodes[*node];
            let last = node.paragraph.id.0.rsplit_once('/').map(|(_, last)| last);
            node.base.is_some() && last == Some(&id.0) || last.is_some_and(|last| id.0.strip_prefix("OP") == Some(last))
        };
        let mut found = (0..self.nodes.len()).filter(same_number);
        match (found.next(), found.next()) {
            (Some(only), None) => Ok(only),
            _ => Err(self.missing(id)),
        }
    }

    /// What to say of a paragraph that is not there.
    fn missing(&self, id: &ParagraphId) -> String {
        let words = paragraph_phrase(id);
        let words = words.strip_prefix("the ").unwrap_or(&words);
        let part = if id.0.contains("PP") { Part::Preambular } else { Part::Operative };
        let above = id.0.rfind('(').map(|open| &id.0[..open]);
        let base = || self.nodes.iter().filter(|node| node.base.is_some());
        if let Some(above) = above.filter(|above| base().any(|node| node.paragraph.id.0 == **above)) {
            let items: Vec<&str> = base()
                .filter(|node| node.parent.is_some_and(|parent| self.nodes[parent].paragraph.id.0 == above))
                .filter_map(|node| node.paragraph.label.as_ref().map(|label| label.text.as_str()))
                .collect();
            return match (items.first(), items.last()) {
                (Some(first), Some(last)) => {
                    format!("there is no {words}; its subparagraphs run from {first} to {last}")
                }
                _ => format!("there is no {words}; the paragraph has no subparagraphs"),
            };
        }
        let count = |id: &str| id.trim_start_matches("OP").bytes().take_while(u8::is_ascii_digit).count();
        let stem = &id.0[..id.0.len().min(2 + count(&id.0))];
        let is_near = |node: &&Node| {
            let other = &node.paragraph.id.0;
            node.paragraph.depth == 0
                && other.strip_prefix(stem).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        let near: Vec<String> = if id.0.starts_with("OP") && stem.len() < id.0.len() {
            base().filter(is_near).map(|node| paragraph_phrase(&node.paragraph.id)).collect()
        } else {
            Vec::new()
        };
        match near.as_slice() {
            [] => {}
            [only] => return format!("there is no {words}; there is {only}"),
            several => return format!("there is no {words}; there are {}", several.join(" and ")),
        }
        let last = base().rfind(|node| node.paragraph.part == part && node.paragraph.depth == 0);
        match last {
            Some(last) => {
                format!("there is no {words}; the last is {}", paragraph_phrase(&last.paragraph.id))
            }
            None => format!("there is no {words}"),
        }
    }

    /// The place of a node in the order.
    pub(super) fn place(&self, node: NodeIndex) -> usize {
        self.order.iter().position(|other| *other == node).unwrap_or(self.order.len())
    }

    /// Whether a node is another one or stands under it.
    pub(super) fn is_within(&self, node: NodeIndex, above: NodeIndex) -> bool {
        let mut current = Some(node);
        while let Some(here) = current {
            if here == above {
                return true;
            }
            current = self.nodes[here].parent;
        }
        false
    }

    /// The end of a node and of what stands under it, in the order.
    pub(super) fn end(&self, node: NodeIndex) -> usize {
        let start = self.place(node) + 1;
        // a heading is the parent of list items only, which stand behind it on their own
        let below = self.order[start..]
            .iter()
            .take_while(|below| self.is_within(**below, node) && self.nodes[node].paragraph.part != Part::Heading);
        start + below.count()
    }

    /// The place behind a node, what stands under it, and what was put behind it before.
    pub(super) fn behind(&self, node: NodeIndex) -> usize {
        let mut place = self.end(node);
        while place < self.order.len() && self.was_put_behind(self.order[place], node) {
            place += 1;
        }
        place
    }

    fn was_put_behind(&self, node: NodeIndex, anchor: NodeIndex) -> bool {
        let mut current = Some(node);
        while let Some(here) = current {
            if self.nodes[here].put_behind == Some(anchor) {
                return true;
            }
            current = self.nodes[here].parent;
        }
        false
    }

    /// The node and what stands under it, in order.
    pub(super) fn subtree(&self, node: NodeIndex) -> Vec<NodeIndex> {
        self.order[self.place(node)..self.end(node)].to_vec()
    }
}
