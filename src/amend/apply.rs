//! Amendments applied. In: a draft and amendments. Out: the amended text, and what became of every instruction.
//!
//! 1. [`draft`]: the paragraphs of the draft, the words of each as [`tracked_text`]. Numbers and quotations refer to the
//!    draft, so nothing leaves its place until the end.
//! 2. The provisions in order, each as a whole or not at all: [`word_changes`] and [`extents`] change words, which [`splice`]
//!    fits into their place; [`paragraphs`], [`moves`], [`relabel`] and [`footnotes`] change paragraphs. [`conflicts`] finds
//!    what two amendments do at one place, [`placements`] what an earlier instruction put in, [`quoted_refs`] the
//!    footnotes of the draft in quotations.
//! 3. [`new_paragraphs`]: printed text → paragraphs with their levels; [`sections`]: whole sections of them; [`suffixes`]:
//!    where `4 ter` goes.
//! 4. [`numbering`]: what follows a new paragraph is counted on.
//! 5. [`result`]: the amended text, with its footnotes and who did what.

mod conflicts;
pub(super) mod draft;
mod extents;
mod footnotes;
mod moves;
mod new_paragraphs;
pub(super) mod numbering;
mod paragraphs;
mod placements;
pub(super) mod quoted_refs;
mod relabel;
mod result;
pub(super) mod sections;
mod splice;
mod suffixes;
pub(super) mod tracked_text;
pub(super) mod word_changes;

use crate::amend::change_words;
use crate::amend::grammar::locator::{paragraph_phrase, target_phrase};
use crate::amend::locate;
use crate::model::{
    Amendment, Application, Extent, HeaderField, Instruction, NewParagraph, Occurrence, Outcome, Provision,
    ProvisionIndex, Resolution, Target, Verdict, WordChange,
};
use draft::{Draft, NodeIndex};
use result::finish;
use tracked_text::{NewRef, TrackedText};
use word_changes::Failure;

/// Applies amendments to a draft. The ids of the amended text are still to be given.
pub fn apply(base: &Resolution, amendments: &[Amendment]) -> Application {
    let mut draft = Draft::new(base);
    let mut outcomes = Vec::new();
    for (amendment, document) in amendments.iter().enumerate() {
        for (index, provision) in document.provisions.iter().enumerate() {
            let by = ProvisionIndex { amendment, provision: index };
            let mut step = Applier { draft: draft.clone(), amendments, by, notes: Vec::new(), moot: 0, changed: 0 };
            let name = name(document, provision, amendment);
            let result = step.provision(provision);
            let Applier { draft: amended, notes, moot, changed, .. } = step;
            let (verdict, notes) = match result {
                Ok(()) if changed == 0 && moot > 0 => (Verdict::Moot, notes),
                Ok(()) => (Verdict::Applied, notes),
                Err(why) => (Verdict::Refused, vec![why]),
            };
            if verdict != Verdict::Refused {
                draft = amended;
            }
            outcomes.push(Outcome { provision: by, name, verdict, notes });
        }
    }
    finish(base, draft, amendments, outcomes)
}

/// What a provision is called.
fn name(document: &Amendment, provision: &Provision, index: usize) -> String {
    let symbol =
        document.header.get(HeaderField::Symbol).map_or_else(|| format!("amendment {}", index + 1), str::to_owned);
    match &provision.number {
        Some(number) => format!("{symbol}, instruction {number}"),
        None if document.provisions.len() > 1 => {
            format!("{symbol}, “{}”", provision.sentence.split_whitespace().take(8).collect::<Vec<_>>().join(" "))
        }
        None => symbol,
    }
}

/// The application of one provision to a copy of the draft.
struct Applier<'a> {
    draft: Draft,
    amendments: &'a [Amendment],
    by: ProvisionIndex,
    notes: Vec<String>,
    /// How many changes were there before.
    moot: usize,
    changed: usize,
}

impl Applier<'_> {
    fn provision(&mut self, provision: &Provision) -> Result<(), String> {
        if provision.instructions.is_empty() {
            return Err(format!("cannot be read: “{}”", provision.sentence));
        }
        // the text of “strike clause 3 and add a clause after 5: …” is not that of clause 3
        let is_deletion = |instruction: &Instruction| matches!(instruction, Instruction::Delete { .. });
        let is_only = provision.instructions.len() == 1;
        provision.instructions.iter().try_for_each(|instruction| {
            let takes_text = is_only || !is_deletion(instruction);
            self.instruction(instruction, if takes_text { &provision.text } else { &[] })
        })
    }

    fn instruction(&mut self, instruction: &Instruction, text: &[NewParagraph]) -> Result<(), String> {
        match instruction {
            Instruction::Delete { targets } => self.delete(targets, text),
            Instruction::Replace { targets } => self.replace(targets, text),
            Instruction::Insert { position, kind, count } => self.insert(position, *kind, *count, text),
            Instruction::Move { targets, position } => self.move_to(targets, position),
            Instruction::Renumber { target, label } => self.renumber(target, label),
            Instruction::InsertFootnote { target, place, occurrence } => {
                self.insert_footnote(target, place, *occurrence, text)
            }
            Instruction::RenumberRest => Ok(()),
            Instruction::Reverse { targets } => self.reverse(targets),
            Instruction::Words { scope, change, occurrence, extent, .. } if *extent != Extent::Quoted => {
                self.change_extent(scope, change, *occurrence, *extent)
            }
            Instruction::Words { scope, change, occurrence, is_printed, .. } => {
                self.words(scope, change, *occurrence, if *is_printed { text } else { &[] })
            }
        }
    }

    /// One paragraph that a target names.
    fn resolve_one(&mut self, target: &Target) -> Result<NodeIndex, String> {
        if let Target::Placed(placing, number) = target {
            return self.placement(*placing, number);
        }
        match self.draft.resolve(target)?.as_slice() {
            [node] => Ok(*node),
            _ => Err(format!("{} is not one paragraph", target_phrase(target))),
        }
    }

    /// Paragraphs that targets name, those that an earlier provision deleted too; the title is none.
    fn resolve_all(&mut self, targets: &[Target]) -> Result<Vec<NodeIndex>, String> {
        let mut nodes = Vec::new();
        for target in targets {
            if *target == Target::Title {
                return Err("the title cannot be deleted or moved".to_owned());
            }
            nodes.extend(self.draft.resolve(target)?);
        }
        Ok(nodes)
    }

    fn words(
        &mut self,
        scope: &[Target],
        change: &WordChange,
        occurrence: Occurrence,
        printed: &[NewParagraph],
    ) -> Result<(), String> {
        let new = change_words::new_words(change).map_or("", |new| new.text.as_str());
        let quote = change_words::quotations(change).next().unwrap_or(new);
        let mut missing = Vec::new();
        let mut touched = 0;
        for target in scope {
            if let Target::Footnote(mark, paragraph) = target {
                let mark = self.mark(mark, paragraph.as_ref())?;
                self.note_words(&mark, change, occurrence)?;
                touched += 1;
                continue;
            }
            if matches!(target, Target::Title | Target::Whole) && self.title(change, occurrence) {
                touched += 1;
            } else if *target == Target::Title {
                missing.push("the title".to_owned());
            }
            let nodes = self.draft.resolve(target)?;
            let is_single =
                matches!(target, Target::Paragraph(_) | Target::Chapeau(_) | Target::Nth(_) | Target::FromEnd(..));
            let mut here = 0;
            for node in nodes {
                if is_single {
                    self.check_current(node)?;
                }
                if self.draft.nodes[node].struck_by.is_some() {
                    continue;
                }
                here += usize::from(self.words_of(node, change, occurrence, is_single && scope.len() == 1, printed)?);
            }
            if here == 0 && *target != Target::Title {
                missing.push(target_phrase(target));
            }
            touched += here;
        }
        if touched == 0 {
            return Err(self.not_found(scope, quote));
        }
        // of parts that are named together, one may well be without the words
        if let [_, ..] = missing.as_slice()
            && scope.len() > 1
        {
            self.notes.push(format!("“{quote}” does not stand in {}", missing.join(", ")));
        }
        Ok(())
    }

    /// Changes the words of the title, if they stand there.
    fn title(&mut self, change: &WordChange, occurrence: Occurrence) -> bool {
        let by = self.by;
        let Some(title) = self.draft.title.as_mut() else { return false };
        let Ok(done) = word_changes::change(title, change, occurrence, by) else { return false };
        if done.is_moot {
            self.notes.push("the title already reads so".to_owned());
            self.moot += 1;
        }
        self.changed += usize::from(!done.is_moot);
        true
    }

    /// Changes the words of a paragraph; whether they stand there. Where the amendment names it alone, they must.
    fn words_of(
        &mut self,
        node: NodeIndex,
        change: &WordChange,
        occurrence: Occurrence,
        is_named: bool,
        printed: &[NewParagraph],
    ) -> Result<bool, String> {
        let mut tracked = self.draft.nodes[node].words.clone();
        let (refs, struck) = self.draft.nodes[node].refs();
        match quoted_refs::change(&mut tracked, refs, struck, change, occurrence, self.by) {
            Ok((done, _)) if done.is_moot => {
                self.notes.push(format!("{} already reads so", self.paragraph_name(node)));
                self.moot += 1;
                Ok(true)
            }
            Ok((done, struck)) => {
                self.draft.nodes[node].words = tracked;
                self.draft.nodes[node].struck_refs.extend(struck);
                self.changed += done.count;
                let called = self.paragraph_name(node);
                self.notes.extend(done.notes.into_iter().map(|note| format!("{called}: {note}")));
                for (words, by) in done.overlaps {
                    let other = self.provision_name(by);
                    self.notes
                        .push(format!("{called}: {other} puts in “{words}” at the same place; both are there now"));
                }
                self.check_printed(node, printed);
                Ok(true)
            }
            Err(_) if matches!(printed, [only] if is_whole(&tracked.current(), &only.text)) => {
                self.print(node, printed);
                Ok(true)
            }
            Err(Failure::Missing) if !is_named => Ok(false),
            Err(failure) => Err(self.failure(failure, node, change)),
        }
    }

    /// What to say of words that could not be changed.
    fn failure(&self, failure: Failure, node: NodeIndex, change: &WordChange) -> String {
        let called = self.paragraph_name(node);
        match failure {
            Failure::Missing => self.not_found_in(node, change),
            Failure::Ambiguous(places) => format!(
                "the quotation stands {} in {called}: {}",
                if places.len() == 2 { "twice".to_owned() } else { format!("{} times", places.len()) },
                places.join(", ")
            ),
            Failure::TooFew(count) => format!("the quotation stands only {count} times in {called}"),
            Failure::Changed(by) => {
                let others: Vec<String> = by.iter().map(|by| self.provision_name(*by)).collect();
                format!("these words of {called} are changed by {}", others.join(" and "))
            }
        }
    }

    /// Compares a paragraph with the text that the amendment says it will have.
    fn check_printed(&mut self, node: NodeIndex, printed: &[NewParagraph]) {
        let [printed] = printed else { return };
        let current = self.draft.nodes[node].words.current();
        // “so that it reads: “…”” may print no more than the words around the change
        if locate::locate(&current, &printed.text).is_some() {
            return;
        }
        if !is_whole(&current, &printed.text) {
            let called = self.paragraph_name(node);
            self.notes.push(format!("the words that the amendment prints do not stand in {called} as amended"));
        } else if !crate::text::same_spelling(&current, &printed.text) {
            let called = self.paragraph_name(node);
            self.notes
                .push(format!("{called} does not come to read as the amendment prints it; the printed text is taken"));
            self.print(node, std::slice::from_ref(printed));
        }
    }

    /// Gives a paragraph the text that is printed.
    fn print(&mut self, node: NodeIndex, printed: &[NewParagraph]) {
        let [printed] = printed else { return };
        let refs = NewRef::listed(&printed.footnote_refs, self.by);
        self.draft.nodes[node].words.replace_all(&printed.text, refs, self.by);
        self.draft.nodes[node].strike_refs();
        self.changed += 1;
    }

    /// What to say of a quotation that is nowhere in its scope.
    fn not_found(&self, scope: &[Target], quote: &str) -> String {
        let places: Vec<String> = scope.iter().map(target_phrase).collect();
        let nearest = self.nearest(quote, None);
        format!("“{quote}” does not stand in {}{nearest}", places.join(", "))
    }

    fn not_found_in(&self, node: NodeIndex, change: &WordChange) -> String {
        let quotes: Vec<&str> = change_words::quotations(change).collect();
        let text = self.draft.nodes[node].words.current();
        let missing = quotes.iter().find(|quote| locate::locate(&text, quote).is_none()).or(quotes.first());
        match missing {
            Some(quote) => {
                format!("“{quote}” does not stand in {}{}", self.paragraph_name(node), self.nearest(quote, Some(node)))
            }
            None => format!("the words do not stand in {}", self.paragraph_name(node)),
        }
    }

    /// The words that a quotation may mean: where it stands to the letter, else what is most like it.
    fn nearest(&self, quote: &str, node: Option<NodeIndex>) -> String {
        let current = |node: &NodeIndex| self.draft.nodes[*node].is_current();
        let nodes: Vec<NodeIndex> = self.draft.order.iter().copied().filter(current).collect();
        let elsewhere: Vec<String> = nodes
            .iter()
            .filter(|other| {
                locate::locate(&self.draft.nodes[**other].words.current(), quote)
                    .is_some_and(|(_, found)| found <= locate::Leniency::Capitals)
            })
            .take(3)
            .map(|other| self.paragraph_name(*other))
            .collect();
        if !elsewhere.is_empty() {
            return format!("; it stands in {}", elsewhere.join(", "));
        }
        let near = |other: &NodeIndex| {
            let (share, words) = locate::nearest(&self.draft.nodes[*other].words.current(), quote)?;
            // the paragraph that is named is likelier than another one
            Some((share + if Some(*other) == node { 0.2 } else { 0.0 }, words, *other))
        };
        let best = nodes.iter().filter_map(near).max_by(|left, right| left.0.total_cmp(&right.0));
        match best {
            Some((_, words, other)) if Some(other) == node => format!("; the nearest words there are “{words}”"),
            Some((_, words, other)) => format!("; the nearest words are “{words}” in {}", self.paragraph_name(other)),
            None => String::new(),
        }
    }

    /// Refuses to change a paragraph that is deleted.
    fn check_current(&self, node: NodeIndex) -> Result<(), String> {
        match self.draft.nodes[node].struck_by {
            Some(by) => Err(format!("{} is deleted by {}", self.paragraph_name(node), self.provision_name(by))),
            None => Ok(()),
        }
    }

    /// Notes that a paragraph to which something is done as a whole was changed by another amendment.
    fn note_changes(&mut self, node: NodeIndex) {
        let mut others: Vec<ProvisionIndex> = self.draft.nodes[node].words.changed_by();
        others.retain(|other| other.amendment != self.by.amendment);
        if let [first, ..] = others.as_slice() {
            let other = self.provision_name(*first);
            self.notes
                .push(format!("{} was also changed by {other}, which has no effect there", self.paragraph_name(node)));
        }
    }

    /// Notes that a paragraph beside which something goes is no more.
    fn note_struck(&mut self, node: NodeIndex) {
        if let Some(by) = self.draft.nodes[node].struck_by.filter(|by| by.amendment != self.by.amendment) {
            self.notes.push(format!("{} is deleted by {}", self.paragraph_name(node), self.provision_name(by)));
        }
    }

    fn paragraph_name(&self, node: NodeIndex) -> String {
        paragraph_phrase(&self.draft.nodes[node].paragraph.id)
    }

    /// What another provision is called here.
    fn provision_name(&self, by: ProvisionIndex) -> String {
        let document = &self.amendments[by.amendment];
        let provision = &document.provisions[by.provision];
        match &provision.number {
            Some(number) if by.amendment == self.by.amendment => format!("instruction {number}"),
            _ => name(document, provision, by.amendment),
        }
    }
}

/// Whether a text that is printed may be a whole paragraph, by its length.
fn is_whole(paragraph: &str, printed: &str) -> bool {
    printed.len() * 2 > paragraph.len()
}

/// The words of a title or paragraph as they are in the end.
fn text_of(tracked: &TrackedText) -> String {
    tracked.current().trim().to_owned()
}
