//! The words of one edit, and the words around them.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use super::super::context::RuleContext;
use super::super::entities::{Entity, EntityKind};
use super::super::words::{Word, printed};
use super::verbs::Verb;
use crate::lexicon::{FunctionWord, Lexicon, PhraseList, Qualifier, WordList};
use crate::model::{Edit, EditKind, EditType, ParagraphId, Side, Versions};
use crate::text::TokenKind;

/// One edit of a change, with the properties that the rules need.
pub(in super::super) struct Phrase<'c, 'a> {
    pub(super) context: &'c RuleContext<'a>,
    pub(super) kind: EditKind,
    /// The words of each side, by index.
    indices: Versions<Vec<usize>>,
    /// The words of each side in lower case.
    pub(super) lower: Versions<Vec<Cow<'a, str>>>,
    /// The words without the equal ones at the start and the end of both sides.
    differing_range: Versions<Range<usize>>,
    /// The entities that differ.
    entities: Versions<Vec<&'c Entity>>,
    /// The verb that each side begins with; read on demand, because few rules need it.
    verbs: OnceCell<Versions<Option<Verb>>>,
}

/// How many words before and after an edit may belong to a fixed phrase with it.
const MAX_CONTEXT: usize = 2;

/// The starts of the segments of one side, in characters and in bytes; `None` for an ASCII text.
pub(super) type Starts = Option<Vec<(usize, usize)>>;

/// The starts of the segments of both sides.
pub(super) fn starts(context: &RuleContext<'_>) -> Versions<Starts> {
    Versions::from_fn(|side| {
        let texts = || context.change.segments.iter().map(|segment| segment.text(side));
        let next = |(characters, bytes): &mut (usize, usize), text: &str| {
            let start = (*characters, *bytes);
            *characters += text.chars().count();
            *bytes += text.len();
            Some(start)
        };
        (!texts().all(str::is_ascii)).then(|| texts().scan((0, 0), next).collect())
    })
}

/// The byte offset of a character of one side.
fn byte_offset(context: &RuleContext<'_>, side: Side, starts: &Starts, offset: usize) -> usize {
    let Some(starts) = starts else { return offset };
    let index = starts.partition_point(|(characters, _)| *characters <= offset).saturating_sub(1);
    let Some((characters, bytes)) = starts.get(index) else { return offset };
    let text = context.change.segments.get(index).map_or("", |segment| segment.text(side));
    bytes + text.char_indices().nth(offset - characters).map_or(text.len(), |(byte, _)| byte)
}

impl<'c, 'a> Phrase<'c, 'a> {
    pub(super) fn new(context: &'c RuleContext<'a>, starts: &Versions<Starts>, edit: &Edit) -> Phrase<'c, 'a> {
        let indices = Versions::from_fn(|side| {
            let words = context.words.sides.get(side);
            let index = |offset: usize| {
                let byte = byte_offset(context, side, starts.get(side), offset);
                words.partition_point(|word| word.end() - word.shown.len() < byte)
            };
            let spans = edit.spans.get(side).iter();
            spans.flat_map(|span| index(span.start)..index(span.end)).collect::<Vec<_>>()
        });
        let lower = Versions::from_fn(|side| {
            let words = context.words.sides.get(side);
            indices.get(side).iter().map(|index| words[*index].lower()).collect::<Vec<_>>()
        });
        let (old, new) = (&lower.before, &lower.after);
        let first = old.iter().zip(new).take_while(|(old, new)| old == new).count();
        let (old_rest, new_rest) = (&old[first..], &new[first..]);
        let last = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(old, new)| old == new).count();
        let differing_range = Versions::new(first..old.len() - last, first..new.len() - last);
        let entities = Versions::new(Vec::new(), Vec::new());
        let mut phrase =
            Phrase { context, kind: edit.kind, indices, lower, differing_range, entities, verbs: OnceCell::new() };
        phrase.keep_entities_whole();
        phrase.entities = Versions::from_fn(|side| phrase.find_entities(side));
        phrase
    }

    /// Adds to the differing words the rest of a date or number that both sides end with.
    fn keep_entities_whole(&mut self) {
        let same = self.lower.before.len() - self.differing_range.before.end;
        let missing = |side: Side| {
            let (Some(first), Some(last)) = (self.differing_indices(side).first(), self.differing_indices(side).last())
            else {
                return 0;
            };
            let entities = self.context.entities.get(side);
            let index = entities.partition_point(|entity| entity.words.end <= *last);
            let cut = entities.get(index).filter(|entity| entity.words.start <= *last && entity.words.end > *first);
            cut.map_or(0, |entity| entity.words.end - last - 1)
        };
        let more = missing(Side::Before).max(missing(Side::After)).min(same);
        self.differing_range.before.end += more;
        self.differing_range.after.end += more;
    }

    /// All words of one side.
    pub(super) fn words(&self, side: Side) -> impl Iterator<Item = &'c Word<'a>> {
        let words = self.context.words.sides.get(side);
        self.indices.get(side).iter().map(move |index| &words[*index])
    }

    /// The text of some words of one side, without what the redline keeps between them.
    pub(super) fn text(&self, side: Side, words: Range<usize>) -> String {
        printed(self.words(side).skip(words.start).take(words.len()))
    }

    /// The differing words of one side in lower case.
    pub(super) fn differing_lower(&self, side: Side) -> &[Cow<'a, str>] {
        &self.lower.get(side)[self.differing_range.get(side).clone()]
    }

    fn differing_indices(&self, side: Side) -> &[usize] {
        &self.indices.get(side)[self.differing_range.get(side).clone()]
    }

    /// The indices of the first and the last differing word.
    pub(super) fn differing_ends(&self, side: Side) -> Option<(usize, usize)> {
        let indices = self.differing_indices(side);
        indices.first().copied().zip(indices.last().copied())
    }

    /// The differing words of one side.
    pub(super) fn differing(&self, side: Side) -> impl Iterator<Item = &'c Word<'a>> {
        let words = self.context.words.sides.get(side);
        self.differing_indices(side).iter().map(move |index| &words[*index])
    }

    /// The differing words of both sides, older side first.
    pub(super) fn all_differing(&self) -> impl Iterator<Item = &'c Word<'a>> {
        Side::BOTH.into_iter().flat_map(|side| self.differing(side))
    }

    /// Whether words differ, and all that do are of some kind.
    pub(super) fn consists_of(&self, is_such: impl FnMut(&'c Word<'a>) -> bool) -> bool {
        self.all_differing().next().is_some() && self.all_differing().all(is_such)
    }

    /// The verb that one side begins with.
    pub(super) fn verb(&self, side: Side) -> Option<&Verb> {
        let read = || Versions::from_fn(|side| Verb::read(self, side));
        self.verbs.get_or_init(read).get(side).as_ref()
    }

    /// The entities that differ.
    pub(super) fn entities(&self, side: Side) -> &[&'c Entity] {
        self.entities.get(side)
    }

    fn find_entities(&self, side: Side) -> Vec<&'c Entity> {
        let indices = self.differing_indices(side);
        let (Some(first), Some(last)) = (indices.first(), indices.last()) else { return Vec::new() };
        let entities = self.context.entities.get(side);
        let start = entities.partition_point(|entity| entity.words.end <= *first);
        let near = entities[start..].iter().take_while(|entity| entity.words.start <= *last);
        near.filter(|entity| indices.iter().any(|index| entity.words.contains(index))).collect()
    }

    /// The entities of both sides that differ, older side first.
    pub(super) fn all_entities(&self) -> impl Iterator<Item = &'c Entity> {
        Side::BOTH.into_iter().flat_map(|side| self.entities(side).iter().copied())
    }

    /// Whether an entity differs.
    pub(super) fn has_entities(&self) -> bool {
        self.all_entities().next().is_some()
    }

    /// The kinds of the differing entities with their values.
    pub(super) fn kinds(&self, side: Side) -> Vec<&'c EntityKind> {
        self.entities(side).iter().map(|entity| &entity.kind).collect()
    }

    /// The differing words that belong to no entity, without punctuation.
    pub(super) fn outside_entities(&self, side: Side) -> Vec<&'c Word<'a>> {
        let entities = self.entities(side);
        let words = self.context.words.sides.get(side);
        let indices = self.differing_indices(side).iter();
        let outside = indices.filter(|index| !entities.iter().any(|entity| entity.words.contains(index)));
        outside.map(|index| &words[*index]).filter(|word| !word.is_punctuation()).collect()
    }

    /// Whether the content words that differ and belong to no entity are the same on both sides.
    pub(super) fn has_same_content_outside_entities(&self) -> bool {
        let [old, new] = Side::BOTH.map(|side| {
            let words = self.outside_entities(side).into_iter();
            words.filter(|word| word.function_word().is_none()).map(Word::lower)
        });
        old.eq(new)
    }

    /// The differing words that are neither punctuation nor function words.
    pub(super) fn content_words(&self, side: Side) -> impl Iterator<Item = &'c Word<'a>> {
        self.differing(side).filter(|word| !word.is_punctuation() && word.function_word().is_none())
    }

    /// The differing words of both sides in lower case, with the words around them that both sides share.
    pub(super) fn in_context(&self) -> Versions<Vec<Cow<'a, str>>> {
        let around = |side: Side| {
            let words = self.context.words.sides.get(side);
            self.differing_ends(side).map(|(first, last)| {
                let after = last + 1..words.len().min(last + 1 + MAX_CONTEXT);
                [first.saturating_sub(MAX_CONTEXT)..first, after]
                    .map(|range| words[range].iter().map(Word::lower).collect::<Vec<_>>())
            })
        };
        // A side without differing words has the context of the other side.
        let [before, after] = match (around(Side::Before), around(Side::After)) {
            (Some(old), Some(new)) if old == new => new,
            (Some(around), None) | (None, Some(around)) => around,
            _ => [Vec::new(), Vec::new()],
        };
        Versions::from_fn(|side| [before.as_slice(), self.differing_lower(side), after.as_slice()].concat())
    }

    /// The word before the differing ones.
    pub(super) fn previous_word(&self, side: Side) -> Option<&'c Word<'a>> {
        let first = *self.differing_indices(side).first()?;
        first.checked_sub(1).and_then(|index| self.context.words.sides.get(side).get(index))
    }

    /// The word after the differing ones.
    pub(super) fn next_word(&self, side: Side) -> Option<&'c Word<'a>> {
        self.words_after(side).first()
    }

    /// The words after the differing ones; none if this side has no differing word.
    pub(super) fn words_after(&self, side: Side) -> &'c [Word<'a>] {
        let last = self.differing_indices(side).last();
        last.map_or(&[], |last| &self.context.words.sides.get(side)[last + 1..])
    }

    /// Whether only punctuation follows the edit.
    pub(super) fn is_at_end(&self, side: Side) -> bool {
        let Some(last) = self.indices.get(side).last() else { return false };
        self.context.words.sides.get(side)[last + 1..].iter().all(Word::is_punctuation)
    }

    /// Whether the edit is at the start of the paragraph.
    pub(super) fn is_at_start(&self, side: Side) -> bool {
        self.indices.get(side).first() == Some(&0)
    }

    /// Whether a word is a number in words, or a unit that goes with a number.
    pub(super) fn is_counted(&self, side: Side, word: &Word<'_>) -> bool {
        let entities = self.entities(side);
        let words = self.context.words.sides.get(side);
        entities.iter().any(|entity| words[entity.words.clone()].iter().any(|part| part.end() == word.end()))
            || word.is_in(WordList::Amount)
    }

    /// The first qualifier of a side that has only qualifiers and function words; `None` if it has other words.
    #[allow(clippy::option_option, reason = "a side may have no qualifier and no other word either")]
    pub(super) fn sole_qualifier(&self, side: Side) -> Option<Option<Qualifier>> {
        let words = self.differing_lower(side);
        let (mut index, mut first) = (0, None);
        while index < words.len() {
            if let Some((len, qualifier)) = self.context.lexicon.longest_qualifier(words[index..].iter()) {
                first = first.or(Some(qualifier));
                index += len;
            } else if words[index].chars().all(char::is_alphanumeric)
                && !matches!(
                    Lexicon::any().function_word(&words[index]),
                    Some(FunctionWord::Determiner | FunctionWord::Preposition | FunctionWord::Conjunction)
                )
            {
                return None;
            } else {
                index += 1;
            }
        }
        Some(first)
    }

    /// The type that a qualifier gives to a phrase of content: a modal anywhere, another one at the start.
    pub(super) fn prominent_qualifier(&self) -> Option<EditType> {
        let has_modal = |side: Side| {
            let mut words = self.differing_lower(side).iter();
            words.any(|word| {
                matches!(self.context.lexicon.longest_qualifier(std::iter::once(word)), Some((_, Qualifier::Modal(_))))
            })
        };
        if Side::any(has_modal) {
            return Some(EditType::Modal);
        }
        // "as a voluntary plan for …"
        const MAX_INDEX: usize = 3;
        let hedges = |side: Side| {
            let words = self.differing_lower(side);
            let starts = 0..words.len().min(MAX_INDEX);
            starts.into_iter().any(|start| {
                matches!(self.context.lexicon.longest_qualifier(words[start..].iter()), Some((_, Qualifier::Hedge)))
            })
        };
        if Side::any(hedges) {
            return Some(EditType::Hedge);
        }
        let intensifies = |side: Side| {
            let qualifier = self.context.lexicon.longest_qualifier(self.differing_lower(side).iter());
            matches!(qualifier, Some((_, Qualifier::Scope | Qualifier::Intensifier)))
        };
        Side::any(intensifies).then_some(EditType::Intensifier)
    }

    /// Whether the differing words belong to a list of numbers after `paragraph`.
    pub(super) fn is_number_of_paragraph(&self, side: Side) -> bool {
        let Some(first) = self.differing_indices(side).first() else { return false };
        let mut before = self.context.words.sides.get(side)[..=*first].iter().rev();
        let joins = |word: &&Word<'_>| {
            word.kind == TokenKind::Number && !word.shown.contains('/')
                || matches!(word.shown, "(" | ")")
                || word.joins_numbers()
        };
        before.find(|word| !joins(word)).is_some_and(|word| PhraseList::ParagraphNoun.contains(&word.lower()))
    }

    /// The last word of one side, if it is a name.
    pub(super) fn last_capital(&self, side: Side) -> Option<String> {
        let last = self.words(side).filter(|word| !word.is_punctuation()).last()?;
        // If the words are only the beginning of a name, it continues after them.
        let next = self.next_word(side).filter(|word| word.is_capitalized());
        let word = if self.lower.get(side.other()).is_empty() { next.unwrap_or(last) } else { last };
        word.is_capitalized().then(|| word.lower().into_owned())
    }

    /// The last word of the other form of a name.
    pub(super) fn last_name_word(&self, side: Side) -> Option<String> {
        match self.words(side).filter(|word| !word.is_punctuation()).last() {
            Some(word) => word.is_capitalized().then(|| word.lower().into_owned()),
            None => self.last_capital(side.other()),
        }
    }

    /// The words of one side from the first capitalized one on. If the other side has none, a part of the name must have
    /// stayed there, next to them: `the Joint Inspection` before `Unit`, `of the Sea` after `Convention`.
    pub(super) fn full_name(&self, side: Side) -> Option<String> {
        let words = self.context.words.sides.get(side);
        let indices = self.indices.get(side);
        let (first, last) = (*indices.first()?, *indices.last()?);
        let capitalized = indices.iter().copied().find(|index| words[*index].is_capitalized())?;
        let is_name = |index: usize| words.get(index).is_some_and(Word::is_capitalized);
        let range = match self.lower.get(side.other()).is_empty() {
            false => capitalized..last + 1,
            true if is_name(last + 1) => capitalized..last + 2,
            true if first > 0 && is_name(first - 1) => first - 1..last + 1,
            true => return None,
        };
        Some(self.context.words.text(side, range))
    }

    /// The paragraph of one side.
    pub(super) fn paragraph(&self, side: Side) -> Option<&'a ParagraphId> {
        self.context.first.get(side).map(|paragraph| &paragraph.id)
    }

    /// Whether a cited text is named: `the Paris Agreement`.
    pub(super) fn has_instrument(&self) -> bool {
        let is_named = |word: &Word<'_>| word.is_capitalized() && word.is_in(WordList::Instrument);
        self.all_differing().any(is_named)
    }

    /// Whether a kind of text that is cited is mentioned: `the assessment reports`.
    pub(super) fn mentions_instrument(&self) -> bool {
        Side::any(|side| self.differing_lower(side).iter().any(|word| WordList::Instrument.contains(word)))
    }
}
