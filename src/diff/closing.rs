//! Closing lines that differ.
//!
//! In: the closing lines of both sides. Out: those added, removed or reworded; and those that differ in typography only.
//!
//! 1. Equal lines in the same order on both sides are the same line.
//! 2. If both sides have the same number of lines between two of these, the lines are paired in order. Else a line is
//!    paired with the next one that shares at least a third of its words; the rest was added or removed.

use super::fields::{similarity, typographic_redline};
use super::spelling::equivalent;
use super::typography::TypographicVariant;
use super::word_usage::WordUsage;
use crate::model::{ClosingChange, TextKey, TextLocation, Versions};
use crate::text::shortest_diff;

/// The least similarity of two lines that are paired.
const MIN_DICE: f64 = 1.0 / 3.0;

/// The changes in the order of the newer text, with removed lines in their old place; and the lines that differ in
/// typography only.
pub(super) fn changes<'a>(
    lines: Versions<&'a [String]>,
    word_usage: &WordUsage<'_>,
) -> (Vec<ClosingChange>, Vec<TypographicVariant<'a>>) {
    let keys = lines.map(|lines| lines.iter().map(|line| TextKey::new(line)).collect::<Vec<TextKey>>());
    let (mut out, mut similar) = (Vec::new(), Vec::new());
    let change = |before: Option<usize>, after: Option<usize>| {
        let indices = Versions::new(before, after);
        let texts = lines.zip(indices).map(|(lines, index)| Some(lines[index?].as_str()));
        ClosingChange { lines: indices, segments: typographic_redline(texts, word_usage) }
    };
    let removed = |index: usize| change(Some(index), None);
    for run in shortest_diff(&keys.before, &keys.after) {
        if run.is_equal {
            // Equal keys leave out spaces and hyphens that may make another word.
            for (before, after) in run.before.zip(run.after) {
                let texts = Versions::new(lines.before[before].as_str(), lines.after[after].as_str());
                if equivalent(texts, false, word_usage) {
                    let location = TextLocation::ClosingLine(Versions::new(before, after));
                    similar.extend((texts.before != texts.after).then_some(TypographicVariant { location, texts }));
                } else {
                    out.push(change(Some(before), Some(after)));
                }
            }
            continue;
        }
        let (mut before, after) = (run.before, run.after);
        let paired = before.len() == after.len();
        for index in after {
            let found = if paired {
                before.next()
            } else {
                before.clone().find(|old| share_words(&lines.before[*old], &lines.after[index]))
            };
            if let Some(old) = found.filter(|_| !paired) {
                out.extend((before.start..old).map(removed));
                before.start = old + 1;
            }
            out.push(change(found, Some(index)));
        }
        out.extend(before.map(removed));
    }
    (out, similar)
}

fn share_words(before: &str, after: &str) -> bool {
    let words = |line: &str| {
        let mut words: Vec<String> = line.split_whitespace().map(str::to_lowercase).collect();
        words.sort_unstable();
        words
    };
    similarity(&words(before), &words(after)) >= MIN_DICE
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Resolution;

    #[test]
    fn lines_are_paired_in_order() {
        type Pair = (Option<usize>, Option<usize>);
        for (before, after, expected) in [
            (&["9th meeting", "3 May 2035"][..], &["9th meeting", "3 May 2035"][..], &[][..] as &[Pair]),
            (&["9th meeting", "3 May 2035"], &["8th meeting", "3 May 2035"], &[(Some(0), Some(0))]),
            (
                &["9th meeting", "3 May 2035"],
                &["8th meeting", "4 June 2036"],
                &[(Some(0), Some(0)), (Some(1), Some(1))],
            ),
            (&[], &["9th meeting", "3 May 2035"], &[(None, Some(0)), (None, Some(1))]),
            (&["9th meeting", "3 May 2035"], &[], &[(Some(0), None), (Some(1), None)]),
            (
                &["9th meeting", "3 May 2035"],
                &["Adopted without a vote.", "8th meeting", "3 May 2035"],
                &[(None, Some(0)), (Some(0), Some(1))],
            ),
            (
                &["Adopted without a vote.", "9th meeting", "3 May 2035"],
                &["8th meeting", "3 May 2035"],
                &[(Some(0), None), (Some(1), Some(0))],
            ),
        ] {
            let lines = Versions::new(before, after).map(|lines| lines.iter().map(|line| (*line).to_owned()).collect());
            let lines: Versions<Vec<String>> = lines;
            let texts = Versions::new(Resolution::default(), Resolution::default());
            let (found, _) = changes(lines.as_ref().map(Vec::as_slice), &WordUsage::new(texts.as_ref()));
            let found: Vec<Pair> = found.iter().map(|change| (change.lines.before, change.lines.after)).collect();
            assert_eq!(found, expected);
        }
    }
}
