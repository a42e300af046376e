//! A redline → its words, and the places where they differ, as fine as they can be.
//!
//! A redline for people joins neighbouring changes into one; what a rule looks for is a word. So each place is aligned
//! again word by word, case aside, and keeps the number of the place that people see: what no rule explains is quoted
//! as they see it.

use std::borrow::Cow;
use std::ops::Range;

use crate::model::{Opening, Segment, Side, TextKey, Versions};
use crate::text::{Span, TokenKind, longest_common_subsequence, spans};

/// Places with more pairs of words than this are not aligned again: they are rewritten.
const FINEST: usize = 4096;
/// Letters that a word takes at least in nearly all paragraphs, with the space before it.
const LETTERS: usize = 5;

/// A word, number or mark of one side. Many are held at once, so it holds no more than it must.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'a> {
    /// As it stands.
    pub(super) shown: &'a str,
    /// Where it ends in the text of its side.
    end: u32,
    pub(super) kind: TokenKind,
    /// Whether white space stands before it.
    pub(super) spaced: bool,
    /// Whether it differs.
    pub(super) changed: bool,
    /// Whether a rule has explained it.
    pub(super) told: bool,
}

impl<'a> Word<'a> {
    /// In small letters, with straight apostrophes.
    pub(super) fn lower(&self) -> Cow<'a, str> {
        lower(self.shown)
    }

    /// Whether it is one of some words in small letters.
    pub(super) fn is(&self, words: &[&str]) -> bool {
        words.iter().any(|word| word.eq_ignore_ascii_case(self.shown))
            || !self.shown.is_ascii() && words.contains(&&*self.lower())
    }

    /// Where it ends in the text of its side.
    pub(super) fn end(&self) -> usize {
        self.end as usize
    }

    pub(super) fn is_open(&self) -> bool {
        self.changed && !self.told
    }

    pub(super) fn is_mark(&self) -> bool {
        self.kind == TokenKind::Punctuation
    }

    pub(super) fn is_capital(&self) -> bool {
        self.shown.starts_with(char::is_uppercase)
    }
}

/// The words of both sides of a change.
#[derive(Debug, Default)]
pub(super) struct Words<'a> {
    pub(super) sides: Versions<Vec<Word<'a>>>,
    /// The places of the redline.
    pub(super) hunks: Vec<Versions<Range<usize>>>,
    /// The places within them, as fine as can be; a side may be empty.
    pub(super) edits: Vec<Versions<Range<usize>>>,
}

impl<'a> Words<'a> {
    /// The words of a redline.
    pub(super) fn of(segments: &'a [Segment]) -> Words<'a> {
        let mut words = Words::default();
        for side in Side::BOTH {
            let bytes: usize = segments.iter().map(|segment| segment.text(side).len()).sum();
            words.sides.get_mut(side).reserve(bytes / LETTERS);
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
                // What is kept is nearly always spelt alike, so it is cut once.
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

    /// Aligns a place again, word by word.
    fn refine(&mut self, hunk: &Versions<Range<usize>>) {
        if hunk.before.is_empty() || hunk.after.is_empty() {
            return self.edits.push(hunk.clone());
        }
        let Versions { mut before, mut after } = hunk.clone();
        let keys = |side: Side, range: &Range<usize>| {
            let words = self.sides.get(side).get(range.clone()).unwrap_or_default();
            words.iter().map(|word| TextKey::cased_and_caseless(word.shown)).collect::<Vec<_>>()
        };
        let keys = Versions::new(keys(Side::Before, &before), keys(Side::After, &after));
        let starts = Versions::new(before.start, after.start);
        let key = |old: usize, new: usize| (keys.before[old - starts.before], keys.after[new - starts.after]);
        let same = |old: usize, new: usize| {
            let (old, new) = key(old, new);
            old.1 == new.1
        };
        let mut pairs = Vec::new();
        while !before.is_empty() && !after.is_empty() && same(before.start, after.start) {
            pairs.push((before.start, after.start));
            (before.start, after.start) = (before.start + 1, after.start + 1);
        }
        let mut tail = Vec::new();
        while !before.is_empty() && !after.is_empty() && same(before.end - 1, after.end - 1) {
            (before.end, after.end) = (before.end - 1, after.end - 1);
            tail.push((before.end, after.end));
        }
        if before.len() * after.len() <= FINEST {
            let caseless = |keys: &[(TextKey, TextKey)]| keys.iter().map(|key| key.1).collect::<Vec<_>>();
            let both = (
                caseless(&keys.before[before.start - starts.before..before.end - starts.before]),
                caseless(&keys.after[after.start - starts.after..after.end - starts.after]),
            );
            pairs.extend(
                longest_common_subsequence(&both.0, &both.1)
                    .iter()
                    .map(|(old, new)| (before.start + old, after.start + new)),
            );
        }
        pairs.extend(tail.into_iter().rev());
        let mut from = Versions::new(hunk.before.start, hunk.after.start);
        for (old, new) in pairs.into_iter().chain([(hunk.before.end, hunk.after.end)]) {
            if from.before < old || from.after < new {
                self.edits.push(Versions::new(from.before..old, from.after..new));
            }
            from = Versions::new(old + 1, new + 1);
            if old == hunk.before.end {
                break;
            }
            // another case is still a change, word for word
            let both = key(old, new);
            let changed = both.0.0 != both.1.0;
            self.sides.before[old].changed = changed;
            self.sides.after[new].changed = changed;
            if changed {
                self.edits.push(Versions::new(old..old + 1, new..new + 1));
            }
        }
    }

    /// The place of the redline, by its number, that the first open word of a stretch of one side lies in.
    pub(super) fn open_hunk(&self, side: Side, mut range: Range<usize>) -> Option<usize> {
        let words = self.sides.get(side);
        let open = range.find(|&at| words.get(at).is_some_and(Word::is_open))?;
        Some(self.hunks.partition_point(|hunk| hunk.get(side).end <= open))
    }

    /// How many words of one side an opening phrase takes.
    pub(super) fn of_opening(&self, side: Side, opening: &Opening) -> usize {
        self.sides.get(side).iter().take_while(|word| word.end() <= opening.len).count()
    }

    /// Marks words of one side as explained.
    pub(super) fn tell(&mut self, side: Side, range: Range<usize>) {
        if let Some(words) = self.sides.get_mut(side).get_mut(range) {
            words.iter_mut().for_each(|word| word.told = true);
        }
    }

    /// Whether anything in a stretch of one side differs; it may go on behind the end.
    pub(super) fn touched(&self, side: Side, range: Range<usize>) -> bool {
        let words = self.sides.get(side);
        words.iter().take(range.end).skip(range.start).any(|word| word.changed)
    }

    /// Words as they stand, single spaces.
    pub(super) fn text(&self, side: Side, range: Range<usize>) -> String {
        let mut out = String::new();
        for word in self.sides.get(side).get(range).unwrap_or_default() {
            if word.spaced && !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word.shown);
        }
        out
    }
}

fn push<'a>(row: &mut Vec<Word<'a>>, text: &'a str, offset: usize, changed: bool) {
    let mut last = 0;
    for Span { range, kind } in spans(text) {
        let shown = &text[range.clone()];
        row.push(Word {
            shown,
            end: (offset + range.end) as u32,
            kind,
            spaced: range.start > last,
            changed,
            told: false,
        });
        last = range.end;
    }
}

/// A spelling in small letters, with straight apostrophes.
pub(super) fn lower(shown: &str) -> Cow<'_, str> {
    let (ascii, capital) = shown
        .bytes()
        .fold((true, false), |(ascii, capital), byte| (ascii & byte.is_ascii(), capital | byte.is_ascii_uppercase()));
    // Quotation marks and most words with accents are as they must be.
    let is_lower = |letter: char| letter != '’' && !letter.is_uppercase();
    match (ascii, capital) {
        (true, false) => Cow::Borrowed(shown),
        (true, true) => Cow::Owned(shown.to_ascii_lowercase()),
        (false, false) if shown.chars().all(is_lower) => Cow::Borrowed(shown),
        (false, _) => Cow::Owned(shown.to_lowercase().replace('’', "'")),
    }
}

/// Words in quotation marks, at most so many.
pub(super) fn quoted(text: &str) -> String {
    const MOST: usize = 14;
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() <= MOST + 2 {
        return format!("“{}”", words.join(" "));
    }
    format!("“{} … {}”", words[..MOST - 3].join(" "), words[words.len() - 3..].join(" "))
}
