//! A document as an amendment. In: a normalized document. Out: the [`Amendment`] that it is, or none.
//!
//! 1. [`detect`]: a quick look whether a line may begin an instruction.
//! 2. The lines from the first instruction on are items: sentences of the [`grammar`](crate::amend::grammar), each with the
//!    new text that is printed below it ([`new_text`]). What stands above the first of them is the header. A sentence that
//!    cannot be read stays as an item without instructions, so that nobody can miss it.
//! 3. [`footnote_marks`]: references in the words go beside them.

mod detect;
mod footnote_marks;
pub(super) mod new_text;

use ecow::EcoString;

use crate::lexicon::{PhraseList, is_organ_line, is_symbol, parse_label};
use crate::model::{
    Amendment, Block, Document, Footnote, Header, HeaderField, Instruction, Label, NumberStyle, Provision, Target,
    Warning, with_footnote_marks,
};

use crate::amend::grammar::sentence::{Sentence, parse_sentence};
use crate::amend::headings::{is_section_number, puts_in_section};
use detect::{begins_with_verb, may_amend, may_begin};
use new_text::{fill, number, printed, printed_text, unquote};

/// How a line begins that names what is not amended.
const NOT_AMENDED: &str = "[Not amended: ";

/// What an amendment without instructions says.
const NOTHING: &str = "No amendments.";

/// A sentence that lines break is put together from so many at most.
const MAX_LINES: usize = 12;

/// Reads a normalized document as an amendment; none if it is none. `header` is what stands above its text.
pub fn read(document: &Document, mut header: Header) -> Option<Amendment> {
    let announced = document.blocks.iter().find_map(|block| announcement(block.text.as_str()));
    if announced.is_none() && document.blocks.iter().any(|block| is_organ_line(block.text.as_str().trim())) {
        return None;
    }
    let readable = (0..document.blocks.len()).find(|index| {
        // an item may get its paragraph from the line above it
        item(&document.blocks[*index..], &[Target::Whole]).is_some_and(|found| !found.sentence.instructions.is_empty())
    });
    // what is announced as an amendment and cannot be read is refused line by line
    let unreadable = || document.blocks.iter().position(|block| orders(block.text.as_str().trim()));
    let first = readable.or_else(|| announced.is_some().then(unreadable).flatten());
    let Some(first) = first else {
        let is_empty = document.blocks.iter().any(|block| block.text.as_str().trim() == NOTHING);
        let omissions = document.blocks.iter().flat_map(|block| not_amended(block.text.as_str())).collect();
        return is_empty.then(|| Amendment { header, base: announced.flatten(), omissions, ..Amendment::default() });
    };
    // a heading such as “Operative paragraph 3:” above the first instruction belongs to it
    let start =
        document.blocks[..first].iter().rposition(|block| !is_place(block.text.as_str())).map_or(0, |last| last + 1);
    let (body, mut footnotes) = without_notes(&document.blocks[start..]);
    let mut builder = Builder::default();
    let mut blocks = body;
    while !blocks.is_empty() {
        let used = builder.block(blocks);
        blocks = &blocks[used..];
    }
    let (readable, unreadable): (Vec<&Provision>, Vec<&Provision>) =
        builder.provisions.iter().partition(|provision| !provision.instructions.is_empty());
    if announced.is_none() && (readable.len() < unreadable.len() || start > MAX_LINES) {
        return None;
    }
    // every sentence that was taken for an instruction turned out to be none
    if builder.provisions.is_empty() {
        return None;
    }
    repair_title(&mut header);
    take_open_symbol(&mut header);
    let base = announced.flatten();
    let mut provisions = builder.provisions;
    let mut all = document.footnotes.clone();
    all.append(&mut footnotes);
    for (index, labels) in builder.labels {
        number(&mut provisions[index], &labels);
    }
    for provision in &mut provisions {
        footnote_marks::take(provision, &all);
        unquote(provision);
        fill(provision);
    }
    let mut warnings = builder.warnings;
    warnings.extend(document.warnings.iter().cloned());
    let is_friendly = document.blocks.iter().find_map(|block| friendliness(block.text.as_str()));
    Some(Amendment { header, base, is_friendly, provisions, footnotes: all, omissions: builder.omissions, warnings })
}

/// Whether a line orders a change: a numbered one, or one that begins with its verb.
fn orders(line: &str) -> bool {
    let label = parse_label(line).map_or(0, |label| label.len);
    begins_with_verb(line) || label > 0 && may_begin(line)
}

/// Whether a document may be an amendment and no resolution: a quick look, for every document that is read.
pub fn may_instruct(document: &Document) -> bool {
    let texts = || document.blocks.iter().map(|block| block.text.as_str().trim());
    // an instruction stands near the beginning, or is announced there
    const LINES: usize = 80;
    let near =
        texts().take(LINES).any(|text| text.contains("mendment") || (may_begin(text) && item_of(text, &[]).is_some()));
    near && !texts().any(is_organ_line)
}

/// Takes off the footnotes that are printed behind the text as `[1] …`.
fn without_notes(blocks: &[Block]) -> (&[Block], Vec<Footnote>) {
    let note = |block: &Block| {
        let (mark, text) = block.text.as_str().trim().strip_prefix('[')?.split_once("] ")?;
        let is_mark = !mark.is_empty() && mark.len() <= 3 && !mark.contains(char::is_alphabetic);
        is_mark.then(|| Footnote { mark: mark.to_owned(), text: text.trim().to_owned(), location: block.location })
    };
    let count = blocks.iter().rev().map_while(note).count();
    let (body, notes) = blocks.split_at(blocks.len() - count);
    (body, notes.iter().filter_map(note).collect())
}

/// Whether a line says that this is an amendment, and the symbol of what it amends.
#[expect(clippy::option_option, reason = "an amendment need not name its draft by a symbol")]
fn announcement(line: &str) -> Option<Option<String>> {
    let lower = line.to_lowercase();
    let after = |(heading, _): &(&str, &str)| lower.find(heading).map(|start| start + heading.len());
    let found = PhraseList::AmendmentHeading.phrases().iter().find_map(after)?;
    let is_draft = PhraseList::AmendedDocument.occurs_in(&lower[found..]);
    let symbol = line
        .split_whitespace()
        .map(|word| word.trim_matches([',', ';', '.', '(', ')', '*']))
        .find(|word| is_symbol(word));
    (is_draft || symbol.is_some() || PhraseList::Friendly.occurs_in(&lower)).then(|| symbol.map(str::to_owned))
}

/// What a line names that is not amended.
fn not_amended(line: &str) -> Vec<String> {
    let named = line.trim().strip_prefix(NOT_AMENDED).and_then(|rest| rest.strip_suffix(']'));
    named.map(|names| names.split(", ").map(str::to_owned).collect()).unwrap_or_default()
}

/// Whether a short line says that the amendment is friendly or unfriendly.
fn friendliness(line: &str) -> Option<bool> {
    let words: Vec<String> = line.split(|sign: char| !sign.is_alphanumeric()).map(str::to_lowercase).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).filter(|word| !word.is_empty()).collect();
    let is_friendly = words.iter().any(|word| PhraseList::Friendly.contains(word));
    let one_or_two = (1..=2).flat_map(|len| words.windows(len));
    let is_unfriendly = one_or_two.into_iter().any(|pair| PhraseList::Unfriendly.contains(&pair.join(" ")));
    let is_status = |word: &&str| PhraseList::Friendly.contains(word) || PhraseList::Unfriendly.contains(word);
    let is_label = |word: &&str| is_status(word) || PhraseList::StatusLabel.contains(word);
    let begins =
        matches!(words.as_slice(), [first, second, ..] if is_status(first) && PhraseList::StatusLabel.contains(second));
    // both stand there as boxes to tick
    let is_form = is_friendly && words.iter().any(|word| PhraseList::Unfriendly.contains(word));
    (!is_form && (begins || words.iter().all(is_label) && (is_friendly || is_unfriendly))).then_some(!is_unfriendly)
}

/// A line that reads as an instruction is no title.
fn repair_title(header: &mut Header) {
    let is_instruction = |text: &str| parse_sentence(text, &[]).is_some_and(|read| !read.instructions.is_empty());
    if header.get(HeaderField::Title).is_some_and(is_instruction) {
        header.fields.remove(&HeaderField::Title);
        header.parts.remove(&HeaderField::Title);
        if let Some(title) = header.fields.remove(&HeaderField::Other) {
            header.fields.insert(HeaderField::Title, title);
            if let Some(parts) = header.parts.remove(&HeaderField::Other) {
                header.parts.insert(HeaderField::Title, parts);
            }
        }
    }
}

/// A symbol whose number is left open (`A/C.3/80/L.…`) is read as an unknown line below the masthead.
fn take_open_symbol(header: &mut Header) {
    let Some(other) = header.get(HeaderField::Other).map(str::to_owned) else { return };
    let lines: Vec<&str> = other.split(" / ").collect();
    let Some(index) = lines.iter().position(|line| line.ends_with("/L.…")) else { return };
    header.fields.insert(HeaderField::Symbol, lines[index].to_owned());
    header.fields.remove(&HeaderField::Other);
    header.parts.remove(&HeaderField::Other);
    let rest: Vec<&str> = [&lines[..index], &lines[index + 1..]].concat();
    if !rest.is_empty() {
        let field =
            if header.get(HeaderField::Masthead).is_none() { HeaderField::Masthead } else { HeaderField::Other };
        header.fields.insert(field, rest.join(" / "));
    }
}

fn is_place(line: &str) -> bool {
    item_of(line.trim(), &[]).is_some_and(|found| found.sentence.instructions.is_empty())
}

/// An item at the start of some blocks.
struct Item {
    number: Option<Label>,
    text: String,
    sentence: Sentence,
    /// How many blocks it takes.
    used: usize,
}

/// The item that some blocks begin with.
fn item(blocks: &[Block], context: &[Target]) -> Option<Item> {
    let first = blocks.first()?.text.as_str().trim();
    sentence_item(blocks, context).or_else(|| item_with_bare_text(first, context))
}

/// The sentence that some blocks begin with; lines are put together until they make it.
fn sentence_item(blocks: &[Block], context: &[Target]) -> Option<Item> {
    let (mut text, mut marked) = (String::new(), String::new());
    let mut shorter = None;
    for (index, block) in blocks.iter().take(MAX_LINES).enumerate() {
        let line = block.text.as_str().trim();
        if index > 0 && (parse_label(line).is_some() || ends_item(&text)) {
            return shorter;
        }
        let joined =
            |before: &str, line: &str| if before.is_empty() { line.to_owned() } else { format!("{before} {line}") };
        text = joined(&text, line);
        marked = joined(&marked, with_footnote_marks(block.text.as_str(), &block.footnote_refs).trim());
        if index == 0 && !may_begin(&text) {
            return None;
        }
        // references in quotations belong to the words, others to the document
        if let Some(found) = item_of(&marked, context).or_else(|| item_of(&text, context)) {
            // “OP4: delete” may go on with the words that are deleted
            let next = blocks.get(index + 1).map(|block| block.text.as_str().trim());
            let goes_on = !ends_item(&text)
                && matches!(found.sentence.instructions.as_slice(), [Instruction::Delete { .. }])
                && next.is_some_and(|next| next.starts_with(['“', '"', '«']));
            let found = Item { used: index + 1, ..found };
            if !goes_on {
                return Some(found);
            }
            shorter = Some(found);
        }
    }
    shorter
}

/// Whether a sentence ends here, so that no further line belongs to it.
fn ends_item(text: &str) -> bool {
    text.ends_with(['.', ':', ';'])
}

fn item_of(text: &str, context: &[Target]) -> Option<Item> {
    let label = parse_label(text);
    let is_bullet = label.as_ref().is_some_and(|label| label.interpretations[0].0 == NumberStyle::Bullet);
    let label = label.filter(|label| is_bullet || label.part.is_none());
    let body = text[label.as_ref().map_or(0, |label| label.len)..].trim();
    let number = label.filter(|_| !is_bullet).map(|label| {
        let (style, ordinal) = label.interpretations[0];
        Label::new(label.text, style, ordinal)
    });
    let whole = || number.as_ref().and_then(|_| parse_sentence(text, context));
    let sentence = parse_sentence(body, context).or_else(whole)?;
    Some(Item { number, text: body.to_owned(), sentence, used: 1 })
}

/// An item whose new text follows a colon without quotation marks: `Add a clause after 3: Thanks the keepers.`
fn item_with_bare_text(text: &str, context: &[Target]) -> Option<Item> {
    let (head, new) = text.split_once(": ")?;
    let found = item_of(&format!("{head}: “{new}”"), context)?;
    (may_begin(text) && found.sentence.text.is_some()).then(|| Item { text: text.to_owned(), ..found })
}

#[derive(Default)]
struct Builder {
    provisions: Vec<Provision>,
    warnings: Vec<Warning>,
    /// Whether the last item announces a text.
    expects_text: bool,
    /// What the items are about that do not say so themselves, and the number above them.
    context: Vec<Target>,
    above: Option<Label>,
    last: u32,
    /// What is said not to be amended.
    omissions: Vec<String>,
    /// The numbers that sentences give to new paragraphs, by the item.
    labels: Vec<(usize, Vec<EcoString>)>,
}

impl Builder {
    /// Takes a block, or several that are one sentence; how many.
    fn block(&mut self, blocks: &[Block]) -> usize {
        let Some(block) = blocks.first() else { return 0 };
        let text = block.text.as_str().trim();
        if text.is_empty() {
            return 1;
        }
        let omissions = not_amended(text);
        if !omissions.is_empty() {
            self.omissions.extend(omissions);
            return 1;
        }
        // “Annex” is the new heading that was announced, and no place to look at
        let is_text = |found: &Item| {
            let names_place = found.sentence.instructions.is_empty() && !text.ends_with(':');
            names_place && found.number.is_none() && self.expects_text && !self.last_has_text()
                || names_place && self.expects_text && self.last_is_section_number()
        };
        if let Some(found) = item(blocks, &self.context).filter(|found| !is_text(found)) {
            let used = found.used;
            self.item(found, block);
            return used;
        }
        let label = parse_label(text).map(|label| (label.text.clone(), label.interpretations[0], label.len));
        let is_next = label.as_ref().is_some_and(|(_, (style, ordinal), _)| {
            *style == NumberStyle::Number && *ordinal == self.last + 1 && self.last > 0
        });
        let instructs =
            if self.provisions.last().is_some_and(puts_in_section) { may_amend(text) } else { may_begin(text) };
        let is_printed = self.expects_text && !(is_next && instructs && self.last_has_text());
        match (self.provisions.last_mut(), label) {
            (Some(last), _) if is_printed => last.text.push(printed(block)),
            (_, Some((number, (NumberStyle::Number, ordinal), len))) => {
                self.provisions.push(Provision {
                    number: Some(number),
                    sentence: text[len..].trim().to_owned(),
                    location: block.location,
                    ..Provision::default()
                });
                self.last = ordinal;
                self.expects_text = true;
            }
            // What begins as an instruction and cannot be read must be refused, not passed over.
            _ if begins_with_verb(text) => self.provisions.push(Provision {
                sentence: text.to_owned(),
                location: block.location,
                ..Provision::default()
            }),
            _ => self.warnings.push(Warning::at(block.location, format!("no instruction was found in “{text}”"))),
        }
        1
    }

    /// Whether a title may follow: the last line that is printed is the number of a section.
    fn last_is_section_number(&self) -> bool {
        let last = self.provisions.last().and_then(|last| last.text.last());
        last.is_some_and(|line| line.label.is_none() && is_section_number(&line.text))
    }

    fn last_has_text(&self) -> bool {
        self.provisions.last().is_some_and(|last| !last.text.is_empty())
    }

    fn item(&mut self, found: Item, block: &Block) {
        let is_top = found.number.as_ref().is_none_or(|number| number.style == NumberStyle::Number);
        if is_top {
            self.above = None;
            self.last = found.number.as_ref().map_or(self.last, |number| number.ordinal);
        }
        if found.sentence.instructions.is_empty() {
            self.context = found.sentence.places;
            self.above = found.number;
            self.expects_text = false;
            return;
        }
        if is_top && found.number.is_some() {
            self.context.clear();
        }
        let number = match (&self.above, &found.number) {
            (Some(above), Some(number)) => Some(ecow::eco_format!("{} {}", above.text, number.text)),
            (Some(above), None) => Some(above.text.clone()),
            (None, number) => number.as_ref().map(|number| number.text.clone()),
        };
        let text = found.sentence.text.as_deref().map(|text| vec![printed_text(text, &[])]).unwrap_or_default();
        self.expects_text = found.sentence.expects_text && text.is_empty();
        if !found.sentence.new_labels.is_empty() {
            self.labels.push((self.provisions.len(), found.sentence.new_labels));
        }
        self.provisions.push(Provision {
            number,
            sentence: found.text,
            instructions: found.sentence.instructions,
            text,
            location: block.location,
            ..Provision::default()
        });
    }
}
