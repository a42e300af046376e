//! Two texts → the same without words that only one of them has broken.
//!
//! A word that was broken on reading (`navi gation`) is no amendment, and nobody should have to quote it.

use std::ops::Range;

use super::hunks::{Hunk, cut, hunks};
use super::quote::spelled;
use super::words::same_place;
use crate::model::{Paragraph, Versions};
use crate::text::whole_spelling;

/// Two paragraphs with the same spacing where their letters are the same.
pub(super) fn unify_paragraphs(before: &mut Paragraph, after: &mut Paragraph) {
    let Some(whole) = unified(&before.text, &after.text) else { return };
    for (paragraph, text) in [(before, whole.before), (after, whole.after)] {
        let old = std::mem::replace(&mut paragraph.text, text);
        paragraph.footnote_refs.iter_mut().for_each(|mark| {
            mark.offset = same_place(&old, mark.offset, &paragraph.text);
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

/// The spaces between the words of an equal stretch that only one of the texts has (`neo- Nazism`), and what to put there.
fn other_gaps<'a>(before: &'a str, after: &'a str, stretch: &Hunk) -> Vec<(Hunk, &'a str)> {
    let gaps = |text: &str, range: &Range<usize>| -> Vec<Range<usize>> {
        let words = cut(&text[range.clone()]);
        words.windows(2).map(|pair| pair[0].end + range.start..pair[1].start + range.start).collect()
    };
    let pairs = gaps(before, &stretch.before).into_iter().zip(gaps(after, &stretch.after));
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
