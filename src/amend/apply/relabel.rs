//! `Renumber operative paragraph 7 as operative paragraph 5`: a paragraph gets another number, or another place.
//!
//! Where the number is free, or will be, it is only a number. Where another paragraph has it and keeps it, nobody wants two
//! of one number: the paragraph goes to its place, and counting gives both their numbers.

use super::Applier;
use super::draft::NodeIndex;
use crate::lexicon::{parse_bare_label, parse_section_label};
use crate::model::{Instruction, Label, NumberStyle, Position, Target};

impl Applier<'_> {
    pub(super) fn renumber(&mut self, target: &Target, label: &str) -> Result<(), String> {
        let node = self.resolve_one(target)?;
        if let Some((holder, is_later)) = self.holder(node, label) {
            let beside = Target::Paragraph(self.draft.nodes[holder].paragraph.id.clone());
            let position = if is_later { Position::After(beside) } else { Position::Before(beside) };
            self.move_to(std::slice::from_ref(target), &position)?;
            // a number such as “7 bis” is not counted
            let is_counted =
                self.draft.nodes[node].paragraph.label.as_ref().is_none_or(|old| old.count_and_suffix().1.is_empty());
            if is_counted {
                return Ok(());
            }
        }
        let old = self.draft.nodes[node].paragraph.label.clone();
        let paragraph = &mut self.draft.nodes[node].paragraph;
        let style = paragraph.label.as_ref().map(|old| old.style);
        let readings = match parse_section_label(label).filter(|_| style == Some(NumberStyle::Section)) {
            Some(section) => vec![(NumberStyle::Section, section.ordinal)],
            None => parse_bare_label(label).map(|found| found.interpretations).unwrap_or_default(),
        };
        let as_before = readings.iter().find(|(other, _)| style.is_none_or(|style| style == *other));
        let Some((style, ordinal)) = as_before.or(readings.first()).copied() else {
            return Err(format!("“{label}” is no number of a paragraph"));
        };
        let (before, behind) = match (&paragraph.label, style) {
            (Some(old), NumberStyle::Number | NumberStyle::Letter | NumberStyle::Roman) => old.signs(),
            (None, NumberStyle::Number) => ("", "."),
            _ => ("", ""),
        };
        let core = label.trim_matches(|sign: char| !sign.is_alphanumeric());
        let printed =
            if style == NumberStyle::Section { label.into() } else { format!("{before}{core}{behind}").into() };
        paragraph.label = Some(Label { text: label.into(), style, ordinal, printed });
        let node = &mut self.draft.nodes[node];
        node.has_own_number = true;
        node.old_label = node.old_label.take().or(old);
        self.changed += 1;
        Ok(())
    }

    /// The paragraph that has a number already and keeps it, and whether it stands behind the one that is to get it.
    fn holder(&self, node: NodeIndex, label: &str) -> Option<(NodeIndex, bool)> {
        let own = &self.draft.nodes[node];
        let style = own.paragraph.label.as_ref().filter(|own| own.text != label)?.style;
        let counted = |index: &NodeIndex| {
            let other = &self.draft.nodes[*index];
            let number = other.paragraph.label.as_ref().filter(|number| number.style == style)?;
            let is_beside =
                (other.paragraph.part, other.parent) == (own.paragraph.part, own.parent) && other.is_of_draft();
            is_beside.then_some((*index, number))
        };
        let row: Vec<(NodeIndex, &Label)> = self.draft.order.iter().filter_map(counted).collect();
        // where numbers begin anew there is another row
        let rows = row.chunk_by(|(_, left), (_, right)| left.ordinal <= right.ordinal && left.text != right.text);
        let row = rows.into_iter().find(|row| row.iter().any(|(index, _)| *index == node))?;
        let place = row.iter().position(|(index, _)| *index == node)?;
        let found = row.iter().position(|(_, number)| number.text == label)?;
        let holder = row[found].0;
        let keeps = self.draft.nodes[holder].is_current() && !self.draft.nodes[holder].has_own_number;
        // “2 bis” becomes 3 where it stands, and what follows is counted on
        (keeps && place.abs_diff(found) > 1 && !self.leaves(holder)).then_some((holder, found > place))
    }

    /// Whether the amendment takes a paragraph from its place, or gives it another number.
    fn leaves(&self, node: NodeIndex) -> bool {
        let names = |targets: &[Target]| {
            targets.iter().any(|target| self.draft.resolve(target).is_ok_and(|found| found.contains(&node)))
        };
        let provisions = &self.amendments[self.by.amendment].provisions;
        provisions.iter().flat_map(|provision| &provision.instructions).any(|instruction| match instruction {
            Instruction::Delete { targets } | Instruction::Move { targets, .. } | Instruction::Reverse { targets } => {
                names(targets)
            }
            Instruction::Renumber { target, .. } => names(std::slice::from_ref(target)),
            Instruction::Replace { .. }
            | Instruction::Insert { .. }
            | Instruction::InsertFootnote { .. }
            | Instruction::RenumberRest
            | Instruction::Words { .. } => false,
        })
    }
}
