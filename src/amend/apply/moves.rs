//! Paragraphs of a draft that are moved.

use super::Step;
use super::draft::NodeIndex;
use super::new_paragraphs::Pattern;
use crate::model::{NewKind, Position, Target};

impl Step<'_> {
    pub(super) fn move_to(&mut self, targets: &[Target], position: &Position) -> Result<(), String> {
        for node in self.all(targets)? {
            self.check_moves(node)?;
            let (place, anchor, pattern) = self.place_of(position, NewKind::Paragraph, &[])?;
            if let Some(anchor) = anchor
                && self.draft.is_within(anchor, node)
            {
                return Err(format!("{} cannot be moved behind itself", self.called(node)));
            }
            // behind new text of another part it stays what it is
            let pattern = match position {
                Position::After(Target::Placed(..)) => {
                    let own = self.pattern_of(node);
                    Pattern { part: own.part, label: own.label, ..pattern }
                }
                _ => pattern,
            };
            self.put_at(node, place, anchor, pattern);
        }
        Ok(())
    }

    /// Makes the first of some paragraphs change places with the last, and so on.
    pub(super) fn reverse(&mut self, targets: &[Target]) -> Result<(), String> {
        let nodes = self.all(targets)?;
        for node in &nodes {
            self.check_moves(*node)?;
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
            let patterns = [*first, *last].map(|node| self.pattern_of(node));
            let [first_pattern, last_pattern] = patterns;
            let place = self.draft.place(*first);
            let ghost = self.put_at(*last, place, None, first_pattern);
            self.put_at(*first, self.draft.place(ghost), None, last_pattern);
        }
        Ok(())
    }

    fn check_moves(&self, node: NodeIndex) -> Result<(), String> {
        match self.draft.nodes[node].struck_by {
            Some(by) => Err(format!("{} is deleted by {}", self.called(node), self.other(by))),
            None => Ok(()),
        }
    }

    /// Puts a paragraph with all below it at a place; what stands for it where it was.
    fn put_at(&mut self, node: NodeIndex, place: usize, anchor: Option<NodeIndex>, pattern: Pattern) -> NodeIndex {
        let subtree = self.draft.subtree(node);
        // the place is left, so that the numbers behind it are counted
        let mut vacated = self.draft.nodes[node].clone();
        vacated.is_vacated = true;
        self.draft.nodes.push(vacated);
        let ghost = self.draft.nodes.len() - 1;
        let behind = self.draft.order.get(place).copied();
        let start = self.draft.place(node);
        self.draft.order.splice(start..start + subtree.len(), [ghost]);
        let place = behind.map_or(self.draft.order.len(), |behind| match subtree.contains(&behind) {
            true => start,
            false => self.draft.place(behind),
        });
        self.draft.order.splice(place..place, subtree);
        let moved = &mut self.draft.nodes[node];
        moved.moved_by = Some(self.by);
        moved.put_behind = anchor;
        moved.parent = pattern.parent;
        // among those of its own kind it keeps its number, or has none
        let is_alike = (moved.paragraph.part, moved.paragraph.depth) == (pattern.part, pattern.depth);
        if moved.paragraph.part.is_text() && pattern.part.is_text() {
            moved.paragraph.part = pattern.part;
        }
        if !is_alike && moved.paragraph.label.is_none() != pattern.label.is_none() {
            moved.paragraph.label = pattern.label;
        }
        self.changed += 1;
        self.remember(&[node]);
        ghost
    }
}
