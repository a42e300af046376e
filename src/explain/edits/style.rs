//! Other words with the same meaning: grammar, house style, equivalent phrases.

use std::borrow::Cow;

use super::super::context::SharedContext;
use super::super::entities::EntityKind;
use super::super::spelling::canonical_spelling;
use super::super::words::Word;
use super::Classification;
use super::phrase::Phrase;
use crate::lexicon::{self, Lexicon, PhraseList, WordList};
use crate::model::{EditType, Side, Significance, Versions};
use crate::text::TokenKind;

pub(super) fn rule(phrase: &Phrase<'_, '_>, _: &SharedContext<'_>) -> Option<Classification> {
    let style = Classification::new(Significance::Editorial, EditType::Style);
    if is_noun_of_citation(phrase) || is_start_of_period(phrase) || is_organ_of_citation(phrase) {
        return Some(style);
    }
    // Other rules decide if only case or spacing differs, and about numbers. The rest of this rule is for English.
    let mut words = Side::BOTH.into_iter().flat_map(|side| phrase.words(side).zip(phrase.lower.get(side)));
    if phrase.lower.before == phrase.lower.after
        || phrase.all_differing().any(|word| word.kind == TokenKind::Number)
        || !words.all(|(word, lower)| word.is_punctuation() || lower.is_ascii())
    {
        return None;
    }
    let (old, new) = (phrase.differing_lower(Side::Before), phrase.differing_lower(Side::After));
    if normalized(old).eq(normalized(new))
        || is_genitive(old, new)
        || is_spelling_variant(old, new)
        || is_tense(old, new)
        || is_equivalent_in_context(phrase)
    {
        return Some(style);
    }
    // The rest compares words of both sides.
    if old.is_empty() || new.is_empty() {
        return None;
    }
    // A single word with the same root may be another word: "tower" and "towers", "developed" and "developing". "Its" can
    // be omitted: "its contribution", "contributing".
    let roots = |words| normalized(words).filter(|word| !WordList::OwnCitation.contains(word)).map(lexicon::root);
    if old.len() != new.len() && roots(old).next().is_some() && roots(old).eq(roots(new)) && !is_other_number(old, new)
    {
        return Some(style);
    }
    // Only short lists can be reordered; in a clause the order of words has a meaning.
    const MAX_ENTRIES: usize = 6;
    const MAX_WORDS: usize = 3 * MAX_ENTRIES;
    if old.len().max(new.len()) > MAX_WORDS {
        return None;
    }
    let roots = |words| normalized(words).map(lexicon::root);
    let entries = roots(old).take(MAX_ENTRIES + 1).count();
    if (2..=MAX_ENTRIES).contains(&entries) && roots(new).take(MAX_ENTRIES + 1).count() == entries {
        let [mut old, mut new] = [old, new].map(|words| roots(words).collect::<Vec<_>>());
        old.sort_unstable();
        new.sort_unstable();
        if old == new {
            return Some(style.and(EditType::Order));
        }
    }
    None
}

/// Whether the words are equivalent together with those around them: `militates` → `goes` before `against`.
fn is_equivalent_in_context(phrase: &Phrase<'_, '_>) -> bool {
    // Equivalent phrases differ in few words.
    const MAX_WORDS: usize = 3;
    let core = Side::BOTH.map(|side| phrase.differing_lower(side));
    if core.iter().any(|words| words.len() > MAX_WORDS)
        || !core.into_iter().flatten().any(|word| phrase.context.lexicon.joins_equivalent(word))
    {
        return false;
    }
    let Versions { before, after } = phrase.in_context();
    normalized(&before).eq(normalized(&after))
}

/// `the keeper again lighting` → `the keeper’s again lighting`.
fn is_genitive(old: &[Cow<'_, str>], new: &[Cow<'_, str>]) -> bool {
    let ([old], [new]) = (old, new) else { return false };
    let stem = |word: &str| word.strip_suffix("'s").or(word.strip_suffix('\'')).map(str::to_owned);
    stem(old).is_some_and(|stem| stem == **new) || stem(new).is_some_and(|stem| stem == **old)
}

/// `organise` → `organize`.
fn is_spelling_variant(old: &[Cow<'_, str>], new: &[Cow<'_, str>]) -> bool {
    old.len() == new.len() && old.iter().zip(new).all(|(old, new)| canonical_spelling(old) == canonical_spelling(new))
}

/// `cannot` → `could not`, `assesses` → `assessed`: the same statement in another tense.
fn is_tense(old: &[Cow<'_, str>], new: &[Cow<'_, str>]) -> bool {
    let past = |word: &str| {
        let stem = word.strip_suffix('s')?;
        Some(if stem.ends_with('e') { format!("{stem}d") } else { format!("{stem}ed") })
    };
    let [old, new] = [old, new].map(|words| words.join(" "));
    let is_past = |present: &str, later: &str| {
        Lexicon::any().past_tense(present) == Some(later) || past(present).is_some_and(|past| past == later)
    };
    is_past(&old, &new) || is_past(&new, &old)
}

/// `the Government` → `Governments`: more are meant.
fn is_other_number(old: &[Cow<'_, str>], new: &[Cow<'_, str>]) -> bool {
    let is_plural = |word: &str, of: &str| {
        let stem = word.strip_suffix('s');
        stem == Some(of) || stem.and_then(|stem| stem.strip_suffix("ie")) == of.strip_suffix('y') && of.ends_with('y')
    };
    let mut pairs = normalized(old).zip(normalized(new));
    pairs.any(|(old, new)| is_plural(old, new) || is_plural(new, old))
}

/// The words without fillers, with equivalent phrases in one form.
fn normalized<'w>(mut words: &'w [Cow<'_, str>]) -> impl Iterator<Item = &'w str> {
    let next = move || {
        let first = words.first()?;
        let (len, value) = Lexicon::any().longest_equivalent(words.iter()).unwrap_or((1, first));
        words = &words[len..];
        Some(value)
    };
    std::iter::from_fn(next).flat_map(|value| value.split(' ')).filter(|word| !is_filler_word(word))
}

/// Whether a word is punctuation, an article or an auxiliary, which depend on the grammar of the phrase.
fn is_filler_word(word: &str) -> bool {
    WordList::Filler.contains(word) || word.chars().all(|letter| ",;:.-‐‑–—'’\"“”‘«»()\n".contains(letter))
}

/// `resolution 5/3` → `resolutions 5/3`: singular or plural depends on how many are cited.
fn is_noun_of_citation(phrase: &Phrase<'_, '_>) -> bool {
    let ([old], [new]) = (phrase.differing_lower(Side::Before), phrase.differing_lower(Side::After)) else {
        return false;
    };
    let is_noun = |word: &str| PhraseList::CitationNoun.contains(word) || PhraseList::ParagraphNoun.contains(word);
    is_noun(old) && is_noun(new) && lexicon::root(old) == lexicon::root(new)
}

/// `on 3 May to 5 June` → `from 3 May to 5 June`.
fn is_start_of_period(phrase: &Phrase<'_, '_>) -> bool {
    Side::all(|side| {
        let [word] = phrase.differing_lower(side) else { return false };
        if !WordList::DatePreposition.contains(word) {
            return false;
        }
        let next = phrase.next_word(side).map(Word::end);
        let words = phrase.context.words.sides.get(side);
        phrase.context.entities.get(side).iter().any(|entity| {
            matches!(entity.kind, EntityKind::Date { .. }) && words.get(entity.words.start).map(Word::end) == next
        })
    })
}

/// `in resolution 5/3` → `by the Assembly in its resolution 5/3`: the organ can be omitted.
fn is_organ_of_citation(phrase: &Phrase<'_, '_>) -> bool {
    let cites = |word: &Word<'_>| PhraseList::CitationNoun.contains(&word.lower());
    Side::any(|side| phrase.next_word(side).is_some_and(cites))
        && phrase.consists_of(|word| word.is_in(WordList::Citing))
        && phrase.all_differing().any(|word| word.is_in(WordList::OwnCitation))
}
