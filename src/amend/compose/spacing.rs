//! Two texts → the same without words that only one of them has broken.
//!
//! A word that was broken on reading (`navi gation`) is no amendment, and nobody should have to quote it.

use std::collections::HashMap;
use std::ops::Range;

use super::hunks::{Hunk, cut, hunks};
use super::rewording::spelled;
use crate::amend::apply::word_changes::map_offset;
use crate::lexicon::{is_known_word, makes_another_word};
use crate::model::{Paragraph, Versions};
use crate::text::whole_spelling;

/// Two paragraphs with the same spacing where their letters are the same.
pub(super) fn unify_paragraphs(before: &mut Paragraph, after: &mut Paragraph) {
    let Some(whole) = unified(&before.text, &after.text) else { return };
    for (paragraph, text) in [(before, whole.before), (after, whole.after)] {
        let old = std::mem::replace(&mut paragraph.text, text);
        paragraph.footnote_refs.iter_mut().for_each(|mark| {
            mark.offset = map_offset(&old, mark.offset, &paragraph.text);
        });
    }
}

/// Two texts with the same spacing where their letters are the same; none where it is the same already.
pub(super) fn unified(before: &str, after: &str) -> Option<Versions<String>> {
    let hunks = hunks(before, after);
    let mut same: Vec<(Hunk, &str)> = Vec::new();
    let (mut old, mut new) = (0, 0);
    for hunk in &hunks {
        same.extend(other_gaps(before, after, &Hunk { before: old..hunk.before.start, after: new..hunk.after.start }));
        for words in same_letters(before, after, hunk) {
            let whole = whole_spelling(&before[words.before.clone()], &after[words.after.clone()]);
            same.push((words, whole));
        }
        (old, new) = (hunk.before.end, hunk.after.end);
    }
    same.extend(other_gaps(before, after, &Hunk { before: old..before.len(), after: new..after.len() }));
    if same.is_empty() {
        return None;
    }
    let mut out = Versions::new(String::new(), String::new());
    let (mut old, mut new) = (0, 0);
    for (Hunk { before: old_range, after: new_range }, whole) in same {
        out.before += &before[old..old_range.start];
        out.after += &after[new..new_range.start];
        out.before += whole;
        out.after += whole;
        (old, new) = (old_range.end, new_range.end);
    }
    out.before += &before[old..];
    out.after += &after[new..];
    Some(out)
}

/// The words of two texts, to know those that are broken elsewhere.
pub(super) struct Vocabulary {
    counts: HashMap<String, usize>,
    pairs: HashMap<(String, String), usize>,
}

impl Vocabulary {
    /// The words of some texts.
    pub(super) fn new<'t>(texts: impl Iterator<Item = &'t str>) -> Vocabulary {
        let mut out = Vocabulary { counts: HashMap::new(), pairs: HashMap::new() };
        for text in texts {
            let words: Vec<String> = cut(text).into_iter().map(|word| text[word].to_lowercase()).collect();
            for pair in words.windows(2) {
                *out.pairs.entry((pair[0].clone(), pair[1].clone())).or_default() += 1;
            }
            for word in words {
                *out.counts.entry(word).or_default() += 1;
            }
        }
        out
    }

    /// A text without broken words, where no other text says how it reads: `navi gation`, as “navigation” stands
    /// elsewhere and one of the parts stands nowhere else.
    pub(super) fn whole(&self, text: &str) -> String {
        let words = cut(text);
        let mut out = String::with_capacity(text.len());
        let mut end = 0;
        for pair in words.windows(2) {
            let (first, second) = (&text[pair[0].clone()], &text[pair[1].clone()]);
            out += &text[end..pair[0].end];
            end = if &text[pair[0].end..pair[1].start] == " " && self.is_broken(first, second) {
                pair[1].start
            } else {
                pair[0].end
            };
        }
        out + &text[end..]
    }

    fn is_broken(&self, first: &str, second: &str) -> bool {
        let is_word = |piece: &str| piece.chars().all(char::is_alphabetic);
        if !is_word(first) || !is_word(second) || second.starts_with(char::is_uppercase) {
            return false;
        }
        let (first, second) = (first.to_lowercase(), second.to_lowercase());
        let count = |word: &str| self.counts.get(word).copied().unwrap_or_default();
        let joined = format!("{first}{second}");
        let pairs = self.pairs.get(&(first.clone(), second.clone())).copied().unwrap_or_default();
        let stands_alone = |piece: &str| count(piece) > pairs || is_known_word(piece);
        count(&joined) > 0 && !(stands_alone(&first) && stands_alone(&second)) && !makes_another_word(&first, &second)
    }
}

/// The spaces between the words of an equal hunk that only one of the texts has (`neo- Nazism`), and what to put there.
fn other_gaps<'a>(before: &'a str, after: &'a str, hunk: &Hunk) -> Vec<(Hunk, &'a str)> {
    let gaps = |text: &str, range: &Range<usize>| -> Vec<Range<usize>> {
        let words = cut(&text[range.clone()]);
        words.windows(2).map(|pair| pair[0].end + range.start..pair[1].start + range.start).collect()
    };
    let pairs = gaps(before, &hunk.before).into_iter().zip(gaps(after, &hunk.after));
    let differs = |(old, new): &(Range<usize>, Range<usize>)| old.is_empty() != new.is_empty();
    let chosen = |(old, new): (Range<usize>, Range<usize>)| {
        let is_hyphenated = before[..old.start].ends_with(['-', '\u{2010}', '\u{2011}'])
            || before[old.end..].starts_with(['-', '\u{2010}', '\u{2011}']);
        let text = if is_hyphenated { "" } else { &after[new.clone()] };
        (Hunk { before: old, after: new }, text)
    };
    pairs.filter(differs).map(chosen).collect()
}

/// The words at the beginning and at the end of a change that differ in their spaces alone.
fn same_letters(before: &str, after: &str, hunk: &Hunk) -> Vec<Hunk> {
    let words = |text: &str, range: &Range<usize>| -> Vec<Range<usize>> {
        let words = cut(&text[range.clone()]).into_iter();
        words.map(|word| word.start + range.start..word.end + range.start).collect()
    };
    let (old, new) = (words(before, &hunk.before), words(after, &hunk.after));
    let texts = |text: &str, words: &[Range<usize>]| -> Vec<String> {
        words.iter().map(|word| spelled(&text[word.clone()])).collect()
    };
    let (old_words, new_words) = (texts(before, &old), texts(after, &new));
    let (old_head, new_head) = common(&old_words, &new_words);
    let mut out = Vec::new();
    if old_head > 0 {
        out.push(Hunk { before: old[0].start..old[old_head - 1].end, after: new[0].start..new[new_head - 1].end });
    }
    let (old_tail, new_tail) = common(&reversed(&old_words[old_head..]), &reversed(&new_words[new_head..]));
    if old_tail > 0 {
        out.push(Hunk {
            before: old[old.len() - old_tail].start..hunk.before.end,
            after: new[new.len() - new_tail].start..hunk.after.end,
        });
    }
    out
}

/// How many words of two lists make up the same letters, from their beginning.
fn common(left: &[String], right: &[String]) -> (usize, usize) {
    let ends = |words: &[String]| {
        let mut letters: Vec<char> = Vec::new();
        let mut ends = vec![0];
        for word in words {
            letters.extend(word.chars());
            ends.push(letters.len());
        }
        (letters, ends)
    };
    let ((left, left_ends), (right, right_ends)) = (ends(left), ends(right));
    let len = left.iter().zip(&right).take_while(|(left, right)| left == right).count();
    let last = left_ends.iter().rev().find(|end| **end <= len && right_ends.contains(end)).copied().unwrap_or(0);
    let index = |ends: &[usize]| ends.iter().position(|end| *end == last).unwrap_or(0);
    (index(&left_ends), index(&right_ends))
}

/// The words from the last to the first, each backwards.
fn reversed(words: &[String]) -> Vec<String> {
    words.iter().rev().map(|word| word.chars().rev().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_words_of_new_text_are_made_whole() {
        let known = Vocabulary::new(
            ["Notes safe navigation at sea", "on navi gation, a note book, in to the note and the book"].into_iter(),
        );
        for (text, expected) in [
            ("on navi gation, again", "on navigation, again"),
            ("the navigation", "the navigation"),
            ("a note book in to", "a note book in to"),
            ("Navi gation", "Navigation"),
        ] {
            assert_eq!(known.whole(text), expected);
        }
    }

    #[test]
    fn broken_words_are_made_whole_on_both_sides() {
        for (before, after, expected) in [
            ("safer navi gation", "safer navigation", Some(("safer navigation", "safer navigation"))),
            ("safer navigation", "safer navi gation", Some(("safer navigation", "safer navigation"))),
            (
                "the navi gation safety",
                "the navigation security",
                Some(("the navigation safety", "the navigation security")),
            ),
            (
                "old naviga tion by night",
                "new navigation by night",
                Some(("old navigation by night", "new navigation by night")),
            ),
            (
                "acceptance of neo- Nazism and",
                "acceptance of neo‑Nazism and",
                Some(("acceptance of neo-Nazism and", "acceptance of neo‑Nazism and")),
            ),
            ("the sea", "the seas", None),
            ("a man", "amen", None),
        ] {
            let found = unified(before, after);
            let found = found.as_ref().map(|found| (found.before.as_str(), found.after.as_str()));
            assert_eq!(found, expected, "{before}");
        }
    }
}
