//! Kept words in two spellings → which words correspond, and which characters of them differ.
//!
//! In: the segments of a redline. Out: for each kept segment with two spellings, its words in order. An equal word is a
//! run of its own. Words that differ are one run, or one for each line if both sides end their lines after the same
//! letters.

use std::ops::Range;

use crate::model::{Segment, SpellingRun, Versions};
use crate::text::{DiffRun, diff};

/// The runs of each kept segment with two spellings, in order.
pub fn spelling_runs(segments: &[Segment]) -> Vec<Vec<SpellingRun>> {
    segments.iter().filter_map(Segment::spellings).map(runs).collect()
}

fn runs(texts: Versions<&str>) -> Vec<SpellingRun> {
    let ends = texts.map(word_ends);
    let words = |(text, ends): (&'_ str, &Vec<usize>)| {
        ends.windows(2).map(|word| text[word[0]..word[1]].trim_start().to_owned()).collect::<Vec<_>>()
    };
    let words = texts.zip(ends.as_ref()).map(words);
    let mut runs = Vec::new();
    for DiffRun { before, after, is_equal } in diff(&words.before, &words.after) {
        let mut push = |words: Versions<Range<usize>>| {
            let range = ends.as_ref().zip(words).map(|(ends, words)| ends[words.start]..ends[words.end]);
            push_lines(texts, range, &mut runs);
        };
        if is_equal {
            before.zip(after).for_each(|(old, new)| push(Versions::new(old..old + 1, new..new + 1)));
        } else {
            push(Versions::new(before, after));
        }
    }
    runs
}

/// The ends of the words of a text, after a zero. The white space before a word is part of it; that at the end of the
/// text counts as a word.
fn word_ends(text: &str) -> Vec<usize> {
    let mut ends = vec![0];
    let mut end = 0;
    while end < text.len() {
        let start = text.len() - text[end..].trim_start().len();
        end = text[start..].find(char::is_whitespace).map_or(text.len(), |len| start + len);
        ends.push(end);
    }
    ends
}

/// Adds the words of a range without the white space before them.
fn push_lines(texts: Versions<&str>, range: Versions<Range<usize>>, runs: &mut Vec<SpellingRun>) {
    let words = texts.zip(range).map(|(text, range)| range.end - text[range.clone()].trim_start().len()..range.end);
    let lines = texts.zip(words.clone()).map(|(text, words)| text[words].split('\n').collect::<Vec<_>>());
    let mut push = |words: Versions<Range<usize>>| {
        let differences = differences(texts.zip(words.clone()).map(|(text, words)| &text[words]));
        runs.push(SpellingRun { words, differences });
    };
    if !have_same_letters(lines.as_ref().map(Vec::as_slice)) {
        return push(words);
    }
    let mut start = words.map(|words| words.start);
    for (old, new) in lines.before.into_iter().zip(lines.after) {
        let end = start.zip(Versions::new(old, new)).map(|(start, line)| start + line.len());
        push(start.zip(end).map(|(start, end)| start..end));
        start = end.map(|end| end + 1);
    }
}

/// Whether both sides end their lines after the same letters.
fn have_same_letters(lines: Versions<&[&str]>) -> bool {
    let letters = |line: &str| line.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let mut pairs = lines.before.iter().zip(lines.after);
    lines.before.len() == lines.after.len()
        && (lines.before.len() == 1 || pairs.all(|(old, new)| letters(old) == letters(new)))
}

/// The characters that differ, as byte ranges.
fn differences(texts: Versions<&str>) -> Vec<Versions<Range<usize>>> {
    let letters = texts.map(|text| text.chars().collect::<Vec<_>>());
    let offsets =
        texts.map(|text| text.char_indices().map(|(offset, _)| offset).chain([text.len()]).collect::<Vec<_>>());
    let differing = diff(&letters.before, &letters.after).into_iter().filter(|run| !run.is_equal);
    differing
        .map(|run| {
            let range = Versions::new(run.before, run.after);
            offsets.as_ref().zip(range).map(|(offsets, range)| offsets[range.start]..offsets[range.end])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The runs of two spellings: equal words plain, others with the letters that differ in brackets.
    fn shown(before: &str, after: &str) -> Vec<String> {
        let segment = Segment::Kept(Versions::new(before.into(), after.into()));
        let write = |run: &SpellingRun| {
            let words = Versions::new(&before[run.words.before.clone()], &after[run.words.after.clone()]);
            let letters = run.differences.iter().map(|letters| {
                format!("[{}|{}]", &words.before[letters.before.clone()], &words.after[letters.after.clone()])
            });
            format!("{}{}", words.after, letters.collect::<String>())
        };
        spelling_runs(&[segment]).concat().iter().map(write).collect()
    }

    #[test]
    fn words_and_letters_correspond() {
        for (before, after, expected) in [
            ("the boat", "the boat", &[][..]),
            ("the “boat” of", "the \"boat\" of", &["the", "\"boat\"[“|\"][”|\"]", "of"]),
            ("the navi gation of", "the navigation of", &["the", "navigation[ |]", "of"]),
            ("one two", "one\ntwo", &["one", "two"]),
            // a word that both sides break at their line ends is a run for each line
            ("the ice -\nfree sea", "the ice-\nfree sea", &["the", "ice-[ |]", "free", "sea"]),
            ("a ll\nhere", "all\nhere", &["all[ |]", "here"]),
        ] {
            assert_eq!(shown(before, after), expected, "{before:?} {after:?}");
        }
    }
}
