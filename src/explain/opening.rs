//! Changes of the opening phrase: its verb, adverbs, connectives and addressee, and the part of the resolution.

use std::ops::Range;

use super::connectives::{adverbs, connectives, preceding_with_same_verb};
use super::context::{RuleContext, SharedContext};
use super::strength::{self, Direction};
use super::words::{Word, lower};
use crate::lexicon::{self, Addressee, Lexicon, VerbRole, WordList};
use crate::model::{Opening, Paragraph, Part, ReasonCode, Side, Versions};

/// How many words after an opening are searched for its addressee.
const MAX_ADDRESSEE_DISTANCE: usize = 12;

/// The words of an addressee, and what it is to the organ.
type AddresseeMatch = (Range<usize>, Addressee);

pub(super) fn apply(shared: &SharedContext<'_>, context: &mut RuleContext<'_>) {
    let Versions { before: Some(before), after: Some(after) } = context.first else { return };
    apply_part(before, after, context);
    let (Some(old), Some(new)) = (&before.opening, &after.opening) else { return };
    let ends = Versions::new(opening_end(context, Side::Before, old), opening_end(context, Side::After, new));
    // Where nothing changed near the opening, both have the same addressee.
    let is_near_change = |side: Side| context.words.overlaps_change(side, 0..ends.get(side) + MAX_ADDRESSEE_DISTANCE);
    let addressees = match Side::any(is_near_change) {
        true => Versions::from_fn(|side| addressee(context, side, &ends)),
        false => Versions::default(),
    };
    let pair = match old.verb == new.verb && old.modifiers == new.modifiers {
        true => String::new(),
        false => {
            let [old, new] = Side::BOTH.map(|side| quoted_opening(context, side, *ends.get(side)));
            format!("{old} → {new}")
        }
    };
    let same_verb = old.verb == new.verb || lexicon::stem(&old.verb) == lexicon::stem(&new.verb);
    let same_adverbs = adverbs(old) == adverbs(new);
    let same_connectives = connectives(old) == connectives(new);
    if !same_verb {
        let shared_addressee = match (&addressees.before, &addressees.after) {
            (Some((_, old)), Some((_, new))) if old == new => Some(*new),
            _ => None,
        };
        let (code, remark) = if shared.rollover.is_later() && context.lexicon.ages_into(&old.verb, &new.verb) {
            (ReasonCode::Ageing, "the event has taken place")
        } else if context.lexicon.are_synonyms(&old.verb, &new.verb) && same_adverbs {
            (ReasonCode::Synonym, "means the same")
        } else {
            (ReasonCode::OpeningVerb, strength::compare(old, new, shared_addressee).name())
        };
        context.add_reason(code, format!("{pair} ({remark})"));
    } else if !same_adverbs {
        let direction = strength::compare_adverbs(old, new);
        context.add_reason(ReasonCode::OpeningAdverb, format!("{pair} ({})", direction.name()));
    }
    if !same_connectives && same_verb {
        let index = context.change.paragraphs.after.first();
        let preceding = index.and_then(|&index| preceding_with_same_verb(&shared.comparison.resolutions.after, index));
        let why = match preceding {
            Some(id) => format!("{id} before it begins the same way"),
            None => "adjusted to follow the preceding paragraph".to_owned(),
        };
        context.add_reason(ReasonCode::Connective, format!("{pair} ({why})"));
    }
    apply_addressee(context, &addressees);
    // The same verb in the other mood is explained by the other part.
    if !same_verb || !same_adverbs || !same_connectives || before.part != after.part {
        context.words.mark_both_explained(&ends.map(|end| 0..end));
    }
}

/// Whether a paragraph requests or decides something.
pub(super) fn asks(paragraph: &Paragraph) -> bool {
    let role = paragraph.opening.as_ref().and_then(|opening| Lexicon::any().verb_role(&opening.verb));
    matches!(role, Some(VerbRole::Requests | VerbRole::Decides))
}

fn apply_part(before: &Paragraph, after: &Paragraph, context: &mut RuleContext<'_>) {
    match (before.part, after.part) {
        (Part::Preambular, Part::Operative) => {
            context.add_reason(ReasonCode::Part, "moved from the preamble to the operative part (stronger)");
        }
        (Part::Operative, Part::Preambular) => {
            context.add_reason(ReasonCode::Part, "moved from the operative part to the preamble (weaker)");
        }
        _ => {}
    }
}

/// The length of the opening in words, with the particle after it if that changed.
fn opening_end(context: &RuleContext<'_>, side: Side, opening: &Opening) -> usize {
    let end = context.words.opening_len(side, opening);
    let has_particle =
        context.words.sides.get(side).get(end).is_some_and(|word| word.changed && word.is_in(WordList::Particle));
    end + usize::from(has_particle)
}

/// The opening in quotation marks, in lower case as within a sentence.
fn quoted_opening(context: &RuleContext<'_>, side: Side, end: usize) -> String {
    let text = context.words.text(side, 0..end);
    format!("“{}”", lower(text.trim_start_matches(['[', '“', '"', ' '])))
}

/// The addressee directly after the opening.
fn addressee(context: &RuleContext<'_>, side: Side, ends: &Versions<usize>) -> Option<AddresseeMatch> {
    let words: &[Word<'_>] = context.words.sides.get(side);
    let start = *ends.get(side);
    let end = start + MAX_ADDRESSEE_DISTANCE;
    let start = start + usize::from(words.get(start).is_some_and(|word| word.is_in(WordList::BeforeAddressee)));
    let (len, addressee) = context.lexicon.longest_addressee(words.iter().take(end).skip(start).map(Word::lower))?;
    Some((start..start + len, addressee))
}

fn apply_addressee(context: &mut RuleContext<'_>, addressees: &Versions<Option<AddresseeMatch>>) {
    let (Some((old, old_kind)), Some((new, new_kind))) = (&addressees.before, &addressees.after) else { return };
    let ranges = Versions::new(old.clone(), new.clone());
    let texts = context.words.texts(&ranges);
    if lower(&texts.before) == lower(&texts.after) {
        return;
    }
    if Side::any(|side| context.words.overlaps_change(side, ranges.get(side).clone())) {
        let direction = match (old_kind, new_kind) {
            (Addressee::Subordinate, Addressee::Independent) => Direction::NoLongerInstruction,
            (Addressee::Independent, Addressee::Subordinate) => Direction::BecomesInstruction,
            _ => Direction::Changed,
        };
        let text = format!("addresses {} → {} ({})", texts.before, texts.after, direction.name());
        context.add_reason(ReasonCode::Addressee, text);
        context.words.mark_both_explained(&ranges);
    }
}
