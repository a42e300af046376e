//! What each edit means as a whole: its types, significance and direction.
//!
//! [`RULES`] is an ordered table. The first rule that knows an edit decides; an edit that no rule knows is a change of
//! content, and substantive. The significance of an edit is never above what the rules for single words found for the
//! whole paragraph: where they explained every word, nothing heavier is left.

mod calendar;
mod citations;
mod faults;
mod phrase;
mod style;
mod verbs;

pub(super) use faults::Faults;
use phrase::Phrase;

use super::case::Case;
use super::steps::Steps;
use super::words::Word;
use crate::lexicon::{self, FunctionWord, Qualifier};
use crate::model::{
    ChangeKind, Comparison, Edit, EditDirection, EditKind, EditType, Reason, ReasonCode, Side, Significance, Versions,
};
use crate::text::TokenKind;

/// What an edit means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Meaning {
    /// The most telling first.
    types: [Option<EditType>; 2],
    significance: Significance,
    direction: Option<EditDirection>,
}

impl Meaning {
    fn new(significance: Significance, first: EditType) -> Meaning {
        Meaning { types: [Some(first), None], significance, direction: None }
    }

    fn and(mut self, second: EditType) -> Meaning {
        self.types[1] = Some(second);
        self
    }

    fn with_direction(mut self, direction: Option<EditDirection>) -> Meaning {
        self.direction = direction;
        self
    }
}

/// What the rules look at beside the edit.
pub(super) struct Context<'a> {
    pub(super) comparison: &'a Comparison,
    pub(super) steps: &'a Steps,
    pub(super) faults: &'a Faults,
}

/// Paragraphs to either side in which the full form of a name is looked for. Nearly all resolutions are shorter, and
/// without a bound the work would grow with the square of a text.
const MAX_DISTANCE: usize = 50;

type Rule = fn(&Phrase<'_, '_>, &Context<'_>) -> Option<Meaning>;

/// The rules, in the order in which they are asked.
const RULES: &[Rule] = &[
    moved,
    brackets,
    punctuation,
    capitals,
    determiners,
    faults::rule,
    verbs::rule,
    cross_reference,
    citations::rule,
    calendar::rule,
    amount,
    style::rule,
    markers,
    names,
];

/// What each edit of a change means.
pub(super) fn meanings(case: &Case<'_>, context: &Context<'_>) -> Vec<Meaning> {
    let edits = &case.change.edits;
    if edits.is_empty() {
        return Vec::new();
    }
    let starts = phrase::starts(case);
    edits.iter().map(|edit| meaning(case, &starts, edit, context)).collect()
}

fn meaning(case: &Case<'_>, starts: &Versions<phrase::Starts>, edit: &Edit, context: &Context<'_>) -> Meaning {
    let phrase = Phrase::new(case, starts, edit);
    RULES.iter().find_map(|rule| rule(&phrase, context)).unwrap_or_else(|| content(&phrase))
}

/// Sets the edits of a change to what they mean, its significance to that of the heaviest, and its reasons to no more.
pub(super) fn settle(edits: &mut [Edit], meanings: Vec<Meaning>, reasons: &mut [Reason]) {
    let Some(strongest) = reasons.iter().map(|reason| reason.significance).max() else { return };
    for (edit, meaning) in edits.iter_mut().zip(meanings) {
        edit.types = meaning.types.into_iter().flatten().collect();
        edit.significance = meaning.significance.min(strongest);
        edit.direction = meaning.direction;
        match meaning.direction {
            Some(EditDirection::Stronger) => edit.text.push_str(" (stronger)"),
            Some(EditDirection::Weaker) => edit.text.push_str(" (weaker)"),
            None => {}
        }
    }
    let Some(heaviest) = edits.iter().map(|edit| edit.significance).max() else { return };
    for reason in reasons.iter_mut().filter(|reason| !is_beside_the_words(reason.code)) {
        reason.significance = reason.significance.min(heaviest);
    }
}

/// Whether a reason says something that no edit of the paragraph shows.
fn is_beside_the_words(code: ReasonCode) -> bool {
    code.is_beside_the_words() || code == ReasonCode::Brackets
}

fn moved(phrase: &Phrase<'_, '_>, _: &Context<'_>) -> Option<Meaning> {
    (phrase.kind == EditKind::Moved).then(|| Meaning::new(Significance::Substantive, EditType::MovedPhrase))
}

fn brackets(phrase: &Phrase<'_, '_>, _: &Context<'_>) -> Option<Meaning> {
    let has = Side::BOTH.iter().any(|side| phrase.core(*side).any(|word| matches!(word.shown, "[" | "]")));
    has.then(|| Meaning::new(Significance::Substantive, EditType::Brackets))
}

/// Nothing but commas and the like. Dashes and quotation marks are left to the rules for single words, because some of
/// them tell: `10-12`, a minus, a range.
fn punctuation(phrase: &Phrase<'_, '_>, _: &Context<'_>) -> Option<Meaning> {
    let known = |word: &Word<'_>| word.is_mark() && word.shown.chars().all(|mark| ",;:.".contains(mark));
    let words = || Side::BOTH.into_iter().flat_map(|side| phrase.core(side));
    if words().next().is_none() || !words().all(Word::is_mark) {
        return None;
    }
    if is_hyphen_of_compound(phrase) {
        return Some(Meaning::new(Significance::Typographic, EditType::Punctuation).and(EditType::Typography));
    }
    let strongest = phrase.case.reasons.iter().map(|reason| reason.significance).max();
    let parted = matches!(phrase.case.change.kind, ChangeKind::Split | ChangeKind::Merged);
    Some(if parted && words().all(known) {
        Meaning::new(Significance::Editorial, EditType::Style).and(EditType::Punctuation)
    } else if Side::BOTH.iter().all(|side| phrase.is_at_end(*side)) && words().all(known) {
        Meaning::new(Significance::Typographic, EditType::Punctuation).and(EditType::Typography)
    } else if words().all(known) && !beside_number(phrase) {
        Meaning::new(Significance::Editorial, EditType::Punctuation)
    } else {
        Meaning::new(strongest.unwrap_or(Significance::Substantive), EditType::Punctuation)
    })
}

/// `ecosystem based` → `ecosystem-based`: a hyphen between words, unless it makes another word of them.
fn is_hyphen_of_compound(phrase: &Phrase<'_, '_>) -> bool {
    Side::BOTH.into_iter().any(|side| {
        let letters = |word: &&Word<'_>| word.shown.chars().all(char::is_alphabetic);
        let hyphen = matches!(phrase.lower_core(side), [mark] if matches!(&**mark, "-" | "‐" | "‑"));
        let words = phrase.before(side).filter(letters).zip(phrase.behind(side).filter(letters));
        let compound = words.is_some_and(|(first, second)| {
            !second.spaced && !lexicon::makes_another_word(&first.lower(), &second.lower())
        });
        hyphen && compound && phrase.lower_core(side.other()).is_empty()
    })
}

/// Whether a number stands next to what differs.
fn beside_number(phrase: &Phrase<'_, '_>) -> bool {
    let number = |word: Option<&Word<'_>>| word.is_some_and(|word| word.kind == TokenKind::Number);
    Side::BOTH.iter().any(|side| number(phrase.before(*side)) && number(phrase.behind(*side)))
}

/// The same words with other capitals. The symbol of a unit and an acronym are other words.
fn capitals(phrase: &Phrase<'_, '_>, _: &Context<'_>) -> Option<Meaning> {
    let same = phrase.lower.before == phrase.lower.after && !phrase.lower.before.is_empty();
    let recased = phrase.words(Side::Before).zip(phrase.words(Side::After)).any(|(old, new)| old.shown != new.shown);
    let acronym = |word: &Word<'_>| word.shown.len() <= 5 && word.shown.chars().skip(1).any(char::is_uppercase);
    let plain = || !Side::BOTH.into_iter().flat_map(|side| phrase.words(side)).any(acronym);
    (same && recased && plain())
        .then(|| Meaning::new(Significance::Typographic, EditType::Style).and(EditType::Typography))
}

/// `of the matter` → `of this matter`: which of the two is chosen is house style. "All" and "any" widen.
fn determiners(phrase: &Phrase<'_, '_>, _: &Context<'_>) -> Option<Meaning> {
    let widens = |word: &Word<'_>| word.is(&["all", "any", "such"]);
    let is_determiner =
        |word: &Word<'_>| lexicon::function_word(word.shown) == Some(FunctionWord::Determiner) && !widens(word);
    let mut words = Side::BOTH.into_iter().flat_map(|side| phrase.core(side)).peekable();
    words.peek()?;
    words.all(is_determiner).then(|| Meaning::new(Significance::Editorial, EditType::Style))
}

/// The number of a paragraph of the same text that followed its renumbering.
fn cross_reference(phrase: &Phrase<'_, '_>, _: &Context<'_>) -> Option<Meaning> {
    let has = |wanted: ReasonCode| phrase.case.has_reason(|code| code == wanted);
    let number = |word: &Word<'_>| word.kind == TokenKind::Number && !word.shown.contains('/');
    let all = |side: Side| phrase.core(side).all(|word| number(word) || word.is(&[",", "and", "to", "–", "-"]));
    let any = Side::BOTH.iter().all(|side| phrase.core(*side).any(number) && phrase.is_number_of_paragraph(*side));
    if !any || !all(Side::Before) || !all(Side::After) || !has(ReasonCode::CrossReference) {
        return None;
    }
    let wrong = has(ReasonCode::BrokenReference) || has(ReasonCode::RetargetedReference);
    let significance = if wrong { Significance::Substantive } else { Significance::Editorial };
    Some(Meaning::new(significance, EditType::CrossReference))
}

/// Sums, shares and counts.
fn amount(phrase: &Phrase<'_, '_>, _: &Context<'_>) -> Option<Meaning> {
    use super::numbers::What;
    if !phrase.has_figures() {
        return None;
    }
    let counts = |side: Side| {
        let figures = phrase.figures(side);
        let all = figures.iter().all(|figure| matches!(figure.what, What::Amount(_) | What::Number(_)));
        all && !figures.is_empty()
    };
    let number = |word: &Word<'_>| word.kind == TokenKind::Number;
    let only =
        |side: Side| phrase.core(side).all(|word| number(word) || word.is_mark() || phrase.is_counted(side, word));
    if is_currency(phrase) {
        return Some(Meaning::new(Significance::Editorial, EditType::Style).and(EditType::Amount));
    }
    let all = counts(Side::Before) && counts(Side::After) && only(Side::Before) && only(Side::After);
    (all && phrase.values(Side::Before) != phrase.values(Side::After))
        .then(|| Meaning::new(Significance::Substantive, EditType::Amount))
}

/// `$4 million` → `4 million United States dollars`: the same sum.
fn is_currency(phrase: &Phrase<'_, '_>) -> bool {
    let dollars = ["$", "dollar", "dollars"];
    let is_unit = |word: &str| dollars.contains(&word) || ["united", "states", "us"].contains(&word);
    let sum = |side: Side| phrase.lower_core(side).iter().filter(move |word| !is_unit(word));
    let named = |side: Side| phrase.lower_core(side).iter().any(|word| dollars.contains(&&**word));
    named(Side::Before) && named(Side::After) && sum(Side::Before).eq(sum(Side::After))
}

/// Modals, hedges and intensifiers, where there is little else.
fn markers(phrase: &Phrase<'_, '_>, _: &Context<'_>) -> Option<Meaning> {
    let found = Versions::new(phrase.marker(Side::Before), phrase.marker(Side::After));
    let marker = found.after.flatten().or(found.before.flatten())?;
    // One of the sides holds words that are no markers: a change of content.
    if found.before.is_none() || found.after.is_none() {
        return None;
    }
    let gained = found.before.flatten().is_none();
    let lost = found.after.flatten().is_none();
    let towards = |stronger: bool| Some(if stronger { EditDirection::Stronger } else { EditDirection::Weaker });
    let (kind, direction) = match (marker, found.before.flatten()) {
        (Qualifier::Modal(new), Some(Qualifier::Modal(old))) if !lost && new != old => {
            (EditType::Modal, towards(new > old))
        }
        (Qualifier::Modal(_), _) => (EditType::Modal, None),
        (Qualifier::Hedge, _) if gained || lost => (EditType::Hedge, towards(lost)),
        (Qualifier::Hedge, _) => (EditType::Hedge, None),
        (Qualifier::Scope, _) => (EditType::Intensifier, None),
        (Qualifier::Intensifier, _) if gained || lost => (EditType::Intensifier, towards(gained)),
        (Qualifier::Intensifier, _) => (EditType::Intensifier, None),
        (Qualifier::Negation, _) => (EditType::Content, None),
    };
    Some(Meaning::new(Significance::Substantive, kind).with_direction(direction))
}

/// Names: the full one for a short one, or another.
fn names(phrase: &Phrase<'_, '_>, context: &Context<'_>) -> Option<Meaning> {
    // "WMO" and "World Meteorological Organization (WMO)"
    let expands = |long: Side| {
        let open = phrase.lower.get(long).iter().position(|word| word == "(");
        let words = |side: Side, from: usize| phrase.words(side).skip(from).filter(|word| !word.is_mark());
        let short = || words(long.other(), 0).map(Word::lower);
        open.is_some_and(|open| short().next().is_some() && words(long, open).map(Word::lower).eq(short()))
    };
    if expands(Side::Before) || expands(Side::After) || is_acronym_in_brackets(phrase) {
        return Some(Meaning::new(Significance::Editorial, EditType::Name));
    }
    let mut content = Side::BOTH.into_iter().flat_map(|side| phrase.content(side)).peekable();
    if content.peek().is_none() || !content.all(Word::is_capital) {
        return None;
    }
    // The short form of a name that both texts give in full.
    let full = |long: Side| {
        let ends = phrase.last_capital(long).is_some_and(|last| phrase.name_behind(long.other()) == Some(last));
        ends && phrase.full_name(long).is_some_and(|name| {
            name.contains(' ') && Side::BOTH.iter().all(|side| stands_nearby(&name, phrase, *side, context))
        })
    };
    if full(Side::Before) || full(Side::After) {
        return Some(Meaning::new(Significance::Editorial, EditType::Name));
    }
    if calendar::is_next_place(phrase, context) {
        return Some(Meaning::new(Significance::Routine, EditType::Name).and(EditType::Time));
    }
    let kind = if phrase.has_instrument() { EditType::Reference } else { EditType::Content };
    Some(Meaning::new(Significance::Substantive, EditType::Name).and(kind))
}

/// `the Office (OCHA)` → `the Office`: the short form of a name that goes on to be given in full.
fn is_acronym_in_brackets(phrase: &Phrase<'_, '_>) -> bool {
    let is_acronym = |word: &Word<'_>| word.shown.chars().filter(|letter| letter.is_uppercase()).count() > 1;
    Side::BOTH.into_iter().any(|side| {
        let words: Vec<_> = phrase.core(side).collect();
        let inner = matches!(words[..], [open, name, close] if open.is(&["("]) && close.is(&[")"]) && is_acronym(name));
        inner && phrase.core(side.other()).next().is_none()
    })
}

/// Whether a name stands in another paragraph of one side, at most [`MAX_DISTANCE`] away.
fn stands_nearby(name: &str, phrase: &Phrase<'_, '_>, side: Side, context: &Context<'_>) -> bool {
    let own = phrase.case.change.paragraphs.get(side).first().map_or(0, |index| index.0);
    let paragraphs = &context.comparison.resolutions.get(side).paragraphs;
    let nearby = own.saturating_sub(MAX_DISTANCE)..paragraphs.len().min(own + MAX_DISTANCE + 1);
    let finder = memchr::memmem::Finder::new(name);
    let others = paragraphs[nearby].iter().filter(|paragraph| Some(&paragraph.id) != phrase.paragraph(side));
    others.into_iter().any(|paragraph| finder.find(paragraph.text.as_bytes()).is_some())
}

/// What no rule explains.
fn content(phrase: &Phrase<'_, '_>) -> Meaning {
    use super::numbers::What;
    let figures = || Side::BOTH.into_iter().flat_map(|side| phrase.figures(side).iter());
    let one_sided = phrase.lower.before.is_empty() || phrase.lower.after.is_empty();
    let cites = figures().any(|figure| matches!(figure.what, What::Resolution { .. } | What::Document { .. }));
    let second = if cites || phrase.has_instrument() {
        Some(EditType::Reference)
    } else if verbs::begins_with_verb(phrase) {
        Some(EditType::OpeningVerb)
    } else if let Some(kind) = phrase.telling_marker() {
        Some(kind)
    } else if figures().any(|figure| matches!(figure.what, What::Date { .. } | What::Year(_) | What::Session(_))) {
        Some(EditType::Time)
    } else if figures().any(|figure| matches!(figure.what, What::Amount(_) | What::Number(_))) {
        Some(EditType::Amount)
    } else if phrase.mentions_instrument() {
        Some(EditType::Reference)
    } else {
        None
    };
    let meaning = |first| Meaning::new(Significance::Substantive, first);
    match second {
        Some(second) if cites && one_sided => meaning(second).and(EditType::Content),
        Some(second) => meaning(EditType::Content).and(second),
        None => meaning(EditType::Content),
    }
}
