//! Paragraphs of a draft that are moved.

use super::Applier;
use super::draft::NodeIndex;
use super::new_paragraphs::Template;
use crate::model::{NewKind, Position, Target};

impl Applier<'_> {
    pub(super) fn move_to(&mut self, targets: &[Target], position: &Position) -> Result<(), String> {
        for node in self.resolve_all(targets)? {
            self.check_current(node)?;
            let (place, anchor, template) = self.insertion_point(position, NewKind::Paragraph)?;
            if let Some(anchor) = anchor
                && self.draft.is_within(anchor, node)
            {
                return Err(format!("{} cannot be moved behind itself", self.paragraph_name(node)));
            }
            // behind new text of another part it stays what it is
            let template = match position {
                Position::After(Target::Placed(..)) => {
                    let own = self.template_of(node);
                    Template { part: own.part, label: own.label, ..template }
                }
                _ => template,
            };
            self.relocate(node, place, anchor, template);
        }
        Ok(())
    }

    /// Makes the first of some paragraphs change places with the last, and so on.
    pub(super) fn reverse(&mut self, targets: &[Target]) -> Result<(), String> {
        let nodes = self.resolve_all(targets)?;
        for node in &nodes {
            self.check_current(*node)?;
        }
        let is_beside = |pair: &[NodeIndex]| {
            let [left, right] = [pair[0], pair[1]].map(|node| &self.draft.nodes[node]);
            (left.parent, left.paragraph.part, left.paragraph.depth)
                == (right.parent, right.paragraph.part, right.paragraph.depth)
        };
        if nodes.len() < 2 || !nodes.windows(2).all(is_beside) {
            return Err("only paragraphs of one level can change places".to_owned());
        }
        let mut order = nodes.clone();
        order.sort_by_key(|node| self.draft.place(*node));
        for (first, last) in order.iter().zip(order.iter().rev()).take(order.len() / 2) {
            let [first_template, last_template] = [*first, *last].map(|node| self.template_of(node));
            let place = self.draft.place(*first);
            let vacated_node = self.relocate(*last, place, None, first_template);
            self.relocate(*first, self.draft.place(vacated_node), None, last_template);
        }
        Ok(())
    }

    /// Puts a paragraph with all below it at a place; what stands for it where it was.
    fn relocate(&mut self, node: NodeIndex, place: usize, anchor: Option<NodeIndex>, template: Template) -> NodeIndex {
        let subtree = self.draft.subtree(node);
        // the place is left, so that the numbers behind it are counted
        let mut vacated = self.draft.nodes[node].clone();
        vacated.is_vacated = true;
        self.draft.nodes.push(vacated);
        let vacated_node = self.draft.nodes.len() - 1;
        let behind = self.draft.order.get(place).copied();
        let start = self.draft.place(node);
        self.draft.order.splice(start..start + subtree.len(), [vacated_node]);
        let place = behind.map_or(self.draft.order.len(), |behind| match subtree.contains(&behind) {
            true => start,
            false => self.draft.place(behind),
        });
        self.draft.order.splice(place..place, subtree);
        let moved = &mut self.draft.nodes[node];
        moved.moved_by = Some(self.by);
        moved.put_behind = anchor;
        moved.parent = template.parent;
        // among those of its own kind it keeps its number, or has none
        let is_alike = (moved.paragraph.part, moved.paragraph.depth) == (template.part, template.depth);
        if moved.paragraph.part.is_text() && template.part.is_text() {
            moved.paragraph.part = template.part;
        }
        if !is_alike && moved.paragraph.label.is_none() != template.label.is_none() {
            moved.paragraph.label = template.label;
        }
        self.changed += 1;
        self.record_placement(&[node]);
        vacated_node
    }
}
