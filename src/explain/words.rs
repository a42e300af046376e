//! A redline → its words, and the changes of single words.
//!
//! A redline for people joins neighbouring changes into one hunk, but rules need single words. So each hunk is aligned
//! again word by word, ignoring case. The hunks are kept, to quote what no rule explains as the redline shows it.

use std::borrow::Cow;
use std::ops::Range;

use crate::lexicon::{FunctionWord, Lexicon, PhraseList, WordList};
use crate::model::{Opening, Segment, Side, TextKey, Versions};
use crate::text::{QuotationLength, Span, TokenKind, elided, longest_common_subsequence, single_spaced, spans};

/// Hunks with more pairs of words are not aligned again: they were rewritten.
const MAX_CELLS: usize = 4096;
/// A low estimate of the bytes of a word and the space before it.
const BYTES_PER_WORD: usize = 5;

/// A word, number or punctuation mark of one side. Kept to 40 bytes: there is one per word of every changed paragraph.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'a> {
    /// As printed.
    pub(super) shown: &'a str,
    /// The byte offset of its end in the text of its side.
    end: u32,
    pub(super) kind: TokenKind,
    /// Whether white space precedes it.
    pub(super) spaced: bool,
    /// Whether it differs.
    pub(super) changed: bool,
    /// Whether a rule has explained it.
    pub(super) explained: bool,
}

impl<'a> Word<'a> {
    /// In lower case, with straight apostrophes.
    pub(super) fn lower(&self) -> Cow<'a, str> {
        lower(self.shown)
    }

    /// Whether it is in a list of the lexicon.
    pub(super) fn is_in(&self, list: WordList) -> bool {
        list.contains(&self.lower())
    }

    /// Whether it is a comma, a dash or a word between two numbers of a list or a range.
    pub(super) fn joins_numbers(&self) -> bool {
        matches!(self.shown, "," | "–" | "-") || self.is_in(WordList::NumberJoint)
    }

    /// Whether it separates the entries of a list, or joins a clause to the previous one.
    pub(super) fn joins_entries(&self) -> bool {
        joins_entries(&self.lower())
    }

    /// The byte offset of its end in the text of its side.
    pub(super) fn end(&self) -> usize {
        self.end as usize
    }

    pub(super) fn is_unexplained(&self) -> bool {
        self.changed && !self.explained
    }

    pub(super) fn is_punctuation(&self) -> bool {
        self.kind == TokenKind::Punctuation
    }

    /// Its part of speech, if it is a function word of any language: names keep the small words of their own.
    pub(super) fn function_word(&self) -> Option<FunctionWord> {
        Lexicon::any().function_word(self.shown)
    }

    pub(super) fn is_capitalized(&self) -> bool {
        self.shown.starts_with(char::is_uppercase)
    }
}

/// Whether a word in lower case separates the entries of a list, or joins a clause to the previous one.
pub(super) fn joins_entries(lower: &str) -> bool {
    matches!(lower, "," | ";") || WordList::And.contains(lower)
}

/// Whether words end with a phrase of a list.
pub(super) fn end_with(words: &[Word<'_>], list: PhraseList) -> bool {
    list.words().any(|phrase| {
        let mut before = words.iter().rev();
        phrase.rsplit(' ').all(|part| before.next().is_some_and(|word| word.lower() == part))
    })
}

/// A range of words on each side; one may be empty.
pub(super) type WordChange = Versions<Range<usize>>;

/// The words of both sides of a change, and where they differ.
#[derive(Debug, Default)]
pub(super) struct WordDiff<'a> {
    pub(super) sides: Versions<Vec<Word<'a>>>,
    /// The changed ranges of the redline.
    pub(super) hunks: Vec<WordChange>,
    /// The ranges within the hunks that differ word by word.
    pub(super) word_changes: Vec<WordChange>,
}

impl<'a> WordDiff<'a> {
    /// The words of a redline.
    pub(super) fn new(segments: &'a [Segment]) -> WordDiff<'a> {
        let mut words = WordDiff::default();
        for side in Side::BOTH {
            let bytes: usize = segments.iter().map(|segment| segment.text(side).len()).sum();
            words.sides.get_mut(side).reserve(bytes / BYTES_PER_WORD);
        }
        let mut ends = Versions::new(0, 0);
        let mut open: Option<Versions<usize>> = None;
        for segment in segments {
            let kept = matches!(segment, Segment::Kept(_));
            let here = words.sides.as_ref().map(Vec::len);
            match (kept, open) {
                (true, Some(start)) => {
                    words.close(start);
                    open = None;
                }
                (false, None) => open = Some(here),
                _ => {}
            }
            push(&mut words.sides.before, segment.text(Side::Before), ends.before, !kept);
            match segment {
                // What is kept nearly always has the same spelling: then it is tokenized once.
                Segment::Kept(both) if both.before == both.after => {
                    let row = &words.sides.before[here.before..];
                    let end = |word: &Word<'_>| (ends.after + word.end() - ends.before) as u32;
                    words.sides.after.extend(row.iter().map(|word| Word { end: end(word), ..*word }));
                }
                _ => push(&mut words.sides.after, segment.text(Side::After), ends.after, !kept),
            }
            ends = Versions::new(
                ends.before + segment.text(Side::Before).len(),
                ends.after + segment.text(Side::After).len(),
            );
        }
        if let Some(start) = open {
            words.close(start);
        }
        words
    }

    fn close(&mut self, start: Versions<usize>) {
        let hunk = start.zip(self.sides.as_ref().map(Vec::len)).map(|(start, end)| start..end);
        self.refine(&hunk);
        self.hunks.push(hunk);
    }

    /// Aligns a hunk word by word.
    fn refine(&mut self, hunk: &WordChange) {
        if hunk.before.is_empty() || hunk.after.is_empty() {
            return self.word_changes.push(hunk.clone());
        }
        let keys = self.sides.as_ref().zip(hunk.as_ref()).map(|(words, range)| {
            words[range.clone()].iter().map(|word| TextKey::cased_and_caseless(word.shown)).collect::<Vec<_>>()
        });
        let Versions { before, after } = &keys;
        type Keys = (TextKey, TextKey);
        let same = |(before, after): &(&Keys, &Keys)| before.1 == after.1;
        let prefix = before.iter().zip(after).take_while(same).count();
        let suffix = before[prefix..].iter().rev().zip(after[prefix..].iter().rev()).take_while(same).count();
        let middle = |keys: &[Keys]| keys[prefix..keys.len() - suffix].iter().map(|key| key.1).collect::<Vec<_>>();
        let (old, new) = (middle(before), middle(after));
        let is_small = old.len() * new.len() <= MAX_CELLS;
        let inner = if is_small { longest_common_subsequence(&old, &new) } else { Vec::new() };
        let start = hunk.as_ref().map(|range| range.start);
        let mut done = start;
        let pairs = (0..prefix).map(|index| (index, index));
        let pairs = pairs.chain(inner.into_iter().map(|(old, new)| (prefix + old, prefix + new)));
        let pairs = pairs.chain((1..=suffix).rev().map(|index| (before.len() - index, after.len() - index)));
        for (before, after) in pairs {
            let (old, new) = (start.before + before, start.after + after);
            if done.before < old || done.after < new {
                self.word_changes.push(Versions::new(done.before..old, done.after..new));
            }
            done = Versions::new(old + 1, new + 1);
            // A word in another case is changed, but its neighbours are not.
            let changed = keys.before[before].0 != keys.after[after].0;
            self.sides.before[old].changed = changed;
            self.sides.after[new].changed = changed;
            if changed {
                self.word_changes.push(Versions::new(old..old + 1, new..new + 1));
            }
        }
        if done.before < hunk.before.end || done.after < hunk.after.end {
            self.word_changes.push(Versions::new(done.before..hunk.before.end, done.after..hunk.after.end));
        }
    }

    /// The index of the hunk with the first unexplained word of a range, if there is one.
    pub(super) fn unexplained_hunk(&self, side: Side, mut range: Range<usize>) -> Option<usize> {
        let words = self.sides.get(side);
        let open = range.find(|&index| words.get(index).is_some_and(Word::is_unexplained))?;
        Some(self.hunks.partition_point(|hunk| hunk.get(side).end <= open))
    }

    /// The length of an opening in words.
    pub(super) fn opening_len(&self, side: Side, opening: &Opening) -> usize {
        self.sides.get(side).iter().take_while(|word| word.end() <= opening.len).count()
    }

    /// The words of a range; none if it exceeds the text.
    pub(super) fn slice(&self, side: Side, range: Range<usize>) -> &[Word<'a>] {
        self.sides.get(side).get(range).unwrap_or_default()
    }

    /// The index of the word that ends at a byte offset in the text of a side.
    pub(super) fn word_ending_at(&self, side: Side, end: usize) -> Option<usize> {
        self.sides.get(side).binary_search_by_key(&end, Word::end).ok()
    }

    /// Marks the words of a range as explained.
    pub(super) fn mark_explained(&mut self, side: Side, range: Range<usize>) {
        if let Some(words) = self.sides.get_mut(side).get_mut(range) {
            words.iter_mut().for_each(|word| word.explained = true);
        }
    }

    /// Marks the words of both sides of a change as explained.
    pub(super) fn mark_both_explained(&mut self, change: &WordChange) {
        Side::BOTH.into_iter().for_each(|side| self.mark_explained(side, change.get(side).clone()));
    }

    /// Whether a word of a range differs; the range may exceed the text.
    pub(super) fn overlaps_change(&self, side: Side, range: Range<usize>) -> bool {
        let words = self.sides.get(side);
        words.iter().take(range.end).skip(range.start).any(|word| word.changed)
    }

    /// The words of a range as printed, with single spaces.
    pub(super) fn text(&self, side: Side, range: Range<usize>) -> String {
        printed(self.slice(side, range))
    }

    /// The words of both sides of a change as printed.
    pub(super) fn texts(&self, change: &WordChange) -> Versions<String> {
        Versions::from_fn(|side| self.text(side, change.get(side).clone()))
    }
}

fn push<'a>(words: &mut Vec<Word<'a>>, text: &'a str, offset: usize, changed: bool) {
    let mut last = 0;
    for Span { range, kind } in spans(text) {
        let shown = &text[range.clone()];
        words.push(Word {
            shown,
            end: (offset + range.end) as u32,
            kind,
            spaced: range.start > last,
            changed,
            explained: false,
        });
        last = range.end;
    }
}

/// Words as printed, with single spaces.
pub(super) fn printed<'w, 'a: 'w>(words: impl IntoIterator<Item = &'w Word<'a>>) -> String {
    let mut text = String::new();
    for word in words {
        if word.spaced && !text.is_empty() {
            text.push(' ');
        }
        text += word.shown;
    }
    text
}

/// A text in lower case, with straight apostrophes.
pub(super) fn lower(shown: &str) -> Cow<'_, str> {
    let (ascii, capital) = shown
        .bytes()
        .fold((true, false), |(ascii, capital), byte| (ascii & byte.is_ascii(), capital | byte.is_ascii_uppercase()));
    // Quotation marks and most words with accents need no change.
    let is_lower = |letter: char| letter != '’' && !letter.is_uppercase();
    match (ascii, capital) {
        (true, false) => Cow::Borrowed(shown),
        (true, true) => Cow::Owned(shown.to_ascii_lowercase()),
        (false, false) if shown.chars().all(is_lower) => Cow::Borrowed(shown),
        (false, _) => Cow::Owned(shown.to_lowercase().replace('’', "'")),
    }
}

/// `“old” → “new”`, or what is added or dropped where one side has nothing.
pub(super) fn replacement(old: &str, new: &str) -> String {
    match (old.is_empty(), new.is_empty()) {
        (true, _) => format!("adds {new}"),
        (_, true) => format!("drops {old}"),
        _ => format!("{old} → {new}"),
    }
}

/// A text in quotation marks, without the middle if it is long.
pub(super) fn quoted(text: &str) -> String {
    const LENGTH: QuotationLength = QuotationLength { max_words: 16, head: 11, tail: 3 };
    format!("“{}”", elided(&single_spaced(text), LENGTH))
}
