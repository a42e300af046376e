//! What each instruction put at its place, so that a later one may name it.

use ecow::EcoString;

use super::Applier;
use super::draft::NodeIndex;
use crate::model::Placing;

impl Applier<'_> {
    /// The last paragraph that an earlier instruction of the same amendment put at its place.
    pub(in crate::amend) fn placement(&self, placing: Placing, number: &EcoString) -> Result<NodeIndex, String> {
        let provisions = &self.amendments[self.by.amendment].provisions[..self.by.provision];
        let index = provisions.iter().rposition(|provision| provision.number.as_ref() == Some(number));
        let Some(index) = index else {
            return Err(format!("there is no instruction {number} before this one"));
        };
        let placed =
            self.draft.placed.iter().rev().find(|(by, _)| (by.amendment, by.provision) == (self.by.amendment, index));
        placed.map(|(_, node)| *node).ok_or_else(|| match placing {
            Placing::Inserted => format!("instruction {number} has inserted nothing"),
            Placing::Moved => format!("instruction {number} has moved nothing"),
        })
    }

    /// Remembers the last of the paragraphs that this instruction puts at their place.
    pub(in crate::amend) fn record_placement(&mut self, nodes: &[NodeIndex]) {
        let depth = |node: &NodeIndex| self.draft.nodes[*node].paragraph.depth;
        let first = nodes.iter().map(depth).min();
        let last = nodes.iter().rev().find(|node| Some(depth(node)) == first).copied();
        self.draft.placed.extend(last.map(|last| (self.by, last)));
    }
}
