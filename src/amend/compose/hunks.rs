//! Two wordings of a paragraph → the changes between them, as a person would quote them.
//!
//! 1. `hunks`: what differs, word by word.
//! 2. `phrases`: the same in whole phrases, dates and compounds; changes that are one to a reader are one: with hardly a word
//!    between them, a comma that only makes room for a new item of a list, words that change places.

use std::ops::Range;

use super::multiword::{is_list_sign, multiword};
use super::rewording::spelled;
use crate::lexicon::{FunctionWord, Lexicon};
use crate::text::{diff, letter_count};

/// Words of one text in place of words of the other, with the place of each in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hunk {
    pub(super) before: Range<usize>,
    pub(super) after: Range<usize>,
}

/// More words than these make no short quotation.
pub(super) const MAX_ANCHOR: usize = 12;

/// Changes of so few words say little by themselves: with one or two words between, they are part of one phrase.
const MAX_FRAGMENT: usize = 3;

/// So many words may stand between a mark or small word that changes and the change that it makes room for.
const MAX_LIST_GAP: usize = 8;

/// So many words may stand between the “and” of a list that becomes a comma and the new items at its end.
const MAX_LAST_ITEM: usize = 16;

/// So many words may stand between the old place of a phrase and its new one.
const MAX_MOVE: usize = 24;

/// Words, and the signs before and after them, by their places; ideographs one by one.
pub(super) fn cut(text: &str) -> Vec<Range<usize>> {
    crate::text::spans(text).map(|span| span.range).collect()
}

/// Makes one change of all from one index to another.
pub(super) fn join(hunks: &mut Vec<Hunk>, first: usize, last: usize) {
    let (start, end) = (hunks[first].clone(), hunks[last].clone());
    let whole = Hunk { before: start.before.start..end.before.end, after: start.after.start..end.after.end };
    hunks.splice(first..=last, [whole]);
}

/// The changes between two texts, word by word.
pub(super) fn hunks(before: &str, after: &str) -> Vec<Hunk> {
    let words = Pair { old: Words::new(before), new: Words::new(after) };
    words.in_bytes(&words.differing())
}

/// The changes between two texts, each with the words that a person would quote.
pub(super) fn phrases(before: &str, after: &str) -> Vec<Hunk> {
    let words = Pair { old: Words::new(before), new: Words::new(after) };
    let mut hunks = words.differing();
    words.widen(&mut hunks);
    words.join(&mut hunks, |left, right| words.is_small_gap(left, right));
    words.join(&mut hunks, |left, right| words.makes_room(left, right) || words.change_places(left, right));
    words.slide(&mut hunks);
    words.take_in_word_before_sign(&mut hunks);
    words.close_brackets(&mut hunks);
    words.widen(&mut hunks);
    words.in_bytes(&hunks)
}

pub(super) fn is_sign(word: &str) -> bool {
    !word.contains(char::is_alphanumeric)
}

/// Whether a word or sign only joins others: `,`, `and`, `of`.
pub(super) fn is_joint(word: &str) -> bool {
    let kind = Lexicon::any().function_word(word);
    is_sign(word) || matches!(kind, Some(FunctionWord::Conjunction | FunctionWord::Preposition))
}

/// How many words name something.
pub(super) fn content_len(words: &str) -> usize {
    cut(words).into_iter().filter(|word| is_content_word(&words[word.clone()])).count()
}

/// Whether words name something: more than signs, small numbers and the words that hold phrases together.
pub(super) fn is_content(words: &str) -> bool {
    let letters = letter_count(words);
    letters > 3 && cut(words).into_iter().any(|word| is_content_word(&words[word]))
}

fn is_content_word(word: &str) -> bool {
    let is_number = word.chars().all(|sign| sign.is_numeric() || matches!(sign, '.' | ','));
    !is_sign(word)
        && Lexicon::any().function_word(word).is_none()
        && (!is_number || word.chars().filter(|sign| sign.is_numeric()).count() > 3)
}

/// The words of a text.
struct Words<'t> {
    text: &'t str,
    ranges: Vec<Range<usize>>,
    multiword: Vec<Range<usize>>,
}

impl<'t> Words<'t> {
    fn new(text: &'t str) -> Words<'t> {
        let ranges = cut(text);
        let multiword = multiword(text, &ranges);
        Words { text, ranges, multiword }
    }

    fn word(&self, index: usize) -> &'t str {
        &self.text[self.ranges[index].clone()]
    }

    fn words(&self, range: &Range<usize>) -> impl Iterator<Item = &'t str> + '_ {
        range.clone().map(|index| self.word(index))
    }

    fn keys(&self) -> Vec<String> {
        (0..self.ranges.len()).map(|index| spelled(self.word(index))).collect()
    }

    /// The words of a range that name something, but for those of dates.
    fn names(&self, range: &Range<usize>) -> Vec<String> {
        let is_name = |word: &&str| {
            let is_month = Lexicon::any().month_number(&word.to_lowercase()).is_some();
            is_content_word(word) && !is_month && word.contains(char::is_alphabetic)
        };
        self.words(range).filter(is_name).map(spelled).collect()
    }

    fn in_bytes(&self, range: &Range<usize>) -> Range<usize> {
        match (self.ranges.get(range.start), range.is_empty()) {
            (Some(first), false) => first.start..self.ranges[range.end - 1].end,
            (Some(_), true) | (None, _) => {
                let end = range.start.checked_sub(1).map_or(0, |last| self.ranges[last].end);
                end..end
            }
        }
    }

    /// How many words before a range and behind it make its ends whole.
    fn cut_off(&self, range: &Range<usize>) -> (usize, usize) {
        let cuts = |unit: &Range<usize>, place: usize| unit.start < place && place < unit.end;
        let before =
            self.multiword.iter().find(|unit| cuts(unit, range.start)).map_or(0, |unit| range.start - unit.start);
        let behind = self.multiword.iter().find(|unit| cuts(unit, range.end)).map_or(0, |unit| unit.end - range.end);
        (before, behind)
    }

    /// Whether a range has an opening bracket without its closing one, and the other way round.
    fn unpaired(&self, range: &Range<usize>) -> (bool, bool) {
        let (mut open, mut closed) = (0_usize, false);
        for word in self.words(range) {
            match word {
                "(" => open += 1,
                ")" if open == 0 => closed = true,
                ")" => open -= 1,
                _ => {}
            }
        }
        (open > 0, closed)
    }

    fn begins_with_sign(&self, range: &Range<usize>) -> bool {
        !range.is_empty() && matches!(self.word(range.start), "," | ";" | ":" | "." | ")")
    }
}

/// The places of words that nobody quotes by halves, in bytes: dates, compounds with hyphens, references.
pub(super) fn indivisible_ranges(text: &str) -> Vec<Range<usize>> {
    let words = Words::new(text);
    words.multiword.iter().map(|unit| words.in_bytes(unit)).collect()
}

/// Words of one text in place of words of the other, by the indices of the words.
#[derive(Debug, Clone)]
struct WordHunk {
    old: Range<usize>,
    new: Range<usize>,
}

/// The words of two texts.
struct Pair<'t> {
    old: Words<'t>,
    new: Words<'t>,
}

impl Pair<'_> {
    fn differing(&self) -> Vec<WordHunk> {
        let runs = diff(&self.old.keys(), &self.new.keys()).into_iter().filter(|run| !run.is_equal);
        let mut out: Vec<WordHunk> = Vec::new();
        for run in runs {
            match out.last_mut() {
                Some(last) if run.before.start <= last.old.end && run.after.start <= last.new.end => {
                    last.old.end = run.before.end;
                    last.new.end = run.after.end;
                }
                _ => out.push(WordHunk { old: run.before, new: run.after }),
            }
        }
        out
    }

    fn in_bytes(&self, hunks: &[WordHunk]) -> Vec<Hunk> {
        let hunk = |hunk: &WordHunk| Hunk { before: self.old.in_bytes(&hunk.old), after: self.new.in_bytes(&hunk.new) };
        hunks.iter().map(hunk).collect()
    }

    /// Takes in equal words at the ends of changes, as far as the changes beside them.
    fn extend(&self, hunks: &mut Vec<WordHunk>, words: impl Fn(&WordHunk) -> (usize, usize)) {
        let ends: Vec<usize> = hunks.iter().map(|hunk| hunk.old.end).collect();
        let starts: Vec<usize> = hunks.iter().map(|hunk| hunk.old.start).collect();
        for (index, hunk) in hunks.iter_mut().enumerate() {
            let (before, behind) = words(hunk);
            let room_before = hunk.old.start - index.checked_sub(1).map_or(0, |last| ends[last]);
            let room_behind = starts.get(index + 1).copied().unwrap_or(self.old.ranges.len()) - hunk.old.end;
            let (before, behind) = (before.min(room_before), behind.min(room_behind));
            hunk.old = hunk.old.start - before..hunk.old.end + behind;
            hunk.new = hunk.new.start - before..hunk.new.end + behind;
        }
        hunks.dedup_by(|next, last| {
            let touches = next.old.start <= last.old.end;
            if touches {
                last.old.end = next.old.end.max(last.old.end);
                last.new.end = next.new.end.max(last.new.end);
            }
            touches
        });
    }

    /// Begins a phrase that comes or goes with its small word, where that stands at both of its ends: `(of 2 May) of the
    /// sea`, not `of (2 May of) the sea`.
    fn slide(&self, hunks: &mut [WordHunk]) {
        let is_small = |word: &str| Lexicon::any().function_word(word).is_some();
        for index in 0..hunks.len() {
            let room = hunks[index].old.start - index.checked_sub(1).map_or(0, |last| hunks[last].old.end);
            let WordHunk { old, new } = hunks[index].clone();
            let (words, range) = match (old.is_empty(), new.is_empty()) {
                (true, false) => (&self.new, new.clone()),
                (false, true) => (&self.old, old.clone()),
                _ => continue,
            };
            if !is_small(words.word(range.end - 1)) {
                continue;
            }
            let most = room.min(MAX_FRAGMENT).min(range.len() - 1);
            let is_same =
                |count: &usize| spelled(words.word(range.start - count)) == spelled(words.word(range.end - count));
            let same = (1..=most).take_while(is_same).count();
            let whole = |count: &usize| !is_small(words.word(range.end - 1 - count));
            if let Some(count) = (1..=same).find(whole) {
                let moved = |range: Range<usize>| range.start - count..range.end - count;
                hunks[index] = WordHunk { old: moved(old), new: moved(new) };
            }
        }
    }

    /// Makes whole what is quoted by halves.
    fn widen(&self, hunks: &mut Vec<WordHunk>) {
        self.extend(hunks, |hunk| {
            let (old, new) = (self.old.cut_off(&hunk.old), self.new.cut_off(&hunk.new));
            (old.0.max(new.0), old.1.max(new.1))
        });
    }

    /// A comma cannot be put in place of a word: `the sea and the land` → `the sea, the land`.
    fn take_in_word_before_sign(&self, hunks: &mut Vec<WordHunk>) {
        self.extend(hunks, |hunk| {
            let is_replacement = !hunk.old.is_empty() && !hunk.new.is_empty();
            let differs = self.old.begins_with_sign(&hunk.old) != self.new.begins_with_sign(&hunk.new);
            (usize::from(is_replacement && differs), 0)
        });
    }

    /// Takes in the other bracket of a pair, and the word before one that would begin the quotation.
    fn close_brackets(&self, hunks: &mut Vec<WordHunk>) {
        self.extend(hunks, |hunk| {
            let (opened, closed) = self.old.unpaired(&hunk.old);
            if (opened, closed) != self.new.unpaired(&hunk.new) || !opened && !closed {
                return (0, 0);
            }
            let is = |index: usize, sign: &str| self.old.word(index) == sign;
            let behind = (hunk.old.end..self.old.ranges.len()).take(MAX_ANCHOR).position(|index| is(index, ")"));
            let before = (0..hunk.old.start).rev().take(MAX_ANCHOR).position(|index| is(index, "("));
            let before = before.filter(|_| closed).map_or(0, |count| count + 2);
            (before, behind.filter(|_| opened).map_or(0, |count| count + 1))
        });
    }

    fn join(&self, hunks: &mut Vec<WordHunk>, is_one: impl Fn(&WordHunk, &WordHunk) -> bool) {
        hunks.dedup_by(|next, last| {
            let joined = is_one(last, next);
            if joined {
                last.old.end = next.old.end;
                last.new.end = next.new.end;
            }
            joined
        });
    }

    /// Whether so little stays between two changes that they read better as one.
    fn is_small_gap(&self, left: &WordHunk, right: &WordHunk) -> bool {
        let words: Vec<&str> = self.old.words(&(left.old.end..right.old.start)).collect();
        let len = |hunk: &WordHunk| hunk.old.len().max(hunk.new.len());
        let letters: usize = words.iter().map(|word| letter_count(word)).sum();
        let is_list = || words.len() <= MAX_ANCHOR && words.iter().all(|word| is_list_sign(word));
        let is_phrase =
            || len(left).min(len(right)) <= MAX_FRAGMENT && words.iter().filter(|word| !is_sign(word)).count() <= 2;
        words.len() <= 2 && letters <= 3 || is_phrase() || is_list()
    }

    /// Whether one of two changes is a sign or small word that makes room for the other: `A and B` → `A, B and C`.
    fn makes_room(&self, left: &WordHunk, right: &WordHunk) -> bool {
        let is_little =
            |hunk: &WordHunk| self.old.words(&hunk.old).all(is_joint) && self.new.words(&hunk.new).all(is_joint);
        let gap = right.old.start - left.old.end;
        gap <= MAX_LIST_GAP && (is_little(left) || is_little(right))
            || gap <= MAX_LAST_ITEM && self.adds_items(left, right)
    }

    /// Whether a list gets new items: `A and B` → `A, B, C and D`.
    fn adds_items(&self, left: &WordHunk, right: &WordHunk) -> bool {
        let is_and = |word| Lexicon::any().function_word(word) == Some(FunctionWord::Conjunction);
        let is_comma = |words: &Words, range: &Range<usize>| words.words(range).eq([","]);
        is_comma(&self.new, &left.new)
            && !left.old.is_empty()
            && self.old.words(&left.old).all(is_and)
            && right.old.is_empty()
            && !right.new.is_empty()
    }

    /// Whether two changes are one phrase that goes to another place.
    fn is_one_phrase(&self, left: &WordHunk, right: &WordHunk) -> bool {
        let keys = |words: &Words, range: &Range<usize>| words.words(range).map(spelled).collect::<Vec<_>>();
        let moves = |from: (&WordHunk, &WordHunk)| {
            let (gone, come) = from;
            gone.new.is_empty() && come.old.is_empty() && keys(&self.old, &gone.old) == keys(&self.new, &come.new)
        };
        moves((left, right)) || moves((right, left))
    }

    /// Whether words of one of two changes come back in the other: `lamps, and bells` → `bells and lamps`.
    fn change_places(&self, left: &WordHunk, right: &WordHunk) -> bool {
        let comes_back = |from: Vec<String>, to: Vec<String>| {
            let shared = from.iter().filter(|word| to.contains(word)).count();
            !from.is_empty() && shared * 3 >= from.len() * 2
        };
        let most = if self.is_one_phrase(left, right) { MAX_MOVE } else { MAX_ANCHOR };
        right.old.start - left.old.end <= most
            && (comes_back(self.old.names(&left.old), self.new.names(&right.new))
                || comes_back(self.new.names(&left.new), self.old.names(&right.old)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_quoted_as_a_person_would() {
        for (before, after, expected) in [
            (
                "until 31 March 2025, at least",
                "until 31 March 2026, at least",
                &[("31 March 2025", "31 March 2026")][..],
            ),
            (
                "from 1 July 2024 to 30 June 2025",
                "from 1 July 2025 to 30 June 2026",
                &[("1 July 2024 to 30 June 2025", "1 July 2025 to 30 June 2026")],
            ),
            ("el 2 de mayo de 2024 en", "el 3 de mayo de 2024 en", &[("2 de mayo de 2024", "3 de mayo de 2024")]),
            ("of paragraph 5 may be", "of paragraph 6 may be", &[("paragraph 5", "paragraph 6")]),
            (
                "articles 5, 7 to 9 and 12 of",
                "articles 6, 8 to 10 and 13 of",
                &[("articles 5, 7 to 9 and 12", "articles 6, 8 to 10 and 13")],
            ),
            (
                "of the reports (A/84/17 and A/84/18) that",
                "of the reports (A/85/17 and A/84/18) that",
                &[("A/84/17", "A/85/17")],
            ),
            (
                "its meeting of 2028 (A/84/17) and its plan",
                "its meeting of 2029 (A/85/17) and its plan",
                &[("2028 (A/84/17)", "2029 (A/85/17)")],
            ),
            (
                "the keepers of Lo (Island of) and Ra",
                "the keepers of Lo (Island of), Ra and Su",
                &[("Lo (Island of) and Ra", "Lo (Island of), Ra and Su")],
            ),
            (
                "of 19 lamps lit at 5 harbours of 100 keepers",
                "of 21 lamps lit at 6 harbours of 90 keepers",
                &[("19", "21"), ("5 harbours of 100", "6 harbours of 90")],
            ),
            (
                "extended until 2025 by resolution 7 of 2024",
                "extended until 2026 by resolution 8 of 2025",
                &[("2025 by resolution 7 of 2024", "2026 by resolution 8 of 2025")],
            ),
            ("all people-centred work", "all people-oriented work", &[("people-centred", "people-oriented")]),
            (
                "70/5 of 2 May 2028 and 71/6 of 3 May 2029, and others",
                "70/5 of 2 May 2028, 71/6 of 3 May 2029 and 72/7 of 4 May 2030, and others",
                &[("2 May 2028 and 71/6 of 3 May 2029", "2 May 2028, 71/6 of 3 May 2029 and 72/7 of 4 May 2030")],
            ),
            (
                "the keepers without delay light the lamps",
                "the keepers, as appropriate, light the lamps",
                &[("keepers without delay", "keepers, as appropriate,")],
            ),
            (
                "to lamps at sea, and bells for the blind keepers",
                "to bells for the blind keepers and lamps at sea",
                &[("lamps at sea, and bells for the blind keepers", "bells for the blind keepers and lamps at sea")],
            ),
            ("Urges States, as appropriate, to light", "Urges States to light", &[(", as appropriate,", "")]),
            (
                "Welcomes the lamps lit at sea by the many keepers of the coast",
                "Notes the lamps lit at sea by the many pilots of the coast",
                &[("Welcomes", "Notes"), ("keepers", "pilots")],
            ),
        ] {
            let found = phrases(before, after);
            let found: Vec<(&str, &str)> =
                found.iter().map(|hunk| (&before[hunk.before.clone()], &after[hunk.after.clone()])).collect();
            assert_eq!(found, expected, "{before}");
        }
    }
}
