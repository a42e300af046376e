//! Modals, hedges, intensifiers, negations, *and* and *or*: small words that change the meaning.
//!
//! Only in short word changes. In a long new passage a word such as *all* is part of the content, which is quoted.

use std::ops::Range;

use super::context::{RuleContext, SharedContext};
use super::words::{Word, WordChange, lower, replacement};
use crate::lexicon::{Qualifier, WordList};
use crate::model::{EditDirection, ReasonCode, Side};

/// Single words are not searched in longer changes.
const MAX_WORDS_FOR_WORD: usize = 8;
/// Phrases are not searched in longer changes.
const MAX_WORDS_FOR_PHRASE: usize = 24;
/// The most words of a qualifier.
const MAX_QUALIFIER_WORDS: usize = 8;

pub(super) fn apply(_: &SharedContext<'_>, context: &mut RuleContext<'_>) {
    for change in context.words.word_changes.clone() {
        apply_and_or(context, &change);
        apply_to_change(context, &change);
    }
}

/// A qualifier in the text.
struct QualifierMatch {
    words: Range<usize>,
    qualifier: Qualifier,
    text: String,
}

fn apply_to_change(context: &mut RuleContext<'_>, change: &WordChange) {
    let [mut before, mut after] = Side::BOTH.map(|side| qualifiers(context, side, change.get(side).clone()));
    // A qualifier on both sides only moved.
    before.retain(|old| match after.iter().position(|new| new.text == old.text) {
        Some(index) => {
            after.remove(index);
            false
        }
        None => true,
    });
    for old in before {
        let partner = after.iter().position(|new| same_category(old.qualifier, new.qualifier));
        let new = partner.map(|index| after.remove(index));
        report(context, Some(&old), new.as_ref());
    }
    for new in after {
        report(context, None, Some(&new));
    }
}

fn same_category(old: Qualifier, new: Qualifier) -> bool {
    use Qualifier::{Hedge, Intensifier, Modal, Negation, Scope};
    matches!(
        (old, new),
        (Modal(_), Modal(_)) | (Hedge | Scope, Hedge | Scope) | (Intensifier, Intensifier) | (Negation, Negation)
    )
}

fn report(context: &mut RuleContext<'_>, old: Option<&QualifierMatch>, new: Option<&QualifierMatch>) {
    let [old_text, new_text] = [old, new].map(|found| found.map_or(String::new(), |found| format!("“{}”", found.text)));
    let text = replacement(&old_text, &new_text);
    let Some(qualifier) = new.or(old).map(|found| found.qualifier) else { return };
    let code = match qualifier {
        Qualifier::Modal(_) => ReasonCode::Modal,
        Qualifier::Hedge | Qualifier::Scope => ReasonCode::Hedge,
        Qualifier::Intensifier => ReasonCode::Intensifier,
        Qualifier::Negation => ReasonCode::Negation,
    };
    let remark = match direction(old.map(|old| old.qualifier), new.map(|new| new.qualifier)) {
        Some(direction) => format!(" ({})", direction.name()),
        None if code == ReasonCode::Negation && old.is_some() != new.is_some() => " (reverses the meaning)".to_owned(),
        None => String::new(),
    };
    context.add_reason(code, text + &remark);
    for (side, found) in Side::BOTH.into_iter().zip([old, new]) {
        if let Some(found) = found {
            context.words.mark_explained(side, found.words.clone());
        }
    }
}

/// Whether a text becomes stronger or weaker when a qualifier replaces another, is added or removed.
pub(super) fn direction(old: Option<Qualifier>, new: Option<Qualifier>) -> Option<EditDirection> {
    use Qualifier::{Hedge, Intensifier, Modal};
    match (old, new) {
        (Some(Modal(old)), Some(Modal(new))) if new > old => Some(EditDirection::Stronger),
        (Some(Modal(old)), Some(Modal(new))) if new < old => Some(EditDirection::Weaker),
        (Some(Hedge), None) | (None, Some(Intensifier)) => Some(EditDirection::Stronger),
        (None, Some(Hedge)) | (Some(Intensifier), None) => Some(EditDirection::Weaker),
        _ => None,
    }
}

/// The qualifiers that overlap a word change.
fn qualifiers(context: &RuleContext<'_>, side: Side, change: Range<usize>) -> Vec<QualifierMatch> {
    let words = context.words.sides.get(side);
    if change.is_empty() || change.len() > MAX_WORDS_FOR_PHRASE {
        return Vec::new();
    }
    let mut out = Vec::new();
    let mut index = change.start.saturating_sub(MAX_QUALIFIER_WORDS);
    while index < change.end {
        let found = context.lexicon.longest_qualifier(words[index..].iter().map(Word::lower));
        let Some((len, qualifier)) = found.filter(|(len, _)| index + len > change.start) else {
            index += 1;
            continue;
        };
        let range = index..index + len;
        let fits = (len > 1 || change.len() <= MAX_WORDS_FOR_WORD)
            && words[range.clone()].iter().any(Word::is_unexplained)
            && is_used_as_qualifier(words, index, qualifier);
        if fits {
            let text = lower(&context.words.text(side, range.clone())).into_owned();
            out.push(QualifierMatch { words: range, qualifier, text });
        }
        index += len;
    }
    out
}

/// Whether a word is used as a qualifier: May is a month, a political will is a noun, No. 7 is a number.
fn is_used_as_qualifier(words: &[Word<'_>], index: usize, qualifier: Qualifier) -> bool {
    match qualifier {
        Qualifier::Modal(_) => {
            let is_noun = index.checked_sub(1).is_some_and(|last| words[last].is_in(WordList::BeforeNoun));
            !words[index].is_capitalized() && !is_noun
        }
        Qualifier::Negation => words.get(index + 1).is_none_or(|next| next.shown != "."),
        _ => true,
    }
}

/// *And* replaced by *or*, with nothing else in the change.
fn apply_and_or(context: &mut RuleContext<'_>, change: &WordChange) {
    let is_and = |word: &Word<'_>| word.is_in(WordList::And);
    let is_or = |word: &Word<'_>| word.is_in(WordList::Or);
    let is_slash = |word: &Word<'_>| word.shown == "/";
    let text = |side: Side| {
        let range = change.get(side).clone();
        let words = context.words.slice(side, range.clone());
        let only = words.iter().all(|word| word.is_unexplained() && (is_and(word) || is_or(word) || is_slash(word)));
        (only && words.iter().any(|word| !word.is_punctuation())).then(|| context.words.text(side, range))
    };
    // "and" → "and/or" adds two words and removes none.
    let has_slash = |side: Side| {
        let [first, second] = context.words.slice(side, change.get(side).clone()) else { return false };
        is_slash(first) && is_or(second) || is_and(first) && is_slash(second)
    };
    let reason = match (text(Side::Before), text(Side::After)) {
        (Some(old), Some(new)) => format!("“{old}” → “{new}”"),
        (None, Some(_)) if change.before.is_empty() && has_slash(Side::After) => "becomes “and/or”".to_owned(),
        (Some(_), None) if change.after.is_empty() && has_slash(Side::Before) => "is no longer “and/or”".to_owned(),
        _ => return,
    };
    context.add_reason(ReasonCode::AndOr, reason);
    context.words.mark_both_explained(change);
}
