//! Opening verbs, wherever in the sentence they govern a clause.

use super::super::connectives::adverbs;
use super::super::context::Facts;
use super::super::strength;
use super::Meaning;
use super::phrase::Phrase;
use crate::lexicon::{self, ClauseKind};
use crate::model::{EditDirection, EditType, Opening, Side, Significance};

/// Content words beside the verbs that an edit of verbs may have.
const MAX_OTHER: usize = 2;

/// The verb that one side of an edit begins with.
#[derive(Debug)]
pub(super) struct Verb {
    opening: Opening,
    clause: ClauseKind,
    /// Content words behind it; not counted beyond [`MAX_OTHER`] and one.
    others: usize,
}

impl Verb {
    /// Reads the verb that could open a paragraph, behind what joins it to the clause before: ", and invites".
    pub(super) fn read(phrase: &Phrase<'_, '_>, side: Side) -> Option<Verb> {
        // An opening phrase with its adverbs has no more words than these.
        const MAX_WORDS: usize = 16;
        let joining_words =
            phrase.lower.get(side).iter().take_while(|word| matches!(&***word, "," | "and" | ";")).count();
        let words = || phrase.words(side).skip(joining_words);
        if !lexicon::may_open(words().next()?.shown) {
            return None;
        }
        let mut text = String::new();
        let mut ends = Vec::with_capacity(MAX_WORDS);
        for word in words().take(MAX_WORDS) {
            if word.spaced && !text.is_empty() {
                text.push(' ');
            }
            text += word.shown;
            ends.push(text.len());
        }
        let (opening, clause) = lexicon::parse_opening(&text)?;
        let inner = ends.partition_point(|end| *end <= opening.len);
        let content = words().skip(inner).filter(|word| !word.is_punctuation() && word.function_word().is_none());
        Some(Verb { opening, clause, others: content.take(MAX_OTHER + 1).count() })
    }
}

pub(super) fn rule(phrase: &Phrase<'_, '_>, _: &Facts<'_>) -> Option<Meaning> {
    if changes_connectives_only(phrase) {
        return Some(Meaning::new(Significance::Editorial, EditType::Chain));
    }
    let few = |verb: &Verb| verb.others <= MAX_OTHER;
    let [old_empty, new_empty] = Side::BOTH.map(|side| phrase.lower.get(side).is_empty());
    match (phrase.verb(Side::Before), phrase.verb(Side::After)) {
        (Some(old), Some(new)) if few(old) && few(new) => replaced(phrase, old, new),
        (Some(verb), None) if new_empty && few(verb) => substantive(None),
        (None, Some(verb)) if old_empty && few(verb) => substantive(None),
        // A phrase replaces a verb, or a verb a phrase, at the start of the paragraph.
        (Some(verb), None) | (None, Some(verb)) if !old_empty && !new_empty && few(verb) => {
            let at_start = Side::all(|side| phrase.is_at_start(side));
            if at_start { substantive(None) } else { None }
        }
        _ => None,
    }
}

fn substantive(direction: Option<EditDirection>) -> Option<Meaning> {
    let meaning = Meaning::new(Significance::Substantive, EditType::OpeningVerb).and(EditType::Content);
    Some(meaning.with_direction(direction))
}

/// One verb for another, or the same verb with other adverbs.
fn replaced(phrase: &Phrase<'_, '_>, old: &Verb, new: &Verb) -> Option<Meaning> {
    let same_verb = lexicon::stem(&old.opening.verb) == lexicon::stem(&new.opening.verb);
    let same_adverbs = adverbs(&old.opening) == adverbs(&new.opening);
    let same_rest = old.others == new.others;
    let same_clause = old.clause == new.clause;
    if same_verb && same_adverbs && same_rest {
        if !same_clause {
            let weaker = new.clause == ClauseKind::Preambular;
            return substantive(weaker.then_some(EditDirection::Weaker));
        }
        let words = |side: Side| phrase.lower.get(side).iter().filter(|word| *word != "and");
        let editorial = || Meaning::new(Significance::Editorial, EditType::Style).and(EditType::Chain);
        return words(Side::Before).eq(words(Side::After)).then(editorial);
    }
    if same_verb && same_clause && old.opening.modifiers == new.opening.modifiers {
        return None;
    }
    let alike = phrase.context.lexicon.are_synonyms(&old.opening.verb, &new.opening.verb);
    if !same_verb && alike && same_rest && same_adverbs && same_clause {
        return Some(Meaning::new(Significance::Editorial, EditType::Style).and(EditType::OpeningVerb));
    }
    let direction = if same_verb {
        strength::compare_adverbs(&old.opening, &new.opening)
    } else {
        strength::compare(&old.opening, &new.opening, None)
    };
    substantive(direction.of_edit())
}

/// Whether a side begins with a verb that could open a paragraph.
pub(super) fn starts_with_verb(phrase: &Phrase<'_, '_>) -> bool {
    Side::any(|side| phrase.verb(side).is_some())
}

/// Whether nothing differs but *also*, *further* and their kin beside a verb.
fn changes_connectives_only(phrase: &Phrase<'_, '_>) -> bool {
    let words = |side: Side| phrase.lower.get(side).iter().map(|word| &**word);
    let plain = |side: Side| words(side).filter(|word| !lexicon::is_connective(word));
    let chained = Side::any(|side| words(side).any(lexicon::is_connective));
    chained && starts_with_verb(phrase) && plain(Side::Before).eq(plain(Side::After))
}
