//! The classification of each edit as a whole: its types, significance and direction.
//!
//! In: the edits of a change, and the reasons that the rules for single words gave. Out: a [`Classification`] for each
//! edit.
//!
//! [`RULES`] is an ordered table: the first rule that applies decides. An edit to which no rule applies changes the
//! content, and is substantive. An edit is never more significant than the strongest reason of its paragraph, because the
//! reasons explain every word.

mod calendar;
mod citations;
mod phrase;
mod style;
mod substitutions;
mod verbs;

use phrase::Phrase;
pub(super) use substitutions::Substitutions;

use super::context::{RuleContext, SharedContext};
use super::entities::{Entity, EntityKind};
use super::words::Word;
use crate::lexicon::{self, FunctionWord, PhraseList, Qualifier, WordList};
use crate::model::{
    ChangeKind, Edit, EditDirection, EditKind, EditType, Reason, ReasonCode, Side, Significance, Versions,
};
use crate::text::TokenKind;

/// What kind of edit it is, and how much it matters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Classification {
    /// The most important first.
    types: [Option<EditType>; 2],
    significance: Significance,
    direction: Option<EditDirection>,
    /// The verbs that give the direction, if they are to be stated apart.
    verbs: Option<verbs::VerbStatement>,
}

impl Classification {
    fn new(significance: Significance, first: EditType) -> Classification {
        Classification { types: [Some(first), None], significance, direction: None, verbs: None }
    }

    fn and(mut self, second: EditType) -> Classification {
        self.types[1] = Some(second);
        self
    }

    fn with_direction(mut self, direction: Option<EditDirection>) -> Classification {
        self.direction = direction;
        self
    }

    /// Writes the classification to its edit, and the direction also to the statement for people.
    pub(super) fn write_to(self, edit: &mut Edit) {
        edit.types = self.types.into_iter().flatten().collect();
        edit.significance = self.significance;
        edit.direction = self.direction;
        if let Some(verbs) = self.verbs {
            edit.text = verbs.following(&edit.text);
        }
        if let Some(direction) = self.direction {
            edit.text += &format!(" ({})", direction.name());
        }
    }
}

/// How many paragraphs before and after are searched for the full form of a name. Nearly all resolutions are shorter;
/// without a bound, time would grow with the square of the text.
const MAX_DISTANCE: usize = 50;

type Rule = fn(&Phrase<'_, '_>, &SharedContext<'_>) -> Option<Classification>;

/// The rules, in the order in which they are tried.
const RULES: &[Rule] = &[
    moved,
    agreed_mark,
    brackets,
    punctuation,
    capitals,
    determiners,
    qualifiers_of_citations,
    substitutions::rule,
    verbs::rule,
    cross_reference,
    citations::rule,
    calendar::rule,
    amount,
    style::rule,
    qualifiers,
    names,
];

/// Classifies each edit of a change.
pub(super) fn classify(context: &RuleContext<'_>, shared: &SharedContext<'_>) -> Vec<Classification> {
    let edits = &context.change.edits;
    if edits.is_empty() {
        return Vec::new();
    }
    let starts = phrase::starts(context);
    edits.iter().map(|edit| classification(context, &starts, edit, shared)).collect()
}

fn classification(
    context: &RuleContext<'_>,
    starts: &Versions<phrase::Starts>,
    edit: &Edit,
    shared: &SharedContext<'_>,
) -> Classification {
    let phrase = Phrase::new(context, starts, edit);
    RULES.iter().find_map(|rule| rule(&phrase, shared)).unwrap_or_else(|| content(&phrase))
}

/// Limits edits and reasons by each other: an edit is at most as significant as the strongest reason, and a reason that
/// depends on edits at most as significant as the most significant of them.
pub(super) fn limit(edits: &mut [Edit], reasons: &mut [Reason]) {
    let Some(strongest) = reasons.iter().map(|reason| reason.significance).max() else { return };
    edits.iter_mut().for_each(|edit| edit.significance = edit.significance.min(strongest));
    let Some(most_significant) = edits.iter().map(|edit| edit.significance).max() else { return };
    let is_limited = |code: ReasonCode| !code.is_independent_of_edits() && code != ReasonCode::Brackets;
    for reason in reasons.iter_mut().filter(|reason| is_limited(reason.code)) {
        reason.significance = reason.significance.min(most_significant);
    }
}

fn moved(phrase: &Phrase<'_, '_>, _: &SharedContext<'_>) -> Option<Classification> {
    (phrase.kind == EditKind::Moved).then(|| Classification::new(Significance::Substantive, EditType::MovedPhrase))
}

/// A mark of agreement that was added or removed.
fn agreed_mark(phrase: &Phrase<'_, '_>, _: &SharedContext<'_>) -> Option<Classification> {
    let sides = Side::BOTH.map(|side| phrase.differing_lower(side));
    let words = match sides {
        [words, []] | [[], words] => words.join(" "),
        _ => return None,
    };
    let inner = words.trim_matches(['[', ']', '(', ')', ' ']);
    let is_mark = inner.len() < words.len() && lexicon::is_agreed_mark(inner);
    is_mark.then(|| Classification::new(Significance::Editorial, EditType::Brackets))
}

fn brackets(phrase: &Phrase<'_, '_>, _: &SharedContext<'_>) -> Option<Classification> {
    let has_bracket = phrase.all_differing().any(|word| matches!(word.shown, "[" | "]"));
    has_bracket.then(|| Classification::new(Significance::Substantive, EditType::Brackets))
}

/// Only punctuation. Dashes and quotation marks have the significance that the rules for single words gave, because some
/// have a meaning: `10-12`, a minus sign, a range.
fn punctuation(phrase: &Phrase<'_, '_>, _: &SharedContext<'_>) -> Option<Classification> {
    if !phrase.consists_of(Word::is_punctuation) {
        return None;
    }
    if is_hyphen_of_compound(phrase) {
        return Some(Classification::new(Significance::Typographic, EditType::Punctuation).and(EditType::Typography));
    }
    let are_known = phrase.consists_of(|word| word.shown.chars().all(|mark| ",;:.".contains(mark)));
    let strongest = phrase.context.strongest();
    let is_regrouped = matches!(phrase.context.change.kind, ChangeKind::Split | ChangeKind::Merged);
    Some(if is_regrouped && are_known {
        Classification::new(Significance::Editorial, EditType::Style).and(EditType::Punctuation)
    } else if Side::all(|side| phrase.is_at_end(side)) && are_known {
        Classification::new(Significance::Typographic, EditType::Punctuation).and(EditType::Typography)
    } else if are_known && !is_between_numbers(phrase) {
        Classification::new(Significance::Editorial, EditType::Punctuation)
    } else {
        Classification::new(strongest.unwrap_or(Significance::Substantive), EditType::Punctuation)
    })
}

/// `ecosystem based` → `ecosystem-based`: a hyphen between words that makes no other word of them.
fn is_hyphen_of_compound(phrase: &Phrase<'_, '_>) -> bool {
    Side::any(|side| {
        let is_alphabetic = |word: &&Word<'_>| word.shown.chars().all(char::is_alphabetic);
        let is_hyphen = matches!(phrase.differing_lower(side), [mark] if matches!(&**mark, "-" | "‐" | "‑"));
        let words = phrase.previous_word(side).filter(is_alphabetic).zip(phrase.next_word(side).filter(is_alphabetic));
        let is_compound = words.is_some_and(|(first, second)| {
            !second.spaced && !lexicon::makes_another_word(&first.lower(), &second.lower())
        });
        is_hyphen && is_compound && phrase.differing_lower(side.other()).is_empty()
    })
}

/// Whether the differing words stand between two numbers.
fn is_between_numbers(phrase: &Phrase<'_, '_>) -> bool {
    let is_number = |word: Option<&Word<'_>>| word.is_some_and(|word| word.kind == TokenKind::Number);
    Side::any(|side| is_number(phrase.previous_word(side)) && is_number(phrase.next_word(side)))
}

/// The same words in upper or lower case. In another case, the symbol of a unit or an acronym is another word.
fn capitals(phrase: &Phrase<'_, '_>, _: &SharedContext<'_>) -> Option<Classification> {
    let same = phrase.lower.before == phrase.lower.after && !phrase.lower.before.is_empty();
    let recased = phrase.words(Side::Before).zip(phrase.words(Side::After)).any(|(old, new)| old.shown != new.shown);
    let is_acronym = |word: &Word<'_>| word.shown.len() <= 5 && word.shown.chars().skip(1).any(char::is_uppercase);
    let has_acronym = || Side::BOTH.into_iter().flat_map(|side| phrase.words(side)).any(is_acronym);
    (same && recased && !has_acronym())
        .then(|| Classification::new(Significance::Typographic, EditType::Style).and(EditType::Typography))
}

/// `of the matter` → `of this matter`: the choice is a matter of style, except *all*, *any* and *such*.
fn determiners(phrase: &Phrase<'_, '_>, _: &SharedContext<'_>) -> Option<Classification> {
    let is_neutral =
        |word: &Word<'_>| word.function_word() == Some(FunctionWord::Determiner) && !word.is_in(WordList::Quantifier);
    phrase.consists_of(is_neutral).then(|| Classification::new(Significance::Editorial, EditType::Style))
}

/// `its previous resolutions` → `its resolutions`: the list or the subject shows which ones are meant.
fn qualifiers_of_citations(phrase: &Phrase<'_, '_>, _: &SharedContext<'_>) -> Option<Classification> {
    let chooses = |word: &Word<'_>| word.is_in(WordList::CitationChoice);
    let cites = |side: Side| {
        let mut next = phrase.words_after(side).iter().skip_while(|word| chooses(word)).map(Word::lower);
        // Of a single text, another word before it may choose another one.
        let is_plural = |noun: &str| PhraseList::CitationNoun.value(noun).is_some_and(|singular| singular != noun);
        next.next().is_some_and(|noun| is_plural(&noun))
    };
    let is_known = phrase.consists_of(chooses) && Side::any(cites);
    is_known.then(|| Classification::new(Significance::Editorial, EditType::Style))
}

/// The number of a paragraph of the same text that followed its renumbering.
fn cross_reference(phrase: &Phrase<'_, '_>, _: &SharedContext<'_>) -> Option<Classification> {
    let has = |wanted: ReasonCode| phrase.context.has_reason(|code| code == wanted);
    let is_number = |word: &Word<'_>| word.kind == TokenKind::Number && !word.shown.contains('/');
    let only_numbers = |side: Side| phrase.differing(side).all(|word| is_number(word) || word.joins_numbers());
    let has_number = |side: Side| phrase.differing(side).any(is_number) && phrase.is_number_of_paragraph(side);
    if !Side::all(|side| has_number(side) && only_numbers(side)) || !has(ReasonCode::CrossReference) {
        return None;
    }
    let is_wrong = has(ReasonCode::BrokenReference) || has(ReasonCode::RetargetedReference);
    let significance = if is_wrong { Significance::Substantive } else { Significance::Editorial };
    Some(Classification::new(significance, EditType::CrossReference))
}

/// Sums, shares and counts.
fn amount(phrase: &Phrase<'_, '_>, _: &SharedContext<'_>) -> Option<Classification> {
    if !phrase.has_entities() {
        return None;
    }
    let has_only_amounts = |side: Side| {
        let entities = phrase.entities(side);
        let is_amount = |entity: &&Entity| matches!(entity.kind, EntityKind::Amount(_) | EntityKind::Number(_));
        !entities.is_empty() && entities.iter().all(is_amount)
    };
    let is_of_amount = |side: Side, word: &Word<'_>| {
        word.kind == TokenKind::Number || word.is_punctuation() || phrase.is_counted(side, word)
    };
    let counts = |side: Side| has_only_amounts(side) && phrase.differing(side).all(|word| is_of_amount(side, word));
    if is_currency(phrase) {
        return Some(Classification::new(Significance::Editorial, EditType::Style).and(EditType::Amount));
    }
    (Side::all(counts) && phrase.kinds(Side::Before) != phrase.kinds(Side::After))
        .then(|| Classification::new(Significance::Substantive, EditType::Amount))
}

/// `$4 million` → `4 million United States dollars`: the same sum.
fn is_currency(phrase: &Phrase<'_, '_>) -> bool {
    let sum = |side: Side| phrase.differing_lower(side).iter().filter(|word| !PhraseList::Dollar.contains(word));
    let is_named =
        |side: Side| phrase.differing_lower(side).iter().any(|word| PhraseList::Dollar.value(word) == Some("unit"));
    Side::all(is_named) && sum(Side::Before).eq(sum(Side::After))
}

/// Modals, hedges and intensifiers with only function words beside them.
fn qualifiers(phrase: &Phrase<'_, '_>, _: &SharedContext<'_>) -> Option<Classification> {
    let found = Versions::from_fn(|side| phrase.sole_qualifier(side));
    // If one side has other words, the content changes.
    let (old, new) = (found.before?, found.after?);
    let qualifier = new.or(old)?;
    let kind = match qualifier {
        Qualifier::Modal(_) => EditType::Modal,
        Qualifier::Hedge => EditType::Hedge,
        Qualifier::Scope | Qualifier::Intensifier => EditType::Intensifier,
        Qualifier::Negation => EditType::Content,
    };
    let direction = super::qualifiers::direction(old, new);
    Some(Classification::new(Significance::Substantive, kind).with_direction(direction))
}

/// Names: the short form of a name for the full one, or another name.
fn names(phrase: &Phrase<'_, '_>, shared: &SharedContext<'_>) -> Option<Classification> {
    // "WMO" and "World Meteorological Organization (WMO)"
    let expands = |long: Side| {
        let open = phrase.lower.get(long).iter().position(|word| word == "(");
        let words = |side: Side, from: usize| phrase.words(side).skip(from).filter(|word| !word.is_punctuation());
        let short = || words(long.other(), 0).map(Word::lower);
        open.is_some_and(|open| short().next().is_some() && words(long, open).map(Word::lower).eq(short()))
    };
    if Side::any(expands) || is_acronym_in_brackets(phrase) {
        return Some(Classification::new(Significance::Editorial, EditType::Name));
    }
    let mut content = Side::BOTH.into_iter().flat_map(|side| phrase.content_words(side)).peekable();
    if content.peek().is_none() || !content.all(Word::is_capitalized) {
        return None;
    }
    // The short form of a name that both resolutions also have in full.
    let has_full_form = |long: Side| {
        let same_end = phrase.last_capital(long).is_some_and(|last| phrase.last_name_word(long.other()) == Some(last));
        same_end
            && phrase
                .full_name(long)
                .is_some_and(|name| name.contains(' ') && Side::all(|side| occurs_nearby(&name, phrase, side, shared)))
    };
    if Side::any(has_full_form) {
        return Some(Classification::new(Significance::Editorial, EditType::Name));
    }
    if calendar::is_next_place(phrase, shared) {
        return Some(Classification::new(Significance::Routine, EditType::Name).and(EditType::Time));
    }
    let kind = if phrase.has_instrument() { EditType::Reference } else { EditType::Content };
    Some(Classification::new(Significance::Substantive, EditType::Name).and(kind))
}

/// `the Office (OCHA)` → `the Office`: the acronym of a name that is also given in full.
fn is_acronym_in_brackets(phrase: &Phrase<'_, '_>) -> bool {
    let is_acronym = |word: &Word<'_>| word.shown.chars().filter(|letter| letter.is_uppercase()).count() > 1;
    Side::any(|side| {
        let words: Vec<_> = phrase.differing(side).collect();
        let inner =
            matches!(words[..], [open, name, close] if open.shown == "(" && close.shown == ")" && is_acronym(name));
        inner && phrase.differing(side.other()).next().is_none()
    })
}

/// Whether a name is in another paragraph of one side, at most [`MAX_DISTANCE`] away.
fn occurs_nearby(name: &str, phrase: &Phrase<'_, '_>, side: Side, shared: &SharedContext<'_>) -> bool {
    let own = phrase.context.change.paragraphs.get(side).first().map_or(0, |index| index.0);
    let paragraphs = &shared.comparison.resolutions.get(side).paragraphs;
    let nearby = own.saturating_sub(MAX_DISTANCE)..paragraphs.len().min(own + MAX_DISTANCE + 1);
    let finder = memchr::memmem::Finder::new(name);
    let others = paragraphs[nearby].iter().filter(|paragraph| Some(&paragraph.id) != phrase.paragraph(side));
    others.into_iter().any(|paragraph| finder.find(paragraph.text.as_bytes()).is_some())
}

/// What no rule explains.
fn content(phrase: &Phrase<'_, '_>) -> Classification {
    let has = |is_kind: fn(&EntityKind) -> bool| phrase.all_entities().any(|entity| is_kind(&entity.kind));
    let one_sided = phrase.lower.before.is_empty() || phrase.lower.after.is_empty();
    let cites = has(|kind| matches!(kind, EntityKind::Resolution { .. } | EntityKind::Document { .. }));
    let second = if cites || phrase.has_instrument() {
        Some(EditType::Reference)
    } else if verbs::starts_with_verb(phrase) {
        Some(EditType::OpeningVerb)
    } else if let Some(kind) = phrase.prominent_qualifier() {
        Some(kind)
    } else if has(|kind| matches!(kind, EntityKind::Date { .. } | EntityKind::Year(_) | EntityKind::Session(_))) {
        Some(EditType::Time)
    } else if has(|kind| matches!(kind, EntityKind::Amount(_) | EntityKind::Number(_))) {
        Some(EditType::Amount)
    } else if phrase.mentions_instrument() {
        Some(EditType::Reference)
    } else {
        None
    };
    let last_verbs = verbs::LastVerbs::find(phrase);
    let direction = last_verbs.as_ref().and_then(verbs::LastVerbs::direction);
    let verbs = last_verbs.filter(|_| direction.is_some()).and_then(|last_verbs| last_verbs.statement(phrase));
    let substantive = |first| Classification::new(Significance::Substantive, first).with_direction(direction);
    let classification = match second {
        Some(second) if cites && one_sided => substantive(second).and(EditType::Content),
        Some(second) => substantive(EditType::Content).and(second),
        None => substantive(EditType::Content),
    };
    Classification { verbs, ..classification }
}
