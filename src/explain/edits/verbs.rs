//! Opening verbs, at the start of a paragraph or of a later clause.

use super::super::connectives::adverbs;
use super::super::context::SharedContext;
use super::super::strength;
use super::super::words::{joins_entries, quoted};
use super::Classification;
use super::phrase::Phrase;
use crate::lexicon::{self, ClauseKind, WordList};
use crate::model::{EditDirection, EditType, Opening, Side, Significance, Versions};

/// The most words of an opening phrase with its adverbs.
const MAX_WORDS: usize = 16;
/// The most content words that an edit of verbs may have beside the verb.
const MAX_OTHER: usize = 2;

/// In an edit of so few words the verbs stand out.
const MAX_PLAIN_WORDS: usize = 10;

/// The verb that one side of an edit begins with.
#[derive(Debug)]
pub(super) struct Verb {
    opening: Opening,
    clause: ClauseKind,
    /// The number of words of the opening.
    len: usize,
    /// The number of content words after it, counted up to one more than [`MAX_OTHER`].
    others: usize,
}

impl Verb {
    /// Reads a verb that could open a paragraph, after the words that join it to the previous clause: ", and invites".
    pub(super) fn read(phrase: &Phrase<'_, '_>, side: Side) -> Option<Verb> {
        let joining_words = phrase.lower.get(side).iter().take_while(|word| joins_entries(word)).count();
        Verb::read_after(phrase, side, joining_words)
    }

    /// Reads a verb that could open a paragraph after so many words of a side.
    fn read_after(phrase: &Phrase<'_, '_>, side: Side, skipped: usize) -> Option<Verb> {
        let words = || phrase.words(side).skip(skipped);
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
        let others = content.take(MAX_OTHER + 1).count();
        Some(Verb { opening, clause, len: inner, others })
    }
}

pub(super) fn rule(phrase: &Phrase<'_, '_>, _: &SharedContext<'_>) -> Option<Classification> {
    if changes_connectives_only(phrase) {
        return Some(Classification::new(Significance::Editorial, EditType::Connective));
    }
    let has_few_others = |verb: &Verb| verb.others <= MAX_OTHER;
    let [old_empty, new_empty] = Side::BOTH.map(|side| phrase.lower.get(side).is_empty());
    match (phrase.verb(Side::Before), phrase.verb(Side::After)) {
        (Some(old), Some(new)) if has_few_others(old) && has_few_others(new) => replaced(phrase, old, new),
        (Some(verb), None) if new_empty && has_few_others(verb) => {
            substantive(beside_first_verb(phrase, verb, Side::Before))
        }
        (None, Some(verb)) if old_empty && has_few_others(verb) => {
            substantive(beside_first_verb(phrase, verb, Side::After))
        }
        // A phrase replaces a verb, or a verb a phrase, at the start of the paragraph.
        (Some(verb), None) | (None, Some(verb)) if !old_empty && !new_empty && has_few_others(verb) => {
            let at_start = Side::all(|side| phrase.is_at_start(side));
            if at_start { substantive(None) } else { None }
        }
        _ => None,
    }
}

fn substantive(direction: Option<EditDirection>) -> Option<Classification> {
    let classification = Classification::new(Significance::Substantive, EditType::OpeningVerb).and(EditType::Content);
    Some(classification.with_direction(direction))
}

/// The direction of a verb that is on one side only, and in the middle of a sentence: on the other side, the opening of the
/// paragraph governs the words after it. `Urges the ports, and encourages the keepers, to report`.
fn beside_first_verb(phrase: &Phrase<'_, '_>, verb: &Verb, side: Side) -> Option<EditDirection> {
    let is_bare = verb.others == 0 && !phrase.is_at_start(side);
    let first = phrase.context.first.get(side).and_then(|paragraph| paragraph.opening.as_ref()).filter(|_| is_bare)?;
    let openings = match side {
        Side::Before => Versions::new(&verb.opening, first),
        Side::After => Versions::new(first, &verb.opening),
    };
    strength::compare(openings.before, openings.after, None).of_edit()
}

/// The last verbs of a clause that replaces another: the last verb of each side governs what follows it.
/// `Requests the keepers` → `Recalls its resolution, and invites the keepers`
pub(super) struct LastVerbs(Versions<LastVerb>);

/// The last verb of a side, and the index of its first word.
type LastVerb = (usize, Verb);

impl LastVerbs {
    /// The last verbs of both sides, if both have one and they differ.
    pub(super) fn find(phrase: &Phrase<'_, '_>) -> Option<LastVerbs> {
        let verbs = Versions::new(last_verb(phrase, Side::Before)?, last_verb(phrase, Side::After)?);
        let stem = |side: Side| lexicon::stem(&verbs.get(side).1.opening.verb);
        (stem(Side::Before) != stem(Side::After)).then_some(LastVerbs(verbs))
    }

    /// The direction of the clause.
    pub(super) fn direction(&self) -> Option<EditDirection> {
        let Versions { before: (_, old), after: (_, new) } = &self.0;
        strength::compare(&old.opening, &new.opening, None).of_edit()
    }

    /// States the verbs apart from the other words of a long edit; `None` if the edit is short or says no more than them.
    /// `adds “Recalls its resolution”; “Requests” becomes “invites”`
    pub(super) fn statement(&self, phrase: &Phrase<'_, '_>) -> Option<VerbStatement> {
        let words = |side: Side| phrase.lower.get(side).len();
        if words(Side::Before) + words(Side::After) <= MAX_PLAIN_WORDS {
            return None;
        }
        let [old, new] = Side::BOTH.map(|side| {
            let (start, verb) = self.0.get(side);
            quoted(&phrase.text(side, *start..start + verb.len))
        });
        Some(VerbStatement { clause: self.clause(phrase), verbs: format!("{old} becomes {new}") })
    }

    /// What is before the verb of one side, if the edit is nothing else than that clause and the verbs.
    fn clause(&self, phrase: &Phrase<'_, '_>) -> Option<String> {
        let is_last = |side: Side| {
            let (start, verb) = self.0.get(side);
            start + verb.len == phrase.lower.get(side).len()
        };
        let (what, long) = match (self.0.before.0, self.0.after.0) {
            (0, start) if start > 0 => ("adds", Side::After),
            (start, 0) if start > 0 => ("drops", Side::Before),
            _ => return None,
        };
        let start = self.0.get(long).0;
        let joining = phrase.lower.get(long)[..start].iter().rev().take_while(|word| joins_entries(word)).count();
        let clause = || format!("{what} {}", quoted(&phrase.text(long, 0..start - joining)));
        Side::all(is_last).then(clause)
    }
}

/// The verbs of a long edit, stated apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct VerbStatement {
    /// What else the edit does, if it is nothing but a clause more or less.
    clause: Option<String>,
    /// `“Requests” becomes “invites”`
    verbs: String,
}

impl VerbStatement {
    /// The statement of an edit with its verbs behind it.
    pub(super) fn following(self, statement: &str) -> String {
        format!("{}; {}", self.clause.as_deref().unwrap_or(statement), self.verbs)
    }
}

/// The last verb of a side that could open a paragraph: at its start, or after a comma or *and*.
fn last_verb(phrase: &Phrase<'_, '_>, side: Side) -> Option<LastVerb> {
    let words = phrase.lower.get(side);
    let begins_clause = |index: &usize| *index == 0 || joins_entries(&words[*index - 1]);
    let verb = |index: usize| Some((index, Verb::read_after(phrase, side, index)?));
    (0..words.len()).rev().filter(begins_clause).find_map(verb)
}

/// One verb replaced by another, or the same verb with other adverbs.
fn replaced(phrase: &Phrase<'_, '_>, old: &Verb, new: &Verb) -> Option<Classification> {
    let same_verb = lexicon::stem(&old.opening.verb) == lexicon::stem(&new.opening.verb);
    let same_adverbs = adverbs(&old.opening) == adverbs(&new.opening);
    let same_rest = old.others == new.others;
    let same_clause = old.clause == new.clause;
    if same_verb && same_adverbs && same_rest {
        if !same_clause {
            let weaker = new.clause == ClauseKind::Preambular;
            return substantive(weaker.then_some(EditDirection::Weaker));
        }
        let words = |side: Side| phrase.lower.get(side).iter().filter(|word| !WordList::And.contains(word));
        let editorial = || Classification::new(Significance::Editorial, EditType::Style).and(EditType::Connective);
        return words(Side::Before).eq(words(Side::After)).then(editorial);
    }
    if same_verb && same_clause && old.opening.modifiers == new.opening.modifiers {
        return None;
    }
    let are_synonyms = phrase.context.lexicon.are_synonyms(&old.opening.verb, &new.opening.verb);
    if !same_verb && are_synonyms && same_rest && same_adverbs && same_clause {
        return Some(Classification::new(Significance::Editorial, EditType::Style).and(EditType::OpeningVerb));
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

/// Whether only connectives such as *also* and *further* differ beside a verb.
fn changes_connectives_only(phrase: &Phrase<'_, '_>) -> bool {
    let words = |side: Side| phrase.lower.get(side).iter().map(|word| &**word);
    let others = |side: Side| words(side).filter(|word| !lexicon::is_connective(word));
    let has_connective = Side::any(|side| words(side).any(lexicon::is_connective));
    has_connective && starts_with_verb(phrase) && others(Side::Before).eq(others(Side::After))
}
