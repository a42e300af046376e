//! The opening phrase: its verb, its adverb, its chain, its addressee, and the part it stands in.

use super::case::Case;
use super::chain;
use super::steps::Steps;
use super::strength::{self, Direction};
use super::words::{Word, lower};
use crate::lexicon::{self, Addressee};
use crate::model::{Comparison, Opening, Paragraph, Part, ReasonCode, Side, Versions};

/// Words that a verb needs before its object.
const PARTICLES: [&str; 14] =
    ["of", "that", "upon", "on", "for", "with", "to", "at", "about", "by", "from", "over", "de", "que"];

/// Words behind an opening among which its addressee is looked for.
const ADDRESSEE: usize = 12;

pub(super) fn judge(comparison: &Comparison, steps: &Steps, case: &mut Case<'_>) {
    let Versions { before: Some(before), after: Some(after) } = case.first else { return };
    part(before, after, case);
    let (Some(old), Some(new)) = (&before.opening, &after.opening) else { return };
    let ends = Versions::new(end(case, Side::Before, old), end(case, Side::After, new));
    let same_phrase = old.verb == new.verb && old.modifiers == new.modifiers;
    let same_verb = old.verb == new.verb || lexicon::stem(&old.verb) == lexicon::stem(&new.verb);
    let mut told = false;
    // where nothing changed near the opening, both address the same
    let addressees = match Side::BOTH.iter().any(|side| case.words.touched(*side, 0..*ends.get(*side) + ADDRESSEE)) {
        true => Versions::new(addressee(case, Side::Before, &ends), addressee(case, Side::After, &ends)),
        false => Versions::default(),
    };
    let pair = match same_phrase {
        true => String::new(),
        false => format!("{} → {}", shown(case, Side::Before, ends.before), shown(case, Side::After, ends.after)),
    };
    if !same_verb {
        told = true;
        let whom = match (&addressees.before, &addressees.after) {
            (Some((_, old)), Some((_, new))) if old == new => Some(*new),
            _ => None,
        };
        let (code, remark) = if steps.moves() && lexicon::ages_into(&old.verb, &new.verb) {
            (ReasonCode::Ageing, "time has passed")
        } else if lexicon::are_synonyms(&old.verb, &new.verb) && chain::adverbs(old) == chain::adverbs(new) {
            (ReasonCode::Synonym, "means the same")
        } else {
            (ReasonCode::OpeningVerb, strength::compare(old, new, whom).name())
        };
        case.say(code, format!("{pair} ({remark})"));
    } else if chain::adverbs(old) != chain::adverbs(new) {
        told = true;
        let direction = strength::adverbs(old, new);
        case.say(ReasonCode::OpeningAdverb, format!("{pair} ({})", direction.name()));
    }
    if chain::links(old) != chain::links(new) && same_verb {
        told = true;
        let at = case.change.paragraphs.after.first();
        let neighbour = at.and_then(|&at| chain::neighbour(&comparison.resolutions.after, at));
        let why = match neighbour {
            Some(name) => format!("{name} before it begins so too"),
            None => "the paragraph before it begins otherwise".to_owned(),
        };
        case.say(ReasonCode::Chain, format!("{pair} ({why})"));
    }
    // the same verb in the other mood is told as the other part
    told |= same_verb && before.part != after.part;
    whom(case, &addressees);
    if told {
        for side in Side::BOTH {
            case.words.tell(side, 0..*ends.get(side));
        }
    }
}

/// Whether a paragraph asks for something or decides it.
pub(super) fn asks(paragraph: &Paragraph) -> bool {
    let verb = paragraph.opening.as_ref().map(|opening| lexicon::stem(&opening.verb));
    verb.is_some_and(|verb| matches!(verb.as_str(), "request" | "decid"))
}

fn part(before: &Paragraph, after: &Paragraph, case: &mut Case<'_>) {
    match (before.part, after.part) {
        (Part::Preambular, Part::Operative) => {
            case.say(ReasonCode::Part, "from the preamble to the operative part (stronger)");
        }
        (Part::Operative, Part::Preambular) => {
            case.say(ReasonCode::Part, "from the operative part to the preamble (weaker)");
        }
        _ => {}
    }
}

/// How many words the opening takes, the particle behind it included where it changed.
fn end(case: &Case<'_>, side: Side, opening: &Opening) -> usize {
    let end = case.words.of_opening(side, opening);
    let particle = case.words.sides.get(side).get(end).is_some_and(|word| word.changed && word.is(&PARTICLES));
    end + usize::from(particle)
}

/// The opening in quotation marks, in small letters as in a sentence.
fn shown(case: &Case<'_>, side: Side, end: usize) -> String {
    let text = case.words.text(side, 0..end);
    format!("“{}”", lower(text.trim_start_matches(['[', '“', '"', ' '])))
}

/// Whom the paragraph addresses, right behind the opening: how many words, and what it is.
fn addressee(case: &Case<'_>, side: Side, ends: &Versions<usize>) -> Option<(std::ops::Range<usize>, Addressee)> {
    let words: &[Word<'_>] = case.words.sides.get(side);
    let start = *ends.get(side);
    let skip = usize::from(words.get(start).is_some_and(|word| word.is(&["upon", "on", "to"])));
    let (length, what) =
        lexicon::longest_addressee(words.iter().take(start + ADDRESSEE).skip(start + skip).map(Word::lower))?;
    Some((start + skip..start + skip + length, what))
}

fn whom(case: &mut Case<'_>, addressees: &Versions<Option<(std::ops::Range<usize>, Addressee)>>) {
    let (Some((old, was)), Some((new, is))) = (&addressees.before, &addressees.after) else { return };
    let texts = (case.words.text(Side::Before, old.clone()), case.words.text(Side::After, new.clone()));
    if lower(&texts.0) == lower(&texts.1) {
        return;
    }
    let touched = case.words.touched(Side::Before, old.clone()) || case.words.touched(Side::After, new.clone());
    if touched {
        let mood = match (was, is) {
            (Addressee::Subordinate, Addressee::Independent) => Direction::NoInstruction,
            (Addressee::Independent, Addressee::Subordinate) => Direction::Instruction,
            _ => Direction::Changed,
        };
        case.say(ReasonCode::Addressee, format!("addresses {} → {} ({})", texts.0, texts.1, mood.name()));
        case.words.tell(Side::Before, old.clone());
        case.words.tell(Side::After, new.clone());
    }
}
