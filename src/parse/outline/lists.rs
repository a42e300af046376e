//! Lists: which item a label begins, and under what.
//!
//! In: a labelled block. Out: its entry. Lists are kept on a stack, innermost last. A subheading without a number
//! interrupts them; the items below it may go on.

use super::{EntryKind, OutlineBuilder};
use crate::lexicon::{ClauseKind, LabelMatch, parse_opening};
use crate::model::{Block, Label, NumberStyle};

/// An open list.
pub(super) struct List {
    pub(super) form: NumberStyle,
    pub(super) last: u32,
    pub(super) parent: Option<usize>,
    pub(super) item: usize,
    pub(super) indent: f32,
}

/// The lists open above a subheading, the paragraph they belong to, whether it ended with a colon, and where the subheading
/// stands.
pub(super) struct Interrupted {
    pub(super) lists: Vec<List>,
    pub(super) top: Option<usize>,
    pub(super) after_colon: bool,
    pub(super) indent: f32,
}

impl OutlineBuilder {
    /// Takes up the list that subheadings interrupted, if the label goes on with it or is the first below its colon.
    pub(super) fn resume_list(&mut self, found: &LabelMatch) {
        let Some(Interrupted { lists, top, after_colon, .. }) = self.interrupted.take() else { return };
        let goes_on = |(style, ordinal): &(NumberStyle, u32)| {
            let is_item = !matches!(style, NumberStyle::Number | NumberStyle::Section | NumberStyle::Bullet);
            let follows_last = || lists.iter().any(|list| list.form == *style && list.last + 1 == *ordinal);
            is_item && (after_colon && *ordinal == 1 || follows_last())
        };
        if found.interpretations.iter().any(goes_on) {
            (self.lists, self.top, self.after_colon) = (lists, top, after_colon);
        }
    }

    /// Whether a number belongs to a list inside the current numbered paragraph.
    pub(super) fn is_inner_number(&self, ordinal: u32, block: &Block) -> bool {
        let Some(top) = self.number else { return false };
        if let Some(list) = self.lists.iter().find(|list| list.form == NumberStyle::Number) {
            // 3. after an inner 2. under 2.: the indent decides
            return list.last + 1 == ordinal
                && (top + 1 != ordinal
                    || block.indent >= list.indent - 1.0 && block.indent > self.number_indent + 1.0);
        }
        ordinal == 1 && !self.heading_since && self.after_colon && top >= 1
    }

    pub(super) fn item(&mut self, block: &mut Block, found: LabelMatch) {
        let (form, ordinal) = self.reading(block, &found);
        let continued = self.lists.iter().rposition(|list| list.form == form && follows(list, ordinal));
        let same = || self.lists.iter().rposition(|list| list.form == form);
        let depth = match continued.or_else(|| if ordinal > 1 { same() } else { None }) {
            Some(depth) => depth,
            // a first item opens a list under the last item, or beside it where the list has begun anew
            None => same().unwrap_or(self.lists.len()),
        };
        self.lists.truncate(depth + 1);
        if self.lists.is_empty() && self.preamble && self.opens_operative(block, &found) {
            // a decision may have no numbered paragraphs: “Recalling …, (a) Endorses …; (b) Requests …”
            self.preamble = false;
            self.top = None;
        }
        let parent = match self.lists.get(depth) {
            Some(list) if ordinal != 1 || form == NumberStyle::Bullet => list.parent,
            Some(_) if depth > 0 => Some(self.lists[depth - 1].item),
            Some(_) => self.top,
            None => self.lists.last().map(|list| list.item).or(self.top),
        };
        let label = Label::new(found.text, form, ordinal);
        let index = self.push(EntryKind::Item, block, Some(label), parent, found.len);
        let list = List { form, last: ordinal, parent, item: index, indent: block.indent };
        self.lists.truncate(depth);
        self.lists.push(list);
    }

    /// Whether an item under a preambular paragraph is an operative one.
    fn opens_operative(&self, block: &Block, found: &LabelMatch) -> bool {
        let text = block.text.as_str();
        let mood = parse_opening(text[found.len..].trim()).map(|(_, mood)| mood);
        let is_preambular = |top: usize| self.out.entries[top].kind == EntryKind::Preambular;
        mood == Some(ClauseKind::Operative) && self.top.is_some_and(is_preambular)
    }

    /// Which of the things the number may stand for it is.
    fn reading(&self, block: &Block, found: &LabelMatch) -> (NumberStyle, u32) {
        let innermost = self.lists.last();
        let deeper = innermost.is_some_and(|list| block.indent > list.indent + 2.0);
        let opens = self.after_colon || deeper;
        if opens
            && let Some(first) = found
                .interpretations
                .iter()
                .find(|(form, ordinal)| *ordinal == 1 && self.lists.iter().all(|list| list.form != *form))
        {
            return *first;
        }
        for list in self.lists.iter().rev() {
            if let Some(next) =
                found.interpretations.iter().find(|(form, ordinal)| *form == list.form && *ordinal == list.last + 1)
            {
                return *next;
            }
        }
        let first = found.interpretations.iter().find(|(_, ordinal)| *ordinal == 1);
        // “(i)” after “(b)” begins a list of Roman numbers; a list of letters does not skip to its ninth
        if let Some(first) = first.filter(|(form, _)| self.lists.iter().all(|list| list.form != *form)) {
            return *first;
        }
        for list in self.lists.iter().rev() {
            if let Some(same) =
                found.interpretations.iter().find(|(form, ordinal)| *form == list.form && *ordinal > list.last)
            {
                return *same;
            }
        }
        // “(v)” after nothing is likelier a letter than a Roman number only if it is no Roman list that goes on
        *first
            .or_else(|| found.interpretations.iter().find(|(form, _)| *form == NumberStyle::Letter))
            .unwrap_or(&found.interpretations[0])
    }
}

/// Whether an ordinal goes on with a list; a bullet always does, a number with `bis` stays where it is.
fn follows(list: &List, ordinal: u32) -> bool {
    list.form == NumberStyle::Bullet || ordinal == list.last + 1 || (ordinal == list.last && ordinal > 1)
}
