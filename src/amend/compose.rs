//! A comparison → the amendment that makes the older text the newer one.
//!
//! 1. `plan`: which paragraphs stay, which move, which are new, and beside what.
//! 2. `phrases of paragraphs`: the shortest quotations that change the words of each paragraph that stays.
//! 3. What the instructions come to is applied to the older text; numbers that counting does not give are said.

use super::apply::apply;
use super::plan::{Kept, Plan, Run};
use super::quote::{self, spelled};
use super::wording::wording;
use crate::model::{
    Amendment, Comparison, Header, HeaderField, Instruction, NewKind, NewParagraph, Occurrence, Paragraph,
    ParagraphIndex, Part, Provision, Resolution, Segment, Side, Target, Versions, Warning, WordChange,
};

/// Writes the difference of two texts as an amendment to the older one.
pub fn compose(comparison: &Comparison) -> Amendment {
    let after = with_older_spacing(comparison);
    let plan = Plan::new(comparison);
    let mut composer = Composer { before: &comparison.resolutions.before, after: &after, plan, numbered: Vec::new() };
    let first = composer.amendment();
    // a second time with the numbers that counting would not give
    composer.numbered = composer.miscounted(&first);
    if composer.numbered.is_empty() { first } else { composer.finished() }
}

/// The newer text, with words that differ in their spaces alone as the older one has them: a word broken on reading is no
/// amendment.
fn with_older_spacing(comparison: &Comparison) -> Resolution {
    let mut after = comparison.resolutions.after.clone();
    for change in &comparison.changes {
        let Versions { before: &[_], after: &[index] } = change.paragraphs.as_ref().map(Vec::as_slice) else {
            continue;
        };
        // The places of footnote references are counted in the text as it is.
        if change.segments.iter().any(differs_in_spacing) && after[index].footnote_refs.is_empty() {
            after.paragraphs[index.0].text = change.segments.iter().map(older_spacing).collect();
        }
    }
    after
}

/// A segment as the newer text has it, but with the older spacing.
fn older_spacing(segment: &Segment) -> &str {
    match segment {
        Segment::Kept(both) if differs_in_spacing(segment) => both.before.as_str(),
        _ => segment.text(Side::After),
    }
}

/// Whether a segment has the same characters on both sides, but for white space.
fn differs_in_spacing(segment: &Segment) -> bool {
    let Segment::Kept(Versions { before, after }) = segment else { return false };
    let solid = |text: &str| text.chars().filter(|character| !character.is_whitespace()).collect::<String>();
    before != after && solid(before) == solid(after)
}

struct Composer<'a> {
    before: &'a Resolution,
    after: &'a Resolution,
    plan: Plan,
    /// New paragraphs whose numbers are printed, because counting would give others.
    numbered: Vec<ParagraphIndex>,
}

/// An instruction with the text printed below it, and where it belongs in the order of the text.
struct Item {
    instruction: Instruction,
    text: Vec<NewParagraph>,
}

impl Composer<'_> {
    /// The amendment with the numbers of paragraphs that counting still does not give.
    fn finished(&self) -> Amendment {
        let mut amendment = self.amendment();
        let application = apply(self.before, std::slice::from_ref(&amendment));
        let mut items = Vec::new();
        for (index, paragraph) in application.resolution.paragraphs.iter().enumerate() {
            let Some(new) = self.after.paragraphs.get(index) else { break };
            let differs = label(paragraph) != label(new);
            let kept = self.plan.kept(ParagraphIndex(index)).filter(|_| differs);
            if let (Some(kept), Some(label)) = (kept, label(new)) {
                let target = self.target(kept);
                items.push(Item {
                    instruction: Instruction::Renumber { target, label: label.into() },
                    text: Vec::new(),
                });
            }
        }
        let start = amendment.provisions.len();
        amendment.provisions.extend(items.into_iter().enumerate().map(|(index, item)| provision(start + index, item)));
        amendment
    }

    /// The new paragraphs whose numbers counting does not give, or any paragraph whose number it does not.
    fn miscounted(&self, amendment: &Amendment) -> Vec<ParagraphIndex> {
        let application = apply(self.before, std::slice::from_ref(amendment));
        let pairs = application.resolution.paragraphs.iter().zip(&self.after.paragraphs).enumerate();
        pairs.filter(|(_, (got, wanted))| label(got) != label(wanted)).map(|(index, _)| ParagraphIndex(index)).collect()
    }

    fn amendment(&self) -> Amendment {
        let mut items = Vec::new();
        let mut warnings = Vec::new();
        items.extend(self.title());
        let everywhere = self.everywhere();
        items.extend(everywhere.iter().cloned().map(|instruction| Item { instruction, text: Vec::new() }));
        let mut edits = self.in_order(&everywhere);
        items.append(&mut edits);
        for (kind, paragraph) in self.plan.left_out.iter().map(|index| ("table", &self.after[*index])) {
            warnings.push(Warning::new(format!("the {kind} {} is not amended", paragraph.id)));
        }
        let moves = |item: &&Item| matches!(item.instruction, Instruction::Move { .. });
        if items.iter().any(|item| moves(&item)) {
            let text =
                "the official grammar has no instruction to move a paragraph: submit it as a deletion and an insertion";
            warnings.push(Warning::new(text));
        }
        let provisions: Vec<Provision> =
            items.into_iter().enumerate().map(|(index, item)| provision(index, item)).collect();
        let footnotes = self.footnotes(&provisions);
        Amendment { header: self.header(), base: self.symbol(), provisions, footnotes, warnings }
    }

    fn symbol(&self) -> Option<String> {
        self.before.header.get(HeaderField::Symbol).map(str::to_owned)
    }

    /// The masthead of the newer text, and what is amended.
    fn header(&self) -> Header {
        let mut header = Header::default();
        let fields = [
            HeaderField::Masthead,
            HeaderField::Session,
            HeaderField::Committee,
            HeaderField::AgendaItem,
            HeaderField::ItemTitle,
        ];
        for field in fields {
            let value = self.after.header.get(field).or(self.before.header.get(field));
            header.fields.extend(value.map(|value| (field, value.to_owned())));
        }
        let noun = match self.before.header.get(HeaderField::Adoption) {
            Some(_) => "resolution",
            None => "draft resolution",
        };
        let base = self.symbol().unwrap_or_default();
        header.fields.insert(HeaderField::Sponsors, format!("Amendment to {noun} {base}").trim_end().to_owned());
        let title = self.before.header.get(HeaderField::Title);
        header.fields.extend(title.map(|title| (HeaderField::Title, title.to_owned())));
        header
    }

    /// The footnotes that the new paragraphs refer to.
    fn footnotes(&self, provisions: &[Provision]) -> Vec<crate::model::Footnote> {
        let texts = provisions.iter().flat_map(|provision| &provision.text);
        let marks: Vec<&str> = texts.flat_map(|new| &new.footnote_refs).map(|mark| mark.marker.as_str()).collect();
        let is_used = |note: &&crate::model::Footnote| marks.contains(&note.mark.as_str());
        self.after.footnotes.iter().filter(is_used).cloned().collect()
    }

    fn title(&self) -> Vec<Item> {
        let titles = [self.before, self.after].map(|text| text.header.get(HeaderField::Title));
        let [Some(before), Some(after)] = titles else { return Vec::new() };
        if spelled(before) == spelled(after) {
            return Vec::new();
        }
        match quote::changes(before, after, &Target::Title) {
            Some(changes) if changes.len() < 4 => {
                changes.into_iter().map(|instruction| Item { instruction, text: Vec::new() }).collect()
            }
            _ => {
                let text = vec![NewParagraph { text: after.to_owned(), ..NewParagraph::default() }];
                vec![Item { instruction: Instruction::Replace { targets: vec![Target::Title] }, text }]
            }
        }
    }

    fn paragraph(&self, kept: Kept) -> (&Paragraph, &Paragraph) {
        (&self.before[kept.before], &self.after[kept.after])
    }

    fn target(&self, kept: Kept) -> Target {
        Target::Paragraph(self.before[kept.before].id.clone())
    }

    /// Words that are replaced by the same others wherever they stand, in three paragraphs or more.
    fn everywhere(&self) -> Vec<Instruction> {
        let pairs: Vec<(&Paragraph, &Paragraph)> = self.plan.all_kept().map(|kept| self.paragraph(kept)).collect();
        let texts: Vec<(&str, &str)> =
            pairs.iter().map(|(before, after)| (before.text.as_str(), after.text.as_str())).collect();
        let mut instructions = Vec::new();
        for (words, with) in quote::recurring(&texts) {
            let has = |part: fn(Part) -> bool| {
                pairs.iter().any(|(before, _)| part(before.part) && quote::stands_in(&before.text, &words))
            };
            let elsewhere = has(|part| !matches!(part, Part::Preambular | Part::Operative));
            let mut scope = Vec::new();
            if elsewhere {
                scope.push(Target::Whole);
            } else {
                scope.extend(has(|part| part == Part::Preambular).then_some(Target::Preamble));
                scope.extend(has(|part| part == Part::Operative).then_some(Target::OperativePart));
            }
            let change = WordChange::Replace { words, with };
            instructions.push(Instruction::Words { scope, change, occurrence: Occurrence::All, is_printed: false });
        }
        instructions
    }

    /// Everything else in the order of the text: deletions and changes where the paragraph stood, moves and new
    /// paragraphs where they go.
    fn in_order(&self, everywhere: &[Instruction]) -> Vec<Item> {
        let mut deleted = self.plan.removed.iter().copied().peekable();
        let mut items: Vec<Item> = Vec::new();
        let mut deletions: Vec<(ParagraphIndex, Item)> = Vec::new();
        while let Some(first) = deleted.next() {
            let mut targets = vec![Target::Paragraph(self.before[first].id.clone())];
            // neighbours are deleted together
            let mut last = first;
            while let Some(next) = deleted.next_if(|next| self.plan.are_neighbours(self.before, last, *next)) {
                targets.push(Target::Paragraph(self.before[next].id.clone()));
                last = next;
            }
            deletions.push((first, Item { instruction: Instruction::Delete { targets }, text: Vec::new() }));
        }
        let mut deletions = deletions.into_iter().peekable();
        let mut runs = self.plan.runs.iter().peekable();
        for index in 0..self.after.paragraphs.len() {
            let index = ParagraphIndex(index);
            if let Some(kept) = self.plan.kept(index) {
                while let Some((_, item)) =
                    deletions.next_if(|(first, _)| *first < kept.before && !self.plan.is_moved(index))
                {
                    items.push(item);
                }
                if let Some(position) =
                    self.plan.moves.iter().find(|(moved, _)| *moved == index).map(|(_, position)| position)
                {
                    let targets = vec![self.target(kept)];
                    items.push(Item {
                        instruction: Instruction::Move { targets, position: position.clone() },
                        text: Vec::new(),
                    });
                }
                items.extend(self.rewording(kept, everywhere));
            }
            while let Some(run) = runs.next_if(|run| run.first() == index) {
                items.push(self.insertion(run));
            }
        }
        items.extend(deletions.map(|(_, item)| item));
        items
    }

    /// How the words of a paragraph that stays are changed.
    fn rewording(&self, kept: Kept, everywhere: &[Instruction]) -> Vec<Item> {
        let (before, after) = self.paragraph(kept);
        if before.part == Part::Table {
            return Vec::new();
        }
        let renamed = quote::with_replaced(&before.text, before.part, everywhere);
        if spelled(&renamed) == spelled(&after.text) {
            return Vec::new();
        }
        let has_items = self.plan.all_kept().any(|other| self.after[other.after].parent == Some(kept.after));
        let target = match (has_items, self.target(kept)) {
            (true, Target::Paragraph(id)) => Target::Chapeau(id),
            (_, target) => target,
        };
        match quote::changes_of(&before.text, &after.text, before.part, everywhere, &target) {
            Some(changes) => changes.into_iter().map(|instruction| Item { instruction, text: Vec::new() }).collect(),
            None => {
                // it keeps its number
                let text = vec![NewParagraph { label: None, ..self.printed(kept.after, false) }];
                vec![Item { instruction: Instruction::Replace { targets: vec![target] }, text }]
            }
        }
    }

    fn insertion(&self, run: &Run) -> Item {
        let text = run.paragraphs.iter().map(|index| self.printed(*index, run.kind == NewKind::Heading)).collect();
        let instruction =
            Instruction::Insert { position: run.position.clone(), kind: run.kind, count: Some(run.count) };
        Item { instruction, text }
    }

    /// A paragraph of the newer text as it is printed.
    fn printed(&self, index: ParagraphIndex, is_heading: bool) -> NewParagraph {
        let paragraph = &self.after[index];
        let is_implied = self.plan.is_implied(self.after, index) && !self.numbered.contains(&index);
        let label = paragraph.label.clone().filter(|_| !is_heading && !is_implied);
        let mut text = paragraph.text.clone();
        if is_heading && let Some(label) = paragraph.label.as_ref().filter(|label| label.text != paragraph.text) {
            text = format!("{} {text}", full_stop(&label.printed));
        }
        let footnote_refs = if text == paragraph.text { paragraph.footnote_refs.clone() } else { Vec::new() };
        NewParagraph { label, text, footnote_refs }
    }
}

/// The number of a heading with a full stop, without which it would not be seen.
fn full_stop(number: &str) -> String {
    if number.ends_with(['.', ')', ':']) { number.to_owned() } else { format!("{number}.") }
}

fn label(paragraph: &Paragraph) -> Option<&str> {
    paragraph.label.as_ref().map(|label| label.text.as_str())
}

fn provision(index: usize, item: Item) -> Provision {
    Provision {
        number: Some(ecow::eco_format!("{}", index + 1)),
        sentence: wording(&item.instruction),
        instructions: vec![item.instruction],
        text: item.text,
        ..Provision::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_headings_are_seen() {
        assert_eq!([full_stop("II"), full_stop("B.")], ["II.", "B."]);
    }
}
