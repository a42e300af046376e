//! The words of one edit, and what stands around them.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use super::super::case::Case;
use super::super::numbers::{Figure, What};
use super::super::words::Word;
use super::verbs::Verb;
use crate::lexicon::{self, FunctionWord, Qualifier};
use crate::model::{Edit, EditKind, EditType, ParagraphId, Side, Versions};
use crate::text::TokenKind;

/// One edit of a change.
pub(in super::super) struct Phrase<'c, 'a> {
    pub(super) case: &'c Case<'a>,
    pub(super) kind: EditKind,
    /// The words of each side, by index.
    indices: Versions<Vec<usize>>,
    /// The words of each side in small letters.
    pub(super) lower: Versions<Vec<Cow<'a, str>>>,
    /// The part of the words that is not the same at the start and end of both sides.
    differing: Versions<Range<usize>>,
    /// The figures that differ.
    figures: Versions<Vec<&'c Figure>>,
    /// The verb that each side begins with; read only when a rule asks, because most rules do not.
    verbs: OnceCell<Versions<Option<Verb>>>,
}

/// Words on either side of an edit that a usual phrase may take in.
const MAX_CONTEXT: usize = 2;

/// Where the segments of one side start, in characters and in bytes; `None` where bytes are characters.
pub(super) type Starts = Option<Vec<(usize, usize)>>;

/// Where the segments of both sides start.
pub(super) fn starts(case: &Case<'_>) -> Versions<Starts> {
    Versions::new(side_starts(case, Side::Before), side_starts(case, Side::After))
}

fn side_starts(case: &Case<'_>, side: Side) -> Starts {
    let texts = || case.change.segments.iter().map(|segment| segment.text(side));
    if texts().all(str::is_ascii) {
        return None;
    }
    let next = |(characters, bytes): &mut (usize, usize), text: &str| {
        let start = (*characters, *bytes);
        *characters += text.chars().count();
        *bytes += text.len();
        Some(start)
    };
    Some(texts().scan((0, 0), next).collect())
}

/// The byte of one side that a character starts at.
fn byte_offset(case: &Case<'_>, side: Side, starts: &Starts, offset: usize) -> usize {
    let Some(starts) = starts else { return offset };
    let index = starts.partition_point(|(characters, _)| *characters <= offset).saturating_sub(1);
    let Some((characters, bytes)) = starts.get(index) else { return offset };
    let text = case.change.segments.get(index).map_or("", |segment| segment.text(side));
    bytes + text.char_indices().nth(offset - characters).map_or(text.len(), |(byte, _)| byte)
}

impl<'c, 'a> Phrase<'c, 'a> {
    pub(super) fn new(case: &'c Case<'a>, starts: &Versions<Starts>, edit: &Edit) -> Phrase<'c, 'a> {
        let indices = |side: Side| {
            let words = case.words.sides.get(side);
            let index = |offset: usize| {
                let byte = byte_offset(case, side, starts.get(side), offset);
                words.partition_point(|word| word.end() - word.shown.len() < byte)
            };
            let spans = edit.spans.get(side).iter();
            spans.flat_map(|span| index(span.start)..index(span.end)).collect::<Vec<_>>()
        };
        let indices = Versions::new(indices(Side::Before), indices(Side::After));
        let lower = |side: Side| {
            let words = case.words.sides.get(side);
            indices.get(side).iter().map(|index| words[*index].lower()).collect::<Vec<_>>()
        };
        let lower = Versions::new(lower(Side::Before), lower(Side::After));
        let (old, new) = (&lower.before, &lower.after);
        let first = old.iter().zip(new).take_while(|(old, new)| old == new).count();
        let (old_rest, new_rest) = (&old[first..], &new[first..]);
        let last = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(old, new)| old == new).count();
        let differing = Versions::new(first..old.len() - last, first..new.len() - last);
        let figures = Versions::new(Vec::new(), Vec::new());
        let mut phrase = Phrase { case, kind: edit.kind, indices, lower, differing, figures, verbs: OnceCell::new() };
        phrase.keep_figures_whole();
        phrase.figures = Versions::new(phrase.find_figures(Side::Before), phrase.find_figures(Side::After));
        phrase
    }

    /// Takes back what both sides end with, where it is the rest of a date or number that differs.
    fn keep_figures_whole(&mut self) {
        let same = self.lower.before.len() - self.differing.before.end;
        let behind = |side: Side| {
            let (Some(first), Some(last)) = (self.core_indices(side).first(), self.core_indices(side).last()) else {
                return 0;
            };
            let figures = self.case.figures.get(side);
            let at = figures.partition_point(|figure| figure.words.end <= *last);
            let cut = figures.get(at).filter(|figure| figure.words.start <= *last && figure.words.end > *first);
            cut.map_or(0, |figure| figure.words.end - last - 1)
        };
        let more = behind(Side::Before).max(behind(Side::After)).min(same);
        self.differing.before.end += more;
        self.differing.after.end += more;
    }

    /// All words of one side.
    pub(super) fn words(&self, side: Side) -> impl Iterator<Item = &'c Word<'a>> {
        let words = self.case.words.sides.get(side);
        self.indices.get(side).iter().map(move |index| &words[*index])
    }

    /// The differing words of one side in small letters.
    pub(super) fn lower_core(&self, side: Side) -> &[Cow<'a, str>] {
        &self.lower.get(side)[self.differing.get(side).clone()]
    }

    fn core_indices(&self, side: Side) -> &[usize] {
        &self.indices.get(side)[self.differing.get(side).clone()]
    }

    /// The first and the last differing word, by index.
    pub(super) fn core_ends(&self, side: Side) -> Option<(usize, usize)> {
        let core = self.core_indices(side);
        core.first().copied().zip(core.last().copied())
    }

    /// The words of one side that differ, without those that both sides begin or end with.
    pub(super) fn core(&self, side: Side) -> impl Iterator<Item = &'c Word<'a>> {
        let words = self.case.words.sides.get(side);
        self.core_indices(side).iter().map(move |index| &words[*index])
    }

    /// The verb that one side begins with.
    pub(super) fn verb(&self, side: Side) -> Option<&Verb> {
        let read = || Versions::new(Verb::read(self, Side::Before), Verb::read(self, Side::After));
        self.verbs.get_or_init(read).get(side).as_ref()
    }

    /// The figures that differ.
    pub(super) fn figures(&self, side: Side) -> &[&'c Figure] {
        self.figures.get(side)
    }

    fn find_figures(&self, side: Side) -> Vec<&'c Figure> {
        let core = self.core_indices(side);
        let (Some(first), Some(last)) = (core.first(), core.last()) else { return Vec::new() };
        let figures = self.case.figures.get(side);
        let start = figures.partition_point(|figure| figure.words.end <= *first);
        let near = figures[start..].iter().take_while(|figure| figure.words.start <= *last);
        near.filter(|figure| core.iter().any(|index| figure.words.contains(index))).collect()
    }

    /// Whether a figure differs.
    pub(super) fn has_figures(&self) -> bool {
        Side::BOTH.into_iter().any(|side| !self.figures(side).is_empty())
    }

    /// The values of the figures, to compare.
    pub(super) fn values(&self, side: Side) -> Vec<&'c What> {
        self.figures(side).iter().map(|figure| &figure.what).collect()
    }

    /// The differing words that belong to no figure, marks aside.
    pub(super) fn rest(&self, side: Side) -> Vec<&'c Word<'a>> {
        let figures = self.figures(side);
        let words = self.case.words.sides.get(side);
        let core = self.core_indices(side).iter();
        let free = core.filter(|index| !figures.iter().any(|figure| figure.words.contains(index)));
        free.map(|index| &words[*index]).filter(|word| !word.is_mark()).collect()
    }

    /// Whether the differing words that belong to no figure and are no function words are the same on both sides.
    pub(super) fn has_same_rest(&self) -> bool {
        let means = |word: &&Word<'_>| lexicon::function_word(word.shown).is_none();
        let [old, new] = Side::BOTH.map(|side| self.rest(side).into_iter().filter(means).collect::<Vec<_>>());
        old.len() == new.len() && old.iter().zip(new).all(|(old, new)| old.lower() == new.lower())
    }

    /// The differing words that mean something by themselves.
    pub(super) fn content(&self, side: Side) -> impl Iterator<Item = &'c Word<'a>> {
        self.core(side).filter(|word| !word.is_mark() && lexicon::function_word(word.shown).is_none())
    }

    /// The differing words of both sides in small letters, with the words around them that both sides share.
    pub(super) fn in_context(&self) -> Versions<Vec<Cow<'a, str>>> {
        let around = |side: Side| {
            let words = self.case.words.sides.get(side);
            let core = self.core_indices(side);
            core.first().zip(core.last()).map(|(first, last)| {
                let behind = last + 1..words.len().min(last + 1 + MAX_CONTEXT);
                [first.saturating_sub(MAX_CONTEXT)..*first, behind]
                    .map(|range| words[range].iter().map(Word::lower).collect::<Vec<_>>())
            })
        };
        // Where one side has no words, the place of the other's is its own.
        let [before, behind] = match (around(Side::Before), around(Side::After)) {
            (Some(old), Some(new)) if old == new => new,
            (Some(around), None) | (None, Some(around)) => around,
            _ => [Vec::new(), Vec::new()],
        };
        let side = |side: Side| [before.as_slice(), self.lower_core(side), behind.as_slice()].concat();
        Versions::new(side(Side::Before), side(Side::After))
    }

    /// The word before the differing ones.
    pub(super) fn before(&self, side: Side) -> Option<&'c Word<'a>> {
        let first = *self.core_indices(side).first()?;
        first.checked_sub(1).and_then(|index| self.case.words.sides.get(side).get(index))
    }

    /// The word behind the differing ones.
    pub(super) fn behind(&self, side: Side) -> Option<&'c Word<'a>> {
        let last = *self.core_indices(side).last()?;
        self.case.words.sides.get(side).get(last + 1)
    }

    /// Whether nothing but marks stands behind the edit.
    pub(super) fn is_at_end(&self, side: Side) -> bool {
        let Some(last) = self.indices.get(side).last() else { return false };
        self.case.words.sides.get(side)[last + 1..].iter().all(Word::is_mark)
    }

    /// Whether the edit stands at the start of the paragraph.
    pub(super) fn is_at_start(&self, side: Side) -> bool {
        self.indices.get(side).first() == Some(&0)
    }

    /// Whether a word is a number in words, or a unit that goes with a number.
    pub(super) fn is_counted(&self, side: Side, word: &Word<'_>) -> bool {
        let figures = self.figures(side);
        let words = self.case.words.sides.get(side);
        figures.iter().any(|figure| words[figure.words.clone()].iter().any(|it| it.end() == word.end()))
            || word.is(&["million", "billion", "per", "cent", "percent", "dollars", "dollar"])
    }

    /// Whether a side consists of markers and function words alone: none where it does not, else its first marker.
    #[allow(clippy::option_option, reason = "a side may hold no word at all")]
    pub(super) fn marker(&self, side: Side) -> Option<Option<Qualifier>> {
        let words = self.lower_core(side);
        let (mut at, mut first) = (0, None);
        while at < words.len() {
            if let Some((len, marker)) = lexicon::longest_qualifier(words[at..].iter()) {
                first = first.or(Some(marker));
                at += len;
            } else if words[at].chars().all(char::is_alphanumeric)
                && !matches!(
                    lexicon::function_word(&words[at]),
                    Some(FunctionWord::Determiner | FunctionWord::Preposition | FunctionWord::Conjunction)
                )
            {
                return None;
            } else {
                at += 1;
            }
        }
        Some(first)
    }

    /// The type that a marker gives to a phrase of content: a modal anywhere, a hedge or scope at the start.
    pub(super) fn telling_marker(&self) -> Option<EditType> {
        let modal = |side: Side| {
            let mut words = self.lower_core(side).iter();
            words
                .any(|word| matches!(lexicon::longest_qualifier(std::iter::once(word)), Some((_, Qualifier::Modal(_)))))
        };
        if Side::BOTH.into_iter().any(modal) {
            return Some(EditType::Modal);
        }
        // "as a voluntary plan for …"
        const MAX_INDEX: usize = 3;
        let hedges = |side: Side| {
            let words = self.lower_core(side);
            let starts = 0..words.len().min(MAX_INDEX);
            starts
                .into_iter()
                .any(|start| matches!(lexicon::longest_qualifier(words[start..].iter()), Some((_, Qualifier::Hedge))))
        };
        if Side::BOTH.into_iter().any(hedges) {
            return Some(EditType::Hedge);
        }
        let intensifies = |side: Side| {
            matches!(
                lexicon::longest_qualifier(self.lower_core(side).iter()),
                Some((_, Qualifier::Scope | Qualifier::Intensifier))
            )
        };
        Side::BOTH.into_iter().any(intensifies).then_some(EditType::Intensifier)
    }

    /// Whether the differing words stand in a list of numbers behind `paragraph`.
    pub(super) fn is_number_of_paragraph(&self, side: Side) -> bool {
        let Some(first) = self.core_indices(side).first() else { return false };
        let mut before = self.case.words.sides.get(side)[..=*first].iter().rev();
        let joins = |word: &&Word<'_>| {
            word.kind == TokenKind::Number && !word.shown.contains('/')
                || word.is(&[",", "and", "to", "–", "-", "(", ")"])
        };
        before.find(|word| !joins(word)).is_some_and(|word| word.is(&["paragraph", "paragraphs"]))
    }

    /// The last word of one side, if it is a name.
    pub(super) fn last_capital(&self, side: Side) -> Option<String> {
        let last = self.words(side).filter(|word| !word.is_mark()).last()?;
        // Where the differing words are only the beginning of a name, it goes on behind them.
        let behind = self.behind(side).filter(|word| word.is_capital());
        let word = if self.lower.get(side.other()).is_empty() { behind.unwrap_or(last) } else { last };
        word.is_capital().then(|| word.lower().into_owned())
    }

    /// The last name word of the other form of the name.
    pub(super) fn name_behind(&self, side: Side) -> Option<String> {
        match self.words(side).filter(|word| !word.is_mark()).last() {
            Some(word) => word.is_capital().then(|| word.lower().into_owned()),
            None => self.last_capital(side.other()),
        }
    }

    /// The capitalized words of one side with the capitalized word behind them.
    pub(super) fn full_name(&self, side: Side) -> Option<String> {
        let words = self.case.words.sides.get(side);
        let indices = self.indices.get(side);
        let start = indices.iter().copied().find(|index| words[*index].is_capital())?;
        let last = *indices.last()?;
        let goes_on = self.lower.get(side.other()).is_empty() && words.get(last + 1).is_some_and(Word::is_capital);
        let end = last + 1 + usize::from(goes_on);
        Some(self.case.words.text(side, start..end))
    }

    /// The paragraph of one side.
    pub(super) fn paragraph(&self, side: Side) -> Option<&'a ParagraphId> {
        self.case.first.get(side).map(|paragraph| &paragraph.id)
    }

    /// Whether a cited text is named: `the Paris Agreement`.
    pub(super) fn has_instrument(&self) -> bool {
        let named = |word: &Word<'_>| word.is_capital() && lexicon::is_instrument(&word.lower());
        Side::BOTH.into_iter().any(|side| self.core(side).any(named))
    }

    /// Whether a cited text is meant: `the assessment reports`.
    pub(super) fn mentions_instrument(&self) -> bool {
        Side::BOTH.into_iter().any(|side| self.lower_core(side).iter().any(|word| lexicon::is_instrument(word)))
    }
}
