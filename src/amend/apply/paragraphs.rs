//! Paragraphs of a draft that are deleted, replaced and inserted.

use super::Applier;
use super::conflicts;
use super::draft::{NodeIndex, part_of};
use super::footnotes::text_of_lines;
use super::new_paragraphs::{PrintedText, Template, table_text};
use super::sections;
use crate::amend::locate;
use crate::model::{
    Division, Label, NewKind, NewParagraph, NewWords, NumberStyle, Occurrence, Part, Position, Target, WordChange,
    WordPlace,
};
use crate::text::same_spelling;

impl Applier<'_> {
    pub(super) fn delete(&mut self, targets: &[Target], text: &[NewParagraph]) -> Result<(), String> {
        for target in targets {
            if let Target::Footnote(mark, paragraph) = target {
                let mark = self.mark(mark, paragraph.as_ref())?;
                self.delete_note(&mark, paragraph.as_ref())?;
            }
        }
        let nodes = self.resolve_all(targets)?;
        for node in nodes.iter().copied() {
            if let Some(by) = self.draft.nodes[node].struck_by {
                // what stands under a paragraph goes with it
                let is_under = |above: &NodeIndex| *above != node && self.draft.is_within(node, *above);
                if by == self.by && nodes.iter().any(is_under) {
                    continue;
                }
                self.notes.push(format!(
                    "{} is already deleted by {}",
                    self.paragraph_name(node),
                    self.provision_name(by)
                ));
                self.moot += 1;
                continue;
            }
            if let [printed] = text
                && locate::locate(&self.draft.nodes[node].words.base(), &printed.text).is_none()
            {
                self.notes.push(format!("{} does not read as the amendment prints it", self.paragraph_name(node)));
            }
            self.note_changes(node);
            for below in self.draft.subtree(node) {
                self.draft.nodes[below].struck_by.get_or_insert(self.by);
            }
            self.changed += 1;
        }
        Ok(())
    }

    pub(super) fn replace(&mut self, targets: &[Target], text: &[NewParagraph]) -> Result<(), String> {
        if text.is_empty() {
            return Err("the new text is missing".to_owned());
        }
        if let [Target::Title] = targets {
            let title = self.draft.title.as_mut().ok_or("the draft has no title")?;
            title.replace_all(&text_of_lines(text), Vec::new(), self.by);
            self.changed += 1;
            return Ok(());
        }
        if let [Target::Footnote(mark, paragraph)] = targets {
            let mark = self.mark(mark, paragraph.as_ref())?;
            return self.replace_note(&mark, text);
        }
        let nodes = self.resolve_all(targets)?;
        let Some(first) = nodes.first() else { return Err("there is no such paragraph".to_owned()) };
        if let ([only], [new]) = (nodes.as_slice(), text)
            && self.draft.nodes[*only].words.is_changed()
            && same_spelling(&self.draft.nodes[*only].words.current(), &new.text)
        {
            self.notes.push(format!("{} already reads so", self.paragraph_name(*only)));
            self.moot += 1;
            return Ok(());
        }
        for node in &nodes {
            self.check_current(*node)?;
            self.note_changes(*node);
        }
        if let [only] = nodes.as_slice()
            && self.draft.nodes[*only].paragraph.part == Part::Table
        {
            self.draft.nodes[*only].words.replace_all(&table_text(text), Vec::new(), self.by);
            self.changed += 1;
            return Ok(());
        }
        let keeps_items = matches!(targets, [Target::Chapeau(_)]);
        if !keeps_items {
            let below: Vec<NodeIndex> = nodes.iter().flat_map(|node| self.draft.subtree(*node)).collect();
            for node in below.into_iter().filter(|node| node != first) {
                self.draft.nodes[node].struck_by.get_or_insert(self.by);
            }
        }
        let template = self.template_of(*first);
        let kind = if self.draft.nodes[*first].paragraph.part == Part::Heading {
            NewKind::Heading
        } else {
            NewKind::Paragraph
        };
        let printed = PrintedText { paragraphs: text, template: &template, kind, count: None, by: self.by };
        let built = self.draft.build_nodes(printed);
        let Some((head, tail)) = built.split_first() else { return Ok(()) };
        // the first of the new paragraphs is the old one with other words
        let new = self.draft.nodes[*head].clone();
        let node = &mut self.draft.nodes[*first];
        node.words.replace_all(&new.words.current(), new.words.new_refs(), self.by);
        node.strike_refs();
        for built in tail {
            let parent = &mut self.draft.nodes[*built].parent;
            if *parent == Some(*head) {
                *parent = Some(*first);
            }
        }
        let place = if keeps_items { self.draft.place(*first) + 1 } else { self.draft.end(*first) };
        self.insert_nodes(tail, place, *first);
        let placed: Vec<NodeIndex> = [*first].iter().chain(tail).copied().collect();
        self.record_placement(&placed);
        self.changed += 1;
        Ok(())
    }

    /// Puts new nodes into the order.
    pub(super) fn insert_nodes(&mut self, nodes: &[NodeIndex], place: usize, anchor: NodeIndex) {
        for node in nodes {
            self.draft.nodes[*node].put_behind = Some(anchor);
        }
        self.draft.order.splice(place..place, nodes.iter().copied());
    }

    pub(super) fn insert(
        &mut self,
        position: &Position,
        kind: NewKind,
        count: Option<usize>,
        text: &[NewParagraph],
    ) -> Result<(), String> {
        if text.is_empty() {
            return Err("the new text is missing".to_owned());
        }
        if let Position::LastUnder(target) = position
            && kind == NewKind::Paragraph
            && let [only] = text
            && only.label.is_none()
        {
            // “At the end of the second paragraph insert the following:” means words
            let change = WordChange::Insert {
                words: NewWords { text: only.text.clone(), footnote_refs: only.footnote_refs.clone() },
                place: WordPlace::End,
            };
            return self.words(std::slice::from_ref(target), &change, Occurrence::Only, &[]);
        }
        let (place, anchor, template) = self.insertion_point(position, kind)?;
        let (place, anchor) = self.suffixed_insertion_point(text, (place, anchor), &template)?;
        let words = sections::words_of(text, kind, count);
        match conflicts::at_paragraphs(&self.draft, place, &words, self.by) {
            Some(Ok(())) => {
                self.notes.push("the new text stands there already".to_owned());
                self.moot += 1;
                return Ok(());
            }
            Some(Err(by)) => {
                let other = self.provision_name(by);
                self.notes.push(format!("{other} puts in a paragraph at the same place; both are there now"));
            }
            None => {}
        }
        let printed = PrintedText { paragraphs: text, template: &template, kind, count, by: self.by };
        let built = self.draft.build_nodes(printed);
        let first_level = match kind {
            NewKind::Table => built.len(),
            _ => built.iter().filter(|node| self.draft.nodes[**node].paragraph.depth == template.depth).count(),
        };
        let counted = count.filter(|_| kind != NewKind::Section);
        if let Some(count) = counted.filter(|count| *count != first_level) {
            self.notes.push(format!("{count} new paragraphs are announced and {first_level} printed"));
        }
        self.record_placement(&built);
        match anchor {
            Some(anchor) => self.insert_nodes(&built, place, anchor),
            None => self.draft.order.splice(place..place, built).for_each(drop),
        }
        self.changed += 1;
        Ok(())
    }

    /// Where new or moved paragraphs go, behind what, and what they are like.
    pub(super) fn insertion_point(
        &mut self,
        position: &Position,
        kind: NewKind,
    ) -> Result<(usize, Option<NodeIndex>, Template), String> {
        match position {
            Position::After(target) => {
                let mut node = self.resolve_one(target)?;
                self.note_struck(node);
                match kind {
                    NewKind::Subparagraph
                        if self.draft.nodes[node].paragraph.depth == 0 && self.draft.nodes[node].parent.is_none() =>
                    {
                        return self.under(node, true);
                    }
                    NewKind::Preambular
                    | NewKind::Operative
                    | NewKind::UnnumberedOperative
                    | NewKind::Section
                    | NewKind::SectionOpening { .. } => node = self.top_ancestor(node),
                    NewKind::Paragraph
                    | NewKind::Unnumbered
                    | NewKind::Subparagraph
                    | NewKind::Heading
                    | NewKind::SectionHeading
                    | NewKind::Table => {}
                }
                if matches!(target, Target::Chapeau(_)) {
                    return self.under(node, false);
                }
                Ok((self.draft.behind(node), Some(node), self.template_for(node, kind)))
            }
            Position::Before(target) => {
                // a new paragraph 11 behind the tenth
                if let (Err(_), Some(last)) = (self.draft.resolve(target), self.last_before(target)) {
                    return Ok((self.draft.behind(last), Some(last), self.template_for(last, kind)));
                }
                let node = self.resolve_one(target)?;
                self.note_struck(node);
                Ok((self.draft.place(node), None, self.template_for(node, kind)))
            }
            Position::FirstUnder(target) => {
                let node = self.resolve_one(target)?;
                self.under(node, false)
            }
            Position::LastUnder(target) => {
                let node = self.resolve_one(target)?;
                self.under(node, true)
            }
            Position::Start(division) => Ok(match self.top_level(*division).first().copied() {
                Some(node) => (self.draft.place(node), None, self.template_for(node, kind)),
                None => (self.empty_division(*division), None, empty_template(*division)),
            }),
            Position::End(division) => Ok(match self.top_level(*division).last().copied() {
                Some(node) => (self.draft.behind(node), Some(node), self.template_for(node, kind)),
                None => (self.empty_division(*division), None, empty_template(*division)),
            }),
        }
    }

    /// The last paragraph of a division, if the one that is named would be the next.
    fn last_before(&self, target: &Target) -> Option<NodeIndex> {
        let Target::Paragraph(id) = target else { return None };
        let (division, place) = match (id.0.strip_prefix("PP"), id.0.strip_prefix("OP")) {
            (Some(place), _) => (Division::Preamble, place.parse::<usize>().ok()?),
            (_, Some(place)) => (Division::Operative, place.parse::<usize>().ok()?),
            _ => return None,
        };
        let top_level = self.top_level(division);
        let last = *top_level.last()?;
        let number = match (division, &self.draft.nodes[last].paragraph.label) {
            (Division::Operative, Some(label)) => usize::try_from(label.ordinal).ok()?,
            _ => top_level.len(),
        };
        (place == number + 1).then_some(last)
    }

    /// Where the first paragraph of a division goes that has none.
    pub(super) fn empty_division(&self, division: Division) -> usize {
        match division {
            Division::Preamble => 0,
            Division::Operative => self.top_level(Division::Preamble).last().map_or(0, |last| self.draft.behind(*last)),
        }
    }

    /// The paragraphs of the first level of a division, in order. The preamble of a section, behind operative paragraphs, is
    /// none of them.
    pub(super) fn top_level(&self, division: Division) -> Vec<NodeIndex> {
        let is_top = |node: &NodeIndex| {
            let node = &self.draft.nodes[*node];
            matches!(node.paragraph.part, Part::Preambular | Part::Operative)
                && node.paragraph.depth == 0
                && node.is_of_draft()
        };
        let part_at = |node: &NodeIndex| self.draft.nodes[*node].paragraph.part;
        let top_level = self.draft.order.iter().copied().filter(is_top);
        let top_level =
            top_level.take_while(|node| division == Division::Operative || part_at(node) == Part::Preambular);
        top_level.filter(|node| part_at(node) == part_of(division)).collect()
    }

    pub(super) fn top_ancestor(&self, mut node: NodeIndex) -> NodeIndex {
        while let Some(parent) =
            self.draft.nodes[node].parent.filter(|parent| self.draft.nodes[*parent].paragraph.part.is_text())
        {
            node = parent;
        }
        node
    }

    /// Below a paragraph, before or behind what stands there.
    pub(super) fn under(
        &mut self,
        node: NodeIndex,
        is_last: bool,
    ) -> Result<(usize, Option<NodeIndex>, Template), String> {
        let above = &self.draft.nodes[node].paragraph;
        let depth = above.depth + 1;
        // the items of a list that stands below a heading are no headings
        let part = if above.part.is_text() { above.part } else { self.part_at(node) };
        let children: Vec<NodeIndex> = self
            .draft
            .subtree(node)
            .into_iter()
            .filter(|below| self.draft.nodes[*below].parent == Some(node))
            .collect();
        let labelled = children.iter().rev().find_map(|child| self.draft.nodes[*child].paragraph.label.clone());
        let template = Template { part, parent: Some(node), depth, label: labelled };
        match children.last().filter(|_| is_last) {
            Some(last) => Ok((self.draft.behind(*last), Some(*last), template)),
            None => {
                let start = self.draft.place(node) + 1;
                let put_before = self.draft.order[start..].iter().take_while(|other| {
                    let other = &self.draft.nodes[**other];
                    other.base.is_none() && other.parent == Some(node)
                });
                Ok((start + put_before.count(), None, template))
            }
        }
    }

    /// What paragraphs beside a node are like.
    pub(super) fn template_of(&self, node: NodeIndex) -> Template {
        let paragraph = &self.draft.nodes[node].paragraph;
        Template {
            part: paragraph.part,
            parent: self.draft.nodes[node].parent,
            depth: paragraph.depth,
            label: paragraph.label.clone(),
        }
    }

    /// What new paragraphs of a kind are like beside a node.
    pub(super) fn template_for(&self, node: NodeIndex, kind: NewKind) -> Template {
        let part = match kind {
            NewKind::Preambular => Part::Preambular,
            NewKind::Operative | NewKind::UnnumberedOperative | NewKind::Section | NewKind::SectionOpening { .. } => {
                Part::Operative
            }
            NewKind::Subparagraph | NewKind::Heading | NewKind::SectionHeading | NewKind::Table => {
                return self.template_of(node);
            }
            NewKind::Paragraph | NewKind::Unnumbered => match self.draft.nodes[node].paragraph.part {
                Part::Heading | Part::Table => self.part_at(node),
                part => part,
            },
        };
        if self.draft.nodes[node].paragraph.part == part {
            return self.template_of(node);
        }
        // beside a paragraph of another part: like the nearest of its own
        let place = self.draft.place(node);
        let alike = |node: &&NodeIndex| {
            let node = &self.draft.nodes[**node];
            node.paragraph.part == part && node.paragraph.depth == 0 && node.base.is_some()
        };
        let (before, behind) = self.draft.order.split_at(place.min(self.draft.order.len()));
        let near = behind.iter().find(alike).or_else(|| before.iter().rev().find(alike));
        match near {
            Some(near) => Template { parent: None, depth: 0, ..self.template_of(*near) },
            None => {
                let division = if part == Part::Preambular { Division::Preamble } else { Division::Operative };
                Template { part, ..empty_template(division) }
            }
        }
    }

    /// The part that a heading or table stands in.
    pub(super) fn part_at(&self, node: NodeIndex) -> Part {
        let id = &self.draft.nodes[node].paragraph.id.0;
        if id.starts_with("Annex") || id.starts_with("Appendix") {
            return Part::Annex;
        }
        if id.starts_with("Decl") {
            return Part::Declaration;
        }
        let place = self.draft.place(node);
        let mut behind = self.draft.order[place..].iter().map(|node| self.draft.nodes[*node].paragraph.part);
        behind.find(|part| part.is_text()).unwrap_or(Part::Operative)
    }
}

/// What the first paragraphs of a division are like.
fn empty_template(division: Division) -> Template {
    let first = || Label { printed: "1.".into(), ..Label::new("1".into(), NumberStyle::Number, 1) };
    let label = (division == Division::Operative).then(first);
    Template { part: part_of(division), parent: None, depth: 0, label }
}
