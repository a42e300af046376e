//! Paragraphs that are on one side only: what they begin with and what they ask for.

use super::context::RuleContext;
use super::opening;
use super::words::{Word, lower, quoted};
use crate::lexicon::Mandate;
use crate::model::{ChangeKind, Paragraph, Part, ReasonCode, Side};

/// The words that are quoted of a paragraph without an opening.
const MAX_FIRST_WORDS: usize = 8;

pub(super) fn apply(context: &mut RuleContext<'_>) {
    let (side, code, verb) = match context.change.kind {
        ChangeKind::Removed => (Side::Before, ReasonCode::Removed, "removes"),
        _ => (Side::After, ReasonCode::Added, "adds"),
    };
    let Some(paragraph) = *context.first.get(side) else { return };
    let noun = match paragraph.part {
        Part::Heading => "a heading",
        Part::Table => "a table",
        Part::Annex => "a paragraph of an annex",
        Part::Declaration => "a paragraph of the declaration",
        _ if paragraph.depth > 0 => "a subparagraph",
        Part::Preambular => "a preambular paragraph",
        Part::Operative => "an operative paragraph",
    };
    let (start, action) = opening_and_action(context, side, paragraph);
    context.add_reason(code, format!("{verb} {noun}: {start}"));
    let found = mandates(context, side);
    let no_longer = if side == Side::After { "" } else { "no longer " };
    if found.contains(&Mandate::ChapterVii) {
        context.add_reason(ReasonCode::ChapterVii, format!("{no_longer}invokes Chapter VII of the Charter"));
    }
    if found.contains(&Mandate::Report) && opening::asks(paragraph) {
        context.add_reason(ReasonCode::Mandate, format!("{no_longer}asks for a report"));
    }
    if found.contains(&Mandate::Money) {
        context.add_reason(ReasonCode::Mandate, format!("{no_longer}asks for money"));
    }
    if let Some(action) = action {
        context.add_reason(ReasonCode::Mandate, format!("{no_longer}{action}"));
    }
}

/// The opening of a paragraph with its addressee, or its first words; and what it decides or asks for, which is the
/// infinitive right after them.
fn opening_and_action(context: &RuleContext<'_>, side: Side, paragraph: &Paragraph) -> (String, Option<String>) {
    let words = context.words.sides.get(side);
    let Some(opening) = &paragraph.opening else {
        return (quoted(&context.words.text(side, 0..words.len().min(MAX_FIRST_WORDS))), None);
    };
    let end = context.words.opening_len(side, opening);
    let lower_words = |from: usize| words[from..].iter().map(Word::lower);
    let addressee_end = end + context.lexicon.longest_addressee(lower_words(end)).map_or(0, |(len, _)| len);
    let addressee = context.words.text(side, end..addressee_end);
    let opening = context.words.text(side, 0..end);
    let opening = lower(&opening);
    let action = match context.lexicon.longest_mandate(lower_words(addressee_end)) {
        Some((len, Mandate::Action)) if opening::asks(paragraph) => {
            let action = context.words.text(side, addressee_end..addressee_end + len);
            Some(format!("{opening} {}", lower(&action)))
        }
        _ => None,
    };
    let space = if addressee.is_empty() { "" } else { " " };
    (format!("{opening}{space}{addressee}"), action)
}

/// What the words of a paragraph ask for anywhere.
fn mandates(context: &RuleContext<'_>, side: Side) -> Vec<Mandate> {
    let words = context.words.sides.get(side);
    let mandate = |index: usize| context.lexicon.longest_mandate(words[index..].iter().map(Word::lower));
    (0..words.len()).filter_map(mandate).map(|(_, mandate)| mandate).collect()
}
