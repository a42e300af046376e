//! The difference of two texts as an amendment. In: a comparison. Out: the amendment that makes the older text the newer one.
//!
//! 1. [`plan`]: which paragraphs stay, which move, which are new; [`insertion_points`]: beside what these go;
//!    [`replacements`]: what comes in whose place.
//! 2. [`global_replacements`]: words that are replaced wherever they stand.
//! 3. [`rewording`]: the shortest quotations that change the words of each paragraph that stays. [`hunks`] are the changes in
//!    whole [`multiword`] expressions, [`candidates`] the ways to say one, [`restatement`] decides whether the paragraph had
//!    better be printed anew. Words that are broken on one side ([`spacing`]) are no change.
//! 4. [`footnote_refs`] of each paragraph, and the [`footnotes`] themselves.
//! 5. [`items`]: each instruction with its number and the text below it.
//! 6. What the instructions come to is applied to the older text; numbers that counting does not give are said.
//!
//! All of it is tried with whole sections and replaced paragraphs first, and without them where the result would not have the
//! paragraphs of the newer text.

mod candidates;
mod footnote_refs;
mod footnotes;
mod global_replacements;
mod hunks;
mod insertion_points;
mod items;
mod multiword;
mod plan;
mod replacements;
mod restatement;
mod rewording;
mod spacing;

use std::collections::HashSet;

use crate::amend::apply::apply;
use crate::amend::apply::word_changes::map_offset;
use crate::amend::headings;
use crate::model::{
    Amendment, Comparison, Extent, FootnoteRef, Header, HeaderField, Instruction, NewKind, NewParagraph, Occurrence,
    Paragraph, ParagraphIndex, Part, Provision, Resolution, Target, Versions, Warning, WordChange,
};
use crate::text::same_spelling;
use footnote_refs::References;
use footnotes::Notes;
use items::Item;
use plan::{Grouping, Kept, Plan, Run};
use rewording::spelled;
use spacing::Vocabulary;

/// Writes the difference of two texts as an amendment to the older one.
pub fn compose(comparison: &Comparison) -> Amendment {
    // the printed paragraphs of a replacement are not counted, nor are those of a section sorted by part, so what they
    // come to is tried
    let gives_newer = |amendment: &Amendment| {
        let application = apply(&comparison.resolutions.before, std::slice::from_ref(amendment));
        has_shape(&application.resolution, &comparison.resolutions.after)
    };
    let joined = composed(comparison, Grouping { replacements: true, sections: true });
    if gives_newer(&joined) {
        return joined;
    }
    if joined.provisions.iter().any(headings::puts_in_section) {
        let joined = composed(comparison, Grouping { replacements: true, sections: false });
        if gives_newer(&joined) {
            return joined;
        }
    }
    composed(comparison, Grouping { replacements: false, sections: false })
}

/// Whether two texts have the same paragraphs at the same levels.
fn has_shape(text: &Resolution, wanted: &Resolution) -> bool {
    let is_alike = |(left, right): (&Paragraph, &Paragraph)| {
        (left.part, left.depth, left.parent) == (right.part, right.depth, right.parent)
            && same_spelling(&left.text, &right.text)
    };
    text.paragraphs.len() == wanted.paragraphs.len() && text.paragraphs.iter().zip(&wanted.paragraphs).all(is_alike)
}

fn composed(comparison: &Comparison, grouping: Grouping) -> Amendment {
    let plan = Plan::new(comparison, grouping);
    let mut texts = comparison.resolutions.clone();
    for kept in plan.all_kept() {
        let paragraphs = (&mut texts.before.paragraphs[kept.before.0], &mut texts.after.paragraphs[kept.after.0]);
        spacing::unify_paragraphs(paragraphs.0, paragraphs.1);
    }
    let mut composer = Composer {
        draft: &comparison.resolutions.before,
        before: &texts.before,
        after: &texts.after,
        omissions: omissions(comparison),
        chapeaus: plan.all_kept().filter_map(|kept| texts.after[kept.after].parent).collect(),
        vocabulary: Vocabulary::new([&texts.before, &texts.after].into_iter().flat_map(all_texts)),
        plan,
        numbered: Vec::new(),
    };
    let first = composer.amendment();
    // a second time with the numbers that counting would not give
    composer.numbered = composer.miscounted(&first);
    if composer.numbered.is_empty() { first } else { composer.finished() }
}

fn all_texts(text: &Resolution) -> impl Iterator<Item = &str> {
    text.paragraphs.iter().map(|paragraph| paragraph.text.as_str())
}

struct Composer<'a> {
    /// The older text as it is printed.
    draft: &'a Resolution,
    /// Both texts without words that are broken in one of them.
    before: &'a Resolution,
    after: &'a Resolution,
    plan: Plan,
    /// What differs around the paragraphs and is not amended.
    omissions: Vec<String>,
    /// Paragraphs of the newer text with items that stay.
    chapeaus: HashSet<ParagraphIndex>,
    /// The words of both texts.
    vocabulary: Vocabulary,
    /// New paragraphs whose numbers are printed, because counting would give others.
    numbered: Vec<ParagraphIndex>,
}

/// What differs around the paragraphs, but for the title: no amendment changes it.
fn omissions(comparison: &Comparison) -> Vec<String> {
    let titles = comparison.resolutions.as_ref().map(|text| text.header.get(HeaderField::Title).is_some());
    let is_amended = |field: HeaderField| field == HeaderField::Title && titles.before && titles.after;
    let fields = comparison.header.iter().map(|change| change.field).filter(|field| !is_amended(*field));
    let mut out: Vec<String> = fields.map(|field| format!("the {}", field.name())).collect();
    if !comparison.closing.is_empty() {
        out.push("the closing lines".to_owned());
    }
    out
}

/// So many paragraphs are renumbered one by one at most, each to see which numbers follow from it.
const MAX_RENUMBERED: usize = 12;

impl Composer<'_> {
    /// The amendment with the numbers of paragraphs that counting still does not give.
    fn finished(&self) -> Amendment {
        let mut amendment = self.amendment();
        // what follows a renumbered paragraph is counted on from it, so the first one may do for all
        for round in 0..=MAX_RENUMBERED {
            let wrong = self.renumbered(&amendment);
            if wrong.is_empty() {
                break;
            }
            let at_most = if round < MAX_RENUMBERED { 1 } else { wrong.len() };
            for instruction in wrong.into_iter().take(at_most) {
                let number = amendment.provisions.len();
                amendment.provisions.push(Item::new(instruction).provision(number));
            }
        }
        amendment
    }

    /// What gives the paragraphs that stay the numbers that an amendment does not.
    fn renumbered(&self, amendment: &Amendment) -> Vec<Instruction> {
        let application = apply(self.draft, std::slice::from_ref(amendment));
        let pairs = application.resolution.paragraphs.iter().zip(&self.after.paragraphs).enumerate();
        let wrong = pairs.filter(|(_, (paragraph, new))| label(paragraph) != label(new));
        let renumber = wrong.filter_map(|(index, (_, new))| {
            let target = self.target(self.plan.kept(ParagraphIndex(index))?);
            Some(Instruction::Renumber { target, label: label(new)?.into() })
        });
        let is_new = |instruction: &Instruction| {
            !amendment.provisions.iter().any(|provision| provision.instructions.contains(instruction))
        };
        renumber.filter(is_new).collect()
    }

    /// The paragraphs of the newer text whose numbers counting does not give.
    fn miscounted(&self, amendment: &Amendment) -> Vec<ParagraphIndex> {
        let application = apply(self.draft, std::slice::from_ref(amendment));
        let pairs = application.resolution.paragraphs.iter().zip(&self.after.paragraphs).enumerate();
        pairs.filter(|(_, (got, wanted))| label(got) != label(wanted)).map(|(index, _)| ParagraphIndex(index)).collect()
    }

    fn amendment(&self) -> Amendment {
        let mut items = Vec::new();
        let mut warnings = Vec::new();
        items.extend(self.title());
        let everywhere = self.everywhere();
        items.extend(everywhere.iter().cloned().map(Item::new));
        let mut notes = Notes::default();
        let mut changes = self.in_order(&everywhere, &mut notes);
        items::drop_replaced(&mut changes, self.before);
        items.append(&mut items::merge_replacements(changes, self.draft));
        items.append(&mut notes.items(self.before, self.after, &mut warnings));
        let moves = |item: &&Item| matches!(item.instruction, Instruction::Move { .. });
        if items.iter().any(|item| moves(&item)) {
            let text =
                "the official grammar has no instruction to move a paragraph: submit it as a deletion and an insertion";
            warnings.push(Warning::new(text));
        }
        items::name_places(&mut items);
        let footnotes = items::number_footnotes(&mut items, &self.after.footnotes);
        let provisions: Vec<Provision> =
            items.into_iter().enumerate().map(|(index, item)| item.provision(index)).collect();
        let omissions = self.omissions.clone();
        Amendment {
            header: self.header(),
            base: self.symbol(),
            is_friendly: None,
            provisions,
            footnotes,
            omissions,
            warnings,
        }
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
        if let Some(symbol) = self.symbol().as_deref().and_then(open_symbol) {
            header.fields.insert(HeaderField::Symbol, symbol);
            header.fields.insert(HeaderField::Distribution, "Limited".to_owned());
            // whatever the language of the draft, the instructions are English
            header.fields.insert(HeaderField::OriginalLanguage, "English".to_owned());
        }
        let noun = match self.before.header.get(HeaderField::Adoption) {
            Some(_) => "resolution",
            None => "draft resolution",
        };
        let base = self.symbol().unwrap_or_default();
        header.fields.insert(HeaderField::Submission, format!("Amendment to {noun} {base}").trim_end().to_owned());
        let title = self.before.header.get(HeaderField::Title);
        header.fields.extend(title.map(|title| (HeaderField::Title, title.to_owned())));
        header
    }

    fn title(&self) -> Vec<Item> {
        let titles = [self.before, self.after].map(|text| text.header.get(HeaderField::Title));
        let [Some(before), Some(after)] = titles else { return Vec::new() };
        reworded(before, after, Target::Title)
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
        for (words, with) in global_replacements::global_replacements(&texts) {
            let has = |part: fn(Part) -> bool| {
                pairs.iter().any(|(before, _)| part(before.part) && rewording::stands_in(&before.text, &words))
            };
            let elsewhere = has(|part| !matches!(part, Part::Preambular | Part::Operative));
            let mut scope = Vec::new();
            if elsewhere {
                scope.push(Target::Whole);
            } else {
                scope.extend(has(|part| part == Part::Preambular).then_some(Target::Preamble));
                scope.extend(has(|part| part == Part::Operative).then_some(Target::OperativePart));
            }
            let change = WordChange::Replace { words, with: with.into() };
            let (occurrence, extent) = (Occurrence::All, Extent::Quoted);
            instructions.push(Instruction::Words { scope, change, occurrence, extent, is_printed: false });
        }
        instructions
    }

    /// Everything else in the order of the text: deletions and changes where the paragraph stood, moves and new
    /// paragraphs where they go.
    fn in_order(&self, everywhere: &[Instruction], notes: &mut Notes) -> Vec<Item> {
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
            deletions.push((first, Item::new(Instruction::Delete { targets })));
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
                    self.plan.moves.iter().find(|(moved, _)| *moved == index).map(|(_, place)| place)
                {
                    items::move_to(&mut items, self.target(kept), index, position);
                }
                items.extend(self.rewording(kept, everywhere, notes));
            }
            while let Some(run) = runs.next_if(|run| run.first() == index) {
                items.push(self.insertion(run));
            }
        }
        items.extend(deletions.map(|(_, item)| item));
        items
    }

    /// How the words of a paragraph that stays are changed, and its footnotes.
    fn rewording(&self, kept: Kept, everywhere: &[Instruction], notes: &mut Notes) -> Vec<Item> {
        let (before, after) = self.paragraph(kept);
        if before.part == Part::Table && before.text != after.text {
            let instruction = Instruction::Replace { targets: vec![self.target(kept)] };
            return vec![Item::with_text(instruction, rows(after))];
        }
        let target = match (self.chapeaus.contains(&kept.after), self.target(kept)) {
            (true, Target::Paragraph(id)) => Target::Chapeau(id),
            (_, target) => target,
        };
        let referring = Paragraph { footnote_refs: self.refs(after), ..after.clone() };
        let footnotes = Versions::new(self.before.footnotes.as_slice(), self.after.footnotes.as_slice());
        let changes = footnote_refs::changes(Versions::new(before, &referring), &footnotes, everywhere, &target);
        let Some((changes, References { pairs, dropped, inserted, .. })) = changes else {
            // it keeps its number
            let text = vec![NewParagraph { label: None, ..self.printed(kept.after, false) }];
            return vec![Item::with_text(Instruction::Replace { targets: vec![target] }, text)];
        };
        notes.add(pairs);
        let deleted = dropped.into_iter().map(|mark| Target::Footnote(mark, Some(before.id.clone())));
        let deleted = deleted.map(|target| (Instruction::Delete { targets: vec![target] }, Vec::new()));
        let text = |mark: &str| {
            let note = self.after.footnotes.iter().find(|note| note.mark == mark);
            note.map(|note| NewParagraph { text: note.text.clone(), ..NewParagraph::default() })
        };
        let inserted = inserted.into_iter().map(|(instruction, mark)| (instruction, text(&mark).into_iter().collect()));
        let changes = changes.into_iter().map(|instruction| (instruction, Vec::new()));
        changes.chain(deleted).chain(inserted).map(|(instruction, text)| Item::with_text(instruction, text)).collect()
    }

    /// The footnote references of a paragraph of the newer text that lead to a footnote.
    fn refs(&self, paragraph: &Paragraph) -> Vec<FootnoteRef> {
        let leads = |mark: &&FootnoteRef| self.after.footnotes.iter().any(|note| note.mark == mark.marker);
        paragraph.footnote_refs.iter().filter(leads).cloned().collect()
    }

    fn insertion(&self, run: &Run) -> Item {
        let (position, follows) = items::position(&run.place);
        let places = run.paragraphs.clone();
        if run.kind == NewKind::Table {
            let instruction = Instruction::Insert { position, kind: run.kind, count: Some(1) };
            return Item { places, follows, ..Item::with_text(instruction, rows(&self.after[run.first()])) };
        }
        let text = run.paragraphs.iter().flat_map(|index| self.printed_lines(*index)).collect();
        if let Some(gone) = self.plan.replaced.get(&run.first()) {
            let targets = gone.iter().map(|gone| Target::Paragraph(self.before[*gone].id.clone())).collect();
            let paragraphs = Some((run.kind, run.count));
            return Item { paragraphs, places, ..Item::with_text(Instruction::Replace { targets }, text) };
        }
        let instruction = Instruction::Insert { position, kind: run.kind, count: Some(run.count) };
        Item { places, follows, ..Item::with_text(instruction, text) }
    }

    /// A paragraph of the newer text as it is printed: the number of a section alone above its title.
    fn printed_lines(&self, index: ParagraphIndex) -> Vec<NewParagraph> {
        let paragraph = &self.after[index];
        let number = paragraph.label.as_ref().filter(|_| headings::has_two_lines(paragraph));
        let line = number.map(|label| NewParagraph { text: label.printed.to_string(), ..NewParagraph::default() });
        let title = match &line {
            Some(_) => NewParagraph { label: None, ..self.printed(index, false) },
            None => self.printed(index, paragraph.part == Part::Heading),
        };
        line.into_iter().chain([title]).collect()
    }

    /// A paragraph of the newer text as it is printed in one line.
    fn printed(&self, index: ParagraphIndex, is_heading: bool) -> NewParagraph {
        let paragraph = &self.after[index];
        let is_implied = self.plan.is_implied(self.after, index) && !self.numbered.contains(&index);
        let label = paragraph.label.clone().filter(|_| !is_heading && !is_implied);
        let mut text = paragraph.text.clone();
        if is_heading && let Some(label) = paragraph.label.as_ref().filter(|label| label.text != paragraph.text) {
            text = format!("{} {text}", full_stop(&label.printed));
        }
        let mut footnote_refs = self.refs(paragraph);
        let before = text.len() - paragraph.text.len();
        footnote_refs.iter_mut().for_each(|mark| mark.offset += before);
        let whole = self.vocabulary.whole(&text);
        footnote_refs.iter_mut().for_each(|mark| mark.offset = map_offset(&text, mark.offset, &whole));
        NewParagraph { label, text: whole, footnote_refs }
    }
}

/// The symbol of an amendment, with its number left open: `A/C.3/80/L.…` to `A/C.3/80/L.2`. None for a draft whose symbol
/// is of another kind.
fn open_symbol(base: &str) -> Option<String> {
    let (series, number) = base.rsplit_once("/L.")?;
    number.starts_with(|digit: char| digit.is_ascii_digit()).then(|| format!("{series}/L.…"))
}

/// How a title or a footnote is changed.
fn reworded(before: &str, after: &str, target: Target) -> Vec<Item> {
    let whole = spacing::unified(before, after);
    let (before, after) = whole.as_ref().map_or((before, after), |whole| (&whole.before, &whole.after));
    if spelled(before) == spelled(after) {
        return Vec::new();
    }
    match rewording::changes(before, after, &target) {
        Some(changes) if changes.len() < 4 => changes.into_iter().map(Item::new).collect(),
        _ => {
            let text = vec![NewParagraph { text: after.to_owned(), ..NewParagraph::default() }];
            vec![Item::with_text(Instruction::Replace { targets: vec![target] }, text)]
        }
    }
}

/// The rows of a table, a line each.
fn rows(table: &Paragraph) -> Vec<NewParagraph> {
    table.text.lines().map(|row| NewParagraph { text: row.to_owned(), ..NewParagraph::default() }).collect()
}

/// The number of a heading with a full stop, without which it would not be seen.
fn full_stop(number: &str) -> String {
    if number.ends_with(['.', ')', ':']) { number.to_owned() } else { format!("{number}.") }
}

fn label(paragraph: &Paragraph) -> Option<&str> {
    paragraph.label.as_ref().map(|label| label.text.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_the_symbol_is_left_open() {
        for (base, symbol) in [
            ("A/C.3/80/L.2", Some("A/C.3/80/L.…")),
            ("A/80/L.3/Rev.1", Some("A/80/L.…")),
            ("A/RES/79/21", None),
            ("S/RES/2700 (2023)", None),
        ] {
            assert_eq!(open_symbol(base).as_deref(), symbol, "{base}");
        }
    }

    #[test]
    fn numbers_of_headings_are_seen() {
        assert_eq!([full_stop("II"), full_stop("B.")], ["II.", "B."]);
    }
}
